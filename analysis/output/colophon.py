"""From which corpus, with which libraries: the last line of every notebook."""

from importlib.metadata import version
from pathlib import Path

import pandas as pd

from analysis.corpus import tables

__all__ = ["describe_run"]

LIBRARIES = ("pandas", "numpy", "scipy", "scikit-learn", "matplotlib", "nltk", "nupunkt")


def describe_run(folder: Path, seed: int | None = None) -> pd.DataFrame:
    """Return the corpus and its hash, the seed (if one was used) and the versions of the libraries that matter."""
    row: dict[str, object] = {"corpus": folder.name, "hash": tables.hash_corpus(folder)}
    if seed is not None:
        row["seed"] = seed
    return pd.DataFrame([row | {name: version(name) for name in LIBRARIES}]).T.set_axis([""], axis=1)
