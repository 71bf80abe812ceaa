"""A coder's sheet and what the coder does -> the sheet after it, one judgement at a time."""

import pandas as pd

from analysis.annotation.coding.sheets import FRAMES, MANNERS, is_filled
from analysis.corpus import tables
from analysis.corpus.study import Study

__all__ = ["FIELDS", "NO_ISSUE", "confirm", "find_span", "judge", "list_walk", "place", "split_off"]

FIELDS = ("voice", "manner", "frame", "issues")
NO_ISSUE = "none"


def list_walk(sheet: pd.DataFrame) -> list[int]:
    """Return the rows of a sheet in the order in which a coder meets them.

    Sentence by sentence, the one with the least certain segment first, and its segments in the order of the text: who
    judges a segment has to read the sentence, and only a sentence that is judged whole can be compared.

    Examples
    --------
    >>> rows = {"segment_id": ["b.0", "a.0", "a.1"], "start": [9, 0, 5], "certainty": [0.5, 0.9, 0.2]}
    >>> list_walk(pd.DataFrame(rows))
    [1, 2, 0]
    """
    sentence = tables.name_sentences(sheet["segment_id"])
    least = sheet["certainty"].astype(float).fillna(0).groupby(sentence).transform("min")
    keys = pd.DataFrame({"least": least, "sentence": sentence, "start": sheet["start"]})
    return keys.sort_values(["least", "sentence", "start"], kind="stable").index.tolist()


def judge(sheet: pd.DataFrame, row: int, field: str, value: str, study: Study) -> pd.DataFrame:
    """Write one judgement; the same again takes it back.

    Parameters
    ----------
    sheet : DataFrame
        As sheets.read_coding returns it.
    row : int
        Its index.
    field : str
        One of FIELDS. A frame goes to all segments of the sentence; of issues one is added, or taken away.
    value : str
        The id of a voice or an issue, a manner, or a frame (-1, 0, 1).
    study : Study
        What voices and issues there are.

    Raises
    ------
    ValueError
        If there is no such field or value.
    """
    allowed = {"voice": (*study.voices,), "manner": MANNERS, "frame": FRAMES, "issues": (*study.issues, NO_ISSUE)}
    if value not in allowed.get(field, ()):
        raise ValueError(f"no {field} {value!r}; there are {', '.join(allowed.get(field, FIELDS))}")
    edited = sheet.copy()
    column, before = f"coded_{field}", str(sheet.loc[row, f"coded_{field}"])
    if field == "issues":
        edited.loc[row, column] = _toggle(before, value)
        return edited
    sentence = tables.name_sentences(sheet["segment_id"])
    rows = sentence == sentence[row] if field == "frame" else sheet.index == row
    edited.loc[rows, column] = "" if before == value else value
    return edited


def _toggle(before: str, issue: str) -> str:
    """Return the issues with one more, or without it; none and any other exclude each other."""
    issues = set(before.split())
    if issue in issues:
        issues.remove(issue)
    else:
        issues = {NO_ISSUE} if issue == NO_ISSUE else {*issues, issue} - {NO_ISSUE}
    return " ".join(sorted(issues))


def place(sheet: pd.DataFrame, row: int, start: int, end: int) -> pd.DataFrame:
    """Set where a segment begins and ends, in characters of the raw file; corrections.apply_coding moves the others."""
    edited = sheet.copy()
    edited.loc[row, ["coded_start", "coded_end"]] = [start, end]
    return edited


def split_off(sheet: pd.DataFrame, row: int, start: int, end: int) -> pd.DataFrame:
    """Make a part of a segment one of its own: its row once more with the offsets of the part, and its rest.

    Parameters
    ----------
    sheet : DataFrame
    row : int
        Its index.
    start, end : int
        Of the part; it begins or ends with the segment, or lies inside it and leaves two others.

    Raises
    ------
    ValueError
        If the part is the whole segment, or reaches out of it.
    """
    whole = find_span(sheet, row)
    if not whole[0] <= start < end <= whole[1] or (start, end) == whole:
        raise ValueError("to split a segment, select some of its words, and not all")
    parts = [(whole[0], start), (start, end), (end, whole[1])]
    kept = [part for part in parts if part[0] < part[1]]
    rows = [place(sheet.loc[[row]], row, *part) for part in kept]
    for part, span in zip(rows, kept, strict=True):
        if span != (start, end):  # what is left over keeps the voice that the machine or the coder gave it
            part["coded_voice"] = part["coded_voice"].where(part["coded_voice"] != "", part["voice"])
    below, above = sheet.loc[: row - 1], sheet.loc[row + 1 :]
    return pd.concat([below, *rows, above], ignore_index=True)


def find_span(sheet: pd.DataFrame, row: int) -> tuple[int, int]:
    """Return where a segment begins and ends, as coded, else as found."""
    segment = sheet.loc[row].to_dict()
    start, end = (
        segment[coded] if is_filled(segment[coded]) else segment[found]
        for coded, found in (("coded_start", "start"), ("coded_end", "end"))
    )
    return int(start), int(end)


def confirm(sheet: pd.DataFrame, row: int) -> pd.DataFrame:
    """Say that a segment is right as it is: what nobody has judged of voice and manner is judged as it was found."""
    edited = sheet.copy()
    for field in ("voice", "manner"):
        if not is_filled(sheet.loc[row, f"coded_{field}"]):
            edited.loc[row, f"coded_{field}"] = str(sheet.loc[row, field])
    return edited
