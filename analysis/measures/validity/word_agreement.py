"""Hand-coded spans against machine, word by word: the share of words in the right voice, and where the rest went."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.corpus import tables, together
from analysis.measures.inference import inference

__all__ = ["COMPARISON", "SPANS", "compare_spans", "confuse_words", "score_words"]

SPANS = ("file", "start", "end", "voice")
COMPARISON = ["doc_id", "coded", "found", "n_words"]
WORDS = ["voice", "recall", "precision", "n_coded", "n_found", "n_articles", "low", "high", "refusal"]
ALL = "all"  # the row of all voices together


def compare_spans(segments: pd.DataFrame, articles: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """Put the coded spans beside the segments.

    Parameters
    ----------
    segments, articles : DataFrame
        The corpus; no text is needed.
    spans : DataFrame
        One row a stretch in one voice: file (as in articles.source_file), start, end, voice (two where two speak
        together). Stretches that no coder read are left out of account.

    Returns
    -------
    DataFrame
        One row a stretch that a span and a segment share: doc_id, coded, found (ids with a space between where several
        speak together), n_words.

    Raises
    ------
    ValueError
        If a column is missing, or no coded file is in the corpus.

    Notes
    -----
    The words of a segment that runs over two spans are shared out by characters: a published corpus has no text.
    """
    tables.check_table(spans, "hand_coding_spans", SPANS)
    tables.check_table(segments, "segments", ["doc_id", "start", "end", "voice", "n_words"])
    tables.check_table(articles, "articles", ["doc_id", "source_file"])
    documents = dict(zip(articles["source_file"], articles["doc_id"], strict=True))
    coded = spans[spans["file"].isin(list(documents))]
    if coded.empty:
        raise ValueError(
            f"none of the coded files is in the corpus: coded are {', '.join(spans['file'].unique()[:5])}, "
            f"the corpus has {', '.join(articles['source_file'].iloc[:5])}"
        )
    coded = coded.assign(doc_id=coded["file"].map(documents))[["doc_id", "start", "end", "voice"]]
    columns = ["doc_id", "start", "end", "n_words"]
    given = segments[columns].assign(found=_name_voices(segments))
    pairs = coded.rename(columns={"voice": "coded"}).merge(given, on="doc_id", suffixes=("", "_found"))
    first = pairs[["start", "start_found"]].max(axis=1)
    shared = pairs[["end", "end_found"]].min(axis=1) - first
    part = shared / (pairs["end_found"] - pairs["start_found"])
    pairs["n_words"] = pairs["n_words"] * part
    pairs["coded"] = [" ".join(sorted(str(voice).split())) for voice in pairs["coded"]]
    return pairs.loc[shared > 0, COMPARISON].reset_index(drop=True)


def _name_voices(segments: pd.DataFrame) -> pd.Series:
    """Return the voice of each segment; of what several said together, all of them in alphabetical order."""
    joint = segments["joint"].str.split().map(sorted).str.join(" ") if "joint" in segments else segments["voice"]
    return segments["voice"].mask(together.find_halves(segments), joint)


def score_words(comparison: pd.DataFrame, order: Sequence[str] = (), seed: int = 0) -> pd.DataFrame:
    """Measure which share of the words is in the right voice.

    Parameters
    ----------
    comparison : DataFrame
        From compare_spans.
    order : sequence of str
        Voices to put first, in this order.
    seed : int

    Returns
    -------
    DataFrame
        The row "all" first, then one a coded voice: recall (share of the words coded so that were found so), precision
        (share of the words found so that were coded so), n_coded and n_found (words), n_articles, and for "all" low and
        high of its interval over articles, or a refusal.

    Notes
    -----
    Words within one sentence stand or fall together: the interval resamples articles.
    """
    if comparison.empty:
        return pd.DataFrame(columns=WORDS)
    right = comparison["coded"] == comparison["found"]
    words = comparison["n_words"]
    scored = comparison.assign(right=right.astype(float))
    mean = inference.bootstrap_mean(scored, "right", weight="n_words", seed=seed).iloc[0]
    rows: list[tuple[object, ...]] = [
        (
            ALL,
            *[mean["estimate"]] * 2,
            *[words.sum()] * 2,
            comparison["doc_id"].nunique(),
            *mean[["low", "high", "refusal"]],
        )
    ]
    there = set(comparison["coded"])
    for voice in [v for v in order if v in there] + sorted(there - set(order)):
        coded, found = comparison["coded"] == voice, comparison["found"] == voice
        hit, n_coded, n_found = words[coded & found].sum(), words[coded].sum(), words[found].sum()
        precision = hit / n_found if n_found else np.nan
        articles = comparison.loc[coded, "doc_id"].nunique()
        rows.append((voice, hit / n_coded, precision, n_coded, n_found, articles, np.nan, np.nan, ""))
    table = pd.DataFrame(rows, columns=WORDS)
    return table.assign(n_coded=table["n_coded"].round().astype(int), n_found=table["n_found"].round().astype(int))


def confuse_words(comparison: pd.DataFrame, order: Sequence[str] = ()) -> pd.DataFrame:
    """Count the words of each coded voice that were found in each voice.

    Parameters
    ----------
    comparison : DataFrame
        From compare_spans.
    order : sequence of str
        Voices to put first, in this order.

    Returns
    -------
    DataFrame
        One row a pair of voices, the empty ones too: coded, found, n (words, rounded), share (of the coded voice's).
    """
    there = set(comparison["coded"]) | set(comparison["found"])
    voices = [v for v in order if v in there] + sorted(there - set(order))
    cells = pd.MultiIndex.from_product([voices, voices], names=["coded", "found"])
    words = comparison.groupby(["coded", "found"])["n_words"].sum().reindex(cells, fill_value=0.0)
    table = words.rename("n").reset_index()
    table["share"] = table["n"] / table.groupby("coded")["n"].transform("sum").replace(0, np.nan)
    return table.assign(n=table["n"].round().astype(int))
