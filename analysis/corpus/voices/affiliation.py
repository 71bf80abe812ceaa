"""For whom somebody speaks who is named by office: `a Velmoran minister`, `spokeswoman for the Amber Hall`.

The head of the noun phrase decides. An office or an organ of state speaks for whom it belongs to; a bank, a court, a
party, residents and critics do not, whatever name stands beside them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from analysis.corpus.study import Study
from analysis.corpus.voices import words
from analysis.corpus.voices.phrases import load_words
from analysis.corpus.voices.spelling import is_acronym, same_word, spell

OWNING = frozenset("of for from at within".split())  # `a spokesman for Roe`, as against `the ambassador to Roe`
DETACHED = frozenset("former ex ex-president late opposition exiled shadow critic critics anti pro self-styled".split())
# Endings by which the adjective of a place is made of its name (Velmora: Velmoran; Japan: Japanese).
ENDINGS = ("ian", "ean", "ese", "ish", "ans", "an", "ic", "ch", "n", "i", "k", "s", "")
CACHED = 65536  # phrases whose reading is kept: most come back
STEM, LOST = 3, 3  # letters of the name that the adjective keeps at least, and loses at most

Held = Literal["own", "foreign", "unknown"]


class Name(NamedTuple):
    """A name of a voice: its words, whose it is, and whether it can only qualify (`Velmoran`)."""

    words: tuple[str, ...]
    voice: str
    qualifies: bool


@dataclass(frozen=True, eq=False)
class Names:
    """The names by which the voices of a study are known: by their first word in lower case, the longest first."""

    rows: tuple[Name, ...]
    by_first: Mapping[str, tuple[Name, ...]]


class Place(NamedTuple):
    """Where a name stands among the words of a phrase (end excluded), and whose it is."""

    first: int
    last: int
    voice: str
    qualifies: bool


class Belonging(NamedTuple):
    """For whom a phrase speaks: its voice, or that it is somebody else's, or that it does not say."""

    held: Held
    voices: tuple[str, ...] = ()


FOREIGN, UNKNOWN = Belonging("foreign"), Belonging("unknown")


@lru_cache(maxsize=8)
def _names(rows: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]) -> Names:
    found = {Name(spell(name), voice, False) for voice, names, _ in rows for name in names}
    for voice, _, descriptions in rows:
        for description in map(spell, descriptions):
            found.add(Name(description, voice, False))
            while description and _is_office(description[-1]):
                description = description[:-1]
            if description and description[0][:1].isupper():
                found.add(Name(description, voice, True))
    found |= {Name(written, *name[1:]) for name in found for written in _hyphened(name.words)}
    return list_names(n for n in found if n.words)


