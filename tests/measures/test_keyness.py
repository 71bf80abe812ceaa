import itertools
import math

import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from scipy.stats import binomtest, chi2_contingency, false_discovery_control

from analysis.measures.keyness import keyness, term_tests, voice_keyness
from analysis.measures.keyness.effect_sizes import g_squared, informative_prior, log_odds, log_ratio
from analysis.measures.terms.matrix import DocumentTermMatrix
from benchmarks import false_positives, keyness_coverage


def make_matrix(rows, terms=("alpha", "beta", "gamma", "delta")):
    """Rows: doc_id, side, counts of the terms."""
    counts = np.array([row[2] for row in rows])
    documents = pd.DataFrame([row[:2] for row in rows], columns=["doc_id", "voice"])
    for name in ("n_words", "n_tokens"):
        documents[name] = counts.sum(axis=1)
    documents["n_segments"] = documents["n_sentences"] = documents["n_articles"] = 1
    return DocumentTermMatrix(sp.csr_matrix(counts), documents, np.array(list(terms), dtype=object))


def many_articles(n=40, seed=1, paired=False):
    random = np.random.default_rng(seed)
    rows = []
    for number in range(n):
        sides = ("east", "west") if paired else (("east", "west")[number % 2],)
        for side in sides:
            rates = (6, 3, 5, 5) if side == "east" else (3, 6, 5, 5)
            rows.append((f"d{number}", side, random.poisson(rates)))
    return make_matrix(rows)


SIX = make_matrix(
    [
        ("d1", "east", [4, 0, 2, 1]),
        ("d2", "east", [3, 1, 1, 2]),
        ("d3", "west", [0, 2, 3, 1]),
        ("d4", "west", [1, 3, 0, 4]),
        ("d5", "west", [0, 1, 2, 2]),
        ("d6", "west", [1, 2, 2, 0]),
    ]
)


def literal_log_odds(target, reference, prior):
    """Monroe, Colaresi and Quinn (2008), eq. 16, 20 and 22, one word at a time."""
    n_i, n_j, a_0 = sum(target), sum(reference), sum(prior)
    rows = []
    for y_i, y_j, a in zip(target, reference, prior, strict=True):
        delta = math.log((y_i + a) / (n_i + a_0 - y_i - a)) - math.log((y_j + a) / (n_j + a_0 - y_j - a))
        rows.append((delta, delta / math.sqrt(1 / (y_i + a) + 1 / (y_j + a))))
    return np.array(rows).T


def test_log_odds_equal_a_literal_loop_over_the_papers_equations():
    random = np.random.default_rng(0)
    target, reference = random.integers(0, 50, 30), random.integers(0, 80, 30)
    prior = informative_prior(target + reference, (target + reference).sum(), 500)
    delta, sigma = log_odds(target, reference, target.sum(), reference.sum(), prior, 500)
    expected, z = literal_log_odds(target.tolist(), reference.tolist(), prior.tolist())
    np.testing.assert_allclose(delta, expected)
    np.testing.assert_allclose(delta / sigma, z)


@pytest.mark.parametrize("informative", [True, False])
def test_log_odds_equal_the_table_published_with_tidylo(informative):
    # The help page of the R package tidylo 0.1.0.9000 prints bind_log_odds() of mtcars, gears by engine shape. It sets
    # each group against both together, with the same pseudo-counts in every group.
    groups = np.array([[12, 2, 4], [3, 10, 1]])
    prior = groups.sum(axis=0) if informative else np.ones(3)
    published = (
        [[1.1728347, -1.3767516, 0.4033125], [-1.1354777, 1.5661168, -0.4362340]]
        if informative
        else [[1.8912729, -1.9691060, 0.5549172], [-1.7407107, 2.8421436, -0.6570674]]
    )
    both = groups.sum(axis=0) + prior  # the two groups' pseudo-counts, one of which log_odds adds itself
    for group, expected in zip(groups, published, strict=True):
        delta, sigma = log_odds(group, both, group.sum(), both.sum(), prior, prior.sum())
        np.testing.assert_allclose(delta / sigma, expected, atol=5e-8)


