"""How much of each group's documents each topic takes up, with intervals that resample articles."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.measures.inference.inference import MINIMUM, adjust_fdr, bootstrap_mean, compare_groups
from analysis.measures.terms.matrix import DocumentTermMatrix
from analysis.measures.topics.topic_stability import match_topics, refit_topics
from analysis.measures.topics.topics import TopicModel, apply_model

__all__ = ["contrast_topics", "list_shares", "name_columns", "share_refits", "share_topics"]

Array = npt.NDArray[np.float64]
COLUMNS = ["topic", "share", "low", "high", "level", "n_articles", "n_documents", "n_undefined", "over", "refusal"]
CONTRAST = [
    "topic", "target", "reference", "share_target", "share_reference", "difference", "low", "high", "p", "p_adjusted",
    "n_articles_target", "n_articles_reference", "refusal",
]  # fmt: skip


def list_shares(model: TopicModel, metadata: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the documents with a column topic_0, topic_1, ... of shares each, NaN where undefined.

    Parameters
    ----------
    model : TopicModel
    metadata : DataFrame, optional
        One row a doc_id (articles): its other columns are joined to the documents.
    """
    names = name_columns(model)
    table = model.documents.drop(columns="undefined")
    if "doc_id" not in table.columns:
        table = table.assign(doc_id=np.arange(len(table)).astype(str))
    if metadata is not None:
        new = [c for c in metadata.columns if c == "doc_id" or c not in table.columns]
        table = table.merge(metadata[new], on="doc_id", how="left", validate="m:1")
    return pd.concat([table, pd.DataFrame(model.document_topic, columns=names, index=table.index)], axis=1)


def name_columns(model: TopicModel) -> list[str]:
    """Return topic_0, topic_1, ..."""
    return [f"topic_{topic}" for topic in range(model.n_topics)]


def share_topics(
    model: TopicModel,
    by: Sequence[str] = (),
    metadata: pd.DataFrame | None = None,
    *,
    weight: str = "",
    n_resamples: int = 2_000,
    level: float = 0.95,
    seed: int = 0,
    minimum: int | None = None,
) -> pd.DataFrame:
    """Estimate the mean share of each topic in each group, articles being resampled.

    Parameters
    ----------
    model : TopicModel
    by : sequence of str
        Columns to group by, e.g. ["outlet"] or ["voice", "event"]; by default all documents are one group.
    metadata : DataFrame, optional
        One row a doc_id (articles), where the columns `by` are not among the model's documents.
    weight : str
        A column of the documents, e.g. "n_words"; by default every document counts alike.
    n_resamples, level, seed, minimum
        See bootstrap_mean.

    Returns
    -------
    DataFrame
        One row a group and topic: by, topic, share (of a group they sum to 1), low, high, level, n_articles,
        n_documents, n_undefined (documents left out, whose shares are undefined), over, refusal (why there is no
        interval, or "").

    Raises
    ------
    ValueError
        If a column is missing.

    Notes
    -----
    The intervals take the topics as given. `share_refits` lets them vary as well; where topics are unstable its
    intervals are the honest ones.
    """
    table = list_shares(model, metadata)
    parts = []
    for topic, name in enumerate(name_columns(model)):
        part = bootstrap_mean(
            table, name, by=by, weight=weight, n_resamples=n_resamples, level=level, seed=seed, minimum=minimum
        )
        parts.append(part.assign(topic=topic))
    shares = pd.concat(parts, ignore_index=True).rename(columns={"estimate": "share", "n_segments": "n_documents"})
    shares[["low", "high"]] = shares[["low", "high"]].clip(0, 1)  # a studentised interval knows no bounds
    return shares.sort_values([*by, "topic"], kind="stable", ignore_index=True)[[*by, *COLUMNS]]


