"""A coder's sheet and what the coder does -> the sheet after it."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.annotation.coding import edits
from analysis.corpus.study import load_study

STUDY = load_study(Path(__file__).resolve().parents[3] / "data" / "example" / "study.toml")


def make_sheet():
    """Return a sheet of two sentences: a.0 in two segments, b.0 in one."""
    rows = [
        ("a.0.0", 0, 10, "outlet", "narration", 0.9),
        ("a.0.1", 10, 30, "velmora", "indirect", 0.2),
        ("b.0.0", 40, 60, "norrund", "direct", 0.5),
    ]
    sheet = pd.DataFrame(rows, columns=["segment_id", "start", "end", "voice", "manner", "certainty"])
    for column in ("voice", "manner", "frame", "issues"):
        sheet[f"coded_{column}"] = ""
    sheet["coded_start"] = sheet["coded_end"] = pd.Series(pd.NA, sheet.index, dtype="Int64")
    return sheet


def judge(*steps, sheet=None):
    """Return the sheet after judgements given as (row, field, value)."""
    sheet = make_sheet() if sheet is None else sheet
    for row, field, value in steps:
        sheet = edits.judge(sheet, row, field, value, STUDY)
    return sheet


@pytest.mark.parametrize(
    ("certainties", "walk"),
    [
        ([0.9, 0.2, 0.5], [0, 1, 2]),
        ([0.9, 0.8, 0.5], [2, 0, 1]),
        ([0.1, 0.9, 0.5], [0, 1, 2]),
        ([0.9, 0.8, None], [2, 0, 1]),
        ([0.5, 0.5, 0.5], [0, 1, 2]),
    ],
)
def test_a_coder_meets_the_least_certain_sentence_first_and_whole(certainties, walk):
    assert edits.list_walk(make_sheet().assign(certainty=certainties)) == walk


def test_the_walk_is_by_the_text_whatever_the_order_of_rows():
    sheet = make_sheet()
    names = sheet["segment_id"]
    shuffled = sheet.iloc[[2, 1, 0]]
    assert names[edits.list_walk(shuffled)].tolist() == names[edits.list_walk(sheet)].tolist()


@pytest.mark.parametrize(
    ("field", "value", "column"),
    [
        ("voice", "norrund", "coded_voice"),
        ("voice", "third_party", "coded_voice"),
        ("voice", "outlet", "coded_voice"),
        ("manner", "direct", "coded_manner"),
        ("manner", "narration", "coded_manner"),
        ("issues", "cable", "coded_issues"),
        ("issues", "none", "coded_issues"),
    ],
)
def test_a_judgement_is_written_into_its_row_and_the_same_again_takes_it_back(field, value, column):
    once = judge((1, field, value))
    assert once[column].tolist() == ["", value, ""]
    assert judge((1, field, value), (1, field, value))[column].tolist() == ["", "", ""]


@pytest.mark.parametrize("value", ["-1", "0", "1"])
def test_a_frame_is_the_whole_sentences(value):
    assert judge((1, "frame", value))["coded_frame"].tolist() == [value, value, ""]
    assert judge((2, "frame", value))["coded_frame"].tolist() == ["", "", value]
    assert judge((0, "frame", value), (1, "frame", value))["coded_frame"].tolist() == ["", "", ""]


def test_another_judgement_replaces_the_first():
    assert judge((1, "voice", "norrund"), (1, "voice", "outlet"))["coded_voice"].tolist() == ["", "outlet", ""]


@pytest.mark.parametrize(
    ("issues", "written"),
    [
        (["cable"], "cable"),
        (["trade", "cable"], "cable trade"),
        (["cable", "trade"], "cable trade"),
        (["cable", "trade", "cable"], "trade"),
        (["cable", "none"], "none"),
        (["none", "cable"], "cable"),
        (["none", "none"], ""),
    ],
)
def test_issues_are_added_and_taken_away_and_none_stands_alone(issues, written):
    assert judge(*((1, "issues", issue) for issue in issues))["coded_issues"].tolist() == ["", written, ""]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("voice", "moon", "no voice 'moon'; there are velmora, norrund"),
        ("manner", "shouted", "no manner 'shouted'; there are direct, indirect, narration"),
        ("frame", "2", "no frame '2'; there are -1, 0, 1"),
        ("issues", "moon", "no issues 'moon'; there are fishing"),
        ("mood", "good", "no mood 'good'; there are voice, manner, frame, issues"),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(field, value, said):
    with pytest.raises(ValueError, match=said):
        judge((1, field, value))


def test_an_edit_leaves_the_sheet_that_it_was_given():
    sheet = make_sheet()
    before = sheet.copy()
    judge((1, "voice", "norrund"), (1, "frame", "1"), sheet=sheet)
    edits.place(sheet, 1, 12, 30)
    edits.split_off(sheet, 1, 10, 20)
    edits.confirm(sheet, 1)
    pd.testing.assert_frame_equal(sheet, before)


@pytest.mark.parametrize(
    ("start", "end", "parts"),
    [
        (10, 20, [(10, 20), (20, 30)]),
        (20, 30, [(10, 20), (20, 30)]),
        (15, 20, [(10, 15), (15, 20), (20, 30)]),
    ],
)
def test_a_part_split_off_leaves_its_rest(start, end, parts):
    split = edits.split_off(make_sheet(), 1, start, end)
    own = [n for n in split.index if split.loc[n, "segment_id"] == "a.0.1"]
    assert [edits.find_span(split, n) for n in own] == parts
    assert split["segment_id"].tolist() == ["a.0.0", *["a.0.1"] * len(parts), "b.0.0"]
    kept = [split.loc[n, "coded_voice"] for n in own]
    assert kept == ["" if part == (start, end) else "velmora" for part in parts]


def test_the_rest_keeps_the_voice_that_the_coder_gave():
    split = edits.split_off(judge((1, "voice", "norrund")), 1, 10, 20)
    assert split["coded_voice"].tolist() == ["", "norrund", "norrund", ""]


def test_a_part_of_a_part_can_be_split_off():
    once = edits.split_off(make_sheet(), 1, 10, 20)
    twice = edits.split_off(once, 1, 10, 15)
    assert [edits.find_span(twice, n) for n in (1, 2, 3)] == [(10, 15), (15, 20), (20, 30)]


@pytest.mark.parametrize("span", [(10, 30), (5, 20), (10, 31), (20, 20), (25, 15)])
def test_what_is_no_part_is_refused(span):
    with pytest.raises(ValueError, match="to split a segment, select some of its words, and not all"):
        edits.split_off(make_sheet(), 1, *span)


@pytest.mark.parametrize(
    ("coded", "span"), [((None, None), (10, 30)), ((12, None), (12, 30)), ((None, 28), (10, 28)), ((12, 28), (12, 28))]
)
def test_a_span_is_as_coded_else_as_found(coded, span):
    sheet = make_sheet()
    sheet.loc[1, ["coded_start", "coded_end"]] = [pd.NA if cell is None else cell for cell in coded]
    assert edits.find_span(sheet, 1) == span


def test_a_segment_is_placed_where_it_is_said():
    placed = edits.place(make_sheet(), 1, 12, 28)
    assert [edits.find_span(placed, n) for n in placed.index] == [(0, 10), (12, 28), (40, 60)]


def test_what_is_confirmed_is_judged_as_it_was_found_or_as_it_was_coded():
    plain = edits.confirm(make_sheet(), 1)
    assert plain.loc[1, ["coded_voice", "coded_manner"]].tolist() == ["velmora", "indirect"]
    coded = edits.confirm(judge((1, "voice", "norrund")), 1)
    assert coded.loc[1, ["coded_voice", "coded_manner"]].tolist() == ["norrund", "indirect"]
    assert coded.loc[[0, 2], "coded_voice"].tolist() == ["", ""]
