"""Segments -> pairs of segments that share their words: laws, and what is no reuse."""

import pandas as pd
import pytest

from analysis.annotation.reuse import text_reuse

FULL = "The keepers of the light promised to mend the broken lamp before the autumn storms."
PART = "They promised to mend the broken lamp before the autumn storms, he wrote."
TOLD = "Before autumn storms come, a broken lamp will be mended, the keepers promised."
RAIN = "Rain fell on the northern valleys and nobody went out."


def find(*texts, **options):
    rows = [(f"s{n}", f"d{n}", text) for n, text in enumerate(texts)]
    table = pd.DataFrame(rows, columns=["segment_id", "doc_id", "text"])
    return text_reuse.find_reuse(table, **options)


def pairs(*texts, **options):
    found = find(*texts, **options)
    return {*zip(found["segment_id"], found["other_segment_id"], strict=True)}


BOTH = {("s0", "s1"), ("s1", "s0")}


@pytest.mark.parametrize("other", [FULL, FULL.upper(), PART, TOLD, f"“{FULL}”", f"He wrote: {FULL} So be it."])
def test_the_same_words_are_found_word_for_word_and_in_a_variant_wording(other):
    assert pairs(FULL, other, RAIN) == BOTH


@pytest.mark.parametrize(
    "other",
    [
        "Nobody mends a lamp in Hesk.",
        "The keepers of the light sang in Hesk.",
        "It was the light of the world.",
        "before the autumn",
        "",
        "…",
    ],
)
def test_a_few_words_in_common_are_no_reuse(other):
    assert pairs(FULL, other, RAIN) == set()


def test_each_pair_stands_twice_with_its_share_from_either_side():
    table = find(FULL, f"{FULL} {RAIN}").set_index("segment_id")
    assert table["n_shared"].tolist() == [15, 15]
    assert table["share"].tolist() == [1.0, pytest.approx(15 / 25)]


def test_the_order_of_segments_moves_the_pairs_with_it():
    there, back = find(FULL, RAIN, PART), find(PART, RAIN, FULL)
    swap = {"s0": "s2", "s1": "s1", "s2": "s0"}
    names = ["segment_id", "other_segment_id"]
    moved = back.assign(**{name: back[name].map(swap) for name in names}).sort_values(names, ignore_index=True)
    columns = [*names, "n_shared", "share"]
    pd.testing.assert_frame_equal(there.sort_values(names, ignore_index=True)[columns], moved[columns])


@pytest.mark.parametrize(("content", "found"), [(3, True), (6, False)])
def test_how_many_content_words_it_takes_can_be_said(content, found):
    short = "Mend the broken lamp before dusk falls."
    assert bool(pairs(short, short.replace("falls", "comes"), RAIN, content=content)) is found


@pytest.mark.parametrize(("run", "found"), [(4, True), (8, False)])
def test_how_long_a_run_it_takes_can_be_said(run, found):
    one = f"{RAIN} mend broken lamps before noon"
    other = "mend broken lamps before noon although sailors sang of cabbages kings oysters walruses carpenters"
    assert bool(pairs(one, other, run=run, min_share=1.0)) is found


def test_a_third_segment_does_not_part_a_pair():
    assert pairs(FULL, PART) <= pairs(FULL, PART, RAIN, "The tide was high.")
