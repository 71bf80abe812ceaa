import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import paths
from analysis.corpus import sentences
from analysis.corpus.cleaning import cleaning

SHARED = paths.find_root().parent / "shared"


def split(text):
    return [text[start:end] for start, end in sentences.split_text(text)]


def run(text):
    articles = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    passages = cleaning.mark_passages(articles)
    return passages, sentences.split_sentences(articles, passages)


@pytest.mark.parametrize(
    "parts",
    [
        ["The U.S. envoy spoke.", "Mr. V. V. Orlov did not."],
        ["She met Gov. Ames, Sen. Lee and Lt. Gen. Orlov on Jan. 26.", "They agreed."],
        ["“We are tired.", "We are leaving,” said the pilot."],
        ["He left for the U.S.", "The talks ended at 5 p.m. Lys time."],
        ["On the programme “Harbour. Cable. Herring.” he said no.", "She agreed."],
        ["It ran as 'Voice of the North. Tonight.' for years.", "No longer."],
        ["They read it in «Canal. Today.» and laughed.", "Then they wept."],
        ["“Yes.”", "“No!”", "“Why?” asked the pilot."],
        ["1. The canal is reopened.", "2. The dues are halved."],
        ["The price rose by 3.5 per cent to $1.2 bn.", "No. 10 is silent."],
        ["He paused…", "Then he left."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts):
    assert split(" ".join(parts)) == parts


def test_a_sentence_may_run_over_a_line_break():
    assert split("The line breaks\nin the middle.\nThe next one does not.") == [
        "The line breaks\nin the middle.",
        "The next one does not.",
    ]


def test_the_headline_is_one_row_and_the_body_counts_paragraphs_and_positions():
    _, table = run("Ministers meet. Canal opens?\n\nThey met on Monday. They agreed.\n\nNobody asked about the price.")
    assert list(zip(table["sentence_id"], table["kind"], table["paragraph"], table["n_words"], strict=True)) == [
        ("a-0001", "headline", 0, 4),
        ("a-0002", "body", 1, 4),
        ("a-0003", "body", 1, 2),
        ("a-0004", "body", 2, 5),
    ]


PIECES = [
    "They met on Monday. ", "“Stop. Go,” she said.\t", "“Harbour. Cable. Herring.”", "é\u0301 🧑\u200d🚀 spoke.",
    "\r\n\r\n", "\n", "\u2028", "Mr. ", "U.S. ", "…", "2. ", "\xa0", "\ufeff", "'", "\"", "Leave a reply\n",
    "a" * 90, ") ", "！", "\x0c", "\x85", "Lt. Gen. ",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.text(max_size=12), st.sampled_from(PIECES)), max_size=40).map("".join)


@given(TEXTS)
def test_every_non_space_character_of_a_kept_passage_is_in_exactly_one_sentence(text):
    passages, table = run(text)
    kept = passages[passages["kind"].isin(sentences.KINDS)]
    times = [0] * len(text)
    for row in table.itertuples():
        assert row.text == text[row.start : row.end] == row.text.strip() != ""
        assert ((kept["start"] <= row.start) & (row.end <= kept["end"])).any()
        for i in range(row.start, row.end):
            times[i] += 1
    for row in kept.itertuples():
        assert all(times[i] == 1 for i in range(row.start, row.end) if not text[i].isspace())
    assert sum(times) == sum(len(row.text) for row in table.itertuples())
    assert table["start"].is_monotonic_increasing and table["sentence_id"].is_unique


def test_a_million_characters_without_a_full_stop_are_one_row():
    _, table = run("word " * 200_000)
    assert len(table) == 1 and table["n_words"].item() == 200_000


def test_a_megabyte_of_awkward_sentences_is_read_to_the_end():
    # What took time with the square of the length would not come back.
    unit = "He met Lt. Gen. Orlov. “Stop. Go,” she said of “Harbour. Cable.” and left. "
    few, many = (len(list(sentences.split_text(unit * times))) for times in (20, 14_000))
    assert many == few * 700


def test_a_passage_of_an_article_that_is_not_there_is_named():
    articles = pd.DataFrame({"doc_id": ["a"], "text": ["They met."]})
    passages = cleaning.mark_passages(articles)
    with pytest.raises(ValueError, match="passages has the doc_id 'a', which articles lacks"):
        sentences.split_sentences(articles.assign(doc_id="b"), passages)


def test_tables_stay_as_they_were_and_no_passage_gives_no_row():
    articles = pd.DataFrame({"doc_id": ["a"], "text": ["They met."]})
    passages = cleaning.mark_passages(articles)
    before = passages.copy()
    sentences.split_sentences(articles, passages)
    pd.testing.assert_frame_equal(passages, before)
    empty = sentences.split_sentences(articles, passages.iloc[:0])
    assert list(empty.columns) == sentences.COLUMNS and empty["start"].dtype == "int64"


@pytest.mark.skipif(not (SHARED / "articles").is_dir(), reason="needs the articles")
def test_the_sentences_are_the_ones_a_human_coder_marked():
    gold = pd.read_csv(paths.find_root() / "data" / "hand_coding.csv", keep_default_na=False)
    gold = gold[gold["kind"].isin(sentences.KINDS)]
    names = sorted(gold["file"].unique())
    texts = [(SHARED / "articles" / name).read_bytes().decode() for name in names]
    articles = pd.DataFrame({"doc_id": names, "text": texts})
    table = sentences.split_sentences(articles, cleaning.mark_passages(articles))
    found = set(zip(table["doc_id"], table["start"], table["end"], strict=True))
    coded = set(zip(gold["file"], gold["start"], gold["end"], strict=True))
    assert 2 * len(found & coded) / (len(found) + len(coded)) >= 0.96
