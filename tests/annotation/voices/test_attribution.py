"""Text and sentence spans in, attributions out."""

import pytest

from analysis.annotation.voices.attribution import attribute, name_sources


@pytest.mark.parametrize(
    ("text", "content", "name", "manner"),
    [
        ("Ada Holt said it rained.", "it rained.", "Ada Holt", "indirect"),
        ("“It rained in Velmora,” Ada Holt said.", "“It rained in Velmora,”", "Ada Holt", "direct"),
        ("It is stated in the letter that it rained.", "that it rained.", "", "indirect"),
        ("MS. HOLT: It rained.", "It rained.", "MS. HOLT", "direct"),
    ],
)
def test_an_attribution_says_what_whose_and_how(text, content, name, manner):
    found = attribute(text, [(0, len(text))])
    told = [([text[slice(*span)] for span in said.content], said.name, said.manner) for said in found]
    assert ([content], name, manner) in told


@pytest.mark.parametrize(
    "text", ["It rained in May.", "The film “The Old Mill of Norrund” opened.", "Holt built the ship “Amber”.", "“”"]
)
def test_narration_titles_and_empty_marks_are_nobodys_words(text):
    assert attribute(text, [(0, len(text))]) == []


def test_an_infinitive_or_a_noun_is_less_certain_than_a_verb():
    verb, noun = (
        attribute(t, [(0, len(t))])[0] for t in ("Holt hopes that it rains.", "The hope that it rains is old.")
    )
    assert verb.certainty > noun.certainty


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained.", None),
        ("Ada Holt said it rained.", {"source": "Ada Holt"}),
        ("They will go, Ada Holt said, according to Karl Doyle.", {"source": "Karl Doyle"}),
    ],
)
def test_a_sentence_is_named_by_its_surest_and_outermost_source(text, expected):
    assert name_sources(text, [(0, len(text))]) == [expected]
