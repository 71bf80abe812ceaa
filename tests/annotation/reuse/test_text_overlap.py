"""What two wordings are compared by: words, stems, runs of words."""

import math

import pytest

from analysis.annotation.reuse.text_overlap import read_wordings, stem_word, weigh_stems


def read(*texts):
    return read_wordings(texts)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ferry", "ferries"), ("smuggle", "smuggling"), ("port", "port's"), ("port", "port’s"), ("agreed", "agrees")],
)
def test_forms_of_a_word_have_one_stem(one, other):
    assert stem_word(one) == stem_word(other)


@pytest.mark.parametrize(("one", "other"), [("ferry", "fair"), ("port", "portrait"), ("war", "warn")])
def test_different_words_have_different_stems(one, other):
    assert stem_word(one) != stem_word(other)


def test_content_words_are_neither_function_words_nor_those_that_introduce():
    [wording] = read("He said that the ferries do not sail, according to port rules.")
    assert wording.content == {stem_word(word) for word in ("ferries", "sail", "port", "rules")}
    assert len(wording.stems) == 12


def test_a_name_is_what_texts_mostly_write_with_a_capital():
    texts = ["The port of Hesk is old.", "In Hesk the port fell.", "We like Hesk, and its Port is old."]
    wordings = read(*texts)
    assert all(stem_word("hesk") not in wording.matter for wording in wordings)
    assert all(stem_word("hesk") in wording.content for wording in wordings)
    assert all(stem_word("port") in wording.matter for wording in wordings)


def test_the_first_word_of_a_text_says_nothing_of_its_capital():
    [one, other] = read("Ferries sail.", "Ferries sank.")
    assert stem_word("ferries") in one.matter & other.matter


@pytest.mark.parametrize(("size", "n_runs"), [(1, 4), (2, 3), (4, 1), (5, 0)])
def test_runs_are_all_stretches_of_so_many_words(size, n_runs):
    [wording] = read("calm seas make sailors")
    assert len(wording.runs(size)) == n_runs
    assert wording.run_set(size) == set(wording.runs(size))
    assert all(len(run) == size for run in wording.runs(size))


def test_a_run_that_recurs_is_one_of_the_set():
    [wording] = read("tides rise tides rise")
    assert (len(wording.runs(2)), len(wording.run_set(2))) == (3, 2)


def test_shared_words_are_those_in_runs_of_both_each_place_once():
    one, other = read("old boats carry peat to ports", "new boats carry peat north")
    assert one.list_shared(other, 3) == [stem_word(word) for word in ("boats", "carry", "peat")]
    assert one.list_shared(other, 4) == []
    assert one.list_shared(other, 3) == other.list_shared(one, 3)


def test_content_words_count_where_they_stand_alone_if_they_are_given():
    one, other = read("boats sank in ports", "ports lost boats")
    both = one.content & other.content
    assert one.list_shared(other, 3, both) == [stem_word("boats"), stem_word("ports")]


def test_a_run_of_names_and_function_words_does_not_count():
    one, other, _ = read("today Ada Brook of Hesk sang", "later Ada Brook of Hesk slept", "We met Ada Brook of Hesk")
    assert one.list_shared(other, 3) == []


def test_a_stem_weighs_by_how_few_texts_have_it():
    weights = weigh_stems(read("boats sank", "boats sail", "boats boats"))
    assert weights[stem_word("boats")] == pytest.approx(math.log(4 / 3))
    assert weights[stem_word("sank")] == pytest.approx(math.log(4))


def test_a_text_without_words_has_no_wording():
    [wording] = read("… —")
    assert (wording.stems, wording.content, wording.runs(3)) == ((), frozenset(), [])
    assert len(read()) == 0
    assert weigh_stems(read()) == {}
