"""The claims of two texts on one event -> which of one tell the same matter as which of the other."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import pandas as pd
import scipy.sparse as sp

from analysis import paths
from analysis.annotation import lexicons
from analysis.annotation.reuse.text_overlap import load_empty, stem_word
from analysis.corpus.word_classes import load_class
from analysis.corpus.words import WORD

__all__ = ["FEATURES", "LINKED", "align_claims", "describe_pairs"]

FEATURES = ("letters", "rare words", "numbers", "distance", "length")
LINKED = 0.5  # from here on two claims are linked
LEAST = 0.01  # pairs below are not listed
BLOCK = 512  # claims of the first text compared at a time, so that memory grows with one text only
OFTEN = 0.2  # a name in so many of all claims is one of the parties
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def align_claims(claims: Sequence[str], others: Sequence[str]) -> pd.DataFrame:
    """Say which claims of two texts tell the same matter: many to many, none forced.

    Parameters
    ----------
    claims, others : sequence of str
        The sentences, or clauses, of either text, in order.

    Returns
    -------
    DataFrame
        claim, other (places in the two sequences), score in [0, 1], linked (bool: score at least LINKED); the pairs
        with a score of LEAST and more, in order. Without a row where either text is empty.

    Notes
    -----
    A logistic regression over FEATURES, learned by benchmarks/pairs.py from calls and meetings coded for this project:
    letters (the cosine of tf-idf weights of 3 to 5 letters within content words, less the means of both claims), rare
    words (the sum over shared stems of how rare they are in news), numbers (whether one stands in both), distance in
    the order of telling, length (of the shorter, log). Names of the parties and common words are left out. Do not
    believe a single link: see benchmarks/pairs.py for how many of them a coder shares. That nothing is linked says that
    the text leaves the matter out, not that it was not spoken of.

    Examples
    --------
    >>> one = ["They met on Monday.", "She offered to reopen the two grain harbours in spring."]
    >>> two = ["Grain could leave through two harbours again in spring, he was told.", "Dinner was served."]
    >>> align_claims(one, two).query("linked")[["claim", "other"]].values.tolist()
    [[1, 0]]
    """
    base, weights = _load_weights()
    found = []
    for start, features in describe_pairs(claims, others):
        scores = 1 / (1 + np.exp(-(base + features @ weights)))
        rows, columns = np.nonzero(scores >= LEAST)
        found.append(pd.DataFrame({"claim": rows + start, "other": columns, "score": scores[rows, columns]}))
    types = {"claim": int, "other": int, "score": float}
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(types))
    table = table.astype(types)
    return table.assign(linked=table["score"] >= LINKED)


@cache
def _load_weights() -> tuple[float, np.ndarray]:
    """Return the base and the weights of FEATURES in data/lexicons/en/link_weights.csv."""
    weights = lexicons.read_lexicon(paths.lexicon("link_weights.csv"), ("weight",))
    return weights["base"][0], np.array([weights[name][0] for name in FEATURES])


@cache
def _load_rarity() -> tuple[dict[str, float], float]:
    """Return how rare each stem is in the news that the news lexicon was learned from, and a stem that is not there."""
    counted: Counter[str] = Counter()
    for term, (*_, n_sentences) in lexicons.load_news().items():
        if term.isalpha() and term.islower():
            counted[stem_word(term)] += int(n_sentences)
    most = max(counted.values())
    return {stem: float(np.log(most / n)) for stem, n in counted.items()}, float(np.log(most))


def describe_pairs(claims: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, np.ndarray]]:
    """Yield the features of all pairs, a block of claims at a time.

    Yields
    ------
    start : int
        The place of the block's first claim.
    features : array, shape (n_claims_of_block, n_others, len(FEATURES))
    """
    if not claims or not others:
        return
    words = _list_content([*claims, *others])
    n = len(claims)
    letters, rare, numbers = _vectorise_letters(words), _vectorise_stems(words), _vectorise_numbers([*claims, *others])
    length = np.log1p([len(own) for own in words])
    means = letters[:n].mean(axis=0).A1, letters[n:].mean(axis=0).A1
    of_others, overall = letters[n:] @ means[0], float(means[0] @ means[1])
    place = np.arange(n) / max(1, n - 1), np.arange(len(others)) / max(1, len(others) - 1)
    for start in range(0, n, BLOCK):
        own = slice(start, min(n, start + BLOCK))
        near = (letters[own] @ letters[n:].T).toarray()
        near += overall - of_others[None, :] - (letters[own] @ means[1])[:, None]
        layers = (
            near,
            (rare[own] @ rare[n:].T).toarray(),
            ((numbers[own] @ numbers[n:].T) > 0).toarray().astype(float),
            np.abs(place[0][own, None] - place[1][None, :]),
            np.minimum(length[own, None], length[None, n:]),
        )
        yield start, np.stack(layers, axis=-1)


def _list_content(texts: Sequence[str]) -> list[list[str]]:
    """Return the content words of each text, without offices and the names of the parties."""
    empty = load_empty() | load_class("office")  # any account of a meeting has them
    split = [WORD.findall(text) for text in texts]
    named = Counter(name for words in split for name in {word.lower() for word in words[1:] if word[0].isupper()})
    parties = {name for name, n in named.items() if n > OFTEN * len(texts)}
    return [[w for w in (word.lower() for word in words) if w not in empty and w not in parties] for words in split]


def _vectorise_letters(words: Sequence[Sequence[str]]) -> sp.csr_matrix:
    """Return tf-idf weights of the runs of 3 to 5 letters in the words, a row a text; of length 1, or 0 without."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # takes seconds to load: only where there are pairs

    vectoriser = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    try:
        return sp.csr_matrix(vectoriser.fit_transform([" ".join(own) for own in words]))
    except ValueError:  # no text has a word
        return sp.csr_matrix((len(words), 1))


def _vectorise_stems(words: Sequence[Sequence[str]]) -> sp.csr_matrix:
    """Return the root of how rare each stem is, a row a text, so that products sum what two texts share."""
    rarity, unknown = _load_rarity()
    return _build_matrix([{stem: rarity.get(stem, unknown) ** 0.5 for stem in map(stem_word, own)} for own in words])


def _vectorise_numbers(texts: Sequence[str]) -> sp.csr_matrix:
    """Return which numbers stand in each text."""
    return _build_matrix([dict.fromkeys(NUMBER.findall(text), 1.0) for text in texts])


def _build_matrix(rows: Sequence[dict[str, float]]) -> sp.csr_matrix:
    """Return the rows as a sparse matrix."""
    column: dict[str, int] = {}
    cells = [
        (i, column.setdefault(key, len(column)), value) for i, row in enumerate(rows) for key, value in row.items()
    ]
    shape = (len(rows), max(1, len(column)))
    if not cells:
        return sp.csr_matrix(shape)
    i, j, values = zip(*cells, strict=True)
    return sp.csr_matrix((values, (i, j)), shape=shape)
