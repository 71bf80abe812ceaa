"""From files to a corpus and from a corpus to what is shipped; bad input and what is said of it."""

import itertools
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import pipeline
from analysis.__main__ import app
from analysis.annotation.tone import sentiment
from analysis.corpus import tables

ROOT = Path(__file__).parents[1]
STUDY = ROOT / "data" / "example" / "study.toml"


@pytest.fixture
def folder(tmp_path):
    """Return a copy of data/example to spoil."""
    return Path(shutil.copytree(ROOT / "data" / "example", tmp_path / "articles"))


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def ingest(folder, *more):
    return run("ingest", folder, "--study", STUDY, "--into", folder.parent / "made", *more)


def refused(result, folder, *said):
    message = result.stderr
    assert result.exit_code == 2, message
    assert len(message.strip().splitlines()) == 1
    assert all(words in message for words in said), message
    assert not (folder.parent / "made").exists(), "a half-written corpus is left"


def test_every_table_has_its_columns_and_every_key_is_unique(example):
    for name, table in example.items():
        tables.check_table(table, name)
    for name, key in [("articles", "doc_id"), ("sentences", "sentence_id"), ("segments", "segment_id")]:
        assert example[name][key].is_unique


def test_text_stands_where_its_offsets_say(example):
    raw = example["articles"].set_index("doc_id")["text"]
    for name in ("sentences", "segments"):
        for row in example[name].itertuples():
            assert raw[row.doc_id][row.start : row.end] == row.text


def test_segments_cover_each_sentence_exactly(example):
    by_sentence = {
        key: list(zip(rows["start"], rows["end"], strict=True))
        for key, rows in example["segments"].groupby("sentence_id")
    }
    for sentence in example["sentences"].itertuples():
        spans = sorted(by_sentence[sentence.sentence_id])
        assert spans[0][0] == sentence.start and spans[-1][1] == sentence.end
        assert all(a[1] == b[0] for a, b in itertools.pairwise(spans))


def test_terms_count_the_words_of_each_segment(example):
    counted = example["terms"].groupby("segment_id")["count"].sum()
    words = example["segments"].set_index("segment_id")["n_words"]
    assert (counted <= words.reindex(counted.index)).all()


def test_every_voice_of_the_example_is_heard(example, example_study):
    assert set(example["segments"]["voice"]) == set(example_study.voices)


def test_sharing_keeps_every_row_and_no_text(example_folder, example, tmp_path):
    shared = pipeline.share(example_folder, tmp_path / "shared")
    for name, table in shared.items():
        assert len(table) == len(example[name]) or name in ("terms", "contributions")
        assert not {"text", "title"} & set(table.columns)
    words = [table.groupby("segment_id")["count"].sum() for table in (example["terms"], shared["terms"])]
    assert words[0].to_dict() == words[1].to_dict()
    explained = {*sentiment.INSTRUMENTS, *(f"{name}_masked" for name in sentiment.INSTRUMENTS), "frame"}
    assert set(shared["contributions"]["instrument"]) <= explained
    assert len(set(shared["contributions"]["instrument"])) > len(set(example["contributions"]["instrument"]))
    long = "\n".join(path.read_text(encoding="utf-8") for path in (tmp_path / "shared").glob("*.csv"))
    sentence = example["sentences"]["text"].iloc[3]
    assert sentence not in long


def test_what_is_shipped_would_pass_for_sharing_again(tmp_path):
    made = run("share", ROOT / "data" / "corpus", "--into", tmp_path / "again")
    assert made.exit_code == 0, made.output
    for path in (ROOT / "data" / "corpus").glob("*.csv"):
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_a_corpus_is_replaced_and_nothing_else_is(example_folder, tmp_path):
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "thesis.txt").write_text("years of work")
    with pytest.raises(FileExistsError, match="is no corpus; name a new or an empty folder"):
        pipeline.share(example_folder, tmp_path / "precious")
    assert (tmp_path / "precious" / "thesis.txt").read_text() == "years of work"
    pipeline.share(example_folder, tmp_path / "twice")
    pipeline.share(example_folder, tmp_path / "twice")


def test_a_table_with_a_text_column_is_an_article_a_row(example, example_study, tmp_path):
    example["articles"].to_csv(tmp_path / "all.csv", index=False)
    pipeline.ingest(tmp_path / "all.csv", STUDY, tmp_path / "made")
    made = tables.read_table(tmp_path / "made", "segments")
    assert list(made["segment_id"]) == list(example["segments"]["segment_id"])


def test_the_same_files_give_the_same_bytes(folder, tmp_path):
    for name in ("first", "second"):
        pipeline.ingest(folder, STUDY, tmp_path / name / "corpus")
        pipeline.share(tmp_path / name / "corpus", tmp_path / name / "shared")
    for path in (tmp_path / "first" / "shared").iterdir():
        assert path.read_bytes() == (tmp_path / "second" / "shared" / path.name).read_bytes()


def test_a_missing_folder_is_named(tmp_path):
    refused(ingest(tmp_path / "nowhere"), tmp_path / "nowhere", "no folder or table", "nowhere")


