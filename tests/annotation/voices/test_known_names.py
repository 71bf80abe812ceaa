"""The names of a study's voices: where they stand in a phrase, by whole, by part, and by adjective."""

from itertools import pairwise

import pytest

from analysis.annotation.english.spelling import spell
from analysis.annotation.voices.known_names import Name, find_names, is_office, is_person, list_names

NAMES = list_names(
    [
        Name(("Velmora",), "velmora", False),
        Name(("Ada", "Holt"), "velmora", False),
        Name(("Amber", "Hall"), "velmora", False),
        Name(("Norrund",), "norrund", False),
        Name(("Karl", "Doyle"), "norrund", False),
        Name(("South", "Norrund"), "south", False),
    ]
)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("envoy of Velmora", [("Velmora", "velmora")]),
        ("Ada Holt", [("Ada Holt", "velmora")]),
        ("Mr Doyle", [("Doyle", "norrund")]),
        ("A. Holt", [("Holt", "velmora")]),
        ("Boris Doyle", []),
        ("Doyle Mibo", []),
        ("the Velmoran envoy", [("Velmoran", "velmora")]),
        ("South Norrund", [("South Norrund", "south")]),
        ("Norrund and Velmora", [("Norrund", "norrund"), ("Velmora", "velmora")]),
        ("the miners of the valley", []),
    ],
)
def test_names_are_found_by_whole_part_and_adjective(phrase, expected):
    words = spell(phrase)
    assert [(" ".join(words[p.first : p.last]), p.voice) for p in find_names(words, NAMES)] == expected


def test_only_an_adjective_qualifies():
    found = {place.qualifies for place in find_names(spell("the Velmoran envoy"), NAMES)}
    assert (found, {p.qualifies for p in find_names(spell("Velmora"), NAMES)}) == ({True}, {False})


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Ada Holt", True), ("Jan van Holt", True), ("Amber Ministry", False), ("the valley", False), ("Ada NPA", False)],
)
def test_a_person_has_capitals_and_no_word_of_a_body(name, expected):
    assert is_person(spell(name)) is expected


def test_offices_are_words_and_no_names():
    assert (is_office("Minister"), is_office("side"), is_office("Holt")) == (True, True, False)


@pytest.mark.parametrize("ending", ["", "’s", "'s", "’", ","])
@pytest.mark.parametrize(("name", "voice"), [("Velmora", "velmora"), ("Ada Holt", "velmora"), ("Doyle", "norrund")])
def test_a_name_is_found_whatever_follows_it(name, voice, ending):
    assert [place.voice for place in find_names(spell(f"the hall of {name}{ending} burnt"), NAMES)] == [voice]


@pytest.mark.parametrize("phrase", ["velmora", "ada holt", "Adair Holtby", "Vel Mora", "the Hall", "Amber"])
def test_what_only_looks_like_a_name_is_none(phrase):
    assert find_names(spell(phrase), NAMES) == []


def test_names_are_found_in_their_order_without_overlap():
    found = find_names(spell("Karl Doyle of South Norrund met Ada Holt in Velmora"), NAMES)
    assert [place.voice for place in found] == ["norrund", "south", "velmora", "velmora"]
    assert all(one.last <= two.first for one, two in pairwise(found))
