"""What a coder corrected -> segments: voices, manners, and where each begins and ends."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from analysis.annotation.coding.sheets import MANNERS, check_columns, find_judged, is_filled
from analysis.corpus import tables
from analysis.corpus.study import OUTLET, THIRD_PARTY, Study
from analysis.corpus.words import count_words

__all__ = ["CORRECTING", "apply_coding", "follow_sentences", "name_voices"]

CODER = {"resolution": "coder", "certainty": 1.0, "coded": "yes"}
CORRECTING = ("coded_voice", "coded_manner", "coded_start", "coded_end")  # a frame or an issue corrects no segment
QUOTATION_MARKS = "\"'“”‘«„"


def apply_coding(
    segments: pd.DataFrame, coding: pd.DataFrame, sentences: pd.DataFrame, voices: Iterable[str] | None = None
) -> pd.DataFrame:
    """Put a coder's corrections into the segments.

    Parameters
    ----------
    segments, sentences : DataFrame
        As in tables.COLUMNS; with their texts, the text and n_words of changed stretches are made anew.
    coding : DataFrame
        A filled sheet; rows without coded_voice, coded_manner, coded_start and coded_end correct nothing.
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
    check_columns(coding)
    said = find_judged(coding, CORRECTING)
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


def name_voices(coding: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Return a sheet with the labels of voices that a coder wrote exchanged for their ids, whatever their case."""
    names = {name.casefold(): voice.id for voice in study.voices.values() for name in (voice.label, voice.id)}
    written = coding["coded_voice"].astype(str).str.strip()
    return coding.assign(coded_voice=[names.get(cell.casefold(), cell) for cell in written])


def follow_sentences(coding: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Find the sentences of a sheet where they stand now, after something else of their articles has changed.

    Parameters
    ----------
    coding : DataFrame
        A sheet with doc_id and sentence (its words); without these columns nothing is followed.
    sentences : DataFrame
        With text, as it is now.

    Returns
    -------
    DataFrame
        The sheet. Where the words of a row's sentence stand elsewhere in its article now, and there once only, its
        segment_id and offsets are those of the new place.

    Examples
    --------
    >>> sheet = {"doc_id": "d", "segment_id": "d.3.0", "start": 40, "end": 44, "coded_start": 41, "coded_end": pd.NA}
    >>> now = pd.DataFrame({"sentence_id": ["d.4"], "doc_id": "d", "start": 50, "text": "No."})
    >>> followed = follow_sentences(pd.DataFrame([sheet | {"sentence": "No."}]), now)
    >>> followed.iloc[0, 1:5].astype(str).tolist()
    ['d.4.0', '50', '54', '51']
    """
    if not {"doc_id", "sentence"} <= set(coding.columns):
        return coding
    words = coding["sentence"].str.replace(r"^'(?=[=+\-@])", "", regex=True)  # as sheets.write_sheet wrote it
    name, number = tables.name_sentences(coding["segment_id"]), coding["segment_id"].str.rsplit(".", n=1).str[-1]
    here = name.map(sentences.set_index("sentence_id")["text"])
    once = sentences[~sentences.duplicated(["doc_id", "text"], keep=False)].set_index(["doc_id", "text"])
    key = pd.MultiIndex.from_arrays([coding["doc_id"], words])
    place = once[["sentence_id", "start"]].reindex(key).set_axis(coding.index)
    # The segments of a sentence cover it: the first of them begins where it began when the sheet was made.
    began = coding["start"].groupby(name).transform("min")
    moved = (here != words) & place["sentence_id"].notna()
    followed = coding.copy()
    followed["segment_id"] = coding["segment_id"].where(~moved, place["sentence_id"].fillna("") + "." + number)
    by = (place["start"] - began).where(moved, 0).astype("Int64")
    for column in ("start", "end", "coded_start", "coded_end"):
        followed[column] = coding[column].astype("Int64") + by
    return followed


def _put_back(segments: pd.DataFrame, replaced: pd.Series, rows: list[dict]) -> pd.DataFrame:
    """Return the segments with the replaced rows exchanged for the new ones, in the order of the text."""
    if not rows:
        return segments.copy()
    new = pd.DataFrame(rows)[list(segments.columns)]
    merged = pd.concat([segments[~replaced], new], ignore_index=True)
    sentences = pd.Series(pd.factorize(segments["sentence_id"])[1])
    place = merged["sentence_id"].map(pd.Series(sentences.index, index=sentences))
    return merged.iloc[np.lexsort((merged["start"], place))].reset_index(drop=True)


def _check_correction(correction: dict, segments: dict, sentences: dict, voices: list[str]) -> None:
    """Raise if the correction does not fit the segments."""
    name, voice = correction["segment_id"], _filled(correction["coded_voice"])
    if name not in segments:
        raise ValueError(f"the coding sheet corrects the segment '{name}', which is not there; make a new sheet")
    segment = segments[name]
    if (manner := _filled(correction.get("coded_manner"))) and manner not in MANNERS:
        raise ValueError(f"segment '{name}' has the manner '{manner}'; the manners are {', '.join(MANNERS)}")
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
    return cell if is_filled(cell) else None


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
        recoded = _recode(segment, _filled(correction["coded_voice"]), _filled(correction.get("coded_manner")))
        placed.append(recoded | {"start": start, "end": end})
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


def _recode(segment: dict, voice: str | None, manner: str | None) -> dict:
    """Return the segment as the coder has it; a change between narration and report changes the manner too."""
    coded = segment | CODER | ({"manner": manner} if manner else {})
    if voice is None or voice == segment["voice"]:
        return coded
    if "joint" in segment:
        coded["joint"] = ""
    if voice == OUTLET:
        return coded | {"voice": voice, "manner": "narration", "source": "", "cue": ""}
    return coded | {"voice": voice, "manner": manner or _guess_manner(segment)}


def _guess_manner(segment: dict) -> str:
    """Return the manner of what was narration and is somebody's words now: direct where it opens a quotation."""
    if segment["manner"] != "narration":
        return segment["manner"]
    return "direct" if str(segment.get("text", "")).lstrip()[:1] in (*QUOTATION_MARKS,) else "indirect"


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
