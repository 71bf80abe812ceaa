import numpy as np
import pandas as pd
import pytest

from analysis.measures.validity import multiverse
from analysis.output.figures.validity import multiverse as figures

SENTENCES = pd.DataFrame(
    {
        "sentence_id": ["h", "a", "b", "c"], "doc_id": ["d1", "d1", "d1", "d2"],
        "kind": ["headline", "body", "body", "body"], "paragraph": 0, "position": [0, 1, 2, 0], "start": 0, "end": 9,
        "n_words": [4, 10, 6, 8], "frame": [1.0, 1.0, -1.0, 0.0],
    }
)  # fmt: skip


@pytest.fixture
def segments():
    table = pd.DataFrame(
        {
            "segment_id": ["h.0", "a.0", "a.1", "b.0", "c.0"], "sentence_id": ["h", "a", "a", "b", "c"],
            "doc_id": ["d1", "d1", "d1", "d1", "d2"], "start": 0, "end": 9,
            "voice": ["east", "outlet", "east", "west", "east"], "certainty": 1.0, "n_words": [4, 2, 8, 6, 8],
            "frame": [1.0, 0.0, 1.0, -1.0, 0.0], "tone": [0.5, 0.0, 0.25, 0.1, -0.5],
            "tone_masked": [0.5, 0.0, 0.25, 0.4, -0.5],
        }
    )  # fmt: skip
    for column in ("manner", "source", "cue", "resolution", "coded"):
        table[column] = ""
    return table


def test_the_declared_specification_is_the_plain_difference(segments):
    table = multiverse.recompute_claim(segments, SENTENCES, "east", "west")
    declared = table[table["declared"]].iloc[0]
    assert declared["estimate"] == pytest.approx((1 + 0) / 2 + 1), "the articles d1 and d2 weigh alike"
    by_words = table[(table["weight"] == "words") & (table["unit"] == "segment") & (table["headline"] == "in")]
    assert by_words["estimate"].max() == pytest.approx((4 * 1 + 8 * 1 + 8 * 0) / 20 + 1)
    assert declared["unit"] == "segment" and declared["n_target"] == 3
    assert table["rank"].tolist() == list(range(1, len(table) + 1))
    assert (np.diff(table["estimate"]) >= 0).all()


def test_every_choice_that_changes_something_is_taken_and_no_other(segments):
    reuse = pd.DataFrame({"segment_id": ["c.0"], "doc_id": ["d2"], "other_segment_id": ["a.1"], "other_doc_id": ["d1"]})
    reuse = reuse.assign(n_shared=6, share=0.75)
    coding = pd.DataFrame({"sentence_id": ["a", "b"], "coded_voice": ["east west", "west"]})
    table = multiverse.recompute_claim(
        segments, SENTENCES, "east", "west", instruments=["tone"], reuse=reuse, coding=coding
    )
    # found: 2 units x 3 weights x 2 headlines x 2 reuses x 2 words; coded has one article, no headline, nothing reused
    assert len(table) == 2 * 3 * 2 * 2 * 2 + 2 * 2
    assert set(table["words"]) == {"all", "without names"} and set(table["voices"]) == {"found", "coded"}
    alone = multiverse.recompute_claim(segments, SENTENCES, "east", documents=["d2"], reuse=reuse)
    assert set(alone["reuse"]) == {"every time"} and set(alone["headline"]) == {"in"}


def test_what_both_say_together_counts_or_not(segments):
    segments = segments.assign(joint="", resolution="")
    segments.loc[segments["segment_id"] == "c.0", ["joint", "resolution"]] = "east west", "both sides"
    table = multiverse.recompute_claim(segments, SENTENCES, "east", "west")
    plain = (table["unit"] == "segment") & (table["weight"] == "words") & (table["headline"] == "in")
    found = table[plain].set_index("together")["estimate"]
    assert found["in"] == pytest.approx((4 + 8 + 0) / 20 + 1) and found["out"] == pytest.approx(1 + 1)
    assert table[table["declared"]]["together"].tolist() == ["in"]


def test_swapping_the_sides_flips_every_sign(segments):
    forth = multiverse.recompute_claim(segments, SENTENCES, "east", "west", instruments=["tone", "frame"])
    back = multiverse.recompute_claim(segments, SENTENCES, "west", "east", instruments=["tone", "frame"])
    np.testing.assert_allclose(np.sort(forth["estimate"]), np.sort(-back["estimate"]))
    assert forth["agrees"].sum() == back["agrees"].sum()


def test_a_specification_without_a_side_is_undefined_and_comes_last(segments):
    only_headline = segments[(segments["voice"] != "east") | (segments["sentence_id"] == "h")]
    table = multiverse.recompute_claim(only_headline, SENTENCES, "east", "west")
    last = table.iloc[-1]
    assert last["headline"] == "out" and np.isnan(last["estimate"]) and not last["agrees"]
    assert last["refusal"] == "undefined: no east with a score is left"
    counted = multiverse.count_agreement(table).iloc[0]
    assert counted["n_undefined"] == (table["headline"] == "out").sum()
    assert counted["n_specifications"] + counted["n_undefined"] == len(table)


def test_the_caption_and_the_figure_state_the_count(segments):
    table = multiverse.recompute_claim(segments, SENTENCES, "east", "west", instruments=["tone", "frame"])
    agree = int(table["agrees"].sum())
    assert f"{agree} of {len(table)} specifications agree" in figures.caption_multiverse(table, "East is warmer")
    upper, lower = figures.draw_multiverse(table).axes
    drawn = np.concatenate([points.get_offsets()[:, 1] for points in upper.collections])
    np.testing.assert_allclose(np.sort(drawn), table["estimate"])
    assert len(lower.get_yticklabels()) == len(figures.list_options(table))


def test_a_declared_specification_that_is_undefined_is_called_so(segments):
    coding = pd.DataFrame({"sentence_id": ["a", "b"], "coded_voice": ["north", "west"]})
    table = multiverse.recompute_claim(segments, SENTENCES, "north", "west", coding=coding)
    assert "0 of 2 specifications agree in sign with the declared one (undefined;" in figures.caption_multiverse(
        table, "x"
    )
    nothing = multiverse.recompute_claim(segments.assign(frame=np.nan), SENTENCES.drop(columns="frame"), "east", "west")
    assert figures.caption_multiverse(nothing, "East is warmer").startswith("East is warmer: all ")
    figures.draw_multiverse(nothing)


def test_unknown_documents_are_refused_with_those_there_are(segments):
    with pytest.raises(ValueError, match="no document 'd9' in the segments; there are d1, d2"):
        multiverse.recompute_claim(segments, SENTENCES, "east", documents=["d9"])
    with pytest.raises(ValueError, match="lacks the column 'news'"):
        multiverse.recompute_claim(segments, SENTENCES, "east", instruments=["news"])


def test_of_a_side_that_never_speaks_there_is_no_specification(segments):
    table = multiverse.recompute_claim(segments, SENTENCES, "east", "north")
    assert table.empty and list(table.columns) == multiverse.SPECIFICATIONS
    counted = multiverse.count_agreement(table).iloc[0]
    assert counted["n_specifications"] == 0 and np.isnan(counted["declared"])
