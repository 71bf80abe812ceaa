"""The bytes of a table -> a document a row: csv, tsv, xlsx, parquet, json, jsonl."""

import io
import json
from typing import Any

import pandas as pd

from analysis.corpus.articles.dates import read_date
from analysis.corpus.articles.raw_text import decode_article, find_problem
from analysis.corpus.articles.records import Document, Options, check_packed, find_encoding, refuse, shorten
from analysis.corpus.articles.table_files import read_cells, read_parquet

__all__ = ["TABLES"]


def _read_csv(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return a document a row of a csv or tsv."""
    return _list_rows(read_cells(raw, name), name, options)


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
    return _list_rows(pd.DataFrame(rows[1:], columns=rows[0], dtype=object), name, options)


def _show_cell(cell: Any) -> str:
    """Return a cell as text, a date as YYYY-MM-DD."""
    if cell is None:
        return ""
    return cell.date().isoformat() if hasattr(cell, "date") else str(cell)


def _read_json(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return a document an object: a list of them, or one a line."""
    text, problem = decode_article(raw, find_encoding(raw, options.encoding), name)
    if problem:
        return [Document(problem=problem)]
    try:
        parsed = (
            json.loads(text)
            if not name.removesuffix(".gz").lower().endswith(".jsonl")
            else list(map(json.loads, text.splitlines()))
        )
    except json.JSONDecodeError as error:
        raise ValueError(f"{name} is no JSON ({shorten(error)})") from error
    rows = parsed if isinstance(parsed, list) else [parsed]
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise ValueError(f"{name} should hold objects with a key 'text', an article each")
    shown = [{key: "" if value is None else str(value) for key, value in row.items()} for row in rows]
    return _list_rows(pd.DataFrame(shown).fillna(""), name, options)


def _read_rows(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return a document a row of a parquet table."""
    return _list_rows(read_parquet(io.BytesIO(raw), name), name, options)


def _list_rows(table: pd.DataFrame, name: str, options: Options) -> list[Document]:
    """Return a document a row of a table, its columns named as the user says."""
    table = table.rename(columns={theirs: ours for ours, theirs in options.columns.items()})
    twice = table.columns[table.columns.duplicated()]
    if len(twice):
        raise ValueError(f"{name} has two columns '{twice[0]}'; rename one")
    if "text" not in table:
        have = ", ".join(map(str, table.columns)) or "none"
        raise ValueError(f"{name} lacks the column 'text'; it has {have}: say which it is by --columns text=NAME")
    known = Document.__dataclass_fields__.keys() - {"text", "problem", "source_file"}
    documents = []
    for number, row in enumerate(table.to_dict("records"), start=1):
        text = str(row["text"])
        about = {key: str(row[key]).strip() for key in known if key in row}
        about["published"] = read_date(about.get("published", ""), options.dates)
        documents.append(Document(text=text, problem=find_problem(text, f"row {number} of {name}"), **about))
    return documents or [refuse(name, "has no row; it needs one for each article")]


TABLES = {
    ".csv": _read_csv, ".tsv": _read_csv, ".xlsx": _read_xlsx, ".parquet": _read_rows, ".json": _read_json,
    ".jsonl": _read_json,
}  # fmt: skip
