"""The names by which a study's voices are known, and where they stand among the words of a phrase."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from analysis.annotation.english import classes
from analysis.annotation.english.noun_phrases import load_words
from analysis.annotation.english.spelling import is_acronym, same_word, spell
from analysis.corpus.study import Study

__all__ = ["CACHED", "Name", "Names", "Place", "find_names", "is_office", "is_person", "list_names", "names_of"]

# Endings by which the adjective of a place is made of its name (Velmora: Velmoran; Japan: Japanese).
ENDINGS = ("ian", "ean", "ese", "ish", "ans", "an", "ic", "ch", "n", "i", "k", "s", "")
CACHED = 16_384  # phrases whose reading is kept: most come back
STEM, LOST = 3, 3  # letters of the name that the adjective keeps at least, and loses at most


class Name(NamedTuple):
    """A name of a voice: its words, whose it is, and whether it can only qualify (`Velmoran`)."""

    words: tuple[str, ...]
    voice: str
    qualifies: bool


@dataclass(frozen=True, eq=False)
class Names:
    """The names by which the voices of a study are known, the longest first.

    By the first word; those of persons by first and last word; all by how the last word begins, as its adjective does.
    All in lower case.
    """

    rows: tuple[Name, ...]
    by_first: Mapping[str, tuple[Name, ...]]
    persons: Mapping[str, tuple[Name, ...]]
    by_stem: Mapping[str, tuple[Name, ...]]


class Place(NamedTuple):
    """Where a name stands among the words of a phrase (end excluded), and whose it is."""

    first: int
    last: int
    voice: str
    qualifies: bool


@lru_cache(maxsize=8)
def _names(rows: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]) -> Names:
    found = {Name(spell(name), voice, False) for voice, names, _ in rows for name in names}
    for voice, _, descriptions in rows:
        for description in map(spell, descriptions):
            found.add(Name(description, voice, False))
            place = _without_office(description)
            if place and place[0][:1].isupper():
                found.add(Name(place, voice, True))
    found |= {Name(written, *name[1:]) for name in found for written in _hyphened(name.words)}
    return list_names(n for n in found if n.words)


def _without_office(description: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a description says of whose office it is: `Velmoran` of `Velmoran Foreign Minister`."""
    while description and is_office(description[-1]):
        description = description[:-1]
    return description


