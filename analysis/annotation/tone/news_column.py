"""Texts in, their tone by the news lexicon out, towards nothing in particular: each token looked up once."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.annotation import lexicons
from analysis.annotation.tone.news_tone import (
    SCOPE,
    SENTENCE,
    TOKEN,
    TURNED,
    average_fade,
    balance,
    load_priors,
    spell_token,
)
from analysis.annotation.tone.token_column import TokenColumn, cut_column
from analysis.annotation.tone.vader_words import NEGATIONS

__all__ = ["explain_news", "score_news"]


class _Weighed(NamedTuple):
    """Tokens of texts, where phrases of two end among them, and row, polarity and strength of what counts.

    What counts are the texts as such, then the tokens, then the phrases.
    """

    column: TokenColumn
    first: np.ndarray  # which tokens begin their text
    at: np.ndarray
    row: np.ndarray
    polarity: np.ndarray
    strength: np.ndarray


def _weigh_texts(texts: Sequence[str]) -> _Weighed:
    """Weigh texts without a target: what news_tone.list_features makes of each, every different word looked up once.

    Without a target all words of a text count alike, so that a word's weight is its own times what its text and a
    negation before it leave of it.
    """
    column = cut_column(texts, TOKEN.findall)
    tokens, token, row = column
    first = np.diff(row, prepend=-1) > 0
    fade = np.array([average_fade(n) for n in np.bincount(row, minlength=len(texts)).tolist()])
    known = np.array([*map(_look_up, tokens)], dtype=float).reshape(-1, 10)
    own, named, lasting = known[token, 0:2], known[token, 2:4], known[token, 4:6]
    turn = np.where(_find_turned(known[token, 6] > 0, row), TURNED, 1.0)
    values = np.where(first[:, None], own, named) * turn[:, None] + lasting
    at, weights = _weigh_phrases(np.where(first, known[token, 7], known[token, 8]), known[token, 9], first)
    sentence = lexicons.load_news().get(SENTENCE, (0.0, 0.0))[:2]
    summed = [np.tile(sentence, (len(texts), 1)), values * fade[row, None], weights * fade[row[at], None]]
    return _Weighed(column, first, at, np.concatenate([np.arange(len(texts)), row, row[at]]), *np.concatenate(summed).T)


@lru_cache(maxsize=50_000)
def _look_up(token: str) -> tuple[float, ...]:
    """Return what a token weighs, polarity and strength each, and its part in phrases: ten numbers.

    What a negation turns, where it begins its text and where not; what none turns; whether it is one; its number among
    the first words of phrases, where it begins its text and where not, and among the second ones. A word counts itself
    where it is no name, and by what other lexicons say of it.
    """
    word, inside, weights = token.lower(), spell_token(token, 1), lexicons.load_news()
    turning = [[weights.get(way, (0.0, 0.0))[n] if way[0].islower() else 0.0 for n in (0, 1)] for way in (word, inside)]
    lasting = [0.0, 0.0]
    for name, valences in load_priors().items():
        if valence := valences.get(word, 0.0):
            for n in (0, 1):
                turning[0][n] += valence * weights.get(f"({name})", (0.0, 0.0))[n]
                turning[1][n] += valence * weights.get(f"({name})", (0.0, 0.0))[n]
                lasting[n] += abs(valence) * weights.get(f"({name} size)", (0.0, 0.0))[n]
    begins, ends = _number_phrases()[:2]
    negates = word in NEGATIONS or "n't" in word
    places = (begins.get(word, -1), begins.get(inside, -1), ends.get(inside, -1))
    return (*turning[0], *turning[1], *lasting, negates, *places)


@cache
def _number_phrases() -> tuple[dict[str, int], dict[str, int], np.ndarray, np.ndarray]:
    """Return the numbers of first and of second words of phrases, those of phrases in order, and their weights."""
    split = [(term.split(" "), weight[:2]) for term, weight in lexicons.load_news().items()]
    phrases = {(w[0], w[1]): weight for w, weight in split if len(w) == 2 and all(word[:1].isalpha() for word in w)}
    begins = {word: n for n, word in enumerate(sorted({one for one, _ in phrases}))}
    ends = {word: n for n, word in enumerate(sorted({other for _, other in phrases}))}
    numbered = sorted((begins[one] * len(ends) + ends[other], weight) for (one, other), weight in phrases.items())
    return begins, ends, np.array([n for n, _ in numbered]), np.array([weight for _, weight in numbered])


def _find_turned(negates: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Return which tokens a negation shortly before them, in their text, reaches."""
    turned = np.zeros(len(row), dtype=bool)
    for distance in range(1, SCOPE + 1):
        turned[distance:] |= negates[:-distance] & (row[distance:] == row[:-distance])
    return turned


