"""What a cue introduces: whether a clause is there, where it begins and ends, on which side."""

import pytest

from analysis.annotation.english.cue_lexicon import load_cues
from analysis.annotation.voices import contents
from tests.annotation.voices.reading import read, read_marked, write


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Holt said |the mill was closed.", True),
        ("Holt asked |whether it rained.", True),
        ("Holt hopes |to win.", True),
        ("Holt said |“Never.”", True),
        ("Holt agreed |with the mayor that it rained.", True),
        ("Holt said |they knew.", True),
        ("Holt knows |of the plan.", False),
        ("Holt left |the hall, which was cold.", False),
        ("Holt thinks |highly of those who came.", False),
        ("Holt spoke |under oath.", False),
    ],
)
def test_what_may_be_said_begins_with_a_clause_a_question_or_a_quotation(sentence, expected):
    tokens, i = read_marked(sentence)
    assert contents.introduces(tokens, i, len(tokens.low)) is expected


@pytest.mark.parametrize(
    ("before", "cue", "after", "reading", "expected"),
    [
        ("The mill is old,", "Holt said", ".", "finite", ["The mill is old"]),
        ("The mill,", "Holt said", ", was old.", "finite", ["The mill", "was old."]),
        ("", "Holt said", "the mill was old.", "finite", ["the mill was old."]),
        ("“It rains,”", "said Holt", ".", "inverted", ["“It rains,”"]),
        ("The mill is old,", "said Holt", ", a miller, and cold.", "inverted", ["The mill is old", "and cold."]),
        ("The mill is old,", "said Holt", ", who owns it.", "inverted", ["The mill is old"]),
        ("The mill is old,", "said Holt", ", smiling at Roe.", "inverted", ["The mill is old"]),
        ("The mill is old,", "Holt said", "on Monday.", "finite", ["The mill is old"]),
        ("In May,", "Holt said", "the mill was old.", "finite", ["the mill was old."]),
        ("", "Holt said", "on Monday that it rained.", "finite", ["that it rained."]),
        ("", "Holt said", "the following: close the mill.", "finite", ["close the mill."]),
    ],
)
def test_what_is_said_stands_behind_the_cue_before_it_or_on_both_sides(before, cue, after, reading, expected):
    text = f"{before} {cue}{after if after[0] in '.,' else ' ' + after}".strip()
    tokens = read(text)
    begin = tokens.start.index(text.index(cue))
    end = begin + len(cue.split())
    found = contents.contents_of(tokens, begin, end, 0, len(tokens.low), reading, "say")
    assert [write(tokens, *span) for span in found] == expected


def test_a_cue_of_another_kind_takes_what_follows_though_a_clause_stands_before_it():
    tokens = read("The mill is old, Holt shows.")
    found = contents.contents_of(tokens, 5, 7, 0, len(tokens.low), "finite", "show")
    assert found == ((0, 5),)
    assert contents.contents_of(tokens, 5, 7, 0, len(tokens.low), "finite", "say") == ((0, 4),)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Holt believes |that it rained.", True),
        ("Holt believes |they left.", True),
        ("Holt believes |“in rain”.", True),
        ("Holt believes |in rain.", False),
        ("Holt believes |of the mill that it fell.", False),
    ],
)
def test_a_cue_that_needs_a_clause_reports_words_only_before_one(sentence, expected):
    tokens, i = read_marked(sentence)
    entry = load_cues()["verb"]["said"][0]._replace(voiced="that")
    assert contents.is_voiced(tokens, entry, i, len(tokens.low), ((i, len(tokens.low)),)) is expected


@pytest.mark.parametrize(
    ("need", "sentence", "expected"),
    [
        ("any", "Holt told |Roe.", True),
        ("quote", "Holt went |“Brr.”", True),
        ("quote", "Holt went |home.", False),
        ("clause", "Holt joked |that it rained.", True),
        ("clause", "Holt joked |in the hall on Monday, “It rains.”", True),
        ("clause", "Holt joked |at dinner.", False),
    ],
)
def test_a_verb_is_a_cue_only_with_what_it_needs_beside_it(need, sentence, expected):
    tokens, i = read_marked(sentence)
    assert contents.fulfilled(tokens, need, i - 1, i, len(tokens.low), None, ()) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Holt said |in Norrund on Monday, “Yes.”", "“"),
        ("Holt said |in Norrund that he won, “yes.”", None),
        ("Holt said |nothing, “yes” apart.", None),
    ],
)
def test_a_quotation_stands_behind_where_and_when_only(sentence, expected):
    tokens, i = read_marked(sentence)
    at = contents.quote_behind(tokens, i, len(tokens.low))
    assert (tokens.word[at] if at >= 0 else None) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It is stated |in the letter.", True),
        ("It is written |here.", True),
        ("It was found |in the harbour.", False),
        ("It was said |by Holt.", False),
    ],
)
def test_a_text_may_be_what_says_so(sentence, expected):
    tokens, i = read_marked(sentence)
    assert contents.refers(tokens, i, len(tokens.low)) is expected
