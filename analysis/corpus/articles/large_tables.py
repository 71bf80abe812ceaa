"""A table too large to hold -> its documents one after the other: csv, tsv, jsonl, parquet."""

import csv
import gzip
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from analysis.corpus.articles.records import Document, Options, shorten
from analysis.corpus.articles.row_documents import list_objects, list_rows, parse_lines
from analysis.corpus.articles.table_files import open_table, show_cells, split_rows

__all__ = ["LARGE", "STREAMED", "count_rows", "stream_rows"]

STREAMED = (".csv", ".tsv", ".jsonl", ".parquet")
LARGE = 10_000_000  # bytes from which a table is not read whole
ROWS = 500  # in memory at a time


def count_rows(path: Path, form: str) -> int:
    """Return how many documents a table has, empty rows left out."""
    if form == ".parquet":
        with pq.ParquetFile(path) as file:
            return int(file.metadata.num_rows)
    with open_table(path) as stream:
        if form == ".jsonl":
            return sum(1 for line in stream if line.strip())
        return sum(1 for _ in split_rows(stream, path.name)[1])


def stream_rows(path: Path, form: str, name: str, options: Options) -> Iterator[Document]:
    """Yield the documents of a table.

    Parameters
    ----------
    path : path
    form : {".csv", ".tsv", ".jsonl", ".parquet"}
    name : str
        What it is called in messages.
    options : Options

    Yields
    ------
    Document
        What cannot be read is a document whose `problem` says why; what follows a byte that cannot be read is lost, and
        the last document says so.
    """
    read = 0
    try:
        for documents in _read_batches(path, form, name, options):
            read += len(documents)
            yield from documents
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Document(problem=f"{name} cannot be unpacked behind its document {read:,} ({shorten(error)})")
    except UnicodeDecodeError as error:
        yield Document(problem=f"{name} is not UTF-8 behind its document {read:,} ({error.reason}); save it as UTF-8")
    except (ValueError, OSError, csv.Error) as error:
        why = str(error) if str(error).startswith(name) else f"{name} cannot be read ({shorten(error)})"
        yield Document(problem=f"{why}; {read:,} documents before were read")


def _read_batches(path: Path, form: str, name: str, options: Options) -> Iterator[list[Document]]:
    """Yield the documents of a table, some at a time."""
    first = 1
    for head, rows in _read_cells(path, form, name):
        if head is None:
            documents = list_objects(rows, name, options, first)
        else:
            documents = list_rows(head, rows, name, options, first)
        first += len(documents)
        yield documents


def _read_cells(path: Path, form: str, name: str) -> Iterator[tuple[list[str] | None, list[tuple[Any, str]]]]:
    """Yield the head of a table (None of lines of JSON) with some of its rows."""
    if form == ".parquet":
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=ROWS):
                table = show_cells(batch.to_pandas())
                yield list(table.columns), [(list(row), "") for row in table.itertuples(index=False, name=None)]
        return
    with open_table(path) as stream:
        head, rows = (None, parse_lines(stream, name)) if form == ".jsonl" else split_rows(stream, name)
        while batch := list(islice(rows, ROWS)):
            yield head, batch
