"""The patterns of lines that say no more than when, where, by whom: dates, datelines, credits, letterheads."""

import functools
import re
from typing import NamedTuple

from analysis.corpus.word_classes import load_class, spell_class

__all__ = ["Patterns", "load_patterns"]

NTH = r"\d{1,2}(?:st|nd|rd|th)?"
NUMERIC = r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d\d"
NAME = r"[A-ZÀ-Ž][\w.’'&/-]*"
PLACE = rf"{NAME}(?:[ ,]+{NAME}){{0,4}}"
BRACKETED = r"\([A-Z][\w./ -]{1,30}\)"
PERSON = r"(?:[A-ZÀ-Ž][\w.’'-]+ ){1,2}[A-ZÀ-Ž][\w’'-]+"


class Patterns(NamedTuple):
    """One pattern a kind of line."""

    dated: re.Pattern[str]  # names a day
    date_word: re.Pattern[str]  # a word that a line may have besides and still be no more than a date
    clock_alone: re.Pattern[str]  # 10:30; 2 hours ago
    dateline: re.Pattern[str]  # alone on its line: Northport, 3 May (NPA).
    lead_in: re.Pattern[str]  # before the first sentence: NORTHPORT, 3 May (NPA) -
    credit: re.Pattern[str]  # With Northport News; Posted by Ada Quill
    byline: re.Pattern[str]  # begins so: By Ada Quill
    author: re.Pattern[str]  # with an office or a place: Ada Quill, Ports Editor; ADA QUILL in Lys
    author_note: re.Pattern[str]  # behind the text, a sentence: Ada Quill covers ports for the Gazette.
    letterhead: re.Pattern[str]  # who sends it, alone on its line: Ministry of Ports of the Republic of Velmora
    capital_letterhead: re.Pattern[str]  # THE HARBOUR OFFICE


@functools.cache
def load_patterns() -> Patterns:
    """Return the patterns, with the words of data/lexicons/en/word_classes.csv."""
    month = rf"(?:{spell_class('month')}|{spell_class('short month')})\.?"
    names = rf"{NAME}(?:,? +(?:{spell_class('name link')}|{NAME}))*"
    by = rf"(?i:(?:{spell_class('byline')} )?by)"
    return Patterns(**_spell_dates(month), **_spell_datelines(month), **_spell_credits(names, by), **_spell_offices())


def _spell_dates(month: str) -> dict[str, re.Pattern[str]]:
    """Return the patterns of dates."""
    ago = rf"(?:\d+|an?) ?{spell_class('time unit')} ago"
    return {
        "dated": re.compile(
            rf"\b(?:{NTH}\.? (?:of )?{month}(?!\w)|{month} {NTH}(?!\w)|{NUMERIC})",
            re.IGNORECASE,
        ),
        "date_word": re.compile(
            rf"{month}|{spell_class('weekday')}|[\d.]+(?:st|nd|rd|th|[apt]m?|h|z)?|[\dt-]+|[ap]\.?m|[ecmp][ds]?t"
            rf"|{spell_class('date word')}",
            re.IGNORECASE,
        ),
        "clock_alone": re.compile(rf"(?:at )?\d{{1,2}}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{{2,4}})?|{ago}"),
    }


def _spell_datelines(month: str) -> dict[str, re.Pattern[str]]:
    """Return the patterns of datelines."""
    on_day = rf"(?:(?i:{NTH} {month}|{month} {NTH})(?:,? \d{{4}})?)"
    # An agency alone behind a place: in capitals or by name; (Applause.) and (R-Calif.) are none.
    agency = rf"\((?:[A-Z]{{2,12}}|{spell_class('agency')}|(?:[A-Z]\w+ ){{1,3}}(?:Press|News|Agency))\)"
    return {
        "dateline": re.compile(rf"{PLACE},? ?(?:{on_day},? ?(?:{BRACKETED})?|{agency})[ .:–—-]*"),
        "lead_in": re.compile(
            rf"(?:[A-ZÀ-Ž]{{3,}}[A-ZÀ-Ž .,'’/-]{{0,40}}(?:, ?{on_day})? ?(?:{BRACKETED})?"
            rf"|{PLACE}(?:, ?{on_day})? {BRACKETED})"
            r"(?: ?(?:--|—) ?| [-–] )(?=[A-ZÀ-Ž“\"‘'])"
        ),
    }


def _spell_credits(names: str, by: str) -> dict[str, re.Pattern[str]]:
    """Return the patterns of lines on who wrote it."""
    office = f"(?:{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in sorted(load_class('journalist')))})"
    rank = spell_class("journalist's rank")
    return {
        "credit": re.compile(
            rf"(?:With|Via|From|{by}|(?i:source|credit|agencies)):? +{names},?(?: +[|/–—-] +{names})*"
        ),
        "byline": re.compile(rf"{by}:? +{NAME}"),
        "author": re.compile(
            rf"{PERSON}(?:, (?:(?:the|our|[A-ZÀ-Ž]\w+['’]s) )?(?:[\w’'-]+ ){{0,4}}| (?:{rank} )+){office}"
            rf"(?: (?:for|at|of|in) {names})?"
            rf"|[A-ZÀ-Ž][A-ZÀ-Ž’'.-]+(?: [A-ZÀ-Ž][A-ZÀ-Ž’'.-]+){{1,2}},? (?:in|for) {names}"
        ),
        "author_note": re.compile(
            rf"{PERSON} is (?:(?:an?|the|our) )?(?:[\w’'-]+ ){{0,5}}{office}\b[^.]{{0,80}}\."
            rf"|{PERSON} (?:covers|reports|writes) [^.]{{2,80}}\b(?:for|at) (?:the |The )?{names}\."
        ),
    }


def _spell_offices() -> dict[str, re.Pattern[str]]:
    """Return the patterns of letterheads."""
    inside = rf"(?: {NAME}| {spell_class('office word')}){{1,12}}"
    name = (
        rf"(?:The |Official |(?:[A-ZÀ-Ž]\w+ ){{0,3}}){spell_class('institution')}"
        rf"(?: {spell_class('office link')}(?: the)?{inside})?"
    )
    return {"letterhead": re.compile(name), "capital_letterhead": re.compile(name, re.IGNORECASE)}
