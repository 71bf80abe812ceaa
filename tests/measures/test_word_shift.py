import pandas as pd
import pytest

from analysis.measures.tone import word_shift

SEGMENTS = pd.DataFrame(
    {
        "segment_id": ["k1", "k2", "w1", "o1"],
        "voice": ["kremlin", "kremlin", "white_house", "outlet"],
        "n_words": [10, 30, 20, 5],
        "vader": [0.4, 0.0, -0.6, 0.0],
    }
)
CONTRIBUTIONS = pd.DataFrame(
    [
        ("k1", "vader", "good", 0.6), ("k1", "vader", "not", -0.2), ("k2", "vader", "good", 0.1),
        ("k2", "vader", "war", -0.1), ("w1", "vader", "war", -0.6), ("w1", "afinn", "war", -0.5),
    ],
    columns=["segment_id", "instrument", "term", "value"],
)  # fmt: skip


def compare(**changed):
    return word_shift.compare_words(
        CONTRIBUTIONS, SEGMENTS, **{"target": "kremlin", "reference": "white_house"} | changed
    )


def test_parts_by_hand():
    table = compare().set_index("term")
    assert table["target"].to_dict() == pytest.approx({"good": 9 / 40, "not": -2 / 40, "war": -3 / 40})
    assert table["reference"]["war"] == pytest.approx(-0.6)
    assert table.index[0] == "war"
    assert table["kind"]["war"] == "cold words, fewer in target"
    assert table["kind"]["good"] == "warm words, more in target"
    assert (table["n_target"]["good"], table["n_reference"]["good"]) == (2, 0)


@pytest.mark.parametrize("n_terms", [None, 1, 2, 9])
def test_the_bars_add_up_to_the_difference(n_terms):
    sums = compare(n_terms=n_terms)[["target", "reference", "difference"]].sum()
    assert sums.tolist() == pytest.approx([0.1, -0.6, 0.7])


def test_swapping_sides_flips_every_sign():
    swapped = compare(target="white_house", reference="kremlin").set_index("term")["difference"]
    assert swapped.to_dict() == pytest.approx((-compare().set_index("term")["difference"]).to_dict())


def test_the_terms_left_out_are_one_row():
    last = compare(n_terms=1).iloc[-1]
    assert (last["term"], last["kind"]) == ("2 other terms", "other terms")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"instrument": "news"}, "segments lacks the column 'news'"),
    ],
)
def test_an_unknown_instrument_is_named(changed, message):
    with pytest.raises(ValueError, match=message):
        compare(**changed)


def test_of_a_side_that_never_speaks_there_is_no_shift():
    table = compare(target="elysee")
    assert table.empty and list(table.columns) == word_shift.COLUMNS


def test_an_instrument_without_contributions_is_named():
    segments = SEGMENTS.assign(news=0.5)
    with pytest.raises(ValueError, match="no rows of the instrument 'news'; it has afinn, vader"):
        word_shift.compare_words(CONTRIBUTIONS, segments, "kremlin", "white_house", "news")


def test_parts_of_a_score_that_is_cut_off_are_scaled_to_it():
    segments = SEGMENTS.assign(vader=[0.2, 0.0, -1.0, 0.0])
    table = word_shift.compare_words(CONTRIBUTIONS, segments, "kremlin", "white_house", scale=True)
    assert table[["target", "reference"]].sum().tolist() == pytest.approx([0.05, -1.0])
    assert table.set_index("term")["target"]["not"] == pytest.approx(-0.1 * 10 / 40)


def test_contributions_of_another_text_are_refused():
    segments = SEGMENTS.assign(vader=[0.4, 0.0, 0.6, 0.0])
    with pytest.raises(ValueError, match="should add up to its vader, but those of 'w1' and 0 more do not"):
        word_shift.compare_words(CONTRIBUTIONS, segments, "kremlin", "white_house")
