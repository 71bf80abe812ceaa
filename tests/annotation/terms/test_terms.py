import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from analysis.annotation.terms import ngrams, stems, terms
from analysis.annotation.terms.stop_words import load_stop_words
from analysis.corpus import study, words
from analysis.measures.terms import matrix as matrices

STUDY = study.load_study(Path(__file__).parents[3] / "data" / "study.toml")
WORDS = "the Talks talks’ talk-show U.S. don't It's its Prague’s état ŞEHİR 2021 No x new New START, (treaty).".split()
TEXTS = [" ".join(WORDS[i % len(WORDS)] + "\n" * (i % 3 == 0) for i in range(n, 3 * n, 2)) for n in range(20)]
SEGMENTS = pd.DataFrame(
    [
        ("a.0.0", "a.0", "a", "kremlin", "New START is not over, the White House’s envoy knows", 10),
        ("a.0.1", "a.0", "a", "outlet", "said an aide.", 3),
        ("b.0.0", "b.0", "b", "outlet", "Talks in 2021: talks!", 4),
        ("b.1.0", "b.1", "b", "outlet", "...", 0),
    ],
    columns=["segment_id", "sentence_id", "doc_id", "voice", "text", "n_words"],
)
ARTICLES = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Courier", "Herald"], "event": ["call", "letters"]})
TERMS = terms.count_terms(SEGMENTS, STUDY)


@pytest.mark.parametrize("pattern", [r"\b\w\w+\b", words.WORD.pattern])
def test_counts_equal_those_of_count_vectorizer_on_twenty_texts(pattern):
    vectorizer = CountVectorizer(token_pattern=pattern)
    expected = vectorizer.fit_transform(TEXTS)
    counts, names = terms.count_texts(TEXTS, pattern=re.compile(pattern), fold=None)
    assert list(names) == list(vectorizer.get_feature_names_out())
    assert (counts != expected).nnz == 0


@given(st.lists(st.text(alphabet="aAéİ’'.-_ \n\t\u00a0ˍS0", max_size=30), max_size=5))
def test_counting_many_texts_equals_counting_the_tokens_of_each(texts):
    counts, names = terms.count_texts(texts)
    for row, text in zip(counts.toarray() if len(names) else np.zeros((len(texts), 0)), texts, strict=True):
        tokens = words.tokenize(text)
        assert len(tokens) == words.count_words(text)
        assert {name: n for name, n in zip(names, row, strict=True) if n} == {t: tokens.count(t) for t in tokens}


def test_a_compound_is_one_term_where_its_capitals_are_and_a_country_is_no_pronoun():
    text = "A new start for us; the New  START pact, the US’s Arms-Control aims, the White House's and U.S. views"
    tokens = words.tokenize(text, STUDY.compounds)
    assert tokens[:5] == ["a", "new", "start", "for", "us"]
    assert tokens.count("new start") == tokens.count("arms control") == tokens.count("white house") == 1
    assert tokens.count("u.s") == 2


def test_terms_are_sorted_and_hold_stop_words_and_compounds():
    assert TERMS.equals(TERMS.sort_values(["segment_id", "term"], ignore_index=True))
    first = TERMS[TERMS["segment_id"] == "a.0.0"]
    assert list(first["term"]) == ["envoy", "is", "knows", "new start", "not", "over", "the", "white house"]


def test_the_stop_words_leave_negations_alone():
    stop = load_stop_words()
    assert {"the", "of", "and", "it's"} <= stop
    assert stop.isdisjoint("not no nor never none neither without cannot don't nothing nobody hardly".split())
    assert stop.isdisjoint("research million page president talks u.s".split())


def test_every_unit_counts_every_word_once():
    for unit in ("article", "sentence", "segment", "outlet", "voice", "event", ("outlet", "voice")):
        matrix = matrices.build_matrix(TERMS, SEGMENTS, ARTICLES, unit=unit)
        assert matrix.counts.sum() == TERMS["count"].sum()
        assert matrix.documents["n_words"].sum() == SEGMENTS["n_words"].sum()
    assert list(matrices.build_matrix(TERMS, SEGMENTS, ARTICLES, "segment").documents["segment_id"]) == list(
        SEGMENTS["segment_id"]
    ), "a segment without a word keeps its row"


def test_leaving_out_terms_leaves_the_lengths_and_leaving_out_segments_does_not():
    sides = ("article", "voice")
    whole = matrices.build_matrix(TERMS, SEGMENTS, ARTICLES, sides)
    fewer = matrices.build_matrix(TERMS, SEGMENTS, ARTICLES, sides, without=load_stop_words(), numbers=False, min_df=1)
    assert list(fewer.documents["n_tokens"]) == list(whole.documents["n_tokens"])
    assert {"the", "2021"}.isdisjoint(fewer.terms) and "not" in fewer.terms
    once = matrices.build_matrix(TERMS, SEGMENTS, ARTICLES, sides, leave_out={"b.0.0"})
    assert once.documents["n_words"].sum() == SEGMENTS["n_words"].sum() - 4
    assert "talks" not in once.terms


