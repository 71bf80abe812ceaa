"""What a difference rests on: by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis.measures.validity import leave_out

SEGMENTS = pd.DataFrame(
    {
        "segment_id": ["a1.0", "a2.0", "b1.0", "b2.0", "b3.0"],
        "sentence_id": ["a1", "a2", "b1", "b2", "b3"],
        "doc_id": ["a", "a", "b", "b", "c"],
        "voice": ["x", "x", "y", "y", "x"],
        "frame": [1.0, 0.0, -1.0, 1.0, 1.0],
        "n_words": [1, 1, 3, 1, 10],
    }
)
MENTIONS = pd.DataFrame({"segment_id": ["b1.0", "a1.0", "a1.0"], "issue": ["hacking", "trade", "trade"]})


def test_each_sentence_article_and_issue_is_left_out_once():
    table = leave_out.leave_one_out(SEGMENTS, MENTIONS, "frame", "x", "y").set_index(["left_out", "name"])
    assert len(table) == 1 + 5 + 3 + 2
    # x: article a 0.5, article c 1, mean .75; y: (-3 + 1) / 4 = -.5
    assert table.loc[("nothing", ""), "estimate"] == pytest.approx(1.25)
    assert table.loc[("sentence", "b1"), "estimate"] == pytest.approx(0.75 - 1)
    assert table.loc[("article", "c"), "estimate"] == pytest.approx(0.5 + 0.5)
    assert pd.isna(table.loc[("article", "b"), "estimate"]), "without it y is silent"
    assert table.loc[("issue", "hacking"), "estimate"] == pytest.approx(-0.25)


def test_words_may_weigh_instead_of_articles():
    table = leave_out.leave_one_out(SEGMENTS, MENTIONS, "frame", "x", "y", weight="n_words")
    assert table["estimate"].iloc[0] == pytest.approx(11 / 12 + 0.5)


def test_the_ends_of_each_kind_are_the_smallest_and_the_largest_difference():
    table = leave_out.leave_one_out(SEGMENTS, MENTIONS, "frame", "x", "y")
    ends = leave_out.find_ends(table)
    assert ends["left_out"].tolist() == ["sentence", "sentence", "article", "article", "issue", "issue"]
    for kind, own in ends.groupby("left_out"):
        moved = table[(table["left_out"] == kind) & (table["change"] != 0)]["estimate"]
        assert {own["estimate"].min(), own["estimate"].max()} == {moved.min(), moved.max()}
    same = leave_out.leave_one_out(SEGMENTS.assign(frame=1.0), MENTIONS, "frame", "x", "y")
    assert leave_out.find_ends(same).empty


@pytest.mark.parametrize("weight", ["articles", "n_words", ""])
def test_each_estimate_is_that_of_the_table_without_the_rows(weight):
    random = np.random.default_rng(1)
    segments = pd.DataFrame(
        {
            "segment_id": [f"s{i}" for i in range(60)],
            "sentence_id": [f"t{i // 2}" for i in range(60)],
            "doc_id": [f"d{i // 8}" for i in range(60)],
            "voice": random.choice(["x", "y", "z"], 60),
            "frame": random.choice([-1.0, 0.0, 1.0, np.nan], 60),
            "n_words": random.integers(0, 9, 60),
        }
    )
    mentions = pd.DataFrame({"segment_id": random.choice(segments["segment_id"], 40), "issue": ["a", "b"] * 20})
    table = leave_out.leave_one_out(segments, mentions, "frame", "x", "y", weight=weight)
    columns = {"sentence": "sentence_id", "article": "doc_id"}
    for row in table[1:].itertuples():
        of_issue = mentions.loc[mentions["issue"] == row.name, "segment_id"]
        gone = (
            segments["segment_id"].isin(of_issue)
            if row.left_out == "issue"
            else segments[columns[row.left_out]] == row.name
        )
        slow = leave_out.leave_one_out(segments[~gone], mentions, "frame", "x", "y", weight=weight)
        assert row.estimate == pytest.approx(slow["estimate"].iloc[0], nan_ok=True)
        assert (row.n_target, row.n_reference) == tuple(slow.loc[0, ["n_target", "n_reference"]])


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="mentions lacks the column 'issue'"):
        leave_out.leave_one_out(SEGMENTS, MENTIONS.drop(columns="issue"), "frame", "x", "y")
