import math
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from analysis.measures.inference import limits
from analysis.measures.topics.topic_choice import (
    choose_n_topics,
    describe_topics,
    pick_n_topics,
    predict_held_out,
    recommend_n_topics,
)
from analysis.measures.topics.topic_claims import refit_claims
from analysis.measures.topics.topic_coherence import count_windows, score_coherence, score_exclusivity, score_topics
from analysis.measures.topics.topic_stability import (
    draw_articles,
    match_topics,
    refit_topics,
    resample_terms,
    score_stability,
)
from analysis.measures.topics.topics import fit_topics, top_terms
from analysis.measures.topics.weighting import count_tokens
from tests.measures.test_topics import plant


@pytest.fixture(scope="module")
def planted():
    matrix, _, _ = plant(200, 4, 120, 60)
    matrix.documents["outlet"] = ["north", "south"] * 100
    return matrix, fit_topics(matrix, 4)


def count_npmi(documents, topic, window):
    """Count windows one by one, as the definition reads."""
    runs = [set(d[i : i + window]) for d in documents for i in range(max(1, len(d) - window + 1))]
    values = []
    for one, two in combinations(topic, 2):
        a, b, both = (sum(all(w in run for w in ws) for run in runs) / len(runs) for ws in ([one], [two], [one, two]))
        values.append(math.log((both + 1e-12) / (a * b)) / -math.log(both + 1e-12) if a and b else 0.0)
    return sum(values) / len(values)


def test_coherence_is_that_of_windows_counted_one_by_one():
    random = np.random.default_rng(3)
    documents = [list(random.choice(list("abcdefgh"), n)) for n in (3, 12, 25, 40, 1)]
    topics = [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "absent"]]
    for window in (2, 10):
        found = score_coherence(topics, count_windows(documents, window))
        assert np.allclose(found, [count_npmi(documents, topic, window) for topic in topics])


def test_coherence_over_documents_counts_each_document_once():
    documents = [["a", "b", "a"], ["a"], ["b", "c"], ["c"]]
    found = score_coherence([["a", "b"]], count_tokens(documents))
    assert np.allclose(found, [count_npmi(documents, ["a", "b"], 99)])


def test_exclusive_terms_have_exclusivity_one():
    model = fit_topics(count_tokens([["a", "b"], ["a", "b"], ["a", "b"], ["c", "d"], ["c", "d"]]), 2)
    assert np.allclose(score_exclusivity(model, 2), 1, atol=1e-6)


def test_a_model_matches_itself_whatever_the_order_of_its_topics(planted):
    _, model = planted
    table = match_topics(model, model)
    assert table["matched"].tolist() == list(range(4))
    assert np.allclose(table[["jaccard", "cosine"]], 1)


def test_a_model_of_fewer_topics_leaves_some_without_match(planted):
    matrix, model = planted
    table = match_topics(model, fit_topics(matrix, 3))
    assert (table["matched"] == -1).sum() == 1
    assert (table.loc[table["matched"] == -1, ["jaccard", "cosine"]] == 0).all(axis=None)


def test_planted_topics_are_stable_and_noise_is_not(planted):
    matrix, model = planted
    random = np.random.default_rng(0)
    noise = count_tokens([list(random.choice([f"w{i}" for i in range(80)], 40)) for _ in range(100)])
    steady = score_stability(matrix, model, n_refits=3)["jaccard"].mean()
    loose = score_stability(noise, fit_topics(noise, 4), n_refits=3)["jaccard"].mean()
    assert steady > 0.7 > 0.5 > loose
    assert np.allclose(score_stability(matrix, model, "seeds", 2)["jaccard"], 1)


