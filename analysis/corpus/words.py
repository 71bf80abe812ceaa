"""What a word is: the one token that everything else counts, matches and measures by."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import filterfalse

from analysis.corpus.word_classes import load_class

__all__ = [
    "INVISIBLE",
    "SITES",
    "WORD",
    "any_case",
    "count_words",
    "find_tokens",
    "fold",
    "is_acronym",
    "is_shouted",
    "join_compounds",
    "tokenize",
]

# What stands inside a word and is not seen or no letter of its own: soft hyphens, zero-width spaces, loose accents.
INVISIBLE, ACCENTS = "\u00ad\u200b-\u200d\u2060\ufeff", "\u0300-\u036f"
LETTERS = rf"[^\W_]+(?:[{INVISIBLE}{ACCENTS}]+[^\W_]+)*[{ACCENTS}]*"
APOSTROPHE = r"(?:[’'ʼ]|&(?:\#0?39|\#x27|\#8217|apos|rsquo);)"
# Names of sites end so; endings that are English words (it, is, us) are left out, for `the truce.it held`.
SITES = "com|org|net|int|gov|edu|mil|info|news|ru|uk|eu|de|fr|cn|jp|ua|pl|ch|kz|tr|ir|il|br|za|au|ca|nz|kr"
# A full stop or comma is inside a word only in initials (U.S, a.m, Ph.D), numbers (3.5, 10,000) and names of sites;
# elsewhere a space was lost after it: `the quota.Soren`.
STOP = (
    r"(?<=\d)\.(?=\d)|(?<=\d),(?=\d{3}(?!\d))|(?<=www)\.|"
    r"(?<=(?<![^\W_])[^\W\d_])\.(?=[^\W\d_](?![^\W_]))|(?<=(?<![^\W_])[A-Z][a-z])\.(?=[A-Z](?![^\W_]))|"
    rf"\.(?=(?:[a-z0-9\-]+\.)*(?:{SITES})(?![^\W_]))"
)
# An entity of HTML is no word: &amp; &nbsp; &#160;
ENTITY = r"(?:(?<=&)[A-Za-z]{2,8}|(?<=&\#)x?[0-9a-f]{2,6});"
# A word: letters or digits, with apostrophes and hyphens only inside it (don't, covid-19), and stops as above; most
# words end at a space, and one look tells that nothing of this begins there.
INNER = rf"(?=[’'ʼ&\-‐‑.,])(?:{APOSTROPHE}|[\-‐‑]|{STOP})"
WORD = re.compile(rf"(?<![^\W_])(?!{ENTITY}){LETTERS}(?:{INNER}{LETTERS})*")
UNSEEN = re.compile(f"[{INVISIBLE}]")
TYPESET = re.compile("[\ufb00-\ufb06]")  # ligatures: ﬁ is fi
HYPHENS = str.maketrans("‐‑", "--")
JOINER = "ˍ"  # holds the words of a compound together; a letter to \w, and in no text (U+02CD)


def count_words(text: str) -> int:
    """Return the number of words in the text.

    Examples
    --------
    >>> count_words("The U.S. didn't sign New START.")
    6
    """
    between_spaces = text.split()  # a word reaches over none, and most have nothing else beside them
    others = " ".join(filterfalse(str.isalnum, between_spaces))
    return sum(map(str.isalnum, between_spaces)) + len(WORD.findall(others))


def tokenize(text: str, compounds: Iterable[str] = ()) -> list[str]:
    """Return the tokens of the text in their order: lower case, straight apostrophes, possessive 's dropped.

    Parameters
    ----------
    text : str
    compounds : iterable of str
        Names of several words, each to be one token (see `join_compounds`).

    Returns
    -------
    list of str
        As many as `count_words` counts, less what compounds join.

    Examples
    --------
    >>> tokenize("The Kremlin’s readout didn't mention New START.", compounds=["New START"])
    ['the', 'kremlin', 'readout', "didn't", 'mention', 'new start']
    """
    return [fold(word) for word in WORD.findall(join_compounds(text, tuple(compounds)))]


def find_tokens(text: str, compounds: tuple[str, ...] = ()) -> list[tuple[str, int, int]]:
    """Return the tokens of a text, each with where it begins and ends: those of `tokenize`, to be shown in place.

    Examples
    --------
    >>> find_tokens("The envoy’s ship")
    [('the', 0, 3), ('envoy', 4, 11), ('ship', 12, 16)]
    """
    return [(fold(word[0]), *word.span()) for word in WORD.finditer(join_compounds(text, compounds))]


def fold(word: str) -> str:
    """Return the term a word counts as: lower case, straight apostrophe, no possessive, spaces in compounds.

    `US` is `u.s`, as it is where written with full stops, so that the country is not taken for the pronoun.
    """
    if word in ("US", "US's", "US’s"):
        return "u.s"
    if word.isascii() and word.isalnum():
        return word.lower()
    if not word.isascii():
        word = TYPESET.sub(lambda ligature: unicodedata.normalize("NFKC", ligature[0]), UNSEEN.sub("", word))
        word = re.sub(f"{JOINER}+", " ", unicodedata.normalize("NFC", word.translate(HYPHENS)))
    word = re.sub(APOSTROPHE, "'", word.lower())
    # That of `she's` is `is`, `has` or `us`.
    if word.endswith("'s") and word[:-2] not in load_class("contracted"):
        return word[:-2]
    return word


def join_compounds(text: str, compounds: tuple[str, ...]) -> str:
    """Return the text with the words of each compound name joined by JOINER.

    A word that the compound writes with a capital must have one in the text, and one written in capitals must be in
    capitals, so that `New START` is the treaty and `a New Start` is not; otherwise case is ignored. In a text all in
    capitals one cannot tell, and nothing is joined. The longest compound wins; a hyphen counts as a space.
    """
    if not compounds:
        return text
    shouted = is_shouted(text)
    return _compound_pattern(compounds).sub(lambda match: match[0] if shouted else _join(match[0]), text)


def _join(name: str) -> str:
    """Return the name with as many joiners as there were characters between its words, so that offsets hold."""
    return re.sub(r"[\s\-‐‑]", JOINER, name)


def is_acronym(word: str) -> bool:
    """Return whether a word of a study is one for its capitals: two letters or more and none of them small (START)."""
    return word.isupper() and sum(map(str.isalpha, word)) > 1


def any_case(word: str) -> str:
    """Return a pattern for a word of a study: in any case, but an acronym in capitals only."""
    return re.escape(word) if is_acronym(word) else f"(?i:{re.escape(word)})"


def is_shouted(text: str) -> bool:
    """Return whether a text is all in capitals, so that START in it may be the verb; a lone word is not."""
    return text.isupper() and len(WORD.findall(text)) > 2


@cache
def _compound_pattern(compounds: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern that finds any of the compounds, the longest first."""
    for compound in compounds:
        if len(WORD.findall(compound)) < 2:
            raise ValueError(f"a compound is a name of several words, found {compound!r}; leave it out of the study")
    longest_first = sorted(set(compounds), key=lambda c: (-len(c), c))
    names = [
        r"(?:\s+|[\-‐‑])".join(_spell(word) for word in re.split(r"[\s-]+", name.strip())) for name in longest_first
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)")


def _spell(word: str) -> str:
    """Return a pattern for the word in any case, but with a capital first where it has one, or all if it has all."""
    if is_acronym(word):
        return re.escape(word)
    first = re.escape(word[0]) if word[0].isupper() else f"(?i:{re.escape(word[0])})"
    return f"{first}(?i:{re.escape(word[1:])})" if word[1:] else first
