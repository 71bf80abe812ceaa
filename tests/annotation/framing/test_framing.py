import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import paths
from analysis.annotation.framing import act_lexicon, act_values, frame_tables, framing
from analysis.corpus.study import load_study

CONCILIATORY = [
    "The two prime ministers agreed to reopen the border crossing before winter.",
    "She wished the new chancellor every success in his demanding post.",
    "Oslo is prepared to host another round of talks, the minister said.",
    "Both capitals exchanged notes on prolonging the fisheries treaty.",
    "Despite their differences, the two neighbours can do much together for the region.",
    "He thanked his counterpart for helping to free the sailors.",
    "The king invited the president to pay a state visit next spring.",
    "The parties found it expedient to continue consultations at the level of experts.",
    "The two sides welcomed the ceasefire and called for it to be extended.",
    "She said her country would remain open to dialogue.",
    "The envoys stressed the need to ease tensions along the river.",
    "The president expressed his condolences over the earthquake.",
    "The envoy promised her hosts that no ship would be turned back.",
    "Both governments said the line would stay open and that they wanted the experts to meet.",
    "The island is our most reliable partner in the region.",
    "She told the king of strong U.S. support for the harbour's reconstruction.",
]
CONFRONTATIONAL = [
    "The president accused the neighbour of arming rebels.",
    "The minister denied that his country had anything to do with the explosion.",
    "The chancellor warned that any further incursion would have serious consequences.",
    "Relations between the two capitals are at their lowest point in decades.",
    "Parliament voted for new sanctions against the junta's banks.",
    "She raised the jailing of the opposition leader and the hacking of the parliament's servers.",
    "The president told his counterpart that his country would never accept the annexation.",
    "He expressed deep concern about the troop build-up near the frontier.",
    "The general said the other side had violated the truce forty times.",
    "The neighbour does not want peace, the spokesman said.",
    "He called on the government to release the two journalists immediately.",
    "It was pointed out that the alliance keeps moving its missiles closer to the border.",
    "No progress was made because the other side refused to negotiate.",
    "The trust between the two countries has been badly damaged.",
    "The president made clear that his government would respond decisively if the neighbour invades.",
    "The army killed eleven people on the far bank.",
    "The alliance was the one that broke our dialogue.",
    "According to the latest information, the students were taken hostage.",
]
NEUTRAL = [
    "The president arrived in the capital on Monday morning.",
    "The two leaders discussed the war in the neighbouring country.",
    "The treaty expires on the first of May.",
    "The presidents spoke by telephone for about an hour.",
    "The situation in the delta was also discussed.",
    "The minister briefed his counterpart on the results of the summit in Vienna.",
    "The prime minister waited for the official count before sending congratulations.",
    "The conversation was held at the initiative of the Finnish side.",
    "The two sides have not yet agreed on a date.",
    "The storm killed eleven people on both banks.",
    "Forty people were killed in the floods.",
    "The chancellor briefed the king on the continuing talks between the rebels and the junta.",
]


def sign(text):
    (value,) = act_values.score_acts([text])
    return (value > 0) - (value < 0)


@pytest.mark.parametrize("text", CONCILIATORY)
def test_an_offer_a_wish_an_agreement_is_conciliatory(text):
    assert sign(text) == 1


@pytest.mark.parametrize("text", CONFRONTATIONAL)
def test_an_accusation_a_threat_a_refusal_is_confrontational(text):
    assert sign(text) == -1


@pytest.mark.parametrize("text", NEUTRAL)
def test_procedure_and_background_are_exactly_neutral(text):
    assert act_values.score_acts([text]) == [0.0] == framing.score_sentences([text])


@pytest.mark.parametrize(
    ("joint", "single"),
    [
        ("The leaders condemned the invasion.", "The president condemned the invasion."),
        ("Oslo and Riga expressed concern about the blockade.", "Oslo expressed concern about the blockade."),
        (
            "The ministers underscored their support for the island's sovereignty.",
            "The minister underscored her support for the island's sovereignty.",
        ),
        ("They called on the junta to withdraw.", "He called on the junta to withdraw."),
    ],
)
def test_what_both_hold_against_a_third_unites_them_and_what_one_holds_against_the_other_does_not(joint, single):
    assert (sign(joint), sign(single)) == (1, -1)


