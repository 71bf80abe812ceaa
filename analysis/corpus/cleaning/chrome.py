"""A line in, what it is by its own words out: navigation, comment form, date, credit ... and None for prose."""

import functools
import re
from typing import NamedTuple

from analysis import paths
from analysis.corpus import lexicon_rows
from analysis.corpus.cleaning.bylines import load_patterns
from analysis.corpus.cleaning.lines import WORD, count_line_words, find_ending
from analysis.corpus.cleaning.site_talk import recognise_site_talk

__all__ = [
    "LINK",
    "Mark",
    "find_rule",
    "is_letterhead",
    "load_rules",
    "normalise",
    "recognise",
]

Mark = tuple[str, str]  # kind, reason

LINK = re.compile(r"(?:https?://|www\.)\S+")
LETTER = re.compile(r"[^\W\d_]")
DIGIT = re.compile(r"\d")  # no day is named without one
CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
DATE_WORDS = 20  # no date line has more
CREDIT_WORDS, AUTHOR_WORDS = 8, 20
SENTENCE_LIKE = re.compile(r"(?:With|Via|From)\b.*\.$")  # From Velmora. (an answer, in a speech)


class _Rule(NamedTuple):
    """One row of data/lexicons/en/chrome.csv."""

    pattern: re.Pattern[str]
    longest: int
    kind: str
    reason: str
    closes: bool
    needs: tuple[str, ...]


# The longest line, in words, that a rule of each sort may take: prose that mentions a newsletter is prose.
LONGEST = {"whole": 25, "prompt": 30, "notice": 60, "credit": 12, "caption": 40}
KINDS = ("chrome", "caption", "credit", "date")
FORM = lexicon_rows.Form(
    ("pattern", "match", "kind", "reason", "closes", "needs", "example"),
    classes={"match": tuple(LONGEST), "kind": KINDS, "closes": ("", "yes")},
)
LONGEST_LINE = 600  # characters; no rule is tried on a longer line


@functools.cache
def load_rules() -> tuple[_Rule, ...]:
    """Return the rules of data/lexicons/en/chrome.csv in their order; the first that fits a line decides."""
    return tuple(lexicon_rows.read_rows(paths.lexicon("chrome.csv"), FORM, _make_rule))


def _make_rule(row: lexicon_rows.Row) -> _Rule:
    """Return the rule of a row."""
    pattern = re.compile(row["pattern"], re.IGNORECASE)
    needs = tuple(row["needs"].split("¦")) if row["needs"] else ()
    return _Rule(pattern, LONGEST[row["match"]], row["kind"], row["reason"], bool(row["closes"]), needs)


@functools.cache
def _load_openings(longest: int) -> tuple[re.Pattern[str], tuple[_Rule, ...]]:
    """Return the rules for lines of at least `longest` words: those that need nothing as one pattern, and the others.

    Most lines are prose: one look at all openings tells that none fits, and a rule that begins with any text is only
    tried where a line has a mark or word without which it cannot fit.
    """
    rules = [rule for rule in load_rules() if rule.longest >= longest]
    openings = "|".join(f"(?:{rule.pattern.pattern})" for rule in rules if not rule.needs)
    return re.compile(openings, re.IGNORECASE), tuple(rule for rule in rules if rule.needs)


@functools.lru_cache(maxsize=8192)
def find_rule(line: str) -> _Rule | None:
    """Return the rule that says what the line is, or None."""
    if len(line) > LONGEST_LINE:
        return None
    words = count_line_words(line)
    longest = min((n for n in LONGEST.values() if n >= words), default=0)
    if not longest:
        return None
    plain = line.replace("\xa0", " ").strip(" \t*_#•·|-–—")
    return next((rule for rule in _list_likely(line, plain, longest) if rule.pattern.fullmatch(plain)), None)


def _list_likely(line: str, plain: str, longest: int) -> list[_Rule]:
    """Return the rules to try on a line: all where an opening fits, else those whose needed word or mark it has."""
    openings, others = _load_openings(longest)
    if openings.fullmatch(plain):
        return [rule for rule in load_rules() if rule.longest >= longest]
    lower = line.lower()
    return [rule for rule in others if any(map(lower.__contains__, rule.needs))]


@functools.lru_cache(maxsize=8192)  # of a page each line is asked for twice, and menus come back
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
    if load_patterns().dateline.fullmatch(line):
        return "dateline", "dateline"
    rule = find_rule(line)
    if rule:
        return rule.kind, rule.reason
    return _recognise_credit(line) or _recognise_date(line) or recognise_site_talk(line)


def _recognise_credit(line: str) -> Mark | None:
    """Return whether a line names who wrote it, and nothing else: `By Ada Holt`, `Ada Holt, Ports Editor`."""
    words = count_line_words(line)
    if words <= CREDIT_WORDS and load_patterns().credit.fullmatch(line) and not SENTENCE_LIKE.match(line):
        return "credit", "credit"
    return ("credit", "author") if words <= AUTHOR_WORDS and load_patterns().author.fullmatch(line) else None


def is_letterhead(line: str) -> bool:
    """Return whether a line names no more than an office that sends a text.

    Examples
    --------
    >>> is_letterhead("Ministry of Ports of the Republic of Velmora"), is_letterhead("Ministry rejects the offer")
    (True, False)
    """
    patterns = load_patterns()
    pattern = patterns.capital_letterhead if line.isupper() else patterns.letterhead
    return not find_ending(line) and bool(pattern.fullmatch(line))


def _recognise_date(line: str) -> Mark | None:
    """Return whether a line is no more than dates, or names with a date and a clock time as a byline has them."""
    patterns = load_patterns()
    if patterns.clock_alone.fullmatch(line):
        return "date", "date"
    if not DIGIT.search(line):
        return None
    words = WORD.findall(line)
    if len(words) > DATE_WORDS or not patterns.dated.search(line):
        return None
    rest = [word for word in words if not patterns.date_word.fullmatch(word)]
    if len(rest) > CREDIT_WORDS:
        return None
    if not rest:
        return "date", "date"
    named = all(word[0].isupper() or word in ("by", "and", "for", "the") for word in rest)
    return ("credit", "credit") if named and (patterns.byline.match(line) or CLOCK.search(line)) else None


def normalise(line: str) -> str:
    """Return the line's words in lower case, so that two prints of a headline compare equal."""
    return " ".join(WORD.findall(line.lower().replace("’", "'")))
