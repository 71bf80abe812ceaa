"""Which terms set two sides apart: effect sizes, intervals, a test that respects articles, dispersion, in one row."""

import itertools
from collections.abc import Callable, Collection, Iterable
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse as sp
from scipy.special import ndtri

from analysis.measures.inference import limits
from analysis.measures.inference.inference import adjust_fdr
from analysis.measures.keyness import article_level, term_tests
from analysis.measures.keyness.effect_sizes import g_squared, informative_prior, log_odds, log_ratio
from analysis.measures.keyness.sides import ArticleCounts, Side, choose_sides, describe_side, group_articles
from analysis.measures.terms.dispersion import deviate_proportions
from analysis.measures.terms.matrix import DocumentTermMatrix

__all__ = ["APPROXIMATE", "RESAMPLED", "compare_sides", "compare_terms", "take_extremes"]

SIZES = ("n_words", "n_sentences", "n_articles")
COLUMNS = [
    "term", "target", "reference", "count_target", "count_reference", "rate_target", "rate_reference",
    "articles_target", "articles_reference", "dp_norm", "log_odds", "low", "high", "interval", "z", "log_ratio",
    "log_ratio_low", "log_ratio_high", "g2", "p", "p_adjusted", "n_tested", "smallest_p", "refusal",
    *(f"{size}_{side}" for side in ("target", "reference") for size in SIZES),
]  # fmt: skip
AT_FLOOR = 10  # terms at the smallest p, and one part in so many of those tested, without which none could pass
RESAMPLED, APPROXIMATE = "articles resampled", "approximate: words as independent draws"
TOGETHER = 4_000  # terms of which something is computed together
LINEARISED = "articles as units, by the delta method"


