"""Non-negative factorisation of a sparse matrix: a start from singular vectors, then block updates (HALS)."""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment
from scipy.sparse.linalg import LinearOperator, eigsh

from analysis.measures.inference.limits import TOPIC_ROUGH

__all__ = [
    "PART",
    "factorize",
    "find_singular_vectors",
    "fold_in",
    "match_rows",
    "project",
    "split_documents",
    "start_factors",
]

Array = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
TINY = 1e-12
FLOOR = 1e-6  # in place of zeros in a start, which updates could not leave
N_PARTS, MOST_PARTS = 5, 6  # parts of the documents that a start is agreed on
PART = 2000  # documents of a part from which on there is another


def factorize(
    values: Any, n_topics: int, seed: int = 0, max_iterations: int = 200, tolerance: float | None = None
) -> tuple[Array, Array, int]:
    """Find W >= 0 and H >= 0 that minimise ||values - W H||² (Frobenius).

    Parameters
    ----------
    values : sparse array (n_documents, n_terms)
        Not negative.
    n_topics : int
        At most the smaller side of `values`.
    seed : int
        Of the vector that the search for singular vectors starts from; unless two of these are equally strong, every
        seed ends at the same factors up to rounding.
    max_iterations : int
        Rounds of updates of both factors at the latest.
    tolerance : float
        Stop when a round lowers the squared error by less than this part of it; by default 1e-6, and 3e-6 of more
        than TOPIC_ROUGH documents.

    Returns
    -------
    loadings : ndarray (n_documents, n_topics)
    topic_term : ndarray (n_topics, n_terms)
    n_iterations : int

    Notes
    -----
    The error has many local minima; this finds one that parts of the documents agree on. More than TOPIC_ROUGH
    documents are factorised in single precision. Memory beyond `values` is some
    five times (n_documents + n_terms) * n_topics numbers: `values` is never made dense, and copied in single precision
    alone.

    References
    ----------
    Cichocki and Phan (2009), Fast local algorithms for large scale nonnegative matrix and tensor factorizations, IEICE
    Transactions E92-A(3), algorithm 2 (HALS). Gillis and Glineur (2012), Neural Computation 24(4). Boutsidis and
    Gallopoulos (2008), Pattern Recognition 41(4) (the start).

    Examples
    --------
    >>> from scipy import sparse
    >>> loadings, topic_term, _ = factorize(sparse.csr_array([[2.0, 0, 0], [4, 0, 0], [0, 3, 3]]), 2)
    >>> (loadings @ topic_term).round(3).tolist()
    [[2.0, 0.0, 0.0], [4.0, 0.0, 0.0], [0.0, 3.0, 3.0]]
    """
    rough = values.shape[0] > TOPIC_ROUGH
    if tolerance is None:
        tolerance = 3e-6 if rough else 1e-6
    values = values.astype("float32" if rough else np.float64, copy=False)
    loadings, topic_term = (each.astype(values.dtype) for each in _agree_on_start(values, n_topics, seed))
    n_iterations = _descend(values, loadings, topic_term, max_iterations, tolerance)
    return loadings.T.astype(np.float64), topic_term.astype(np.float64), n_iterations


def _descend(values: Any, loadings: Array, topic_term: Array, max_iterations: int, tolerance: float) -> int:
    """Lower the squared error by rounds of updates of W' and H, in place; return the number of rounds."""
    squares, before, n_iterations = _dot(values.data, values.data), np.inf, 0
    for n_iterations in range(1, max_iterations + 1):  # noqa: B007 (it is returned)
        _update_rows(loadings, topic_term @ topic_term.T, np.ascontiguousarray((values @ topic_term.T).T))
        gram, target = loadings @ loadings.T, np.ascontiguousarray((values.T @ loadings.T).T)
        _update_rows(topic_term, gram, target)
        # ||V - WH||² = ||V||² - 2 <W'V, H> + <W'W, HH'>, all of it at hand
        error = squares - 2 * _dot(target, topic_term) + _dot(gram, topic_term @ topic_term.T)
        if before - error <= tolerance * max(error, TINY * squares):
            break
        before = error
    return n_iterations


