"""Sums in, estimates and intervals out: ratios of sums, their standard errors, studentised and percentile limits."""

import numpy as np
from numpy.typing import NDArray
from scipy import stats

__all__ = ["Array", "judge_error", "linearise", "percentiles", "standard_error", "studentize"]

Array = NDArray[np.float64]


def linearise(sums: Array) -> tuple[Array, Array]:
    """Return the estimate and its gradient in the sums.

    Parameters
    ----------
    sums : array, shape (..., d)
        (scores, weights), or for a difference (scores, weights, reference scores, reference weights).

    Returns
    -------
    estimate : array, shape (...)
    gradient : array, shape (..., d)

    Examples
    --------
    >>> estimate, gradient = linearise(np.array([2.0, 4.0]))
    >>> float(estimate), gradient.tolist()
    (0.5, [0.25, -0.125])
    """
    scores, weights = sums[..., 0::2], sums[..., 1::2]
    signs = np.array([1.0, -1.0])[: scores.shape[-1]]
    with np.errstate(divide="ignore", invalid="ignore"):
        means = scores / weights
        gradient = np.empty_like(sums)
        gradient[..., 0::2] = signs / weights
        gradient[..., 1::2] = -signs * means / weights
    return (signs * means).sum(axis=-1), gradient


def standard_error(covariance: Array, gradient: Array) -> Array:
    """Return the standard error of the linearised estimate, shape (...); rounding noise counts as 0."""
    variance = np.einsum("...i,...ij,...j->...", gradient, covariance, gradient)
    return np.sqrt(np.where(variance > 1e-18, variance, 0.0))


def judge_error(influence: Array, strata: NDArray[np.int64]) -> tuple[Array, float]:
    """Return the standard error of a sum of influences, drawn within strata, and its degrees of freedom.

    References
    ----------
    Satterthwaite (1946), eq. 17.
    """
    n = np.bincount(strata)
    centred = influence - (np.bincount(strata, influence) / n)[strata]
    variance = np.bincount(strata, centred**2) * n / np.maximum(n - 1, 1)
    total = float(variance.sum())
    terms = float((variance**2 / np.maximum(n - 1, 1)).sum())
    return np.asarray(np.sqrt(total) if total > 1e-18 else 0.0), total**2 / terms if terms else np.inf


def studentize(
    estimate: Array, error: Array, resampled: Array, resampled_error: Array, level: float, freedom: float = np.inf
) -> Array:
    """Return the studentised (bootstrap-t) interval, on neither side narrower than Student's.

    Parameters
    ----------
    estimate, error : array, shape (...)
        The estimate and its standard error in the sample.
    resampled, resampled_error : array, shape (..., n_resamples)
        The same in each resample. A resample without spread that misses the estimate counts as infinitely far.
    level : float
        For example 0.95.
    freedom : float
        Degrees of freedom of Student's interval.

    Returns
    -------
    array, shape (..., 2)
        Lower and upper limit; infinite where too many resamples have no spread.

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, eq. 12.22. The bootstrap sees skewness and few
    articles hide it, so that the wider of the two quantiles is taken on each side; simulate_coverage shows the effect.
    """
    distance = resampled - estimate[..., None]
    distance = np.where(np.abs(distance) < 1e-12, 0.0, distance)
    # Below a hundred-thousandth of the sample's error it is what rounding leaves of a spread that is none.
    spread = np.where(resampled_error < 1e-5 * error[..., None], 0.0, resampled_error)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(distance == 0, 0.0, distance / spread)
    t = np.sort(t, axis=-1)  # undefined ones last
    defined = np.maximum((~np.isnan(t)).sum(axis=-1), 1)
    least = stats.t.ppf((1 + level) / 2, freedom)
    limits = []
    for tail, side in (((1 + level) / 2, 1.0), ((1 - level) / 2, -1.0)):
        rank = np.clip(np.ceil(tail * defined).astype(int) - 1, 0, None)
        quantile = np.take_along_axis(t, rank[..., None], axis=-1)[..., 0]
        with np.errstate(invalid="ignore"):
            limits.append(estimate - side * np.maximum(side * quantile, least) * error)
    return np.stack(limits, axis=-1)


def percentiles(resampled: Array, level: float) -> Array:
    """Return the percentile interval of the resampled estimates, shape (..., 2)."""
    tails = [(1 - level) / 2, (1 + level) / 2]
    # The same numbers; nanquantile walks row by row, which costs a hundred times as much.
    quantile = np.nanquantile if np.isnan(resampled).any() else np.quantile
    return np.moveaxis(quantile(resampled, tails, axis=-1), 0, -1)