def compare_terms(
    matrix: DocumentTermMatrix,
    target: Side,
    reference: Side | None = None,
    only: Collection[str] | None = None,
    n_prior: float | None = None,
    level: float = 0.95,
    min_articles: int = 5,
    n_permutations: int = 1999,
    n_resamples: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare the terms of two sides.

    Parameters
    ----------
    matrix : DocumentTermMatrix
        Of a unit that tells articles and sides apart, e.g. ("article", "voice"). Terms left out of it (stop words)
        still count as words of their side.
    target, reference : str or mapping
        A side: the value of the one column beside the article, or columns and their values, e.g.
        {"outlet": "EFE", "voice": "kremlin"}. Without a reference, the target is compared with all the rest.
    only : collection of str, optional
        Compare these terms; by default all that stand on either side.
    n_prior : float, optional
        How many words the prior weighs; by default as many as the shorter side has.
    level : float
        Of the intervals.
    min_articles : int
        A term found in fewer articles is not tested.
    n_permutations : int
        How many arrangements of the articles are drawn; where there are fewer, all are listed. 0 tests nothing.
    n_resamples : int
        How often articles are resampled for the intervals; 0 gives the approximate interval.
    seed : int

    Returns
    -------
    DataFrame
        A row for each term, the target's own first; see COLUMNS. Rates are per 1,000 words; `articles_*` is the
        range; dp_norm the dispersion over the articles of both sides; `refusal` says why a p is missing, `interval`
        what the interval of the log-odds rests on.

    Raises
    ------
    ValueError
        If a side is unknown or has no words, the sides overlap, or a term stands on neither side.

    Notes
    -----
    Do not believe an interval that rests on words as independent draws where one article supplies most counts:
    dp_norm near 1 says so. The prior draws log-odds towards 0; log_ratio is not drawn. p is of the difference of the
    rates: in articles with both sides these change places, articles with one side do so among each other.
    """
    names, rows = choose_sides(matrix, target, reference)
    counts = [np.asarray(matrix.counts[row].sum(axis=0)).ravel() for row in rows]
    shown = _choose_terms(matrix.terms, counts[0] + counts[1], only)
    articles = group_articles(matrix, rows, shown)
    table = pd.DataFrame({"term": matrix.terms[shown], "target": names[0], "reference": names[1]})
    for side, row, count in zip(("target", "reference"), rows, counts, strict=True):
        size = describe_side(matrix, row)
        table[f"count_{side}"], table[f"n_tokens_{side}"] = count[shown], size["n_tokens"]
        for name in SIZES:
            table[f"{name}_{side}"] = size[name]
    n_prior = float(np.min(table[["n_tokens_target", "n_tokens_reference"]])) if n_prior is None else n_prior
    table = _add_effects(_add_dispersion(table, articles), n_prior, level)
    table = _add_intervals(table, articles, n_prior, level, n_resamples, min_articles, seed)
    table = _add_tests(table, articles, n_permutations, min_articles, seed)
    order = ["z", "count_target", "term"]
    return table.sort_values(order, ascending=[False, False, True], ignore_index=True)[COLUMNS]


def _choose_terms(terms: np.ndarray, counts: np.ndarray, only: Collection[str] | None) -> np.ndarray:
    """Return the numbers of the terms to compare; raise if one asked for stands on neither side."""
    found = np.flatnonzero(counts > 0)
    if only is None:
        return found
    lost = [term for term in only if term not in set(terms[found])]
    if lost:
        raise ValueError(f"the term {lost[0]!r} stands on neither side; terms are lower-case words or compounds")
    return found[np.isin(terms[found].astype(str), list(only))]


def _add_dispersion(table: pd.DataFrame, articles: ArticleCounts | None) -> pd.DataFrame:
    """Add in how many articles of either side a term stands, and DP over the articles of both."""
    if articles is None:
        return table.assign(articles_target=np.nan, articles_reference=np.nan, dp_norm=np.nan)
    both, sizes = articles.target + articles.reference, articles.n_target + articles.n_reference
    ranges = [_count_articles(side) for side in (articles.target, articles.reference)]
    return table.assign(
        articles_target=ranges[0], articles_reference=ranges[1], dp_norm=deviate_proportions(both, sizes)[1]
    )


def _compute_in_blocks(
    articles: ArticleCounts, chosen: np.ndarray, function: Callable[[ArticleCounts, slice], Any]
) -> np.ndarray:
    """Return what a function makes of the chosen terms, some at a time: what it holds beside the counts is as large."""
    blocks = [slice(at, at + TOGETHER) for at in range(0, max(1, len(chosen)), TOGETHER)]
    return np.concatenate([np.asarray(function(articles.take(chosen[at]), at)) for at in blocks], axis=-1)


def _count_articles(counts: sp.csr_matrix) -> np.ndarray:
    """Return in how many articles each term stands."""
    return np.bincount(counts.indices[counts.data != 0], minlength=counts.shape[1])


def _add_effects(table: pd.DataFrame, n_prior: float, level: float) -> pd.DataFrame:
    """Add rates, log-odds with the approximate interval, log ratio with bounds, and G2."""
    target, reference = (table[f"count_{side}"].to_numpy(dtype=float) for side in ("target", "reference"))
    n_target, n_reference = (float(table[f"n_tokens_{side}"].iloc[0]) for side in ("target", "reference"))
    delta, sigma = log_odds(target, reference, n_target, n_reference, _make_prior(table, n_prior), n_prior)
    half = ndtri((1 + level) / 2) * sigma
    ratio, ratio_low, ratio_high = log_ratio(target, reference, n_target, n_reference, level)
    return table.assign(
        rate_target=1000 * target / n_target,
        rate_reference=1000 * reference / n_reference,
        log_odds=delta,
        low=delta - half,
        high=delta + half,
        interval=APPROXIMATE,
        z=delta / sigma,  # eq. 22
        log_ratio=ratio,
        log_ratio_low=ratio_low,
        log_ratio_high=ratio_high,
        g2=g_squared(target, reference, n_target, n_reference),
    )


def _make_prior(table: pd.DataFrame, n_prior: float) -> np.ndarray:
    """Return the pseudo-counts of the terms of the table: in the proportions of both sides together."""
    n = table["n_tokens_target"].iloc[0] + table["n_tokens_reference"].iloc[0]
    return informative_prior(table["count_target"] + table["count_reference"], n, n_prior)


def _add_intervals(
    table: pd.DataFrame,
    articles: ArticleCounts | None,
    n_prior: float,
    level: float,
    n_resamples: int,
    min_articles: int,
    seed: int,
) -> pd.DataFrame:
    """Put resampled intervals where articles suffice: on both sides, and for the term on both."""
    few = int(np.min(table[["n_articles_target", "n_articles_reference"]])) < limits.TERM_ARTICLES
    if articles is None or few or not n_resamples:
        return table
    ranges = table[["articles_target", "articles_reference"]].to_numpy()
    # A term that one side lacks is lacking in every resample: its interval would come out too short.
    chosen = np.flatnonzero((ranges.sum(axis=1) >= min_articles) & (ranges.min(axis=1) > 0))
    prior = _make_prior(table, n_prior)[chosen]
    large = term_tests.is_large(articles)
    if large:
        low, high = _compute_in_blocks(
            articles, chosen, lambda own, at: article_level.linearise_terms(own, prior[at], n_prior, level)
        )
    else:
        low, high = article_level.resample_terms(articles.take(chosen), prior, n_prior, level, n_resamples, seed)
    bounds = table[["low", "high"]].to_numpy().T.copy()
    bounds[:, chosen] = low, high
    resampled = np.isin(np.arange(len(table)), chosen)
    return table.assign(
        low=bounds[0], high=bounds[1], interval=np.where(resampled, LINEARISED if large else RESAMPLED, APPROXIMATE)
    )


def _add_tests(
    table: pd.DataFrame, articles: ArticleCounts | None, n_permutations: int, min_articles: int, seed: int
) -> pd.DataFrame:
    """Add p from exchanging the sides of articles, adjusted for the number of terms tested, or why there is none.

    Of many articles it is the limit that exchanging nears (term_tests.is_large).
    """
    refusal, least = term_tests.refuse_test(articles, n_permutations)
    table = table.assign(p=np.nan, p_adjusted=np.nan, n_tested=0, smallest_p=least, refusal=refusal)
    if refusal or articles is None:
        return table
    large = term_tests.is_large(articles)
    min_articles = max(min_articles, limits.LIMIT_FOUND) if large else min_articles
    found_in = _count_articles(articles.target + articles.reference)
    chosen = np.flatnonzero(found_in >= min_articles)
    # so many terms are tested that one alone must reach this much to pass at a false discovery rate of 5 %
    reach = term_tests.ALPHA / max(1, len(chosen))
    untested = np.where(found_in < min_articles, f"found in fewer than {min_articles} articles", "")
    floor = term_tests.floor_of(articles, n_permutations, reach)
    together = int(np.ceil(floor / reach - 1e-9))  # terms that must sit at the floor before any passes
    if together > max(AT_FLOOR, len(chosen) / AT_FLOOR):
        said = f"none of {len(chosen):,} terms could pass a false discovery rate of 5 % before {together:,} did"
        return table.assign(smallest_p=floor, refusal=np.where(untested == "", said, untested))
    p = np.full(len(table), np.nan)
    if large:
        p[chosen] = _compute_in_blocks(articles, chosen, lambda own, _: term_tests.test_by_limit(own))
    else:
        p[chosen] = term_tests.permute_terms(articles.take(chosen), n_permutations, seed, reach)
    return table.assign(
        p=p, p_adjusted=adjust_fdr(p), n_tested=len(chosen), smallest_p=floor, refusal=untested,
    )  # fmt: skip


def take_extremes(table: pd.DataFrame, n: int = 12, min_count: int = 3, min_articles: int = 2) -> pd.DataFrame:
    """Return the n terms furthest to either side by z, the target's first, without those too rare to speak of.

    Parameters
    ----------
    table : DataFrame
        Of one comparison, as compare_terms returns it.
    n : int
        Terms a side at most.
    min_count, min_articles : int
        Leave out terms rarer than this on both sides together, or found in fewer articles of either side.
    """
    common = (table["count_target"] + table["count_reference"] >= min_count) & (
        table[["articles_target", "articles_reference"]].max(axis=1) >= min_articles
    )
    rows = table[common].sort_values("z", ascending=False, kind="stable")
    ends = [rows[rows["z"] > 0].head(n), rows[rows["z"] < 0].tail(n)]
    return pd.concat(ends, ignore_index=True)


def compare_sides(
    matrix: DocumentTermMatrix,
    column: str,
    sides: Collection[str] | None = None,
    pairwise: bool = False,
    **options: Any,
) -> pd.DataFrame:
    """Compare several sides: each with all the rest, or every two of them.

    Parameters
    ----------
    matrix : DocumentTermMatrix
    column : str
        The column of the documents whose values are the sides, e.g. "outlet".
    sides : collection of str, optional
        In this order; by default all that have words.
    pairwise : bool
        Compare every two sides, the earlier as target; otherwise each with all the rest of these.
    **options
        As for compare_terms.

    Returns
    -------
    DataFrame
        As compare_terms returns, one comparison after the other. p is adjusted, and n_tested counted, over all of
        them together.

    Raises
    ------
    ValueError
        If there are fewer than two sides.
    """
    length = matrix.documents.groupby(column, sort=False)["n_tokens"].sum()
    names = list(length.index[length > 0] if sides is None else sides)
    if len(names) < 2:
        raise ValueError(f"a comparison needs two sides, found {names} in the column {column!r}")
    among = matrix.select(matrix.documents[column].isin(names).to_numpy())
    duels: Iterable[tuple[str, str | None]]
    duels = itertools.combinations(names, 2) if pairwise else ((name, None) for name in names)
    tables = []
    for one, other in duels:
        reference = None if other is None else {column: other}
        tables.append(compare_terms(among, {column: one}, reference, **options))
    table = pd.concat(tables, ignore_index=True)
    return table.assign(p_adjusted=adjust_fdr(table["p"]), n_tested=int(table["p"].notna().sum()))
