"""Tokens of many texts, cut once."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.framing import act_lexicon
from analysis.annotation.tone import masking, news_tone, token_column, valences

CUTS = {"news": news_tone.TOKEN.findall, "words": re.compile(r"\w+").findall, "one": lambda word: [word]}
PIECES = ["war", "isn't", "U.S.", "-", ",", " ", "\n", "\u00a0", "\0", "É", "'", "Σ"]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=4)


def list_tokens(column, n_texts):
    found = [[] for _ in range(n_texts)]
    for token, row in zip(column.token, column.row, strict=True):
        found[row].append(column.tokens[token])
    return found


@pytest.mark.parametrize("cut", ["news", "words"])
@given(TEXTS)
def test_a_column_has_the_tokens_that_each_text_has_alone(cut, texts):
    column = token_column.cut_column(texts, CUTS[cut])
    assert list_tokens(column, len(texts)) == [CUTS[cut](text) for text in texts]
    assert len(set(column.tokens)) == len(column.tokens)


def test_texts_are_split_once_for_all_who_ask():
    texts = token_column.Texts(["a b", "", "b"])
    assert token_column.split_column(texts) is token_column.split_column(texts)
    assert list_tokens(token_column.split_column(texts), 3) == [["a", "b"], [], ["b"]]


@given(TEXTS)
def test_the_words_of_framing_are_those_that_one_pattern_finds(texts):
    for text in texts:
        straight = act_lexicon.NOT.sub(" not", text.translate(act_lexicon.STRAIGHT))
        assert act_lexicon.split_words(text) == act_lexicon.TOKEN.findall(straight)


@pytest.mark.parametrize("text", ["a\0war\0b war", "\0war", "war\n\0 war"])
def test_what_ends_a_text_inside_a_text_hides_no_name(text):
    assert masking.mask_names([text], ["war"]) == [text.replace("war", "_x_")]


@pytest.mark.parametrize("name", ["afinn", "pattern"])
def test_phrases_count_in_a_column_as_they_do_alone(name):
    texts = ["It is not good", "not\ngood, good", "In good taste", "can't", "no fun in stock", "well-being is in"]
    unit = valences.VADER_SCALE / valences.LARGEST[name]
    for text, score in zip(texts, valences.score_valences(texts, name).tolist(), strict=True):
        total = sum(value for _, value in valences.find_terms(text, valences._load_phrases(name))) * unit
        assert score == total / (total**2 + valences.ALPHA) ** 0.5
