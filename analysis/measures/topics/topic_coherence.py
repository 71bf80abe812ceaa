"""How far a topic's top terms belong together (NPMI), and to it alone (exclusivity)."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.measures.terms.matrix import DocumentTermMatrix
from analysis.measures.topics.topics import TopicModel, top_terms

__all__ = ["count_windows", "score_coherence", "score_exclusivity", "score_topics"]

Array = npt.NDArray[np.float64]
TINY = 1e-12


def score_topics(model: TopicModel, windows: DocumentTermMatrix, n_terms: int = 10) -> pd.DataFrame:
    """Score each topic's coherence and exclusivity.

    Parameters
    ----------
    model : TopicModel
    windows : DocumentTermMatrix
        Where terms are looked for together: the matrix of documents or sentences, or count_windows() of the tokens.
    n_terms : int
        How many top terms make the topic.

    Returns
    -------
    DataFrame
        One row a topic: topic, share (mean over the documents), coherence in [-1, 1], exclusivity in [0, 1],
        terms (the top terms, separated by ", ").
    """
    tops = top_terms(model, n_terms)
    return pd.DataFrame(
        {
            "topic": range(model.n_topics),
            "share": np.nanmean(model.document_topic, axis=0),
            "coherence": score_coherence(tops, windows),
            "exclusivity": score_exclusivity(model, n_terms),
            "terms": [", ".join(terms) for terms in tops],
        }
    )


def score_coherence(topics: Sequence[Sequence[str]], windows: DocumentTermMatrix) -> Array:
    """Return the NPMI of each topic: its mean over the pairs of its terms.

    Parameters
    ----------
    topics : sequence of sequences of str
        The top terms of each topic.
    windows : DocumentTermMatrix
        Each row is one window; only whether a term is in it counts.

    Returns
    -------
    ndarray (n_topics,)
        From -1 (never together) by 0 (as by chance) to 1 (always together). A pair of which one term is nowhere gets 0.

    Notes
    -----
    NPMI over documents, over sentences and over windows of ten words are three scales: compare only like with like, and
    do not believe it where terms are in a handful of windows.

    References
    ----------
    Bouma (2009), Normalized (pointwise) mutual information in collocation extraction, eq. 4; Lau, Newman and Baldwin
    (2014), EACL.

    Examples
    --------
    >>> from analysis.measures.topics.weighting import count_tokens
    >>> windows = count_tokens([["arms", "treaty"], ["arms", "treaty"], ["wish"], ["letter"]])
    >>> score_coherence([["arms", "treaty"], ["wish", "letter"]], windows).round(2).tolist()
    [1.0, -0.9]
    """
    terms = sorted({term for topic in topics for term in topic})
    number = {term: i for i, term in enumerate(terms)}
    column = pd.Series(np.arange(len(windows.terms)), index=windows.terms)
    there = [term for term in terms if term in column.index]
    seen = sparse.csc_array(windows.counts)[:, column[there].to_numpy(np.int64)].astype(bool).astype(np.float64)
    together = np.zeros((len(terms), len(terms)))
    rows = np.array([number[term] for term in there], dtype=np.int64)
    together[np.ix_(rows, rows)] = (seen.T @ seen).toarray() / windows.counts.shape[0]
    alone = np.diag(together)
    with np.errstate(divide="ignore", invalid="ignore"):
        npmi = np.log((together + TINY) / np.outer(alone, alone)) / -np.log(together + TINY)
    npmi[(alone == 0)[:, None] | (alone == 0)[None, :]] = 0.0
    pairs = [np.array([number[term] for term in topic]) for topic in topics]
    return np.array([npmi[np.ix_(topic, topic)][np.triu_indices(len(topic), 1)].mean() for topic in pairs])


def score_exclusivity(model: TopicModel, n_terms: int = 10) -> Array:
    """Return, for each topic, how far its top terms are its own: their weight in it as a part of that in all topics.

    References
    ----------
    Bischof and Airoldi (2012), ICML, eq. 3 (beta_kf / sum over topics), here averaged over the top terms.
    """
    part = model.topic_term / np.maximum(model.topic_term.sum(axis=0), TINY)
    top = np.argsort(-model.factor, axis=1, kind="stable")[:, :n_terms]
    return np.take_along_axis(part, top, axis=1).mean(axis=1)


def count_windows(documents: Sequence[Sequence[str]], window: int = 10) -> DocumentTermMatrix:
    """Return the matrix whose rows are all runs of `window` tokens of the documents (a shorter document is one).

    Parameters
    ----------
    documents : sequence of sequences of str
        Tokens in their order: this needs the text.
    window : int
        In tokens.

    Returns
    -------
    DocumentTermMatrix
        counts (n_windows, n_terms); documents has doc_id, the document's number.

    Examples
    --------
    >>> count_windows([["a", "b", "c"]], window=2).counts.toarray().tolist()
    [[1, 1, 0], [0, 1, 1]]
    """
    terms = sorted({word for words in documents for word in words})
    column = {term: number for number, term in enumerate(terms)}
    length = np.array([len(words) for words in documents], dtype=np.int64)
    n_windows = np.maximum(1, length - window + 1)
    offset = np.cumsum(n_windows) - n_windows
    columns = np.array([column[word] for words in documents for word in words], dtype=np.int32)
    place = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    # token at place p stands in the windows that begin at p - window + 1 ... p
    begins = place[:, None] - np.arange(window)[None, :]
    inside = (begins >= 0) & (begins < np.repeat(n_windows, length)[:, None])
    rows = (begins + np.repeat(offset, length)[:, None])[inside]
    counts = sparse.csr_matrix(
        (np.ones(len(rows), dtype=np.int64), (rows, np.repeat(columns, inside.sum(axis=1)))),
        shape=(int(n_windows.sum()), len(terms)),
    )
    table = pd.DataFrame({"doc_id": np.repeat(np.arange(len(documents)), n_windows).astype(str)})
    return DocumentTermMatrix(counts, table, np.array(terms, dtype=object))
