import math

import numpy as np
import pandas as pd
import pytest

from analysis.annotation.tone import news_tone, sentiment
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
