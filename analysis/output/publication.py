"""Figures and answers of a run -> the folder where they are published, whole or not at all."""

import json
import shutil
from collections.abc import Set
from pathlib import Path

from analysis import storage
from analysis.output.run_cache import KINDS, RECORDS, read_json

__all__ = ["publish_figures", "take_others"]


def publish_figures(drawn: Path, published: Path) -> None:
    """Move a run's figures to their place; figures of the run before that were not drawn again go, other files stay.

    Parameters
    ----------
    drawn, published : Path
        Folders of figures with their manifest.json.
    """
    published.mkdir(parents=True, exist_ok=True)
    before, now = (_figure_files(folder) for folder in (published, drawn))
    for name in sorted(now, key=lambda name: name in RECORDS):  # the records last: what they name is there
        storage.replace_file(published / name, (drawn / name).read_bytes())
    for name in before - now:
        (published / name).unlink(missing_ok=True)


def _figure_files(folder: Path) -> set[str]:
    """Return the files of a folder of figures that its manifest vouches for, and the records."""
    names = {f"{name}.{kind}" for name in read_json(folder / "manifest.json") for kind in KINDS} | set(RECORDS)
    return {name for name in names if (folder / name).is_file()}


def take_others(published: Path, drawn: Path, chosen: Set[str], corpus_hash: str) -> None:
    """Put what notebooks that are not run published before into the folder of a run's figures.

    Raises
    ------
    ValueError
        If a figure of theirs was drawn from another state of the corpus.
    """
    for name, of in read_json(published / "manifest.json").items():
        if of.get("notebook") not in chosen and of.get("corpus") != corpus_hash:
            raise ValueError(
                f"{name} of {of.get('notebook')} was drawn from tables with the hash {of.get('corpus')}, and those of "
                f"this corpus have {corpus_hash}: a report of both would say two things at once; run it without --only"
            )
    for record in RECORDS:
        own = {name: of for name, of in read_json(published / record).items() if of.get("notebook") not in chosen}
        (drawn / record).write_text(json.dumps(own, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
        for name in own if record == "manifest.json" else ():
            for kind in KINDS:
                if (published / f"{name}.{kind}").is_file():
                    shutil.copyfile(published / f"{name}.{kind}", drawn / f"{name}.{kind}")
