"""Each class of act, and what negation, a condition, a question, a report or a third party makes of it."""

import math

import pytest

from analysis.annotation.framing import act_lexicon, act_values
from analysis.corpus.study import OUTLET, THIRD_PARTY, Issue, Study, Voice


def sign(text, study=None):
    (value,) = act_values.score_acts([text], study)
    return (value > 0) - (value < 0)


def classes(text):
    """Return the classes of a sentence's acts."""
    return [act.match.entry.kind for act, _ in act_values.value_acts(act_lexicon.split_words(text))]


# For each class of the codebook: what a reader takes for such an act of the one towards the other.
FRIENDLY = {
    "wish": ["He wished his neighbour a quick recovery.", "The queen sent her best wishes.", "She congratulated him."],
    "praise": ["She praised the king's courage.", "He thanked the envoy warmly.", "The king welcomed the offer."],
    "progress": ["The talks were constructive.", "Good progress was made."],
    "side": ["She assured him of her solidarity.", "The queen expressed her condolences."],
    "agree": ["They agreed on a common list.", "The two reached an agreement.", "They signed a treaty on peat."],
    "extend": ["They extended the treaty.", "The two prolonged the accord for a year."],
    "cooperate": ["They will cooperate on fishing.", "The two will deepen their cooperation.", "They work together."],
    "talk": ["They will continue their dialogue.", "The two will stay in touch."],
    "offer": ["He offered to host the envoys.", "She is ready to negotiate.", "He invited her to Hesk."],
    "settle": ["They settled the dispute.", "They reconciled."],
    "aid": ["She promised medical aid.", "He pledged aid to the flooded towns."],
}
HOSTILE = {
    "accuse": ["She accused him of theft.", "He blamed the neighbour for the fire.", "The king condemned the raid."],
    "deny": ["He denied the claim.", "The envoy rejected the accusation."],
    "refuse": ["She refused to sign.", "He rejected the offer."],
    "complain": ["He voiced concern at the arrests.", "She protested against the blockade.", "He deplored the raid."],
    "estrange": ["She expelled two diplomats.", "They broke off the talks.", "He recalled his ambassador."],
    "threaten": ["He threatened to close the strait.", "She warned of grave consequences."],
    "coerce": ["She imposed sanctions on the banks.", "He ordered a blockade of the port."],
    "demand": ["She demanded that he withdraw.", "He urged the neighbour to release the crew."],
    "fight": ["The army shelled the town.", "Troops invaded the island.", "Their ships opened fire."],
    "strain": ["Relations are tense.", "Tensions rose again."],
}
ACTS = [(kind, 1, text) for kind, own in FRIENDLY.items() for text in own]
ACTS += [(kind, -1, text) for kind, own in HOSTILE.items() for text in own]


@pytest.mark.parametrize(("kind", "expected", "text"), ACTS)
def test_each_class_of_act_has_its_sign(kind, expected, text):
    assert sign(text) == expected


def test_every_class_that_has_a_sign_has_its_cases():
    assert set(FRIENDLY) >= set(act_lexicon.FRIENDLY) - {"affirm", "peace"}
    assert set(HOSTILE) >= set(act_lexicon.HOSTILE) - {"hostile"}


# What a reader takes for an act, and the codebook has no row or rule for.
MISSED = [
    ("The prisoners were released.", 1, "no row for a release"),
    ("She promised help for the harbour.", 1, "`help` behind a promise has no row"),
    ("The king will not negotiate.", -1, "a refusal by `not` alone"),
    ("Progress was made.", 1, "progress without its adjective"),
    ("The two will coordinate.", 1, "`coordinate` counts with its adverb only"),
    ("Both voiced concern at the famine.", 1, "`both` alone is no cue that the two act together"),
    ("Nobody was there who could have agreed.", 0, "`nobody` is no negation"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason)) for *row, reason in MISSED],
)
def test_what_the_codebook_does_not_know_yet(text, expected):
    assert sign(text) == expected


