import math

import numpy as np
import pandas as pd
import pytest

from analysis.annotation.terms import terms
from analysis.corpus import words
from analysis.measures.terms import diversity
from analysis.measures.terms import matrix as matrices


def table_of(*texts):
    segments = pd.DataFrame({"segment_id": [f"{i}.0.0" for i in range(len(texts))], "text": list(texts)})
    segments["sentence_id"], segments["doc_id"] = segments["segment_id"], [str(i) for i in range(len(texts))]
    segments["n_words"] = segments["text"].map(words.count_words)
    articles = segments[["doc_id"]]
    return diversity.measure_diversity(matrices.build_matrix(terms.count_terms(segments), segments, articles))


def test_expected_types_equal_the_mean_over_all_draws():
    # Of a a b b c, two tokens drawn: 10 pairs, of which aa and bb have one type.
    assert diversity.expect_types(np.array([2.0, 2.0, 1.0]), 2) == pytest.approx((8 * 2 + 2 * 1) / 10)
    assert diversity.expect_types(np.array([2.0, 2.0, 1.0]), 5) == pytest.approx(3)


def test_measures_are_undefined_where_the_text_is_too_short_for_them():
    words = [f"w{i % 30}" for i in range(120)]
    table = table_of(" ".join(words), " ".join(words[:60]), "one two two")
    assert table["type_token_ratio"].tolist() == pytest.approx([30 / 120, 30 / 60, 2 / 3])
    assert table["hd_d"].isna().tolist() == [False, False, True]
    assert table["yule_k"].isna().tolist() == [False, True, True]
    assert table["yule_k"].iloc[0] == pytest.approx(1e4 * (30 * 16 - 120) / 120**2)
    assert table["same_length"].tolist() == [60] * 3
    assert table["expected_types"].iloc[1] == 30 and math.isnan(table["expected_types"].iloc[2])


def test_measures_of_sequence_say_when_the_text_is_too_short():
    assert math.isnan(diversity.mattr(["a"] * 49)) and diversity.mattr(["a"] * 50) == 1 / 50
    assert math.isnan(diversity.mtld(["a", "b"] * 49)) and math.isnan(diversity.mtld([str(i) for i in range(200)]))
    # a a falls to 1/2 at every second word: 50 factors in 100 words, either way.
    assert diversity.mtld(["a"] * 100) == pytest.approx(2)
