"""What many tests stand on: the example study, ingested once; the five articles where they are at hand."""

import json
from pathlib import Path

import hypothesis
import pytest

from analysis import pipeline
from analysis.corpus import study as studies
from analysis.corpus import tables

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
# No deadline: nothing is timed. Enough examples to find what a law forgets, few enough for every run.
hypothesis.settings.register_profile("house", deadline=None, max_examples=40)
hypothesis.settings.load_profile("house")


def pytest_collection_modifyitems(items):
    """Begin with what takes longest, so that no worker is left alone with it at the end (--no-loadscope-reorder)."""
    items.sort(key=lambda item: "tests/variants" not in item.nodeid)


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory):
    """Return the corpus made of data/example, with its text."""
    folder = tmp_path_factory.mktemp("corpora") / "example"
    pipeline.ingest(ROOT / "data" / "example", ROOT / "data" / "example" / "study.toml", folder)
    return folder


@pytest.fixture(scope="session")
def example(example_folder):
    """Return its tables by name."""
    return {name: tables.read_table(example_folder, name) for name in tables.COLUMNS}


@pytest.fixture(scope="session")
def example_study(example_folder):
    return studies.load_study(example_folder / "study.toml")


@pytest.fixture(scope="session")
def shipped():
    """Return the tables of data/corpus by name: the five articles without their text."""
    return {name: tables.read_table(ROOT / "data" / "corpus", name) for name in tables.COLUMNS}


@pytest.fixture(scope="session")
def shipped_study():
    return studies.load_study(ROOT / "data" / "corpus" / "study.toml")


@pytest.fixture(scope="session")
def articles_folder():
    """Return the folder of the five raw articles; tests that need it are skipped where it is absent."""
    folder = SHARED / "articles"
    if not folder.is_dir():
        pytest.skip("the articles' text is not at hand")
    return folder


@pytest.fixture(scope="session")
def shipped_figures():
    """Return the folder of committed figures, its manifest, and the hash of data/corpus."""
    folder = ROOT / "figures"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return folder, manifest, tables.hash_corpus(ROOT / "data" / "corpus")
