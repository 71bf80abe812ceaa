import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import pipeline
from analysis.annotation.coding import corrections, sheets
from analysis.corpus import tables
from analysis.corpus.study import load_study

EXAMPLE = Path(__file__).resolve().parents[3] / "data" / "example"

TEXT = "Ada Stone said the talks went well. Then it rained."
SENTENCES = pd.DataFrame(
    {
        "sentence_id": ["s1", "s2"], "doc_id": "d", "kind": "body", "paragraph": 0, "position": [0, 1],
        "start": [100, 136], "end": [135, 151], "n_words": [7, 3], "text": [TEXT[:35], TEXT[36:]],
    }
)  # fmt: skip


def make_segments():
    spans = [
        ("s1.0", "s1", 100, 114, "outlet"),
        ("s1.1", "s1", 114, 135, "kremlin"),
        ("s2.0", "s2", 136, 151, "outlet"),
    ]
    table = pd.DataFrame(spans, columns=["segment_id", "sentence_id", "start", "end", "voice"])
    table = table.assign(
        doc_id="d", manner=["narration", "indirect", "narration"], source=["", "Ada Stone", ""], cue=["", "said", ""],
        resolution="name", certainty=[0.9, 0.4, 0.7], coded="", n_words=[3, 4, 3], frame=[0.0, 1.0, 0.0],
    )  # fmt: skip
    table["text"] = [TEXT[a - 100 : b - 100] for a, b in zip(table["start"], table["end"], strict=True)]
    return tables.order_columns(table, "segments")


@pytest.fixture
def segments():
    return make_segments()


def corrected(segments, *rows):
    """Return the segments after corrections given as (segment_id, voice, start, end)."""
    sheet = sheets.write_coding_sheet(segments, SENTENCES).set_index("segment_id")
    lines = [
        sheet.loc[name].to_dict() | {"segment_id": name, "coded_voice": v, "coded_start": a, "coded_end": b}
        for name, v, a, b in rows
    ]
    return corrections.apply_coding(segments, pd.DataFrame(lines), SENTENCES, ["kremlin", "white_house", "outlet"])


def test_the_sheet_begins_with_the_least_certain(segments):
    sheet = sheets.write_coding_sheet(segments, SENTENCES)
    assert sheet["segment_id"].tolist() == ["s1.1", "s2.0", "s1.0"]
    assert list(sheet.columns) == [*sheets.SHEET, "text", "sentence"]
    without = sheets.write_coding_sheet(segments.drop(columns="text"), SENTENCES.drop(columns="text"))
    assert list(without.columns) == list(sheets.SHEET)


def test_a_changed_voice_is_marked_and_nothing_else_moves(segments):
    after = corrected(segments, ("s1.1", "white_house", "", ""))
    assert after["voice"].tolist() == ["outlet", "white_house", "outlet"]
    row = after.iloc[1]
    assert (row["coded"], row["resolution"], row["certainty"], row["frame"]) == ("yes", "coder", 1.0, 1.0)
    assert after["coded"].tolist() == ["", "yes", ""]
    pd.testing.assert_frame_equal(after.iloc[[0, 2]], segments.iloc[[0, 2]])


def test_a_longer_stretch_takes_from_its_neighbour_and_a_shorter_one_gives(segments):
    longer = corrected(segments, ("s1.1", "", 110, ""))
    assert longer[["start", "end"]].to_numpy().tolist() == [[100, 110], [110, 135], [136, 151]]
    assert longer["text"].tolist()[:2] == ["Ada Stone ", "said the talks went well."]
    assert longer["n_words"].tolist() == [2, 5, 3] and longer["frame"].isna().tolist() == [True, True, False]
    shorter = corrected(segments, ("s1.1", "kremlin", 119, ""))
    assert shorter["end"].tolist()[0] == 119 and shorter["n_words"].tolist()[:2] == [4, 3]


def test_what_nobody_is_left_to_take_becomes_the_outlets_narration(segments):
    after = corrected(segments, ("s2.0", "kremlin", 141, ""))
    assert after["segment_id"].tolist()[2:] == ["s2.1", "s2.0"]
    assert after["voice"].tolist()[2:] == ["outlet", "kremlin"] and after["manner"].tolist()[2] == "narration"


def test_a_segment_whose_row_is_repeated_is_split(segments):
    after = corrected(segments, ("s2.0", "kremlin", 136, 141), ("s2.0", "white_house", 141, 151))
    assert after["voice"].tolist()[2:] == ["kremlin", "white_house"]
    assert after["segment_id"].is_unique


@given(st.lists(st.tuples(st.integers(100, 134), st.integers(1, 35)), max_size=2))
def test_sentences_stay_covered_exactly_whatever_is_coded(spans):
    rows = [(n, "white_house", a, min(a + b, 135)) for n, (a, b) in zip(("s1.0", "s1.1"), spans, strict=False)]
    try:
        after = corrected(make_segments(), *rows) if rows else make_segments()
    except ValueError as error:
        assert "overlap" in str(error)
        return
    for sentence in SENTENCES.itertuples():
        inside = after[after["sentence_id"] == sentence.sentence_id]
        edges = [sentence.start, *inside["end"]]
        assert inside["start"].tolist() == edges[:-1] and edges[-1] == sentence.end
        assert "".join(inside["text"]) == sentence.text
    assert after["segment_id"].is_unique


