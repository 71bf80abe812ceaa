"""A corpus beside its hand coding: the coder's sentences and spans found for it, and compared."""

from pathlib import Path

import pandas as pd

from analysis import paths
from analysis.corpus import tables
from analysis.measures.validity import agreement, word_agreement

__all__ = ["SPANS_FILE", "compare_with_coder", "compare_words_with_coder"]

CODING_FILE = "hand_coding.csv"
SPANS_FILE = "hand_coding_spans.csv"


def compare_with_coder(corpus: Path | str) -> pd.DataFrame:
    """Put a corpus beside its hand coding: CORPUS/hand_coding.csv, else what data/hand_coding.csv has on its files.

    Parameters
    ----------
    corpus : path
        No text is needed.

    Returns
    -------
    DataFrame
        As agreement.compare_coding returns it; without rows where nobody has coded an article of this corpus.
    """
    coded = _read_coded(corpus, CODING_FILE)
    sentences, segments, mentions, articles = tables.read_tables(
        corpus, "sentences", "segments", "mentions", "articles"
    )
    if not coded["file"].isin(articles["source_file"]).any():
        return pd.DataFrame(columns=agreement.COMPARISON)
    return agreement.compare_coding(sentences, segments, mentions, articles, coded)


def compare_words_with_coder(corpus: Path | str) -> pd.DataFrame:
    """Put a corpus beside its spans coded by hand, found as compare_with_coder finds the sentences coded.

    Parameters
    ----------
    corpus : path
        No text is needed.

    Returns
    -------
    DataFrame
        As word_agreement.compare_spans returns it; without rows where nobody has coded an article of this corpus.
    """
    spans = _read_coded(corpus, SPANS_FILE)
    segments, articles = tables.read_tables(corpus, "segments", "articles")
    if not spans["file"].isin(articles["source_file"]).any():
        return pd.DataFrame(columns=word_agreement.COMPARISON)
    return word_agreement.compare_spans(segments, articles, spans)


def _read_coded(corpus: Path | str, name: str) -> pd.DataFrame:
    """Return what a coder wrote on a corpus: the file beside its tables, else what this project ships."""
    own = Path(corpus) / name
    return pd.read_csv(own if own.is_file() else paths.find_root() / "data" / name, keep_default_na=False)
