import itertools

import numpy as np
import pandas as pd
import pytest

from analysis.annotation.reuse import text_overlap, text_reuse
from analysis.corpus import tables, words
from analysis.measures.reuse import shared_words

# One invented message in two translations, a report that quotes it in full, and sentences of their own.
TELEGRAM = "The two ports bear a special duty for calm waters and can, whatever divides them, mend many old quarrels."
TRANSLATED = "Both ports carry a special duty for calm waters; despite what divides them they may mend many quarrels."
PLAIN = "The harbour master opened the new lighthouse on Monday morning."
OTHER = "Rain is expected in the northern valleys until the end of the week."


def make_segments(*rows):
    made = [(f"s{n}", doc, len(words.WORD.findall(text)), text) for n, (doc, text) in enumerate(rows)]
    return pd.DataFrame(made, columns=["segment_id", "doc_id", "n_words", "text"])


def pairs(table):
    return {(row.segment_id, row.other_segment_id): (row.n_shared, round(row.share, 2)) for row in table.itertuples()}


def test_the_same_words_are_found_from_either_side_and_counted_in_words():
    segments = make_segments(("a", TELEGRAM), ("b", f"According to the north, “{TELEGRAM}”"), ("c", PLAIN))
    assert pairs(text_reuse.find_reuse(segments)) == {("s0", "s1"): (19, 1.0), ("s1", "s0"): (19, 0.83)}


def test_two_translations_of_one_sentence_are_aligned():
    found = pairs(text_reuse.find_reuse(make_segments(("a", TELEGRAM), ("b", TRANSLATED), ("c", PLAIN), ("d", OTHER))))
    assert set(found) == {("s0", "s1"), ("s1", "s0")}
    assert min(n for n, _ in found.values()) >= 9


def test_a_headline_repeated_in_the_same_article_is_found():
    table = text_reuse.find_reuse(make_segments(("a", PLAIN), ("a", OTHER), ("a", PLAIN.upper())))
    assert set(pairs(table)) == {("s0", "s2"), ("s2", "s0")}
    assert (table["doc_id"] == table["other_doc_id"]).all()


def test_names_and_function_words_in_common_are_no_reuse():
    names = "Minister Ada Brook of the United Isles of Norland"
    segments = make_segments(
        ("a", f"Today {names} sings."), ("b", f"Later {names} left."), ("c", f"Once {names} slept.")
    )
    assert text_reuse.find_reuse(segments).empty


def test_what_stands_in_more_places_than_a_formula_may_is_no_reuse():
    segments = make_segments(*((f"d{n}", PLAIN) for n in range(6)))
    assert len(text_reuse.find_reuse(segments, places=6)) == 30
    assert text_reuse.find_reuse(segments, places=5).empty


def test_pairs_by_run_are_those_of_comparing_every_two_segments():
    words = ["tide", "crew", "sail", "rope"]
    texts = [" ".join(text) for text in itertools.product(words, repeat=4)][::7]
    wordings = text_overlap.read_wordings(texts)
    runs = [{tuple(text.split()[n : n + 3]) for n in range(2)} for text in texts]
    slow = {(a, b) for a, b in itertools.combinations(range(len(texts)), 2) if runs[a] & runs[b]}
    found = text_reuse.pair_by_run(wordings, 3, most=1000)
    assert list(zip(found >> 32, found & 2**32 - 1, strict=True)) == sorted(slow)


def test_the_table_is_the_same_however_little_is_held_at_a_time(monkeypatch):
    words = [f"{start}{end}" for start in ("bal", "cor", "dun", "fel") for end in ("ting", "mer", "stone")]
    drawn = np.random.default_rng(7).choice(words, size=(60, 8))
    segments = make_segments(*((f"d{n % 9}", " ".join(text)) for n, text in enumerate(drawn)))
    whole = text_reuse.find_reuse(segments)
    for name in ("PAIRS", "ROWS", "KEYS"):
        monkeypatch.setattr(text_reuse, name, 7)
    assert len(list(text_reuse.stream_reuse(segments))) > 9
    pd.testing.assert_frame_equal(text_reuse.find_reuse(segments), whole)
    number = whole["segment_id"].str[1:].astype(int)
    assert (np.lexsort((-whole["n_shared"], number)) == np.arange(len(whole))).all()


