"""What leaves this machine names neither it nor who works on it; what holds the articles' text stays at home."""

import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from analysis import paths

ROOT = paths.find_root()
PUBLISHED = sorted(
    path
    for folder in ("notebooks", "figures", "data/corpus")
    for path in (ROOT / folder).iterdir()
    if path.suffix in (".ipynb", ".svg", ".csv", ".json", ".toml", ".pdf", ".png")
)
# A folder of a person or of a machine: /home/ada/..., /Users/ada/..., C:\Users\...
PLACE = re.compile(rb"(?:^|[\s\"'(=:])(?:/(?:home|root|Users|tmp|work|mnt|opt|private|var)/|[A-Z]:\\+Users)")


def find_traces(raw):
    """Return what of this machine stands in the bytes of a file, the pictures of a notebook left out."""
    text = re.sub(rb"base64,[A-Za-z0-9+/=]{100,}", b"", raw)
    host = socket.gethostname().encode()
    named = [host] if len(host) > 3 and re.search(rb"\b" + re.escape(host) + rb"\b", text) else []
    own = [place for place in (f"{Path.home()}/".encode(), f"{ROOT}/".encode()) if len(place) > 4 and place in text]
    return PLACE.findall(text) + named + own


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.name)
def test_nothing_that_is_published_names_a_folder_a_user_or_a_machine(path):
    assert not find_traces(path.read_bytes())


def test_a_trace_would_be_found():
    assert find_traces(b'{"file": "/home/ada/articles/a.txt"}') and find_traces(b"x C:\\Users\\ada\\a.txt")
    assert find_traces(f"read {ROOT}/a.txt".encode()) and not find_traces(b"and/or home/away")


def test_a_corpus_made_here_and_its_report_name_no_folder(example_folder):
    for path in example_folder.iterdir():
        assert not find_traces(path.read_bytes()), path.name


@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("coding.csv", True),
        ("coding_ada.csv", True),
        ("links_ada.csv", True),
        ("links.csv", True),
        ("data/mine/coding.csv", True),
        ("data/mine/segments.parquet", True),
        ("build/mine/coding.csv", True),
        ("data/hand_coding.csv", False),
        ("data/corpus/links.csv", False),
        ("benchmarks/framing_coding.csv", False),
    ],
)
def test_a_sheet_with_text_is_no_part_of_the_project(tmp_path, path, ignored):
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    found = subprocess.run(["git", "check-ignore", "--quiet", path], cwd=tmp_path, check=False)
    assert (found.returncode == 0) == ignored
