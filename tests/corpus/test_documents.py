import base64
import gzip
import io
import json
import zipfile

import docx
import openpyxl
import pandas as pd
import pypdf
import pytest
import typst

from analysis.corpus.articles import dates, documents, exports, records

BODY = [
    "The chancellor said on Tuesday that the ferry between the two coasts would run again from June.",
    "Fishermen on the northern shore had asked for it since the storm of last winter broke the old pier.",
    "Her counterpart welcomed the step and promised to send engineers before the end of the month.",
    "No date was given for the first crossing, and the harbour office did not answer questions on Tuesday evening.",
]
TITLE = "Ferry to run again from June"
TEXT = "\n\n".join([TITLE, *BODY])
PAGE = (
    f'<!DOCTYPE html><html lang="en"><head><title>{TITLE}</title><meta property="og:site_name" content="The Lantern">'
    '<meta name="author" content="Ada Holt"><meta property="article:published_time" content="2021-03-02T09:00:00Z">'
    f"</head><body><nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article><h1>{TITLE}</h1>"
    + "".join(f"<p>{line}</p>" for line in BODY)
    + "</article><footer>All rights reserved. Subscribe to our newsletter.</footer></body></html>"
)


def write_docx(path):
    made = docx.Document()
    for line in [TITLE, *BODY]:
        made.add_paragraph(line)
    made.save(path)


def write_pdf(path):
    source = path.with_suffix(".typ")
    source.write_text("\n\n".join([TITLE, *BODY]), encoding="utf-8")
    typst.compile(str(source), output=str(path))
    source.unlink()


def write_rtf(path):
    path.write_bytes(b"{\\rtf1\\ansi " + b"\\par\n".join(line.encode() for line in [TITLE, *BODY]) + b"}")


def write_mail(path, kind="plain"):
    content = TEXT if kind == "plain" else PAGE
    head = f"From: Ada Holt <ada@lantern.example>\nSubject: {TITLE}\nDate: Tue, 02 Mar 2021 09:00:00 +0000\n"
    head += "MIME-Version: 1.0\n"
    coded = base64.encodebytes(content.encode()).decode()
    path.write_text(
        f"{head}Content-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{coded}",
        encoding="ascii",
    )


def write_mhtml(path):
    part = base64.encodebytes(PAGE.encode()).decode()
    path.write_text(
        f"From: <Saved by a browser>\nSubject: {TITLE}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; boundary="x"\n\n'
        f"--x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{part}\n--x--\n",
        encoding="ascii",
    )


ROWS = [{"doc_id": "ferry", "outlet": "The Lantern", "published": "2021-03-02", "title": TITLE, "text": TEXT}]


def write_xlsx(path, rows=ROWS):
    book = openpyxl.Workbook()
    for row in [list(rows[0]), *[list(row.values()) for row in rows]] if rows else []:
        book.active.append(row)
    book.save(path)


def write_gz(path):
    path.write_bytes(gzip.compress(TEXT.encode()))


