"""Matrix in, topics out: one call for non-negative factorisation and LDA."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

METHODS = ("nmf", "nmf-kl", "lda")
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TopicModel:
    """Topics, the documents' shares of them, and how they were fitted.

    Attributes
    ----------
    topic_term : ndarray (n_topics, n_terms)
        Each row sums to 1: the part of the topic's weight that falls on each term. Topics are in order of their mean
        share, largest first.
    document_topic : ndarray (n_documents, n_topics)
        Shares; each row sums to 1, or is NaN where `documents["undefined"]` is True.
    documents : DataFrame (n_documents rows)
        The matrix's documents and the column `undefined`: no term of the vocabulary, or none that any topic holds.
    terms : ndarray of str (n_terms,)
        The vocabulary that was kept.
    term_weight : ndarray (n_terms,)
        What a count was weighted with: inverse document frequency, or 1 for LDA.
    method, seed, solver, n_iterations
        How it was fitted, and by which solver.
    """

    topic_term: Array
    document_topic: Array
    documents: pd.DataFrame
    terms: npt.NDArray[Any]
    term_weight: Array
    method: str
    seed: int
    solver: str
    n_iterations: int


def fit_topics(
    matrix: Any,
    n_topics: int,
    method: str = "nmf",
    seed: int = 0,
    *,
    stop_words: Collection[str] = (),
    min_documents: int = 2,
    max_iterations: int = 300,
) -> TopicModel:
    """Fit a topic model.

    Parameters
    ----------
    matrix : DocumentTermMatrix
        Counts (n_documents, n_terms); documents may be articles, paragraphs or sentences.
    n_topics : int
        At least 2, at most the number of documents and of terms.
    method : {"nmf", "nmf-kl", "lda"}
        Non-negative factorisation of tf-idf by least squares or by Kullback-Leibler divergence, or latent Dirichlet
        allocation of the counts.
    seed : int
        Of the random numbers; the same seed gives the same topics.
    stop_words : collection of str
        Terms to leave out.
    min_documents : int
        Terms in fewer documents are left out.
    max_iterations : int
        Where the solver stops at the latest.

    Returns
    -------
    TopicModel

    Raises
    ------
    ValueError
        If the method is unknown, n_topics is below 2 or above the number of documents with terms or of terms, or no
        term is left.

    Notes
    -----
    Topics are a reading of the corpus, not a fact about it: look at choose_n_topics() before quoting one, and do not
    quote shares from a handful of documents.
    """
    if method not in METHODS:
        raise ValueError(f"method should be one of {', '.join(METHODS)}, found {method!r}")
    kept = select_terms(matrix, stop_words, min_documents)
    counts, terms = matrix.counts[:, kept], np.asarray(matrix.terms)[kept]
    check_n_topics(n_topics, counts)
    weight = np.ones(len(terms)) if method == "lda" else inverse_document_frequency(counts)
    values = counts if method == "lda" else weigh_terms(counts, weight)
    filled = np.flatnonzero(values.sum(axis=1) > 0)
    check_n_topics(n_topics, values[filled])
    topic_term, loadings, solver, n_iterations = decompose(values[filled], n_topics, method, seed, max_iterations)
    mass = topic_term.sum(axis=1)
    document_topic = np.full((counts.shape[0], n_topics), np.nan)
    document_topic[filled] = share_rows(loadings * mass)
    order = np.argsort(-np.nanmean(document_topic, axis=0), kind="stable")
    documents = matrix.documents.assign(undefined=np.isnan(document_topic).any(axis=1))
    return TopicModel(
        share_rows(topic_term)[order],
        document_topic[:, order],
        documents,
        terms,
        weight,
        method,
        seed,
        solver,
        n_iterations,
    )


def select_terms(matrix: Any, stop_words: Collection[str] = (), min_documents: int = 2) -> npt.NDArray[np.intp]:
    """Return the columns of the terms that are no stop words and in at least `min_documents` documents."""
    in_documents = np.bincount(matrix.counts.indices, minlength=matrix.counts.shape[1])
    stopped = np.isin(np.asarray(matrix.terms, dtype=str), list(stop_words)) if stop_words else False
    kept = np.flatnonzero((in_documents >= min_documents) & ~np.asarray(stopped))
    if not len(kept):
        raise ValueError(
            f"none of the {matrix.counts.shape[1]} terms is left after {len(stop_words)} stop words and "
            f"min_documents={min_documents}; lower min_documents or use smaller documents, e.g. unit='sentence'"
        )
    return kept


def check_n_topics(n_topics: int, counts: Any) -> None:
    """Raise if there cannot be so many topics."""
    if n_topics < 2:
        raise ValueError(f"n_topics should be at least 2, found {n_topics}; one topic is the corpus itself")
    n_documents, n_terms = int((counts.sum(axis=1) > 0).sum()), int((counts.sum(axis=0) > 0).sum())
    for have, what in ((n_documents, "documents with terms"), (n_terms, "terms")):
        if n_topics > have:
            raise ValueError(f"n_topics should be at most the {have} {what}, found {n_topics}; ask for fewer topics")


def inverse_document_frequency(counts: Any) -> Array:
    """Return log(n_documents / documents with the term): 0 for a term that every document has."""
    in_documents = np.bincount(counts.indices, minlength=counts.shape[1])
    n_documents = int((np.diff(counts.indptr) > 0).sum())
    return np.log(n_documents / np.maximum(in_documents, 1))


def weigh_terms(counts: Any, weight: Array) -> Any:
    """Return (1 + log count) * weight, each document scaled to Euclidean length 1."""
    values = sparse.csr_array(counts, dtype=np.float64, copy=True)
    values.data = (1 + np.log(values.data)) * weight[values.indices]
    length = np.sqrt(values.multiply(values).sum(axis=1))
    values.data /= np.repeat(np.where(length > 0, length, 1), np.diff(values.indptr))
    return values


def decompose(values: Any, n_topics: int, method: str, seed: int, max_iterations: int) -> tuple[Array, Array, str, int]:
    """Return topics by terms, documents by topics, the solver's name and its iterations."""
    from sklearn.decomposition import NMF, LatentDirichletAllocation

    if method == "lda":
        model = LatentDirichletAllocation(n_topics, random_state=seed, max_iter=min(max_iterations, 20))
    elif method == "nmf-kl":
        model = NMF(
            n_topics, init="nndsvda", beta_loss="kullback-leibler", solver="mu", random_state=seed,
            max_iter=max_iterations,
        )  # fmt: skip
    else:
        model = NMF(n_topics, init="nndsvda", random_state=seed, max_iter=max_iterations)
    loadings = model.fit_transform(sparse.csr_matrix(values))
    return model.components_, loadings, f"scikit-learn {type(model).__name__}", int(model.n_iter_)


