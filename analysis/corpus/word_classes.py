"""The closed classes of English words by which corpus/ and annotation/ read: as sets, or as parts of patterns."""

import re
from functools import cache

from analysis import paths
from analysis.corpus import lexicon_rows

__all__ = ["CLASSES", "load_class", "spell_class"]

# Each is explained in data/README.md, and by the code that asks for it.
CLASSES = (
    "about", "address", "age", "agency", "auxiliary", "byline", "clause", "common", "contracted", "date word",
    "function", "initiative", "institution", "introducing", "joining", "journalist", "journalist's rank", "meeting",
    "month", "name link", "name particle", "negation", "office", "office link", "office word", "part in", "passive",
    "phrase", "polite", "pronoun", "reader", "short month", "still", "talk", "time unit", "title link", "weekday",
)  # fmt: skip
FORM = lexicon_rows.Form(("word", "class", "origin", "example"), key=("word", "class"), classes={"class": CLASSES})


@cache
def load_class(name: str) -> frozenset[str]:
    """Return the words of a class of data/lexicons/en/word_classes.csv.

    Examples
    --------
    >>> sorted(load_class("initiative"))
    ['initiative', 'request', 'suggestion']
    """
    return frozenset(_load_classes()[name])


@cache
def spell_class(name: str) -> str:
    """Return the alternatives of a class as part of a pattern, the longest first.

    Examples
    --------
    >>> spell_class("initiative")
    '(?:initiative|suggestion|request)'
    """
    longest = sorted(_load_classes()[name], key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest))})"


@cache
def _load_classes() -> dict[str, list[str]]:
    """Return the words of every class."""
    words: dict[str, list[str]] = {name: [] for name in CLASSES}
    for row in lexicon_rows.read_rows(paths.lexicon("word_classes.csv"), FORM, dict):
        words[row["class"]].append(row["word"])
    return words
