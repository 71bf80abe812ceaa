"""How evenly a term is spread over the parts of a corpus: Gries' DP, its normalised form, range."""

import numpy as np
import pandas as pd
import scipy.sparse as sp
from numpy.typing import ArrayLike

from analysis.measures.terms.matrix import DocumentTermMatrix

__all__ = ["deviate_proportions", "measure_dispersion"]

TOGETHER = 1000  # terms that are computed together


def deviate_proportions(counts: sp.csr_matrix | ArrayLike, sizes: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return Gries' deviation of proportions of each term, and its normalised form.

    Parameters
    ----------
    counts : csr_matrix or array_like, shape (n_parts, n_terms)
    sizes : array_like, shape (n_parts,)
        Tokens of each part; parts without any are left out.

    Returns
    -------
    dp, dp_norm : array, shape (n_terms,)
        From 0 (as even as can be) to 1 (all in the smallest part, for dp_norm). NaN for a term that does not occur,
        and where there is but one part.

    Notes
    -----
    A term that occurs once is in one part, whatever its nature: for rare terms DP measures rarity. It depends on
    how the corpus is cut, so compare only values over the same parts.

    References
    ----------
    Gries (2008), Dispersions and adjusted frequencies in corpora, IJCL 13(4). Lijffijt and Gries (2012), IJCL 17(1):
    divide by 1 less the smallest part's share.

    Examples
    --------
    Three equal parts that hold two thirds, one third and none (Lijffijt and Gries 2012, table 1):

    >>> dp, dp_norm = deviate_proportions([[2], [1], [0]], [100, 100, 100])
    >>> dp.round(3).tolist(), dp_norm.round(3).tolist()
    ([0.333], [0.5])
    """
    sizes = np.asarray(sizes, dtype=float)
    used = np.flatnonzero(sizes > 0)
    expected = sizes[used] / sizes[used].sum()
    columns = sp.csc_matrix(counts)
    if len(used) < 2:
        return np.full(columns.shape[1], np.nan), np.full(columns.shape[1], np.nan)
    # of a large corpus what is computed beside the counts is several times as large as they are
    starts = range(0, max(1, columns.shape[1]), TOGETHER)
    dp = np.concatenate([_deviate_block(columns[:, at : at + TOGETHER][used], expected) for at in starts])
    return dp, dp / (1 - expected.min())


def _deviate_block(columns: sp.csc_matrix, expected: np.ndarray) -> np.ndarray:
    """Return the DP of some terms."""
    columns = columns.astype(float)
    columns.sum_duplicates()
    total = np.asarray(columns.sum(axis=0)).ravel()
    term = np.repeat(np.arange(columns.shape[1]), np.diff(columns.indptr))
    here = expected[columns.indices]
    with np.errstate(invalid="ignore"):
        present = np.bincount(term, np.abs(columns.data / total[term] - here), minlength=len(total))
        absent = 1 - np.bincount(term, here, minlength=len(total))  # parts that lack the term: |0 - expected|
        return np.where(total > 0, np.clip((present + absent) / 2, 0, 1), np.nan)


def measure_dispersion(matrix: DocumentTermMatrix) -> pd.DataFrame:
    """Measure how evenly each term is spread over the documents of the matrix.

    Parameters
    ----------
    matrix : DocumentTermMatrix
        Its documents are the parts.

    Returns
    -------
    DataFrame
        term, count, range (documents with the term), n_documents (those with words), dp, dp_norm.
    """
    sizes = matrix.documents["n_tokens"].to_numpy()
    dp, dp_norm = deviate_proportions(matrix.counts, sizes)
    return pd.DataFrame(
        {
            "term": matrix.terms,
            "count": np.asarray(matrix.counts.sum(axis=0)).ravel(),
            "range": np.bincount(matrix.counts.indices, minlength=len(matrix.terms)),
            "n_documents": int((sizes > 0).sum()),
            "dp": dp,
            "dp_norm": dp_norm,
        }
    )
