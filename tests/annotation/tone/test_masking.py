"""Names whose words would count, masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.tone import masking
from analysis.corpus.study import OUTLET, THIRD_PARTY, Issue, Study, Voice
from analysis.corpus.words import count_words

VOICES = {name: Voice(name, name.title(), "#D55E00") for name in ("velmora", "norrund", THIRD_PARTY, OUTLET)}
ISSUES = {"fish": Issue("fish", "Fish", ("herring war", "fish*", "WAR"))}
STUDY = Study("T", "vader", ("velmora", "norrund"), VOICES, {}, ISSUES, {}, compounds=("Peace Bridge",))


@pytest.mark.parametrize(
    ("text", "names", "masked"),
    [
        ("The Peace Bridge fell.", ["Peace Bridge"], "The _x_ _x_ fell."),
        ("The peace bridge fell.", ["Peace Bridge"], "The _x_ _x_ fell."),
        ("THE PEACE BRIDGE FELL", ["Peace Bridge"], "THE _x_ _x_ FELL"),
        ("The peace and the bridge", ["Peace Bridge"], "The peace and the bridge"),
        ("Peacebridge", ["Peace"], "Peacebridge"),
        ("peaceful", ["peace"], "peaceful"),
        ("peaceful", ["peace*"], "_x_"),
        ("the peace’s end", ["peace"], "the _x_’s end"),
        ("pre-war times", ["war"], "pre-_x_ times"),
        ("Peace\n Bridge", ["Peace Bridge"], "_x_\n _x_"),
        ("the arms treaty talks", ["arms", "arms treaty"], "the _x_ _x_ talks"),
        ("the arms race, the arms", ["arms", "arms treaty"], "the _x_ race, the _x_"),
        ("the U.N. army", ["U.N."], "the _x_. army"),
        ("WHO asks who", ["WHO"], "_x_ asks who"),
        ("the US told us", ["US"], "the _x_ told us"),
        ("war war war", ["war"], "_x_ _x_ _x_"),
        ("war", [], "war"),
        ("", ["war"], ""),
        ("a.b", ["a.c"], "a.b"),
    ],
)
def test_a_name_is_masked_whole_and_nothing_else(text, names, masked):
    assert masking.mask_names([text], names) == [masked]


@pytest.mark.parametrize("names", [["war"], ["peace bridge", "bridge"], ["w*"], ["herring war", "war"]])
def test_a_masked_text_has_as_many_words_as_before_and_is_masked_for_good(names):
    texts = ["The war on the Peace Bridge; a herring war.", "no bridge", ""]
    masked = masking.mask_names(texts, names)
    assert [count_words(text) for text in masked] == [count_words(text) for text in texts]
    assert masking.mask_names(masked, names) == masked


def test_the_order_of_names_and_doubles_do_not_matter():
    texts = ["The herring war ended at the Peace Bridge.", "War and herring"]
    names = ["war", "herring war", "peace bridge"]
    assert masking.mask_names(texts, names) == masking.mask_names(texts, [*names[::-1], *names])


WORDS = st.lists(st.sampled_from(["war", "Peace", "bridge", "the", "warm", ",", "peace-war"]), max_size=8).map(" ".join)


@given(WORDS, WORDS)
def test_texts_are_masked_one_by_one(one, other):
    names = ["war", "peace bridge"]
    alone = masking.mask_names([one], names) + masking.mask_names([other], names)
    assert masking.mask_names([one, other], names) == alone


@given(WORDS)
def test_without_the_first_word_of_a_name_a_text_stays(text):
    assert masking.mask_names([text], ["treaty of war"]) == [text]


def test_a_studys_names_are_its_compounds_and_issues_but_no_acts():
    names = masking.list_names(STUDY)
    assert {"Peace Bridge", "herring war", "WAR"} <= set(names)
    assert "fish*" not in names
    assert "Velmora" not in names
    assert names == sorted(set(names), key=str.lower)


def test_names_of_things_are_those_of_any_study():
    bare = Study("T", "vader", ("velmora", "norrund"), VOICES, {}, {}, {})
    general = masking.list_names(bare)
    assert {"security council", "united nations"} <= {name.lower() for name in general}
    assert set(general) < set(masking.list_names(STUDY))
