"""Sentences in, segments out: what a row says of the voice, its source and how sure that is."""

import pandas as pd
import pytest

from analysis.annotation.voices.segments import attribute_voices
from tests.annotation.voices.test_voice_of_source import STUDY


def rows(text, outlet="Courier"):
    sentences = pd.DataFrame([("d.0", "d", 0, len(text))], columns=["sentence_id", "doc_id", "start", "end"])
    articles = pd.DataFrame([("d", outlet, text)], columns=["doc_id", "outlet", "text"])
    table = attribute_voices(sentences, articles, STUDY)
    return [tuple(row) for row in table[["voice", "manner", "source", "cue"]].to_numpy()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foreign Minister Teo Varga said it rained.", ("velmora", "indirect", "Teo Varga", "said")),
        ("The shepherds said it rained.", ("third_party", "indirect", "shepherds", "said")),
        (
            "It rained in the valley, said the Chancellor of Lindora Ada Holt.",
            ("third_party", "indirect", "Ada Holt", "said"),
        ),
    ],
)
def test_a_row_has_the_source_without_its_titles(text, expected):
    assert expected in rows(text)


@pytest.mark.parametrize("text", ["It rained in May.", "The talks went on about the quota.", "The report shows rain."])
def test_where_nobody_speaks_the_outlet_does(text):
    assert [(voice, manner) for voice, manner, *_ in rows(text)] == [("outlet", "narration")]
