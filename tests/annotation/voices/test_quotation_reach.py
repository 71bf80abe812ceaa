"""How far behind a cue a quotation may open."""

import pytest

from analysis.annotation.voices.contents import AHEAD, quote_behind
from tests.annotation.voices.reading import read


@pytest.mark.parametrize(("n_words", "found"), [(3, True), (2 * AHEAD - 1, True), (2 * AHEAD, False)])
def test_a_quotation_opens_behind_where_and_when_within_reach(n_words, found):
    tokens = read(f"Roe said in {'deep ' * (n_words - 2)}fog, “Yes.”")
    at = tokens.low.index("in")
    assert quote_behind(tokens, at, len(tokens.low)) == (tokens.low.index("“") if found else -1)
