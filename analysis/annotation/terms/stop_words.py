"""The words that are left out where a list of terms is to show what a text is about."""

import csv
from functools import cache

from analysis import paths

__all__ = ["load_stop_words"]


@cache
def load_stop_words() -> frozenset[str]:
    """Return the stop words of data/lexicons/en/stop_words.csv: function words, negations not among them.

    Examples
    --------
    >>> "the" in load_stop_words(), "not" in load_stop_words()
    (True, False)
    """
    with paths.lexicon("stop_words.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["term"] for row in csv.DictReader(file))