WRITERS = {
    "a.txt": lambda path: path.write_text(TEXT, encoding="utf-8"),
    "a.TXT": lambda path: path.write_text(TEXT, encoding="utf-16"),
    "a.html": lambda path: path.write_text(PAGE, encoding="utf-8"),
    "a.htm": lambda path: path.write_text(PAGE, encoding="utf-8"),
    "a.mhtml": write_mhtml,
    "a.eml": write_mail,
    "page.eml": lambda path: write_mail(path, "html"),
    "a.docx": write_docx,
    "a.pdf": write_pdf,
    "a.rtf": write_rtf,
    "a.csv": lambda path: pd.DataFrame(ROWS).to_csv(path, index=False),
    "b.csv": lambda path: pd.DataFrame(ROWS).to_csv(path, index=False, sep=";", encoding="utf-8-sig"),
    "a.tsv": lambda path: pd.DataFrame(ROWS).to_csv(path, index=False, sep="\t"),
    "a.xlsx": write_xlsx,
    "a.parquet": lambda path: pd.DataFrame(ROWS).to_parquet(path),
    "a.json": lambda path: path.write_text(json.dumps(ROWS), encoding="utf-8"),
    "a.jsonl": lambda path: path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8"),
    "a.txt.gz": write_gz,
    "a.csv.gz": lambda path: pd.DataFrame(ROWS).to_csv(path, index=False),
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_form_gives_its_article(tmp_path, name):
    WRITERS[name](tmp_path / name)
    [found] = documents.read_documents(tmp_path / name, name)
    assert found.problem == "" and found.source_file == name
    words = " ".join(found.text.split())
    assert all(line in words for line in BODY)
    assert "newsletter" not in words and "Sport" not in words


@pytest.mark.parametrize("name", ["a.html", "a.mhtml", "page.eml"])
def test_a_page_tells_its_title_day_author_and_site(tmp_path, name):
    WRITERS[name](tmp_path / name)
    [found] = documents.read_documents(tmp_path / name, name)
    assert (found.title, found.published, found.credit, found.outlet) == (
        TITLE,
        "2021-03-02",
        "Ada Holt",
        "The Lantern",
    )


def test_a_table_of_others_is_read_by_the_names_of_its_columns(tmp_path):
    pd.DataFrame({"body": [TEXT], "source": ["The Lantern"], "day": ["2/3/2021"]}).to_csv(
        tmp_path / "t.csv", index=False
    )
    options = records.make_options(dates="dmy", columns="text=body,outlet=source,published=day")
    [found] = documents.read_documents(tmp_path / "t.csv", "t.csv", options)
    assert (found.outlet, found.published) == ("The Lantern", "2021-03-02")
    [lost] = documents.read_documents(tmp_path / "t.csv", "t.csv")
    assert "lacks the column 'text'; it has body, source, day: say which it is by --columns text=NAME" in lost.problem


def test_a_row_each_is_a_document_with_a_number(tmp_path):
    pd.DataFrame(ROWS * 2).to_json(tmp_path / "t.jsonl", orient="records", lines=True)
    found = documents.read_documents(tmp_path / "t.jsonl", "t.jsonl")
    assert [own.source_file for own in found] == ["t.jsonl#1", "t.jsonl#2"]


@pytest.mark.parametrize("option", ["text", "text=", "body=text", "=body"])
def test_columns_that_name_nothing_are_refused(option):
    with pytest.raises(ValueError, match="write OURS=THEIRS, ours being one of counterparts, credit, doc_id"):
        records.make_options(columns=option)


def test_an_encoding_is_guessed_only_where_it_is_asked_for(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.replace("chancellor", "chancelière d’État").encode("cp1252"))
    [refused] = documents.read_documents(path, "a.txt")
    assert "pass --encoding" in refused.problem
    [found] = documents.read_documents(path, "a.txt", records.make_options("auto"))
    assert "chancelière d’État" in found.text


def scan():
    writer, made = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(made)
    return made.getvalue()


def locked(tmp_path):
    write_pdf(tmp_path / "open.pdf")
    writer, made = pypdf.PdfWriter(tmp_path / "open.pdf"), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(made)
    return made.getvalue()


def zipped():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("readme", "no Word")
    return made.getvalue()


def without(tmp_path, *parts):
    write_pdf(tmp_path / "whole.pdf")
    raw = (tmp_path / "whole.pdf").read_bytes()
    for part in parts:
        assert part in raw
        raw = raw.replace(part, b"/Nothing")
    return raw


def mail_in(charset):
    return f"Subject: x\nContent-Type: text/plain; charset={charset}\n\nThe ferry runs.\n".encode()


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        # What a fuzzer guided by coverage found (benchmarks/fuzz.py): errors that are the libraries' own.
        ("a.pdf", lambda at: without(at, b"/Root", b"/Catalog"), "a.pdf is no .pdf that can be read"),
        ("a.pdf", lambda at: without(at, b"endstream"), "a.pdf is no .pdf that can be read"),
        ("a.eml", lambda _: mail_in("utf-9"), "a.eml is no .eml that can be read (unknown encoding: utf-9)"),
        ("a.pdf", locked, "a.pdf is protected by a password; save it without one"),
        ("a.pdf", lambda _: scan(), "a.pdf has no text, only pictures of it"),
        ("a.pdf", lambda _: b"%PDF-1.4 cut", "a.pdf is no .pdf that can be read"),
        ("a.xlsx", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1", "a.xlsx is protected by a password, or an old .xls"),
        ("a.docx", lambda _: zipped(), "a.docx is no .docx that can be read, whatever its ending says"),
        ("a.docx", lambda _: b"plain", "a.docx is no .docx that can be read"),
        ("a.xlsx", lambda _: b"plain", "a.xlsx is no .xlsx that can be read"),
        ("a.rtf", lambda _: b"plain", "a.rtf is no .rtf, whatever its ending says"),
        ("a.parquet", lambda _: b"PAR1", "a.parquet is no parquet table that can be read"),
        ("a.json", lambda _: b"{", "a.json is no JSON"),
        ("a.json", lambda _: b"[1, 2]", "a.json should hold objects with a key 'text'"),
        ("a.html", lambda _: b"<html><body></body></html>", "a.html has no article that can be found in its HTML"),
        ("a.eml", lambda _: b"Subject: x\nContent-Type: image/png\n\nxx", "a.eml has no part with text"),
        ("a.txt.gz", lambda _: b"\x1f\x8bcut", "a.txt.gz is no .gz that can be unpacked"),
        ("a.csv", lambda _: b"text,text\nx,y\n", "a.csv has two columns 'text'; rename one"),
        ("a.csv", lambda _: b"text,outlet\n", "a.csv has no row; it needs one for each article"),
        ("a.txt", lambda _: b"https://a.example/1\nhttps://a.example/2\n", "a.txt is a list of addresses"),
        ("a.txt", lambda _: PAGE.encode(), "a.txt is HTML"),
    ],
)
def test_what_cannot_be_read_says_so_in_one_sentence_with_its_name(tmp_path, name, make, said):
    (tmp_path / name).write_bytes(make(tmp_path))
    found = documents.read_documents(tmp_path / name, name)
    assert len(found) == 1 and found[0].text == ""
    assert said in found[0].problem and "\n" not in found[0].problem


