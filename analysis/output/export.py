"""A table of a corpus -> a file for a spreadsheet or a manuscript: xlsx, tex, md, csv."""

import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis import paths, storage
from analysis.corpus import tables
from analysis.output.run_cache import read_json

__all__ = ["FORMS", "export_table"]


def export_table(corpus: Path | str | None, name: str, into: Path | str) -> int:
    """Write a table of a corpus, or the data of a figure, in the form that the ending of `into` names.

    Parameters
    ----------
    corpus : path, optional
        As paths.find_corpus takes it.
    name : str
        A table of the corpus (tables.COLUMNS), or a figure that was made of it.
    into : path
        A file that ends in one of FORMS.

    Returns
    -------
    int
        How many rows were written.

    Raises
    ------
    ValueError
        If the ending is none of FORMS, there is no such table and no such figure, or the figure was drawn before the
        corpus was made anew.
    FileExistsError
        If the file is there already.
    FileNotFoundError
        If there is no such corpus.
    """
    folder, into = paths.find_corpus(corpus), Path(into)
    if into.suffix not in FORMS:
        raise ValueError(f"{into} ends in {into.suffix or 'nothing'}; a table is written as {', '.join(FORMS)}")
    if into.exists():
        raise FileExistsError(f"{into} is there already; move it away, or name another file")
    drawn = paths.figures_folder(folder) / f"{name}.csv"
    if name in tables.COLUMNS:
        table = tables.read_table(folder, name)
    elif drawn.is_file():
        of = read_json(drawn.parent / "manifest.json").get(name, {}).get("corpus")
        if of != tables.hash_corpus(folder):
            raise ValueError(f"{name} was drawn before {folder} was made anew; make its report first: readouts report")
        table = pd.read_csv(drawn, keep_default_na=False)
    else:
        figures = ", ".join(sorted(path.stem for path in drawn.parent.glob("*.csv"))) or "none"
        raise ValueError(f"no table {name}; there are {', '.join(tables.COLUMNS)}, and of figures {figures}")
    storage.replace_file(into, FORMS[into.suffix](table))
    return len(table)


def _write_xlsx(table: pd.DataFrame) -> bytes:
    """Return a workbook with one sheet; what begins like a formula stays text."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([str(column) for column in table.columns])
    for row, values in enumerate(table.astype(object).where(table.notna(), None).itertuples(index=False), start=2):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "A2"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _write_tex(table: pd.DataFrame) -> bytes:
    """Return a table for LaTeX with the rules of booktabs, its special signs escaped."""
    return table.to_latex(index=False, escape=True, float_format="%.3g", na_rep="").encode("utf-8")


def _write_md(table: pd.DataFrame) -> bytes:
    """Return a pipe table."""
    shown = [[str(column) for column in table.columns], ["---"] * len(table.columns)]
    for values in table.astype(object).where(table.notna(), "").itertuples(index=False):
        shown.append([f"{v:.3g}" if isinstance(v, float) else " ".join(str(v).split()) for v in values])
    lines = ("| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in shown)
    return ("\n".join(lines) + "\n").encode("utf-8")


def _write_csv(table: pd.DataFrame) -> bytes:
    """Return a csv that a spreadsheet opens as it is: UTF-8 with its mark."""
    return b"\xef\xbb\xbf" + table.to_csv(index=False, lineterminator="\n").encode("utf-8")


FORMS: dict[str, Callable[[pd.DataFrame], bytes]] = {
    ".xlsx": _write_xlsx, ".tex": _write_tex, ".md": _write_md, ".csv": _write_csv
}  # fmt: skip
