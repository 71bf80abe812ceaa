"""Permutation tests: exact where all arrangements can be listed, Monte Carlo with the +1 rule otherwise."""

import itertools
import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.measures import resampling
from analysis.measures.intervals import Array

MAX_EXACT = 20_000  # arrangements that are listed one by one
MANY = 1_000  # labels a side, in several strata, above which their sums are drawn from their normal law


def permute_groups(
    target: ArrayLike, reference: ArrayLike, *, n_permutations: int = 10_000, seed: int = 0
) -> dict[str, float | str]:
    """Test whether two groups have the same mean by dealing their labels anew.

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
        p (two-sided, on the absolute difference), method ("exact" or "Monte Carlo"), n_permutations, smallest_p.

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
        return min(1.0, 2.0 / 2.0**n_target)
    ways = math.comb(n_target + n_reference, n_target)
    return min(1.0, (2 if n_target == n_reference else 1) / ways)


def permute_labels(
    units: Array, labels: NDArray[np.bool_], strata: NDArray[np.int64], n_permutations: int, seed: int
) -> dict[str, float | str]:
    """Test the difference of two weighted means by dealing the labels anew within each stratum.

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
    """
    order = np.argsort(strata, kind="stable")
    members = np.split(order, np.flatnonzero(np.diff(strata[order])) + 1)
    ways = math.prod(math.comb(len(m), int(labels[m].sum())) for m in members) if len(members) < 64 else MAX_EXACT + 1
    total, observed = units.sum(axis=0), units[labels].sum(axis=0)
    exact = ways <= MAX_EXACT
    if exact:
        target = np.array([units[list(chosen)].sum(axis=0) for chosen in list_choices(members, labels)])
    else:
        random = np.random.default_rng(seed)
        target = deal_labels(units, labels, members, n_permutations, random)
    distance = np.abs(differ(target, total))
    slack = 1e-12 * max(1.0, float(distance.max()))  # ties that rounding sets apart
    extreme = int((distance >= abs(differ(observed, total)) - slack).sum())
    farthest = int((distance >= distance.max() - slack).sum())
    n = ways if exact else n_permutations
    return {
        "p": extreme / n if exact else (extreme + 1) / (n + 1),
        "method": "exact" if exact else "Monte Carlo",
        "n_permutations": n,
        "smallest_p": farthest / n if exact else 1 / (n + 1),
    }


def mixed_strata(labels: NDArray[np.bool_], strata: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return, for each unit, whether its stratum holds both labels, so that they can change places."""
    n, n_target = np.bincount(strata), np.bincount(strata, labels)
    return ((n_target > 0) & (n_target < n))[strata]


def differ(target: Array, total: Array) -> Array:
    """Return the target's weighted mean less that of the rest."""
    rest = total - target
    return target[..., 0] / target[..., 1] - rest[..., 0] / rest[..., 1]


def list_choices(members: Sequence[NDArray[np.int64]], labels: NDArray[np.bool_]) -> Iterator[tuple[int, ...]]:
    """Yield every choice of the units labelled target, one tuple of positions each."""
    choices = [itertools.combinations(m.tolist(), int(labels[m].sum())) for m in members]
    for chosen in itertools.product(*choices):
        yield tuple(itertools.chain.from_iterable(chosen))


def deal_labels(
    units: Array,
    labels: NDArray[np.bool_],
    members: Sequence[NDArray[np.int64]],
    n_permutations: int,
    random: np.random.Generator,
) -> Array:
    """Return the target's sums (n_permutations, 2) in random arrangements of the labels."""
    if (
        len(members) > 1
        and min(sum(labels[m].sum() for m in members), sum((~labels[m]).sum() for m in members)) >= MANY
    ):
        return deal_normal(units, labels, members, n_permutations, random)
    sums = np.zeros((n_permutations, 2))
    pairs = [m for m in members if len(m) == 2]
    if pairs:  # a fair coin each
        first, second = units[np.array(pairs).T]
        heads = random.binomial(1, 0.5, size=(n_permutations, len(pairs)))
        sums += second.sum(axis=0) + heads @ (first - second)
    for m in members:
        if len(m) > 2:
            cells, multiplicity = resampling.pool_units(units[m])
            sums += deal_cells(cells, multiplicity, int(labels[m].sum()), n_permutations, random)
    return sums


def deal_normal(
    units: Array,
    labels: NDArray[np.bool_],
    members: Sequence[NDArray[np.int64]],
    n_permutations: int,
    random: np.random.Generator,
) -> Array:
    """Return the target's sums (n_permutations, 2) drawn from the normal law that a thousand labels a side follow.

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


def deal_cells(
    cells: Array, multiplicity: NDArray[np.int64], n_target: int, n_permutations: int, random: np.random.Generator
) -> Array:
    """Return sums (n_permutations, 2) over `n_target` units drawn without replacement from the counted cells."""
    size = max(1, resampling.CHUNK // len(cells))
    parts = [
        random.multivariate_hypergeometric(
            multiplicity, n_target, size=min(size, n_permutations - start), method="marginals"
        )
        @ cells
        for start in range(0, n_permutations, size)
    ]
    return np.concatenate(parts)
