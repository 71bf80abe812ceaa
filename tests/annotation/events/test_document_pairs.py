"""Which two texts tell one event, one of either side."""

import pandas as pd
import pytest

from analysis.annotation.events import document_pairs
from tests.annotation.events.test_events import NOBODY, NORRUND, VELMORA, articles, segments, told


def call(doc_id, outlet, day, title="", text="They spoke.", event=""):
    """Return the row of a call of a side with the other."""
    title = title or ("Call with Chancellor Rek" if outlet == NORRUND else "Call with President Brandt")
    return (doc_id, outlet, "readout", f"2031-03-{day:02}" if day else "", title, text, event)


def pair(study, *rows, **options):
    """Return doc_id and other_doc_id of each pair."""
    found = document_pairs.pair_documents(told(study, *rows), NOBODY, study, **options)
    return found[["doc_id", "other_doc_id"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("ours", "theirs", "days", "paired"),
    [(1, 1, 2, True), (1, 3, 2, True), (3, 1, 2, True), (1, 4, 2, False), (1, 4, 3, True), (1, 2, 0, False)],
)
def test_two_texts_pair_within_so_many_days(ours, theirs, days, paired, study):
    assert pair(study, call("n", NORRUND, ours), call("v", VELMORA, theirs), days=days) == (
        [["n", "v"]] if paired else []
    )


def test_the_first_sides_text_stands_first_whatever_the_order_of_rows(study):
    rows = [call("n", NORRUND, 1), call("v", VELMORA, 1), call("n2", NORRUND, 9), call("v2", VELMORA, 9)]
    assert pair(study, *rows) == pair(study, *rows[::-1]) == [["n", "v"], ["n2", "v2"]]


def test_the_nearest_in_time_pair_and_none_pairs_twice(study):
    rows = [call("n", NORRUND, 3), call("near", VELMORA, 4), call("far", VELMORA, 5)]
    assert pair(study, *rows) == [["n", "near"]]


def test_those_that_name_more_of_the_same_people_pair_first(study):
    rows = [
        call("n", NORRUND, 3, text="Rek spoke with Ada Holt and Ben Ray."),
        call("other", VELMORA, 3, text="Brandt spoke of peat."),
        call("same", VELMORA, 3, text="Ada Holt and Ben Ray joined Rek."),
    ]
    assert pair(study, *rows) == [["n", "same"]]


def test_one_genre_pairs_before_another(study):
    rows = [
        call("n", NORRUND, 3),
        call("meeting", VELMORA, 3, "Meeting with President Brandt"),
        call("call", VELMORA, 4),
    ]
    assert pair(study, *rows) == [["n", "call"]]


@pytest.mark.parametrize(
    "rows",
    [
        [call("n", NORRUND, 1), call("n2", NORRUND, 1)],
        [call("n", NORRUND, 1), call("v", VELMORA, 1, "Call with the Queen of Denmark")],
        [call("n", NORRUND, 1), call("v", VELMORA, 1, "Executive order on trade")],
        [call("n", NORRUND, 1), call("g", "Gazette", 1)],
        [call("n", NORRUND, 1), call("v", VELMORA, 0)],
        [call("n", NORRUND, 1)],
        [],
    ],
)
def test_texts_of_one_side_of_other_talks_or_without_a_date_do_not_pair(rows, study):
    assert pair(study, *rows) == []


def test_one_event_pairs_whatever_the_days_and_two_events_do_not(study):
    one, other = call("n", NORRUND, 1, event="dam"), call("v", VELMORA, 20, event="dam")
    assert pair(study, one, other) == [["n", "v"]]
    assert pair(study, one, call("v", VELMORA, 1, event="lock")) == []
    assert pair(study, one, call("v", VELMORA, 1)) == []


def test_what_is_given_comes_first_whichever_way_round(study):
    rows = [call("n", NORRUND, 1), call("v", VELMORA, 1), call("late", VELMORA, 20)]
    for ends in (("n", "late"), ("late", "n")):
        given = pd.DataFrame([ends], columns=["doc_id", "other_doc_id"])
        assert pair(study, *rows, given=given) == [["n", "late"]]


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (("n", "x"), "the file of pairs names 'x', which is no doc_id of this corpus; correct the row"),
        (("n", "n"), "n by Palace of Norrund and n by Palace of Norrund; they must be of two of the sides norrund, v"),
        (("n", "g"), "n by Palace of Norrund and g by Gazette; they must be of two of the sides norrund, velmora"),
    ],
)
def test_a_pair_that_can_be_none_is_refused_in_words(ends, said, study):
    rows = [call("n", NORRUND, 1), call("g", "Gazette", 1)]
    given = pd.DataFrame([ends], columns=["doc_id", "other_doc_id"])
    with pytest.raises(ValueError, match=said):
        pair(study, *rows, given=given)


def test_the_days_between_are_counted_from_the_first_side(study):
    rows = [call("n", NORRUND, 3), call("v", VELMORA, 2)]
    found = document_pairs.pair_documents(told(study, *rows), NOBODY, study)
    assert found[["pair_id", "side", "other_side", "days", "found"]].to_numpy().tolist() == [
        ["pair-0001", "norrund", "velmora", -1.0, "counterpart"]
    ]


@pytest.mark.parametrize(
    ("voices", "both"),
    [
        (["norrund", "velmora"] * 3, ["g"]),
        (["norrund", "velmora"] * 2 + ["norrund"], []),
        (["norrund"] * 6, []),
        (["norrund", "third_party"] * 3, []),
        ([], []),
    ],
)
def test_an_article_carries_both_with_three_claims_of_each(voices, both, study):
    rows = [("g", f"s{n}", voice, "Words.") for n, voice in enumerate(voices)]
    assert document_pairs.find_both(segments(*rows), study) == dict.fromkeys(both, ("norrund", "velmora"))


def test_three_segments_of_one_sentence_are_one_claim(study):
    rows = [("g", "s0", "norrund", "Words.")] * 3 + [("g", f"v{n}", "velmora", "Words.") for n in range(3)]
    assert document_pairs.find_both(segments(*rows), study) == {}


def test_a_file_of_pairs_is_read_as_it_is(tmp_path):
    (tmp_path / "pairs.csv").write_text("doc_id,other_doc_id,event\nn,v,dam\n", encoding="utf-8")
    assert document_pairs.read_pairs(tmp_path / "pairs.csv").to_dict("records") == [
        {"doc_id": "n", "other_doc_id": "v", "event": "dam"}
    ]


def test_no_article_gives_an_empty_table_with_its_columns(study):
    table = articles().assign(counterparts="")
    found = document_pairs.pair_documents(table, NOBODY, study)
    assert found.empty
    assert list(found) == "pair_id event side doc_id other_side other_doc_id days found".split()
