"""Nothing of anybody's is lost: what is replaced, what is refused, and what a killed or second run leaves behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import filelock
import nbformat
import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import paths, pipeline, storage
from analysis.__main__ import app
from analysis.corpus import tables
from analysis.output import notebooks

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "data" / "example"


@pytest.fixture
def folder(tmp_path):
    """Return a copy of the example, articles and study in one folder as most people keep them."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "mine"))


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def ingest(folder, into):
    return run("ingest", folder, "--study", folder / "study.toml", "--into", into)


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("into", [".", "../mine", "./", "..", "link"])
def test_a_corpus_does_not_go_where_its_articles_lie(folder, into):
    (folder.parent / "link").symlink_to(folder)
    before = contents(folder)
    result = ingest(folder, folder.parent / "link" if into == "link" else folder / into)
    assert result.exit_code == 2
    assert "where the corpus is to go; name a folder of its own" in result.stderr
    assert contents(folder) == before


def test_a_target_below_a_file_is_named_with_what_to_do(folder, tmp_path):
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    result = ingest(folder, tmp_path / "taken" / "corpus")
    assert result.exit_code == 2
    assert "taken/corpus cannot be made" in result.stderr and "name a folder that can be written to" in result.stderr
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


def test_a_folder_with_a_study_is_no_corpus(folder, tmp_path):
    other = Path(shutil.copytree(EXAMPLE, tmp_path / "other"))
    before = contents(other)
    result = ingest(folder, other)
    assert result.exit_code == 2 and "is no corpus; name a new or an empty folder" in result.stderr
    assert contents(other) == before


def test_what_a_person_put_into_a_corpus_stays_when_it_is_made_again(folder, tmp_path):
    made = tmp_path / "corpus"
    assert ingest(folder, made).exit_code == 0
    own = {"hand_coding.csv": b"file\n", "notebooks/my_own.ipynb": b"{}", "report.html": b"<p>", "figures/a.png": b"x"}
    for name, content in own.items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_bytes(content)
    assert ingest(folder, made).exit_code == 0
    after = contents(made)
    assert {name: after[name] for name in own} == own


def test_a_table_of_a_persons_own_beside_a_corpus_is_not_read_as_the_corpus(folder, tmp_path):
    into = tmp_path / "corpus"
    assert ingest(folder, into).exit_code == 0
    (into / "articles.csv").write_text("doc_id,outlet\nmine,Nobody\n", encoding="utf-8")
    assert "mine" not in set(tables.read_table(into, "articles")["doc_id"])


def test_a_table_that_somebody_changed_is_not_written_over(folder, tmp_path):
    made = tmp_path / "corpus"
    ingest(folder, made)
    (made / "study.toml").write_text("# mine\n", encoding="utf-8")
    result = ingest(folder, made)
    assert result.exit_code == 2 and "study.toml was changed since it was written" in result.stderr
    assert (made / "study.toml").read_text(encoding="utf-8") == "# mine\n"


def test_a_corpus_is_not_shared_into_itself(folder, tmp_path):
    made = tmp_path / "corpus"
    ingest(folder, made)
    before = contents(made)
    result = run("share", made, "--into", made)
    assert result.exit_code == 2 and "name a folder of its own" in result.stderr
    assert contents(made) == before


def test_a_table_of_the_run_before_that_is_not_made_again_goes(folder, tmp_path):
    made = tmp_path / "corpus"
    with storage.open_writing(made) as writing:
        (writing / "rejects.csv").write_text("a\n", encoding="utf-8")
    ingest(folder, made)
    assert (made / "rejects.csv").exists() == ("rejects.csv" in storage.find_own(made))


def test_the_record_vouches_for_every_file_and_says_no_more(folder, tmp_path):
    made = tmp_path / "corpus"
    ingest(folder, made)
    record = json.loads((made / "corpus.json").read_text(encoding="utf-8"))
    assert set(record) == {"format", "program", "files"}
    files = {name: storage.hash_file(made / name) for name in contents(made) if name != "corpus.json"}
    assert record["files"] == files


def forget_record(made):
    """Make a corpus as it was before there was a record, and tables of pairs."""
    for name in ("corpus.json", "pairs.parquet", "links.parquet"):
        (made / name).unlink()


