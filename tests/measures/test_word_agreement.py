"""Whose words, word by word, by hand."""

import pandas as pd
import pytest

from analysis import paths
from analysis.measures.validity import coder_comparison, word_agreement

ARTICLES = pd.DataFrame({"doc_id": ["d"], "source_file": ["d.txt"]})
SEGMENTS = pd.DataFrame(
    [
        ("d", 0, 10, "outlet", "", "nothing found", 2),
        ("d", 10, 50, "north", "", "name", 8),
        ("d", 50, 60, "north", "north south", "both sides", 2),
        ("d", 60, 70, "south", "north south", "both sides", 2),
    ],
    columns=["doc_id", "start", "end", "voice", "joint", "resolution", "n_words"],
)
SPANS = pd.DataFrame(
    [
        ("d.txt", 0, 10, "outlet"),
        ("d.txt", 10, 40, "north"),
        ("d.txt", 40, 50, "outlet"),
        ("d.txt", 50, 70, "south north"),
    ],
    columns=["file", "start", "end", "voice"],
)


@pytest.fixture
def comparison():
    return word_agreement.compare_spans(SEGMENTS, ARTICLES, SPANS)


def test_words_of_a_segment_over_two_spans_are_shared_out_by_characters(comparison):
    assert comparison[["coded", "found", "n_words"]].to_numpy().tolist() == [
        ["outlet", "outlet", 2],
        ["north", "north", 6],
        ["outlet", "north", 2],
        ["north south", "north south", 2],
        ["north south", "north south", 2],
    ]


def test_the_share_in_the_right_voice_by_hand(comparison):
    table = word_agreement.score_words(comparison, ["outlet", "north"]).set_index("voice")
    assert table.loc["all", ["recall", "n_coded"]].tolist() == [pytest.approx(12 / 14), 14]
    assert table.loc["north", ["recall", "precision"]].tolist() == [1, 0.75]
    assert table.loc["outlet", ["recall", "precision"]].tolist() == [0.5, 1]
    assert "1 article" in table.loc["all", "refusal"]


def test_every_word_is_in_one_cell_and_a_row_adds_up_to_one(comparison):
    cells = word_agreement.confuse_words(comparison, ["north"])
    assert cells["n"].sum() == 14
    assert cells.groupby("coded")["share"].sum().tolist() == [1, 1, 1]
    assert cells.set_index(["coded", "found"]).loc[("outlet", "north"), "n"] == 2


def test_the_half_in_which_a_word_of_both_fell_does_not_matter(comparison):
    exchanged = SEGMENTS.assign(voice=["outlet", "north", "south", "north"])
    pd.testing.assert_frame_equal(word_agreement.compare_spans(exchanged, ARTICLES, SPANS), comparison)


def test_spans_of_other_files_are_refused():
    with pytest.raises(ValueError, match="none of the coded files is in the corpus: coded are d"):
        word_agreement.compare_spans(SEGMENTS, ARTICLES.assign(source_file="e.txt"), SPANS)


def test_the_spans_of_the_five_articles_do_not_overlap_and_name_voices():
    spans = pd.read_csv(paths.find_root() / "data" / coder_comparison.SPANS_FILE).sort_values(["file", "start"])
    assert list(spans.columns) == list(word_agreement.SPANS)
    assert spans["file"].nunique() == 5
    assert (spans["start"] < spans["end"]).all()
    after = spans.groupby("file")["start"].shift(-1)
    assert not (after < spans["end"]).any()
    assert set(" ".join(spans["voice"]).split()) == {"kremlin", "white_house", "third_party", "outlet"}


def test_the_shipped_corpus_is_compared_without_text():
    words = coder_comparison.compare_words_with_coder(paths.find_root() / "data" / "corpus")
    table = word_agreement.score_words(words).set_index("voice")
    assert table.loc["all", "recall"] > 0.9


def test_a_corpus_is_put_beside_the_sentences_that_a_coder_read():
    found = coder_comparison.compare_with_coder(paths.find_root() / "data" / "corpus")
    coded = pd.read_csv(paths.find_root() / "data" / coder_comparison.CODING_FILE)
    assert 0 < len(found) <= len(coded)
