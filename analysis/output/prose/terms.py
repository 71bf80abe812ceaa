"""Which words, which issues, and what stands in two places."""

import pandas as pd

from analysis.corpus.study import OUTLET, Study
from analysis.measures.inference import limits
from analysis.output.prose.numbers import UNMARKED, begin, join_words, percent, plural

__all__ = ["NO_ISSUES", "say_issues", "say_keyness", "say_prevalence", "say_reuse", "say_terms"]

NO_ISSUES = "No issue is raised in these articles: the study names none, or none of its terms stands in them."


def say_terms(frequencies: pd.DataFrame, keyness: pd.DataFrame, study: Study) -> str:
    """Answer which terms are frequent and which set the two voices apart.

    Parameters
    ----------
    frequencies : DataFrame
        As frequency.take_commonest returns it.
    keyness : DataFrame
        As keyness.take_extremes returns it.
    study : Study

    Returns
    -------
    str
    """
    commonest = frequencies.drop_duplicates("term").head(3)
    often = join_words([f"*{row['term']}* ({plural(row['total'], 'time')})" for row in commonest.to_dict("records")])
    return f"Most frequent, leaving stop words out: {often}. {say_keyness(keyness, study)}"


def say_keyness(keyness: pd.DataFrame, study: Study) -> str:
    """Answer which terms set the two voices apart, with their counts, and what the data can carry."""
    if keyness.empty:
        return "No term sets the voices apart: one of them never speaks, or none is frequent enough on either side."
    first = keyness.iloc[0]
    parts = []
    for side, sign in (("target", 1), ("reference", -1)):
        own = keyness[keyness["log_odds"] * sign > 0].sort_values("z", ascending=sign < 0)
        named = [
            f"*{row.term}* ({row.count_target:,.0f} : {row.count_reference:,.0f})" for row in own.head(4).itertuples()
        ]
        parts.append(f"{_label_side(first[side], study)}: {join_words(named)}")
    sides = " : ".join(_label_side(first[side], study) for side in ("target", "reference"))
    claim = f"Set apart most (counts, {sides}), on the side of {'; of '.join(parts)}. "
    if OUTLET in (first["target"], first["reference"]):
        claim += "Names of sources and verbs of saying lean to the outlets by construction: what introduces is theirs. "
    if not first["n_tested"]:
        return claim + f"These are descriptions, no test: {first['refusal'].split(';')[0].rstrip('.')}."
    adjusted = keyness["p_adjusted"].dropna()
    passed = int((adjusted < 0.05).sum())
    return claim + (
        f"Of the {plural(len(keyness), 'term')} shown, {passed:,} pass a test by articles at a false discovery rate of "
        f"5 % over {plural(first['n_tested'], 'term')} tested."
    )


def _label_side(side: str, study: Study) -> str:
    """Return a voice as it stands in a sentence, or the side's own name."""
    return study.voices[side].phrase if side in study.voices else side


def say_issues(sides: pd.DataFrame, study: Study, raised: pd.DataFrame | None = None) -> str:
    """Answer which issues only one side raised, which both as reported jointly, and how little silence means.

    Parameters
    ----------
    sides : DataFrame
        As agenda.compare_sides returns it.
    study : Study
    raised : DataFrame, optional
        As agenda.compare_agenda returns it by voice: names what the outlets' own words raise besides.

    Returns
    -------
    str
    """
    if sides.empty:
        return "The study names no issue."
    if not sides[["n_target", "n_reference", "n_joint"]].to_numpy(float).any():
        return f"Of {plural(len(sides), 'issue')}, none was raised by either side."
    row = sides.iloc[0]
    said = []
    for name in (row["target"], row["reference"]):
        labels = sides.loc[sides["raised_by"] == name, "label"].tolist()
        said.append(f"{study.voices[name].phrase} alone raised {join_words(labels, most=7)}")
    both = sides.loc[sides["raised_by"] == "both", "label"].tolist()
    if len(both) == len(sides):
        sizes = " and ".join(
            f"{study.voices[row[side]].phrase} in {plural(row[f'n_sentences_{side}'], 'sentence')}"
            for side in ("target", "reference")
        )
        return f"both sides raised all of {plural(len(sides), 'issue')}, {sizes}."
    little = min(("target", "reference"), key=lambda side: row[f"n_sentences_{side}"])
    return (
        f"Of {plural(len(sides), 'issue')}, both sides raised {join_words(both, most=7)}; {said[0]}; {said[1]}. "
        f"{_say_jointly(sides, study)}{_say_retold(sides, raised)}"
        f"{begin(study.voices[row[little]].phrase)} has {plural(row[f'n_sentences_{little}'], 'sentence')} in "
        f"{plural(row[f'n_articles_{little}'], 'article')}"
        + (": its silences show no choice." if row[f"n_sentences_{little}"] < limits.SILENCE else ".")
        + (f" {UNMARKED}" if sides["n_joint"].isna().any() else "")
    )