def test_a_corpus_of_the_format_without_a_record_is_made_anew_and_the_rest_of_it_stays(folder, tmp_path):
    made = tmp_path / "corpus"
    ingest(folder, made)
    forget_record(made)
    (made / "hand_coding.csv").write_text("file\n", encoding="utf-8")
    assert ingest(folder, made).exit_code == 0
    assert (made / "corpus.json").is_file() and (made / "hand_coding.csv").is_file()


@pytest.mark.parametrize("name", ["my_notes.csv", "hand_coding_spans.csv", "my.parquet", "articles.csv", "rejects.csv"])
def test_of_a_corpus_without_a_record_only_the_tables_it_had_are_its_own(folder, tmp_path, name):
    made = tmp_path / "corpus"
    ingest(folder, made)
    forget_record(made)
    (made / name).write_bytes(b"mine")
    assert ingest(folder, made).exit_code == 0
    assert (made / name).read_bytes() == b"mine"


def test_a_new_file_does_not_take_the_place_of_one_that_the_program_did_not_write(folder, tmp_path):
    made = tmp_path / "corpus"
    ingest(folder, made)
    (made / "rejects.csv").write_bytes(b"mine")
    (folder / "courier.txt").write_text("Another text than the one that the metadata know.", encoding="utf-8")
    before = contents(made)
    result = run("ingest", folder, "--study", folder / "study.toml", "--into", made, "--keep-going")
    assert result.exit_code == 2 and "rejects.csv was not written by readouts" in result.stderr
    assert contents(made) == before


def test_what_is_shared_does_not_replace_a_corpus_with_text_nor_the_reverse(folder, tmp_path):
    for made in (tmp_path / "one", tmp_path / "other"):
        ingest(folder, made)
    run("share", tmp_path / "one", "--into", tmp_path / "shared")
    before = contents(tmp_path)
    result = run("share", tmp_path / "one", "--into", tmp_path / "other")
    assert result.exit_code == 2 and "other holds a corpus with its text; name another folder" in result.stderr
    result = ingest(folder, tmp_path / "shared")
    assert result.exit_code == 2 and "shared holds a corpus without its text; name another folder" in result.stderr
    assert contents(tmp_path) == before


@pytest.mark.parametrize("text", ["", "{", '{"format": "x"}', "[]", '{"format": 2, "files": 3}'])
def test_a_spoilt_record_is_said(tmp_path, text):
    (tmp_path / "corpus.json").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"corpus\.json is spoilt; make the corpus again"):
        storage.read_record(tmp_path)


def test_a_record_of_a_later_version_is_refused(tmp_path):
    (tmp_path / "corpus.json").write_text('{"format": 99, "files": {}}', encoding="utf-8")
    with pytest.raises(ValueError, match="is of format 99; this version of readouts reads up to"):
        storage.read_record(tmp_path)


