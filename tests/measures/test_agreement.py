import numpy as np
import pandas as pd
import pytest

from analysis.measures.validity import agreement


def table(columns, rows):
    return pd.DataFrame(rows, columns=columns.split())


@pytest.fixture
def corpus():
    """Two articles, four sentences; the first sentence has an outlet's and a source's segment."""
    sentences = table(
        "sentence_id doc_id kind paragraph position start end n_words frame",
        [("s1", "d1", "body", 0, 0, 0, 50, 8, 0.5), ("s2", "d1", "body", 0, 1, 51, 90, 6, -0.2),
         ("s3", "d2", "body", 0, 0, 0, 40, 7, 0.0), ("s4", "d2", "body", 0, 1, 41, 80, 7, np.nan)],
    )  # fmt: skip
    rows = [("s1.0", "s1", "d1", 0, 10, "outlet"), ("s1.1", "s1", "d1", 10, 50, "kremlin"),
            ("s2.0", "s2", "d1", 51, 90, "kremlin"), ("s3.0", "s3", "d2", 0, 40, "outlet"),
            ("s4.0", "s4", "d2", 41, 80, "white_house")]  # fmt: skip
    segments = table("segment_id sentence_id doc_id start end voice", rows)
    for column in ("manner", "source", "cue", "resolution", "coded"):
        segments[column] = ""
    segments = segments.assign(certainty=1.0, n_words=4)
    return {
        "sentences": sentences,
        "segments": segments,
        "mentions": table("segment_id issue term", [("s1.1", "trade", "trade"), ("s2.0", "iran", "iran")]),
        "articles": table("doc_id source_file", [("d1", "one.txt"), ("d2", "two.txt")]),
    }


@pytest.fixture
def coding():
    return table(
        ",".join(agreement.CODING).replace(",", " "),
        [("one.txt", 0, 48, "body", "kremlin", "", "trade", "1", "1", "1"),
         ("one.txt", 51, 90, "body", "white_house", "", "iran trade", "-1", "1", "0"),
         ("two.txt", 0, 40, "body", "outlet", "", "", "0", "0", "1"),
         ("two.txt", 41, 80, "body", "kremlin white_house", "", "", "1", "1", "1"),
         ("two.txt", 81, 99, "boilerplate", "", "", "", "", "1", ""),
         ("gone.txt", 0, 9, "body", "outlet", "", "", "0", "1", "1")],
    )  # fmt: skip


def test_each_coded_sentence_meets_what_overlaps_it_most(corpus, coding):
    compared = agreement.compare_coding(**corpus, hand_coding=coding)
    assert compared["sentence_id"].tolist() == ["s1", "s2", "s3", "s4"]
    assert compared["found_voice"].tolist() == ["kremlin", "kremlin", "outlet", "white_house"]
    assert compared["coded_voice"].tolist()[3] == "kremlin white_house"
    assert compared["found_issues"].tolist() == ["trade", "iran", "none", "none"]
    assert compared["found_frame"].tolist() == ["conciliatory", "confrontational", "neutral", ""]
    assert compared["certain"].tolist() == [True, True, False, True]


def test_accuracy_and_f1_by_hand_and_alpha_of_perfect_agreement_is_one(corpus, coding):
    compared = agreement.compare_coding(**corpus, hand_coding=coding)
    scores = agreement.score_agreement(compared).set_index("variable")
    assert scores.loc["voice", "accuracy"] == 0.5 and scores.loc["frame", "accuracy"] == 0.75
    assert scores.loc["issues", "micro_f1"] == pytest.approx(2 * 2 / (2 + 3))
    assert scores.loc["voice", "macro_f1"] == pytest.approx((2 / 4 + 2 / 3 + 2 / 2) / 3)
    assert "2 articles" in scores.loc["voice", "refusal"]
    assert agreement.find_alpha(compared["coded_voice"], compared["coded_voice"], "MASI") == 1.0


def test_alpha_equals_krippendorffs_own_example_of_two_coders():
    # Krippendorff (2011), Computing Krippendorff's alpha-reliability, table A: ten units, nominal labels 0 and 1.
    first, second = "0 1 0 0 0 0 0 0 1 0".split(), "1 1 1 0 0 1 0 0 0 0".split()
    assert agreement.find_alpha(pd.Series(first), pd.Series(second), "MASI") == pytest.approx(0.095, abs=0.001)


def test_a_single_label_leaves_alpha_undefined_instead_of_perfect():
    same = pd.Series(["outlet"] * 4)
    assert np.isnan(agreement.find_alpha(same, same, "MASI"))


def test_the_cells_of_a_confusion_table_add_up_to_the_sentences(corpus, coding):
    compared = agreement.compare_coding(**corpus, hand_coding=coding)
    cells = agreement.confuse_labels(compared, "voice", ["kremlin", "white_house", "outlet"])
    assert cells["n"].sum() == 4
    assert cells["coded"].unique().tolist() == ["kremlin", "white_house", "outlet", "kremlin white_house"]
    assert cells.query("coded == 'white_house' and found == 'kremlin'")["n"].tolist() == [1]


def test_wrong_tables_are_refused_in_one_sentence(corpus, coding):
    with pytest.raises(ValueError, match="hand_coding lacks the column 'frame_certain'; it has file"):
        agreement.compare_coding(**corpus, hand_coding=coding.drop(columns="frame_certain"))
    with pytest.raises(ValueError, match=r"none of the coded files is in the corpus: coded are x\.txt"):
        agreement.compare_coding(**corpus, hand_coding=coding.assign(file="x.txt"))
    with pytest.raises(ValueError, match="'tone' was not compared; the variables are voice, issues, frame"):
        agreement.score_agreement(agreement.compare_coding(**corpus, hand_coding=coding), ["tone"])


def test_what_was_not_coded_has_no_row(corpus, coding):
    compared = agreement.compare_coding(**corpus, hand_coding=coding).assign(coded_frame="")
    assert agreement.score_agreement(compared)["variable"].tolist() == ["voice", "issues"]
