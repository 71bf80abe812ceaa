"""Who a source is within its text: pronouns, last names, offices."""

import pytest

from analysis.annotation.english.records import Source
from analysis.annotation.voices import coreference
from analysis.annotation.voices.cues import find_matches
from tests.annotation.voices.reading import read


def resolve(*sentences):
    """Return the name and resolution of the source of the last sentence, those before it resolved first."""
    tokens = read(*sentences)
    memory = coreference.begin(tokens)
    quoted = [-1] * len(tokens.low)
    cues = [(number, m) for number in range(len(sentences)) for m in find_matches(tokens, number, quoted)]
    return [coreference.resolve(tokens, memory, m.source, number) for number, m in cues][-1][:2]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("Ada Holt came home.", "She said it rained."), ("Ada Holt", "pronoun")),
        (("Mrs Ada Holt met Mr Karl Doyle.", "He said it rained."), ("Mr Karl Doyle", "pronoun")),
        (("Ada Holt came home.", "Holt said it rained."), ("Ada Holt", "last name")),
        (("President Ada Holt came home.", "The president said it rained."), ("President Ada Holt", "description")),
        (("Doyle said it rained.", "He said it poured."), ("Doyle", "pronoun")),
        (("The Doyle Party said it rained.", "He said it poured."), ("He", "pronoun unresolved")),
        (("The report said little.", "It said it rained."), ("report", "pronoun")),
        (("It rained.", "She said it rained."), ("She", "pronoun unresolved")),
        (("Ada Holt came home.", "We said it rained."), ("We", "first person")),
        (("Ada Holt came home.", "The miners said it rained."), ("miners", "description")),
        (("Ada Holt came home.", "The letter said it rained."), ("letter", "statement noun")),
    ],
)
def test_a_source_is_who_it_stands_for(sentences, expected):
    assert resolve(*sentences) == expected


def test_no_source_is_nobody():
    tokens = read("It rained.")
    assert coreference.resolve(tokens, coreference.begin(tokens), None, 0) == ("", "no source", 0.5)


def test_a_relative_pronoun_is_the_phrase_before_it():
    tokens = read("The miller Ada Holt, who said it rained, left.")
    who = tokens.low.index("who")
    found = coreference.resolve(tokens, coreference.begin(tokens), Source(who, who + 1, who, who + 1), 0)
    assert (found.name.split()[-2:], found.how) == (["Ada", "Holt"], "relative pronoun")


@pytest.mark.parametrize(
    ("sentence", "last", "expected"),
    [("Holt's mill burnt.", 1, "Holt"), ("He'll go.", 1, "He"), ("The miners’ hall burnt.", 2, "The miners")],
)
def test_a_source_is_written_without_possessive_and_auxiliary(sentence, last, expected):
    tokens = read(sentence)
    assert coreference.written(tokens, Source(0, last, 0, last)) == expected


@pytest.mark.parametrize(
    ("before", "pronoun", "name"),
    [
        ("Mary Roe came home.", "She", "Mary Roe"),
        ("John Roe came home.", "He", "John Roe"),
        ("Mary Roe came home.", "He", "He"),
        ("John Roe came home.", "She", "She"),
        ("Mary Roe met John Doyle.", "She", "Mary Roe"),
        ("Mary Roe met John Doyle.", "He", "John Doyle"),
        ("John Roe met John Doyle.", "He", "John Roe"),  # the subject goes before the object
        ("The mill burnt.", "He", "He"),
    ],
)
def test_a_pronoun_is_the_nearest_whom_it_can_be(before, pronoun, name):
    assert resolve(before, f"{pronoun} said it rained.")[0] == name


def test_a_pronoun_reaches_over_a_sentence_without_anybody():
    assert resolve("Mary Roe came home.", "It poured.", "She said it rained.")[0] == "Mary Roe"


@pytest.mark.parametrize("last", ["Roe", "Mrs Roe", "Ms. Roe"])
def test_a_last_name_is_whoever_was_named_in_full(last):
    assert resolve("Mary Roe came home.", f"{last} said it rained.")[0].endswith("Roe")
    assert resolve("Karl Doyle came home.", f"{last} said it rained.")[0] == last
