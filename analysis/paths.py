"""Where the project's folders are."""

import os
import re
from pathlib import Path

from analysis import storage

__all__ = [
    "build_folder",
    "drawing_folder",
    "figures_folder",
    "find_corpus",
    "find_root",
    "find_sides",
    "is_shipped",
    "lexicon",
]

MARK = Path("data") / "study.toml"


def find_root() -> Path:
    """Return the project's folder: READOUTS_ROOT, else the first above the working folder, else above the package.

    Returns
    -------
    Path
        The folder that holds data/study.toml.

    Raises
    ------
    FileNotFoundError
        If no such folder is found; the message names the places looked in.
    """
    named = os.environ.get("READOUTS_ROOT")
    starts = [Path(named)] if named else [Path.cwd(), Path(__file__).resolve().parent]
    for start in starts:
        for folder in [start] if named else [start, *start.parents]:
            if (folder / MARK).is_file():
                return folder.resolve()
    looked = " and ".join(str(start) for start in starts)
    raise FileNotFoundError(f"no folder with {MARK} in or above {looked}; set READOUTS_ROOT to the project's folder")


def lexicon(name: str, language: str = "en") -> Path:
    """Return the path of data/lexicons/LANGUAGE/NAME; FileNotFoundError lists those there are."""
    path = find_root() / "data" / "lexicons" / language / name
    if not path.is_file():
        there = ", ".join(sorted(p.name for p in path.parent.glob("*"))) or "none"
        raise FileNotFoundError(f"no lexicon {name} in {path.parent}; there are: {there}")
    return path


def find_corpus(folder: str | Path | None = None) -> Path:
    """Return the corpus folder: the one given, else READOUTS_CORPUS, else data/corpus.

    Parameters
    ----------
    folder : path, optional
        Taken from the project's folder if it is not absolute and not below the working folder.

    Returns
    -------
    Path

    Raises
    ------
    FileNotFoundError
        If there is no such folder, it holds no study.toml, or no tables beside it.
    """
    named = Path(folder or os.environ.get("READOUTS_CORPUS") or Path("data") / "corpus")
    for path in (named, find_root() / named):
        storage.recover(path)
        if (path / "study.toml").is_file():
            if not any(path.glob("articles.*")) or any(path.glob("segments.*")):
                return path.resolve()
            raise FileNotFoundError(f"{path} has articles and no tables of a corpus; ingest it: readouts ingest {path}")
    raise FileNotFoundError(f"no corpus in {named} (a folder with study.toml); make one: python -m analysis ingest")


def find_sides() -> tuple[str, ...]:
    """Return the two sides to compare that READOUTS_SIDES names (`a,c`); none where the study's first two are."""
    return tuple(re.findall(r"[^\s,]+", os.environ.get("READOUTS_SIDES", "")))


def is_shipped(corpus: Path) -> bool:
    """Tell whether this is data/corpus as its study compares it, whose figures and notebooks are the project's own."""
    return corpus.resolve() == find_root() / "data" / "corpus" and not find_sides()


def build_folder(corpus: Path) -> Path:
    """Return where the report goes: build/ for data/corpus, build/NAME/ for any other; other sides: build/NAME-A-C/."""
    build = find_root() / "build"
    return build if is_shipped(corpus) else build / "-".join((corpus.name, *find_sides()))


def figures_folder(corpus: Path) -> Path:
    """Return where the figures of a whole run stand: figures/ for data/corpus, build/NAME/figures/ for any other."""
    return find_root() / "figures" if is_shipped(corpus) else build_folder(corpus) / "figures"


def drawing_folder(corpus: Path) -> Path:
    """Return where a notebook draws: READOUTS_FIGURES in a run of all, else a place of trial that publishes nothing.

    A notebook that somebody runs by hand, with another seed say, changes no figure that is committed or in a report.
    """
    given = os.environ.get("READOUTS_FIGURES")
    return Path(given) if given else build_folder(corpus) / "tried" / "figures"
