"""Segments in, claims out: what a sentence says in one voice without a break."""

import pandas as pd

__all__ = ["name_claims"]


def name_claims(segments: pd.DataFrame) -> pd.Series:
    """Return the claim that each segment belongs to, by the segment_id of its first segment.

    Parameters
    ----------
    segments : DataFrame
        With segment_id, doc_id, sentence_id, start and voice.

    Returns
    -------
    Series of str
        By the index of segments. Neighbours of one sentence in one voice are one claim: a quotation and the words that
        lead to it. What another voice interrupts is two.

    Examples
    --------
    >>> rows = [("a.0", 0, "x"), ("a.1", 9, "x"), ("a.2", 20, "y"), ("a.3", 30, "x")]
    >>> table = pd.DataFrame(rows, columns=["segment_id", "start", "voice"]).assign(doc_id="a", sentence_id="a")
    >>> name_claims(table).tolist()
    ['a.0', 'a.0', 'a.2', 'a.3']
    """
    ordered = segments.sort_values(["doc_id", "start"], kind="stable")
    keys = ordered[["sentence_id", "voice"]]
    begins = (keys != keys.shift()).any(axis=1)
    firsts = ordered["segment_id"][begins]
    return pd.Series(firsts.array.take(begins.cumsum().to_numpy() - 1), ordered.index).reindex(segments.index)
