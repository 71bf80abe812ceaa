"""Who in a side's own text is one of its own officials."""

import pytest

from analysis.corpus.study import THIRD_PARTY
from tests.annotation.voices.test_voice_of_source import identities


@pytest.mark.parametrize(
    ("source", "voice"),
    [
        ("Ada Holt", "norrund"),
        ("Ada Holt, an envoy,", "norrund"),
        ("Ada Holt of Lindora", THIRD_PARTY),
        ("Ilka Soren", "velmora"),
    ],
)
def test_a_name_of_no_country_is_of_the_side_whose_text_it_is(source, voice):
    assert identities(f"{source} said it rained.", own="norrund")[0][0] == (voice,)
