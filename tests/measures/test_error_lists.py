"""How much of what is wrong an error shows."""

import math

import pytest

from analysis.measures.inference.permutation import permute_pairs


def test_the_first_five_differences_are_shown_where_one_is_none():
    with pytest.raises(ValueError, match=r"found \[nan, 1.0, 2.0, 3.0, 4.0\]; leave undefined ones out"):
        permute_pairs([math.nan, 1, 2, 3, 4, 5])
