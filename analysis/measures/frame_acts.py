"""The codebook of framing: acts, their objects, contentious matters and cues, and where a sentence has them."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from analysis import paths

FILES = ("frame_acts.csv", "frame_objects.csv", "frame_cues.csv")
# A word with hyphens and full stops only inside it; a possessive 's; a mark that ends or breaks a clause.
TOKEN = re.compile(r"[^\W_]+(?:[.\-][^\W_]+)*|'s?|[;:,.!?()]|[–—]")
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
GAP = 4
# Words are cut to this length before their beginnings are looked up, so that a run of letters costs no more than a word.
LONGEST = 24


@dataclass(frozen=True)
class Entry:
    """One row of the codebook: its words, each a set of alternatives, its class and its weight; a cue has none."""

    term: str
    kind: str
    weight: float
    cue: bool
    elements: tuple[tuple[frozenset[str], tuple[str, ...]] | None, ...]


Index = dict[str, list[Entry]]


@dataclass(frozen=True)
class Match:
    """An entry found in a sentence: the tokens from start to end, end excluded, and the words matched."""

    entry: Entry
    start: int
    end: int
    words: str


def read_entries(name: str) -> list[Entry]:
    """Read one file of the codebook; ValueError names the first bad row."""
    path = paths.lexicon(name)
    entries = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            term, kind = row.get("term") or "", row.get("class") or ""
            try:
                entries.append(make_entry(term, kind, row.get("weight")))
            except ValueError as error:
                raise ValueError(
                    f"{path.name} line {number} should have a term, a class and a weight: {error}"
                ) from error
    return entries


def make_entry(term: str, kind: str, weight: str | None) -> Entry:
    """Return the entry of a term: words, a|b for either, * for any ending, ~ for up to four words between."""
    if not term.strip() or not kind.strip() or term.split()[0] == "~":
        raise ValueError(f"found the term {term!r} of class {kind!r}")
    return Entry(
        term, kind, float(weight or 0), weight is None, tuple(make_element(part) for part in term.lower().split())
    )


def make_element(part: str) -> tuple[frozenset[str], tuple[str, ...]] | None:
    """Return the words and the beginnings of words that one element allows, or None for a gap."""
    if part == "~":
        return None
    choices = part.split("|")
    return frozenset(c for c in choices if c[-1:] != "*"), tuple(c[:-1] for c in choices if c[-1:] == "*")


@cache
def load_codebook() -> tuple[Index, Index]:
    """Return the codebook by first word and by beginning of the first word."""
    by_word: Index = {}
    by_stem: Index = {}
    for entry in (entry for name in FILES for entry in read_entries(name)):
        words, stems = entry.elements[0] or (frozenset(), ())
        for word in words:
            by_word.setdefault(word, []).append(entry)
        for stem in stems:
            by_stem.setdefault(stem, []).append(entry)
    return by_word, by_stem


@lru_cache(maxsize=200_000)
def find_candidates(word: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the cues and the acts that may begin with this word, those of most words first."""
    by_word, by_stem = load_codebook()
    stems = (word[:n] for n in range(1, min(len(word), LONGEST) + 1))
    entries = by_word.get(word, []) + [e for stem in stems for e in by_stem.get(stem, ())]
    entries.sort(key=lambda e: (-sum(x is not None for x in e.elements), -len(e.term)))
    return tuple(e for e in entries if e.cue), tuple(e for e in entries if not e.cue)


def match_entry(entry: Entry, words: Sequence[str], start: int) -> Match | None:
    """Return where the entry's words stand from `start`, or None; a gap never crosses a mark."""
    at, gap, picked = start, False, []
    for element in entry.elements:
        if element is None:
            gap = True
            continue
        exact, stems = element
        reach = at + 1 + (GAP if gap else 0)
        while at < len(words):
            word = words[at]
            if word in exact or (stems and word.startswith(stems)):
                break
            if at + 1 >= reach or not word[0].isalnum() and word != "'s":
                return None
            at += 1
        else:
            return None
        picked.append(words[at])
        at, gap = at + 1, False
    return Match(entry, start, at, " ".join(picked))
