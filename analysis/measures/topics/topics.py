"""Matrix in, topics out: one call for non-negative factorisation and LDA."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.measures.terms.matrix import DocumentTermMatrix
from analysis.measures.topics.factorization import factorize, fold_in, project, start_factors
from analysis.measures.topics.weighting import align_terms, count_tokens, weigh_documents, weigh_matrix

__all__ = [
    "TopicModel",
    "apply_model",
    "check_topics",
    "count_topic_terms",
    "extend_model",
    "fit_tokens",
    "fit_topics",
    "load_documents",
    "top_terms",
]

METHODS = {"nmf": 200, "nmf-kl": 100, "lda": 30}  # method -> iterations at the latest
BLOCK = 128  # documents at a time
APPLIED = 10_000  # documents that a model is applied to at a time
Array = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class TopicModel:
    """Topics, the documents' shares of them, and how they were fitted.

    Attributes
    ----------
    topic_term : ndarray (n_topics, n_terms)
        Each row sums to 1: the part of the topic's words that each term makes up. Topics stand in the order of their
        mean share, largest first.
    document_topic : ndarray (n_documents, n_topics)
        Shares; each row sums to 1, or is NaN where `documents["undefined"]` is True.
    documents : DataFrame (n_documents rows)
        The matrix's documents and the column `undefined`: no term of the vocabulary, or none that any topic holds.
    terms : ndarray of str (n_terms,)
        The vocabulary that was kept.
    factor : ndarray (n_topics, n_terms)
        The topics in the weights that were factorised, which tell topics apart better than the frequent words at the
        head of topic_term: terms are ranked and topics matched by it. For LDA it is topic_term.
    term_weight : ndarray (n_terms,)
        What a count was weighted with: squared inverse document frequency, or 1 for LDA.
    method, seed, solver, n_iterations
        How it was fitted, and by which solver.
    sampled : int or None
        How many documents it was fitted on, if a sample; the shares of the others are projections.
    """

    topic_term: Array
    document_topic: Array
    documents: pd.DataFrame
    terms: npt.NDArray[Any]
    factor: Array
    term_weight: Array
    method: str
    seed: int
    solver: str
    n_iterations: int
    sampled: int | None = None

    @property
    def n_topics(self) -> int:
        """The number of topics."""
        return len(self.topic_term)


def fit_topics(
    matrix: DocumentTermMatrix,
    n_topics: int,
    method: str = "nmf",
    seed: int = 0,
    *,
    min_documents: int | None = None,
    max_iterations: int | None = None,
    sample: int | None = None,
) -> TopicModel:
    """Fit a topic model.

    Parameters
    ----------
    matrix : DocumentTermMatrix
        Counts (n_documents, n_terms) without stop words; documents may be articles, paragraphs or sentences.
    n_topics : int
        At least 2, at most the number of documents and of terms.
    method : {"nmf", "nmf-kl", "lda"}
        Non-negative factorisation of tf-idf by least squares or by Kullback-Leibler divergence, or latent Dirichlet
        allocation of the counts.
    seed : int
        Of the random numbers; the same seed gives the same topics. "nmf" and "nmf-kl" start from the singular vectors
        and hardly depend on it; a sample does.
    min_documents : int, optional
        Terms in fewer documents are left out; by default 0.5 % of the documents, but 2 at least and 10 at most.
    max_iterations : int, optional
        Where the solver stops at the latest; by default 200, 100 and 30.
    sample : int, optional
        Fit on so many documents drawn at random and project the others onto the topics. It is quicker, but other
        articles give other topics more often (benchmarks/topics.py).

    Returns
    -------
    TopicModel

    Raises
    ------
    ValueError
        If the method is unknown, no term is left, or n_topics is below 2 or above what the matrix can bear.

    Notes
    -----
    Topics are a reading of the corpus, not a fact about it: see choose_n_topics() before quoting one, and do not quote
    shares from a handful of documents. "nmf" weighs a count c of term t as (1 + log c) * idf(t)**2, idf = 1 +
    log((1 + n) / (1 + n_t)), and scales documents to length 1; the square, as when tf-idf documents meet a tf-idf
    query, keeps words of every topic out of the top. Its share of a topic is the loading on the topic at length 1.

    References
    ----------
    Lee and Seung (1999), Nature 401. Blei, Ng and Jordan (2003), JMLR 3. Hofmann (1999), Probabilistic latent semantic
    indexing, SIGIR.

    Examples
    --------
    >>> counts = sparse.csr_matrix([[2, 1, 0, 0], [1, 2, 0, 0], [0, 0, 1, 1], [1, 2, 0, 0]])
    >>> documents = pd.DataFrame({"doc_id": ["a", "b", "c", "d"]})
    >>> terms = np.array(["arms", "treaty", "letter", "wish"], dtype=object)
    >>> fit_topics(DocumentTermMatrix(counts, documents, terms), 2, min_documents=1).document_topic.round(2).tolist()
    [[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]
    """
    values, kept, weight = weigh_matrix(matrix, method, min_documents)
    filled = np.diff(values.indptr) > 0
    part = _draw_sample(values, np.flatnonzero(filled), sample, seed)
    _check_n_topics(n_topics, int((np.diff(part.indptr) > 0).sum()), len(kept))
    limit = METHODS[method] if max_iterations is None else max_iterations
    factor, loadings, solver, n_iterations = _decompose(part, n_topics, method, seed, limit)
    if part is not values:
        loadings = load_documents(values, factor, method)
    document_topic = np.where(filled[:, None], _share_rows(loadings), np.nan)
    # rounded, so that two topics as large as each other do not change places with the machine
    order = np.argsort(-np.nanmean(document_topic, axis=0).round(9), kind="stable")
    factor, document_topic = factor[order], document_topic[:, order]
    counted = factor if method == "lda" else count_topic_terms(matrix.counts, kept, document_topic, factor / weight)
    topic_term = _share_rows(counted)
    check_topics(topic_term)
    documents = matrix.documents.assign(undefined=np.isnan(document_topic[:, 0]))
    terms = np.asarray(matrix.terms)[kept]
    sampled = None if part is values else part.shape[0]
    return TopicModel(
        topic_term, document_topic, documents, terms, factor, weight, method, seed, solver, n_iterations, sampled
    )


def apply_model(model: TopicModel, matrix: DocumentTermMatrix) -> TopicModel:
    """Return the model with the documents of another matrix in place of its own, e.g. each article's voices.

    Parameters
    ----------
    model : TopicModel
    matrix : DocumentTermMatrix
        Terms that the model does not have are passed over.

    Returns
    -------
    TopicModel
        The same topics; document_topic and documents are those of `matrix`.
    """
    shares = np.empty((len(matrix.documents), model.n_topics))
    for first in range(0, len(shares), APPLIED):  # their weights take several times the room of their counts
        some = np.arange(first, min(first + APPLIED, len(shares)))
        counts = align_terms(matrix.select(some), model.terms)
        values = weigh_documents(counts, np.arange(len(model.terms)), model.term_weight, plain=model.method == "lda")
        shares[some] = _share_rows(load_documents(values, model.factor, model.method))
    documents = matrix.documents.assign(undefined=np.isnan(shares[:, 0]))
    return replace(model, document_topic=shares, documents=documents)


def extend_model(model: TopicModel, matrix: DocumentTermMatrix) -> TopicModel:
    """Return the model with a row of shares for each document of a matrix; itself where it was fitted on all."""
    return model if len(model.documents) == len(matrix.documents) else apply_model(model, matrix)


def _draw_sample(values: Any, filled: Indices, sample: int | None, seed: int) -> Any:
    """Return the values of `sample` documents with terms, or all values where that is not fewer."""
    if sample is None or sample >= len(filled):
        return values
    return values[np.sort(np.random.default_rng(seed).choice(filled, sample, replace=False))]


def _check_n_topics(n_topics: int, n_documents: int, n_terms: int) -> None:
    """Raise if there cannot be so many topics."""
    if n_topics < 2:
        raise ValueError(f"n_topics should be at least 2, found {n_topics}; one topic is the corpus itself")
    for have, what in ((n_documents, "documents with terms"), (n_terms, "terms")):
        if n_topics > have:
            raise ValueError(f"n_topics should be at most the {have} {what}, found {n_topics}; ask for fewer topics")


def check_topics(topic_term: Array) -> None:
    """Raise if a topic holds no term."""
    empty = int(np.isnan(topic_term[:, 0]).sum())
    if empty:
        raise ValueError(f"{empty} of the {len(topic_term)} topics hold no term of their own; ask for fewer topics")


def _decompose(values: Any, n_topics: int, method: str, seed: int, limit: int) -> tuple[Array, Array, str, int]:
    """Return topics by terms (at length 1, or summing to 1), documents by topics, the solver and its iterations."""
    if method == "nmf":
        loadings, factor, n_iterations = factorize(values, n_topics, seed, limit)
        size = np.linalg.norm(factor, axis=1)
        solver = "HALS"
    else:
        loadings, factor, n_iterations = _run_scikit_learn(values, n_topics, method, seed, limit)
        size = factor.sum(axis=1)
        solver = "scikit-learn LDA" if method == "lda" else "scikit-learn NMF"
    scaled = np.divide(factor, size[:, None], out=np.zeros_like(factor), where=size[:, None] > 0)
    return scaled, loadings if method == "lda" else loadings * size, solver, n_iterations


def _run_scikit_learn(values: Any, n_topics: int, method: str, seed: int, limit: int) -> tuple[Array, Array, int]:
    """Return loadings, topics by terms and the number of iterations of scikit-learn's NMF (Kullback-Leibler) or LDA."""
    from sklearn.decomposition import NMF, LatentDirichletAllocation
    from sklearn.exceptions import ConvergenceWarning

    with warnings.catch_warnings():  # whether the limit was reached stands in n_iterations
        warnings.simplefilter("ignore", ConvergenceWarning)
        if method == "lda":
            model = LatentDirichletAllocation(n_topics, random_state=seed, max_iter=limit)
            loadings = model.fit_transform(values)
        else:
            start, topic_term = start_factors(values, n_topics, seed)
            model = NMF(n_topics, init="custom", beta_loss="kullback-leibler", solver="mu", max_iter=limit)
            loadings = model.fit_transform(values, W=np.ascontiguousarray(start.T), H=topic_term)
    return loadings, model.components_, int(model.n_iter_)


def load_documents(values: Any, factor: Array, method: str) -> Array:
    """Return the loadings of documents on topics that stay as they are."""
    return project(values, factor) if method == "nmf" else fold_in(values, factor)


def count_topic_terms(counts: Any, kept: Indices, shares: Array, start: Array) -> Array:
    """Return how many of each kept term's occurrences belong to each topic, given the documents' shares.

    One step of expectation maximisation from `start` (Hofmann 1999, eq. 3 and 4): each occurrence of a term in a
    document is divided among the topics by share * start, and what each topic gets is added up.
    """
    start, shares, total = _share_rows(start), np.nan_to_num(shares), np.zeros_like(start)
    for first in range(0, counts.shape[0], BLOCK):
        share = shares[first : first + BLOCK]
        part = sparse.csr_array(counts[first : first + BLOCK])[:, kept].astype(np.float64)
        row = np.repeat(np.arange(len(share)), np.diff(part.indptr))
        expected = np.einsum("ij,ij->i", share[row], start.T[part.indices])
        part.data = np.divide(part.data, expected, out=np.zeros_like(part.data), where=expected > 0)
        total += (part.T @ share).T
    return start * total


def _share_rows(values: Array) -> Array:
    """Return each row divided by its sum; NaN where the sum is 0."""
    total = values.sum(axis=1, keepdims=True)
    return np.divide(values, total, out=np.full(values.shape, np.nan), where=total > 0)


def top_terms(model: TopicModel, n: int = 10) -> list[list[str]]:
    """Return the n terms that weigh most in each topic's factor, heaviest first; ties in the order of the terms."""
    order = np.argsort(-model.factor, axis=1, kind="stable")[:, :n]
    return [[str(model.terms[i]) for i in row] for row in order]


def fit_tokens(documents: Sequence[Sequence[str]], n_topics: int, seed: int = 0) -> tuple[list[list[str]], Array]:
    """Return the top ten terms of each topic and the shares (n_documents, n_topics) for lists of words.

    A document without a term of the vocabulary gets equal shares, since here every share must be finite.
    """
    model = fit_topics(count_tokens(documents), n_topics, seed=seed)
    return top_terms(model), np.nan_to_num(model.document_topic, nan=1 / n_topics)
