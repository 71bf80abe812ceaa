"""What the program is made of: every licence known and allowed, the page and the bill as the lock has it."""

import json
import re

import pytest

from analysis import paths
from benchmarks import materials

LOCKED = materials.read_lock()


@pytest.mark.parametrize(("name", "version"), [(name, version) for name, version, _ in LOCKED], ids=lambda text: text)
def test_every_installed_package_has_a_licence_that_is_allowed(name, version):
    licence = materials.find_licence(name)
    assert licence not in ("", materials.UNKNOWN)
    assert not materials.list_refused(licence)


def test_every_line_of_the_lock_is_a_package_with_hashes():
    assert len(LOCKED) > 50 and all(hashes for _, _, hashes in LOCKED)
    text = materials.LOCK.read_text(encoding="utf-8")
    assert len(re.findall(r"^[A-Za-z0-9]", text, flags=re.MULTILINE)) == len(LOCKED)


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("MIT", []),
        ("GPL-3.0-only", ["GPL-3.0-only"]),
        ("MIT OR GPL-3.0-only", []),
        ("AGPL-3.0 AND (MIT OR ISC)", ["AGPL-3.0"]),
        ("Apache-2.0 WITH LLVM-exception", []),
        ("unknown", ["unknown"]),
    ],
)
def test_a_licence_is_refused_for_each_part_that_is_not_allowed(licence, refused):
    assert materials.list_refused(licence) == refused


def test_the_page_and_the_bill_name_what_is_locked():
    rows = re.findall(r"^\| ([\w.\-]+) \| (\S+) \| \S", materials.PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    bill = json.loads(materials.BILL.read_text(encoding="utf-8"))
    locked = [(name, version) for name, version, _ in LOCKED]
    assert rows[1:] == locked or rows == locked
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    assert [(part["name"], part["version"]) for part in bill["components"]] == locked


def test_every_word_list_is_the_one_that_is_pinned():
    assert materials.read_pins() == materials.hash_lexicons()
    assert len(materials.hash_lexicons()) == len(list(paths.lexicon("cues.csv").parent.glob("*.csv")))
