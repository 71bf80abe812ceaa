"""The cues of each outlet for each voice, with the stance of each cue."""

import pandas as pd
import pytest

from analysis.annotation.voices import cue_counts
from tests.measures.test_reporting_verbs import ARTICLES, SEGMENTS, STUDY


@pytest.mark.parametrize(
    ("cue", "lemma", "stance"),
    [
        ("said", "say", "neutral"), ("Says", "say", "neutral"), ("has said", "say", "neutral"),
        ("claimed", "claim", "doubting"), ("alleges", "allege", "doubting"), ("admits", "admit", "positive"),
        ("pointed out", "point out", "positive"), ("points", "points", "neutral"), ("told", "tell", "neutral"),
        ("wrote", "write", "neutral"), ("according to", "according to", "neutral"),
        ("According", "according to", "neutral"), ("warned of", "warn of", "neutral"), (":", ":", "neutral"),
        ("", "", "neutral"), ("qqqq", "qqqq", "neutral"),
    ],
)  # fmt: skip
def test_a_cue_has_the_lemma_and_the_stance_of_its_entry(cue, lemma, stance):
    assert cue_counts.lemma_of(cue) == (lemma, stance)


def count(*rows, articles=ARTICLES):
    """Return outlet, voice, cue, stance and count of segments given as (sentence, document, voice, cue)."""
    segments = pd.DataFrame(rows, columns=["sentence_id", "doc_id", "voice", "cue"])
    table = cue_counts.count_cues(segments, articles, STUDY)
    return table.drop(columns="share").to_numpy().tolist()


@pytest.mark.parametrize(
    ("rows", "counted"),
    [
        ([("s", "d", "a", "said")], [["Gazette", "a", "say", "neutral", 1]]),
        ([("s", "d", "a", "said"), ("s", "d", "a", "said")], [["Gazette", "a", "say", "neutral", 1]]),
        ([("s", "d", "a", "said"), ("t", "d", "a", "says")], [["Gazette", "a", "say", "neutral", 2]]),
        ([("s", "d", "outlet", "said"), ("s", "d", "a", "")], []),
        (
            [("s", "d", "a", "said"), ("s", "d", "b", "said")],
            [["Gazette", "a", "say", "neutral", 1], ["Gazette", "b", "say", "neutral", 1]],
        ),
        ([], []),
    ],
)
def test_a_cue_counts_once_a_sentence_and_voice(rows, counted):
    assert count(*rows) == counted


def test_outlets_and_voices_stand_in_their_order_and_the_commonest_cue_first():
    rows = [("x", "e", "b", "said"), ("y", "e", "a", "claimed"), ("z", "e", "a", "said"), ("w", "e", "a", "told")]
    rows += [("v", "e", "a", "told"), ("u", "d", "third_party", "said")]
    assert [row[:3] for row in count(*rows)] == [
        ["Gazette", "third_party", "say"],
        ["Herald", "a", "tell"],
        ["Herald", "a", "claim"],
        ["Herald", "a", "say"],
        ["Herald", "b", "say"],
    ]


def test_shares_add_up_to_one_for_each_outlet_and_voice():
    table = cue_counts.count_cues(SEGMENTS, ARTICLES, STUDY)
    assert table.groupby(["outlet", "voice"])["share"].sum().tolist() == pytest.approx([1, 1, 1, 1])


@pytest.mark.parametrize(
    ("voices", "whose"),
    [(["a", "outlet", "b"], "b"), (["a", "outlet"], "a"), (["outlet", "a"], "a"), (["outlet"], None)],
)
def test_a_verdict_counts_as_doubting_the_voice_in_whose_report_it_stands(voices, whose):
    rows = [("s", "d", voice, "alleged" if voice == "outlet" else "") for voice in voices]
    segments = pd.DataFrame(rows, columns=["sentence_id", "doc_id", "voice", "cue"])
    segments["resolution"] = ["verdict" if voice == "outlet" else "" for voice in voices]
    table = cue_counts.count_cues(segments, ARTICLES, STUDY)
    assert table[["voice", "stance"]].to_numpy().tolist() == ([[whose, "doubting"]] if whose else [])


@pytest.mark.parametrize("column", ["sentence_id", "doc_id", "voice", "cue"])
def test_each_column_that_is_needed_is_asked_for(column):
    with pytest.raises(ValueError, match=f"segments lacks the column '{column}'"):
        cue_counts.count_cues(SEGMENTS.drop(columns=column), ARTICLES, STUDY)
