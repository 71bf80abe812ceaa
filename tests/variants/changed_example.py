"""The invented example, changed: its articles, their metadata, its study; and the report that is built of it."""

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from analysis import paths, pipeline

UNDRAWN = "\U0010fffd"  # of private use: no font has it
EXAMPLE = paths.find_root() / "data" / "example"
THIRD = """
[voices.ostrava]
label = "Ostmark"
colour = "#CC79A7"
marker = "v"
names = ["Ostmark", "White Gate", "Lena Moor", "Moor"]
descriptions = ["Ostmark's chancellor", "the Chancellor"]

[outlets."White Gate"]
colour = "#000000"
narration = "ostrava"
"""
WHITE_GATE = """Telephone conversation with President of Velmora Ilka Soren

Chancellor Lena Moor spoke by telephone with the President of Velmora, Ilka Soren.

The Chancellor condemned the seizure of two trawlers and demanded that the crews be released. She said that Ostmark
would send observers to the Northern Sound, and welcomed the talks on the herring quota.

Ilka Soren told the Chancellor that the crews were in good health.
"""
NEWS = """Chancellor Moor warns of a long winter in the sound

Lena Moor said on Thursday that Ostmark would not accept a quota made by two. “The herring does not ask for a passport,”
she told reporters. Ilka Soren answered that every coast would be heard. Aldo Brand said he welcomed the observers.
"""
ALONE = """Soren speaks of herring

Ilka Soren said that the sound could feed three harbours. “We will share what there is,” she told reporters.

The harbours have waited for three winters.
"""


class Variant:
    """A folder of articles with its metadata and study, to be changed and built."""

    def __init__(self, folder):
        self.folder = folder
        shutil.copytree(EXAMPLE, folder)
        with (folder / "articles.csv").open(encoding="utf-8", newline="") as file:
            self.rows = list(csv.DictReader(file))
        self.study = (folder / "study.toml").read_text(encoding="utf-8")

    def keep(self, wanted):
        self.rows = [row for row in self.rows if wanted(row)]

    def add(self, doc_id, outlet, text, **known):
        row = {key: "" for key in self.rows[0]} | {
            "doc_id": doc_id,
            "outlet": outlet,
            "genre": "news",
            "language": "en",
        }
        self.rows.append(row | {"source_file": f"{doc_id}.txt", "title": text.splitlines()[0]} | known)
        (self.folder / f"{doc_id}.txt").write_text(text, encoding="utf-8")

    def replace(self, pattern, new):
        self.study, n = re.subn(pattern, lambda _: new, self.study)
        assert n, f"nothing of the study is like {pattern}"

    def build(self, name):
        """Ingest, run the notebooks, build the report; return the corpus, the report's text and the figures' folder."""
        with (self.folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(self.rows[0]))
            writer.writeheader()
            writer.writerows(self.rows)
        for path in self.folder.glob("*.txt"):
            if path.name not in {row["source_file"] for row in self.rows}:
                path.unlink()
        (self.folder / "study.toml").write_text(self.study, encoding="utf-8")
        corpus = self.folder.parent / name
        pipeline.ingest(self.folder, self.folder / "study.toml", corpus)
        return corpus, *make_report(corpus)


def run(corpus, *arguments, **environment):
    """Run a command of `readouts` on a corpus in a project of the test's own; return what it printed."""
    root = corpus.parent / "project"
    for name in ("data", "notebooks", "report"):  # what is built goes into the test's own folder
        root.mkdir(exist_ok=True)
        if not (root / name).exists():
            (root / name).symlink_to(paths.find_root() / name)
    command = [sys.executable, "-m", "analysis", arguments[0], "--corpus", str(corpus), *arguments[1:]]
    environment = os.environ | {"READOUTS_ROOT": str(root)} | environment
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return told.stdout.split()


def make_report(corpus, *options):
    """Run `readouts report`; return the report's text and the folder of its figures."""
    html, pdf = (Path(line) for line in run(corpus, "report", "--jobs", "1", *options)[:2])
    assert min(html.stat().st_size, pdf.stat().st_size) > 10_000
    return flat(html.with_name("report.md").read_text(encoding="utf-8")), html.with_name("figures")


def run_notebooks(corpus, sides, *names):
    """Run some notebooks that compare two sides; return the folder of their figures."""
    only = [word for name in names for word in ("--only", name)]
    made = run(corpus, "notebooks", *only, READOUTS_SIDES=sides)
    return Path(made[0]).parents[1] / "figures"


def flat(text):
    return " ".join(text.split())


def read_made(folder):
    """Return the bytes of every figure, executed notebook and page."""
    made = [path for name in ("figures", "notebooks") for path in (folder / name).iterdir()]
    return {path.name: path.read_bytes() for path in [*made, folder / "report.md", folder / "report.pdf"]}