def _dot(one: Array, two: Array) -> float:
    """Return the sum of products, in double precision: the error is the small difference of such sums."""
    return float(np.vdot(one.astype(np.float64, copy=False), two.astype(np.float64, copy=False)))


def _agree_on_start(values: Any, n_topics: int, seed: int) -> tuple[Array, Array]:
    """Return the start on which fits of parts of the documents agree: the median of their matched topics.

    One fit lands in the minimum next to its singular vectors, and a few documents more or less make it another: topics
    that most parts find are the ones that come back. Where parts would be too small, the singular vectors of the whole.
    """
    parts = split_documents(values)
    if min(len(rows) for rows in parts) < 2 * n_topics or values.shape[1] < 2 * n_topics:
        return start_factors(values, n_topics, seed)
    fits = [_fit_part(values[rows], n_topics, seed) for rows in parts]
    likeness = [sum(float((one * two[match_rows(one, two)]).sum()) for two in fits) for one in fits]
    middle = fits[int(np.argmax(np.round(likeness, 9)))]
    for _ in range(N_PARTS):
        middle = np.median([fit[match_rows(middle, fit)] for fit in fits], axis=0)
        middle /= np.maximum(np.linalg.norm(middle, axis=1, keepdims=True), TINY)
    middle += FLOOR
    return np.ascontiguousarray(project(values, middle, 5).T) + FLOOR, middle


