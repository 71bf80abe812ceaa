"""Execute the notebooks headlessly, two at a time, say at once which cell fails, and publish only a whole run."""

import json
import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import nbclient
import nbformat

from analysis import paths, storage
from analysis.output.run_cache import KINDS, RECORDS, find_key, keep_run, take_run

__all__ = ["copy_notebooks", "draw_figures", "failing_cell", "list_notebooks", "run_notebooks", "tidy_notebook"]

TIMEOUT = 600  # seconds a cell
Tell = Callable[[str], object]


def list_notebooks() -> list[Path]:
    """Return the project's notebooks in reading order; a copy or a conversion of one (`01_corpus-Copy1`) is none."""
    return sorted(p for p in (paths.find_root() / "notebooks").glob("*.ipynb") if re.fullmatch(r"\d\d_[a-z_]+", p.stem))


def run_notebooks(
    corpus: Path | str | None = None,
    in_place: bool = False,
    side_by_side: int = 2,
    tell: Tell = lambda line: None,
    anew: bool = False,
) -> list[Path]:
    """Execute all notebooks on a corpus; publish their figures and themselves when the last has run.

    Parameters
    ----------
    corpus : path, optional
        The corpus folder; by default READOUTS_CORPUS or data/corpus.
    in_place : bool
        Write the executed notebooks over notebooks/ (of data/corpus only); else under the build folder.
    side_by_side : int
        How many kernels at a time.
    tell : callable
        Is given a line as each notebook ends, and what failed as soon as it did.
    anew : bool
        Run all of them, whatever was kept of runs before; else only those that a changed corpus, notebook, code or
        library touches.

    Returns
    -------
    list of Path
        The executed notebooks.

    Raises
    ------
    ValueError
        If a cell fails, after the other notebooks have run: which notebook, which cell, and the error. Figures and
        notebooks of the run before stay; what was executed lies in the build folder, under tried/notebooks.
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
            keys = {path: find_key(nbformat.read(path, as_version=4), folder) for path in list_notebooks()}
            taken = {path: take_run(kept, path.stem, key, drawn) for path, key in keys.items() if not anew}
            known = {path: (notebook, "") for path, notebook in taken.items() if notebook is not None}
            tell(f"kept from the last run: {', '.join(path.stem for path in known)}") if known else None
            left = [path for path in keys if path not in known]
            executed = known | _execute_all(left, folder, drawn, side_by_side, tell)
            for path in left:
                if not executed[path][1]:
                    keep_run(kept, path.stem, keys[path], executed[path][0], drawn)
            _refuse_failures(executed, build / "tried" / "notebooks")
            _publish_figures(drawn, paths.figures_folder(folder))
        finally:
            shutil.rmtree(drawn, ignore_errors=True)
        return [_write_notebook(notebook, target / path.name) for path, (notebook, _) in executed.items()]


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
            _write_notebook(_name_corpus(nbformat.read(path, as_version=4), folder), target / path.name)
    return target


def draw_figures(corpus: Path, into: Path, side_by_side: int = 2, tell: Tell = lambda line: None) -> None:
    """Execute all notebooks on a corpus, keep nothing but their figures and answers, in a folder of the caller's.

    Raises
    ------
    ValueError
        If a cell fails, as run_notebooks says it.
    """
    executed = _execute_all(list_notebooks(), corpus, into, side_by_side, tell)
    _refuse_failures(executed, paths.build_folder(corpus) / "tried" / "notebooks")


def _execute_all(
    notebooks: Sequence[Path], corpus: Path, figures: Path, side_by_side: int, tell: Tell
) -> dict[Path, tuple[nbformat.NotebookNode, str]]:
    """Return each notebook executed, with "" or what failed; no kernel outlives the call."""
    running: list[nbclient.NotebookClient] = []
    pool = ThreadPoolExecutor(side_by_side)
    begun = time.monotonic()
    done: dict[Path, tuple[nbformat.NotebookNode, str]] = {}
    with _interruptible():
        try:
            futures = {pool.submit(_run_notebook, path, corpus, figures, running): path for path in notebooks}
            for future in as_completed(futures):
                done[futures[future]] = future.result()
                problem = done[futures[future]][1]
                tell(problem or f"{futures[future].stem}: done after {time.monotonic() - begun:.0f} s")
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            _kill_kernels(running)
            raise
        pool.shutdown()
    return {path: done[path] for path in notebooks}


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let SIGTERM end a run as Ctrl-C does, kernels and all."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _kill_kernels(clients: Sequence[nbclient.NotebookClient]) -> None:
    """End the kernels that still run, at once."""
    for client in clients:
        process = getattr(getattr(client.km, "provisioner", None), "process", None)
        if process is not None and process.poll() is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(os.getpgid(process.pid), signal.SIGKILL)


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


def _publish_figures(drawn: Path, published: Path) -> None:
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
    manifest = folder / "manifest.json"
    figures = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {}
    names = {f"{name}.{kind}" for name in figures for kind in KINDS} | set(RECORDS)
    return {name for name in names if (folder / name).is_file()}


def _run_notebook(
    path: Path, corpus: Path, figures: Path, running: list[nbclient.NotebookClient]
) -> tuple[nbformat.NotebookNode, str]:
    """Return the executed notebook and "", or what failed where; its client joins those that run."""
    notebook = _name_corpus(nbformat.read(path, as_version=4), corpus)
    settings = {
        "READOUTS_CORPUS": str(corpus),
        "READOUTS_ROOT": str(paths.find_root()),
        "READOUTS_FIGURES": str(figures),
        "PYTHONHASHSEED": "0",
    }
    client = nbclient.NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": path.parent}},
    )
    client.create_kernel_manager().transport_encryption = "auto"  # ipykernel 7.3+ warns without it
    running.append(client)
    try:
        client.execute(env=os.environ | settings)
    except nbclient.exceptions.CellExecutionError as error:
        return notebook, f"{path.name}: {failing_cell(notebook)}\n{error.ename}: {error.evalue}"
    except (nbclient.exceptions.CellTimeoutError, nbclient.exceptions.DeadKernelError) as error:
        return notebook, f"{path.name}: {error}"
    return tidy_notebook(notebook), ""


def _name_corpus(notebook: nbformat.NotebookNode, corpus: Path) -> nbformat.NotebookNode:
    """Return the notebook with its corpus in the parameters cell, so that a copy run by hand reads its own.

    The project's notebooks keep `corpus = None`, which is data/corpus.
    """
    if paths.is_shipped(corpus):
        return notebook
    root = paths.find_root()
    named = corpus.relative_to(root).as_posix() if corpus.is_relative_to(root) else str(corpus)
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = re.sub(r"(?m)^corpus = None\b", lambda _: f"corpus = {json.dumps(named)}", cell.source)
    return notebook


def failing_cell(notebook: nbformat.NotebookNode) -> str:
    """Return the number and the source of the first cell with an error, and the line of it where known."""
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                return f"cell {number}{_failing_line(output)} failed:\n{cell.source}"
    return "a cell failed"


def _failing_line(error: Any) -> str:
    """Return `, line N` where the traceback of an error says which line of the cell it was, else ""."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error.get("traceback", [])))
    found = re.search(r"Cell In\[\d+\], line (\d+)", plain)
    return f", line {found[1]}" if found else ""


def tidy_notebook(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return the notebook without what changes from run to run or machine to machine: widget state, language_info."""
    tidy = nbformat.from_dict(notebook)
    tidy.metadata = nbformat.from_dict(
        {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    )
    for number, cell in enumerate(tidy.cells):
        cell["id"] = f"cell-{number:02d}"
        if cell.cell_type == "code":
            cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k == "tags"})
            for output in cell.outputs:
                _tidy_output(output)
    return tidy


def _tidy_output(output: nbformat.NotebookNode) -> None:
    """Take out of an output what is another at each run: a widget's id (a saved page cannot show it), addresses."""
    data = output.get("data", {})
    data.pop("application/vnd.jupyter.widget-view+json", None)
    if "text/plain" in data:
        data["text/plain"] = re.sub(r" at 0x[0-9a-f]+", "", data["text/plain"])
