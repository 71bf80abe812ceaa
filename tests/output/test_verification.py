import json
import shutil

import nbformat
import pytest

from analysis import paths
from analysis.output import notebooks, run_cache, verification

FIGURES = paths.find_root() / "figures"


@pytest.fixture
def published(tmp_path):
    return shutil.copytree(FIGURES, tmp_path / "published")


def change(folder, record, name, **values):
    content = json.loads((folder / record).read_text(encoding="utf-8"))
    content[name] |= values
    (folder / record).write_text(json.dumps(content), encoding="utf-8")


def test_what_follows_from_the_data_is_not_named(published):
    assert verification.compare_drawn(published, FIGURES) == []


def test_a_changed_count_in_a_figure_is_named(published):
    text = (published / "voice_shares.csv").read_text(encoding="utf-8")
    head, first, *rest = text.splitlines()
    cells = first.split(",")
    place = next(n for n, cell in enumerate(cells) if cell.isdigit())
    cells[place] = str(int(cells[place]) + 1)
    (published / "voice_shares.csv").write_text("\n".join([head, ",".join(cells), *rest]) + "\n", encoding="utf-8")
    [said] = verification.compare_drawn(published, FIGURES)
    assert said.startswith("the data of the figure voice_shares are others")


def test_a_changed_label_in_a_caption_is_named(published):
    change(published, "manifest.json", "agenda", title="Of nine issues, the moon raised all.")
    [said] = verification.compare_drawn(published, FIGURES)
    assert said.startswith("the caption of the figure agenda is stale: 'Of nine issues, the moon raised all.', now")


def test_a_stale_sentence_in_an_answer_is_named(published):
    change(published, "answers.json", "corpus", answer="The corpus holds 900 articles.")
    [said] = verification.compare_drawn(published, FIGURES)
    assert said.startswith("the answer corpus is stale: 'The corpus holds 900 articles.', now 'The corpus holds 5")


def test_figures_that_are_gone_or_new_are_named(published):
    content = json.loads((published / "manifest.json").read_text(encoding="utf-8"))
    content["moon"] = content.pop("agenda")
    (published / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    assert verification.compare_drawn(published, FIGURES) == [
        "the figure moon is no longer made",
        "the figure agenda is missing",
    ]


def test_a_stale_line_of_the_report_is_named():
    written, filled = "One.\n\nOf 9 words, none.\n", "One.\n\nOf 10 words, none.\n"
    assert verification._compare_texts(written, filled) == ["a line of the report is stale: 'Of 9 words, none.'"]


def test_what_was_never_published_is_said(tmp_path):
    corpus = shutil.copytree(paths.find_root() / "data" / "corpus", tmp_path / "corpus")
    with pytest.raises(FileNotFoundError, match="nothing was published of"):
        verification.verify_report(corpus)


def notebook(source="1 + 1"):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])


def test_a_run_is_kept_with_its_own_figures_and_answers_and_comes_back(tmp_path):
    drawn, again = shutil.copytree(FIGURES, tmp_path / "drawn"), tmp_path / "again"
    again.mkdir()
    run_cache.keep_run(tmp_path / "kept", "02_voices", "abc", notebook(), drawn)
    assert run_cache.take_run(tmp_path / "kept", "02_voices", "abd", again) is None
    assert run_cache.take_run(tmp_path / "kept", "02_voices", "abc", again).cells[0].source == "1 + 1"
    made = json.loads((again / "manifest.json").read_text(encoding="utf-8"))
    assert set(made) == {"voice_shares", "reporting_verbs"}
    assert {path.name for path in again.glob("*.svg")} == {"voice_shares.svg", "reporting_verbs.svg"}
    for name in made:
        assert (again / f"{name}.csv").read_bytes() == (FIGURES / f"{name}.csv").read_bytes()


def test_another_run_of_a_notebook_takes_the_place_of_the_one_before(tmp_path):
    for key in ("abc", "abd"):
        run_cache.keep_run(tmp_path / "kept", "02_voices", key, notebook(), FIGURES)
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["02_voices-abd"]


def test_a_run_depends_on_its_corpus_and_its_cells(tmp_path):
    corpus = shutil.copytree(paths.find_root() / "data" / "corpus", tmp_path / "corpus")
    key = run_cache.find_key(notebook(), corpus)
    assert key == run_cache.find_key(notebook(), corpus)
    assert key != run_cache.find_key(notebook("1 + 2"), corpus)
    study = (corpus / "study.toml").read_text(encoding="utf-8")
    (corpus / "study.toml").write_text(study.replace('label = "Kremlin"', 'label = "The Kremlin"'), encoding="utf-8")
    assert key != run_cache.find_key(notebook(), corpus)


def test_notebooks_for_the_hand_are_copies_that_name_their_corpus_and_stay(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "find_root", lambda: tmp_path)
    shutil.copytree(FIGURES.parent / "notebooks", tmp_path / "notebooks")
    corpus = shutil.copytree(FIGURES.parent / "data" / "corpus", tmp_path / "mine")
    folder = notebooks.copy_notebooks(corpus)
    assert folder == tmp_path / "build" / "lab" / "mine"
    copy = folder / "02_voices.ipynb"
    assert 'corpus = "mine"' in nbformat.read(copy, as_version=4).cells[1].source
    copy.write_text("edited", encoding="utf-8")
    notebooks.copy_notebooks(corpus)
    assert copy.read_text(encoding="utf-8") == "edited"
