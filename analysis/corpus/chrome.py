"""A line in, what it is by its own words out: navigation, comment form, date, credit ... and None for prose."""

import csv
import functools
import re
from typing import NamedTuple

from analysis import paths
from analysis.corpus.lines import WORD, count_line_words

Mark = tuple[str, str]  # kind, reason

LINK = re.compile(r"(?:https?://|www\.)\S+")
LETTER = re.compile(r"[^\W\d_]")
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
NTH = r"\d{1,2}(?:st|nd|rd|th)?"
DIGITS = r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
DAY = rf"(?:{NTH}\.? (?:of )?{MONTH},? \d{{4}}|{MONTH} {NTH},? \d{{4}}|{DIGITS})"
ZONE = r"(?:gmt|utc|[a-z]{2,4}t|z)?(?:[+-]\d+)?"
CLOCK = rf"(?:(?:at|\||-|–|—|,|@|t)? ?\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})? ?(?:[ap]\.?m\.?)?,? ?{ZONE})"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)"
ISSUED = r"(?:published|posted|updated|last (?:updated|modified)|date|created|on)"
DATE = re.compile(rf"(?:{ISSUED}(?: on| at)?:? )*(?:{CLOCK} ?)?(?:{WEEKDAY},? )?{DAY}(?:[ ,]*{CLOCK})?\.?", re.I)
NAME = r"[A-ZÀ-Ž][\w.’'&/-]*"
PLACE = rf"{NAME}(?:[ ,]+{NAME}){{0,4}}"
AGENCY = r"\([A-Z][\w./ -]{1,30}\)"
ON_DAY = rf"(?:(?i:{NTH} {MONTH}|{MONTH} {NTH})(?:,? \d{{4}})?)"
# A dateline alone on its line: Northport, 3 May (NPA).
DATELINE = re.compile(rf"{PLACE},? ?(?:{ON_DAY},? ?(?:{AGENCY})?|{AGENCY})[ .:–—-]*")
# A dateline before the first sentence: NORTHPORT, 3 May (NPA) -
LEAD_IN = re.compile(
    rf"(?:[A-ZÀ-Ž]{{3,}}[A-ZÀ-Ž .,'’/-]{{0,40}}(?:, ?{ON_DAY})? ?(?:{AGENCY})?|{PLACE}(?:, ?{ON_DAY})? {AGENCY})"
    r" ?(?:--|[-–—]) ?(?=[A-ZÀ-Ž“\"‘'])"
)
CREDIT = re.compile(rf"(?:By|With|Via|From|Source|Credit|Agencies):? {NAME}(?: (?:and|of|for|the|{NAME}))*,?")
CREDIT_WORDS = 8


class Rule(NamedTuple):
    """One row of data/lexicons/chrome.csv."""

    pattern: re.Pattern[str]
    longest: int
    kind: str
    reason: str
    closes: bool


# The longest line, in words, that a rule of each sort may take: prose that mentions a newsletter is prose.
LONGEST = {"whole": 25, "prompt": 30, "notice": 60, "credit": 12, "caption": 40}
LONGEST_LINE = 600  # characters; no rule is tried on a longer line


@functools.cache
def load_rules() -> tuple[Rule, ...]:
    """Return the rules of data/lexicons/chrome.csv in their order; the first that fits a line decides."""
    with paths.lexicon("chrome.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(
            Rule(
                re.compile(row["pattern"], re.IGNORECASE),
                LONGEST[row["match"]],
                row["kind"],
                row["reason"],
                bool(row["closes"]),
            )
            for row in csv.DictReader(rows)
        )


@functools.cache
def load_any_rule() -> re.Pattern[str]:
    """Return all patterns as one, to tell soon that none fits."""
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in load_rules()), re.IGNORECASE)


@functools.lru_cache(maxsize=65536)
def find_rule(line: str) -> Rule | None:
    """Return the rule that says what the line is, or None."""
    if len(line) > LONGEST_LINE:
        return None
    words = count_line_words(line)
    plain = line.replace("\xa0", " ").strip(" \t*_#•·|-–—")
    if words > max(LONGEST.values()) or not load_any_rule().fullmatch(plain):
        return None
    for rule in load_rules():
        if words <= rule.longest and rule.pattern.fullmatch(plain):
            return rule
    return None


def recognise(line: str) -> Mark | None:
    """Return kind and reason of a line that is no part of the text by its own words, or None.

    Examples
    --------
    >>> recognise("Leave a comment"), recognise("3 May 2031"), recognise("They spoke for an hour.")
    (('chrome', 'comment form'), ('date', 'date'), None)
    """
    if LINK.fullmatch(line):
        return "chrome", "bare link"
    if not LETTER.search(line):
        return "chrome", "no words"
    if len(line) > LONGEST_LINE:
        return None
    if DATE.fullmatch(line):
        return "date", "date"
    if DATELINE.fullmatch(line):
        return "dateline", "dateline"
    rule = find_rule(line)
    if rule:
        return rule.kind, rule.reason
    if CREDIT.fullmatch(line) and count_line_words(line) <= CREDIT_WORDS:
        return "credit", "credit"
    return None


def normalise(line: str) -> str:
    """Return the line's words in lower case, so that two prints of a headline compare equal."""
    return " ".join(WORD.findall(line.lower().replace("’", "'")))
