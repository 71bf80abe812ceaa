"""Lexicon files in, {term: valence} out: each read once, when first asked for."""

import csv
import math
from functools import cache
from importlib import resources
from pathlib import Path

from analysis import paths


def read_valences(path: Path | str) -> dict[str, float]:
    """Read a lexicon file of terms and their valences.

    Parameters
    ----------
    path : path
        A csv file with the columns `term` and `valence`; lines before them that begin with "#" tell its origin
        and licence.

    Returns
    -------
    dict of str to float
        Terms in lower case.

    Raises
    ------
    ValueError
        If the header is another, or a row has no term, a valence that is no finite number, or a term twice.
    """
    path = Path(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    notes = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    rows = list(csv.reader(lines[notes:]))
    if not rows or rows[0] != ["term", "valence"]:
        raise ValueError(f"{path} should have the header 'term,valence', found {','.join(rows[0]) if rows else 'none'}")
    valences: dict[str, float] = {}
    for number, row in enumerate(rows[1:], start=notes + 2):
        term, valence = check_row(row, path, number)
        if term in valences:
            raise ValueError(f"{path} line {number} has the term {term!r} a second time; keep one of the two")
        valences[term] = valence
    return valences


def check_row(row: list[str], path: Path, number: int) -> tuple[str, float]:
    """Return the row's term and valence, or raise saying what is wrong with it."""
    try:
        term, valence = row[0].strip().lower(), float(row[1])
    except (IndexError, ValueError):
        term, valence = "", math.nan
    if len(row) != 2 or not term or not math.isfinite(valence):
        raise ValueError(
            f"{path} line {number} should be a term and a number, found {','.join(row)!r}; correct the row"
        )
    return term, valence


@cache
def load_valences(name: str) -> dict[str, float]:
    """Return the lexicon data/lexicons/NAME.csv."""
    return read_valences(paths.lexicon(f"{name}.csv"))


@cache
def load_vader() -> dict[str, float]:
    """Return VADER's lexicon, as the package vaderSentiment (MIT licence) ships it."""
    text = resources.files("vaderSentiment").joinpath("vader_lexicon.txt").read_text(encoding="utf-8")
    fields = (line.strip().split("\t") for line in text.rstrip("\n").split("\n"))
    return {term: float(valence) for term, valence, *_ in fields}
