"""Which words stand near each other: counts by hand, scores beside NLTK's own finder, laws, messages."""

import pandas as pd
import pytest
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures

from analysis.annotation.terms import collocation
from analysis.corpus import words
from analysis.corpus.study import OUTLET, THIRD_PARTY, Study, Voice

TEXTS = [
    "Calm water and deep water, calm water again.",
    "The old ferry sank; the old ferry was raised.",
    "Old men told of the ferry in calm weather.",
]
SEGMENTS = pd.DataFrame({"text": TEXTS})
VOICES = {name: Voice(name, name, "#D55E00") for name in ("velmora", "norrund", THIRD_PARTY, OUTLET)}
STUDY = Study("T", "vader", ("velmora", "norrund"), VOICES, {}, {}, {}, compounds=("Old Ferry",))


def find(texts, **options):
    return collocation.find_collocations(pd.DataFrame({"text": texts}), **{"min_count": 1, **options})


def count(table):
    return {(row.first, row.second): row.count_ for row in table.rename(columns={"count": "count_"}).itertuples()}


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (2, ["calm water", "calm water", "deep water", "water calm"]),
        (3, ["calm water", "calm water", "deep calm", "deep water", "water calm", "water deep", "water water"]),
    ],
)
def test_a_pair_counts_as_often_as_it_stands_within_the_window(window, expected):
    found = count(find(TEXTS[:1], window=window))
    assert sorted(" ".join(pair) for pair, n in found.items() for _ in range(n)) == expected


def test_counts_of_either_word_are_given():
    row = find(TEXTS[:1], window=2).set_index(["first", "second"]).loc[("calm", "water")]
    assert row[["count", "count_first", "count_second"]].tolist() == [2, 2, 3]


@pytest.mark.parametrize("measure", collocation.MEASURES)
@pytest.mark.parametrize("window", [2, 3, 5])
def test_a_score_is_that_of_nltks_finder(measure, window):
    # NLTK's finder reads one text, so that only one is compared.
    tokens = words.tokenize(" ".join(TEXTS))
    theirs = BigramCollocationFinder.from_words(tokens, window_size=window)
    expected = dict(theirs.score_ngrams(getattr(BigramAssocMeasures, measure)))
    found = find([" ".join(TEXTS)], window=window, measure=measure, stop_words=True)
    ours = {(row.first, row.second): row.score for row in found.itertuples()}
    assert ours == pytest.approx(expected)


def test_no_pair_crosses_from_one_segment_to_the_next():
    assert ("ferry", "calm") not in count(find(["the ferry", "calm water"], window=5))
    assert ("ferry", "calm") in count(find(["the ferry calm water"], window=5))


def test_a_node_leaves_its_own_pairs_as_they_are():
    whole, own = find(TEXTS), find(TEXTS, node="ferry")
    expected = whole[(whole["first"] == "ferry") | (whole["second"] == "ferry")]
    pd.testing.assert_frame_equal(own, expected.reset_index(drop=True))
    assert len(own) < len(whole)


def test_stop_words_are_left_out_unless_they_are_asked_for():
    assert not {"the", "and", "of"} & {word for pair in count(find(TEXTS)) for word in pair}
    assert ("the", "old") in count(find(TEXTS, stop_words=True))


@pytest.mark.parametrize("least", [1, 2, 3])
def test_rarer_pairs_are_left_out(least):
    assert all(n >= least for n in count(find(TEXTS, min_count=least)).values())
    assert set(count(find(TEXTS, min_count=least))) == {p for p, n in count(find(TEXTS)).items() if n >= least}


def test_the_highest_score_stands_first_and_of_equals_the_commoner_then_by_letters():
    table = find(TEXTS)
    order = [(-row.score, -row[3], row.first, row.second) for row in table.itertuples()]
    assert order == sorted(order)


def test_a_compound_is_one_word():
    found = collocation.find_collocations(pd.DataFrame({"text": ["The Old Ferry sank"]}), min_count=1, study=STUDY)
    assert ("old ferry", "sank") in count(found)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"measure": "luck"}, "a measure of association is one of likelihood_ratio, pmi, .*; found 'luck'"),
        ({"window": 1}, "a window has 2 words or more, found 1"),
    ],
)
def test_what_cannot_be_is_refused_in_words(options, said):
    with pytest.raises(ValueError, match=said):
        find(TEXTS, **options)


def test_a_table_without_text_is_refused():
    with pytest.raises(ValueError, match="segments lacks the column 'text'"):
        collocation.find_collocations(SEGMENTS.drop(columns="text"))


@pytest.mark.parametrize("texts", [[], [""], ["word"], ["…"]])
def test_where_no_two_words_stand_there_is_no_pair(texts):
    assert find(texts).empty
