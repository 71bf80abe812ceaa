"""Sentences in, frame out: how a sentence presents the relation between two sides, conciliatory to confrontational."""

import csv
import re
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import pandas as pd

from analysis import paths
from analysis.corpus import tables
from analysis.corpus.study import Study


@cache
def load_acts() -> tuple[re.Pattern[str], dict[str, float]]:
    """Return the compiled codebook and the weight of each of its terms."""
    with paths.lexicon("frame_acts.csv").open(encoding="utf-8", newline="") as file:
        weights = {row["term"]: float(row["weight"]) for row in csv.DictReader(file)}
    stems = {term: re.escape(term).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for term in weights}
    longest_first = sorted(stems, key=len, reverse=True)
    groups = "|".join(f"(?P<t{i}>{stems[term]})" for i, term in enumerate(longest_first))
    return re.compile(rf"\b(?:{groups})\b", re.IGNORECASE), {
        f"t{i}": weights[term] for i, term in enumerate(longest_first)
    }


def find_acts(text: str) -> list[tuple[str, float]]:
    """Return each act found in the text with its part in the frame."""
    pattern, weights = load_acts()
    return [(m.group().lower(), weights[m.lastgroup]) for m in pattern.finditer(text) if m.lastgroup]


def score_sentences(sentences: Iterable[str], study: Study | None = None) -> list[float]:
    """Return the frame of each sentence in [-1, 1]; exactly 0 is neutral."""
    return [float(np.clip(sum(value for _, value in find_acts(text)), -1, 1)) for text in sentences]


def score_framing(table: pd.DataFrame, study: Study | None = None) -> pd.DataFrame:
    """Return the table with a column frame."""
    tables.check_table(table, "sentences", ["text"])
    return table.assign(frame=score_sentences(table["text"].tolist(), study))


def explain_framing(table: pd.DataFrame, study: Study | None = None) -> pd.DataFrame:
    """Return contributions: segment_id, instrument, term, value."""
    tables.check_table(table, "sentences", ["text"])
    keys: Sequence[str] = table["segment_id" if "segment_id" in table else "sentence_id"].tolist()
    rows = [
        (key, "frame", term, value)
        for key, text in zip(keys, table["text"].tolist(), strict=True)
        for term, value in find_acts(text)
    ]
    return pd.DataFrame(rows, columns=["segment_id", "instrument", "term", "value"])
