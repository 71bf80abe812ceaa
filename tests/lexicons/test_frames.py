"""Every row of the codebook of frames on its own example: an act has its sign, any other row decides the reading."""

import pandas as pd
import pytest

from analysis import paths
from analysis.annotation.framing import act_lexicon, act_parser, act_shifts, act_values


def read_rows(name):
    return pd.read_csv(paths.lexicon(name), dtype=str, keep_default_na=False).to_dict("records")


def name_row(row):
    return f"{row['term']} {row['class']}"


def make_entry(row):
    return act_lexicon.make_entry(row["term"], row["class"], row.get("weight", 0))


def read(text):
    """Return the acts of a text, each with who speaks, in what way, what reaches it, and its part in the frame."""
    return [
        (act.match.entry.kind, act.match.entry.elements, *act[1:], act.match.words, value)
        for act, value in act_values.value_acts(act_lexicon.split_words(text))
    ]


def forget():
    act_lexicon._index_codebook.cache_clear()
    act_lexicon.find_candidates.cache_clear()
    act_parser._find_beginnings.cache_clear()


@pytest.fixture
def fresh():
    forget()
    yield
    forget()


@pytest.mark.parametrize("row", read_rows("frame_acts.csv"), ids=name_row)
def test_an_act_is_found_in_its_example_with_its_sign(row):
    entry = make_entry(row)
    acts = act_values.value_acts(act_lexicon.split_words(row["example"]))
    own = [value for act, value in acts if act.match.entry == entry]
    assert own, [(act.match.entry.kind, act.match.words) for act, _ in acts]
    assert own[0] * entry.weight > 0
    [score] = act_values.score_acts([row["example"]])
    assert score * entry.weight > 0


@pytest.mark.parametrize("row", [*read_rows("frame_objects.csv"), *read_rows("frame_cues.csv")], ids=name_row)
def test_an_object_or_a_cue_decides_how_its_example_is_read(row, fresh, monkeypatch):
    found = read(row["example"])
    rest = tuple(entry for entry in act_lexicon.load_codebook() if entry != make_entry(row))
    monkeypatch.setattr(act_lexicon, "load_codebook", lambda: rest)
    forget()
    assert read(row["example"]) != found


@pytest.mark.parametrize("row", read_rows("frame_shifters.csv"), ids=name_row)
def test_a_shifter_decides_how_its_example_is_read(row, monkeypatch):
    found = read(row["example"])
    every = act_shifts._load_shifters()
    rest = {word: tuple(e for e in entries if e != make_entry(row)) for word, entries in every.items()}
    assert rest != every
    monkeypatch.setattr(act_shifts, "_load_shifters", lambda: rest)
    assert read(row["example"]) != found
