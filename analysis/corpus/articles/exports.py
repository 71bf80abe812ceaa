"""The export of a news archive (Factiva, Nexis, ProQuest) -> its articles, each with its own metadata."""

import re
from collections.abc import Iterator

from analysis.corpus.articles.dates import read_date
from analysis.corpus.articles.records import Document

__all__ = ["split_export"]

# Factiva closes an article with its number; its fields stand in columns (HD, SN, PD ...) or as bare lines.
FACTIVA = re.compile(r"^[ \t]*Document [A-Za-z]{2,8}\d[A-Za-z0-9]{12,}[ \t]*$", re.M)
FACTIVA_FIELD = re.compile(
    r"^(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|PUB|AN)(?:[ \t]+(?=\S)|[ \t]*$)", re.M
)
WORDS = re.compile(r"^\s*[\d,.]+ words\s*$", re.M | re.I)
LANGUAGES = re.compile(r"^(English|Russian|Spanish|German|French|Ukrainian|Chinese|Arabic|Portuguese|Italian)$")
# Nexis closes an article with these words; the older LexisNexis heads it with its number.
NEXIS = re.compile(r"^[ \t]*End of Document[ \t]*$", re.M)
LEXIS = re.compile(r"^[ \t]*\d+ of \d+ DOCUMENTS[ \t]*$", re.M)
NEXIS_FIELD = re.compile(
    r"^[ \t]*(Length|Byline|Section|Load-Date|Dateline|Language|Publication-Type|Body)[ \t]*:?[ \t]*", re.M | re.I
)
DAY = re.compile(
    r"^\s*(?:\w+day,? )?(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b.{0,14}?\d{4}\b.*$", re.M,
)  # fmt: skip
# ProQuest rules a line of underscores between articles, and names every field.
PROQUEST = re.compile(r"^_{20,}[ \t]*$", re.M)
PROQUEST_FIELD = re.compile(r"^([A-Z][A-Za-z /&()-]{1,40}): ?", re.M)

PROQUEST_KEYS = frozenset((
    "Title", "Author", "Publication info", "Publication title", "Publication date", "Publication year",
    "Full text", "Abstract", "Subject", "Location", "Company / organization", "People", "Pages", "Section",
    "Publisher", "Place of publication", "Country of publication", "Publication subject", "ISSN", "Source type",
    "Language of publication", "Document type", "Document URL", "ProQuest document ID", "Copyright",
    "Last updated", "Database", "Links", "Identifier / keyword", "Credit", "Dateline", "Column", "Volume", "Issue",
    "First page", "Year", "Classification",
))  # fmt: skip


def split_export(text: str, dates: str = "") -> list[Document]:
    """Return the articles of an export, none where the text is no export.

    Parameters
    ----------
    text : str
    dates : {"", "dmy", "mdy", "ymd"}

    Returns
    -------
    list of Document
        In order. An article that is cut off at the end is one with a `problem`.
    """
    for reader in (_split_factiva, _split_nexis, _split_proquest):
        documents = list(reader(text, dates))
        if documents:
            return documents
    return []


def _refuse_rest(rest: str, archive: str) -> Iterator[Document]:
    """Yield what stands for an article whose end is missing, if there is any."""
    if len(rest.split()) > 30:
        opening = " ".join(rest.split()[:6])
        yield Document(problem=f"an article in an export of {archive} is cut off ({opening} ...); export it anew")


def _split_factiva(text: str, dates: str) -> Iterator[Document]:
    """Yield the articles of an export of Factiva."""
    begin = 0
    for end in FACTIVA.finditer(text):
        part = text[begin : end.start()]
        begin = end.end()
        yield _read_factiva(part, dates)
    if begin:
        yield from _refuse_rest(text[begin:], "Factiva")


def _read_factiva(part: str, dates: str) -> Document:
    """Return one article of Factiva."""
    fields = list(FACTIVA_FIELD.finditer(part))
    if len(fields) >= 4:
        ends = [field.start() for field in fields[1:]] + [len(part)]
        found = {field[1]: part[field.end() : end].strip() for field, end in zip(fields, ends, strict=True)}
        body = "\n\n".join(filter(None, (found.get("HD", ""), found.get("LP", ""), found.get("TD", ""))))
        return Document(
            text=body, title=_join_lines(found.get("HD", "")), published=read_date(found.get("PD", ""), dates),
            credit=_join_lines(found.get("BY", "")), outlet=_join_lines(found.get("SN", "")),
        )  # fmt: skip
    lines = [line.strip() for line in part.strip().splitlines()]
    counted = next((n for n, line in enumerate(lines) if WORDS.match(line)), 0)
    head = [line for line in lines[:counted] if line]
    rest = [line for line in lines[counted + 1 :] if line][:8]
    day = next((n for n, line in enumerate(rest) if DAY.match(line)), None)
    outlet = next((line for line in rest[(day or 0) + 1 :] if not re.match(r"^[\d:]+( GMT)?$", line)), "")
    start = _find_body(lines, counted)
    title = head[0] if head else ""
    by = next((line for line in head[1:] if line.lower().startswith("by ")), "")
    text = "\n".join([title, "", *lines[start:]]).strip()
    published = read_date(rest[day], dates) if day is not None else ""
    return Document(text=text, title=title, published=published, credit=by[3:], outlet=outlet)


