"""How varied a side's words are, by measures that are valid for its length."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import gammaln

from analysis.measures.terms.matrix import DocumentTermMatrix

__all__ = ["expect_types", "mattr", "measure_diversity", "mtld"]

HDD_SAMPLE = 42  # McCarthy and Jarvis (2007, 2010)
MTLD_LEAST, MTLD_THRESHOLD = 100, 0.72
COLUMNS = ["n_tokens", "n_types", "type_token_ratio", "hd_d", "yule_k", "same_length", "expected_types"]


def measure_diversity(matrix: DocumentTermMatrix) -> pd.DataFrame:
    """Measure how varied the words of each document are, from counts alone.

    Parameters
    ----------
    matrix : DocumentTermMatrix
        With stop words: what is left out is no part of the variety.

    Returns
    -------
    DataFrame
        A row for each document: its keys, n_tokens, n_types, type_token_ratio, hd_d (NaN under 42 tokens), yule_k
        (NaN under 100), and expected_types: how many different terms same_length tokens drawn from it would have,
        same_length being the shortest document with at least 42.

    Notes
    -----
    The type-token ratio falls with length: compare it between documents of one length only. expected_types and hd_d
    are the same curve read at other lengths and may be compared. None says anything about sequence; see mattr, mtld.

    References
    ----------
    McCarthy and Jarvis (2010), MTLD, vocd-D, and HD-D, Behavior Research Methods 42(2). Yule (1944). Hurlbert (1971)
    for the expected number of types.
    """
    counts = matrix.counts.tocsr()
    n_tokens = np.asarray(counts.sum(axis=1)).ravel().astype(int)
    long_enough = n_tokens[n_tokens >= HDD_SAMPLE]
    same_length = int(long_enough.min()) if len(long_enough) else 0
    rows = []
    for row, n in enumerate(n_tokens):
        found = counts.data[counts.indptr[row] : counts.indptr[row + 1]].astype(float)
        found = found[found > 0]
        rows.append(
            {
                "n_tokens": n,
                "n_types": len(found),
                "type_token_ratio": len(found) / n if n else np.nan,
                "hd_d": expect_types(found, HDD_SAMPLE) / HDD_SAMPLE if n >= HDD_SAMPLE else np.nan,
                "yule_k": 1e4 * (float(found @ found) - n) / n**2 if n >= MTLD_LEAST else np.nan,
                "same_length": same_length,
                "expected_types": expect_types(found, same_length) if n >= same_length > 0 else np.nan,
            }
        )
    keys = matrix.documents.loc[:, :"n_words"].drop(columns="n_words")
    return pd.concat([keys, pd.DataFrame(rows, columns=COLUMNS)], axis=1)


def expect_types(counts: np.ndarray, size: int) -> float:
    """Return how many different terms `size` tokens drawn without replacement have (Hurlbert 1971, eq. 1).

    Examples
    --------
    >>> expect_types(np.array([1.0, 1.0]), 1)
    1.0
    """
    n = counts.sum()
    rest = n - counts
    with np.errstate(invalid="ignore"):
        log_missed = gammaln(rest + 1) - gammaln(rest - size + 1) - gammaln(n + 1) + gammaln(n - size + 1)
    return float((1 - np.where(rest >= size, np.exp(log_missed), 0.0)).sum())


def mattr(tokens: Sequence[str], window: int = 50) -> float:
    """Return the mean type-token ratio of all windows (Covington and McFall 2010); NaN if there is no full window.

    Examples
    --------
    >>> mattr(["a", "b", "a", "a"], window=2)  # 1, 1, 1/2
    0.8333333333333334
    """
    if len(tokens) < window:
        return float("nan")
    ratios = [len(set(tokens[start : start + window])) / window for start in range(len(tokens) - window + 1)]
    return float(np.mean(ratios))


def mtld(tokens: Sequence[str], threshold: float = MTLD_THRESHOLD) -> float:
    """Return how many words it takes for the type-token ratio to fall to the threshold, read forwards and backwards.

    Parameters
    ----------
    tokens : sequence of str
        In their order, which needs the text.
    threshold : float

    Returns
    -------
    float
        NaN under 100 tokens, where it is known to drift, and where the ratio never falls.

    References
    ----------
    McCarthy and Jarvis (2010).
    """
    if len(tokens) < MTLD_LEAST:
        return float("nan")
    factors = [_count_factors(order, threshold) for order in (tokens, tokens[::-1])]
    return float(np.mean([len(tokens) / factor for factor in factors])) if min(factors) > 0 else float("nan")


def _count_factors(tokens: Sequence[str], threshold: float) -> float:
    """Return how often the ratio falls to the threshold, the unfinished rest counted in proportion."""
    factors, start, types = 0.0, 0, set[str]()
    for position, token in enumerate(tokens, start=1):
        types.add(token)
        if len(types) / (position - start) <= threshold:
            factors, start, types = factors + 1, position, set()
    left = len(tokens) - start
    return factors + ((1 - len(types) / left) / (1 - threshold) if left else 0)
