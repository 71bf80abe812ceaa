"""Runs of n words as terms; they need the text."""

from collections import Counter

import pandas as pd

from analysis.annotation.terms.stop_words import load_stop_words
from analysis.corpus import words
from analysis.corpus.study import Study
from analysis.corpus.tables import check_table

__all__ = ["count_ngrams"]


def count_ngrams(
    segments: pd.DataFrame, n: int = 2, study: Study | None = None, stop_words: bool = True
) -> pd.DataFrame:
    """Count every run of n words of every segment.

    Parameters
    ----------
    segments : DataFrame
        The table of segments, with text: word order is in no table that may be published.
    n : int
        How many words, 1 or more. Compounds count as one.
    study : Study, optional
        Its compounds are one word each.
    stop_words : bool
        False leaves out runs that begin or end with a stop word.

    Returns
    -------
    DataFrame
        Like the table of terms: segment_id, term, count; terms.build_matrix takes it.

    Raises
    ------
    ValueError
        If n is below 1, or segments have no text.

    Examples
    --------
    >>> count_ngrams(pd.DataFrame({"segment_id": ["s1"], "text": ["a call, a call"]})).values.tolist()
    [['s1', 'a call', 2], ['s1', 'call a', 1]]
    """
    if n < 1:
        raise ValueError(f"an n-gram has 1 word or more, found n = {n}")
    check_table(segments, "segments", ["segment_id", "text"])
    stop = frozenset() if stop_words else load_stop_words()
    rows: list[tuple[str, str, int]] = []
    for segment_id, text in sorted(zip(segments["segment_id"], segments["text"], strict=True)):
        tokens = words.tokenize(text, study.compounds if study else ())
        runs = Counter(
            " ".join(run)
            for run in zip(*(tokens[start:] for start in range(n)), strict=False)
            if run[0] not in stop and run[-1] not in stop
        )
        rows += [(segment_id, run, count) for run, count in sorted(runs.items())]
    return pd.DataFrame(rows, columns=["segment_id", "term", "count"])
