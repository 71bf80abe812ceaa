"""Which voice of the study a source is: by its names and descriptions, its office, or what it refers back to."""

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.annotation.english.classes import GENERATIONS
from analysis.annotation.english.noun_phrases import load_words
from analysis.annotation.english.records import Attribution
from analysis.annotation.english.spelling import is_acronym, spell
from analysis.annotation.voices.affiliation import FOREIGN, find_belonging
from analysis.annotation.voices.known_names import CACHED, Names, find_names, is_person, names_of
from analysis.annotation.voices.own_officials import is_own
from analysis.corpus.study import OUTLET, THIRD_PARTY, Study

__all__ = ["PLAIN", "PLURAL", "Identity", "Met", "identify", "remember"]

BOTH = frozenset("both two".split())
PLURAL = frozenset("presidents leaders sides statements readouts summaries countries nations parties capitals".split())
PLAIN = frozenset("the these all".split()) | BOTH | PLURAL  # what else may stand in `both sides`, `the two leaders`
OTHERS = frozenset("other world european western many some most several".split())  # `many leaders` are no two sides
LINKS = frozenset("of for at from by in on with the a an his her its".split())
AUTHORS = frozenset("i we you us me my our one".split())
DETACHED = frozenset("former ex opposition critic critics critical against".split())
SAME_OFFICE = {"spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman", "envoy": "ambassador"}
PLACE = re.compile(r"\bIn ([A-Z][^,.;:]*),\s*$")
APPOSED = 12  # words between commas behind a name that may say whose spokesman he is


class Identity(NamedTuple):
    """The voices of a source (two where two speak), how that was found, and what it is worth."""

    voices: tuple[str, ...]
    how: str
    worth: float


class Met(NamedTuple):
    """Whom a text has introduced so far: the voices by name and by office, and those who spoke last."""

    names: dict[str, Identity]
    offices: dict[str, Identity]
    recent: tuple[str, ...]


def identify(said: Attribution, text: str, study: Study, met: Met, own: str = OUTLET) -> Identity:
    """Return which voices an attribution belongs to.

    Parameters
    ----------
    said : Attribution
    text : str
        What it was found in.
    study : Study
    met : Met
        Whom the text has introduced before: `the statement` and `it` refer back to who spoke last, `the spokesman` to
        the last spokesman.
    own : str
        The voice of the outlet's narration: in a side's own readout `the president` is its president.
    """
    names = names_of(study)
    words = spell(said.name)
    if words and words[-1].lower() in GENERATIONS:
        words = words[:-1]
    phrase = spell(text[slice(*said.phrase)]) if said.phrase else words
    several = _together(said, words, phrase, names, study, own)
    if several:
        return several
    if said.resolution == "pronoun" and said.name in met.names:
        return met.names[said.name]._replace(how="pronoun")
    named = _by_name(said, words, phrase, text, names) or _by_parts(words, names)
    if named:
        return Identity(named, said.resolution, 1.0)
    return (
        _by_office(said, words, phrase, met, names)
        or _by_part(said, words, names, own)
        or _met_before(said, words, phrase, met, names)
        or _of_own_text(said, words, phrase, text, names, own)
        or Identity((THIRD_PARTY,), said.resolution, 0.9)
    )


def _met_before(
    said: Attribution, words: tuple[str, ...], phrase: tuple[str, ...], met: Met, names: Names
) -> Identity | None:
    """Return who bore that name before, or who spoke last where the source refers back to him (`the statement`)."""
    if said.name in met.names and said.resolution in ("name", "last name"):
        return met.names[said.name]
    if met.recent and (not words or _refers_back(said, words, phrase, names)):
        return Identity(met.recent, "refers back", 0.7)
    return None


def _of_own_text(
    said: Attribution, words: tuple[str, ...], phrase: tuple[str, ...], text: str, names: Names, own: str
) -> Identity | None:
    """Return the side of a side's own text where the source is one of its officials: `the minister`."""
    if own == OUTLET or not _is_own_official(said, words, phrase, text, names):
        return None
    return Identity((own,), "own text", 0.8)


def _is_own_official(
    said: Attribution, words: tuple[str, ...], phrase: tuple[str, ...], text: str, names: Names
) -> bool:
    """Return whether a source in a side's own text is one of its own: an office without a country, a name that acts."""
    if said.resolution == "description":
        return find_belonging(phrase, names).held == "unknown"
    if said.resolution in ("name", "last name") and words:
        found = find_belonging(phrase, names)
        return found.held == "unknown" or (bool(is_person(words)) and is_own(words[-1], text))
    return False


def remember(met: Met, said: Attribution, identity: Identity, text: str, speaks: bool) -> Met:
    """Return whom the text has introduced, this source too; a nameless third party does not become `the statement`."""
    if said.name and said.resolution != "pronoun":
        met.names[said.name] = identity
    if said.source and identity.how != "refers back":
        for office in _offices_in(spell(text[slice(*said.phrase)]) if said.phrase else spell(said.name)):
            met.offices[office] = identity
    if speaks and (identity.voices != (THIRD_PARTY,) or said.manner == "direct"):
        return met._replace(recent=identity.voices)
    return met


def _offices_in(phrase: tuple[str, ...]) -> list[str]:
    """Return the offices that a phrase names, a spokeswoman being a spokesman."""
    lows = [word.lower() for word in phrase]
    return [SAME_OFFICE.get(low, low) for low in lows if low in load_words("official")]


