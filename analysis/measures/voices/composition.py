"""What a corpus is made of: articles over time, what cleaning kept, whose words they carry."""

import pandas as pd

from analysis.corpus import counted_tables, tables, together
from analysis.corpus.study import OUTLET, Study

__all__ = [
    "MOST_ROWS",
    "are_all_speakers",
    "choose_sides",
    "choose_stratum",
    "count_voices",
    "date_articles",
    "explain_shared",
    "find_speakers",
    "list_removed",
    "place_segments",
    "share_voices",
    "take_shared",
    "trace_articles",
]

MOST_ROWS = 25  # more articles than this are shown by outlet and month


def date_articles(articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Date each article: the day it was published, else the day of its event.

    Parameters
    ----------
    articles : DataFrame
        The table `articles`.
    study : Study

    Returns
    -------
    DataFrame
        doc_id, outlet, event, date (Timestamp, NaT if neither is known), dated {published, event, unknown}.
    """
    tables.check_table(articles, "articles", ["doc_id", "outlet", "event", "published"])
    days = {event.id: event.date for event in study.events.values()}
    event = articles["event"].map(lambda name: days.get(name, ""))
    date = articles["published"].where(articles["published"] != "", event)
    dated = (
        pd.Series("unknown", index=articles.index)
        .mask(event != "", "event")
        .mask(articles["published"] != "", "published")
    )
    return articles[["doc_id", "outlet", "event"]].assign(date=pd.to_datetime(date.replace("", None)), dated=dated)


def trace_articles(articles: pd.DataFrame, passages: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Place the articles on a time line, with what cleaning kept and removed.

    Parameters
    ----------
    articles, passages : DataFrame
        Tables of the corpus.
    study : Study

    Returns
    -------
    DataFrame
        label, outlet, date, dated, n_articles, kept, removed (characters). One row an article, by date; where there
        are more than MOST_ROWS, one row an outlet and month.
    """
    tables.check_table(passages, "passages")
    length = passages["end"] - passages["start"]
    kept = length.where(passages["kind"].isin(["body", "headline"]), 0).groupby(passages["doc_id"]).sum()
    total = length.groupby(passages["doc_id"]).sum()
    traced = date_articles(articles, study).set_index("doc_id").assign(n_articles=1, kept=kept, removed=total - kept)
    traced = traced.fillna({"kept": 0, "removed": 0}).reset_index(names="label")
    if len(traced) > MOST_ROWS:
        month = traced["date"].dt.to_period("M").dt.to_timestamp()
        keys = [traced["outlet"], month.rename("date"), traced["dated"]]
        traced = traced.groupby(keys)[["n_articles", "kept", "removed"]].sum().reset_index()
        traced["label"] = traced["outlet"]
    columns = ["label", "outlet", "date", "dated", "n_articles", "kept", "removed"]
    return traced.sort_values(["date", "label"], ignore_index=True)[columns]


def list_removed(passages: pd.DataFrame) -> pd.DataFrame:
    """Count what cleaning set aside, by kind and reason: n_passages, n_articles, n_characters, most first."""
    tables.check_table(passages, "passages")
    aside = passages[~passages["kind"].isin(["body", "headline"])]
    aside = aside.assign(n_characters=aside["end"] - aside["start"])
    counted = aside.groupby(["kind", "reason"]).agg(
        n_passages=("start", "size"), n_articles=("doc_id", "nunique"), n_characters=("n_characters", "sum")
    )
    return counted.reset_index().sort_values(
        ["n_characters", "kind", "reason"], ascending=[False, True, True], ignore_index=True
    )


def share_voices(segments: pd.DataFrame, articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Share of each outlet's words by voice.

    Parameters
    ----------
    segments, articles : DataFrame
        Tables of the corpus.
    study : Study

    Returns
    -------
    DataFrame
        outlet, voice, n_words, n_segments, n_sentences, n_articles, share (of the outlet's words, of 1), direct (share
        of the voice's words inside quotation marks); every outlet with every voice, 0 where it does not speak.

    Notes
    -----
    An outlet here is most often one article: its share describes that article, not the outlet.
    """
    tables.check_table(segments, "segments", ["sentence_id", "doc_id", "voice", "manner", "n_words"])
    placed = counted_tables.add_columns(segments, articles, "doc_id", ["outlet"])
    placed["quoted"] = placed["n_words"].where(placed["manner"] == "direct", 0)
    counted = placed.groupby(["outlet", "voice"]).agg(
        n_words=("n_words", "sum"),
        n_segments=("voice", "size"),
        n_sentences=("sentence_id", "nunique"),
        n_articles=("doc_id", "nunique"),
        quoted=("quoted", "sum"),
    )
    every = pd.MultiIndex.from_product(
        [sorted(articles["outlet"].unique()), study.voice_order], names=["outlet", "voice"]
    )
    counted = counted.reindex(every, fill_value=0).reset_index()
    counted["share"] = counted["n_words"] / counted.groupby("outlet")["n_words"].transform("sum")
    counted["direct"] = counted["quoted"] / counted["n_words"].where(counted["n_words"] > 0)
    return counted.drop(columns="quoted")


def count_voices(segments: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Count what each voice has in the whole corpus: n_words, n_segments, n_sentences, n_articles, share."""
    tables.check_table(segments, "segments", ["sentence_id", "doc_id", "voice", "n_words"])
    counted = segments.groupby("voice").agg(
        n_words=("n_words", "sum"),
        n_segments=("voice", "size"),
        n_sentences=("sentence_id", "nunique"),
        n_articles=("doc_id", "nunique"),
    )
    counted = counted.reindex(pd.Index(study.voice_order, name="voice"), fill_value=0).reset_index()
    return counted.assign(share=counted["n_words"] / max(1, counted["n_words"].sum()))


def choose_sides(segments: pd.DataFrame, study: Study) -> tuple[str, str]:
    """Return the first side and its counterpart: the outlets' own words, else the second side."""
    tables.check_table(segments, "segments", ["voice"])
    first, second = study.sides
    return first, OUTLET if (segments["voice"] == OUTLET).any() else second


def place_segments(segments: pd.DataFrame, articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Return the segments with the outlet, event and month (its first day, "" if unknown) of their article."""
    tables.check_table(segments, "segments", ["doc_id"])
    dated = date_articles(articles, study)
    month = dated["date"].dt.strftime("%Y-%m-01").fillna("")
    return counted_tables.add_columns(segments, dated.assign(month=month), "doc_id", ["outlet", "event", "month"])


def find_speakers(articles: pd.DataFrame, study: Study) -> pd.Series:
    """Return for each article the side whose own press service its outlet is ("" for any other outlet)."""
    tables.check_table(articles, "articles", ["outlet"])
    narrations = {name: own.narration for name, own in study.outlets.items() if own.narration in study.all_sides}
    return articles["outlet"].map(lambda outlet: narrations.get(outlet, ""))


def explain_shared(articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Say of each article whether a comparison of the two press services takes it, and if not, why.

    Parameters
    ----------
    articles : DataFrame
    study : Study

    Returns
    -------
    DataFrame, n_articles rows
        doc_id, outlet, side (whose press service its outlet is, "" for news), reason: "" where it is taken, "undated",
        "month of one side only" or "another side" where a press service's text is left out. For its month nothing is
        left out where no month has both services.
    """
    speakers = find_speakers(articles, study)
    months = date_articles(articles, study)["date"].dt.to_period("M")
    both = set.intersection(*(set(months[speakers == side].dropna()) for side in study.sides))
    reason = pd.Series("", index=articles.index)
    if both:
        own = speakers.isin(study.sides)
        reason = reason.mask(own & ~months.isin(both), "month of one side only").mask(own & months.isna(), "undated")
    reason = reason.mask(~speakers.isin(["", *study.sides]), "another side")
    return articles[["doc_id", "outlet"]].assign(side=speakers, reason=reason)


def choose_stratum(articles: pd.DataFrame, study: Study) -> str:
    """Return the column within which two sides are compared: the month where every outlet is a side, else none."""
    return "month" if are_all_speakers(articles, study) else ""


def are_all_speakers(articles: pd.DataFrame, study: Study) -> bool:
    """Return whether every article is one side's own text, so that the outlets are themselves the sides."""
    return bool((find_speakers(articles, study) != "").all())


def take_shared(study: Study, articles: pd.DataFrame, *others: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    """Take of the sides' press services the months that both cover, and what each side says in its own texts.

    What one service reports of a month in which the other is silent, or was not collected, would pass for a difference
    between them; and what a service puts into the other side's mouth is its own account of it, the other's no more.
    News articles all stay. Where the services share no month, theirs stay too (explain_shared says so).

    Parameters
    ----------
    study : Study
    articles : DataFrame
    *others : DataFrame
        Tables with doc_id, or, after one with doc_id and segment_id, with segment_id alone. Of those with voice, the
        rows of a side in the other's articles are left out.

    Returns
    -------
    tuple of DataFrame
        The tables, in their order. They are unchanged where not both sides have a press service in the corpus.
    """
    speakers = find_speakers(articles, study)
    if not set(study.sides) <= set(speakers):
        return (articles, *others)
    stays = explain_shared(articles, study)["reason"] == ""
    speaker_of = dict(zip(articles["doc_id"][stays], speakers[stays], strict=True))
    articles = articles[stays].reset_index(drop=True)
    taken, segment_ids = [articles], pd.Series(dtype=object)
    for table in others:
        known = speaker_of if "doc_id" in table else segment_ids
        inside = table["doc_id" if "doc_id" in table else "segment_id"].isin(known)
        if {"doc_id", "voice"} <= set(table):
            own = table["doc_id"].map(speaker_of)
            halves = together.find_halves(table) & own.isin(study.sides)
            # What it says together with another is its own account, whichever half of it.
            table = table.assign(voice=table["voice"].mask(halves, own))
            inside &= ~table["voice"].isin(study.sides) | (table["voice"] == own) | ~own.isin(study.sides)
        taken.append((table if inside.all() else table[inside]).reset_index(drop=True))
        segment_ids = taken[-1]["segment_id"] if {"doc_id", "segment_id"} <= set(table) else segment_ids
    return tuple(taken)
