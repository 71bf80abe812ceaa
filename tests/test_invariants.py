"""Whatever a text holds: offsets point into it, segments cover sentences, terms sum to words, twice is the same."""

import tempfile
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import paths, pipeline
from analysis.corpus.articles import documents
from analysis.corpus.words import count_words

EXAMPLE = paths.find_root() / "data" / "example"
PIECES = [
    "Soren said", "Brand denied that", "“We will", "not yield,”", "he told Courier.", "According to Velmora,",
    "\n\n", ". ", "…", "—", "\u202e", "\u200b", "e\u0301", "😀", "ﬁ", "'s", "&nbsp;", "<b>", "((",
    "the cable treaty", "Norrund’s", "12,5 %", "Q:", "PRESIDENT SOREN:", "\t", "\r\n", "they agreed",
    "accused", "no longer", "was not", "…”", "‘", "İ", "ß", "١٢",
]  # fmt: skip
MIXED = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), min_size=1, max_size=60).map(" ".join)
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def build(text):
    """Return the corpus of one article, or None where the text is none."""
    with tempfile.TemporaryDirectory() as beside:
        path = Path(beside) / "table.parquet"
        pd.DataFrame({"doc_id": ["a"], "outlet": ["Harbour Courier"], "text": [text]}).to_parquet(path)
        try:
            return pipeline.build_corpus(path, EXAMPLE / "study.toml")
        except ValueError as refused:
            assert str(refused)
            return None


def readable(text):
    return text.encode("utf-8", "replace").decode("utf-8")


@SLOW
@given(MIXED.map(readable))
def test_whatever_a_text_holds_the_tables_account_for_all_of_it(text):
    corpus = build(text)
    if corpus is None:
        return
    whole = corpus["articles"]["text"].iloc[0]
    for name in ("sentences", "segments"):
        table = corpus[name]
        assert [whole[s:e] for s, e in zip(table["start"], table["end"], strict=True)] == table["text"].tolist()
    marked = "".join(whole[s:e] for s, e in corpus["passages"].sort_values("start")[["start", "end"]].to_numpy())
    assert "".join(marked.split()) == "".join(whole.split())
    for sentence_id, own in corpus["segments"].groupby("sentence_id"):
        sentence = corpus["sentences"].set_index("sentence_id").loc[sentence_id]
        ordered = own.sort_values("start")
        assert ordered["start"].iloc[0] == sentence["start"] and ordered["end"].iloc[-1] == sentence["end"]
        assert (ordered["start"].iloc[1:].to_numpy() == ordered["end"].iloc[:-1].to_numpy()).all()
    counted = corpus["terms"].groupby("segment_id")["count"].sum()
    for row in corpus["segments"].itertuples():
        assert row.n_words == count_words(row.text)
        assert counted.get(row.segment_id, 0) <= row.n_words
    frames = corpus["segments"]["frame"].dropna()
    assert frames.between(-1, 1).all()


@settings(SLOW, max_examples=10)
@given(MIXED.map(readable))
def test_twice_the_same_text_gives_the_same_tables(text):
    one, two = build(text), build(text)
    assert (one is None) == (two is None)
    for name in one or {}:
        pd.testing.assert_frame_equal(one[name], two[name])


@settings(SLOW, max_examples=60)
@given(st.binary(max_size=400), st.sampled_from([form for form in documents.FORMS if form != ".pdf"]), st.booleans())
def test_any_bytes_under_any_ending_are_a_document_or_a_sentence(raw, form, packed):
    with tempfile.TemporaryDirectory() as beside:
        path = Path(beside) / f"any{form}{'.gz' if packed else ''}"
        path.write_bytes(raw)
        found = documents.read_documents(path, path.name)
        assert found
        assert all(bool(own.problem) != bool(own.text) for own in found)
        assert all("\n" not in own.problem for own in found)
