"""Rows of a table in, units to resample out: the articles, sentences or segments of each group as sums."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.tables import check_table
from analysis.measures.inference.intervals import Array

__all__ = [
    "ARTICLES",
    "WORDS",
    "average_articles",
    "count_units",
    "list_points",
    "place_articles",
    "split_groups",
    "sum_units",
    "take_needed",
    "weigh_rows",
]


def average_articles(table: pd.DataFrame, value: str, by: Sequence[str] = (), weight: str = "n_words") -> pd.DataFrame:
    """Return the points behind an estimate: the weighted mean of each group in each article.

    Parameters
    ----------
    table : DataFrame
        Segments or sentences: doc_id, `value`, `weight` and the columns `by`.
    value, weight : str
        A column of scores; a column of weights (words), or "" to weigh every row alike.
    by : sequence of str

    Returns
    -------
    DataFrame
        One row a group and article: by, doc_id, mean, n_segments, n_words (total weight). Rows without a score do not
        count; an article without any is not there.
    """
    scored = weigh_rows(table, value, by, weight)
    keys = [*dict.fromkeys((*by, "doc_id"))]
    sums = scored.groupby(keys, sort=False, observed=True)[["_score", "_weight"]].agg(["sum", "size"])
    points = sums.index.to_frame(index=False)
    points["mean"] = (sums[("_score", "sum")] / sums[("_weight", "sum")]).to_numpy()
    points["n_segments"] = sums[("_score", "size")].to_numpy()
    points["n_words"] = sums[("_weight", "sum")].to_numpy()
    return points


ARTICLES, WORDS = "articles", "n_words"  # the weight by which every article counts alike, and the column of words


def take_needed(table: pd.DataFrame, *others: str) -> pd.DataFrame:
    """Return the columns that an estimate needs: copies of the others fill the memory where rows are many."""
    return table[[c for c in table if c in {"doc_id", "sentence_id", WORDS, *others}]]


def weigh_rows(table: pd.DataFrame, value: str, by: Sequence[str], weight: str) -> pd.DataFrame:
    """Return the scored rows with _weight and _score (weight times value); rows without score or words are left out."""
    column = WORDS if weight == ARTICLES else weight
    check_table(table, "the table", [c for c in dict.fromkeys(("doc_id", value, *by, column)) if c])
    table = table.reset_index(drop=True)
    words = table[column].astype(float) if column else pd.Series(1.0, index=table.index)
    if (words < 0).any():
        raise ValueError(f"weights are numbers of words, found {words.min():g} in '{column}'; pass counts")
    scored = table.assign(_weight=words, _score=table[value].astype(float))
    scored = scored[scored["_score"].notna() & (scored["_weight"] > 0)]
    if weight == ARTICLES:  # in each group an article's rows weigh 1 together, by their words among each other
        keys = list(dict.fromkeys(["doc_id", *by]))
        whole = scored.groupby(keys, observed=True, dropna=False)["_weight"].transform("sum")
        scored = scored.assign(_weight=scored["_weight"] / whole)
    return scored.assign(_score=scored["_score"] * scored["_weight"])


def split_groups(table: pd.DataFrame, by: Sequence[str]) -> list[tuple[tuple, pd.DataFrame]]:
    """Return (key, rows) of each group, in order of appearance; one group without `by`."""
    if not by:
        return [((), table)]
    return [(key, rows) for key, rows in table.groupby(list(by), sort=False, observed=False, dropna=False)]


def list_points(group: pd.DataFrame) -> str:
    """Return the articles' means as text."""
    sums = group.groupby("doc_id", sort=False, observed=True)[["_score", "_weight"]].sum()
    return "; ".join(f"{mean:+.2f}" for mean in sums["_score"] / sums["_weight"])


def sum_units(groups: Sequence[pd.DataFrame], over: str) -> tuple[Array, NDArray[np.int64]]:
    """Return the sums of each unit (n_units, 2 per group) and the article (stratum) each belongs to (n_units,)."""
    keys = {"articles": ["doc_id"], "segments": []}.get(over, ["doc_id", "sentence_id"])
    if not keys:
        sides = len(groups)
        units = np.zeros((sum(map(len, groups)), 2 * sides))
        start = 0
        for side, group in enumerate(groups):
            units[start : start + len(group), 2 * side : 2 * side + 2] = group[["_score", "_weight"]]
            start += len(group)
        return units, np.zeros(len(units), dtype=np.int64)
    parts = []
    for side, group in enumerate(groups):
        rows = group if "sentence_id" in group or over == "articles" else group.assign(sentence_id=group.index)
        parts.append(rows.groupby(keys, sort=False, observed=True)[["_score", "_weight"]].sum().add_suffix(str(side)))
    sums = pd.concat(parts, axis=1).fillna(0.0)
    articles = sums.index.get_level_values(0) if len(keys) > 1 else sums.index
    return sums.to_numpy(float), pd.factorize(articles)[0]


def place_articles(groups: Sequence[pd.DataFrame], within: str) -> NDArray[np.int64]:
    """Return the stratum of each article by a column, in the order in which sum_units has the articles."""
    firsts = [group.groupby("doc_id", sort=False, observed=True)[within].first() for group in groups]
    joined = pd.concat(firsts, axis=1)
    return pd.factorize(joined.bfill(axis=1).iloc[:, 0])[0].astype(np.int64)


def count_units(units: Array, articles: NDArray[np.int64], over: str) -> list[int]:
    """Return how many units each group has: articles, or sentences."""
    present = units[:, 1::2] > 0
    if over == "both":
        return [len(np.unique(articles[column])) for column in present.T]
    return [int(column.sum()) for column in present.T]
