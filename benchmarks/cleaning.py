"""Keeping the article's lines of real pages: ours beside simple peers, cross-validated by page.

    python benchmarks/cleaning.py [PAGES]              print the comparison
    python benchmarks/cleaning.py [PAGES] --rebuild    learn data/lexicons/en/line_weights.csv anew

PAGES has a page a line: `lines`, the non-empty lines of its text, and `keep`, a bool a line; by default
../shared/benchmarks/plain_text_pages_dev.jsonl. What is learnt (our weights, the plain regression) is learnt on nine
tenths of the pages and scored on the other tenth, in turn; the division into tenths is drawn five times, and the mean
and the range over the draws are printed.
"""

import argparse
import csv
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from analysis import paths
from analysis.corpus.cleaning import chrome, traits
from analysis.corpus.cleaning.lines import count_line_words, find_ending

FOLDS, DRAWS = 10, 5
STRENGTH = 0.001  # inverse of the L2 penalty on standardised traits: 122 traits, some ninety pages
PAGES = Path(__file__).parents[2] / "shared" / "benchmarks" / "plain_text_pages_dev.jsonl"
WEIGHTS = "line_weights.csv"


def read_pages(path: Path) -> list[dict]:
    """Return the pages, their lines trimmed."""
    with path.open(encoding="utf-8") as rows:
        pages = [json.loads(row) for row in rows]
    return [{**page, "lines": [line.strip() for line in page["lines"]]} for page in pages]


def score_macro(coded: np.ndarray, kept: np.ndarray) -> float:
    """Return the mean of the F1 of keep and of drop, over lines."""
    coded, kept = coded.astype(bool), kept.astype(bool)
    scores = [2 * (c & k).sum() / max(1, c.sum() + k.sum()) for c, k in ((coded, kept), (~coded, ~kept))]
    return float(np.mean(scores))


def keep_by_phrases(lines: Sequence[str]) -> list[bool]:
    """Keep every line that no chrome phrase, date or credit fits."""
    return [chrome.recognise(line) is None for line in lines]


def keep_by_length(lines: Sequence[str]) -> list[bool]:
    """Keep lines of five words that end in a full stop and that no phrase fits."""
    return [
        chrome.recognise(line) is None and count_line_words(line) >= 5 and find_ending(line) in (".", "?", "!")
        for line in lines
    ]


def keep_densest_run(lines: Sequence[str]) -> list[bool]:
    """Keep the run of lines with the most words of prose, each other line costing as much as twelve."""
    n_words = np.array([count_line_words(line) for line in lines], dtype=float)
    prose = np.array([count_line_words(line) >= 9 and find_ending(line) != "" for line in lines])
    marked = np.array([chrome.recognise(line) is not None for line in lines])
    begin, end = traits.find_densest_run(n_words, prose, marked, traits.RUN_COST)
    return [begin <= i < end for i in range(len(lines))]


def make_regression(strength: float) -> Pipeline:
    """Return logistic regression on standardised traits."""
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000, C=strength))


def cross_validate(described: list[pd.DataFrame], keep: list[np.ndarray], strength: float, seed: int) -> float:
    """Return the macro-F1 over all lines, each judged by a regression that saw other pages only."""
    fold = np.random.default_rng(seed).permutation(len(described)) % FOLDS
    kept: list[np.ndarray] = [np.empty(0)] * len(described)
    for held in range(FOLDS):
        seen = [i for i in range(len(described)) if fold[i] != held]
        model = make_regression(strength)
        model.fit(np.vstack([described[i] for i in seen]), np.concatenate([keep[i] for i in seen]))
        for i in np.flatnonzero(fold == held):
            kept[i] = model.predict(described[i].to_numpy())
    return score_macro(np.concatenate(keep), np.concatenate(kept))


def describe_plainly(described: list[pd.DataFrame]) -> list[pd.DataFrame]:
    """Return the traits that a line has by itself, without its neighbours and its place."""
    own = list(traits.describe_line("a", traits.read_line("a"), 1))
    return [table[own] for table in described]


def compare(pages: list[dict]) -> list[dict]:
    """Return one row a method: its macro-F1 (mean, lowest and highest over the draws) and what it learnt from."""
    coded = np.concatenate([np.array(page["keep"], dtype=bool) for page in pages])
    peers: dict[str, Callable[[Sequence[str]], list[bool]]] = {
        "list of phrases": keep_by_phrases,
        "five words and a full stop, and the list": keep_by_length,
        "densest run of prose": keep_densest_run,
    }
    rows = []
    for name, predict in peers.items():
        score = score_macro(coded, np.concatenate([predict(page["lines"]) for page in pages]))
        rows.append({"method": name, "macro_f1": score, "lowest": score, "highest": score})
    began = time.perf_counter()
    described = [traits.describe_lines(page["lines"]) for page in pages]
    seconds = time.perf_counter() - began
    keep = [np.array(page["keep"], dtype=bool) for page in pages]
    for name, tables, strength in (
        ("logistic regression, line by line", describe_plainly(described), 1.0),
        ("ours: with neighbours and place", described, STRENGTH),
    ):
        scores = [cross_validate(tables, keep, strength, seed) for seed in range(DRAWS)]
        rows.append({"method": name, "macro_f1": np.mean(scores), "lowest": min(scores), "highest": max(scores)})
    print(f"{len(pages)} pages, {len(coded)} lines; traits in {seconds:.1f} s")
    return rows


def rebuild(pages: list[dict], path: Path) -> None:
    """Learn the weights on all pages and write them: one row a trait, in the trait's own unit."""
    described = [traits.describe_lines(page["lines"]) for page in pages]
    keep = np.concatenate([np.array(page["keep"], dtype=bool) for page in pages])
    scaler, model = (step for _, step in make_regression(STRENGTH).fit(np.vstack(described), keep).steps)
    weights = model.coef_[0] / scaler.scale_
    intercept = model.intercept_[0] - (weights * scaler.mean_).sum()
    with path.open("w", encoding="utf-8", newline="") as rows:
        writer = csv.writer(rows, lineterminator="\n")
        writer.writerow(["trait", "weight"])
        writer.writerows([name, f"{weight:.4g}"] for name, weight in zip(described[0], weights, strict=True))
        writer.writerow(["intercept", f"{intercept:.4g}"])


def main() -> None:
    """Read the arguments; compare or rebuild."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="?", type=Path, default=PAGES)
    parser.add_argument("--rebuild", action="store_true")
    arguments = parser.parse_args()
    if not arguments.pages.is_file():
        print(f"{arguments.pages.name} is not at hand; nothing to measure")
        return
    pages = read_pages(arguments.pages)
    if arguments.rebuild:
        rebuild(pages, paths.find_root() / "data" / "lexicons" / "en" / WEIGHTS)
        return
    for row in compare(pages):
        print(f"{row['method']:42} {row['macro_f1']:.3f}   {row['lowest']:.3f} to {row['highest']:.3f}")


if __name__ == "__main__":
    main()
