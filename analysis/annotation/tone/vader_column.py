"""Texts in, VADER's tokens out: end to end, each distinct one looked up once."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.annotation import lexicons
from analysis.annotation.tone.vader_words import BOOSTERS, NEGATIONS, PARTS, RULE_WORDS, strip_token

__all__ = ["NOWHERE", "Column", "neighbours", "split_column"]

END = "\0"  # stands between two texts while they are split
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
    """Return the tokens of the texts: split at white space, single characters dropped, punctuation stripped."""
    joined = f" {END} ".join(texts)
    if joined.count(END) != max(len(texts) - 1, 0):
        joined = f" {END} ".join(text.replace(END, " ") for text in texts)
    raw, spelled = pd.factorize(np.array([*joined.split()], dtype=object))
    known = RULE_WORDS.union(lexicons.load_vader())
    numbers: dict[str, int] = {"": NOWHERE, OTHER: 1, OTHER.upper(): 2}
    token = np.array([numbers.setdefault(_name_kind(word, known), len(numbers)) for word in spelled], dtype=np.intp)[
        raw
    ]
    row = np.cumsum(np.array([word == END for word in spelled], dtype=bool)[raw])
    kept = token != NOWHERE
    token, row = token[kept], row[kept]
    place = np.arange(len(row)) - np.searchsorted(row, np.arange(len(texts)))[row]
    return Column([*numbers], token, row, place, len(texts), _ask_words([*numbers]))


def _name_kind(spelled: str, known: Set[str]) -> str:
    """Return the token without its punctuation if a rule or the lexicon knows it; of others only capitals count."""
    word = strip_token(spelled)
    lower = word.lower()
    if not word or lower in known or "n't" in lower:
        return word
    return OTHER.upper() if word.isupper() else OTHER


def _ask_words(words: list[str]) -> dict[str, np.ndarray]:
    """Return what the rules ask of every distinct token; `never`, `so` and `part` are case-sensitive in NLTK."""
    lexicon = lexicons.load_vader()
    lower = [word.lower() for word in words]
    return {
        "valence": np.array([lexicon.get(word, 0.0) for word in lower]),
        "known": np.array([word in lexicon for word in lower]),
        "boost": np.array([BOOSTERS.get(word, 0.0) for word in lower]),
        "capital": np.array([word.isupper() for word in words]),
        "negation": np.array([word in NEGATIONS or "n't" in word for word in lower]),
        "never": np.array([word == "never" for word in words]),
        "so": np.array([word in ("so", "this") for word in words]),
        "least": np.array([word == "least" and word not in lexicon for word in lower]),
        "at": np.array([word in ("at", "very") for word in lower]),
        "but": np.array([word == "but" for word in lower]),
        "kind": np.array([word == "kind" for word in lower]),
        "of": np.array([word == "of" for word in lower]),
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
