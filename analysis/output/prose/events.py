"""What two sides tell of one event, and what either leaves out, in sentences."""

import pandas as pd

from analysis.corpus.study import Study
from analysis.measures.events.tellings import BOTH, DIFFERENTLY
from analysis.measures.inference import limits
from analysis.output.prose.numbers import join_words, plural, signed

__all__ = ["NO_PAIRS", "say_pairs", "say_tellings"]

NO_PAIRS = (
    "No two texts of this corpus are known to tell one event for either side, and no single one carries three claims "
    "of each: nothing is set side by side. Give texts of both press services with their outlets' `narration` in the "
    "study, the same `event` in the metadata, or a file of pairs (the option pairs of the command ingest)."
)
FOUND = {
    "given": "named by the user",
    "event": "of one event of the study",
    "counterpart": "found by date and by whom either spoke with",
    "one article": "in one article that carries both accounts",
}


def say_pairs(pairs: pd.DataFrame, initiatives: pd.DataFrame | None = None, study: Study | None = None) -> str:
    """Say how many pairs of texts there are and how they were found, and who is said to have sought the talks.

    Parameters
    ----------
    pairs : DataFrame
        The table pairs.
    initiatives : DataFrame, optional
        As initiatives.count_initiatives returns it.
    study : Study, optional
        With it.

    Returns
    -------
    str
    """
    sought = "" if initiatives is None or study is None else _say_initiatives(initiatives, study)
    if pairs.empty:
        return NO_PAIRS + sought
    counts = pairs["found"].value_counts()
    parts = [f"{counts[how]:,} {words}" for how, words in FOUND.items() if how in counts]
    return f"{plural(len(pairs), 'pair')} of accounts of one event, one a side: {join_words(parts)}.{sought}"


def _say_initiatives(initiatives: pd.DataFrame, study: Study) -> str:
    """Say by whose initiative, as each side tells it, its calls and meetings took place."""
    said = [row for row in initiatives.to_dict("records") if row["own"] or row["other"]]
    parts = [
        f" Of {plural(row['n_texts'], row['genre'])} that {study.voices[row['side']].phrase} tells, it says of "
        f"{row['other']:,} that the other took the initiative, of {row['own']:,} that it did itself, and of "
        f"{row['unsaid']:,} nothing."
        for row in said
    ]
    silent = [row for row in initiatives.to_dict("records") if row not in said]
    if parts and silent:
        names = [f"{study.voices[row['side']].phrase} of {plural(row['n_texts'], row['genre'])}" for row in silent]
        parts.append(f" Whose initiative it was is never said by {join_words(names)}.")
    return "".join(parts)


def say_tellings(
    claims: pd.DataFrame,
    omissions: pd.DataFrame,
    frames: pd.DataFrame,
    study: Study,
    before: pd.DataFrame | None = None,
) -> str:
    """Answer what either side leaves out, and how both frame what they share.

    Parameters
    ----------
    claims : DataFrame
        As tellings.tell_claims returns it.
    omissions : DataFrame
        As tellings.count_omissions returns it by side.
    frames : DataFrame
        As tellings.compare_frames returns it.
    study : Study
    before : DataFrame, optional
        As tellings.count_before_shared returns it.

    Returns
    -------
    str
    """
    if claims.empty:
        return "Without a pair there is no claim to compare."
    if not claims["told"].isin([BOTH, DIFFERENTLY]).any():
        counts = [
            f"{plural(int(row['n_claims']), 'claim')} of {study.voices[row['side']].phrase}"
            for row in omissions.to_dict("records")
        ]
        return (
            f"Of {join_words(counts)} the machine links none to one of the other side's. It misses links that a coder "
            "sees, so that this does not show that nothing is told by both."
        )
    said = " ".join(_say_omission(row, study) for row in omissions.to_dict("records"))
    few = f" No interval: {plural(int(omissions['n_pairs'].max()), 'pair')}, and at least {limits.ARTICLES} are needed."
    said += few if omissions["low"].isna().any() else ""
    if len(frames):
        one, two = study.sides
        apart = int((claims["told"] == DIFFERENTLY).sum())
        said += (
            f" Over what both tell, in {plural(len(frames), 'pair')}, the frame is {signed(frames[one].mean())} in the "
            f"words of {study.voices[one].phrase} and {signed(frames[two].mean())} in those of "
            f"{study.voices[two].phrase}; told in opposite frames: {plural(apart, 'claim')}."
        )
    for row in [] if before is None else before.to_dict("records"):
        where = "in the middle pair" if row["n_pairs"] > 1 else "in the one pair"
        said += (
            f" Before the first claim that both tell stand {row['before']:.0%} of those of "
            f"{study.voices[row['side']].phrase} ({where})."
        )
    return said + (
        " The machine misses links that a coder sees, so that these shares are rather too large; and what a text "
        "leaves out may have been said all the same."
    )


def _say_omission(row: dict, study: Study) -> str:
    """Return one side's part of the answer."""
    limits_ = "" if pd.isna(row["low"]) else f" [{row['low']:.0%}, {row['high']:.0%}]"
    share = f"{row['share']:.0%}{limits_}" + (" in the mean of pairs" if row["n_pairs"] > 1 else "")
    return (
        f"Of {plural(int(row['n_claims']), 'claim')} of {study.voices[row['side']].phrase}, told by it alone as far as "
        f"the machine sees: {int(row['left_out']):,} ({share})."
    )
