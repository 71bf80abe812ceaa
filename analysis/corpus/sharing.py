"""What of a corpus may be published: no text, no title, no word order."""

import re

import pandas as pd

from analysis.corpus import tables

__all__ = ["SORTED", "check_publishable", "strip_text"]

WORDS = 5  # the longest name or cue that is published
WITHHELD = {"articles": ["title", "text"], "sentences": ["text"], "segments": ["text"], "mentions": ["start"]} | {
    "targets": ["start", "end"]
}
SHORTENED = {"segments": ["source", "cue"]}
# In these tables the order of the rows could give the order of the words.
SORTED = {"terms": ["segment_id", "term"], "mentions": ["segment_id", "issue", "term"]} | {
    "targets": ["segment_id", "target", "mention", "tone"],
    "contributions": ["segment_id", "instrument", "term", "value"],
}
IDS = {"doc_id", "sentence_id", "segment_id", "other_doc_id", "other_segment_id", "source_file", "pair_id"}
ALLOWED_POSITIONS = {"passages", "sentences", "segments"}  # where stretches lie, not single words


def strip_text(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the table without its text: withheld columns dropped, names cut to five words, rows in no word order."""
    stripped = table.drop(columns=WITHHELD.get(name, []), errors="ignore")
    for column in SHORTENED.get(name, []):
        stripped[column] = [" ".join(str(cell).split()[:WORDS]) for cell in stripped[column]]
    if name in SORTED:
        stripped = stripped.sort_values(SORTED[name], ignore_index=True)
    return stripped


def check_publishable(table: pd.DataFrame, name: str) -> None:
    """Raise if the table would give text back.

    Parameters
    ----------
    table : DataFrame
    name : str
        A key of tables.COLUMNS.

    Raises
    ------
    ValueError
        If the table has a column of text, positions of single terms, an unknown column, or a cell of six or more words.
    """
    for column in WITHHELD.get(name, []):
        if column in table:
            raise ValueError(f"{name} still has the column '{column}'; what is published carries no text")
    positions = {"start", "end", "position", "offset"} & set(table.columns)
    if positions and name not in ALLOWED_POSITIONS:
        raise ValueError(f"{name} has the column '{sorted(positions)[0]}'; the places of terms give their order back")
    known = set(tables.COLUMNS[name])
    for column in table.columns:
        if column not in known and not pd.api.types.is_numeric_dtype(table[column]):
            raise ValueError(f"{name} has the column '{column}', which is no number and not in the codebook; drop it")
        if pd.api.types.is_numeric_dtype(table[column]):
            continue
        cells = table[column].str.split("; ").explode() if column == "counterparts" else table[column]
        for row, cell in zip(cells.index, cells, strict=True):
            if len(re.findall(r"\w+", str(cell))) > WORDS and not (column in IDS and _is_slug(str(cell))):
                raise ValueError(f"{name} row {row}, column '{column}' holds over {WORDS} words: could be text")


def _is_slug(cell: str) -> bool:
    """Tell whether a cell is an id or a file name (no space in it) and not words."""
    return not re.search(r"\s", cell)
