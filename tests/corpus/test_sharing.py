"""What is shared gives no sentence back: which words are withheld, and that the counts stay what they were."""

import numpy as np
import pytest

from analysis.annotation.terms.stop_words import load_stop_words
from analysis.annotation.tone import sentiment
from analysis.corpus import sharing, tables
from analysis.measures.terms import matrix
from benchmarks import attack, word_model


@pytest.fixture(scope="module")
def weighed(example, example_study):
    """Return the example's tables with every instrument's contributions, as they are before words are withheld."""
    return example | {"contributions": sentiment.explain_sentiment(example["segments"], study=example_study)}


@pytest.fixture(scope="module", params=[1, 25])
def shared(request, weighed):
    return sharing.withhold_words(weighed, load_stop_words(), request.param)


def test_no_function_word_is_told_apart(shared):
    assert not set(shared["terms"]["term"]) & load_stop_words()
    told = shared["contributions"]
    assert not set(told.loc[told["instrument"].isin(sharing.WHOLE), "term"]) & load_stop_words()


def test_counts_by_article_and_voice_stay_what_they_were(shared, weighed):
    kept = {"without": load_stop_words(), "numbers": False}
    before, after = (
        matrix.build_matrix(own["terms"], own["segments"], own["articles"], ("article", "voice"), **kept)
        for own in (weighed, shared)
    )
    assert before.terms.tolist() == after.terms.tolist()
    assert (before.counts != after.counts).nnz == 0
    assert before.documents.equals(after.documents)


def test_the_parts_of_a_segment_still_make_its_score(shared, weighed):
    before, after = (
        own["contributions"].groupby(["segment_id", "instrument"])["value"].sum() for own in (weighed, shared)
    )
    assert before.index.equals(after.index)
    assert np.allclose(before, after)


def test_withholding_twice_is_withholding_once(shared):
    again = sharing.withhold_words(shared, load_stop_words())
    for name in ("terms", "contributions"):
        assert again[name].equals(shared[name])


def test_neighbours_of_one_voice_are_taken_together_until_they_have_enough_words(weighed):
    segments = weighed["segments"].set_index("segment_id")
    pool = sharing.pool_segments(weighed["segments"], 25)
    own = segments.groupby(pool)
    assert own[["doc_id", "voice"]].nunique().to_numpy().max() == 1
    # No bag has fewer words than that, but the one bag of a voice that has not as many in its article.
    n_words, whose = own["n_words"].sum(), own[["doc_id", "voice", "joint"]].first()
    short = whose[n_words < 25]
    assert len(short) and not short.duplicated().any()
    assert (whose.merge(short).value_counts() <= 2).all()
    assert sharing.pool_segments(weighed["segments"], 1).eq(weighed["segments"]["segment_id"].to_numpy()).all()


def test_the_sign_of_withheld_words_is_no_term():
    assert tables.WITHHELD not in load_stop_words() and not tables.WITHHELD.isalnum()


def test_an_attack_orders_a_bag_that_its_model_knows():
    model = word_model.train_model(["The envoy crossed the strait at dawn."] * 3)
    whole = attack.Stretch("s", 7, (word_model.START,) * 2, True, set(), set())
    bag = ["strait", "the", "the", "at", "envoy", "dawn", "crossed"]
    said = attack.order_words(bag, (0, ()), [whole], model, 20)["s"]
    assert said == ["the", "envoy", "crossed", "the", "strait", "at", "dawn"]
    withheld = attack.order_words(["strait", "envoy", "dawn", "crossed"], (3, ("the", "at")), [whole], model, 20)["s"]
    assert withheld == said


def test_an_attack_is_told_by_the_runs_that_it_gets_right(example):
    segments = example["segments"]
    true = {
        row.segment_id: attack.split_words(" ".join(attack.words.tokenize(row.text))) for row in segments.itertuples()
    }
    assert attack.compare_words(true, segments, ())["run"].min() >= attack.RUN
    mixed = {key: sorted(row, reverse=True) for key, row in true.items()}
    assert attack.compare_words(mixed, segments, ())["run"].max() < 2 * attack.RUN


def test_withholding_function_words_gives_an_attack_less(weighed, example_study):
    model = word_model.train_model(weighed["segments"]["text"])  # the strongest: it has read the articles
    kept = weighed | {"segments": weighed["segments"].assign(text="")}
    less = sharing.withhold_words(kept, load_stop_words())
    given = [
        (attack.compare_words(made, weighed["segments"], example_study.compounds)["run"] >= attack.RUN).sum()
        for made in (attack.put_together(own, example_study, model, beam=5) for own in (kept, less))
    ]
    assert given[1] < given[0]
