"""Sentences and targets in, tone towards the target out, by the news lexicon: two weights a term, added up.

A term is a word or a phrase of two words. Its first weight says which way it speaks of the target (polarity), its
second how far it speaks against neutral (strength). Words count less the further they stand from the target, and a
negation before them turns them. benchmarks/tone.py learns the weights and measures them.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.annotation import lexicons
from analysis.annotation.tone.vader_words import NEGATIONS
from analysis.annotation.tone.valences import LARGEST, VADER_SCALE

__all__ = [
    "NAME",
    "SENTENCE",
    "TARGET",
    "TOKEN",
    "balance",
    "explain_news",
    "list_fades",
    "list_features",
    "score_news",
    "score_towards",
    "weigh_sentence",
]

TOKEN = re.compile(r"\w+(?:['.\-]\w+)*|[,;:\"()!?]|--")
TARGET, NAME = "TARGET", "NAME"  # in phrases: the target itself; a word with a capital inside the sentence
SENTENCE = "(sentence)"  # its strength is what any sentence begins with
REACH = 12  # words: at this distance from the target a word counts 1/e
NEAR = 8  # words: so near, other lexicons' valences count apart before and after the target
TURNED, SCOPE = -0.6, 3  # what a negation leaves of the words after it, and how many it reaches

Feature = tuple[str, float, str]  # its name, how much of it there is, and the term it is about


@cache
def _load_priors() -> dict[str, dict[str, float]]:
    """Return the words that other lexicons rate, all on VADER's scale."""
    rated = {name: lexicons.load_valences(name) for name in LARGEST}
    units = {name: VADER_SCALE / largest for name, largest in LARGEST.items()}
    scaled = {name: {word: value * units[name] for word, value in rated[name].items()} for name in rated}
    return {"vader": lexicons.load_vader(), **scaled}


def list_features(text: str, target: tuple[int, int] | None = None) -> Iterator[Feature]:
    """Yield the features of a sentence.

    Parameters
    ----------
    text : str
    target : tuple of int, optional
        Start and end of the target in the text; without it, every word counts as much as it would on average, were
        each in turn the target.

    Yields
    ------
    tuple of str, float, str
        A feature, how much of it, and the term it is about. Features are terms; of words that another lexicon rates
        also `(vader)`, the valence, `(vader size)`, its size, `(vader before)` and `(vader after)`, the valence near
        the target; and `(sentence)`.
    """
    start, end = target or (len(text), len(text))
    before, after = TOKEN.findall(text[:start]), TOKEN.findall(text[end:])
    tokens = [*before, TARGET, *after] if target else before
    at = len(before) if target else None
    words = [TARGET if i == at else _spell(token, i) for i, token in enumerate(tokens)]
    fades = list_fades(len(tokens), at)
    turns = _find_turns(tokens)
    yield SENTENCE, 1.0, SENTENCE
    for i, (word, fade, turn) in enumerate(zip(words, fades, turns, strict=True)):
        if word[0].islower():
            yield word, fade * turn, word
        if i != at:
            for feature, amount in _list_priors(tokens[i].lower(), None if at is None else i - at, fade, turn):
                yield feature, amount, tokens[i].lower()
        if i and word[0].isalpha() and words[i - 1][0].isalpha():
            yield f"{words[i - 1]} {word}", max(fades[i - 1], fade), f"{words[i - 1]} {word}"


def _spell(token: str, place: int) -> str:
    """Return the token in lower case; NAME for one with a capital that does not begin the sentence."""
    return NAME if place and token[0].isupper() and token != "I" else token.lower()


def list_fades(n_tokens: int, at: int | None) -> list[float]:
    """Return how much each token counts, by its distance from the target at `at`; the mean over targets if None."""
    if at is not None:
        return [math.exp(-abs(i - at) / REACH) for i in range(n_tokens)]
    width = max(n_tokens, 1) / REACH
    return [2 / width * (1 - (1 - math.exp(-width)) / width)] * n_tokens


def _find_turns(tokens: Sequence[str]) -> list[float]:
    """Return TURNED for each token that a negation shortly before it reaches, 1 for the others."""
    turns = [1.0] * len(tokens)
    for i, token in enumerate(tokens):
        if token.lower() in NEGATIONS or "n't" in token.lower():
            for reached in range(i + 1, min(i + 1 + SCOPE, len(tokens))):
                turns[reached] = TURNED
    return turns


