"""Intervals, tests, false-discovery control, and when to refuse them.

What can vary decides what an interval is about. Over *articles*: about outlets in general, from which these articles
are a sample. Over *sentences*: about these very articles, had they been written with other sentences of their kind.
Over *both*: two stages, articles and then their sentences. Over *segments*: as if every segment were independent,
which they are not; for comparison only. Below MINIMUM of what is drawn there is no interval but a refusal in words.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.corpus.tables import check_table
from analysis.measures.inference import intervals, limits, resampling, side_tests, units

__all__ = ["MINIMUM", "adjust_fdr", "bootstrap_mean", "compare_groups", "estimate_group"]

# The smallest number drawn at which simulate_coverage finds 93 to 97 % for a nominal 95 %.
MINIMUM = {
    "articles": limits.ARTICLES, "both": limits.ARTICLES, "sentences": limits.SENTENCES, "segments": limits.SENTENCES
}  # fmt: skip
COLUMNS = [
    "value", "estimate", "low", "high", "level", "over", "n_articles", "n_sentences", "n_segments", "n_words",
    "n_undefined", "points", "refusal",
]  # fmt: skip
COMPARISON = [
    "value", "target", "reference", "mean_target", "mean_reference", "estimate", "low", "high", "effect", "p",
    "p_method", "smallest_p", "level", "over", "n_articles_target", "n_articles_reference", "n_segments_target",
    "n_segments_reference", "n_sentences_target", "n_sentences_reference", "n_undefined", "refusal",
]  # fmt: skip


def adjust_fdr(p: ArrayLike) -> NDArray[np.float64]:
    """Return p values adjusted for the false discovery rate by Benjamini and Hochberg's step-up procedure.

    Parameters
    ----------
    p : array_like, shape (n,)
        P values; NaN is a test that was not made: it stays NaN and is not counted.

    Returns
    -------
    array, shape (n,)

    Raises
    ------
    ValueError
        If a value is outside 0 to 1.

    References
    ----------
    Benjamini and Hochberg (1995), eq. 1: the smallest m p_(j) / j over all j >= i.

    Examples
    --------
    >>> adjust_fdr([0.01, 0.04, 0.03]).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    values = np.asarray(p, dtype=float)
    outside = values[(values < 0) | (values > 1)]
    if outside.size:
        raise ValueError(f"p values lie between 0 and 1, found {outside[0]:g}; pass p values, not statistics")
    adjusted = np.full(values.shape, np.nan)
    made = np.flatnonzero(~np.isnan(values))
    order = made[np.argsort(values[made], kind="stable")[::-1]]
    steps = values[order] * len(made) / np.arange(len(made), 0, -1)
    adjusted[order] = np.minimum(np.minimum.accumulate(steps), 1.0) if len(made) else steps
    return adjusted


