"""What several are reported to say or do together."""

import pandas as pd
import pytest

from analysis import paths, pipeline
from analysis.annotation import voices
from analysis.annotation.terms import terms
from analysis.corpus import tables, together
from analysis.corpus.study import load_study
from analysis.measures.terms import matrix

STUDY = load_study(paths.find_root() / "data" / "example" / "study.toml")
BOTH = "velmora norrund"


def segment(*sentences, outlet="Harbour Courier"):
    starts, text = [], ""
    for sentence in sentences:
        starts.append(len(text))
        text += sentence + " "
    rows = [(f"d-{k}", "d", a, a + len(s)) for k, (a, s) in enumerate(zip(starts, sentences, strict=True))]
    table = pd.DataFrame(rows, columns=["sentence_id", "doc_id", "start", "end"])
    return voices.attribute_voices(table, pd.DataFrame([{"doc_id": "d", "outlet": outlet, "text": text}]), STUDY)


def joint(*sentences, **options):
    """Return (voice, joint, text) of what is reported together."""
    found = segment(*sentences, **options)
    return [(r.voice, r.joint, r.text.strip()) for r in found.itertuples() if r.joint]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("The presidents also addressed the cable treaty and the storm.", "the cable treaty and the storm."),
        ("Soren and Brand exchanged views on the ferries.", "views on the ferries."),
        ("The leaders of Velmora and Norrund discussed the ferries.", "the ferries."),
        ("Soren and her Norrund counterpart agreed to reopen the ports.", "reopen the ports."),
        ("Soren discussed the quota with Brand.", "the quota with Brand."),
        ("Ilka Soren and Aldo Brand met on Monday to discuss the storm.", "the storm."),
        ("The sides touched on the ports, but Brand said the quota was low.", "the ports,"),
    ],
)
def test_what_the_outlet_tells_of_both_sides_is_its_own_and_joint(sentence, content):
    assert joint(sentence) == [("outlet", BOTH, content)]


def test_of_a_passive_the_whole_sentence_is_joint():
    for sentence in (
        "Other issues discussed by Soren and Brand included the quota, as well as trade.",
        "The trade in herring was discussed by the two presidents.",
    ):
        assert joint(sentence) == [("outlet", BOTH, sentence)]


def test_what_both_say_is_divided_and_both_halves_are_joint():
    found = joint("Both statements said that the quota would stay.")
    assert [(voice, of) for voice, of, _ in found] == [("velmora", BOTH), ("norrund", BOTH)]
    assert " ".join(text for *_, text in found) == "that the quota would stay."


def test_leaders_of_somewhere_else_are_not_the_two_that_a_text_is_about():
    for sentence in ("Leaders in Lindora discussed the storm.", "Private sector leaders discussed the storm."):
        assert joint("President Ilka Soren spoke with Aldo Brand.", sentence, outlet="Amber Hall") == []
    assert joint("The leaders plan to discuss the storm.") == []


def test_they_after_both_are_both():
    assert joint("The leaders talked about the cable.", "They also addressed the storm.")[1][1:] == (BOTH, "the storm.")
    found = joint("Soren and Brand discussed trade.", "They agreed that the ports would open.")
    assert [voice for voice, *_ in found] == ["outlet", "velmora", "norrund"]


def test_one_side_and_a_foreign_leader_are_joint_and_not_the_other_alone():
    assert joint("Brand and Aline Moreau agreed to reopen the ports.") == [
        ("outlet", "norrund third_party", "reopen the ports.")
    ]
    assert {v for v, *_ in joint("Aline Moreau and Brand agreed that the ports would open.")} == {
        "norrund",
        "third_party",
    }


def test_in_a_sides_own_text_the_leaders_are_it_and_whom_it_spoke_with():
    told = joint(
        "President Ilka Soren spoke with President Aline Moreau.",
        "The leaders discussed the storm.",
        outlet="Amber Hall",
    )
    assert told == [("velmora", "velmora third_party", "the storm.")]
    told = joint(
        "President Ilka Soren spoke with Aldo Brand of Norrund.",
        "The leaders discussed the storm.",
        outlet="Amber Hall",
    )
    assert told == [("velmora", BOTH, "the storm.")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Soren and Brand will discuss the ferries in May.",
        "Soren and Brand did not discuss the ferries.",
        "Soren and Brand were expected to discuss the ferries.",
        "Soren and her advisers discussed the ferries.",
        "Analysts said Soren and Brand discussed the ferries.",
        "Soren held the line on herring.",
        "The storm and the ferries held up the trade.",
        "Soren discussed the quota with fishermen.",
    ],
)
def test_what_is_only_planned_denied_or_done_by_one_is_not_joint(sentence):
    assert joint(sentence) == []


def test_what_a_side_says_of_both_is_its_own_and_joint_up_to_where_it_ends():
    found = joint("The two presidents discussed the cable, Amber Hall said.")
    assert found == [("velmora", BOTH, "the cable,")]


def test_the_halves_of_a_sentence_have_one_tone_and_one_frame():
    texts = ("Both statements said that the treaty was a great success and the attack a shame.",)
    table = together.join_halves(segment(*texts))
    halves = table[together.find_halves(table)]
    assert halves["text"].tolist() == ["that the treaty was a great success and the attack a shame."] * 2


def test_terms_of_halves_do_not_tell_the_voices_apart():
    segments = segment("Both sides said that the quota must stay.", "Soren said the ferries must sail.")
    counted = terms.count_terms(segments, STUDY)
    articles = pd.DataFrame({"doc_id": ["d"], "outlet": ["Harbour Courier"]})
    by_voice = matrix.build_matrix(counted, segments, articles, ("article", "voice"))
    assert "quota" in matrix.build_matrix(counted, segments, articles, "article").terms
    assert set(by_voice.documents["voice"]) == {"outlet", "velmora"}
    assert "quota" not in by_voice.terms and "ferries" in by_voice.terms


def test_the_corpus_keeps_who_is_together_and_so_does_what_is_shared(tmp_path):
    root = paths.find_root() / "data" / "example"
    pipeline.ingest(root, root / "study.toml", tmp_path / "made")
    segments = tables.read_table(tmp_path / "made", "segments")
    shared = pipeline.share(tmp_path / "made", tmp_path / "shared")
    assert shared["segments"]["joint"].tolist() == segments["joint"].tolist()
    assert set(segments["joint"]) - {""} <= {BOTH, "velmora third_party", "norrund third_party"}
