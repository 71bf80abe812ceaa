"""The words that are left out where a list of terms is to show what a text is about."""

from functools import cache

from analysis import paths
from analysis.corpus import lexicon_rows

__all__ = ["load_stop_words"]

KINDS = ("abbreviation", "adverb", "article", "auxiliary", "conjunction", "preposition", "pronoun", "quantifier")
FORM = lexicon_rows.Form(("term", "kind"), classes={"kind": KINDS})


@cache
def load_stop_words() -> frozenset[str]:
    """Return the stop words of data/lexicons/en/stop_words.csv: function words, negations not among them.

    Examples
    --------
    >>> "the" in load_stop_words(), "not" in load_stop_words()
    (True, False)
    """
    return frozenset(lexicon_rows.read_rows(paths.lexicon("stop_words.csv"), FORM, lambda row: row["term"]))
