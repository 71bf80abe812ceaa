"""The codebook of framing: acts, their objects, contentious matters and cues, and where they stand in a sentence.

Its words: data/lexicons/en/frame_acts.csv, frame_objects.csv, frame_cues.csv; what each word weighs: frame_weights.csv.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from analysis import paths
from analysis.corpus import lexicon_rows

__all__ = [
    "CUES",
    "FILES",
    "FRIENDLY",
    "HOSTILE",
    "MARKS",
    "Entry",
    "Match",
    "find_candidates",
    "load_codebook",
    "make_entry",
    "match_entry",
    "may_match",
    "read_entries",
    "split_words",
]

# Initials (U.S., U.S.-led); a word with hyphens and stops only inside it; a possessive 's; a mark that ends a clause.
TOKEN = re.compile(r"(?:\b[^\W\d_]\.){2,}(?:-[^\W_]+)*|[^\W_]+(?:[.\-][^\W_]+)*|'s?|[;:,.!?()–—]")
# One character for one character, so that offsets keep their meaning.
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
NOT = re.compile(r"n't\b")
MARKS = frozenset(";:,.!?()–—'")

FRIENDLY = (
    "wish",
    "praise",
    "progress",
    "side",
    "agree",
    "affirm",
    "extend",
    "cooperate",
    "talk",
    "offer",
    "settle",
    "peace",
    "aid",
)
HOSTILE = (
    "accuse",
    "deny",
    "refuse",
    "complain",
    "estrange",
    "threaten",
    "coerce",
    "demand",
    "fight",
    "hostile",
    "strain",
)
MATTERS = ("matter", "subject", "name", "proper")
CUES = (
    "topic",
    "raise",
    "bring",
    "joint",
    "single",
    "and",
    "negate",
    "lack",
    "missing",
    "avert",
    "wait",
    "nature",
    "ally",
    "reverse",
)
FILES = {"frame_acts.csv": FRIENDLY + HOSTILE, "frame_objects.csv": HOSTILE + MATTERS, "frame_cues.csv": CUES}
WEIGHED = frozenset({"frame_acts.csv", "frame_objects.csv"})  # the others have no weights

# What a place of a term may be written with: words, or the beginning of one with a * after it, | between choices.
PLACE = re.compile(r"~|(?:[^\W_][\w.&'’\-]*\*?|'s)(?:\|[^\W_][\w.&'’\-]*\*?)*")

GAP = 4
# No beginning of a word in the codebook is longer, so that a run of letters costs no more than a word.
LONGEST = 24

# The words and the beginnings of words that one place of a term allows; None is a gap.
Element = tuple[frozenset[str], tuple[str, ...]] | None


class Entry(NamedTuple):
    """One term of the codebook: its class, its weight (a cue has none) and its words."""

    kind: str
    weight: float
    elements: tuple[Element, ...]


class Match(NamedTuple):
    """An entry found in a sentence, from token `start` to before `end`, and the words that it took."""

    entry: Entry
    start: int
    end: int
    words: str


def split_words(text: str) -> list[str]:
    """Return the words and marks of a text, as written.

    Examples
    --------
    >>> split_words("They won't meet; Oslo’s offer stands.")
    ['They', 'wo', 'not', 'meet', ';', 'Oslo', "'s", 'offer', 'stands', '.']
    """
    return [*chain.from_iterable(map(_cut_word, text.split()))]


@lru_cache(maxsize=50_000)
def _cut_word(word: str) -> tuple[str, ...]:
    """Return the words and marks of what stands between two spaces."""
    straight = word if word.isascii() else word.translate(STRAIGHT)
    return tuple(TOKEN.findall(NOT.sub(" not", straight) if "n't" in straight else straight))


def read_entries(name: str, kinds: Sequence[str]) -> list[Entry]:
    """Read one file of the codebook.

    Parameters
    ----------
    name : str
        Of a file in data/lexicons.
    kinds : sequence of str
        The classes that its rows may have.

    Returns
    -------
    list of Entry

    Raises
    ------
    ValueError
        If lexicon_rows.read_rows refuses it, or a term has an unknown wildcard; the first is named with its line.
    """
    weighed = ("weight",) if name in WEIGHED else ()
    form = lexicon_rows.Form(("term", "class", *weighed), numbers=weighed, classes={"class": kinds})
    return lexicon_rows.read_rows(
        paths.lexicon(name), form, lambda row: make_entry(row["term"], row["class"], row.get("weight", "0"))
    )


def make_entry(term: str, kind: str, weight: str | float) -> Entry:
    """Return the entry of a term.

    Parameters
    ----------
    term : str
        Words in a row; a|b is either, * at the end of a word any ending, ~ up to four words between.
    kind : str
        Its class.
    weight : float
        Its part in the frame: above 0 conciliatory, below confrontational.

    Raises
    ------
    ValueError
        If the term is empty, begins with a gap or has another wildcard, or the weight is no number.
    """
    parts = term.lower().split()
    if not parts or parts[0] == "~":
        raise ValueError(f"the term {term!r}")
    for part in parts:
        if not PLACE.fullmatch(part):
            raise ValueError(f"{part!r} in the term {term!r}; a|b is either, * at a word's end any ending, ~ a gap")
    return Entry(kind, float(weight), tuple(_make_element(part) for part in parts))


def _make_element(part: str) -> Element:
    """Return what one place of a term allows."""
    choices = part.split("|")
    words, stems = (c for c in choices if c[-1:] != "*"), (c[:-1] for c in choices if c[-1:] == "*")
    return None if part == "~" else (frozenset(words), tuple(stems))


@cache
def load_codebook() -> tuple[Entry, ...]:
    """Return the entries of all files, read once."""
    return tuple(entry for name, kinds in FILES.items() for entry in read_entries(name, kinds))


@cache
def _index_codebook(terms: tuple[str, ...]) -> dict[str, list[Entry]]:
    """Return the entries by first word, or by beginning of the first word with a * after it.

    Parameters
    ----------
    terms : tuple of str
        A study's contentious terms, which count as confrontational where one side brings them up; `...` is a gap.
    """
    index: dict[str, list[Entry]] = {}
    own = tuple(make_entry(term.replace("...", " ~ "), "issue", -1.0) for term in terms)
    for entry in load_codebook() + own:
        words, stems = entry.elements[0] or (frozenset(), ())
        for key in [*words, *(stem + "*" for stem in stems)]:
            index.setdefault(key, []).append(entry)
    return index


@cache
def _list_shortest(terms: tuple[str, ...]) -> tuple[int, frozenset[str]]:
    """Return how the beginnings of words in the index begin, so that most words are told fast to have none."""
    stems = [key[:-1] for key in _index_codebook(terms) if key.endswith("*")]
    least = min(map(len, stems), default=0)
    return least, frozenset(stem[:least] for stem in stems)


@lru_cache(maxsize=4096)
def find_candidates(word: str, terms: tuple[str, ...] = ()) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the cues and the acts that may begin with a word, those of most words first."""
    index, (least, shortest) = _index_codebook(terms), _list_shortest(terms)
    stems = range(1, min(len(word), LONGEST) + 1) if word[:least] in shortest else ()
    found = [entry for key in [word, *(word[:n] + "*" for n in stems)] for entry in index.get(key, ())]
    found.sort(key=lambda entry: -sum(element is not None for element in entry.elements))
    return tuple(e for e in found if e.kind in CUES), tuple(e for e in found if e.kind not in CUES)


def may_match(entry: Entry, after: str) -> bool:
    """Return whether an entry may stand where its first word has the word `after` behind it."""
    if len(entry.elements) == 1 or entry.elements[1] is None:
        return True
    allowed, stems = entry.elements[1]
    return after in allowed or after.startswith(stems)


def match_entry(entry: Entry, words: Sequence[str], start: int) -> Match | None:
    """Return where the entry's words stand from `start` on, or None; no gap reaches over a mark.

    Parameters
    ----------
    entry : Entry
    words : sequence of str, shape (n_tokens,)
        Lower case; its first word may begin the entry.
    start : int
        The token to begin at.
    """
    at, room, picked = start + 1, 0, [words[start]]
    for element in entry.elements[1:]:
        if element is None:
            room = GAP
            continue
        allowed, stems = element
        while at < len(words) and not (words[at] in allowed or words[at].startswith(stems)):
            if room == 0 or words[at] in MARKS:
                return None
            at, room = at + 1, room - 1
        if at == len(words):
            return None
        picked.append(words[at])
        at, room = at + 1, 0
    return Match(entry, start, at, " ".join(picked))
