"""What a coder corrected -> segments: laws of a partition, manners, and sheets that moved."""

import pandas as pd
import pytest

from analysis.annotation.coding import corrections, sheets
from tests.annotation.coding.test_coding import SENTENCES, TEXT, make_segments

VOICES = ["kremlin", "white_house", "third_party", "outlet"]


def correct(*rows, segments=None):
    """Return the segments after corrections: dicts of the cells filled in, by segment_id."""
    segments = make_segments() if segments is None else segments
    sheet = sheets.write_coding_sheet(segments, SENTENCES).set_index("segment_id", drop=False)
    lines = [sheet.loc[name].to_dict() | {f"coded_{field}": cell for field, cell in own.items()} for name, own in rows]
    return corrections.apply_coding(segments, pd.DataFrame(lines), SENTENCES, VOICES)


def spans(segments):
    return [*zip(segments["start"], segments["end"], segments["voice"], segments["manner"], strict=True)]


WHOLE = spans(make_segments())


@pytest.mark.parametrize(
    ("corrected", "expected"),
    [
        (("s1.1", {"voice": "white_house"}), (114, 135, "white_house", "indirect")),
        (("s1.1", {"manner": "direct"}), (114, 135, "kremlin", "direct")),
        (("s1.1", {"voice": "white_house", "manner": "direct"}), (114, 135, "white_house", "direct")),
        (("s1.1", {"voice": "outlet"}), (114, 135, "outlet", "narration")),
        (("s1.0", {"voice": "kremlin"}), (100, 114, "kremlin", "indirect")),
        (("s1.0", {"voice": "kremlin", "manner": "direct"}), (100, 114, "kremlin", "direct")),
        (("s1.1", {"voice": "kremlin"}), (114, 135, "kremlin", "indirect")),
    ],
)
def test_a_corrected_segment_has_the_voice_and_manner_that_the_coder_gave(corrected, expected):
    after = spans(correct(corrected))
    assert expected in after
    assert [row for row in after if row not in WHOLE] == ([expected] if expected not in WHOLE else [])


def test_the_outlets_words_have_neither_source_nor_cue():
    after = correct(("s1.1", {"voice": "outlet"}))
    assert after["source"].tolist() == ["", "", ""]
    assert after["cue"].tolist() == ["", "", ""]
    assert correct(("s1.1", {"voice": "white_house"}))["source"].tolist() == ["", "Ada Stone", ""]


def test_narration_that_opens_a_quotation_becomes_direct():
    segments = make_segments()
    segments["text"] = segments["text"].where(segments["segment_id"] != "s2.0", "“Then it rains.")
    assert correct(("s2.0", {"voice": "kremlin"}), segments=segments)["manner"].tolist()[2] == "direct"
    assert correct(("s2.0", {"voice": "kremlin"}))["manner"].tolist()[2] == "indirect"


@pytest.mark.parametrize(
    ("corrected", "edges"),
    [
        (("s1.1", {"start": 110}), [(100, 110), (110, 135)]),
        (("s1.1", {"start": 119}), [(100, 119), (119, 135)]),
        (("s1.1", {"end": 130}), [(100, 114), (114, 130), (130, 135)]),
        (("s1.0", {"end": 120}), [(100, 120), (120, 135)]),
        (("s1.0", {"end": 135}), [(100, 135)]),
        (("s1.1", {"start": 100}), [(100, 135)]),
        (("s1.0", {"start": 104, "end": 110}), [(100, 104), (104, 110), (110, 135)]),
    ],
)
def test_neighbours_give_and_take_so_that_the_sentence_is_covered(corrected, edges):
    after = correct(corrected)
    first = after[after["sentence_id"] == "s1"]
    assert [*zip(first["start"], first["end"], strict=True)] == edges
    assert [*first["text"]] == [TEXT[a - 100 : b - 100] for a, b in edges]
    assert after["segment_id"].is_unique


def test_only_what_a_coder_touched_is_marked_as_coded():
    after = correct(("s1.1", {"start": 110}))
    assert after["coded"].tolist() == ["", "yes", ""]
    assert after["certainty"].tolist() == [0.9, 1.0, 0.7]


