"""How often 95 % intervals of the log-odds hold the true value, in simulated articles that repeat themselves.

python benchmarks/keyness_coverage.py [--terms 1500]
"""

import argparse

import numpy as np
import scipy.sparse as sp

from analysis.measures.keyness import article_level
from analysis.measures.keyness.effect_sizes import informative_prior, log_odds
from analysis.measures.keyness.sides import ArticleCounts

TIMES = 1.5  # the target's rate is so many times the reference's
SETTINGS = [(n, rate, shape) for n in (5, 10, 20, 40) for rate, shape in ((0.002, 0.5), (0.01, 0.3), (0.005, 5.0))]


def measure_coverage(
    n_articles: int, rate: float, shape: float, n_terms: int = 1500, seed: int = 0
) -> dict[str, float]:
    """Return the share of terms whose interval holds the true log-odds, by kind of interval.

    Parameters
    ----------
    n_articles : int
        On either side, of 100 to 399 words.
    rate : float
        Of the terms, per word, on the reference's side.
    shape : float
        Of the gamma distribution over which rates of articles vary: the smaller, the more.
    n_terms, seed : int
    """
    random = np.random.default_rng(seed)
    length = random.integers(100, 400, 2 * n_articles).astype(float)
    on_target = np.arange(2 * n_articles) < n_articles
    rates = np.where(on_target, TIMES, 1.0)[:, None] * rate * random.gamma(shape, 1 / shape, (2 * n_articles, n_terms))
    found = random.poisson(rates * length[:, None])
    # As compare_terms chooses them: in five articles or more, and on both sides.
    chosen = ((found > 0).sum(axis=0) >= 5) & found[on_target].any(axis=0) & found[~on_target].any(axis=0)
    found = found[:, chosen]
    sides = [(found * side[:, None], length * side) for side in (on_target, ~on_target)]
    counts, n = [side.sum(axis=0) for side, _ in sides], [float(words.sum()) for _, words in sides]
    size = min(n)
    prior = informative_prior(counts[0] + counts[1], sum(n), size)
    delta, sigma = log_odds(counts[0], counts[1], n[0], n[1], prior, size)
    articles = ArticleCounts(*(sp.csr_matrix(side) for side, _ in sides), *(words for _, words in sides))
    low, high = article_level.resample_terms(articles, prior, size, 0.95)
    expected = TIMES * rate * n[0], rate * n[1]
    truth, _ = log_odds(*expected, *n, informative_prior(sum(expected), sum(n), size), size)
    return {
        "articles resampled": float(((low <= truth) & (truth <= high)).mean()),
        "words as independent draws": float((np.abs(delta - truth) <= 1.96 * sigma).mean()),
    }


def main() -> None:
    """Print a line for each setting."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terms", type=int, default=1500)
    n_terms = parser.parse_args().terms
    for setting in SETTINGS:
        inside = measure_coverage(*setting, n_terms)
        shares = ", ".join(f"{kind} {share:.1%}" for kind, share in inside.items())
        print("{} articles a side, rate {:g}, shape {:g}: ".format(*setting) + shares)


if __name__ == "__main__":
    main()
