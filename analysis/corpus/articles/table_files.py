"""csv and parquet files of others, read as text: any separator, one sentence for what cannot be read."""

import codecs
import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import pandas as pd

from analysis.corpus.articles.records import LARGEST, NO_ENCODING, find_encoding

__all__ = ["decode_table", "open_table", "read_csv", "read_parquet", "require_columns", "show_cells", "split_rows"]

SEPARATORS = ",;\t|"
TOLD = re.compile(r'"?sep=(.)"?\s*$', re.I)
LOOKED_AT = 1_000_000  # bytes by which the encoding of a table is told
UNREADABLE = "{name} is no csv that can be read ({error}); save it anew as CSV UTF-8"


def read_csv(path: Path | str, otherwise: str = "") -> pd.DataFrame:
    """Read a csv that a person or a spreadsheet made: every cell as text, empty rows left out.

    Parameters
    ----------
    path : path
        UTF-8, with or without a byte-order mark, or UTF-16 with one; separated by commas, semicolons, tabs or bars,
        whichever the first line has most of.
    otherwise : str
        The encoding of a file that is neither, where its user knows; by default such a file is refused.

    Returns
    -------
    DataFrame
        Columns of str, their names without spaces at the ends.

    Raises
    ------
    ValueError
        If the file is in another encoding, has no line, or a row has more cells than the first: with file and line.
    """
    return read_cells(Path(path).read_bytes(), str(path), otherwise)


def read_cells(raw: bytes, name: str, otherwise: str = "") -> pd.DataFrame:
    """Read the bytes of a csv, as read_csv does; `name` is what messages call it."""
    try:
        text = decode_table(raw, name)
    except ValueError:
        if not otherwise:
            raise
        text = raw.decode(otherwise, errors="replace")
    head, rows = split_rows(io.StringIO(text, newline=""), name)
    filled = []
    for cells, problem in rows:
        if problem:
            raise ValueError(problem)
        filled.append(cells)
    return pd.DataFrame(filled, columns=head, dtype=str)


def split_rows(stream: TextIO, name: str) -> tuple[list[str], Iterator[tuple[list[str], str]]]:
    """Split a csv into its head and its rows, one at a time.

    Parameters
    ----------
    stream : text stream
        Opened with newline="".
    name : str
        What messages call it.

    Returns
    -------
    head : list of str
        The names of the columns.
    rows : iterator of (list of str, str)
        The cells of each row that has any, as many as there are columns, and "", or what is wrong with the row.

    Raises
    ------
    ValueError
        If there is no line, or a quotation mark among the names of the columns that nothing closes.
    """
    first = next((line for line in stream if line.strip()), "")
    told = TOLD.match(first)  # a spreadsheet's own line, which names no column
    if told:
        first = next((line for line in stream if line.strip()), "")
    if not first:
        raise ValueError(f"{name} is empty; its first line names the columns")
    separator = told[1] if told else max(SEPARATORS, key=first.count)
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST))  # a speech is longer than a cell may be by default
    reader = csv.reader(chain([first], stream), delimiter=separator, strict=True)
    try:
        head = [cell.strip() for cell in next(reader)]
    except csv.Error as error:
        raise ValueError(UNREADABLE.format(name=name, error=error)) from error
    return head, _fill_rows(reader, head, name, separator)


def _fill_rows(reader: Any, head: list[str], name: str, separator: str) -> Iterator[tuple[list[str], str]]:
    """Yield the rows below the head of a csv, empty ones left out; what cannot be told apart is a last row."""
    begins = reader.line_num + 1
    try:
        for row in reader:
            problem = ""
            if len(row) > len(head) and any(cell.strip() for cell in row[len(head) :]):
                problem = (
                    f"{name} has {len(row)} cells in line {reader.line_num} and {len(head)} columns; put a text that "
                    f"holds the separator {separator!r} into quotation marks"
                )
            if any(cell.strip() for cell in row):
                yield (row + [""] * len(head))[: len(head)], problem
            begins = reader.line_num + 1
    except csv.Error as error:
        why = f"{name} cannot be read from line {begins} on ({error}); close each quotation mark around a cell"
        yield [""] * len(head), f"{why}, and double those inside it"


def decode_table(raw: bytes, name: str, encoding: str = "utf-8") -> str:
    """Return the text of a table's bytes without its byte-order mark; ValueError names the first byte that is wrong."""
    encoding = _choose_encoding(raw, name, encoding)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        byte = f"byte 0x{raw[error.start]:02x} at offset {error.start}"
        code = encoding.removesuffix("-sig").upper()
        raise ValueError(
            f"{name} is not {code} ({byte}); save it as CSV UTF-8, or pass --encoding cp1252, say"
        ) from error


def open_table(path: Path, name: str, encoding: str = "utf-8") -> TextIO:
    """Open a text table, packed or not, in the encoding that its first lines tell, else in the one asked for."""
    opener: Any = gzip.open if path.suffix.lower() == ".gz" else open
    begins = b""
    with (
        opener(path, "rb") as file,
        suppress(EOFError, zlib.error, OSError),
    ):  # the reader says where
        while len(begins) < LOOKED_AT and (more := file.read1()):
            begins += more
    encoding = _choose_encoding(begins[: begins.rfind(b"\n") + 1] or begins, name, encoding)
    return opener(path, "rt", encoding=encoding, newline="")


def _choose_encoding(raw: bytes, name: str, encoding: str) -> str:
    """Return the encoding that a byte-order mark tells, else the one asked for; ValueError if there is none such."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    found = find_encoding(raw, encoding)
    try:
        return "utf-8-sig" if codecs.lookup(found).name == "utf-8" else found
    except LookupError as error:
        raise ValueError(f"{NO_ENCODING} {encoding!r}; pass --encoding utf-8, cp1252 or utf-16, say") from error


def read_parquet(file: Path | BinaryIO, name: str) -> pd.DataFrame:
    """Read a parquet table; ValueError says so where it is none."""
    try:
        return pd.read_parquet(file)
    except Exception as error:
        raise ValueError(f"{name} is no parquet table that can be read; write it anew") from error


def show_cells(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with every cell as text, "" where there is none."""
    table = table.astype(object)
    return table.where(table.notna(), "").astype(str)


def require_columns(table: pd.DataFrame, path: Path | str, *needed: str) -> None:
    """Raise a sentence that names every column that is missing, and those that look like them."""
    missing = [column for column in needed if column not in table]
    if not missing:
        return
    lows = {str(column).strip().lower(): column for column in table.columns}
    alike = [f"{lows[name]!r} may be '{name}'" for name in missing if name in lows]
    hint = f" ({'; '.join(alike)})" if alike else ""
    have = ", ".join(map(str, table.columns)) or "none"
    raise ValueError(f"{path} lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}{hint}; it has {have}")
