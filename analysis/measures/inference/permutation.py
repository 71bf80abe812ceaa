"""Permutation tests: exact where all arrangements can be listed, Monte Carlo with the +1 rule otherwise.

Each arrangement's difference is divided by its own standard error, robust to articles (clusters) of unequal length and
to sides that vary unequally: the plain difference rejects a true null of such sides two to four times too often
(benchmarks/false_positives.py).
"""

import itertools
import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.measures.inference import resampling
from analysis.measures.inference.intervals import Array
from analysis.measures.inference.studentised import cross_moments, list_moments, studentise

__all__ = ["MANY", "MAX_EXACT", "mixed_strata", "permute_groups", "permute_labels", "permute_pairs", "smallest_p"]

MAX_EXACT = 20_000  # arrangements that are listed one by one
MANY = 1_000  # labels a side, in several strata, above which their sums are drawn from their normal law


def permute_groups(
    target: ArrayLike, reference: ArrayLike, *, n_permutations: int = 10_000, seed: int = 0
) -> dict[str, float | str]:
    """Test whether two groups have the same mean by permuting their labels.

    Parameters
    ----------
    target, reference : array_like, shape (n_target,), (n_reference,)
        Independent values, one an article (say).
    n_permutations : int
        Draws where there are more than MAX_EXACT arrangements.
    seed : int

    Returns
    -------
    dict
        p (two-sided, on the absolute studentised difference), method ("exact" or "Monte Carlo"), n_permutations,
        smallest_p (that these values could have given), design_p (that any values of so many could have).

    Raises
    ------
    ValueError
        If a group has no value or one that is NaN.

    References
    ----------
    Phipson and Smyth (2010), Permutation p-values should never be zero, eq. 2.

    Examples
    --------
    >>> permute_groups([3, 4], [1, 2])["p"]  # 2 of the 6 arrangements are as far apart
    0.3333333333333333
    """
    groups = [np.asarray(target, dtype=float), np.asarray(reference, dtype=float)]
    for name, group in zip(("target", "reference"), groups, strict=True):
        if group.size == 0 or np.isnan(group).any():
            raise ValueError(
                f"the {name} needs values and no NaN, found {group.tolist()[:5]}; leave undefined ones out"
            )
    scores = np.concatenate(groups)
    labels = np.arange(len(scores)) < len(groups[0])
    units = np.stack([scores, np.ones(len(scores))], axis=1)
    return permute_labels(units, labels, np.zeros(len(scores), dtype=np.int64), n_permutations, seed)


