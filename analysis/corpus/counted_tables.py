"""The tables of a corpus -> what the measures count of them, in a form in which ten million segments have room."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from analysis.corpus import memory, tables

__all__ = ["LARGE", "Streamed", "add_columns", "hash_ids", "is_large", "read_tables", "restore_ids"]

LARGE = 1_000_000  # segments from which on a corpus is held in memory in a shorter form
UNCOUNTED = frozenset({"text", "title", "sha256", "source_file"})  # what no measure counts
HASHED = frozenset({"sentence_id", "segment_id", "other_segment_id"})  # where many: a number in place of each id


@dataclass(frozen=True)
class Streamed:
    """A table of a corpus folder that is read some rows at a time, as often as somebody goes through it."""

    folder: Path | str
    name: str
    columns: tuple[str, ...]
    rows: int = 1_000_000

    def __iter__(self) -> Iterator[pd.DataFrame]:
        """Yield rows as stream_table does."""
        return tables.stream_table(self.folder, self.name, [*self.columns], self.rows)


def read_tables(folder: Path | str, *names: str, scores: Iterable[str] | None = None) -> list[pd.DataFrame]:
    """Read of several tables what the measures count, which is not their text.

    Parameters
    ----------
    folder : path
        The corpus.
    *names : str
        Keys of tables.COLUMNS.
    scores : iterable of str, optional
        Which scores of segments and sentences to read (`frame`, instruments); by default all.

    Returns
    -------
    list of DataFrame
        In the order named; one that older corpora lack without a row. Of a corpus of LARGE segments and more a
        sentence_id or segment_id is a 64-bit hash of itself, other text that repeats is a categorical, and numbers are
        short ones (scores have seven digits). The voice stays text, since of a categorical every category is estimated,
        used or not.

    Raises
    ------
    FileNotFoundError, ValueError
        As tables.read_table raises them; ValueError if two segments have one hash.
    """
    chosen = None if scores is None else {*scores}
    return [_read_short(folder, name, chosen) for name in names]


def is_large(folder: Path | str) -> bool:
    """Return whether a corpus has so many segments that it is held in memory in a shorter form."""
    path = tables.find_table(folder, "segments")
    return path is not None and path.suffix == ".parquet" and pq.read_metadata(path).num_rows >= LARGE


def _read_short(folder: Path | str, name: str, scores: set[str] | None) -> pd.DataFrame:
    """Read the counted columns of a table."""
    path = tables.find_table(folder, name)
    if path is None and name in tables.OPTIONAL_TABLES:
        return pd.DataFrame(columns=list(tables.COLUMNS[name]))
    if path is None or path.suffix != ".parquet":
        table = tables.read_table(folder, name)
        return table[_choose_counted(table.columns, name, scores)]
    columns = _choose_counted(pq.read_schema(path).names, name, scores)
    if not is_large(folder):
        return tables.read_table(folder, name, columns)
    memory.return_memory()
    tables.check_table(
        pd.DataFrame(columns=columns), name, [c for c in tables.required_columns(name) if c not in UNCOUNTED]
    )
    table = pd.DataFrame({column: _read_column(path, column) for column in columns})
    if name == "segments" and table["segment_id"].duplicated().any():
        raise ValueError(f"two segments of {folder} cannot be told apart; make the corpus with other article names")
    return table


def _read_column(path: Path, name: str) -> pd.Series:
    """Read a column of a large table, by itself: what reading needs beside it is large too."""
    if name in HASHED:
        with pq.ParquetFile(path) as file:
            some = [hash_ids(batch.column(0).to_pandas()) for batch in file.iter_batches(tables.ROWS, columns=[name])]
        return pd.Series(np.concatenate([np.empty(0, np.int64), *some]), name=name)
    repeated = name in tables.TEXT_COLUMNS and name != "voice"
    found = pq.read_table(path, columns=[name], read_dictionary=[name] if repeated else None).unify_dictionaries()
    column = found.to_pandas(self_destruct=True)[name]
    if repeated and not column.cat.categories.is_monotonic_increasing:
        column = column.cat.reorder_categories(sorted(column.cat.categories))
    elif pd.api.types.is_integer_dtype(column):
        column = column.astype("int32")
    elif pd.api.types.is_float_dtype(column):
        column = column.astype("float32")
    return column


def hash_ids(ids: pd.Series) -> np.ndarray:
    """Return a 64-bit hash of each id, and numbers, which are hashes already, as they are."""
    if pd.api.types.is_integer_dtype(ids):
        return ids.to_numpy()
    return pd.util.hash_array(ids.to_numpy(dtype=object), categorize=False).view(np.int64)


def add_columns(table: pd.DataFrame, other: pd.DataFrame, key: str, columns: Iterable[str]) -> pd.DataFrame:
    """Return a table with columns of another beside each row, found by a key that is unique there.

    A join would give the same rows, but copies the columns that are there already.
    """
    place = pd.Index(other[key]).get_indexer(table[key])
    added = {name: other[name].array.take(place, allow_fill=True) for name in columns}
    return table.reset_index(drop=True).assign(**added)


def _choose_counted(columns: Iterable[str], name: str, scores: set[str] | None) -> list[str]:
    """Return which columns of a table are counted."""
    scored = {c for c in columns if c == "frame" or c not in tables.COLUMNS[name]}
    left_out = UNCOUNTED if scores is None else UNCOUNTED | (scored - scores)
    return [c for c in columns if c not in left_out]


def restore_ids(table: pd.DataFrame, folder: Path | str) -> pd.DataFrame:
    """Return a few rows of a large corpus with the ids that their hashes stand for, to be read by people.

    Parameters
    ----------
    table : DataFrame
        With sentence_id, and segment_ids under any name; ids that are text stay.
    folder : path
        The corpus.
    """
    hashed = [c for c in table if pd.api.types.is_integer_dtype(table[c]) and c in {*HASHED, "claim"}]
    if not hashed:
        return table
    wanted = np.unique(np.concatenate([table[c].to_numpy() for c in hashed]))
    known: dict[int, str] = {}
    for some in tables.stream_table(folder, "segments", ["segment_id", "sentence_id"]):
        for column in some:
            own = hash_ids(some[column])
            met = np.isin(own, wanted)
            known |= dict(zip(own[met].tolist(), some[column][met], strict=True))
    return table.assign(**{c: table[c].map(known) for c in hashed})