def _weigh_phrases(begins: np.ndarray, ends: np.ndarray, first: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where phrases of two words end, and their polarity and strength (n_phrases, 2)."""
    _, seconds, numbers, weights = _number_phrases()
    at = np.flatnonzero((begins[:-1] >= 0) & (ends[1:] >= 0) & ~first[1:]) + 1
    number = begins[at - 1] * len(seconds) + ends[at]
    place = np.minimum(np.searchsorted(numbers, number), len(numbers) - 1)
    found = numbers[place] == number
    return at[found], weights[place[found]]


def _sum_rows(weighed: _Weighed, n_texts: int) -> list[np.ndarray]:
    """Return polarity and strength of each text."""
    return [np.bincount(weighed.row, part, minlength=n_texts) for part in (weighed.polarity, weighed.strength)]


def score_news(texts: Sequence[str]) -> np.ndarray:
    """Return the tone of each text, towards nothing in particular: positive less negative probability, in [-1, 1]."""
    return balance(*_sum_rows(_weigh_texts(texts), len(texts)))


def explain_news(texts: Sequence[str]) -> pd.DataFrame:
    """Return what each term did to the tone of its text.

    Parameters
    ----------
    texts : sequence of str, n_texts

    Returns
    -------
    DataFrame
        The columns row (the text's place), term, value: a word's part of the polarity, with what other lexicons say of
        it and its part of phrases, scaled so that the values of a text add up to its score. A phrase's weight goes to
        its words in equal parts, so that the table does not give away the order of the words.
    """
    weighed = _weigh_texts(texts)
    polarities, strengths = _sum_rows(weighed, len(texts))
    terms, term = _name_terms(weighed, len(texts))
    scale = np.divide(balance(polarities, strengths), polarities, out=np.zeros(len(texts)), where=polarities != 0)
    n_phrases = len(weighed.at)
    parts = np.repeat([1, 2], [len(weighed.row) - n_phrases, n_phrases])  # a phrase is two words
    table = pd.DataFrame({"row": weighed.row, "value": weighed.polarity / parts})
    table = table.loc[table.index.repeat(parts)].assign(term=term)
    table = table[table["value"] != 0]
    table["value"] *= scale[table["row"]]
    summed = table.groupby(["row", "term"], as_index=False)[["value"]].sum()
    return summed.assign(term=pd.Series(terms, dtype=str).take(summed["term"].to_numpy()).array)


def _name_terms(weighed: _Weighed, n_texts: int) -> tuple[list[str], np.ndarray]:
    """Return the terms in order, and which of them what counts is of, both words of a phrase."""
    (tokens, token, _), first, at, *_ = weighed
    spelled = [[word.lower() for word in tokens], [spell_token(word, 1) for word in tokens]]
    terms = sorted({SENTENCE, *spelled[0], *spelled[1]})
    number = {term: n for n, term in enumerate(terms)}
    own, inside = (np.array([number[word] for word in words], dtype=np.intp)[token] for words in spelled)
    inside = np.where(first, own, inside)
    phrases = np.column_stack([inside[at - 1], inside[at]]).reshape(-1)
    return terms, np.concatenate([np.full(n_texts, number[SENTENCE]), own, phrases])
