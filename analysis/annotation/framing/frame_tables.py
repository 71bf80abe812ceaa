"""Sentences and segments in, their frames and the words that made them out."""

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import pandas as pd

from analysis.annotation.framing import act_lexicon, act_parser, act_values, framing
from analysis.corpus import tables
from analysis.corpus.study import Study

__all__ = ["explain_framing", "read_frames", "score_framing"]

_Key = tuple[str, str | int]  # of a sentence: its document and its id, or its row where it has none
_Frame = tuple[float, list[tuple[str, float]]]  # of a part of a sentence, and the words that made it


def _group_parts(table: pd.DataFrame) -> Iterator[tuple[_Key, list[int], list[str]]]:
    """Yield each sentence with its rows in the order of the text and their texts."""
    texts = [text if isinstance(text, str) else "" for text in table["text"].tolist()]
    documents = table["doc_id"].tolist() if "doc_id" in table else [""] * len(table)
    sentences = table["sentence_id"].tolist() if "sentence_id" in table else range(len(table))
    starts = table["start"].tolist() if "start" in table else range(len(table))
    rows_of: dict[_Key, list[int]] = {}
    for row, key in enumerate(zip(documents, sentences, strict=True)):
        rows_of.setdefault(key, []).append(row)
    for key, rows in rows_of.items():
        rows.sort(key=starts.__getitem__)
        yield key, rows, [texts[row] for row in rows]


def _keep_hearers(hearers: dict[str, frozenset[str]], document: str, words: Sequence[str]) -> frozenset[str]:
    """Return who hears a document by its opening, found in the first sentence that says so and kept."""
    if document and not hearers.get(document):
        hearers[document] = act_parser.find_hearers(words)
    return hearers.get(document, frozenset())


def _frame_parts(
    split: Sequence[Sequence[str]], acts: Sequence[act_values.ValuedAct], official: bool, names: Collection[str]
) -> list[_Frame]:
    """Return the frame of each part of a sentence: by the words in it and the acts that begin in it."""
    part_of = [part for part, words in enumerate(split) for _ in words]
    placed = act_values.place_acts(acts, part_of, len(split))
    opening = next((part for part, words in enumerate(split) if words), 0)
    frames, trust = [], framing.OFFICIAL if official else framing.TRUST
    for part, (words, own) in enumerate(zip(split, placed, strict=True)):
        known = any(word[0].isalnum() for word in words)
        frames.append(framing.weigh_part(words, own, part == opening, trust, names) if known else (float("nan"), []))
    return frames


def _walk_frames(table: pd.DataFrame, study: Study | None, official: Collection[str]) -> Iterator[tuple[int, _Frame]]:
    """Yield each row with its frame, the parts of a sentence read together."""
    hearers: dict[str, frozenset[str]] = {}
    names, terms = framing.list_own_names(study), act_values.list_contentious(study)
    for (document, _), rows, texts in _group_parts(table):
        heard = _keep_hearers(hearers, document, act_lexicon.split_words(" ".join(texts)))
        split = [act_lexicon.split_words(text) for text in texts]
        acts = act_values.value_acts([word for words in split for word in words], terms, heard)
        yield from zip(rows, _frame_parts(split, acts, document in official, names), strict=True)


def score_framing(table: pd.DataFrame, study: Study | None = None, official: Collection[str] = ()) -> pd.DataFrame:
    """Score the frame of sentences or segments.

    Parameters
    ----------
    table : DataFrame, shape (n, columns)
        With text. Segments (segment_id, sentence_id, start) are read with their whole sentence: an act counts in the
        segment in which it begins, so that a quotation keeps the verb that introduces it. Words count in their own.
    study : Study, optional
        As in score_sentences.
    official : collection of str
        The doc_id of texts of press services: framing.TRUST.

    Returns
    -------
    DataFrame, shape (n, columns + 1)
        A copy with the column frame, as score_sentences returns it.

    Raises
    ------
    ValueError
        If the table has no text; the message names the command that makes one that has.
    """
    tables.check_table(table, "sentences", ["text"])
    frames = [float("nan")] * len(table)
    for row, (frame, _) in _walk_frames(table, study, official):
        frames[row] = frame
    return table.assign(frame=pd.Series(frames, index=table.index, dtype=float))


