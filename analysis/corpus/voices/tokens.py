"""Words and marks of a text with their offsets, sentence by sentence."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.corpus.voices.records import Span

# A word keeps apostrophes, hyphens and full stops that stand inside it, and the one of a plural's possessive
# (`miners’ union`); every other mark is a token of its own.
# Inside a word may also stand what nobody sees (a soft hyphen). Curly marks read in the wrong encoding are marks still.
TOKEN = re.compile(
    "â€œ|â€\x9d|â€(?=[\\s.,;:!?]|$)|"
    r"\w+(?:[’'‘ʼ.&/\-\u00ad\u200b-\u200d\u2010\u2011]\w+)*(?:(?<=s)[’'](?= \w))?|''|``|--+|[^\w\s]"
)
BETWEEN = frozenset(" \t\r\n\"“”'`")
BROKEN = frozenset(("â€œ", "â€\x9d", "â€"))
MARKS = frozenset("\"“”„«»‘’'‚‹›「」『』") | {"''", "``"} | BROKEN
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
        breaks.append(not bounds or "\n" in gap or "\r" in gap or bool(gap.strip()))
        first = len(found)
        if gap and all(mark in BETWEEN for mark in gap):  # a mark that the sentence splitter left behind
            start = before
        found += [match.span() for match in TOKEN.finditer(text, start, end)]
        bounds.append((first, len(found)))
        before = end
    word = [text[a:b] for a, b in found]
    if HIDDEN.search(text):
        word = [HIDDEN.sub("", w) or w for w in word]
    return Tokens(text, [a for a, _ in found], [b for _, b in found], word, [w.lower() for w in word], bounds, breaks)
