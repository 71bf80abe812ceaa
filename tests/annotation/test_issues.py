"""Segments -> mentions: where the terms of each issue stand."""

import pandas as pd
import pytest

from analysis.annotation.issues import find_mentions
from tests.measures.test_agenda import make_segments, make_study

STUDY = make_study(sea=[["deep sea", "tide*"]], fuel=[["peat"]])


def find(*rows):
    """Return (segment, issue, term, start) of each mention in segments given as (sentence, text)."""
    segments = make_segments(*((sentence, "a", "outlet", text) for sentence, text in rows))
    return [tuple(row) for row in find_mentions(segments, STUDY).to_numpy().tolist()]


@pytest.mark.parametrize(
    ("rows", "mentions"),
    [
        ([("1", "Tides and peat")], [("s0", "sea", "tide*", 0), ("s0", "fuel", "peat", 10)]),
        ([("1", "It rained. "), ("2", "Peat burns.")], [("s1", "fuel", "peat", 11)]),
        ([("1", "the deep "), ("1", "sea")], [("s0", "sea", "deep sea", 4)]),
        ([("1", "the deep "), ("2", "sea")], []),
        ([("1", "no peat, no "), ("1", "peat")], [("s0", "fuel", "peat", 3), ("s1", "fuel", "peat", 12)]),
        ([("1", "Repeat it.")], []),
        ([("1", "")], []),
        ([], []),
    ],
)
def test_a_mention_has_its_segment_and_its_place_in_the_file(rows, mentions):
    assert find(*rows) == mentions


def test_offsets_give_back_the_words():
    texts = ["The tides turned; ", "peat lay in the deep ", "sea."]
    whole = "".join(texts)
    words = [whole[start:].lower() for *_, start in find(*(("1", text) for text in texts))]
    assert [word.split()[0] for word in words] == ["tides", "peat", "deep"]


def test_segments_may_come_in_any_order_and_stay_as_they_are():
    segments = make_segments(("1", "a", "outlet", "the deep "), ("1", "a", "north", "sea and peat"))
    before = segments.copy()
    there, back = find_mentions(segments, STUDY), find_mentions(segments.iloc[::-1], STUDY)
    pd.testing.assert_frame_equal(there, back)
    pd.testing.assert_frame_equal(segments, before)


def test_documents_are_read_one_by_one():
    rows = [("1", "a", "outlet", "peat "), ("2", "b", "outlet", "tide ")]
    both = find_mentions(make_segments(*rows), STUDY)
    assert both["start"].tolist() == [0, 0]
    assert both["segment_id"].tolist() == ["s0", "s1"]


def test_no_mention_still_has_its_columns_and_types():
    table = find_mentions(make_segments(("1", "a", "outlet", "rain")), STUDY)
    assert list(table) == ["segment_id", "issue", "term", "start"]
    assert table["start"].dtype == "int64"
    assert table.empty


@pytest.mark.parametrize("column", ["segment_id", "sentence_id", "start", "text"])
def test_each_column_that_is_needed_is_asked_for(column):
    with pytest.raises(ValueError, match=f"segments lacks the column '{column}'"):
        find_mentions(make_segments(("1", "a", "outlet", "peat")).drop(columns=column), STUDY)
