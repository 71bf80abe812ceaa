"""The lines of one page in, their traits out: what each says of itself, and what stands around it."""

import functools
import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.cleaning import chrome
from analysis.corpus.cleaning.lines import WORD, count_line_words, find_ending
from analysis.corpus.word_classes import load_class, spell_class

__all__ = ["RUN_COST", "describe_line", "describe_lines", "find_densest_run", "read_line"]

LENGTHS = ((0, 0), (1, 1), (2, 2), (3, 4), (5, 7), (8, 11), (12, 19), (20, 39), (40, 79), (80, 10**9))
LENGTH_TRAITS = tuple((f"words {low} to {high}", low, high) for low, high in LENGTHS)
ADDRESS = re.compile(r"https?://|www\.|\S@\S|\.com\b")
HANDLE = re.compile(r"(?:^|\s)[@#]\w")
BAR = re.compile(r"[|»›•·]")
INNER_STOP = re.compile(r"[.?!][\"”’)]? +[A-Z“\"]")
JOINED = re.compile(r"[a-z][A-Z][a-z]")  # two links whose words ran together
YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d:\d\d")
RUN_COST = 12  # words of prose that one line of something else costs a run
NEAR = (1, 2, 4, 8, 16)
REASONS = (
    "navigation", "share buttons", "newsletter prompt", "log-in or sign-up form", "comment form", "copyright line",
    "site footer", "tags", "teasers of other stories", "caption", "credit", "date", "buttons", "standards note",
)  # fmt: skip
NO_REASON = dict.fromkeys((f"is {reason}" for reason in REASONS), False)


@functools.cache
def _find_comment() -> re.Pattern[str]:
    """Return the pattern of what stands over a comment: `Ada replied:`, `2 hours ago`."""
    ago = rf"\b\d+ {spell_class('age')}s? ago\b"
    return re.compile(rf"\b(?:says|said|wrote|replied):$|{ago}|\breply\b|permalink")


class _Reading(NamedTuple):
    """What one line is by its own words."""

    words: list[str]
    n_words: int
    ending: str
    mark: chrome.Mark | None
    closes: bool


def read_line(line: str) -> _Reading:
    """Return what a line is by its own words."""
    rule = chrome.find_rule(line)
    words = [word.lower() for word in WORD.findall(line)]
    return _Reading(
        words, count_line_words(line), find_ending(line), chrome.recognise(line), bool(rule and rule.closes)
    )


def describe_lines(lines: Sequence[str]) -> pd.DataFrame:
    """Describe each line of a page by numbers that tell prose from what surrounds it.

    Parameters
    ----------
    lines : sequence of str
        The non-empty lines of one page, in order.

    Returns
    -------
    DataFrame
        One row a line, one column a trait; all are numbers, most between 0 and 1.
    """
    readings = [read_line(line) for line in lines]
    twice = Counter(lines)
    own = [describe_line(line, reading, twice[line]) for line, reading in zip(lines, readings, strict=True)]
    repeated = np.array([twice[line] > 1 for line in lines])
    places = _describe_places(readings, repeated)
    traits = [
        pd.DataFrame(np.array([list(line.values()) for line in own], dtype=float), columns=list(own[0])),
        pd.DataFrame(np.column_stack(list(places.values())).astype(float), columns=list(places)),
    ]
    return pd.concat(traits, axis=1)


def describe_line(line: str, reading: _Reading, times: int) -> dict[str, float]:
    """Return the traits of a line by itself; `times` is how often it stands on the page."""
    mark = reading.mark
    return {
        **_describe_end(line, reading.n_words, reading.ending),
        **_describe_characters(line, reading.words, reading.n_words),
        **_describe_wording(line, reading.words),
        "stands elsewhere too": times > 1,
        "chrome": bool(mark and mark[0] == "chrome"),
        **NO_REASON,
        **({f"is {mark[1]}": True} if mark and mark[1] in REASONS else {}),
    }


def _describe_end(line: str, n_words: int, ending: str) -> dict[str, float]:
    """Return how long a line is, and how it ends."""
    return {
        **{trait: float(low <= n_words <= high) for trait, low, high in LENGTH_TRAITS},
        "log words": math.log1p(n_words),
        "ends with a full stop": ending in (".", "。"),
        "ends with ? or !": ending != "" and ending in "?!？！",
        "ends with a colon": ending != "" and ending in ":;",
        "ends with an ellipsis": ending == "…" or line.endswith("..."),
        "10 words, closed": n_words >= 10 and ending != "",
        "10 words, not closed": n_words >= 10 and ending == "",
    }


