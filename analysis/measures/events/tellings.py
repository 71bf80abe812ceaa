"""Pairs, links, frames and issues -> the claims of either side, each with how the other tells it."""

import numpy as np
import pandas as pd

from analysis.corpus.claims import name_claims
from analysis.corpus.study import Study
from analysis.measures.inference import inference

__all__ = [
    "BOTH",
    "DIFFERENTLY",
    "JOINTLY",
    "ONE",
    "compare_frames",
    "count_before_shared",
    "count_omissions",
    "take_pairs",
    "tell_claims",
]

COLUMNS = (
    "pair_id", "event", "side", "doc_id", "sentence_id", "claim", "place", "issues", "frame", "told", "linked",
    "n_words", "joint",
)  # fmt: skip
BOTH, DIFFERENTLY, ONE, JOINTLY = "told by both", "told differently", "told by one", "reported of both"
PAIRS = 5000  # pairs whose claims are put together at a time: of a pair no other pair's claims say anything


def take_pairs(pairs: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Return the pairs of the two sides that are compared; a study of three sides has others too."""
    ends = pairs[["side", "other_side"]]
    return pairs[ends.isin(study.sides).all(axis=1)].reset_index(drop=True)


def tell_claims(
    pairs: pd.DataFrame, links: pd.DataFrame, segments: pd.DataFrame, mentions: pd.DataFrame, study: Study
) -> pd.DataFrame:
    """Say of each claim of a pair whether the other side tells it too.

    Parameters
    ----------
    pairs, links, segments, mentions : DataFrame
        Of a corpus.
    study : Study

    Returns
    -------
    DataFrame
        One row a claim: pair_id, event, side, doc_id, sentence_id, claim (the segment_id of
        its first segment), place (its order among the side's claims, from 1),
        issues (labels, ", " between), frame (of the side's words in the sentence, weighted by words), told (BOTH,
        DIFFERENTLY where a linked claim has the opposite frame, ONE, or JOINTLY where the text reports it, or a part of
        it, of both),
        linked (the places of the linked claims of the other side, " " between) and n_words.

    Notes
    -----
    That only one tells a claim is a finding about the texts: what the other leaves out may have been said.
    """
    starts = range(0, max(1, len(pairs)), PAIRS)
    return pd.concat(
        [_tell_some(pairs.iloc[at : at + PAIRS], links, segments, mentions, study) for at in starts], ignore_index=True
    )


def _tell_some(
    pairs: pd.DataFrame, links: pd.DataFrame, segments: pd.DataFrame, mentions: pd.DataFrame, study: Study
) -> pd.DataFrame:
    """Return the claims of some pairs as tell_claims does."""
    claims = _list_claims(pairs, segments, mentions, study)
    if claims.empty:
        return claims
    joined = _join_links(claims, pairs, links)
    frame, place = claims["frame"].to_numpy(), claims["place"].to_numpy()
    opposite = joined["one"][frame[joined["one"]] * frame[joined["other"]] < 0].unique()
    numbers = pd.Series(place[joined["other"]].astype(str), index=joined["one"].to_numpy(), dtype=str)
    linked = numbers.groupby(level=0).agg(" ".join)
    claims["linked"] = linked.reindex(range(len(claims)), fill_value="")
    claims["told"] = np.where(claims["linked"] != "", BOTH, ONE)
    claims.loc[opposite, "told"] = DIFFERENTLY
    claims.loc[claims["joint"], "told"] = JOINTLY
    return claims.drop(columns="joint")


def _join_links(claims: pd.DataFrame, pairs: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of claims that are linked, either way: one, and by its place the other."""
    if links.empty:
        return pd.DataFrame({"one": [], "other": []}, dtype=np.int64)
    found = links.merge(pairs[["pair_id", "side", "other_side"]], on="pair_id")
    rows = claims[["pair_id", "side", "claim"]].reset_index(names="row")
    for end, (side, segment_id) in {"one": ("side", "segment_id"), "other": ("other_side", "other_segment_id")}.items():
        keys = {"side": side, "claim": segment_id, "row": end}
        found = found.merge(rows.rename(columns=keys), on=["pair_id", side, segment_id])
    both = pd.concat([found[["one", "other"]], found[["other", "one"]].set_axis(["one", "other"], axis=1)])
    return both.sort_values(["one", "other"], ignore_index=True)


def _list_claims(pairs: pd.DataFrame, segments: pd.DataFrame, mentions: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Return the claims of either side of each pair, without how they are told."""
    ends = [
        pairs[["pair_id", "event", side, doc_id]].set_axis(["pair_id", "event", "voice", "doc_id"], axis=1)
        for side, doc_id in (("side", "doc_id"), ("other_side", "other_doc_id"))
    ]
    told = pd.concat(ends, ignore_index=True)
    needed = ["segment_id", "sentence_id", "doc_id", "start", "voice", "n_words", "frame"]
    needed += [column for column in ["joint"] if column in segments]
    paired = segments.loc[segments["doc_id"].isin(told["doc_id"]), needed]
    paired = paired.assign(doc_id=paired["doc_id"].astype(told["doc_id"].dtype), claim=name_claims(paired))
    own = told.merge(paired, on=["doc_id", "voice"])
    own["joint"] = own["joint"].fillna("").ne("") if "joint" in own else False
    own["weighted"] = own["frame"] * own["n_words"]
    keys = ["pair_id", "event", "voice", "doc_id", "sentence_id", "claim"]
    groups = own.sort_values(["pair_id", "voice", "start"]).groupby(keys, sort=False, observed=True)
    claims = groups.agg(weighted=("weighted", "sum"), n_words=("n_words", "sum"), joint=("joint", "any"))
    claims["issues"] = _list_issues(own[["segment_id", *keys]], mentions, study).reindex(claims.index).fillna("")
    claims = claims.reset_index()
    claims["frame"] = claims["weighted"] / claims["n_words"].where(claims["n_words"] > 0)
    halves = claims["joint"]  # said together: each half has what the whole sentence raises
    whole = claims[halves].groupby(["pair_id", "sentence_id"], observed=True)["issues"].transform(_join_issues)
    claims.loc[halves, "issues"] = whole
    claims["place"] = claims.groupby(["pair_id", "voice"], observed=True).cumcount() + 1
    claims = claims.rename(columns={"voice": "side"})
    claims["told"], claims["linked"] = "", ""
    return claims[list(COLUMNS)]


def _list_issues(own: pd.DataFrame, mentions: pd.DataFrame, study: Study) -> pd.Series:
    """Return the labels of the issues that each claim raises, ", " between, by the columns that name a claim."""
    labels = {issue.id: issue.label for issue in study.issues.values()}
    raised = mentions.assign(issue=mentions["issue"].astype(str).map(labels))[["segment_id", "issue"]]
    known = own.merge(raised.drop_duplicates(), on="segment_id").drop(columns="segment_id").drop_duplicates()
    keys = [column for column in own if column != "segment_id"]
    return known.sort_values("issue").groupby(keys, observed=True)["issue"].agg(", ".join)


def _join_issues(listed: pd.Series) -> str:
    """Return the issues of several claims as one list."""
    return ", ".join(sorted({issue for issues in listed for issue in issues.split(", ") if issue}))


def count_omissions(claims: pd.DataFrame, by: str = "side") -> pd.DataFrame:
    """Return what share of each side's claims the other leaves out.

    Parameters
    ----------
    claims : DataFrame
        As tell_claims returns it.
    by : {"side", "issue"}
        Beside the side, each issue; a claim with two counts for both.

    Returns
    -------
    DataFrame
        side, (issue), n_pairs, n_claims, left_out (claims that only this side tells), share (the mean over pairs), low
        and high (95 %, pairs resampled; NaN below the number of pairs that an interval needs).
    """
    keys = ["side"] if by == "side" else ["side", "issue"]
    own = claims.loc[claims["told"] != JOINTLY, ["pair_id", "side", "issues", "told"]]
    if by == "issue":
        own = own[own["issues"] != ""]
        own = own.assign(issue=own["issues"].astype(str).str.split(", ")).explode("issue")
    own = own.assign(left_out=own["told"] == ONE)
    pairs = own.groupby([*keys, "pair_id"])["left_out"].agg(["size", "sum", "mean"]).reset_index()
    # A pair of texts is what varies, so it stands where an article stands.
    found = inference.bootstrap_mean(pairs.rename(columns={"pair_id": "doc_id"}), "mean", by=keys, weight="")
    counts = pairs.groupby(keys, sort=False).agg(
        n_pairs=("size", "size"), n_claims=("size", "sum"), left_out=("sum", "sum")
    )
    table = counts.reset_index().merge(found[[*keys, "estimate", "low", "high"]], on=keys)
    return table.rename(columns={"estimate": "share"})


def count_before_shared(claims: pd.DataFrame) -> pd.DataFrame:
    """Return how long either side tells what it tells alone before it comes to what both tell.

    Parameters
    ----------
    claims : DataFrame
        As tell_claims returns it.

    Returns
    -------
    DataFrame
        One row a side: side, n_pairs (those that share a claim) and before (of its claims, the part that stands before
        the first shared one, in [0, 1]: the median over pairs). Without pairs that share a claim no row.
    """
    own = claims.loc[claims["told"] != JOINTLY, ["pair_id", "side", "told"]]
    own["place"] = own.groupby(["pair_id", "side"]).cumcount()
    own["size"] = own.groupby(["pair_id", "side"])["place"].transform("size")
    shared = own[own["told"].isin([BOTH, DIFFERENTLY])].drop_duplicates(["pair_id", "side"])
    shared = shared.assign(before=shared["place"] / shared["size"])
    return shared.groupby("side", sort=False)["before"].agg(n_pairs="size", before="median").reset_index()


def compare_frames(claims: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Return how the two sides frame what both tell, a row a pair of texts.

    Parameters
    ----------
    claims : DataFrame
        As tell_claims returns it.
    study : Study

    Returns
    -------
    DataFrame
        pair_id, the mean frame of either side over its claims that the other tells too (columns named by the sides) and
        difference (first side less second); without pairs that share no claim.
    """
    shared = claims.loc[claims["told"].isin([BOTH, DIFFERENTLY]), ["pair_id", "side", "frame"]]
    table = shared.pivot_table(index="pair_id", columns="side", values="frame", aggfunc="mean")
    table = table.reindex(columns=list(study.sides)).dropna()
    return table.assign(difference=table[study.sides[0]] - table[study.sides[1]]).reset_index()
