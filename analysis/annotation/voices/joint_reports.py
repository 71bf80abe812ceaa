"""What a text has several voices say or do together: `both sides agreed`, `the presidents also addressed`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.annotation.english import classes
from analysis.annotation.english.noun_phrases import load_words
from analysis.annotation.english.records import Attribution, Span
from analysis.annotation.english.spelling import spell
from analysis.annotation.voices.joint_acts import ACT
from analysis.annotation.voices.known_names import find_names, names_of
from analysis.annotation.voices.voice_of_source import PLAIN, PLURAL, Identity, Met, identify
from analysis.corpus.study import OUTLET, THIRD_PARTY, Study

__all__ = ["Report", "Together", "find_voices", "report_of"]

AND = re.compile(r"\s*,?\s+(?:and|&)\s+|\s*,\s*")
WITH = re.compile(r"\bwith ((?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)")
PARTNER = re.compile(r"\b(?:with|between .{1,80}? and) (?:the )?([A-Z][^,;.]{2,60})")
MUTUAL = tuple("discuss debate negotiate agree talk speak spoke".split())  # with somebody: both do it
MEETINGS = frozenset("met meet meets spoke speak speaks talked talk talks held gathered convened phoned called".split())
DENIED = classes.CONTRACTED | classes.listed("not never n't neither failed fail refused refuse declined unable without")
OPEN = classes.MODALS | classes.listed(
    "expected plan plans planned intend intends intended scheduled due want wanted hope hoped likely if whether ready"
)
REPORTED = frozenset(("topic", "commit", ACT))  # kinds of cues that tell what was talked about or settled
BOTH_OF_THEM = frozenset(("they", "both", "two", "the two"))  # those who were together last
COUNTERPARTS = frozenset(("counterpart", "counterparts"))
REACH = 2  # sentences over which `they` are those who were together last


class Report(NamedTuple):
    """A stretch that several voices are reported to have said or done together."""

    span: Span
    voices: tuple[str, ...]


class Together(NamedTuple):
    """The voices that were together last, and in which sentence."""

    voices: tuple[str, ...] = ()
    sentence: int = -9


def find_voices(
    said: Attribution, found: Identity, text: str, study: Study, own: str, before: Together
) -> tuple[str, ...]:
    """Return all voices that an attribution is of together, in the study's order; none where one speaks alone.

    Parameters
    ----------
    said : Attribution
    found : Identity
        What identify says of it.
    text : str
    study : Study
    own : str
        The voice of the outlet's narration.
    before : Together
        Those who were together last, for `they` and `both`.
    """
    written = text[slice(*said.source)].lower() if said.source else ""
    if written in BOTH_OF_THEM and said.sentence - before.sentence <= REACH:
        return before.voices
    if len(found.voices) > 1 and THIRD_PARTY not in found.voices:
        return _in_order(found.voices, study)
    name = spell(said.name.lower())
    if name and name[-1] in PLURAL:
        return _of_plural(said, name, found, text, study, own)
    return _of_list(said, found, text, study, own)


def _of_plural(
    said: Attribution, name: tuple[str, ...], found: Identity, text: str, study: Study, own: str
) -> tuple[str, ...]:
    """Return the voices of a plural: those whom it names (`the leaders of Velmora and Norrund`), or the text's two.

    `The two leaders` of a side's own text are its own and whom it spoke with; `leaders in Lindora` are not.
    """
    phrase = spell(text[slice(*said.phrase)]) if said.phrase else ()
    named = {place.voice for place in find_names(phrase, names_of(study))}
    if not named and own != OUTLET and found.voices == (own,):
        if PLAIN.issuperset(name) and not any(w[:1].isupper() for w in phrase[1:]):
            named = {own, _partner(text, study, own)}
    return _in_order(named, study) if len(named) > 1 else ()


def _of_list(said: Attribution, found: Identity, text: str, study: Study, own: str) -> tuple[str, ...]:
    """Return the voices of those whom a source lists (`Roe, Doe and Holt`), or of one and with whom he talked."""
    parts, mutual = AND.split(said.name), _is_mutual(said, text)
    if len(parts) == len(found.voices) == 1 and not mutual:
        return ()
    several = {_voice_of(part, said, text, study, own) for part in parts} - {""}
    if mutual and len(several) == 1 and found.voices == tuple(several):
        several |= _with_whom(said, text, study, own)
    if len(several) > 1:
        return _in_order(several, study) if several & set(study.all_sides) else ()
    return tuple(several) if len(found.voices) > 1 else ()  # Roe and his advisers: they are Roe's


def _in_order(voices: Sequence[str] | set[str], study: Study) -> tuple[str, ...]:
    """Return the voices in the study's order."""
    return tuple(voice for voice in study.voice_order if voice in voices)


