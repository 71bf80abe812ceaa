"""Segments -> terms and their counts: by hand, and by laws."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.terms import terms
from analysis.corpus import words
from tests.annotation.terms.test_collocation import STUDY


def count(*texts, study=None):
    table = pd.DataFrame({"segment_id": [f"s{i}" for i in range(len(texts))], "text": list(texts)}, dtype=str)
    return [tuple(row) for row in terms.count_terms(table, study).to_numpy().tolist()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry, the FERRY.", {"the": 2, "ferry": 2}),
        ("Don't, don’t", {"don't": 2}),
        ("Hesk’s port", {"hesk": 1, "port": 1}),
        ("well-known, well known", {"well-known": 1, "well": 1, "known": 1}),
        ("the U.S. and us", {"the": 1, "u.s": 1, "and": 1, "us": 1}),
        ("3.5 of 10,000", {"3.5": 1, "of": 1, "10,000": 1}),
        ("— … !", {}),
    ],
)
def test_every_word_of_a_text_is_counted_as_the_term_it_is(text, expected):
    assert {term: n for _, term, n in count(text)} == expected


def test_terms_stand_in_the_order_of_segments_and_then_of_letters():
    assert count("b a b", "", "a") == [("s0", "a", 1), ("s0", "b", 2), ("s2", "a", 1)]


def test_a_compound_is_one_term_where_it_is_written_as_a_name():
    assert count("The Old Ferry", study=STUDY) == [("s0", "old ferry", 1), ("s0", "the", 1)]
    assert count("The Old Ferry") == [("s0", "ferry", 1), ("s0", "old", 1), ("s0", "the", 1)]


PART = st.text(alphabet="abc '-,.’\n", max_size=20)


@given(PART)
def test_counts_sum_to_the_words(text):
    assert sum(n for *_, n in count(text)) == words.count_words(text)


@given(PART, st.integers(1, 4))
def test_a_text_said_so_often_has_so_many_times_its_counts(text, times):
    once, often = count(text), count(" \n".join([text] * times))
    assert often == [(segment, term, n * times) for segment, term, n in once]


@given(st.lists(PART, max_size=4))
def test_segments_are_counted_one_by_one(texts):
    alone = [(f"s{i}", term, n) for i, text in enumerate(texts) for _, term, n in count(text)]
    assert count(*texts) == alone


@pytest.mark.parametrize("column", ["segment_id", "text"])
def test_what_is_needed_is_asked_for(column):
    table = pd.DataFrame({"segment_id": ["s"], "text": ["a"]}).drop(columns=column)
    with pytest.raises(ValueError, match=f"segments lacks the column '{column}'"):
        terms.count_terms(table)