def read_frames(
    sentences: pd.DataFrame, segments: pd.DataFrame, study: Study | None = None, official: Collection[str] = ()
) -> tuple[pd.Series, pd.Series, pd.DataFrame]:
    """Score and explain sentences and their segments together, each sentence read once.

    Parameters
    ----------
    sentences, segments : DataFrame
        With doc_id, sentence_id, start and text; segments with segment_id too.
    study : Study, optional
        As in score_sentences.
    official : collection of str
        The doc_id of texts of press services: framing.TRUST.

    Returns
    -------
    frames of sentences, frames of segments : Series of float
        As score_framing returns them, by the tables' indices.
    contributions : DataFrame
        Of the segments, as explain_framing returns them.
    """
    parts_of = {key: (rows, texts) for key, rows, texts in _group_parts(segments)}
    of_sentences, of_segments = np.full(len(sentences), np.nan), np.full(len(segments), np.nan)
    found: list[list[tuple[str, float]]] = [[] for _ in range(len(segments))]
    hearers: dict[str, frozenset[str]] = {}
    names, terms = framing.list_own_names(study), act_values.list_contentious(study)
    for (document, sentence), (row, *_), (text, *_) in _group_parts(sentences):
        words = act_lexicon.split_words(text)
        heard = _keep_hearers(hearers, document, words)
        acts = act_values.value_acts(words, terms, heard)
        [whole] = _frame_parts([words], acts, document in official, names)
        of_sentences[row] = whole[0]
        rows, texts = parts_of.get((document, sentence), ([], []))
        if texts == [text]:
            of_segments[rows[0]], found[rows[0]] = whole
            continue
        split = [act_lexicon.split_words(part) for part in texts]
        joined = [word for part in split for word in part]
        if joined != words:  # a cut inside a word, or halves that both have what was said together
            acts = act_values.value_acts(joined, terms, heard)
        for place, (frame, shown) in zip(rows, _frame_parts(split, acts, document in official, names), strict=True):
            of_segments[place], found[place] = frame, shown
    frames = pd.Series(of_sentences, sentences.index), pd.Series(of_segments, segments.index)
    return *frames, _list_contributions(segments["segment_id"].tolist(), found)


def explain_framing(table: pd.DataFrame, study: Study | None = None, official: Collection[str] = ()) -> pd.DataFrame:
    """Return the words that made each frame.

    Parameters
    ----------
    table : DataFrame
        Sentences or segments, as for score_framing.
    study : Study, optional
        As in score_sentences.
    official : collection of str
        The doc_id of texts of press services: framing.TRUST.

    Returns
    -------
    DataFrame
        One row a word or an act: segment_id (sentence_id where the table has no segments), instrument "frame", term
        (the words found, those of a gap left out) and value. The values of a segment sum to its frame: see
        framing.weigh_evidence.

    Raises
    ------
    ValueError
        If the table lacks its text, or has neither segment_id nor sentence_id.
    """
    key = "segment_id" if "segment_id" in table else "sentence_id"
    tables.check_table(table, "sentences", [key, "text"])
    keys = table[key].tolist()
    found: list[list[tuple[str, float]]] = [[] for _ in keys]
    for row, (_, shown) in _walk_frames(table, study, official):
        found[row] = shown
    return _list_contributions(keys, found)


def _list_contributions(keys: Sequence[str], found: Sequence[Sequence[tuple[str, float]]]) -> pd.DataFrame:
    """Return the words that made each frame, a row each, as the table of contributions has them."""
    parts = [(key, "frame", term, value) for key, shown in zip(keys, found, strict=True) for term, value in shown]
    types = {"segment_id": str, "instrument": str, "term": str, "value": float}
    return pd.DataFrame(parts, columns=list(tables.COLUMNS["contributions"])).astype(types)
