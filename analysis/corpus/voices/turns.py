"""Lines that name their speaker first: headlines (`Roe: We are ready`) and the turns of a transcript."""

from collections import Counter
from typing import NamedTuple

from analysis.corpus.voices import words
from analysis.corpus.voices.phrases import load_words
from analysis.corpus.voices.records import Source
from analysis.corpus.voices.tokens import MARKS, Tokens

LONGEST_NAME = 6  # tokens before the colon


class Turn(NamedTuple):
    """Whose turn it is: the name, and the sentences (bounds, end excluded) that are theirs."""

    source: Source
    colon: int
    first: int
    last: int


def find_turns(tokens: Tokens) -> list[Turn]:
    """Return the turns of a text, none where a colon merely follows a heading."""
    capitals: Counter[str] = Counter()
    heads = [number for number, broken in enumerate(tokens.breaks) if broken]
    turns: list[Turn] = []
    transcript = is_transcript(tokens, heads)
    for number, following in zip(heads, [*heads[1:], len(tokens.bounds)], strict=True):
        lo, hi = tokens.bounds[number]
        if lo < hi and tokens.low[lo] in MARKS:
            lo += 1
        head = tokens.low[lo : min(hi, lo + LONGEST_NAME + 1)]
        colon = lo + head.index(":") if ":" in head else -1
        if colon > lo and not capitals:
            capitals.update(low for low, word in zip(tokens.low, tokens.word, strict=True) if word[0].isupper())
        if colon > lo and colon + 1 < hi and is_name(tokens, lo, colon, capitals, transcript):
            first = next((i for i in range(lo, colon) if tokens.low[i] in ("to", "on")), colon)  # `Roe to Doe: ...`
            turns.append(Turn(Source(lo, first, lo, first), colon, number, following if number else number + 1))
    return turns


def is_transcript(tokens: Tokens, heads: list[int]) -> bool:
    """Tell whether three paragraphs or more begin with two capitalised words and a colon."""
    found = 0
    for number in heads:
        lo, hi = tokens.bounds[number]
        head = tokens.low[lo : min(hi, lo + LONGEST_NAME + 1)]
        at = head.index(":") if ":" in head else 0
        found += at > 1 and all(w[0].isupper() for w in tokens.word[lo : lo + at])
    return found > 2


def is_name(tokens: Tokens, first: int, last: int, capitals: Counter[str], transcript: bool) -> bool:
    """Tell whether the tokens before a colon name one who speaks in this text."""
    word, low = tokens.word, tokens.low
    if any(low[i] in words.DAYS or word[i][0].isdigit() for i in range(first, last)):
        return False
    named = [i for i in range(first, last) if word[i][0].isalpha()]
    if not named or not all(word[i][0].isupper() or low[i] in ("to", "of", "on", "the") for i in named):
        return False
    spoken = low[last + 1] in MARKS if last + 1 < len(low) else False
    head = next((i for i in named if low[i] in ("to", "on")), named[-1] + 1) - 1
    if low[named[0]] in load_words("heading"):
        return False
    if transcript and len(named) > 1 and all(word[i][0].isupper() for i in named):
        return True
    return spoken or first == 0 or (capitals[low[head]] > 1 and (len(named) > 1 or word[head].isupper()))
