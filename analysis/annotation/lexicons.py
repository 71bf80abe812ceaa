"""Lexicon files in, numbers by term out: each read once, when first asked for."""

from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from analysis import paths
from analysis.corpus import lexicon_rows

__all__ = ["load_news", "load_vader", "load_valences", "read_lexicon"]


def read_lexicon(path: Path | str, columns: Sequence[str] = ("valence",)) -> dict[str, tuple[float, ...]]:
    """Read a lexicon file: terms and their numbers.

    Parameters
    ----------
    path : path
        A csv file with the column `term` and those named.
    columns : sequence of str

    Returns
    -------
    dict of str to tuple of float

    Raises
    ------
    ValueError
        If lexicon_rows.read_rows refuses it.
    """
    form = lexicon_rows.Form(("term", *columns), numbers=tuple(columns))
    rows = lexicon_rows.read_rows(path, form, lambda row: (row["term"], tuple(float(row[c]) for c in columns)))
    return dict(rows)


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
