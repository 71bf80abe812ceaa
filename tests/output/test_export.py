import openpyxl
import pandas as pd
import pytest

from analysis.output import export

TABLE = pd.DataFrame({"doc_id": ["a_b", "=1+1"], "share": [0.25, float("nan")], "label": ["50 % | half", "x"]})


def test_a_workbook_has_the_rows_and_no_formula(tmp_path):
    (tmp_path / "t.xlsx").write_bytes(export.FORMS[".xlsx"](TABLE))
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["doc_id", "share", "label"],
        ["a_b", 0.25, "50 % | half"],
        ["=1+1", None, "x"],
    ]
    assert sheet["A3"].data_type == "s"


def test_signs_that_mean_something_are_escaped():
    assert r"a\_b & 0.25 & 50 \% | half" in export.FORMS[".tex"](TABLE).decode()
    assert export.FORMS[".md"](TABLE).decode().splitlines()[2] == r"| a_b | 0.25 | 50 % \| half |"


def test_a_table_of_the_corpus_and_the_data_of_a_figure_are_written(tmp_path):
    assert export.export_table(None, "articles", tmp_path / "articles.xlsx") == 5
    rows = export.export_table(None, "voice_shares", tmp_path / "shares.csv")
    assert len(pd.read_csv(tmp_path / "shares.csv")) == rows > 5


def test_what_cannot_be_written_is_said(tmp_path):
    with pytest.raises(ValueError, match=r"ends in \.docx; a table is written as \.xlsx, \.tex, \.md, \.csv"):
        export.export_table(None, "articles", tmp_path / "t.docx")
    with pytest.raises(ValueError, match="no table moon; there are articles, passages"):
        export.export_table(None, "moon", tmp_path / "t.md")


def test_a_file_that_is_there_stays(tmp_path):
    own = tmp_path / "articles.csv"
    own.write_text("corrected by hand", encoding="utf-8")
    with pytest.raises(FileExistsError, match=r"articles\.csv is there already"):
        export.export_table(None, "articles", own)
    assert own.read_text(encoding="utf-8") == "corrected by hand"


def test_a_figure_of_another_state_of_the_corpus_is_not_given_out(tmp_path, monkeypatch):
    monkeypatch.setattr(export.tables, "hash_corpus", lambda folder: "new")
    with pytest.raises(ValueError, match="voice_shares was drawn before"):
        export.export_table(None, "voice_shares", tmp_path / "shares.csv")