def _list_priors(word: str, distance: int | None, fade: float, turn: float) -> Iterator[tuple[str, float]]:
    """Yield what the other lexicons say of a word so far from the target."""
    for name, valences in _load_priors().items():
        valence = valences.get(word, 0.0)
        if valence:
            yield f"({name})", valence * fade * turn
            yield f"({name} size)", abs(valence) * fade
            if distance is not None and abs(distance) <= NEAR:
                yield f"({name} {'after' if distance > 0 else 'before'})", valence * turn


def weigh_sentence(features: Iterator[Feature], weights: Mapping[str, Sequence[float]]) -> tuple[float, float]:
    """Return the summed polarity and strength of a sentence."""
    polarity = strength = 0.0
    for feature, amount, _ in features:
        if feature in weights:
            polarity += amount * weights[feature][0]
            strength += amount * weights[feature][1]
    return polarity, strength


def balance(polarity: np.ndarray, strength: np.ndarray) -> np.ndarray:
    """Return the probability of positive less that of negative, of three classes with the logits s + p, 0, s - p."""
    top = np.maximum(strength + np.abs(polarity), 0)
    positive, negative = np.exp(strength + polarity - top), np.exp(strength - polarity - top)
    return (positive - negative) / (positive + negative + np.exp(-top))


def score_towards(
    sentences: Sequence[str],
    targets: Sequence[tuple[int, int]],
    weights: Mapping[str, Sequence[float]] | None = None,
) -> list[float]:
    """Score the tone of sentences towards a target in each.

    Parameters
    ----------
    sentences : sequence of str, n_sentences
        With straight quotation marks (sentiment.score_towards sees to that).
    targets : sequence of (int, int), n_sentences
        Where the target stands in its sentence: start and end, end excluded.
    weights : mapping, optional
        Polarity and strength by term; by default data/lexicons/en/news_tone.csv.

    Returns
    -------
    list of float, n_sentences
        Positive less negative probability, in [-1, 1]; exactly 0 where neutral is the most probable of the three.
    """
    weights = lexicons.load_news() if weights is None else weights
    summed = [weigh_sentence(list_features(s, t), weights) for s, t in zip(sentences, targets, strict=True)]
    polarity, strength = np.array(summed, dtype=float).reshape(-1, 2).T
    return np.where(strength + np.abs(polarity) > 0, balance(polarity, strength), 0.0).tolist()


class _Weighed(NamedTuple):
    """The words and phrases of many texts, end to end: row of the text, term, polarity and strength of each."""

    row: np.ndarray
    term: np.ndarray
    polarity: np.ndarray
    strength: np.ndarray


def _weigh_texts(texts: Sequence[str]) -> _Weighed:
    """Weigh texts without a target: what list_features makes of each, every different word looked up once.

    Without a target all words of a text count alike, so that a word's weight is its own times what its text and a
    negation before it leave of it.
    """
    split = [TOKEN.findall(text) for text in texts]
    lengths = np.array([len(tokens) for tokens in split], dtype=np.intp)
    code: dict[str, int] = {}
    token = np.array([code.setdefault(word, len(code)) for tokens in split for word in tokens], dtype=np.intp)
    row = np.repeat(np.arange(len(split)), lengths)
    first = np.concatenate([[True], row[1:] != row[:-1]]) if len(row) else np.zeros(0, dtype=bool)
    fade = np.array([list_fades(n, None)[0] if n else 1.0 for n in lengths.tolist()])[row]
    known = list(code)
    lower = np.array([word.lower() for word in known], dtype=object)
    turning = {place: _look_up(known, place) for place in (0, 1)}
    turn = np.where(_find_turned(token, row, known), TURNED, 1.0)
    values = np.where(first[:, None], turning[0][0][token], turning[1][0][token]) * turn[:, None]
    values = (values + np.where(first[:, None], turning[0][1][token], turning[1][1][token])) * fade[:, None]
    phrases = _weigh_phrases(token, first, known)
    weights = lexicons.load_news().get(SENTENCE, (0.0, 0.0))
    every = np.arange(len(split))
    return _Weighed(
        np.concatenate([every, row, row[phrases[0]]]),
        np.concatenate([np.full(len(split), SENTENCE, dtype=object), lower[token], phrases[1]]),
        *(
            np.concatenate([np.full(len(split), weights[n]), values[:, n], phrases[2][:, n] * fade[phrases[0]]])
            for n in (0, 1)
        ),
    )


