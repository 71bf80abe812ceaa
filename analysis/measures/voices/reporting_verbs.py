"""How each outlet introduces each voice: the cues, and whether they vouch for what is said or keep their distance."""

import pandas as pd

from analysis.corpus.study import Study

__all__ = ["compare_stances", "select_cues"]

STANCES = ("positive", "neutral", "doubting")


def select_cues(cues: pd.DataFrame, n_cues: int = 24) -> pd.DataFrame:
    """Return the rows of the most frequent cues, ordered as they are drawn.

    Parameters
    ----------
    cues : DataFrame
        As count_cues returns it.
    n_cues : int
        How many different cues to keep.

    Returns
    -------
    DataFrame
        The same columns and `total` (of the cue, over all), by stance (positive, neutral, doubting), then by total.

    Raises
    ------
    ValueError
        If n_cues is less than 1.
    """
    if n_cues < 1:
        raise ValueError(f"n_cues should be at least 1, found {n_cues}; it is the number of different cues to keep")
    totals = cues.groupby("cue")["count"].sum().sort_values(ascending=False, kind="stable")
    kept = cues[cues["cue"].isin(totals.index[:n_cues])]
    kept = kept.assign(total=kept["cue"].map(totals), rank=[STANCES.index(s) for s in kept["stance"]])
    kept = kept.sort_values(["rank", "total", "cue"], ascending=[True, False, True], kind="stable")
    return kept.drop(columns="rank").reset_index(drop=True)


def compare_stances(cues: pd.DataFrame, study: Study, by: str = "voice") -> pd.DataFrame:
    """Sum the cues of each stance for each voice, or each outlet and voice.

    Parameters
    ----------
    cues : DataFrame
        As count_cues returns it.
    study : Study
    by : {"voice", "outlet"}
        One row a voice and stance, or one an outlet, voice and stance.

    Returns
    -------
    DataFrame
        (outlet,) voice, stance, count, n (cues of that voice), share and examples (the most frequent cues of that
        stance). All three stances are there for each voice, 0 included.

    Raises
    ------
    ValueError
        If `by` is neither.

    Notes
    -----
    A share has no interval: cues of one article are no independent draws.
    """
    if by not in ("voice", "outlet"):
        raise ValueError(f"stances are compared by voice or by outlet, not by {by!r}")
    keys = ["voice"] if by == "voice" else ["outlet", "voice"]
    rows = []
    order = study.voice_order
    groups = sorted(cues.groupby(keys, sort=False), key=lambda pair: order.index(pair[1]["voice"].iloc[0]))
    for key, group in groups:
        n = int(group["count"].sum())
        for stance in STANCES:
            mine = (
                group[group["stance"] == stance]
                .groupby("cue")["count"]
                .sum()
                .sort_values(ascending=False, kind="stable")
            )
            examples = ", ".join(mine.index[:3])
            rows.append((*key, stance, int(mine.sum()), n, mine.sum() / n, examples))
    return pd.DataFrame(rows, columns=[*keys, "stance", "count", "n", "share", "examples"])
