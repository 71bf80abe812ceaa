"""Where the project's folders are."""

import os
from pathlib import Path

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


def lexicon(name: str) -> Path:
    """Return the path of data/lexicons/NAME; FileNotFoundError lists those there are."""
    path = find_root() / "data" / "lexicons" / name
    if not path.is_file():
        there = ", ".join(sorted(p.name for p in path.parent.glob("*"))) or "none"
        raise FileNotFoundError(f"no lexicon {name} in {path.parent}; there are: {there}")
    return path
