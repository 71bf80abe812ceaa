import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.measures.inference import inference, permutation
from benchmarks import false_positives


def distance(x, y, axis=-1):
    return np.abs(stats.ttest_ind(x, y, axis=axis, equal_var=False).statistic)  # Welch's t: the studentised difference


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
    monkeypatch.setattr("analysis.measures.inference.permutation.MAX_EXACT", 0)
    drawn = permutation.permute_groups(x, y, n_permutations=50_000)["p"]
    assert drawn == pytest.approx(exact, abs=0.01)
    assert permutation.permute_groups(x + 100, y, n_permutations=99)["p"] >= 0.01


def test_sides_that_vary_unequally_reject_a_true_null_about_as_often_as_they_say():
    shares = false_positives.measure_scores(15, 0.6, 60, 0.3, repetitions=150)
    assert shares[0.05] < 0.1, "15 articles (sd .6) against 60 (sd .3): .168 with the plain difference"


def test_one_article_with_both_sides_does_not_undo_the_test_of_the_others():
    random = np.random.default_rng(0)
    rows = [(f"{side}{i}", side, random.normal(mean, 0.3)) for side, mean in (("x", 0.5), ("y", 0)) for i in range(60)]
    apart = pd.DataFrame(rows, columns=["doc_id", "voice", "frame"])
    both = pd.concat([apart, pd.DataFrame({"doc_id": "b", "voice": ["x", "y"], "frame": [0.2, 0.1]})])
    for table in (apart, both):
        row = inference.compare_groups(table, "frame", "x", "y", weight="", n_resamples=1000).iloc[0]
        assert row["p"] < 0.005 and row["refusal"] == ""


def test_equal_values_have_p_1():
    assert permutation.permute_groups([1, 1, 1], [1, 1, 1])["p"] == 1


def test_a_test_that_cannot_reach_5_percent_gives_no_p():
    table = pd.DataFrame({"doc_id": list("ab"), "voice": list("xy"), "frame": [1.0, -1.0]})
    row = inference.compare_groups(table, "frame", "x", "y", weight="").iloc[0]
    assert np.isnan(row["p"]) and row["p_method"] == "none: its smallest p is 1"


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
    monkeypatch.setattr("analysis.measures.inference.permutation.MANY", 10**9)
    drawn = inference.compare_groups(table, "frame", "x", "y", over="sentences", n_resamples=4000)["p"].iloc[0]
    assert dealt == pytest.approx(drawn, abs=0.03)


def test_articles_that_carry_one_voice_alone_have_no_part_in_the_test():
    letters = "aabbccddeeffgghhi"
    frames = [1.0, 0] * 8 + [9]
    table = pd.DataFrame({"doc_id": list(letters), "voice": list("xy" * 8 + "x"), "frame": frames})
    row = inference.compare_groups(table, "frame", "x", "y", weight="").iloc[0]
    assert row["p"] == permutation.smallest_p(8) == row["smallest_p"]
    apart = table.assign(sentence_id=range(17), doc_id=list("abcdefghijklmnopq"))
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
