import math

import numpy as np
import pandas as pd
import pytest

from analysis.annotation import lexicons
from analysis.annotation.tone import news_column, news_tone, sentiment
from benchmarks import tone

WEIGHTS = {"praised": (1.0, 0.5), "TARGET lied": (-2.0, 1.0), "(sentence)": (0.0, -0.4)}


def score(text, target):
    start = text.index(target)
    return news_tone.score_towards([text], [(start, start + len(target))], WEIGHTS)[0]


def test_a_sentence_without_known_terms_is_exactly_neutral():
    assert score("Smith arrived on Monday.", "Smith") == 0.0


def test_a_phrase_with_the_target_speaks_of_the_target_only():
    assert score("Smith lied to Jones.", "Smith") < 0
    assert score("Smith lied to Jones.", "Jones") == 0.0


def test_a_negation_turns_the_words_after_it():
    plain = news_tone.weigh_sentence(news_tone.list_features("They praised him."), WEIGHTS)[0]
    turned = news_tone.weigh_sentence(news_tone.list_features("They never praised him."), WEIGHTS)[0]
    assert turned < 0 < plain


def test_words_count_less_the_further_they_stand_from_the_target():
    near, far = "They praised Smith" + " on" * 12 + ".", "They praised" + " on" * 12 + " Smith."
    assert score(near, "Smith") > score(far, "Smith") >= 0


def test_the_score_is_the_difference_of_two_probabilities():
    p, s = 0.7, 0.2
    logits = [math.exp(s - p), 1.0, math.exp(s + p)]
    expected = (logits[2] - logits[0]) / sum(logits)
    assert news_tone.balance(np.array([p]), np.array([s]))[0] == pytest.approx(expected)
    assert news_tone.balance(np.array([900.0]), np.array([900.0]))[0] == 1.0


def test_without_a_target_each_word_counts_as_on_average():
    fades = [news_tone.list_fades(30, at) for at in range(30)]
    assert news_tone.list_fades(30, None)[0] == pytest.approx(np.mean(fades), abs=0.01)


def test_names_get_no_weight_and_what_is_learned_has_the_right_sign():
    rows = [
        (f"They {verb} Smith {n} times, and Trump {verb} them.", 6 + len(verb), 11 + len(verb), label)
        for verb, label in (("praised", 1), ("visited", 0), ("blasted", -1))
        for n in range(10)
    ]
    items = pd.DataFrame(rows, columns=["text", "start", "end", "label"])
    learned = tone.learn_lexicon(items, tone.count_features(items)).set_index("term")
    assert learned["polarity"]["praised"] > 0 > learned["polarity"]["blasted"]
    assert learned["strength"]["visited"] < 0
    assert "trump" not in learned.index
    assert "smith" not in learned.index


@pytest.mark.parametrize(
    ("sentences", "targets", "message"),
    [
        (["One."], [], "one target a sentence is needed, found 0 for 1 sentences"),
        (["One."], [(0, 9)], "inside its sentence, found 0 to 9 in sentence 0, which has 4 characters"),
        (["One."], [(2, 2)], "inside its sentence, found 2 to 2"),
    ],
)
def test_a_target_must_lie_in_its_sentence(sentences, targets, message):
    with pytest.raises(ValueError, match=message):
        sentiment.score_towards(sentences, targets)


def test_no_sentences_give_no_scores():
    assert sentiment.score_towards([], []) == []


def features(text, target=None):
    """Return the amount of each feature by its name, in the order found."""
    span = (text.index(target), text.index(target) + len(target)) if target else None
    found = {}
    for name, amount, _ in news_tone.list_features(text, span):
        found[name] = found.get(name, 0.0) + amount
    return found


def test_words_phrases_and_the_sentence_are_features():
    found = features("The envoy lied to Roe.", "Roe")
    assert {
        "(sentence)",
        "the",
        "envoy",
        "lied",
        "to",
        "the envoy",
        "envoy lied",
        "lied to",
        "to TARGET",
    } <= found.keys()
    assert "roe" not in found
    assert "to Roe" not in found


def test_a_name_is_no_word_of_the_lexicon_but_a_place_in_a_phrase():
    found = features("The envoy praised Norrund.")
    assert "praised NAME" in found
    assert "norrund" not in found
    assert "the" in found  # the capital of a sentence's first word is no name's


