"""Texts in, VADER's tokens out: end to end, each distinct one looked up once."""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.annotation import lexicons
from analysis.annotation.stretches import split_stretches
from analysis.annotation.tone.marks import even_words
from analysis.annotation.tone.vader_words import BOOSTERS, NEGATIONS, PARTS, RULE_WORDS, strip_marks, strip_token

__all__ = ["NOWHERE", "Column", "neighbours", "split_column"]

OTHER = "a"  # stands for any word that no rule asks for; as a single letter it is never a token itself
NOWHERE = 0  # the number of the token before the first and after the last of a text


@dataclass(frozen=True, eq=False)
class Column:
    """The tokens of a column of texts, end to end.

    `words` (n_distinct) are the distinct tokens that matter; `token`, `row` and `place` (n_tokens) say which of them
    stands in whose text, and where; every array of `is_a` (n_distinct) is what the rules ask of a distinct token.
    """

    words: list[str]
    token: np.ndarray
    row: np.ndarray
    place: np.ndarray
    n_rows: int
    is_a: Mapping[str, np.ndarray]


def split_column(texts: Sequence[str]) -> Column:
    """Return the tokens of the texts: split at white space, evened out, single characters dropped, marks stripped."""
    stretch, ends, stretches = split_stretches(texts)
    tokens, start, n_in = _cut_tokens(stretches)
    words, found = _number_tokens(tokens)
    n_there = n_in[stretch]
    before = np.cumsum(n_there) - n_there
    token = found[np.repeat(start[stretch] - before, n_there) + np.arange(n_there.sum())]
    row = np.repeat(np.repeat(np.arange(len(texts)), np.diff(ends)), n_there)
    place = np.arange(len(row)) - np.searchsorted(row, np.arange(len(texts)))[row]
    return Column(words, token, row, place, len(texts), _ask_words(words))


def _cut_tokens(stretches: Sequence[str]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return the tokens in the stretches, where those of each stretch begin, and how many it has."""
    tokens, odd, marks = [], [], string.punctuation
    for stretch in stretches:
        bare = stretch.strip(marks)
        if bare.isalnum() and "--" not in stretch:  # as most are: nothing in it to even out
            tokens.append(stretch if bare == stretch else strip_marks(stretch, bare))
        else:
            odd.append(len(tokens))
            tokens.append("")
    start, n_in = np.arange(len(tokens)), np.where(np.fromiter(map(len, tokens), np.intp) > 1, 1, 0)
    evened = even_words("\n".join([stretches[number] for number in odd])).replace("\0", " ")
    for number, line in zip(odd, evened.split("\n"), strict=False):
        inside = [token for token in map(strip_token, line.split()) if token]
        start[number], n_in[number] = len(tokens), len(inside)
        tokens += inside
    return tokens, start, n_in


def _number_tokens(tokens: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """Return the distinct tokens that matter, and which of them each token is.

    A token keeps its spelling if a rule or the lexicon knows it; of others only capitals count.
    """
    known, numbers = _know_words(), {"": NOWHERE, OTHER: 1, OTHER.upper(): 2}
    found = [
        numbers.setdefault(token, len(numbers))
        if (lower := token.lower()) in known or "n't" in lower
        else 1 + token.isupper()
        for token in tokens
    ]
    return [*numbers], np.array(found, dtype=np.intp)


@cache
def _know_words() -> dict[str, int]:
    """Return a number for each word of the rules and the lexicon."""
    return {word: number for number, word in enumerate(sorted(RULE_WORDS.union(lexicons.load_vader())))}


def _ask_words(words: list[str]) -> dict[str, np.ndarray]:
    """Return what the rules ask of every distinct token; `never`, `so` and `part` are case-sensitive in NLTK."""
    known = _know_words()
    lower = [word.lower() for word in words]
    which = np.array([known.get(word, -1) for word in lower])
    exact = np.array([small == word for small, word in zip(lower, words, strict=True)])
    is_a = {name: answers[which] for name, answers in _ask_known().items()}
    return is_a | {
        "negation": is_a["negation"] | np.array(["n't" in word for word in lower]),
        "capital": np.array([word.isupper() for word in words]),
        "never": is_a["never"] & exact,
        "so": is_a["so"] & exact,
        "part": is_a["part"] * exact,
    }


@cache
def _ask_known() -> dict[str, np.ndarray]:
    """Return what the rules ask of each known word in small letters, and, at the end, of any other."""
    lexicon, words = lexicons.load_vader(), [*_know_words(), ""]
    return {
        "valence": np.array([lexicon.get(word, 0.0) for word in words]),
        "known": np.array([word in lexicon for word in words]),
        "boost": np.array([BOOSTERS.get(word, 0.0) for word in words]),
        "negation": np.array([word in NEGATIONS for word in words]),
        "never": np.array([word == "never" for word in words]),
        "so": np.array([word in ("so", "this") for word in words]),
        "least": np.array([word == "least" and word not in lexicon for word in words]),
        "at": np.array([word in ("at", "very") for word in words]),
        "but": np.array([word == "but" for word in words]),
        "kind": np.array([word == "kind" for word in words]),
        "of": np.array([word == "of" for word in words]),
        "part": np.array([PARTS.get(word, 0) for word in words]),
    }


def neighbours(column: Column, at: np.ndarray, reach: range) -> dict[int, np.ndarray]:
    """Return, for each distance, the tokens that far from the tokens at `at`; NOWHERE beyond the text's ends."""
    found = {}
    for distance in reach:
        there = np.clip(at + distance, 0, len(column.token) - 1)
        same = column.place[there] - column.place[at] == distance
        found[distance] = np.where(same & (column.row[there] == column.row[at]), column.token[there], NOWHERE)
    return found
