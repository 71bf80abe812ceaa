"""Execute the notebooks headlessly, two at a time, and show the cell that fails."""

import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbclient
import nbformat

from analysis import paths

TIMEOUT = 600  # seconds a cell


def list_notebooks() -> list[Path]:
    """Return the project's notebooks in reading order."""
    return sorted((paths.find_root() / "notebooks").glob("0*.ipynb"))


def run_notebooks(corpus: Path | str | None = None, in_place: bool = False, side_by_side: int = 2) -> list[Path]:
    """Execute all notebooks on a corpus.

    Parameters
    ----------
    corpus : path, optional
        The corpus folder; by default READOUTS_CORPUS or data/corpus.
    in_place : bool
        Write the executed notebooks over notebooks/ (of data/corpus only); else under the build folder.
    side_by_side : int
        How many kernels at a time.

    Returns
    -------
    list of Path
        The executed notebooks.

    Raises
    ------
    ValueError
        If a cell fails: which notebook, which cell, and the error.
    FileNotFoundError
        If there is no such corpus.
    """
    folder = paths.find_corpus(corpus)
    notebooks = list_notebooks()
    in_place = in_place and paths.is_shipped(folder)
    target = paths.find_root() / "notebooks" if in_place else paths.build_folder(folder) / "notebooks"
    target.mkdir(parents=True, exist_ok=True)
    clear_figures(paths.figures_folder(folder))
    with ThreadPoolExecutor(side_by_side) as pool:
        executed = list(pool.map(lambda path: run_notebook(path, folder), notebooks))
    failures = [problem for _, problem in executed if problem]
    if failures:
        raise ValueError(failures[0] + (f"\n({len(failures) - 1} more failed)" if len(failures) > 1 else ""))
    written = []
    for path, (notebook, _) in zip(notebooks, executed, strict=True):
        nbformat.write(notebook, target / path.name)
        written.append(target / path.name)
    return written


def clear_figures(folder: Path) -> None:
    """Remove the figures of an earlier run, so that none outlives the code that drew it."""
    if not (folder / "manifest.json").is_file():
        return
    shutil.rmtree(folder)
    folder.mkdir()


def run_notebook(path: Path, corpus: Path) -> tuple[nbformat.NotebookNode, str]:
    """Return the executed notebook and "", or what failed where."""
    notebook = nbformat.read(path, as_version=4)
    settings = {"READOUTS_CORPUS": str(corpus), "READOUTS_ROOT": str(paths.find_root()), "PYTHONHASHSEED": "0"}
    client = nbclient.NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": path.parent}},
    )
    client.create_kernel_manager().transport_encryption = "auto"  # ipykernel 7.3+ warns without it
    try:
        client.execute(env=os.environ | settings)
    except nbclient.exceptions.CellExecutionError as error:
        return notebook, f"{path.name}: {failing_cell(notebook)}\n{error.ename}: {error.evalue}"
    return tidy_notebook(notebook), ""


def failing_cell(notebook: nbformat.NotebookNode) -> str:
    """Return the number and the source of the first cell with an error."""
    for number, cell in enumerate(notebook.cells):
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            return f"cell {number} failed:\n{cell.source}"
    return "a cell failed"


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
                tidy_output(output)
    return tidy


def tidy_output(output: nbformat.NotebookNode) -> None:
    """Take out of an output what is another at each run: a widget's id (a saved page cannot show it), addresses."""
    data = output.get("data", {})
    data.pop("application/vnd.jupyter.widget-view+json", None)
    if "text/plain" in data:
        data["text/plain"] = re.sub(r" at 0x[0-9a-f]+", "", data["text/plain"])
