"""Reuse in, how much of each article stands elsewhere out; needs no text."""

from collections import defaultdict

import pandas as pd

from analysis.corpus import tables

__all__ = ["compare_documents", "once", "summarise_reuse"]


def once(
    segments: pd.DataFrame, reuse: pd.DataFrame, articles: pd.DataFrame | None = None, min_share: float = 0.5
) -> list[str]:
    """List the segments to leave out so that words standing in several places count once.

    Parameters
    ----------
    segments : DataFrame
        With segment_id and doc_id, in the order of the articles.
    reuse : DataFrame
        As `find_reuse` gives it; no text is needed.
    articles : DataFrame, optional
        With doc_id and published: earlier articles come first, those of unknown date last. Without it, the order of
        the segments decides which occurrence is the first.
    min_share : float
        A segment is left out when this share of its words, or more, stands in one other segment that is kept.

    Returns
    -------
    list of str
        segment_id of what repeats: of two segments the one that stands more fully in the other, of two equal ones the
        later. In the order of the segments.

    Examples
    --------
    >>> segments = pd.DataFrame({"segment_id": ["a", "b"], "doc_id": ["1", "2"]})
    >>> pairs = [("a", "1", "b", "2", 9, 1.0), ("b", "2", "a", "1", 9, 1.0)]
    >>> once(segments, pd.DataFrame(pairs, columns=tables.COLUMNS["reuse"]))
    ['b']
    """
    tables.check_table(segments, "segments", ["segment_id", "doc_id"])
    tables.check_table(reuse, "reuse")
    again = segments[segments["segment_id"].isin(reuse["segment_id"])]
    rank = {segment_id: n for n, segment_id in enumerate(_order_segments(again, articles))}
    known = reuse[reuse["segment_id"].isin(rank) & reuse["other_segment_id"].isin(rank)]
    pairs = zip(known["segment_id"].tolist(), known["other_segment_id"].tolist(), strict=True)
    share = dict(zip(pairs, known["share"].tolist(), strict=True))
    holders: dict[str, list[str]] = defaultdict(list)
    for (one, other), held in share.items():
        # The one that stands more fully in the other adds less; of two equal ones, the later.
        if held >= min_share and (held, rank[one]) > (share.get((other, one), 0.0), rank[other]):
            holders[one].append(other)
    out: set[str] = set()
    for one in sorted(holders, key=rank.__getitem__):
        if not out.issuperset(holders[one]):
            out.add(one)
    return [segment_id for segment_id in again["segment_id"] if segment_id in out]


def _order_segments(segments: pd.DataFrame, articles: pd.DataFrame | None) -> list[str]:
    """Return the segment_ids by date of their article where it is known, else as they stand."""
    if articles is None:
        return segments["segment_id"].tolist()
    tables.check_table(articles, "articles", ["doc_id", "published"])
    dates = segments["doc_id"].astype(str).map(dict(zip(articles["doc_id"], articles["published"], strict=True)))
    dates = dates.where(dates.notna() & (dates != ""), "9999")
    return segments.loc[dates.sort_values(kind="stable").index, "segment_id"].tolist()


def summarise_reuse(segments: pd.DataFrame, reuse: pd.DataFrame, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """Count how much of each article stands elsewhere too.

    Parameters
    ----------
    segments : DataFrame
        With segment_id, doc_id and n_words. Reuse with a segment that is not among them is left aside.
    reuse : DataFrame
    articles : DataFrame, optional
        For the dates, see `once`.

    Returns
    -------
    DataFrame
        One row an article: doc_id; n_words; n_shared, words that stand in another article too; share of n_words
        (0 to 1); n_documents, the other articles that have some of them; n_repeated, words that stand in the same
        article again; n_left_out, words of the segments that `once` leaves out.

    Notes
    -----
    n_shared is a lower bound where several articles share different words of one segment: the largest overlap counts.
    """
    known = _keep_known(segments, reuse)
    elsewhere = known[known["doc_id"] != known["other_doc_id"]]
    table = segments.groupby("doc_id", sort=False)["n_words"].sum().to_frame()
    table["n_shared"] = _sum_largest(elsewhere, ["doc_id"])
    table["share"] = table["n_shared"].fillna(0) / table["n_words"].where(table["n_words"] > 0)
    table["n_documents"] = elsewhere.groupby("doc_id")["other_doc_id"].nunique()
    table["n_repeated"] = _sum_largest(known[known["doc_id"] == known["other_doc_id"]], ["doc_id"])
    repeats = segments[segments["segment_id"].isin(once(segments, known, articles))]
    table["n_left_out"] = repeats.groupby("doc_id")["n_words"].sum()
    counts = ["n_shared", "n_documents", "n_repeated", "n_left_out"]
    table[counts] = table[counts].fillna(0).astype(int)
    return table.reset_index()


def compare_documents(segments: pd.DataFrame, reuse: pd.DataFrame, most: int = 30) -> pd.DataFrame:
    """Count how many words of each article stand in each other article.

    Parameters
    ----------
    segments, reuse : DataFrame
        As for `summarise_reuse`.
    most : int
        How many articles at most: where there are more, those of the pairs that share most words.

    Returns
    -------
    DataFrame
        One row for each ordered pair of articles, in the order of the segments, the article itself included (its own
        repeats): doc_id, other_doc_id, n_shared (words of doc_id), share (of the words of doc_id) and n_words.
    """
    words = segments.groupby("doc_id", sort=False)["n_words"].sum()
    shared = _sum_largest(_keep_known(segments, reuse), ["doc_id", "other_doc_id"])
    documents = words.index.tolist()
    if len(documents) > most:
        largest = [pair for pair in shared.sort_values(ascending=False, kind="stable").index if pair[0] != pair[1]]
        chosen = set(list(dict.fromkeys(doc_id for pair in largest for doc_id in pair))[:most])
        documents = [doc_id for doc_id in documents if doc_id in chosen]
    pairs = pd.MultiIndex.from_product([documents, documents], names=["doc_id", "other_doc_id"])
    table = shared.reindex(pairs, fill_value=0).astype(int).rename("n_shared").reset_index()
    of = table["doc_id"].map(words)
    return table.assign(share=table["n_shared"] / of.where(of > 0), n_words=of)


def _keep_known(segments: pd.DataFrame, reuse: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of reuse whose two segments are both among the segments."""
    tables.check_table(segments, "segments", ["segment_id", "doc_id", "n_words"])
    tables.check_table(reuse, "reuse")
    known = segments["segment_id"]
    return reuse[reuse["segment_id"].isin(known) & reuse["other_segment_id"].isin(known)]


def _sum_largest(reuse: pd.DataFrame, by: list[str]) -> pd.Series:
    """Return the words shared by group, each segment with its largest overlap."""
    return reuse.groupby([*by, "segment_id"], sort=False)["n_shared"].max().groupby(level=by, sort=False).sum()
