import pytest

from analysis.annotation.tone import valences

PHRASES = {"no": (("no fun", -3.0), ("no", -1.0)), "fun": (("fun", 4.0),), "can": (("can't stand", -3.0),)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No\n fun at all", ["no fun"]),
        ("no funds, no", ["no", "no"]),
        ("They can't stand fun.", ["can't stand", "fun"]),
        ("funny", []),
        ("", []),
    ],
)
def test_the_longest_term_is_found_at_each_place(text, found):
    assert [term for term, _ in valences.find_terms(text, PHRASES)] == found


def test_scores_are_valences_squeezed_on_vaders_scale():
    assert valences.score_valences(["abandon"], "afinn")[0] == pytest.approx(-1.6 / (1.6**2 + 15) ** 0.5)
    assert valences.score_valences(["nothing rated", ""], "pattern").tolist() == [0, 0]
