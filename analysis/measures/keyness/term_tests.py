"""Whether two sides use a term at different rates, articles being the units: permutation p of each term, or refusal."""

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.special import ndtr

from analysis.measures.inference import limits
from analysis.measures.inference.permutation import smallest_p
from analysis.measures.keyness.sides import ArticleCounts

__all__ = ["ALPHA", "FLOOR", "floor_of", "is_large", "permute_terms", "refuse_test", "test_by_limit"]

ALPHA = 0.05
AT_ONCE = 2_000_000  # cells (terms by arrangements) computed together
ENOUGH = 20  # arrangements as extreme as the one found after which a term needs no more of them
MOST = 400_000  # arrangements drawn for one term at most
# Of the variance that a Poisson count of the pooled rate would have, added to each side's: a side in which a rare term
# happens not to stand shows no variance of its own. With it, 5 % of true nulls are rejected in 3 to 7 % of simulated
# corpora of eight shapes, without it in up to 8 % (benchmarks/false_positives.py).
FLOOR = 0.5


@dataclass(frozen=True, eq=False)
class _Design:
    """The articles of a comparison as units whose sides can be exchanged.

    Attributes
    ----------
    scores : csr_matrix, shape (n_units, n_terms)
        A unit is what one side says in one article: its counts over the square root of its tokens.
    weights : array, shape (n_units,)
        The square root of its tokens: between weighing every article and every word alike.
    paired : array of int, shape (n_pairs, 2)
        The two units of each article in which both sides speak, the target's first: they change places.
    single : array of int, shape (n_single,)
        Units of articles in which one side speaks: they change places with each other.
    observed : array of bool, shape (n_units,)
        Which units are the target's.
    rates : array, shape (n_terms,)
        Occurrences a token on both sides together.
    """

    scores: sp.csr_matrix
    weights: np.ndarray
    paired: np.ndarray
    single: np.ndarray
    observed: np.ndarray
    rates: np.ndarray


def _make_design(articles: ArticleCounts) -> _Design:
    """Return the units of these articles, articles with both sides and articles with one together."""
    lengths = np.concatenate([articles.n_target, articles.n_reference])
    number = np.flatnonzero(lengths > 0)
    counts = sp.vstack([articles.target, articles.reference]).tocsr()[number]
    place = np.full(len(lengths), -1)
    place[number] = np.arange(len(number))
    sides = place.reshape(2, -1).T
    both = (sides >= 0).all(axis=1)
    weights = np.sqrt(lengths[number])
    return _Design(
        scores=sp.csr_matrix(sp.diags(1 / weights) @ counts),
        weights=weights,
        paired=sides[both],
        single=np.sort(sides[~both].max(axis=1)),
        observed=number < len(articles.n_target),
        rates=np.asarray(counts.sum(axis=0)).ravel() / lengths.sum(),
    )


def _count_sides(design: _Design) -> tuple[int, int, int]:
    """Return how many articles have both sides, the target alone, and the reference alone."""
    on_target = int(design.observed[design.single].sum())
    return len(design.paired), on_target, len(design.single) - on_target


def _count_arrangements(design: _Design) -> int:
    """Return in how many ways the sides could be exchanged."""
    pairs, on_target, on_reference = _count_sides(design)
    return int(2**pairs * math.comb(on_target + on_reference, on_target))


def _is_listed(design: _Design, n_permutations: int) -> bool:
    """Return whether all arrangements are tried because they are no more than would be drawn."""
    return _count_arrangements(design) <= n_permutations + 1


def _find_least(design: _Design) -> float:
    """Return the smallest p that a test of all arrangements can reach."""
    pairs, on_target, on_reference = _count_sides(design)
    if not on_target or not on_reference:
        return smallest_p(pairs) if pairs else 1.0
    mirrored = 2 if on_target == on_reference else 1
    return min(1.0, mirrored / _count_arrangements(design))