def test_rare_and_ubiquitous_terms_are_left_out_by_the_documents_they_are_in():
    everywhere = pd.DataFrame({"segment_id": SEGMENTS["segment_id"], "term": "harbour", "count": 1})
    table = pd.concat([TERMS, everywhere], ignore_index=True)
    often = matrices.build_matrix(table, SEGMENTS, ARTICLES, "segment", min_df=2)
    seldom = matrices.build_matrix(table, SEGMENTS, ARTICLES, "segment", max_df=0.5)
    assert list(often.terms) == ["harbour"]
    assert set(seldom.terms) == set(TERMS["term"])


def test_paragraphs_are_told_apart_within_their_article():
    sentences = pd.DataFrame({"sentence_id": ["a.0", "b.0", "b.1"], "paragraph": [1, 1, 2]})
    matrix = matrices.build_matrix(TERMS, SEGMENTS, ARTICLES, "paragraph", sentences=sentences)
    assert matrix.documents[["doc_id", "paragraph"]].to_numpy().tolist() == [["a", 1], ["b", 1], ["b", 2]]
    with pytest.raises(ValueError, match="needs the table of sentences; pass sentences="):
        matrices.build_matrix(TERMS, SEGMENTS, ARTICLES, "paragraph")


def test_wrong_input_is_named():
    with pytest.raises(ValueError, match=r"one or several of article, .* found 'page'"):
        matrices.build_matrix(TERMS, SEGMENTS, ARTICLES, unit="page")
    with pytest.raises(ValueError, match=r"segment_id 'a\.0\.0', which segments has not"):
        matrices.build_matrix(TERMS, SEGMENTS.iloc[1:], ARTICLES)
    with pytest.raises(ValueError, match="segments lacks the column 'text'"):
        terms.count_terms(SEGMENTS.drop(columns="text"))
    with pytest.raises(ValueError, match="segments lacks the column 'text'"):
        ngrams.count_ngrams(SEGMENTS.drop(columns="text"))
    with pytest.raises(ValueError, match="1 word or more, found n = 0"):
        ngrams.count_ngrams(SEGMENTS, 0)
    with pytest.raises(ValueError, match="name of several words, found 'treaty'"):
        words.tokenize("treaty", ["treaty"])


def test_bigrams_equal_those_of_count_vectorizer():
    vectorizer = CountVectorizer(tokenizer=words.tokenize, token_pattern=None, lowercase=False, ngram_range=(2, 2))
    expected = vectorizer.fit_transform(SEGMENTS["text"])
    table = ngrams.count_ngrams(SEGMENTS, 2)
    found = table.pivot_table(index="segment_id", columns="term", values="count", fill_value=0)
    found = found.reindex(SEGMENTS["segment_id"], fill_value=0)
    assert list(found.columns) == list(vectorizer.get_feature_names_out())
    assert (found.to_numpy() == expected.toarray()).all()
    assert "the white house" not in set(ngrams.count_ngrams(SEGMENTS, 2, STUDY, stop_words=False)["term"])


def test_forms_of_a_word_are_shown_as_the_commonest():
    rows = [("s1", "cooperate", 1), ("s1", "cooperation", 3), ("s2", "cooperating", 2), ("s2", "new start", 1)]
    merged = stems.merge_forms(pd.DataFrame(rows, columns=["segment_id", "term", "count"]))
    assert merged.to_numpy().tolist() == [["s1", "cooperation", 4], ["s2", "cooperation", 2], ["s2", "new start", 1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the quota.Soren said,the envoy", "the quota soren said the envoy"),
        ("The truce.it held;Brand!Norrund", "the truce it held brand norrund"),
        ("the U.S. e.g. 10 a.m. Ph.D. of 3.5 and 10,000", "the u.s e.g 10 a.m ph.d of 3.5 and 10,000"),
        ("see soren.gov and www.harbour.org/news", "see soren.gov and www.harbour.org news"),
        ("a her\u00adring quo\u200bta of\u00a0ten", "a herring quota of ten"),
        ("ex\u2011minister non\u2010stop ex-minister", "ex-minister non-stop ex-minister"),
        ("_quota_ for_all", "quota for all"),
        ("Lys &amp; Sound&nbsp;and R&D; didn&#39;t didn’t", "lys sound and r d didn't didn't"),
        ("the \ufb01sh o\ufb03ce", "the fish office"),
        ("the cafe\u0301 cafés", "the café cafés"),
    ],
)
def test_what_a_page_does_to_a_word_makes_no_new_word(text, expected):
    tokens = words.tokenize(text)
    assert tokens == expected.split() and len(tokens) == words.count_words(text)
    counts, names = terms.count_texts([text])
    assert dict(zip(names, counts.toarray()[0], strict=True)) == {term: tokens.count(term) for term in tokens}


def test_tokens_point_into_the_text_as_it_is():
    text = "A her\u00adring  quota.Soren: New  START"
    found = words.find_tokens(text, ("New START",))
    assert [text[a:b] for _, a, b in found] == ["A", "her\u00adring", "quota", "Soren", "New  START"]
    assert [term for term, *_ in found] == ["a", "herring", "quota", "soren", "new start"]


def test_an_acronym_of_a_compound_is_in_capitals_and_a_headline_in_capitals_tells_nothing():
    compounds = ("New START",)
    assert "new start" in words.tokenize("They signed New START.", compounds)
    assert "new start" not in words.tokenize("A New Start for Lys Island", compounds)
    assert "new start" not in words.tokenize("A NEW START FOR LYS ISLAND", compounds)
