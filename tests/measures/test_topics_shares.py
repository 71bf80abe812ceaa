import numpy as np
import pandas as pd
import pytest

from analysis.measures.topics.topic_labels import apply_labels, find_typical, keep_labels, rank_terms
from analysis.measures.topics.topic_shares import contrast_topics, list_shares, share_refits, share_topics
from analysis.measures.topics.topics import TopicModel, fit_topics, top_terms
from analysis.measures.topics.weighting import count_tokens

ARMS, WISHES = ["arms", "treaty", "warheads", "pact"], ["wish", "letter", "holiday", "year"]


@pytest.fixture(scope="module")
def two_sides():
    """Forty articles: the north writes of arms in 15 of 20, the south in 5 of 20."""
    random = np.random.default_rng(0)
    about = [ARMS] * 15 + [WISHES] * 5 + [ARMS] * 5 + [WISHES] * 15
    matrix = count_tokens([list(random.choice(words, 6)) for words in about])
    matrix.documents["outlet"] = ["north"] * 20 + ["south"] * 20
    matrix.documents["n_words"] = 6
    model = fit_topics(matrix, 2)
    return matrix, model, next(t for t, terms in enumerate(top_terms(model, 4)) if "arms" in terms)


def tiny(factor, topic_term=None, terms="abcdef"):
    factor = np.asarray(factor, dtype=float)
    topic_term = factor if topic_term is None else np.asarray(topic_term)
    n = len(factor)
    documents = pd.DataFrame({"doc_id": [f"d{i}" for i in range(n)], "undefined": False})
    names = np.array(list(terms[: factor.shape[1]]), dtype=object)
    return TopicModel(topic_term, np.eye(n), documents, names, factor, np.ones(len(names)), "nmf", 0, "by hand", 1)


def test_shares_of_a_group_sum_to_one_and_say_who_writes_of_what(two_sides):
    _, model, arms = two_sides
    table = share_topics(model, ["outlet"])
    assert np.allclose(table.groupby("outlet")["share"].sum(), 1)
    found = table[table["topic"] == arms].set_index("outlet")
    assert found.loc["north", "share"] == pytest.approx(0.75, abs=0.03)
    assert found.loc["south", "share"] == pytest.approx(0.25, abs=0.03)
    assert (found["low"] < found["share"]).all() and (found["share"] < found["high"]).all()
    assert (found["n_articles"] == 20).all()


def test_shares_are_means_weighted_as_asked():
    model = tiny(np.eye(2))
    model.documents["n_words"] = [30, 10]
    assert share_topics(model)["share"].tolist() == [0.5, 0.5]
    assert share_topics(model, weight="n_words")["share"].tolist() == [0.75, 0.25]


def test_few_articles_get_no_interval_but_a_refusal():
    table = share_topics(tiny(np.eye(3)))
    assert table["low"].isna().all() and table["refusal"].str.startswith("no interval: 3 articles").all()


def test_undefined_documents_are_counted_not_averaged():
    model = fit_topics(count_tokens([["a", "b"], ["a", "b"], [], ["c", "d"], ["c", "d"], ["c", "d"]]), 2)
    table = share_topics(model)
    assert table["n_undefined"].tolist() == [1, 1] and table["n_documents"].tolist() == [5, 5]
    assert sorted(table["share"].round(3)) == [0.4, 0.6]


def test_metadata_is_joined_by_article():
    articles = pd.DataFrame({"doc_id": ["d1", "d0"], "event": ["call", "letters"]})
    assert list_shares(tiny(np.eye(2)), articles)["event"].tolist() == ["letters", "call"]


def test_the_sides_differ_and_swapping_them_flips_the_sign(two_sides):
    _, model, arms = two_sides
    one = contrast_topics(model, "north", "south").iloc[arms]
    two = contrast_topics(model, "south", "north").iloc[arms]
    assert one["difference"] == pytest.approx(0.5, abs=0.05) and one["low"] > 0 and one["p"] < 0.02
    assert one["difference"] == pytest.approx(-two["difference"])
    silent = contrast_topics(model, "west", "south")
    assert silent["refusal"].str.startswith("undefined: no row has outlet 'west'; the column holds north, south").all()


