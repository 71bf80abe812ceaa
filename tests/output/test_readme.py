"""README.md says what the notebooks found."""

from pathlib import Path

import pytest

from analysis.output import readme

ROOT = Path(__file__).parents[2]


def test_the_readme_shows_the_answers_of_the_committed_notebooks():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.fill_readme(text, ROOT / "figures" / "answers.json") == text, "run make notebooks"


def test_a_readme_without_its_marks_is_named():
    with pytest.raises(ValueError, match="lacks the marks"):
        readme.fill_readme("nothing", ROOT / "figures" / "answers.json")


def test_the_two_commands_come_first():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [line.split("#")[0].strip() for line in lines if line.startswith("    ")]
    assert commands[:2] == ["make report", "make test"]
