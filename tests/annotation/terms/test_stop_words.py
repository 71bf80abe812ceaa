"""What is left out of a list of telling terms."""

import pytest

from analysis.annotation.terms.stop_words import load_stop_words
from analysis.corpus import words


@pytest.mark.parametrize(
    "kind",
    [
        "the a an",
        "of in on at by with",
        "and or but",
        "he she it they we you i",
        "is was were be been",
        "his her their",
    ],
)
def test_function_words_are_stop_words(kind):
    assert set(kind.split()) <= load_stop_words()


@pytest.mark.parametrize(
    "kind",
    [
        "not no never nothing nobody none without cannot",
        "war peace treaty quota harbour ferry",
        "minister president government",
        "said told warned agreed",
        "russia norrund america",
        "good bad new",
        "hundred million",
    ],
)
def test_negations_matters_and_names_are_none(kind):
    assert load_stop_words().isdisjoint(kind.split())


def test_a_stop_word_is_one_word_as_texts_are_cut():
    assert [word for word in load_stop_words() if words.tokenize(word) != [word]] == []
