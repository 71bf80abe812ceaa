"""For whom somebody speaks who is named by office: `a Velmoran minister`, `spokeswoman for the Amber Hall`.

The head of the noun phrase decides. An office or an organ of state speaks for whom it belongs to; a bank, a court, a
party, residents and critics do not, whatever name stands beside them.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from analysis.annotation.english import classes
from analysis.annotation.english.noun_phrases import load_words
from analysis.annotation.voices.known_names import CACHED, Names, Place, find_names, is_office

__all__ = ["FOREIGN", "find_belonging"]

OWNING = frozenset("of for from at within".split())  # `a spokesman for Roe`, as against `the ambassador to Roe`
DETACHED = frozenset("former ex ex-president late opposition exiled shadow critic critics anti pro self-styled".split())

NO_NAMES = classes.DETERMINERS | classes.ADVERBS

Held = Literal["own", "foreign", "unknown"]


class _Belonging(NamedTuple):
    """For whom a phrase speaks: its voice, or that it is somebody else's, or that it does not say."""

    held: Held
    voices: tuple[str, ...] = ()


FOREIGN, UNKNOWN = _Belonging("foreign"), _Belonging("unknown")


@lru_cache(maxsize=CACHED)
def find_belonging(phrase: tuple[str, ...], names: Names) -> _Belonging:
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
    >>> from analysis.annotation.voices.known_names import Name, list_names
    >>> names = list_names([Name(("Velmora",), "velmora", False)])
    >>> from analysis.annotation.english.spelling import spell
    >>> for phrase in ("a Velmoran envoy", "critics of Velmora", "Lindora's envoy to Velmora", "the envoy"):
    ...     print(find_belonging(spell(phrase), names).held)
    own
    foreign
    foreign
    unknown
    """
    places = find_names(phrase, names)
    if places and _names_holder(phrase, places[-1]):
        return _Belonging("own", (places[-1].voice,))
    left = _core(phrase, places)
    named = _voices_at_end(phrase[:left], [p for p in places if p.last <= left and not p.qualifies])
    if named:
        return _Belonging("own", named)
    office = _last_office(phrase[:left])
    if office is None or DETACHED & {word.lower() for word in phrase[: office + 1]}:
        return FOREIGN
    beside = [p for p in places if p.last <= office]
    if beside:
        counterpart = not beside[-1].first and phrase[office].lower().startswith("counterpart")
        # Roe’s counterpart, as against `Roe’s Velmoran counterpart`
        return FOREIGN if counterpart else _Belonging("own", (beside[-1].voice,))
    if _is_elsewhere(phrase[:office]):
        return FOREIGN
    return _tail(phrase[left:], names, _prepositions(phrase[:left], office))


def _is_elsewhere(before: Sequence[str]) -> bool:
    """Return whether a name that no voice has stands before an office: `the Norrund | minister`."""
    return _has_other_name(before[1:]) or _is_foreign(before[:1])


def _has_other_name(words: Sequence[str]) -> bool:
    """Return whether a word with a capital is no office: `the Norrund government`, as against `Foreign Minister`."""
    return any(word[:1].isupper() and not is_office(word) for word in words)


def _prepositions(core: Sequence[str], office: int) -> frozenset[str]:
    """Return the prepositions that lead from an office to whom it serves: `an aide to Roe`, `officials in Velmora`.

    Who is sent abroad does not speak for the place he is in (`diplomats in Velmora`).
    """
    lows = [word.lower() for word in core]
    owning = OWNING | {"to"} if lows[office] in load_words("serving") else OWNING
    plain = classes.DETERMINERS.union(*map(load_words, ("rank", "organ", "portfolio")))
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
        (k for k, word in enumerate(phrase) if k and k not in inside and word.lower() in classes.PREPOSITIONS),
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
        if not core[k][:1].isupper() and low not in classes.PARTICLES:
            return None
    return None


def _is_foreign(first: Sequence[str]) -> bool:
    """Return whether the word that opens a phrase before an office is a name of its own (`Lindora’s envoy`)."""
    return (
        bool(first)
        and first[0][:1].isupper()
        and first[0].lower() not in NO_NAMES
        and (not is_office(first[0]))
        and first[0].lower() not in load_words("noun")
    )


def _tail(tail: tuple[str, ...], names: Names, owning: frozenset[str]) -> _Belonging:
    """Return for whom an office speaks by the phrase behind it: `of the Amber Hall`; `to Velmora` does not say."""
    while tail:
        rest = tail[1:]
        places = find_names(rest, names)
        stop = _core(["", *rest], [Place(p.first + 1, p.last + 1, *p[2:]) for p in places]) - 1
        if tail[0].lower() in owning:
            first = next((p for p in places if p.last <= stop), None)
            if first is not None and all(_qualifies(word) for word in rest[: first.first]):
                head = _last_office(rest[:stop]) is not None or first.last == stop
                return _Belonging("own", (first.voice,)) if head else FOREIGN
            if _has_other_name(rest[:stop]):
                return FOREIGN
        tail = rest[stop:]
    return UNKNOWN


def _qualifies(word: str) -> bool:
    """Return whether a word may stand before the name that a tail leads to: an article, an office."""
    return word.lower() in classes.DETERMINERS or is_office(word)
