"""The bytes of a table -> a document a row: csv, tsv, xlsx, parquet, json, jsonl."""

import io
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.corpus.articles.dates import read_date
from analysis.corpus.articles.raw_text import decode_article, find_problem
from analysis.corpus.articles.records import Document, Options, check_packed, find_encoding, refuse, shorten
from analysis.corpus.articles.table_files import decode_table, read_parquet, show_cells, split_rows

__all__ = ["TABLES", "list_objects", "list_rows", "parse_lines", "split_table"]

KNOWN = tuple(Document.__dataclass_fields__.keys() - {"text", "problem", "source_file"})
SHOWN = 40  # characters of what is no text
NO_ROW = "has no row; it needs one for each article"
NO_OBJECTS = "{name} should hold objects with a key 'text', an article each"


def _read_csv(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return a document a row of a csv or tsv."""
    head, rows = split_rows(io.StringIO(decode_table(raw, name, options.encoding), newline=""), name)
    return list_rows(head, rows, name, options) or [refuse(name, NO_ROW)]


def _read_xlsx(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return a document a row of the first sheet of a workbook."""
    import openpyxl

    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        return [refuse(name, "is protected by a password, or an old .xls; save it as .xlsx without a password")]
    check_packed(raw, name)
    try:
        sheet = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True).worksheets[0]
    except Exception as error:
        raise ValueError(f"{name} is no .xlsx that can be read, whatever its ending says") from error
    rows = [[_show_cell(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2:
        return [refuse(name, f"has an empty sheet {sheet.title!r}; its first row names the columns")]
    head = rows[0][: max(n for n, cell in enumerate(rows[0], start=1) if cell)]
    return list_rows(head, [_fit_row(row, len(head), n, name) for n, row in enumerate(rows[1:], 1)], name, options)


def _fit_row(row: list[str], width: int, number: int, name: str) -> tuple[list[str], str]:
    """Return as many cells as there are columns, and "", or what is wrong with the row."""
    more = any(row[width:])
    problem = f"row {number} of {name} has a cell under no column: {max(filter(None, row[width:]))!r}" if more else ""
    return (row + [""] * width)[:width], problem


def _show_cell(cell: Any) -> str:
    """Return a cell as text, a date as YYYY-MM-DD."""
    if cell is None:
        return ""
    return cell.date().isoformat() if hasattr(cell, "date") else str(cell)


def _read_json(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return a document an object of a list of them."""
    text, problem = decode_article(raw, find_encoding(raw, options.encoding), name)
    if problem:
        return [Document(problem=problem)]
    try:
        parsed = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"{name} is no JSON ({shorten(error)})") from error
    rows = parsed if isinstance(parsed, list) else [parsed]
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise ValueError(NO_OBJECTS.format(name=name))
    return list_objects([(row, "") for row in rows], name, options)


def _read_lines(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return a document a line, each an object of JSON."""
    text, problem = decode_article(raw, find_encoding(raw, options.encoding), name)
    if problem:
        return [Document(problem=problem)]
    return list_objects(parse_lines(io.StringIO(text), name), name, options)


def parse_lines(lines: Iterable[str], name: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the object of each line that is not empty, and "", or what is wrong with the line."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            parsed = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            yield {}, f"line {number} of {name} is no JSON ({shorten(error)})"
            continue
        if isinstance(parsed, dict):
            yield parsed, ""
        else:
            yield {}, NO_OBJECTS.format(name=f"line {number} of {name}")


def list_objects(
    rows: Iterable[tuple[dict[str, Any], str]], name: str, options: Options, first: int = 1
) -> list[Document]:
    """Return a document an object, its keys named as the user says; `first` is the number of the first."""
    listed = list(rows)
    head = list(dict.fromkeys(key for row, _ in listed for key in row)) or ["text"]
    shown = []
    for number, (row, problem) in enumerate(listed, start=first):
        problem = problem or _find_kind(row.get(options.columns.get("text", "text")), f"row {number} of {name}")
        shown.append((["" if _is_missing(row.get(key)) else str(row[key]) for key in head], problem))
    return list_rows(head, shown, name, options, first)


def _is_missing(value: Any) -> bool:
    """Return whether a cell holds nothing: none, or what is no number."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def _find_kind(value: Any, where: str) -> str:
    """Return what is wrong with a text that is no string, "" where it is one or is not there."""
    if _is_missing(value) or isinstance(value, str):
        return ""
    kind = "a list" if hasattr(value, "__len__") else "a number"
    kind = {bool: "true or false", dict: "an object"}.get(type(value), kind)
    return f"{where} has {kind} as its text ({str(value)[:SHOWN]}); a text is one string: join its paragraphs"


def _read_rows(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return a document a row of a parquet table."""
    head, rows = split_table(read_parquet(io.BytesIO(raw), name), name, options)
    return list_rows(head, rows, name, options) or [refuse(name, NO_ROW)]


def split_table(
    table: pd.DataFrame, name: str, options: Options, first: int = 1
) -> tuple[list[str], list[tuple[list[str], str]]]:
    """Return the head of a table and its rows as text, each with "", or what is wrong with it."""
    theirs, shown = options.columns.get("text", "text"), show_cells(table)
    texts = table[theirs].tolist() if theirs in table else [""] * len(table)
    problems = [_find_kind(text, f"row {number} of {name}") for number, text in enumerate(texts, start=first)]
    cells = map(list, shown.itertuples(index=False, name=None))
    return list(shown.columns), list(zip(cells, problems, strict=True))


def list_rows(
    head: Sequence[str], rows: Iterable[tuple[list[str], str]], name: str, options: Options, first: int = 1
) -> list[Document]:
    """Return a document a row of a table.

    Parameters
    ----------
    head : sequence of str
        The names of its columns, theirs or ours.
    rows : iterable of (list of str, str)
        Cells, and what is wrong with the row.
    name : str
    options : Options
    first : int
        The number of the first row.

    Raises
    ------
    ValueError
        If there is no column `text`, or two columns have one name.
    """
    ours = {theirs: own for own, theirs in options.columns.items()}
    columns = [ours.get(column, column) for column in head]
    twice = next((column for n, column in enumerate(columns) if column and column in columns[:n]), None)
    if twice is not None:
        raise ValueError(f"{name} has two columns '{twice}'; rename one")
    if "text" not in columns:
        have = ", ".join(map(str, columns)) or "none"
        raise ValueError(f"{name} lacks the column 'text'; it has {have}: say which it is by --columns text=NAME")
    documents = []
    for number, (cells, problem) in enumerate(rows, start=first):
        row = dict(zip(columns, cells, strict=True))
        about = {key: str(row[key]).strip() for key in KNOWN if key in row}
        about["published"] = read_date(about.get("published", ""), options.dates)
        text = str(row["text"])
        problem = problem or find_problem(text, f"row {number} of {name}")
        documents.append(Document(text=text, problem=problem, **about))
    return documents


TABLES = {
    ".csv": _read_csv, ".tsv": _read_csv, ".xlsx": _read_xlsx, ".parquet": _read_rows, ".json": _read_json,
    ".jsonl": _read_lines,
}  # fmt: skip
