"""How long an interval takes, and how often it holds: 10,000 resamples of a million segments; coverage by simulation.

python benchmarks/inference.py [--segments 1000000] [--resamples 10000]
"""

import argparse
import time

import numpy as np
import pandas as pd

from analysis.measures.inference import inference, power


def make_segments(n_segments: int, per_article: int = 30, seed: int = 0) -> pd.DataFrame:
    """Return invented segments: two voices, a continuous score and one with two decimals, lengths in words."""
    random = np.random.default_rng(seed)
    articles = np.arange(n_segments) // per_article
    leaning = random.normal(0, 0.2, articles[-1] + 1)[articles]
    score = np.clip(random.normal(leaning, 0.5), -1, 1)
    return pd.DataFrame(
        {
            "doc_id": articles,
            "sentence_id": np.arange(n_segments) // 2,
            "voice": np.where(random.random(n_segments) < 0.5, "target", "reference"),
            "continuous": score,
            "rounded": score.round(2),
            "n_words": random.integers(2, 45, n_segments),
        }
    )


def time_intervals(segments: pd.DataFrame, n_resamples: int) -> pd.DataFrame:
    """Return the seconds of each kind of interval over the segments."""
    rows = []
    for over in inference.MINIMUM:
        for value in ("rounded", "continuous"):
            start = time.process_time()
            row = inference.bootstrap_mean(segments, value, over=over, n_resamples=n_resamples).iloc[0]
            seconds = time.process_time() - start
            rows.append(("mean", over, value, row["low"], row["high"], seconds))
        start = time.process_time()
        row = inference.compare_groups(segments, "rounded", "target", "reference", over=over, n_resamples=n_resamples)
        rows.append(("difference", over, "rounded", *row.iloc[0][["low", "high"]], time.process_time() - start))
    return pd.DataFrame(rows, columns=["estimate", "over", "value", "low", "high", "seconds"])


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--segments", type=int, default=1_000_000)
    parser.add_argument("--resamples", type=int, default=10_000)
    arguments = parser.parse_args()
    segments = make_segments(arguments.segments)
    n_articles = segments["doc_id"].nunique()
    print(f"{arguments.segments:,} segments in {n_articles:,} articles, {arguments.resamples:,} resamples")
    print(time_intervals(segments, arguments.resamples).round(4).to_string(index=False))
    start = time.process_time()
    coverage = power.simulate_coverage()
    print(f"\nCoverage of nominal 95 % intervals ({time.process_time() - start:.1f} s)")
    print(coverage.round(3).to_string(index=False))


if __name__ == "__main__":
    main()
