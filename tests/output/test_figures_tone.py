import pandas as pd
import pytest

from analysis import paths
from analysis.corpus.study import load_study
from analysis.measures.tone import tone_means, word_shift
from analysis.output.figures.tone import tone
from analysis.output.figures.tone import word_shift as drawn_shift

STUDY = load_study(paths.find_root() / "data" / "study.toml")
SEGMENTS = pd.DataFrame(
    {
        "segment_id": list("abcde"),
        "doc_id": ["p", "p", "p", "t", "t"],
        "outlet": ["Post", "Post", "Post", "Times", "Times"],
        "voice": ["kremlin", "kremlin", "outlet", "white_house", "kremlin"],
        "n_words": [10, 30, 5, 20, 12],
        "vader": [0.5, 0.25, 0.0, -0.5, 0.75],
        "frame": [1.0, 0.0, 0.0, -1.0, 1.0],
    }
)
MENTIONS = pd.DataFrame({"segment_id": list("abde"), "issue": ["trade", "iran", "trade", "iran"]})


def means(by, **more):
    return pd.concat([tone_means.aggregate_tone(SEGMENTS, by, score, **more) for score in ("vader", "frame")])


def test_every_segment_is_a_point_sized_by_its_words():
    table = means(["outlet", "voice"], levels={"voice": STUDY.voice_order})
    figure = tone.draw_tone(table, SEGMENTS, STUDY)
    assert len(figure.axes) == 2
    for axes, score in zip(figure.axes, ("vader", "frame"), strict=True):
        points = [c for c in axes.collections if (c.get_gid() or "").startswith(score)]
        assert sorted(x for c in points for x, _ in c.get_offsets()) == sorted(SEGMENTS[score])
        areas = sorted(area for c in points for area in c.get_sizes())
        assert areas == pytest.approx(sorted(tone.AREA * SEGMENTS["n_words"]))


def test_each_mean_stands_where_the_table_says_and_empty_rows_say_so():
    table = means(["outlet", "voice"], levels={"voice": STUDY.voice_order})
    axes = tone.draw_tone(table, SEGMENTS, STUDY).axes[0]
    drawn = [line.get_xdata()[0] for line in axes.lines if (line.get_gid() or "").startswith("mean")]
    vader = table[table["instrument"] == "vader"]
    assert drawn == vader["estimate"].dropna().tolist()
    texts = [text.get_text() for text in axes.texts]
    sides = vader["voice"].isin(STUDY.sides)  # a side's silence has its row, another voice's has none
    assert texts.count("no segment") == vader.loc[sides, "estimate"].isna().sum()
    assert "+0.31  n = 2" in texts


def test_many_segments_are_bars_of_their_words_by_score():
    many = pd.concat([SEGMENTS] * 200, ignore_index=True)
    table = tone_means.aggregate_tone(many, ["outlet", "voice"], "vader", levels={"voice": STUDY.voice_order})
    axes = tone.draw_tone(table, many, STUDY).axes[0]
    row = many[(many["outlet"] == "Post") & (many["voice"] == "kremlin")]
    bars = [bar for bars in axes.containers if bars[0].get_gid() == "vader 1" for bar in bars]
    heights = {round(bar.get_x() + bar.get_width() / 2, 2): -bar.get_height() / 0.76 for bar in bars}
    words = row.groupby("vader")["n_words"].sum()
    assert {score: height for score, height in heights.items() if height} == pytest.approx(
        {round(0.05 * round(score / 0.05), 2): n / words.max() for score, n in words.items()}
    )
    assert max(len(c.get_offsets()) for c in axes.collections) <= tone.MANY, "the file stays small"


def test_issues_stand_in_the_order_of_the_study():
    table = means(["issue", "voice"], mentions=MENTIONS)
    axes = tone.draw_issue_tone(table, STUDY).axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Trade", "Iran"]


def test_captions_are_made_from_the_numbers():
    table = means(["outlet", "voice"], levels={"voice": STUDY.voice_order})
    caption = tone.caption_tone(table, STUDY)
    assert "Tone by VADER, Kremlin: +0.31 (Post) to +0.75 (Times) in 2 outlets (3 segments)." in caption
    assert "Frame, Biden / White House: -1.00 in Times alone (1 segment)." in caption
    assert "; 4 of 4 have fewer than 5 and say little." in caption, "the rows of one panel, not of both"
    assert caption.endswith(" What stands for a side is the side as these outlets tell it.")
    issues = tone.caption_issue_tone(means(["issue", "voice"], mentions=MENTIONS), STUDY)
    assert "in words of their own both sides raise 1 of 2 issues, furthest apart on Trade (" in issues
    assert "(+0.50 in 1 segment against -0.50 in 1)" in issues


def test_the_bars_of_the_word_shift_are_the_tables_and_add_up():
    parts = [("a", "good", 0.5), ("b", "good", 0.25), ("d", "war", -0.5), ("e", "good", 0.75)]
    rows = [(segment, "vader", term, value) for segment, term, value in parts]
    contributions = pd.DataFrame(rows, columns=["segment_id", "instrument", "term", "value"])
    table = word_shift.compare_words(contributions, SEGMENTS, "kremlin", "white_house")
    figure = drawn_shift.draw_word_shift(table, STUDY, "kremlin", "white_house", "vader")
    widths = [bar.get_width() for bar in figure.axes[0].patches]
    assert widths == table["difference"].tolist()
    assert sum(widths) == pytest.approx(21.5 / 52 + 0.5)
    caption = drawn_shift.caption_word_shift(table, STUDY, "kremlin", "white_house", "vader")
    assert caption.startswith(
        "Tone by VADER, by words: Kremlin +0.41, Biden / White House -0.50, difference +0.91; "
        "raised most by war (fewer), good"
    )
