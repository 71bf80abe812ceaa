"""In a side's own text: who is introduced as one of its own."""

import pytest

from analysis.annotation.voices.own_officials import is_own


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deputy Minister Holt spoke with Minister Doyle.", True),
        ("On the quay Minister Holt spoke.", True),
        ("Minister Doyle spoke with Minister Holt.", False),
        ("Minister Doyle thanked Holt.", False),
        ("President Holt of Lindora came.", False),
        ("The Lindoran Minister Holt came.", False),
        ("Nobody came.", False),
    ],
)
def test_who_acts_and_has_no_other_country_is_ones_own(text, expected):
    assert is_own("Holt", text) is expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Holt", "Minister Holt received the rowers. Minister Doyle listened.", True),
        ("Doyle", "Minister Holt received Minister Doyle.", False),
        ("Holt", "Secretary Holt met today with Foreign Minister Doyle of Lindora.", True),
        ("Doyle", "Secretary Holt met today with Foreign Minister Doyle of Lindora.", False),
        ("Holt", "HOLT", False),
        ("Holt", "", False),
    ],
)
def test_whom_ones_own_met_is_not_ones_own(name, text, expected):
    assert is_own(name, text) is expected
