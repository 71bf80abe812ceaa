"""How far two sides are apart in one term: log-odds with a prior, log ratio with bounds, G2."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, xlogy

__all__ = ["g_squared", "informative_prior", "log_odds", "log_ratio"]


def log_odds(
    target: ArrayLike,
    reference: ArrayLike,
    n_target: ArrayLike,
    n_reference: ArrayLike,
    prior: ArrayLike,
    n_prior: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the log-odds of each term, target against reference, and its standard deviation.

    Parameters
    ----------
    target, reference : array_like, shape (n_terms,) or (n_terms, n_repetitions)
        Counts of the terms on either side.
    n_target, n_reference : array_like
        All tokens of either side.
    prior : array_like
        Pseudo-counts of the terms, the same for both sides; above 0.
    n_prior : float
        All pseudo-counts.

    Returns
    -------
    delta, sigma : array
        z is delta / sigma (eq. 22).

    Notes
    -----
    sigma takes every word as an independent draw, which words of one article are not: it is too small wherever
    articles repeat themselves.

    References
    ----------
    Monroe, Colaresi and Quinn (2008), Fightin' Words, Political Analysis 16(4).

    Examples
    --------
    >>> delta, sigma = log_odds([3], [1], 10, 10, [1.0], 2.0)  # log(4 / 8) - log(2 / 10)
    >>> delta.round(4).tolist(), sigma.round(4).tolist()
    ([0.9163], [0.866])
    """
    inside = np.add(target, prior)
    outside = np.add(reference, prior)
    odds = inside / (np.add(n_target, n_prior) - inside)
    odds /= outside / (np.add(n_reference, n_prior) - outside)
    delta = np.log(odds)  # eq. 16
    sigma = np.sqrt(1 / inside + 1 / outside)  # eq. 20
    return delta, sigma


def informative_prior(background: ArrayLike, n_background: float, n_prior: float) -> np.ndarray:
    """Return pseudo-counts in the proportions of the background (eq. 23), n_prior in all."""
    return np.asarray(background, dtype=float) * (n_prior / n_background)


def log_ratio(
    target: np.ndarray, reference: np.ndarray, n_target: float, n_reference: float, level: float = 0.95
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the binary logarithm of the ratio of rates, and its exact conditional confidence bounds.

    Notes
    -----
    One step is a doubling. Where a count is 0 the ratio is infinite; the bound on the other side still says what
    can be said. The bounds take words as independent draws.

    References
    ----------
    Hardie (2014), Log Ratio: an informal introduction. Evert (2022), Measuring keyness: given both counts together,
    the target's is binomial, and the bounds are Clopper and Pearson's.
    """
    scale = n_reference / n_target
    tail = (1 - level) / 2
    with np.errstate(divide="ignore"):
        low = np.where(target > 0, betaincinv(np.maximum(target, 1), reference + 1.0, tail), 0.0)
        high = np.where(reference > 0, betaincinv(target + 1.0, np.maximum(reference, 1), 1 - tail), 1.0)
        estimate = np.log2(target / reference * scale)
        return estimate, np.log2(low / (1 - low) * scale), np.log2(high / (1 - high) * scale)


def g_squared(target: np.ndarray, reference: np.ndarray, n_target: float, n_reference: float) -> np.ndarray:
    """Return the log-likelihood ratio of the table term or other term by side (Dunning 1993); never negative."""
    total, n = target + reference, n_target + n_reference
    observed = np.stack([target, reference, n_target - target, n_reference - reference])
    expected = np.stack([total * n_target, total * n_reference, (n - total) * n_target, (n - total) * n_reference]) / n
    # A cell of 0 adds nothing, also where 0 is expected.
    return np.maximum(2 * xlogy(observed, observed / np.where(expected > 0, expected, 1)).sum(axis=0), 0)
