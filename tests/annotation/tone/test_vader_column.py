"""Texts -> VADER's tokens, each distinct one looked up once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.tone.vader_column import NOWHERE, neighbours, split_column

TEXTS = ["a very good plan", "", "GOOD , but not kind", "x"]


def spell(column, row):
    """Return the tokens of a text as the column has them: OTHER for words that no rule knows."""
    return [column.words[number] for number in column.token[column.row == row]]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("very good", ["very", "good"]),
        ("a very good plan", ["very", "good", "a"]),  # single letters drop out; an unknown word is OTHER
        ("Very GOOD", ["Very", "GOOD"]),
        ("PLAN plan", ["A", "a"]),
        ("good, good! (good", ["good", "good", "a"]),
        ("didn't", ["didn't"]),
        ("good—bad", ["good", "bad"]),  # what is odd is evened out, as in every instrument of tone
        ("plan.Good (bad--\u00a0good)", ["a", "Good", "a", "a"]),
        ("“good” g\u00adood", ["a", "good"]),
        ("", []),
        (". ,", []),
    ],
)
def test_words_are_kept_that_a_rule_or_the_lexicon_knows(text, tokens):
    assert spell(split_column([text]), 0) == tokens


def test_each_token_has_its_text_and_its_place_in_it():
    column = split_column(TEXTS)
    assert column.n_rows == 4
    assert column.row.tolist() == [0, 0, 0, 2, 2, 2, 2]
    assert column.place.tolist() == [0, 1, 2, 0, 1, 2, 3]
    assert [spell(column, row) for row in range(4)] == [["very", "good", "a"], [], ["GOOD", "but", "not", "kind"], []]


def test_what_a_rule_asks_of_a_word_is_answered_by_its_spelling():
    column = split_column(["very good not never Never so GOOD least at but kind of cannot WAR"])
    asked = {name: {column.words[i] for i in np.flatnonzero(answers)} for name, answers in column.is_a.items()}
    assert {"very"} <= asked["boost"]
    assert {"good", "GOOD", "kind", "WAR"} <= asked["known"]
    assert asked["negation"] == {"not", "never", "Never", "cannot"}
    assert asked["never"] == {"never"}
    assert asked["so"] == {"so"}
    assert asked["but"] == {"but"}
    assert {"GOOD", "WAR"} <= asked["capital"] <= {"GOOD", "WAR", "A"}
    assert asked["at"] == {"at", "very"}
    assert (asked["kind"], asked["of"], asked["least"]) == ({"kind"}, {"of"}, {"least"})


def test_a_neighbour_is_of_the_same_text_or_nobody():
    column = split_column(["very good", "not good at", "good"])
    at = np.flatnonzero([column.words[number] == "good" for number in column.token])
    near = neighbours(column, at, range(-2, 2))
    words = {distance: [column.words[number] for number in found] for distance, found in near.items()}
    assert words == {-2: ["", "", ""], -1: ["very", "not", ""], 0: ["good"] * 3, 1: ["", "at", ""]}
    assert column.words[NOWHERE] == ""


@given(st.lists(st.lists(st.sampled_from(["good", "not", "plan", "BAD", ",", "\0"]), max_size=6).map(" ".join)))
def test_a_text_has_the_same_tokens_alone_and_among_others(texts):
    column = split_column(texts)
    for row, text in enumerate(texts):
        assert spell(column, row) == spell(split_column([text]), 0)


def test_no_text_gives_an_empty_column():
    column = split_column([])
    assert (column.n_rows, len(column.token)) == (0, 0)
