"""Who speaks each quotation, and how that is found."""

import pytest

from analysis.annotation.voices.cues import find_matches
from analysis.annotation.voices.quotations import find_quotations
from analysis.annotation.voices.quote_speakers import find_speakers
from tests.annotation.voices.reading import read, write_source


def speakers(*sentences, gap=" "):
    """Return the speaker of each quotation of a text, and how it was found."""
    tokens = read(*sentences, gap=gap)
    quotations = find_quotations(tokens)
    quoted = [-1] * len(tokens.low)
    for number, q in enumerate(quotations):
        quoted[q.first : q.last + 1] = [number] * (q.last + 1 - q.first)
    matches = [find_matches(tokens, number, quoted) for number in range(len(tokens.bounds))]
    return [(write_source(tokens, s.source), s.how) for s in find_speakers(tokens, quotations, matches)]


@pytest.mark.parametrize(
    ("sentence", "speaker", "how"),
    [
        ("“It rains in Velmora,” Ada Holt said.", "Ada Holt", "cue"),
        ("“It rains in Velmora,” said Ada Holt.", "Ada Holt", "cue"),
        ("Ada Holt said: “It rains in Velmora.”", "Ada Holt", "cue"),
        ("Ada Holt called the mill “a ruin”.", "Ada Holt", "cue"),
        ("“It rains in Velmora.” — Ada Holt", "Ada Holt", "signature"),
        ("“It rains in Velmora,” hooted Ada Holt.", "Ada Holt", "any verb"),
        ("“It rains in Velmora,” Ada Holt hooted.", "Ada Holt", "any verb"),
        ("More from the council: “It rains in Velmora.”", "council", "colon"),
        ("Roe and Doe in talks at noon: “It rains in Velmora.”", "", "unknown"),
        ("The “mill” burnt.", "", "no cue"),
    ],
)
def test_a_speaker_is_named_beside_the_quotation_over_it_or_nowhere(sentence, speaker, how):
    assert speakers(sentence) == [(speaker, how)]


def test_a_cue_cut_off_from_its_question_names_who_asks():
    assert speakers("“Will it rain?”", "Ada Holt asked.") == [("Ada Holt", "cue")]


@pytest.mark.parametrize(
    ("sentences", "speaker", "how"),
    [
        (("“It rains,” Ada Holt said.", "“It pours in Velmora.”"), "Ada Holt", "carried over quotation"),
        (("Ada Holt warned of rain.", "“It pours in Velmora.”"), "Ada Holt", "carried over sentence"),
        (("The envoy Ada Holt came.", "“It pours in Velmora.”"), "envoy Ada Holt", "subject of the sentence before"),
        (("The rain came.", "“It pours in Velmora.”"), "", "unknown"),
    ],
)  # fmt: skip
def test_a_quotation_without_a_cue_is_carried_from_what_stands_before_it(sentences, speaker, how):
    assert speakers(*sentences)[-1] == (speaker, how)


def test_a_cue_leads_to_a_sentence_over_where_and_when_and_is_as_sure_as_beside_it():
    tokens = read("Ada Holt said in Norrund late on Monday, “It rains in all of Velmora.”")
    quotations = find_quotations(tokens)
    quoted = [0 if quotations[0].first <= k <= quotations[0].last else -1 for k in range(len(tokens.low))]
    (speaker,) = find_speakers(tokens, quotations, [find_matches(tokens, 0, quoted)])
    assert (write_source(tokens, speaker.source), speaker.certainty) == ("Ada Holt", 0.95)
