"""Scores of segments in, means of groups out; needs no text."""

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd

from analysis.corpus import tables

__all__ = ["aggregate_tone"]


def aggregate_tone(
    segments: pd.DataFrame,
    by: Sequence[str],
    instrument: str,
    articles: pd.DataFrame | None = None,
    mentions: pd.DataFrame | None = None,
    levels: Mapping[str, Sequence[str]] | None = None,
    weight: Literal["articles", "words"] = "articles",
) -> pd.DataFrame:
    """Take the mean tone of groups of segments.

    Parameters
    ----------
    segments : DataFrame
        With doc_id, n_words and the column of the instrument; `frame`, or any other number, will do as well.
    by : sequence of str
        Columns that make the groups: of segments, of articles (outlet, event, genre), or `issue`.
    instrument : str
        The column to take the mean of.
    articles : DataFrame, optional
        Needed if a group is by one of its columns.
    mentions : DataFrame, optional
        Needed if a group is by issue. A segment with two issues counts in both.
    levels : mapping of str to sequence of str, optional
        The groups to show of a column, in this order; those without a segment get a row too.
    weight : {"articles", "words"}
        Whether every article of a group counts alike, its segments by their words, or every word.

    Returns
    -------
    DataFrame, n_groups rows
        The columns of `by`, instrument, estimate, n_segments and n_words (of segments with a score), n_undefined
        (segments without), n_articles, note: "" or what keeps the estimate from saying much.

    Raises
    ------
    ValueError
        If a column is missing, or `by` is empty.

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": ["a", "b"], "voice": "outlet", "n_words": [1, 3], "vader": [1.0, 0.0]})
    >>> aggregate_tone(table, ["voice"], "vader")["estimate"].tolist()
    [0.5]
    >>> aggregate_tone(table, ["voice"], "vader", weight="words")["estimate"].tolist()
    [0.25]
    """
    table = _join_groups(segments, by, instrument, articles, mentions)
    groups = _list_groups(table, by, levels or {})
    defined = table[table[instrument].notna() & (table["n_words"] > 0)]
    count = "nunique" if "segment_id" in defined else "size"
    counts = defined["n_words"].astype(float)
    if weight == "articles":
        counts = counts / counts.groupby([defined[key] for key in dict.fromkeys(["doc_id", *by])]).transform("sum")
    sums = defined.assign(weighted=defined[instrument] * counts, weight=counts).groupby([*by], observed=True)
    measured = sums.agg(
        weighted=("weighted", "sum"),
        weight=("weight", "sum"),
        n_segments=("segment_id" if "segment_id" in defined else instrument, count),
        n_words=("n_words", "sum"),
        n_articles=("doc_id", "nunique"),
        n_distinct=(instrument, "nunique"),
    )
    counted = groups.merge(measured.reset_index(), on=[*by], how="left")
    all_rows = table.groupby([*by], observed=True).size().rename("n_rows").reset_index()
    counted = counted.merge(all_rows, on=[*by], how="left")
    whole = ["n_segments", "n_words", "n_articles", "n_distinct", "n_rows"]
    counted[whole] = counted[whole].fillna(0).astype(int)
    return counted.assign(
        instrument=instrument,
        estimate=counted["weighted"] / counted["weight"].where(counted["weight"] > 0),
        n_undefined=counted["n_rows"] - counted["n_segments"],
        note=[_note_group(*row) for row in counted[["n_rows", "n_segments", "n_distinct"]].itertuples(index=False)],
    )[[*by, "instrument", "estimate", "n_segments", "n_undefined", "n_articles", "n_words", "note"]]


def _join_groups(
    segments: pd.DataFrame,
    by: Sequence[str],
    instrument: str,
    articles: pd.DataFrame | None,
    mentions: pd.DataFrame | None,
) -> pd.DataFrame:
    """Return the segments with the columns of `by`, once for each issue if by issue."""
    if isinstance(by, str) or not by:
        raise ValueError(f"by should be a list of one or more columns, e.g. ['outlet', 'voice'], found {by!r}")
    tables.check_table(segments, "segments", needs=["doc_id", "n_words", instrument])
    table = segments
    missing = [column for column in by if column not in table.columns]
    if "issue" in missing and mentions is not None:
        tables.check_table(table, "segments", needs=["segment_id"])
        table = table.merge(mentions[["segment_id", "issue"]].drop_duplicates(), on="segment_id")
        missing.remove("issue")
    if missing and articles is not None:
        tables.check_table(articles, "articles", needs=["doc_id", *missing])
        table = table.merge(articles[["doc_id", *missing]], on="doc_id", how="left")
    tables.check_table(table, "segments with articles and mentions as given", needs=by)
    return table


def _list_groups(table: pd.DataFrame, by: Sequence[str], levels: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return one row a group: every combination if levels are given, else those that occur, in their order."""
    if not levels:
        return table[[*by]].drop_duplicates().sort_values([*by], ignore_index=True)
    given = [list(levels.get(column, sorted(table[column].unique()))) for column in by]
    return pd.MultiIndex.from_product(given, names=[*by]).to_frame(index=False)


def _note_group(n_rows: int, n_segments: int, n_distinct: int) -> str:
    """Return what keeps the estimate of a group from saying much, or ""."""
    if n_segments == 0:
        return "undefined: no segment" if n_rows == 0 else "undefined: no segment with a score"
    if n_segments == 1:
        return "one segment"
    return "all scores equal" if n_distinct == 1 else ""