def _hyphened(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the other ways in which a name of two parts behind the first is written: Roe Ta-rin, Roe Ta Rin."""
    if len(name) == 3 and is_person(name):
        yield name[0], f"{name[1]}-{name[2]}"
    if len(name) == 2 and name[1].count("-") == 1 and is_person(name):
        yield name[0], *name[1].split("-")


def list_names(names: Iterable[Name]) -> Names:
    """Return names ready to be looked up, longest first."""
    rows = tuple(sorted(names, key=lambda n: (-len(n.words), n.qualifies, n)))
    persons = [n for n in rows if 1 < len(n.words) < 5 and not n.qualifies and is_person(n.words)]
    return Names(
        rows,
        _group(rows, lambda words: {words[0].lower()}),
        _group(persons, lambda words: {words[0].lower(), words[-1].lower()}),
        _group(rows, lambda words: {words[-1].lower()[:STEM]}),
    )


def _group(names: Iterable[Name], keys_of: Callable[[tuple[str, ...]], set[str]]) -> dict[str, tuple[Name, ...]]:
    """Return names by each of the keys that their words give, in order."""
    groups: dict[str, list[Name]] = {}
    for name in names:
        for key in keys_of(name.words):
            groups.setdefault(key, []).append(name)
    return {key: tuple(own) for key, own in groups.items()}


def is_person(name: Sequence[str]) -> bool:
    """Return whether a listed name may be a person's: each word but a particle has a capital, neither end is a body's.

    South Lindora and the Amber Hall are none.
    """
    ends = {name[0].lower(), name[-1].lower()}
    kinds = ("institution", "organ", "group", "document", "official")
    spelled = all(word[:1].isupper() or word.lower() in classes.PARTICLES for word in name)
    return spelled and not is_acronym(name[-1]) and not any(ends & load_words(kind) for kind in kinds)


def names_of(study: Study) -> Names:
    """Return the names by which the voices of a study are known."""
    return _names(tuple((v.id, v.names, v.descriptions) for v in study.voices.values()))


def is_office(word: str) -> bool:
    """Return whether a word is of an office, an organ, a title or what an office is for: `minister`, `foreign`."""
    low = word.lower()
    return any(low in load_words(kind) for kind in ("official", "organ", "title", "portfolio")) or low == "side"


@lru_cache(maxsize=CACHED)
def find_names(phrase: tuple[str, ...], names: Names) -> list[Place]:
    """Return the names among the words of a phrase, in order, the longest at each place.

    Parameters
    ----------
    phrase : tuple of str
        As spelling.spell returns it.
    names : Names
    """
    found: list[Place] = []
    taken = [False] * len(phrase)
    fits = [(i, name) for i, word in enumerate(phrase) for name in names.by_first.get(word.lower(), ())]
    for i, name in sorted(fits, key=lambda fit: -len(fit[1].words)):
        last = i + len(name.words)
        if last > len(phrase) or any(taken[i:last]) or not all(map(same_word, name.words, phrase[i:last])):
            continue
        taken[i:last] = [True] * len(name.words)
        found.append(Place(i, last, name.voice, name.qualifies))
    found += _find_adjectives(phrase, names, taken)
    for place in found:
        taken[place.first : place.last] = [True] * (place.last - place.first)
    return sorted(found + _find_parts(phrase, names, taken))


def _find_parts(phrase: tuple[str, ...], names: Names, taken: Sequence[bool]) -> list[Place]:
    """Return the persons who are named by one part: `Mr Doe`, `J. Doe` of Jane Doe, `Roe` of Roe Ta-rin.

    Another name beside it makes it somebody else: `Kurt Doe`, `Roe Mibo`.
    """

    def is_name(k: int) -> bool:
        return 0 <= k < len(phrase) and not taken[k] and phrase[k][:1].isupper() and not is_office(phrase[k])

    found = []
    for i, word in enumerate(phrase):
        persons = () if taken[i] or is_name(i + 1) else _persons_with(word, names)
        if not persons:
            continue
        first = i
        while first and (is_name(first - 1) or phrase[first - 1].lower() in classes.PARTICLES):
            first -= 1
        given = _given_name(phrase[first:i])
        voices = {p.voice for p in persons if not given or _fits_given(p, given, word)}
        if len(voices) == 1:
            found.append(Place(i, i + 1, voices.pop(), False))
    return found


def _given_name(before: Sequence[str]) -> str:
    """Return the first name or initial among the words before a last name: `J.` of `the J. van` (Doe); else ""."""
    return next((w for w in before if w[:1].isupper() and w.lower() not in classes.DETERMINERS), "")


def _fits_given(person: Name, given: str, last: str) -> bool:
    """Return whether a person has such a first name, or one with its initial, and such a last name: `J. | Doe`."""
    return person.words[0][0] == given[0] and same_word(person.words[-1], last)


@lru_cache(maxsize=CACHED)
def _persons_with(word: str, names: Names) -> tuple[Name, ...]:
    """Return the listed persons whose first or last name a word is."""
    persons = names.persons.get(word.lower(), ())
    return tuple(n for n in persons if same_word(n.words[0], word) or same_word(n.words[-1], word))


def _find_adjectives(phrase: tuple[str, ...], names: Names, taken: Sequence[bool]) -> list[Place]:
    """Return the adjectives made of a voice's names (`Velmoran` of Velmora), none that two voices share."""
    found = []
    for i, word in enumerate(phrase):
        if taken[i] or not word[:1].isupper():
            continue
        fits = {
            (len(name.words), name.voice)
            for name in _described_by(word, names)
            if all(map(same_word, name.words[:-1], phrase[max(0, i + 1 - len(name.words)) : i]))
            and len(name.words) <= i + 1
        }
        longest = max((size for size, _ in fits), default=0)
        voices = {voice for size, voice in fits if size == longest}
        if len(voices) == 1:
            found.append(Place(i + 1 - longest, i + 1, voices.pop(), True))
    return found


@lru_cache(maxsize=CACHED)
def _described_by(word: str, names: Names) -> list[Name]:
    """Return the names whose last word the adjective is made of."""
    return [name for name in names.by_stem.get(word.lower()[:STEM], ()) if _is_adjective_of(word, name.words[-1])]


def _is_adjective_of(word: str, name: str) -> bool:
    """Return whether a capitalised word is the adjective of a place's name, by its ending.

    Examples
    --------
    >>> [_is_adjective_of(*pair) for pair in (("Velmoran", "Velmora"), ("Japanese", "Japan"), ("Turkish", "Turkey"))]
    [True, True, True]
    >>> _is_adjective_of("Austrian", "Australia"), _is_adjective_of("Indonesian", "India")
    (False, False)
    """
    low, place = word.lower(), name.lower()
    if low == place or not name[:1].isupper() or name.isupper():
        return False
    return any(_is_made_of(place, low.removesuffix(ending), ending) for ending in ENDINGS if low.endswith(ending))


def _is_made_of(place: str, stem: str, ending: str) -> bool:
    """Return whether a stem with the ending of an adjective is that of a place: `velmor` of Velmora, `finn` of Finland.

    Enough of the name is kept and little lost; the adjective of a name without an ending keeps more of it.
    """
    if len(stem) < (STEM if ending else STEM + 1):
        return False
    if place.startswith(stem) and len(place) - len(stem) <= LOST:
        return True
    return ending == "ish" and len(stem) > STEM and stem[-1] == stem[-2] and place.startswith(stem[:-1])
