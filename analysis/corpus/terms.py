"""Segments in, terms and their counts out; one tokenising pass into a sparse matrix."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import numpy as np
import pandas as pd
import scipy.sparse as sp

from analysis.corpus import counting
from analysis.corpus.matrix import DocumentTermMatrix, build_matrix
from analysis.corpus.stop_words import load_stop_words
from analysis.corpus.study import Study
from analysis.corpus.tables import check_table

__all__ = [
    "WORD",
    "DocumentTermMatrix",
    "build_matrix",
    "count_terms",
    "count_texts",
    "count_words",
    "join_compounds",
    "load_stop_words",
    "tokenize",
]

# A word: letters or digits, with apostrophes, hyphens and full stops only inside it (don't, U.S, covid-19).
WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
JOINER = "ˍ"  # holds the words of a compound together; a letter to \w, and in no text (U+02CD)
# Contractions of is, has or us: their 's is no possessive.
NOT_POSSESSIVE = frozenset(
    f"{word}'s" for word in "he she it that this what who where when how why there here let everyone one".split()
)


def count_words(text: str) -> int:
    """Return the number of words in the text.

    Examples
    --------
    >>> count_words("The U.S. didn't sign New START.")
    6
    """
    return sum(1 for _ in WORD.finditer(text))


def tokenize(text: str, compounds: Iterable[str] = ()) -> list[str]:
    """Return the tokens of the text in their order: lower case, straight apostrophes, possessive 's dropped.

    Parameters
    ----------
    text : str
    compounds : iterable of str
        Names of several words, each to be one token (see `join_compounds`).

    Returns
    -------
    list of str
        As many as `count_words` counts, less what compounds join.

    Examples
    --------
    >>> tokenize("The Kremlin’s readout didn't mention New START.", compounds=["New START"])
    ['the', 'kremlin', 'readout', "didn't", 'mention', 'new start']
    """
    return [fold(word) for word in WORD.findall(join_compounds(text, tuple(compounds)))]


def fold(word: str) -> str:
    """Return the term a word counts as: lower case, straight apostrophe, no possessive, spaces in compounds.

    `US` is `u.s`, as it is where written with full stops, so that the country is not taken for the pronoun.
    """
    if word in ("US", "US's", "US’s"):
        return "u.s"
    word = word.lower().replace("’", "'").replace(JOINER, " ")
    if word.endswith("'s") and word not in NOT_POSSESSIVE:
        return word[:-2]
    return word


def join_compounds(text: str, compounds: tuple[str, ...]) -> str:
    """Return the text with the words of each compound name joined by JOINER.

    A word that the compound writes with a capital must have one in the text, so that `New START` is the treaty and
    `a new start` is not; otherwise case is ignored. The longest compound wins; a hyphen counts as a space.
    """
    if not compounds:
        return text
    return compound_pattern(compounds).sub(lambda match: re.sub(r"[\s-]+", JOINER, match[0]), text)


@cache
def compound_pattern(compounds: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern that finds any of the compounds, the longest first."""
    for compound in compounds:
        if len(WORD.findall(compound)) < 2:
            raise ValueError(f"a compound is a name of several words, found {compound!r}; leave it out of the study")
    longest_first = sorted(set(compounds), key=lambda c: (-len(c), c))
    names = [r"(?:\s+|-)".join(spell(word) for word in re.split(r"[\s-]+", name.strip())) for name in longest_first]
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)")


def spell(word: str) -> str:
    """Return a pattern for the word in any case, but with a capital first where the word has one."""
    first = re.escape(word[0]) if word[0].isupper() else f"(?i:{re.escape(word[0])})"
    return f"{first}(?i:{re.escape(word[1:])})" if word[1:] else first


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
        What a word is. It must not match white space, nor look further than the next character, nor have groups.
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
        The table of terms: segment_id, term, count; sorted by segment_id and term.

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
    ordered = segments.sort_values("segment_id", kind="stable")
    counts, terms = count_texts(ordered["text"].tolist(), compounds=study.compounds if study else ())
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    return pd.DataFrame(
        {
            "segment_id": ordered["segment_id"].to_numpy()[rows],
            "term": terms[counts.indices] if len(terms) else np.empty(0, dtype=object),
            "count": counts.data.astype(np.int64),
        }
    ).astype({"segment_id": str, "term": str})
