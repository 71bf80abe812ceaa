"""The tone and frame of each voice, how sure one can be, and where the two measures part."""

import pandas as pd

from analysis.corpus.study import Study
from analysis.measures.inference import limits
from analysis.measures.tone import tone_means
from analysis.measures.validity import leave_out
from analysis.output.prose.numbers import join_words, plural, signed
from analysis.output.prose.telling import say_telling, set_off_telling

__all__ = [
    "list_words",
    "say_difference",
    "say_mainstays",
    "say_parting",
    "say_side_by_side",
]

NAMES = {
    "frame": "Frame",
    "vader": "Tone (VADER)",
    "afinn": "Tone (AFINN)",
    "pattern": "Tone (pattern)",
    "news": "Tone (news)",
}

NEUTRAL = 0.05  # a tone nearer to 0 has no sign
LISTED = 5  # articles named one by one; where there are more, only their number is said


def _name_measure(column: str) -> str:
    """Return what a score is called in a sentence."""
    return NAMES.get(column, column)


def say_difference(row: pd.Series, study: Study) -> str:
    """Answer how two sides differ in one score: means, difference, interval or refusal.

    Parameters
    ----------
    row : Series
        A row of inference.compare_groups.
    study : Study

    Returns
    -------
    str
    """
    silent = [study.voices[row[side]].phrase for side in ("target", "reference") if not row[f"n_segments_{side}"]]
    if silent:
        return f"{_name_measure(row['value'])}: nothing to compare, no words of {join_words(silent)} have one."
    parts = [
        f"{study.voices[row[side]].phrase} {signed(row[f'mean_{side}'])} "
        f"({plural(row[f'n_segments_{side}'], 'segment')} in {plural(row[f'n_articles_{side}'], 'article')})"
        for side in ("target", "reference")
    ]
    said = f"{_name_measure(row['value'])}, from −1 to +1, every article weighing alike: "
    said += f"{say_telling(study)}{parts[0]}, {parts[1]}; difference {signed(row['estimate'])}"
    few = _say_order(row, study) if row["value"] == "frame" else ""
    if row["refusal"]:
        return said + f" ({row['refusal']}).{few}"
    p = "< .001" if row["p"] < 0.001 else f"= {row['p']:.3f}".replace("0.", ".")
    return said + f", {row['level']:.0%} interval {signed(row['low'])} to {signed(row['high'])}, p {p}.{few}"


def _say_order(row: pd.Series, study: Study) -> str:
    """Say that the instrument's own errors could turn the order of two sides, where one of them says so little."""
    less = min(("target", "reference"), key=lambda side: row[f"n_sentences_{side}"])
    n = int(row[f"n_sentences_{less}"])
    if n >= limits.FRAME_ORDER:
        return ""
    return (
        f" With {plural(n, 'sentence')} of {study.voices[row[less]].phrase} the errors of the instrument alone could "
        f"turn their order: only from {limits.FRAME_ORDER} sentences of each on are two sides half a point apart found "
        "in the right order nine times in ten."
    )


def say_side_by_side(segments: pd.DataFrame, study: Study, tone: str) -> str:
    """Answer how the two sides differ where one article carries both: the same event told once.

    Parameters
    ----------
    segments : DataFrame
        With doc_id, voice, n_words, frame and the tone's column.
    study : Study
    tone : str
        The declared instrument.

    Returns
    -------
    str
    """
    first, second = study.sides
    rows = [tone_means.aggregate_tone(segments, ["doc_id", "voice"], score) for score in ("frame", tone)]
    means = pd.concat(rows).pivot_table("estimate", ["instrument", "doc_id"], "voice").reindex(columns=study.sides)
    both = means.dropna()
    if both.empty:
        return "No article carries words of both sides."
    frames = both.loc["frame"] if "frame" in both.index else both.iloc[:0]
    said = [
        f"{plural(len(frames), 'article')} carr{'ies' if len(frames) == 1 else 'y'} words of both sides; "
        f"{say_telling(study)}{study.voices[first].phrase} is framed above {study.voices[second].phrase} in "
        f"{(frames[first] > frames[second]).sum():,} of them; the difference within an article is "
        f"{signed((frames[first] - frames[second]).mean())} in the mean"
    ]
    for doc_id in frames.index[: LISTED if len(frames) <= LISTED else 0]:
        pairs = [
            f"{_name_measure(score)} {signed(both.loc[(score, doc_id), first])} against "
            f"{signed(both.loc[(score, doc_id), second])}"
            for score in ("frame", tone)
            if (score, doc_id) in both.index
        ]
        said.append(f"{doc_id}: {', '.join(pairs)}")
    return "; ".join(said) + "."


