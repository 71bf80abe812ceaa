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
        Polarity and strength by term; by default data/lexicons/news_tone.csv.

    Returns
    -------
    list of float, n_sentences
        Positive less negative probability, in [-1, 1]; exactly 0 where neutral is the most probable of the three.
    """
    weights = lexicons.load_news() if weights is None else weights
    summed = [weigh_sentence(list_features(s, t), weights) for s, t in zip(sentences, targets, strict=True)]
    polarity, strength = np.array(summed, dtype=float).reshape(-1, 2).T
    return np.where(strength + np.abs(polarity) > 0, balance(polarity, strength), 0.0).tolist()


def _read_text(text: str) -> Iterator[tuple[str, float, float]]:
    """Yield what list_features makes of a text without a target, weighed: term, polarity and strength.

    Every word counts alike there, so that what a word weighs is looked up once and not made of its features anew.
    """
    weights, tokens = lexicons.load_news(), TOKEN.findall(text)
    fade = list_fades(len(tokens), None)[0] if tokens else 1.0
    polarity, strength, *_ = weights.get(SENTENCE, (0.0, 0.0))
    yield SENTENCE, polarity, strength
    before = ""
    for i, (token, turn) in enumerate(zip(tokens, _find_turns(tokens), strict=True)):
        lower, word = token.lower(), _spell(token, i)
        turning, lasting = _weigh_word(lower, word[0].islower())
        polarity, strength = (fade * (turn * turning[n] + lasting[n]) for n in (0, 1))
        if polarity or strength:
            yield lower, polarity, strength
        if before and word[0].isalpha() and (phrase := f"{before} {word}") in weights:
            yield phrase, fade * weights[phrase][0], fade * weights[phrase][1]
        before = word if word[0].isalpha() else ""


@lru_cache(maxsize=200_000)
def _weigh_word(word: str, own: bool) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return polarity and strength of a word that a negation turns, and those that it does not.

    Parameters
    ----------
    word : str
        In lower case.
    own : bool
        Whether it counts itself, as no name does, or only by what other lexicons say of it.
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


def score_news(texts: Sequence[str]) -> np.ndarray:
    """Return the tone of each text, towards nothing in particular: positive less negative probability, in [-1, 1]."""
    summed = np.zeros((len(texts), 2))
    for row, text in enumerate(texts):
        for _, polarity, strength in _read_text(text):
            summed[row] += polarity, strength
    return balance(*summed.T)


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
    found, strengths = [], np.zeros(len(texts))
    for row, text in enumerate(texts):
        for term, polarity, strength in _read_text(text):
            strengths[row] += strength
            if polarity:
                words = term.split()
                found += [(row, word, polarity / len(words)) for word in words]
    table = pd.DataFrame(found, columns=["row", "term", "value"]).astype({"row": int, "value": float})
    polarities = np.bincount(table["row"], table["value"], minlength=len(texts))
    scores = balance(polarities, strengths)
    table["value"] *= np.divide(scores, polarities, out=np.zeros(len(texts)), where=polarities != 0)[table["row"]]
    return table.groupby(["row", "term"], as_index=False)[["value"]].sum()