@pytest.mark.parametrize(
    ("raised", "discussed"),
    [
        ("The envoy raised the hacking of the ministry.", "The envoys discussed the hacking of the ministry."),
        ("He stressed the sanctions against the banks.", "The sanctions against the banks were discussed."),
    ],
)
def test_a_contentious_matter_counts_where_one_side_raises_it_and_not_where_it_is_only_discussed(raised, discussed):
    assert (sign(raised), sign(discussed)) == (-1, 0)


@pytest.mark.parametrize(
    ("plain", "changed", "signs"),
    [
        ("They reached an agreement on trade.", "They have not reached an agreement on trade.", (1, 0)),
        ("The army attacked the town.", "The plan would prevent attacks on the town.", (-1, 0)),
        ("Tensions rose along the river.", "She wants to reduce tensions along the river.", (-1, 1)),
        ("Riga will coordinate closely.", "Riga will coordinate closely with its allies.", (1, 0)),
        ("He deplored the attack.", "He thanked her for help after the attack.", (-1, 1)),
        ("She spoke of the shelling.", "She promised medical aid after the shelling.", (-1, 1)),
    ],
)
def test_negation_aversion_and_company_change_what_an_act_says(plain, changed, signs):
    assert (sign(plain), sign(changed)) == signs


def test_a_study_adds_its_contentious_issues(tmp_path):
    text = (paths.find_root() / "data" / "study.toml").read_text(encoding="utf-8")
    path = tmp_path / "study.toml"
    path.write_text(
        text + '[issues.dam]\nlabel = "Dam"\nterms = ["reservoir*"]\ncontentious = true\n', encoding="utf-8"
    )
    sentence = ["The minister brought up the reservoirs upstream."]
    assert act_values.score_acts(sentence) == [0.0]
    assert act_values.score_acts(sentence, load_study(path)) == [-1.0]


def segments():
    rows = [
        ("s1#1", "s1", 0, "The minister raised what he called "),
        ("s1#2", "s1", 35, "“the poisoning of a dissident”"),
        ("s2#1", "s2", 66, "They agreed to stay in contact and thanked each other."),
        ("s3#1", "s3", 121, "They met on Monday."),
        ("s4#1", "s4", 141, "…"),
    ]
    return pd.DataFrame(rows, columns=["segment_id", "sentence_id", "start", "text"])


def test_a_quotation_keeps_the_verb_that_introduces_it():
    assert np.sign(frame_tables.score_framing(segments())["frame"]).tolist()[:4] == [0.0, -1.0, 1.0, 0.0]


def test_without_a_word_the_frame_is_undefined_and_not_neutral():
    assert math.isnan(frame_tables.score_framing(segments())["frame"].iloc[4])
    assert all(math.isnan(value) for value in framing.score_sentences(["", "— …"]))


def test_who_hears_it_is_read_from_the_opening_of_its_document():
    said = "She reaffirmed her support for the territorial integrity of Arcadia."
    rows = [
        ("ally", "a1", "The chancellor spoke today with President Ann Lee of Arcadia."),
        ("ally", "a2", said),
        ("other", "o1", "The chancellor spoke today with President Ben Ray of Ruritania."),
        ("other", "o2", said),
    ]
    table = pd.DataFrame(rows, columns=["doc_id", "sentence_id", "text"])
    frames = frame_tables.score_framing(table)["frame"]
    assert frames.iloc[0] == frames.iloc[2] == 0
    assert frames.iloc[1] > 0 > frames.iloc[3]


def test_the_words_shown_sum_to_the_frame_of_their_segment():
    scored, shown = frame_tables.score_framing(segments()), frame_tables.explain_framing(segments())
    framed = scored.set_index("segment_id")["frame"].dropna()
    sums = shown.groupby("segment_id")["value"].sum().reindex(framed.index, fill_value=0.0)
    assert sums.tolist() == pytest.approx(framed.tolist())
    assert set(shown["instrument"]) == {"frame"}
    assert {"poisoning", "dissident"} <= set(shown.loc[shown["segment_id"] == "s1#2", "term"])


