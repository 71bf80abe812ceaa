"""Texts -> a sparse matrix of terms in one pass, beside a slow literal loop."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.terms import counting

WORD = re.compile(r"[a-z0-9'é]+", re.IGNORECASE)


def list_stretches(stretches):
    return stretches.split("\n")[:-1] if stretches else []


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["a b a", "b"], [{"a": 2, "b": 1}, {"b": 1}]),
        (["a,b a"], [{"a,b": 1, "a": 1}]),
        (["  a\n\tb  c "], [{"a": 1, "b": 1, "c": 1}]),
        (["a\u00a0b"], [{"a\u00a0b": 1}]),  # as one: the words in it are found as well
        (["", "a"], [{}, {"a": 1}]),
        ([], []),
        ([""], [{}]),
    ],
)
def test_what_stands_between_spaces_is_counted(texts, expected):
    counts, stretches = counting.count_stretches(texts)
    names = list_stretches(stretches)
    assert counts.shape == (len(texts), len(names))
    assert [{n: int(c) for n, c in zip(names, row, strict=True) if c and n} for row in counts.toarray()] == expected
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("stretches", "fold", "expected"),
    [
        (["good,", "(bad)", "good"], None, [{"good": 1}, {"bad": 1}, {"good": 1}]),
        (["to-and-to"], None, [{"to": 2, "and": 1}]),
        (["...", "a"], None, [{}, {"a": 1}]),
        (["Good", "good"], None, [{"good": 1}, {"good": 1}]),
        (["Good", "good"], str.upper, [{"GOOD": 1}, {"GOOD": 1}]),
        (["Good", "good"], str, [{"Good": 1}, {"good": 1}]),
        ([], None, []),
    ],
)
def test_terms_are_found_in_each_stretch(stretches, fold, expected):
    found, terms = counting.find_terms("".join(f"{line}\n" for line in stretches), WORD, fold)
    assert found.shape == (len(stretches), len(terms))
    assert [{t: int(c) for t, c in zip(terms, row, strict=True) if c} for row in found.toarray()] == expected
    assert list(terms) == sorted(terms)


TEXTS = st.lists(st.text(alphabet="abé B'-,.\n\t\u00a0\x1c", max_size=25), max_size=6)


@given(TEXTS)
def test_both_steps_together_count_as_a_loop_over_words(texts):
    counts, stretches = counting.count_stretches(texts)
    found, terms = counting.find_terms(stretches, WORD, None)
    table = (counts @ found).toarray()
    for row, text in zip(table, texts, strict=True):
        expected = Counter(word.lower() for part in text.split() for word in WORD.findall(part))
        assert {term: int(n) for term, n in zip(terms, row, strict=True) if n} == expected


@given(TEXTS)
def test_the_part_that_is_searched_together_changes_nothing(texts):
    _, stretches = counting.count_stretches(texts)
    whole, names = counting.find_terms(stretches, WORD, None)
    kept, counting.AT_ONCE = counting.AT_ONCE, 2
    try:
        parts, own = counting.find_terms(stretches, WORD, None)
    finally:
        counting.AT_ONCE = kept
    assert list(names) == list(own)
    assert whole.toarray().tolist() == parts.toarray().tolist()