def test_without_text_the_words_of_a_new_stretch_are_unknown(segments):
    sheet = pd.DataFrame([{"segment_id": "s1.1", "start": 114, "end": 135, "coded_voice": "", "coded_start": 110}])
    sheet["coded_end"] = ""
    after = corrections.apply_coding(segments.drop(columns="text"), sheet, SENTENCES.drop(columns="text"))
    assert after["n_words"].isna().tolist() == [True, True, False] and "text" not in after.columns


def test_a_sheet_that_does_not_fit_is_refused_in_one_sentence(segments):
    with pytest.raises(ValueError, match=r"segment 's1\.1' is coded as 'moon', which is no voice; the voices are"):
        corrected(segments, ("s1.1", "moon", "", ""))
    with pytest.raises(ValueError, match=r"coded as 90:135, which is not a stretch of its sentence 100:135"):
        corrected(segments, ("s1.1", "", 90, ""))
    with pytest.raises(ValueError, match=r"another coded stretch of its sentence ends at 120"):
        corrected(segments, ("s1.0", "", "", 120), ("s1.1", "", 114, ""))
    sheet = sheets.write_coding_sheet(segments, SENTENCES).assign(coded_voice="kremlin")
    with pytest.raises(ValueError, match=r"corrects the segment 's9\.0', which is not there"):
        corrections.apply_coding(segments, sheet.assign(segment_id="s9.0"), SENTENCES)
    with pytest.raises(ValueError, match=r"covers 114:135, the coding sheet says 114:130; make a new sheet"):
        corrections.apply_coding(segments, sheet[:1].assign(end=130), SENTENCES)
    with pytest.raises(ValueError, match="the coding sheet lacks the column 'coded_voice'"):
        corrections.apply_coding(segments, sheet.drop(columns="coded_voice"), SENTENCES)


def test_a_sheet_survives_its_way_through_a_file(segments, tmp_path):
    for name, table in (("segments", segments), ("sentences", SENTENCES)):
        tables.write_table(table, tmp_path / "corpus", name)
    sheet = sheets.save_coding_sheet(tmp_path / "corpus", tmp_path / "sheet.csv")
    assert len(sheets.read_coding(tmp_path / "sheet.csv")) == len(sheet)
    pd.testing.assert_frame_equal(
        corrections.apply_coding(segments, sheets.read_coding(tmp_path / "sheet.csv"), SENTENCES), segments
    )
    with pytest.raises(FileExistsError, match="may hold a coder's work"):
        sheets.save_coding_sheet(tmp_path / "corpus", tmp_path / "sheet.csv")
    sheet.assign(coded_start="12a").to_csv(tmp_path / "wrong.csv", index=False)
    with pytest.raises(ValueError, match=r"has coded_start '12a' for .*; write a whole number"):
        sheets.read_coding(tmp_path / "wrong.csv")
    with pytest.raises(FileNotFoundError, match=r"no coding sheet .*; make one with"):
        sheets.read_coding(tmp_path / "none.csv")


def test_a_voice_that_a_coder_gives_is_alone(segments):
    both = segments.assign(joint=["", "kremlin white_house", ""])
    assert corrected(both, ("s1.1", "white_house", "", ""))["joint"].tolist() == ["", "", ""]
    assert corrected(both, ("s2.0", "kremlin", "", ""))["joint"].tolist() == ["", "kremlin white_house", ""]


def test_labels_are_taken_for_voices(segments):
    study = load_study(EXAMPLE / "study.toml")
    sheet = pd.DataFrame({"coded_voice": ["Velmora", "norrund", "moon", ""]})
    assert corrections.name_voices(sheet, study)["coded_voice"].tolist() == ["velmora", "norrund", "moon", ""]


def test_a_sheet_follows_its_sentences_when_something_else_of_the_article_changes(tmp_path):
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "articles"))
    about = pd.read_csv(folder / "articles.csv", dtype=str, keep_default_na=False)
    about.drop(columns="sha256").to_csv(folder / "articles.csv", index=False)  # the file is changed below
    made = tmp_path / "made"
    pipeline.ingest(folder, folder / "study.toml", made)
    sheet = sheets.save_coding_sheet(made, tmp_path / "sheet.csv").reset_index(drop=True)
    row = sheet.index[(sheet["doc_id"] == "courier-call") & (sheet["voice"] != "outlet")][-1]
    sheet["coded_voice"] = sheet["coded_voice"].where(sheet.index != row, "third_party")
    sheets.write_sheet(sheet, tmp_path / "sheet.csv")
    article = folder / "courier.txt"
    text = article.read_text(encoding="utf-8")
    first, rest = text.split("\n\n", 1)
    article.write_text(
        f"{first}\n\nA storm was expected in the harbour, and the ferries stayed in.\n\n{rest}", encoding="utf-8"
    )
    pipeline.ingest(folder, folder / "study.toml", made, coding_file=tmp_path / "sheet.csv")
    coded = tables.read_table(made, "segments").query("coded == 'yes'")
    assert coded["text"].tolist() == [sheet.loc[row, "text"]] and coded["voice"].tolist() == ["third_party"]
    assert coded["segment_id"].tolist() != [sheet.loc[row, "segment_id"]], "it stands further down"


def test_a_sheet_in_which_nobody_wrote_corrects_nothing(tmp_path):
    made = tmp_path / "made"
    pipeline.ingest(EXAMPLE, EXAMPLE / "study.toml", made)
    before = tables.read_table(made, "segments")
    sheets.save_coding_sheet(made, tmp_path / "sheet.csv")
    pipeline.ingest(EXAMPLE, EXAMPLE / "study.toml", made, coding_file=tmp_path / "sheet.csv")
    pd.testing.assert_frame_equal(tables.read_table(made, "segments"), before)
