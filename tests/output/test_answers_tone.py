"""The words that are given as reasons for a score."""

import pandas as pd

from analysis import paths
from analysis.corpus.study import load_study
from analysis.output.prose import tone

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