def test_one_segment_or_none_gives_an_empty_table_with_its_columns():
    for segments in (make_segments(("a", PLAIN)), make_segments()):
        assert text_reuse.find_reuse(segments).columns.tolist() == list(tables.COLUMNS["reuse"])


def test_words_that_stand_twice_count_once_the_first_time():
    segments = make_segments(("a", PLAIN), ("b", OTHER), ("b", PLAIN))
    found = text_reuse.find_reuse(segments)
    assert shared_words.once(segments, found) == ["s2"]
    articles = pd.DataFrame({"doc_id": ["a", "b"], "published": ["", "2031-01-01"]})
    assert shared_words.once(segments, found, articles) == ["s0"]
    assert shared_words.once(segments, found.iloc[:0]) == []


def test_of_a_quotation_and_a_part_of_it_the_part_is_left_out():
    part = "The two ports bear a special duty for calm waters"
    for rows in ([("a", part), ("b", TELEGRAM)], [("a", TELEGRAM), ("b", part)]):
        segments = make_segments(*rows, ("c", PLAIN))
        kept = segments[~segments["segment_id"].isin(shared_words.once(segments, text_reuse.find_reuse(segments)))]
        assert kept["text"].tolist() == [text for _, text in rows if text == TELEGRAM] + [PLAIN]


def test_the_share_of_an_article_that_stands_elsewhere_takes_each_word_once():
    segments = make_segments(("a", PLAIN), ("a", OTHER), ("b", PLAIN), ("c", PLAIN))
    table = shared_words.summarise_reuse(segments, text_reuse.find_reuse(segments)).set_index("doc_id")
    assert table.loc["a", ["n_words", "n_shared", "n_documents", "n_left_out"]].tolist() == [23, 10, 2, 0]
    assert table.loc["a", "share"] == pytest.approx(10 / 23)
    assert table.loc["c", ["n_shared", "share", "n_left_out"]].tolist() == [10, 1.0, 10]


def test_the_matrix_of_articles_has_every_pair_and_the_repeats_on_its_diagonal():
    segments = make_segments(("a", PLAIN), ("a", PLAIN), ("b", OTHER))
    table = shared_words.compare_documents(segments, text_reuse.find_reuse(segments)).set_index(
        ["doc_id", "other_doc_id"]
    )
    assert table["n_shared"].tolist() == [20, 0, 0, 0]
    assert table.loc[("a", "a"), "share"] == 1.0


def test_the_matrix_of_many_articles_has_those_that_share_most():
    segments = make_segments(("a", OTHER), ("b", PLAIN), ("c", TELEGRAM), ("d", TELEGRAM), ("e", PLAIN))
    table = shared_words.compare_documents(segments, text_reuse.find_reuse(segments), most=2)
    assert table["doc_id"].unique().tolist() == ["c", "d"]


def test_reuse_with_segments_that_are_not_given_is_left_aside():
    segments = make_segments(("a", PLAIN), ("b", PLAIN))
    found = text_reuse.find_reuse(segments)
    assert shared_words.once(segments.iloc[1:], found) == []
    assert shared_words.summarise_reuse(segments.iloc[1:], found)["n_shared"].tolist() == [0]


def test_segments_without_text_are_refused_with_the_command_that_makes_them():
    with pytest.raises(ValueError, match=r"segments lacks the column 'text'.*python -m analysis ingest"):
        text_reuse.find_reuse(make_segments(("a", PLAIN)).drop(columns="text"))
    with pytest.raises(ValueError, match="reuse lacks the column 'segment_id'"):
        shared_words.once(make_segments(("a", PLAIN)), pd.DataFrame())
