"""One tokenising pass over many texts into a sparse matrix: stretches between spaces first, then the terms in them."""

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import islice

import numpy as np
import scipy.sparse as sp

from analysis.annotation.stretches import split_stretches

__all__ = ["count_stretches", "find_terms"]

AT_ONCE = 20_000  # characters searched together, which bounds the memory
Numbers = defaultdict[str, int]


def count_stretches(texts: Sequence[str]) -> tuple[sp.csr_matrix, str]:
    """Count what stands between white space.

    Returns
    -------
    counts : csr_matrix of int32, shape (n_documents, n_stretches)
        A cell for each place where a stretch stands; those of one stretch in one document are to be added up.
    stretches : str
        Each on a line of its own, which holds them in less memory than a list does.
    """
    number, ends, stretches = split_stretches(texts)
    ones = np.ones(len(number), dtype=np.int32)
    counts = sp.csr_matrix((ones, number, ends), shape=(len(texts), len(stretches)))
    return counts, "\n".join([*stretches, ""])


def find_terms(
    stretches: str, pattern: re.Pattern[str], fold: Callable[[str], str] | None
) -> tuple[sp.csr_matrix, np.ndarray]:
    """Find the terms in each line.

    Returns
    -------
    found : csr_matrix of int32, shape (n_stretches, n_terms)
    terms : array of str, shape (n_terms,), sorted
    """
    search = re.compile(rf"(?:{pattern.pattern})|\n", pattern.flags).findall
    words, found = _number_new(), array("i")
    words["\n"]  # number 0: where a stretch ends
    start = 0
    while start < len(stretches):
        end = stretches.find("\n", start + AT_ONCE) + 1 or len(stretches)
        some = stretches[start:end]
        found.fromlist(list(map(words.__getitem__, search(some if fold else some.lower()))))
        start = end
    terms = _number_new()
    term_of_word = np.array([-1, *(terms[fold(w) if fold else w] for w in islice(words, 1, None))], dtype=np.int32)
    words.default_factory = terms.default_factory = None
    names = np.array(sorted(terms), dtype=object)
    rank = np.empty(len(names), dtype=np.int32)
    rank[[terms[name] for name in names]] = np.arange(len(names), dtype=np.int32)
    word = _as_numpy(found)
    ends = np.flatnonzero(word == 0)
    columns = rank[term_of_word[word[word > 0]]]
    starts = np.concatenate([[0], ends - np.arange(len(ends))]).astype(np.int32)
    return sp.csr_matrix((np.ones(len(columns), np.int32), columns, starts), shape=(len(ends), len(names))), names


def _number_new() -> Numbers:
    """Return a dict in which a key not met before takes the next number."""
    numbers: Numbers = defaultdict()
    numbers.default_factory = numbers.__len__  # a circle of references: set it to None when done, to free the memory
    return numbers


def _as_numpy(numbers: array) -> np.ndarray:
    """Return the numbers without copying them."""
    return np.frombuffer(numbers, dtype=np.int32) if numbers else np.empty(0, dtype=np.int32)
