"""Where the outlet goes on within a report: asides of time and manner, and its verdicts."""

import pytest

from tests.annotation.voices.test_joint import segment


def told(sentence, **options):
    """Return the segments as (voice, text)."""
    return [(r.voice, r.text.strip()) for r in segment(sentence, **options).itertuples()]


@pytest.mark.parametrize(
    ("report", "aside"),
    [
        ("Soren voiced her support for the quota,", "having left the talks in May."),
        ("Brand praised the crews,", "having spoken with the sailors."),
        ("Soren congratulated Brand on the treaty,", "two days after the vote on the cable."),
        ("Brand praised the sailors of the ferry,", "a week before the storm reached the ports."),
        ("Soren said that the ferries would sail,", "even as the ports were closed."),
        ("Brand insisted the quota was fair,", "even as crews stayed ashore."),
    ],
)
def test_how_and_when_it_was_said_is_the_outlets(report, aside):
    found = told(f"{report} {aside}")
    assert found[-1] == ("outlet", aside)
    assert found[1][0] in ("velmora", "norrund")


@pytest.mark.parametrize(
    "sentence",
    [
        "Soren said that the crews left the port, having waited for a week.",  # the crews may have waited
        "Brand said the ferries sailed, two days after the storm.",  # when they sailed is what he said
        "Soren praised the crews, having in view the storm.",
        "Brand said the treaty would stay, even in a storm.",
    ],
)
def test_what_may_belong_to_a_clause_of_the_source_stays_the_sources(sentence):
    assert len(told(sentence)) == 2


def test_a_verdict_is_the_outlets_and_says_so():
    found = segment("Brand said that crews of Velmora had led the alleged “theft of herring” in May.")
    verdict = found[found["resolution"] == "verdict"]
    assert verdict[["voice", "cue"]].to_numpy().tolist() == [["outlet", "alleged"]]
    found = told("Brand said Soren had brought up the storm, and even the baseless allegations of “piracy by Velmora.”")
    assert found[-2:] == [("outlet", "and even the baseless allegations of"), ("norrund", "“piracy by Velmora.”")]
    found = told("Soren recalled that the unproven claims of theft were old.")
    assert ("outlet", "the unproven claims of") in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Brand denied the baseless allegations of theft.",
        "Soren rejected what she called baseless accusations of piracy.",
        "Brand dismissed the unfounded claims of piracy.",
        "Soren condemned the baseless allegations of theft.",
    ],
)
def test_what_the_source_itself_rejects_is_no_verdict_of_the_outlet(sentence):
    assert not (segment(sentence)["resolution"] == "verdict").any()


def test_allegations_without_a_word_of_doubt_stay_the_sources():
    assert told("Brand said that allegations of theft were grave.")[1] == (
        "norrund",
        "that allegations of theft were grave.",
    )


def test_a_verb_that_may_be_a_noun_is_a_verb_before_its_object():
    found = told("President Soren writes to Brand, wishes him a good year.")
    assert found[-1] == ("velmora", "him a good year.")
    found = told("In a note, Soren wishes Brand calm seas and expresses her hope that the ports will open.")
    assert [text for voice, text in found if voice == "velmora"] == ["Brand calm seas", "that the ports will open."]
