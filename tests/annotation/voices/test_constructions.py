"""Reported speech, construction by construction: invented sentences with whose words each is, read word by word.

A row of constructions.csv marks what is said: {Ri ...} by Ruritania, indirectly; A is Arcadia, T a third party, d
directly. What is not marked is the outlet's. Rows without a mark are there for what must not be taken for speech.
"""

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.words import WORD
from tests.annotation.voices.test_voices import segment

ROWS = pd.read_csv(Path(__file__).with_name("constructions.csv"), sep="\t", dtype=str)
VOICES = {"R": "ruritania", "A": "arcadia", "T": "third_party"}
MANNERS = {"i": "indirect", "d": "direct"}
MARKED = re.compile(r"\{([RAT])([id]) ([^}]*)\}")
# Read otherwise than marked, and left so: what mends one sentence only does not go in.
MISSED = {
    "Nobody in the harbour office answered the telephone on Tuesday.": "a verb of speech with a thing as its object",
    "The river denied the valley its water for months.": "a verb of speech of a thing that does not speak",
    "In the words of Pan, {Ai the accord was never signed}.": "a phrase that no lexicon has",
    "Hentzau put it bluntly: {Rd “The treaty is dead.”}": "the adverb before the colon is taken for his",
    "Pan was brief. {Ad “We never signed it,”} she said. {Ad “Ask them.”}": "she: the study alone says so",
    "The claim by Elphberg {Ri that the guards stayed at home} was printed everywhere.": "a noun, then `by` whom",
    "The Ruritanian Foreign Ministry posted {Ri that the border was open}.": "a verb that is mostly none of speech",
    "Pan offered {Ai to meet him on Monday}.": "an infinitive behind a verb that is mostly none of speech",
    "Pan said {Ai the accord was dead but the talks would go on}.": "`but` and a subject of its own",
    "Elphberg said {Ri the quota was fair} and left the room.": "a second verb of the speaker behind `and`",
    "As Pan put it, {Ai the accord was dead}.": "a phrase that no lexicon has",
}


def unmark(marked):
    """Return the text without its marks, and the voice and manner of each of its words."""
    text, said, reached = "", [], 0
    for found in MARKED.finditer(marked):
        text += marked[reached : found.start()]
        said.append((len(text), len(text) + len(found[3]), VOICES[found[1]], MANNERS[found[2]]))
        text, reached = text + found[3], found.end()
    text += marked[reached:]
    words = []
    for word in WORD.finditer(text):
        own = next(((voice, manner) for a, b, voice, manner in said if a <= word.start() < b), ("outlet", "narration"))
        words.append((word.group(), *own))
    return text, words


def read(text):
    """Return the voice and manner of each word, as the program reads them."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])|(?<=[.!?]”)\s+(?=[A-Z“])|(?<=[.!?])\s+(?=“)", text)
    rows = segment(*sentences)
    return [(word.group(), row.voice, row.manner) for row in rows.itertuples() for word in WORD.finditer(row.text)]


@pytest.mark.parametrize(("construction", "marked"), ROWS.to_numpy().tolist())
def test_each_word_is_whose_it_is(construction, marked):
    text, expected = unmark(marked)
    if marked in MISSED:
        assert read(text) != expected, "read as marked by now: take it off the list"
        pytest.xfail(MISSED[marked])
    assert read(text) == expected


@pytest.mark.parametrize("construction", list(ROWS["construction"].unique()))
def test_each_construction_has_sentences_enough(construction):
    own = ROWS.loc[ROWS["construction"] == construction, "text"]
    assert len(own) >= 3
