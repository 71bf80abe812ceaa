"""Texts of a press service on a talk -> who took the initiative for it, as the text tells it."""

import re
from functools import cache

import pandas as pd

from analysis.annotation.english.spelling import spell
from analysis.annotation.events.genres import SPOKEN, find_countries
from analysis.annotation.voices.known_names import find_names, names_of
from analysis.corpus.study import OUTLET, Study
from analysis.corpus.word_classes import spell_class

__all__ = ["find_initiator", "name_initiators"]

OPENING = 900  # characters: a press service says so at once, or in the last line
CLOSING = 300
WHOSE = r"(?P<who>[^.;:\n]{2,80}?)"
OTHER_ONE = re.compile(r"\b(?:the latter|the other side|his counterpart|her counterpart)\b")
OURS = re.compile(r"\b(?:our|we|us)\b", re.IGNORECASE)
MUTUAL = re.compile(r"\b(?:both|mutual|two) sides?\b|\bboth\b")


@cache
def _find_initiative() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of whose initiative it was."""
    initiative = spell_class("initiative")
    return (
        # at the initiative of the Velmoran side; on a request from Brand
        re.compile(rf"\b(?:at|on|upon) (?:the |an? )?{initiative} (?:of|from) {WHOSE}(?=[.,;:\n)]|$)"),
        # at the Velmoran side's initiative
        re.compile(rf"\b(?:at|on|upon) (?P<who>our|[^.,;:\n]{{2,80}}?(?=['’]))(?:['’]s?)? (?:own )?{initiative}\b"),
        # a call initiated by, or requested by
        re.compile(rf"\b(?:initiated|requested) by {WHOSE}(?=[.,;:\n)]|$)"),
    )


@cache
def _find_talk() -> re.Pattern[str]:
    """Return the pattern of a talk: `the call`, `they spoke`."""
    return re.compile(rf"\b{spell_class('talk')}\b")


def name_initiators(articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Say who, by each text, took the initiative for the talk that it is of.

    Parameters
    ----------
    articles : DataFrame
        With text, title, outlet, genre and counterparts (genres.name_genres).
    study : Study

    Returns
    -------
    DataFrame
        A copy with the column initiator: the id of a voice, a country, or "" where the text does not say, or is of no
        talk.
    """
    found = []
    for row in articles.to_dict("records"):
        outlet = study.outlets.get(row["outlet"])
        own = outlet.narration if outlet else OUTLET
        met = [name for name in row["counterparts"].split("; ") if name] if row["genre"] in SPOKEN else []
        text = f"{row['title']}\n{row['text'][:OPENING]}\n{row['text'][OPENING:][-CLOSING:]}"
        found.append(find_initiator(text, met, own, study) if met and own != OUTLET else "")
    return articles.assign(initiator=found)


def find_initiator(text: str, counterparts: list[str], own: str, study: Study) -> str:
    """Return who took the initiative for a talk, as a text of one side tells it.

    Parameters
    ----------
    text : str
        Title and opening.
    counterparts : list of str
        Whom the side spoke with, the first named first.
    own : str
        The voice of the side.
    study : Study

    Returns
    -------
    str
        The id of a voice, a country, or "".
    """
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        if not _find_talk().search(sentence):
            continue  # a programme, a visit, a summit may be on somebody's initiative too
        for match in (found for pattern in _find_initiative() for found in pattern.finditer(sentence)):
            who = _name(match["who"], counterparts, own, study)
            if who:
                return who
    return ""


def _name(phrase: str, counterparts: list[str], own: str, study: Study) -> str:
    """Return whom a phrase names: one of the two who spoke, "" if it is neither, or both.

    A side that is named by an adjective (`the Velmoran side`) and is not one's own is the other, where there is one.
    """
    if MUTUAL.search(phrase):
        return ""
    if OURS.search(phrase):
        return own
    voices = {place.voice for place in find_names(tuple(spell(phrase)), names_of(study))}
    if own in voices:
        return own if len(voices) == 1 else ""
    other = next((name for name in counterparts if name in voices), "")
    named = next((name for name in find_countries(phrase) if name in counterparts), "")
    sole = counterparts[0] if len(counterparts) == 1 else ""
    by_side = sole if OTHER_ONE.search(phrase) or phrase.strip().endswith(("side", "party")) else ""
    return other or named or by_side
