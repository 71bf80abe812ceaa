"""Which statements about topics survive other seeds, other numbers of topics and leaving one article out."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from analysis.measures.inference import limits
from analysis.measures.terms.matrix import DocumentTermMatrix
from analysis.measures.topics.topic_shares import list_shares, name_columns
from analysis.measures.topics.topic_stability import match_topics, number_articles, select_documents
from analysis.measures.topics.topics import TopicModel, fit_topics, top_terms

__all__ = ["refit_claims"]

KINDS = ("seeds", "numbers", "left_out")
COLUMNS = ["topic", "terms", "by", "group", "share", "runner_up"]


def refit_claims(
    matrix: DocumentTermMatrix,
    model: TopicModel,
    by: Sequence[str] = ("outlet", "event"),
    metadata: pd.DataFrame | None = None,
    *,
    numbers: Sequence[int] = (),
    n_seeds: int = 3,
    n_left_out: int = 25,
    minimum: float = 0.5,
) -> pd.DataFrame:
    """Make statements from a model and try each on refits.

    The statements: a topic is there; and, for each column of `by`, it takes up most in one group.

    Parameters
    ----------
    matrix : DocumentTermMatrix
        What the model was fitted on, with a column doc_id.
    model : TopicModel
    by : sequence of str
        Columns of the matrix's documents or of `metadata`.
    metadata : DataFrame, optional
        One row a doc_id (articles).
    numbers : sequence of int
        Other numbers of topics; by default one and two fewer and more, above 1.
    n_seeds : int
    n_left_out : int
        Articles left out, one at a time: all, or so many drawn at random where there are more; of more than
        limits.SINGLE_ARTICLES none.
    minimum : float
        The least cosine at which a topic of a refit counts as this topic.

    Returns
    -------
    DataFrame
        One row a statement: topic, terms (its top five), by ("" for: the topic is there), group, share (mean over the
        group's documents; for a topic over all), runner_up (the next group's share); then held_ and tried_ for seeds,
        numbers and left_out (articles), and survives (held in all that were tried). Leaving out the only article of a
        group does not try a statement about that group.

    Notes
    -----
    Surviving says that a statement does not hang on a choice; it does not make five articles a sample of anything.
    """
    numbers = numbers or [n for n in range(model.n_topics - 2, model.n_topics + 3) if n > 1 and n != model.n_topics]
    groups = [_mean_shares(model, column, metadata) for column in by]
    claims = _drop_same_articles(_make_claims(model, groups), model, metadata)
    held = pd.DataFrame(0, index=claims.index, columns=[f"{a}_{kind}" for kind in KINDS for a in ("held", "tried")])
    for kind, refit in _vary_fit(matrix, model, numbers, n_seeds, n_left_out):
        matched = match_topics(model, refit)
        found = matched["matched"].where(matched["cosine"] >= minimum, -1).to_numpy()
        shares = {column: _mean_shares(refit, column, metadata) for column in by}
        for number, topic, column, group in zip(
            claims.index, claims["topic"], claims["by"], claims["group"], strict=True
        ):
            if column and group not in shares[column].index:
                continue
            back = found[topic] >= 0
            holds = back and (not column or shares[column].iloc[:, found[topic]].idxmax() == group)
            held.loc[number, f"tried_{kind}"] += 1
            held.loc[number, f"held_{kind}"] += int(holds)
    survives = np.all([held[f"held_{kind}"] == held[f"tried_{kind}"] for kind in KINDS], axis=0)
    return pd.concat([claims, held], axis=1).assign(survives=survives)


def _drop_same_articles(claims: pd.DataFrame, model: TopicModel, metadata: pd.DataFrame | None) -> pd.DataFrame:
    """Return the statements, of two about one topic and the very same articles the first alone."""
    documents = list_shares(model, metadata)
    key = "doc_id" if "doc_id" in documents else documents.columns[0]
    about = [
        " ".join(sorted(map(str, documents.loc[documents[by] == group, key]))) if by else ""
        for by, group in zip(claims["by"], claims["group"], strict=True)
    ]
    return claims[~claims.assign(about=about).duplicated(["topic", "about"])].reset_index(drop=True)


def _mean_shares(model: TopicModel, column: str, metadata: pd.DataFrame | None) -> pd.DataFrame:
    """Return the mean shares, groups by topics; the index is named after the column; empty cells are no group."""
    table = list_shares(model, metadata)
    if column not in table.columns:
        raise ValueError(
            f"neither documents nor metadata has the column '{column}'; they have {', '.join(map(str, table))}"
        )
    known = table[table[column].notna() & (table[column] != "")]
    return known.groupby(column, sort=True)[name_columns(model)].mean().dropna(how="all")


def _make_claims(model: TopicModel, groups: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the statements, topic by topic."""
    overall = np.nanmean(model.document_topic, axis=0)
    rows: list[tuple[object, ...]] = []
    for topic, terms in enumerate(top_terms(model, 5)):
        rows.append((topic, ", ".join(terms), "", "", overall[topic], np.nan))
        for shares in (table for table in groups if len(table) > 1):  # one group alone is at no one's expense
            ranked = shares.iloc[:, topic].sort_values(ascending=False, kind="stable")
            rows.append((topic, ", ".join(terms), shares.index.name, ranked.index[0], ranked.iloc[0], ranked.iloc[1]))
    return pd.DataFrame(rows, columns=COLUMNS)


def _vary_fit(
    matrix: DocumentTermMatrix, model: TopicModel, numbers: Sequence[int], n_seeds: int, n_left_out: int
) -> Iterator[tuple[str, TopicModel]]:
    """Yield the refits, each with the kind of choice that it varies; a number that cannot be fitted is passed over."""
    for seed in range(model.seed + 1, model.seed + 1 + n_seeds):
        yield "seeds", fit_topics(matrix, model.n_topics, model.method, seed)
    for number in numbers:
        if number <= min(len(matrix.documents), len(model.terms)):
            yield "numbers", fit_topics(matrix, number, model.method, model.seed)
    article = number_articles(matrix.documents)
    order = np.random.default_rng(model.seed).permutation(int(article.max()) + 1)
    for left_out in order[: n_left_out if 1 < len(order) <= limits.SINGLE_ARTICLES else 0]:
        rest = select_documents(matrix, np.flatnonzero(article != left_out))
        yield "left_out", fit_topics(rest, model.n_topics, model.method, model.seed)
