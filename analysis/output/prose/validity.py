"""How far to trust the machine: beside a coder, and by simulation."""

import pandas as pd

from analysis.corpus.study import Study
from analysis.output.prose.numbers import begin, join_words, plural

__all__ = ["NOT_CODED", "say_agreement", "say_coding", "say_coverage", "say_held_out", "say_words"]

KINDS = {  # of data/validity.csv, as benchmarks/held_out.py explains them -> how the figures of each are introduced
    "unread": "On texts that nobody had read when the instrument was done",
    "cross-validated": "On texts that it has learned from since, by weights learned without their counterparts",
    "development": "On texts that the rules were written with in view",
    "two coders": "Two coders of the same texts agreed with",
}
UNSURE = 0.7  # a certainty below which a coder's look pays most
NOT_CODED = (
    "No coder's sheet lies beside the tables of this corpus: nothing here says how often the machine is wrong on it."
)


def say_held_out(validity: pd.DataFrame) -> str:
    """Answer how well the machine does on texts it was not written with, and on those it was.

    Parameters
    ----------
    validity : DataFrame
        data/validity.csv, as benchmarks/held_out.py measures it.

    Returns
    -------
    str
    """
    said = []
    for kind, words in KINDS.items():
        rows = validity[validity["kind"] == kind].to_dict("records")
        parts = [_say_figure(row) for row in rows]
        said += [f"{words}: {'; '.join(parts)}."] if parts else []
    return " ".join(said) + " What stands below is about this corpus's own coded articles alone."


def _say_figure(row: dict) -> str:
    """Return one figure of validity.csv with what it is measured on."""
    if row["measure"] == "share found":
        return f"{row['value']:.0%} of the {row['n']:,} {row['unit']} found"
    return f"{row['variable']} {row['measure']} {row['value']:.2f} ({row['n']:,} {row['unit']})"


def say_coding(segments: pd.DataFrame, judged: pd.DataFrame) -> str:
    """Answer how much of a corpus the machine was not sure of, and how much of it somebody has judged.

    Parameters
    ----------
    segments : DataFrame
        Of the corpus.
    judged : DataFrame
        A coder's sheet, as sheets.find_sheet returns it.

    Returns
    -------
    str
    """
    unsure = int((segments["certainty"] < UNSURE).sum())
    coded = int((judged["coded_voice"] != "").sum())
    return (
        f"Of {plural(len(segments), 'segment')} the machine is not sure of the voice of {unsure:,} (certainty below "
        f"{UNSURE}). A coder has judged the voice of {coded:,}."
    )


def say_agreement(overall: pd.DataFrame) -> str:
    """Answer how well coder and machine agree.

    Parameters
    ----------
    overall : DataFrame
        As agreement.score_agreement returns it for all; empty where nobody has coded.

    Returns
    -------
    str
    """
    if overall.empty:
        return NOT_CODED
    rows = overall.set_index("variable")
    first = overall.iloc[0]
    said = "; ".join(
        f"{name} {row['accuracy']:.0%} right, alpha {row['alpha']:.2f}, {score.replace('_f1', '-F1')} {row[score]:.2f}"
        for name, row in rows.iterrows()
        for score in ["micro_f1" if name == "issues" else "macro_f1"]
    )
    refusal = f" There is {first['refusal']}." if first["refusal"] else ""
    return (
        f"Beside a coder, on {plural(first['n_sentences'], 'sentence')} of "
        f"{plural(first['n_articles'], 'article')}: {said}.{refusal} Voices are "
        "compared by sentence here. Rules written with an article at hand do better on it than on others."
    )


def say_words(words: pd.DataFrame, study: Study) -> str:
    """Answer which share of the words is in the right voice, and of which voice the words are least its own.

    Parameters
    ----------
    words : DataFrame
        As word_agreement.score_words returns it.
    study : Study

    Returns
    -------
    str
    """
    if words.empty:
        return NOT_CODED
    rows = words.set_index("voice")
    first = rows.iloc[0]
    own = [voice for voice in rows.index if voice in study.voices]
    shares = [f"{study.voices[voice].phrase} {rows['n_coded'][voice] / first['n_coded']:.0%}" for voice in own]
    parts = [
        f"of those given to {study.voices[voice].phrase} {rows['precision'][voice]:.0%} are its own by the coder, and "
        f"{rows['recall'][voice]:.0%} of its own were found"
        for voice in own
        if rows["n_found"][voice] != rows["n_coded"][voice] or rows["recall"][voice] < 1
    ]
    limits = f" ({first['refusal']})" if first["refusal"] else f" [{first['low']:.1%} to {first['high']:.1%}]"
    return (
        f"Word by word, {first['recall']:.1%} of {plural(first['n_coded'], 'word')} in "
        f"{plural(first['n_articles'], 'article')} stand in the voice a coder gave them{limits}. By the coder's count "
        f"their shares are: {join_words(shares)}. {begin('; '.join(parts) or 'no word is in a wrong voice')}. "
        "The rules that cut a sentence were last changed with these articles at hand."
    )


def say_coverage(table: pd.DataFrame) -> str:
    """Answer whether the intervals hold the truth as often as they claim.

    Parameters
    ----------
    table : DataFrame
        As power.simulate_coverage returns it.

    Returns
    -------
    str
    """
    own = table[(table["interval"] == "studentised") & table["given"]]
    refused = table.loc[~table["given"], "n_articles"]
    fewest = table[table["n_articles"] == table["n_articles"].min()]
    few, wide = (fewest[fewest["interval"] == interval] for interval in ("percentile", "studentised"))
    return (
        f"Where an interval is given ({plural(own['n_articles'].min(), 'article')} or more), a nominal 95 % one held "
        f"the truth in {own['coverage'].min():.1%} to {own['coverage'].max():.1%} of {own['n_simulations'].iloc[0]:,} "
        f"simulated corpora of each kind; a percentile bootstrap of {few['n_articles'].iloc[0]} articles would have "
        f"held it in {few['coverage'].min():.0%} to {few['coverage'].max():.0%}"
        f", and the interval given here would be {wide['width'].min():.1f} to {wide['width'].max():.1f} standard "
        "deviations wide, too wide to say anything"
        + (f": up to {refused.max()} articles get none." if len(refused) else ".")
    )
