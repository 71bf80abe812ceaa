"""Segments in, the cues of each outlet for each voice out, with the stance of each cue."""

from functools import cache

import pandas as pd

from analysis.annotation.english.cue_lexicon import load_cues
from analysis.corpus.study import OUTLET, Study
from analysis.corpus.tables import check_table

__all__ = ["count_cues", "lemma_of"]


@cache
def _stances() -> dict[str, tuple[str, str]]:
    """Return the lemma and the stance of each spelling of a cue; of one that may be several, the verb's."""
    found: dict[str, tuple[str, str]] = {}
    for pos in ("preposition", "adjective", "noun", "verb"):
        for spelling, cues in load_cues()[pos].items():
            for cue in cues:
                if pos == "preposition":  # a segment's cue may be cut before its last word
                    found[spelling] = (cue.cue, cue.stance)
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
    known = _stances()
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
    verdicts = _find_verdicts(segments)
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


def _find_verdicts(segments: pd.DataFrame) -> pd.DataFrame:
    """Return the outlet's verdicts with the voice whose report each stands in: the one after it, or else before it."""
    if "resolution" not in segments:
        return segments.iloc[:0]
    verdict = segments["resolution"] == "verdict"
    others = segments["voice"].where(segments["voice"] != OUTLET)
    around = others.groupby(segments["sentence_id"])
    voice = around.bfill().fillna(around.ffill())
    return segments.assign(voice=voice)[verdict & voice.notna()]