def split_documents(values: Any) -> list[Indices]:
    """Return the rows of each part: all but a fifth, or of a large matrix disjoint parts.

    Which part a document is in follows from its terms, not from its place: order does not matter.
    """
    n_documents, starts, stops = values.shape[0], values.indptr[:-1], values.indptr[1:]
    ends = [values.indices[np.clip(at, 0, len(values.indices) - 1)].astype(np.int64) for at in (starts, stops - 1)]
    mark = 7919 * ends[0] + 104729 * ends[1] + 31 * (stops - starts)
    if n_documents <= PART * N_PARTS / (N_PARTS - 1):
        return [np.flatnonzero(mark % N_PARTS != part) for part in range(N_PARTS)]
    n_parts = max(N_PARTS, min(MOST_PARTS, n_documents // PART))
    return [np.flatnonzero(mark % n_parts == part) for part in range(n_parts)]


def _fit_part(values: Any, n_topics: int, seed: int) -> Array:
    """Return the topics of a part of the documents, each at length 1."""
    loadings, topic_term = (each.astype(values.dtype) for each in start_factors(values, n_topics, seed))
    _descend(values, loadings, topic_term, 30, 1e-5)
    return topic_term / np.maximum(np.linalg.norm(topic_term, axis=1, keepdims=True), TINY)


def match_rows(one: Array, two: Array) -> Indices:
    """Return which row of `two` goes with each row of `one`, so that the sum of cosines is greatest."""
    return linear_sum_assignment(-(one @ two.T))[1]


def _update_rows(factor: Array, gram: Array, target: Array) -> None:
    """Set each row of `factor`, in place, to its best non-negative value given the others."""
    for row in range(len(factor)):
        if gram[row, row] > 0:
            step = (target[row] - gram[row] @ factor) / gram[row, row]
            np.maximum(factor[row] + step, 0, out=factor[row])


def project(values: Any, topic_term: Array, max_iterations: int = 100, tolerance: float = 1e-6) -> Array:
    """Find the loadings (n_documents, n_topics) >= 0 that minimise ||values - loadings topic_term||²."""
    target = np.ascontiguousarray((values @ topic_term.T).T)
    gram = topic_term @ topic_term.T
    loadings = np.full_like(target, target.mean() / max(gram.mean() * len(gram), TINY))
    for _ in range(max_iterations):
        before = loadings.copy()
        _update_rows(loadings, gram, target)
        if np.linalg.norm(loadings - before) <= tolerance * np.linalg.norm(loadings):
            break
    return loadings.T


def fold_in(values: Any, topic_term: Array, max_iterations: int = 50, tolerance: float = 1e-4) -> Array:
    """Find the loadings >= 0 of least Kullback-Leibler divergence of `values` from loadings topic_term.

    Rows of `topic_term` sum to 1; with counts this folds documents into fixed topics (Hofmann 1999, section 3.4).
    """
    total = values.sum(axis=1)
    loadings = np.outer(total, np.full(len(topic_term), 1 / len(topic_term)))
    rows, columns = np.repeat(np.arange(values.shape[0]), np.diff(values.indptr)), values.indices
    ratio = values.copy()
    for _ in range(max_iterations):
        before = loadings
        expected = np.einsum("ij,ij->i", loadings[rows], topic_term.T[columns])
        ratio.data = values.data / np.maximum(expected, TINY)
        loadings = loadings * (ratio @ topic_term.T)
        if np.linalg.norm(loadings - before) <= tolerance * np.linalg.norm(loadings):
            break
    return loadings


def start_factors(values: Any, n_topics: int, seed: int) -> tuple[Array, Array]:
    """Return W' (n_topics, n_documents) and H (n_topics, n_terms) from the singular vectors (NNDSVDa).

    Of each pair of singular vectors the stronger of the positive and the negative parts is kept; zeros become the
    mean of the matrix, so that updates can leave them.
    """
    left, strength, right = find_singular_vectors(values, n_topics, seed)
    loadings, topic_term = np.empty((n_topics, values.shape[0])), np.empty((n_topics, values.shape[1]))
    for topic in range(n_topics):
        parts = [(np.maximum(sign * left[:, topic], 0), np.maximum(sign * right[topic], 0)) for sign in (1.0, -1.0)]
        lengths = [(float(np.linalg.norm(u)), float(np.linalg.norm(v))) for u, v in parts]
        best = int(lengths[1][0] * lengths[1][1] > lengths[0][0] * lengths[0][1])
        (u, v), (length_u, length_v) = parts[best], lengths[best]
        scale = np.sqrt(strength[topic] * length_u * length_v)
        loadings[topic] = u * scale / max(length_u, TINY)
        topic_term[topic] = v * scale / max(length_v, TINY)
    mean = values.sum() / (values.shape[0] * values.shape[1])
    loadings[loadings == 0] = mean
    topic_term[topic_term == 0] = mean
    return loadings, topic_term


def find_singular_vectors(values: Any, n_vectors: int, seed: int) -> tuple[Array, Array, Array]:
    """Return the first singular vectors and values, strongest first, to machine precision.

    A random projection is no faster at this width and leaves the factorisation to chance: other seeds, other topics.
    """
    smaller = min(values.shape)
    if smaller <= max(2 * n_vectors, 50):  # ARPACK needs room; a matrix this small can be made dense
        left, strength, right = np.linalg.svd(values.toarray(), full_matrices=False)
    else:
        # eigenvectors of the Gram matrix of the smaller side, never made: scipy's svds would copy `values`
        one, two = (values, values.T) if values.shape[0] <= values.shape[1] else (values.T, values)
        gram = LinearOperator((smaller, smaller), matvec=lambda vector: one @ (two @ vector), dtype=np.float64)
        squares, near = eigsh(gram, n_vectors, v0=np.random.default_rng(seed).standard_normal(smaller))
        strength, near = np.sqrt(np.maximum(squares[::-1], 0)), near[:, ::-1]
        far = (two @ near) / np.maximum(strength, TINY)
        left, right = (near, far.T) if one is values else (far, near.T)
    return left[:, :n_vectors], strength[:n_vectors], right[:n_vectors]
