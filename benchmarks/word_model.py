"""Which word follows which two others, in texts that anybody may have: what attack.py knows beforehand."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from analysis.corpus import words

ROOT = Path(__file__).resolve().parents[1]
READOUTS = ROOT.parent / "shared" / "readouts" / "readouts.csv"
DISCOUNT, FLOOR = 0.75, 1e-7
START, END = "<s>", "</s>"

Model = tuple[Counter[tuple[str, ...]], Counter[tuple[str, ...]], Counter[tuple[str, ...]]]


def split_words(text: str) -> list[str]:
    """Return the words of a text as the check of the articles' text takes them: letters and digits, no apostrophe."""
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))


def gather_texts() -> Iterator[str]:
    """Yield texts that an attacker would have anyway: public readouts where they are there, this project's pages."""
    if READOUTS.is_file():
        yield from pd.read_csv(READOUTS)["text"].astype(str)
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("data/*.md")]):
        yield path.read_text(encoding="utf-8")


def train_model(texts: Iterable[str]) -> Model:
    """Return counts of runs of up to three words, of how often a run goes on, and of how many ways it does.

    Words are those of split_words after the folding of terms, so that both sides drop the same endings.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
            row = [START, START, *split_words(" ".join(words.tokenize(sentence))), END]
            for size in (1, 2, 3):
                counts.update(zip(*(row[i:] for i in range(size)), strict=False))
    total: Counter[tuple[str, ...]] = Counter()
    kinds: Counter[tuple[str, ...]] = Counter()
    for run, count in counts.items():
        total[run[:-1]] += count
        kinds[run[:-1]] += 1
    return counts, total, kinds


def estimate_run(model: Model, run: tuple[str, ...]) -> float:
    """Return the probability of a run's last word after the others: absolute discounting, shorter runs mixed in."""
    counts, total, kinds = model
    before = run[:-1]
    shorter = estimate_run(model, run[1:]) if before else FLOOR
    if not total[before]:
        return shorter
    return (max(counts[run] - DISCOUNT, 0) + DISCOUNT * kinds[before] * shorter) / total[before]
