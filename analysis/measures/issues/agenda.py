"""Which issues each voice and outlet takes up, and which it leaves out."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.corpus.study import OUTLET, Study
from analysis.measures.issues.agenda_counts import count_joint, count_raised, list_speech, place_mentions

__all__ = ["compare_agenda", "compare_sides"]

# What a side has to do with an issue. The last two differ: only who speaks can leave something out.
RAISED, JOINT, SILENT, ABSENT = "raised", "raised jointly", "silent", "does not speak"
JOINTLY = "jointly"  # of two sides: both raise it, as reported jointly, and at least one not by itself
AGENDA = (
    "issue", "label", "status", "n_articles", "n_sentences", "n_joint", "n_segments", "n_mentions", "n_words", "share",
    "first_position", "n_articles_side", "n_sentences_side", "n_words_side",
)  # fmt: skip
SIDES = ("voice", "outlet", "event", "doc_id")


def compare_agenda(
    mentions: pd.DataFrame,
    segments: pd.DataFrame,
    articles: pd.DataFrame,
    study: Study,
    by: str | Sequence[str] = "voice",
) -> pd.DataFrame:
    """Count which issues each side raises, how much and how early, and which it leaves out.

    Parameters
    ----------
    mentions, segments, articles : DataFrame
        As ingested or as shipped; no text is needed. Mentions of segments that are not given are left aside, so that
        the segments can be narrowed (to body sentences, to one event) without narrowing the mentions.
    study : Study
    by : str or sequence of str
        What makes a side: voice, outlet, event, doc_id, or several of them.

    Returns
    -------
    DataFrame
        One row a side and issue, every issue of the study for every side (for several columns, every combination):
        the columns of `by`, issue, label; status: "raised" (by itself), "raised jointly" (only in what the text reports
        of both sides together: `the two presidents also addressed`), "silent" (the side speaks, and no sentence of its
        matched the codebook) or "does not speak" (it has no sentence here); n_articles, n_sentences, n_segments and
        n_mentions that raise it by itself; n_joint, the sentences that report it of both sides (NaN where the corpus
        does not say who is reported together); n_words of the side in those sentences; share of the side's sentences
        (0 to 1, NaN where it does not speak); first_position, the number in its article of the earliest sentence that
        raises it (1 is the first, NaN if none); and n_articles_side, n_sentences_side and n_words_side, all that the
        side says at all.

    Raises
    ------
    ValueError
        If a table lacks a column or `by` names no side.

    Notes
    -----
    A sentence is spoken by every voice that has a segment in it, and by the outlet where no other has: the outlet's
    words that introduce a voice ("wished", "congratulated") count for that voice. What both sides say together is
    raised by both, whichever half of it holds the word; a side that reports it in its own words raises it itself. Do
    not read a silence in a few sentences as a choice: n_sentences_side says how many there are.
    """
    by = [by] if isinstance(by, str) else list(by)
    wrong = [column for column in by if column not in SIDES]
    if wrong or not by:
        raise ValueError(f"by is one or more of {', '.join(SIDES)}, found {wrong[0] if wrong else 'nothing'!r}")
    strange = mentions.loc[~mentions["issue"].isin(list(study.issues)), "issue"]
    if len(strange):
        raise ValueError(
            f"mentions has the issue '{strange.iloc[0]}', which the study has not; it has {', '.join(study.issues)}"
        )
    # Where voices are not told apart, every sentence is one speaker's, and all its words count.
    segments = segments if "voice" in by else segments.assign(voice=OUTLET)
    speech = list_speech(segments, articles)
    totals = speech.groupby(by).agg(
        n_articles_side=("doc_id", "nunique"),
        n_sentences_side=("sentence_id", "nunique"),
        n_words_side=("n_words", "sum"),
    )
    table = _list_sides(by, articles, study).join(totals, on=by)
    table = table.merge(
        count_raised(place_mentions(mentions, segments, speech, study), by), on=[*by, "issue"], how="left"
    )
    table = table.merge(count_joint(mentions, segments, articles, study, by), on=[*by, "issue"], how="left")
    if "voice" in by:  # nothing joint is 0; a corpus in which it was never marked is not known
        table["n_joint"] = table["n_joint"].astype(float).fillna(0.0) if "joint" in segments else np.nan
    return _finish_agenda(table, by, study)


def _list_sides(by: list[str], articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Return every combination of the sides and issues, in the study's order, what the study does not list last."""
    listed = {"voice": study.voice_order, "outlet": list(study.outlets), "event": list(study.events), "doc_id": []}
    sides = []
    for column in by:
        there = study.voices if column == "voice" else dict.fromkeys(articles[column])
        sides.append([side for side in dict.fromkeys([*listed[column], *there]) if side in there])
    return pd.MultiIndex.from_product([*sides, list(study.issues)], names=[*by, "issue"]).to_frame(index=False)


