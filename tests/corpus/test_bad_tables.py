"""Tables as people have them: what cannot be read is named with its row, and everything else is read."""

import gzip
import json
import random
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from analysis import pipeline
from analysis.corpus.articles import articles, documents, folders, languages, large_tables, records

GOOD = [f"Soren said on day {n} that the quota was fair, and Brand denied it." for n in range(6)]
HALF = "\ud83d"
ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["whole", "by and by"])
def read(request, monkeypatch, tmp_path):
    """Return a function that reads a file as a small table or as a large one is, and gives texts and problems."""
    if request.param != "whole":
        monkeypatch.setattr(documents, "LARGE", 0)
        monkeypatch.setattr(large_tables, "ROWS", 4)

    def read_file(name, content, **options):
        (tmp_path / name).write_bytes(content)
        _, found = documents.open_documents(tmp_path / name, name, records.Options(**options))
        found = list(found)
        return [own.text for own in found if not own.problem], [own.problem for own in found if own.problem]

    return read_file


def write_lines(*texts):
    return "\n".join(json.dumps({"text": text}) for text in texts).encode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (42, "a number as its text (42)"),
        (True, "true or false as its text (True)"),
        ({"body": "Soren"}, "an object as its text"),
        (["Soren.", "Brand."], "a list as its text"),
        (f"The quota was fair {HALF}", "half of a character, U+D83D"),
        (float("nan"), "is empty"),
        (None, "is empty"),
    ],
)
def test_a_row_whose_text_is_no_string_is_set_aside_by_its_number(read, text, said):
    texts, [problem] = read("some.jsonl", write_lines(*GOOD, text))
    assert texts == GOOD
    assert said in problem and ("row 7 of some.jsonl" in problem or "some.jsonl#7" in problem)


def test_a_column_of_lists_is_no_text(read, tmp_path):
    path = tmp_path / "made.parquet"
    pd.DataFrame({"text": [["Soren.", "Brand."]] * 2}).to_parquet(path)
    texts, problems = read("some.parquet", path.read_bytes())
    assert not texts and len(problems) == 2 and "row 1 of some.parquet has a list" in problems[0]


@pytest.mark.parametrize("encoding", ["cp1252", "auto"])
def test_a_csv_is_read_in_the_encoding_that_is_asked_for(read, encoding):
    rows = [f"Le président a dit « non » à Brand, et l’été fut long {n}." for n in range(6)]
    texts, problems = read("some.csv", "\n".join(["text", *(f'"{row}"' for row in rows)]).encode("cp1252"))
    assert not texts and "not UTF-8" in problems[0] and "--encoding" in problems[0]
    texts, problems = read(
        "some.csv", "\n".join(["text", *(f'"{row}"' for row in rows)]).encode("cp1252"), encoding=encoding
    )
    assert texts == rows and not problems


def test_an_encoding_that_there_is_not_is_all_that_is_said(read):
    _, [problem] = read("some.csv", b"text\nOne.", encoding="klingon")
    assert problem.startswith("there is no encoding 'klingon'") and ".txt" not in problem


def test_what_stands_before_a_quotation_mark_that_nothing_closes_is_read(read):
    rows = "\n".join(["text", *(f'"{row}"' for row in GOOD), '"The quota', "was fair."])
    texts, [problem] = read("some.csv", rows.encode())
    assert texts == GOOD
    assert "some.csv cannot be read from line 8 on" in problem and "close each quotation mark" in problem


def test_what_stands_before_a_broken_byte_or_a_cut_is_read_of_a_large_table(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "LARGE", 0)
    noise = random.Random(1)  # which no compression makes short
    many = [f"{text} {noise.randbytes(1000).hex()}" for text in GOOD * 20]
    broken = write_lines(*many).replace(b"day 5", b"day \xe9", 1)
    cut = gzip.compress(write_lines(*many), mtime=0)[:-40]
    for name, content in (("a.jsonl", broken), ("b.jsonl.gz", cut)):
        (tmp_path / name).write_bytes(content)
        count, found = documents.open_documents(tmp_path / name, name)
        *good, last = found
        assert 0 < len(good) < len(many) and count >= len(good)
        assert f"behind its document {len(good)} " in last.problem
        assert [own.text for own in good] == many[: len(good)]


