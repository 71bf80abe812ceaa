"""For whom a mention of an issue counts: who speaks the sentence, and what is reported of both sides together."""

import pandas as pd

from analysis.corpus import tables, together
from analysis.corpus.study import OUTLET, Study

__all__ = ["count_joint", "count_raised", "list_speech", "place_mentions"]


def list_speech(segments: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return one row a sentence and voice that speaks in it: its words, the sentence's number, outlet and event."""
    tables.check_table(segments, "segments", ["segment_id", "sentence_id", "doc_id", "start", "voice", "n_words"])
    tables.check_table(articles, "articles", ["doc_id", "outlet", "event"])
    begins = segments.groupby("sentence_id", sort=False).agg(doc_id=("doc_id", "first"), start=("start", "min"))
    begins["position"] = begins.groupby("doc_id")["start"].rank(method="first").astype(int)
    voiced = set(segments.loc[segments["voice"] != OUTLET, "sentence_id"])
    own = segments[(segments["voice"] != OUTLET) | ~segments["sentence_id"].isin(voiced)]
    speech = own.groupby(["sentence_id", "voice"], sort=False, as_index=False)["n_words"].sum()
    speech = speech.join(begins[["doc_id", "position"]], on="sentence_id")
    return speech.merge(articles[["doc_id", "outlet", "event"]], on="doc_id", how="left")


def place_mentions(mentions: pd.DataFrame, segments: pd.DataFrame, speech: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Return one row a mention and voice that it counts for by itself: those of `speech` with segment_id and issue."""
    tables.check_table(mentions, "mentions", ["segment_id", "issue"])
    columns = ["segment_id", "sentence_id", "voice"]
    spoken = segments[columns].assign(both=_is_joint(segments, study), half=together.find_halves(segments))
    found = mentions[["segment_id", "issue"]].merge(spoken.rename(columns={"voice": "said_by"}))
    placed = found.merge(speech, on="sentence_id")
    own = (placed["said_by"] == placed["voice"]) & ~(placed["both"] & placed["half"])
    led = (placed["said_by"] == OUTLET) & ~(placed["both"] & placed["voice"].isin(study.sides))
    return placed[own | led].drop(columns=["both", "half"])


def _is_joint(segments: pd.DataFrame, study: Study) -> pd.Series:
    """Tell which segments the text reports of both sides together."""
    if "joint" not in segments:
        return pd.Series(False, index=segments.index)
    return (
        segments["joint"]
        .map({joint: set(study.sides) <= set(joint.split()) for joint in set(segments["joint"])})
        .astype(bool)
    )


def count_joint(
    mentions: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame, study: Study, by: list[str]
) -> pd.DataFrame:
    """Return one row a side and issue that is reported of both sides together, with the number of its sentences."""
    if "voice" not in by:
        return pd.DataFrame(columns=[*by, "issue", "n_joint"]).astype({"n_joint": float})
    known = segments.loc[_is_joint(segments, study), ["segment_id", "sentence_id", "doc_id"]]
    found = mentions[["segment_id", "issue"]].merge(known)
    found = found.merge(articles[["doc_id", "outlet", "event"]], on="doc_id", how="left")
    found = found.merge(pd.DataFrame({"voice": list(study.sides)}), how="cross")
    return found.groupby([*by, "issue"], as_index=False).agg(n_joint=("sentence_id", "nunique"))


def count_raised(raised: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return one row a side and issue that it raises, with how much and the first position."""
    keys = [*by, "issue"]
    once = raised.drop_duplicates([*keys, "sentence_id", "voice"])
    counts = raised.groupby(keys, observed=True, as_index=False).agg(
        n_articles=("doc_id", "nunique"),
        n_sentences=("sentence_id", "nunique"),
        n_segments=("segment_id", "nunique"),
        n_mentions=("issue", "size"),
        first_position=("position", "min"),
    )
    words = once.groupby(keys, observed=True)["n_words"].sum().reset_index()
    return counts.assign(n_words=words["n_words"].to_numpy())  # the same groups in the same order, also of no row