def test_g2_and_the_bounds_of_the_log_ratio_equal_scipys():
    target, reference = np.array([8.0, 0.0, 3.0]), np.array([2.0, 5.0, 3.0])
    found = g_squared(target, reference, 100.0, 300.0)
    estimate, low, high = log_ratio(target, reference, 100.0, 300.0)
    for i, (a, b) in enumerate(zip(target, reference, strict=True)):
        table = [[a, b], [100 - a, 300 - b]]
        assert found[i] == pytest.approx(chi2_contingency(table, False, "log-likelihood").statistic)
        exact = binomtest(int(a), int(a + b)).proportion_ci(0.95)
        odds = [p / (1 - p) * 3 if p < 1 else np.inf for p in exact]
        assert [low[i], high[i]] == pytest.approx([np.log2(p) if p else -np.inf for p in odds])
    assert estimate == pytest.approx([np.log2(12), -np.inf, np.log2(3)])


def literal_t(counts, lengths, target):
    """Return the studentised difference of rates, a unit weighing the root of its length, by the formula."""
    rates, weights = counts / lengths, np.sqrt(lengths)
    pooled = counts.sum() / lengths.sum()
    means, variance = [], 0.0
    for side in (target, ~target):
        w, x, n = weights[side], rates[side], side.sum()
        mean = (w * x).sum() / w.sum()
        means.append(mean)
        scatter = (w**2 * (x - mean) ** 2).sum() * n / max(1, n - 1)
        variance += (scatter + term_tests.FLOOR * pooled * n) / w.sum() ** 2
    return (means[0] - means[1]) / np.sqrt(variance)


def test_p_equals_full_enumeration_on_six_documents():
    table = keyness.compare_terms(SIX, "east", "west", min_articles=1)
    assert not table["p"].notna().any(), "2 against 4 articles reach 1/15 at best, which is refused"
    rows = [np.arange(6) < 2, np.arange(6) >= 2]
    articles = keyness.group_articles(SIX, rows, np.arange(4))
    counts, lengths = SIX.counts.toarray().astype(float), SIX.documents["n_tokens"].to_numpy(float)
    for term, p in enumerate(term_tests.permute_terms(articles)):
        chosen = [np.isin(np.arange(6), some) for some in itertools.combinations(range(6), 2)]
        t = np.abs([literal_t(counts[:, term], lengths, side) for side in chosen])
        assert p == pytest.approx((t >= t[0] - 1e-9).mean())


def test_p_of_pairs_equals_full_enumeration_of_signs():
    matrix = many_articles(6, paired=True)
    table = keyness.compare_terms(matrix, "east", "west", min_articles=1).set_index("term")
    assert table["smallest_p"].iloc[0] == 2 / 2**6
    lengths = matrix.documents["n_tokens"].to_numpy(float).reshape(6, 2)
    weights = np.sqrt(lengths)
    for number, term in enumerate(matrix.terms):
        counts = matrix.counts.toarray().astype(float)[:, number].reshape(6, 2)
        pooled, t = counts.sum() / lengths.sum(), []
        for signs in itertools.product((0, 1), repeat=6):
            place = np.arange(6), np.array(signs)
            other = np.arange(6), 1 - np.array(signs)
            offs, means, floor = [], [], 0.0
            for side in (place, other):
                w, x = weights[side], counts[side] / lengths[side]
                means.append((w * x).sum() / w.sum())
                offs.append(w * (x - means[-1]) / w.sum())
                floor += term_tests.FLOOR * pooled * 6 / w.sum() ** 2
            one, two = offs
            variance = 6 / 5 * ((one**2).sum() + (two**2).sum()) + floor - 2 * (one * two).sum()
            t.append(abs(means[0] - means[1]) / np.sqrt(variance))
        assert table.loc[term, "p"] == pytest.approx((np.array(t) >= t[0] - 1e-9).mean())


def test_drawn_arrangements_come_near_all_of_them_and_never_give_zero():
    rows = [np.arange(12) % 2 == 0, np.arange(12) % 2 == 1]
    articles = keyness.group_articles(many_articles(12), rows, np.arange(4))
    exact, drawn = (term_tests.permute_terms(articles, n) for n in (2000, 900))
    np.testing.assert_allclose(drawn, exact, atol=0.06)
    assert (drawn > 0).all()


def test_one_article_with_both_sides_among_many_does_not_undo_the_test():
    random = np.random.default_rng(0)
    apart = [(f"d{i}", "ab"[i % 2], random.poisson([9 - 6 * (i % 2), 4, 9, 9])) for i in range(60)]
    both = [*apart, ("both", "a", [5, 4, 9, 9]), ("both", "b", [5, 4, 9, 9])]
    for rows in (apart, both):
        table = keyness.compare_terms(make_matrix(rows), "a", "b", n_resamples=0).set_index("term")
        assert table.loc["alpha", "refusal"] == "" and table.loc["alpha", "p"] < 0.005


