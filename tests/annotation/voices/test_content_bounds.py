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