def test_a_run_that_fails_while_writing_leaves_the_old_state(tmp_path):
    with storage.open_writing(tmp_path / "corpus") as writing:
        (writing / "a.csv").write_text("old", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(RuntimeError), storage.open_writing(tmp_path / "corpus") as writing:
        (writing / "a.csv").write_text("new", encoding="utf-8")
        raise RuntimeError
    assert contents(tmp_path) == before
    with pytest.raises(RuntimeError), storage.open_writing(tmp_path / "other"):
        raise RuntimeError
    assert not (tmp_path / "other").exists()


KILLED = """
import os, sys
from pathlib import Path
from analysis import storage
into, moment = Path(sys.argv[1]), int(sys.argv[2])
steps = 0
def die(event, arguments):
    global steps
    if event in ("os.rename", "os.remove", "os.mkdir", "shutil.rmtree", "open"):
        if event == "open" and str(into) not in str(arguments[0]):
            return
        steps += 1
        if steps == moment:
            os.kill(os.getpid(), 9)
sys.addaudithook(die)
with storage.open_writing(into) as writing:
    for name in ("a.csv", "b.csv", "c.csv"):
        (writing / name).write_text("new", encoding="utf-8")
"""


def test_a_run_killed_at_any_moment_leaves_the_old_state_or_the_new(tmp_path):
    seen = set()
    for moment in range(1, 60):
        into = tmp_path / f"corpus{moment}"
        with storage.open_writing(into) as writing:
            for name in ("a.csv", "b.csv", "gone.csv"):
                (writing / name).write_text("old", encoding="utf-8")
        (into / "mine.txt").write_text("mine", encoding="utf-8")
        ended = subprocess.run([sys.executable, "-c", KILLED, into, str(moment)], cwd=ROOT, check=False)
        storage.recover(into)
        found = {p.name: p.read_text(encoding="utf-8") for p in into.iterdir() if p.suffix == ".csv"}
        assert found in (
            {"a.csv": "old", "b.csv": "old", "gone.csv": "old"},
            {"a.csv": "new", "b.csv": "new", "c.csv": "new"},
        )
        assert set(storage.find_own(into)) == set(found) and (into / "mine.txt").read_text(encoding="utf-8") == "mine"
        seen.add(found["a.csv"])
        if ended.returncode == 0:
            break
    assert seen == {"old", "new"} and ended.returncode == 0


def test_a_second_run_is_told_who_holds_the_corpus(folder, tmp_path):
    with storage.hold(tmp_path / "corpus", "report"):
        script = "import sys; from analysis.__main__ import app; app()"
        command = [sys.executable, "-c", script, "ingest", folder, "--study", folder / "study.toml"]
        second = subprocess.run(
            [*command, "--into", tmp_path / "corpus"], cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert second.returncode == 2
    assert f"corpus is in use by readouts report (process {os.getpid()}, since" in second.stderr
    assert not (tmp_path / "corpus").exists()


def test_a_lock_that_a_killed_run_left_holds_nobody_up(tmp_path):
    script = "import os; from analysis import storage\nwith storage.hold('corpus', 'ingest'): os.kill(os.getpid(), 9)"
    subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False
    )
    assert (tmp_path / ".corpus.lock").exists()
    with storage.hold(tmp_path / "corpus", "ingest"):
        pass


def test_a_lock_that_goes_away_does_not_let_two_in(tmp_path, monkeypatch):
    note, there = tmp_path / ".corpus.lock", []
    release = filelock.FileLock.release
    monkeypatch.setattr(filelock.FileLock, "release", lambda self: (there.append(note.exists()), release(self)))
    with storage.hold(tmp_path / "corpus", "ingest"):
        assert note.exists()
    assert there[0] is False  # else a third run makes a new file while a second holds the old one


def test_a_lock_whose_note_goes_while_it_is_read_is_still_said(tmp_path, monkeypatch):
    def taken(lock):
        raise filelock.Timeout(lock.lock_file)

    monkeypatch.setattr(filelock.FileLock, "acquire", taken)
    with (
        pytest.raises(BlockingIOError, match="corpus is in use by another run"),
        storage.hold(tmp_path / "corpus", "share"),
    ):
        pass


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a project of one corpus and notebooks of one cell, in which the runner works."""
    root = tmp_path / "project"
    (root / "notebooks").mkdir(parents=True)
    shutil.copytree(ROOT / "data" / "corpus", root / "data" / "corpus")
    shutil.copyfile(ROOT / "data" / "study.toml", root / "data" / "study.toml")
    monkeypatch.setenv("READOUTS_ROOT", str(root))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(root)
    return root


def add_notebook(project, name, source):
    parameters = nbformat.v4.new_code_cell("corpus = None  # a corpus folder", metadata={"tags": ["parameters"]})
    made = nbformat.v4.new_notebook(cells=[parameters, nbformat.v4.new_code_cell(source)])
    nbformat.write(made, project / "notebooks" / f"{name}.ipynb")


RUN = """
import sys
from analysis.output import notebooks
try:
    print(*notebooks.run_notebooks(*sys.argv[1:], tell=lambda line: print("told:", line)), sep="\\n")
except ValueError as error:
    print("failed:", error)
"""


def run_all(*corpus):
    """Run all notebooks in a process of their own; return the lines it printed."""
    command = [sys.executable, "-c", RUN, *corpus]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


DRAW = """
import json, os, pathlib  # what save_figure leaves, without the seconds that drawing takes
folder = pathlib.Path(os.environ["READOUTS_FIGURES"])
for kind in ("pdf", "svg", "png", "csv"):
    (folder / f"%s.{kind}").write_text(str(corpus))
(folder / "manifest.json").write_text(json.dumps({"%s": {}}))
"""


def draw(name):
    return DRAW.replace("%s", name)


def test_a_run_publishes_figures_when_it_is_whole_and_keeps_what_others_put_there(project):
    published = project / "figures"
    add_notebook(project, "01_one", draw("first"))
    run_all()
    (published / "my_own.png").write_bytes(b"mine")
    add_notebook(project, "01_one", draw("second"))
    run_all()
    assert {p.stem for p in published.glob("*.png")} == {"second", "my_own"}


def test_a_failing_notebook_changes_no_figure_and_is_said_at_once_with_its_line(project):
    add_notebook(project, "01_one", draw("first"))
    run_all()
    before = contents(project / "figures")
    add_notebook(project, "01_one", draw("second"))
    add_notebook(project, "02_two", "x = 1\n1 / 0")
    said = run_all()
    assert contents(project / "figures") == before
    assert "told: 02_two.ipynb: cell 1, line 2 failed:" in said and "ZeroDivisionError: division by zero" in said
    assert any(line.startswith("told: 01_one: done") for line in said)
    assert "failed: 02_two.ipynb: cell 1, line 2 failed:" in said
    assert (project / "build" / "tried" / "notebooks" / "02_two.ipynb").is_file()


def test_ctrl_c_ends_the_kernels_and_keeps_the_figures(project):
    add_notebook(project, "01_one", draw("first"))
    run_all()
    before = contents(project / "figures")
    add_notebook(
        project, "01_one", "import os, time, pathlib\npathlib.Path('pid').write_text(str(os.getpid()))\ntime.sleep(60)"
    )
    command = [sys.executable, "-m", "analysis", "report"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as report:
        pid = project / "notebooks" / "pid"
        while not (pid.is_file() and pid.read_text(encoding="utf-8")):
            time.sleep(0.1)
        begun = time.monotonic()
        report.send_signal(signal.SIGINT)
        _, said = report.communicate(timeout=30)
    kernel = int(pid.read_text(encoding="utf-8"))
    assert (
        not Path(f"/proc/{kernel}").exists()
        or "Z" in Path(f"/proc/{kernel}/stat").read_text(encoding="utf-8").split()[2]
    )
    assert report.returncode == 130 and "interrupted; what was there before stays" in said
    assert time.monotonic() - begun < 15
    assert contents(project / "figures") == before
    assert not (project / "build" / "drawing").exists()


def test_a_notebook_of_another_corpus_names_it_and_draws_beside_it(project):
    shutil.copytree(project / "data" / "corpus", project / "build" / "other")
    add_notebook(project, "01_one", draw("first"))
    written = Path(run_all("build/other")[-1])
    assert written == project / "build" / "other" / "notebooks" / "01_one.ipynb"
    assert nbformat.read(written, 4).cells[0].source.startswith('corpus = "build/other"')
    assert (project / "build" / "other" / "figures" / "first.png").is_file() and not (project / "figures").exists()


def test_a_notebook_that_is_run_by_hand_publishes_nothing(project, monkeypatch):
    monkeypatch.delenv("READOUTS_FIGURES", raising=False)
    corpus = paths.find_corpus()
    assert paths.drawing_folder(corpus) == project / "build" / "tried" / "figures"
    assert paths.drawing_folder(corpus) != paths.figures_folder(corpus)


def test_copies_and_conversions_of_a_notebook_are_not_run(project):
    for name in ("01_one", "01_one-Copy1", "01_one.nbconvert", "mine"):
        add_notebook(project, name, "1")
    assert [path.stem for path in notebooks.list_notebooks()] == ["01_one"]


def test_the_hash_of_a_corpus_is_of_its_own_files(folder, tmp_path):
    made = tmp_path / "corpus"
    ingest(folder, made)
    before = tables.hash_corpus(made)
    (made / "report.html").write_text("<p>", encoding="utf-8")
    assert tables.hash_corpus(made) == before
    pd.DataFrame({"doc_id": ["x"]}).to_csv(made / "hand_coding.csv", index=False)
    assert tables.hash_corpus(made) == before


def test_ingest_writes_what_it_counts(folder, tmp_path):
    counts = pipeline.ingest(folder, folder / "study.toml", tmp_path / "corpus")
    made = {name: tables.read_table(tmp_path / "corpus", name) for name in counts}
    assert counts == {name: len(table) for name, table in made.items()}
    assert not list(tmp_path.glob(".corpus*"))
