"""Pairs of texts -> which claims of one side tell the same matter as which of the other."""

import pandas as pd
import pytest

from analysis.annotation.events import claim_links, event_links
from tests.annotation.events.test_events import ONE, TWO, a_pair, segments

COLUMNS = "pair_id event side doc_id other_side other_doc_id days found".split()


def judge(*rows):
    return pd.DataFrame(rows, columns=["pair_id", "segment_id", "other_segment_id", "coded"])


def list_links(links):
    return [*zip(links["segment_id"], links["other_segment_id"], strict=True)]


def test_links_are_those_of_the_claims_texts():
    pairs, table = a_pair()
    scored = claim_links.align_claims(ONE, TWO).query("linked")
    expected = [(f"g{row.claim}", f"g{len(ONE) + row.other}") for row in scored.itertuples()]
    links = event_links.link_pairs(pairs, table)
    assert list_links(links) == expected
    assert links["score"].tolist() == pytest.approx(scored["score"].tolist())
    assert set(links["pair_id"]) == {"pair-0001"}


def test_every_link_is_one_of_the_scored():
    pairs, table = a_pair()
    scored, links = event_links.score_claims(pairs, table), event_links.link_pairs(pairs, table)
    assert set(list_links(links)) < set(list_links(scored))
    assert scored["score"].min() < claim_links.LINKED <= links["score"].min()


def test_a_claim_in_several_segments_is_read_as_one_and_named_by_its_first():
    pairs, table = a_pair()
    text = table["text"].tolist()
    half = text[1].split(" ", 4)
    rows = [("n", "n1", "norrund", " ".join(half[:4])), ("n", "n1", "norrund", half[4])]
    rows = [("n", "n0", "norrund", text[0]), *rows, ("n", "n2", "norrund", text[2])]
    rows += [("v", f"v{i}", "velmora", told) for i, told in enumerate(TWO)]
    links = event_links.link_pairs(pairs, segments(*rows))
    assert list_links(links) == [("g1", "g4"), ("g3", "g6")]


def test_what_a_third_says_in_the_text_is_no_claim_of_the_side():
    pairs, table = a_pair()
    third = table.assign(voice=table["voice"].where(table["segment_id"] != "g1", "third_party"))
    assert "g1" not in event_links.score_claims(pairs, third)["segment_id"].tolist()


def test_what_a_coder_says_counts_and_what_he_leaves_stays():
    pairs, table = a_pair()
    plain = list_links(event_links.link_pairs(pairs, table))
    coded = judge(("pair-0001", "g1", "g3", "no"), ("pair-0001", "g0", "g4", "yes"), ("pair-0001", "g2", "g5", ""))
    links = event_links.link_pairs(pairs, table, coded)
    assert list_links(links) == [("g0", "g4"), ("g2", "g5")]
    assert links["score"].tolist()[0] == 1.0
    assert plain == [("g1", "g3"), ("g2", "g5")]


def test_a_sheet_without_a_verdict_changes_nothing():
    pairs, table = a_pair()
    coded = judge(("pair-0001", "g1", "g3", ""))
    pd.testing.assert_frame_equal(event_links.link_pairs(pairs, table, coded), event_links.link_pairs(pairs, table))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("pair-0002", "g1", "g3", "yes"), "has pair_id 'pair-0002', which this corpus has not; make the sheet anew"),
        (("pair-0001", "x1", "g3", "yes"), "has segment_id 'x1', which this corpus has not"),
        (("pair-0001", "g1", "x3", "yes"), "has other_segment_id 'x3', which this corpus has not"),
    ],
)
def test_a_sheet_of_another_corpus_is_refused(row, said):
    pairs, table = a_pair()
    with pytest.raises(ValueError, match=said):
        event_links.link_pairs(pairs, table, judge(row))


def test_pairs_are_linked_one_by_one():
    pairs, table = a_pair()
    again = table.assign(
        doc_id=table["doc_id"] + "2", sentence_id=table["sentence_id"] + "b", segment_id=table["segment_id"] + "b"
    )
    second = pairs.assign(pair_id="pair-0002", doc_id="n2", other_doc_id="v2")
    links = event_links.link_pairs(pd.concat([pairs, second]), pd.concat([table, again], ignore_index=True))
    alone = list_links(event_links.link_pairs(pairs, table))
    assert list_links(links) == [*alone, *((f"{one}b", f"{two}b") for one, two in alone)]


@pytest.mark.parametrize("silent", ["norrund", "velmora"])
def test_where_one_side_says_nothing_nothing_is_linked(silent):
    pairs, table = a_pair()
    links = event_links.link_pairs(pairs, table[table["voice"] != silent])
    assert links.empty
    assert list(links) == ["pair_id", "segment_id", "other_segment_id", "score"]


def test_no_pairs_give_an_empty_table():
    _, table = a_pair()
    assert event_links.link_pairs(pd.DataFrame(columns=COLUMNS), table).empty


def test_the_order_of_segments_does_not_matter_and_they_stay_as_they_are():
    pairs, table = a_pair()
    before = table.copy()
    shuffled = event_links.link_pairs(pairs, table.iloc[::-1])
    pd.testing.assert_frame_equal(shuffled, event_links.link_pairs(pairs, table))
    pd.testing.assert_frame_equal(table, before)