def test_long_articles_against_short_ones_reject_a_true_null_about_as_often_as_they_say():
    shares = false_positives.measure_terms(10, 60, (1500, 0), (150, 0), n_terms=60, repetitions=20, seed=3)
    assert shares[0.05] < 0.08, "10 long against 60 short articles: .155 with the Poisson standard error"


def test_a_term_gets_arrangements_enough_to_pass_among_all_that_are_tested():
    random = np.random.default_rng(1)
    base = random.poisson(3, (60, 2000)) + np.where(np.arange(60)[:, None] % 2 == 0, 0, 0)
    base[::2, 0] += 12
    rows = [(f"d{i}", "ab"[i % 2], row) for i, row in enumerate(base)]
    table = keyness.compare_terms(
        make_matrix(rows, [f"t{i:04}" for i in range(2000)]), "a", "b", n_permutations=99, n_resamples=0
    ).set_index("term")
    assert table.loc["t0000", "p_adjusted"] < 0.05 and table["smallest_p"].iloc[0] < 0.05 / 1999


def test_a_test_in_which_only_many_terms_together_could_pass_is_refused():
    random = np.random.default_rng(2)
    rows = [(f"d{i}", "ab"[i % 2], row) for i, row in enumerate(random.poisson(4, (8, 500)))]
    table = keyness.compare_terms(make_matrix(rows, [f"t{i:03}" for i in range(500)]), "a", "b", n_resamples=0)
    assert table["p"].isna().all()
    assert table["refusal"].str.contains("could pass a false discovery rate of 5 % before").any()


def test_p_is_uniform_where_sides_do_not_differ():
    counts = np.random.default_rng(3).poisson(4, (20, 300))
    matrix = make_matrix(
        [(f"d{i}", "ab"[i % 2], row) for i, row in enumerate(counts)], [f"t{i:03}" for i in range(300)]
    )
    p = keyness.compare_terms(matrix, "a", "b", n_permutations=199, n_resamples=0)["p"]
    assert 0.02 < (p <= 0.05).mean() < 0.09
    assert 0.4 < p.mean() < 0.6


def test_adjusted_p_equals_scipys_over_the_terms_tested():
    matrix = many_articles()
    table = keyness.compare_terms(matrix, "east", "west", n_permutations=199)
    tested = table[table["p"].notna()]
    assert tested["n_tested"].iloc[0] == len(tested) == 4
    np.testing.assert_allclose(tested["p_adjusted"], false_discovery_control(tested["p"]))
    assert set(tested.loc[tested["p_adjusted"] < 0.05, "term"]) == {"alpha", "beta"}


@pytest.mark.parametrize("matrix", [SIX, many_articles(), many_articles(paired=True)])
def test_swapping_sides_flips_every_sign(matrix):
    one = keyness.compare_terms(matrix, "east", "west").set_index("term").sort_index()
    other = keyness.compare_terms(matrix, "west", "east").set_index("term").sort_index()
    for column in ("log_odds", "z", "log_ratio"):
        np.testing.assert_allclose(one[column], -other[column])
    np.testing.assert_allclose(one["log_ratio_low"], -other["log_ratio_high"])
    np.testing.assert_allclose(one["g2"], other["g2"])
    np.testing.assert_allclose(one["p"], other["p"], atol=0.06)
    assert (one["low"] < one["log_odds"]).all() and (one["log_odds"] < one["high"]).all()


def test_a_term_is_judged_the_same_whatever_other_terms_are_left_out():
    whole = keyness.compare_terms(many_articles(), "east", "west").set_index("term")
    alone = keyness.compare_terms(many_articles(), "east", "west", only=["beta"]).set_index("term")
    columns = ["count_target", "rate_target", "dp_norm", "log_odds", "low", "high", "z", "g2", "p"]
    pd.testing.assert_frame_equal(whole.loc[["beta"], columns], alone[columns])


