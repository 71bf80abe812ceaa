"""Segments in, terms and their counts out; one tokenising pass into a sparse matrix."""

import re
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import scipy.sparse as sp

from analysis.annotation.terms import counting
from analysis.corpus.study import Study
from analysis.corpus.tables import check_table
from analysis.corpus.words import WORD, fold, join_compounds

__all__ = ["count_terms", "count_texts"]


def count_texts(
    texts: Sequence[str],
    pattern: re.Pattern[str] = WORD,
    fold: Callable[[str], str] | None = fold,
    compounds: tuple[str, ...] = (),
) -> tuple[sp.csr_matrix, np.ndarray]:
    r"""Count the terms of each text in one pass.

    Parameters
    ----------
    texts : sequence of str, length n_documents
    pattern : compiled pattern
        What a word is. It must not match white space, nor look beyond it, nor have groups.
    fold : function, optional
        From a word to the term it counts as; None takes the word in lower case.
    compounds : tuple of str
        Names of several words, each counted as one term.

    Returns
    -------
    counts : csr_matrix of int32, shape (n_documents, n_terms)
    terms : array of str, shape (n_terms,), sorted

    Notes
    -----
    The pattern is tried once on each different stretch between two spaces; the counts of terms are the counts of
    stretches times the terms in each. `pattern=re.compile(r"\b\w\w+\b"), fold=None` counts as
    sklearn.feature_extraction.text.CountVectorizer does.

    Examples
    --------
    >>> counts, terms = count_texts(["Talks, talks and a call.", "A call"])
    >>> list(terms), counts.toarray().tolist()
    (['a', 'and', 'call', 'talks'], [[1, 1, 1, 2], [1, 0, 1, 0]])
    """
    joined = [join_compounds(text, compounds) for text in texts] if compounds else texts
    stretches, lines = counting.count_stretches(joined)
    found, terms = counting.find_terms(lines, pattern, fold)
    del lines, joined  # the product below is where most memory is needed
    counts = (stretches @ found).tocsr()
    counts.sort_indices()
    return counts, terms


def count_terms(segments: pd.DataFrame, study: Study | None = None) -> pd.DataFrame:
    """Count every term of every segment, stop words included.

    Parameters
    ----------
    segments : DataFrame
        The table of segments, with text.
    study : Study, optional
        Its compounds are counted as one term each.

    Returns
    -------
    DataFrame
        The table of terms: segment_id, term, count; in the order of the segments, sorted by term in each.

    Raises
    ------
    ValueError
        If segments lack a column, text among them.

    Examples
    --------
    >>> count_terms(pd.DataFrame({"segment_id": ["s1"], "text": ["Call after call."]})).values.tolist()
    [['s1', 'after', 1], ['s1', 'call', 2]]
    """
    check_table(segments, "segments", ["segment_id", "text"])
    counts, terms = count_texts(segments["text"].tolist(), compounds=study.compounds if study else ())
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    return pd.DataFrame(
        {
            "segment_id": segments["segment_id"].to_numpy()[rows],
            "term": terms[counts.indices] if len(terms) else np.empty(0, dtype=object),
            "count": counts.data.astype(np.int64),
        }
    ).astype({"segment_id": str, "term": str})
