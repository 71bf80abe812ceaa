"""Who says what, span by span: invented sentences as a reader marks them, with source, cue and manner of each.

A row of golden.csv marks each span of somebody's words: {i;Holt;said;that it rained} is indirect (d is direct), Holt's,
introduced by `said`. The source is written without its article and what qualifies it, a pronoun as the name that the
text has for it, else as it stands; nobody and no cue are empty; a preposition that the verb takes is the cue's. A span
begins and ends with a word, a quotation mark or the mark that ends a question. constructions.csv has more sentences,
word by word, with the voices of a study. Rows without a mark are there for what is nobody's words.
"""

import csv
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.annotation.voices.test_voices import segment

with Path(__file__).with_name("golden.csv").open(encoding="utf-8", newline="") as lines:
    ROWS = [(row["construction"], row["text"]) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
MARKED = re.compile(r"\{([id]);([^;}]*);([^;}]*);([^}]*)\}")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|(?<=[.!?]”)\s+(?=[A-Z“])|(?<=[.!?])\s+(?=“)")
EDGES = " .,;:"
MANNERS = {"i": "indirect", "d": "direct"}
# Read otherwise than marked, and left so: what mends one sentence only does not go in.
MISSED = {
    "The boats claimed two lives that winter.": "`that` is taken for the beginning of a clause",
    "{d;Doyle;shouted;“Row!”} Doyle shouted from the bank.": "where somebody stands, as what he shouts",
    "Over the gate stands “No boats.”": "a sign is taken for somebody's speech",
    "Holt said {i;Holt;said;the gate was safe}, but Doyle disagreed.": "a cue that nothing follows takes what precedes",
    "The rowers hoped in vain.": "how one hopes, as what one hopes",
    "The rumour {i;;rumour;that the key was in the lake} went round.": "a noun that nobody is named with",
    "The guild called for {i;guild;called for;calm}.": "a call of a third party that is no person",
    "The guild pledged {i;guild;pledged;to mend the boats}.": "a pledge of a third party that is no person",
    "It was announced {i;;announced;that the race was off}.": "a passive that nobody is named with",
    "{i;Doyle;said;The tide was}, as Doyle said, {i;Doyle;said;against them}.": "an `as` inside of what is said",
    "The keeper said nothing.": "`nothing` is taken for what was said",
    "Holt left, saying {i;Holt;saying;that the gate was safe}.": "a name that opens its sentence takes its verb along",
    "MS. HOLT: {d;MS. HOLT;:;The boats are old}.": "a single turn is no transcript",
}


class Said(NamedTuple):
    """A span of somebody's words by offsets, and whose, by which cue, in what manner."""

    start: int
    end: int
    source: str
    cue: str
    manner: str


def unmark(marked):
    """Return the text without its marks, and what is said in it."""
    text, said, reached = "", [], 0
    for found in MARKED.finditer(marked):
        manner, source, cue, words = found.groups()
        text += marked[reached : found.start()]
        said.append(Said(len(text), len(text) + len(words), source, cue, MANNERS[manner]))
        text, reached = text + words, found.end()
    return text + marked[reached:], said


def read(text):
    """Return what the program reads: the spans that are not the outlet's own, cut as a reader marks them."""
    said = []
    for row in segment(*SENTENCE_END.split(text)).itertuples():
        words = text[row.start : row.end]
        start = row.start + len(words) - len(words.lstrip(EDGES))
        end = row.start + len(words.rstrip(EDGES))
        if row.voice != "outlet" and start < end:
            said.append(Said(start, end, row.source, row.cue, row.manner))
    return said


def mark_missed(rows):
    """Return the rows as cases; those that are read otherwise are expected to fail."""
    for construction, marked in rows:
        missed = [pytest.mark.xfail(strict=True, reason=MISSED[marked])] if marked in MISSED else []
        yield pytest.param(marked, marks=missed, id=f"{construction}: {unmark(marked)[0]}")


@pytest.mark.parametrize("marked", [*mark_missed(ROWS)])
def test_each_span_is_read_as_a_reader_marks_it(marked):
    text, expected = unmark(marked)
    assert read(text) == expected


def test_there_are_sentences_enough_of_each_construction_and_some_in_which_nobody_speaks():
    assert len(ROWS) >= 60
    assert sum("{" not in marked for _, marked in ROWS) >= 10
    assert set(MISSED) <= {marked for _, marked in ROWS}


@pytest.mark.parametrize(("construction", "marked"), ROWS)
def test_each_mark_is_well_written(construction, marked):
    text, said = unmark(marked)
    assert not set("{}|;") & {*text}
    for span in said:
        words = text[span.start : span.end]
        assert words == words.strip(" ,;:")
        assert span.source in text
        assert span.cue in text