def bootstrap_mean(
    table: pd.DataFrame,
    value: str,
    *,
    by: Sequence[str] = (),
    weight: str = units.ARTICLES,
    over: str = "articles",
    n_resamples: int = 10_000,
    level: float = 0.95,
    seed: int = 0,
    minimum: int | None = None,
) -> pd.DataFrame:
    """Estimate the weighted mean of a score, with a studentised bootstrap interval or a refusal.

    Parameters
    ----------
    table : DataFrame
        Segments or sentences: doc_id, `value`, `weight`, the columns `by`; sentence_id where there is one.
    value : str
        A column of scores; NaN is undefined and left out, and counted in n_undefined.
    by : sequence of str
        Columns to group by; by default all rows are one group. A category without a row gets its row all the same.
    weight : str
        "articles" weighs every article alike, its rows by their words; a column of weights (n_words) weighs by it, so
        that long articles count for more; "" weighs every row alike.
    over : {"articles", "sentences", "both", "segments"}
        What is drawn with replacement, see the module.
    n_resamples, level, seed
        Number of resamples, nominal coverage, seed.
    minimum : int, optional
        The smallest number of units that gets an interval; by default MINIMUM[over].

    Returns
    -------
    DataFrame
        One row a group: by, value, estimate, low, high, level, over, n_articles, n_sentences, n_segments, n_words,
        n_undefined, points (the articles' means where there is no interval), refusal ("" where there is an interval).

    Raises
    ------
    ValueError
        If a column is missing, a weight negative, or `over` unknown.

    Notes
    -----
    Do not believe an interval over articles as one about outlets at large unless the articles are a sample of theirs.
    Scores that are zero in nearly every article need more articles than the minimum.

    References
    ----------
    Efron and Tibshirani (1993), chapter 12; Davison and Hinkley (1997), section 3.8, for two stages.

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": ["a", "a", "b"], "frame": [1.0, 0.0, 0.5], "n_words": [3, 1, 4]})
    >>> row = bootstrap_mean(table, "frame").iloc[0]
    >>> float(row["estimate"]), row["refusal"]
    (0.625, 'no interval: 2 articles, and at least 12 are needed to say anything of articles in general')
    """
    _check_over(over)
    minimum = MINIMUM[over] if minimum is None else minimum
    table = units.take_needed(table, value, weight, *by).reset_index(drop=True)
    scored = units.weigh_rows(table, value, by, weight)
    rows = []
    for key, everything in units.split_groups(table, by):
        group = scored.loc[scored.index.intersection(everything.index)]
        row = dict(zip(by, key, strict=True)) | _count_group(group, everything, value, over, level)
        row |= estimate_group([group], over, n_resamples, level, seed, minimum)
        row["points"] = units.list_points(group) if row["refusal"] else ""
        rows.append(row)
    return pd.DataFrame(rows, columns=[*by, *COLUMNS])


def _check_over(over: str) -> None:
    """Raise if `over` names nothing that can be drawn."""
    if over not in MINIMUM:
        raise ValueError(f"over is one of {', '.join(MINIMUM)}, found {over!r}")


def _count_group(
    group: pd.DataFrame, everything: pd.DataFrame, value: str, over: str, level: float
) -> dict[str, object]:
    """Return what the group rests on."""
    return {
        "value": value,
        "level": level,
        "over": over,
        "n_articles": group["doc_id"].nunique(),
        "n_sentences": group["sentence_id"].nunique() if "sentence_id" in group else len(group),
        "n_segments": len(group),
        "n_words": group[units.WORDS].sum() if units.WORDS in group else group["_weight"].sum(),
        "n_undefined": len(everything) - len(group),
    }


def estimate_group(
    groups: Sequence[pd.DataFrame], over: str, n_resamples: int, level: float, seed: int, minimum: int
) -> dict[str, object]:
    """Return estimate, low, high and refusal of one group, or of the difference of two."""
    row: dict[str, object] = {"estimate": np.nan, "low": np.nan, "high": np.nan, "refusal": ""}
    if any(group.empty for group in groups):
        return row | {"refusal": "undefined: no segment with a score"}
    summed, articles = units.sum_units(groups, over)
    estimate, _ = intervals.linearise(summed.sum(axis=0))
    row["estimate"] = float(estimate)
    smallest = min(units.count_units(summed, articles, over))
    if smallest < minimum:
        return row | {"refusal": _refuse(smallest, over, minimum)}
    low, high = resampling.bootstrap(summed, articles, over, n_resamples, level, np.random.default_rng(seed))
    if low == high:
        return row | {"refusal": "no interval: all scores are equal, so that nothing shows how they vary"}
    few = f"no interval: too few {_over_noun(over)} differ from the rest to show how they vary"
    if not high - low <= 2 * _span_scores(groups):  # wider than any difference of two scores, or infinite
        return row | {"refusal": few}
    return row | {"low": float(low), "high": float(high)}


def _span_scores(groups: Sequence[pd.DataFrame]) -> float:
    """Return how far apart the lowest and the highest score lie."""
    scores = pd.concat([group["_score"] / group["_weight"] for group in groups])
    return float(scores.max() - scores.min())


def _over_noun(over: str) -> str:
    """Return what is drawn, as a plural."""
    return "articles" if over == "both" else over


def _refuse(found: int, over: str, minimum: int) -> str:
    """Return the refusal in words."""
    noun = _over_noun(over)
    found_noun = noun[:-1] if found == 1 else noun
    about = "of these articles" if over == "sentences" else f"of {noun} in general"
    return f"no interval: {found} {found_noun}, and at least {minimum} are needed to say anything {about}"