def _voice_of(part: str, said: Attribution, text: str, study: Study, own: str) -> str:
    """Return the voice of one of several who are named, "" for somebody who is no party (`Roe and his advisers`)."""
    listed = spell(part)
    lows = [word.lower() for word in listed]
    if not listed:
        return ""
    if lows[-1] in COUNTERPARTS:
        named = [place.voice for place in find_names(listed, names_of(study))]
        return named[0] if named else THIRD_PARTY
    titles = _is_title(lows)
    alone = said._replace(name=part, phrase=None, source=None, resolution="description" if titles else "name")
    voice = identify(alone, text, study, Met({}, {}, ()), own).voices[0]
    nameless = part == part.lower() or lows[0] in classes.POSSESSIVES or (titles and own == OUTLET)
    return "" if voice == THIRD_PARTY and nameless else voice


def _is_title(lows: Sequence[str]) -> bool:
    """Return whether nothing but a title is written, and no name: `the deputy minister of`."""
    titles = load_words("title")
    return all(w in titles or w in classes.DETERMINERS or w in classes.PREPOSITIONS for w in lows)


def _is_mutual(said: Attribution, text: str) -> bool:
    """Return whether the cue tells of what two do with each other: `discussed`, `spoke`."""
    return said.cue is not None and text[slice(*said.cue)].lower().split()[0].startswith(MUTUAL)


def _with_whom(said: Attribution, text: str, study: Study, own: str) -> set[str]:
    """Return the voice with whom something is discussed or agreed: `Soren discussed the quota with Brand`."""
    for start, end in said.content:
        found = WITH.search(text, start, end)
        if found:
            voice = _voice_of(found.group(1), said, text, study, own)
            return {voice} & set(study.all_sides)
    return set()


def _partner(text: str, study: Study, own: str) -> str:
    """Return with whom a side's own text says that it spoke: the first who stands behind `with`."""
    found = PARTNER.search(text)
    if found is None:
        return THIRD_PARTY
    named = [place.voice for place in find_names(spell(found.group(1)), names_of(study))]
    return next((voice for voice in named if voice != own), THIRD_PARTY)


def report_of(said: Attribution, voices: tuple[str, ...], text: str, span: Span) -> list[Report]:
    """Return the stretches of a sentence that an attribution to several voices reports, none where it denies them.

    Of a passive (`discussed by Roe and Doe`) it is the whole sentence; of what is only planned or refused, nothing.
    """
    if said.cue is None or said.source is None or not (said.voiced or said.kind in REPORTED):
        return []
    before = text[span[0] : said.cue[0]].lower().split()
    if said.source[0] > said.cue[0] and not said.voiced:  # a passive
        if not DENIED.isdisjoint(before) or not classes.MODALS.isdisjoint(before):
            return []
        return [Report((span[0], max(end for _, end in said.content)), voices)]
    if said.source[1] <= said.cue[0]:
        before = text[said.source[1] : said.cue[0]].lower().split()
    told = text[slice(*said.cue)].lower().split()
    if _is_unreal(before) or (not said.voiced and told and told[0] in OPEN):
        return []
    return [Report(part, voices) for part in said.content]


def _is_unreal(before: Sequence[str]) -> bool:
    """Return whether the words before a verb deny it or leave it open: `never met`, `plan to meet`, `are to meet`."""
    if not DENIED.isdisjoint(before) or not OPEN.isdisjoint(before):
        return True
    return list(before[-1:]) == ["to"] and MEETINGS.isdisjoint(before)
