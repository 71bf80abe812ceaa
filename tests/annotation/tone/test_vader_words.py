"""The words that VADER's rules name, beside those of the package of VADER's authors."""

import pytest
from vaderSentiment import vaderSentiment

from analysis.annotation.tone import vader_words


def test_every_negation_is_one_of_the_authors():
    # Theirs lack the ones without an apostrophe that are words of their own, ours none of theirs.
    assert set(vaderSentiment.NEGATE) <= vader_words.NEGATIONS | {"aint"}
    assert vader_words.NEGATIONS <= set(vaderSentiment.NEGATE)


def test_a_booster_has_the_sign_that_the_authors_give_it():
    shared = vader_words.BOOSTERS.keys() & vaderSentiment.BOOSTER_DICT.keys()
    assert len(shared) > 60
    assert {word: vader_words.BOOSTERS[word] for word in shared} == {
        word: pytest.approx(vaderSentiment.BOOSTER_DICT[word]) for word in shared
    }


def test_an_idiom_has_the_value_that_the_authors_give_it():
    theirs = {tuple(phrase.split()): value for phrase, value in vaderSentiment.SPECIAL_CASES.items()}
    shared = vader_words.IDIOMS.keys() & theirs.keys()
    assert len(shared) >= 5
    differing = {phrase for phrase in shared if vader_words.IDIOMS[phrase] != theirs[phrase]}
    assert differing <= {("bad", "ass")}


@pytest.mark.parametrize(
    ("token", "stripped"),
    [
        ("good", "good"), ("good.", "good"), ("good!!!", "good"), ("good!!!!", "good!!!!"), ("'good", "good"),
        ('"good"', '"good"'), ("(good)", "(good)"), ("good)", "good)"), (":-)", ":-)"), (":)", ":)"),
        ("don't", "don't"),
        ("a.", "a."), ("x", ""), ("", ""), ("?!?why", "why"), ("well-being,", "well-being,"), ("good;", "good"),
    ],
)  # fmt: skip
def test_punctuation_goes_from_one_side_of_a_plain_word(token, stripped):
    assert vader_words.strip_token(token) == stripped


def test_every_word_of_a_rule_is_known_to_be_one():
    for words in (vader_words.NEGATIONS, vader_words.BOOSTERS, vader_words.PARTS):
        assert set(words) <= vader_words.RULE_WORDS
    assert {"but", "least", "never", "so", "this", "at"} <= vader_words.RULE_WORDS
    assert {"good", "war", "the plan"}.isdisjoint(vader_words.RULE_WORDS)


def test_parts_of_idioms_are_numbered_from_one_each_its_own():
    parts = vader_words.PARTS
    assert sorted(parts.values()) == list(range(1, len(parts) + 1))
    assert {"kiss", "of", "death", "just", "enough"} <= parts.keys()
