import pandas as pd
import pytest

from analysis import paths
from analysis.annotation.tone import target_tone
from analysis.corpus.study import load_study
from analysis.measures.tone import tone_means

STUDY = load_study(paths.find_root() / "data" / "study.toml")
SEGMENTS = pd.DataFrame(
    {
        "segment_id": ["s1", "s2", "s3"],
        "doc_id": "d",
        "voice": ["third_party", "kremlin", "outlet"],
        "n_words": [9, 8, 5],
        "text": [
            "Putin is a corrupt liar, and Washington’s allies praised Joe Biden.",
            "the American president is an honest, brilliant friend",
            "Moscowites and bidens slept.",
        ],
    }
)


def test_each_name_has_its_voice_and_the_longest_name_wins():
    table = target_tone.score_targets(SEGMENTS, STUDY)
    assert table["mention"].tolist() == ["Putin", "Washington", "Joe Biden", "American president"]
    assert table["target"].tolist() == ["kremlin", "white_house", "white_house", "white_house"]
    assert table["voice"].tolist() == ["third_party"] * 3 + ["kremlin"]
    assert [SEGMENTS["text"][0][s:e] for s, e in zip(table["start"][:3], table["end"][:3], strict=True)] == [
        "Putin", "Washington", "Joe Biden",
    ]  # fmt: skip
    assert table["tone"][0] < 0 < table["tone"][3]


def test_means_by_who_speaks_of_whom():
    means = tone_means.aggregate_tone(target_tone.score_targets(SEGMENTS, STUDY), ["voice", "target"], "tone")
    assert means[["voice", "target", "n_segments"]].to_numpy().tolist() == [
        ["kremlin", "white_house", 1], ["third_party", "kremlin", 1], ["third_party", "white_house", 1],
    ]  # fmt: skip


def test_no_name_gives_an_empty_table_with_all_columns():
    table = target_tone.score_targets(SEGMENTS.iloc[2:], STUDY)
    assert table.empty
    assert list(table.columns) == target_tone.COLUMNS


def test_text_is_needed():
    with pytest.raises(ValueError, match="segments lacks the column 'text', which this needs"):
        target_tone.score_targets(SEGMENTS.drop(columns="text"), STUDY)
