"""Sentences in, frame out: how a sentence presents the relation between two sides, conciliatory to confrontational."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.corpus import tables
from analysis.corpus.study import Study
from analysis.measures import frame_acts
from analysis.measures.frame_acts import Match

# How far, in tokens, a cue reaches.
REACH = {"negate": 4, "lack": 9, "avert": 6, "wait": 8}
NEAR = 6
CONTENTS = frozenset({"hostile", "strain", "matter", "coerce", "threaten", "fight", "subject"})
WITH_ALLIES = frozenset({"cooperate", "aid", "agree", "talk", "settle"})


@dataclass(frozen=True)
class Reading:
    """What a sentence has said before a word: who speaks, in what way, and where a negation and the like still reach."""

    who: str = ""
    report: str = ""
    negate: tuple[int, int] = (0, 0)
    lack: tuple[int, int] = (0, 0)
    avert: tuple[int, int] = (0, 0)
    wait: tuple[int, int] = (0, 0)
    ally: int = -99

    def under(self, cue: str, start: int) -> bool:
        """Return whether the cue, standing before, reaches the token at `start`."""
        first, last = getattr(self, cue)
        return first < start < last


Act = tuple[Match, Reading]


def read_sentence(text: str) -> tuple[list[Act], list[int]]:
    """Return the acts of a sentence with what stood before each, and where allies are named."""
    raw = frame_acts.TOKEN.findall(text.translate(frame_acts.STRAIGHT).replace("n't", " not"))
    words = [word.lower() for word in raw]
    reading, acts, allies, taken = Reading(), [], [], 0
    for i, word in enumerate(words):
        if not word[0].isalnum():
            reading = Reading(reading.who) if word in ";:" else replace(reading, negate=(0, 0), avert=(0, 0))
            continue
        if word == "and" and join_subjects(raw, i):
            reading = replace(reading, who="joint")
        cues, entries = frame_acts.find_candidates(word)
        if cues:
            for entry in cues:
                match = frame_acts.match_entry(entry, words, i)
                if match and entry.kind == "ally":
                    allies.append(i)
                elif match:
                    reading = take_cue(reading, match)
        if i >= taken:
            for entry in entries:
                match = frame_acts.match_entry(entry, words, i)
                if match:
                    acts.append((match, reading))
                    taken = match.end
                    break
    return acts, allies


def join_subjects(raw: Sequence[str], i: int) -> bool:
    """Return whether the `and` at i joins two names that open a clause."""
    after = next((word for word in raw[i + 1 : i + 3] if word != "the"), "")
    before = i - 1
    if before < 0 or not (raw[before][0].isupper() and after[:1].isupper()):
        return False
    while before >= 0 and i - before < 10 and (raw[before][0].isupper() or raw[before] in ("of", "the", "'s")):
        before -= 1
    return before < 0 or raw[before] in (",", "that", ":", ";")


def take_cue(reading: Reading, match: Match) -> Reading:
    """Return the reading after a cue."""
    kind = match.entry.kind
    if kind in ("joint", "single"):
        return replace(reading, who=kind)
    if kind in ("topic", "raise"):
        return replace(reading, report=kind)
    return replace(reading, **{kind: (match.start, match.end + REACH[kind])})


def weigh_acts(acts: Sequence[Act], allies: Sequence[int]) -> list[tuple[str, float]]:
    """Return each act's words and its part in the frame."""
    kinds = {match.entry.kind for match, _ in acts}
    matters = [match.start for match, _ in acts if match.entry.kind == "matter"]
    found, seen = [], set()
    for match, reading in acts:
        kind = match.entry.kind
        if match.entry.weight > 0:
            value = weigh_friendly(match, reading, allies, matters)
        else:
            value = weigh_hostile(match, reading, "side" in kinds)
        if value and kind not in seen:
            seen.add(kind)
            found.append((match.words, value))
    return found


def weigh_friendly(match: Match, reading: Reading, allies: Sequence[int], matters: Sequence[int]) -> float:
    """Return the part of a friendly act: none where it is negated, put off, or done with others than the other side."""
    kind, start, end = match.entry.kind, match.start, match.end
    if any(reading.under(cue, start) for cue in ("wait", "negate", "lack")):
        return 0.0
    if reading.who != "joint":
        if kind in WITH_ALLIES and any(start - NEAR <= at < end + NEAR for at in allies):
            return 0.0
        if kind == "aid" and any(0 <= at - start <= NEAR + 4 for at in matters):
            return 0.0
    if kind == "settle" and reading.report == "topic":
        return 0.0
    return match.entry.weight


def weigh_hostile(match: Match, reading: Reading, aligned: bool) -> float:
    """Return the part of a hostile act or of a contentious matter."""
    kind, weight, start = match.entry.kind, match.entry.weight, match.start
    if reading.under("negate", start) or reading.under("lack", start):
        return 0.0
    if kind in CONTENTS and (aligned or reading.report == "topic"):
        return 0.0
    if kind in ("strain", "subject") and reading.under("avert", start):
        return 0.5
    if kind in ("hostile", "fight", "coerce") and reading.under("avert", start):
        return 0.0
    if weight and reading.who == "joint" and reading.report:
        return 0.5 if reading.report == "raise" else 0.0
    return weight / 2 if aligned else weight


def find_acts(text: str) -> list[tuple[str, float]]:
    """Return the acts of a sentence, in its words, with their parts in its frame."""
    return weigh_acts(*read_sentence(text))


def score_sentences(sentences: Iterable[str], study: Study | None = None) -> list[float]:
    """Return the frame of each sentence in [-1, 1]; exactly 0 is neutral."""
    return [max(-1.0, min(1.0, sum(value for _, value in find_acts(text)))) for text in sentences]


def score_framing(table: pd.DataFrame, study: Study | None = None) -> pd.DataFrame:
    """Return the table with a column frame."""
    tables.check_table(table, "sentences", ["text"])
    return table.assign(frame=score_sentences(table["text"].tolist(), study))


def explain_framing(table: pd.DataFrame, study: Study | None = None) -> pd.DataFrame:
    """Return contributions: segment_id, instrument, term, value."""
    tables.check_table(table, "sentences", ["text"])
    keys = table["segment_id" if "segment_id" in table else "sentence_id"].tolist()
    rows = [
        (key, "frame", term, value)
        for key, text in zip(keys, table["text"].tolist(), strict=True)
        for term, value in find_acts(text)
    ]
    return pd.DataFrame(rows, columns=["segment_id", "instrument", "term", "value"])
