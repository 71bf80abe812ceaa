"""attribute_voices(): sentences in, segments out; a segment is a stretch of a sentence in one voice."""

from collections.abc import Iterator, Sequence

import pandas as pd

from analysis.corpus.study import OUTLET, THIRD_PARTY, Study
from analysis.corpus.tables import COLUMNS, check_table
from analysis.corpus.terms import count_words
from analysis.corpus.voices.find import attribute
from analysis.corpus.voices.records import Attribution, Span

FIELDS = [column for column in COLUMNS["segments"] if column != "frame"]


def attribute_voices(sentences: pd.DataFrame, articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Split each sentence into stretches of one voice each.

    Parameters
    ----------
    sentences, articles : DataFrame
        As in tables.COLUMNS, articles with their text.
    study : Study
        Whose voices count.

    Returns
    -------
    DataFrame
        The table segments with its text; the segments of a sentence cover it exactly.
    """
    check_table(sentences, "sentences")
    check_table(articles, "articles", ["doc_id", "outlet", "text"])
    texts = dict(zip(articles["doc_id"], articles["text"], strict=True))
    outlets = dict(zip(articles["doc_id"], articles["outlet"], strict=True))
    rows: list[tuple[object, ...]] = []
    for doc_id, group in sentences.groupby("doc_id", sort=False):
        outlet = study.outlets.get(outlets[doc_id])
        own = outlet.narration if outlet else OUTLET
        spans = list(zip(group["start"].tolist(), group["end"].tolist(), strict=True))
        found = attribute(texts[doc_id], spans)
        for sentence_id, span in zip(group["sentence_id"], spans, strict=True):
            rows += segment_sentence(texts[doc_id], span, found, study, (str(sentence_id), str(doc_id), own))
    return pd.DataFrame(rows, columns=FIELDS)


def segment_sentence(
    text: str, span: Span, found: Sequence[Attribution], study: Study, where: tuple[str, str, str]
) -> list[tuple[object, ...]]:
    """Return the rows of one sentence."""
    sentence_id, doc_id, own = where
    rows: list[tuple[object, ...]] = []
    for number, (start, end, said) in enumerate(cut(span, found)):
        piece = text[start:end]
        voice, manner, source, cue = own, "narration", "", ""
        if said is not None:
            voice, manner = voice_of(said.name, study), said.manner
            source, cue = said.name, text[slice(*said.cue)] if said.cue else ""
        rows.append(
            (
                f"{sentence_id}.{number}", sentence_id, doc_id, start, end, voice, manner, source, cue,
                said.resolution if said else "nothing found", said.certainty if said else 0.5, "",
                count_words(piece), piece,
            )
        )  # fmt: skip
    return rows


def cut(span: Span, found: Sequence[Attribution]) -> Iterator[tuple[int, int, Attribution | None]]:
    """Yield the stretches of a sentence, each with the attribution it belongs to."""
    position, end = span
    for said in found:
        for start, stop in said.content:
            start, stop = max(start, position), min(stop, end)
            if start >= stop:
                continue
            if position < start:
                yield position, start, None
            yield start, stop, said
            position = stop
    if position < end or span[0] == end:
        yield position, end, None


def voice_of(name: str, study: Study) -> str:
    """Return the voice that goes by the name."""
    folded = name.lower()
    for voice in study.voices.values():
        if any(n.lower() in folded for n in (*voice.names, *voice.descriptions)):
            return voice.id
    return THIRD_PARTY
