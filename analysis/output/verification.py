"""Figures, answers and a report that were published -> which of them no longer follow from the data."""

import tempfile
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pandas as pd

from analysis import paths
from analysis.output import report
from analysis.output.notebooks import draw_figures
from analysis.output.run_cache import RECORDS, read_json

__all__ = ["compare_drawn", "verify_report"]

SHOWN = 160  # letters of a sentence that a message quotes


def verify_report(corpus: Path | str | None = None, tell: Callable[[str], object] = lambda line: None) -> list[str]:
    """Make every figure, table and number again and say which of the published ones are others.

    Parameters
    ----------
    corpus : path, optional
        As run_notebooks takes it.
    tell : callable
        Is given a line as each notebook ends.

    Returns
    -------
    list of str
        A sentence each: a figure whose data, caption or origin differ, one that is gone or new, an answer that says
        something else, a line of the report that is stale. Empty where all follows from the data.

    Raises
    ------
    FileNotFoundError
        If there is no such corpus, or nothing was published of it.
    ValueError
        If a notebook fails.
    """
    folder = paths.find_corpus(corpus)
    published = paths.figures_folder(folder)
    if not (published / "manifest.json").is_file():
        raise FileNotFoundError(f"nothing was published of {folder}; make its report first: readouts report")
    with tempfile.TemporaryDirectory() as beside:
        drawn = Path(beside)
        draw_figures(folder, drawn, tell=tell)
        problems = compare_drawn(published, drawn)
        written = paths.build_folder(folder) / "report.md"
        if written.is_file():
            problems += _compare_texts(written.read_text(encoding="utf-8"), report.fill_template(folder, drawn))
    return problems


def compare_drawn(published: Path, drawn: Path) -> list[str]:
    """Say what of a folder of figures and answers differs from another that was made anew.

    Parameters
    ----------
    published, drawn : Path
        Folders with manifest.json, answers.json and the figures' csv files.
    """
    before, now = ({name: read_json(folder / name) for name in RECORDS} for folder in (published, drawn))
    figures, drawn_figures = before["manifest.json"], now["manifest.json"]
    problems = [f"the figure {name} is no longer made" for name in sorted(figures.keys() - drawn_figures.keys())]
    problems += [f"the figure {name} is missing" for name in sorted(drawn_figures.keys() - figures.keys())]
    for name in sorted(figures.keys() & drawn_figures.keys()):
        if not _same_data(published / f"{name}.csv", drawn / f"{name}.csv"):
            problems.append(f"the data of the figure {name} are others: see {published / name}.csv")
        for key, what in (("title", "caption"), ("alt", "alt text"), ("n", "count"), ("corpus_hash", "corpus")):
            if figures[name].get(key) != drawn_figures[name].get(key):
                told, is_now = (str(about[name].get(key))[:SHOWN] for about in (figures, drawn_figures))
                problems.append(f"the {what} of the figure {name} is stale: {told!r}, now {is_now!r}")
    answers, found = before["answers.json"], now["answers.json"]
    for name in sorted(answers.keys() | found.keys()):
        said, says = (part.get(name, {}).get("answer", "") for part in (answers, found))
        if said != says:
            problems.append(f"the answer {name} is stale: {said[:SHOWN]!r}, now {says[:SHOWN]!r}")
    return problems


def _same_data(one: Path, other: Path) -> bool:
    """Return whether two csv files hold the same, numbers within what their rounding leaves."""
    if not (one.is_file() and other.is_file()):
        return False
    first, second = pd.read_csv(one), pd.read_csv(other)
    try:
        pd.testing.assert_frame_equal(first, second, rtol=1e-6, atol=1e-9)
    except AssertionError:
        return False
    return True


def _compare_texts(written: str, filled: str) -> list[str]:
    """Return the lines of a report that the data no longer say."""
    lines = unified_diff(written.splitlines(), filled.splitlines(), n=0, lineterm="")
    stale = [line[1:].strip() for line in lines if line.startswith("-") and not line.startswith("---")]
    return [f"a line of the report is stale: {line[:SHOWN]!r}" for line in stale if line]
