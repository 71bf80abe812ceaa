"""Pairs of texts -> which claims of one side tell the same matter as which of the other."""

import pandas as pd

from analysis.annotation.events.claim_links import align_claims
from analysis.corpus import tables
from analysis.corpus.claims import name_claims

__all__ = ["link_pairs"]


def link_pairs(pairs: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Link the claims of each pair; a claim is what a sentence says in one side's voice without a break.

    Parameters
    ----------
    pairs : DataFrame
        As document_pairs.pair_documents returns it.
    segments : DataFrame
        With segment_id, doc_id, sentence_id, start, voice and text.

    Returns
    -------
    DataFrame
        The table links: pair_id, segment_id (the first of a claim of the first side), other_segment_id, score (at
        least claim_links.LINKED).
    """
    spoken = segments.assign(claim=name_claims(segments)).sort_values(["doc_id", "start"], kind="stable")
    texts = spoken.groupby(["doc_id", "voice", "claim"], sort=False)["text"].agg(" ".join).reset_index()
    claims = {key: own.set_index("claim")["text"] for key, own in texts.groupby(["doc_id", "voice"], sort=False)}
    found = []
    for row in pairs.to_dict("records"):
        keys = [(row["doc_id"], row["side"]), (row["other_doc_id"], row["other_side"])]
        if any(key not in claims for key in keys):
            continue  # one side says nothing in its text
        own, others = (claims[key] for key in keys)
        linked = align_claims(own.tolist(), others.tolist()).query("linked")
        ids = {"segment_id": own.index[linked["claim"]], "other_segment_id": others.index[linked["other"]]}
        found.append(pd.DataFrame(ids | {"score": linked["score"].to_numpy()}).assign(pair_id=row["pair_id"]))
    columns = list(tables.COLUMNS["links"])
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)
    return table[columns].astype({"score": float})
