"""The claims of two texts on one event -> which of one tell the same matter as which of the other."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

import numpy as np
import pandas as pd
import scipy.sparse as sp

from analysis import paths
from analysis.annotation import lexicons
from analysis.annotation.reuse.text_overlap import load_empty, stem_word
from analysis.corpus.word_classes import load_class
from analysis.corpus.words import WORD

__all__ = ["FEATURES", "LINKED", "align_claims", "describe_pairs", "score_claim_pairs"]

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
    table = pd.DataFrame(dict(zip(("claim", "other", "score"), score_claim_pairs(claims, others), strict=True)))
    return table.assign(linked=table["score"] >= LINKED)


def score_claim_pairs(claims: Sequence[str], others: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the first three columns of `align_claims` as arrays, for many pairs of texts."""
    base, weights = _load_weights()
    places, scored = [np.empty((2, 0), int)], [np.empty(0)]
    for start, features in describe_pairs(claims, others):
        scores = 1 / (1 + np.exp(-(base + features @ weights)))
        rows, columns = np.nonzero(scores >= LEAST)
        places.append(np.stack([rows + start, columns]))
        scored.append(scores[rows, columns])
    return *np.concatenate(places, axis=1), np.concatenate(scored)


@cache
def _load_weights() -> tuple[float, np.ndarray]:
    """Return the base and the weights of FEATURES in data/lexicons/en/link_weights.csv."""
    weights = lexicons.read_lexicon(paths.lexicon("link_weights.csv"), ("weight",))
    return weights["base"][0], np.array([weights[name][0] for name in FEATURES])


@cache
def _load_rarity() -> tuple[dict[str, float], float]:
    """Return the root of how rare each stem is in the news of the news lexicon, and that of a stem not there."""
    counted: Counter[str] = Counter()
    for term, (*_, n_sentences) in lexicons.load_news().items():
        if term.isalpha() and term.islower():
            counted[stem_word(term)] += int(n_sentences)
    most = max(counted.values())
    return {stem: float(np.log(most / n)) ** 0.5 for stem, n in counted.items()}, float(np.log(most)) ** 0.5


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
    texts = [*claims, *others]
    words = _list_content(texts)
    n = len(claims)
    length = np.log1p([len(own) for own in words])
    place = np.arange(n) / max(1, n - 1), np.arange(len(others)) / max(1, len(others) - 1)
    letters, rare, numbers = _vectorise_letters(words), _vectorise_stems(words), _vectorise_numbers(texts)
    sides = np.repeat([[1 / n, 0], [0, 1 / len(others)]], [n, len(others)], axis=0)
    means = letters @ (letters.T @ sides)  # of each text with all claims, and with all others
    of_own, of_others, overall = means[:n, 1], means[n:, 0], means[:n, 1].mean()
    letters_there, rare_there, numbers_there = (matrix[n:].T.tocsr() for matrix in (letters, rare, numbers))
    for start in range(0, n, BLOCK):
        own = slice(start, min(n, start + BLOCK))
        layers = (
            (letters[own] @ letters_there).toarray() + overall - of_others[None, :] - of_own[own, None],
            (rare[own] @ rare_there).toarray(),
            (numbers[own] @ numbers_there).toarray() > 0,
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
    # (1 + ln tf) (1 + ln((1 + n) / (1 + df))), each row over its length: TfidfTransformer(sublinear_tf=True) of
    # scikit-learn (Pedregosa et al. 2011, JMLR 12, 2825-2830), whose own takes longer to set up than to count.
    matrix = _build_matrix([Counter(chain.from_iterable(map(_cut_letters, own))) for own in words])
    n, n_columns = matrix.shape
    idf = 1 + np.log((1 + n) / (1 + np.bincount(matrix.indices, minlength=n_columns)))
    matrix.data = (1 + np.log(matrix.data)) * idf[matrix.indices]
    row = np.repeat(np.arange(n), np.diff(matrix.indptr))
    matrix.data /= np.sqrt(np.bincount(row, matrix.data**2, minlength=n))[row]
    return matrix


@lru_cache(20_000)
def _cut_letters(word: str) -> tuple[str, ...]:
    """Return the runs of 3 to 5 letters of a word with a space on either side: scikit-learn's analyser char_wb."""
    spaced = f" {word} "
    return tuple(spaced[at : at + size] for size in (3, 4, 5) for at in range(len(spaced) - size + 1))


def _vectorise_stems(words: Sequence[Sequence[str]]) -> sp.csr_matrix:
    """Return the root of how rare each stem is, a row a text, so that products sum what two texts share."""
    rarity, unknown = _load_rarity()
    return _build_matrix([{stem: rarity.get(stem, unknown) for stem in map(stem_word, own)} for own in words])


def _vectorise_numbers(texts: Sequence[str]) -> sp.csr_matrix:
    """Return which numbers stand in each text."""
    return _build_matrix([dict.fromkeys(NUMBER.findall(text), 1.0) for text in texts])


def _build_matrix(rows: Sequence[Mapping[str, float]]) -> sp.csr_matrix:
    """Return the rows as a sparse matrix."""
    column = {key: n for n, key in enumerate(dict.fromkeys(chain.from_iterable(rows)))}
    ends = np.cumsum([0, *map(len, rows)])
    indices = np.fromiter(map(column.__getitem__, chain.from_iterable(rows)), np.int32, ends[-1])
    values = np.fromiter(chain.from_iterable(row.values() for row in rows), float, ends[-1])
    return sp.csr_matrix((values, indices, ends.astype(np.int32)), shape=(len(rows), max(1, len(column))))
