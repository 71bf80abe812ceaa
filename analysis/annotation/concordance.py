"""A term in its context (KWIC), with voice and outlet beside it; needs the text."""

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.corpus.study import Study
from analysis.corpus.tables import check_table
from analysis.corpus.words import find_tokens, fold, tokenize

__all__ = ["COLUMNS", "kwic"]

COLUMNS = ["outlet", "voice", "doc_id", "segment_id", "left", "match", "right"]


def kwic(
    tables: Mapping[str, pd.DataFrame],
    term: str,
    by: str | tuple[str, ...] = "voice",
    characters: int = 60,
    study: Study | None = None,
) -> pd.DataFrame:
    """List every place where a term stands, with what comes before and after it.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        articles and segments, with text.
    term : str
        A word or several, as the frequency table writes them or as a text does; * stands for any ending. The text is
        cut into tokens as for counting: `minister` does not find `ex-minister`, and `US` not the pronoun.
    by : str or tuple of str
        Columns to sort by: voice, outlet, doc_id, left (from the last word backwards), match, right.
    characters : int
        Of context, on either side; within the article, across voices.
    study : Study, optional
        Its compounds are one term each, as they are where terms are counted with the study.

    Returns
    -------
    DataFrame
        outlet, voice (of the segment in which the match begins), doc_id, segment_id, left, match, right. No row where
        the term stands nowhere.

    Raises
    ------
    ValueError
        If there is no text, the term is empty, or a column to sort by is unknown.
    """
    compounds = study.compounds if study else ()
    wanted = _term_patterns(term, compounds)
    order = (by,) if isinstance(by, str) else tuple(by)
    unknown = [column for column in order if column not in COLUMNS]
    if unknown:
        raise ValueError(f"a concordance is sorted by {', '.join(COLUMNS)}; found {unknown[0]!r}")
    check_table(tables["segments"], "segments", ["segment_id", "doc_id", "start", "voice", "text"])
    check_table(tables["articles"], "articles", ["doc_id", "outlet"])
    rows: list[tuple[str, ...]] = []
    for doc_id, segments in tables["segments"].sort_values(["doc_id", "start"]).groupby("doc_id", sort=False):
        rows += [(str(doc_id), *row) for row in _find_places(segments, wanted, characters, compounds)]
    found = pd.DataFrame(rows, columns=["doc_id", "segment_id", "voice", "left", "match", "right"], dtype=str)
    found = found.merge(tables["articles"][["doc_id", "outlet"]], on="doc_id", how="left")
    return found.sort_values(list(order), key=_sort_key, kind="stable", ignore_index=True)[COLUMNS]


def _find_places(
    segments: pd.DataFrame, wanted: Sequence[re.Pattern[str]], characters: int, compounds: tuple[str, ...] = ()
) -> list[tuple[str, ...]]:
    """Return segment_id, voice, left, match and right of every match in the segments of one article."""
    text, end = "", None
    tokens: list[tuple[str, int, int, int]] = []  # a term, where it begins and ends, and the segment it stands in
    for place, (start, words) in enumerate(zip(segments["start"], segments["text"], strict=True)):
        text += " " if end is not None and start != end else ""  # segments of one sentence follow without a gap
        tokens += [(term, len(text) + a, len(text) + b, place) for term, a, b in find_tokens(words, compounds)]
        text, end = text + words, start + len(words)
    text = re.sub(r"\s", " ", text)
    rows: list[tuple[str, ...]] = []
    for n in range(len(tokens) - len(wanted) + 1):
        run = tokens[n : n + len(wanted)]
        if all(pattern.fullmatch(token[0]) for pattern, token in zip(wanted, run, strict=True)):
            (_, begins, _, place), (_, _, ends, _) = run[0], run[-1]
            left, right = text[max(0, begins - characters) : begins], text[ends:][:characters]
            segment = segments.iloc[place]
            rows.append((segment["segment_id"], segment["voice"], left, text[begins:ends], right))
    return rows


def _term_patterns(term: str, compounds: tuple[str, ...] = ()) -> list[re.Pattern[str]]:
    """Return the patterns of the tokens that a term is, one token each; raise if it has none.

    The term is cut as the text is, so that a concordance shows what the frequency table counts.
    """
    if term.lower() in {token for name in compounds for token in tokenize(name, compounds)}:
        return [re.compile(re.escape(term.lower()))]
    spelled: list[str] = []
    for word in term.split():
        starred = re.escape(fold(word)).replace(r"\*", r"[^\s]*")
        spelled += [starred] if "*" in word else [re.escape(token) for token in tokenize(word)]
    if not re.search(r"\w", term) or not spelled:
        raise ValueError(f"a term has letters or digits, found {term!r}; write a word, e.g. cooperat*")
    return [re.compile(pattern) for pattern in spelled]


def _sort_key(column: pd.Series) -> pd.Series:
    """Return what a column is sorted by: without case, and the left context from its last word backwards."""
    if column.name == "left":
        return column.map(lambda text: " ".join(reversed(text.lower().split())))
    return column.str.lower()
