"""How many topics: coherence, exclusivity, held-out reconstruction and stability over a range of numbers."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.terms.matrix import DocumentTermMatrix
from analysis.measures.topics.topic_coherence import score_topics
from analysis.measures.topics.topic_stability import (
    Refits,
    draw_articles,
    number_articles,
    score_stability,
    select_documents,
)
from analysis.measures.topics.topics import TopicModel, fit_topics, load_documents
from analysis.measures.topics.weighting import align_terms, weigh_documents

__all__ = [
    "choose_n_topics",
    "choose_unit",
    "describe_topics",
    "list_numbers",
    "pick_n_topics",
    "predict_held_out",
    "recommend_n_topics",
]

ARTICLES_PER_TOPIC = 10  # a topic that rests on fewer articles is a summary of those
FEW = 100  # articles
HELD_OUT = 0.8  # part of the documents that topics are fitted on where they are tried on the others
NEAR = 0.02  # coherences no farther apart are as good as equal
STABLE = 0.5  # of the top ten terms, seven of ten shared is .54 and six .43
STABILITY = ("stability", "stability_low", "stability_high", "stability_least")
COLUMNS = [
    "n_topics", "coherence", "exclusivity", "held_out", "stability", "stability_low", "stability_high",
    "stability_least", "stability_seeds", "n_stable", "n_articles", "n_documents", "window", "enough", "recommended",
]  # fmt: skip


def choose_n_topics(
    matrix: DocumentTermMatrix,
    numbers: Sequence[int] = (5, 10, 15, 20, 30),
    method: str = "nmf",
    seed: int = 0,
    *,
    windows: DocumentTermMatrix | None = None,
    window: str = "document",
    n_refits: int = 5,
    n_seeds: int = 1,
    share: float = 0.8,
) -> pd.DataFrame:
    """Compare numbers of topics by what can be measured of them.

    Parameters
    ----------
    matrix : DocumentTermMatrix
        With a column doc_id where a document is less than an article, so that articles are resampled whole.
    numbers : sequence of int
        Numbers of topics.
    method, seed
        See fit_topics.
    windows : DocumentTermMatrix, optional
        Where terms are looked for together (see score_coherence): sentences, or windows of tokens where text is at
        hand; by default the documents themselves.
    window : str
        What these are, for the record.
    n_refits, n_seeds : int
        Refits on resampled articles and from other seeds, for each number.
    share : float
        The part of the articles in each resample.

    Returns
    -------
    DataFrame
        One row a number: n_topics; coherence (mean NPMI); exclusivity; held_out (see predict_held_out); stability (mean
        matched Jaccard of top tens over resampled articles), stability_low and stability_high (least and greatest
        resample), stability_least (the least stable topic), stability_seeds; n_stable (topics of at least .5);
        n_articles, n_documents; window; enough (ten articles a topic); recommended (see recommend_n_topics).

    Raises
    ------
    ValueError
        If the matrix cannot bear one of the numbers.

    Notes
    -----
    No number is the true one. The recommendation is the most stable of the most coherent numbers that hold still: it is
    about reading the topics; held-out reconstruction speaks for prediction and asks for more topics.
    """
    windows = matrix if windows is None else windows
    n_articles = int(number_articles(matrix.documents).max()) + 1
    rows = []
    for n_topics in numbers:
        model = fit_topics(matrix, n_topics, method, seed)
        scores = score_topics(model, windows)
        held_out = predict_held_out(matrix, n_topics, method, seed)
        row = {"n_topics": n_topics, "held_out": held_out, "n_articles": n_articles, "window": window}
        row |= {"n_documents": len(matrix.documents), "enough": n_articles >= ARTICLES_PER_TOPIC * n_topics}
        row |= {"coherence": scores["coherence"].mean(), "exclusivity": scores["exclusivity"].mean()}
        rows.append(row | _measure_stability(matrix, model, n_refits, n_seeds, share))
    table = pd.DataFrame(rows)
    fit = table[table["enough"] & (table["stability"] >= STABLE)]
    fit = fit[fit["coherence"] >= fit["coherence"].max() - NEAR]
    table["recommended"] = table.index == (fit["stability"].idxmax() if len(fit) else -1)
    return table[COLUMNS]


def describe_topics(
    matrix: DocumentTermMatrix,
    model: TopicModel,
    windows: DocumentTermMatrix | None = None,
    n_refits: int = 10,
    share: float = 0.8,
    refits: Refits | None = None,
) -> pd.DataFrame:
    """Return score_topics and each topic's stability: its mean matched Jaccard of top tens over resampled articles."""
    stability = score_stability(matrix, model, "articles", n_refits, share=share, seed=model.seed, refits=refits)
    scores = score_topics(model, matrix if windows is None else windows)
    return scores.assign(stability=stability.groupby("topic")["jaccard"].mean())


