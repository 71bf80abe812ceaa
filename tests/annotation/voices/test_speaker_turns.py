"""Lines that name their speaker first: turns of a transcript, headlines, and headings that name nobody."""

import pytest

from analysis.annotation.voices.speaker_turns import find_turns
from tests.annotation.voices.reading import read, write_source


def turns(*sentences, gap="\n\n"):
    tokens = read(*sentences, gap=gap)
    return [(write_source(tokens, turn.source), turn.first, turn.last) for turn in find_turns(tokens)]


def test_a_turn_goes_on_to_the_next_label_or_the_closing_line():
    lines = ("MS. HOLT: It rains.", "It pours.", "MR. ROE: It does.", "END 3:15 P.M.", "Contact us.")
    assert turns(*lines) == [("MS. HOLT", 0, 2), ("MR. ROE", 2, 3)]


def test_who_asks_needs_no_name():
    assert turns("Q Will it rain?", "MS. HOLT: It will.", "Q Today?") == [("Q", 0, 1), ("MS. HOLT", 1, 2), ("Q", 2, 3)]


def test_a_paragraph_that_names_its_own_speaker_ends_the_turn():
    lines = ("MS. HOLT: It rains.", "Holt added that it poured.", "MR. ROE: It does.")
    assert turns(*lines) == [("MS. HOLT", 0, 1), ("MR. ROE", 2, 3)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Holt: “It rains in Velmora”", "The town is wet."), [("Holt", 0, 1)]),
        (("Holt: We are ready", "The town is wet."), [("Holt", 0, 1)]),
        (("Holt: Rain is useful", "The miller Holt came home."), [("Holt", 0, 1)]),
        (("Holt: what we know", "The town is wet."), []),
        (("Fish summit: Roe meets Holt", "The miller Roe came home."), []),
        (("Ministry: We are ready", "The town is wet."), []),
        (("The town is wet.", "It is wet at 3:15 today."), []),
    ],
)
def test_a_lone_label_names_who_speaks_only_where_the_text_shows_it(lines, expected):
    assert turns(*lines) == expected


@pytest.mark.parametrize("label", ["MS. HOLT", "PRESIDENT HOLT", "Ada Holt", "MODERATOR", "Q", "A"])
def test_labels_of_any_kind_take_turns(label):
    found = turns(f"{label}: It rains.", "MR. ROE: It does.", f"{label}: It pours.")
    assert found == [(label, 0, 1), ("MR. ROE", 1, 2), (label, 2, 3)]


@pytest.mark.parametrize(
    "line",
    [
        "It is 3:15 now.",
        "The agenda: fish and ferries.",
        "Note: bring boots.",
        "He came: nobody saw him.",
        "http://roe.example",
    ],
)
def test_a_colon_alone_makes_no_turn(line):
    assert turns(line, "The town is wet.") == []


def test_a_turn_keeps_all_its_paragraphs():
    lines = ["MS. HOLT: It rains.", *["It pours."] * 5, "MR. ROE: It does."]
    assert turns(*lines) == [("MS. HOLT", 0, 6), ("MR. ROE", 6, 7)]