def _hyphened(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the other ways in which a name of two parts behind the first is written: Roe Ta-rin, Roe Ta Rin."""
    if len(name) == 3 and is_person(name):
        yield name[0], f"{name[1]}-{name[2]}"
    if len(name) == 2 and name[1].count("-") == 1 and is_person(name):
        yield name[0], *name[1].split("-")


def list_names(names: Iterable[Name]) -> Names:
    """Return names ready to be looked up, longest first."""
    rows = tuple(sorted(names, key=lambda n: (-len(n.words), n.qualifies, n)))
    firsts = {n.words[0].lower() for n in rows}
    return Names(rows, {first: tuple(n for n in rows if n.words[0].lower() == first) for first in firsts})


def is_person(name: Sequence[str]) -> bool:
    """Return whether a listed name may be a person's: each word but a particle has a capital, neither end is a body's.

    South Lindora and the Amber Hall are none.
    """
    ends = {name[0].lower(), name[-1].lower()}
    kinds = ("institution", "organ", "group", "document", "official")
    spelled = all(word[:1].isupper() or word.lower() in words.PARTICLES for word in name)
    return spelled and not is_acronym(name[-1]) and not any(ends & load_words(kind) for kind in kinds)


def names_of(study: Study) -> Names:
    """Return the names by which the voices of a study are known."""
    return _names(tuple((v.id, v.names, v.descriptions) for v in study.voices.values()))


def _is_office(word: str) -> bool:
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
        return 0 <= k < len(phrase) and not taken[k] and phrase[k][:1].isupper() and not _is_office(phrase[k])

    found = []
    for i, word in enumerate(phrase):
        persons = () if taken[i] or is_name(i + 1) else _persons_with(word, names)
        first = i
        while first and (is_name(first - 1) or phrase[first - 1].lower() in words.PARTICLES):
            first -= 1
        given = next((w for w in phrase[first:i] if w[:1].isupper() and w.lower() not in words.DETERMINERS), "")
        fits = [p for p in persons if not given or (p.words[0][0] == given[0] and same_word(p.words[-1], word))]
        voices = {p.voice for p in fits}
        if len(voices) == 1:
            found.append(Place(i, i + 1, voices.pop(), False))
    return found


@lru_cache(maxsize=CACHED)
def _persons_with(word: str, names: Names) -> tuple[Name, ...]:
    """Return the listed persons whose first or last name a word is."""
    persons = (n for n in names.rows if 1 < len(n.words) < 5 and not n.qualifies and is_person(n.words))
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
    return [name for name in names.rows if is_adjective_of(word, name.words[-1])]


def is_adjective_of(word: str, name: str) -> bool:
    """Return whether a capitalised word is the adjective of a place's name, by its ending.

    Examples
    --------
    >>> [is_adjective_of(*pair) for pair in (("Velmoran", "Velmora"), ("Japanese", "Japan"), ("Turkish", "Turkey"))]
    [True, True, True]
    >>> is_adjective_of("Austrian", "Australia"), is_adjective_of("Indonesian", "India")
    (False, False)
    """
    low, place = word.lower(), name.lower()
    if low == place or not name[:1].isupper() or name.isupper():
        return False
    for ending in ENDINGS:
        stem = low.removesuffix(ending)
        if (ending and stem == low) or len(stem) < STEM:
            continue
        if place.startswith(stem) and len(place) - len(stem) <= LOST and (ending or len(stem) > STEM):
            return True
        if len(stem) > STEM and stem[-1] == stem[-2] and place.startswith(stem[:-1]) and ending == "ish":
            return True  # Finnish, of Finland
    return False


@lru_cache(maxsize=CACHED)
def find_belonging(phrase: tuple[str, ...], names: Names) -> Belonging:
    """Return for whom a noun phrase speaks.

    Parameters
    ----------
    phrase : tuple of str
        The noun phrase with what qualifies it, as spelling.spell returns it.
    names : Names

    Returns
    -------
    Belonging
        `own` with its voices (two where two are joined); `foreign` where the head or a name beside it is somebody
        else's; `unknown` where an office or organ stands without a name (`the minister`).

    Examples
    --------
    >>> names = list_names([Name(("Velmora",), "velmora", False)])
    >>> for phrase in ("a Velmoran envoy", "critics of Velmora", "Lindora's envoy to Velmora", "the envoy"):
    ...     print(find_belonging(spell(phrase), names).held)
    own
    foreign
    foreign
    unknown
    """
    places = find_names(phrase, names)
    if places and _names_holder(phrase, places[-1]):
        return Belonging("own", (places[-1].voice,))
    left = _core(phrase, places)
    named = _voices_at_end(phrase[:left], [p for p in places if p.last <= left and not p.qualifies])
    if named:
        return Belonging("own", named)
    office = _last_office(phrase[:left])
    if office is None:
        return FOREIGN
    before = phrase[:office]
    if DETACHED & {word.lower() for word in phrase[: office + 1]}:
        return FOREIGN
    beside = [p for p in places if p.last <= office]
    if beside and phrase[office].lower().startswith("counterpart") and not beside[-1].first:
        return FOREIGN  # Roe’s counterpart, as against `Roe’s Velmoran counterpart`
    if beside:
        return Belonging("own", (beside[-1].voice,))
    if any(word[:1].isupper() and not _is_office(word) for word in before[1:]) or _is_foreign(before[:1]):
        return FOREIGN
    return _tail(phrase[left:], names, _prepositions(phrase[:left], office))


def _prepositions(core: Sequence[str], office: int) -> frozenset[str]:
    """Return the prepositions that lead from an office to whom it serves: `an aide to Roe`, `officials in Velmora`.

    Who is sent abroad does not speak for the place he is in (`diplomats in Velmora`).
    """
    lows = [word.lower() for word in core]
    owning = OWNING | {"to"} if lows[office] in load_words("serving") else OWNING
    plain = words.DETERMINERS.union(*map(load_words, ("rank", "organ", "portfolio")))
    at_home = office == len(core) - 1 and lows[office] not in load_words("sent") and plain.issuperset(lows[:office])
    return owning | {"in"} if at_home else owning


def _names_holder(phrase: Sequence[str], last: Place) -> bool:
    """Return whether a phrase ends in the full name of who holds an office: `President of Velmora Jane Roe`."""
    full = last.last == len(phrase) and last.last - last.first > 1 and not last.qualifies
    return full and last.first > 0 and phrase[last.first - 1][:1].isupper()


def _core(phrase: Sequence[str], places: Sequence[Place]) -> int:
    """Return where the first preposition outside a name stands: what is before it holds the head."""
    inside = {k for p in places for k in range(p.first, p.last)}
    return next(
        (k for k, word in enumerate(phrase) if k and k not in inside and word.lower() in words.PREPOSITIONS),
        len(phrase),
    )


def _voices_at_end(core: Sequence[str], places: Sequence[Place]) -> tuple[str, ...]:
    """Return the voices whose name ends the core of a phrase (`Jane Roe`, `Roe and Doe`)."""
    if not places or places[-1].last < len(core):
        return ()
    voices = [places[-1].voice]
    for before, after in zip(reversed(places[:-1]), reversed(places[1:]), strict=True):
        joined = before.last < after.first and core[before.last].lower() in ("and", "&")
        if joined and before.voice not in voices:
            voices.insert(0, before.voice)
    return tuple(voices)


def _last_office(core: Sequence[str]) -> int | None:
    """Return where the office or organ stands that heads the phrase, alone or before a personal name."""
    for k in range(len(core) - 1, -1, -1):
        low = core[k].lower()
        pair = f"{core[k - 1].lower()} {low}" if k else low
        if low in load_words("official") or not load_words("organ").isdisjoint((low, pair)):
            return k
        if not core[k][:1].isupper() and low not in words.PARTICLES:
            return None
    return None


def _is_foreign(first: Sequence[str]) -> bool:
    """Return whether the word that opens a phrase before an office is a name of its own (`Lindora’s envoy`)."""
    return (
        bool(first)
        and first[0][:1].isupper()
        and first[0].lower() not in words.DETERMINERS | words.ADVERBS
        and (not _is_office(first[0]))
        and first[0].lower() not in load_words("noun")
    )


def _tail(tail: tuple[str, ...], names: Names, owning: frozenset[str]) -> Belonging:
    """Return for whom an office speaks by the phrase behind it: `of the Amber Hall`; `to Velmora` does not say."""
    while tail:
        rest = tail[1:]
        places = find_names(rest, names)
        stop = _core(["", *rest], [Place(p.first + 1, p.last + 1, *p[2:]) for p in places]) - 1
        if tail[0].lower() in owning:
            first = next((p for p in places if p.last <= stop), None)
            if first is not None and all(_qualifies(word) for word in rest[: first.first]):
                head = _last_office(rest[:stop]) is not None or first.last == stop
                return Belonging("own", (first.voice,)) if head else FOREIGN
            if any(word[:1].isupper() and not _is_office(word) for word in rest[:stop]):
                return FOREIGN
        tail = rest[stop:]
    return UNKNOWN


def _qualifies(word: str) -> bool:
    """Return whether a word may stand before the name that a tail leads to: an article, an office."""
    return word.lower() in words.DETERMINERS or _is_office(word)