def refuse_test(articles: ArticleCounts | None, n_permutations: int) -> tuple[str, float]:
    """Return why no permutation test of these articles can be made, "" if one can, and the smallest p it can reach."""
    if articles is None:
        return "the matrix does not tell articles apart, and words of one article are no independent draws", np.nan
    if not n_permutations:
        return "no permutation test was asked for", np.nan
    design = _make_design(articles)
    least = _find_least(design)
    if least <= ALPHA:
        return "", least if _is_listed(design, n_permutations) else 1 / (n_permutations + 1)
    pairs, on_target, on_reference = _count_sides(design)
    parts = [f"{pairs} article{'s' if pairs != 1 else ''} with both sides"] if pairs else []
    parts += [f"{on_target} against {on_reference} articles"] if (on_target and on_reference) or not pairs else []
    how = " and of ".join(parts)
    return f"a permutation test of {how} cannot reach p = {ALPHA:g}: its smallest p is {least:.3g}", least


def is_large(articles: ArticleCounts) -> bool:
    """Return whether either side speaks in so many articles that a term is tested by the limit that permuting nears."""
    speaking = (int((lengths > 0).sum()) for lengths in (articles.n_target, articles.n_reference))
    return min(speaking) >= limits.LIMIT_ARTICLES


def test_by_limit(articles: ArticleCounts) -> np.ndarray:
    """Test each term by the distribution that its studentised difference nears when articles are many.

    Parameters
    ----------
    articles : ArticleCounts
        Of which is_large holds; of terms found in limits.LIMIT_FOUND articles or more.

    Returns
    -------
    array, shape (n_terms,)
        Two-sided p of the studentised difference of the rates that permute_terms permutes.

    References
    ----------
    Chung and Romano (2013), theorem 2.1: the permutation distribution of a studentised difference nears the standard
    normal one. How near it is: benchmarks/false_positives.py.
    """
    design = _make_design(articles)
    return 2 * ndtr(-np.abs(_studentise_rates(design, design.observed[:, None])[:, 0]))


def floor_of(articles: ArticleCounts, n_permutations: int, reach: float) -> float:
    """Return the smallest p that a test can give: of all arrangements, of as many as are drawn; 0 by the limit."""
    if is_large(articles):
        return 0.0
    design = _make_design(articles)
    if _is_listed(design, n_permutations):
        return _find_least(design)
    return 1 / (max(n_permutations, min(MOST, math.ceil(1 / reach))) + 1)


def _arrange(design: _Design, n_permutations: int, seed: int) -> tuple[Iterator[np.ndarray], int, bool]:
    """Return arrangements (bool, n_units each: the target's), their number, and whether these are all there are."""
    n_all = _count_arrangements(design)
    if n_all <= n_permutations + 1:
        return _list_arrangements(design), n_all, True
    random = np.random.default_rng(seed)
    return (_draw_arrangement(design, random) for _ in range(n_permutations)), n_permutations, False


def _list_arrangements(design: _Design) -> Iterator[np.ndarray]:
    """Yield every arrangement."""
    pairs, on_target, _ = _count_sides(design)
    for signs in itertools.product((True, False), repeat=pairs):
        for chosen in itertools.combinations(design.single, on_target):
            arrangement = np.isin(np.arange(len(design.observed)), chosen)
            arrangement[design.paired[:, 0]], arrangement[design.paired[:, 1]] = signs, np.logical_not(signs)
            yield arrangement


def _draw_arrangement(design: _Design, random: np.random.Generator) -> np.ndarray:
    """Return one arrangement at random."""
    arrangement = design.observed.copy()
    arrangement[design.single] = random.permutation(design.observed[design.single])
    heads = random.random(len(design.paired)) < 0.5
    arrangement[design.paired[:, 0]], arrangement[design.paired[:, 1]] = heads, ~heads
    return arrangement


