"""Execute the notebooks headlessly, two at a time, say at once which cell fails, and publish only a whole run."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import nbformat

from analysis import paths, storage
from analysis.corpus import counted_tables, tables
from analysis.output import publication
from analysis.output.execution import Tell, execute_notebooks, name_corpus
from analysis.output.run_cache import find_key, keep_run, take_run

__all__ = ["copy_notebooks", "draw_figures", "list_notebooks", "run_notebooks"]


def list_notebooks() -> list[Path]:
    """Return the project's notebooks in reading order; a copy or a conversion of one (`01_corpus-Copy1`) is none."""
    return sorted(p for p in (paths.find_root() / "notebooks").glob("*.ipynb") if re.fullmatch(r"\d\d_[a-z_]+", p.stem))


def run_notebooks(
    corpus: Path | str | None = None,
    in_place: bool = False,
    side_by_side: int = 2,
    tell: Tell = lambda line: None,
    anew: bool = False,
    only: Sequence[str] = (),
    strict: bool = False,
) -> list[Path]:
    """Execute all notebooks on a corpus; publish their figures and themselves when the last has run.

    Parameters
    ----------
    corpus : path, optional
        The corpus folder; by default READOUTS_CORPUS or data/corpus.
    in_place : bool
        Write the executed notebooks over notebooks/ (of data/corpus only); else under the build folder.
    side_by_side : int
        How many kernels at a time; of a large corpus one, since each fills much of the memory.
    tell : callable
        Is given a line as each notebook ends, and what failed as soon as it did.
    anew : bool
        Run all of them, whatever was kept of runs before; else only those that a changed corpus, notebook, code or
        library touches.
    only : sequence of str
        Names, or their first digits, of those to run; what the others published before stays as it is.
    strict : bool
        A kernel for each notebook, as nbconvert does, instead of one for each worker.

    Returns
    -------
    list of Path
        The executed notebooks.

    Raises
    ------
    ValueError
        If a cell fails, after the other notebooks have run: which notebook, which cell, and the error. Figures and
        notebooks of the run before stay; what was executed lies in the build folder, under tried/notebooks. If `only`
        names no notebook.
    BlockingIOError
        If another run has the corpus.
    FileNotFoundError
        If there is no such corpus.
    """
    folder = paths.find_corpus(corpus)
    in_place = in_place and paths.is_shipped(folder)
    build = paths.build_folder(folder)
    target = paths.find_root() / "notebooks" if in_place else build / "notebooks"
    with storage.hold(folder, "report"):
        drawn = build / "drawing"
        shutil.rmtree(drawn, ignore_errors=True)
        drawn.mkdir(parents=True)
        try:
            kept = build / "kept"
            chosen = _choose_notebooks(only)
            if only:
                run = {path.stem for path in chosen}
                publication.take_others(paths.figures_folder(folder), drawn, run, tables.hash_corpus(folder))
            keys = {path: find_key(nbformat.read(path, as_version=4), folder) for path in chosen}
            taken = {path: take_run(kept, path.stem, key, drawn) for path, key in keys.items() if not anew}
            known = {path: (notebook, "") for path, notebook in taken.items() if notebook is not None}
            tell(f"kept from the last run: {', '.join(path.stem for path in known)}") if known else None
            left = [path for path in keys if path not in known]
            large = counted_tables.is_large(folder)
            executed = known | execute_notebooks(
                left, folder, drawn, 1 if large else side_by_side, tell, strict or large
            )
            for path in left:
                if not executed[path][1]:
                    keep_run(kept, path.stem, keys[path], executed[path][0], drawn)
            _refuse_failures(executed, build / "tried" / "notebooks")
            publication.publish_figures(drawn, paths.figures_folder(folder))
        finally:
            shutil.rmtree(drawn, ignore_errors=True)
        return [_write_notebook(notebook, target / path.name) for path, (notebook, _) in executed.items()]


def _choose_notebooks(only: Sequence[str]) -> list[Path]:
    """Return the notebooks that are named, by their whole name or its first digits; all where none is."""
    there = list_notebooks()
    for name in only:
        if not any(name in (path.stem, path.stem[:2]) for path in there):
            raise ValueError(f"no notebook {name!r}; there are {', '.join(path.stem for path in there)}")
    return [path for path in there if not only or {path.stem, path.stem[:2]} & {*only}]


def copy_notebooks(corpus: Path | str | None = None) -> Path:
    """Copy the notebooks to where they can be run and saved by hand: git and what is published stay as they are.

    Returns
    -------
    Path
        The folder `lab` beside what is built of the corpus. A copy that is there already stays, and with it what
        somebody has written into it.

    Raises
    ------
    FileNotFoundError
        If there is no such corpus.
    """
    folder = paths.find_corpus(corpus)
    target = paths.find_root() / "build" / "lab" / folder.name
    for path in list_notebooks():
        if not (target / path.name).exists():
            _write_notebook(name_corpus(nbformat.read(path, as_version=4), folder), target / path.name)
    return target


def draw_figures(corpus: Path, into: Path, side_by_side: int = 2, tell: Tell = lambda line: None) -> None:
    """Execute all notebooks on a corpus, keep nothing but their figures and answers, in a folder of the caller's.

    Raises
    ------
    ValueError
        If a cell fails, as run_notebooks says it.
    """
    executed = execute_notebooks(list_notebooks(), corpus, into, side_by_side, tell)
    _refuse_failures(executed, paths.build_folder(corpus) / "tried" / "notebooks")


def _refuse_failures(executed: dict[Path, tuple[nbformat.NotebookNode, str]], kept: Path) -> None:
    """Raise what failed, with the executed notebooks written where they can be looked at; else nothing."""
    failures = [problem for _, problem in executed.values() if problem]
    if not failures:
        return
    for path, (notebook, _) in executed.items():
        _write_notebook(notebook, kept / path.name)
    more = f"\n({len(failures) - 1} more failed)" if len(failures) > 1 else ""
    raise ValueError(f"{failures[0]}{more}\nwhat was published before stays; the executed notebooks are in {kept}")


def _write_notebook(notebook: nbformat.NotebookNode, path: Path) -> Path:
    """Write a notebook whole or not at all."""
    storage.replace_file(path, (nbformat.writes(notebook) + "\n").encode())
    return path