def test_an_empty_sheet_is_named(tmp_path):
    write_xlsx(tmp_path / "a.xlsx", [])
    [found] = documents.read_documents(tmp_path / "a.xlsx", "a.xlsx")
    assert "a.xlsx has an empty sheet 'Sheet'" in found.problem


def test_a_text_longer_than_any_article_is_set_aside_and_the_rest_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "LONGEST", 50)
    rows = [{"doc_id": "short", "text": "x" * 50}, {"doc_id": "long", "text": "x" * 51}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "b.txt").write_text("x" * 51, encoding="utf-8")
    for large in (documents.LARGE, 1):  # at once, and row by row
        monkeypatch.setattr(documents, "LARGE", large)
        _, found = documents.open_documents(tmp_path / "a.jsonl", "a.jsonl")
        short, long = found
        assert (short.text, short.problem) == ("x" * 50, "")
        assert (long.text, long.doc_id) == ("", "long")
        assert long.problem.startswith("a.jsonl#2 has 51 characters; no article is so long")
    [found] = documents.read_documents(tmp_path / "b.txt", "b.txt")
    assert found.text == "" and found.problem.startswith("b.txt has 51 characters")


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "LARGEST", 1_000)
    monkeypatch.setattr(records, "LARGEST", 1_000)
    write_docx(tmp_path / "c.docx")
    write_xlsx(tmp_path / "d.xlsx")
    monkeypatch.setattr(documents, "LARGEST", 100_000)
    for name in ("c.docx", "d.xlsx"):
        assert f"{name} unpacks to over" in documents.read_documents(tmp_path / name, name)[0].problem
    monkeypatch.setattr(documents, "LARGEST", 1_000)
    (tmp_path / "a.html").write_bytes(b"x" * 2_000)
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"x" * 5_000))
    for name, said in (("a.html", "no article is so long"), ("b.txt.gz", "unpacks to over")):
        [found] = documents.read_documents(tmp_path / name, name)
        assert said in found.problem


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2021-03-02", "", "2021-03-02"),
        ("2021-03-02T09:00:00Z", "", "2021-03-02"),
        ("2 March 2021", "", "2021-03-02"),
        ("March 2, 2021 Tuesday", "", "2021-03-02"),
        ("Tue, 02 Mar 2021 09:00:00 +0000", "", "2021-03-02"),
        ("02/03/2021", "dmy", "2021-03-02"),
        ("02/03/2021", "mdy", "2021-02-03"),
        ("2021/3/2", "ymd", "2021-03-02"),
        ("2021/3/2", "", "2021-03-02"),  # the year first tells the order
        ("20210302", "dmy", "2021-03-02"),
        ("Posted 02/03/2021, 9:00", "dmy", "2021-03-02"),
        ("Updated 10:32 p.m. ET, March 2, 2021", "", "2021-03-02"),
        ("02/03/2021 12:30", "", "02/03/2021 12:30"),  # whose second is it?
        ("Posted 02.03.2021", "", "Posted 02.03.2021"),
        ("2 3 2021", "", "2 3 2021"),
        ("March 2021", "", "March 2021"),  # what is not said is not taken from today
        ("2021", "", "2021"),
        ("spring 2021", "", "spring 2021"),
        ("Tuesday, March 2021", "", "Tuesday, March 2021"),
        ("2 March", "", "2 March"),
        ("4 mars 2021", "", "4 mars 2021"),
        ("2-3 March 2021", "", "2-3 March 2021"),
        ("2021年3月2日", "", "2021年3月2日"),
        ("02/03/2021", "", "02/03/2021"),
        ("1 May 20255", "", "1 May 20255"),
        ("spring", "", "spring"),
        ("March", "", "March"),
        ("", "dmy", ""),
    ],
)
def test_a_day_is_read_and_what_is_none_stays(text, order, day):
    assert dates.read_date(text, order) == day


