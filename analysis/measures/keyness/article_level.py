"""What articles, taken as units, say about the log-odds of each term: resampled intervals (tests: term_tests)."""

import numpy as np
from scipy.special import ndtr, stdtrit

from analysis.measures.keyness.effect_sizes import log_odds
from analysis.measures.keyness.sides import ArticleCounts

__all__ = ["resample_terms"]

AT_ONCE = 2_000_000  # cells (terms by repetitions) computed together


def resample_terms(
    articles: ArticleCounts, prior: np.ndarray, n_prior: float, level: float, n_resamples: int = 999, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Return percentile bounds of the log-odds of each term when articles are resampled with replacement.

    Parameters
    ----------
    articles : ArticleCounts
        Sides that never meet are resampled each for itself; otherwise articles keep what both sides say in them.
    prior, n_prior : array (n_terms,), float
    level : float
    n_resamples, seed : int

    Returns
    -------
    low, high : array, shape (n_terms,)

    Notes
    -----
    In simulated articles whose rates vary, 95 % intervals held the true value in 93 to 96 % of cases from 10 articles
    a side on; the interval that takes words as independent draws did in 56 to 99 % (benchmarks/keyness_coverage.py).

    References
    ----------
    Hesterberg (2015), What teachers should know about the bootstrap, The American Statistician 69(4): expanded
    percentile interval.
    """
    random = np.random.default_rng(seed)
    groups = [np.flatnonzero(articles.n_target > 0), np.flatnonzero(articles.n_reference > 0)]
    if np.isin(groups[0], groups[1]).any():
        groups = [np.flatnonzero((articles.n_target > 0) | (articles.n_reference > 0))]
    drawn = np.zeros((len(articles.n_target), n_resamples))
    for group in groups:
        drawn[group] = random.multinomial(len(group), np.full(len(group), 1 / len(group)), size=n_resamples).T
    n_target, n_reference = articles.n_target @ drawn, articles.n_reference @ drawn
    usable = (n_target > 0) & (n_reference > 0)
    n = min(int((side > 0).sum()) for side in (articles.n_target, articles.n_reference))
    # Expanded percentiles: plain ones are too narrow by what Student's t and n / (n - 1) make up for.
    tail = float(ndtr(np.sqrt(n / (n - 1)) * stdtrit(n - 1, (1 - level) / 2)))
    bounds, tails = [np.empty((2, 0))], [tail, 1 - tail]
    step = max(1, AT_ONCE // n_resamples)
    for start in range(0, len(prior), step):
        part = slice(start, start + step)
        target, reference = articles.target[:, part].T @ drawn, articles.reference[:, part].T @ drawn
        delta, _ = log_odds(target, reference, n_target, n_reference, prior[part, None], n_prior)
        bounds.append(np.quantile(delta[:, usable], tails, axis=1))
    low, high = np.concatenate(bounds, axis=1)
    return low, high
