"""Headlines with a name before a colon: its words, or a story about others."""

import pytest

from tests.annotation.voices.test_speaker_turns import turns


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Holt: Roe meets Vale", []),
        ("Holt: Roe warned Vale", []),
        ("Holt: Roe a danger to Vale", [("Holt", 0, 1)]),
        ("Holt: Rain meets fog", [("Holt", 0, 1)]),
    ],
)
def test_a_known_name_with_its_verb_behind_the_colon_is_a_story_of_it(headline, expected):
    assert turns(headline, "The miller Holt met the miller Roe.") == expected