def _describe_characters(line: str, words: Sequence[str], n_words: int) -> dict[str, float]:
    """Return the shares of a line's words and characters by how they are written, and which marks are among them."""
    n = max(1, len(words))
    function = load_class("function")  # which sentences need and lists of links do without
    function_share = sum(map(function.__contains__, words)) / n
    return {
        "share of capitalised words": sum([word[0].isupper() for word in WORD.findall(line)]) / n,
        "share of function words": function_share,
        "share of function words, of 8 words": function_share * (n_words >= 8),
        "begins in lower case": line[:1].islower(),
        "all capitals": line.isupper(),
        "share of digits": sum(map(str.isdigit, line)) / max(1, len(line)),
        "address": bool(ADDRESS.search(line)),
        "handle or hashtag": bool(HANDLE.search(line)),
        "bar or bullet": bool(BAR.search(line)),
        "quotation marks": any(quote in line for quote in '“”"'),
        "commas": min(3, line.count(",")) / 3,
        "sentences inside": min(5, len(INNER_STOP.findall(line))) / 5,
    }


def _describe_wording(line: str, words: Sequence[str]) -> dict[str, float]:
    """Return whom a line speaks to or of, and when that was."""
    return {
        "speaks to the reader": not load_class("reader").isdisjoint(words),
        "personal pronouns": not load_class("pronoun").isdisjoint(words),
        "past tense": any((len(w) > 4 and w.endswith("ed")) or w in ("said", "was", "were") for w in words),
        "words run together": bool(JOINED.search(line)),
        "year or clock": bool(YEAR.search(line)),
    }


def _describe_places(readings: Sequence[_Reading], repeated: np.ndarray) -> dict[str, np.ndarray]:
    """Return the traits of the lines' places: the prose and the chrome around them, and the page's densest run."""
    n_words = np.array([r.n_words for r in readings], dtype=float)
    ended = np.array([r.ending != "" for r in readings], dtype=bool)
    marked = np.array([r.mark is not None for r in readings], dtype=bool)
    prose = (((n_words >= 9) & ended) | (n_words >= 22)) & ~marked & ~repeated
    return {
        "prose": prose,
        **_describe_run(readings, n_words, prose, marked),
        **_describe_shares(readings, n_words, prose),
        **_describe_gaps(prose, marked | repeated),
        **_describe_neighbours(readings, n_words, prose, marked),
    }


def find_densest_run(n_words: np.ndarray, prose: np.ndarray, marked: np.ndarray, cost: float) -> tuple[int, int]:
    """Return the run of lines with the most words of prose, each other line costing `cost` (Kadane's algorithm)."""
    worth = np.where(prose, np.minimum(n_words, 60), -cost * (1 + 2 * marked))
    best = total = 0.0
    start = begin = end = 0
    for i, value in enumerate(worth.tolist()):
        total += value
        if total > best:
            best, begin, end = total, start, i + 1
        if total < 0:
            total, start = 0.0, i + 1
    return begin, end


def _describe_run(
    readings: Sequence[_Reading], n_words: np.ndarray, prose: np.ndarray, marked: np.ndarray
) -> dict[str, np.ndarray]:
    """Return where the lines stand to the densest runs of prose, and the words they share with the tighter one."""
    at = np.arange(len(prose))
    traits: dict[str, np.ndarray] = {}
    for name, cost in (("wide run", RUN_COST / 2), ("tight run", RUN_COST)):
        begin, end = find_densest_run(n_words, prose, marked, cost)
        inside = (at >= begin) & (at < end)
        traits |= {
            f"in the {name}": inside,
            f"prose in the {name}": inside & prose,
            f"other in the {name}": inside & ~prose,
            f"marked in the {name}": inside & marked,
            f"after the {name}": at >= end,
            f"prose after the {name}": (at >= end) & prose,
            f"within 3 lines of the {name}": ~inside & (at >= begin - 3) & (at < end + 3),
            f"lines to the {name}": np.log1p(np.maximum(0, np.maximum(begin - at, at - end + 1))),
        }
    content = [{w for w in r.words if len(w) > 3} - load_class("function") for r in readings]
    counts = Counter(word for i in range(begin, end) for word in content[i])
    shared = [
        sum(counts[w] > (begin <= i < end) for w in words) / max(1, len(words)) for i, words in enumerate(content)
    ]
    return {**traits, "words shared": np.array(shared), "words shared, outside": np.array(shared) * ~inside}


