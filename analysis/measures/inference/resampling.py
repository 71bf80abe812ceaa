"""Units in, resampled sums and an interval out: what is drawn with replacement, and how, under inference.py.

A *unit* is what is drawn: an article, a sentence or a segment, as a row of sums (weighted scores, weights), for two
groups (scores, weights, reference scores, reference weights). Every estimate is a ratio of such sums, or the
difference of two, so that one pair of matrix products gives all resamples at once.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.measures.inference import intervals
from analysis.measures.inference.intervals import Array

__all__ = ["CHUNK", "MAX_CELLS", "MAX_NESTED", "bootstrap", "draw_normal", "sum_articles", "sum_resamples"]

MAX_CELLS = 1_500  # units are drawn as counts over at most so many distinct values
CHUNK = 2_000_000  # counts held at once
MAX_NESTED = 5_000  # above so many sentences, sums over them are drawn from the normal law they then follow


def _pool_units(units: Array, max_cells: int = MAX_CELLS) -> tuple[Array, NDArray[np.int64]]:
    """Return the distinct units and how often each occurs, pooling neighbours where there are too many.

    Parameters
    ----------
    units : array, shape (n_units, d)
        d is 2 or 4, see the module.
    max_cells : int
        Above this many distinct units, those with the nearest influence on the estimate are pooled into cells of
        equal size and replaced by their mean.

    Returns
    -------
    cells : array, shape (n_cells, d)
    multiplicity : array of int, shape (n_cells,)

    Notes
    -----
    Pooling leaves every sum as it is and takes less than one part in 100,000 from the variance of bounded scores.

    Examples
    --------
    >>> cells, multiplicity = _pool_units(np.array([[1.0, 1.0], [0.0, 1.0], [1.0, 1.0], [1.0, 1.0]]), max_cells=3)
    >>> cells.tolist(), multiplicity.tolist()
    ([[0.0, 1.0], [1.0, 1.0]], [1, 3])
    """
    if len(units) <= max_cells:
        return units, np.ones(len(units), dtype=np.int64)
    distinct, multiplicity = np.unique(units, axis=0, return_counts=True)
    if len(distinct) <= max_cells:
        return distinct, multiplicity.astype(np.int64)
    _, gradient = intervals.linearise(units.sum(axis=0))
    order = np.argsort(units @ gradient, kind="stable")
    edges = np.linspace(0, len(units), max_cells + 1).astype(np.int64)
    multiplicity = np.diff(edges)
    return np.add.reduceat(units[order], edges[:-1], axis=0) / multiplicity[:, None], multiplicity


def sum_resamples(units: Array, counts: Array) -> tuple[Array, Array]:
    """Return the sums of each resample and the covariance of those sums, estimated from the resample itself.

    Parameters
    ----------
    units : array, shape (..., n_units, d)
    counts : array, shape (n_resamples, n_units)
        How often each unit was drawn; every row adds up to the same number.

    Returns
    -------
    sums : array, shape (..., n_resamples, d)
    covariance : array, shape (..., n_resamples, d, d)
    """
    d, n = units.shape[-1], counts[0].sum()
    sums = counts @ units
    products = (units[..., :, None] * units[..., None, :]).reshape(*units.shape[:-1], d * d)
    covariance = (counts @ products).reshape(*sums.shape[:-1], d, d) - sums[..., :, None] * sums[..., None, :] / n
    return sums, covariance * (n / (n - 1) if n > 1 else 0.0)


def _draw_counts(
    multiplicity: NDArray[np.int64], n_resamples: int, random: np.random.Generator
) -> Iterator[NDArray[np.float64]]:
    """Yield chunks of resamples as counts, each of shape (n_in_chunk, n_cells): multinomial, so exactly a bootstrap."""
    n = int(multiplicity.sum())
    size = max(1, CHUNK // len(multiplicity))
    for start in range(0, n_resamples, size):
        yield random.multinomial(n, multiplicity / n, size=min(size, n_resamples - start)).astype(float)


def _resample_units(units: Array, n_resamples: int, random: np.random.Generator) -> tuple[Array, Array]:
    """Return sums (n_resamples, d) and covariances (n_resamples, d, d) of bootstrap resamples of the units."""
    cells, multiplicity = _pool_units(units)
    parts = [sum_resamples(cells, counts) for counts in _draw_counts(multiplicity, n_resamples, random)]
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def _resample_strata(
    units: Array, strata: NDArray[np.int64], n_resamples: int, random: np.random.Generator
) -> tuple[Array, Array]:
    """Return sums and covariances of resamples that draw anew within each stratum; a lone unit stays as it is."""
    if len(units) > MAX_NESTED and strata.any():
        covariance = _covary_within(units, strata)
        sums = units.sum(axis=0) + draw_normal(covariance, n_resamples, random)
        return sums, np.broadcast_to(covariance, (n_resamples, *covariance.shape))
    d = units.shape[1]
    sums, covariances = np.zeros((n_resamples, d)), np.zeros((n_resamples, d, d))
    for stratum in np.unique(strata):
        inside = units[strata == stratum]
        if len(inside) == 1:
            sums += inside[0]
            continue
        drawn, covariance = _resample_units(inside, n_resamples, random)
        sums += drawn
        covariances += covariance
    return sums, covariances


def _covary_within(units: Array, strata: NDArray[np.int64]) -> Array:
    """Return the covariance (d, d) of the sums when units are drawn within strata."""
    n = np.bincount(strata)
    means = np.stack([np.bincount(strata, column) for column in units.T], axis=1) / n[:, None]
    centred = (units - means[strata]) * np.sqrt(n / np.maximum(n - 1, 1))[strata, None]
    return centred.T @ centred


def draw_normal(covariance: Array, n_resamples: int, random: np.random.Generator) -> Array:
    """Return normal draws (n_resamples, d): what the sum of very many resampled sentences is distributed like."""
    values, vectors = np.linalg.eigh(covariance)
    return random.normal(size=(n_resamples, len(values))) @ (vectors * np.sqrt(np.maximum(values, 0.0))).T


def _resample_stages(
    units: Array, articles: NDArray[np.int64], groups: NDArray[np.int64], n_resamples: int, random: np.random.Generator
) -> tuple[Array, Array]:
    """Return sums and covariances of two-stage resamples: articles (within `groups`), then sentences within each.

    Parameters
    ----------
    units : array, shape (n_sentences, d)
    articles : array of int, shape (n_sentences,)
    groups : array of int, shape (n_articles,)
        The stratum of each article.
    """
    totals = sum_articles(units, articles)
    if len(units) > MAX_NESTED:
        sums, covariances = _resample_strata(totals, groups, n_resamples, random)
        within = _covary_within(units, articles)
        return sums + draw_normal(within, n_resamples, random), covariances + within
    d = units.shape[1]
    sums, covariances = np.zeros((n_resamples, d)), np.zeros((n_resamples, d, d))
    for group in np.unique(groups):
        members = np.flatnonzero(groups == group)
        n = len(members)
        counts = random.multinomial(n, np.full(n, 1 / n), size=n_resamples)
        drawn, squares = np.zeros((n_resamples, d)), np.zeros((n_resamples, d * d))
        for article, times in zip(members, counts.T, strict=True):
            copies, owner = _copy_article(units[articles == article], times, random)
            drawn += owner @ copies
            squares += owner @ (copies[:, :, None] * copies[:, None, :]).reshape(-1, d * d)
        covariance = squares.reshape(-1, d, d) - drawn[:, :, None] * drawn[:, None, :] / n
        sums += drawn
        covariances += covariance * (n / max(n - 1, 1))
    return sums, covariances


def sum_articles(units: Array, articles: NDArray[np.int64]) -> Array:
    """Return the sums (n_articles, d) of each article's units."""
    return np.stack([np.bincount(articles, column) for column in units.T], axis=1).astype(float)


