"""Texts in, the sum of their words' valences out: AFINN's way, for any list of rated words and phrases."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np
import pandas as pd

from analysis.annotation import lexicons
from analysis.annotation.tone import token_column

__all__ = ["LARGEST", "VADER_SCALE", "explain_valences", "find_terms", "score_valences"]

PIECE = re.compile(r"\w+")
LARGEST = {"afinn": 5.0, "pattern": 1.0}  # the largest valence of each scale
VADER_SCALE, ALPHA = 4.0, 15.0  # brought to VADER's scale and squeezed by VADER's constant, so that scores compare


@cache
def _load_phrases(name: str) -> dict[str, tuple[tuple[str, float], ...]]:
    """Return the terms of a lexicon by their first word, the longest first."""
    phrases: dict[str, list[tuple[str, float]]] = {}
    for term, valence in lexicons.load_valences(name).items():
        phrases.setdefault(PIECE.findall(term)[0], []).append((term, valence))
    return {first: tuple(sorted(terms, key=lambda t: -len(t[0]))) for first, terms in phrases.items()}


@cache
def _load_pairs(name: str) -> frozenset[tuple[str, str]]:
    """Return the first two words of each phrase of a lexicon; a text without such a pair holds no phrase."""
    split = [PIECE.findall(term) for term in lexicons.load_valences(name) if not PIECE.fullmatch(term)]
    return frozenset((words[0], words[1]) for words in split)


def find_terms(text: str, phrases: Mapping[str, Sequence[tuple[str, float]]]) -> Iterator[tuple[str, float]]:
    """Yield the terms that a text holds, with their valences: from left to right, the longest at each place.

    Examples
    --------
    >>> list(find_terms("No fun: a FUN war", {"no": [("no fun", -3.0)], "fun": [("fun", 4.0)]}))
    [('no fun', -3.0), ('fun', 4.0)]
    """
    lower = " ".join(text.lower().split())
    reached = 0
    for piece in PIECE.finditer(lower):
        start = piece.start()
        for term, valence in phrases.get(piece.group(), ()) if start >= reached else ():
            end = start + len(term)
            if lower.startswith(term, start) and not lower[end : end + 1].replace("_", "a").isalnum():
                reached = end
                yield term, valence
                break


def explain_valences(texts: Sequence[str], name: str) -> pd.DataFrame:
    """Return what each word did to the score of its text.

    Parameters
    ----------
    texts : sequence of str, n_texts
    name : str
        afinn or pattern.

    Returns
    -------
    DataFrame
        The columns row (the text's place), term, value; the values of a text add up to its score, s / sqrt(s^2 + 15)
        of the summed valences s, on VADER's scale.
    """
    phrases, unit = _load_phrases(name), VADER_SCALE / LARGEST[name]
    found = [(row, term, value * unit) for row, text in enumerate(texts) for term, value in find_terms(text, phrases)]
    table = pd.DataFrame(found, columns=["row", "term", "value"]).astype({"row": int, "value": float})
    sums = np.bincount(table["row"], table["value"], minlength=len(texts))
    table["value"] *= (1 / np.sqrt(sums**2 + ALPHA))[table["row"]]
    return table.groupby(["row", "term"], as_index=False)[["value"]].sum()


def score_valences(texts: Sequence[str], name: str) -> np.ndarray:
    """Return the score of each text, in [-1, 1]: s / sqrt(s^2 + 15) of the summed valences s, on VADER's scale.

    Parameters
    ----------
    texts : sequence of str, n_texts
    name : str
        afinn or pattern.

    Notes
    -----
    No rule sees a negation: `not good` is as good as `good` unless the list rates the phrase. The sign for AFINN is
    that of the package afinn. Most of Pattern's words are adjectives, so plain news often scores 0.

    References
    ----------
    Nielsen, F. A. (2011). A new ANEW: evaluation of a word list for sentiment analysis in microblogs. arXiv:1103.2903.
    De Smedt, T. and Daelemans, W. (2012). Pattern for Python. Journal of Machine Learning Research 13: 2063-2067.
    """
    unit = VADER_SCALE / LARGEST[name]
    column = token_column.cut_column(texts, _cut_word)
    valences = np.array([lexicons.load_valences(name).get(token, 0.0) for token in column.tokens], dtype=float)
    sums = np.bincount(column.row, valences[column.token], minlength=len(texts))
    for row in _find_phrases(column, name):
        sums[row] = sum(valence for _, valence in find_terms(texts[row], _load_phrases(name)))
    return sums * unit / np.sqrt((sums * unit) ** 2 + ALPHA)


def _cut_word(word: str) -> list[str]:
    """Return the words, in lower case, of what stands between two spaces."""
    return PIECE.findall(word.lower())


def _find_phrases(column: token_column.TokenColumn, name: str) -> set[int]:
    """Return the texts that may hold a phrase of a lexicon."""
    pairs, (tokens, token, row) = _load_pairs(name), column
    may = [
        np.array([word in words for word in tokens], dtype=bool)[token] for words in map(set, zip(*pairs, strict=True))
    ]
    at = np.flatnonzero(may[0][:-1] & may[1][1:] & (row[:-1] == row[1:]))
    return {int(row[i]) for i in at if (tokens[token[i]], tokens[token[i + 1]]) in pairs}
