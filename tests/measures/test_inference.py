import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.measures.inference import inference, units


@pytest.fixture(scope="module")
def segments():
    """Forty articles of two voices, six sentences of two segments each."""
    random = np.random.default_rng(7)
    n = 40 * 12
    article = np.repeat(np.arange(40), 12)
    return pd.DataFrame(
        {
            "doc_id": [f"a{i}" for i in article],
            "sentence_id": [f"s{i // 2}" for i in range(n)],
            "voice": ["east", "west"] * (n // 2),
            "frame": np.clip(random.normal(0.1, 0.4, 40)[article] + random.normal(0, 0.5, n), -1, 1),
            "n_words": random.integers(1, 30, n),
        }
    )


def one(table):
    assert len(table) == 1
    return table.iloc[0]


def test_every_article_weighs_alike_unless_words_are_asked_for():
    table = pd.DataFrame({"doc_id": ["a", "b"], "frame": [1.0, -1.0], "n_words": [3, 1]})
    assert one(inference.bootstrap_mean(table, "frame", weight="n_words"))["estimate"] == 0.5
    assert one(inference.bootstrap_mean(table, "frame"))["estimate"] == 0.0
    assert one(inference.bootstrap_mean(table, "frame", weight=""))["estimate"] == 0.0


def test_the_studentised_interval_agrees_with_a_slow_literal_loop():
    random = np.random.default_rng(1)
    values = random.exponential(size=30)
    table = pd.DataFrame({"doc_id": range(30), "frame": values})
    row = one(inference.bootstrap_mean(table, "frame", weight="", n_resamples=20_000))
    t = []
    for _ in range(20_000):
        drawn = random.choice(values, 30)
        t.append((drawn.mean() - values.mean()) / (drawn.std(ddof=1) / np.sqrt(30)))
    error, least = values.std(ddof=1) / np.sqrt(30), stats.t.ppf(0.975, 29)
    expected = [
        values.mean() - max(np.quantile(t, 0.975), least) * error,
        values.mean() - min(np.quantile(t, 0.025), -least) * error,
    ]
    np.testing.assert_allclose([row["low"], row["high"]], expected, rtol=0.03)


def test_many_articles_give_the_interval_of_scipys_bootstrap(segments):
    points = units.average_articles(segments, "frame", weight="")
    many = pd.DataFrame({"doc_id": range(400), "frame": np.resize(points["mean"], 400)})
    row = one(inference.bootstrap_mean(many, "frame", weight="", n_resamples=5000))
    other = stats.bootstrap((many["frame"],), np.mean, n_resamples=5000, rng=np.random.default_rng(0))
    np.testing.assert_allclose([row["low"], row["high"]], other.confidence_interval, atol=0.003)


@pytest.mark.parametrize("over", ["articles", "sentences", "both", "segments"])
def test_pooled_and_normal_shortcuts_give_the_interval_of_the_plain_bootstrap(segments, over, monkeypatch):
    plain = one(inference.bootstrap_mean(segments, "frame", over=over))
    monkeypatch.setattr("analysis.measures.inference.resampling.MAX_CELLS", 30)
    monkeypatch.setattr("analysis.measures.inference.resampling.MAX_NESTED", 100)
    short = one(inference.bootstrap_mean(segments, "frame", over=over))
    np.testing.assert_allclose([short["low"], short["high"]], [plain["low"], plain["high"]], atol=0.008)


def test_swapping_target_and_reference_flips_the_difference_and_keeps_p(segments):
    forth = one(inference.compare_groups(segments, "frame", "east", "west"))
    back = one(inference.compare_groups(segments, "frame", "west", "east"))
    assert forth["estimate"] == pytest.approx(-back["estimate"])
    assert forth["effect"] == pytest.approx(-back["effect"])
    np.testing.assert_allclose([forth["low"], forth["high"]], [-back["high"], -back["low"]], atol=0.01)
    assert forth["p"] == pytest.approx(back["p"], abs=0.02)


def test_below_the_minimum_there_is_no_interval_but_the_points_and_a_refusal(segments):
    few = segments[segments["doc_id"].isin(["a0", "a1", "a2"])]
    row = one(inference.bootstrap_mean(few, "frame"))
    assert np.isnan(row["low"]) and np.isfinite(row["estimate"])
    assert row["refusal"].startswith("no interval: 3 articles, and at least 12 are needed")
    assert len(row["points"].split("; ")) == 3
    assert one(inference.bootstrap_mean(few, "frame", over="sentences", minimum=10))["refusal"] == ""


def test_equal_scores_and_missing_ones_are_said_in_words():
    table = pd.DataFrame({"doc_id": range(20), "frame": 0.25, "n_words": 5})
    assert "all scores are equal" in one(inference.bootstrap_mean(table, "frame"))["refusal"]
    nothing = one(inference.bootstrap_mean(table.assign(frame=np.nan), "frame"))
    assert nothing["refusal"] == "undefined: no segment with a score"
    assert nothing["n_undefined"] == 20 and np.isnan(nothing["estimate"])
    rare = table.assign(frame=[1.0] + [0.0] * 19)
    assert "too few articles differ" in one(inference.bootstrap_mean(rare, "frame"))["refusal"]


def test_groups_come_one_row_each_and_the_table_is_left_alone(segments):
    before = segments.copy()
    table = inference.bootstrap_mean(segments, "frame", by=["voice"], n_resamples=200)
    assert table["voice"].tolist() == ["east", "west"]
    assert table["n_articles"].tolist() == [40, 40]
    pd.testing.assert_frame_equal(segments, before)


def test_a_category_without_a_row_is_a_row_that_says_undefined(segments):
    voices = pd.Categorical(segments["voice"], ["east", "west", "north"])
    table = inference.bootstrap_mean(pd.concat([segments.assign(voice=voices)] * 2), "frame", by=["voice"])
    assert table["refusal"].tolist() == ["", "", "undefined: no segment with a score"]
    assert table["n_segments"].tolist() == [480, 480, 0]


def test_the_effect_is_the_difference_in_pooled_deviations():
    table = pd.DataFrame({"doc_id": range(4), "voice": list("xxyy"), "frame": [1.0, 3.0, 0.0, 2.0], "n_words": 1})
    assert one(inference.compare_groups(table, "frame", "x", "y"))["effect"] == pytest.approx(1 / np.sqrt(2))


def test_false_discovery_control_equals_scipys_and_leaves_out_tests_not_made():
    p = np.random.default_rng(3).random(50) ** 2
    np.testing.assert_allclose(inference.adjust_fdr(p), stats.false_discovery_control(p))
    with_gap = inference.adjust_fdr(np.insert(p, 10, np.nan))
    assert np.isnan(with_gap[10])
    np.testing.assert_allclose(np.delete(with_gap, 10), stats.false_discovery_control(p))
    assert inference.adjust_fdr([]).shape == (0,)


def test_wrong_input_is_refused_in_one_sentence(segments):
    with pytest.raises(ValueError, match=r"over is one of articles, both, sentences, segments, found 'days'"):
        inference.bootstrap_mean(segments, "frame", over="days")
    with pytest.raises(ValueError, match=r"lacks the column 'tone'; it has doc_id"):
        inference.bootstrap_mean(segments, "tone")
    with pytest.raises(ValueError, match=r"weights are numbers of words, found -1"):
        inference.bootstrap_mean(segments.assign(n_words=-1), "frame")
    with pytest.raises(ValueError, match=r"p values lie between 0 and 1, found 1\.2"):
        inference.adjust_fdr([0.1, 1.2])


def test_a_side_without_a_row_is_refused_and_those_that_have_one_are_named(segments):
    row = inference.compare_groups(segments, "frame", "east", "north").iloc[0]
    assert row["refusal"] == "undefined: no row has voice 'north'; the column holds east, west"
    assert np.isnan(row["estimate"]) and np.isnan(row["p"]) and row["n_segments_reference"] == 0


def test_an_interval_that_is_wider_than_any_difference_is_none():
    # Twelve articles alike and three that differ: a resample without these three shows no spread but that of rounding.
    east, west = [0.0] * 12 + [0.3, 0.05, 0.5], [0.960137] * 12 + [0.9, -0.1, -0.6]
    table = pd.DataFrame({"doc_id": [f"d{n:02d}" for n in range(15)] * 2, "voice": ["east"] * 15 + ["west"] * 15})
    table = table.assign(frame=east + west, n_words=[6] * 15 + [4] * 15)
    row = inference.compare_groups(table, "frame", "east", "west").iloc[0]
    assert row["refusal"] == "no interval: too few articles differ from the rest to show how they vary"
    assert np.isnan(row["low"]) and np.isnan(row["high"]) and np.isfinite(row["estimate"])