def _copy_article(
    sentences: Array, times: NDArray[np.int64], random: np.random.Generator
) -> tuple[Array, sparse.csr_array]:
    """Return the sums (n_copies, d) of copies of one article with its sentences drawn anew, and whose copy each is."""
    n, n_copies = len(sentences), int(times.sum())
    copies = random.multinomial(n, np.full(n, 1 / n), size=n_copies) @ sentences
    indptr = np.concatenate([[0], np.cumsum(times)])
    return copies, sparse.csr_array((np.ones(n_copies), np.arange(n_copies), indptr), shape=(len(times), n_copies))


def bootstrap(
    units: Array,
    articles: NDArray[np.int64],
    over: str,
    n_resamples: int,
    level: float,
    random: np.random.Generator,
) -> Array:
    """Return the studentised interval (2,) of the ratio, or difference of ratios, of the units' sums.

    Parameters
    ----------
    units : array, shape (n_units, d)
    articles : array of int, shape (n_units,)
        The article each unit belongs to.
    over : {"articles", "sentences", "both", "segments"}
    """
    groups = _stratify_sides(units, articles, over)
    if over == "both":
        resampled = _resample_stages(units, articles, groups, n_resamples, random)
        units = sum_articles(units, articles)
    else:
        resampled = _resample_strata(units, groups, n_resamples, random)
    estimate, gradient = intervals.linearise(units.sum(axis=0))
    error, freedom = intervals.judge_error(units @ gradient, groups)
    estimates, gradients = intervals.linearise(resampled[0])
    return intervals.studentize(
        estimate, error, estimates, intervals.standard_error(resampled[1], gradients), level, freedom
    )


def _stratify_sides(units: Array, articles: NDArray[np.int64], over: str) -> NDArray[np.int64]:
    """Return the stratum within which each unit (each article, over both) is drawn.

    Sentences are drawn within their article; articles all together, unless each speaks for one side only: then each
    side keeps its number of articles.
    """
    if over == "sentences":
        return articles
    if over == "both":
        units = sum_articles(units, articles)
    present = units[:, 1::2] > 0
    if present.shape[1] == 2 and not present.all(axis=1).any():
        return present[:, 1].astype(np.int64)
    return np.zeros(len(units), dtype=np.int64)
