"""How voices are introduced, by hand."""

import pandas as pd
import pytest

from analysis.annotation.voices import cue_counts
from analysis.corpus.study import Event, Issue, Study, Voice
from analysis.measures.voices import reporting_verbs

STUDY = Study(
    title="t",
    tone="vader",
    sides=("a", "b"),
    voices={v: Voice(v, v.title(), "#112233", names=(v,)) for v in ("a", "b", "third_party", "outlet")},
    events={"e": Event("e", "E", "2021-01-01")},
    issues={"i": Issue("i", "I", ("x",))},
    outlets={},
)
ARTICLES = pd.DataFrame({"doc_id": ["d", "e"], "outlet": ["Gazette", "Herald"]})
SEGMENTS = pd.DataFrame(
    [
        ("d-1", "d", "outlet", ""),
        ("d-1", "d", "a", "said"),
        ("d-1", "d", "a", "said"),
        ("d-2", "d", "a", "claims"),
        ("d-3", "d", "b", "pointed out"),
        ("e-1", "e", "a", "said"),
        ("e-2", "e", "third_party", ":"),
    ],
    columns=["sentence_id", "doc_id", "voice", "cue"],
)


def test_a_cue_over_two_stretches_of_a_sentence_counts_once():
    table = cue_counts.count_cues(SEGMENTS, ARTICLES, STUDY)
    assert table[["outlet", "voice", "cue", "count"]].to_numpy().tolist() == [
        ["Gazette", "a", "claim", 1],
        ["Gazette", "a", "say", 1],
        ["Gazette", "b", "point out", 1],
        ["Herald", "a", "say", 1],
        ["Herald", "third_party", ":", 1],
    ]
    assert table["share"].tolist() == [0.5, 0.5, 1, 1, 1]


def test_stances_of_a_voice_add_up_to_its_cues():
    stances = reporting_verbs.compare_stances(cue_counts.count_cues(SEGMENTS, ARTICLES, STUDY), STUDY)
    assert stances[stances["voice"] == "a"]["count"].tolist() == [0, 2, 1]
    assert (stances.groupby("voice")["share"].sum() - 1).abs().max() < 1e-12


def test_the_sides_come_first():
    stances = reporting_verbs.compare_stances(cue_counts.count_cues(SEGMENTS, ARTICLES, STUDY), STUDY)
    assert list(dict.fromkeys(stances["voice"])) == ["a", "b", "third_party"]


def test_comparing_by_something_else_is_refused():
    cues = cue_counts.count_cues(SEGMENTS, ARTICLES, STUDY)
    with pytest.raises(ValueError, match="compared by voice or by outlet, not by 'month'"):
        reporting_verbs.compare_stances(cues, STUDY, by="month")


def test_segments_without_cues_say_what_is_missing():
    with pytest.raises(ValueError, match="segments lacks the column 'cue'"):
        cue_counts.count_cues(SEGMENTS.drop(columns="cue"), ARTICLES, STUDY)


def test_an_outlets_verdict_within_a_report_is_its_distance_to_who_is_reported():
    rows = [
        ("d-1", "d", "outlet", "", "nothing found"),
        ("d-1", "d", "a", "said", "name"),
        ("d-1", "d", "outlet", "alleged", "verdict"),
        ("d-1", "d", "b", "said", "name"),
        ("d-2", "d", "a", "said", "name"),
        ("d-2", "d", "outlet", "so-called", "verdict"),
        ("d-3", "d", "outlet", "alleged", "verdict"),
    ]
    segments = pd.DataFrame(rows, columns=["sentence_id", "doc_id", "voice", "cue", "resolution"])
    table = cue_counts.count_cues(segments, ARTICLES, STUDY)
    doubting = table[table["stance"] == "doubting"]
    assert doubting[["voice", "cue", "count"]].to_numpy().tolist() == [["a", "so-called", 1], ["b", "alleged", 1]]


def test_to_deny_is_no_distance_of_the_outlet():
    assert cue_counts.lemma_of("denies") == ("deny", "neutral")
