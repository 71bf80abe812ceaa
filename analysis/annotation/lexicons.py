"""Lexicon files in, numbers by term out: each read once, when first asked for."""

import csv
import math
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from analysis import paths

__all__ = ["load_news", "load_vader", "load_valences", "read_lexicon"]


def read_lexicon(path: Path | str, columns: Sequence[str] = ("valence",)) -> dict[str, tuple[float, ...]]:
    """Read a lexicon file: terms and their numbers.

    Parameters
    ----------
    path : path
        A csv file with the column `term` and those named; lines before them that begin with "#" tell its origin and
        licence.
    columns : sequence of str

    Returns
    -------
    dict of str to tuple of float

    Raises
    ------
    ValueError
        If the header is another, or a row has no term, a cell that is no finite number, or a term twice.
    """
    path, header = Path(path), ["term", *columns]
    lines = path.read_text(encoding="utf-8").splitlines()
    notes = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    rows = list(csv.reader(lines[notes:]))
    if not rows or rows[0] != header:
        found = ",".join(rows[0]) if rows else "nothing"
        raise ValueError(f"{path} should have the header '{','.join(header)}', found '{found}'; correct the file")
    lexicon: dict[str, tuple[float, ...]] = {}
    for line, row in enumerate(rows[1:], start=notes + 2):
        _check_row(row, len(columns), f"{path} line {line}")
        if row[0] in lexicon:
            raise ValueError(f"{path} line {line} has the term '{row[0]}' a second time; keep one of the two")
        lexicon[row[0]] = tuple(float(cell) for cell in row[1:])
    return lexicon


def _check_row(row: list[str], n_numbers: int, where: str) -> None:
    """Raise if the row is not a term and as many finite numbers."""
    try:
        fits = len(row) == n_numbers + 1 and row[0].strip() != "" and all(math.isfinite(float(c)) for c in row[1:])
    except ValueError:
        fits = False
    if not fits:
        numbers = "a number" if n_numbers == 1 else f"{n_numbers} numbers"
        raise ValueError(f"{where} should be a term and {numbers}, found '{','.join(row)}'; correct the row")


@cache
def load_valences(name: str) -> dict[str, float]:
    """Return the lexicon data/lexicons/en/NAME.csv."""
    return {term: valence for term, (valence,) in read_lexicon(paths.lexicon(f"{name}.csv")).items()}


@cache
def load_news() -> dict[str, tuple[float, ...]]:
    """Return polarity, strength and number of training sentences of each term of data/lexicons/en/news_tone.csv."""
    return read_lexicon(paths.lexicon("news_tone.csv"), ("polarity", "strength", "n_sentences"))


@cache
def load_vader() -> dict[str, float]:
    """Return VADER's lexicon, as the package vaderSentiment (MIT licence) ships it."""
    text = resources.files("vaderSentiment").joinpath("vader_lexicon.txt").read_text(encoding="utf-8")
    fields = (line.strip().split("\t") for line in text.rstrip("\n").split("\n"))
    return {term: float(valence) for term, valence, *_ in fields}