def _look_up(words: Sequence[str], place: int) -> tuple[np.ndarray, np.ndarray]:
    """Return polarity and strength of words that a negation turns, and those it does not: (n_words, 2) each.

    Parameters
    ----------
    words : sequence of str
        As written.
    place : int
        0 for words that begin their text, where a capital is no name.
    """
    own = [_spell(word, place)[0].islower() for word in words]
    pairs = [_weigh_word(word.lower(), counts) for word, counts in zip(words, own, strict=True)]
    return tuple(np.array([pair[n] for pair in pairs], dtype=float).reshape(-1, 2) for n in (0, 1))  # type: ignore[return-value]


@lru_cache(maxsize=200_000)
def _weigh_word(word: str, own: bool) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return what a word in lower case weighs: polarity and strength that a negation turns, and those it does not.

    A word counts itself where it is `own`, as no name is, and by what other lexicons say of it.
    """
    weights, turning, lasting = lexicons.load_news(), [0.0, 0.0], [0.0, 0.0]
    for n in (0, 1):
        if own and word in weights:
            turning[n] = weights[word][n]
        for name, valences in _load_priors().items():
            valence = valences.get(word, 0.0)
            turning[n] += valence * weights.get(f"({name})", (0.0, 0.0))[n]
            lasting[n] += abs(valence) * weights.get(f"({name} size)", (0.0, 0.0))[n]
    return (turning[0], turning[1]), (lasting[0], lasting[1])


def _find_turned(token: np.ndarray, row: np.ndarray, known: Sequence[str]) -> np.ndarray:
    """Return which tokens a negation shortly before them, in their text, reaches."""
    negates = np.array([word.lower() in NEGATIONS or "n't" in word.lower() for word in known], dtype=bool)[token]
    turned = np.zeros(len(token), dtype=bool)
    for distance in range(1, SCOPE + 1):
        turned[distance:] |= negates[:-distance] & (row[distance:] == row[:-distance])
    return turned


def _weigh_phrases(token: np.ndarray, first: np.ndarray, known: Sequence[str]) -> tuple[np.ndarray, ...]:
    """Return where phrases of two words end, the phrases, and their polarity and strength (n_phrases, 2)."""
    weights = lexicons.load_news()
    spelled = [[_spell(word, place) for word in known] for place in (0, 1)]
    at = np.flatnonzero(~first)
    pairs = np.stack([token[at - 1], token[at], first[at - 1]], axis=1) if len(at) else np.zeros((0, 3), dtype=np.intp)
    different, which = np.unique(pairs, axis=0, return_inverse=True)
    phrases = [f"{spelled[0 if begins else 1][a]} {spelled[1][b]}" for a, b, begins in different.tolist()]
    weight = [weights.get(phrase, (0.0, 0.0))[:2] for phrase in phrases]
    letters = np.array([phrase[0].isalpha() and phrase.split(" ")[1][0].isalpha() for phrase in phrases], dtype=bool)
    found = letters & np.array([phrase in weights for phrase in phrases], dtype=bool)
    which = which.reshape(-1)
    kept = found[which] if len(which) else np.zeros(0, dtype=bool)
    values = np.array(weight, dtype=float).reshape(-1, 2)
    return at[kept], np.array(phrases, dtype=object)[which[kept]], values[which[kept]]


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
    counts = weighed.polarity != 0
    table = pd.DataFrame({"row": weighed.row, "term": weighed.term, "value": weighed.polarity})[counts]
    words = table["term"].str.split(" ")
    table = table.assign(term=words, value=table["value"] / words.str.len()).explode("term", ignore_index=True)
    table = table.astype({"row": int, "term": str, "value": float})
    scale = np.divide(balance(polarities, strengths), polarities, out=np.zeros(len(texts)), where=polarities != 0)
    table["value"] *= scale[table["row"]]
    return table.groupby(["row", "term"], as_index=False)[["value"]].sum()
