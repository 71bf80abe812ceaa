"""A file of any form -> its documents: text, title, date, author and outlet as far as the file tells them."""

import email
import email.policy
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

from analysis.corpus.articles.dates import read_date
from analysis.corpus.articles.exports import split_export
from analysis.corpus.articles.large_tables import LARGE, STREAMED, count_rows, stream_rows
from analysis.corpus.articles.raw_text import decode_article, find_problem
from analysis.corpus.articles.records import (
    LARGEST,
    NO_ENCODING,
    SURROGATE,
    Document,
    Options,
    check_packed,
    find_encoding,
    refuse,
    shorten,
)
from analysis.corpus.articles.row_documents import TABLES

__all__ = ["FORMS", "name_form", "open_documents", "read_documents"]

LONGEST = 5_000_000  # characters of a text: the longest novels have three million
MISSING = "install what reads it: pip install 'readouts[formats]'"
ALIASES = {".htm": ".html", ".mht": ".mhtml", ".xls": "", ".doc": ""}


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
        found = _read_form(raw, form, name, options)
    except ImportError as error:
        found = [refuse(name, f"needs the package {error.name}; {MISSING}")]
    except (ValueError, OSError) as error:
        found = [Document(problem=_say_broken(error, name, form))]
    if len(found) == 1:
        return [_name_document(found[0], name)]
    return [_name_document(own, f"{name}#{n}") for n, own in enumerate(found, start=1)]


def _say_broken(error: Exception, name: str, form: str) -> str:
    """Return why a file cannot be read and what to do; a table that says so itself is no better off as .txt."""
    told = str(error).rstrip(".")
    if told.startswith(NO_ENCODING):
        return told
    why = told if told.startswith(name) else f"{name} is no {form} that can be read ({shorten(error)})"
    return why if form in TABLES and why == told else f"{why}; save it anew, as .txt if nothing else helps"


def _name_document(document: Document, name: str) -> Document:
    """Return a document with the name of where it stands, and without its text where no file or article can hold it."""
    halves = next(filter(None, map(SURROGATE.search, filter(None, asdict(document).values()))), None)
    if halves:
        half = f"half of a character, U+{ord(halves[0]):04X}"
        return Document(source_file=name, problem=f"{name} has {half}: a text was cut inside it; take it out")
    if len(document.text) > LONGEST and not document.problem:
        problem = f"{name} has {len(document.text):,} characters; no article is so long: make each of its articles one"
        return replace(document, text="", source_file=name, problem=problem)
    return replace(document, source_file=name)


def open_documents(path: Path, name: str, options: Options | None = None) -> tuple[int, Iterator[Document]]:
    """Return how many documents a file has, and these as read_documents names them; a large table is read by and by."""
    form = name_form(path)
    if form not in STREAMED or path.stat().st_size < LARGE:
        found = read_documents(path, name, options)
        return len(found), iter(found)
    options = options or Options()
    rows = enumerate(stream_rows(path, form, name, options), start=1)
    return count_rows(path, form, options), (_name_document(own, f"{name}#{n}") for n, own in rows)


def name_form(path: Path) -> str:
    """Return the form of a file by its ending, without .gz: a key of FORMS, or "" where there is none."""
    endings = [ending.lower() for ending in path.suffixes]
    if endings[-1:] == [".gz"]:
        endings = endings[:-1]
    ending = endings[-1] if endings else ""
    form = ALIASES.get(ending, ending)
    return form if form in FORMS else ""


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
        raise ValueError(f"{name} is no .gz that can be unpacked ({shorten(error)})") from error
    if len(raw) > LARGEST:
        raise ValueError(f"{name} unpacks to over {LARGEST // 1_000_000} MB; split it")
    return raw


def _read_form(raw: bytes, form: str, name: str, options: Options) -> list[Document]:
    """Return the documents of a file of a form; whatever a library raises on a broken file is a ValueError."""
    try:
        return FORMS[form](raw, name, options)
    except ImportError:
        raise
    except Exception as error:  # theirs to choose: pypdf and email have errors of their own
        raise ValueError(str(error) or type(error).__name__) from error


def _read_text(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return the article of a text file, or those of an export."""
    text, problem = decode_article(raw, find_encoding(raw, options.encoding), name)
    return split_export(text, options.dates) or [Document(text=text, problem=problem)]


def _read_html(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return the article of a web page: its main text by trafilatura, without the site around it."""
    import trafilatura

    page = trafilatura.load_html(raw)
    found = None if page is None else trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    about = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    text, title = about.get("text") or "", about.get("title") or ""
    if not text.strip():
        return [refuse(name, "has no article that can be found in its HTML; save the text of the page")]
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
        return [refuse(name, "has no part with text")]
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

    check_packed(raw, name)
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
        raise ValueError(f"{name} is no .pdf that can be read ({shorten(error)})") from error
    if reader.is_encrypted and not reader.decrypt(""):
        return [refuse(name, "is protected by a password; save it without one")]
    text = "\n\n".join(page.extract_text() for page in reader.pages).strip()
    if not text:
        return [refuse(name, "has no text, only pictures of it; read it with a text recognition and save that")]
    title = str((reader.metadata.title if reader.metadata else "") or "")
    return split_export(text, options.dates) or [Document(text=text, title=title, problem=find_problem(text, name))]


def _read_rtf(raw: bytes, name: str, options: Options) -> list[Document]:
    """Return the article of a .rtf, or those of an export."""
    from striprtf.striprtf import rtf_to_text

    if not raw.lstrip().startswith(b"{\\rtf"):
        raise ValueError(f"{name} is no .rtf, whatever its ending says")
    text = rtf_to_text(raw.decode("latin-1"), errors="replace")
    return split_export(text, options.dates) or [Document(text=text, problem=find_problem(text, name))]


FORMS: dict[str, Callable[[bytes, str, Options], list[Document]]] = {
    ".txt": _read_text, ".html": _read_html, ".mhtml": _read_mail, ".eml": _read_mail, ".docx": _read_docx,
    ".pdf": _read_pdf, ".rtf": _read_rtf, **TABLES,
}  # fmt: skip
