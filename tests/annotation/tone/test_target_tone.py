import pandas as pd
import pytest

from analysis import paths
from analysis.annotation.tone import target_tone
from analysis.corpus.study import OUTLET, THIRD_PARTY, Study, Voice, load_study
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


VOICES = {
    "velmora": Voice(
        "velmora", "Velmora", "#D55E00", names=("Velmora", "Roe", "Jane Roe"), descriptions=("the premier",)
    ),
    "norrund": Voice("norrund", "Norrund", "#0072B2", names=("Norrund", "Doe", "WHO")),
    THIRD_PARTY: Voice(THIRD_PARTY, "Third", "#009E73"),
    OUTLET: Voice(OUTLET, "Outlet", "#999999"),
}
INVENTED = Study("T", "vader", ("velmora", "norrund"), VOICES, {}, {}, {})


def score(*texts):
    rows = [(f"s{i}", "d", "outlet", len(text.split()), text) for i, text in enumerate(texts)]
    columns = ["segment_id", "doc_id", "voice", "n_words", "text"]
    return target_tone.score_targets(pd.DataFrame(rows, columns=columns), INVENTED)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Roe met Doe.", ["Roe", "Doe"]),
        ("Jane Roe met Doe.", ["Jane Roe", "Doe"]),
        ("Roe's aide", ["Roe"]),
        ("roe and doe", []),
        ("The Premier met the premier.", ["The Premier", "the premier"]),
        ("Roes and Doer", []),
        ("who met WHO?", ["WHO"]),
        ("Norrund-led talks", ["Norrund"]),
        ("It rained.", []),
        ("", []),
    ],
)
def test_a_name_counts_as_written_and_a_description_in_any_case(text, mentions):
    assert score(text)["mention"].tolist() == mentions


def test_offsets_give_back_each_mention():
    text = "Jane Roe, the premier, met Doe of Norrund."
    found = score(text)
    assert [text[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == found["mention"].tolist()
    assert found["target"].tolist() == ["velmora", "velmora", "norrund", "norrund"]


@pytest.mark.xfail(strict=True, reason="what is said of the one stands near the other too, and no syntax is read")
def test_of_two_in_one_segment_each_has_its_own_tone():
    found = score("The excellent, honest Roe exposed the corrupt liar and criminal Doe.").set_index("target")["tone"]
    assert found["velmora"] > found["norrund"]


def test_segments_are_scored_one_by_one_and_keep_their_keys():
    texts = ["Roe lied.", "It rained.", "Doe was praised by Roe."]
    both = score(*texts)
    assert both["segment_id"].tolist() == ["s0", "s2", "s2"]
    assert both["tone"].tolist() == [*score(texts[0])["tone"], *score(texts[2])["tone"]]
    assert both["n_words"].tolist() == [2, 5, 5]


def test_the_index_of_the_table_does_not_matter_and_it_stays_as_it_is():
    frame = pd.DataFrame(
        {"segment_id": ["a", "b"], "doc_id": "d", "voice": "outlet", "n_words": 2, "text": "Roe lied."}
    )
    other = frame.set_axis([7, 3])
    before = other.copy()
    pd.testing.assert_frame_equal(
        target_tone.score_targets(frame, INVENTED), target_tone.score_targets(other, INVENTED)
    )
    pd.testing.assert_frame_equal(other, before)


@pytest.mark.parametrize("column", ["segment_id", "doc_id", "voice", "n_words"])
def test_each_column_that_is_needed_is_asked_for(column):
    with pytest.raises(ValueError, match=f"segments lacks the column '{column}'"):
        target_tone.score_targets(SEGMENTS.drop(columns=column), INVENTED)
