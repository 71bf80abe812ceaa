"""Segments in, mentions out: where the terms of each issue stand."""

import pandas as pd

from analysis.annotation import phrase_matcher
from analysis.corpus import tables
from analysis.corpus.study import Study

__all__ = ["find_mentions"]


def find_mentions(segments: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Find the issues' codebook terms in the segments.

    The segments of a sentence are read together, so that a phrase that runs on into a quotation is found; it belongs to
    the segment in which it begins.

    Parameters
    ----------
    segments : DataFrame
        With segment_id, sentence_id, start and text.
    study : Study
        Its issues are the codebook: terms, and longer phrases (`except_in`) in which a term does not count.

    Returns
    -------
    DataFrame
        One row a term found: segment_id, issue, term (as the codebook writes it) and start (offset in the raw file),
        in the order of the segments.

    Raises
    ------
    ValueError
        If the segments lack their text, or an issue has a term that is empty or no pattern.

    Notes
    -----
    A mention says that a term stands there, not what is said about it: "no talk of sanctions" mentions sanctions.
    """
    tables.check_table(segments, "segments", ["segment_id", "sentence_id", "start", "text"])
    codebook = phrase_matcher.compile_codebook(study)
    rows = []
    for _, parts in _sentences_of(segments):
        offsets, text = [], ""
        for _, _, part in parts:
            offsets.append(len(text))
            text += part
        for issue, term, start, _ in phrase_matcher.find_terms(text, codebook):
            at = max(n for n, offset in enumerate(offsets) if offset <= start)
            segment_id, begins, _ = parts[at]
            rows.append((segment_id, issue, term, begins + start - offsets[at]))
    return pd.DataFrame(rows, columns=list(tables.COLUMNS["mentions"])).astype(
        {"segment_id": str, "issue": str, "term": str, "start": "int64"}
    )


def _sentences_of(segments: pd.DataFrame) -> list[tuple[str, list[tuple[str, int, str]]]]:
    """Return each sentence with its (segment_id, start, text), in order of offset."""
    sentences: dict[str, list[tuple[str, int, str]]] = {}
    columns = (segments[c].tolist() for c in ("sentence_id", "segment_id", "start", "text"))
    for sentence_id, segment_id, start, text in zip(*columns, strict=True):
        sentences.setdefault(sentence_id, []).append((segment_id, int(start), text))
    return [(sentence_id, sorted(parts, key=lambda part: part[1])) for sentence_id, parts in sentences.items()]
