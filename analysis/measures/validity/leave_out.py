"""A difference of two sides with one sentence, one article or one issue left out: what it rests on."""

from collections.abc import Collection

import pandas as pd

from analysis.corpus import tables
from analysis.measures.inference import limits, units

__all__ = ["KINDS", "choose_kinds", "find_ends", "leave_one_out"]

COLUMNS = ["left_out", "name", "estimate", "n_target", "n_reference", "change"]
KINDS = ("sentence", "article", "issue")
SUMS = ["_score", "_weight", "n"]  # of the scored rows of one side in one article


def leave_one_out(
    segments: pd.DataFrame,
    mentions: pd.DataFrame,
    value: str,
    target: str,
    reference: str,
    *,
    by: str = "voice",
    weight: str = units.ARTICLES,
    kinds: Collection[str] = KINDS,
) -> pd.DataFrame:
    """Compute the difference of two sides' means without each sentence, each article and each issue in turn.

    Parameters
    ----------
    segments : DataFrame
        segment_id, sentence_id, doc_id, n_words, `value` and `by`.
    mentions : DataFrame
        segment_id and issue; without an issue go all segments that raise it.
    value : str
        A column of scores.
    target, reference : str
        Two values of the column `by`.
    by, weight : str
        As in inference.bootstrap_mean.
    kinds : collection of {"sentence", "article", "issue"}
        What is left out in turn.

    Returns
    -------
    DataFrame
        One row for nothing left out ("nothing") and one for each sentence, article and issue of the two sides:
        left_out, name (its id), estimate (NaN where a side is gone), n_target and n_reference (segments left), change
        (estimate less that of nothing left out).

    Raises
    ------
    ValueError
        If a column is missing.

    Notes
    -----
    Where one row takes most of the difference away, the difference is that row's, however many other choices agree.

    References
    ----------
    Efron and Tibshirani (1993), chapter 11: the jackknife.
    """
    tables.check_table(segments, "segments", ["segment_id", "sentence_id", "doc_id", by])
    tables.check_table(mentions, "mentions", ["segment_id", "issue"])
    needed = ["segment_id", "sentence_id", "doc_id", units.WORDS, by, value]
    rows = segments.loc[segments[by].isin([target, reference]), needed]
    scored = units.weigh_rows(rows, value, [by], units.WORDS if weight == units.ARTICLES else weight)
    scored = scored.assign(n=1)
    left = _list_left_out(rows, mentions, kinds)
    gone = left.merge(scored[["segment_id", by, "doc_id", *SUMS]], on="segment_id", how="left")
    gone = gone.groupby(["left_out", "name", by, "doc_id"], sort=False)[SUMS].sum().reset_index()
    whole = scored.groupby([by, "doc_id"])[SUMS].sum()
    before = whole.reindex(pd.MultiIndex.from_frame(gone[[by, "doc_id"]])).reset_index(drop=True)
    changed = (_weigh(before - gone[SUMS], weight) - _weigh(before, weight)).assign(n=-gone["n"])
    moved = pd.concat([gone[["left_out", "name", by]], changed], axis=1).groupby(["left_out", "name", by]).sum()
    sums = _weigh(whole, weight).assign(n=whole["n"]).groupby(by).sum()
    names = pd.concat([pd.DataFrame({"left_out": ["nothing"], "name": [""]}), left[["left_out", "name"]]])
    names = names.drop_duplicates(ignore_index=True)
    means, counts = {}, {}
    for side in (target, reference):
        own = moved.xs(side, level=by) if side in moved.index.get_level_values(by) else moved.iloc[:0].droplevel(by)
        rest = own.reindex(pd.MultiIndex.from_frame(names), fill_value=0.0) + (
            sums.loc[side] if side in sums.index else 0
        )
        counts[side] = rest["n"].round().astype(int).to_numpy()
        means[side] = (rest["_score"] / rest["_weight"]).where(rest["n"].round() > 0).to_numpy()
    table = names.assign(
        estimate=means[target] - means[reference], n_target=counts[target], n_reference=counts[reference]
    )
    return table.assign(change=table["estimate"] - table["estimate"].iloc[0])[COLUMNS]


def choose_kinds(segments: pd.DataFrame) -> tuple[str, ...]:
    """Return what to leave out in turn: of a corpus of many sentences none of which can matter, no single one."""
    return KINDS if len(segments) <= limits.SINGLE_SENTENCES else KINDS[1:]


def _list_left_out(rows: pd.DataFrame, mentions: pd.DataFrame, wanted: Collection[str]) -> pd.DataFrame:
    """Return what is left out, and which segments with it: left_out, name, segment_id."""
    raised = mentions[mentions["segment_id"].isin(rows["segment_id"])].drop_duplicates(["segment_id", "issue"])
    kinds = {"sentence": rows["sentence_id"], "article": rows["doc_id"], "issue": raised["issue"]}
    holders = {"issue": raised["segment_id"]}
    parts = [
        pd.DataFrame({"left_out": kind, "name": names.astype(str), "segment_id": holders.get(kind, rows["segment_id"])})
        for kind, names in kinds.items()
        if kind in wanted
    ]
    return pd.concat(parts, ignore_index=True)


def _weigh(sums: pd.DataFrame, weight: str) -> pd.DataFrame:
    """Return what a side's rows of one article add to the numerator and denominator of the side's mean."""
    there = sums["n"] > 0
    if weight != units.ARTICLES:
        return sums[["_score", "_weight"]].where(there, 0.0)
    mean = (sums["_score"] / sums["_weight"].where(there)).fillna(0.0)
    return pd.DataFrame({"_score": mean, "_weight": there.astype(float)})


def find_ends(table: pd.DataFrame) -> pd.DataFrame:
    """Return, for each kind of thing left out, the rows of the smallest and the largest estimate; none where all agree.

    Both, since the one that moves a difference most may be the one that makes it larger.
    """
    moved = table[table["change"].abs() > 1e-12].sort_values("estimate", kind="stable")
    ends = pd.concat([moved.drop_duplicates("left_out"), moved.drop_duplicates("left_out", keep="last")])
    ends = ends[~ends.index.duplicated()]
    return pd.concat([ends[ends["left_out"] == kind] for kind in KINDS], ignore_index=True)