def _finish_agenda(table: pd.DataFrame, by: list[str], study: Study) -> pd.DataFrame:
    """Return the agenda with its counts whole, its shares and what each side has to do with each issue."""
    counts = [
        column for column in AGENDA if column.startswith("n_") and (column != "n_joint" or table[column].notna().any())
    ]
    table[counts] = table[counts].fillna(0).astype(int)
    table["label"] = [study.issues[issue].label for issue in table["issue"]]
    table["share"] = table["n_sentences"] / table["n_sentences_side"].where(table["n_sentences_side"] > 0)
    table["status"] = SILENT
    table.loc[table["n_sentences_side"] == 0, "status"] = ABSENT
    table.loc[table["n_joint"] > 0, "status"] = JOINT
    table.loc[table["n_sentences"] > 0, "status"] = RAISED
    return table[[*by, *AGENDA]]


def compare_sides(
    mentions: pd.DataFrame,
    segments: pd.DataFrame,
    articles: pd.DataFrame,
    study: Study,
    sides: Sequence[str] | None = None,
    within: str | None = None,
) -> pd.DataFrame:
    """Set what one voice raises against what another raises: both, one only, neither.

    Parameters
    ----------
    mentions, segments, articles, study
        As for `compare_agenda`.
    sides : two voices, optional
        Target and reference; by default the study's two sides.
    within : {"event", "outlet", "doc_id"}, optional
        Compare only where both speak: in the events (outlets, articles) in which each has a sentence.

    Returns
    -------
    DataFrame
        One row an issue: issue, label; raised_by: "both" (each by itself), "jointly" (by both as reported jointly, and
        at least one not by itself), a voice's id (that one only), "neither", or "not comparable" where a side has no
        sentence at all; target, reference; n_target and n_reference (sentences that raise it by itself); n_joint
        (that report it of both, NaN where the corpus does not say);
        n_sentences_target, n_sentences_reference, n_articles_target and n_articles_reference (all in which the side
        speaks); share_target, share_reference; and difference (of the shares, target minus reference).

    Raises
    ------
    ValueError
        If there are not two voices of the study, or `within` is no column of a side.

    Notes
    -----
    This describes these texts. It carries no test: sentences of one article are not independent draws, and a side with
    four sentences can raise four things.
    """
    target, reference = _check_sides(study.sides if sides is None else sides, study)
    if within is not None:
        segments = _keep_shared(segments, articles, (target, reference), within)
    agenda = compare_agenda(mentions, segments, articles, study)
    one, other = (agenda[agenda["voice"] == side].reset_index(drop=True) for side in (target, reference))
    table = one[["issue", "label"]].assign(
        raised_by=[_name_raiser(a, b, target, reference) for a, b in zip(one["status"], other["status"], strict=True)],
        target=target,
        reference=reference,
    )
    table["n_joint"] = one["n_joint"]
    for name, column in (("n", "n_sentences"), ("n_sentences", "n_sentences_side"), ("n_articles", "n_articles_side")):
        table[f"{name}_target"], table[f"{name}_reference"] = one[column], other[column]
    table["share_target"], table["share_reference"] = one["share"], other["share"]
    return table.assign(difference=one["share"] - other["share"])


def _check_sides(sides: Sequence[str], study: Study) -> tuple[str, str]:
    """Return the two voices, or raise if they are not two voices of the study."""
    if len(sides) != 2 or sides[0] == sides[1] or any(side not in study.voices for side in sides):
        raise ValueError(f"sides are two of the voices {', '.join(study.voices)}, found {list(sides)}")
    return sides[0], sides[1]


def _keep_shared(segments: pd.DataFrame, articles: pd.DataFrame, sides: tuple[str, str], within: str) -> pd.DataFrame:
    """Return the segments of those events, outlets or articles in which both sides have a segment."""
    if within not in SIDES[1:]:
        raise ValueError(f"within is one of {', '.join(SIDES[1:])}, found {within!r}")
    place = segments["doc_id"].map(dict(zip(articles["doc_id"], articles[within], strict=True)))
    shared = set(place[segments["voice"] == sides[0]]) & set(place[segments["voice"] == sides[1]])
    return segments[place.isin(shared)]


def _name_raiser(status_target: str, status_reference: str, target: str, reference: str) -> str:
    """Return who of the two raises an issue."""
    if JOINT in (status_target, status_reference):
        return JOINTLY
    if ABSENT in (status_target, status_reference):
        return "not comparable"
    raised = [side for side, status in ((target, status_target), (reference, status_reference)) if status == RAISED]
    return "both" if len(raised) == 2 else raised[0] if raised else "neither"
