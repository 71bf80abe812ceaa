"""Which claims of two texts tell the same matter."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.annotation.events import claim_links

# Invented claims of two sides: matter by matter, the one side's words and the other's.
MATTERS = [
    ("Norrund will free 40 fishermen before Easter.", "The chancellor learned that 40 fishermen go free by Easter."),
    ("The ferry to Lys runs again from June.", "From June on, the Lys ferry is to run again."),
    ("They spoke of the smuggling of amber across the strait.", "Amber smugglers in the strait were a topic."),
    ("Both will inspect the old dam and its turbines.", "An inspection of the dam's turbines was agreed."),
]
ALONE = ["The guests were shown the rose garden.", "Nobody mentioned wheat."]
ONE, OTHER = [one for one, _ in MATTERS], [other for _, other in MATTERS]


def linked(claims, others):
    table = claim_links.align_claims(claims, others)
    return {(row.claim, row.other) for row in table.itertuples() if row.linked}


def test_each_matter_is_linked_with_its_other_telling_and_nothing_else():
    assert linked([*ONE, ALONE[0]], [*OTHER, ALONE[1]]) == {(n, n) for n in range(len(MATTERS))}


def test_the_order_of_the_others_moves_the_links_with_it():
    table = claim_links.align_claims(ONE, OTHER[::-1]).set_index(["claim", "other"])["score"]
    best = table.groupby("claim").idxmax().tolist()
    assert best == [(n, len(OTHER) - 1 - n) for n in range(len(ONE))]


def test_swapping_the_two_texts_swaps_the_links():
    assert linked(OTHER, ONE) == {(two, one) for one, two in linked(ONE, OTHER)}


def test_what_one_says_twice_is_linked_twice():
    assert {(0, 0), (1, 0)} <= linked([ONE[0], ONE[0], *ONE[1:]], OTHER)


@pytest.mark.parametrize(("one", "other"), [(ONE, []), ([], OTHER), ([], []), (["…"], ["—"]), (["the"], ["of"])])
def test_where_there_is_nothing_to_compare_nothing_is_linked(one, other):
    assert linked(one, other) == set()


def features(one, other):
    """Return the features of the first claim and the first of the others."""
    [(start, found)] = claim_links.describe_pairs(one, other)
    assert start == 0
    assert found.shape == (len(one), len(other), len(claim_links.FEATURES))
    return dict(zip(claim_links.FEATURES, found[0, 0], strict=True))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("40 boats left.", "They counted 40.", 1.0),
        ("40 boats left.", "They counted 400.", 0.0),
        ("It cost 2.5 crowns.", "The price: 2.5", 1.0),
        ("Boats left.", "Boats left.", 0.0),
    ],
)
def test_a_number_that_stands_in_both_is_a_feature(one, other, shared):
    assert features([one], [other])["numbers"] == shared


def test_the_distance_is_that_of_the_places_in_the_telling():
    [(_, found)] = claim_links.describe_pairs(["amber", "peat", "fish"], ["rope", "wine", "salt", "iron", "clay"])
    distance = found[:, :, claim_links.FEATURES.index("distance")]
    assert distance[0].tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert distance[2].tolist() == [1, 0.75, 0.5, 0.25, 0]
    assert distance[1, 2] == 0


def test_the_length_is_the_log_of_the_shorter_claims_words():
    assert features(["amber peat rope"], ["amber peat rope wine salt"])["length"] == pytest.approx(np.log(4))


def test_rare_words_are_summed_over_those_shared():
    filler = ["wine salt", "iron clay", "rope tar"]  # so that no word is one of the parties'
    none = features(["amber peat", *filler], ["salmon kelp", *filler])["rare words"]
    one = features(["amber peat", *filler], ["amber kelp", *filler])["rare words"]
    two = features(["amber peat", *filler], ["amber peat", *filler])["rare words"]
    common = features(["people peat", *filler], ["people kelp", *filler])["rare words"]
    assert none == 0 < common < one < two


def test_forms_of_a_word_are_shared():
    filler = ["wine salt", "iron clay"]
    form, none = (
        features([f"{word} peat", *filler], ["smugglers’ kelp", *filler]) for word in ("smuggling", "weaving")
    )
    assert form["letters"] > none["letters"]
    assert features(["turbines"], ["turbine"])["rare words"] > 0


def test_offices_names_of_the_parties_and_common_words_are_no_shared_matter():
    claims = ["The president said to Holt: amber.", "The president told Holt so."]
    others = ["The president said to Holt: peat.", "The minister told Holt so."]
    assert features(claims, others)["rare words"] == 0
    assert features(claims, [other.replace("peat", "amber") for other in others])["rare words"] > 0


def test_a_score_is_a_probability_and_low_ones_are_left_out():
    table = claim_links.align_claims(ONE, OTHER)
    assert table["score"].between(claim_links.LEAST, 1).all()
    assert (table["linked"] == (table["score"] >= claim_links.LINKED)).all()
    assert table[["claim", "other"]].to_numpy().tolist() == sorted(table[["claim", "other"]].to_numpy().tolist())


def test_the_weights_of_letters_are_those_of_scikit_learn():
    texts = [*ONE, "An ox, a ox: 7 oxen or naïve smugglers’ co-operatives, ox by ox."]
    words = [text.lower().split() for text in texts]
    vectoriser = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    theirs = vectoriser.fit_transform([" ".join(own) for own in words])
    ours = claim_links._vectorise_letters(words)
    order = [vectoriser.vocabulary_[run] for run in dict.fromkeys(r for own in words for r in _runs(own))]
    assert ours.shape == theirs.shape
    np.testing.assert_allclose(ours.toarray(), theirs.toarray()[:, order], rtol=0, atol=1e-12)
    assert claim_links._vectorise_letters([[], *words]).toarray()[0].tolist() == [0] * len(order)


def _runs(words):
    return [run for word in words for run in claim_links._cut_letters(word)]