def test_an_empty_folder_is_named(tmp_path):
    (tmp_path / "bare").mkdir()
    refused(ingest(tmp_path / "bare"), tmp_path / "bare", "no file of articles in")


def test_an_empty_file_is_named(folder):
    first = sorted(folder.glob("*.txt"))[0]
    first.write_text(" \n")
    (folder / "articles.csv").write_text(
        pd.read_csv(folder / "articles.csv", dtype=str).drop(columns="sha256", errors="ignore").to_csv(index=False)
    )
    refused(ingest(folder), folder, first.name, "is empty")


def test_a_file_that_is_not_utf8_is_named_with_the_byte(folder):
    first = sorted(folder.glob("*.txt"))[0]
    first.write_bytes(b"He said \x93yes\x94.")
    refused(ingest(folder), folder, first.name, "is not UTF-8 (byte 0x93 at offset 8)", "--encoding")


def test_an_unreadable_article_can_be_set_aside_and_is_not_lost(folder):
    first = sorted(folder.glob("*.txt"))[0]
    first.write_bytes(b"He said \x93yes\x94.")
    result = ingest(folder, "--keep-going")
    assert result.exit_code == 0, result.stderr
    assert "1 rejects" in result.stdout
    rejects = pd.read_csv(folder.parent / "made" / "rejects.csv")
    assert rejects["source_file"].tolist() == [first.name]


def test_an_edited_file_is_noticed(folder):
    about = pd.read_csv(folder / "articles.csv", dtype=str, keep_default_na=False)
    about["sha256"] = "0" * 64
    about.to_csv(folder / "articles.csv", index=False)
    refused(ingest(folder), folder, "sha256", "is not the one in the metadata")


def test_a_doc_id_used_twice_is_named(folder):
    about = pd.read_csv(folder / "articles.csv", dtype=str, keep_default_na=False).assign(doc_id="same")
    about.to_csv(folder / "articles.csv", index=False)
    refused(ingest(folder), folder, "doc_id same is used 3 times")


def test_a_file_without_metadata_is_named(folder):
    (folder / "zz_new.txt").write_text("A new article.")
    refused(ingest(folder), folder, "zz_new.txt has no row in the metadata")


def test_a_folder_without_metadata_is_named(folder):
    (folder / "articles.csv").unlink()
    refused(ingest(folder), folder, "no metadata file", "a csv with source_file, doc_id, outlet")


def test_metadata_without_a_file_are_named(folder):
    gone = sorted(folder.glob("*.txt"))[-1]
    gone.unlink()
    refused(ingest(folder), folder, f"the metadata name {gone.name}")


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("event", "moon_landing", "which is not in the study"),
        ("published", "last Tuesday", "write YYYY-MM-DD"),
        ("genre", "poem", "it is one of news, announcement, call"),
        ("outlet", "", "has no outlet"),
        ("doc_id", "two words", "is no slug"),
    ],
)
def test_metadata_that_cannot_be_are_named(folder, column, value, said):
    about = pd.read_csv(folder / "articles.csv", dtype=str, keep_default_na=False)
    about.loc[0, column] = value
    about.to_csv(folder / "articles.csv", index=False)
    refused(ingest(folder), folder, said)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("title =", "titel =", "unknown key 'titel'"),
        (r"names = \[.*?\]", "names = []", "has no names"),
        (r"sides = \[.*?\]", "sides = ['velmora']", "name the two voices"),
        (r"sides = \[", "sides = ['mars', ", "the side 'mars', which is no voice"),
        ("title =", "title", "is not TOML"),
    ],
)
def test_a_study_that_cannot_be_is_named(folder, before, after, said):
    text = STUDY.read_text(encoding="utf-8")
    spoilt = folder.parent / "study.toml"
    spoilt.write_text(re.sub(before, after, text, count=1, flags=re.DOTALL), encoding="utf-8")
    result = run("ingest", folder, "--study", spoilt, "--into", folder.parent / "made")
    refused(result, folder, said)


def test_sharing_refuses_what_would_give_text_back(example):
    from analysis.corpus import sharing

    with pytest.raises(ValueError, match="still has the column 'text'"):
        sharing.check_publishable(example["segments"], "segments")
    with pytest.raises(ValueError, match="still has the column 'start'"):
        sharing.check_publishable(example["mentions"].assign(start=0), "mentions")
    with pytest.raises(ValueError, match="places of terms"):
        sharing.check_publishable(example["terms"].assign(position=range(len(example["terms"]))), "terms")
    with pytest.raises(ValueError, match="row 0, column 'term' holds over 5 words"):
        sharing.check_publishable(example["terms"].assign(term="one two three four five six"), "terms")
    with pytest.raises(ValueError, match="not in the codebook"):
        sharing.check_publishable(example["terms"].assign(note="words"), "terms")


def test_shared_terms_stand_in_no_order_of_the_text(example_folder):
    from analysis.corpus import sharing

    for name, keys in sharing.SORTED.items():
        table = sharing.strip_text(tables.read_table(example_folder, name), name)
        assert table[keys].equals(table[keys].sort_values(keys, ignore_index=True))
