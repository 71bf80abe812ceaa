"""How often each side uses each term: counts, rates per 1,000 words, range and dispersion, tf-idf."""

from collections.abc import Collection

import numpy as np
import pandas as pd
import scipy.sparse as sp

from analysis.measures.terms.dispersion import measure_dispersion
from analysis.measures.terms.matrix import DocumentTermMatrix

__all__ = ["count_frequencies", "rank_weights", "take_commonest", "weigh_terms"]


def count_frequencies(
    matrix: DocumentTermMatrix, by: str, sides: Collection[str] | None = None, only: Collection[str] | None = None
) -> pd.DataFrame:
    """Count each term on each side.

    Parameters
    ----------
    matrix : DocumentTermMatrix
        Its documents are the parts over which dispersion is measured, e.g. of the unit ("article", "outlet").
    by : str
        The column of the documents whose values are the sides: outlet, voice, event ...
    sides : collection of str, optional
        These sides, in this order; by default all.
    only : collection of str, optional
        These terms; by default all.

    Returns
    -------
    DataFrame
        A row for each term and side, the commonest term first: term, the side, count, rate (per 1,000 words of the
        side), n_words (of the side), total (count on all sides), range, n_documents and dp_norm (over all documents
        of the matrix). A side that lacks the term has its row with count 0.

    Raises
    ------
    ValueError
        If the column or a side is not there, or a term stands nowhere.

    Notes
    -----
    A rate from a few hundred words moves by a lot with one more word: read it with the count.
    """
    if by not in matrix.documents:
        raise ValueError(
            f"no column {by!r} tells the documents apart; there are {', '.join(map(str, matrix.documents.columns))}"
        )
    there = list(dict.fromkeys(matrix.documents[by]))
    names = there if sides is None else list(sides)
    for name in names:
        if name not in there:
            raise ValueError(f"no document has the {by} {name!r}; there are {', '.join(there)}")
    spread = measure_dispersion(matrix).rename(columns={"count": "total"})
    frames = []
    for name in names:
        here = matrix.select((matrix.documents[by] == name).to_numpy())
        n_tokens, n_words = (int(here.documents[column].sum()) for column in ("n_tokens", "n_words"))
        count = np.asarray(here.counts.sum(axis=0)).ravel()
        rate = 1000 * count / n_tokens if n_tokens else np.full(len(count), np.nan)
        side = pd.DataFrame({"term": matrix.terms, by: name, "count": count, "rate": rate, "n_words": n_words})
        frames.append(side.assign(place=names.index(name)).merge(spread, on="term"))
    table = pd.concat(frames, ignore_index=True)
    if only is not None:
        lost = sorted(set(only) - set(matrix.terms))
        if lost:
            raise ValueError(f"the term {lost[0]!r} stands in no document; terms are lower-case words or compounds")
        table = table[table["term"].isin(list(only))]
    order = table.sort_values(["total", "term", "place"], ascending=[False, True, True], ignore_index=True)
    return order[["term", by, "count", "rate", "n_words", "total", "range", "n_documents", "dp_norm"]]


def take_commonest(table: pd.DataFrame, n: int = 20) -> pd.DataFrame:
    """Return the rows of the n commonest terms of a table of frequencies; of equals, the better spread first."""
    terms = table.drop_duplicates("term").sort_values(
        ["total", "range", "term"], ascending=[False, False, True], kind="stable"
    )
    chosen = terms["term"].head(n)
    place = pd.Series(range(len(chosen)), index=chosen.to_numpy())
    rows = table[table["term"].isin(chosen)]
    return rows.iloc[np.argsort(place.loc[rows["term"]].to_numpy(), kind="stable")].reset_index(drop=True)


def weigh_terms(matrix: DocumentTermMatrix) -> sp.csr_matrix:
    """Return the tf-idf of each term in each document.

    Parameters
    ----------
    matrix : DocumentTermMatrix

    Returns
    -------
    csr_matrix, shape (n_documents, n_terms)
        Counts times log((1 + n_documents) / (1 + n with the term)) + 1, each document scaled to length 1, as
        sklearn.feature_extraction.text.TfidfTransformer does.

    Notes
    -----
    With a handful of documents the idf takes few values, and the weights say little more than the counts.
    """
    n_documents = matrix.counts.shape[0]
    found_in = np.diff(matrix.counts.tocsc().indptr)
    idf = np.log((1 + n_documents) / (1 + found_in)) + 1
    weights = (matrix.counts @ sp.diags_array(idf)).tocsr()
    length = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    return (sp.diags_array(np.divide(1, length, out=np.zeros(len(length)), where=length > 0)) @ weights).tocsr()


def rank_weights(matrix: DocumentTermMatrix, n: int = 10) -> pd.DataFrame:
    """Return the n terms of each document that have the highest tf-idf.

    Returns
    -------
    DataFrame
        The columns that tell documents apart, rank (from 1), term, count, tf_idf; ties in alphabetical order.
    """
    weights = weigh_terms(matrix)
    keys = matrix.documents.loc[:, :"n_words"].drop(columns="n_words")
    rows = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
    counts = matrix.counts.tocsr()
    table = pd.DataFrame({"document": rows, "term": matrix.terms[weights.indices], "tf_idf": weights.data})
    table["count"] = np.asarray(counts[rows, weights.indices]).ravel()
    table = table.sort_values(["document", "tf_idf", "term"], ascending=[True, False, True], ignore_index=True)
    table["rank"] = table.groupby("document").cumcount() + 1
    table = table[table["rank"] <= n]
    named = keys.iloc[table["document"]].reset_index(drop=True)
    return pd.concat([named, table[["rank", "term", "count", "tf_idf"]].reset_index(drop=True)], axis=1)
