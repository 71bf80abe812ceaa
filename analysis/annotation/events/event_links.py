"""Pairs of texts -> which claims of one side tell the same matter as which of the other."""

import numpy as np
import pandas as pd

from analysis.annotation.events.claim_links import LINKED, score_claim_pairs
from analysis.corpus.claims import name_claims

__all__ = ["KEYS", "link_pairs", "score_claims"]

KEYS = ["pair_id", "segment_id", "other_segment_id"]


def link_pairs(pairs: pd.DataFrame, segments: pd.DataFrame, coded: pd.DataFrame | None = None) -> pd.DataFrame:
    """Link the claims of each pair; a claim is what a sentence says in one side's voice without a break.

    Parameters
    ----------
    pairs : DataFrame
        As document_pairs.pair_documents returns it.
    segments : DataFrame
        With segment_id, doc_id, sentence_id, start, voice and text.
    coded : DataFrame, optional
        A coder's sheet (link_sheets.read_link_sheet): its `yes` links, its `no` unlinks, with a score of 1.

    Returns
    -------
    DataFrame
        The table links: pair_id, segment_id (the first of a claim of the first side), other_segment_id, score (at
        least claim_links.LINKED).

    Raises
    ------
    ValueError
        If the sheet names a pair or a claim that there is not.
    """
    scored = score_claims(pairs, segments)
    if coded is None:
        return scored[scored["score"] >= LINKED].reset_index(drop=True)
    _check_coded(coded, pairs, segments)
    judged = scored.merge(coded[[*KEYS, "coded"]], on=KEYS, how="outer")
    judged["coded"] = judged["coded"].fillna("")
    kept = (judged["coded"] == "yes") | ((judged["coded"] == "") & (judged["score"] >= LINKED))
    judged.loc[judged["coded"] == "yes", "score"] = 1.0
    return judged.loc[kept, [*KEYS, "score"]].sort_values(KEYS, ignore_index=True)


def score_claims(pairs: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Return all pairs of claims with their scores, those below claim_links.LEAST left out: the columns of links."""
    claims = _list_claims(segments)
    found: dict[str, list[str]] = {column: [] for column in KEYS}
    scores = [np.empty(0)]
    for pair_id, *ends in pairs[["pair_id", "doc_id", "side", "other_doc_id", "other_side"]].itertuples(index=False):
        own, others = claims.get(tuple(ends[:2]), {}), claims.get(tuple(ends[2:]), {})
        places, other_places, score = score_claim_pairs([*own.values()], [*others.values()])
        found["pair_id"] += [pair_id] * len(score)
        found["segment_id"] += map([*own].__getitem__, places)
        found["other_segment_id"] += map([*others].__getitem__, other_places)
        scores.append(score)
    return pd.DataFrame(found, dtype=str).assign(score=np.concatenate(scores))


def _list_claims(segments: pd.DataFrame) -> dict[tuple[str, str], dict[str, str]]:
    """Return the text of each claim in the order of telling, for each article and voice."""
    spoken = segments.assign(claim=name_claims(segments)).sort_values(["doc_id", "start"], kind="stable")
    claims: dict[tuple[str, str], dict[str, str]] = {}
    for doc_id, voice, claim, text in spoken[["doc_id", "voice", "claim", "text"]].itertuples(index=False):
        own = claims.setdefault((doc_id, voice), {})
        own[claim] = f"{own[claim]} {text}" if claim in own else text
    return claims


def _check_coded(coded: pd.DataFrame, pairs: pd.DataFrame, segments: pd.DataFrame) -> None:
    """Raise if a sheet names a pair or a claim that there is not."""
    claims = set(name_claims(segments))
    for column, known in (("pair_id", set(pairs["pair_id"])), ("segment_id", claims), ("other_segment_id", claims)):
        lost = coded.loc[~coded[column].isin(known), column]
        if len(lost):
            raise ValueError(
                f"the sheet of links has {column} {lost.iloc[0]!r}, which this corpus has not; make the sheet anew: "
                "readouts code CORPUS --pairs"
            )
