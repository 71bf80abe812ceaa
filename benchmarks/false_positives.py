"""How often tests by articles reject a null that is true, where articles are unequal in number, length and spread.

    python benchmarks/false_positives.py [--repetitions N]

Simulated: 200 terms whose rate varies from article to article (gamma, shape .5) and is the same on both sides; scores
whose mean is the same and whose spread is not. Nominal .05, .01 and .001. Of 200 articles a side and more terms are
tested by the normal limit of the permutation test (limits.LIMIT_ARTICLES). What the plain statistics gave before (a
Poisson standard error for terms, no standard error for scores) stands beside it, measured by the same designs.
"""

import argparse

import numpy as np
import scipy.sparse as sp

from analysis.measures.inference import limits, permutation
from analysis.measures.keyness import term_tests
from analysis.measures.keyness.sides import ArticleCounts

LEVELS = (0.05, 0.01, 0.001)
TERMS = {  # articles of target and reference, and (median length, spread of its logarithm) of each; before: .05, .01
    "30 v 30, equal": (30, 30, (300, 0), (300, 0), ".034 .005"),
    "30 v 30, lengths vary": (30, 30, (300, 0.8), (300, 0.8), ".050 .010"),
    "15 v 60, equal": (15, 60, (300, 0), (300, 0), ""),
    "60 long v 30 short": (60, 30, (1500, 0), (150, 0), ".002"),
    "10 long v 60 short": (10, 60, (1500, 0), (150, 0), ".155 .064"),
    "60 short v 10 long": (60, 10, (150, 0), (1500, 0), ".156 .070"),
    "40 heavy-tailed v 100 short": (40, 100, (170, 1.6), (136, 0.5), ".094 .026"),
    "100 heavy-tailed v 40 short": (100, 40, (170, 1.6), (136, 0.5), ".011"),
    "500 v 500, lengths vary": (500, 500, (300, 0.8), (300, 0.8), ""),
    "200 v 2000, equal": (200, 2000, (300, 0), (300, 0), ""),
    "2000 short v 200 long": (2000, 200, (150, 0), (1500, 0), ""),
    "400 heavy-tailed v 1000 short": (400, 1000, (170, 1.6), (136, 0.5), ""),
}
SCORES = {  # articles and standard deviation of each side; before, .05
    "30 (sd .4) v 30 (sd .4)": (30, 0.4, 30, 0.4, ".05"),
    "15 (sd .6) v 60 (sd .3)": (15, 0.6, 60, 0.3, ".168"),
    "60 (sd .6) v 15 (sd .3)": (60, 0.6, 15, 0.3, ".004"),
}


def measure_terms(
    n_target: int,
    n_reference: int,
    target: tuple[float, float],
    reference: tuple[float, float],
    *,
    n_terms: int = 200,
    repetitions: int = 60,
    n_permutations: int = 499,
    seed: int = 0,
) -> dict[float, float]:
    """Return the share of terms with p at most .05, .01 and .001 where the sides do not differ."""  # fmt: skip
    random = np.random.default_rng(seed)
    p = []
    for repetition in range(repetitions):
        drawn = [
            np.exp(random.normal(np.log(median), spread, n)).astype(int) + 20
            for n, (median, spread) in ((n_target, target), (n_reference, reference))
        ]
        lengths = np.concatenate(drawn)
        rates = np.exp(random.normal(np.log(2e-3), 0.8, n_terms)) * random.gamma(0.5, 2, (len(lengths), n_terms))
        counts = random.poisson(lengths[:, None] * rates)
        large = min(n_target, n_reference) >= limits.LIMIT_ARTICLES
        counts = counts[:, (counts > 0).sum(axis=0) >= (limits.LIMIT_FOUND if large else 5)]
        first = np.arange(len(lengths)) < n_target
        sides = [sp.csr_matrix(counts * side[:, None].astype(float)) for side in (first, ~first)]
        articles = ArticleCounts(*sides, lengths * first.astype(float), lengths * (~first).astype(float))
        p.append(
            term_tests.test_by_limit(articles)
            if large
            else term_tests.permute_terms(articles, n_permutations, repetition, reach=1)
        )
    found = np.concatenate(p)
    return {level: float((found <= level).mean()) for level in LEVELS}


def measure_scores(
    n: int, sd: float, m: int, other: float, repetitions: int = 600, seed: int = 0
) -> dict[float, float]:
    """Return the share of comparisons with p at most .05, .01 and .001 where both means are 0."""
    random = np.random.default_rng(seed)
    labels = np.arange(n + m) < n
    p = np.array(
        [
            permutation.permute_labels(
                np.column_stack([np.r_[random.normal(0, sd, n), random.normal(0, other, m)], np.ones(n + m)]),
                labels, np.zeros(n + m, dtype=np.int64), 499, repetition,
            )["p"]
            for repetition in range(repetitions)
        ],
        dtype=float,
    )  # fmt: skip
    return {level: float((p <= level).mean()) for level in LEVELS}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repetitions", type=int, default=60)
    repetitions = parser.parse_args().repetitions
    print(f"{'':30} at .05   at .01   at .001  before")
    for name, (*design, before) in TERMS.items():
        shares = measure_terms(*design, repetitions=repetitions)
        print(f"terms: {name:30} " + "".join(f"{shares[level]:<9.4f}" for level in LEVELS) + before)
    for name, (*sides, before) in SCORES.items():
        shares = measure_scores(*sides, repetitions=10 * repetitions)
        print(f"means: {name:30} " + "".join(f"{shares[level]:<9.4f}" for level in LEVELS) + before)


if __name__ == "__main__":
    main()