def test_articles_are_drawn_whole(planted):
    matrix, _ = planted
    matrix.documents["doc_id"] = np.repeat([f"article {i}" for i in range(50)], 4)
    try:
        (rows,) = draw_articles(matrix, 1, 0.8, False, 0)
    finally:
        matrix.documents["doc_id"] = [f"d{i:03d}" for i in range(200)]
    assert len(rows) == 160
    assert (np.bincount(rows // 4, minlength=50) % 4 == 0).all()


def test_an_unknown_kind_of_refit_is_refused(planted):
    with pytest.raises(ValueError, match="over should be one of articles, seeds; found 'terms'"):
        refit_topics(*planted, over="terms")


def test_the_planted_number_of_topics_is_recommended(planted):
    table = choose_n_topics(planted[0], (2, 4, 8), n_refits=3)
    assert table["n_topics"].tolist() == [2, 4, 8]
    assert table.loc[table["recommended"], "n_topics"].tolist() == [4]
    assert pick_n_topics(table) == 4
    assert recommend_n_topics(table).startswith("Read 4 topics: ")
    assert (table["held_out"] > 0.3).any()


def test_held_out_reconstruction_stops_gaining_at_the_planted_number(planted):
    two, four, eight = (predict_held_out(planted[0], n) for n in (2, 4, 8))
    assert four - two > 0.05 > eight - four


def test_five_articles_are_said_to_be_too_few():
    documents = [["arms", "treaty"], ["wish", "letter"], ["arms", "pact"], ["wish", "year"], ["treaty", "pact"]]
    table = choose_n_topics(count_tokens([d * 2 for d in documents]), (2,), n_refits=2)
    assert not table["enough"].any() and not table["recommended"].any()
    assert recommend_n_topics(table) == (
        "5 articles are too few for topics to be more than a reading aid: even 2 topics would need 20, 10 a topic."
    )


def test_topics_that_never_come_back_are_not_recommended():
    table = pd.DataFrame(
        {"n_topics": [2, 3], "n_articles": 90, "enough": True, "recommended": False, "stability": [0.2, 0.3]}
    )
    assert pick_n_topics(table) == 3
    assert recommend_n_topics(table).startswith("No number of topics tried holds still: the most stable, 3, reaches")


def test_scores_name_the_top_terms(planted):
    matrix, model = planted
    scores = score_topics(model, matrix, 5)
    assert scores["terms"].tolist() == [", ".join(terms) for terms in top_terms(model, 5)]
    assert np.isclose(scores["share"].sum(), 1)
    stability = describe_topics(matrix, model, n_refits=2)["stability"]
    refits = refit_topics(matrix, model, n_refits=2)
    assert describe_topics(matrix, model, refits=refits)["stability"].equals(stability)
    kept = resample_terms(matrix, model, refits=refits)
    assert kept.equals(resample_terms(matrix, model, n_refits=2)) and not kept.equals(
        resample_terms(matrix, model, refits=refits[:1])
    )
    assert stability.mean() == pytest.approx(score_stability(matrix, model, n_refits=2)["jaccard"].mean())


def test_claims_that_hold_everywhere_survive_and_others_do_not():
    arms, wishes, trade = ["arms", "treaty", "pact"], ["wish", "letter", "year"], ["trade", "grain", "export"]
    documents = [arms] * 6 + [wishes] * 6 + [trade] * 6
    matrix = count_tokens(documents)
    matrix.documents["doc_id"] = [f"a{i % 6}" for i in range(18)]
    metadata = pd.DataFrame({"doc_id": [f"a{i}" for i in range(6)], "outlet": list("xxxyyy")})
    matrix.documents["event"] = ["start"] * 6 + ["turn"] * 12
    claims = refit_claims(matrix, fit_topics(matrix, 3), metadata=metadata, numbers=[3], n_seeds=1)
    there, events = claims[claims["by"] == ""], claims[claims["by"] == "event"]
    assert there["survives"].all() and (there["tried_left_out"] == 6).all()
    about_arms = events[events["terms"].str.startswith("arms")].iloc[0]
    assert about_arms["group"] == "start" and about_arms["share"] > 0.99 and about_arms["survives"]
    with pytest.raises(ValueError, match="neither documents nor metadata has the column 'voice'"):
        refit_claims(matrix, fit_topics(matrix, 3), by=["voice"])


def test_leaving_out_the_only_article_of_a_group_does_not_try_its_claim():
    documents = [["arms", "treaty"], ["arms", "treaty", "pact"], ["wish", "letter"], ["wish", "letter", "pact"]] * 2
    matrix = count_tokens(documents)
    matrix.documents["doc_id"] = list("abcdabcd")
    matrix.documents["outlet"] = list("wxyzwxyz")
    claims = refit_claims(matrix, fit_topics(matrix, 2), by=["outlet"], numbers=[2], n_seeds=1)
    assert (claims.loc[claims["by"] == "outlet", "tried_left_out"] == 3).all()
    assert (claims.loc[claims["by"] == "", "tried_left_out"] == 4).all()


def test_no_single_article_of_very_many_is_left_out(monkeypatch):
    matrix = count_tokens([["arms", "treaty"], ["wish", "letter"]] * 3)
    matrix.documents["doc_id"] = list("abcdef")
    for most, tried in ((6, 6), (5, 0)):
        monkeypatch.setattr(limits, "SINGLE_ARTICLES", most)
        claims = refit_claims(matrix, fit_topics(matrix, 2), by=[], numbers=[2], n_seeds=1)
        assert (claims["tried_left_out"] == tried).all()


def test_one_article_has_no_stability_and_nothing_left_out():
    matrix = count_tokens([["arms", "treaty"], ["wish", "letter"]] * 3)
    matrix.documents["doc_id"] = "a"
    table = choose_n_topics(matrix, (2,), n_refits=2)
    assert table[["stability", "held_out"]].isna().all(axis=None) and pick_n_topics(table) == 2
    assert recommend_n_topics(table).startswith("1 article is too few")
    claims = refit_claims(matrix, fit_topics(matrix, 2), by=[], numbers=[2], n_seeds=1)
    assert (claims["tried_left_out"] == 0).all()


def test_a_resample_without_replacement_leaves_an_article_out():
    matrix = count_tokens([["arms"], ["wish"]])
    assert [len(rows) for rows in draw_articles(matrix, 3, 0.8, False, 0)] == [1, 1, 1]
