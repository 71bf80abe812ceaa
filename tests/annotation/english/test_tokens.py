"""Words and marks of a text with their offsets, sentence by sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation.english.tokens import MARKS, TOKEN, tokenize
from tests.annotation.voices.reading import read

WORDS = [
    ("It rained.", ["It", "rained", "."]),
    ("Roe’s mill", ["Roe’s", "mill"]),
    ("O'Hara didn't stay", ["O'Hara", "didn't", "stay"]),
    ("the miners’ union met", ["the", "miners’", "union", "met"]),
    ("a man-made lake", ["a", "man-made", "lake"]),
    ("the U.S. envoy", ["the", "U.S", ".", "envoy"]),
    ("AT&T and/or Roe", ["AT&T", "and/or", "Roe"]),
    ("“Yes,” he said", ["“", "Yes", ",", "”", "he", "said"]),
    ("rain -- again", ["rain", "--", "again"]),
    ("rain—again", ["rain", "—", "again"]),
    ("``Yes,'' he said", ["``", "Yes", ",", "''", "he", "said"]),
    ("at 10:30 (sharp)", ["at", "10", ":", "30", "(", "sharp", ")"]),
    ("Törk and Ñu", ["Törk", "and", "Ñu"]),
    ("she told Roe 'no'", ["she", "told", "Roe", "'", "no", "'"]),
    ("â€œYesâ€\x9d", ["â€œ", "Yes", "â€\x9d"]),
    ("", []),
    ("   ", []),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_a_text_is_cut_into_words_and_marks(text, words):
    assert read(text).word == words


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_offsets_give_back_each_word(text, words):
    tokens = read(text)
    assert [text[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)] == words


@pytest.mark.parametrize("mark", ['"', "“", "”", "„", "«", "»", "‘", "’", "''", "``", "「", "」"])
def test_every_quotation_mark_is_a_mark_and_a_token(mark):
    assert mark in MARKS
    assert TOKEN.findall(f"{mark} so") == [mark, "so"]


def test_nothing_unseen_is_left_in_a_word():
    for unseen in ("\u00ad", "\u200b", "\u200d"):
        tokens = read(f"Nor{unseen}rund waits.")
        assert tokens.word == ["Norrund", "waits", "."]
        assert (tokens.start[0], tokens.end[0]) == (0, 8)


# A name that is spelled like a month or an auxiliary keeps its capital in `low`; the month and the auxiliary do not.
NAMESAKES = [
    ("Jane May said it rained.", "May", True),
    ("It rained, Prime Minister May said.", "May", True),
    ("Yesterday May told us so.", "May", True),
    ("Then Will asked again.", "Will", True),
    ("In the hall August Roe spoke to Jane March.", "March", True),
    ("It rained in May.", "May", False),
    ("It has rained since March and April.", "March", False),
    ("On 3 May the ferries stopped.", "May", False),
    ("It rained until late August.", "August", False),
    ("May I go?", "May", False),
    ("Will it rain?", "Will", False),
    ("May said it rained.", "May", True),
    ("Will said it rained.", "Will", True),
    ("The march of Roe began.", "march", False),
]


@pytest.mark.parametrize(("text", "word", "name"), NAMESAKES)
def test_a_name_spelled_like_a_function_word_keeps_its_capital(text, word, name):
    tokens = read(text)
    assert tokens.low[tokens.word.index(word)] == (word if name else word.lower())


def test_every_other_word_is_in_lower_case():
    assert read("ROE Met Jane").low == ["roe", "met", "jane"]


def test_each_sentence_has_its_tokens():
    tokens = read("It rained.", "Roe left.", "“No.”")
    assert tokens.bounds == [(0, 3), (3, 6), (6, 10)]


@pytest.mark.parametrize(
    ("text", "spans", "breaks"),
    [
        ("One. Two.", [(0, 4), (5, 9)], [True, False]),
        ("One.\nTwo.", [(0, 4), (5, 9)], [True, True]),
        ("One.\r\n\r\nTwo.", [(0, 4), (8, 12)], [True, True]),
        ("One. ad Two. Six.", [(0, 4), (8, 12), (13, 17)], [True, True, False]),
        ("One.Two.", [(0, 4), (4, 8)], [True, False]),
    ],
)
def test_a_line_end_or_words_of_no_sentence_part_paragraphs(text, spans, breaks):
    assert tokenize(text, spans).breaks == breaks


def test_a_mark_between_two_sentences_goes_with_the_second():
    tokens = tokenize("One. “ Two. ad Six.", [(0, 4), (7, 11), (15, 19)])
    assert tokens.word == ["One", ".", "“", "Two", ".", "Six", "."]
    assert tokens.bounds == [(0, 2), (2, 5), (5, 7)]


def test_no_sentence_has_no_token():
    assert tokenize("It rained.", []).word == []
    assert tokenize("It rained.", []).bounds == []


@given(st.lists(st.text(alphabet="aB'’-. “”\u00ad,5é—\n", max_size=12), max_size=5))
def test_tokens_are_in_order_and_do_not_overlap_whatever_the_text(sentences):
    tokens = read(*sentences)
    edges = [edge for pair in zip(tokens.start, tokens.end, strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(a < b for a, b in zip(tokens.start, tokens.end, strict=True))
    seen = {i for a, b in zip(tokens.start, tokens.end, strict=True) for i in range(a, b)}
    # What no token holds is space, or nothing that is seen.
    assert all(not char.strip("\u00ad \n") for i, char in enumerate(tokens.text) if i not in seen)
    assert [b for _, b in tokens.bounds[:-1]] == [a for a, _ in tokens.bounds[1:]]


@given(st.text(alphabet="ab ,.“”'-", max_size=30), st.text(alphabet="ab ,.“”'-", max_size=30))
def test_a_sentence_is_cut_the_same_wherever_it_stands(one, other):
    alone = [read(one).word, read(other).word]
    together = read(one, other, gap="\n\n")
    assert [together.word[a:b] for a, b in together.bounds] == alone
