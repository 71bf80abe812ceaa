"""Who speaks, on texts that no rule was written for: segments partition them, and long ones are read to the end."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation import voices
from tests.annotation.voices.test_voices import STUDY

SAID = [
    "Pan",
    " said ",
    "he ",
    "that ",
    "according to ",
    "Elphberg and Pan ",
    "both statements ",
    "it is said here",
    "ROE: ",
]
MARKS = [
    "“",
    "”",
    '"',
    "''",
    "‘",
    "’",
    ", ",
    ". ",
    "\r\n",
    "\t",
    " ",
    ":",
    "(",
    ")",
    "—",
    "1",
    "é",
    "e\u0301",
    "😀",
    "Ж",
]
PIECES = st.sampled_from([*SAID, *MARKS, "\U0001f469\u200d\U0001f467"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.lists(st.integers(0, 200), max_size=4))
def test_segments_partition_every_sentence_of_any_text(text, cuts):
    cuts = sorted({min(c, len(text)) for c in cuts} | {0, len(text)})
    rows = [(f"s{k}", "d", a, b) for k, (a, b) in enumerate(pairwise(cuts))]
    sentences = pd.DataFrame(rows, columns=["sentence_id", "doc_id", "start", "end"])
    table = voices.attribute_voices(sentences, pd.DataFrame([{"doc_id": "d", "outlet": "x", "text": text}]), STUDY)
    for sentence_id, _, start, end in rows:
        mine = table[table["sentence_id"] == sentence_id]
        assert mine["start"].iloc[0] == start
        assert mine["end"].iloc[-1] == end
        assert mine["start"].tolist()[1:] == mine["end"].tolist()[:-1]
        assert "".join(mine["text"]) == text[start:end]
    assert table["certainty"].between(0, 1).all()


@pytest.mark.parametrize(
    ("unit", "n_characters"),
    [('"', 1_000_000), ("said ", 1_000_000), ("(", 1_000_000), ("“Yes,” Roe said. ", 300_000), ("to say ", 300_000)],
)
def test_a_megabyte_of_marks_or_cues_is_read_to_the_end(unit, n_characters):
    # What took time with the square of the length would not come back.
    text = unit * (n_characters // len(unit))
    for attribution in voices.attribute(text, [(0, len(text))]):
        assert all(0 <= start < end <= len(text) for start, end in attribution.content)
