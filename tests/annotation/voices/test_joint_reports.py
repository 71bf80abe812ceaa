"""What a text has several voices say or do together."""

import pytest

from analysis.annotation.voices.attribution import attribute
from analysis.annotation.voices.joint_reports import Together, find_voices, report_of
from analysis.annotation.voices.voice_of_source import Met, identify
from analysis.corpus.study import OUTLET
from tests.annotation.voices.test_voice_of_source import STUDY

BOTH = ("velmora", "norrund")


def reports(text, own=OUTLET, before=Together()):  # noqa: B008
    """Return the voices that the first attribution of a sentence has together, and what is reported of them."""
    said = attribute(text, [(0, len(text))])[0]
    found = identify(said, text, STUDY, Met({}, {}, ()), own)
    voices = find_voices(said, found, text, STUDY, own, before)
    return voices, [text[slice(*report.span)].rstrip(".") for report in report_of(said, voices, text, (0, len(text)))]


@pytest.mark.parametrize(
    ("text", "own", "voices", "said"),
    [
        ("Soren and Brand discussed the quota.", OUTLET, BOTH, ["the quota"]),
        ("Brand and Soren discussed the quota.", OUTLET, BOTH, ["the quota"]),
        ("Soren discussed the quota with Brand.", OUTLET, BOTH, ["the quota with Brand"]),
        ("The leaders of Velmora and Norrund discussed the quota.", OUTLET, BOTH, ["the quota"]),
        ("The quota was discussed by Soren and Brand.", OUTLET, BOTH, ["The quota was discussed by Soren and Brand"]),
        ("Soren and Brand never discussed the quota.", OUTLET, BOTH, []),
        ("Soren and Brand plan to discuss the quota.", OUTLET, BOTH, []),
        ("The quota must be discussed by Soren and Brand.", OUTLET, BOTH, []),
    ],
)
def test_what_two_did_together_is_reported_unless_denied_or_planned(text, own, voices, said):
    assert reports(text, own) == (voices, said)


@pytest.mark.parametrize(
    "text", ["Soren discussed the quota.", "Soren and her advisers discussed the quota.", "Some leaders discussed it."]
)
def test_one_alone_or_nobody_known_is_not_several(text):
    assert len(reports(text)[0]) < 2


def test_they_are_who_were_together_last_unless_that_is_long_ago():
    text = "They discussed the quota."
    assert reports(text, before=Together(BOTH, -1))[0] == BOTH
    assert reports(text, before=Together(BOTH, -9))[0] != BOTH


def test_the_leaders_of_a_sides_own_text_are_its_own_and_whom_it_met():
    assert reports("The leaders discussed the quota during talks with Brand.", own="velmora")[0] == BOTH