NOTHING = [
    "The queen arrived on Monday.",
    "They met for an hour in Hesk.",
    "The wind turned at noon.",
    "The two leaders spoke by telephone.",
    "A delegation of weavers came along.",
    "The treaty has twelve pages.",
    "The talks began at ten.",
    "The bridge is forty years old.",
    "The envoy is the son of a miller.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_tells_of_no_relation_is_exactly_neutral(text):
    assert act_values.score_acts([text]) == [0.0]


# A friendly act that is not done, or not yet, is none; what is only asked for is none of the one who asks.
UNDONE = [
    ("They agreed on a list.", "They did not agree on a list."),
    ("They agreed on a list.", "They have never agreed on a list."),
    ("They signed a treaty.", "They failed to sign a treaty."),
    ("They reached an agreement.", "No agreement was reached."),
    ("They will cooperate on fishing.", "They will not cooperate on fishing."),
    ("They reached an agreement.", "They left without an agreement."),
]


@pytest.mark.parametrize(("done", "undone"), UNDONE)
def test_a_friendly_act_that_is_not_done_is_none(done, undone):
    assert sign(done) == 1
    assert sign(undone) <= 0


WITHHELD = [
    ("He accused her of theft.", "He did not accuse her of theft."),
    ("She threatened to close the strait.", "She never threatened to close the strait."),
    ("Troops invaded the island.", "Troops never invaded the island."),
    ("Tensions rose.", "There were no tensions."),
    ("He denied the claim.", "He did not deny the claim."),
]


@pytest.mark.parametrize(("done", "withheld"), WITHHELD)
def test_a_hostile_act_that_is_not_done_is_none(done, withheld):
    assert sign(done) == -1
    assert sign(withheld) >= 0


@pytest.mark.parametrize(
    ("near", "far"),
    [
        ("They did not agree on fish.", "They did not come by ship; they agreed on fish."),
        ("He did not thank her.", "He did not come, and he thanked her by letter."),
    ],
)
def test_a_negation_reaches_its_own_clause_only(near, far):
    assert sign(near) <= 0 < sign(far)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two condemned the raid.", 1),  # together against a third
        ("Both sides voiced concern at the famine.", 1),
        ("The king condemned the raid.", -1),
        ("They discussed the famine and the war.", 0),
        ("The war in the south was discussed.", 0),
        ("The king raised the arrest of the poet.", -1),
        ("The arrest of the poet was raised.", -1),
        ("Ruritania and Arcadia demanded a truce in the south.", 1),
        ("Arcadia demanded that Ruritania withdraw.", -1),
        ("Arcadia will coordinate closely with its allies.", 0),
        ("The two will coordinate closely.", 1),
    ],
)
def test_who_does_it_with_whom_decides(text, expected):
    assert sign(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "If the strait were open, they would cooperate.",
        "Would they agree on a list?",
        "Did she accuse him of theft?",
        "Who threatened to close the strait?",
    ],
)
@pytest.mark.xfail(strict=True, reason="conditions are read of shifts only, and questions not at all")
def test_a_condition_or_a_question_does_nothing(text):
    assert sign(text) == 0


@pytest.mark.parametrize(
    ("act", "expected"), [("thanked her", 1), ("accused her of theft", -1), ("met her on Monday", 0)]
)
@pytest.mark.parametrize(
    "report", ["The envoy said that he {}.", "He {}, the paper wrote.", "It is reported that he {}."]
)
def test_whoever_reports_an_act_does_not_change_it(report, act, expected):
    assert sign(report.format(act)) == sign(f"He {act}.") == expected


@pytest.mark.parametrize(("kind", "expected", "text"), ACTS)
def test_an_act_counts_the_same_beside_a_neutral_sentence(kind, expected, text):
    [alone] = act_values.score_acts([text])
    [first] = act_values.score_acts([f"{text[:-1]}; the wind turned at noon."])
    assert first == alone


@pytest.mark.parametrize(("kind", "expected", "text"), ACTS[::4])
def test_the_same_twice_is_no_second_step(kind, expected, text):
    [once] = act_values.score_acts([text])
    [twice] = act_values.score_acts([f"{text[:-1]}; {text[0].lower()}{text[1:]}"])
    assert twice == once


def test_the_sum_is_kept_between_the_poles():
    warm = "They thanked each other; they agreed on fish; they will cooperate; he offered help; he wished her well."
    cold = "He accused her; she threatened him; the army shelled the town; she imposed sanctions; he refused to talk."
    assert act_values.score_acts([warm, cold]) == [1.0, -1.0]


def test_two_acts_that_pull_apart_are_added():
    words = act_lexicon.split_words("He thanked her; relations are tense.")
    acts = act_values.value_acts(words)
    assert act_values.sum_acts(acts) == sum(value for _, value in acts)
    assert {math.copysign(1, value) for _, value in acts} == {1, -1}


@pytest.mark.parametrize("text", ["", "…", "— , ;", "  "])
def test_without_a_word_there_is_no_frame(text):
    assert math.isnan(act_values.score_acts([text])[0])


def test_no_sentence_has_no_frame():
    assert act_values.score_acts([]) == []


def test_sentences_are_scored_one_by_one():
    texts = [text for *_, text in ACTS]
    assert act_values.score_acts(texts) == [act_values.score_acts([text])[0] for text in texts]
    assert act_values.score_acts(texts[::-1]) == act_values.score_acts(texts)[::-1]


VOICES = {name: Voice(name, name.title(), "#D55E00") for name in ("velmora", "norrund", THIRD_PARTY, OUTLET)}


@pytest.mark.parametrize(
    ("text", "contentious", "plain"),
    [
        ("He raised the lost cormorants.", -1, 0),
        ("They discussed the lost cormorants.", 0, 0),
        ("The two sides raised the lost cormorants.", 0, 0),
        ("He counted the lost cormorants.", 0, 0),
        ("He brought up the WEK.", -1, 0),
        ("He brought up the wek.", 0, 0),
    ],
)
def test_a_studys_contentious_issue_counts_where_one_side_brings_it_up(text, contentious, plain):
    issues = {"birds": Issue("birds", "Birds", ("lost cormorant*", "WEK"), contentious=True)}
    study = Study("T", "vader", ("velmora", "norrund"), VOICES, {}, issues, {})
    assert (sign(text, study), sign(text)) == (contentious, plain)


def test_acts_are_placed_in_the_part_in_which_they_begin():
    words = act_lexicon.split_words("He thanked her ; he thanked her and accused him")
    acts = act_values.value_acts(words)
    parts = [0] * 4 + [1] * (len(words) - 4)
    first, second = act_values.place_acts(acts, parts, 2)
    assert [act.match.words for act, _ in first] == ["thanked"]
    assert [act.match.words for act, _ in second] == ["thanked", "accused"]
    [whole] = act_values.place_acts(acts, [0] * len(words), 1)
    assert [value != 0 for _, value in whole] == [True, False, True]  # a second thanks is no second step
    assert all(value for _, value in second)
