"""In a side's own text: whether somebody whom its study does not list speaks for it, or is a counterpart."""

import re
from functools import lru_cache

from analysis.annotation.english.noun_phrases import load_words
from analysis.annotation.english.spelling import spell

__all__ = ["is_own"]

BEFORE, AFTER = 90, 40  # characters beside a name that say in which part it is introduced
# Who is met, thanked or called: `spoke with Minister Roe`.
MET = frozenset("with between to by alongside welcomed hosted received congratulated thanked and of from for".split())
ELSEWHERE = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?[A-Z]")
START = re.compile(r"[\n.;:!?]\s*")


@lru_cache(maxsize=4096)
def _find_word(word: str) -> re.Pattern[str]:
    """Return the pattern of a word that stands by itself."""
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


@lru_cache(maxsize=4096)
def is_own(name: str, text: str) -> bool:
    """Return whether a name is introduced in a side's own text as one of its own: as one who acts, of no other country.

    Parameters
    ----------
    name : str
        The last name.
    text : str
        Of a press office, beginning with its headline.

    Notes
    -----
    The first place where the name stands decides. `Deputy Minister Roe spoke with Prime Minister Doe`: Roe is its own,
    Doe is whom he spoke with; `President Doe of Ruritania` is nobody's of this side.

    Examples
    --------
    >>> text = "Deputy Minister Roe spoke with Prime Minister Doe."
    >>> is_own("Roe", text), is_own("Doe", text)
    (True, False)
    """
    place = _find_word(name).search(text)
    if place is None or ELSEWHERE.match(text[place.end() : place.end() + AFTER]):
        return False
    before = START.split(text[max(0, place.start() - BEFORE) : place.start()])[-1]
    words = spell(before)
    titled = False
    while words and (words[-1][:1].isupper() or words[-1].lower() in load_words("title")):
        low = words[-1].lower()
        office = any(low in load_words(kind) for kind in ("title", "official", "portfolio", "organ", "he", "she"))
        titled = titled or office
        if titled and not office and len(words) > 1:
            return False  # Lindoran Minister Roe, Lindora's minister Roe
        words = words[:-1]
    return not words or words[-1].lower() not in MET
