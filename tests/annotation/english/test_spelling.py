"""One spelling of a name, however a text writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.english.spelling import is_acronym, same_word, spell


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jane Roe", ("Jane", "Roe")),
        ("Jane Röe’s aide", ("Jane", "Roe", "aide")),
        ("the miners' union", ("the", "miners", "union")),
        ("the U.S. envoy", ("the", "US", "envoy")),
        ("O’Hara and O'Hara", ("O'Hara", "and", "O'Hara")),
        ("Jean‑Luc", ("Jean-Luc",)),
        ("Łukasz Øster", ("Lukasz", "Oster")),
        ("Straße", ("Strasse",)),
        ("İstanbul, ılık", ("Istanbul", "ilik")),
        ("Nor\u00adrund", ("Norrund",)),
        ("Ro\u200be", ("Roe",)),
        ("ﬁsh", ("fish",)),
        ("AT&T", ("AT&T",)),
        ("Roe, (Doe); Holt!", ("Roe", "Doe", "Holt")),
        ("", ()),
        ("— …", ()),
    ],
)
def test_words_of_a_text_in_one_spelling(text, words):
    assert spell(text) == words


@given(st.text(max_size=40))
def test_a_text_spelled_once_is_spelled_for_good(text):
    once = spell(text)
    assert spell(" ".join(once)) == tuple(word for part in once for word in spell(part))


@given(st.text(alphabet="abcXYZ", min_size=1, max_size=8), st.sampled_from(["'s", "’s", "‘s", "ʼs"]))
def test_a_possessive_is_the_same_name_whatever_its_apostrophe(name, ending):
    assert spell(name + ending) == (name,)


@pytest.mark.parametrize("word", ["US", "NATO", "UN"])
def test_capitals_only_make_an_acronym(word):
    assert is_acronym(word)
    assert not is_acronym(word.title())
    assert not is_acronym(word[0])


@pytest.mark.parametrize(
    ("name", "word", "same"),
    [
        ("US", "US", True), ("US", "us", False), ("US", "Us", False),
        ("Roe", "Roe", True), ("Roe", "ROE", True), ("Roe", "roe", False),
        ("May", "may", False), ("May", "May", True), ("May", "MAY", True),
        ("side", "side", True), ("side", "Side", True), ("side", "SIDE", True),
        ("Roe", "Doe", False), ("Roe", "Roes", False), ("de", "De", True),
    ],
)  # fmt: skip
def test_a_word_is_a_word_of_a_name_by_its_capitals(name, word, same):
    assert same_word(name, word) is same
