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
