"""In how many articles of either side a term stands."""

from analysis.measures.keyness import keyness
from tests.measures.test_keyness import SIX


def test_the_articles_of_either_side_are_counted_by_themselves():
    table = keyness.compare_terms(SIX, "east", "west", n_resamples=20, n_permutations=20).set_index("term")
    assert table["articles_target"].to_dict() == {"alpha": 2, "beta": 1, "gamma": 2, "delta": 2}
    assert table["articles_reference"].to_dict() == {"alpha": 2, "beta": 4, "gamma": 3, "delta": 3}
