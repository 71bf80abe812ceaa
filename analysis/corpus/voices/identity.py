"""Which voice of the study a source is: by its names and descriptions, its institution, or what it refers back to."""

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.corpus.study import OUTLET, THIRD_PARTY, Study
from analysis.corpus.voices.phrases import load_words
from analysis.corpus.voices.records import Attribution
from analysis.corpus.voices.words import GENERATIONS

WORD = re.compile(r"\w+(?:[’'.&\-]\w+)*")
BOTH = frozenset("both two".split())
PLURAL = frozenset("presidents leaders sides statements readouts summaries countries nations parties capitals".split())
PLAIN = frozenset("the these all".split()) | BOTH | PLURAL  # what else may stand in `both sides`, `the two leaders`
LINKS = frozenset("of for at from by in on with the a an his her its".split())
AUTHORS = frozenset("i we you us me my our one".split())


class Identity(NamedTuple):
    """The voices of a source (two where two speak), how that was found, and what it is worth."""

    voices: tuple[str, ...]
    how: str
    worth: float


class Known(NamedTuple):
    """The names of a study's voices as words: longest first, each with its voice; and whether it is a description."""

    names: tuple[tuple[tuple[str, ...], str, bool], ...]


def fold(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without possessive endings and full stops."""
    return tuple(re.sub(r"['’]s?$", "", w.lower()).replace(".", "") for w in WORD.findall(text))


@lru_cache(maxsize=8)
def known(names: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]) -> Known:
    """Return the names of the voices, folded."""
    rows = [(fold(n), voice, False) for voice, listed, _ in names for n in listed]
    rows += [(fold(d), voice, True) for voice, _, listed in names for d in listed]
    return Known(tuple(sorted(rows, key=lambda row: -len(row[0]))))


def names_of(study: Study) -> Known:
    """Return the names of the voices of a study."""
    return known(tuple((v.id, v.names, v.descriptions) for v in study.voices.values()))


def named_voices(words: tuple[str, ...], names: Known) -> list[tuple[int, int, str]]:
    """Return the voices named among the words: bounds and voice, in order, the longest name at each place."""
    found: list[tuple[int, int, str]] = []
    taken = [False] * len(words)
    for name, voice, _ in names.names:
        for i in range(len(words) - len(name) + 1):
            if words[i : i + len(name)] == name and not any(taken[i : i + len(name)]):
                taken[i : i + len(name)] = [True] * len(name)
                found.append((i, i + len(name), voice))
    return sorted(found)


def identify(said: Attribution, text: str, study: Study, recent: tuple[str, ...], own: str = OUTLET) -> Identity:
    """Return which voices an attribution belongs to.

    Parameters
    ----------
    said : Attribution
    text : str
        What it was found in.
    study : Study
    recent : tuple of str
        The voices of the attribution before it, which `the statement` and `it` refer back to.
    own : str
        The voice of the outlet's narration: in a side's own readout `the president` is its president.
    """
    names = names_of(study)
    words = fold(said.name)
    if words and words[-1] in GENERATIONS:
        words = words[:-1]
    phrase = fold(text[slice(*said.phrase)]) if said.phrase else words
    several = together(said, words, phrase, names, study, own)
    if several:
        return several
    direct = by_name(words, names)
    if direct:
        return Identity(direct, said.resolution, 1.0)
    head = words[-1] if words else ""
    role = head in load_words("title") or head in load_words("document") or head in load_words("group")
    if role or said.resolution in ("description", "statement noun"):
        linked = named_voices(phrase, names)
        if linked and owned(phrase, linked[0], words):
            return Identity((linked[0][2],), "institution", 0.9)
    part = by_part(said, words, names, own)
    if part:
        return Identity((part,), "institution", 0.8)
    if recent and (not words or refers_back(said, head)):
        return Identity(recent, "refers back", 0.7)
    return Identity((THIRD_PARTY,), said.resolution, 0.9)


THIRD_PARTY_LIKE = frozenset("other world european western many some most several".split())


def together(
    said: Attribution, words: tuple[str, ...], phrase: tuple[str, ...], names: Known, study: Study, own: str
) -> Identity | None:
    """Return whose words they are where the sides speak together, or the author does; None for anybody else.

    In a side's own text `the two leaders` and a `they` without antecedent are those whom it reports on, so it speaks.
    """
    if words and words[-1] in AUTHORS:
        return Identity((OUTLET,), said.resolution, 0.8)
    if own != OUTLET and words == ("they",) and said.resolution == "pronoun unresolved":
        return Identity((own,), "own text", 0.7)
    if is_plural(words, phrase) and not named_voices(phrase, names):
        if own != OUTLET:
            return Identity((own,), "own text", 0.8)
        if PLAIN.issuperset(words):
            return Identity(study.sides, "both sides", 0.8)
    return None


def is_plural(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Tell whether the source is several of a study's sides at once: `both sides`, `the leaders`, no `many leaders`."""
    if not words or words[-1] not in PLURAL:
        return False
    return bool(BOTH & set(phrase)) or not THIRD_PARTY_LIKE & set(phrase)


def by_name(words: tuple[str, ...], names: Known) -> tuple[str, ...]:
    """Return the voices whose name ends the source (`Jane Roe`, `Roe and Doe`), none where another word does."""
    found = named_voices(words, names)
    if not found or found[-1][1] < len(words):
        return ()
    voices = [found[-1][2]]
    for first, last, voice in reversed(found[:-1]):
        if last < len(words) and words[last] == "and" and voice not in voices:
            voices.insert(0, voice)
        del first
    return tuple(voices)


def owned(phrase: tuple[str, ...], name: tuple[int, int, str], core: tuple[str, ...]) -> bool:
    """Tell whether the name qualifies the source as its own: `a spokesman for NAME`, `the NAME statement`."""
    if {"former", "ex", "opposition", "critic", "critics", "critical", "against"} & set(phrase):
        return False
    first, last, _ = name
    if last <= len(phrase) - 1 and first < phrase.index(core[-1]) if core and core[-1] in phrase else False:
        return True
    return any(w in LINKS for w in phrase[:first]) or first == 0


def by_part(said: Attribution, words: tuple[str, ...], names: Known, own: str) -> str:
    """Return the voice of which the source ends a name: `the Foreign Ministry` for `Ruritanian Foreign Ministry`."""
    if len(words) < 2 and not (words and said.resolution == "description"):
        return ""
    voices = {voice for name, voice, _ in names.names if len(name) > len(words) and name[-len(words) :] == words}
    return own if own in voices else voices.pop() if len(voices) == 1 else ""


def refers_back(said: Attribution, head: str) -> bool:
    """Tell whether the source is a document, a pronoun, or somebody by his office, who was met before."""
    if said.resolution in ("pronoun unresolved", "statement noun", "no source"):
        return True
    return said.resolution == "description" and head in load_words("title")
