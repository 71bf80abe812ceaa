"""Where a quotation opens and closes, with any marks, and whether it is a sentence."""

import pytest

from analysis.annotation.voices.quotations import find_quotations
from tests.annotation.voices.reading import read, write


def quoted(*sentences, gap=" "):
    tokens = read(*sentences, gap=gap)
    return [write(tokens, q.first, q.last + 1) for q in find_quotations(tokens)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("“It rains,” Holt said.", ["“It rains,”"]),
        ('"It rains," Holt said. "It pours."', ['"It rains,"', '"It pours."']),
        ("„Es regnet“, Holt said.", ["„Es regnet“"]),
        ("»It rains«, Holt said.", ["»It rains«"]),
        ("‘We won’t,’ Holt said.", ["‘We won’t,’"]),
        ("“They call it ‘peace’,” Holt said.", ["“They call it ‘peace’,”"]),
        ('"her "plan" failed", Holt said.', ['"her "plan" failed"']),
        ("Holt’s mill and the miners’ hall burnt in ’31.", []),
    ],
)
def test_marks_of_any_kind_pair_and_apostrophes_do_not(sentence, expected):
    assert quoted(sentence) == expected


def test_a_mark_left_open_ends_with_its_paragraph_and_goes_on_at_a_mark():
    tokens = read("“It rains.", "“It pours.”", "Holt left.", gap="\n\n")
    first, second = find_quotations(tokens)
    assert (first.closed, first.goes_on, second.closed, second.goes_on) == (False, True, True, False)
    assert write(tokens, first.first, first.last + 1) == "“It rains."


def test_a_second_opening_mark_ends_what_was_never_closed():
    assert quoted("“It rains. “It pours,” Holt said.") == ["“It rains.", "“It pours,”"]


@pytest.mark.parametrize(
    ("sentence", "full"),
    [
        ("“We won.” Holt left.", True),
        ("Holt spoke of a “war on rain” in May.", False),
        ("“Norrund.”", False),
        ("Holt called it “a great day for the town,” and left.", True),
        ("Holt called it “a great day for Velmora” again.", False),
        ("Holt saw “the rain and the wind and the snow” again.", True),
    ],
)
def test_a_quotation_is_a_sentence_by_its_length_its_capital_and_its_end(sentence, full):
    (quotation,) = find_quotations(read(sentence))
    assert quotation.full is full


PAIRS = ["“{}”", '"{}"', "‘{}’", "„{}“", "«{}»", "»{}«", "``{}''", "「{}」", "‹{}›"]


@pytest.mark.parametrize("marks", PAIRS)
@pytest.mark.parametrize("words", ["It rains,", "We will not go there again.", "Rain"])
def test_any_pair_of_marks_holds_what_stands_in_it(marks, words):
    said = marks.format(words)
    assert quoted(f"{said} Holt said.") == [said]
    assert quoted(f"Holt said: {said}") == [said]


@pytest.mark.parametrize("marks", PAIRS)
def test_two_quotations_of_a_sentence_are_two(marks):
    one, two = marks.format("It rains,"), marks.format("and it pours.")
    assert quoted(f"{one} Holt said, {two}") == [one, two]


@pytest.mark.parametrize(
    "sentence",
    [
        "It rained.",
        "The miners’ hall and Roe’s mill",
        "rock ’n’ roll",
        "It is 5’ 3” tall",
        "in the ’90s",
        "O’Hara didn’t",
    ],
)
def test_where_no_mark_opens_there_is_no_quotation(sentence):
    assert quoted(sentence) == []


def test_the_words_of_a_quotation_are_counted_without_marks():
    (quotation,) = find_quotations(read("Holt said: “It rains, and it pours.”"))
    assert quotation.n_words == 5
