"""VADER's rules, one by one: values by hand from the paper's constants, and the package of VADER's authors."""

import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.annotation.tone import vader

GOOD, GREAT, BAD, WAR, HAPPY, SAD = 1.9, 3.1, -2.5, -2.9, 2.7, -2.1  # as the lexicon rates them
BOOST, CAPITALS, NOT, MARK = 0.293, 0.733, -0.74, 0.292
ONE, TWO, THREE = 1.0, 0.95, 0.9  # what is left of a booster so many words away


ANALYSER = SentimentIntensityAnalyzer()


def squeeze(valence):
    return round(valence / (valence**2 + 15) ** 0.5, 4)


# The sum of valences of a sentence, before it is squeezed.
BY_HAND = [
    ("a plan", 0.0),
    ("a good plan", GOOD),
    ("a great plan", GREAT),
    ("a bad plan", BAD),
    ("a good plan and a bad plan", GOOD + BAD),
    ("a great, happy day", GREAT + HAPPY),
    ("a not good plan", NOT * GOOD),
    ("a plan not bad", NOT * BAD),
    ("this plan isn't good", NOT * GOOD),
    ("a very good plan", GOOD + BOOST),
    ("a very bad plan", BAD - BOOST),
    ("a hardly good plan", GOOD - BOOST),
    ("a hardly bad plan", BAD + BOOST),
    ("a very, very good plan", GOOD + BOOST * ONE + BOOST * TWO),
    ("that very new good plan", GOOD + BOOST * TWO),
    ("that very old new good plan", GOOD + BOOST * THREE),
    ("that very own old new good plan", GOOD),
    ("a not very good plan", NOT * (GOOD + BOOST)),
    ("not any old good plan", NOT * GOOD),
    ("not any other old good plan", GOOD),
    ("a GOOD plan", GOOD + CAPITALS),
    ("a BAD plan", BAD - CAPITALS),
    ("A GOOD PLAN", GOOD),
    ("a VERY good plan", GOOD + BOOST + CAPITALS),
    ("a good plan!", GOOD + MARK),
    ("a bad plan!", BAD - MARK),
    ("a good plan!!!!", GOOD + 4 * MARK),
    ("a good plan!!!!!!", GOOD + 4 * MARK),
    ("a good plan?", GOOD),
    ("a good plan??", GOOD + 0.36),
    ("a good plan????", GOOD + 0.96),
    ("a plan!", 0.0),
    ("a good plan but a bad day", 0.5 * GOOD + 1.5 * BAD),
    ("a bad plan but a good day", 0.5 * BAD + 1.5 * GOOD),
    ("the least good plan", NOT * GOOD),
    ("at least good plans", GOOD),
    ("plans without war", NOT * WAR),
    ("never so good", 1.5 * (GOOD + BOOST)),  # `so` raises too
    ("sad war", SAD + WAR),
    # As NLTK has it: `never so` three words before, or `so` alone with two words before it, raise by a quarter.
    ("never so old good", 1.25 * (GOOD + BOOST * TWO)),
    ("those two so good", 1.25 * (GOOD + BOOST)),
    ("two so good", GOOD + BOOST),
]


@pytest.mark.parametrize(("text", "valence"), BY_HAND)
def test_the_compound_is_the_sum_of_valences_squeezed(text, valence):
    assert vader.score_vader([text])["compound"].tolist() == [squeeze(valence)]


# Where NLTK's rules, which are ours, are those of the package that VADER's authors publish today.
SHARED = [
    *(
        text for text, _ in BY_HAND if " so " not in text and not text.startswith("never so")
    ),  # NLTK: half more; the authors: a quarter
    *(text.removeprefix("a ").replace(" a ", " some ") for text, _ in BY_HAND if " a " in f" {text}"),
    "They praised the brave crew, but the harbour was a terrible ruin.",
    "Nobody was hurt when the old ferry sank.",
    "The envoys agreed on a fair and generous quota.",
    "It was an extremely successful and peaceful vote!",
    "The minister was not entirely happy with the offer.",
    "Critics called the treaty a DISASTER for fishermen.",
    "She thanked the town for its help and wished it well.",
    "The talks were tense, hostile and useless.",
    "The border stays open on Monday.",
]


@pytest.mark.parametrize("text", SHARED)
def test_the_package_of_vaders_authors_scores_the_same(text):
    ours = vader.score_vader([text]).iloc[0]
    theirs = ANALYSER.polarity_scores(text)
    assert ours["compound"] == theirs["compound"]
    if not {"a", "A"} & {*text.split()}:  # NLTK's rules count no word of one letter as neutral
        assert {name: ours[name] for name in ("compound", "pos", "neu", "neg")} == pytest.approx(theirs)


@pytest.mark.parametrize("text", [text for text, _ in BY_HAND])
def test_the_three_parts_are_parts_of_one(text):
    parts = vader.score_vader([text])[["pos", "neu", "neg"]].sum(axis=1)
    assert parts.tolist() == pytest.approx([1.0], abs=0.002)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_to_read_scores_nothing(text):
    assert vader.score_vader([text]).iloc[0].tolist() == [0, 0, 0, 0]


def test_texts_are_scored_one_by_one_in_their_order():
    texts = [text for text, _ in BY_HAND]
    forward, backward = vader.score_vader(texts), vader.score_vader(texts[::-1])
    assert forward.to_numpy().tolist() == backward.to_numpy()[::-1].tolist()
    assert forward["compound"].tolist() == [squeeze(valence) for _, valence in BY_HAND]
    assert vader.score_vader(texts * 2)["compound"].tolist() == forward["compound"].tolist() * 2


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("a plan", {}),
        ("a good plan", {"good": 1}),
        ("a bad plan", {"bad": -1}),
        ("a not good plan", {"good": 1, "not": -1}),
        ("a very bad plan", {"bad": -1, "very": -1}),
        ("a hardly bad plan", {"bad": -1, "hardly": 1}),
        ("a good plan!", {"good": 1, "!": 1}),
        ("a bad plan??", {"bad": -1, "?": -1}),
        ("a good plan but a bad day", {"good": 1, "bad": -1, "but": -1}),
        ("good and good", {"good": 1}),
    ],
)
def test_each_word_is_told_with_the_sign_of_what_it_did(text, terms):
    told = vader.explain_vader([text]).set_index("term")["value"]
    assert {term: (value > 0) - (value < 0) for term, value in told.items() if value} == terms


def test_what_is_told_stands_with_its_own_text():
    told = vader.explain_vader(["a good plan", "a plan", "a bad plan"])
    assert told[["row", "term"]].to_numpy().tolist() == [[0, "good"], [2, "bad"]]


def test_a_word_that_is_said_twice_counts_twice():
    once, twice = vader.score_vader(["good news", "good news and good news"])["compound"]
    assert (once, twice) == (squeeze(GOOD), squeeze(2 * GOOD))
