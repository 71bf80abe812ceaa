"""A coder's sheet out, and read again: segments, least certain first, and what the coder made of them."""

from pathlib import Path
from typing import Any

import pandas as pd

from analysis import storage
from analysis.corpus import tables
from analysis.corpus.articles import table_files

__all__ = [
    "FRAMES",
    "JUDGED",
    "MANNERS",
    "SHEET",
    "SHEET_FILE",
    "check_columns",
    "find_judged",
    "find_sheet",
    "is_filled",
    "read_coding",
    "save_coding_sheet",
    "write_coding_sheet",
    "write_sheet",
]

SHEET_FILE = "coding.csv"  # beside the tables of a corpus
# What a coder may fill in; the frame is the sentence's, the rest the segment's.
JUDGED = ("coded_voice", "coded_manner", "coded_start", "coded_end", "coded_frame", "coded_issues")
SHEET = (
    "doc_id", "segment_id", "start", "end", "voice", "manner", "source", "cue", "certainty", *JUDGED, "note",
)  # fmt: skip
OFFSETS = ("start", "end", "coded_start", "coded_end")
MANNERS = ("direct", "indirect", "narration")
FRAMES = ("-1", "0", "1")  # confrontational, neutral, conciliatory
FORMULA = tuple("=+-@\t\r")  # what a spreadsheet takes for a formula


def write_coding_sheet(segments: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the segments for a coder to check, the least certain first.

    Parameters
    ----------
    segments, sentences : DataFrame
        As in tables.COLUMNS.

    Returns
    -------
    DataFrame
        One row a segment: SHEET, and where the texts are at hand text (the segment's) and sentence (the whole). The
        coder fills in coded_voice where the voice is another (or the same, to confirm it), coded_manner where the
        manner is, coded_start and coded_end where the span is another, coded_frame (-1, 0, 1: of the whole sentence),
        coded_issues (ids with a space between, `none` for none), and a note. To split a segment, repeat its row with
        other offsets. A sheet with text is the publishers'; keep it out of what is published (apply_coding does not
        need those columns).

    Examples
    --------
    >>> segments = pd.DataFrame({c: [""] * 2 for c in tables.required_columns("segments")})
    >>> segments = segments.assign(segment_id=["s.0", "s.1"], certainty=[1.0, 0.4])
    >>> sentences = pd.DataFrame(columns=tables.required_columns("sentences"))
    >>> write_coding_sheet(segments, sentences)["segment_id"].tolist()
    ['s.1', 's.0']
    """
    tables.check_table(segments, "segments")
    tables.check_table(sentences, "sentences")
    sheet = segments.sort_values("certainty", kind="stable", na_position="first")
    sheet = sheet.assign(**dict.fromkeys((*JUDGED, "note"), ""))
    sheet["coded_start"] = sheet["coded_end"] = pd.Series(pd.NA, sheet.index, dtype="Int64")
    if "text" in sentences.columns:
        sheet["sentence"] = sheet["sentence_id"].map(sentences.set_index("sentence_id")["text"])
    columns = [*SHEET, *(c for c in ("text", "sentence") if c in sheet.columns)]
    return sheet[columns].reset_index(drop=True)


def save_coding_sheet(corpus: Path | str, into: Path | str) -> pd.DataFrame:
    """Write the coding sheet of a corpus folder as csv and return it.

    Raises
    ------
    FileExistsError
        If the file is there already: it may hold a coder's work.
    FileNotFoundError
        If the corpus is not there.
    """
    if Path(into).exists():
        raise FileExistsError(f"{into} is there already and may hold a coder's work; name another file")
    sheet = write_coding_sheet(tables.read_table(corpus, "segments"), tables.read_table(corpus, "sentences"))
    write_sheet(sheet, into)
    return sheet


def write_sheet(sheet: pd.DataFrame, path: Path | str) -> None:
    """Write a sheet as csv that a spreadsheet opens as it is: UTF-8 with its mark, and no cell a formula.

    An apostrophe stands before a text that begins like a formula. It does no harm on the way back: the columns that a
    correction is made of hold ids, labels and numbers.
    """
    shown = sheet.copy()
    for column in shown.columns.intersection(["source", "cue", "note", "text", "sentence"]):
        cells = shown[column].astype(str)
        shown[column] = cells.where(~cells.str.startswith(FORMULA), "'" + cells)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    storage.replace_file(Path(path), b"\xef\xbb\xbf" + shown.to_csv(index=False, lineterminator="\n").encode("utf-8"))


LONGEST = 2**31  # characters that no text has


def read_coding(path: Path | str) -> pd.DataFrame:
    """Read a coder's sheet; offsets become whole numbers, empty ones stay empty.

    Parameters
    ----------
    path : path
        csv as a spreadsheet saves it: any separator, UTF-8, UTF-16 or the Western code page of Windows (cp1252).

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If a column is missing, an offset is no whole number, or a frame or manner is none.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f"no coding sheet {path}; make one with: python -m analysis code CORPUS --into FILE")
    coding = table_files.read_csv(path, otherwise="cp1252")
    check_columns(coding)
    for column in JUDGED:
        if column not in coding:
            coding[column] = ""
    for column in OFFSETS:
        numbers = pd.to_numeric(coding[column], errors="coerce")
        whole = (coding[column].str.strip() == "") | ((numbers % 1 == 0) & (numbers.abs() <= LONGEST))
        _refuse(path, coding[~whole], column, "write a whole number of characters")
        coding[column] = numbers.astype(float).astype("Int64")
    for column, allowed in (("coded_manner", MANNERS), ("coded_frame", FRAMES)):
        coding[column] = coding[column].str.strip().str.removesuffix(".0").str.removeprefix("+")
        _refuse(path, coding[~coding[column].isin(["", *allowed])], column, f"write one of {', '.join(allowed)}")
    return coding


def find_sheet(corpus: Path | str, path: Path | str | None = None) -> pd.DataFrame:
    """Read a coder's sheet: `path`, else what the coding panel keeps beside the tables of a corpus, else an empty one.

    Raises
    ------
    FileNotFoundError, ValueError
        As read_coding does; without `path`, not where there is none.
    """
    own = Path(corpus) / SHEET_FILE
    if path is None and not own.is_file():
        return pd.DataFrame(columns=list(SHEET), dtype=str)
    return read_coding(path or own)


def _refuse(path: Path | str, wrong: pd.DataFrame, column: str, advice: str) -> None:
    """Raise if there are rows whose cell in a column is wrong."""
    if len(wrong):
        found = wrong.iloc[0]
        raise ValueError(f"{path} has {column} {found[column]!r} for {found['segment_id']}; {advice}")


def check_columns(coding: pd.DataFrame) -> None:
    """Raise if the sheet lacks a column that a correction needs."""
    needed = ("segment_id", "start", "end", "coded_voice", "coded_start", "coded_end")
    tables.check_table(coding, "the coding sheet", needed)


def find_judged(coding: pd.DataFrame, columns: tuple[str, ...] = JUDGED) -> pd.Series:
    """Tell of each row of a sheet whether the coder filled in any of these columns."""
    there = [column for column in columns if column in coding]
    return coding[there].replace("", pd.NA).notna().any(axis=1)


def is_filled(cell: Any) -> bool:
    """Tell whether a coder wrote anything into a cell."""
    return not (pd.isna(cell) or cell == "")