def test_an_unknown_order_of_dates_is_refused():
    with pytest.raises(ValueError, match="--dates is dmy, mdy, ymd, found 'yyy'"):
        records.make_options(dates="yyy")


FACTIVA = """Ferry to run again from June

By Ada Holt
61 words
2 March 2021
09:14 GMT
The Lantern
LANT
English
(c) 2021 The Lantern Ltd

{body}

Document LANT000020210302eh3200001

Pier stays closed
58 words
3 March 2021
Strait Gazette
STRG
English
Copyright 2021 Strait Gazette

{body}

Document STRG000020210303eh3300002
"""
FACTIVA_FIELDS = """HD  Ferry to run again from June
BY  Ada Holt
WC  61 words
PD  2 March 2021
SN  The Lantern
LA  English
LP  {first}
TD  {rest}

Document LANT000020210302eh3200001
"""
NEXIS = """Ferry to run again from June
The Lantern
March 2, 2021 Tuesday

Copyright 2021 The Lantern Ltd
All Rights Reserved

Section: NEWS; Pg. 4
Length: 61 words
Byline: Ada Holt
Body

{body}

Load-Date: March 3, 2021

End of Document

Pier stays closed
Strait Gazette
March 3, 2021 Monday

Copyright 2021 Strait Gazette
Section: HOME
Length: 58 words
Body

{body}

Load-Date: March 4, 2021

End of Document
"""
LEXIS = """                               1 of 2 DOCUMENTS

The Lantern
March 2, 2021 Tuesday
Ferry to run again from June
BYLINE: Ada Holt
SECTION: NEWS; Pg. 4
LENGTH: 61 words

{body}

LOAD-DATE: March 3, 2021

                               2 of 2 DOCUMENTS

Strait Gazette
March 3, 2021 Monday
Pier stays closed
SECTION: HOME
LENGTH: 58 words

{body}

LOAD-DATE: March 4, 2021
"""
PROQUEST = """____________________________________________________________

Title: Ferry to run again from June

Author: Ada Holt

Publication info: The Lantern ; Harbourtown  02 Mar 2021: 4.

Abstract: A ferry.

Full text: {body}

Subject: Ferries; Harbours

Publication title: The Lantern

Publication date: Mar 2, 2021

ProQuest document ID: 1234567

____________________________________________________________

Title: Pier stays closed

Publication info: Strait Gazette

Full text: {body}

Publication title: Strait Gazette

Publication date: Mar 3, 2021

____________________________________________________________
"""


@pytest.mark.parametrize("archive", [FACTIVA, NEXIS, LEXIS, PROQUEST], ids=["factiva", "nexis", "lexis", "proquest"])
def test_an_export_is_split_into_its_articles_with_their_own_metadata(archive):
    one, two = exports.split_export(archive.format(body="\n\n".join(BODY)))
    assert (one.title, one.outlet, one.published, one.credit) == (TITLE, "The Lantern", "2021-03-02", "Ada Holt")
    assert (two.title, two.outlet, two.published) == ("Pier stays closed", "Strait Gazette", "2021-03-03")
    for own in (one, two):
        assert own.problem == "" and all(line in own.text for line in BODY)
        assert not any(
            word in own.text for word in ("words", "Load", "LOAD", "Section", "Copyright", "(c)", "Document")
        )


def test_an_export_with_fields_in_columns_is_read_by_them():
    [own] = exports.split_export(FACTIVA_FIELDS.format(first=BODY[0], rest="\n".join(BODY[1:])))
    assert (own.title, own.outlet, own.published, own.credit) == (TITLE, "The Lantern", "2021-03-02", "Ada Holt")
    assert all(line in own.text for line in BODY)


@pytest.mark.parametrize(("archive", "end"), [(FACTIVA, "Document STRG"), (NEXIS, "Load-Date: March 4")])
def test_an_export_that_is_cut_says_which_article_is_lost(archive, end):
    whole = archive.format(body="\n\n".join(BODY))
    one, two = exports.split_export(whole[: whole.index(end)])
    assert one.problem == "" and "is cut off (Pier stays closed" in two.problem and two.text == ""


def test_a_text_that_is_no_export_is_left_alone():
    assert exports.split_export(TEXT) == []
    assert exports.split_export("Document 12 was signed.\n" + TEXT) == []
