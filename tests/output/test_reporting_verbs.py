"""The grid of reporting verbs: its bubbles are the cells of its table."""

import pandas as pd

from analysis.corpus.study import Event, Issue, Study, Voice
from analysis.measures.voices import reporting_verbs
from analysis.output.figures.voices.reporting_verbs import caption_reporting_verbs, draw_reporting_verbs

STUDY = Study(
    title="t",
    tone="vader",
    sides=("a", "b"),
    voices={v: Voice(v, v.title(), "#112233", names=(v,)) for v in ("a", "b", "third_party", "outlet")},
    events={"e": Event("e", "E", "2021-01-01")},
    issues={"i": Issue("i", "I", ("x",))},
    outlets={},
)
CUES = pd.DataFrame(
    [
        ("Gazette", "a", "say", "neutral", 3, 0.75),
        ("Gazette", "a", "claim", "doubting", 1, 0.25),
        ("Herald", "a", "say", "neutral", 2, 1.0),
        ("Herald", "b", "note", "positive", 1, 1.0),
    ],
    columns=["outlet", "voice", "cue", "stance", "count", "share"],
)


def test_every_bubble_carries_the_count_of_its_cell():
    table = reporting_verbs.select_cues(CUES)
    figure = draw_reporting_verbs(table, STUDY)
    first, second = figure.axes
    labels = [label.get_text() for label in first.get_yticklabels()]
    assert labels == ["note", "say", "claim"]
    counts = {(round(t.xy[0]), labels[round(t.xy[1])]): t.get_text() for t in first.texts}
    assert counts == {(0, "say"): "3", (0, "claim"): "1", (1, "say"): "2"}
    assert second.texts[0].get_text() == "1"


def test_sides_stand_in_the_order_of_the_study():
    figure = draw_reporting_verbs(reporting_verbs.select_cues(CUES), STUDY)
    assert [axis.get_title(loc="left").split("\n")[0] for axis in figure.axes] == ["A", "B"]


def test_the_caption_gives_counts_and_says_that_they_are_small():
    caption = caption_reporting_verbs(reporting_verbs.compare_stances(CUES, STUDY), CUES, STUDY)
    assert caption.startswith("Of 6 cues of A, 1 keeps a distance")
    assert caption.endswith("The numbers are small.") and "Drawn" not in caption


def test_the_caption_says_how_much_is_drawn():
    chosen = reporting_verbs.select_cues(CUES, 1)
    caption = caption_reporting_verbs(reporting_verbs.compare_stances(CUES, STUDY), chosen, STUDY)
    assert f"Drawn are the commonest, {chosen['count'].sum()} of {CUES['count'].sum()} cues." in caption


def test_the_most_frequent_cues_are_kept():
    assert set(reporting_verbs.select_cues(CUES, 1)["cue"]) == {"say"}
