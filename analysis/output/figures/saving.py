"""Figures -> files: pdf, svg, png and csv of each, and a manifest that says from which data it came."""

import json
import re
import warnings
from pathlib import Path
from typing import Any

import filelock
import matplotlib
import pandas as pd
from matplotlib.figure import Figure

from analysis.output.figures.style import STYLE, cut_labels
from analysis.output.prose.numbers import escape_labels

__all__ = ["save_answer", "save_figure"]

SHORTER = (28, 18, 12)  # characters of a label, where longer ones leave no room for what is drawn

DIGITS = 6  # significant; what a figure draws is rounded so that another machine's last bit does not show


def _round_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its floats rounded to DIGITS significant digits."""
    rounded = table.copy()
    for column in rounded.select_dtypes("float").columns:
        rounded[column] = [float(f"{value:.{DIGITS}g}") for value in rounded[column]]
    return rounded


def save_figure(
    figure: Figure,
    table: pd.DataFrame,
    name: str,
    title: str,
    alt: str,
    *,
    folder: Path,
    notebook: str = "",
    corpus_hash: str = "",
    parameters: dict[str, Any] | None = None,
    n: str = "",
) -> Figure:
    """Write NAME.pdf, .svg, .png and .csv and the figure's row of manifest.json; return the figure for display.

    Parameters
    ----------
    figure : Figure
    table : DataFrame
        What is drawn, and nothing else.
    name : str
        Of the files: lower-case letters, digits and underscores.
    title : str
        The finding, computed from the table: the caption.
    alt : str
        What one sees, for those who cannot; it goes inside the files too.
    folder : Path
    notebook, corpus_hash, parameters, n
        Where the figure comes from: for the manifest.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If the name would not do as a file name, or title or alt is empty.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError(f"a figure's name is lower-case letters, digits and _, not {name!r}")
    for what, said in (("title", title), ("alt text", alt)):
        if not said.strip():
            raise ValueError(f"the figure {name} has no {what}; say what it shows")
    folder.mkdir(parents=True, exist_ok=True)
    undated = {"CreationDate": None, "ModDate": None, "Producer": None, "Creator": None}
    about = {  # the same input gives the same bytes: no dates, no version of the library
        "pdf": {"Title": title, "Subject": alt, **undated},
        "svg": {"Title": title, "Description": alt, "Date": None, "Creator": None},
        "png": {"Title": title, "Description": alt, "Software": None},
    }
    with matplotlib.rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")  # the caption says so: fonts.fit_fonts
        _lay_out(figure)
        for kind, metadata in about.items():
            figure.savefig(folder / f"{name}.{kind}", metadata=metadata)
    _round_table(table).to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
    row = {
        "title": title,
        "alt": alt,
        "n": n,
        "notebook": notebook,
        "corpus": corpus_hash,
        "parameters": parameters or {},
    }
    _update_json(folder / "manifest.json", name, row)
    return figure


def _lay_out(figure: Figure) -> None:
    """Place everything once and for all forms alike, long labels cut where they leave no room for what is drawn."""
    for longest in (None, *SHORTER):
        if longest:
            cut_labels(figure, longest)
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message=".*layout not applied", category=UserWarning)
            try:
                figure.draw_without_rendering()
                if _sticks_out(figure):  # room for what stands beside axes is made for the width they had before
                    figure.draw_without_rendering()
            except UserWarning:
                continue
        break
    figure.set_layout_engine(None)  # it would be done again for each form


def _sticks_out(figure: Figure) -> bool:
    """Return whether something written into or beside axes would be cut off at the right."""
    ends = [text.get_window_extent().x1 for axes in figure.axes for text in axes.texts if text.get_text()]
    return max(ends, default=0.0) > figure.bbox.x1


def save_answer(answer: str, name: str, *, folder: Path, notebook: str = "") -> str:
    """Write an answer, sentences with their numbers, into answers.json for the report; return it for display."""
    if not answer.strip():
        raise ValueError(f"the answer {name} is empty; say what was found, or that nothing was")
    folder.mkdir(parents=True, exist_ok=True)
    answer = escape_labels(answer)
    _update_json(folder / "answers.json", name, {"answer": answer, "notebook": notebook})
    return answer


def _update_json(path: Path, key: str, value: Any) -> None:
    """Set one key of a json file, keys sorted."""
    with filelock.FileLock(path.with_suffix(".lock")):  # notebooks run side by side
        content = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        content[key] = value
        path.write_text(json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
