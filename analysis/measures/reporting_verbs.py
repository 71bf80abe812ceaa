"""How each outlet introduces each voice: the cues, and whether they vouch for what is said or keep their distance."""

from functools import cache

import numpy as np
import pandas as pd

from analysis.corpus.study import OUTLET, Study
from analysis.corpus.tables import check_table
from analysis.corpus.voices.lexicon import load_cues
from analysis.measures import limits

STANCES = ("positive", "neutral", "doubting")


@cache
def stances() -> dict[str, tuple[str, str]]:
    """Return the lemma and the stance of each spelling of a cue; of one that may be several, the verb's."""
    found: dict[str, tuple[str, str]] = {"according": ("according to", "neutral")}
    for pos in ("adjective", "noun", "verb"):
        for spelling, cues in load_cues()[pos].items():
            for cue in cues:
                found[" ".join((spelling, *cue.particles))] = (cue.cue, cue.stance)
    return found


def lemma_of(cue: str) -> tuple[str, str]:
    """Return the lemma and the stance of a cue as it is written.

    Examples
    --------
    >>> lemma_of("has Claimed"), lemma_of("points out"), lemma_of(":")
    (('claim', 'doubting'), ('point out', 'positive'), (':', 'neutral'))
    """
    words = cue.lower().split()
    known = stances()
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            if " ".join(words[first:last]) in known:
                return known[" ".join(words[first:last])]
    return (" ".join(words), "neutral")


def count_cues(segments: pd.DataFrame, articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Count by which words each outlet introduces each voice, and by which it doubts what that voice says.

    Parameters
    ----------
    segments, articles : DataFrame
        Tables of the corpus; no text is needed. A cue over several stretches of one sentence is counted once. A verdict
        (`alleged`, `the unfounded allegations of`: resolution `verdict`) counts for the voice within whose report it
        stands, as doubting.
    study : Study

    Returns
    -------
    DataFrame
        outlet, voice, cue (its lemma), stance {positive, neutral, doubting}, count, share (of the outlet's cues of that
        voice), by outlet and voice in the study's order, the most frequent first.

    Raises
    ------
    ValueError
        If a table lacks a column.

    Notes
    -----
    The stance is that of the word in general, not of its use: `claimed` may be meant without doubt. To deny is to
    speak: `Roe denied it` says nothing of what the outlet thinks of Roe.
    """
    check_table(segments, "segments", ["sentence_id", "doc_id", "voice", "cue"])
    check_table(articles, "articles", ["doc_id", "outlet"])
    columns = ["sentence_id", "doc_id", "voice", "cue"]
    verdicts = find_verdicts(segments)
    cued = segments.loc[(segments["cue"] != "") & (segments["voice"] != OUTLET), columns].drop_duplicates()
    pairs = [lemma_of(cue) for cue in cued["cue"]]
    cued = cued.assign(cue=[lemma for lemma, _ in pairs], stance=[stance for _, stance in pairs])
    cued = pd.concat([cued, verdicts[columns].assign(stance="doubting")], ignore_index=True)
    cued = cued.assign(outlet=cued["doc_id"].map(articles.set_index("doc_id")["outlet"]))
    counts = cued.groupby(["outlet", "voice", "cue", "stance"], as_index=False).size().rename(columns={"size": "count"})
    totals = counts.groupby(["outlet", "voice"])["count"].transform("sum")
    counts = counts.assign(share=counts["count"] / totals)
    outlets, order = list(dict.fromkeys(articles["outlet"])), study.voice_order
    ranked = counts.assign(
        outlet_rank=[outlets.index(o) for o in counts["outlet"]], voice_rank=[order.index(v) for v in counts["voice"]]
    ).sort_values(["outlet_rank", "voice_rank", "count", "cue"], ascending=[True, True, False, True])
    return ranked[["outlet", "voice", "cue", "stance", "count", "share"]].reset_index(drop=True)


def find_verdicts(segments: pd.DataFrame) -> pd.DataFrame:
    """Return the outlet's verdicts with the voice whose report each stands in: the one after it, or else before it."""
    if "resolution" not in segments:
        return segments.iloc[:0]
    verdict = segments["resolution"] == "verdict"
    others = segments["voice"].where(segments["voice"] != OUTLET)
    around = others.groupby(segments["sentence_id"])
    voice = around.bfill().fillna(around.ffill())
    return segments.assign(voice=voice)[verdict & voice.notna()]


def select_cues(cues: pd.DataFrame, n_cues: int = 18) -> pd.DataFrame:
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
        (outlet,) voice, stance, count, n (cues of that voice), share, low, high (of the share: Wilson's 95 % interval),
        examples (the most frequent cues of that stance). All three stances are there for each voice, 0 included.

    Raises
    ------
    ValueError
        If `by` is neither.

    References
    ----------
    Wilson, E. B. (1927), J. Am. Stat. Assoc. 22, 209-212: centre (p + z²/2n) / (1 + z²/n).
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
            low, high = wilson(int(mine.sum()), n) if n >= limits.CUES else (np.nan, np.nan)
            examples = ", ".join(mine.index[:3])
            rows.append((*key, stance, int(mine.sum()), n, mine.sum() / n, low, high, examples))
    return pd.DataFrame(rows, columns=[*keys, "stance", "count", "n", "share", "low", "high", "examples"])


def wilson(count: int, n: int, z: float = 1.959964) -> tuple[float, float]:
    """Return Wilson's interval of a share.

    Examples
    --------
    >>> [round(bound, 3) for bound in wilson(5, 10)]
    [0.237, 0.763]
    """
    if n == 0:
        return (float("nan"), float("nan"))
    p = count / n
    centre, half = p + z * z / (2 * n), z * float(np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)))
    return (max(0.0, (centre - half) / (1 + z * z / n)), min(1.0, (centre + half) / (1 + z * z / n)))
