"""How a verb form is used where it stands: finite, passive, participle, infinitive, imperative, or no verb at all."""

import pytest

from analysis.annotation.english.cue_lexicon import load_cues
from analysis.annotation.english.verb_forms import before_adverbs, is_possessive, read_verb
from tests.annotation.voices.reading import read_marked

FINITE = [
    "Roe |said it rained.",
    "Roe has often |said so.",
    "Roe |says it will rain.",
    "Miners |say it will rain.",
    "They |say it will rain.",
    "We |think so.",
    "Roe and Doe |say it will rain.",
    "Roe would |say so.",
    "Roe does not |say why.",
    "They’ll |say so again.",
    "All five |say it rained.",
    "Farmers in Norrund |say it rained.",
    "Roe is |saying so.",
    "On Monday police |say it rained.",
    "The minister |claims it rained.",
    "She |claims it rained.",
    "It rains, Holt |claims.",
    "The council |warned of rain.",
    "Roe will come and |say so.",
    "Many |believe it rained.",
    "He later |told us so.",
    "The envoy from Norrund |said so.",
    "As |agreed, the ferries sail.",
]
PASSIVE = [
    "The ship was |said to be lost.",
    "It is widely |believed that Roe left.",
    "Roe was |told to leave.",
    "The plan |announced by Roe failed.",
    "Roe isn’t |expected to come.",
    "They were not |asked.",
    "Roe got |accused of theft.",
]
PARTICIPLE = [
    "Roe left, |saying it rained.",
    "|Saying it rained, Roe left.",
    "Roe wrote a letter |denying it.",
]
INFINITIVE = ["Roe came to |say so.", "It is hard to |believe him.", "Roe wants to publicly |deny it."]
NO_VERB = [
    "The |stated aim was peace.",
    "Roe’s |stated aim was peace.",
    "His |saying is old.",
    "The council of |claims met.",
    "Two |claims were made.",
    "The |claims were false.",
    "Old |claims of theft were made.",
    "The |answer was no.",
    "A |request came.",
    "Three |asked questions remain.",
    "He has the |say.",
]


def use(sentence):
    tokens, i = read_marked(sentence)
    cues = load_cues()
    form = cues["verb"][tokens.low[i]][0].form
    return read_verb(tokens, i, 0, len(tokens.low), form, tokens.low[i] in cues["noun"])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        *((sentence, "finite") for sentence in FINITE),
        *((sentence, "passive") for sentence in PASSIVE),
        *((sentence, "participle") for sentence in PARTICIPLE),
        *((sentence, "infinitive") for sentence in INFINITIVE),
        *((sentence, "") for sentence in NO_VERB),
        ("|Say it again.", "imperative"),
        ("|Believe him.", "imperative"),
    ],
)
def test_a_form_is_read_as_a_reader_reads_it(sentence, expected):
    assert use(sentence) == expected


@pytest.mark.xfail(strict=True, reason="a plural by its sense that opens its sentence is taken for a name")
def test_a_capital_that_a_sentence_calls_for_does_not_change_a_subject():
    assert use("Police |say it rained.") == use("Then police |say it rained.") == "finite"


@pytest.mark.parametrize("adverb", ["never", "publicly", "often", "also", "repeatedly"])
def test_an_adverb_before_a_past_does_not_change_its_use(adverb):
    assert use(f"Roe {adverb} |said so.") == use("Roe |said so.") == "finite"
    assert use(f"The ship was {adverb} |said to be lost.") == "passive"


@pytest.mark.parametrize(
    ("sentence", "before"),
    [
        ("Roe |said so.", "Roe"),
        ("Roe later |said so.", "Roe"),
        ("Roe has never publicly |said so.", "has"),
        ("Both |said so.", "Both"),
        ("Sadly |said.", None),
        ("|Said Roe.", None),
    ],
)
def test_adverbs_are_stepped_over(sentence, before):
    tokens, i = read_marked(sentence)
    found = before_adverbs(tokens, i, 0)
    assert (tokens.word[found] if found >= 0 else None) == before


def test_no_step_is_made_past_the_bound():
    tokens, i = read_marked("Roe later again |said so.")
    assert [before_adverbs(tokens, i, lo) for lo in range(i + 1)] == [0, 0, 1, 2]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("roe's", True), ("roe’s", True), ("roe‘s", True), ("miners'", True), ("miners’", True),
        ("he's", False), ("who’s", False), ("that's", False), ("there’s", False),
        ("miners", False), ("roe", False), ("s", False), ("", False),
    ],
)  # fmt: skip
def test_a_possessive_is_no_contraction_and_no_plural(word, expected):
    assert is_possessive(word) is expected
