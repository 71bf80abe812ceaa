"""A file of any form -> its documents: text, title, date, author and outlet as far as the file tells them."""

import email
import email.policy
import gzip
import io
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.articles.dates import ORDERS, read_date
from analysis.corpus.articles.exports import split_export
from analysis.corpus.articles.raw_text import decode_article, find_problem
from analysis.corpus.articles.records import Document
from analysis.corpus.articles.table_files import read_cells, read_parquet

__all__ = ["FORMS", "TABLES", "Options", "make_options", "name_form", "read_documents"]

LARGEST = 100_000_000  # bytes of a file, or of what a .gz holds
BROKEN = (ValueError, KeyError, OSError, RuntimeError, TypeError, AttributeError, IndexError, RecursionError)
MISSING = "install what reads it: pip install 'readouts[formats]'"
ALIASES = {".htm": ".html", ".mht": ".mhtml", ".xls": "", ".doc": ""}


@dataclass(frozen=True)
class Options:
    """How the files of a folder are read: the encoding of text, the order of numeric dates, names of columns."""

    encoding: str = "utf-8"
    dates: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)  # ours: theirs


def make_options(encoding: str = "utf-8", dates: str = "", columns: str = "") -> Options:
    """Return the options that a user writes: `text=body,outlet=source` for columns.

    Raises
    ------
    ValueError
        If the order of dates is none, or a column is not written as OURS=THEIRS, or is none of ours.
    """
    if dates and dates not in ORDERS:
        raise ValueError(f"--dates is {', '.join(ORDERS)}, found {dates!r}")
    named = {}
    known = Document.__dataclass_fields__.keys() - {"problem", "source_file"}
    for pair in filter(None, columns.split(",")):
        ours, found, theirs = (part.strip() for part in pair.partition("="))
        if not (found and theirs) or ours not in known:
            raise ValueError(f"--columns has {pair!r}; write OURS=THEIRS, ours being one of {', '.join(sorted(known))}")
        named[ours] = theirs
    return Options(encoding, dates, named)


def read_documents(path: Path, name: str, options: Options | None = None) -> list[Document]:
    """Read all documents of a file.

    Parameters
    ----------
    path : path
    name : str
        What it is called in messages and in `source_file`.
    options : Options, optional

    Returns
    -------
    list of Document
        One where the file is one article; an export or a table has many, each with its own metadata and `source_file`
        NAME#1, NAME#2 ... What cannot be read is a document without text whose `problem` says why, and what to do.
    """
    options = options or Options()
    form = name_form(path)
    try:
        raw = _read_bytes(path, name)
        found = FORMS[form](raw, name, options)
    except ImportError as error:
        found = [_refuse(name, f"needs the package {error.name}; {MISSING}")]
    except BROKEN as error:
        # The libraries raise what they like on a broken file; the user hears one sentence in any case.
        why = str(error) if str(error).startswith(name) else f"{name} is no {form} that can be read ({_shorten(error)})"
        found = [Document(problem=f"{why.rstrip('.')}; save it anew, as .txt if nothing else helps")]
    if len(found) == 1:
        return [replace(found[0], source_file=name)]
    return [replace(own, source_file=f"{name}#{n}") for n, own in enumerate(found, start=1)]


def name_form(path: Path) -> str:
    """Return the form of a file by its ending, without .gz: a key of FORMS, or "" where there is none."""
    endings = [ending.lower() for ending in path.suffixes]
    if endings[-1:] == [".gz"]:
        endings = endings[:-1]
    ending = endings[-1] if endings else ""
    form = ALIASES.get(ending, ending)
    return form if form in FORMS else ""


