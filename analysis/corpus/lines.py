"""Raw text in, its lines out: where each stands, and what it says of itself."""

import csv
import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis import paths

# From the first to the last non-space character of a line; CRLF, CR, form feed and the Unicode breaks end lines too.
BREAK = "\\n\\r\\x0b\\x0c\\x1c-\\x1e\\x85\\u2028\\u2029"
LINE = re.compile(rf"[^\s{BREAK}](?:[^{BREAK}]*[^\s{BREAK}])?")
WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]*]*(?:\[\d+\])?$")  # a sentence ends here
ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[&hellip;\])$")
LINK = re.compile(r"(?:https?://|www\.)\S+")
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?{MONTH},? \d{{4}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"
CLOCK = r"(?:(?:at|\||-|–|—|,|@|t)? ?\d{1,2}[:.]\d{2}(?::\d{2})? ?(?:[ap]\.?m\.?)?,? ?(?:gmt|utc|[a-z]{2,4}t|z)?(?:[+-]\d+)?)"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)"
DATE = re.compile(
    rf"(?:(?:published|posted|updated|last (?:updated|modified)|date|created|on)(?: on| at)?:? )*(?:{CLOCK} ?)?"
    rf"(?:{WEEKDAY},? )?{DAY}(?:[ ,]*{CLOCK})?\.?",
    re.IGNORECASE,
)
# Moscow, 15 Dec (EFE).   LONDON (Reuters) -   alone on its line
PLACE = r"[A-ZÀ-Ž][\w.’'-]+(?:[ /,]+[A-ZÀ-Ž][\w.’'-]+){0,4}"
DATELINE = re.compile(
    rf"{PLACE},? (?:\d{{1,2}} {MONTH}|{MONTH} \d{{1,2}})(?:,? \d{{4}})?,? ?(?:\([\w./ ]{{2,30}}\))?[ .:–—-]*"
    rf"|{PLACE} ?\([A-Z][\w./ ]{{1,30}}\)[ .:–—-]*",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """One non-empty line: its offsets in the raw text, itself, and whether a blank line stands before it."""

    start: int
    end: int
    text: str
    blank_before: bool


class Rule(NamedTuple):
    """One row of data/lexicons/chrome.csv."""

    pattern: re.Pattern[str]
    match: str
    kind: str
    reason: str
    closes: bool


def split_lines(text: str) -> list[Line]:
    """Return the non-empty lines of a raw text, trimmed, in order.

    Examples
    --------
    >>> [(line.start, line.end, line.text) for line in split_lines(" Home\\r\\n\\r\\nA call. ")]
    [(1, 5, 'Home'), (9, 16, 'A call.')]
    """
    lines, last = [], 0
    for found in LINE.finditer(text):
        gap = text[last : found.start()]
        lines.append(Line(found.start(), found.end(), found.group(), gap.replace("\r\n", "\n").count("\n") > 1))
        last = found.end()
    return lines


def count_line_words(line: str) -> int:
    """Return the number of words of a line."""
    return sum(1 for _ in WORD.finditer(line))


@functools.cache
def load_rules() -> tuple[Rule, ...]:
    """Return the rules of data/lexicons/chrome.csv in their order; the first that fits a line decides."""
    with paths.lexicon("chrome.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(
            Rule(
                re.compile(row["pattern"], re.IGNORECASE), row["match"], row["kind"], row["reason"], bool(row["closes"])
            )
            for row in csv.DictReader(rows)
        )


# The longest line, in words, that a rule of each sort of match may take: prose that mentions a newsletter is prose.
LONGEST_LINE = 600  # characters; no rule is tried on a longer line
LONGEST = {"whole": 25, "prompt": 30, "notice": 60, "credit": 12, "caption": 40}


@functools.lru_cache(maxsize=65536)
def find_rule(line: str) -> Rule | None:
    """Return the rule that says what the line is, or None."""
    words = count_line_words(line)
    if words > max(LONGEST.values()) or len(line) > LONGEST_LINE:
        return None
    plain = line.replace("\xa0", " ").strip(" \t*_#•·|-–—")
    for rule in load_rules():
        if words <= LONGEST[rule.match] and rule.pattern.fullmatch(plain):
            return rule
    return None


def is_repeated(lines: Sequence[str], position: int) -> bool:
    """Return whether an earlier line says the same."""
    return lines[position] in lines[:position]
