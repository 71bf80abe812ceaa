"""Counting terms beside scikit-learn's CountVectorizer, and the log-odds of 100,000 terms: speed and memory.

    python benchmarks/terms.py [READOUTS]

READOUTS is by default ../shared/readouts/readouts.csv; where it is absent, invented texts are counted. Counted too are
the sentences of generated articles, for short texts are the hardest. Memory is what Python and Arrow held.
"""

import argparse
import gc
import re
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from sklearn.feature_extraction.text import CountVectorizer

from analysis.annotation.terms import terms
from analysis.corpus import words
from analysis.measures.keyness import keyness
from benchmarks.generated_articles import make_articles

READOUTS = Path(__file__).parents[2] / "shared" / "readouts" / "readouts.csv"
ROUNDS = 7
PATTERNS = {"CountVectorizer's own pattern": r"\b\w\w+\b", "our pattern": words.WORD.pattern}


def fastest(calls: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return the fewest seconds of processor time of each call, the calls taking turns."""
    best = dict.fromkeys(calls, np.inf)
    for _ in range(ROUNDS):
        for name, call in calls.items():
            gc.collect()
            start = time.process_time()
            call()
            best[name] = min(best[name], time.process_time() - start)
    return best


def peak(call: Callable[[], object]) -> float:
    """Return the most megabytes held during the call, its result included."""
    gc.collect()
    usual, own = pa.default_memory_pool(), pa.proxy_memory_pool(pa.system_memory_pool())
    pa.set_memory_pool(own)
    tracemalloc.start()
    kept = call()
    megabytes = (tracemalloc.get_traced_memory()[1] + own.max_memory()) / 1e6
    tracemalloc.stop()
    pa.set_memory_pool(usual)
    del kept
    return megabytes


def read_texts(path: Path) -> list[str]:
    """Return the readouts, or invented words drawn as unevenly as words are where they are absent."""
    if path.is_file():
        return pd.read_csv(path, keep_default_na=False)["text"].tolist()
    print(f"{path.name} is not at hand; invented texts instead")
    draw = np.random.default_rng(0).zipf(1.3, size=(2000, 400)) % 50_000
    return [" ".join(f"word{number}" for number in row) + "." for row in draw]


def generate_sentences(n_articles: int = 800) -> list[str]:
    """Return the sentences of generated articles."""
    return [part for made in make_articles(n_articles) for part in re.split(r"(?<=[.”]) |\n+", made["text"])]


def compare_counting(texts: list[str]) -> None:
    """Print time and memory of counting, and whether the counts are equal."""
    print(f"{len(texts):,} texts, {sum(map(len, texts)):,} characters")
    for name, pattern in PATTERNS.items():
        compiled = re.compile(pattern)
        calls: dict[str, Callable[[], object]] = {
            "ours": partial(terms.count_texts, texts, pattern=compiled, fold=None),
            "theirs": partial(CountVectorizer(token_pattern=pattern).fit_transform, texts),
        }
        seconds = fastest(calls)
        memory = {key: peak(call) for key, call in calls.items()}
        vectorizer = CountVectorizer(token_pattern=pattern)
        expected = vectorizer.fit_transform(texts)
        counts, found = terms.count_texts(texts, pattern=compiled, fold=None)
        equal = list(found) == list(vectorizer.get_feature_names_out()) and (counts != expected).nnz == 0
        print(
            f"counting by {name}: {seconds['ours']:.3f} s, CountVectorizer {seconds['theirs']:.3f} s "
            f"({seconds['theirs'] / seconds['ours']:.2f} times as fast); at most {memory['ours']:.1f} MB, "
            f"CountVectorizer {memory['theirs']:.1f} MB; counts {'equal' if equal else 'NOT EQUAL'}"
        )
    as_ours = CountVectorizer(tokenizer=words.tokenize, token_pattern=None, lowercase=False)
    calls = {
        "ours": lambda: terms.count_texts(texts),
        "theirs": lambda: as_ours.fit_transform(texts),
        "plain": lambda: CountVectorizer().fit_transform(texts),
    }
    seconds = fastest(calls)
    print(
        f"counting as the tables do (possessives, U.S.): {seconds['ours']:.3f} s, CountVectorizer with its own pattern "
        f"{seconds['plain']:.3f} s ({seconds['plain'] / seconds['ours']:.2f} times as fast), with the same tokenizer "
        f"{seconds['theirs']:.3f} s ({seconds['theirs'] / seconds['ours']:.2f} times as fast)"
    )


def time_log_odds(n_terms: int = 100_000) -> None:
    """Print how long the log-odds of a large vocabulary take."""
    target, reference = 1 + np.random.default_rng(0).poisson(3, (2, n_terms))
    n = float(target.sum()), float(reference.sum())

    def weigh() -> np.ndarray:
        prior = keyness.informative_prior(target + reference, sum(n), 500)
        delta, sigma = keyness.log_odds(target, reference, *n, prior, 500)
        return delta / sigma

    milliseconds = 1000 * fastest({"weigh": weigh})["weigh"]
    print(f"log-odds and z of {n_terms:,} terms: {milliseconds:.1f} ms (50 ms allowed)")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readouts", nargs="?", type=Path, default=READOUTS)
    texts = read_texts(parser.parse_args().readouts)
    compare_counting(texts)
    compare_counting(generate_sentences())
    time_log_odds()


if __name__ == "__main__":
    main()
