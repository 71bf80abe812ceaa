"""Runs of n words as terms."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.terms import ngrams, terms
from analysis.corpus import words
from tests.annotation.terms.test_collocation import STUDY


def count(*texts, n=2, **options):
    table = pd.DataFrame({"segment_id": [f"s{i}" for i in range(len(texts))], "text": list(texts)})
    return [tuple(row) for row in ngrams.count_ngrams(table, n, **options).to_numpy().tolist()]


@pytest.mark.parametrize(
    ("text", "n", "runs"),
    [
        ("calm deep water", 1, {"calm": 1, "deep": 1, "water": 1}),
        ("calm deep water", 2, {"calm deep": 1, "deep water": 1}),
        ("calm deep water", 3, {"calm deep water": 1}),
        ("calm deep water", 4, {}),
        ("Calm, calm; CALM", 2, {"calm calm": 2}),
        ("a ferry. A ferry", 2, {"a ferry": 2, "ferry a": 1}),
        ("", 2, {}),
        ("… —", 1, {}),
    ],
)
def test_every_run_of_so_many_words_is_counted(text, n, runs):
    assert {run: number for _, run, number in count(text, n=n)} == runs


def test_runs_do_not_cross_segments_and_stand_by_segment_and_letters():
    assert count("deep water", "calm sea calm") == [
        ("s0", "deep water", 1),
        ("s1", "calm sea", 1),
        ("s1", "sea calm", 1),
    ]


def test_a_run_begins_and_ends_with_no_stop_word_where_that_is_asked_for():
    runs = [run for _, run, _ in count("the port of Hesk is open", n=3, stop_words=False)]
    assert runs == ["hesk is open", "port of hesk"]
    assert len(count("the port of Hesk is open", n=3)) == 4


def test_a_compound_is_one_word():
    assert [run for _, run, _ in count("The Old Ferry sank", study=STUDY)] == ["old ferry sank", "the old ferry"]
    assert [run for _, run, _ in count("The Old Ferry sank", n=1, study=STUDY)] == ["old ferry", "sank", "the"]


@given(st.text(alphabet="ab c,.'", max_size=40), st.integers(1, 4))
def test_a_text_of_m_words_has_m_less_n_and_one_runs(text, n):
    assert sum(number for *_, number in count(text, n=n)) == max(0, words.count_words(text) - n + 1)


@given(st.lists(st.text(alphabet="ab c,.'", max_size=20), max_size=4))
def test_runs_of_one_word_are_the_terms(texts):
    table = pd.DataFrame({"segment_id": [f"s{i}" for i in range(len(texts))], "text": texts}, dtype=str)
    ours, theirs = ngrams.count_ngrams(table, 1), terms.count_terms(table)
    assert sorted(map(tuple, ours.to_numpy().tolist())) == sorted(map(tuple, theirs.to_numpy().tolist()))


@pytest.mark.parametrize("n", [0, -1])
def test_no_run_is_shorter_than_a_word(n):
    with pytest.raises(ValueError, match=f"an n-gram has 1 word or more, found n = {n}"):
        count("word", n=n)
