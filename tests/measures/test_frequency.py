import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import TfidfTransformer

from analysis.annotation.terms import terms
from analysis.annotation.terms.stop_words import load_stop_words
from analysis.measures.terms import dispersion, frequency
from analysis.measures.terms import matrix as matrices

SEGMENTS = pd.DataFrame(
    [
        ("a.0.0", "a.0", "a", "east", "talks on trade and on talks", 6),
        ("a.1.0", "a.1", "a", "west", "no talks", 2),
        ("b.0.0", "b.0", "b", "west", "trade trade trade and a call", 6),
        ("c.0.0", "c.0", "c", "west", "the call", 2),
    ],
    columns=["segment_id", "sentence_id", "doc_id", "voice", "text", "n_words"],
)
ARTICLES = pd.DataFrame({"doc_id": ["a", "b", "c"], "outlet": ["Courier", "Herald", "Herald"]})
TERMS = terms.count_terms(SEGMENTS)
MATRIX = matrices.build_matrix(TERMS, SEGMENTS, ARTICLES, ("article", "voice"), without=load_stop_words())


def test_counts_and_rates_by_hand():
    table = frequency.count_frequencies(MATRIX, "voice").set_index(["term", "voice"])
    assert table.loc[("trade", "east"), "count"] == 1
    assert table.loc[("trade", "east"), "rate"] == pytest.approx(1000 / 6)
    assert table.loc[("trade", "west"), "count"] == 3
    assert table.loc[("trade", "west"), "rate"] == pytest.approx(1000 * 3 / 10), "stop words are words too"
    assert table.loc[("call", "east"), ["count", "rate", "total", "range"]].tolist() == [0, 0, 2, 2]
    assert (table.xs("west", level="voice")["n_words"] == 10).all()


def test_the_commonest_terms_come_first_and_sides_keep_their_order():
    table = frequency.count_frequencies(MATRIX, "voice", sides=["west", "east"])
    assert table["term"].drop_duplicates().tolist() == ["trade", "talks", "call", "no"]
    assert table["voice"].tolist() == ["west", "east"] * 4
    assert frequency.take_commonest(table, 2)["term"].tolist() == ["trade", "trade", "talks", "talks"]


def test_dp_equals_a_worked_example_by_hand():
    # Parts of 10, 20 and 70 tokens; 4 of 5 occurrences in the first, 1 in the last:
    # |.8 - .1| + |0 - .2| + |.2 - .7| = 1.4, half is .7; divided by 1 - .1.
    counts = [[4, 1, 0], [0, 2, 0], [1, 7, 0]]
    dp, dp_norm = dispersion.deviate_proportions(counts, [10, 20, 70])
    assert dp[:2] == pytest.approx([0.7, 0])
    assert dp_norm[:2] == pytest.approx([0.7 / 0.9, 0])
    assert np.isnan(dp[2]) and np.isnan(dp_norm[2]), "a term that does not occur has no dispersion"


def test_dp_is_1_for_a_term_in_the_smallest_part_alone_and_undefined_in_one_part():
    assert dispersion.deviate_proportions([[3], [0], [0]], [5, 10, 20])[1] == pytest.approx([1])
    assert np.isnan(dispersion.deviate_proportions([[3]], [5])[0]).all()
    assert dispersion.deviate_proportions([[3], [0], [0]], [5, 0, 0])[0] != pytest.approx([0])


def test_range_counts_documents():
    table = dispersion.measure_dispersion(matrices.build_matrix(TERMS, SEGMENTS, ARTICLES)).set_index("term")
    assert table.loc["talks", ["count", "range", "n_documents"]].tolist() == [3, 1, 3]
    assert table.loc["trade", "range"] == 2


def test_tf_idf_equals_scikit_learns():
    weights = frequency.weigh_terms(MATRIX)
    np.testing.assert_allclose(weights.toarray(), TfidfTransformer().fit_transform(MATRIX.counts).toarray())
    top = frequency.rank_weights(MATRIX, 1)
    assert top[["doc_id", "voice", "term"]].to_numpy().tolist() == [
        ["a", "east", "talks"], ["a", "west", "no"], ["b", "west", "trade"], ["c", "west", "call"],
    ]  # fmt: skip


def test_wrong_input_is_named():
    with pytest.raises(ValueError, match="no column 'outlet' tells the documents apart; there are doc_id, voice"):
        frequency.count_frequencies(MATRIX, "outlet")
    with pytest.raises(ValueError, match="no document has the voice 'north'; there are east, west"):
        frequency.count_frequencies(MATRIX, "voice", sides=["north"])
    with pytest.raises(ValueError, match="the term 'omega' stands in no document"):
        frequency.count_frequencies(MATRIX, "voice", only=["omega"])
