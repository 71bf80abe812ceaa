"""Which voice of the study a source is."""

from pathlib import Path

import pytest

from analysis.annotation.voices.attribution import attribute
from analysis.annotation.voices.voice_of_source import Met, identify, remember
from analysis.corpus.study import OUTLET, THIRD_PARTY, load_study

STUDY = load_study(Path(__file__).parents[3] / "data" / "example" / "study.toml")


def identities(*sentences, own=OUTLET):
    """Return whose each attribution of a text is, and how that was found."""
    text, spans = " ".join(sentences), []
    for sentence in sentences:
        start = spans[-1][1] + 1 if spans else 0
        spans.append((start, start + len(sentence)))
    met, found = Met({}, {}, ()), []
    for said in attribute(text, spans):
        found.append(identify(said, text, STUDY, met, own))
        met = remember(met, said, found[-1], text, True)
    return [(one.voices, one.how) for one in found]


@pytest.mark.parametrize(
    ("sentence", "voices"),
    [
        ("Ilka Soren said it rained.", ("velmora",)),
        ("The Velmoran envoy said it rained.", ("velmora",)),
        ("Ada Holt, a spokeswoman for the Amber Hall, said it rained.", ("velmora",)),
        ("In Norrund, a government spokesman said it rained.", ("norrund",)),
        ("Soren and Brand said it rained.", ("velmora", "norrund")),
        ("Both sides said it rained.", ("velmora", "norrund")),
        ("Ada Holt said it rained.", (THIRD_PARTY,)),
        ("The miners said it rained.", (THIRD_PARTY,)),
        ("Critics of Velmora said it rained.", (THIRD_PARTY,)),
        ("I think it rained.", (OUTLET,)),
    ],
)
def test_a_source_has_the_voice_of_its_name_or_its_office(sentence, voices):
    assert identities(sentence)[0][0] == voices


@pytest.mark.parametrize(
    ("sentences", "voices", "how"),
    [
        (("Ilka Soren said it rained.", "She said it poured."), ("velmora",), "pronoun"),
        (("The Velmoran spokesman said it rained.", "The spokesman said it poured."), ("velmora",), "refers back"),
        (("Ilka Soren said it rained.", "The statement said it poured."), ("velmora",), "refers back"),
        (("Ilka Soren said it rained.", "The miners said it poured."), (THIRD_PARTY,), "description"),
    ],
)
def test_a_source_may_refer_back(sentences, voices, how):
    assert identities(*sentences)[-1] == (voices, how)


@pytest.mark.parametrize(
    ("sentence", "own", "voices"),
    [
        ("The envoy said it rained.", "norrund", ("norrund",)),
        ("The envoy said it rained.", OUTLET, (THIRD_PARTY,)),
        ("The two leaders said it rained.", "norrund", ("norrund",)),
        ("The Velmoran envoy said it rained.", "norrund", ("velmora",)),
    ],
)
def test_in_a_sides_own_text_an_office_without_a_country_is_its_own(sentence, own, voices):
    assert identities(sentence, own=own)[0][0] == voices
