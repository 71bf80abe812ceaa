"""Pairs of texts -> which claims of one side tell the same matter as which of the other."""

import pandas as pd

from analysis.annotation.events.claim_links import LINKED, align_claims
from analysis.corpus import tables
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
    spoken = segments.assign(claim=name_claims(segments)).sort_values(["doc_id", "start"], kind="stable")
    texts = spoken.groupby(["doc_id", "voice", "claim"], sort=False)["text"].agg(" ".join).reset_index()
    claims = {key: own.set_index("claim")["text"] for key, own in texts.groupby(["doc_id", "voice"], sort=False)}
    found = []
    for row in pairs.to_dict("records"):
        ends = [(row["doc_id"], row["side"]), (row["other_doc_id"], row["other_side"])]
        if any(end not in claims for end in ends):
            continue  # one side says nothing in its text
        own, others = (claims[end] for end in ends)
        scored = align_claims(own.tolist(), others.tolist())
        ids = {"segment_id": own.index[scored["claim"]], "other_segment_id": others.index[scored["other"]]}
        found.append(pd.DataFrame(ids | {"score": scored["score"].to_numpy()}).assign(pair_id=row["pair_id"]))
    columns = list(tables.COLUMNS["links"])
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)
    return table[columns].astype({"score": float})


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