def _measure_stability(
    matrix: DocumentTermMatrix, model: TopicModel, n_refits: int, n_seeds: int, share: float
) -> dict[str, float]:
    """Return the columns on stability of one number of topics; NaN where there is but one article to resample."""
    reseeded = score_stability(matrix, model, "seeds", n_seeds)["jaccard"].mean()
    if number_articles(matrix.documents).max() == 0:
        return dict.fromkeys(STABILITY, np.nan) | {"n_stable": 0, "stability_seeds": reseeded}
    resampled = score_stability(matrix, model, "articles", n_refits, share=share, seed=model.seed)
    refits, topics = resampled.groupby("refit")["jaccard"].mean(), resampled.groupby("topic")["jaccard"].mean()
    return {
        "stability": refits.mean(), "stability_low": refits.min(), "stability_high": refits.max(),
        "stability_least": topics.min(), "n_stable": int((topics >= STABLE).sum()),
        "stability_seeds": reseeded,
    }  # fmt: skip


def predict_held_out(
    matrix: DocumentTermMatrix, n_topics: int, method: str = "nmf", seed: int = 0, share: float = HELD_OUT
) -> float:
    """Return how much of unseen documents the topics explain: half of the terms predicted from the other half.

    Topics are fitted on a part of the articles; a held-out document's loadings come from a random half of the terms,
    and the other half of its weights is predicted from these.

    Returns
    -------
    float
        1 less the squared error as a part of the sum of squares; 0 or less: nothing is explained; NaN: one article.

    References
    ----------
    Owen and Perry (2009), Annals of Applied Statistics 3(2) (bi-cross-validation): unlike the error of documents that
    lent all their terms, this one can rise with the number of topics.
    """
    fitted = draw_articles(matrix, 1, share, False, seed)[0]
    rest = np.setdiff1d(np.arange(matrix.counts.shape[0]), fitted)
    if not len(rest):
        return np.nan
    model = fit_topics(select_documents(matrix, fitted), n_topics, method, seed)
    counts = align_terms(select_documents(matrix, rest), model.terms)
    values = weigh_documents(counts, np.arange(len(model.terms)), model.term_weight, plain=method == "lda")
    given = np.random.default_rng(seed).random(len(model.terms)) < 0.5
    loadings = load_documents(sparse.csr_array(values[:, np.flatnonzero(given)]), model.factor[:, given], method)
    hidden = sparse.csr_array(values[:, np.flatnonzero(~given)])
    wanted, total = model.factor[:, ~given], float(hidden.data @ hidden.data)
    fit = 2 * float(np.vdot(loadings, hidden @ wanted.T)) - float(np.vdot(loadings.T @ loadings, wanted @ wanted.T))
    return fit / total if total else np.nan


def choose_unit(articles: pd.DataFrame) -> tuple[str, ...]:
    """Return what a document should be: sentences where there are fewer than FEW articles, else articles."""
    return ("article", "sentence") if len(articles) < FEW else ("article",)


def list_numbers(articles: pd.DataFrame, matrix: DocumentTermMatrix) -> tuple[int, ...]:
    """Return the numbers of topics worth trying: at least two documents a topic where a part of the articles is fitted.

    Raises
    ------
    ValueError
        If two topics are too many for that already.
    """
    documents = matrix.documents[matrix.documents["n_tokens"] > 0]
    sizes = documents.groupby("doc_id").size().sort_values()
    most = int(sizes.head(max(1, int(HELD_OUT * len(sizes)))).sum()) // 2
    numbers = (2, 3, 4, 5, 6, 7, 8) if len(articles) < FEW else (5, 10, 15, 20, 30)
    if most < numbers[0]:
        raise ValueError(f"{len(documents)} documents with words are too few for topics")
    return tuple([n for n in numbers if n <= most])


def pick_n_topics(table: pd.DataFrame) -> int:
    """Return the number of topics that choose_n_topics recommends, or the most stable where it recommends none."""
    row = table["recommended"] if table["recommended"].any() else table["stability"]
    return int(table["n_topics"].iloc[int(np.argmax(row.fillna(-1)))])


def recommend_n_topics(table: pd.DataFrame) -> str:
    """Say in one sentence which number of topics to read, and why; or that the corpus is too small.

    Parameters
    ----------
    table : DataFrame
        As choose_n_topics returns it.
    """
    n_articles, least = int(table["n_articles"].iloc[0]), int(table["n_topics"].min())
    if table["recommended"].any():
        row = table[table["recommended"]].iloc[0]
        return (
            f"Read {row['n_topics']} topics: of the numbers tried whose topics come back in resampled articles (mean "
            f"Jaccard {row['stability']:.2f} of top tens, {row['n_stable']} of {row['n_topics']} topics at least "
            f"{STABLE}), these are the steadiest of the most coherent (NPMI {row['coherence']:.2f} by {row['window']})."
        )
    if not table["enough"].any():
        few = f"{n_articles} articles are" if n_articles > 1 else "1 article is"
        return (
            f"{few} too few for topics to be more than a reading aid: even {least} topics would need "
            f"{ARTICLES_PER_TOPIC * least}, {ARTICLES_PER_TOPIC} a topic."
        )
    best = table.iloc[int(np.argmax(table["stability"].to_numpy()))]
    return (
        f"No number of topics tried holds still: the most stable, {best['n_topics']}, reaches a mean Jaccard of "
        f"{best['stability']:.2f} over resampled articles, below {STABLE}; take topics as a reading aid only."
    )
