"""Codebook terms -> patterns: where the terms of each issue stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation import phrase_matcher
from tests.measures.test_agenda import make_study


def find(text, except_in=(), **issues):
    """Return what is found as (issue, the words in the text)."""
    study = make_study(**{name: (terms, except_in) for name, terms in issues.items()})
    entries_of = phrase_matcher.compile_codebook(study)
    return [(issue, text[start:end]) for issue, _, start, end in phrase_matcher.find_terms(text, entries_of)]


@pytest.mark.parametrize(
    ("term", "text", "matched"),
    [
        ("ferry", "ferry", "ferry"),
        ("ferry", "FERRY", "FERRY"),
        ("ferry", "ferries", None),
        ("ferr*", "ferries", "ferries"),
        ("ferr*", "ferr", "ferr"),
        ("ferry*", "ferry’s", "ferry’s"),
        ("deep sea", "deep sea", "deep sea"),
        ("deep sea", "deep-sea", "deep-sea"),
        ("deep sea", "deep\n sea", "deep\n sea"),
        ("deep sea", "deep “sea”", "deep “sea"),
        ("deep sea", "deep, sea", None),
        ("deep sea", "deepsea", None),
        ("mend* ... lamp", "mending the lamp", "mending the lamp"),
        ("mend* ... lamp", "mend one two three four five lamp", "mend one two three four five lamp"),
        ("mend* ... lamp", "mend one two three four five six lamp", None),
        ("mend* ... lamp", "mend, and trim, the lamp", "mend, and trim, the lamp"),
        ("mend* ... lamp", "mend. The lamp", None),
        ("mend* ... lamp", "mend; the lamp", None),
        ("WHO", "WHO", "WHO"),
        ("WHO", "who", None),
        ("Who", "who", "who"),
        ("fisher's", "fisher’s", "fisher’s"),
        ("R&D", "R&D", "R&D"),
        ("année", "Année", "Année"),
    ],
)
def test_a_term_matches_as_it_is_written(term, text, matched):
    found = phrase_matcher.compile_term(term, "sea").match(text)
    assert (found.group() if found else None) == matched


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("", "issue 'sea' has an empty term; list the words that raise it, or leave the term out"),
        (" ", "issue 'sea' has an empty term"),
        (None, "issue 'sea' has an empty term"),
        ("*", r"issue 'sea' has the term '\*', and '\*' in it is no pattern"),
        ("fi*sh", "and 'fi[*]sh' in it is no pattern; a term is words with single spaces"),
        ("... fish", r"and '\.\.\.' in it is no pattern"),
        ("fish ...", r"and '\.\.\.' in it is no pattern"),
        ("a ... ... b", r"and '\.\.\.' in it is no pattern"),
        ("(fish)", "is no pattern"),
        ("fish|eel", "is no pattern"),
    ],
)
def test_a_term_that_is_none_is_refused_with_the_name_of_its_issue(term, said):
    with pytest.raises(ValueError, match=said):
        phrase_matcher.compile_term(term, "sea")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ferry carried peat.", [("boats", "ferry"), ("fuel", "peat")]),
        ("Peat by ferry, peat by ferry", [("fuel", "Peat"), ("boats", "ferry"), ("fuel", "peat"), ("boats", "ferry")]),
        ("A peat ferry", [("boats", "peat ferry"), ("fuel", "peat")]),
        ("Repeat it", []),
        ("", []),
    ],
)
def test_terms_are_found_in_the_order_of_the_text(text, found):
    assert find(text, boats=["ferry", "peat ferry"], fuel=["peat"]) == found


def test_within_an_issue_the_longest_counts_and_two_issues_do_not_mind_each_other():
    assert find("deep sea port", sea=["sea", "deep sea", "deep sea port"]) == [("sea", "deep sea port")]
    assert find("deep sea port", sea=["deep sea"], port=["sea port"]) == [("sea", "deep sea"), ("port", "sea port")]


def test_an_exception_takes_out_what_stands_in_it_and_nothing_else():
    assert find("a sea change", ["sea change"], sea=["sea"]) == []
    assert find("a sea change at sea", ["sea change"], sea=["sea"]) == [("sea", "sea")]
    assert find("a change of sea", ["sea change"], sea=["sea"]) == [("sea", "sea")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They signed the START deal.", [("arms", "START")]),
        ("They start today.", []),
        ("THEY START TODAY, AND THE TALKS GO ON", []),
        ("THE LAMP FELL, AND THE FERRY SANK", [("arms", "LAMP")]),
    ],
)
def test_an_acronym_counts_in_capitals_and_not_where_all_is_in_capitals(text, found):
    assert find(text, arms=["START", "lamp"]) == found


@given(
    st.lists(st.sampled_from(["sea", "Sea", "seas", "port", "deep", ",", "-"]), max_size=10).map(" ".join),
    st.sets(st.sampled_from(["sea", "sea*", "deep sea", "port"]), min_size=1),
)
def test_what_is_found_is_in_order_and_does_not_overlap(text, terms):
    entries_of = phrase_matcher.compile_codebook(make_study(sea=[tuple(terms)]))
    spans = [(start, end) for *_, start, end in phrase_matcher.find_terms(text, entries_of)]
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(start < end for start, end in spans)


@given(st.lists(st.sampled_from(["sea", "Port", "deep", "mill"]), max_size=6).map(" ".join))
def test_more_terms_find_no_less_in_other_issues(text):
    alone = find(text, sea=["sea", "deep sea"])
    assert [hit for hit in find(text, sea=["sea", "deep sea"], port=["port"]) if hit[0] == "sea"] == alone


def test_a_codebook_without_issues_finds_nothing():
    assert find("deep sea") == []
