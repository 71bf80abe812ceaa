"""csv and parquet files of others, read as text: any separator, one sentence for what cannot be read."""

import csv
import io
from pathlib import Path
from typing import BinaryIO

import pandas as pd

__all__ = ["read_cells", "read_csv", "read_parquet", "require_columns"]

SEPARATORS = ",;\t|"
BOM = "\ufeff"


def read_csv(path: Path | str) -> pd.DataFrame:
    """Read a csv that a person or a spreadsheet made: every cell as text, empty rows left out.

    Parameters
    ----------
    path : path
        UTF-8, with or without a byte-order mark, or UTF-16 with one; separated by commas, semicolons, tabs or bars,
        whichever the first line has most of.

    Returns
    -------
    DataFrame
        Columns of str, their names without spaces at the ends.

    Raises
    ------
    ValueError
        If the file is in another encoding, has no line, or a row has more cells than the first: with file and line.
    """
    return read_cells(Path(path).read_bytes(), str(path))


def read_cells(raw: bytes, name: str) -> pd.DataFrame:
    """Read the bytes of a csv, as read_csv does; `name` is what messages call it."""
    text = _decode(raw, name)
    if not text.strip():
        raise ValueError(f"{name} is empty; its first line names the columns")
    first = text.lstrip().splitlines()[0]
    separator = max(SEPARATORS, key=first.count)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a speech is longer than a cell may be by default
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise ValueError(f"{name} is no csv that can be read ({error}); save it anew as CSV UTF-8") from error
    head = [name.strip() for name in rows[0]]
    for number, row in enumerate(rows[1:], 2):
        if len(row) > len(head) and any(cell.strip() for cell in row[len(head) :]):
            raise ValueError(
                f"{name} has {len(row)} cells in line {number} and {len(head)} columns; put a text that holds the "
                f"separator {separator!r} into quotation marks"
            )
    filled = [(row + [""] * len(head))[: len(head)] for row in rows[1:] if any(cell.strip() for cell in row)]
    return pd.DataFrame(filled, columns=head, dtype=str)


def _decode(raw: bytes, name: str) -> str:
    """Return the text of a table's bytes without its byte-order mark; ValueError names the first byte that is wrong."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = f"byte 0x{raw[error.start]:02x} at offset {error.start}"
        raise ValueError(f"{name} is not UTF-8 ({byte}); save it as CSV UTF-8") from error


def read_parquet(file: Path | BinaryIO, name: str) -> pd.DataFrame:
    """Read a parquet table as text; ValueError says so where it is none."""
    try:
        table = pd.read_parquet(file).astype(object)
    except Exception as error:
        raise ValueError(f"{name} is no parquet table that can be read; write it anew") from error
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