def test_tests_that_cannot_reach_5_percent_are_refused_with_the_reason():
    five = keyness.compare_terms(many_articles(5, paired=True), "east", "west")
    assert five["p"].isna().all() and (five["n_tested"] == 0).all()
    assert "5 articles with both sides cannot reach p = 0.05: its smallest p is 0.0625" in five["refusal"].iloc[0]
    assert five["log_odds"].notna().all() and (five["interval"] == keyness.APPROXIMATE).all()
    two = keyness.compare_terms(SIX, "east", "west")
    assert "2 against 4 articles" in two["refusal"].iloc[0] and two["smallest_p"].iloc[0] == pytest.approx(1 / 15)
    assert (two["n_words_target"].iloc[0], two["n_articles_target"].iloc[0]) == (14, 2)


def test_intervals_rest_on_articles_where_these_suffice_and_are_wider_where_articles_repeat_themselves():
    spread = [(f"d{i}", "ab"[i % 2], [3, 2, 9, 9]) for i in range(40)]
    lumped = [(f"d{i}", "ab"[i % 2], [15 * (i < 8) + 0, 2, 9, 9]) for i in range(40)]
    width = []
    for rows in (spread, lumped):
        row = keyness.compare_terms(make_matrix(rows), "a", "b").set_index("term").loc["alpha"]
        assert row["interval"] == keyness.RESAMPLED
        width.append(row["high"] - row["low"])
    approximate = keyness.compare_terms(make_matrix(lumped), "a", "b", n_resamples=0).set_index("term").loc["alpha"]
    assert width[0] == pytest.approx(0, abs=1e-9) and width[1] > approximate["high"] - approximate["low"]


def test_resampled_intervals_hold_the_true_value_about_as_often_as_they_say():
    inside = keyness_coverage.measure_coverage(n_articles=10, rate=0.01, shape=0.5, n_terms=400)
    assert 0.92 < inside["articles resampled"] < 0.98
    assert inside["words as independent draws"] < 0.85


def test_each_side_against_the_rest_and_every_pair_share_one_adjustment():
    rows = [(f"d{i}", "abc"[i % 3], row) for i, row in enumerate(np.random.default_rng(5).poisson(5, (45, 4)))]
    matrix = make_matrix(rows)
    rest = keyness.compare_sides(matrix, "voice", n_permutations=99)
    pairs = keyness.compare_sides(matrix, "voice", pairwise=True, n_permutations=99)
    assert rest[["target", "reference"]].drop_duplicates().to_numpy().tolist() == [[s, "all others"] for s in "abc"]
    assert pairs[["target", "reference"]].drop_duplicates().to_numpy().tolist() == [["a", "b"], ["a", "c"], ["b", "c"]]
    for table in (rest, pairs):
        assert (table["n_tested"] == 12).all()
        np.testing.assert_allclose(table["p_adjusted"], false_discovery_control(table["p"]))


def test_sentences_that_may_be_shared_are_not_counted():
    table = keyness.compare_terms(many_articles(6, paired=True), {"doc_id": "d0"})
    assert table["n_sentences_target"].isna().all() and (table["n_articles_reference"] == 5).all()


def test_wrong_sides_and_terms_are_named():
    silent = make_matrix([("d1", "east", [1, 1, 0, 0]), ("d1", "west", [0, 0, 0, 0])])
    with pytest.raises(ValueError, match="the side 'west' has no words"):
        keyness.compare_terms(silent, "east", "west")
    with pytest.raises(ValueError, match="no document has the voice 'north'; there are east, west"):
        keyness.compare_terms(SIX, "north", "west")
    with pytest.raises(ValueError, match="no column 'outlet' tells the documents apart; there are doc_id, voice"):
        keyness.compare_terms(SIX, {"outlet": "Courier"})
    with pytest.raises(ValueError, match="the term 'omega' stands on neither side"):
        keyness.compare_terms(SIX, "east", "west", only=["omega"])
    with pytest.raises(ValueError, match="share 2 documents"):
        keyness.compare_terms(SIX, "east", {"voice": "east"})
    with pytest.raises(ValueError, match="needs two sides, found \\['east'\\]"):
        keyness.compare_sides(SIX, "voice", ["east"])


def test_a_voice_that_never_speaks_is_compared_with_nothing():
    matrix = make_matrix([("a", "east", [3, 1, 0, 2]), ("b", "west", [0, 0, 0, 0])])
    for other in ("west", "north"):
        table = voice_keyness.rank_voices(matrix, "east", other)
        assert table.empty and list(table) == keyness.COLUMNS