def test_scores_of_other_words_are_taken_away_and_of_the_same_words_kept():
    moved, renamed = correct(("s1.1", {"start": 110})), correct(("s1.1", {"voice": "white_house"}))
    assert moved["frame"].isna().tolist() == [True, True, False]
    assert renamed["frame"].notna().all()


@pytest.mark.parametrize("cells", [{"frame": "1"}, {"issues": "trade"}, {}])
def test_a_frame_or_an_issue_corrects_no_segment(cells):
    pd.testing.assert_frame_equal(correct(("s1.1", cells)), make_segments())


def test_the_order_of_corrections_does_not_matter():
    rows = [("s1.1", {"start": 110}), ("s2.0", {"voice": "kremlin"}), ("s1.0", {"end": 110})]
    pd.testing.assert_frame_equal(correct(*rows), correct(*rows[::-1]))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            ("s1.1", {"manner": "sung"}),
            "segment 's1.1' has the manner 'sung'; the manners are direct, indirect, narration",
        ),
        (("s1.1", {"voice": "moon"}), "is coded as 'moon', which is no voice; the voices are kremlin, white_house"),
        (("s1.1", {"end": 140}), "is coded as 114:140, which is not a stretch of its sentence 100:135"),
        (("s1.1", {"start": 130, "end": 120}), "is coded as 130:120, which is not a stretch"),
        (("s2.0", {"start": 120}), "is coded as 120:151, which is not a stretch of its sentence 136:151"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(row, said):
    with pytest.raises(ValueError, match=said):
        correct(row)


def test_tables_stay_as_they_are():
    segments = make_segments()
    before = segments.copy()
    correct(("s1.1", {"start": 110, "voice": "white_house"}), segments=segments)
    pd.testing.assert_frame_equal(segments, before)


NOW = pd.DataFrame(
    {"sentence_id": ["d.5", "d.6", "d.7"], "doc_id": "d", "start": [50, 60, 70], "text": ["No.", "Yes.", "Yes."]}
)


def follow(sentence, **cells):
    row = {"doc_id": "d", "segment_id": "d.3.1", "start": 40, "end": 43, "coded_start": pd.NA, "coded_end": pd.NA}
    return corrections.follow_sentences(pd.DataFrame([row | {"sentence": sentence} | cells]), NOW).iloc[0]


def test_a_sentence_that_moved_is_followed_with_its_offsets():
    found = follow("No.", coded_start=41)
    assert found["segment_id"] == "d.5.1"
    assert [int(found[column]) for column in ("start", "end", "coded_start")] == [50, 53, 51]
    assert pd.isna(found["coded_end"])


@pytest.mark.parametrize(
    ("sentence", "cells"),
    [
        ("Yes.", {}),
        ("Perhaps.", {}),
        ("No.", {"doc_id": "e"}),
        ("No.", {"segment_id": "d.5.1", "start": 50, "end": 53}),
    ],
)
def test_what_stands_nowhere_or_twice_or_where_it_was_is_left(sentence, cells):
    found = follow(sentence, **cells)
    assert found["segment_id"] == cells.get("segment_id", "d.3.1")
    assert int(found["start"]) == cells.get("start", 40)


def test_a_sentence_that_a_sheet_wrote_with_an_apostrophe_is_found():
    now = NOW.assign(text=["-No.", "Yes.", "Yes."])
    row = {"doc_id": "d", "segment_id": "d.3.0", "start": 40, "end": 44, "coded_start": pd.NA, "coded_end": pd.NA}
    found = corrections.follow_sentences(pd.DataFrame([row | {"sentence": "'-No."}]), now)
    assert found["segment_id"].tolist() == ["d.5.0"]


def test_without_its_words_nothing_is_followed():
    sheet = pd.DataFrame({"segment_id": ["d.3.0"], "start": [40]})
    pd.testing.assert_frame_equal(corrections.follow_sentences(sheet, NOW), sheet)
