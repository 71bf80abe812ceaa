"""Which words stand near each other more than they would by chance, by NLTK's association measures; needs the text."""

from collections import Counter

import pandas as pd

from analysis.annotation.terms.stop_words import load_stop_words
from analysis.corpus.study import Study
from analysis.corpus.tables import check_table
from analysis.corpus.words import tokenize

__all__ = ["find_collocations"]

MEASURES = ("likelihood_ratio", "pmi", "student_t", "chi_sq", "dice", "jaccard", "poisson_stirling", "phi_sq")


def find_collocations(
    segments: pd.DataFrame,
    node: str | None = None,
    window: int = 5,
    measure: str = "likelihood_ratio",
    min_count: int = 2,
    stop_words: bool = False,
    study: Study | None = None,
) -> pd.DataFrame:
    """Score pairs of words that stand near each other.

    Parameters
    ----------
    segments : DataFrame
        The table of segments, with text. Pairs do not cross its rows.
    node : str, optional
        Only pairs with this term.
    window : int
        The second word is at most window - 1 words after the first.
    measure : str
        One of MEASURES, as in nltk.metrics.BigramAssocMeasures.
    min_count : int
        Leave out rarer pairs.
    stop_words : bool
        True keeps pairs with a stop word.
    study : Study, optional
        Its compounds are one word each.

    Returns
    -------
    DataFrame
        first, second, count (of the pair within the window), count_first, count_second, score; the highest first.

    Raises
    ------
    ValueError
        If there is no text, the measure is unknown, or the window is below 2.

    Notes
    -----
    Pairs of one text repeat each other and are no independent draws: the scores rank, they do not test. pmi favours
    what occurs once; raise min_count.
    """
    from nltk.metrics import BigramAssocMeasures  # costs seconds, so only here

    if measure not in MEASURES:
        raise ValueError(f"a measure of association is one of {', '.join(MEASURES)}; found {measure!r}")
    if window < 2:
        raise ValueError(f"a window has 2 words or more, found {window}")
    check_table(segments, "segments", ["text"])
    words, pairs = _count_pairs(segments["text"].tolist(), window, study.compounds if study else ())
    stop = frozenset() if stop_words else load_stop_words()
    score, n = getattr(BigramAssocMeasures, measure), sum(words.values())
    rows = [
        # As NLTK's finder does: a word is in window - 1 pairs on either side, so marginal counts are scaled down.
        (*pair, count, words[pair[0]], words[pair[1]], score(count / (window - 1), (words[pair[0]], words[pair[1]]), n))
        for pair, count in pairs.items()
        if count >= min_count and (node is None or node in pair) and stop.isdisjoint(pair)
    ]
    table = pd.DataFrame(rows, columns=["first", "second", "count", "count_first", "count_second", "score"])
    order = ["score", "count", "first", "second"]
    return table.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def _count_pairs(
    texts: list[str], window: int, compounds: tuple[str, ...]
) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Return how often each word stands, and each pair of words within the window of one text."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        tokens = tokenize(text, compounds)
        words.update(tokens)
        for gap in range(1, window):
            pairs.update(zip(tokens, tokens[gap:], strict=False))
    return words, pairs
