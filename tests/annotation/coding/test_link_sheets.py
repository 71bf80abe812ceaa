"""A coder's sheet of links between claims out, the corrections back."""

import pandas as pd
import pytest

from analysis.annotation.coding import link_sheets
from analysis.annotation.events import claim_links, event_links
from analysis.corpus import tables
from tests.annotation.coding.test_coding import make_segments
from tests.annotation.events.test_events import a_pair

ROW = {"pair_id": "p", "segment_id": "g0", "other_segment_id": "g1", "coded": "yes"}


def read(tmp_path, *rows, **options):
    path = tmp_path / "links.csv"
    pd.DataFrame([ROW | row for row in rows]).to_csv(path, index=False, **options)
    return link_sheets.read_link_sheet(path)


def test_a_sheet_has_what_is_proposed_and_what_nearly_was():
    pairs, segments = a_pair()
    sheet = link_sheets.write_link_sheet(pairs, segments)
    scored = event_links.score_claims(pairs, segments)
    assert len(sheet) == (scored["score"] >= link_sheets.WORTH_A_LOOK).sum()
    assert (sheet["proposed"] == "yes").tolist() == (sheet["score"] >= claim_links.LINKED).tolist()
    assert (sheet[["coded", "note"]] == "").all(axis=None)


def test_each_row_shows_the_words_of_both_claims():
    pairs, segments = a_pair()
    sheet = link_sheets.write_link_sheet(pairs, segments)
    texts = segments.set_index("segment_id")["text"]
    assert sheet["claim"].tolist() == texts[sheet["segment_id"]].tolist()
    assert sheet["other_claim"].tolist() == texts[sheet["other_segment_id"]].tolist()


def test_without_text_no_sheet_is_made():
    pairs, segments = a_pair()
    with pytest.raises(ValueError, match="segments lacks the column 'text'"):
        link_sheets.write_link_sheet(pairs, segments.drop(columns="text"))


@pytest.mark.parametrize(("cell", "coded"), [("yes", "yes"), (" YES ", "yes"), ("No", "no")])
def test_an_answer_is_read_in_any_case(cell, coded, tmp_path):
    assert read(tmp_path, {"coded": cell})["coded"].tolist() == [coded]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_sheet_is_read_as_any_spreadsheet_saves_it(separator, tmp_path):
    assert len(read(tmp_path, {}, sep=separator, encoding="utf-8-sig")) == 1


def test_rows_that_say_nothing_are_left_out(tmp_path):
    found = read(tmp_path, {"coded": ""}, {"segment_id": "g5"}, {"coded": " "})
    assert found["segment_id"].tolist() == ["g5"]


@pytest.mark.parametrize("answer", ["maybe", "1", "true"])
def test_an_answer_that_is_none_is_refused(answer, tmp_path):
    with pytest.raises(ValueError, match=f"has coded = '{answer}'; write yes, no, or nothing"):
        read(tmp_path, {"coded": answer})


def test_two_claims_are_judged_once(tmp_path):
    with pytest.raises(ValueError, match="judges g0 and g1 twice; keep one row"):
        read(tmp_path, {}, {"coded": "no"})
    assert len(read(tmp_path, {}, {"pair_id": "q"})) == 2


@pytest.mark.parametrize("column", ["pair_id", "segment_id", "other_segment_id", "coded"])
def test_a_column_that_is_missing_is_named(column, tmp_path):
    pd.DataFrame([ROW]).drop(columns=column).to_csv(tmp_path / "links.csv", index=False)
    with pytest.raises(ValueError, match=column):
        link_sheets.read_link_sheet(tmp_path / "links.csv")


def test_a_sheet_that_is_not_there_is_said_with_how_to_make_one(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no sheet of links .*; make one with: readouts code CORPUS --pairs"):
        link_sheets.read_link_sheet(tmp_path / "none.csv")


def test_a_corpus_without_pairs_has_no_sheet(tmp_path):
    pairs, _ = a_pair()
    corpus = tmp_path / "corpus"
    tables.write_table(pairs.iloc[:0], corpus, "pairs")
    tables.write_table(make_segments(), corpus, "segments")
    with pytest.raises(ValueError, match="has no two texts on one event; see readouts ingest --pairs"):
        link_sheets.save_link_sheet(corpus, tmp_path / "links.csv")
    assert not (tmp_path / "links.csv").exists()