def test_the_words_shown_carry_the_frame():
    lowered = []
    for text in CONCILIATORY + CONFRONTATIONAL:
        words = act_lexicon.split_words(text)
        [acts] = act_values.place_acts(act_values.value_acts(words), [0] * len(words), 1)
        frame, shown = framing.weigh_part(words, acts)
        left_out = {word for term, _ in shown for word in term.split()}
        [without] = framing.score_sentences([" ".join(word for word in words if word.lower() not in left_out)])
        lowered += [without * math.copysign(1, frame) < abs(frame)] if frame else []
    # Not each: what `made clear` takes back is not shown, and leaves with it.
    assert np.mean(lowered) > 0.9


def test_another_country_in_the_same_words_has_the_same_frame():
    said = "In the evening {0} accused {1} of arming rebels, and {1} thanked {0} for its patience."
    first, second = framing.score_sentences([said.format("Arcadia", "Ruritania"), said.format("Russia", "Ukraine")])
    assert first == second


def test_evidence_is_weighed_as_a_multinomial_regression_weighs_it():
    weights = {framing.BASE: (-1.0, -2.0), "warm": (2.0, 0.0), "cold": (0.0, 4.0), "dull": (-0.5, -0.5)}
    warm, cold, dull = (framing.Evidence(name, 1.0, name) for name in ("warm", "cold", "dull"))
    assert framing.weigh_evidence([dull], weights) == (0.0, [])
    frame, shown = framing.weigh_evidence([warm, dull], weights)
    odds = np.exp([-1.0 + 2.0 - 0.5, -2.0 - 0.5, 0.0])
    assert frame == pytest.approx((odds[0] - odds[1]) / odds.sum())
    assert shown == [("warm", frame)]
    frame, shown = framing.weigh_evidence([warm, cold], weights)
    assert frame < 0
    assert shown == [("cold", frame)]


def test_the_order_of_rows_and_the_index_do_not_matter():
    table = segments()
    shuffled = table.iloc[[3, 1, 4, 0, 2]]
    pd.testing.assert_series_equal(
        frame_tables.score_framing(shuffled)["frame"].sort_index(), frame_tables.score_framing(table)["frame"]
    )


def test_sentences_are_explained_by_their_own_key_and_stay_as_they_are():
    table = segments().drop(columns="segment_id").iloc[2:4].reset_index(drop=True)
    before = table.copy()
    frames = frame_tables.score_framing(table)["frame"].tolist()
    assert frames[0] > 0 == frames[1]
    assert set(frame_tables.explain_framing(table)["segment_id"]) == {"s2"}
    pd.testing.assert_frame_equal(table, before)


def test_an_empty_table_gives_an_empty_column():
    assert frame_tables.score_framing(segments().iloc[:0])["frame"].tolist() == []
    assert frame_tables.explain_framing(segments().iloc[:0]).empty


def test_a_table_without_text_names_the_command_that_makes_it():
    with pytest.raises(ValueError, match=r"lacks the column 'text'.*python -m analysis ingest"):
        frame_tables.score_framing(segments().drop(columns="text"))
    with pytest.raises(ValueError, match="lacks the column 'sentence_id'"):
        frame_tables.explain_framing(segments()[["text"]])


WORDS = ["cooperation", "nato", "not", "and", "Oslo", "despite", "condemned", ";", "was", "discussed", "support", "the"]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_words_score_between_the_poles_and_the_same_in_curly_quotes(words):
    plain, curly = framing.score_sentences([" ".join(words) + " 'x'", " ".join(words) + " ‘x’"])
    assert -1 <= plain <= 1
    assert plain == curly


@pytest.mark.parametrize(
    "words", ["cooperation nato ", "agree, ", "; was discussed ", "no support for sovereignty ", "a"]
)
def test_half_a_megabyte_of_the_same_words_is_read_to_the_end(words):
    # What took time with the square of the length would not come back.
    [score] = framing.score_sentences([words * (500_000 // len(words))])
    assert -1 <= score <= 1
