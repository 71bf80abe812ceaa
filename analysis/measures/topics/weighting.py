"""Counts to weights: which terms are kept, and what a count in a document is worth (tf-idf)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.measures.terms.matrix import DocumentTermMatrix

__all__ = ["BLOCK", "align_terms", "count_tokens", "weigh_documents", "weigh_matrix"]

Array = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
METHODS = ("nmf", "nmf-kl", "lda")
BLOCK = 4096  # documents weighted at a time, so that the matrix is in memory once more and not twice


def weigh_matrix(
    matrix: DocumentTermMatrix, method: str, min_documents: int | None
) -> tuple[sparse.csr_array, Indices, Array]:
    """Return the weighted documents, the columns kept and their terms' weights, as the method takes them."""
    if method not in METHODS:
        raise ValueError(f"method should be one of {', '.join(METHODS)}; found {method!r}")
    if min_documents is None:
        min_documents = int(np.clip(0.005 * matrix.counts.shape[0], 2, 10))
    kept = _keep_terms(matrix, min_documents)
    weight = np.ones(len(kept)) if method == "lda" else _weigh_terms(matrix.counts, kept)
    return weigh_documents(matrix.counts, kept, weight, plain=method == "lda"), kept, weight


def _keep_terms(matrix: DocumentTermMatrix, min_documents: int) -> Indices:
    """Return the columns of the terms found in at least `min_documents` documents; ValueError if none is."""
    kept = np.flatnonzero(np.bincount(matrix.counts.indices, minlength=matrix.counts.shape[1]) >= min_documents)
    if not len(kept):
        raise ValueError(
            f"no term is left: of {matrix.counts.shape[1]} in the matrix none is in {min_documents} or more of its "
            f"{matrix.counts.shape[0]} documents; lower min_documents, take shorter documents or fewer stop words"
        )
    return kept


def _weigh_terms(counts: Any, kept: Indices) -> Array:
    """Return idf(t)**2 of the kept terms, idf(t) = 1 + log((1 + n_documents) / (1 + documents with t))."""
    found_in = np.bincount(counts.indices, minlength=counts.shape[1])[kept]
    n_documents = int((np.diff(counts.indptr) > 0).sum())
    return (1 + np.log((1 + n_documents) / (1 + found_in))) ** 2


def weigh_documents(counts: Any, kept: Indices, weight: Array, plain: bool = False) -> sparse.csr_array:
    """Return (1 + log count) * weight, each document scaled to Euclidean length 1; or the plain counts.

    Parameters
    ----------
    counts : sparse (n_documents, n_terms)
    kept : ndarray of int (n_kept,)
        Ascending columns.
    weight : ndarray (n_kept,)
    plain : bool
        Leave the counts as they are.

    Returns
    -------
    csr_array (n_documents, n_kept)
    """
    counts = sparse.csr_array(counts)
    column = np.full(counts.shape[1], -1, dtype=np.int32)
    column[kept] = np.arange(len(kept), dtype=np.int32)
    size = int(np.bincount(counts.indices, minlength=counts.shape[1])[kept].sum())
    data, indices = np.empty(size), np.empty(size, dtype=np.int32)
    indptr = np.zeros(counts.shape[0] + 1, dtype=np.int64 if size > np.iinfo(np.int32).max else np.int32)
    for start in range(0, counts.shape[0], BLOCK):
        stop = min(start + BLOCK, counts.shape[0])
        entries = slice(counts.indptr[start], counts.indptr[stop])
        row = np.repeat(np.arange(stop - start), np.diff(counts.indptr[start : stop + 1]))
        here = column[counts.indices[entries]]
        inside = here >= 0
        row, here, count = row[inside], here[inside], counts.data[entries][inside].astype(np.float64)
        into = slice(indptr[start], indptr[start] + len(here))
        indptr[start + 1 : stop + 1] = indptr[start] + np.cumsum(np.bincount(row, minlength=stop - start))
        indices[into], data[into] = here, count if plain else _scale_rows((1 + np.log(count)) * weight[here], row)
    return sparse.csr_array((data, indices, indptr), shape=(counts.shape[0], len(kept)))


def _scale_rows(data: Array, row: Indices) -> Array:
    """Return the entries divided by the Euclidean length of their row."""
    return data / np.sqrt(np.bincount(row, weights=data**2))[row]


def align_terms(matrix: DocumentTermMatrix, terms: npt.NDArray[Any]) -> sparse.csr_array:
    """Return the counts (n_documents, len(terms)) of just these terms, in this order; 0 for terms not in the matrix."""
    column = pd.Series(np.arange(len(matrix.terms)), index=matrix.terms).reindex(terms).to_numpy()
    there = np.flatnonzero(~np.isnan(column))
    counts = sparse.coo_array(sparse.csr_array(matrix.counts)[:, column[there].astype(np.int64)])
    placed = sparse.coo_array((counts.data, (counts.row, there[counts.col])), (counts.shape[0], len(terms)))
    return sparse.csr_array(placed)


def count_tokens(documents: Sequence[Sequence[str]]) -> DocumentTermMatrix:
    """Return the matrix of documents given as lists of words; their ids are their positions."""
    terms = sorted({word for words in documents for word in words})
    column = {term: number for number, term in enumerate(terms)}
    rows = np.repeat(np.arange(len(documents)), [len(words) for words in documents])
    columns = np.array([column[word] for words in documents for word in words], dtype=np.int64)
    counts = sparse.csr_matrix((np.ones(len(rows), dtype=np.int64), (rows, columns)), (len(documents), len(terms)))
    table = pd.DataFrame({"doc_id": [str(number) for number in range(len(documents))]})
    return DocumentTermMatrix(counts, table, np.array(terms, dtype=object))
