"""Segments of press services in, frames out by whom the text was a talk with: the other side, somebody else, nobody."""

import pandas as pd

from analysis.corpus.study import Study
from analysis.measures.inference import inference

__all__ = ["RELATIONS", "frame_relations"]

RELATIONS = ("the other side", "others", "nobody named")


def frame_relations(
    segments: pd.DataFrame, articles: pd.DataFrame, study: Study, n_resamples: int = 10_000, seed: int = 0
) -> pd.DataFrame:
    """Return each side's frame by whose relation its texts present.

    Parameters
    ----------
    segments : DataFrame
        With doc_id, voice, frame, n_words.
    articles : DataFrame
        With genre and counterparts; news has none, and is left out.
    study : Study
    n_resamples, seed
        Of inference.bootstrap_mean.

    Returns
    -------
    DataFrame
        One row a side and relation that occurs: voice, relation (of RELATIONS), then the columns of
        inference.bootstrap_mean. Only the first relation is how a side frames the other; what a side says of the other
        to a third presents the relation to that third.
    """
    official = articles[articles["genre"] != "news"]
    met = official.get("counterparts", pd.Series("", index=official.index)).fillna("").str.split("; ").map(set)
    spoken = dict(zip(official["doc_id"], met, strict=True))
    own = segments[segments["voice"].isin(study.sides) & segments["doc_id"].isin(spoken)]
    other = dict(zip(study.sides, study.sides[::-1], strict=True))
    relations = [_name_relation(spoken[d], other[v]) for d, v in zip(own["doc_id"], own["voice"], strict=True)]
    named = own.assign(relation=relations)
    return inference.bootstrap_mean(named, "frame", by=["voice", "relation"], n_resamples=n_resamples, seed=seed)


def _name_relation(met: set[str], other: str) -> str:
    """Return whose relation a text presents."""
    return RELATIONS[0] if other in met else RELATIONS[1] if met - {""} else RELATIONS[2]
