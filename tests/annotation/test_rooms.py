"""Tests mirror the rooms: each module of annotation has a test of its own room, and none is too long to be read."""

import re
from pathlib import Path

import pytest

TESTS, CODE = Path(__file__).parent, Path(__file__).parents[2] / "analysis" / "annotation"
# Records hold what others hand on, and do nothing.
MODULES = sorted(path for path in CODE.rglob("*.py") if path.stem not in ("__init__", "records"))
LEAST = 0.8  # lines of tests for a line of code
LONGEST = 400


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(CODE).as_posix())
def test_a_module_has_a_test_of_its_own_or_is_named_by_one_of_its_room(path):
    room = path.relative_to(CODE).parent
    dotted = ".".join(("analysis", "annotation", *room.parts))
    named = re.compile(rf"from {dotted}\.{path.stem} import|from {dotted} import [^\n]*\b{path.stem}\b")
    own = [*(TESTS / room).glob("*.py")]
    assert f"test_{path.stem}.py" in {test.name for test in own} or any(
        named.search(test.read_text(encoding="utf-8")) for test in own
    )


def count_lines(folder):
    return sum(path.read_text(encoding="utf-8").count("\n") for path in folder.rglob("*.py"))


def test_there_are_test_lines_enough_for_the_lines_of_code():
    assert count_lines(TESTS) >= LEAST * count_lines(CODE)


def test_no_test_module_is_too_long_to_be_read():
    lengths = {path.name: path.read_text(encoding="utf-8").count("\n") for path in TESTS.rglob("*.py")}
    assert not {name: n for name, n in lengths.items() if n > LONGEST}
