"""The cues of a sentence: where it begins for its grammar, and which capitals make names of cues."""

import pytest

from analysis.annotation.voices.cues import find_matches, is_headline
from tests.annotation.voices.reading import find_cues, read, write, write_source


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("Holt said it rained and Roe denied that it did.", ["said", "denied"]),
        ("The Claims Court was closed.", []),
        ("Holt Claims Norrund Built Bridge", ["Claims"]),
        ("According to Holt, it rained.", ["According to"]),
        ("It rained in Norrund.", []),
    ],
)
def test_cues_are_found_in_order_and_names_are_none(sentence, cues):
    tokens, matches = find_cues(sentence)
    assert [write(tokens, m.first, m.last) for m in matches] == cues


def test_no_cue_is_found_inside_a_quotation():
    tokens = read("“Roe said no,” Holt said.")
    quoted = [0 if k < 6 else -1 for k in range(len(tokens.low))]
    assert [m.first for m in find_matches(tokens, 0, quoted)] == [7]


def test_a_dateline_is_no_source():
    tokens, matches = find_cues("NORRUND, Velmora (Agency) - Holt said it rained.")
    assert [write_source(tokens, m.source) for m in matches] == ["Holt"]


def test_a_sentence_cut_in_two_keeps_its_subject():
    tokens = read("Ada Holt of the Mill Co.", "said it rained.")
    assert [write_source(tokens, m.source) for m in find_matches(tokens, 1, [-1] * len(tokens.low))] == ["Ada Holt"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("Norrund Opens Second Bridge", True), ("Norrund opens its second bridge", False), ("Holt came", False)],
)
def test_a_headline_has_capitals_on_nearly_all_longer_words(sentence, expected):
    tokens = read(sentence)
    assert is_headline(tokens, 0, len(tokens.low)) is expected
