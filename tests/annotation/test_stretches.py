"""Texts -> what stands between white space, beside a plain split of each text."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation import stretches

TEXTS = st.lists(st.text(alphabet="ab é\t\n\r\x0b\x0c\u00a0\x1c\0“", max_size=20), max_size=8)


def spell(texts):
    """Return the stretches of each text as they come."""
    number, ends, found = stretches.split_stretches(texts)
    assert len(found) == len(set(found)) and len(ends) == len(texts) + 1 and ends[-1] == len(number)
    return [[found[k] for k in number[start:stop]] for start, stop in pairwise(ends)]


@given(TEXTS)
def test_a_text_is_split_at_the_white_space_of_ascii(texts):
    assert spell(texts) == [re.split("[ \t\n\r\x0b\x0c]+", text) for text in texts]


@given(TEXTS)
def test_what_is_left_of_white_space_is_found_in_the_stretches(texts):
    assert [" ".join(found).split() for found in spell(texts)] == [text.split() for text in texts]


@given(TEXTS, st.integers(1, 9))
def test_how_much_is_split_together_changes_nothing(texts, at_once):
    whole = spell(texts)
    kept, stretches.AT_ONCE = stretches.AT_ONCE, at_once
    try:
        assert spell(texts) == whole
    finally:
        stretches.AT_ONCE = kept


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], []),
        ([""], [[""]]),
        (["half \ud800 of one"], [["half", "\ufffd", "of", "one"]]),
    ],
)
def test_there_may_be_nothing_and_there_may_be_what_has_no_bytes(texts, expected):
    assert spell(texts) == expected
