"""Words and acts -> evidence -> the frame: by hand with weights of three words, and by laws."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.framing import act_lexicon, act_values, framing
from tests.annotation.framing.test_frame_tables import STUDY

WEIGHTS = {framing.BASE: (-1.0, -1.0), "warm": (3.0, 0.0), "cold": (0.0, 3.0), "(act side)": (1.0, 0.0)}


def list_evidence(text, **options):
    words = act_lexicon.split_words(text)
    [acts] = act_values.place_acts(act_values.value_acts(words), [0] * len(words), 1)
    return framing.list_evidence(words, acts, **options)


def amounts(text, **options):
    return framing.count_features(list_evidence(text, **options))


def weigh(*words, weights=WEIGHTS, trust=0.0):
    return framing.weigh_evidence([framing.Evidence(word, 1.0, word) for word in words], weights, trust)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Envoys met.", {"envoys", "met"}),
        ("The envoys of Hesk met.", {"the", "envoys", "of", "met"}),
        ("THE ENVOYS MET", {"the", "envoys", "met"}),
        ("A well-known envoy, 40, met.", {"well-known", "envoy", "met"}),
        ("met met met", {"met"}),
        ("The anti-Hesk talk", {"the", "talk"}),
        ("", set()),
    ],
)
def test_words_are_evidence_once_each_and_names_are_not(text, words):
    found = amounts(text)
    assert {name for name in found if not name.startswith("(")} == words
    assert all(found[word] == 1 for word in words)


def test_a_capital_that_opens_no_sentence_is_a_name():
    assert "envoys" in amounts("Envoys met.")
    assert "envoys" not in amounts("Envoys met.", first=False)


def test_a_studys_own_names_are_none_even_in_capitals():
    names = framing.list_own_names(STUDY)
    assert names == {"Velmora", "Ilka", "Soren", "Norrund"}
    assert framing.list_own_names(None) == frozenset()
    found = amounts("VELMORA THANKED SOREN", names=names)
    assert "thanked" in found
    assert not {"velmora", "soren"} & found.keys()


def test_an_act_is_evidence_by_its_class_and_by_what_reaches_it():
    found = amounts("She did not thank him.")
    assert {"(act side)", "(side under negate)"} <= found.keys()
    plain = amounts("She thanked him.")
    assert "(act side)" in plain
    assert "(side under negate)" not in plain


@pytest.mark.parametrize(
    ("text", "decision"),
    [("She thanked him.", "(above)"), ("She accused him.", "(below)"), ("She met him.", "(none)")],
)
def test_what_the_rules_decide_is_evidence_of_one(text, decision):
    found = amounts(text)
    assert found[decision] == pytest.approx(1)
    assert {"(above)", "(below)", "(none)"} & found.keys() == {decision}


def test_the_sum_of_acts_is_evidence_kept_between_the_poles():
    found = amounts("She accused him, and he threatened her; the army invaded the island.")
    assert found["(value)"] == pytest.approx(-1)


@pytest.mark.parametrize(
    ("words", "odds"),
    [
        (["warm"], (2.0, -1.0)),
        (["cold"], (-1.0, 2.0)),
        (["warm", "cold"], (2.0, 2.0)),
        (["warm", "warm"], (5.0, -1.0)),
        (["dull"], (-1.0, -1.0)),
        ([], (-1.0, -1.0)),
    ],
)
def test_the_frame_is_the_difference_of_two_probabilities(words, odds):
    above, below = (math.exp(value) for value in odds)
    expected = (above - below) / (1 + above + below) if max(odds) > 0 and odds[0] != odds[1] else 0.0
    frame, _ = weigh(*words)
    assert frame == pytest.approx(expected)


def test_the_words_shown_are_those_that_speak_for_the_frame():
    frame, shown = weigh("warm", "dull", "(act side)")
    assert dict(shown) == {"warm": pytest.approx(frame * 3 / 4), "(act side)": pytest.approx(frame / 4)}
    assert [term for term, _ in shown] == ["warm", "(act side)"]
    assert weigh("dull")[1] == []


def test_a_word_of_little_weight_is_not_shown_and_the_others_still_add_up():
    weights = WEIGHTS | {"mild": (0.1, 0.0)}
    frame, shown = weigh("warm", "mild", weights=weights)
    assert [term for term, _ in shown] == ["warm"]
    assert sum(value for _, value in shown) == pytest.approx(frame)


@pytest.mark.parametrize(("decision", "sign"), [("(above)", 1), ("(below)", -1), ("(none)", 0)])
def test_what_the_rules_decide_counts_as_far_as_they_are_trusted(decision, sign):
    trusting, _ = weigh(decision, trust=9.0)
    assert (trusting > 0) - (trusting < 0) == sign
    assert weigh(decision, trust=0.0) == weigh(trust=0.0)


def test_swapping_the_weights_swaps_the_sign():
    swapped = {word: (b, a) for word, (a, b) in WEIGHTS.items()}
    for words in (["warm"], ["cold"], ["warm", "(act side)"], ["warm", "cold", "cold"]):
        assert weigh(*words)[0] == pytest.approx(-weigh(*words, weights=swapped)[0])


@given(st.lists(st.sampled_from(["warm", "cold", "dull", "(act side)"]), max_size=12))
def test_whatever_the_evidence_the_words_shown_make_the_frame(words):
    frame, shown = weigh(*words)
    assert -1 < frame < 1
    assert sum(value for _, value in shown) == pytest.approx(frame)
    assert all(value * frame > 0 for _, value in shown)


@pytest.mark.parametrize("official", [False, True])
def test_sentences_are_scored_one_by_one(official):
    texts = ["She thanked him.", "…", "She accused him of theft.", "It rained."]
    together = framing.score_sentences(texts, official=official)
    alone = [framing.score_sentences([text], official=official)[0] for text in texts]
    assert together == pytest.approx(alone, nan_ok=True)
    assert math.isnan(together[1])
    assert framing.score_sentences([]) == []
