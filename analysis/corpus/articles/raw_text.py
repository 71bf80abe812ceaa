"""Bytes of a file -> the text of an article, or why it is none."""

import codecs
import re

from analysis.corpus.articles.records import NO_ENCODING

__all__ = ["decode_article", "find_problem", "is_garbled"]

MARKED = {codecs.BOM_UTF8: "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
BOM = "\ufeff"
HTML = re.compile(r"<(?:!doctype|html|div|p|span|script|body|head|meta|article)\b[^>]*>", re.I)
TAGS = 5  # html tags from which on a text is a page
ADDRESS = re.compile(r"^\s*(?:https?://|www\.)\S+\s*$", re.I)
# What UTF-8 looks like when it is read as cp1252 or latin-1.
MOJIBAKE = re.compile("â€[™œ\x9d\x93\x94\x99]|â\x80[\x90-\x9f]|Ã[\x80-\xbf©¨¼¶¤±³]")


def decode_article(raw: bytes, encoding: str, name: str) -> tuple[str, str]:
    """Return the text of a file and "", or "" and the sentence that says why it cannot be read.

    Parameters
    ----------
    raw : bytes
    encoding : str
        The one asked for; a byte-order mark in the file goes before it.
    name : str
        Of the file, for the sentence.

    Returns
    -------
    text, problem : str
        A byte-order mark becomes a space, so that offsets count the characters of the file.

    Raises
    ------
    ValueError
        If there is no such encoding.
    """
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise ValueError(f"{NO_ENCODING} {encoding!r}; pass --encoding utf-8, cp1252 or utf-16, say") from error
    marked = next((known for mark, known in MARKED.items() if raw.startswith(mark)), "")
    try:
        text = raw.decode(marked or encoding)
    except UnicodeDecodeError as error:
        byte = f"byte 0x{raw[error.start]:02x} at offset {error.start}"
        other = "utf-8" if encoding.lower().replace("-", "") != "utf8" else "cp1252"
        return "", f"{name} is not {(marked or encoding).upper()} ({byte}); pass --encoding, e.g. {other}"
    if text.startswith(BOM):
        text = " " + text[1:]
    problem = find_problem(text, name)
    return ("", problem) if problem else (text, "")


def find_problem(text: str, name: str) -> str:
    """Return why a text is no article, "" where it may be one."""
    if not text.strip():
        return f"{name} is empty; every article needs text"
    if "\x00" in text:
        return f"{name} has NUL characters; it is UTF-16 or no text: save it as UTF-8, or pass --encoding utf-16"
    if len(HTML.findall(text)) >= TAGS or re.match(r"\s*(?:<!doctype html|<html\b)", text, re.I):
        return f"{name} is HTML; save the text of the page"
    lines = [line for line in text.splitlines() if line.strip()]
    if all(ADDRESS.match(line) for line in lines):
        return f"{name} is a list of addresses; put the article's text there"
    return ""


def is_garbled(text: str) -> bool:
    """Return whether a text reads as UTF-8 decoded in a wrong encoding: `donâ€™t`."""
    return len(MOJIBAKE.findall(text)) > 1
