"""A corpus made in parts: equal however many, in however many processes, and after a run that broke off."""

import errno
import gzip
import json
import os
import shutil
import signal
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import assembly, parts, pipeline, workers
from analysis.__main__ import app
from analysis.annotation.reuse import article_copies, shared_runs, text_reuse
from analysis.corpus import tables
from analysis.corpus.articles import articles as articles_module
from analysis.corpus.articles import documents, folders, large_tables
from analysis.corpus.articles.records import Options
from benchmarks.generated_articles import save_articles

ROOT = Path(__file__).parents[1]
STUDY = ROOT / "data" / "example" / "study.toml"
N = 24


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Return a table of generated articles, some of them copies."""
    path = tmp_path_factory.mktemp("source") / "generated.parquet"
    save_articles(N, path, copies=0.2)
    return path


@pytest.fixture(scope="module")
def whole(source, tmp_path_factory):
    """Return the corpus of the articles made in one part."""
    into = tmp_path_factory.mktemp("whole") / "corpus"
    pipeline.ingest(source, STUDY, into)
    return into


def read(corpus):
    return {name: tables.read_table(corpus, name) for name in tables.COLUMNS}


def make(source, into, study=STUDY, **running):
    return pipeline.ingest(source, study, into, running=parts.Running(**running))


def assert_equal(corpus, other):
    for name, table in read(other).items():
        pd.testing.assert_frame_equal(read(corpus)[name], table, obj=name)


@pytest.mark.parametrize("size", [1, 7])
def test_parts_of_any_size_give_the_same_tables(source, whole, tmp_path, size, monkeypatch):
    monkeypatch.setattr(assembly, "PAIRS", size)
    make(source, tmp_path / "made", size=size)
    assert_equal(tmp_path / "made", whole)
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_two_processes_give_the_same_tables(source, whole, tmp_path, monkeypatch):
    monkeypatch.setattr(assembly, "PAIRS", 1)
    make(source, tmp_path / "made", size=7, workers=2)
    assert_equal(tmp_path / "made", whole)


@pytest.mark.parametrize("killed", [False, True])
def test_a_cluster_of_two_workers_gives_the_same_tables(source, whole, tmp_path, monkeypatch, killed):
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(assembly, "PAIRS", 1)
    kept = parts._keep_part

    def kill_one(work, key, files):
        monkeypatch.setattr(parts, "_keep_part", kept)
        if killed:
            os.kill(cluster.workers[0].process.pid, signal.SIGKILL)
        kept(work, key, files)

    monkeypatch.setattr(parts, "_keep_part", kill_one)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        make(source, tmp_path / "made", size=3, scheduler=cluster.scheduler_address)
    assert_equal(tmp_path / "made", whole)


def test_a_scheduler_that_does_not_answer_is_said(source, tmp_path, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(workers, "PATIENCE", 1)
    with pytest.raises(ValueError, match=r"no Dask scheduler answers at 'tcp://127.0.0.1:9'; its address looks like"):
        make(source, tmp_path / "made", scheduler="tcp://127.0.0.1:9")
    assert not (tmp_path / "made").exists()


def test_without_the_package_a_scheduler_is_refused(source, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ValueError, match=r"pip install 'readouts\[scale\]'"):
        make(source, tmp_path / "made", scheduler="tcp://127.0.0.1:9")


def test_a_run_that_broke_off_goes_on_where_it_stopped(source, whole, tmp_path, monkeypatch):
    into, kept = tmp_path / "made", parts._keep_part
    made = []

    def break_off(work, key, files):
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(key)
        kept(work, key, files)

    monkeypatch.setattr(parts, "_keep_part", break_off)
    with pytest.raises(KeyboardInterrupt):
        make(source, into, size=5)
    assert not into.exists() and {path.name for path in parts.work_folder(into).iterdir()} == set(made)
    monkeypatch.setattr(parts, "_keep_part", lambda work, key, files: (made.append(key), kept(work, key, files)))
    make(source, into, size=5)
    assert len(made) == len(set(made)) == 5
    assert_equal(into, whole)
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_a_full_disk_is_said_with_what_is_kept(source, whole, tmp_path, monkeypatch):
    keep, kept = parts._keep_part, []

    def fill(work, key, files):
        if kept:
            (work / f"{key}.writing").mkdir()
            (work / f"{key}.writing" / parts.RUNS).touch()
            raise OSError(errno.ENOSPC, "No space left on device")
        keep(work, key, files)
        kept.append(key)

    monkeypatch.setattr(parts, "_keep_part", fill)
    into = tmp_path / "made"
    with pytest.raises(OSError, match=r"disk of .* is full, .* MB are left; parts finished: 1, .* goes on where"):
        make(source, into, size=5)
    assert not into.exists()
    monkeypatch.setattr(parts, "_keep_part", keep)
    make(source, into, size=5)
    assert_equal(into, whole)


def test_what_another_study_made_is_not_taken(source, tmp_path, monkeypatch):
    into, study = tmp_path / "made", tmp_path / "study.toml"
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "assemble_corpus", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            make(source, into, size=5)
    assert len(list(parts.work_folder(into).iterdir())) == 5
    study.write_text(STUDY.read_text("utf-8").replace('label = "Fishing"', 'label = "Fish"'), encoding="utf-8")
    make(source, into, study=study, size=5)
    assert 'label = "Fish"' in (into / "study.toml").read_text("utf-8")


def test_a_coders_sheet_reaches_its_part_and_one_on_nothing_is_refused(source, whole, tmp_path):
    sheet = tmp_path / "sheet.csv"
    CliRunner().invoke(app, ["code", str(whole), "--into", str(sheet)])
    coding = pd.read_csv(sheet, dtype=str, keep_default_na=False)
    coding.loc[coding["segment_id"] == coding["segment_id"].max(), "coded_voice"] = "third_party"
    coding.to_csv(sheet, index=False)
    for size in (5, 100):
        pipeline.ingest(source, STUDY, tmp_path / f"by{size}", coding_file=sheet, running=parts.Running(size=size))
    assert_equal(tmp_path / "by5", tmp_path / "by100")
    assert (tables.read_table(tmp_path / "by5", "segments")["coded"] == "yes").sum() == 1
    for column in ("segment_id", "doc_id"):
        coding[column] = coding[column].str.replace("g0", "x0")
    coding.to_csv(sheet, index=False)
    with pytest.raises(ValueError, match="which is not there; make a new sheet"):
        pipeline.ingest(source, STUDY, tmp_path / "made", coding_file=sheet)


def test_a_table_read_some_rows_at_a_time_is_the_whole(whole, monkeypatch):
    monkeypatch.setattr(tables, "ROWS", 7)
    some = list(tables.stream_table(whole, "segments", ["segment_id", "voice"]))
    assert len(some) > 1
    pd.testing.assert_frame_equal(
        pd.concat(some, ignore_index=True), tables.read_table(whole, "segments", ["segment_id", "voice"])
    )


def test_a_dry_run_counts_and_writes_nothing(source, tmp_path):
    arguments = ["ingest", source, "--study", STUDY, "--into", tmp_path / "made", "--dry-run"]
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0 and result.stdout.startswith(f"{N} articles; about ")
    assert not list(tmp_path.iterdir())


def test_copies_are_marked_and_counted_once_where_the_study_says_so(source, whole, tmp_path):
    study = tmp_path / "study.toml"
    study.write_text('copies = "once"\n' + STUDY.read_text("utf-8"), encoding="utf-8")
    for size in (5, 100):
        make(source, tmp_path / f"by{size}", study=study, size=size)
    assert_equal(tmp_path / "by5", tmp_path / "by100")
    once, each = read(tmp_path / "by5"), read(whole)
    copies = set(each["articles"].loc[each["articles"]["copy_of"] != "", "doc_id"])
    assert copies and set(once["articles"]["doc_id"]) == set(each["articles"]["doc_id"])
    for name in ("segments", "sentences", "targets"):
        assert set(once[name]["doc_id"]) == set(each[name]["doc_id"]) - copies
    assert set(once["terms"]["segment_id"]) <= set(once["segments"]["segment_id"])
    said = pipeline.list_findings(tmp_path / "by5")
    assert any(sentence.startswith("copies of another article, counted once: ") for sentence in said)


def test_another_way_of_counting_copies_is_refused(source, tmp_path):
    study = tmp_path / "study.toml"
    study.write_text('copies = "twice"\n' + STUDY.read_text("utf-8"), encoding="utf-8")
    with pytest.raises(ValueError, match="has copies = 'twice'; copies of an article are counted each or once"):
        make(source, tmp_path / "made", study=study)


def plant(words, chance, kind):
    """Return a copy of some words, changed as sites change them."""
    if kind == "cut short":
        return words[: int(len(words) * chance.uniform(0.5, 0.95))]
    if kind == "edited":
        return [word if chance.random() > 0.02 else "edited" for word in words]
    return ["site"] * 25 + words + [f"more{n}" for n in range(30)]


def test_planted_copies_are_found_and_nothing_else():
    chance = __import__("random").Random(3)
    vocabulary = [f"w{n}" for n in range(5000)]
    weights = [1 / (n + 5) for n in range(5000)]
    texts = [chance.choices(vocabulary, weights, k=chance.randint(150, 500)) for _ in range(300)]
    planted = {}
    for n, kind in enumerate(["cut short", "edited", "another site"] * 20):
        planted[f"d{len(texts):04d}"] = f"d{n:04d}"
        texts.append(plant(texts[n], chance, kind))
    articles = pd.DataFrame({"doc_id": [f"d{n:04d}" for n in range(len(texts))], "text": [" ".join(t) for t in texts]})
    articles = articles.assign(published=["2021-01-01"] * 300 + ["2021-01-02"] * 60)
    passages = articles.assign(start=0, end=articles["text"].str.len(), kind="body")
    marked = article_copies.mark_copies(article_copies.sign_articles(articles, passages))
    assert dict(zip(articles["doc_id"], marked, strict=True)) == {d: planted.get(d, "") for d in articles["doc_id"]}


def test_texts_without_words_are_no_copies_of_each_other():
    articles = pd.DataFrame({"doc_id": ["a", "b", "c", "d"], "text": ["", "...", "One call.", "One call."]})
    articles = articles.assign(published="")
    passages = articles.assign(start=0, end=articles["text"].str.len(), kind="body")
    marked = article_copies.mark_copies(article_copies.sign_articles(articles, passages))
    assert marked.tolist() == ["", "", "", "c"]


def test_of_many_segments_those_that_share_a_run_are_compared(source, whole, tmp_path, monkeypatch):
    monkeypatch.setattr(assembly.stream_reuse, "__defaults__", (0,))
    make(source, tmp_path / "made", size=5)
    found, articles, segments = (
        tables.read_table(corpus, name)
        for corpus, name in ((tmp_path / "made", "reuse"), (whole, "articles"), (whole, "segments"))
    )
    # The same in one table: those that share a run of words, copies aside, and none else, are compared.
    copies = segments["doc_id"].isin(articles.loc[articles["copy_of"] != "", "doc_id"]).to_numpy()
    shared_runs.save_runs(shared_runs.hash_runs(segments["text"]), tmp_path / "runs.npy")
    sharing = shared_runs.find_sharing([tmp_path / "runs.npy"], [len(segments)], [copies])
    assert 0 < sharing.sum() < (~copies).sum() and copies.any()
    pd.testing.assert_frame_equal(found, text_reuse.find_reuse(segments[sharing].reset_index(drop=True)))


def test_runs_are_found_over_parts_as_in_one_table(tmp_path, monkeypatch):
    said = "the herring quota of the sound shall stay where it is"
    texts = [
        f"Soren said {said}.",
        "Nothing of it here, and no more of this.",
        f"Again: {said}",
        "Short.",
        said.upper(),
    ]
    files = []
    for n, own in enumerate((texts[:2], texts[2:])):
        shared_runs.save_runs(shared_runs.hash_runs(own), tmp_path / f"{n}.npy")
        files.append(tmp_path / f"{n}.npy")
    nobody = [pd.Series([False] * n).to_numpy() for n in (2, 3)]
    for held in (shared_runs.HELD, 2):
        monkeypatch.setattr(shared_runs, "HELD", held)
        assert shared_runs.find_sharing(files, [2, 3], nobody).tolist() == [True, False, True, False, True]
    left = [nobody[0], pd.Series([True, False, True]).to_numpy()]
    assert not shared_runs.find_sharing(files, [2, 3], left).any()
    segments = pd.DataFrame({"segment_id": list("abcde"), "doc_id": list("abcde"), "text": texts})
    assert set(text_reuse.find_reuse(segments)["segment_id"]) == {"a", "c", "e"}


ROWS = [
    {"doc_id": f"d{n}", "outlet": "Harbour Courier", "text": f"Soren said, “the quota;\nis fair”, {n}."}
    for n in range(9)
]
WRITERS = {
    "a.csv": lambda path: pd.DataFrame(ROWS).to_csv(path, index=False),
    "b.csv": lambda path: pd.DataFrame(ROWS).to_csv(path, index=False, sep=";", encoding="utf-8-sig"),
    "c.csv": lambda path: pd.DataFrame(ROWS).to_csv(path, index=False, encoding="utf-16"),
    "a.csv.gz": lambda path: pd.DataFrame(ROWS).to_csv(path, index=False),
    "a.tsv": lambda path: pd.DataFrame(ROWS).to_csv(path, index=False, sep="\t"),
    "a.parquet": lambda path: pd.DataFrame(ROWS).to_parquet(path),
    "a.jsonl": lambda path: path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8"),
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_large_table_is_read_as_a_small_one_is(tmp_path, name, monkeypatch):
    WRITERS[name](tmp_path / name)
    small = documents.open_documents(tmp_path / name, name)
    monkeypatch.setattr(documents, "LARGE", 0)
    monkeypatch.setattr(large_tables, "ROWS", 2)
    large = documents.open_documents(tmp_path / name, name)
    assert (small[0], list(small[1])) == (large[0], list(large[1])) and small[0] == 9


@pytest.mark.parametrize("large", [False, True])
def test_lines_that_are_wrong_are_set_aside_with_file_and_line(tmp_path, large, monkeypatch):
    if large:
        monkeypatch.setattr(documents, "LARGE", 0)
    (tmp_path / "a.jsonl").write_text(f"{json.dumps(ROWS[0])}\n{{no\n\n[1]\n{json.dumps(ROWS[1])}\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("doc_id,text\na,Soren left.\nb,Soren left, and stayed, too.\nc,Brand stayed.\n")
    found = list(documents.open_documents(tmp_path / "a.jsonl", "a.jsonl")[1])
    assert [own.text == "" for own in found] == [False, True, True, False]
    assert found[1].problem.startswith("line 2 of a.jsonl is no JSON (")
    assert found[2].problem.startswith("line 4 of a.jsonl should hold objects")
    found = list(documents.open_documents(tmp_path / "b.csv", "b.csv")[1])
    assert [own.problem != "" for own in found] == [False, True, False]
    assert found[1].problem.startswith("b.csv has 4 cells in line 3 and 2 columns; put a text that holds")


def test_what_of_a_large_table_can_be_read_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "LARGE", 0)
    monkeypatch.setattr(large_tables, "ROWS", 2)
    many = [row | {"text": row["text"] * 200, "doc_id": f"d{n}"} for n, row in enumerate(ROWS * 200)]
    packed = gzip.compress("\n".join(map(json.dumps, many)).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    found = list(documents.open_documents(tmp_path / "a.jsonl.gz", "a.jsonl.gz")[1])
    assert len(found) > 100 and not any(own.problem for own in found[:-1])
    assert found[-1].problem.startswith("a.jsonl.gz cannot be unpacked behind its document ")
    (tmp_path / "b.csv").write_bytes(b"doc_id,text\n" + b"a,Soren left.\n" * 5000 + b"b,\xff\xfe.\n")
    found = list(documents.open_documents(tmp_path / "b.csv", "b.csv")[1])
    assert found[-1].problem.startswith("b.csv is not UTF-8 behind its document ")


def test_a_folder_is_read_in_batches_with_its_metadata(tmp_path, example_study):
    folder = shutil.copytree(ROOT / "data" / "example", tmp_path / "mine")
    whole, _ = articles_module.load_articles(folder, example_study)
    batches = list(articles_module.stream_articles(folder, example_study, size=1))
    assert [len(articles) for articles, _ in batches] == [1, 1, 1, 0]
    streamed = pd.concat([articles for articles, _ in batches]).sort_values("doc_id", ignore_index=True)
    pd.testing.assert_frame_equal(streamed, whole)
    about = folder / "articles.csv"
    about.write_text(about.read_text("utf-8") + "gone,Harbour Courier,,,,,,,gone.txt,\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"the metadata name gone.txt, which is not in"):
        list(folders.stream_folder(folder, None, Options(), 1))
