"""Notebooks -> notebooks executed, several at a time; which cell failed is said at once, and no kernel is left.

By default each worker keeps one kernel and empties it before every notebook, so that the libraries are loaded once a
worker; `strict` starts a kernel a notebook, as nbconvert does. Both give the same bytes.
"""

import atexit
import itertools
import json
import os
import re
import signal
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbclient
import nbformat
from jupyter_client.manager import KernelManager

from analysis import paths
from analysis.corpus import counted_tables
from analysis.workers import interruptible

__all__ = ["Tell", "execute_notebooks", "failing_cell", "name_corpus", "tidy_notebook"]

TIMEOUT = 600  # seconds a cell; of a large corpus as long as it takes
EMPTY = "%reset -f"
Tell = Callable[[str], object]


def execute_notebooks(
    notebooks: Sequence[Path], corpus: Path, figures: Path, side_by_side: int, tell: Tell, strict: bool = False
) -> dict[Path, tuple[nbformat.NotebookNode, str]]:
    """Execute notebooks, in kernels of which none outlives the call.

    Parameters
    ----------
    notebooks : sequence of Path
    corpus : Path
        The corpus that they read.
    figures : Path
        Where they draw.
    side_by_side : int
        How many kernels at a time.
    tell : callable
        Is given a line as each notebook ends, and what failed as soon as it did.
    strict : bool
        A new kernel for each notebook.

    Returns
    -------
    dict
        By path, each notebook executed, with "" or what failed.
    """
    kernels = _Kernels(strict)
    pool = ThreadPoolExecutor(side_by_side)
    begun = time.monotonic()
    done: dict[Path, tuple[nbformat.NotebookNode, str]] = {}
    with interruptible():
        try:
            futures = {pool.submit(_run_notebook, path, corpus, figures, kernels): path for path in notebooks}
            for future in as_completed(futures):
                done[futures[future]] = future.result()
                problem = done[futures[future]][1]
                tell(problem or f"{futures[future].stem}: done after {time.monotonic() - begun:.0f} s")
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        finally:
            kernels.kill()
        pool.shutdown()
    return {path: done[path] for path in notebooks}


class _Kernels:
    """The kernels of a run: one for each worker, or, if strict, one for each notebook."""

    def __init__(self, strict: bool) -> None:
        self._strict = strict
        self._own = threading.local()
        self._started: list[KernelManager] = []

    def open_client(
        self, notebook: nbformat.NotebookNode, folder: Path, timeout: int | None
    ) -> nbclient.NotebookClient:
        """Return a client with a kernel of this worker's: one that is there already, or a new one."""
        kept = getattr(self._own, "kernel", None)
        client = nbclient.NotebookClient(
            notebook,
            km=kept,
            timeout=timeout,
            kernel_name="python3",
            record_timing=False,
            resources={"metadata": {"path": folder}},
        )
        if kept is None:
            manager = client.create_kernel_manager()
            manager.transport_encryption = "auto"  # ipykernel 7.3+ warns without it
            client.owns_km = self._strict  # else it would end the kernel with the notebook
            self._started.append(manager)
            self._own.kernel = None if self._strict else manager
        return client

    def forget(self) -> None:
        """Have this worker take a new kernel next time."""
        self._own.kernel = None

    def kill(self) -> None:
        """End the kernels that still run, at once."""
        for manager in self._started:
            process = getattr(getattr(manager, "provisioner", None), "process", None)
            if process is not None and process.poll() is None:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(os.getpgid(process.pid), signal.SIGKILL)
                process.wait()
            manager.cleanup_connection_file()


def _run_notebook(path: Path, corpus: Path, figures: Path, kernels: _Kernels) -> tuple[nbformat.NotebookNode, str]:
    """Return the executed notebook and "", or what failed where."""
    notebook = name_corpus(nbformat.read(path, as_version=4), corpus)
    settings = {
        "READOUTS_CORPUS": str(corpus),
        "READOUTS_ROOT": str(paths.find_root()),
        "READOUTS_FIGURES": str(figures),
        "PYTHONHASHSEED": "0",
    }
    notebook.cells.insert(0, nbformat.v4.new_code_cell(EMPTY))
    client = kernels.open_client(notebook, path.parent, None if counted_tables.is_large(corpus) else TIMEOUT)
    try:
        client.execute(env=os.environ | settings)
    except (nbclient.exceptions.CellTimeoutError, nbclient.exceptions.DeadKernelError) as error:
        kernels.forget()
        return notebook, f"{path.name}: {error}"
    except (RuntimeError, AssertionError) as error:  # of nbclient, where a kernel does not answer
        kernels.forget()
        atexit.unregister(client._cleanup_kernel)  # it would fail once more at the end
        return notebook, f"{path.name}: no kernel answers ({error or 'not started'}); is the loopback device up?"
    except nbclient.exceptions.CellExecutionError as error:
        del notebook.cells[0]
        return notebook, f"{path.name}: {failing_cell(notebook)}\n{error.ename}: {error.evalue}"
    finally:
        if client.kc is not None:
            client.kc.stop_channels()
    del notebook.cells[0]
    return tidy_notebook(notebook), ""


def name_corpus(notebook: nbformat.NotebookNode, corpus: Path) -> nbformat.NotebookNode:
    """Return the notebook with its corpus, and sides that were chosen, in the parameters cell: a copy reads its own.

    The project's notebooks keep `corpus = None`, which is data/corpus, and `sides = None`.
    """
    if paths.is_shipped(corpus):
        return notebook
    chosen = ", ".join(paths.find_sides())
    root = paths.find_root()
    named = corpus.relative_to(root).as_posix() if corpus.is_relative_to(root) else str(corpus)
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = re.sub(r"(?m)^corpus = None\b", lambda _: f"corpus = {json.dumps(named)}", cell.source)
            if chosen:
                cell.source = re.sub(r"(?m)^sides = None\b", lambda _: f"sides = {json.dumps(chosen)}", cell.source)
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
    """Return the notebook without what changes from run to run or machine to machine: widgets, a kernel's numbers."""
    tidy = nbformat.from_dict(notebook)
    tidy.metadata = nbformat.from_dict(
        {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    )
    executed = itertools.count(1)
    for number, cell in enumerate(tidy.cells):
        cell["id"] = f"cell-{number:02d}"
        if cell.cell_type == "code":
            if cell.get("execution_count"):
                cell.execution_count = next(executed)
            cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k == "tags"})
            for output in cell.outputs:
                _tidy_output(output)
                if output.output_type == "execute_result":
                    output.execution_count = cell.execution_count
    return tidy


def _tidy_output(output: nbformat.NotebookNode) -> None:
    """Take out of an output what is another at each run: a widget's id (a saved page cannot show it), addresses."""
    data = output.get("data", {})
    data.pop("application/vnd.jupyter.widget-view+json", None)
    if "text/plain" in data:
        data["text/plain"] = re.sub(r" at 0x[0-9a-f]+", "", data["text/plain"])
