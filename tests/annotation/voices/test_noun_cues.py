"""Nouns, adjectives and phrases that introduce."""

import pytest

from tests.annotation.voices.reading import find_cues, list_contents, write, write_source


@pytest.mark.parametrize(
    ("sentence", "cue", "reading", "source", "said"),
    [
        ("Holt's hope that it rains is old.", "hope", "owned noun", "Holt's", "that it rains is old."),
        ("Holt voiced his hope that it rains.", "hope", "owned noun", "Holt", "that it rains."),
        ("The claim by Ada Holt drew smiles.", "claim", "owned noun", "Ada Holt", "by Ada Holt drew smiles."),
        ("Holt is confident that it rains.", "confident", "adjective", "Holt", "that it rains."),
        ("It rains, according to Ada Holt.", "according to", "according", "Ada Holt", "It rains,"),
        ("According to Ada Holt, it rains.", "According to", "according", "Ada Holt", "it rains."),
    ],
)
def test_a_noun_or_adjective_introduces_for_its_owner(sentence, cue, reading, source, said):
    tokens, matches = find_cues(sentence)
    found = next(m for m in matches if write(tokens, m.first, m.last) == cue)
    assert (found.reading, write_source(tokens, found.source)) == (reading, source)
    assert list_contents(tokens, found) == [said]


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("They lost hope in May.", "hope"),
        ("The confident miller came home.", "confident"),
        ("The wheat was stored according as it came.", "according"),
    ],
)
def test_without_what_it_leads_to_a_noun_or_adjective_introduces_nothing(sentence, word):
    tokens, matches = find_cues(sentence)
    assert word not in [tokens.low[m.first] for m in matches]


def find(sentence):
    """Return the noun, adjective and preposition cues of a sentence with their sources."""
    tokens, matches = find_cues(sentence)
    kinds = ("owned noun", "noun", "adjective", "according")
    return [(write(tokens, m.first, m.last), write_source(tokens, m.source)) for m in matches if m.reading in kinds]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ada Holt’s claim that it rains is old.", [("claim", "Ada Holt’s")]),
        ("Their fear that it rains is old.", [("fear", "Their")]),
        ("Holt is sure that it rains.", [("sure", "Holt")]),
        ("Holt was never sure that it rains.", [("sure", "Holt")]),
        ("The miners are afraid that it rains.", [("afraid", "miners")]),
        ("She’s certain that it rains.", [("certain", "She’s")]),
        ("According to the mayor, it rains.", [("According to", "mayor")]),
        ("It rains, according to miners in Norrund.", [("according to", "miners")]),
        ("Holt, according to Doyle, left.", [("according to", "Doyle")]),
        ("Holt sold the claim.", []),
        ("A sure hand steered the boat.", []),
        ("Holt steered in fear.", []),
        ("The statement was long.", []),
    ],
)
def test_each_cue_that_is_no_verb_has_its_source(sentence, expected):
    assert find(sentence) == expected


@pytest.mark.parametrize("adverb", ["quite ", "very ", "still ", ""])
@pytest.mark.parametrize("adjective", ["confident", "certain", "convinced"])
def test_an_adverb_before_an_adjective_changes_nothing(adjective, adverb):
    assert find(f"Holt is {adverb}{adjective} that it rains.") == [(adjective, "Holt")]
