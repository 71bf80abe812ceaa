"""For whom somebody speaks who is named by office."""

import pytest

from analysis.annotation.english.spelling import spell
from analysis.annotation.voices.affiliation import find_belonging
from tests.annotation.voices.test_known_names import NAMES


@pytest.mark.parametrize(
    ("phrase", "held", "voices"),
    [
        ("a Velmoran envoy", "own", ("velmora",)),
        ("the envoy of Velmora", "own", ("velmora",)),
        ("a spokeswoman for the Amber Hall", "own", ("velmora",)),
        ("President of Lindora Ada Holt", "own", ("velmora",)),
        ("Ada Holt and Karl Doyle", "own", ("velmora", "norrund")),
        ("officials in Norrund", "own", ("norrund",)),
        ("the minister", "unknown", ()),
        ("the envoy to Velmora", "unknown", ()),
        ("Lindora’s envoy to Velmora", "foreign", ()),
        ("the Lindoran minister", "foreign", ()),
        ("a former Velmoran envoy", "foreign", ()),
        ("critics of Velmora", "foreign", ()),
        ("Velmora’s counterpart", "foreign", ()),
        ("the miners", "foreign", ()),
    ],
)
def test_an_office_speaks_for_whom_it_belongs_to(phrase, held, voices):
    found = find_belonging(spell(phrase), NAMES)
    assert (found.held, found.voices) == (held, voices)
