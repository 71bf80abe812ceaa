"""Segments in, the tone towards each voice that they name out: who speaks of whom, and how."""

import re

import pandas as pd

from analysis.annotation.tone import sentiment
from analysis.corpus import tables
from analysis.corpus.study import Study

__all__ = ["COLUMNS", "score_targets"]

COLUMNS = ["segment_id", "doc_id", "voice", "target", "mention", "start", "end", "n_words", "tone"]


def score_targets(segments: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Score the tone towards each voice of the study at each place where a segment names it.

    Parameters
    ----------
    segments : DataFrame
        With segment_id, doc_id, voice (who speaks), n_words and text.
    study : Study
        Its voices' names and descriptions are what is looked for.

    Returns
    -------
    DataFrame, n_mentions rows
        segment_id, doc_id, voice (who speaks), target (the voice spoken of), mention (the name as written), start and
        end (characters in the segment's text, end excluded), n_words, tone in [-1, 1] (exactly 0 is neutral). In the
        order of the text. sentiment.aggregate_tone(table, ["voice", "target"], "tone") makes means of it.

    Raises
    ------
    ValueError
        If a column is missing.

    Notes
    -----
    A window of words around the name is judged, within the segment only; pronouns are not followed. The learned
    weights know the two sides of American politics best: see benchmarks/tone.py.
    """
    tables.check_table(segments, "segments", needs=["segment_id", "doc_id", "voice", "n_words", "text"])
    pattern, owners = _compile_names(study)
    found = [
        (row, name.group(), name.start(), name.end())
        for row, text in enumerate(segments["text"])
        for name in pattern.finditer(text)
    ]
    table = pd.DataFrame(found, columns=["row", "mention", "start", "end"])
    said = segments.iloc[table["row"]].reset_index(drop=True)
    tone = sentiment.score_towards([*said["text"]], [*zip(table["start"], table["end"], strict=True)])
    targets = [owners[mention.lower()] for mention in table["mention"]]
    own = said[["segment_id", "doc_id", "voice", "n_words"]]
    return own.assign(
        target=pd.Series(targets, dtype=object), mention=table["mention"], start=table["start"], end=table["end"],
        tone=pd.Series(tone, dtype=float),
    )[COLUMNS]  # fmt: skip


def _compile_names(study: Study) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of all voices' names, the longest first, and whose each is."""
    owners = {name.lower(): voice.id for voice in study.voices.values() for name in (*voice.names, *voice.descriptions)}
    names = {name for voice in study.voices.values() for name in voice.names}
    descriptions = {name for voice in study.voices.values() for name in voice.descriptions}
    spelled = [(name, re.escape(name)) for name in names]  # a name as written, a description in any case
    spelled += [(name, f"(?i:{re.escape(name)})") for name in descriptions]
    ordered = [form for name, form in sorted(spelled, key=lambda pair: (-len(pair[0]), pair[0]))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ordered) or '(?!)'})(?!\w)"), owners
