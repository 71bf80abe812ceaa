"""The difference of two weighted means over its standard error, robust to articles and sides that vary unequally."""

import numpy as np
from numpy.typing import NDArray

from analysis.measures.inference.intervals import Array

__all__ = ["cross_moments", "list_moments", "studentise"]


def list_moments(units: Array, pairs: NDArray[np.int64] | None = None) -> Array:
    """Return what of each unit is summed for a studentised difference, shape (n, 7).

    With a the weighted score and b the weight: a, b, a^2, a b, b^2, and, of a unit whose article speaks on the other
    side too, a b' and b a' with that one's a' and b'.
    """
    a, b = units[:, 0], units[:, 1]
    cross = np.zeros((len(units), 2))
    if pairs is not None:
        paired = np.flatnonzero(pairs >= 0)
        other = units[pairs[paired]]
        cross[paired, 0], cross[paired, 1] = a[paired] * other[:, 1], b[paired] * other[:, 0]
    return np.column_stack([a, b, a * a, a * b, b * b, cross])


def cross_moments(units: Array, pairs: NDArray[np.int64] | None) -> tuple[float, float]:
    """Return the sums of a a' and of b b' over the pairs, which no arrangement changes."""
    if pairs is None:
        return 0.0, 0.0
    first = np.flatnonzero(pairs > np.arange(len(pairs)))
    products = units[first] * units[pairs[first]]
    return float(products[:, 0].sum()), float(products[:, 1].sum())


def studentise(target: Array, total: Array, shared: tuple[float, float], sizes: tuple[int, int]) -> Array:
    """Return the difference of two weighted means over its cluster-robust standard error.

    Parameters
    ----------
    target : array, shape (..., 7)
        Sums of list_moments over the target's units.
    total : array, shape (7,)
    shared : tuple
        As cross_moments returns it.
    sizes : tuple of int
        Units of target and reference.

    References
    ----------
    Cochran (1977), Sampling Techniques, eq. 2.45 and 6.10: variance and covariance of ratio estimates.
    """
    rest = total - target
    means, variances = [], []
    for side, n in zip((target, rest), sizes, strict=True):
        a, b, aa, ab, bb = (side[..., k] for k in range(5))
        mean = a / b
        means.append(mean)
        # V(a / b) = n / (n - 1) * sum (a_i - mean b_i)^2 / b^2
        variances.append(n / max(1, n - 1) * (aa - 2 * mean * ab + mean**2 * bb) / b**2)
    first, second = means
    # What the two sides share in their articles: sum (a_i - first b_i)(a'_i - second b'_i) / (b b')
    product = shared[0] - second * target[..., 5] - first * target[..., 6] + first * second * shared[1]
    variance = sum(variances) - 2 * product / (target[..., 1] * rest[..., 1])
    # a variance of 0 is a difference that nothing disturbs: very far from 0, unless it is 0 itself
    smallest = 1e-12 * (1e-12 + np.abs(first) + np.abs(second)) ** 2
    return np.asarray((first - second) / np.sqrt(np.maximum(variance, smallest)))
