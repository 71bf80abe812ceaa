"""Where what is said ends before its sentence does."""

import pytest

from tests.annotation.voices.reading import find_cues, list_contents


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Holt blamed the mill, while Roe called on her to pay.", "the mill"),
        ("Holt said the mill was new and Roe said it was old.", "the mill was new"),
        ("Holt, who said the mill was new, left on Monday.", "the mill was new"),
        ("The mill, which Holt called a ruin, was sold.", "a ruin"),
        ("Holt demanded a bridge, which has been built.", "a bridge"),
        ("Holt hoped for rain; the wells had dried.", "for rain"),
        ("Holt hoped for rain, a day after the vote.", "for rain"),
        ("Holt voiced support for the quota, having blamed Roe.", "support for the quota"),
        ("Holt said the ports would open, even as ships turned back.", "the ports would open"),
    ],
)
def test_what_is_said_ends_where_somebody_else_goes_on(sentence, said):
    tokens, matches = find_cues(sentence)
    assert list_contents(tokens, matches[0])[-1].rstrip(" ,") == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Holt said the mill was new and it would open.", "the mill was new and it would open."),
        ("Holt said the mill, which was old, would close.", "the mill, which was old, would close."),
        ("Holt said the wells had dried; the mill was closed.", "the wells had dried; the mill was closed."),
        ("Holt said the ships sailed, a day after the vote.", "the ships sailed, a day after the vote."),
    ],
)
def test_what_is_said_goes_on_where_nobody_else_takes_over(sentence, said):
    tokens, matches = find_cues(sentence)
    assert list_contents(tokens, matches[0])[-1] == said


# Whose the rest of a sentence is: behind a conjunction with a speaker of its own it is not the first one's.
OTHERS = [
    "Roe called it old",
    "Roe denied it",
    "the mayor denied it",
    "Doyle and Roe denied it",
    "Roe warned it was old",
]
NO_TOPIC = pytest.mark.xfail(strict=True, reason="a cue of a topic does not end what another said")
OTHERS += [pytest.param(other, marks=NO_TOPIC) for other in ("Doyle warned of rain", "Doyle disagreed on it")]


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("link", [", while", "; but", ", whereas"])
def test_another_who_speaks_ends_what_the_first_said(link, other):
    tokens, matches = find_cues(f"Holt said the mill was new{link} {other}.")
    assert list_contents(tokens, matches[0])[-1].rstrip(" ,;") == "the mill was new"


@pytest.mark.parametrize(
    "said",
    [
        "the mill was new",
        "the mill and the bridge were new",
        "the mill was new but small",
        "the mill was new because it had burnt",
        "the mill, the bridge and the hall were new",
        "the mill would open if it rained",
        "that the mill was new and that it would open",
        "the mill was new, and that it would open",
        "the mill was bought by Roe",
        "Roe had bought the mill",
    ],
)
def test_what_one_said_is_one_to_its_end(said):
    tokens, matches = find_cues(f"Holt said {said}.")
    assert list_contents(tokens, matches[0]) == [f"{said}."]


@pytest.mark.parametrize(
    ("sentence", "contents"),
    [
        ("The mill, Holt said, was new.", ["The mill", "was new."]),
        ("The mill was new, Holt said.", ["The mill was new"]),
        ("The mill was new, Holt told miners.", ["The mill was new"]),
        ("The mill was new, Holt told them on Monday.", ["The mill was new"]),
        ("On Monday, Holt told miners that it rained.", ["that it rained."]),
        ("Holt told miners the mill was new.", ["miners the mill was new."]),
    ],
)
def test_what_is_said_may_stand_before_its_cue_or_around_it(sentence, contents):
    tokens, matches = find_cues(sentence)
    assert [text.rstrip(" ,") for text in list_contents(tokens, matches[0])] == contents
