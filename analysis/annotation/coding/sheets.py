"""A coder's sheet out, the coder's corrections in: segments, least certain first, and what the coder made of them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.corpus import tables
from analysis.corpus.articles import table_files
from analysis.corpus.study import OUTLET, THIRD_PARTY
from analysis.corpus.words import count_words

__all__ = ["SHEET", "apply_coding", "read_coding", "save_coding_sheet", "write_coding_sheet"]

SHEET = (
    "doc_id", "segment_id", "start", "end", "voice", "manner", "source", "cue", "certainty", "coded_voice",
    "coded_start", "coded_end", "note",
)  # fmt: skip
OFFSETS = ("start", "end", "coded_start", "coded_end")
CODER = {"resolution": "coder", "certainty": 1.0, "coded": "yes"}
QUOTATION_MARKS = "\"'“”‘«„"


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
        coder fills in coded_voice where the voice is another (or the same, to confirm it), coded_start and coded_end
        where the stretch is another, and a note. To split a segment, repeat its row with other offsets. A sheet with
        text is the publishers'; keep it out of what is published (apply_coding does not need those columns).

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
    sheet = sheet.assign(coded_voice="", note="")
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
    Path(into).parent.mkdir(parents=True, exist_ok=True)
    sheet.to_csv(into, index=False, lineterminator="\n")
    return sheet


LONGEST = 2**31  # characters that no text has


def read_coding(path: Path | str) -> pd.DataFrame:
    """Read a coder's sheet; offsets become whole numbers, empty ones stay empty.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If a column is missing or an offset is no whole number.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f"no coding sheet {path}; make one with: python -m analysis code CORPUS --into FILE")
    coding = table_files.read_csv(path)
    _check_columns(coding)
    for column in OFFSETS:
        numbers = pd.to_numeric(coding[column], errors="coerce")
        wrong = coding[
            (coding[column].str.strip() != "") & (numbers.isna() | (numbers % 1 != 0) | (numbers.abs() > LONGEST))
        ]
        if len(wrong):
            found = wrong.iloc[0]
            raise ValueError(
                f"{path} has {column} {found[column]!r} for {found['segment_id']}; write a whole number of characters"
            )
        coding[column] = numbers.astype(float).astype("Int64")
    return coding


def apply_coding(
    segments: pd.DataFrame, coding: pd.DataFrame, sentences: pd.DataFrame, voices: Iterable[str] | None = None
) -> pd.DataFrame:
    """Put a coder's corrections into the segments.

    Parameters
    ----------
    segments, sentences : DataFrame
        As in tables.COLUMNS; with their texts, the text and n_words of changed stretches are made anew.
    coding : DataFrame
        A filled sheet; rows without coded_voice, coded_start and coded_end say nothing.
    voices : iterable of str, optional
        The voices a coder may give (the study's); by default those that occur, third_party and outlet.

    Returns
    -------
    DataFrame
        The segments in the order of the text. Corrected ones have coded "yes", resolution "coder" and certainty 1.
        A stretch that a coder gives up goes to its neighbours in the sentence, or without one to the outlet's
        narration; one that a coder takes is taken from them. The segments of a sentence cover it as before.

    Raises
    ------
    ValueError
        If a segment_id or voice is unknown, a sheet belongs to other segments, a stretch leaves its sentence, or two
        stretches overlap.

    Notes
    -----
    Without text, n_words of a changed stretch is empty; so are its scores, which were made of other words.
    """
    tables.check_table(segments, "segments")
    tables.check_table(sentences, "sentences")
    _check_columns(coding)
    said = coding[["coded_voice", "coded_start", "coded_end"]].replace("", pd.NA).notna().any(axis=1)
    corrections = coding[said].to_dict("records")
    known = list(dict.fromkeys((*segments["voice"], THIRD_PARTY, OUTLET))) if voices is None else list(voices)
    named = segments["segment_id"].isin(coding.loc[said, "segment_id"])
    open_sentences = segments["sentence_id"].isin(segments.loc[named, "sentence_id"])
    by_id = {row["segment_id"]: row for row in segments[named].to_dict("records")}
    about = sentences[sentences["sentence_id"].isin(segments.loc[named, "sentence_id"])]
    whole = {row["sentence_id"]: row for row in about.to_dict("records")}
    for correction in corrections:
        _check_correction(correction, by_id, whole, known)
    rows: list[dict] = []
    for sentence_id, group in segments[open_sentences].groupby("sentence_id", sort=False):
        mine = [c for c in corrections if by_id[c["segment_id"]]["sentence_id"] == sentence_id]
        pieces = _lay_out(group.sort_values("start").to_dict("records"), mine, whole[sentence_id])
        rows += [_renew(piece, whole[sentence_id]) for piece in pieces]
    return _put_back(segments, open_sentences, rows)


def _put_back(segments: pd.DataFrame, replaced: pd.Series, rows: list[dict]) -> pd.DataFrame:
    """Return the segments with the replaced rows exchanged for the new ones, in the order of the text."""
    if not rows:
        return segments.copy()
    new = pd.DataFrame(rows)[list(segments.columns)]
    merged = pd.concat([segments[~replaced], new], ignore_index=True)
    sentences = pd.Series(pd.factorize(segments["sentence_id"])[1])
    place = merged["sentence_id"].map(pd.Series(sentences.index, index=sentences))
    return merged.iloc[np.lexsort((merged["start"], place))].reset_index(drop=True)


def _check_columns(coding: pd.DataFrame) -> None:
    """Raise if the sheet lacks a column that a correction needs."""
    needed = ("segment_id", "start", "end", "coded_voice", "coded_start", "coded_end")
    tables.check_table(coding, "the coding sheet", needed)