def _say_jointly(sides: pd.DataFrame, study: Study) -> str:
    """Name what is reported of both together, in whosever words, and what of it one side raises by itself too."""
    jointly = sides[sides["raised_by"] == "jointly"]
    if jointly.empty:
        return ""
    parts = [
        f"{study.voices[jointly[side].iloc[0]].phrase} raised {join_words(labels, most=7)} by itself too"
        for side in ("target", "reference")
        if (labels := jointly.loc[jointly[f"n_{side}"] > 0, "label"].tolist())
    ]
    also = f" ({'; '.join(parts)})" if parts else ""
    return f"Of both together the articles report {join_words(jointly['label'].tolist(), most=7)}{also}. "


def _say_retold(sides: pd.DataFrame, raised: pd.DataFrame | None) -> str:
    """Name the issues of one side only that the outlets raise too: a readout retold without a source may hold them."""
    if raised is None:
        return ""
    own = raised.loc[(raised["voice"] == OUTLET) & (raised["n_sentences"] > 0), "issue"]
    one = sides["raised_by"].isin([sides["target"].iloc[0], sides["reference"].iloc[0]])
    labels = sides.loc[one & sides["issue"].isin(own), "label"].tolist()
    if not labels:
        return ""
    return (
        f"The outlets' own words raise {join_words(labels, most=7)} too, of whatever relation, and what they retell "
        "without naming a source counts for neither side, unless it is told of both. "
    )


def say_prevalence(table: pd.DataFrame, study: Study) -> str:
    """Answer which issues set two press services apart; "" where there was nothing to test.

    Parameters
    ----------
    table : DataFrame
        As prevalence.compare_speakers returns it.
    study : Study

    Returns
    -------
    str
    """
    if table.empty:
        return ""
    if not table["n_tests"].iloc[0]:
        why = next((method for method in table["p_method"] if method), "no article raises one")
        return f" Issues are not tested by article: {why.removeprefix('none: ')}."
    parts = []
    for side, sign in (("target", 1), ("reference", -1)):
        own = table[table["sure"].astype(bool) & (table["difference"] * sign > 0)]
        other = "reference" if side == "target" else "target"
        named = [
            f"{row['label']} ({percent(row[f'share_{side}'])} : {percent(row[f'share_{other}'])})"
            for row in own.to_dict("records")
        ]
        phrase = {voice.label: voice.phrase for voice in study.voices.values()}[table[side].iloc[0]]
        parts.append(f"more in the articles of {phrase}: {join_words(named)}")
    return (
        " Tested by article, within months, at a false discovery rate of 5 % over "
        f"{plural(table['n_tests'].iloc[0], 'issue')}, and by the share of an article's sentences too: "
        f"{'; '.join(parts)} (share of its own articles : of the other's)."
    )


def say_reuse(reuse: pd.DataFrame) -> str:
    """Answer how much of the articles stands in another one.

    Parameters
    ----------
    reuse : DataFrame
        As reuse.summarise_reuse returns it.

    Returns
    -------
    str
    """
    shared, words = reuse["n_shared"].sum(), max(1, reuse["n_words"].sum())
    most = reuse.sort_values("share", ascending=False, kind="stable").iloc[0]
    return (
        f"{shared / words:.0%} of all words stand in more than one article, most in {most['doc_id']} "
        f"({most['share']:.0%} of its words); counted once, {plural(reuse['n_left_out'].sum(), 'word')} fall away."
    )
