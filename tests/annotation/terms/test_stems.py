"""Forms of a word counted together."""

import pandas as pd
import pytest

from analysis.annotation.terms import stems


def merge(*rows):
    table = pd.DataFrame(rows, columns=["segment_id", "term", "count"])
    return [tuple(row) for row in stems.merge_forms(table).to_numpy().tolist()]


@pytest.mark.parametrize(
    ("terms", "shown"),
    [
        ({"treaty": 2, "treaties": 1}, {"treaty": 3}),
        ({"treaty": 1, "treaties": 2}, {"treaties": 3}),
        ({"treaty": 1, "treaties": 1}, {"treaty": 2}),  # of equals the shortest
        ({"sails": 1, "saile": 1}, {"saile": 2}),  # of these the first in the alphabet
        ({"agree": 1, "agreed": 1, "agreeing": 1, "agreement": 1}, {"agree": 3, "agreement": 1}),
        ({"ferry": 1, "treaty": 1}, {"ferry": 1, "treaty": 1}),
        ({"old ferry": 1, "old ferries": 1}, {"old ferry": 1, "old ferries": 1}),
        ({"ex-minister": 1, "ex-ministers": 1}, {"ex-minister": 1, "ex-ministers": 1}),
        ({"2021": 1, "2021s": 1}, {"2021": 1, "2021s": 1}),
    ],
)
def test_forms_are_counted_under_the_commonest(terms, shown):
    assert {term: n for _, term, n in merge(*(("s", term, n) for term, n in terms.items()))} == shown


def test_the_commonest_is_that_of_all_segments_together():
    rows = [("a", "treaty", 1), ("b", "treaties", 2), ("c", "treaty", 2)]
    assert merge(*rows) == [("a", "treaty", 1), ("b", "treaty", 2), ("c", "treaty", 2)]


def test_no_word_is_lost_and_merging_twice_changes_nothing():
    rows = [("a", "sail", 1), ("a", "sails", 2), ("a", "sailing", 3), ("b", "ferry", 4), ("b", "ferries", 1)]
    once = merge(*rows)
    assert sum(n for *_, n in once) == sum(n for *_, n in rows)
    assert merge(*once) == once == [("a", "sailing", 6), ("b", "ferry", 5)]


def test_the_order_of_rows_does_not_matter():
    rows = [("a", "sail", 1), ("b", "sails", 1), ("c", "sailed", 1)]
    assert merge(*rows) == merge(*rows[::-1])


def test_a_table_that_is_none_of_terms_is_refused():
    with pytest.raises(ValueError, match="terms lacks the column"):
        stems.merge_forms(pd.DataFrame({"term": ["a"]}))
