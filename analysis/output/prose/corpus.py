"""What is in the corpus, and whose words it carries."""

import pandas as pd

from analysis.annotation.voices import offices
from analysis.corpus.articles import languages
from analysis.corpus.study import Study
from analysis.measures.inference import limits
from analysis.measures.voices import composition
from analysis.output.prose.numbers import begin, join_words, percent, plural

__all__ = ["NOT_SPEAKERS", "say_corpus", "say_offices", "say_shared", "say_voices"]


def say_corpus(articles: pd.DataFrame, sentences: pd.DataFrame, traced: pd.DataFrame, removed: pd.DataFrame) -> str:
    """Answer 01_corpus: how many articles, what was taken out, and for which reasons."""
    kept, gone = traced["kept"].sum(), traced["removed"].sum()
    body = int((sentences["kind"] == "body").sum())
    heads = len(sentences) - body
    reasons = join_words([f"{r.reason} ({r.n_characters:,})" for r in removed.head(3).itertuples()])
    return (
        f"The corpus holds {plural(len(articles), 'article')} of {plural(articles['outlet'].nunique(), 'outlet')}: "
        f"{plural(body, 'sentence')} of body and {plural(heads, 'headline')}. "
        f"Cleaning set {percent(gone / max(1, kept + gone))} of the characters aside"
        + (f"; the largest parts, in characters: {reasons}." if len(removed) else ".")
        + _say_unread(articles)
    )


def _say_unread(articles: pd.DataFrame) -> str:
    """Say how many articles are not in English and were not read; "" where all were."""
    others = int((~languages.is_english(articles)).sum())
    if not others:
        return ""
    return (
        f" {plural(others, 'article')} in other languages {'is' if others == 1 else 'are'} kept and not read further."
    )


def say_voices(shares: pd.DataFrame, study: Study) -> str:
    """Answer 02_voices: whose words there are in all, the range over outlets, and how little the lesser side has."""
    total = shares.groupby("voice")[["n_words", "n_sentences", "n_articles"]].sum().reindex(study.voice_order)
    part = total["n_words"] / total["n_words"].sum()
    listed = join_words([f"{part[v]:.0%} to {study.voices[v].phrase}" for v in study.voice_order])
    words = plural(total["n_words"].sum(), "word")
    first = study.sides[0]
    by_outlet = shares[shares["voice"] == first].set_index("outlet")["share"]
    lesser = min(study.sides, key=lambda side: total["n_words"][side])
    few = int(total["n_sentences"][lesser])
    said = f"Of {words} in headlines and bodies, {listed.replace(' to', ' belong to', 1)}. "
    if len(by_outlet) > 1:
        said += (
            f"The share of {study.voices[first].phrase} runs from {by_outlet.min():.0%} "
            f"({by_outlet.idxmin()}) to {by_outlet.max():.0%} ({by_outlet.idxmax()}). "
        )
    if few == 0:
        silent = f"{begin(study.voices[lesser].phrase)} is never heard: nothing can be said about what it says."
        return said + silent + _say_sides(study)
    if few < limits.SILENCE:
        return (
            said
            + (
                f"{begin(study.voices[lesser].phrase)} is heard in only {plural(few, 'sentence')} of "
                f"{plural(int(total['n_articles'][lesser]), 'article')}: nothing about it can be generalised."
            )
            + _say_sides(study)
        )
    heard = f"{begin(study.voices[lesser].phrase)}, the lesser side, is heard in {plural(few, 'sentence')}."
    return said + heard + _say_sides(study)


def _say_sides(study: Study) -> str:
    """Say which two of three or more sides are compared, and that any other two can be; "" for a study of two."""
    if len(study.all_sides) == 2:
        return ""
    phrases = [study.voices[side].phrase for side in study.all_sides]
    first, second = (study.voices[side].phrase for side in study.sides)
    return (
        f" The study has {len(phrases)} sides, {join_words(phrases)}; what follows compares {first} with {second}, and "
        "counts what the others say wherever voices are counted (another two: the option sides). The frame of a side's "
        "words is of whomever they are about: it is the same whichever side it is compared with."
    )


def say_offices(segments: pd.DataFrame, articles: pd.DataFrame, study: Study) -> str:
    """Say how many of a voice's sentences are of somebody who did not hold his office that day; "" where none are."""
    holder = offices.find_out_of_office(segments, articles, study)
    said = []
    for voice in study.voices.values():
        own = segments[segments["voice"] == voice.id]
        out = own[holder.loc[own.index] != ""]
        if len(out):
            found = sorted(set(holder.loc[out.index]))
            names = join_words([name for name in found if name[0].isupper()] or found)
            part = f"{out['sentence_id'].nunique():,} of the {plural(own['sentence_id'].nunique(), 'sentence')}"
            said.append(f"{part} of {voice.phrase} are of {names} while not in office")
    return f" {begin(join_words(said))}." if said else ""


def say_shared(articles: pd.DataFrame, study: Study) -> str:
    """Begin a comparison of two press services with the texts it rests on, and what was left out; "" for other corpora.

    Parameters
    ----------
    articles : DataFrame
        All articles.
    study : Study

    Returns
    -------
    str
        Ends in a colon and a space.
    """
    speakers = composition.find_speakers(articles, study)
    if not set(study.sides) <= set(speakers):
        return ""
    explained = composition.explain_shared(articles, study)
    left = explained[explained["reason"] != ""]
    kept = explained[explained["reason"] == ""]
    counts = [f"{study.voices[side].phrase} {(kept['side'] == side).sum():,}" for side in study.sides]
    news = int((kept["side"] == "").sum())
    said = f"Each press service in its own texts ({join_words(counts)}"
    said += f"; {plural(news, 'news article')} beside them)" if news else ")"
    if len(left):
        parts = [f"{n:,} {REASONS[str(why)]}" for why, n in left["reason"].value_counts().items()]
        return f"{said}; left out: {join_words(parts)}: "
    months = composition.date_articles(kept.merge(articles), study)["date"].dt.to_period("M")
    apart = not set.intersection(*(set(months[(kept["side"] == s).to_numpy()].dropna()) for s in study.sides))
    return said + ("; they share no month, so that a difference may be one of months: " if apart else ": ")


REASONS = {  # why a text of a press service is left out -> how it is counted
    "undated": "undated",
    "month of one side only": "of a month that only one service covers",
    "another side": "of another side's press service",
}
NOT_SPEAKERS = (
    "No outlet of this corpus is itself a side, so that no article is one side's: that the issues of the two sides "
    "differ is described above and not tested."
)
