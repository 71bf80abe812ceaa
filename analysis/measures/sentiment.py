"""Segments in, tone out: polarity of the words in [-1, 1], one column an instrument, and the words that made it.

Tone is not framing: a sentence that raises an accusation in courteous words has a warm tone. Score segments or
sentences, never whole articles, where every instrument saturates.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from analysis.corpus import tables, terms
from analysis.corpus.study import Study
from analysis.measures import marks, masking, news_tone, vader, valences

Scorer = Callable[[Sequence[str]], np.ndarray]
Explainer = Callable[[Sequence[str]], pd.DataFrame]
# How each instrument scores texts, and how it explains the scores. VADER in NLTK's rules.
SCORERS: Mapping[str, tuple[Scorer, Explainer]] = {
    "vader": (lambda texts: vader.score_vader(texts)["compound"].to_numpy(), vader.explain_vader),
    "afinn": (
        lambda texts: valences.score_valences(texts, "afinn"),
        lambda texts: valences.explain_valences(texts, "afinn"),
    ),
    "pattern": (
        lambda texts: valences.score_valences(texts, "pattern"),
        lambda texts: valences.explain_valences(texts, "pattern"),
    ),
    "news": (news_tone.score_news, news_tone.explain_news),
}
INSTRUMENTS = tuple(SCORERS)
MASKED = "_masked"


def score_sentiment(
    segments: pd.DataFrame, instruments: Sequence[str] = INSTRUMENTS, study: Study | None = None
) -> pd.DataFrame:
    """Add the tone of each segment by each instrument.

    Parameters
    ----------
    segments : DataFrame, n_segments rows
        With the column `text`; sentences will do as well.
    instruments : sequence of str
        Of vader, afinn, pattern, news.
    study : Study, optional
        If given, columns INSTRUMENT_masked are added: the tone once the words of names are masked.

    Returns
    -------
    DataFrame, n_segments rows
        The table and the new columns, each in [-1, 1]; NaN where the text has no word.

    Raises
    ------
    ValueError
        If there is no column `text`, or no such instrument.

    Notes
    -----
    Every instrument here knows words, not the world: on political news VADER's sign is right about half the time
    (benchmarks/tone.py). 0 means no word that the instrument knows, or as much for as against.

    References
    ----------
    van Atteveldt, W., van der Velden, M. and Boukes, M. (2021). The validity of sentiment analysis. Communication
    Methods and Measures 15(2): 121-140.
    """
    tables.check_table(segments, "segments", needs=["text"])
    check_instruments(instruments)
    undefined = ~has_words(segments["text"])
    return segments.assign(
        **{
            column: np.where(undefined, np.nan, SCORERS[instrument][0](texts))
            for column, instrument, texts in list_readings(segments["text"], instruments, study)
        }
    )


def explain_sentiment(
    segments: pd.DataFrame, instruments: Sequence[str] = INSTRUMENTS, study: Study | None = None
) -> pd.DataFrame:
    """Say which words made each segment's score.

    Parameters
    ----------
    segments : DataFrame, n_segments rows
        With the columns `segment_id` and `text`.
    instruments : sequence of str
        Of vader, afinn, pattern, news.
    study : Study, optional
        If given, the scores with names masked are explained too, as INSTRUMENT_masked.

    Returns
    -------
    DataFrame
        The columns segment_id, instrument, term, value, sorted by instrument and segment. The values of a segment add
        up to its score: a rated word has its valence, a negation or booster the change that it made, "!" and "?" their
        own.

    Raises
    ------
    ValueError
        If there is no column `text`, or no such instrument.
    """
    tables.check_table(segments, "segments", needs=["segment_id", "text"])
    check_instruments(instruments)
    defined = segments[has_words(segments["text"])]
    parts = [
        SCORERS[instrument][1](texts).assign(instrument=column)
        for column, instrument, texts in list_readings(defined["text"], instruments, study)
    ]
    found = pd.concat([part[part["value"] != 0] for part in parts], ignore_index=True)
    found["segment_id"] = defined["segment_id"].to_numpy()[found["row"]]
    return found[list(tables.COLUMNS["contributions"])]


def list_readings(
    texts: pd.Series, instruments: Sequence[str], study: Study | None
) -> list[tuple[str, str, Sequence[str]]]:
    """Return, for each column to come, its name, its instrument and the texts as that is to read them."""
    raw = [marks.even_out(text) for text in texts.fillna("")]
    readings: list[tuple[str, str, Sequence[str]]] = [(name, name, raw) for name in instruments]
    if study is not None:
        masked = masking.mask_names(raw, masking.list_names(study))
        readings += [(name + MASKED, name, masked) for name in instruments]
    return readings


def has_words(texts: pd.Series) -> np.ndarray:
    """Return whether each text has a word."""
    return np.array([terms.WORD.search(text) is not None for text in texts.fillna("")], dtype=bool)


def check_instruments(instruments: Sequence[str]) -> None:
    """Raise if an instrument is unknown, or there is none."""
    if isinstance(instruments, str) or not instruments:
        raise ValueError(f"instruments should be a list, of {', '.join(INSTRUMENTS)}; found {instruments!r}")
    for name in instruments:
        if name not in SCORERS:
            raise ValueError(f"there is no instrument '{name}' for tone; there are {', '.join(INSTRUMENTS)}")


def score_towards(sentences: Sequence[str], targets: Sequence[tuple[int, int]]) -> list[float]:
    """Score the tone of sentences towards a target in each, by the news lexicon.

    Parameters
    ----------
    sentences : sequence of str, n_sentences
    targets : sequence of (int, int), n_sentences
        Start and end of the target in its sentence, end excluded.

    Returns
    -------
    list of float, n_sentences
        In [-1, 1]; the sign is the class, exactly 0 is neutral.

    Raises
    ------
    ValueError
        If the two differ in length, or a target lies outside its sentence.

    Examples
    --------
    >>> text = "Critics accused Smith of a disastrous, corrupt failure."
    >>> score_towards([text], [(16, 21)])[0] < 0
    True
    """
    if len(sentences) != len(targets):
        raise ValueError(f"one target a sentence is needed, found {len(targets)} for {len(sentences)} sentences")
    for number, (text, (start, end)) in enumerate(zip(sentences, targets, strict=True)):
        if not 0 <= start < end <= len(text):
            raise ValueError(
                f"a target should lie inside its sentence, found {start} to {end} in sentence {number}, "
                f"which has {len(text)} characters"
            )
    return news_tone.score_towards([marks.straighten(text) for text in sentences], targets)


def aggregate_tone(
    segments: pd.DataFrame,
    by: Sequence[str],
    instrument: str,
    articles: pd.DataFrame | None = None,
    mentions: pd.DataFrame | None = None,
    levels: Mapping[str, Sequence[str]] | None = None,
    weight: Literal["articles", "words"] = "articles",
) -> pd.DataFrame:
    """Take the mean tone of groups of segments.

    Parameters
    ----------
    segments : DataFrame
        With doc_id, n_words and the column of the instrument; `frame`, or any other number, will do as well.
    by : sequence of str
        Columns that make the groups: of segments, of articles (outlet, event, genre), or `issue`.
    instrument : str
        The column to take the mean of.
    articles : DataFrame, optional
        Needed if a group is by one of its columns.
    mentions : DataFrame, optional
        Needed if a group is by issue. A segment with two issues counts in both.
    levels : mapping of str to sequence of str, optional
        The groups to show of a column, in this order; those without a segment get a row too.
    weight : {"articles", "words"}
        Whether every article of a group counts alike, its segments by their words, or every word.

    Returns
    -------
    DataFrame, n_groups rows
        The columns of `by`, instrument, estimate, n_segments and n_words (of segments with a score), n_undefined
        (segments without), n_articles, note: "" or what keeps the estimate from saying much.

    Raises
    ------
    ValueError
        If a column is missing, or `by` is empty.

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": ["a", "b"], "voice": "outlet", "n_words": [1, 3], "vader": [1.0, 0.0]})
    >>> aggregate_tone(table, ["voice"], "vader")["estimate"].tolist()
    [0.5]
    >>> aggregate_tone(table, ["voice"], "vader", weight="words")["estimate"].tolist()
    [0.25]
    """
    table = join_groups(segments, by, instrument, articles, mentions)
    groups = list_groups(table, by, levels or {})
    defined = table[table[instrument].notna() & (table["n_words"] > 0)]
    count = "nunique" if "segment_id" in defined else "size"
    counts = defined["n_words"].astype(float)
    if weight == "articles":
        counts = counts / counts.groupby([defined[key] for key in dict.fromkeys(["doc_id", *by])]).transform("sum")
    sums = defined.assign(weighted=defined[instrument] * counts, weight=counts).groupby([*by], observed=True)
    measured = sums.agg(
        weighted=("weighted", "sum"),
        weight=("weight", "sum"),
        n_segments=("segment_id" if "segment_id" in defined else instrument, count),
        n_words=("n_words", "sum"),
        n_articles=("doc_id", "nunique"),
        n_distinct=(instrument, "nunique"),
    )
    counted = groups.merge(measured.reset_index(), on=[*by], how="left")
    all_rows = table.groupby([*by], observed=True).size().rename("n_rows").reset_index()
    counted = counted.merge(all_rows, on=[*by], how="left")
    whole = ["n_segments", "n_words", "n_articles", "n_distinct", "n_rows"]
    counted[whole] = counted[whole].fillna(0).astype(int)
    return counted.assign(
        instrument=instrument,
        estimate=counted["weighted"] / counted["weight"].where(counted["weight"] > 0),
        n_undefined=counted["n_rows"] - counted["n_segments"],
        note=[note_group(*row) for row in counted[["n_rows", "n_segments", "n_distinct"]].itertuples(index=False)],
    )[[*by, "instrument", "estimate", "n_segments", "n_undefined", "n_articles", "n_words", "note"]]


def join_groups(
    segments: pd.DataFrame,
    by: Sequence[str],
    instrument: str,
    articles: pd.DataFrame | None,
    mentions: pd.DataFrame | None,
) -> pd.DataFrame:
    """Return the segments with the columns of `by`, once for each issue if by issue."""
    if isinstance(by, str) or not by:
        raise ValueError(f"by should be a list of one or more columns, e.g. ['outlet', 'voice'], found {by!r}")
    tables.check_table(segments, "segments", needs=["doc_id", "n_words", instrument])
    table = segments
    missing = [column for column in by if column not in table.columns]
    if "issue" in missing and mentions is not None:
        tables.check_table(table, "segments", needs=["segment_id"])
        table = table.merge(mentions[["segment_id", "issue"]].drop_duplicates(), on="segment_id")
        missing.remove("issue")
    if missing and articles is not None:
        tables.check_table(articles, "articles", needs=["doc_id", *missing])
        table = table.merge(articles[["doc_id", *missing]], on="doc_id", how="left")
    tables.check_table(table, "segments with articles and mentions as given", needs=by)
    return table


def list_groups(table: pd.DataFrame, by: Sequence[str], levels: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return one row a group: every combination if levels are given, else those that occur, in their order."""
    if not levels:
        return table[[*by]].drop_duplicates().sort_values([*by], ignore_index=True)
    given = [list(levels.get(column, sorted(table[column].unique()))) for column in by]
    return pd.MultiIndex.from_product(given, names=[*by]).to_frame(index=False)


def note_group(n_rows: int, n_segments: int, n_distinct: int) -> str:
    """Return what keeps the estimate of a group from saying much, or ""."""
    if n_segments == 0:
        return "undefined: no segment" if n_rows == 0 else "undefined: no segment with a score"
    if n_segments == 1:
        return "one segment"
    return "all scores equal" if n_distinct == 1 else ""
