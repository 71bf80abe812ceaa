"""data/README.md names every file, table and column that there is."""

import re
from pathlib import Path

import pytest

from analysis.corpus import study_keys, tables

DATA = Path(__file__).parents[1] / "data"
CODEBOOK = (DATA / "README.md").read_text(encoding="utf-8")


def section(name):
    found = re.search(rf"^### {name}:.*?(?=^##|\Z)", CODEBOOK, flags=re.MULTILINE | re.DOTALL)
    assert found, f"data/README.md has no section on the table {name}"
    return found.group()


@pytest.mark.parametrize("name", tables.COLUMNS)
def test_every_column_is_explained(name, shipped, example):
    listed = {
        c.strip(" *") for row in re.findall(r"^\| (.+?) \|", section(name), flags=re.MULTILINE) for c in row.split(",")
    }
    columns = set(tables.COLUMNS[name]) | set(shipped[name].columns) | set(example[name].columns)
    assert columns <= listed


@pytest.mark.parametrize("part", sorted(study_keys.KEYS))
def test_every_key_of_a_study_is_explained(part):
    must, may = study_keys.KEYS[part]
    keys = CODEBOOK[CODEBOOK.index("## Keys of a study file") :]
    assert not [key for key in must | may if not re.search(rf"\b{key}\b", keys)]


def test_every_file_is_listed():
    files = [path.name for path in DATA.iterdir()] + [path.name for path in (DATA / "lexicons" / "en").iterdir()]
    assert not [name for name in files if f"`{name}" not in CODEBOOK and name != "README.md"]
