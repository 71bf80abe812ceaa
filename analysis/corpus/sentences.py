"""Passages in, sentences out."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import pandas as pd

from analysis.corpus.tables import check_table
from analysis.corpus.word_classes import spell_class
from analysis.corpus.words import count_words

__all__ = ["COLUMNS", "KINDS", "split_sentences", "split_text"]

KINDS = ("headline", "body")
COLUMNS = ["sentence_id", "doc_id", "kind", "paragraph", "position", "start", "end", "n_words", "text"]
NUMBERS = dict.fromkeys(("paragraph", "position", "start", "end", "n_words"), "int64")
# Something short in quotation marks: a title, if each of its parts is (_find_title_part).
QUOTED = re.compile(
    r"“[^“”\n]{1,80}”|\"[^\"\n]{1,80}\"|«[^«»\n]{1,80}»|‘[^‘’\n]{1,80}’(?!\w)|'(?<!\w')[^'\n]{1,80}'(?!\w)"
)
NAME = r"[^\W\d_a-zß-ÿ][\w’'-]*"
NUMBERED = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]")  # 2.  or  b)  before an item of a list


@cache
def _find_title_part() -> re.Pattern[str]:
    """Return the pattern of a sentence that may be part of a title: `Tea with Holt?`."""
    return re.compile(rf"{NAME}(?: (?:{spell_class('title link')}|{NAME})){{0,3}}[.!?]?")


@cache
def _find_address() -> re.Pattern[str]:
    """Return the pattern of a rank or form of address before a name, which never ends a sentence: `Capt.`."""
    return re.compile(rf"\b{spell_class('address')}\.$")


def split_sentences(articles: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Split the headline and body passages into sentences.

    Parameters
    ----------
    articles : DataFrame
        One row an article, with doc_id and text.
    passages : DataFrame
        What cleaning.mark_passages returns.

    Returns
    -------
    DataFrame
        One row a sentence: sentence_id, doc_id, kind {headline, body}, paragraph, position (in the article, from 1),
        start, end (characters of the raw text; both at a non-space character), n_words, text. Every non-space
        character of a headline or body passage is in exactly one sentence, and no sentence leaves its passage.

    Raises
    ------
    ValueError
        If a table lacks a column, or a passage is of an article that is not there.

    Notes
    -----
    A quotation of several sentences is several rows. Where a site lost the space after a full stop, two sentences are
    one row.
    """
    check_table(articles, "articles", ["doc_id", "text"])
    check_table(passages, "passages")
    texts = dict(zip(articles["doc_id"].tolist(), articles["text"].tolist(), strict=True))
    kept = passages.loc[passages["kind"].isin(KINDS), ["doc_id", "start", "end", "kind", "paragraph"]]
    columns = [kept[name].tolist() for name in kept]
    unknown = next((doc_id for doc_id in columns[0] if doc_id not in texts), None)
    if unknown is not None:
        raise ValueError(f"passages has the doc_id '{unknown}', which articles lacks; mark these articles anew")
    rows, last = [], dict.fromkeys(texts, 0)
    for doc_id, begin, end, kind, paragraph in zip(*columns, strict=True):
        passage = texts[doc_id][begin:end]
        for start, stop in _trim_spans(passage, [(0, len(passage))]) if kind == "headline" else split_text(passage):
            last[doc_id] += 1
            text, position = passage[start:stop], last[doc_id]
            place = (kind, paragraph, position, begin + start, begin + stop)
            rows.append((f"{doc_id}-{position:04d}", doc_id, *place, count_words(text), text))
    return pd.DataFrame(rows, columns=COLUMNS).astype(NUMBERS)


def split_text(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a text's sentences, without the space around them.

    Examples
    --------
    >>> list(split_text("Mr. Vale spoke.  Ms. Oru did not. "))
    [(0, 15), (17, 33)]
    """
    import nupunkt  # here, because it loads its model

    return _join_torn(text, _trim_spans(text, nupunkt.sent_spans(text)))


def _trim_spans(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans without leading and trailing space, leaving out empty ones."""
    for start, end in spans:
        stretch = text[start:end].rstrip()
        inner = stretch.lstrip()
        if inner:
            yield start + len(stretch) - len(inner), start + len(stretch)


def _join_torn(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans with those joined that a quoted title, a rank before a name or a list's number tore apart."""
    titles = (found.span() for found in QUOTED.finditer(text) if _is_title(found.group()))
    title = next(titles, None)
    begin = stop = -1
    for start, end in spans:
        while title and title[1] <= start:
            title = next(titles, None)
        in_title = title is not None and title[0] < start
        if begin < 0:
            begin = start
        elif (
            not in_title
            and not _find_address().search(text, max(begin, stop - 6), stop)
            and not NUMBERED.fullmatch(text, begin, stop)
        ):
            yield begin, stop
            begin = start
        stop = end
    if begin >= 0:
        yield begin, stop


def _is_title(quoted: str) -> bool:
    """Return whether a quotation is a row of short capitalised parts, each but the last with its full stop.

    Examples
    --------
    >>> _is_title("“Harbour. Cable. Herring.”"), _is_title("“We agreed. They did not.”")
    (True, False)
    """
    parts = re.split(r"(?<=[.!?])\s+", quoted[1:-1].strip())
    return len(parts) > 1 and all(_find_title_part().fullmatch(part) for part in parts)