def _check_correction(correction: dict, segments: dict, sentences: dict, voices: list[str]) -> None:
    """Raise if the correction does not fit the segments."""
    name, voice = correction["segment_id"], _filled(correction["coded_voice"])
    if name not in segments:
        raise ValueError(f"the coding sheet corrects the segment '{name}', which is not there; make a new sheet")
    segment = segments[name]
    if voice and voice not in voices:
        raise ValueError(
            f"segment '{name}' is coded as '{voice}', which is no voice; the voices are {', '.join(voices)}"
        )
    if any(_filled(correction[c]) not in (None, segment[c]) for c in ("start", "end")):
        raise ValueError(
            f"segment '{name}' covers {segment['start']}:{segment['end']}, the coding sheet says "
            f"{correction['start']}:{correction['end']}; make a new sheet, the segments have changed since"
        )
    start, end = _coded_span(correction, segment)
    sentence = sentences[segment["sentence_id"]]
    if not sentence["start"] <= start < end <= sentence["end"]:
        raise ValueError(
            f"segment '{name}' is coded as {start}:{end}, which is not a stretch of its sentence "
            f"{sentence['start']}:{sentence['end']}; offsets count characters of the raw file"
        )


def _filled(cell: Any) -> Any:
    """Return the cell, or None if it is empty."""
    return None if pd.isna(cell) or cell == "" else cell


def _coded_span(correction: dict, segment: dict) -> tuple[int, int]:
    """Return the coded stretch, the segment's own where the cells are empty."""
    cells = (_filled(correction["coded_start"]), _filled(correction["coded_end"]))
    return int(segment["start"] if cells[0] is None else cells[0]), int(
        segment["end"] if cells[1] is None else cells[1]
    )


def _lay_out(segments: list[dict], corrections: list[dict], sentence: dict) -> list[dict]:
    """Return the segments of one sentence after the corrections, an exact partition of it.

    What a coder has placed stands fast. Each gap between goes to the other segments that reach into it, stretched to
    fill it, or else to the outlet's narration.
    """
    by_id = {segment["segment_id"]: segment for segment in segments}
    placed = []
    for correction in corrections:
        segment = by_id[correction["segment_id"]]
        start, end = _coded_span(correction, segment)
        placed.append(_recode(segment, _filled(correction["coded_voice"])) | {"start": start, "end": end})
    placed.sort(key=lambda segment: segment["start"])
    coded = {segment["segment_id"] for segment in placed}
    loose = [segment for segment in segments if segment["segment_id"] not in coded]
    pieces, position = [], sentence["start"]
    for segment in placed:
        if segment["start"] < position:
            raise ValueError(
                f"segment '{segment['segment_id']}' is coded from {segment['start']}, but another coded stretch of "
                f"its sentence ends at {position}; stretches may not overlap"
            )
        pieces += [*_fill_gap(loose, position, segment["start"], segments[0]), segment]
        position = segment["end"]
    pieces += _fill_gap(loose, position, sentence["end"], segments[0])
    return _name_pieces(pieces, segments)


def _recode(segment: dict, voice: str | None) -> dict:
    """Return the segment as the coder has it; a change between narration and report changes the manner too."""
    coded = segment | CODER
    if voice is None or voice == segment["voice"]:
        return coded
    if "joint" in segment:
        coded["joint"] = ""
    if voice == OUTLET:
        return coded | {"voice": voice, "manner": "narration", "source": "", "cue": ""}
    quoted = str(segment.get("text", "")).lstrip()[:1] in (*QUOTATION_MARKS,)
    manner = segment["manner"] if segment["manner"] != "narration" else "direct" if quoted else "indirect"
    return coded | {"voice": voice, "manner": manner}


def _fill_gap(loose: list[dict], start: int, end: int, like: dict) -> list[dict]:
    """Return the segments that fill the gap."""
    if start == end:
        return []
    inside = [s for s in loose if s["start"] < end and s["end"] > start]
    if not inside:
        narration = {"voice": OUTLET, "manner": "narration", "source": "", "cue": "", "segment_id": None}
        if "joint" in like:
            narration["joint"] = ""
        return [like | CODER | narration | {"start": start, "end": end}]
    edges = [start, *(max(s["start"], start) for s in inside[1:]), end]
    return [s | {"start": a, "end": b} for s, a, b in zip(inside, edges[:-1], edges[1:], strict=True)]


def _name_pieces(pieces: list[dict], segments: list[dict]) -> list[dict]:
    """Return the pieces with an id of their own each: the first of a segment keeps its id, others get the next free."""
    taken = {segment["segment_id"] for segment in segments}
    used: set[str] = set()
    number = len(taken)
    for piece in pieces:
        if piece["segment_id"] in used or piece["segment_id"] is None:
            while f"{piece['sentence_id']}.{number}" in taken:
                number += 1
            piece["segment_id"] = f"{piece['sentence_id']}.{number}"
            taken.add(piece["segment_id"])
        used.add(piece["segment_id"])
    originals = {s["segment_id"]: (s["start"], s["end"]) for s in segments}
    return [p | {"_moved": originals.get(p["segment_id"]) != (p["start"], p["end"])} for p in pieces]


def _renew(piece: dict, sentence: dict) -> dict:
    """Return the piece with text and n_words of its stretch, and without scores, if the stretch is a new one."""
    moved = piece.pop("_moved")
    if not moved:
        return piece
    promised = {*tables.COLUMNS["segments"]} - {"frame"}
    scores = {column: np.nan for column in piece if column not in promised}
    if "text" not in sentence:
        return piece | scores | {"n_words": np.nan, "text": ""}
    inside = sentence["text"][piece["start"] - sentence["start"] : piece["end"] - sentence["start"]]
    return piece | scores | {"n_words": count_words(inside), "text": inside}
