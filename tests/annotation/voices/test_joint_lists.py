"""Whom a source lists that names several."""

import pytest

from tests.annotation.voices.test_joint_reports import BOTH, reports


@pytest.mark.parametrize(
    ("source", "voices"),
    [("Soren and the miners", ("velmora",)), ("Soren, Brand and the miners", BOTH), ("The miners and the bakers", ())],
)
def test_of_those_who_are_listed_the_sides_count(source, voices):
    assert reports(f"{source} said the quota was met.")[0] == voices
