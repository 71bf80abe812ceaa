"""What a topic may be called: telling terms, typical texts, and the researcher's own label that survives a refit."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.corpus.tables import check_table
from analysis.measures.terms.matrix import DocumentTermMatrix
from analysis.measures.topics.topics import TopicModel, top_terms
from analysis.measures.topics.weighting import align_terms, weigh_documents

__all__ = ["apply_labels", "find_typical", "keep_labels", "map_topics", "name_topics", "rank_terms"]

Array = npt.NDArray[np.float64]
TINY = 1e-12
BY = ("weight", "relevance", "frex")


def rank_terms(
    model: TopicModel, by: str = "relevance", n: int = 10, *, lambda_: float = 0.6, omega: float = 0.5
) -> pd.DataFrame:
    """Return the n most telling terms of each topic.

    Parameters
    ----------
    model : TopicModel
    by : {"weight", "relevance", "frex"}
        Weight in the topic's factor, as top_terms; relevance, which weighs a term's share of the topic's words against
        that of all words; or FREX, the harmonic mean of the term's ranks in frequency and in exclusivity.
    n : int
    lambda_ : float
        Of relevance: 1 is weight alone, 0 lift alone; .6 served human readers best.
    omega : float
        Of FREX: the weight of exclusivity.

    Returns
    -------
    DataFrame
        One row a topic and rank: topic, rank (from 1), term, share (of the topic's words), value (what ranked it).

    Raises
    ------
    ValueError
        If `by` is none of the three.

    References
    ----------
    Sievert and Shirley (2014), LDAvis, eq. 1: lambda log(phi) + (1 - lambda) log(phi / p). Bischof and Airoldi (2012),
    ICML, eq. 4 (FREX).

    Examples
    --------
    >>> phi, shares = np.array([[0.6, 0.4, 0.0], [0.0, 0.6, 0.4]]), np.full((2, 2), 0.5)
    >>> model = TopicModel(phi, shares, pd.DataFrame(), np.array(["a", "b", "c"]), phi, np.ones(3), "nmf", 0, "", 0)
    >>> [rank_terms(model, by, 1, lambda_=0.2)["term"].tolist() for by in ("weight", "relevance")]
    [['a', 'b'], ['a', 'c']]
    """
    if by not in BY:
        raise ValueError(f"terms are ranked by one of {', '.join(BY)}; found {by!r}")
    phi = model.topic_term
    if by == "relevance":
        overall = np.nanmean(model.document_topic, axis=0) @ phi
        value = lambda_ * np.log(phi + TINY) + (1 - lambda_) * np.log((phi + TINY) / (overall + TINY))
    elif by == "frex":
        exclusivity = phi / np.maximum(phi.sum(axis=0), TINY)
        value = 1 / (omega / _rank_within(exclusivity) + (1 - omega) / _rank_within(phi))
    else:
        value = model.factor
    order = np.argsort(-np.where(model.factor > 0, value, -np.inf), axis=1, kind="stable")[:, :n]
    topics = np.repeat(np.arange(model.n_topics), order.shape[1])
    terms = order.ravel()
    return pd.DataFrame(
        {
            "topic": topics,
            "rank": np.tile(np.arange(1, order.shape[1] + 1), model.n_topics),
            "term": model.terms[terms],
            "share": phi[topics, terms],
            "value": value[topics, terms],
        }
    )


def _rank_within(values: Array) -> Array:
    """Return each value's rank in its row as a part of the row's length: (values no larger) / n, in (0, 1]."""
    n = values.shape[1]
    return np.stack([np.searchsorted(np.sort(row), row, side="right") / n for row in values])


def find_typical(
    model: TopicModel, matrix: DocumentTermMatrix, texts: pd.DataFrame, n: int = 3, key: str = "doc_id"
) -> pd.DataFrame:
    """Return the n most typical texts of each topic; needs the text.

    Parameters
    ----------
    model : TopicModel
    matrix : DocumentTermMatrix
        Of articles or sentences, whose terms the model knows; it need not be what the model was fitted on.
    texts : DataFrame
        The column `key` and text: the table of articles or sentences of a corpus with text.
    n : int
    key : str
        doc_id or sentence_id, in `matrix.documents` and in `texts`.

    Returns
    -------
    DataFrame
        One row a topic and rank: topic, rank, `key`, likeness, text. Likeness is the cosine of the weighted text and
        the topic: a long text wholly on the topic comes before a short one with a single word of it.

    Raises
    ------
    ValueError
        If the table has no text (the message says how to get it), or the key is missing.
    """
    check_table(texts, "texts", [key, "text"])
    check_table(matrix.documents, "matrix.documents", [key])
    counts = align_terms(matrix, model.terms)
    values = weigh_documents(counts, np.arange(len(model.terms)), model.term_weight)
    likeness = values @ (model.factor / np.linalg.norm(model.factor, axis=1, keepdims=True)).T
    best = np.argsort(-likeness, axis=0, kind="stable")[:n].T
    table = pd.DataFrame(
        {
            "topic": np.repeat(np.arange(model.n_topics), best.shape[1]),
            "rank": np.tile(np.arange(1, best.shape[1] + 1), model.n_topics),
            key: matrix.documents[key].to_numpy()[best.ravel()],
            "likeness": np.take_along_axis(likeness, best.T, axis=0).T.ravel(),
        }
    )
    return table.merge(texts[[key, "text"]], on=key, how="left", validate="m:1")


def keep_labels(model: TopicModel, labels: dict[int, str], n: int = 50) -> pd.DataFrame:
    """Return the researcher's labels with what it takes to find their topics again; save it as csv.

    Parameters
    ----------
    model : TopicModel
    labels : dict
        From a topic to its label; topics may be left without one.
    n : int
        How many terms of the topic are kept.

    Returns
    -------
    DataFrame
        One row a label and term: label, term, weight.

    Raises
    ------
    ValueError
        If a topic is not in the model, or two topics have one label.
    """
    for topic in labels:
        if not 0 <= topic < model.n_topics:
            raise ValueError(f"there is no topic {topic} to label; the model has 0 to {model.n_topics - 1}")
    twice = pd.Series(labels).duplicated()
    if twice.any():
        raise ValueError(f"the label {pd.Series(labels)[twice].iloc[0]!r} is given twice; labels tell topics apart")
    terms = rank_terms(model, "weight", n)
    kept = terms[terms["topic"].isin(list(labels)) & (terms["value"] > 0)].rename(columns={"value": "weight"})
    return kept.assign(label=kept["topic"].map(labels))[["label", "term", "weight"]].reset_index(drop=True)


def apply_labels(labels: pd.DataFrame, model: TopicModel, minimum: float = 0.5) -> pd.DataFrame:
    """Find the topics of a model that bear the labels kept from another.

    Parameters
    ----------
    labels : DataFrame
        As keep_labels returns it.
    model : TopicModel
    minimum : float
        The least cosine for a topic to inherit a label.

    Returns
    -------
    DataFrame
        One row a topic: topic, label ("" where none fits), cosine (to the best match, NaN where labels ran out).

    Raises
    ------
    ValueError
        If labels lacks a column.
    """
    from scipy.optimize import linear_sum_assignment

    check_table(labels, "labels", ["label", "term", "weight"])
    kept = labels.pivot_table(index="label", columns="term", values="weight", fill_value=0.0)
    column = pd.Series(np.arange(len(model.terms)), index=model.terms).reindex(kept.columns).to_numpy()
    there = ~np.isnan(column)
    mine = kept.to_numpy() / np.linalg.norm(kept.to_numpy(), axis=1, keepdims=True)
    theirs = model.factor / np.linalg.norm(model.factor, axis=1, keepdims=True)
    cosine = mine[:, there] @ theirs[:, column[there].astype(np.int64)].T
    rows, topics = linear_sum_assignment(-cosine)
    table = pd.DataFrame({"topic": range(model.n_topics), "label": "", "cosine": np.nan})
    table.loc[topics, "cosine"] = cosine[rows, topics]
    table.loc[topics, "label"] = np.where(cosine[rows, topics] >= minimum, kept.index.to_numpy(str)[rows], "")
    return table


def name_topics(model: TopicModel, labels: pd.DataFrame | None = None, n: int = 3) -> pd.DataFrame:
    """Return a name for each topic: the researcher's label where one fits, else its n heaviest terms.

    Parameters
    ----------
    model : TopicModel
    labels : DataFrame, optional
        As keep_labels returns it.
    n : int

    Returns
    -------
    DataFrame
        One row a topic: topic, name, share (mean over the documents).
    """
    names = [", ".join(terms) for terms in top_terms(model, n)]
    if labels is not None:
        given = apply_labels(labels, model)["label"]
        names = [label or name for label, name in zip(given, names, strict=True)]
    share = np.nanmean(model.document_topic, axis=0)
    return pd.DataFrame({"topic": range(model.n_topics), "name": names, "share": share})


def map_topics(model: TopicModel, labels: pd.DataFrame | None = None) -> pd.DataFrame:
    """Place the topics in the plane so that like topics are near each other.

    Parameters
    ----------
    model : TopicModel
    labels : DataFrame, optional
        As keep_labels returns it.

    Returns
    -------
    DataFrame
        As name_topics, with x, y and shown: the part of the squared distances that the plane keeps, alike in all rows.

    Notes
    -----
    Distances are 1 less the cosine of two rows of topic_term. Where `shown` is small, neighbours on the map need
    not be alike.

    References
    ----------
    Torgerson (1952), Psychometrika 17 (classical scaling).
    """
    rows = model.topic_term / np.linalg.norm(model.topic_term, axis=1, keepdims=True)
    squared = (1 - np.clip(rows @ rows.T, 0, 1)) ** 2
    centre = np.eye(len(rows)) - 1 / len(rows)
    values, vectors = np.linalg.eigh(-centre @ squared @ centre / 2)
    values, vectors = np.maximum(values[::-1], 0), vectors[:, ::-1]
    place = vectors[:, :2] * np.sqrt(values[:2])
    # the sign of an eigenvector is arbitrary: the farthest topic lies to the right, and up
    place *= np.where(place[np.abs(place).argmax(axis=0), [0, 1]] < 0, -1, 1)
    shown = float(values[:2].sum() / max(values.sum(), TINY))
    return name_topics(model, labels).assign(x=place[:, 0], y=place[:, 1], shown=shown)
