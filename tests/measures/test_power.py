import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.measures.inference import power


def test_nominal_intervals_cover_what_they_claim_at_the_stated_minimum():
    table = power.simulate_coverage([12], n_simulations=800, n_resamples=499, seed=1)
    studentised = table[table["interval"] == "studentised"]
    assert studentised["given"].all()
    assert studentised["coverage"].between(0.925, 0.98).all()  # 93 to 97 %, give or take the simulation's own error
    percentile = table[(table["interval"] == "percentile") & (table["shape"] == "normal")]
    assert percentile["coverage"].iloc[0] < 0.935


def test_the_detectable_difference_is_found_as_often_as_promised():
    shift = power.solve_difference([8, 10], power=0.8)
    random = np.random.default_rng(0)
    x, y = random.normal(shift, 1, (4000, 8)), random.normal(0, 1, (4000, 10))
    assert (stats.ttest_ind(x, y, axis=1).pvalue < 0.05).mean() == pytest.approx(0.8, abs=0.03)


def test_five_articles_can_show_no_difference_at_all():
    table = pd.DataFrame(
        {"doc_id": range(5), "voice": list("xxyyy"), "tone": [0.9, 0.8, -0.7, -0.8, -0.9], "n_words": 9}
    )
    row = power.find_detectable(table, "tone", "x", "y").iloc[0]
    assert row["smallest_p"] == 0.1 and row["design"] == "apart"
    assert row["refusal"] == "no difference, however large, could reach p < 0.05: p is at least 0.1 here"


def test_one_article_a_side_is_refused_and_pairs_are_seen():
    table = pd.DataFrame({"doc_id": [1, 2], "voice": ["x", "y"], "tone": [0.1, 0.2], "n_words": 3})
    assert "1 against 1 articles do not show" in power.find_detectable(table, "tone", "x", "y")["refusal"].iloc[0]
    paired = pd.concat([table.assign(doc_id=i, tone=[i / 10, 0.2]) for i in range(8)])
    row = power.find_detectable(paired, "tone", "x", "y").iloc[0]
    assert row["design"] == "paired" and row["n_target"] == 8 and row["detectable"] > 0


def test_an_unknown_shape_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="'cauchy' is no shape to draw from; there are normal, skewed"):
        power.simulate_coverage(shapes=["cauchy"])
