"""The words that are given as reasons for a score, and by whose telling a side is known."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis import paths
from analysis.corpus.study import Outlet, load_study
from analysis.output.prose import claims, tone
from analysis.output.prose.telling import note_telling, say_telling

STUDY = load_study(paths.find_root() / "data" / "example" / "study.toml")


def contribute(*rows):
    return pd.DataFrame(rows, columns=["segment_id", "instrument", "term", "value"])


def test_only_words_of_the_side_explain_its_score():
    sentences = pd.DataFrame({"sentence_id": ["s"], "doc_id": ["d"], "position": [3], "frame": [-1.0], "vader": [0.4]})
    segments = pd.DataFrame(
        {"segment_id": ["s.0", "s.1", "s.2"], "sentence_id": "s", "voice": ["norrund", "outlet", "norrund"]}
    )
    words = contribute(
        ("s.0", "frame", "theft", -0.5),
        ("s.1", "frame", "unfounded", -0.9),
        ("s.2", "frame", "hack", -0.2),
        ("s.0", "vader", "support", 0.4),
    )
    said = tone.say_parting(sentences, segments, words, STUDY, "vader")
    assert said.endswith("the frame is −1.00, for *theft* and *hack*.")
    assert "unfounded" not in said


def test_reasons_are_ordered_by_their_part_and_the_rest_is_counted():
    words = contribute(*[("s", "frame", f"w{n}", -(n + 1) / 10) for n in range(10)], ("s", "frame", "w0", -2.0))
    assert tone.list_words(words, "frame", -1.0, most=3) == "*w0*, *w9*, *w8* and 7 more"
    assert tone.list_words(words, "frame", 1.0) == "its words together"


@pytest.mark.parametrize(
    ("narrations", "telling"),
    [
        ({}, "as these outlets tell it, "),
        ({"Post": "outlet"}, "as these outlets tell it, "),
        ({"Court": "norrund"}, ""),
        ({"Court": "norrund", "Post": "outlet"}, "in its own texts or as other outlets tell it, "),
    ],
)
def test_a_side_that_an_outlet_retells_is_called_its_telling(narrations, telling):
    outlets = {name: Outlet(name, "#000000", narration=voice) for name, voice in narrations.items()}
    study = replace(STUDY, outlets=outlets)
    assert say_telling(study) == telling
    first, second = STUDY.sides
    row = {"value": "vader", "target": first, "reference": second, "estimate": 0.5, "refusal": "too few"}
    row |= {f"{what}_{side}": 1 for what in ("mean", "n_segments", "n_articles") for side in ("target", "reference")}
    said = tone.say_difference(pd.Series(row), study)
    assert f"weighing alike: {telling}{STUDY.voices[first].phrase} +1.00" in said
    assert claims.word_claim(1.0, "{} is above {}", study, first, second) == (
        f"That{', ' + telling if telling else ' '}{STUDY.voices[first].phrase} is above {STUDY.voices[second].phrase}"
    )
    assert bool(note_telling(study)) == bool(telling)
