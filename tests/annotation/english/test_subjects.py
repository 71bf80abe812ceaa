"""Who is named: the subject of a cue."""

import pytest

from analysis.annotation.english.subjects import clause_start, governed, subject_before, subject_of_sentence
from tests.annotation.voices.reading import read, read_marked, write, write_source


def subject(sentence):
    """Return the subject of the verb at the `|`."""
    tokens, i = read_marked(sentence)
    return write_source(tokens, subject_before(tokens, i, 0))


SUBJECTS = [
    ("Roe |said so.", "Roe"),
    ("Jane Roe has repeatedly |said so.", "Jane Roe"),
    ("The minister |said so.", "minister"),
    ("He |said so.", "He"),
    ("She’s |said so.", "She’s"),
    ("On Monday Roe |said so.", "Roe"),
    ("In Norrund, the minister |said so.", "minister"),
    ("It rained and Roe |said so.", "Roe"),
    ("It rained, but Roe |said so.", "Roe"),
    ("It rained because Roe |said so.", "Roe"),
    ("Roe, a miller, |said so.", "Roe"),
    ("Ada Holt, of Norrund, a miller, |said so.", "Ada Holt"),
    ("Roe (who is tall) |said so.", "Roe"),
    ("Roe — a miller — |said so.", "Roe"),
    ("Roe, who was in Norrund on Monday, |said so.", "Roe"),
    ("Jane Roe, Jr., |said so.", "Jane Roe"),
    ("Miners, farmers and their bankers |said so.", "Miners, farmers and their bankers"),
    ("Roe, Doe and Holt |said so.", "Roe, Doe and Holt"),
    ("Roe and Doe |said so.", "Roe and Doe"),
    ("Farmers and their bankers |said so.", "Farmers and their bankers"),
    ("The envoy who |said so left.", "who"),
    ("The Bank of Norrund |said so.", "Bank of Norrund"),
    ("Doe saw that Roe |said so.", "Roe"),
    ("“It rained,” Roe |said.", "Roe"),
    ("The man the mayor |said so of left.", "mayor"),
    ("Everyone |said so.", "Everyone"),
    ("Jane van der Roe |said so.", "Jane van der Roe"),
    ("The envoy Jane de la Roe |said so.", "envoy Jane de la Roe"),
    ("A few days later, Roe |said so.", "Roe"),
]


@pytest.mark.parametrize(("sentence", "expected"), SUBJECTS)
def test_the_subject_is_whom_a_reader_names(sentence, expected):
    assert subject(sentence) == expected


@pytest.mark.parametrize(
    "sentence", ["|Said Roe.", "It rained, and |said so.", "“It rained,” |said Roe.", "But |said so.", "To |say so"]
)
def test_where_nobody_is_named_there_is_no_subject(sentence):
    assert subject(sentence) == ""


@pytest.mark.parametrize("auxiliary", ["has", "had never", "would", "did not", "will also", "is", "could soon have"])
@pytest.mark.parametrize("name", ["Jane Roe", "they", "the Norrund envoy"])
def test_auxiliaries_and_adverbs_do_not_change_the_subject(name, auxiliary):
    assert subject(f"{name} {auxiliary} |said so.") == name.removeprefix("the ")


def test_no_subject_is_looked_for_before_the_bound():
    tokens, i = read_marked("Roe left. Then |said so.")
    assert subject_before(tokens, i, 3) is None


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("It rained and Roe| said so.", "Roe"),
        ("It rained; Roe| said so.", "Roe"),
        ("It rained because the tall envoy| said so.", "the tall envoy"),
        ("Roe and Doe| said so.", "Roe and Doe"),
        ("Roe said Doe| left.", "Doe"),
        ("The said mill| burned.", "The said mill"),
        ("“No,” Roe| said.", "Roe"),
        ("Whenever it rains, he| says so.", "he"),
    ],
)
def test_a_clause_begins_behind_what_ends_the_one_before(sentence, clause):
    tokens, i = read_marked(sentence)
    begin = clause_start(tokens, i, 0)
    assert write(tokens, begin, i) == clause


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Roe promised to |say so.", "Roe"),
        ("Roe was ready to |say so.", "Roe"),
        ("The envoy refused again to |say so.", "envoy"),
        ("Roe wanted the envoy to |say so.", "Roe"),
        ("The envoy who wanted to |say so left.", "who"),
        ("It rained, to |say the least.", ""),
    ],
)
def test_an_infinitive_takes_the_subject_of_what_it_depends_on(sentence, expected):
    tokens, i = read_marked(sentence)
    assert write_source(tokens, governed(tokens, i, 0)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Jane Roe left.", "Jane Roe"),
        ("The minister left.", "minister"),
        ("In the hall, Roe left.", "Roe"),
        ("Asked about rain, the envoy left.", "envoy"),
        ("Speaking on Monday, Jane Roe left.", "Jane Roe"),
        ("When it rained, Roe left.", "Roe"),
        ("Given the rain, Roe left.", "Roe"),
        ("It is hard to think so.", ""),
        ("There was rain.", ""),
        ("It’s hard to think so.", ""),
    ],
)
def test_the_subject_of_a_sentence_stands_behind_what_introduces_it(sentence, expected):
    tokens = read(sentence)
    assert write_source(tokens, subject_of_sentence(tokens, 0, len(tokens.low))) == expected


def test_an_empty_sentence_has_no_subject():
    assert subject_of_sentence(read("Roe left."), 3, 3) is None


@pytest.mark.parametrize(("sentence", "expected"), SUBJECTS)
def test_a_sentence_before_changes_no_subject(sentence, expected):
    before, after = sentence.split("|")
    tokens = read("It rained on the mill.", before + after)
    lo, hi = tokens.bounds[1]
    shift = tokens.start[lo]
    cue = next(k for k in range(lo, hi) if tokens.start[k] >= shift + len(before))
    assert write_source(tokens, subject_before(tokens, cue, lo)) == expected
