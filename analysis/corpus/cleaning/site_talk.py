"""A line in, what a site or press office says in it to its reader out: a cookie notice, a player ..., or None."""

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis import paths
from analysis.corpus import lexicon_rows
from analysis.corpus.cleaning.lines import CLOSED
from analysis.corpus.word_classes import load_class

__all__ = ["recognise_site_talk"]

LONGEST = 30  # words; what a site says to its reader is short
LONGEST_LINE, LONGEST_LABEL = 250, 80  # characters
ENOUGH = 3  # of weight: two words of a site's business in an order to the reader, say
WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
QUOTED = re.compile(r"[“\"«‘]([^“”\"»’]*)[”\"»’]?")
QUOTED_WORDS = 2  # a site quotes the name of a button, an article quotes people: “Accept all”
LABEL_WORDS = 8  # a row of buttons or the label of one
SIGNS = ("reader", "self", "order")  # says you or our, names this page, begins with an order; each counts once


class _SiteWord(NamedTuple):
    """One row of site_words.csv: its words, what it is a sign of, its weight, and the reason that it gives."""

    words: tuple[str, ...]
    sign: str
    weight: int
    reason: str


FORM = lexicon_rows.Form(
    ("term", "sign", "weight", "reason"),
    key=("term", "sign"),
    numbers=("weight",),
    classes={"sign": ("site", *SIGNS, "prose", "control")},
)


def _make_site_word(row: lexicon_rows.Row) -> _SiteWord:
    """Return the site word of a row."""
    return _SiteWord(tuple(row["term"].split()), row["sign"], int(row["weight"]), row["reason"])


@functools.cache
def _load_site_words() -> dict[str, tuple[_SiteWord, ...]]:
    """Return the words of data/lexicons/en/site_words.csv by their first word, longer ones first."""
    by_first: dict[str, list[_SiteWord]] = {}
    for word in lexicon_rows.read_rows(paths.lexicon("site_words.csv"), FORM, _make_site_word):
        by_first.setdefault(word.words[0], []).append(word)
    return {first: tuple(sorted(found, key=lambda w: -len(w.words))) for first, found in by_first.items()}


def _find_site_words(words: Sequence[str]) -> Iterator[_SiteWord]:
    """Yield the site words of a line: at each place the longest; a single word that opens the line as an order."""
    polite = load_class("polite")  # may stand before an order
    begin = next((i for i, word in enumerate(words) if word not in polite), 0)
    lexicon, taken = _load_site_words(), 0
    for i in (i for i, word in enumerate(words) if word in lexicon):
        fitting = _list_fitting(words, i)
        orders = [found for found in fitting if found.sign == "order"] if i == begin else []
        yield from orders
        plain = [found for found in fitting if found.sign not in ("order", "control")]
        if i >= taken and plain and not (orders and plain[0].weight == 1):
            taken = i + len(plain[0].words)
            yield plain[0]


def _list_fitting(words: Sequence[str], i: int) -> list[_SiteWord]:
    """Return the site words that stand at a place, longer ones first: `sign up` and `sign` in `sign up here`."""
    rows = _load_site_words()[words[i]]
    return [found for found in rows if tuple(words[i : i + len(found.words)]) == found.words]


@functools.lru_cache(maxsize=8192)
def _weigh_site_words(line: str) -> tuple[int, str]:
    """Return the weight of a line's site words, and the reason that weighs most ("" where there is none)."""
    if len(line) > LONGEST_LINE:
        return 0, ""
    words = WORD.findall(line.lower().replace("’", "'"))
    if len(words) > LONGEST or _quotes_people(line):
        return 0, ""
    found = list(dict.fromkeys(_find_site_words(words)))
    reason, weight = _weigh_reasons(found)
    signs = {word.sign for word in found if word.sign in SIGNS}
    if not reason or (not signs and weight <= ENOUGH and all(word.weight < ENOUGH for word in found)):
        return 0, ""
    return weight + len(signs) + sum(word.weight for word in found if word.sign == "prose"), reason


def _quotes_people(line: str) -> bool:
    """Return whether a quotation is longer than the name of a button: `“We will sail,” Holt said`; not `“Accept”`."""
    return any(len(quoted.split()) > QUOTED_WORDS for quoted in QUOTED.findall(line))


def _weigh_reasons(found: Sequence[_SiteWord]) -> tuple[str, int]:
    """Return the reason that the words of a line give most weight to, and that weight; no reason, "" and 0."""
    business: Counter[str] = Counter()
    for word in found:
        if word.reason:
            business[word.reason] += word.weight
    return business.most_common(1)[0] if business else ("", 0)


def recognise_site_talk(line: str) -> tuple[str, str] | None:
    """Return kind and reason of a line in which a site speaks to its reader, or None.

    Examples
    --------
    >>> recognise_site_talk("Start your trial for €1 a week.")
    ('chrome', 'subscription prompt')
    >>> recognise_site_talk("The trial of the two captains begins in May.")
    """
    weight, reason = _weigh_site_words(line)
    if weight >= ENOUGH and reason:
        return "chrome", reason
    return ("chrome", "buttons") if _is_label(line) else None


def _is_label(line: str) -> bool:
    """Return whether all that an unclosed line names is what a page can be told to do: Previous image Next image."""
    if len(line) > LONGEST_LABEL or CLOSED.search(line):
        return False
    joining = load_class("joining")
    found = WORD.findall(line.lower().replace("’", "'"))
    words = [word for word in found if word not in joining and not word.isdigit()]
    if not 1 <= len(words) <= LABEL_WORDS:
        return False
    controls = [_find_control(word) for word in words]
    return all(controls) and (len(words) > 1 or bool(controls[0] and controls[0].weight))


def _find_control(word: str) -> _SiteWord | None:
    """Return the row that names a word as a button or its label; its weight says whether it is one alone."""
    return next((w for w in _load_site_words().get(word, ()) if w.sign == "control" and len(w.words) == 1), None)
