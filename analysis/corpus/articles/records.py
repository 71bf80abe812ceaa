"""What is known of one document before it is an article, and how files are read."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.corpus.articles.dates import ORDERS

__all__ = [
    "LARGEST",
    "NO_ENCODING",
    "SURROGATE",
    "Document",
    "Options",
    "check_packed",
    "find_encoding",
    "make_options",
    "refuse",
    "shorten",
]

NO_ENCODING = "there is no encoding"  # how the sentence begins, which is about no file
LARGEST = 100_000_000  # bytes of a file, or of what a packed one holds
SURROGATE = re.compile("[\ud800-\udfff]")  # one of the two halves in which some systems keep a character


@dataclass(frozen=True)
class Document:
    """A document with what its file tells of it; `problem` says why it cannot be read, "" where it can."""

    text: str = ""
    title: str = ""
    published: str = ""
    credit: str = ""
    outlet: str = ""
    doc_id: str = ""
    genre: str = ""
    counterparts: str = ""
    event: str = ""
    language: str = ""
    source_file: str = ""
    problem: str = ""


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


def find_encoding(raw: bytes, encoding: str) -> str:
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


def check_packed(raw: bytes, name: str) -> None:
    """Raise if a packed file (.docx, .xlsx) would unpack to more than LARGEST bytes; what is not packed may pass."""
    try:
        size = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(raw)).infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return
    if size > LARGEST:
        raise ValueError(f"{name} unpacks to over {LARGEST // 1_000_000} MB; no article is so long")


def shorten(error: Exception) -> str:
    """Return the first line of what a library says."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120]


def refuse(name: str, why: str) -> Document:
    """Return what stands for a document that cannot be read."""
    return Document(problem=f"{name} {why}")
