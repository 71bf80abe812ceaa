"""Words and marks of a text with their offsets, sentence by sentence."""

import re
from collections.abc import Collection, Container, Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from analysis.annotation.english.records import Span

__all__ = ["MARKS", "TOKEN", "Tokens", "places_among", "tokenize"]

# A word keeps apostrophes, hyphens and full stops that stand inside it, and the one of a plural's possessive
# (`miners’ union`); every other mark is a token of its own.
# Inside a word may also stand what nobody sees (a soft hyphen). Curly marks read in the wrong encoding are marks still,
# whose first character is a letter and no part of the word before it: `ruinâ€` is `ruin` and a mark.
LETTERS = r"(?:[^\Wâ]++|â(?!€))++"
INNER = rf"(?:[’'‘ʼ.&/\-\u00ad\u200b-\u200d\u2010\u2011]{LETTERS})*+(?:(?<=s)[’'](?= \w))?"
TOKEN = re.compile(  # what most tokens are is tried first
    rf"[^\Wâ]++(?:â(?!€)[^\Wâ]*+)*+{INNER}|â€œ|â€\x9d|â€(?=[\s.,;:!?]|$)|{LETTERS}{INNER}|''|``|--+|[^\w\s]|\w"
)
BETWEEN = frozenset(" \t\r\n\"“”'`")
BROKEN = frozenset(("â€œ", "â€\x9d", "â€"))
MARKS = frozenset("\"“”„«»‘’'‚‹›「」『』") | {"''", "``"} | BROKEN
# Surnames that are also months or auxiliaries, what does not lead to one, and what follows none but a name.
NAMESAKES = frozenset("May March April June August Will Might".split())
FUNCTION = frozenset("in on of since until by from last next this early late mid through and to between the".split())
TOLD = frozenset("said says told added warned asked insisted replied called has had was is also".split())
HIDDEN = re.compile("[\u00ad\u200b-\u200d]")


class Tokens(NamedTuple):
    """The tokens of a text: parallel lists, and the bounds of each sentence in them."""

    text: str
    start: list[int]
    end: list[int]
    word: list[str]
    low: list[str]
    bounds: list[Span]  # of each sentence: its first token, and one past its last
    breaks: list[bool]  # of each sentence: whether it begins a paragraph


def places_among(tokens: Tokens, first: int, last: int, words: Container[str]) -> Iterator[int]:
    """Return the tokens from `first` to `last` (excluded) that are among the words, in lower case."""
    return compress(range(first, last), map(words.__contains__, tokens.low[first:last]))


def tokenize(text: str, spans: Sequence[Span]) -> Tokens:
    """Return the tokens of the sentences.

    Parameters
    ----------
    text : str
    spans : sequence of (start, end)
        Sentences in order, not overlapping; quotation marks that stand between two of them go with the second.

    Returns
    -------
    Tokens
    """
    found: list[Span] = []
    bounds: list[Span] = []
    breaks: list[bool] = []
    before = 0
    for start, end in spans:
        gap = text[before:start] if before <= start else ""
        breaks.append(not bounds or _parts_paragraphs(gap))
        first = len(found)
        if gap and BETWEEN.issuperset(gap):  # a mark that the sentence splitter left behind
            start = before
        found += [match.span() for match in TOKEN.finditer(text, start, end)]
        bounds.append((first, len(found)))
        before = end
    word = _without_hidden([text[a:b] for a, b in found], text)
    low = _spell_low(word, {first for first, _ in bounds})
    return Tokens(text, [a for a, _ in found], [b for _, b in found], word, low, bounds, breaks)


def _parts_paragraphs(gap: str) -> bool:
    """Return whether what stands between two sentences parts paragraphs: a line's end, or words of no sentence."""
    return "\n" in gap or "\r" in gap or bool(gap.strip())


def _without_hidden(words: list[str], text: str) -> list[str]:
    """Return the words of a text without what nobody sees in them: `Norrund`, with a soft hyphen or without."""
    return [HIDDEN.sub("", w) or w for w in words] if HIDDEN.search(text) else words


def _spell_low(word: Sequence[str], firsts: Collection[int]) -> list[str]:
    """Return the words in lower case; a name that is spelled like a function word keeps its capital."""
    low = [w.lower() for w in word]
    if NAMESAKES.isdisjoint(word):
        return low
    for i, w in enumerate(word):
        if w in NAMESAKES and (i not in firsts or low[i + 1 : i + 2] == ["said"]) and _names_somebody(word, low, i):
            low[i] = w
    return low


def _names_somebody(word: Sequence[str], low: Sequence[str], i: int) -> bool:
    """Return whether the word at i is a name though it is spelled like a function word.

    `Jane May said` and `May said` name somebody, `in May`, `May 3` and `May I` do not: a capital that no sentence
    calls for stands for a name where a name or title leads to it, or a verb of saying in the past follows.
    """
    if i and low[i - 1] in FUNCTION:
        return False
    return (i > 0 and word[i - 1][0].isupper()) or (i + 1 < len(low) and low[i + 1] in TOLD)