def _together(
    said: Attribution, words: tuple[str, ...], phrase: tuple[str, ...], names: Names, study: Study, own: str
) -> Identity | None:
    """Return whose words they are where the sides speak together, or the author does; None for anybody else.

    In a side's own text `the two leaders` and a `they` without antecedent are those whom it reports on, so it speaks.
    """
    if words and words[-1].lower() in AUTHORS and not is_acronym(words[-1]):
        return Identity((OUTLET,), said.resolution, 0.8)
    if own != OUTLET and _is_unresolved_they(said, words):
        return Identity((own,), "own text", 0.7)
    if _is_plural(words, phrase) and not find_names(phrase, names):
        if own != OUTLET:
            return Identity((own,), "own text", 0.8)
        if PLAIN.issuperset(word.lower() for word in words) and len(study.all_sides) == 2:  # of three, which two?
            return Identity(study.sides, "both sides", 0.8)
    return None


def _is_unresolved_they(said: Attribution, words: tuple[str, ...]) -> bool:
    """Return whether a source is `they` and nobody stands before it whom it could mean: `They agreed to talk`."""
    return said.resolution == "pronoun unresolved" and [w.lower() for w in words] == ["they"]


def _is_plural(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Return whether the source is several sides at once: `both sides`, `the leaders`, no `many leaders`."""
    if not words or words[-1].lower() not in PLURAL:
        return False
    lows = {word.lower() for word in phrase}
    return bool(BOTH & lows) or not OTHERS & lows


def _by_name(
    said: Attribution, words: tuple[str, ...], phrase: tuple[str, ...], text: str, names: Names
) -> tuple[str, ...]:
    """Return the voices whose name or office the source is, by itself or by what stands beside it; () where none is."""
    for candidate in (words, phrase, _apposed(said, text), _placed(said, phrase, text)):
        found = find_belonging(candidate, names) if candidate else FOREIGN
        if found.held == "own":
            return found.voices
    return ()


def _apposed(said: Attribution, text: str) -> tuple[str, ...]:
    """Return the words between commas behind a name: `Jane Roe, a spokeswoman for the palace,`; () where none are."""
    if said.source is None or said.resolution not in ("name", "last name"):
        return ()
    begin = said.source[1]
    if text[begin : begin + 2] != ", ":
        return ()
    end = text.find(",", begin + 2, begin + 2 + 10 * APPOSED)
    words = spell(text[begin + 2 : end]) if end > 0 else ()
    described = bool(words) and len(words) <= APPOSED and not words[0][:1].isupper()
    return words if described or _offices_in(words) else ()


def _placed(said: Attribution, phrase: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Return an office with the place before it: `In Velmora, a government spokesman` as `spokesman in Velmora`."""
    if said.phrase is None or said.resolution != "description":
        return ()
    before = PLACE.search(text, max(0, said.phrase[0] - 40), said.phrase[0])
    return (*phrase, "in", *spell(before[1])) if before else ()


def _by_parts(words: tuple[str, ...], names: Names) -> tuple[str, ...]:
    """Return the voices of two or more that are joined (`Roe and the Velmoran envoy`); () unless one is known."""
    lows = [word.lower() for word in words]
    if "and" not in lows:
        return ()
    at = lows.index("and")
    found = [find_belonging(part, names) for part in (words[:at], words[at + 1 :]) if part]
    voices = [voice for part in found if part.held != "unknown" for voice in (part.voices or (THIRD_PARTY,))]
    return tuple(dict.fromkeys(voices)) if any(part.held == "own" for part in found) else ()


def _by_office(
    said: Attribution, words: tuple[str, ...], phrase: tuple[str, ...], met: Met, names: Names
) -> Identity | None:
    """Return whose document it is, or who held the office before (`the spokesman`); None where neither is known."""
    head = words[-1].lower() if words else ""
    if head in load_words("document") or said.resolution == "statement noun":
        linked = find_names(phrase, names)
        if linked and _owned(phrase, linked[0].first):
            return Identity((linked[0].voice,), "institution", 0.9)
    if said.resolution == "description" and find_belonging(phrase, names).held == "unknown":
        for office in _offices_in(words):
            if office in met.offices:
                return met.offices[office]._replace(how="refers back")
    return None


def _owned(phrase: tuple[str, ...], first: int) -> bool:
    """Return whether a name in the phrase says whose the document is: `the NAME statement`, `a letter from NAME`."""
    lows = [word.lower() for word in phrase]
    if DETACHED & set(lows):
        return False
    return first == 0 or any(word in LINKS for word in lows[:first])


def _by_part(said: Attribution, words: tuple[str, ...], names: Names, own: str) -> Identity | None:
    """Return the voice of which the source ends a name: `the Foreign Ministry` for `Ruritanian Foreign Ministry`."""
    size = len(words)
    if size < 2 and not (words and said.resolution == "description"):
        return None
    voices = _voices_of_end(tuple(word.lower() for word in words), names)
    voice = own if own in voices else next(iter(voices)) if len(voices) == 1 else ""
    return Identity((voice,), "institution", 0.8) if voice else None


@lru_cache(maxsize=CACHED)
def _voices_of_end(lows: tuple[str, ...], names: Names) -> frozenset[str]:
    """Return the voices of which a longer name ends in these words."""
    longer = [n for n in names.rows if len(n.words) > len(lows) and not n.qualifies]
    return frozenset(n.voice for n in longer if tuple(w.lower() for w in n.words[-len(lows) :]) == lows)


def _refers_back(said: Attribution, words: tuple[str, ...], phrase: tuple[str, ...], names: Names) -> bool:
    """Return whether the source is a document, a pronoun, or somebody by his office alone, who was met before."""
    if said.resolution in ("pronoun unresolved", "statement noun", "no source"):
        return True
    office = said.resolution == "description" and bool(words) and words[-1].lower() in load_words("title")
    return office and find_belonging(phrase, names).held == "unknown"
