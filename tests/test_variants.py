"""Studies of every shape: each builds its report, and what cannot be said is a sentence where the figure would stand.

Each variant is the invented example, changed: its articles, their metadata, its study. All notebooks run on it as
`readouts report` runs them, and the report is built.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis import paths, pipeline
from analysis.corpus import tables
from analysis.corpus.study import load_study

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


def make_report(corpus, *options):
    """Run `readouts report`; return the report's text and the folder of its figures."""
    root = corpus.parent / "project"
    for name in ("data", "notebooks", "report"):  # what is built goes into the test's own folder
        (root / name).parent.mkdir(exist_ok=True)
        if not (root / name).exists():
            (root / name).symlink_to(paths.find_root() / name)
    command = [sys.executable, "-m", "analysis", "report", "--corpus", str(corpus), "--jobs", "1", *options]
    told = subprocess.run(command, env=os.environ | {"READOUTS_ROOT": str(root)}, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    html, pdf = (Path(line) for line in told.stdout.split()[:2])
    assert min(html.stat().st_size, pdf.stat().st_size) > 10_000
    return flat(html.with_name("report.md").read_text(encoding="utf-8")), html.with_name("figures")


@pytest.fixture
def variant(tmp_path):
    """Return the example to be changed."""
    return Variant(tmp_path / "articles")


def flat(text):
    return " ".join(text.split())


def test_three_sides_are_all_counted_and_any_two_compared(variant):
    variant.replace(r'sides = \["velmora", "norrund"\]', 'sides = ["velmora", "norrund", "ostrava"]')
    variant.study += THIRD
    variant.add("gate-call", "White Gate", WHITE_GATE, genre="readout", event="first_call", published="2024-05-14")
    variant.add("strait-moor", "Strait Online", NEWS, published="2024-05-16")
    corpus, said, figures = variant.build("three")
    assert "The study has 3 sides, Velmora, Norrund and Ostmark; what follows compares Velmora with Norrund" in flat(
        said
    )
    shares = pd.read_csv(figures / "voice_shares.csv")
    assert (shares.groupby("outlet")["share"].sum() - 1).abs().max() < 1e-5 and "ostrava" in set(shares["voice"])
    pairs = tables.read_table(corpus, "pairs")
    assert {("velmora", "ostrava")} <= set(zip(pairs["side"], pairs["other_side"], strict=True))
    said, other = make_report(corpus, "--sides", "ostrava,velmora")
    assert other != figures and "what follows compares Ostmark with Velmora" in said
    manifest = json.loads((other / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["tellings"]["parameters"]["sides"] == "ostrava, velmora"
    with pytest.raises(ValueError, match="name two of velmora, norrund, ostrava"):
        load_study(corpus / "study.toml", ("velmora", "mars"))


def test_one_article_without_a_date_and_a_label_that_no_font_has(variant):
    variant.keep(lambda row: row["doc_id"] == "courier-call")
    variant.rows[0] |= {"published": "", "event": ""}
    variant.replace(r"(?s)\[events\.first_call\].*?\n\n", "")
    variant.replace(r'label = "Velmora"', f'label = "Velmora {UNDRAWN}"')
    _, said, _ = variant.build("one")
    assert "The corpus has 1 article." in said and "n = 1 article." in said
    assert f"No font on this machine has the letters {UNDRAWN}: boxes stand for them" in said
    assert "1 article about events on unknown days; the day of publication is known for 0." in said


def test_no_issues(variant):
    variant.study = variant.study[: variant.study.index("# Terms: case is ignored")]
    _, said, figures = variant.build("plain")
    assert "**Issues.** The study names no issue." in said
    assert "No issue is raised in these articles: the study names none" in said
    assert not (figures / "agenda.png").exists() and "Raised jointly is" not in said


def test_a_side_that_never_speaks(variant):
    for n in range(3):
        variant.add(f"strait-{n}", "Strait Online", ALONE.replace("three", f"{n + 3}"), published=f"2024-05-{n + 10}")
    variant.keep(lambda row: row["doc_id"].startswith("strait-") and row["doc_id"] != "strait-call")
    _, said, _ = variant.build("silent")
    assert "Norrund is never heard" in said
    assert "Norrund never speaks in them: that it was silent elsewhere too is not said by any figure." in said


def test_a_dozen_outlets_and_labels_of_other_scripts(variant):
    variant.replace(r'label = "Velmora"', 'label = "Велмора"')
    variant.replace(r'label = "Norrund"', 'label = "Νορρούνδη"')
    for n in range(12):
        text = f"{NEWS}\nThe {n + 3} boats of harbour {n} stayed in port.\n"
        variant.add(f"paper-{n}", f"Paper {n}", text, published=f"2024-05-{n + 10}")
    _, said, _ = variant.build("dozen")
    assert "Νορρούνδη" in said and "No font" not in said
    # Twelve articles of one wording show nothing of how articles vary.
    assert "no interval: too few articles differ from the rest to show how they vary" in said


def test_one_outlet(variant):
    for row in variant.rows:
        row["outlet"] = "Harbour Courier"
    corpus, said, figures = variant.build("outlet")
    assert set(pd.read_csv(figures / "voice_shares.csv")["outlet"]) == {"Harbour Courier"}
    assert "The share of" not in said, "there is nothing to run from one outlet to another"
    shared_kernel = read_made(figures.parent)
    make_report(corpus, "--strict", "--anew")
    assert read_made(figures.parent) == shared_kernel, "one kernel for all notebooks, or one for each: the same bytes"


def read_made(folder):
    """Return the bytes of every figure, executed notebook and page."""
    made = [path for name in ("figures", "notebooks") for path in (folder / name).iterdir()]
    return {path.name: path.read_bytes() for path in [*made, folder / "report.md", folder / "report.pdf"]}
