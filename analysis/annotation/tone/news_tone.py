"""Sentences and targets in, tone towards the target out, by the news lexicon: two weights a term, added up.

A term is a word or a phrase of two words. Its first weight says which way it speaks of the target (polarity), its
second how far it speaks against neutral (strength). Words count less the further they stand from the target, and a
negation before them turns them. benchmarks/tone.py learns the weights and measures them.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

import numpy as np

from analysis.annotation import lexicons
from analysis.annotation.tone.vader_words import NEGATIONS
from analysis.annotation.tone.valences import LARGEST, VADER_SCALE

__all__ = [
    "NAME",
    "SCOPE",
    "SENTENCE",
    "TARGET",
    "TOKEN",
    "TURNED",
    "average_fade",
    "balance",
    "list_fades",
    "list_features",
    "load_priors",
    "score_towards",
    "spell_token",
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
def load_priors() -> dict[str, dict[str, float]]:
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
    words = [TARGET if i == at else spell_token(token, i) for i, token in enumerate(tokens)]
    fades = list_fades(len(tokens), at)
    turns = _find_turns(tokens)
    yield SENTENCE, 1.0, SENTENCE
    for i, (word, fade, turn) in enumerate(zip(words, fades, turns, strict=True)):
        if word[0].islower():
            yield word, fade * turn, word
        if i != at and (rated := _rate_word(tokens[i].lower())):
            yield from _list_priors(rated, tokens[i].lower(), None if at is None else i - at, fade, turn)
        if i and word[0].isalpha() and words[i - 1][0].isalpha():
            phrase = f"{words[i - 1]} {word}"
            yield phrase, max(fades[i - 1], fade), phrase


def spell_token(token: str, place: int) -> str:
    """Return the token in lower case; NAME for one with a capital that does not begin the sentence."""
    return NAME if place and token[0].isupper() and token != "I" else token.lower()


def list_fades(n_tokens: int, at: int | None) -> list[float]:
    """Return how much each token counts, by its distance from the target at `at`; the mean over targets if None."""
    if at is not None:
        return [_fade(abs(i - at)) for i in range(n_tokens)]
    return [average_fade(n_tokens)] * n_tokens


@lru_cache(maxsize=10_000)
def _fade(distance: int) -> float:
    """Return how much a word counts so far from the target."""
    return math.exp(-distance / REACH)


@lru_cache(maxsize=10_000)
def average_fade(n_tokens: int) -> float:
    """Return how much a token counts on average, were each of so many in turn the target."""
    width = max(n_tokens, 1) / REACH
    return 2 / width * (1 - (1 - math.exp(-width)) / width)


def _find_turns(tokens: Sequence[str]) -> list[float]:
    """Return TURNED for each token that a negation shortly before it reaches, 1 for the others."""
    turns = [1.0] * len(tokens)
    for i, token in enumerate(tokens):
        if _negates(token):
            for reached in range(i + 1, min(i + 1 + SCOPE, len(tokens))):
                turns[reached] = TURNED
    return turns


@lru_cache(maxsize=50_000)
def _negates(token: str) -> bool:
    """Return whether a token is a negation."""
    return token.lower() in NEGATIONS or "n't" in token.lower()


@lru_cache(maxsize=50_000)
def _rate_word(word: str) -> tuple[tuple[str, float], ...]:
    """Return the other lexicons that rate a word, and how."""
    return tuple((name, valences[word]) for name, valences in load_priors().items() if valences.get(word))


def _list_priors(
    rated: Sequence[tuple[str, float]], word: str, distance: int | None, fade: float, turn: float
) -> Iterator[Feature]:
    """Yield what the other lexicons say of a word so far from the target."""
    for name, valence in rated:
        yield f"({name})", valence * fade * turn, word
        yield f"({name} size)", abs(valence) * fade, word
        if distance is not None and abs(distance) <= NEAR:
            yield f"({name} {'after' if distance > 0 else 'before'})", valence * turn, word


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