def share_refits(
    matrix: DocumentTermMatrix,
    model: TopicModel,
    by: Sequence[str] = (),
    metadata: pd.DataFrame | None = None,
    *,
    weight: str = "",
    n_refits: int = 50,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Estimate the mean share of each topic in each group, the topics being fitted anew on each resample of articles.

    Parameters
    ----------
    matrix : DocumentTermMatrix
        What the model was fitted on.
    model, by, metadata, weight, level, seed
        See share_topics.
    n_refits : int
        Bootstrap resamples of the articles; each costs one fit.

    Returns
    -------
    DataFrame
        As share_topics; low and high are percentiles over the refits, whose topics are matched to the model's.

    Notes
    -----
    A topic that a refit lacks has no match worth the name and its share there is some other topic's: see
    score_stability first. Groups of few articles get no interval.
    """
    shares = share_topics(model, by, metadata, weight=weight, n_resamples=1, level=level, seed=seed)
    keys = list_shares(model, metadata)
    group: npt.NDArray[np.integer] = np.zeros(len(keys), np.int64)
    if by:
        group = keys.groupby(list(by), sort=True, dropna=False).ngroup().to_numpy(np.int64)
    weights = keys[weight].to_numpy(float) if weight else np.ones(len(keys))
    means = []
    for rows, refit in refit_topics(matrix, model, "articles", n_refits, share=1.0, replace=True, seed=seed):
        matched = match_topics(model, refit)["matched"].to_numpy()
        means.append(_mean_by_group(apply_model(refit, matrix).document_topic[:, matched], group, weights, rows))
    tails = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.nanquantile(np.array(means), tails, axis=0)  # (n_groups, n_topics), as the rows are sorted
    enough = (shares["n_articles"] >= MINIMUM["articles"]).to_numpy()
    shares["low"] = np.where(enough, low.ravel(), np.nan)
    shares["high"] = np.where(enough, high.ravel(), np.nan)
    shares["refusal"] = np.where(enough, "", shares["refusal"])
    return shares.assign(over="articles, topics refitted")


def _mean_by_group(
    shares: Array, group: npt.NDArray[np.integer], weights: Array, rows: npt.NDArray[np.integer]
) -> Array:
    """Return the weighted mean shares (n_groups, n_topics) of the rows; undefined documents are left out."""
    rows = rows[~np.isnan(shares[rows]).any(axis=1)]
    n_groups = int(group.max()) + 1
    total = np.bincount(group[rows], weights[rows], n_groups)
    sums = [np.bincount(group[rows], weights[rows] * column[rows], n_groups) for column in shares.T]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.stack(sums, axis=1) / total[:, None]


def contrast_topics(
    model: TopicModel,
    target: str,
    reference: str,
    by: str = "outlet",
    metadata: pd.DataFrame | None = None,
    *,
    weight: str = "",
    n_resamples: int = 2_000,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare the topics' mean shares in two groups.

    Parameters
    ----------
    model : TopicModel
    target, reference : str
        Two values of the column `by`; the difference is target less reference.
    by, metadata, weight, n_resamples, level, seed
        See share_topics.

    Returns
    -------
    DataFrame
        One row a topic: topic, target, reference, share_target, share_reference, difference, low, high, p
        (permutation of articles), p_adjusted (Benjamini and Hochberg over the topics), n_articles_target,
        n_articles_reference, refusal.

    Raises
    ------
    ValueError
        If a column is missing, or `by` never takes the value of a side.
    """
    table = list_shares(model, metadata)
    parts = [
        compare_groups(
            table, name, target, reference, by=by, weight=weight, n_resamples=n_resamples, level=level, seed=seed
        ).assign(topic=topic)
        for topic, name in enumerate(name_columns(model))
    ]
    contrast = pd.concat(parts, ignore_index=True).rename(
        columns={"mean_target": "share_target", "mean_reference": "share_reference", "estimate": "difference"}
    )
    return contrast.assign(p_adjusted=adjust_fdr(contrast["p"]))[CONTRAST]