def test_columns_without_a_name_and_a_line_that_names_the_separator_are_no_columns(read):
    for head in ("doc_id;text;;", "sep=;\ndoc_id;text"):
        texts, problems = read("some.csv", f"{head}\na;One, two.;;\nb;Three.;;".encode())
        assert texts == ["One, two.", "Three."] and not problems


def test_rows_of_a_workbook_may_be_short_and_one_that_is_too_long_is_named(tmp_path):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (["text", "title"], ["One."], ["Two.", "b"], ["Three.", "c", "a comment"]):
        sheet.append(row)
    book.save(tmp_path / "some.xlsx")
    found = documents.read_documents(tmp_path / "some.xlsx", "some.xlsx")
    assert [own.text for own in found if not own.problem] == ["One.", "Two."]
    assert found[2].problem == "row 3 of some.xlsx has a cell under no column: 'a comment'"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"doc_id": "http://x/y z"}, "no slug"),
        ({"outlet": ""}, "zz (some.jsonl#7) has no outlet"),
        ({"published": "yesterday"}, "zz (some.jsonl#7) has published = 'yesterday'"),
        ({"published": "March 2021"}, "zz (some.jsonl#7) has published = 'March 2021'"),
        ({"genre": "editorial"}, "zz (some.jsonl#7) has the genre 'editorial'"),
        ({"event": "nope"}, "zz (some.jsonl#7) has the event 'nope'"),
    ],
)
def test_a_row_that_says_what_cannot_be_of_itself_is_set_aside_too(tmp_path, example_study, wrong, said):
    rows = [{"doc_id": f"n{n}", "outlet": "Harbour Courier", "text": text} for n, text in enumerate(GOOD)]
    rows.append({"doc_id": "zz", "outlet": "Harbour Courier", "text": "Soren spoke."} | wrong)
    (tmp_path / "some.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with pytest.raises(ValueError, match="pass --keep-going to set it aside"):
        articles.load_articles(tmp_path / "some.jsonl", example_study)
    kept, rejects = articles.load_articles(tmp_path / "some.jsonl", example_study, keep_going=True)
    assert len(kept) == 6
    [reason] = rejects["reason"]
    assert said in reason and "some.jsonl#7" in reason


def test_a_source_of_which_nothing_is_left_says_why(tmp_path, example_study):
    rows = [{"outlet": "Harbour Courier", "published": "spring", "text": text} for text in GOOD]
    (tmp_path / "some.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with pytest.raises(ValueError, match=r"no article that can be read; the first: some-1 .* published = 'spring'"):
        articles.load_articles(tmp_path / "some.jsonl", example_study, keep_going=True)


def test_a_name_that_is_not_utf_8_is_named(tmp_path):
    try:
        (tmp_path / "caf\udce9.txt").write_text(GOOD[0], encoding="utf-8")
    except (OSError, UnicodeEncodeError):
        pytest.skip("this system has no such names")
    with pytest.raises(ValueError, match=r"is not UTF-8: 'caf\\udce9.txt'; rename it"):
        folders.list_files(tmp_path)


def test_a_corpus_that_lies_in_its_source_is_not_read_as_articles(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(GOOD[0], encoding="utf-8")
    about = "source_file,doc_id,outlet\na.txt,a,Harbour Courier\n"
    (tmp_path / "articles" / "articles.csv").write_text(about, encoding="utf-8")
    study = ROOT / "data" / "example" / "study.toml"
    for _ in range(2):
        counts = pipeline.ingest(tmp_path / "articles", study, tmp_path / "articles" / "corpus")
        assert counts["articles"] == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [("صرح الوزير أن الحصة كانت عادلة", "ar"), ("Квота была справедлива", "ru"), ("¿Qué?", "en"), ("2021", "en")],
)
def test_a_short_text_without_a_latin_letter_is_not_english(text, language):
    assert languages.recognise_language(text) == language
