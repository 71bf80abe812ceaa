"""Segments in, tone out: polarity of the words in [-1, 1], one column an instrument, and the words that made it.

Tone is not framing: a sentence that raises an accusation in courteous words has a warm tone. Score segments or
sentences, never whole articles, where every instrument saturates.
"""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from analysis.annotation.tone import marks, masking, news_column, news_tone, token_column, vader, valences
from analysis.corpus import tables, words
from analysis.corpus.study import Study

__all__ = ["INSTRUMENTS", "SCORERS", "explain_sentiment", "score_sentiment", "score_tables", "score_towards"]

Scorer = Callable[[Sequence[str]], np.ndarray]
Explainer = Callable[[Sequence[str]], pd.DataFrame]
# How each instrument scores texts, and how it explains the scores. VADER in NLTK's rules.
SCORERS: dict[str, tuple[Scorer, Explainer]] = {
    "vader": (lambda texts: vader.score_vader(texts)["compound"].to_numpy(), vader.explain_vader),
    "afinn": (
        lambda texts: valences.score_valences(texts, "afinn"),
        lambda texts: valences.explain_valences(texts, "afinn"),
    ),
    "pattern": (
        lambda texts: valences.score_valences(texts, "pattern"),
        lambda texts: valences.explain_valences(texts, "pattern"),
    ),
    "news": (news_column.score_news, news_column.explain_news),
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
    _check_instruments(instruments)
    texts, place = _list_texts(segments["text"])
    undefined = ~_has_words(texts)
    scores: dict[str, np.ndarray] = {}
    for column, instrument, rows, read in _list_readings(texts, instruments, study):
        known = scores.get(instrument, np.full(len(texts), np.nan))
        scores[column] = known.copy()
        scores[column][rows] = SCORERS[instrument][0](read)
    return segments.assign(**{column: np.where(undefined, np.nan, found)[place] for column, found in scores.items()})


def score_tables(*given: pd.DataFrame, study: Study | None = None) -> list[pd.DataFrame]:
    """Add the tone to several tables as score_sentiment does, a text that stands in more than one being read once."""
    texts = pd.concat([table["text"] for table in given], ignore_index=True).to_frame()
    scored = score_sentiment(texts, study=study).drop(columns="text")
    ends = np.cumsum([len(table) for table in given])
    own = (scored.iloc[end - len(table) : end] for table, end in zip(given, ends, strict=True))
    return [table.assign(**part.set_index(table.index)) for table, part in zip(given, own, strict=True)]


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
    _check_instruments(instruments)
    texts, place = _list_texts(segments["text"])
    parts: dict[str, pd.DataFrame] = {}
    for column, instrument, rows, read in _list_readings(texts, instruments, study):
        known = parts.get(instrument)
        found = SCORERS[instrument][1](read)
        found = found[found["value"] != 0].assign(instrument=column, row=rows[found.loc[found["value"] != 0, "row"]])
        if known is not None:  # without a name in it a text reads the same
            found = pd.concat([found, known[~known["row"].isin(rows)].assign(instrument=column)], ignore_index=True)
        parts[column] = found
    placed = pd.DataFrame({"row": place, "at": range(len(place)), "segment_id": segments["segment_id"].to_numpy()})
    placed = placed[_has_words(texts)[place]]
    joined = [placed.merge(part, on="row").sort_values(["at", "term"], kind="stable") for part in parts.values()]
    return pd.concat(joined, ignore_index=True)[list(tables.COLUMNS["contributions"])]


def _list_texts(texts: pd.Series) -> tuple[list[str], np.ndarray]:
    """Return the different texts, and for each row the place of its own among them: no text is read twice."""
    places, different = pd.factorize(texts.fillna(""))
    return [str(text) for text in different], places


def _list_readings(
    texts: Sequence[str], instruments: Sequence[str], study: Study | None
) -> list[tuple[str, str, np.ndarray, Sequence[str]]]:
    """Return, for each column to come: its name, its instrument, the places of the texts to read, and these as read.

    For a masked column these are the texts in which a name is masked; the others read as they do unmasked.
    """
    raw = token_column.Texts(map(marks.even_out, texts))
    everywhere = np.arange(len(raw))
    readings: list[tuple[str, str, np.ndarray, Sequence[str]]] = [(name, name, everywhere, raw) for name in instruments]
    if study is not None:
        masked = masking.mask_names(raw, masking.list_names(study))
        rows = np.array([row for row in everywhere if masked[row] != raw[row]], dtype=int)
        read = token_column.Texts(masked[row] for row in rows)
        readings += [(name + MASKED, name, rows, read) for name in instruments]
    return readings


def _has_words(texts: Sequence[str]) -> np.ndarray:
    """Return whether each text has a word."""
    return np.array([words.WORD.search(text) is not None for text in texts], dtype=bool)


def _check_instruments(instruments: Sequence[str]) -> None:
    """Raise if an instrument is unknown, or there is none."""
    if isinstance(instruments, str) or not instruments:
        raise ValueError(f"instruments should be a list, of {', '.join(SCORERS)}; found {instruments!r}")
    for name in instruments:
        if name not in SCORERS:
            raise ValueError(f"there is no instrument '{name}' for tone; there are {', '.join(SCORERS)}")


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
