"""Counts of terms by document, at any unit: DocumentTermMatrix and how it is built from the tables."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy.sparse as sp

from analysis.corpus import together
from analysis.corpus.counted_tables import Streamed, add_columns, hash_ids
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
    terms: pd.DataFrame | Streamed,
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
    terms : DataFrame or Streamed
        The table of a corpus. Of one that is streamed, the terms of other segments are passed over.
    segments, articles : DataFrame
        Tables of the corpus; no text needed.
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
    if "voice" in keys:  # what several say together tells no voice from another
        leave_out = {*leave_out, *segments.loc[together.find_halves(segments), "segment_id"]}
    placed = _place_segments(segments, articles, keys, leave_out, sentences)
    number = placed.groupby(keys, sort=True, dropna=False).ngroup().to_numpy()
    hidden = {*without, WITHHELD}
    documents, segment_ids = _describe_documents(placed, keys, number), placed["segment_id"]
    del placed  # of a large corpus, as large as the counts
    counts, names, documents["n_tokens"] = _count_terms(terms, segment_ids, number, leave_out, hidden, numbers)
    return select_terms(DocumentTermMatrix(counts, documents, names), min_df=min_df, max_df=max_df)


def _count_terms(
    terms: pd.DataFrame | Streamed,
    segment_ids: pd.Series,
    number: np.ndarray,
    leave_out: Collection[str],
    without: set[str],
    numbers: bool,
) -> tuple[sp.csr_matrix, np.ndarray, np.ndarray]:
    """Return the counts by document of the terms that are shown, these terms, and how many tokens a document has."""
    n_documents = int(number.max()) + 1 if len(number) else 0
    index, left_out = _Index(segment_ids), set(leave_out)
    vocabulary: dict[str, int] = {}
    n_tokens = np.zeros(n_documents, dtype=np.int64)
    pieces: list[tuple[np.ndarray, ...]] = []
    for some in [terms] if isinstance(terms, pd.DataFrame) else terms:
        check_table(some, "terms")
        code, own = pd.factorize(some["segment_id"])
        place = index.find(hash_ids(own.to_series()))
        if isinstance(terms, pd.DataFrame):
            _refuse_unknown(own[place < 0], left_out)
        row = np.where(place < 0, -1, number[place])[code] if len(number) else np.full(len(some), -1)
        count = some["count"].to_numpy()
        n_tokens += np.bincount(row[row >= 0], count[row >= 0], n_documents).astype(np.int64)
        term, spelled = pd.factorize(some["term"])
        met = np.bincount(term[(row >= 0) & (count > 0)], minlength=len(spelled)) > 0
        column = np.full(len(spelled), -1, dtype=np.int32)
        column[met] = [_number_term(name, vocabulary, without, numbers) for name in spelled[met]]
        column = column[term]
        kept = (row >= 0) & (column >= 0)
        pieces.append(_add_up(row[kept], column[kept], count[kept]))
    names = np.array(sorted(vocabulary), dtype=object)
    rank = np.empty(len(names), dtype=np.int32)
    rank[[vocabulary[name] for name in names]] = np.arange(len(names), dtype=np.int32)
    counts = _put_together(pieces, rank, (n_documents, len(names)))
    return counts, names, n_tokens


def _refuse_unknown(segment_ids: pd.Index, left_out: set[str]) -> None:
    """Raise if a segment is neither known nor left out."""
    lost = segment_ids[~segment_ids.isin(left_out)] if len(segment_ids) else segment_ids
    if len(lost):
        raise ValueError(
            f"terms has the segment_id '{lost[0]}', which segments has not; count the terms of these segments"
        )


def _number_term(term: str, vocabulary: dict[str, int], without: set[str], numbers: bool) -> int:
    """Return the number of a term, a new one the next, and -1 for one that is not shown."""
    if term in without or not (numbers or any(map(str.isalpha, term))):
        return -1
    return vocabulary.setdefault(term, len(vocabulary))


def _add_up(row: np.ndarray, column: np.ndarray, count: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return each cell once: the rows that there are, how many cells each has, and their columns and counts."""
    key, place = np.unique(row.astype(np.int64) << 32 | column, return_inverse=True)
    total = np.bincount(place, count, len(key)).astype(np.int32)
    rows, sizes = np.unique(key >> 32, return_counts=True)
    return rows, sizes, (key & 0xFFFFFFFF).astype(np.int32), total


