"""Verbs that introduce: how each is read, whose it is, and which are none."""

import pytest

from tests.annotation.voices.reading import find_cues, write, write_source


@pytest.mark.parametrize(
    ("sentence", "cue", "reading", "source"),
    [
        ("Ada Holt said the mill was old.", "said", "finite", "Ada Holt"),
        ("The mill was old, said Ada Holt.", "said", "inverted", "Ada Holt"),
        ("The mill was very old, said the mayor of Norrund.", "said", "inverted", "mayor"),
        ("The claim was denied on Monday by Ada Holt.", "denied", "passive", "Ada Holt"),
        ("Holt was quoted by the daily as saying it rained.", "saying", "finite", "Holt"),
        ("Ada Holt left on Monday, saying it rained.", "saying", "participle", "Ada Holt"),
        ("The mill closed, with Roe saying it was old.", "saying", "participle", "Roe"),
        ("Ada Holt left a letter saying it rained.", "saying", "participle", "Ada Holt"),
        ("It is stated in the letter that the mill is old.", "stated", "impersonal", ""),
        ("Holt agreed to tell them that it rained.", "tell", "infinitive", "Holt"),
        ("Miners, farmers and their bankers say it rained.", "say", "finite", "Miners, farmers and their bankers"),
    ],
)
def test_a_verb_has_the_source_that_its_reading_gives_it(sentence, cue, reading, source):
    tokens, matches = find_cues(sentence)
    found = next(m for m in matches if write(tokens, m.first, m.last) == cue)
    assert (found.reading, write_source(tokens, found.source)) == (reading, source)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Mills like those that Holt built are old.", "like"),
        ("The claims of the council were long.", "claims"),
        ("The stated aim was rain.", "stated"),
    ],
)
def test_a_word_that_is_no_verb_there_introduces_nothing(sentence, word):
    tokens, matches = find_cues(sentence)
    assert not [m for m in matches if write(tokens, m.first, m.last) == word and "noun" not in m.reading]


@pytest.mark.parametrize(
    ("sentence", "voiced"),
    [
        ("Holt said the mill was old.", True),
        ("Say that the mill was old.", False),
        ("Holt wants to say that the mill was old.", False),
        ("Holt warned Roe, and came to say that the mill was old.", True),
    ],
)
def test_what_is_only_to_be_said_is_not_said(sentence, voiced):
    tokens, matches = find_cues(sentence)
    said = [m for m in matches if tokens.low[m.first] in ("say", "said")]
    assert [m.voiced for m in said] == [voiced]


VERBS = ["said", "claimed", "added", "insisted", "warned", "admitted", "announced", "believed", "hoped", "wrote"]


def first_source(sentence, cue):
    """Return the source of a cue, or None where it introduces nothing."""
    tokens, matches = find_cues(sentence)
    found = [m for m in matches if tokens.low[m.first] == cue and "noun" not in m.reading]
    return write_source(tokens, found[0].source) if found else None


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("before", "source"),
    [("Ada Holt", "Ada Holt"), ("The mayor", "mayor"), ("She", "She"), ("Ada Holt, a miller,", "Ada Holt")],
)
def test_every_verb_of_saying_and_thinking_introduces_a_clause_of_its_subject(before, source, verb):
    assert first_source(f"{before} {verb} that the mill was old.", verb) == source


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in ("believed", "hoped")])
def test_a_verb_of_saying_may_follow_what_is_said(verb):
    assert first_source(f"The mill was old, Ada Holt {verb}.", verb) == "Ada Holt"


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Ada Holt added salt.", "added"),
        ("The unsaid word hung in the air.", "said"),
        ("The mill was sold.", "sold"),
        pytest.param(
            "Having insisted, she left.",
            "insisted",
            marks=pytest.mark.xfail(strict=True, reason="a cue that nothing follows is kept"),
        ),
    ],
)
def test_a_verb_without_what_may_be_said_introduces_nothing(sentence, cue):
    assert first_source(sentence, cue) is None
