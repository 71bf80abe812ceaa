"""Passages in, sentences out."""

import re
from collections.abc import Iterator

import pandas as pd

from analysis.corpus.tables import check_table
from analysis.corpus.terms import count_words

KINDS = ("headline", "body")
COLUMNS = ["sentence_id", "doc_id", "kind", "paragraph", "position", "start", "end", "n_words", "text"]
# A title in quotation marks, some of whose words end in a full stop: each part short and capitalised.
TITLE = re.compile(r"“[^“”\n]{1,80}”|\"[^\"\n]{1,80}\"|«[^«»\n]{1,80}»")
TITLE_PART = re.compile(r"\s*[^\W\d_a-zß-ÿ][\w’'-]*(?: [^\W\d_a-zß-ÿ][\w’'-]*){0,2}[.!?]?\s*")


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
        character of a headline or body passage is in exactly one sentence.

    Raises
    ------
    ValueError
        If a table lacks a column.
    """
    check_table(articles, "articles", ["doc_id", "text"])
    check_table(passages, "passages")
    texts = dict(zip(articles["doc_id"], articles["text"], strict=True))
    rows = []
    positions: dict[str, int] = {}
    kept = passages[passages["kind"].isin(KINDS)]
    for doc_id, begin, end, kind, _, paragraph in kept[list(passages.columns[:6])].itertuples(index=False, name=None):
        stretch = texts[doc_id][begin:end]
        for start, stop in [(0, len(stretch))] if kind == "headline" else split_text(stretch):
            position = positions[doc_id] = positions.get(doc_id, 0) + 1
            text = stretch[start:stop]
            row = (kind, paragraph, position, begin + start, begin + stop, count_words(text), text)
            rows.append((f"{doc_id}-{position:04d}", doc_id, *row))
    return pd.DataFrame(rows, columns=COLUMNS).astype(
        dict.fromkeys(("paragraph", "position", "start", "end", "n_words"), "int64")
    )


def split_text(text: str) -> list[tuple[int, int]]:
    """Return the spans of a text's sentences, without the space around them.

    Examples
    --------
    >>> split_text("Mr. Vale spoke.  Ms. Oru did not. ")
    [(0, 15), (17, 33)]
    """
    import nupunkt

    return list(trim_spans(text, join_titles(text, nupunkt.sent_spans(text))))


def trim_spans(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans without leading and trailing space, leaving out empty ones."""
    for start, end in spans:
        stretch = text[start:end]
        if stretch.strip():
            yield start + len(stretch) - len(stretch.lstrip()), end - (len(stretch) - len(stretch.rstrip()))


def join_titles(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans with those joined that a quoted title's full stops tore apart."""
    titles = iter([found.span() for found in TITLE.finditer(text) if is_title(found.group())])
    title = next(titles, None)
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        while title and title[1] <= start:
            title = next(titles, None)
        if joined and title and title[0] < start < title[1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def is_title(quoted: str) -> bool:
    """Return whether a quotation is a row of short capitalised parts, each with its full stop."""
    parts = re.split(r"(?<=[.!?])\s+", quoted[1:-1].strip())
    return len(parts) > 1 and all(TITLE_PART.fullmatch(part) for part in parts)
