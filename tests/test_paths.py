"""Where things are, from any folder."""

import pytest

from analysis import paths


def test_the_root_is_found_from_any_folder_and_can_be_named(tmp_path, monkeypatch):
    root = paths.find_root()
    monkeypatch.chdir(root / "data" / "lexicons")
    assert paths.find_root() == root
    monkeypatch.chdir(tmp_path)
    assert paths.find_root() == root
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "study.toml").touch()
    monkeypatch.setenv("READOUTS_ROOT", str(tmp_path))
    assert paths.find_root() == tmp_path.resolve()


def test_a_root_that_is_none_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("READOUTS_ROOT", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="set READOUTS_ROOT"):
        paths.find_root()


def test_the_shipped_corpus_is_the_default_and_another_builds_elsewhere(tmp_path, monkeypatch):
    monkeypatch.delenv("READOUTS_CORPUS", raising=False)
    shipped = paths.find_corpus()
    assert paths.is_shipped(shipped) and paths.build_folder(shipped).name == "build"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "study.toml").touch()
    monkeypatch.setenv("READOUTS_CORPUS", str(tmp_path / "mine"))
    other = paths.find_corpus()
    assert paths.figures_folder(other) == paths.find_root() / "build" / "mine" / "figures"


def test_a_corpus_or_lexicon_that_is_none_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="no corpus in"):
        paths.find_corpus(tmp_path)
    with pytest.raises(FileNotFoundError, match=r"no lexicon stop_words.csv in .*lexicons.xx; there are: none"):
        paths.lexicon("stop_words.csv", "xx")
    with pytest.raises(FileNotFoundError, match=r"no lexicon no_such.csv in .*; there are: .*stop_words.csv"):
        paths.lexicon("no_such.csv")


def test_a_folder_of_articles_is_no_corpus(tmp_path):
    for name in ("study.toml", "articles.csv"):
        (tmp_path / name).write_text("", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match="has articles and no tables of a corpus; ingest it"):
        paths.find_corpus(tmp_path)
