"""Articles -> the tables that the text of each gives by itself: laws that hold for any article."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.annotation import article_tables
from analysis.annotation.coding import sheets
from analysis.corpus.study import load_study
from analysis.corpus.words import count_words

STUDY = load_study(Path(__file__).resolve().parents[2] / "data" / "example" / "study.toml")
CALL = """The first call

Soren said on Tuesday that the herring quota was fair. “The ports stay open,” Brand told reporters in Hesk.

A storm was expected over the Northern Sound. Brand thanked Soren for her sympathy after the storm.
"""
LETTER = """A letter from the coast

The keepers of the light wrote that Velmora would not sign the cable treaty. Nobody answered them.
"""


def make_articles(*texts, genre="news", language="en"):
    rows = [(f"d{n}", "Harbour Courier", genre, "2024-05-14", "", language, text) for n, text in enumerate(texts)]
    columns = ["doc_id", "outlet", "genre", "published", "title", "language", "text"]
    return pd.DataFrame(rows, columns=columns).assign(event="", credit="", counterparts="")


def annotate(*texts, coded=None, **options):
    return article_tables.annotate_articles(make_articles(*texts, **options), STUDY, coded)


@pytest.fixture(scope="module")
def made():
    return annotate(CALL, LETTER)


def test_every_table_that_needs_the_text_is_made(made):
    names = "passages sentences segments terms mentions contributions targets signatures"
    assert sorted(made) == sorted(names.split())
    assert all(len(table) for table in made.values())


def test_offsets_point_into_the_text(made):
    texts = make_articles(CALL, LETTER).set_index("doc_id")["text"]
    for name in ("sentences", "segments"):
        for row in made[name].itertuples():
            assert texts[row.doc_id][row.start : row.end] == row.text


def test_segments_cover_their_sentences_without_a_gap(made):
    for sentence in made["sentences"].itertuples():
        own = made["segments"].query("sentence_id == @sentence.sentence_id").sort_values("start")
        assert [sentence.start, *own["end"]] == [*own["start"], sentence.end]


def test_terms_sum_to_the_words_of_each_segment(made):
    counts = made["terms"].groupby("segment_id")["count"].sum()
    segments = made["segments"].set_index("segment_id")
    joined = segments["text"].str.replace("Northern Sound", "x").str.replace("herring quota", "x")
    joined = joined.str.replace("cable treaty", "x")
    assert counts.reindex(joined.index, fill_value=0).tolist() == [count_words(text) for text in joined]


def test_contributions_sum_to_the_scores(made):
    sums = made["contributions"].pivot_table("value", "segment_id", "instrument", aggfunc="sum")
    segments = made["segments"].set_index("segment_id")
    for instrument in ("vader", "frame"):
        expected = segments[instrument].fillna(0)
        assert sums[instrument].reindex(expected.index).fillna(0).tolist() == pytest.approx(expected.tolist())


def test_whose_words_they_are_is_read(made):
    said = made["segments"].query("voice != 'outlet'").set_index("text")["voice"].to_dict()
    assert said["that the herring quota was fair."] == "velmora"
    assert any(voice == "norrund" and "ports stay open" in text for text, voice in said.items())


def test_articles_are_annotated_one_by_one(made):
    alone = annotate(CALL)
    for name, table in alone.items():
        first = made[name][made[name].iloc[:, 0].astype(str).str.startswith("d0")]
        pd.testing.assert_frame_equal(first.reset_index(drop=True), table.reset_index(drop=True), check_like=True)


def test_what_is_in_another_language_is_kept_and_read_no_further():
    made = annotate(CALL, LETTER, language="fr")
    assert made["sentences"].empty
    assert made["segments"].empty
    assert set(made["passages"]["doc_id"]) == {"d0", "d1"}
    assert made["signatures"]["n_runs"].gt(0).all()


def test_a_coders_corrections_are_in_all_tables_that_stand_on_them(made):
    sheet = sheets.write_coding_sheet(made["segments"], made["sentences"])
    row = sheet.index[sheet["voice"] == "norrund"][0]
    sheet.loc[row, "coded_voice"] = "Velmora"
    after = annotate(CALL, LETTER, coded=sheet)["segments"].set_index("segment_id")
    name = sheet.loc[row, "segment_id"]
    assert after.loc[name, ["voice", "coded"]].tolist() == ["velmora", "yes"]
    others = after.index != name
    before = made["segments"].set_index("segment_id")["voice"]
    assert after.loc[others, "voice"].tolist() == before[others].tolist()


def test_a_sheet_on_other_articles_is_passed_over(made):
    sheet = sheets.write_coding_sheet(made["segments"], made["sentences"]).drop(columns=["text", "sentence"])
    other = sheet.assign(segment_id="e9.0.0", coded_voice="moon")
    pd.testing.assert_frame_equal(annotate(CALL, LETTER, coded=other)["segments"], made["segments"])


def test_rows_of_a_sheet_that_say_something_are_listed_with_their_sentence(made):
    sheet = sheets.write_coding_sheet(made["segments"], made["sentences"])
    assert article_tables.list_coded(sheet).empty
    sheet.loc[[0, 1], ["coded_voice", "coded_frame"]] = [["velmora", ""], ["", "1"]]
    coded = article_tables.list_coded(sheet)
    assert coded["segment_id"].tolist() == [sheet.loc[0, "segment_id"]]  # a frame corrects no segment
    assert coded["sentence_id"].tolist() == [sheet.loc[0, "segment_id"].rsplit(".", 1)[0]]