def test_intervals_over_refits_hold_the_estimate(two_sides):
    matrix, model, _ = two_sides
    table = share_refits(matrix, model, ["outlet"], n_refits=12)
    assert (table["low"] <= table["share"]).all() and (table["share"] <= table["high"]).all()
    assert (table["over"] == "articles, topics refitted").all()


def test_relevance_is_the_published_formula():
    phi = np.array([[0.5, 0.3, 0.2], [0.1, 0.3, 0.6]])
    table = rank_terms(tiny(phi), "relevance", 3, lambda_=0.6)
    p = phi.mean(axis=0)
    wanted = 0.6 * np.log(phi[0]) + 0.4 * np.log(phi[0] / p)
    found = table[table["topic"] == 0].set_index("term")["value"]
    assert np.allclose(found[["a", "b", "c"]], wanted)
    assert table[table["topic"] == 0]["rank"].tolist() == [1, 2, 3]


def test_frex_is_the_harmonic_mean_of_two_ranks():
    phi = np.array([[0.5, 0.3, 0.2], [0.1, 0.5, 0.4]])
    found = rank_terms(tiny(phi), "frex", 3).query("topic == 0").set_index("term")["value"]
    # a is first in frequency and in exclusivity; b second in frequency, second in exclusivity (.375 against .333)
    assert found["a"] == 1 and found["b"] == pytest.approx(2 / 3) and found["c"] == pytest.approx(1 / 3)


def test_terms_are_ranked_in_one_of_three_ways():
    with pytest.raises(ValueError, match="terms are ranked by one of weight, relevance, frex; found 'lift'"):
        rank_terms(tiny(np.eye(2)), "lift")


def test_typical_texts_are_the_longest_on_the_topic():
    texts = ["arms treaty pact", "arms pact", "treaty arms", "wish letter year", "wish year", "letter wish", "year"]
    matrix = count_tokens([text.split() for text in texts])
    table = pd.DataFrame({"doc_id": matrix.documents["doc_id"], "text": texts})
    typical = find_typical(fit_topics(matrix, 2, min_documents=1), matrix, table, 1)
    assert set(typical["text"]) == {texts[0], texts[3]}
    assert typical["likeness"].between(0.8, 1).all()
    with pytest.raises(ValueError, match="lacks the column 'text', which this needs; make a corpus with text"):
        find_typical(fit_topics(matrix, 2, min_documents=1), matrix, table.drop(columns="text"))


def test_labels_survive_a_refit_that_shuffles_the_topics(two_sides, tmp_path):
    matrix, model, arms = two_sides
    keep_labels(model, {arms: "Arms control", 1 - arms: "Good wishes"}).to_csv(tmp_path / "labels.csv", index=False)
    labels = pd.read_csv(tmp_path / "labels.csv")
    found = apply_labels(labels, fit_topics(matrix, 3)).set_index("label")
    top = top_terms(fit_topics(matrix, 3), 4)
    assert set(top[found.loc["Arms control", "topic"]]) <= set(ARMS)
    assert set(top[found.loc["Good wishes", "topic"]]) <= set(WISHES)
    assert (found.index == "").sum() == 1


def test_a_label_is_not_given_to_a_topic_unlike_it():
    labels = keep_labels(tiny(np.eye(2), terms="ab"), {0: "First", 1: "Second"})
    assert apply_labels(labels, tiny(np.eye(2), terms="xy"))["label"].tolist() == ["", ""]


def test_labels_are_for_topics_there_are_and_tell_them_apart():
    with pytest.raises(ValueError, match="there is no topic 2 to label; the model has 0 to 1"):
        keep_labels(tiny(np.eye(2)), {2: "Arms"})
    with pytest.raises(ValueError, match="the label 'Arms' is given twice"):
        keep_labels(tiny(np.eye(2)), {0: "Arms", 1: "Arms"})
