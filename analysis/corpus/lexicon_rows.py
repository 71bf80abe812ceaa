"""a lexicon file -> its rows, each one checked; what is wrong is said with file and line."""

import csv
import io
import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

__all__ = ["Form", "Row", "read_rows"]

Row = dict[str, str]
Made = TypeVar("Made")


class Form(NamedTuple):
    """What the rows of a lexicon have to be; columns that are not named here are notes for people.

    Parameters
    ----------
    columns : tuple of str
        All that must be there; the first may be empty in no row.
    key : tuple of str
        Columns of which no two rows have the same; by default the first.
    numbers : tuple of str
        Columns of finite numbers.
    classes : mapping of str to collection of str
        Columns of few words, and those words.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    classes: Mapping[str, Collection[str]] = MappingProxyType({})


def read_rows(path: Path | str, form: Form, make: Callable[[Row], Made]) -> list[Made]:
    """Read a lexicon: a csv in UTF-8; lines before its header that begin with "#" tell its origin and licence.

    Parameters
    ----------
    path : path
    form : Form
    make : callable
        Makes what is wanted of a row; what it raises, of a pattern too, is raised again with file and line.

    Returns
    -------
    list
        What `make` makes, in the order of the rows.

    Raises
    ------
    ValueError
        If the file is no UTF-8, its header lacks a column, a row has too few cells or too many, no term, a cell that
        is no finite number or no class where one belongs, what `make` refuses, or the key of a row before it.
    """
    path = Path(path)
    lines = _read_lines(path)
    notes = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    rows = _split_rows(lines[notes:], f"{path} line", notes)
    _, header = next(rows, (0, []))
    lacking = [column for column in form.columns if column not in header]
    if lacking:
        found = ",".join(header) or "nothing"
        raise ValueError(f"{path} lacks the column '{lacking[0]}'; it has {found}; correct its header")
    made: list[Made] = []
    first_lines: dict[tuple[str, ...], int] = {}
    for line, cells in rows:
        where = f"{path} line {line}"
        if len(cells) != len(header):
            raise ValueError(f"{where} should have {len(header)} cells, found {len(cells)}: {_show(cells)}")
        row = dict(zip(header, cells, strict=True))
        _check_cells(row, form, where)
        key = tuple(row[column] for column in form.key or form.columns[:1])
        if (before := first_lines.setdefault(key, line)) != line:
            raise ValueError(f"{where} has {_show(key)} a second time, after line {before}; keep one of the two")
        try:
            made.append(make(row))
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from error
        except re.error as error:
            raise ValueError(f"{where}: {error.pattern!r} is no pattern ({error})") from error
    return made


def _read_lines(path: Path) -> list[str]:
    """Return the lines of a file with their ends."""
    try:
        return list(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    except UnicodeDecodeError as error:
        found = f"byte 0x{error.object[error.start]:02x} at offset {error.start}"
        raise ValueError(f"{path} is not UTF-8 ({found}); save it anew as CSV UTF-8") from error


def _split_rows(lines: list[str], where: str, before: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the line on which each row ends, and its cells; `before`: lines passed over."""
    reader = csv.reader(lines, strict=True)
    try:
        for cells in reader:
            yield before + reader.line_num, cells
    except csv.Error as error:
        raise ValueError(f"{where} {before + reader.line_num} is no row of a csv ({error}); correct it") from error


def _check_cells(row: Row, form: Form, where: str) -> None:
    """Raise if a row has no term, or a cell that is no number or no class where one belongs."""
    term = form.columns[0]
    if not row[term].strip():
        raise ValueError(f"{where} has no {term}: {_show(row.values())}; give one or delete the row")
    for column in form.numbers:
        if not _is_number(row[column]):
            raise ValueError(f"{where} should have a finite number as {column}, found {row[column]!r}; correct it")
    for column, classes in form.classes.items():
        if row[column] not in classes:
            listed = ", ".join(name or "(empty)" for name in classes)
            raise ValueError(f"{where} has the {column} {row[column]!r}, which is none of {listed}")


def _is_number(cell: str) -> bool:
    """Tell whether a cell is a finite number."""
    try:
        return math.isfinite(float(cell))
    except ValueError:
        return False


def _show(cells: Collection[str]) -> str:
    """Return cells as a file has them."""
    return repr(",".join(cells))
