import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.measures import inference, permutation


def distance(x, y, axis=-1):
    return np.abs(np.mean(x, axis=axis) - np.mean(y, axis=axis))


def test_exact_p_of_two_groups_equals_scipys():
    random = np.random.default_rng(0)
    x, y = random.normal(0.5, 1, 5), random.normal(0, 1, 6)
    ours = permutation.permute_groups(x, y)
    other = stats.permutation_test((x, y), distance, alternative="greater", n_resamples=np.inf)
    assert ours["method"] == "exact" and ours["n_permutations"] == 462
    assert ours["p"] == pytest.approx(other.pvalue)


def test_exact_p_of_pairs_equals_scipys():
    differences = np.random.default_rng(1).normal(0.4, 1, 9)
    other = stats.permutation_test(
        (differences,), lambda x, axis=-1: np.abs(np.mean(x, axis=axis)), permutation_type="samples",
        alternative="greater", n_resamples=np.inf,
    )  # fmt: skip
    assert permutation.permute_pairs(differences)["p"] == pytest.approx(other.pvalue)


def test_monte_carlo_p_is_near_the_exact_one_and_never_zero(monkeypatch):
    random = np.random.default_rng(2)
    x, y = random.normal(0.8, 1, 7), random.normal(0, 1, 7)
    exact = permutation.permute_groups(x, y)["p"]
    monkeypatch.setattr("analysis.measures.permutation.MAX_EXACT", 0)
    assert permutation.permute_groups(x, y)["p"] == pytest.approx(exact, abs=0.01)
    assert permutation.permute_groups(x + 100, y, n_permutations=99)["p"] >= 0.01


def test_many_strata_give_the_same_p_by_their_normal_law(monkeypatch):
    random = np.random.default_rng(4)
    n = 3000
    table = pd.DataFrame(
        {
            "doc_id": np.arange(n) // 30,
            "sentence_id": np.arange(n),
            "voice": np.where(random.random(n) < 0.5, "x", "y"),
            "n_words": random.integers(1, 20, n),
        }
    )
    table["frame"] = random.normal(0.03 * (table["voice"] == "x"), 0.5)
    dealt = inference.compare_groups(table, "frame", "x", "y", over="sentences", n_resamples=4000)["p"].iloc[0]
    monkeypatch.setattr("analysis.measures.permutation.MANY", 10**9)
    drawn = inference.compare_groups(table, "frame", "x", "y", over="sentences", n_resamples=4000)["p"].iloc[0]
    assert dealt == pytest.approx(drawn, abs=0.03)


def test_articles_that_carry_one_voice_alone_have_no_part_in_the_test():
    table = pd.DataFrame({"doc_id": list("aabbccd"), "voice": list("xyxyxyx"), "frame": [1.0, 0, 1, 0, 1, 0, 9]})
    row = inference.compare_groups(table, "frame", "x", "y", weight="").iloc[0]
    assert row["p"] == permutation.smallest_p(3) == row["smallest_p"]
    apart = table.assign(sentence_id=range(7), doc_id=list("abcdefg"))
    row = inference.compare_groups(apart, "frame", "x", "y", weight="", over="sentences").iloc[0]
    assert np.isnan(row["p"]) and row["p_method"] == "none: no article carries both"


def test_the_smallest_p_is_the_one_that_extreme_values_reach():
    assert permutation.permute_groups([10, 11], [0, 1, 2])["p"] == permutation.smallest_p(2, 3)
    assert permutation.permute_groups([10, 11], [0, 1])["p"] == permutation.smallest_p(2, 2)
    assert permutation.permute_pairs([1, 1, 1, 1])["p"] == permutation.smallest_p(4)


def test_values_that_are_not_there_are_refused():
    with pytest.raises(ValueError, match=r"the reference needs values and no NaN, found \[nan\]"):
        permutation.permute_groups([1.0], [np.nan])
    with pytest.raises(ValueError, match="pairs need differences and no NaN"):
        permutation.permute_pairs([])
