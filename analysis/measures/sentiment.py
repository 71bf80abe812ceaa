"""Segments in, tone out: polarity of the words in [-1, 1], one column an instrument."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.corpus import tables, terms
from analysis.measures import lexicons

INSTRUMENTS = ("vader", "afinn", "pattern", "news")
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def score_sentiment(segments: pd.DataFrame, instruments: Sequence[str] = INSTRUMENTS) -> pd.DataFrame:
    """Add the tone of each segment by each instrument.

    Parameters
    ----------
    segments : DataFrame, n_segments rows
        With the column `text`.
    instruments : sequence of str
        Of vader, afinn, pattern, news.

    Returns
    -------
    DataFrame
        The segments and one column an instrument, in [-1, 1]; NaN where the text has no word.
    """
    tables.check_table(segments, "segments", needs=["text"])
    for name in instruments:
        if name not in INSTRUMENTS:
            raise ValueError(f"'{name}' is no instrument for tone; there are {', '.join(INSTRUMENTS)}")
    texts = [text.translate(STRAIGHT) for text in segments["text"]]
    undefined = np.array([terms.count_words(text) == 0 for text in texts], dtype=bool)
    columns = {name: np.where(undefined, np.nan, score_texts(texts, name)) for name in instruments}
    return segments.assign(**columns)


def score_texts(texts: Sequence[str], instrument: str) -> np.ndarray:
    """Return the sum of the words' valences, squeezed into [-1, 1]."""
    lexicon = lexicons.load_vader() if instrument == "vader" else lexicons.load_valences("afinn")
    sums = np.array([sum(lexicon.get(w.group().lower(), 0.0) for w in terms.WORD.finditer(text)) for text in texts])
    return sums / np.sqrt(sums**2 + 15)


def score_towards(sentences: Sequence[str], targets: Sequence[tuple[int, int]]) -> list[float]:
    """Return the tone of each sentence towards its target."""
    return [float(score) for score in score_texts(sentences, "afinn")]
