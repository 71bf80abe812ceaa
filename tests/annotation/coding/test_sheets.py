"""A coder's sheet out, and read again."""

import pandas as pd
import pytest

from analysis.annotation.coding import sheets
from tests.annotation.coding.test_coding import SENTENCES, make_segments

SHEET = sheets.write_coding_sheet(make_segments(), SENTENCES)


def read(tmp_path, sheet=SHEET, encoding="utf-8", **options):
    path = tmp_path / "sheet.csv"
    sheet.to_csv(path, index=False, encoding=encoding, **options)
    return sheets.read_coding(path)


def test_a_row_is_a_segment_with_empty_cells_for_the_coder():
    assert sorted(SHEET["segment_id"]) == sorted(make_segments()["segment_id"])
    filled = sheets.find_judged(SHEET)
    assert not filled.any()
    assert SHEET["certainty"].tolist() == sorted(SHEET["certainty"])


def test_of_equals_the_text_decides_and_what_is_unknown_comes_first():
    segments = make_segments().assign(certainty=[0.5, None, 0.5])
    assert sheets.write_coding_sheet(segments, SENTENCES)["segment_id"].tolist() == ["s1.1", "s1.0", "s2.0"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_sheet_is_read_as_any_spreadsheet_saves_it(separator, encoding, tmp_path):
    sheet = SHEET.assign(note="a “café”", coded_voice=["kremlin", "", ""])
    found = read(tmp_path, sheet, encoding, sep=separator)
    assert found["coded_voice"].tolist() == ["kremlin", "", ""]
    assert found["note"].tolist() == ["a “café”"] * 3
    assert found["segment_id"].tolist() == SHEET["segment_id"].tolist()


@pytest.mark.parametrize(
    ("cell", "number"), [("12", 12), ("12.0", 12), (" 12 ", 12), ("", None), ("0", 0), ("1e2", 100)]
)
def test_an_offset_becomes_a_whole_number_and_an_empty_one_stays_empty(cell, number, tmp_path):
    found = read(tmp_path, SHEET.assign(coded_start=[cell, "", ""]))["coded_start"]
    assert found.iloc[0] is pd.NA if number is None else found.iloc[0] == number
    assert found.iloc[1] is pd.NA


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("coded_start", "12a", "has coded_start '12a' for s1.1; write a whole number of characters"),
        ("coded_start", "1.5", "has coded_start '1.5' for s1.1; write a whole number"),
        ("end", "99999999999", "has end '99999999999' for s1.1; write a whole number"),
        ("coded_manner", "sung", "has coded_manner 'sung' for s1.1; write one of direct, indirect, narration"),
        ("coded_frame", "2", "has coded_frame '2' for s1.1; write one of -1, 0, 1"),
    ],
)
def test_a_cell_that_is_none_is_named_with_its_row(column, cell, said, tmp_path):
    with pytest.raises(ValueError, match=said):
        read(tmp_path, SHEET.astype(object).assign(**{column: [cell, *SHEET[column].astype(object)[1:]]}))


@pytest.mark.parametrize(("cell", "frame"), [("1", "1"), ("+1", "1"), ("-1.0", "-1"), (" 0 ", "0"), ("0.0", "0")])
def test_a_frame_is_read_as_a_spreadsheet_writes_it(cell, frame, tmp_path):
    assert read(tmp_path, SHEET.assign(coded_frame=cell))["coded_frame"].tolist() == [frame] * 3


@pytest.mark.parametrize("column", ["segment_id", "start", "end", "coded_voice", "coded_start", "coded_end"])
def test_a_sheet_without_what_a_correction_needs_is_refused(column, tmp_path):
    with pytest.raises(ValueError, match=f"the coding sheet lacks the column '{column}'"):
        read(tmp_path, SHEET.drop(columns=column))


def test_columns_that_are_only_judged_may_be_missing(tmp_path):
    found = read(tmp_path, SHEET.drop(columns=["coded_frame", "coded_issues", "coded_manner"]))
    assert (found[["coded_frame", "coded_issues", "coded_manner"]] == "").all(axis=None)


@pytest.mark.parametrize("text", ["=1+1", "+plus", "-minus", "@at", "\ttab"])
def test_no_cell_is_a_formula_to_a_spreadsheet(text, tmp_path):
    path = tmp_path / "sheet.csv"
    sheets.write_sheet(SHEET.assign(text=text, note="fine"), path)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    found = sheets.read_coding(path)
    assert found["text"].tolist() == [f"'{text}"] * 3
    assert found["note"].tolist() == ["fine"] * 3


def test_what_the_panel_keeps_beside_a_corpus_is_found_and_nothing_is_an_empty_sheet(tmp_path):
    assert sheets.find_sheet(tmp_path).empty
    assert list(sheets.find_sheet(tmp_path)) == list(sheets.SHEET)
    sheets.write_sheet(SHEET.assign(coded_voice="kremlin"), tmp_path / sheets.SHEET_FILE)
    assert sheets.find_sheet(tmp_path)["coded_voice"].tolist() == ["kremlin"] * 3
    sheets.write_sheet(SHEET, tmp_path / "other.csv")
    assert sheets.find_sheet(tmp_path, tmp_path / "other.csv")["coded_voice"].tolist() == [""] * 3
    with pytest.raises(FileNotFoundError, match="no coding sheet"):
        sheets.find_sheet(tmp_path, tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("cells", "judged"),
    [
        ({}, False), ({"coded_voice": "kremlin"}, True), ({"coded_frame": "0"}, True), ({"coded_issues": "none"}, True),
        ({"coded_start": 0}, True), ({"note": "odd"}, False),
    ],
)  # fmt: skip
def test_a_row_is_judged_where_the_coder_filled_something_in(cells, judged):
    sheet = SHEET.astype(object)
    for column, cell in cells.items():
        sheet.loc[0, column] = cell
    assert sheets.find_judged(sheet).tolist() == [judged, False, False]
    assert sheets.find_judged(sheet, ("coded_voice",)).iloc[0] == ("coded_voice" in cells)


@pytest.mark.parametrize(
    ("cell", "filled"),
    [("x", True), (0, True), ("0", True), ("", False), (None, False), (pd.NA, False)],
)
def test_a_cell_is_filled_where_something_stands_in_it(cell, filled):
    assert sheets.is_filled(cell) is filled
