"""Which articles are copies of another: wire copy, cut short, or with another site around it."""

import random

import pandas as pd
import pytest

from analysis.annotation.reuse.article_copies import HASHES, mark_copies, sign_articles

WORDS = (
    "tide ferry harbour quota herring amber peat rope mill lock dam salt iron clay choir bishop baker weaver".split()
)


def write(seed, n_words=120):
    """Return an article of its own: invented words in a random order."""
    rng = random.Random(seed)
    return " ".join(f"{rng.choice(WORDS)}{rng.randrange(30)}" for _ in range(n_words))


def sign(*rows):
    """Return the signatures of articles: doc_id, published, and text, all of it body."""
    articles = pd.DataFrame(rows, columns=["doc_id", "published", "text"])
    passages = pd.DataFrame(
        [(doc_id, 0, len(text), "body") for doc_id, _, text in rows], columns=["doc_id", "start", "end", "kind"]
    )
    return sign_articles(articles, passages)


def mark(*rows, **options):
    return mark_copies(sign(*rows), **options).tolist()


OWN, OTHER = write(1), write(2)


@pytest.mark.parametrize(
    ("text", "is_copy"),
    [
        (OWN, True),
        (OWN.upper(), True),
        (OWN.replace(" ", ",\n"), True),
        (f"Hesk (Wire) - {OWN}", True),
        (" ".join(OWN.split()[:100]), True),
        (f"{OWN} {write(3, 60)}", True),
        (OTHER, False),
        (" ".join(OWN.split()[::-1]), False),
        (" ".join(OWN.split()[:30]) + " " + write(4, 90), False),
        ("", False),
    ],
)
def test_a_copy_is_one_whatever_stands_around_it_and_another_article_is_none(text, is_copy):
    assert mark(("a", "2031-01-01", OWN), ("b", "2031-01-02", text)) == ["", "a" if is_copy else ""]


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        (("z", "2031-01-01", OWN), ("b", "2031-01-02", OWN), "z"),  # the earliest
        (("z", "2031-01-01", OWN), ("b", "", OWN), "z"),  # an undated one comes last
        (("z", "2031-01-01", f"{OWN} more words here"), ("b", "2031-01-01", OWN), "z"),  # the longest
        (("z", "2031-01-01", OWN), ("b", "2031-01-01", OWN), "b"),  # the first by its id
        (("z", "", OWN), ("b", "", OWN), "b"),
    ],
)
def test_the_one_that_stands_for_all_is_the_earliest_then_the_longest_then_the_first(one, other, first):
    expected = ["" if doc_id == first else first for doc_id in (one[0], other[0])]
    assert mark(one, other) == expected
    assert mark(other, one) == expected[::-1]


def test_a_copy_of_a_copy_is_a_copy_of_the_first():
    words = OWN.split()
    chain = [
        " ".join(words),
        " ".join(words[:90] + write(5, 25).split()),
        " ".join(words[:70] + write(5, 25).split()[:9]),
    ]
    assert mark(*((f"d{n}", f"2031-01-0{n + 1}", text) for n, text in enumerate(chain))) == ["", "d0", "d0"]


def test_each_group_has_its_own_first():
    rows = [("a", "", OWN), ("b", "", OTHER), ("c", "", OWN), ("d", "", OTHER), ("e", "", write(6))]
    assert mark(*rows) == ["", "", "a", "b", ""]


@pytest.mark.parametrize(("text", "is_copy"), [("It rained on Hesk.", True), ("It rained in Hesk.", False)])
def test_short_texts_are_copies_by_their_very_words_only(text, is_copy):
    assert mark(("a", "", "It rained on Hesk."), ("b", "", text)) == ["", "a" if is_copy else ""]


def test_texts_without_a_word_are_no_copies_of_each_other():
    assert mark(("a", "", ""), ("b", "", "—"), ("c", "", "")) == ["", "", ""]


@pytest.mark.parametrize(("same", "is_copy"), [(0.5, True), (0.9, False)])
def test_how_much_of_the_shorter_a_copy_has_can_be_said(same, is_copy):
    words = OWN.split()
    mixed = " ".join(words[:85] + write(7, 35).split())
    assert mark(("a", "", OWN), ("b", "", mixed), same=same) == ["", "a" if is_copy else ""]


def test_only_headline_and_body_are_compared():
    text = f"MENU {write(8)} {OWN}"
    articles = pd.DataFrame({"doc_id": ["a", "b"], "published": "", "text": [text, OWN]})
    start = text.index(OWN)
    rows = [("a", 0, start, "chrome"), ("a", start, len(text), "body"), ("b", 0, len(OWN), "headline")]
    passages = pd.DataFrame(rows, columns=["doc_id", "start", "end", "kind"])
    signed = sign_articles(articles, passages)
    assert signed["signature"].iloc[0] == signed["signature"].iloc[1]
    assert mark_copies(signed).tolist() == ["", "a"]


def test_a_signature_is_the_same_each_time_and_says_nothing_of_the_order():
    one, other = sign(("a", "", OWN), ("b", "", OTHER)), sign(("b", "", OTHER), ("a", "", OWN))
    pd.testing.assert_frame_equal(one, other.iloc[::-1].reset_index(drop=True))
    assert one["signature"].map(len).tolist() == [4 * HASHES] * 2


@pytest.mark.parametrize(("text", "n_runs"), [("a b c d e f", 2), ("a b", 1), ("", 0), ("a b a b a b a b", 2)])
def test_different_runs_of_five_words_are_counted(text, n_runs):
    signed = sign(("a", "", text))
    assert signed["n_runs"].tolist() == [n_runs]
    assert (signed["signature"].iloc[0] == b"") == (n_runs == 0)


def test_no_article_is_no_copy():
    assert mark() == []


def test_an_index_of_its_own_is_kept():
    signed = sign(("a", "", OWN), ("b", "", OWN)).set_axis([7, 3])
    assert mark_copies(signed).to_dict() == {7: "", 3: "a"}