def permute_terms(
    articles: ArticleCounts, n_permutations: int = 1999, seed: int = 0, reach: float = ALPHA
) -> np.ndarray:
    """Test each term by exchanging the sides of whole articles.

    Parameters
    ----------
    articles : ArticleCounts
    n_permutations : int
        Arrangements drawn; where there are no more than this, all are listed and p is exact.
    seed : int
    reach : float
        The p that a term must be able to reach, such as .05 over the number of terms tested: terms that few
        arrangements match get more of them, up to MOST.

    Returns
    -------
    array, shape (n_terms,)
        Two-sided p of the studentised difference of the rates.

    References
    ----------
    Chung and Romano (2013): the studentised statistic. Phipson and Smyth (2010): drawn arrangements count the one
    found among them, so that no p is 0. Besag and Clifford (1991): a term that enough arrangements match stops early.
    """
    design = _make_design(articles)
    found = np.abs(_studentise_rates(design, design.observed[:, None])[:, 0])
    arrangements, n_drawn, exact = _arrange(design, n_permutations, seed)
    as_far = _count_as_far(design, found, arrangements)
    if exact:
        return as_far / n_drawn
    p = (as_far + 1) / (n_drawn + 1)
    needed = min(MOST, math.ceil(1 / reach))
    open_ = np.flatnonzero(as_far < ENOUGH)
    random = np.random.default_rng(seed + 1)
    while n_drawn < needed and len(open_):
        more = min(needed - n_drawn, n_drawn)
        part = _Design(design.scores[:, open_], *_rest(design), rates=design.rates[open_])
        as_far[open_] += _count_as_far(part, found[open_], (_draw_arrangement(design, random) for _ in range(more)))
        n_drawn += more
        p[open_] = (as_far[open_] + 1) / (n_drawn + 1)
        open_ = open_[as_far[open_] < ENOUGH]
    return p


def _rest(design: _Design) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return what of a design does not depend on the terms."""
    return design.weights, design.paired, design.single, design.observed


def _count_as_far(design: _Design, found: np.ndarray, arrangements: Iterator[np.ndarray]) -> np.ndarray:
    """Return, for each term, how many arrangements are as far from 0 as the one found."""
    as_far = np.zeros(len(found))
    while some := list(itertools.islice(arrangements, max(1, AT_ONCE // max(len(found), 1)))):
        distance = np.abs(_studentise_rates(design, np.stack(some, axis=1)))
        as_far += (distance >= found[:, None] * (1 - 1e-9) - 1e-12).sum(axis=1)
    return as_far


def _studentise_rates(design: _Design, arrangements: np.ndarray) -> np.ndarray:
    """Return the difference of the sides' rates over its cluster-robust standard error.

    Parameters
    ----------
    design : Design
    arrangements : array of bool, shape (n_units, n_arrangements)

    Returns
    -------
    array, shape (n_terms, n_arrangements)

    References
    ----------
    Cochran (1977), eq. 2.45 and 6.10: variance and covariance of ratio estimates.
    """
    chosen = arrangements.astype(float)
    scores, weights = design.scores.T.tocsr(), design.weights
    squares, products = scores.power(2), scores.multiply(weights[None, :]).tocsr()
    means, variances, sums = [], [], []
    for side in (chosen, 1 - chosen):
        b, bb, n = weights @ side, weights**2 @ side, side.sum(axis=0)
        mean = (scores @ side) / b
        own = (squares @ side - 2 * mean * (products @ side) + mean**2 * bb) * n / np.maximum(1, n - 1)
        means.append(mean)
        sums.append(b)
        variances.append((own + FLOOR * design.rates[:, None] * n) / b**2)
    variance = variances[0] + variances[1] - 2 * _share(design, chosen, means) / (sums[0] * sums[1])
    return (means[0] - means[1]) / np.sqrt(np.maximum(variance, 1e-300))


def _share(design: _Design, chosen: np.ndarray, means: list[np.ndarray]) -> np.ndarray | float:
    """Return the sum over articles with both sides of the product of what either side's unit is off its mean."""
    if not len(design.paired):
        return 0.0
    first, second = design.paired.T
    a, other = design.scores[first].T.tocsr(), design.scores[second].T.tocsr()
    b, b_other = design.weights[first], design.weights[second]
    kept = chosen[first]  # whether the article's sides stand as found
    swapped = 1 - kept
    crossed = a.multiply(b_other[None, :]).tocsr(), other.multiply(b[None, :]).tocsr()
    own, others = crossed[0] @ kept + crossed[1] @ swapped, crossed[1] @ kept + crossed[0] @ swapped
    both = np.asarray(a.multiply(other).sum(axis=1))
    return both - means[1] * own - means[0] * others + means[0] * means[1] * float(b @ b_other)