def _shorten(error: Exception) -> str:
    """Return the first line of what a library says."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120]


def _refuse(name: str, why: str) -> Document:
    """Return what stands for a document that cannot be read."""
    return Document(problem=f"{name} {why}")


def _read_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a file, those of a .gz unpacked; raise if there are too many."""
    if path.stat().st_size > LARGEST:
        raise ValueError(f"{name} has over {LARGEST // 1_000_000} MB; no article is so long: take out what is none")
    raw = path.read_bytes()
    if path.suffix.lower() != ".gz":
        return raw
    try:
        with gzip.open(io.BytesIO(raw)) as packed:
            raw = packed.read(LARGEST + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ValueError(f"{name} is no .gz that can be unpacked ({_shorten(error)})") from error
    if len(raw) > LARGEST:
        raise ValueError(f"{name} unpacks to over {LARGEST // 1_000_000} MB; split it")
    return raw


def _read_text(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return the article of a text file, or those of an export."""
    text, problem = decode_article(raw, _find_encoding(raw, options.encoding), name)
    return split_export(text, options.dates) or [Document(text=text, problem=problem)]


def _find_encoding(raw: bytes, encoding: str) -> str:
    """Return the encoding asked for; with `auto` UTF-8 where it fits, else the likeliest."""
    if encoding != "auto":
        return encoding
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        found = list(from_bytes(raw))
        # Of several that fit alike the commonest on the machines that such files come from.
        western = [own for own in found if "cp1252" in (own.encoding, *own.could_be_from_charset)]
        if western and western[0].chaos <= found[0].chaos:
            return "cp1252"
        return found[0].encoding if found else "utf-8"
    return "utf-8"


def _read_html(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return the article of a web page: its main text by trafilatura, without the site around it."""
    import trafilatura

    page = trafilatura.load_html(raw)
    found = None if page is None else trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    about = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    text, title = about.get("text") or "", about.get("title") or ""
    if not text.strip():
        return [_refuse(name, "has no article that can be found in its HTML; save the text of the page")]
    if exported := split_export(text, options.dates):
        return exported
    return [
        Document(
            text=text if not title or text.startswith(title) else f"{title}\n\n{text}",
            title=title,
            published=read_date(about.get("date") or "", options.dates),
            credit=about.get("author") or "",
            outlet=about.get("sitename") or about.get("hostname") or "",
        )
    ]


def _read_mail(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return the article of a message or of a page saved as one (.eml, .mhtml)."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(("plain", "html")) or next(
        (part for part in message.walk() if part.get_content_type() == "text/html"), None
    )
    if body is None:
        return [_refuse(name, "has no part with text")]
    content = body.get_content()
    head = {key: str(message.get(key, "") or "").strip() for key in ("Subject", "Date", "From")}
    if body.get_content_type() == "text/html":
        [document, *_] = _read_html(content.encode("utf-8"), name, options)
    else:
        document = Document(text=content, problem=find_problem(content, name))
    sent = read_date(head["Date"], options.dates)
    return [
        replace(
            document, title=document.title or head["Subject"], published=document.published or sent,
            credit=document.credit or (head["From"] if not name.lower().endswith((".mhtml", ".mht")) else ""),
        )
    ]  # fmt: skip


def _read_docx(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return the article of a Word file, or those of an export."""
    import docx

    try:
        opened = docx.Document(io.BytesIO(raw))
    except Exception as error:
        raise ValueError(f"{name} is no .docx that can be read, whatever its ending says") from error
    text = "\n\n".join(paragraph.text for paragraph in opened.paragraphs if paragraph.text.strip())
    return split_export(text, options.dates) or [
        Document(text=text, title=opened.core_properties.title or "", problem=find_problem(text, name))
    ]


def _read_pdf(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return the article of a PDF, page after page, or those of an export."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
    except pypdf.errors.PyPdfError as error:
        raise ValueError(f"{name} is no .pdf that can be read ({_shorten(error)})") from error
    if reader.is_encrypted and not reader.decrypt(""):
        return [_refuse(name, "is protected by a password; save it without one")]
    text = "\n\n".join(page.extract_text() for page in reader.pages).strip()
    if not text:
        return [_refuse(name, "has no text, only pictures of it; read it with a text recognition and save that")]
    title = str((reader.metadata.title if reader.metadata else "") or "")
    return split_export(text, options.dates) or [Document(text=text, title=title, problem=find_problem(text, name))]


def _read_rtf(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return the article of a .rtf, or those of an export."""
    from striprtf.striprtf import rtf_to_text

    if not raw.lstrip().startswith(b"{\\rtf"):
        raise ValueError(f"{name} is no .rtf, whatever its ending says")
    text = rtf_to_text(raw.decode("latin-1"), errors="replace")
    return split_export(text, options.dates) or [Document(text=text, problem=find_problem(text, name))]


def _read_csv(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return a document a row of a csv or tsv."""
    return _list_rows(read_cells(raw, name), name, options)


def _read_xlsx(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return a document a row of the first sheet of a workbook."""
    import openpyxl

    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        return [_refuse(name, "is protected by a password, or an old .xls; save it as .xlsx without a password")]
    try:
        sheet = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True).worksheets[0]
    except Exception as error:
        raise ValueError(f"{name} is no .xlsx that can be read, whatever its ending says") from error
    rows = [[_show_cell(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2:
        return [_refuse(name, f"has an empty sheet {sheet.title!r}; its first row names the columns")]
    return _list_rows(pd.DataFrame(rows[1:], columns=rows[0], dtype=object), name, options)


def _show_cell(cell: Any) -> str:
    """Return a cell as text, a date as YYYY-MM-DD."""
    if cell is None:
        return ""
    return cell.date().isoformat() if hasattr(cell, "date") else str(cell)


def _read_json(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return a document an object: a list of them, or one a line."""
    text, problem = decode_article(raw, _find_encoding(raw, options.encoding), name)
    if problem:
        return [Document(problem=problem)]
    try:
        parsed = json.loads(text) if name_form(Path(name)) == ".json" else list(map(json.loads, text.splitlines()))
    except json.JSONDecodeError as error:
        raise ValueError(f"{name} is no JSON ({_shorten(error)})") from error
    rows = parsed if isinstance(parsed, list) else [parsed]
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise ValueError(f"{name} should hold objects with a key 'text', an article each")
    shown = [{key: "" if value is None else str(value) for key, value in row.items()} for row in rows]
    return _list_rows(pd.DataFrame(shown).fillna(""), name, options)


def _read_parquet(raw: bytes, name: str, options: Options) -> list[Document]:
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
    return documents or [_refuse(name, "has no row; it needs one for each article")]


FORMS: dict[str, Callable[[bytes, str, Options], list[Document]]] = {
    ".txt": _read_text, ".html": _read_html, ".mhtml": _read_mail, ".eml": _read_mail, ".docx": _read_docx,
    ".pdf": _read_pdf, ".rtf": _read_rtf, ".csv": _read_csv, ".tsv": _read_csv, ".xlsx": _read_xlsx,
    ".parquet": _read_parquet, ".json": _read_json, ".jsonl": _read_json,
}  # fmt: skip
TABLES = frozenset({".csv", ".tsv", ".xlsx", ".parquet", ".json", ".jsonl"})