def say_parting(
    sentences: pd.DataFrame, segments: pd.DataFrame, contributions: pd.DataFrame, study: Study, tone: str
) -> str:
    """Answer where the tone of the words and the frame of the relation part most, in words a reader can check.

    Parameters
    ----------
    sentences : DataFrame
        With frame and the tone's column.
    segments, contributions : DataFrame
        Who speaks in each sentence, and the words behind both scores.
    study : Study
    tone : str
        The declared instrument.

    Returns
    -------
    str
    """
    spoken = segments[segments["voice"].isin(study.sides)].groupby("sentence_id")["voice"].agg(["first", "nunique"])
    voice = sentences["sentence_id"].map(spoken.loc[spoken["nunique"] == 1, "first"])
    own = sentences.assign(voice=voice)[voice.notna() & sentences[["frame", tone]].notna().all(axis=1)]
    # VADER's own neutral band (Hutto and Gilbert 2014) is not a sign; other instruments are read alike
    apart = own[(own["frame"] * own[tone] < 0) & (own[tone].abs() >= NEUTRAL)]
    if apart.empty:
        return (
            f"In no sentence in which one of the sides speaks do {_name_measure(tone)} and frame have opposite signs."
        )
    worst = apart.iloc[int((apart[tone] - apart["frame"]).abs().argmax())]
    # Only words of the side explain its score: not the outlet's verdicts on them (alleged, unfounded).
    spoken_here = (segments["sentence_id"] == worst["sentence_id"]) & (segments["voice"] == worst["voice"])
    inside = segments.loc[spoken_here, "segment_id"]
    words = contributions[contributions["segment_id"].isin(inside)]
    heard = {measure: list_words(words, measure, worst[measure]) for measure in (tone, "frame")}
    return (
        f"In {len(apart):,} of the {plural(len(own), 'sentence')} in which one of the two sides speaks, tone and frame "
        f"have opposite signs. "
        f"They part most in sentence {worst['position']} of {worst['doc_id']}, in which"
        f"{set_off_telling(study)}{study.voices[worst['voice']].phrase} speaks: {_name_measure(tone)} gives "
        f"{signed(worst[tone])}, for {heard[tone]}; the frame is {signed(worst['frame'])}, for {heard['frame']}."
    )


def list_words(words: pd.DataFrame, measure: str, score: float, most: int = 8) -> str:
    """Return the words that pull a score to its side, the strongest first, and how many more there are."""
    own = words[(words["instrument"] == measure) & (words["value"] * score > 0)]
    parts = own.groupby("term")["value"].sum().abs().rename("part").reset_index()
    ranked = parts.sort_values(["part", "term"], ascending=[False, True], kind="stable")["term"]
    return join_words([f"*{term}*" for term in ranked], most=most) if len(ranked) else "its words together"


def say_mainstays(table: pd.DataFrame, study: Study) -> str:
    """Answer what a difference of the two sides rests on.

    Parameters
    ----------
    table : DataFrame
        As leave_out.leave_one_out returns it.
    study : Study
        Gives issues their labels.

    Returns
    -------
    str
        "" where there is no difference to speak of.
    """
    whole = table["estimate"].iloc[0]
    if pd.isna(whole):
        return ""
    parts = []
    for kind, ends in leave_out.find_ends(table).groupby("left_out", sort=False):
        names = [study.issues[name].label if kind == "issue" else name for name in ends["name"]]
        said = [f"{signed(value)} ({name})" for value, name in zip(ends["estimate"], names, strict=True)]
        parts.append((f"from {said[0]} to {said[1]}" if len(said) > 1 else said[0]) + f" without one {kind}")
    silent = sorted(set(table.loc[table["estimate"].isna(), "left_out"]))
    gone = f"; without one {join_words(silent)} a side is silent" if silent else ""
    return f"The difference of {signed(whole)} is {', '.join(parts)}{gone}." if parts else ""
