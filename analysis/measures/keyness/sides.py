"""The two sides of a comparison: which documents they are, how much that is, and their counts by article."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy.sparse as sp

from analysis.measures.terms.matrix import DocumentTermMatrix

__all__ = ["ArticleCounts", "Side", "choose_sides", "describe_side", "group_articles"]

Side = str | Mapping[str, str]
SIZES = ("n_words", "n_tokens", "n_segments", "n_sentences", "n_articles")


@dataclass(frozen=True, eq=False)
class ArticleCounts:
    """Counts of either side by article, the unit of every test.

    Attributes
    ----------
    target, reference : csr_matrix, shape (n_articles, n_terms)
    n_target, n_reference : array, shape (n_articles,)
        Tokens; 0 where a side does not speak in an article.
    """

    target: sp.csr_matrix
    reference: sp.csr_matrix
    n_target: np.ndarray
    n_reference: np.ndarray

    def take(self, terms: np.ndarray) -> "ArticleCounts":
        """Return the counts of these terms only; lengths stay."""
        return ArticleCounts(self.target[:, terms], self.reference[:, terms], self.n_target, self.n_reference)


def _find_side(matrix: DocumentTermMatrix, side: Side) -> np.ndarray:
    """Return which documents belong to the side, a bool for each.

    Parameters
    ----------
    matrix : DocumentTermMatrix
    side : str or mapping
        Columns of the documents and the value each must have; a str stands for a value of the only column that is
        neither a size nor doc_id.

    Raises
    ------
    ValueError
        If a column or a value is not there.
    """
    documents = matrix.documents
    keys = [column for column in documents.columns if column not in SIZES]
    if isinstance(side, str):
        others = [key for key in keys if key != "doc_id"]
        if len(others) != 1:
            raise ValueError(f"name the column of the side {side!r}, e.g. {{'voice': {side!r}}}; there are {keys}")
        side = {others[0]: side}
    found = np.ones(len(documents), dtype=bool)
    for column, value in side.items():
        if column not in keys:
            raise ValueError(f"no column {column!r} tells the documents apart; there are {', '.join(keys)}")
        here = (documents[column] == value).to_numpy()
        if not here.any():
            there = ", ".join(map(str, documents[column].drop_duplicates()))
            raise ValueError(f"no document has the {column} {value!r}; there are {there}")
        found &= here
    return found


def _name_side(side: Side) -> str:
    """Return the side's name: its values."""
    return side if isinstance(side, str) else ", ".join(side.values())


def choose_sides(
    matrix: DocumentTermMatrix, target: Side, reference: Side | None
) -> tuple[list[str], list[np.ndarray]]:
    """Return the names of both sides and their documents; without a reference it is all the rest.

    Raises
    ------
    ValueError
        If a side has no words, or a document belongs to both.
    """
    rows = [_find_side(matrix, target)]
    rows.append(~rows[0] if reference is None else _find_side(matrix, reference))
    names = [_name_side(target), "all others" if reference is None else _name_side(reference)]
    for name, row in zip(names, rows, strict=True):
        if not matrix.documents["n_tokens"].to_numpy()[row].sum():
            raise ValueError(f"the side '{name}' has no words, so there is nothing to compare; choose another side")
    both = int((rows[0] & rows[1]).sum())
    if both:
        raise ValueError(f"'{names[0]}' and '{names[1]}' share {both} documents; the sides of a comparison may not")
    return names, rows


def describe_side(matrix: DocumentTermMatrix, row: np.ndarray) -> dict[str, float]:
    """Return how much a side has: words, tokens, segments, sentences, articles; NaN for what the matrix cannot tell.

    A sentence in which two voices of the side speak stands in two of its documents, and an article may too.
    """
    documents = matrix.documents[row]
    size: dict[str, float] = {name: int(documents[name].sum()) for name in SIZES}
    once = "sentence_id" in documents or "segment_id" in documents or len(documents) == 1
    if "doc_id" in documents:
        size["n_articles"] = documents.loc[documents["n_tokens"] > 0, "doc_id"].nunique()
        once = once or documents["doc_id"].is_unique
    elif len(documents) > 1:
        size["n_articles"] = np.nan
    if "sentence_id" in documents:
        size["n_sentences"] = documents["sentence_id"].nunique()
    return size if once else size | {"n_sentences": np.nan}


def group_articles(matrix: DocumentTermMatrix, rows: list[np.ndarray], shown: np.ndarray) -> ArticleCounts | None:
    """Return the counts of the shown terms by article and side; None if the matrix does not tell articles apart."""
    if "doc_id" not in matrix.documents:
        return None
    number, _ = pd.factorize(matrix.documents["doc_id"].where(rows[0] | rows[1]), use_na_sentinel=True)
    n_tokens = matrix.documents["n_tokens"].to_numpy(dtype=float)
    counts, lengths = [], []
    for row in rows:
        here = np.flatnonzero(row)
        once = np.ones(len(here), dtype=matrix.counts.dtype)
        gather = sp.csr_matrix((once, (number[here], here)), shape=(number.max() + 1, len(number)))
        own = (gather @ matrix.counts).tocsr()
        counts.append(own if len(shown) == own.shape[1] else own[:, shown].tocsr())
        lengths.append(gather @ n_tokens)
    return ArticleCounts(*counts, *lengths)
