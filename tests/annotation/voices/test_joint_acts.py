"""What several are told to have done in words that no cue introduces."""

import pytest

from analysis.annotation.voices.joint_acts import ACT, find_acts
from tests.annotation.voices.reading import find_cues, list_contents, write_source


def acts(sentence):
    tokens, matches = find_cues(sentence)
    found = find_acts(tokens, 0, [-1] * len(tokens.low), matches)
    assert all(m.kind == ACT and not m.voiced for m in found)
    return [(write_source(tokens, m.source), list_contents(tokens, m)[0]) for m in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Holt and Doyle addressed the quota.", [("Holt and Doyle", "the quota.")]),
        ("The quota was addressed by Holt.", [("Holt", "The quota was addressed by Holt.")]),
        ("The Addressed Envelope is a mill.", []),
        ("Letters were addressed on Monday.", []),
        ("Rain came to Norrund.", []),
    ],
)
def test_an_act_has_its_subject_and_what_was_done(sentence, expected):
    assert acts(sentence) == expected


def test_an_act_inside_a_quotation_is_not_told_by_the_outlet():
    tokens, matches = find_cues("Holt and Doyle addressed the quota.")
    assert find_acts(tokens, 0, [0] * len(tokens.low), matches) == []


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        ("Ada Holt and Karl Doyle also discussed the quota.", []),  # a cue introduces it, and it is no act of this room
        ("The two envoys addressed the quota.", ["two envoys"]),
        ("They addressed the quota and the bridge.", ["They"]),
        ("Holt addressed the letter.", ["Holt"]),
        ("The envelope was addressed.", []),
        ("", []),
    ],
)
def test_whoever_addresses_something_has_done_an_act(sentence, sources):
    assert [source for source, _ in acts(sentence)] == sources
