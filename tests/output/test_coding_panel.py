"""What a coder does in the panel, without a browser: tests/browser does it by mouse and by keyboard."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import pipeline
from analysis.annotation.coding import corrections, edits, sheets
from analysis.corpus import tables
from analysis.measures.validity import coder_comparison, sheet_agreement
from analysis.output import coding_panel

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus") / "made"
    pipeline.ingest(EXAMPLE, EXAMPLE / "study.toml", folder)
    return folder


@pytest.fixture
def panel(made, tmp_path):
    return coding_panel.open_panel(made, tmp_path / "ada.csv")


def current(panel):
    return panel.item["segments"][str(panel.item["row"])]


def test_the_least_certain_sentence_comes_first(panel, made):
    segments = tables.read_table(made, "segments")
    least = segments.loc[segments["certainty"].idxmin(), "segment_id"].rpartition(".")[0]
    assert panel.sheet.loc[panel.item["row"], "segment_id"].rpartition(".")[0] == least
    assert panel.item["judged"] == 0 and panel.item["of"] == len(segments)


def test_each_judgement_is_saved_and_taken_up_again(panel, made, tmp_path):
    panel.do("judge", field="voice", value="norrund")
    panel.do("judge", field="manner", value="direct")
    panel.do("judge", field="frame", value="-1")
    panel.do("note", text="=cmd is no formula")
    raw = (tmp_path / "ada.csv").read_bytes()
    assert raw[:3] == b"\xef\xbb\xbf" and b",'=cmd is no formula" in raw
    again = coding_panel.open_panel(made, tmp_path / "ada.csv")
    row = panel.item["row"]
    told = again.sheet.loc[row, ["coded_voice", "coded_manner", "coded_frame"]].tolist()
    assert told == ["norrund", "direct", "-1"]
    assert again.item["row"] != row, "the next sentence is the first that nobody has judged"


def test_the_same_judgement_again_takes_it_back_and_undo_gives_it_again(panel):
    panel.do("judge", field="voice", value="norrund")
    panel.do("judge", field="voice", value="norrund")
    assert current(panel)["coded_voice"] == ""
    panel.do("undo")
    assert current(panel)["coded_voice"] == "norrund"
    panel.do("undo")
    panel.do("undo")
    assert panel.item["judged"] == 0 and "nothing to undo" in panel.item["said"]


def test_issues_are_a_set_and_none_excludes_the_others(panel):
    first, second = list(panel.study.issues)[:2]
    for value, expected in ((second, second), (first, " ".join(sorted((first, second)))), ("none", "none")):
        panel.do("judge", field="issues", value=value)
        assert current(panel)["coded_issues"] == expected
    panel.do("judge", field="issues", value=first)
    assert current(panel)["coded_issues"] == first


def test_a_value_that_there_is_not_is_said_and_changes_nothing(panel, tmp_path):
    panel.do("judge", field="voice", value="moon")
    assert "no voice 'moon'; there are velmora, norrund" in panel.item["said"]
    panel._receive(None, {"action": "__init__"}, None)
    panel._receive(None, {"action": "show"}, None)
    assert not (tmp_path / "ada.csv").exists()


def test_words_that_are_selected_become_a_segment_of_their_own(panel, made):
    row = panel.item["row"]
    own = [word for word in panel.item["words"] if word[3] == row]
    assert len(own) > 3
    panel.do("split", start=own[0][0], end=own[-1][1])
    assert "some of its words, and not all" in panel.item["said"]
    panel.do("split", start=own[1][0], end=own[2][1])
    panel.do("pick", chosen=row + 1)
    panel.do("judge", field="voice", value="third_party")
    spans = [edits.find_span(panel.sheet, at) for at in range(row, row + 3)]
    assert spans[0][1] == spans[1][0] == own[1][0] and spans[1][1] == spans[2][0] == own[2][1]
    segments, sentences = tables.read_tables(made, "segments", "sentences")
    after = corrections.apply_coding(segments, sheets.read_coding(panel.path), sentences, panel.study.voices)
    assert len(after) == len(segments) + 2
    inside = after[(after["start"] == own[1][0]) & (after["doc_id"] == panel.sheet.loc[row, "doc_id"])]
    assert inside["voice"].tolist() == ["third_party"] and inside["end"].tolist() == [own[2][1]]


def test_a_boundary_that_is_moved_reaches_the_corpus(panel, made):
    row, words = panel.item["row"], panel.item["words"]
    own = [word for word in words if word[3] == row]
    panel.do("place", start=own[1][0], end=own[-1][1])
    segments, sentences = tables.read_tables(made, "segments", "sentences")
    after = corrections.apply_coding(segments, sheets.read_coding(panel.path), sentences, panel.study.voices)
    assert own[1][0] in after.loc[after["coded"] == "yes", "start"].tolist()


def test_the_words_of_a_sentence_are_the_sentence():
    text = "“Don’t,” she said — 😀 no\u0301 more.  "
    words = coding_panel._cut_words(text, 100, [(100, 108, 0), (108, 100 + len(text), 1)])
    assert "".join(word[2] for word in words) == text
    assert [w[0] for w in words[1:]] == [w[1] for w in words[:-1]]
    assert {w[3] for w in words if w[0] < 108} == {0} and {w[3] for w in words if w[0] >= 108} == {1}


def test_what_is_confirmed_agrees_with_the_machine_and_another_coder_is_compared(panel, made, tmp_path):
    for _ in range(6):
        panel.do("confirm")
    assert "equal to the machine: voice 100% of 6" in panel.item["agreement"]
    second = coding_panel.open_panel(made, tmp_path / "ben.csv", tmp_path / "ada.csv")
    second.do("judge", field="voice", value=current(second)["voice"])
    second.do("go", by=1)
    wrong = next(voice for voice in second.study.voices if voice != current(second)["voice"])
    second.do("judge", field="voice", value=wrong)
    assert "equal to ada: voice 50% of 2" in second.item["agreement"]
    with pytest.raises(FileNotFoundError, match=r"no coding sheet .*none\.csv"):
        coding_panel.open_panel(made, other=tmp_path / "none.csv")


def test_agreement_over_two_sheets_by_hand():
    rows = {"segment_id": ["s.0", "s.1", "t.0", "u.0"], "coded_manner": "", "coded_issues": ["a b", "", "none", ""]}
    one = pd.DataFrame(rows | {"coded_voice": ["x", "y", "x", ""], "coded_frame": ["1", "1", "-1", "0"]})
    two = one.assign(
        coded_voice=["x", "x", "x", "y"], coded_frame=["1", "1", "0", ""], coded_issues=["a", "", "none", ""]
    )
    found = sheet_agreement.compare_sheets(one, two).set_index("variable")
    assert found.loc["voice", ["n", "equal"]].tolist() == [3, pytest.approx(2 / 3)]
    assert found.loc["frame", ["n", "equal"]].tolist() == [2, 0.5], "the two segments of s are one sentence"
    assert found.loc["issues", ["n", "equal"]].tolist() == [2, 0.5]
    assert found.loc["manner", "n"] == 0
    # Krippendorff's alpha by hand: nominal, 6 values of which 5 are x, one pair of two unequal.
    assert found.loc["voice", "alpha"] == pytest.approx(1 - (1 / 3) / (2 * 5 * 1 / (6 * 5)))


def test_a_sheet_reaches_the_comparison_with_a_coder(panel, made):
    assert coder_comparison.compare_with_coder(made, panel.sheet).empty
    sentence = panel.sheet.loc[panel.item["row"], "segment_id"].rpartition(".")[0]
    rows = panel.sheet.index[panel.sheet["segment_id"].str.rpartition(".")[0] == sentence]
    for _ in rows:
        panel.do("confirm")
    panel.do("go", by=-1)
    panel.do("judge", field="frame", value="-1")
    compared = coder_comparison.compare_with_coder(made, sheets.read_coding(panel.path))
    row = compared.iloc[0]
    assert (row["sentence_id"], row["coded_voice"], row["coded_frame"]) == (
        sentence,
        row["found_voice"],
        "confrontational",
    )
    assert row["coded_issues"] == "", "nobody has judged them"


def test_a_corpus_without_text_says_so_and_nothing_of_the_text_stands_in_an_output(made, tmp_path, panel):
    pipeline.share(made, tmp_path / "shared")
    said = coding_panel.open_panel(tmp_path / "shared")
    assert "There is no text in shared to judge" in said.data
    assert repr(panel) == "CodingPanel('ada.csv')"


def test_a_sheet_of_another_corpus_is_refused(panel, made, tmp_path):
    sheets.write_sheet(panel.sheet.assign(segment_id="elsewhere.1.0"), tmp_path / "other.csv")
    with pytest.raises(ValueError, match=r"judges the segment 'elsewhere\.1\.0', which is not in this corpus"):
        coding_panel.open_panel(made, tmp_path / "other.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_sheet_comes_back_from_a_spreadsheet(panel, tmp_path, encoding):
    panel.do("judge", field="voice", value="norrund")
    panel.do("note", text="naïve")
    row = panel.item["row"]
    shown = pd.read_csv(panel.path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    saved = tmp_path / "saved.csv"
    saved.write_bytes(shown.to_csv(index=False, sep=";").encode(encoding, errors="replace"))
    again = sheets.read_coding(saved)
    assert again.loc[row, "coded_voice"] == "norrund" and again.loc[row, "note"] == "naïve"
    wrong = shown.assign(coded_frame="7")
    wrong.to_csv(saved, index=False)
    with pytest.raises(ValueError, match=r"has coded_frame '7' for .*; write one of -1, 0, 1"):
        sheets.read_coding(saved)