def _find_body(lines: list[str], counted: int) -> int:
    """Return where the body of a bare article of Factiva begins: after its copyright, else its language."""
    for n in range(counted, min(len(lines), counted + 16)):
        if re.match(r"(?i)^(?:\(c\)|©|copyright)", lines[n]):
            return n + 1
    for n in range(counted, min(len(lines), counted + 16)):
        if LANGUAGES.match(lines[n]):
            return n + 1
    return counted + 1


def _split_nexis(text: str, dates: str) -> Iterator[Document]:
    """Yield the articles of an export of Nexis, or of the older LexisNexis."""
    ends = list(NEXIS.finditer(text))
    if ends:
        begins = [0, *(end.end() for end in ends)]
        for begin, end in zip(begins, ends, strict=False):
            yield _read_nexis(text[begin : end.start()], dates)
        yield from _refuse_rest(text[begins[-1] :], "Nexis")
        return
    heads = list(LEXIS.finditer(text))
    if not heads:
        return
    for head, stop in zip(heads, [*(h.start() for h in heads[1:]), len(text)], strict=True):
        yield _read_nexis(text[head.end() : stop], dates)


def _read_nexis(part: str, dates: str) -> Document:
    """Return one article of Nexis: title, source and day stand above the first field, the text below the last."""
    fields = list(NEXIS_FIELD.finditer(part))
    first = fields[0].start() if fields else len(part)
    head = [line.strip() for line in part[:first].strip().splitlines() if line.strip()]
    head = [line for line in head if not re.match(r"(?i)^(copyright|©|\(c\)|all rights reserved|page \d+ of)", line)]
    day = next((n for n, line in enumerate(head) if DAY.match(line)), None)
    named = [line for n, line in enumerate(head) if n != day]
    values = {f[1].lower(): part[f.end() :].splitlines()[0].strip() if part[f.end() :] else "" for f in fields}
    opening = next((f.end() for f in fields if f[1].lower() == "body"), None)
    above = [f for f in fields if f[1].lower() in ("length", "byline", "section", "dateline")]
    start = opening if opening is not None else _skip_line(part, above[-1].end()) if above else first
    close = next((f.start() for f in fields if f[1].lower() == "load-date" and f.start() > start), len(part))
    older = day == 1 and len(named) > 1  # source, day, title; today title, source, day
    outlet, title = (named[0], named[-1]) if older else ([*named, "", ""][1], [*named, ""][0])
    body = part[start:close].strip()
    return Document(
        text=f"{title}\n\n{body}".strip(), title=title, outlet=outlet, credit=values.get("byline", ""),
        published=read_date(head[day], dates) if day is not None else "",
    )  # fmt: skip


def _skip_line(part: str, place: int) -> int:
    """Return where the line after a place begins."""
    end = part.find("\n", place)
    return len(part) if end < 0 else end + 1


def _split_proquest(text: str, dates: str) -> Iterator[Document]:
    """Yield the articles of an export of ProQuest."""
    if len(PROQUEST.findall(text)) < 1 or not re.search(r"^(?:Full text|Abstract): ", text, re.M):
        return
    for part in PROQUEST.split(text):
        fields = list(PROQUEST_FIELD.finditer(part))
        found: dict[str, str] = {}
        stops = [field.start() for field in fields if field[1] in PROQUEST_KEYS]
        for field in fields:
            if field[1] in PROQUEST_KEYS:
                stop = next((s for s in stops if s > field.start()), len(part))
                found.setdefault(field[1], part[field.end() : stop].strip())
        body = found.get("Full text", "")
        if not found.get("Title") and not body:
            continue
        if not body:
            yield Document(
                problem=f"an article in an export of ProQuest has no full text ({found['Title']}); export it"
            )
            continue
        outlet = found.get("Publication title", "") or found.get("Publication info", "")
        yield Document(
            text=f"{found.get('Title', '')}\n\n{body}".strip(), title=found.get("Title", ""),
            published=read_date(found.get("Publication date", ""), dates), credit=found.get("Author", ""),
            outlet=re.split(r";|\s{2,}", outlet)[0].strip(),
        )  # fmt: skip


def _join_lines(text: str) -> str:
    """Return a field on one line."""
    return " ".join(text.split())
