"""The claims of a sentence -> its stretches, each in one voice."""

import pytest

from analysis.annotation.voices.attribution import attribute
from analysis.annotation.voices.spans import Claim, cut
from analysis.annotation.voices.voice_of_source import Met, identify
from tests.annotation.voices.test_voice_of_source import STUDY


def stretches(text):
    """Return voice (- for the outlet), manner and text of each stretch of a sentence."""
    span = (0, len(text))
    claims = [Claim(said, identify(said, text, STUDY, Met({}, {}, ()))) for said in attribute(text, [span])]
    pieces = cut(text, span, claims)
    assert "".join(text[p.start : p.end] for p in pieces) == text
    return [(p.claim.identity.voices[0] if p.claim else "-", p.manner, text[p.start : p.end].strip()) for p in pieces]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained in May.", [("-", "narration", "It rained in May.")]),
        (
            "Soren said it rained.",
            [("-", "narration", "Soren said"), ("velmora", "indirect", "it rained.")],
        ),
        (
            "It rained, Soren said.",
            [("velmora", "indirect", "It rained,"), ("-", "narration", "Soren said.")],
        ),
        (
            "Soren said the mill was “a ruin” now.",
            [
                ("-", "narration", "Soren said"),
                ("velmora", "indirect", "the mill was"),
                ("velmora", "direct", "“a ruin”"),
                ("velmora", "indirect", "now."),
            ],
        ),
        (
            "Soren spoke of the alleged “theft”.",
            [
                ("-", "narration", "Soren spoke of"),
                ("velmora", "indirect", "the"),
                ("-", "narration", "alleged"),
                ("velmora", "direct", "“theft”."),
            ],
        ),
        (
            "Soren spoke of rain and even the baseless claims of theft.",
            [
                ("-", "narration", "Soren spoke of"),
                ("velmora", "indirect", "rain"),
                ("-", "narration", "and even the baseless claims of"),
                ("velmora", "indirect", "theft."),
            ],
        ),
        (
            "Soren denied the baseless claims of theft.",
            [("-", "narration", "Soren denied"), ("velmora", "indirect", "the baseless claims of theft.")],
        ),
    ],
)
def test_each_stretch_is_in_one_voice_and_manner(text, expected):
    assert stretches(text) == expected


def test_what_two_say_together_is_shared_out_between_them():
    found = stretches("Soren and Brand said it rained and poured.")
    assert [voice for voice, _, _ in found] == ["-", "velmora", "norrund"]