@pytest.mark.parametrize(
    ("text", "phrase", "distance"),
    [("one two three Roe", "one two", 2), ("Roe one two three", "two three", 2), ("one Roe two", "TARGET two", 0)],
)
def test_a_phrase_counts_as_its_word_that_is_nearer_to_the_target(text, phrase, distance):
    assert features(text, "Roe")[phrase] == pytest.approx(math.exp(-distance / news_tone.REACH))


def test_a_phrase_does_not_reach_over_a_mark():
    found = features("They lied, they left.")
    assert "they lied" in found
    assert not any("," in name for name in found if " " in name)


@pytest.mark.parametrize("negation", ["not", "never", "didn't", "without", "Nobody didn't"])
def test_what_a_negation_reaches_is_turned_and_what_it_does_not_is_as_it_was(negation):
    reached, beyond = f"{negation} so very good", f"{negation} one two three good"
    assert features(reached)["(afinn)"] < 0 < features(beyond)["(afinn)"]


def test_turned_words_keep_the_share_that_is_left_of_them():
    # Without a target each of as many words counts alike, so that the two can be compared.
    plain, turned = features("it was so good")["good"], features("it never was good")["good"]
    assert turned == pytest.approx(news_tone.TURNED * plain)


def test_a_word_fades_by_e_in_so_many_words():
    fades = news_tone.list_fades(30, 3)
    assert fades[3] == 1.0
    assert fades[3 + news_tone.REACH] == pytest.approx(math.exp(-1))
    assert fades[2] == fades[4] == pytest.approx(math.exp(-1 / news_tone.REACH))


def test_before_and_behind_a_target_are_told_apart_where_they_are_near():
    found = features("A good man praised Roe, a terrible liar.", "Roe")
    assert found["(pattern before)"] > 0 > found["(pattern after)"]
    far = features("A good man " + "went on and on and on and on " + "to Roe.", "Roe")
    assert "(pattern before)" not in far


def test_a_text_weighs_what_its_features_weigh():
    for text in ("They praised the good envoy, who never lied.", "It rained.", "Roe was accused of a terrible crime!"):
        polarity, strength = news_tone.weigh_sentence(news_tone.list_features(text), lexicons.load_news())
        expected = news_tone.balance(np.array([polarity]), np.array([strength]))
        assert news_column.score_news([text]) == pytest.approx(expected, abs=1e-12)


def test_the_words_told_add_up_to_the_tone():
    texts = ["They praised the good envoy, who never lied.", "", "Roe was accused of a terrible crime!", "It rained."]
    told = news_column.explain_news(texts)
    sums = told.groupby("row")["value"].sum().reindex(range(len(texts)), fill_value=0.0)
    assert sums.tolist() == pytest.approx(news_column.score_news(texts).tolist())
    assert not told["term"].str.contains(" ").any()


@pytest.mark.parametrize(
    ("warm", "cold"),
    [
        ("They praised the excellent offer.", "They rejected the disastrous offer."),
        ("She won a great victory.", "She was accused of fraud and lies."),
        ("A wonderful, honest friend of the town.", "A corrupt, dangerous enemy of the town."),
    ],
)
def test_praise_is_warmer_than_blame(warm, cold):
    above, below = news_column.score_news([warm, cold])
    assert above > 0 > below


def test_texts_are_scored_one_by_one():
    texts = ["They praised him.", "", "He never lied.", "A terrible crime."]
    assert news_column.score_news(texts).tolist() == [news_column.score_news([text])[0] for text in texts]
    assert news_column.score_news(texts[::-1]).tolist() == news_column.score_news(texts).tolist()[::-1]
    assert news_column.score_news([]).tolist() == []


@pytest.mark.parametrize("size", [0.0, 0.3, 2.0, 40.0])
def test_balance_turns_with_the_polarity_and_never_leaves_its_bounds(size):
    strength = np.array([-3.0, 0.0, 3.0])
    above, below = (news_tone.balance(np.full(3, sign * size), strength) for sign in (1, -1))
    assert above == pytest.approx(-below)
    assert (np.abs(above) <= 1).all()
    assert (np.diff(above) >= 0).all()  # the more speaks against neutral, the farther from 0
