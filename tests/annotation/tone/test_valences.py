import pytest

from analysis.annotation.tone import valences

PHRASES = {"no": (("no fun", -3.0), ("no", -1.0)), "fun": (("fun", 4.0),), "can": (("can't stand", -3.0),)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No\n fun at all", ["no fun"]),
        ("no funds, no", ["no", "no"]),
        ("They can't stand fun.", ["can't stand", "fun"]),
        ("funny", []),
        ("", []),
    ],
)
def test_the_longest_term_is_found_at_each_place(text, found):
    assert [term for term, _ in valences.find_terms(text, PHRASES)] == found


def test_scores_are_valences_squeezed_on_vaders_scale():
    assert valences.score_valences(["abandon"], "afinn")[0] == pytest.approx(-1.6 / (1.6**2 + 15) ** 0.5)
    assert valences.score_valences(["nothing rated", ""], "pattern").tolist() == [0, 0]


def squeeze(valence):
    return valence / (valence**2 + 15) ** 0.5


# The valences that the published lists give, added up by hand: AFINN from -5 to 5, Pattern from -1 to 1.
SUMS = [
    ("afinn", "a good plan", 3),
    ("afinn", "a bad plan", -3),
    ("afinn", "Good, GOOD; good!", 9),
    ("afinn", "a good war", 1),
    ("afinn", "a good plan and a bad day", 0),
    ("afinn", "that is not good", -2),
    ("afinn", "it does not work", -3),
    ("afinn", "it does work", 0),
    ("afinn", "wartime goods", 0),
    ("afinn", "the plan", 0),
    ("pattern", "a good plan", 0.7),
    ("pattern", "a terrible plan", -1.0),
    ("pattern", "a great but sad day", 0.3),
    ("pattern", "not good", 0.7),
    ("pattern", "a war", 0),
]


@pytest.mark.parametrize(("name", "text", "total"), SUMS)
def test_a_text_has_the_sum_of_what_its_words_are_rated(name, text, total):
    unit = valences.VADER_SCALE / valences.LARGEST[name]
    assert valences.score_valences([text], name).tolist() == pytest.approx([squeeze(total * unit)])


@pytest.mark.parametrize("name", ["afinn", "pattern"])
def test_the_words_told_add_up_to_the_score(name):
    texts = [text for _, text, _ in SUMS]
    told = valences.explain_valences(texts, name)
    sums = told.groupby("row")["value"].sum().reindex(range(len(texts)), fill_value=0.0)
    assert sums.tolist() == pytest.approx(valences.score_valences(texts, name).tolist())
    assert not told.duplicated(["row", "term"]).any()


def test_a_word_is_told_with_its_own_sign_and_its_own_text():
    told = valences.explain_valences(["a plan", "a good war"], "afinn")
    assert told[["row", "term"]].to_numpy().tolist() == [[1, "good"], [1, "war"]]
    assert told["value"].iloc[0] > 0 > told["value"].iloc[1]
    assert told["value"].iloc[0] == pytest.approx(-1.5 * told["value"].iloc[1])


@pytest.mark.parametrize("name", ["afinn", "pattern"])
def test_the_order_of_words_and_a_second_plain_text_do_not_matter(name):
    one, other, _ = valences.score_valences(["good sad great", "great good sad", "the plan"], name)
    assert one == pytest.approx(other)
    assert valences.score_valences(["good sad great"], name)[0] == one


@pytest.mark.parametrize("name", ["afinn", "pattern"])
def test_more_of_the_same_is_never_less_and_never_beyond_one(name):
    scores = valences.score_valences([" ".join(["good"] * n) for n in range(40)], name)
    assert (scores[1:] > scores[:-1]).all()
    assert scores[0] == 0
    assert scores[-1] < 1


def test_no_text_has_no_score():
    assert valences.score_valences([], "afinn").tolist() == []
    assert valences.explain_valences([], "afinn").empty
