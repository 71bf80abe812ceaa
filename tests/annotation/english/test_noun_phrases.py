"""Noun phrases: where a name or a description begins and ends."""

import pytest

from analysis.annotation.english.noun_phrases import (
    in_particles,
    is_compound,
    load_words,
    phrase_after,
    phrase_from,
    qualified,
)
from tests.annotation.voices.reading import read, read_marked, write, write_source


def first_phrase(sentence, strict=True):
    """Return the first noun phrase at or after the `|`."""
    tokens, i = read_marked(sentence)
    return write_source(tokens, phrase_from(tokens, i, len(tokens.low), strict))


# The phrase that a reader sees first, behind whatever comes before it.
FIRST = [
    ("|Jane Roe left.", "Jane Roe"),
    ("|The minister left.", "minister"),
    ("|The old minister left early.", "old minister"),
    ("|He left.", "He"),
    ("|They’ve left.", "They’ve"),
    ("|On Monday Roe left.", "Roe"),
    ("|On Monday, the minister left.", "minister"),
    ("|In the old hall, Jane Roe wept.", "Jane Roe"),
    ("|However, Roe left.", "Roe"),
    ("|Sadly, Holt left.", "Holt"),
    ("|The Bank of Norrund closed.", "Bank of Norrund"),
    ("|Jane van der Roe left.", "Jane van der Roe"),
    ("|Norrund envoy Jane Roe left.", "Norrund envoy Jane Roe"),
    ("|The Norrund envoy left.", "Norrund envoy"),
    ("|Roe and Doe left.", "Roe and Doe"),
    ("|Roe’s aide left.", "Roe’s aide"),
    ("|His aide left.", "His aide"),
    ("|Prime Minister Jane Roe said so.", "Prime Minister Jane Roe"),
    ("|Two ministers left.", "Two ministers"),
    ("|The mill owned by Holt burned.", "mill"),
    ("|Campaign manager Jane Roe left.", "Campaign manager Jane Roe"),
]
MISSED = [
    ("|Roe left.", "Roe", "a name alone that opens its sentence takes a verb that no lexicon knows with it"),
    ("|Sally left.", "Sally", "the same"),
    ("|J. Roe left.", "J. Roe", "the stop of an initial is taken for a sentence's end"),
    ("|A few days later, Roe left.", "Roe", "`few` is taken for the beginning of another phrase"),
    ("|On 3 May, Jane Roe left.", "Jane Roe", "the month is read as the modal"),
    ("|Of late Roe said so.", "Roe", "an `of` that leads to no name"),
]


@pytest.mark.parametrize(("sentence", "phrase"), FIRST)
def test_the_first_phrase_is_where_a_reader_sees_it(sentence, phrase):
    assert first_phrase(sentence) == phrase


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason)) for *row, reason in MISSED],
)
def test_the_first_phrase_that_is_not_seen_yet(sentence, phrase):
    assert first_phrase(sentence) == phrase


@pytest.mark.parametrize("sentence", ["|launched a campaign", "|, .", "|is here"])
def test_where_no_phrase_stands_none_is_found(sentence):
    assert first_phrase(sentence) == ""


@pytest.mark.parametrize("name", ["Jane Roe", "the envoy", "a young farmer", "Doe and Holt", "she"])
@pytest.mark.parametrize("verb", ["said so", "went home", "will stay", "was there", "warned of rain"])
def test_a_phrase_ends_before_its_verb(name, verb):
    bare = name.removeprefix("the ").removeprefix("a ")
    assert first_phrase(f"|{name} {verb}.") == bare


@pytest.mark.parametrize("lead", ["On Tuesday, ", "In Norrund, ", "Then ", "But ", "", "Now, ", "On 3 June, "])
def test_what_leads_to_a_phrase_is_no_part_of_it(lead):
    assert first_phrase(f"|{lead}Jane Roe left.") == "Jane Roe"


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("It is the fact |the mayor", "mayor"),
        ("|the things the mayor", "mayor"),
        ("|all of the farmers in Norrund", "all"),
    ],
)
def test_a_phrase_that_ends_where_it_must_may_be_the_second(sentence, phrase):
    assert first_phrase(sentence, strict=False) == phrase


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("said |Roe on Monday.", "Roe"),
        ("said |the Norrund envoy to Velmora.", "Norrund envoy"),
        ("said |he.", "he"),
        ("said |Jane Roe, a miller.", "Jane Roe"),
        ("said |company spokeswoman Jane Roe.", "company spokeswoman Jane Roe"),
        ("said |a spokesman for the ministry.", "spokesman"),
        ("said |Roe and Doe.", "Roe and Doe"),
        ("said |J. R. Roe.", "J. R. Roe"),
        ("said|.", ""),
    ],
)
def test_behind_a_cue_the_phrase_begins_at_once(sentence, phrase):
    tokens, i = read_marked(sentence)
    assert write_source(tokens, phrase_after(tokens, i, len(tokens.low))) == phrase


def test_behind_the_end_of_a_sentence_there_is_no_phrase():
    tokens = read("Roe said so.")
    assert phrase_after(tokens, 4, 4) is None
    assert phrase_after(tokens, 5, 4) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Jane |van der Roe", True), ("Jane van |der Roe", True), ("Jane |de Roe", True), ("Abu |al Roe", True),
        ("Jane |Van Roe", False), ("the |la grange", False), ("Jane |of Roe", False), ("Jane |de", False),
    ],
)  # fmt: skip
def test_small_words_inside_a_name_are_part_of_it(sentence, expected):
    tokens, i = read_marked(sentence)
    assert in_particles(tokens, i) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Roe |and Doe left.", True), ("Roe |& Doe left.", True), ("Roe |and the envoy left.", True),
        ("Roe |and her aide left.", True), ("Roe |and other envoys left.", True),
        ("farmers |and Doe left.", False), ("Roe |and left.", False), ("Roe |or Doe left.", False),
        ("|And Doe left.", False), ("Doe |and", False),
    ],
)  # fmt: skip
def test_an_and_between_two_names_joins_them(sentence, expected):
    tokens, i = read_marked(sentence)
    assert is_compound(tokens, i) is expected


@pytest.mark.parametrize(
    ("sentence", "qualifying"),
    [
        ("A statement| by the palace said so.", "by the palace"),
        ("A statement| issued in Roe said so.", "issued in Roe"),
        ("A report| on fish in Norrund was read.", "on fish in Norrund"),
        pytest.param(
            "A report| on fish in Norrund warned of rain.",
            "on fish in Norrund",
            marks=pytest.mark.xfail(strict=True, reason="a past before `of` is taken for a participle"),
        ),
        ("A statement| said so.", ""),
        ("A statement|.", ""),
        ("A spokesman| for the ministry", "for the ministry"),
    ],
)
def test_what_qualifies_a_phrase_ends_before_the_verb(sentence, qualifying):
    tokens, i = read_marked(sentence)
    stop = qualified(tokens, i, len(tokens.low))
    assert (write(tokens, i, stop) if stop > i else "") == qualifying


@pytest.mark.parametrize(
    ("kind", "inside", "outside"),
    [
        ("title", "minister president", "roe table"),
        ("group", "farmers residents", "minister river"),
        ("document", "report statement", "river farmer"),
        ("he", "john peter", "jane mary"),
        ("she", "jane mary", "john peter"),
        ("institution", "ministry university", "minister farmer"),
    ],
)
def test_words_are_kept_by_class(kind, inside, outside):
    words = {word.lower() for word in load_words(kind)}
    assert [word for word in inside.split() if word not in words] == []
    assert words.isdisjoint(outside.split())
