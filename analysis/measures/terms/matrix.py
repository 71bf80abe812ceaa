"""Counts of terms by document, at any unit: DocumentTermMatrix and how it is built from the tables."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy.sparse as sp

from analysis.corpus import together
from analysis.corpus.tables import WITHHELD, check_table

__all__ = ["DocumentTermMatrix", "build_matrix", "select_terms"]

UNITS = {  # a unit -> the column that tells its documents apart
    "article": "doc_id", "paragraph": "paragraph", "sentence": "sentence_id", "segment": "segment_id",
    "outlet": "outlet", "voice": "voice", "event": "event", "genre": "genre", "manner": "manner",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class DocumentTermMatrix:
    """How often each term stands in each document.

    Attributes
    ----------
    counts : csr_matrix, shape (n_documents, n_terms)
    documents : DataFrame, n_documents rows
        The columns of the unit, then n_words (words), n_tokens (terms counted, before any was left out),
        n_segments, n_sentences and n_articles.
    terms : array of str, shape (n_terms,), sorted
    """

    counts: sp.csr_matrix
    documents: pd.DataFrame
    terms: np.ndarray

    def select(self, rows: np.ndarray) -> "DocumentTermMatrix":
        """Return the matrix of these documents (a bool for each, or their numbers)."""
        numbers = np.arange(len(self.documents))[rows]
        return DocumentTermMatrix(self.counts[numbers], self.documents.iloc[numbers].reset_index(drop=True), self.terms)


def build_matrix(
    terms: pd.DataFrame,
    segments: pd.DataFrame,
    articles: pd.DataFrame,
    unit: str | tuple[str, ...] = "article",
    without: Collection[str] = (),
    numbers: bool = True,
    min_df: int = 1,
    max_df: float = 1.0,
    leave_out: Collection[str] = (),
    sentences: pd.DataFrame | None = None,
) -> DocumentTermMatrix:
    """Count terms by document.

    Parameters
    ----------
    terms, segments, articles : DataFrame
        Tables of a corpus; no text needed.
    unit : str or tuple of str
        What a document is: article, paragraph, sentence, segment, outlet, voice, event, genre or manner, or several
        of these crossed, e.g. ("article", "voice").
    without : collection of str
        Terms not to show, e.g. stop_words.load_stop_words(); they still count in the length of a document.
    numbers : bool
        False leaves out terms that have no letter.
    min_df : int
        Leave out terms found in fewer documents.
    max_df : float
        Leave out terms found in more than this share of the documents.
    leave_out : collection of segment_id
        Segments not to count, e.g. those whose words stand in another article. Where voices are told apart, the halves
        of what several said together (together.find_halves) are not counted either.
    sentences : DataFrame, optional
        Needed for the unit paragraph only.

    Returns
    -------
    DocumentTermMatrix
        A document for every combination of the unit that has a segment, even if no term of it is left.

    Raises
    ------
    ValueError
        If the unit is unknown, a table lacks a column, or a term belongs to no segment.
    """
    keys = _unit_columns(unit)
    check_table(terms, "terms")
    if "voice" in keys:  # what several say together tells no voice from another
        leave_out = {*leave_out, *segments.loc[together.find_halves(segments), "segment_id"]}
    placed = _place_segments(segments, articles, keys, leave_out, sentences)
    number = placed.groupby(keys, sort=True, dropna=False).ngroup().to_numpy()
    n_documents = int(number.max()) + 1 if len(number) else 0
    row_of = pd.Series(number, index=placed["segment_id"].to_numpy())
    counted = terms[~terms["segment_id"].isin(set(leave_out))]
    rows = row_of.reindex(counted["segment_id"]).to_numpy()
    if np.isnan(rows).any():
        lost = counted["segment_id"].to_numpy()[np.isnan(rows)][0]
        raise ValueError(
            f"terms has the segment_id '{lost}', which segments has not; count the terms of these segments"
        )
    columns, names = pd.factorize(counted["term"], sort=True)
    counts = sp.csr_matrix(
        (counted["count"].to_numpy(), (rows.astype(np.int64), columns)), shape=(n_documents, len(names))
    )
    counts.sum_duplicates()
    documents = _describe_documents(placed, keys, number, counts)
    matrix = DocumentTermMatrix(counts, documents, np.asarray(names, dtype=object))
    return select_terms(matrix, {*without, WITHHELD}, numbers, min_df, max_df)


def _unit_columns(unit: str | tuple[str, ...]) -> list[str]:
    """Return the columns that tell the documents of a unit apart."""
    names = (unit,) if isinstance(unit, str) else tuple(unit)
    for name in names:
        if name not in UNITS:
            raise ValueError(f"a unit is one or several of {', '.join(UNITS)}; found {name!r}")
    return list(
        dict.fromkeys(c for name in names for c in (("doc_id",) if name == "paragraph" else ()) + (UNITS[name],))
    )


def _place_segments(
    segments: pd.DataFrame,
    articles: pd.DataFrame,
    keys: list[str],
    leave_out: Collection[str],
    sentences: pd.DataFrame | None,
) -> pd.DataFrame:
    """Return the segments that count, with the key columns of the unit, wherever those stand."""
    check_table(
        segments, "segments", ["segment_id", "doc_id", "n_words", *[k for k in keys if k in ("voice", "manner")]]
    )
    placed = segments[~segments["segment_id"].isin(set(leave_out))]
    if "paragraph" in keys:
        if sentences is None:
            raise ValueError("the unit 'paragraph' needs the table of sentences; pass sentences=")
        check_table(sentences, "sentences", ["sentence_id", "paragraph"])
        placed = placed.merge(sentences[["sentence_id", "paragraph"]], on="sentence_id", how="left", validate="m:1")
    outside = [k for k in keys if k not in placed.columns]
    if outside:
        check_table(articles, "articles", ["doc_id", *outside])
        placed = placed.merge(articles[["doc_id", *outside]], on="doc_id", how="left", validate="m:1")
    return placed


def _describe_documents(
    placed: pd.DataFrame, keys: list[str], number: np.ndarray, counts: sp.csr_matrix
) -> pd.DataFrame:
    """Return a row for each document: its keys, and how long it is in words, terms, segments and articles."""
    grouped = placed.groupby(number)
    documents = grouped[keys].first()
    documents["n_words"] = grouped["n_words"].sum().astype(np.int64)
    documents["n_tokens"] = np.asarray(counts.sum(axis=1)).ravel()
    documents["n_segments"] = grouped.size()
    documents["n_sentences"] = placed["sentence_id"].groupby(number).nunique()
    documents["n_articles"] = placed["doc_id"].groupby(number).nunique()
    return documents.reset_index(drop=True)


def select_terms(
    matrix: DocumentTermMatrix,
    without: Collection[str] = (),
    numbers: bool = True,
    min_df: int = 1,
    max_df: float = 1.0,
) -> DocumentTermMatrix:
    """Return the matrix without the terms named, numbers, rare or ubiquitous terms; the lengths of documents stay."""
    found_in = np.diff(matrix.counts.tocsc().indptr)
    keep = (found_in >= min_df) & (found_in <= max_df * max(matrix.counts.shape[0], 1))
    if len(without):
        keep &= ~np.isin(matrix.terms.astype(str), list(without))
    if not numbers:
        keep &= np.array([any(map(str.isalpha, term)) for term in matrix.terms], dtype=bool)
    return DocumentTermMatrix(matrix.counts[:, np.flatnonzero(keep)], matrix.documents, matrix.terms[keep])
