"""A table too large to hold -> its documents one after the other: csv, tsv, jsonl, parquet."""

import csv
import gzip
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from analysis.corpus.articles.records import NO_ENCODING, Document, Options, shorten
from analysis.corpus.articles.row_documents import list_objects, list_rows, parse_lines, split_table
from analysis.corpus.articles.table_files import open_table, split_rows

__all__ = ["LARGE", "STREAMED", "count_rows", "stream_rows"]

STREAMED = (".csv", ".tsv", ".jsonl", ".parquet")
LARGE = 10_000_000  # bytes from which a table is not read whole
ROWS = 500  # in memory at a time
BROKEN = (ValueError, OSError, EOFError, zlib.error, csv.Error)


def count_rows(path: Path, form: str, options: Options) -> int:
    """Return how many documents stream_rows yields of a table, about: empty rows left out, to where it can be read."""
    if form == ".parquet":
        with pq.ParquetFile(path) as file:
            return int(file.metadata.num_rows)
    n_rows = 0
    with suppress(*BROKEN), open_table(path, path.name, options.encoding) as stream:
        for row in stream if form == ".jsonl" else split_rows(stream, path.name)[1]:
            n_rows += not isinstance(row, str) or bool(row.strip())
    return max(1, n_rows)


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
        code = options.encoding if options.encoding != "auto" else "UTF-8"
        why = f"{name} is not {code.upper()} behind its document {read:,} ({error.reason})"
        yield Document(problem=f"{why}; save it as UTF-8, or pass --encoding")
    except (ValueError, OSError, csv.Error) as error:
        told = str(error).startswith((name, NO_ENCODING))
        why = str(error) if told else f"{name} cannot be read ({shorten(error)})"
        yield Document(problem=f"{why}; {read:,} documents before were read" if read else why)


def _read_batches(path: Path, form: str, name: str, options: Options) -> Iterator[list[Document]]:
    """Yield the documents of a table, some at a time."""
    first = 1
    for head, rows in _read_cells(path, form, name, options):
        if head is None:
            documents = list_objects(rows, name, options, first)
        else:
            documents = list_rows(head, rows, name, options, first)
        first += len(documents)
        yield documents


def _read_cells(
    path: Path, form: str, name: str, options: Options
) -> Iterator[tuple[list[str] | None, list[tuple[Any, str]]]]:
    """Yield the head of a table (None of lines of JSON) with some of its rows."""
    if form == ".parquet":
        first = 1
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=ROWS):
                yield split_table(batch.to_pandas(), name, options, first)
                first += batch.num_rows
        return
    with open_table(path, name, options.encoding) as stream:
        head, rows = (None, parse_lines(stream, name)) if form == ".jsonl" else split_rows(stream, name)
        yield from ((head, batch) for batch in _batch_rows(rows))


def _batch_rows(rows: Iterator[tuple[Any, str]]) -> Iterator[list[tuple[Any, str]]]:
    """Yield some rows at a time; before an error goes up, those that were read."""
    batch = []
    try:
        for row in rows:
            batch.append(row)
            if len(batch) == ROWS:
                yield batch
                batch = []
    except BROKEN:
        yield batch
        raise
    if batch:
        yield batch
