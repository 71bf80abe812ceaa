"""A difference of two sides with one sentence, one article or one issue left out: what it rests on."""

from collections.abc import Iterator

import pandas as pd

from analysis.corpus import tables
from analysis.measures.inference import units

COLUMNS = ["left_out", "name", "estimate", "n_target", "n_reference", "change"]
KINDS = ("sentence", "article", "issue")


def leave_one_out(
    segments: pd.DataFrame,
    mentions: pd.DataFrame,
    value: str,
    target: str,
    reference: str,
    *,
    by: str = "voice",
    weight: str = units.ARTICLES,
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
    rows = segments[segments[by].isin([target, reference])]
    found = [
        {"left_out": kind, "name": name, **_differ(kept, value, by, target, reference, weight)}
        for kind, name, kept in _leave_out(rows, mentions)
    ]
    table = pd.DataFrame(found)
    return table.assign(change=table["estimate"] - table["estimate"].iloc[0])[COLUMNS]


def _leave_out(rows: pd.DataFrame, mentions: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Yield what is left out and the rows that stay, first with nothing left out."""
    yield "nothing", "", rows
    for kind, column in (("sentence", "sentence_id"), ("article", "doc_id")):
        for name in rows[column].unique():
            yield kind, str(name), rows[rows[column] != name]
    raised = mentions[mentions["segment_id"].isin(rows["segment_id"])]
    for issue, own in raised.groupby("issue", sort=False):
        yield "issue", str(issue), rows[~rows["segment_id"].isin(own["segment_id"])]


def _differ(rows: pd.DataFrame, value: str, by: str, target: str, reference: str, weight: str) -> dict[str, object]:
    """Return the difference of the means and the segments it rests on."""
    scored = units.weigh_rows(rows, value, [by], weight)
    sums = scored.groupby(by, observed=True)[["_score", "_weight"]].sum().reindex([target, reference])
    means = sums["_score"] / sums["_weight"]
    counts = scored[by].value_counts()
    return {
        "estimate": float(means[target] - means[reference]),
        "n_target": int(counts.get(target, 0)),
        "n_reference": int(counts.get(reference, 0)),
    }


def find_mainstays(table: pd.DataFrame) -> pd.DataFrame:
    """Return, for each kind of thing left out, the row that moves the difference most; none where nothing does."""
    moved = table[table["change"].abs() > 1e-12]
    order = moved["change"].abs().sort_values(ascending=False, kind="stable").index
    first = moved.loc[order].drop_duplicates("left_out").set_index("left_out", drop=False)
    return first.reindex([kind for kind in KINDS if kind in first.index]).reset_index(drop=True)
