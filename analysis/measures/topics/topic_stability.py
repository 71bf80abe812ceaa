"""Whether topics come back: matching across seeds and across resampled articles."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import linear_sum_assignment

from analysis.measures.inference import limits
from analysis.measures.terms.matrix import DocumentTermMatrix
from analysis.measures.topics.topics import TopicModel, fit_topics

__all__ = [
    "draw_articles",
    "match_topics",
    "number_articles",
    "refit_topics",
    "resample_terms",
    "sample_articles",
    "score_stability",
    "select_documents",
]

Array = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
Refits = list[tuple[Indices, TopicModel]]
OVER = ("articles", "seeds")
COLUMNS = ["refit", "topic", "matched", "jaccard", "cosine"]


def match_topics(reference: TopicModel, other: TopicModel, n_terms: int = 10) -> pd.DataFrame:
    """Pair each topic of one model with a topic of another, so that the pairs are as alike as can be.

    Parameters
    ----------
    reference, other : TopicModel
        Their vocabularies and numbers of topics may differ.
    n_terms : int
        How many top terms the Jaccard index compares.
    refits : list of (rows, TopicModel), optional
        Of refit_topics, where they are there already; by default made.

    Returns
    -------
    DataFrame
        One row a topic of the reference: topic, matched (the other's topic, -1 where it has fewer), jaccard of the top
        terms and cosine of the factors, both in [0, 1] and 0 where there is no match.

    Notes
    -----
    The pairing maximises the sum of cosines (Hungarian method); Jaccard is then read off. A Jaccard index of .54 is
    seven of ten terms shared, .33 five.

    References
    ----------
    Kuhn (1955), Naval Research Logistics Quarterly 2. Greene, O'Callaghan and Cunningham (2014), ECML PKDD, section 3.
    """
    terms = np.union1d(reference.terms.astype(str), other.terms.astype(str))
    rows = [_spread_terms(model, terms) for model in (reference, other)]
    cosine = np.clip(rows[0] @ rows[1].T, 0, 1)
    tops = [[set(np.argsort(-row, kind="stable")[:n_terms]) for row in part] for part in rows]
    mine, its = linear_sum_assignment(-cosine)
    table = pd.DataFrame({"topic": range(reference.n_topics), "matched": -1, "jaccard": 0.0, "cosine": 0.0})
    table.loc[mine, "matched"] = its
    table.loc[mine, "cosine"] = cosine[mine, its]
    table.loc[mine, "jaccard"] = [
        len(tops[0][a] & tops[1][b]) / len(tops[0][a] | tops[1][b]) for a, b in zip(mine, its, strict=True)
    ]
    return table


def _spread_terms(model: TopicModel, terms: npt.NDArray[np.str_]) -> Array:
    """Return the factor over a larger, sorted vocabulary, each row at length 1."""
    rows = np.zeros((model.n_topics, len(terms)))
    rows[:, np.searchsorted(terms, model.terms.astype(str))] = model.factor
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def refit_topics(
    matrix: DocumentTermMatrix,
    model: TopicModel,
    over: str = "articles",
    n_refits: int = 10,
    *,
    share: float = 0.8,
    replace: bool = False,
    seed: int = 0,
) -> Refits:
    """Fit the model again, on resampled articles or from other seeds.

    Parameters
    ----------
    matrix : DocumentTermMatrix
        What the model was fitted on. Rows with the same doc_id are drawn together; without a column doc_id each row
        is an article of its own.
    model : TopicModel
        Says method, number of topics and seed.
    over : {"articles", "seeds"}
    n_refits : int
    share : float
        The part of the articles in each resample.
    replace : bool
        Draw with replacement (a bootstrap, for intervals) or without (for stability).
    seed : int
        Of the resampling.

    Returns
    -------
    list of (rows, TopicModel)
        The matrix's rows that were fitted, and the refitted model.

    Raises
    ------
    ValueError
        If `over` is neither, or a resample cannot bear so many topics.
    """
    if over not in OVER:
        raise ValueError(f"over should be one of {', '.join(OVER)}; found {over!r}")
    everything = np.arange(matrix.counts.shape[0])
    if over == "seeds":
        seeds = range(model.seed + 1, model.seed + 1 + n_refits)
        return [(everything, fit_topics(matrix, model.n_topics, model.method, s)) for s in seeds]
    refits = []
    for rows in draw_articles(matrix, n_refits, share, replace, seed):
        refits.append((rows, fit_topics(select_documents(matrix, rows), model.n_topics, model.method, model.seed)))
    return refits


def draw_articles(
    matrix: DocumentTermMatrix, n_resamples: int, share: float, replace: bool, seed: int
) -> list[Indices]:
    """Return the rows of each resample of articles, ascending."""
    article = number_articles(matrix.documents)
    n_articles = int(article.max()) + 1
    # without replacement at least one article stays out, or every "resample" would be the corpus itself
    size = max(1, round(share * n_articles) if replace else min(round(share * n_articles), n_articles - 1))
    random = np.random.default_rng(seed)
    resamples = []
    for _ in range(n_resamples):
        times = np.bincount(random.choice(n_articles, size, replace=replace), minlength=n_articles)
        resamples.append(np.repeat(np.arange(len(article)), times[article]))
    return resamples


def sample_articles(matrix: DocumentTermMatrix, seed: int = 0) -> DocumentTermMatrix:
    """Return the documents of articles drawn at random, limits.TOPIC_SAMPLE about; all where there are fewer."""
    share = limits.TOPIC_SAMPLE / max(1, len(matrix.documents))
    if share >= 1:
        return matrix
    return select_documents(matrix, draw_articles(matrix, 1, share, replace=False, seed=seed)[0])


def number_articles(documents: pd.DataFrame) -> Indices:
    """Return the number of each row's article, by doc_id; each row its own without that column."""
    if "doc_id" not in documents.columns:
        return np.arange(len(documents))
    return pd.factorize(documents["doc_id"])[0]


def select_documents(matrix: DocumentTermMatrix, rows: Indices) -> DocumentTermMatrix:
    """Return the matrix of just these rows."""
    documents = matrix.documents.iloc[rows].reset_index(drop=True)
    return DocumentTermMatrix(matrix.counts[rows], documents, matrix.terms)


def score_stability(
    matrix: DocumentTermMatrix,
    model: TopicModel,
    over: str = "articles",
    n_refits: int = 10,
    *,
    share: float = 0.8,
    n_terms: int = 10,
    seed: int = 0,
    refits: Refits | None = None,
) -> pd.DataFrame:
    """Match the topics of refits to the model's.

    Parameters
    ----------
    matrix, model, over, n_refits, share, seed
        See refit_topics.
    n_terms : int
        How many top terms the Jaccard index compares.

    Returns
    -------
    DataFrame
        One row a refit and topic: refit, topic, matched, jaccard, cosine. `groupby("topic")["jaccard"].mean()` is a
        topic's stability, its mean the model's.

    Notes
    -----
    "nmf" starts from singular vectors, so that sameness across seeds checks the code and says nothing about the corpus;
    stability over articles does.
    """
    refits = refits or refit_topics(matrix, model, over, n_refits, share=share, seed=seed)
    tables = [match_topics(model, refit, n_terms).assign(refit=number) for number, (_, refit) in enumerate(refits)]
    return pd.concat(tables, ignore_index=True)[COLUMNS]


def resample_terms(
    matrix: DocumentTermMatrix,
    model: TopicModel,
    n_terms: int = 8,
    n_refits: int = 20,
    *,
    share: float = 0.8,
    level: float = 0.9,
    seed: int = 0,
    refits: Refits | None = None,
) -> pd.DataFrame:
    """Return the weight of each topic's top terms, and how it varies over resampled articles.

    Parameters
    ----------
    matrix, model, n_refits, share, seed
        See refit_topics.
    n_terms : int
        Terms a topic.
    level : float
        The part of the refits between low and high.
    refits : list of (rows, TopicModel), optional
        As in score_stability.

    Returns
    -------
    DataFrame
        One row a topic and rank: topic, rank, term, weight (part of the factor's sum), low, high (over the refits; 0
        where the matched topic lacks the term), back (the part of the refits in which it is among the top n_terms).
    """
    order = np.argsort(-model.factor, axis=1, kind="stable")[:, :n_terms]
    topics, rank = np.divmod(np.arange(order.size), order.shape[1])
    terms = model.terms[order.ravel()]
    weights, back = [], []
    for _, refit in refits or refit_topics(matrix, model, "articles", n_refits, share=share, seed=seed):
        matched = match_topics(model, refit, n_terms)["matched"].to_numpy()[topics]
        column = pd.Series(np.arange(len(refit.terms)), index=refit.terms).reindex(terms).fillna(-1).to_numpy(np.int64)
        part = refit.factor / refit.factor.sum(axis=1, keepdims=True)
        place = np.argsort(np.argsort(-part, axis=1, kind="stable"), axis=1)
        weights.append(np.where(column >= 0, part[matched, column], 0.0))
        back.append((column >= 0) & (place[matched, column] < n_terms))
    low, high = np.quantile(weights, [(1 - level) / 2, (1 + level) / 2], axis=0)
    weight = (model.factor / model.factor.sum(axis=1, keepdims=True))[topics, order.ravel()]
    columns = {"topic": topics, "rank": rank + 1, "term": terms, "weight": weight, "low": low, "high": high}
    return pd.DataFrame(columns | {"back": np.mean(back, axis=0)})
