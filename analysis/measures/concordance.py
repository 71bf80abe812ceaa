"""A term in its context (KWIC), with voice and outlet beside it; needs the text."""

import re
from bisect import bisect_right
from collections.abc import Mapping

import pandas as pd

from analysis.corpus.tables import check_table

COLUMNS = ["outlet", "voice", "doc_id", "segment_id", "left", "match", "right"]


def kwic(
    tables: Mapping[str, pd.DataFrame], term: str, by: str | tuple[str, ...] = "voice", characters: int = 60
) -> pd.DataFrame:
    """List every place where a term stands, with what comes before and after it.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        articles and segments, with text.
    term : str
        A word or several, matched whole and in any case; * stands for any ending.
    by : str or tuple of str
        Columns to sort by: voice, outlet, doc_id, left (from the last word backwards), match, right.
    characters : int
        Of context, on either side; within the article, across voices.

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
    pattern = term_pattern(term)
    order = (by,) if isinstance(by, str) else tuple(by)
    unknown = [column for column in order if column not in COLUMNS]
    if unknown:
        raise ValueError(f"a concordance is sorted by {', '.join(COLUMNS)}; found {unknown[0]!r}")
    check_table(tables["segments"], "segments", ["segment_id", "doc_id", "start", "voice", "text"])
    check_table(tables["articles"], "articles", ["doc_id", "outlet"])
    rows: list[tuple[str, ...]] = []
    for doc_id, segments in tables["segments"].sort_values(["doc_id", "start"]).groupby("doc_id", sort=False):
        rows += [(str(doc_id), *row) for row in find_places(segments, pattern, characters)]
    found = pd.DataFrame(rows, columns=["doc_id", "segment_id", "voice", "left", "match", "right"], dtype=str)
    found = found.merge(tables["articles"][["doc_id", "outlet"]], on="doc_id", how="left")
    return found.sort_values(list(order), key=sort_key, kind="stable", ignore_index=True)[COLUMNS]


def find_places(segments: pd.DataFrame, pattern: re.Pattern[str], characters: int) -> list[tuple[str, ...]]:
    """Return segment_id, voice, left, match and right of every match in the segments of one article."""
    text, end = "", None
    starts: list[int] = []
    for start, words in zip(segments["start"], segments["text"], strict=True):
        gap = " " if end is not None and start != end else ""  # segments of one sentence follow without a gap
        starts.append(len(text) + len(gap))
        text, end = text + gap + words, start + len(words)
    text = re.sub(r"\s", " ", text)
    rows: list[tuple[str, ...]] = []
    for match in pattern.finditer(text):
        place = bisect_right(starts, match.start()) - 1
        left, right = text[max(0, match.start() - characters) : match.start()], text[match.end() :][:characters]
        rows.append((segments["segment_id"].iloc[place], segments["voice"].iloc[place], left, match[0], right))
    return rows


def term_pattern(term: str) -> re.Pattern[str]:
    """Return the pattern of a term; raise if it is empty."""
    words = term.split()
    if not any(re.search(r"\w", word) for word in words):
        raise ValueError(f"a term has letters or digits, found {term!r}; write a word, e.g. cooperat*")
    spelled = [re.escape(word).replace(r"\*", r"\w*") for word in words]
    phrase = r"\s+".join(spelled)
    return re.compile(rf"(?<!\w){phrase}(?!\w)", re.IGNORECASE)


def sort_key(column: pd.Series) -> pd.Series:
    """Return what a column is sorted by: without case, and the left context from its last word backwards."""
    if column.name == "left":
        return column.map(lambda text: " ".join(reversed(text.lower().split())))
    return column.str.lower()