def _describe_shares(readings: Sequence[_Reading], n_words: np.ndarray, prose: np.ndarray) -> dict[str, np.ndarray]:
    """Return how much of the page's prose stands before and after each line, and what has begun by then."""
    words = np.where(prose, n_words, 0.0)
    total = max(1.0, words.sum())
    before = (np.cumsum(words) - words) / total
    after = 1 - before - words / total
    headings = {
        "comment form": np.array([r.closes for r in readings]),
        "other stories": np.array([bool(r.mark and r.mark[1] == "teasers of other stories") for r in readings]),
    }
    typical = np.log1p(np.median(words[prose])) if prose.any() else np.log1p(10)
    return {
        "log prose words before": np.log1p(before * total),
        "log prose words after": np.log1p(np.maximum(0, after) * total),
        "prose on both sides": np.minimum(before, after) * 2,
        "no prose before": before == 0,
        "no prose after": after < 1e-9,
        "5% of prose before": before >= 0.05,
        **{f"{share}% of prose after": after >= share / 100 for share in (5, 20, 40)},
        **{f"after {name}": np.cumsum(here & (before > 0.4)) > 0 for name, here in headings.items()},
        "length against the page's prose": np.log1p(n_words) - typical,
        "log lines of the page": np.full(len(prose), np.log1p(len(prose))),
        "log prose lines of the page": np.full(len(prose), np.log1p(prose.sum())),
        "share of the page before": np.arange(len(prose)) / max(1, len(prose)),
    }


def _describe_gaps(prose: np.ndarray, chrome_here: np.ndarray) -> dict[str, np.ndarray]:
    """Return the traits of the gap between two lines of prose in which a line stands."""
    n = len(prose)
    at = np.arange(n)
    since = np.maximum.accumulate(np.where(prose, at, -1))
    previous = np.concatenate([[-1], since[:-1]])
    until = np.minimum.accumulate(np.where(prose, at, n)[::-1])[::-1]
    following = np.concatenate([until[1:], [n]])
    counted = np.concatenate([[0], np.cumsum(chrome_here)])
    length, in_gap = following - previous - 1, counted[following] - counted[previous + 1]
    within = (previous >= 0) & (following < n) & ~prose
    return {
        "lines since prose": np.log1p(np.minimum(at - previous, 99)),
        "lines until prose": np.log1p(np.minimum(following - at, 99)),
        "length of the gap": np.log1p(length) * ~prose,
        "gap without chrome": within & (in_gap == 0),
        "gap with chrome": within & (in_gap > 0),
        "share of chrome in the gap": in_gap / np.maximum(1, length) * ~prose,
        "chrome since prose": np.where(previous >= 0, np.minimum(3, counted[at] - counted[previous + 1]), 3) / 3,
        "chrome until prose": np.where(following < n, np.minimum(3, counted[following] - counted[at + 1]), 3) / 3,
    }


def _describe_neighbours(
    readings: Sequence[_Reading], n_words: np.ndarray, prose: np.ndarray, marked: np.ndarray
) -> dict[str, np.ndarray]:
    """Return means over the lines around, and the two next lines one by one."""
    log_words = np.log1p(n_words)
    traits: dict[str, np.ndarray] = {}
    comment = _find_comment()
    comments = np.array([bool(r.n_words < 15 and comment.search(" ".join(r.words))) for r in readings], dtype=float)
    for reach in NEAR:
        traits[f"prose within {reach}"] = _average_around(prose, reach)
        traits[f"marked within {reach}"] = _average_around(marked, reach)
        traits[f"log words within {reach}"] = _average_around(log_words, reach)
    traits["comment marks within 8"] = _average_around(comments, 8)
    for step in (-2, -1, 1, 2):
        traits[f"prose at {step:+d}"] = _shift(prose, step)
        traits[f"marked at {step:+d}"] = _shift(marked, step)
        traits[f"log words at {step:+d}"] = _shift(log_words, step)
        traits[f"nothing at {step:+d}"] = 1 - _shift(np.ones(len(prose)), step)
    return traits


def _average_around(values: np.ndarray, reach: int) -> np.ndarray:
    """Return the mean of the values up to `reach` places away, without the place itself."""
    total = np.concatenate([[0], np.cumsum(values, dtype=float)])
    at = np.arange(len(values))
    low, high = np.maximum(0, at - reach), np.minimum(len(values), at + reach + 1)
    return (total[high] - total[low] - values) / np.maximum(1, high - low - 1)


def _shift(values: np.ndarray, step: int) -> np.ndarray:
    """Return at each place the value `step` places on, 0 beyond the ends."""
    shifted = np.zeros(len(values))
    n = max(0, len(values) - abs(step))
    if step > 0:
        shifted[:n] = values[step : step + n]
    else:
        shifted[-step : -step + n] = values[:n]
    return shifted
