"""What a notebook made of a corpus, kept: run again only where corpus, code, notebook or libraries are others."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import nbformat

from analysis import paths, storage
from analysis.corpus import tables

__all__ = ["KINDS", "RECORDS", "find_key", "keep_run", "read_json", "take_run"]

KINDS = ("pdf", "svg", "png", "csv")  # the files of a figure
RECORDS = ("manifest.json", "answers.json")
CODED = ("coding.csv", "hand_coding.csv", "hand_coding_spans.csv")  # a coder's, which no record of the corpus has
NOTEBOOK = "executed.ipynb"


def find_key(notebook: nbformat.NotebookNode, corpus: Path) -> str:
    """Return what a run depends on, as hex digits: the corpus, the notebook's cells, all code and data, libraries."""
    digest = hashlib.sha256()
    digest.update(tables.hash_corpus(corpus).encode() + " ".join(paths.find_sides()).encode())
    for path in sorted(corpus / name for name in CODED if (corpus / name).is_file()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for cell in notebook.cells:
        digest.update(f"{cell.cell_type}\0{cell.source}\0".encode())
    digest.update(storage.hash_project().encode())
    return digest.hexdigest()[:20]


def keep_run(folder: Path, stem: str, key: str, notebook: nbformat.NotebookNode, drawn: Path) -> None:
    """Keep what a notebook made: itself executed, its figures, its answers; what was kept of it before goes.

    Parameters
    ----------
    folder : Path
        Where runs are kept.
    stem : str
        The notebook's name without ending.
    key : str
        From find_key.
    notebook : NotebookNode
        Executed.
    drawn : Path
        The folder that all notebooks of the run have drawn into.
    """
    for old in folder.glob(f"{stem}-*"):
        shutil.rmtree(old, ignore_errors=True)
    made = folder / f"{stem}-{key}"
    made.mkdir(parents=True)
    for record in RECORDS:
        own = {name: about for name, about in read_json(drawn / record).items() if about.get("notebook") == stem}
        (made / record).write_text(json.dumps(own), encoding="utf-8")
        for name in own if record == "manifest.json" else ():
            for kind in KINDS:
                if (drawn / f"{name}.{kind}").is_file():
                    shutil.copyfile(drawn / f"{name}.{kind}", made / f"{name}.{kind}")
    # Last: a run is kept whole or not at all.
    storage.replace_file(made / NOTEBOOK, nbformat.writes(notebook).encode())


def take_run(folder: Path, stem: str, key: str, drawn: Path) -> nbformat.NotebookNode | None:
    """Put what was kept of a run into the folder of figures; return the executed notebook, None if there is none."""
    made = folder / f"{stem}-{key}"
    if not (made / NOTEBOOK).is_file():
        return None
    for path in made.iterdir():
        if path.suffix[1:] in KINDS:
            shutil.copyfile(path, drawn / path.name)
    for record in RECORDS:
        joined = read_json(drawn / record) | read_json(made / record)
        text = json.dumps(joined, indent=1, sort_keys=True, ensure_ascii=False)
        (drawn / record).write_text(text + "\n", encoding="utf-8")
    return nbformat.read(made / NOTEBOOK, as_version=4)


def read_json(path: Path) -> dict[str, Any]:
    """Return a json file, empty where there is none."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