def permute_pairs(differences: ArrayLike, *, n_permutations: int = 10_000, seed: int = 0) -> dict[str, float | str]:
    """Test whether paired differences have mean 0 by flipping their signs.

    Parameters
    ----------
    differences : array_like, shape (n,)
        One a pair: the same article's two voices, say.
    n_permutations, seed
        See permute_groups.

    Returns
    -------
    dict
        See permute_groups.

    Raises
    ------
    ValueError
        If there is no difference, or one is NaN.

    Examples
    --------
    >>> permute_pairs([1, 2, 3])["p"]  # 2 of the 8 choices of signs
    0.25
    """
    values = np.asarray(differences, dtype=float)
    if values.size == 0 or np.isnan(values).any():
        raise ValueError(f"pairs need differences and no NaN, found {values.tolist()[:5]}; leave undefined ones out")
    units = np.zeros((2 * len(values), 2))
    units[::2, 0], units[:, 1] = values, 1.0
    labels = np.arange(len(units)) % 2 == 0
    return permute_labels(units, labels, np.arange(len(units)) // 2, n_permutations, seed)


def smallest_p(n_target: int, n_reference: int | None = None) -> float:
    """Return the smallest two-sided p value that a permutation test of so many articles can reach.

    Parameters
    ----------
    n_target, n_reference : int
        Articles of each side; without the second, pairs whose signs are flipped.

    Examples
    --------
    >>> smallest_p(2, 3), smallest_p(2, 2), smallest_p(5)
    (0.1, 0.3333333333333333, 0.0625)
    """
    if n_reference is None:
        return min(1.0, 2.0 ** (1 - n_target))
    ways = math.comb(n_target + n_reference, n_target)
    return min(1.0, (2 if n_target == n_reference else 1) / ways)


def permute_labels(
    units: Array,
    labels: NDArray[np.bool_],
    strata: NDArray[np.int64],
    n_permutations: int,
    seed: int,
    pairs: NDArray[np.int64] | None = None,
) -> dict[str, float | str]:
    """Test the difference of two weighted means by permuting the labels within each stratum.

    Parameters
    ----------
    units : array, shape (n, 2)
        Weighted score and weight of each unit.
    labels : array of bool, shape (n,)
        Whether the unit is the target's.
    strata : array of int, shape (n,)
        Labels change places only inside a stratum; a stratum of one pair is a flip of signs. Each holds both labels.
    n_permutations, seed
        See permute_groups.
    pairs : array of int, shape (n,), optional
        For a unit whose article has a unit of the other side too, where that one stands; -1 for others. The two are
        not independent, and stand in a stratum of their own.

    Returns
    -------
    dict
        See permute_groups.

    References
    ----------
    Janssen (1997), Studentized permutation tests for non-i.i.d. hypotheses; Chung and Romano (2013), Exact and
    asymptotically robust permutation tests, Annals of Statistics 41(2), eq. 2.6: the studentised statistic.
    """
    order = np.argsort(strata, kind="stable")
    members = np.split(order, np.flatnonzero(np.diff(strata[order])) + 1)
    ways = math.prod(math.comb(len(m), int(labels[m].sum())) for m in members) if len(members) < 64 else MAX_EXACT + 1
    moments = list_moments(units, pairs)
    exact = ways <= MAX_EXACT
    if exact:
        target = np.array([moments[list(chosen)].sum(axis=0) for chosen in _list_choices(members, labels)])
    else:
        random = np.random.default_rng(seed)
        target = _permute_sums(moments, labels, members, n_permutations, random)
    shared = cross_moments(units, pairs)
    n_target = int(labels.sum())
    sizes = (n_target, len(labels) - n_target)
    found = float(studentise(moments[labels].sum(axis=0), moments.sum(axis=0), shared, sizes))
    distance = np.abs(studentise(target, moments.sum(axis=0), shared, sizes))
    slack = 1e-9 * max(1.0, abs(found))  # ties that rounding sets apart
    extreme = int((distance >= abs(found) - slack).sum())
    farthest = int((distance >= distance.max() - slack).sum())
    n = ways if exact else n_permutations
    mirrored = all(2 * int(labels[m].sum()) == len(m) for m in members)
    return {
        "p": extreme / n if exact else (extreme + 1) / (n + 1),
        "method": "exact" if exact else "Monte Carlo",
        "n_permutations": n,
        "smallest_p": farthest / n if exact else 1 / (n + 1),
        "design_p": min(1.0, (1 + mirrored) / ways) if exact else 1 / (n + 1),
    }


def mixed_strata(labels: NDArray[np.bool_], strata: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return, for each unit, whether its stratum holds both labels, so that they can change places."""
    n, n_target = np.bincount(strata), np.bincount(strata, labels)
    return ((n_target > 0) & (n_target < n))[strata]


def _list_choices(members: Sequence[NDArray[np.int64]], labels: NDArray[np.bool_]) -> Iterator[tuple[int, ...]]:
    """Yield every choice of the units labelled target, one tuple of positions each."""
    choices = [itertools.combinations(m.tolist(), int(labels[m].sum())) for m in members]
    for chosen in itertools.product(*choices):
        yield tuple(itertools.chain.from_iterable(chosen))


def _permute_sums(
    units: Array,
    labels: NDArray[np.bool_],
    members: Sequence[NDArray[np.int64]],
    n_permutations: int,
    random: np.random.Generator,
) -> Array:
    """Return the target's sums (n_permutations, n_columns) in random arrangements of the labels."""
    if (
        len(members) > 1
        and min(sum(labels[m].sum() for m in members), sum((~labels[m]).sum() for m in members)) >= MANY
    ):
        return _permute_sums_normal(units, labels, members, n_permutations, random)
    sums = np.zeros((n_permutations, units.shape[1]))
    pairs = [m for m in members if len(m) == 2]
    if pairs:  # a fair coin each
        first, second = units[np.array(pairs).T]
        heads = random.binomial(1, 0.5, size=(n_permutations, len(pairs)))
        sums += second.sum(axis=0) + heads @ (first - second)
    for m in members:
        if len(m) > 2:
            cells, multiplicity = np.unique(units[m], axis=0, return_counts=True)
            sums += _permute_cells(cells, multiplicity.astype(np.int64), int(labels[m].sum()), n_permutations, random)
    return sums


def _permute_sums_normal(
    units: Array,
    labels: NDArray[np.bool_],
    members: Sequence[NDArray[np.int64]],
    n_permutations: int,
    random: np.random.Generator,
) -> Array:
    """Return the target's sums (n_permutations, n_columns) by the normal approximation, for a thousand labels a side.

    References
    ----------
    Cochran (1977), Sampling Techniques, eq. 2.12: the variance of a sum drawn without replacement.
    """
    strata = np.repeat(np.arange(len(members)), [len(m) for m in members])
    inside = units[np.concatenate(members)]
    n, k = np.bincount(strata), np.bincount(strata, labels[np.concatenate(members)])
    means = resampling.sum_articles(inside, strata) / n[:, None]
    centred = (inside - means[strata]) * np.sqrt(k * (n - k) / (n * (n - 1.0)))[strata, None]
    return k @ means + resampling.draw_normal(centred.T @ centred, n_permutations, random)


def _permute_cells(
    cells: Array, multiplicity: NDArray[np.int64], n_target: int, n_permutations: int, random: np.random.Generator
) -> Array:
    """Return sums (n_permutations, n_columns) over `n_target` units drawn without replacement from counted cells."""
    size = max(1, resampling.CHUNK // len(cells))
    parts = [
        random.multivariate_hypergeometric(
            multiplicity, n_target, size=min(size, n_permutations - start), method="marginals"
        )
        @ cells
        for start in range(0, n_permutations, size)
    ]
    return np.concatenate(parts)
