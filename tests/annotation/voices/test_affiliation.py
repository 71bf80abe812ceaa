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


@pytest.mark.parametrize("office", ["envoy", "spokeswoman", "minister", "ambassador", "official"])
@pytest.mark.parametrize(("form", "held"), [("Velmoran {}", "own"), ("Velmora’s {}", "own"), ("Rurian {}", "foreign")])
def test_every_office_speaks_for_whose_it_is(form, held, office):
    found = find_belonging(spell(f"the {form.format(office)}"), NAMES)
    assert found.held == held
    assert found.voices == (("velmora",) if held == "own" else ())


@pytest.mark.parametrize("office", ["envoy", "minister", "president", "spokesman"])
def test_an_office_alone_does_not_say_whose_it_is(office):
    assert find_belonging(spell(f"the {office}"), NAMES) == find_belonging(spell(f"an {office}"), NAMES)
    assert find_belonging(spell(f"the {office}"), NAMES).held == "unknown"
