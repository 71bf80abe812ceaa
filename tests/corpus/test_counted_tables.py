"""What the measures count of a corpus: the same in the short form of a large one as in the plain form."""

import pandas as pd
import pytest

from analysis import paths, pipeline
from analysis.corpus import counted_tables, tables
from analysis.corpus.study import load_study
from analysis.measures.events import tellings
from analysis.measures.inference import inference
from analysis.measures.issues import agenda
from analysis.measures.reuse import shared_words
from analysis.measures.terms import matrix
from analysis.measures.tone import tone_means, word_shift
from analysis.measures.validity import leave_out, multiverse
from analysis.measures.voices import composition

EXAMPLE = paths.find_root() / "data" / "example"
NAMES = ("articles", "sentences", "segments", "mentions", "contributions", "reuse", "pairs", "links")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    into = tmp_path_factory.mktemp("counted") / "corpus"
    pipeline.ingest(EXAMPLE, EXAMPLE / "study.toml", into, EXAMPLE / "articles.csv")
    return into


@pytest.fixture
def short(corpus, monkeypatch):
    monkeypatch.setattr(counted_tables, "LARGE", 0)
    return dict(zip(NAMES, counted_tables.read_tables(corpus, *NAMES), strict=True))


@pytest.fixture
def plain(corpus):
    return dict(zip(NAMES, tables.read_tables(corpus, *NAMES), strict=True))


@pytest.fixture
def study(corpus):
    return load_study(corpus / "study.toml")


def test_a_corpus_is_large_from_so_many_segments(corpus, monkeypatch):
    assert not counted_tables.is_large(corpus)
    monkeypatch.setattr(counted_tables, "LARGE", 90)
    assert counted_tables.is_large(corpus)
    monkeypatch.setattr(counted_tables, "LARGE", 91)
    assert not counted_tables.is_large(corpus)


def test_a_corpus_without_text_is_never_held_in_the_short_form(monkeypatch):
    monkeypatch.setattr(counted_tables, "LARGE", 0)
    (segments,) = counted_tables.read_tables(paths.find_root() / "data" / "corpus", "segments")
    assert segments["segment_id"].dtype == "str"


def test_no_text_is_read_and_only_the_scores_asked_for(corpus):
    articles, segments = counted_tables.read_tables(corpus, "articles", "segments", scores=["frame"])
    assert "text" not in articles and "title" not in articles and "text" not in segments
    assert "frame" in segments and "vader" not in segments and "start" in segments


def test_the_short_form_holds_numbers_for_ids_and_says_the_same(short, plain):
    own, whole = short["segments"], plain["segments"]
    assert own["segment_id"].dtype == "int64" and own["segment_id"].is_unique
    assert (pd.factorize(own["sentence_id"])[0] == pd.factorize(whole["sentence_id"])[0]).all()
    assert isinstance(own["doc_id"].dtype, pd.CategoricalDtype) and own["voice"].dtype == "str"
    for column in ("doc_id", "voice", "manner", "cue", "n_words", "frame"):
        assert own[column].tolist() == pytest.approx(whole[column].tolist(), nan_ok=True) or (
            own[column].astype(str).tolist() == whole[column].astype(str).tolist()
        )


def test_ids_can_be_had_back(short, plain, corpus):
    few = short["segments"].iloc[[3, 40]]
    named = counted_tables.restore_ids(few[["segment_id", "sentence_id", "n_words"]], corpus)
    assert named["segment_id"].tolist() == plain["segments"]["segment_id"].iloc[[3, 40]].tolist()
    assert named["sentence_id"].tolist() == plain["segments"]["sentence_id"].iloc[[3, 40]].tolist()
    own = plain["segments"].head(2)
    assert counted_tables.restore_ids(own, corpus) is own


def test_streamed_terms_count_as_those_of_one_table(corpus, short, plain):
    streamed = counted_tables.Streamed(corpus, "terms", ("segment_id", "term", "count"), rows=50)
    assert sum(1 for _ in streamed) > 3
    held = tables.read_table(corpus, "terms")
    for unit in ("article", ("article", "voice"), "sentence"):
        one = matrix.build_matrix(held, plain["segments"], plain["articles"], unit, without=["the"], numbers=False)
        two = matrix.build_matrix(streamed, short["segments"], short["articles"], unit, without=["the"], numbers=False)
        sizes = ["n_words", "n_tokens", "n_segments", "n_sentences", "n_articles"]
        assert one.terms.tolist() == two.terms.tolist()
        if unit != "sentence":  # its documents stand in the order of their ids, which here are numbers
            assert (one.counts != two.counts).nnz == 0
            pd.testing.assert_frame_equal(one.documents[sizes], two.documents[sizes], check_dtype=False)
        assert one.counts.sum() == two.counts.sum()


def test_terms_of_segments_that_are_not_compared_are_passed_over_where_they_are_streamed(corpus, plain):
    streamed = counted_tables.Streamed(corpus, "terms", ("segment_id", "term", "count"))
    some = plain["segments"].iloc[:30]
    held = tables.read_table(corpus, "terms")
    own = matrix.build_matrix(streamed, some, plain["articles"], "article")
    assert own.counts.sum() == held.loc[held["segment_id"].isin(some["segment_id"]), "count"].sum()
    with pytest.raises(ValueError, match="which segments has not"):
        matrix.build_matrix(held, some, plain["articles"], "article")


@pytest.mark.parametrize(
    "measure",
    [
        lambda t, s: composition.share_voices(t["segments"], t["articles"], s),
        lambda t, s: composition.count_voices(t["segments"], s),
        lambda t, s: inference.bootstrap_mean(_place(t, s), "frame", by=["voice", "month"], n_resamples=99),
        lambda t, s: inference.compare_groups(_place(t, s), "vader", *s.sides, n_resamples=99),
        lambda t, s: tone_means.aggregate_tone(_place(t, s), ["issue", "voice"], "frame", mentions=t["mentions"]),
        lambda t, s: agenda.compare_agenda(t["mentions"], t["segments"], t["articles"], s),
        lambda t, s: word_shift.compare_words(t["contributions"], t["segments"], *s.sides, s.tone),
        lambda t, s: shared_words.compare_documents(t["segments"], t["reuse"]),
        lambda t, s: shared_words.summarise_reuse(t["segments"], t["reuse"], t["articles"]),
        lambda t, s: leave_out.leave_one_out(
            _place(t, s), t["mentions"], "frame", *s.sides, kinds=("article", "issue")
        ),
        lambda t, s: multiverse.recompute_claim(
            t["segments"], t["sentences"], *s.sides, instruments=("frame", "vader"), reuse=t["reuse"]
        ),
        lambda t, s: tellings.tell_claims(t["pairs"], t["links"], t["segments"], t["mentions"], s).drop(
            columns=["sentence_id", "claim"], errors="ignore"
        ),
    ],
)
def test_a_measure_is_the_same_of_either_form(measure, short, plain, study):
    one, two = measure(plain, study), measure(short, study)
    assert len(one)
    texts = [column for column in one if not pd.api.types.is_numeric_dtype(one[column])]
    pd.testing.assert_frame_equal(
        one.astype(dict.fromkeys(texts, str)), two.astype(dict.fromkeys(texts, str)), check_dtype=False
    )


def _place(found, study):
    return composition.place_segments(found["segments"], found["articles"], study)