def _put_together(pieces: list[tuple[np.ndarray, ...]], rank: np.ndarray, shape: tuple[int, int]) -> sp.csr_matrix:
    """Return the matrix of the pieces, which are forgotten one by one: of many articles it is held once, not thrice."""
    sizes = np.zeros(shape[0], dtype=np.int64)
    for rows, own, *_ in pieces:
        sizes[rows] += own
    ends = np.concatenate([[0], np.cumsum(sizes)])
    filled = ends[:-1].copy()
    columns, values = (np.empty(ends[-1], dtype=np.int32) for _ in range(2))
    while pieces:
        rows, own, column, count = pieces.pop()
        at = np.repeat(filled[rows] - np.cumsum(own) + own, own) + np.arange(len(column))
        columns[at], values[at] = rank[column], count
        filled[rows] += own
    counts = sp.csr_matrix((values, columns, ends), shape=shape)
    counts.sum_duplicates()
    return counts


class _Index:
    """Where a segment_id stands among many: by its hash, since a dict of ten million strings fills the memory."""

    def __init__(self, segment_ids: pd.Series) -> None:
        hashes = hash_ids(segment_ids)
        self._order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[self._order]
        twice = np.flatnonzero(self._hashes[1:] == self._hashes[:-1])
        if len(twice):
            raise ValueError(f"segments has the segment_id '{segment_ids.iloc[self._order[twice[0]]]}' twice")

    def find(self, hashes: np.ndarray) -> np.ndarray:
        """Return the place of each, -1 where it is not there."""
        if not len(self._order):
            return np.full(len(hashes), -1)
        near = np.minimum(np.searchsorted(self._hashes, hashes), len(self._order) - 1)
        return np.where(self._hashes[near] == hashes, self._order[near], -1)


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
    needed = [c for c in segments if c in {"segment_id", "sentence_id", "doc_id", "n_words", *keys}]
    placed = segments.loc[~segments["segment_id"].isin(set(leave_out)), needed]
    if "paragraph" in keys:
        if sentences is None:
            raise ValueError("the unit 'paragraph' needs the table of sentences; pass sentences=")
        check_table(sentences, "sentences", ["sentence_id", "paragraph"])
        placed = add_columns(placed, sentences, "sentence_id", ["paragraph"])
    outside = [k for k in keys if k not in placed.columns]
    if outside:
        check_table(articles, "articles", ["doc_id", *outside])
        placed = add_columns(placed, articles, "doc_id", outside)
    return placed


def _describe_documents(placed: pd.DataFrame, keys: list[str], number: np.ndarray) -> pd.DataFrame:
    """Return a row for each document: its keys, how long it is in words, segments, articles; its tokens not yet."""
    grouped = placed[["n_words"]].groupby(number)
    documents = placed[keys].iloc[np.unique(number, return_index=True)[1]].reset_index(drop=True)
    documents["n_words"] = grouped["n_words"].sum().astype(np.int64)
    documents["n_tokens"] = 0
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
    keep = np.ones(len(matrix.terms), dtype=bool)
    if min_df > 1 or max_df < 1:
        found_in = np.bincount(matrix.counts.indices[matrix.counts.data > 0], minlength=len(keep))
        keep = (found_in >= min_df) & (found_in <= max_df * max(matrix.counts.shape[0], 1))
    if len(without):
        keep &= ~np.isin(matrix.terms.astype(str), list(without))
    if not numbers:
        keep &= np.array([any(map(str.isalpha, term)) for term in matrix.terms], dtype=bool)
    counts = matrix.counts if keep.all() else matrix.counts[:, np.flatnonzero(keep)]
    return DocumentTermMatrix(counts, matrix.documents, matrix.terms[keep])