def compare_groups(
    table: pd.DataFrame,
    value: str,
    target: str,
    reference: str,
    *,
    by: str = "voice",
    weight: str = units.ARTICLES,
    over: str = "articles",
    n_resamples: int = 10_000,
    level: float = 0.95,
    seed: int = 0,
    minimum: int | None = None,
    within: str = "",
) -> pd.DataFrame:
    """Compare two groups: difference of weighted means, interval or refusal, standardised effect, permutation p.

    Parameters
    ----------
    table : DataFrame
        Segments or sentences: doc_id, `value`, `weight`, `by`; sentence_id where there is one.
    value : str
        A column of scores.
    target, reference : str
        Two values of the column `by`; the difference is target less reference.
    by : str
    weight, over, n_resamples, level, seed, minimum
        See bootstrap_mean. The minimum applies to each group.
    within : str
        A column, the same in all rows of an article (its month): articles change places only with their like.

    Returns
    -------
    DataFrame
        One row: value, target, reference, mean_target, mean_reference, estimate (the difference), low, high, effect
        (in pooled standard deviations of a segment), p, p_method, smallest_p, level, over, n_articles_target,
        n_articles_reference, n_segments_target, n_segments_reference, n_sentences_target, n_sentences_reference (rows
        where the table has no sentences), n_undefined, refusal. Where `by` never takes the
        value of a side, the refusal says so and lists those it takes.

    Raises
    ------
    ValueError
        If a column is missing.

    Notes
    -----
    The test permutes the labels: over sentences within each article; over articles by changing the sides' places where
    an article carries both, and among the articles that carry one. Its statistic is the difference over its standard
    error, robust to articles of unequal length and sides that vary unequally. It says how often chance alone would set
    these very articles apart as far; where it cannot reach .05, p is not given and p_method says why.

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": list("aabb"), "voice": ["x", "y"] * 2, "frame": [1.0, 0, 1, 0], "n_words": 1})
    >>> row = compare_groups(table, "frame", "x", "y").iloc[0]
    >>> float(row["estimate"]), row["p_method"]
    (1.0, 'none: its smallest p is 0.5')
    """
    _check_over(over)
    check_table(table, "the table", [by])
    sides = [target, reference]
    table = units.take_needed(table, value, weight, by, within)
    scored = units.weigh_rows(table, value, [by], weight)
    groups = [scored[scored[by] == side] for side in sides]
    minimum = MINIMUM[over] if minimum is None else minimum
    row: dict[str, Any] = {"value": value, "target": target, "reference": reference, "level": level, "over": over}
    for name, group in zip(("target", "reference"), groups, strict=True):
        row[f"mean_{name}"] = group["_score"].sum() / group["_weight"].sum() if len(group) else np.nan
        row[f"n_articles_{name}"], row[f"n_segments_{name}"] = group["doc_id"].nunique(), len(group)
        row[f"n_sentences_{name}"] = group["sentence_id"].nunique() if "sentence_id" in group else len(group)
    row["n_undefined"] = int(table[by].isin(sides).sum()) - sum(map(len, groups))
    row |= estimate_group(groups, over, n_resamples, level, seed, minimum)
    if absent := [side for side in sides if not (table[by] == side).any()]:
        there = ", ".join(map(str, sorted(table[by].dropna().unique()))) or "nothing"
        row["refusal"] = f"undefined: no row has {by} '{absent[0]}'; the column holds {there}"
    row["effect"] = _standardise(groups, float(row["mean_target"] - row["mean_reference"]))
    row |= side_tests.permute_sides(groups, over, n_resamples, seed, within)
    return pd.DataFrame([row], columns=COMPARISON)


def _standardise(groups: Sequence[pd.DataFrame], difference: float) -> float:
    """Return the difference in pooled weighted standard deviations of a row (Cohen's d); NaN without spread."""
    squares, freedom = 0.0, 0
    for group in groups:
        if len(group) > 1:
            words = group["_weight"].to_numpy(float)
            squares += len(group) * np.cov(group["_score"] / words, aweights=words, ddof=0).item()
            freedom += len(group) - 1
    spread = np.sqrt(squares / freedom) if freedom else 0.0
    return difference / spread if spread > 1e-12 else np.nan