def share_rows(values: Array) -> Array:
    """Return each row divided by its sum; NaN where the sum is 0."""
    total = values.sum(axis=1, keepdims=True)
    return np.divide(values, total, out=np.full_like(values, np.nan), where=total > 0)


def top_terms(model: TopicModel, n: int = 10) -> list[list[str]]:
    """Return the n heaviest terms of each topic, heaviest first; ties in the order of the terms."""
    order = np.argsort(-model.topic_term, axis=1, kind="stable")[:, :n]
    return [[str(model.terms[i]) for i in row] for row in order]


def fit_tokens(documents: Sequence[Sequence[str]], n_topics: int, seed: int = 0) -> tuple[list[list[str]], Array]:
    """Return the top ten terms of each topic and the shares (n_documents, n_topics) for lists of words.

    A document without a term of the vocabulary gets equal shares, since every share must be finite here.
    """
    from analysis.corpus.terms import DocumentTermMatrix

    terms = sorted({word for words in documents for word in words})
    column = {term: i for i, term in enumerate(terms)}
    rows = np.repeat(np.arange(len(documents)), [len(words) for words in documents])
    columns = [column[word] for words in documents for word in words]
    counts = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(documents), len(terms)))
    counts.sum_duplicates()
    table = pd.DataFrame({"doc_id": [str(i) for i in range(len(documents))]})
    model = fit_topics(DocumentTermMatrix(counts, table, np.array(terms, dtype=object)), n_topics, seed=seed)
    return top_terms(model), np.nan_to_num(model.document_topic, nan=1 / n_topics)
