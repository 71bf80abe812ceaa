"""Sentences and segments -> their frames, and the words that made them."""

import math

import pandas as pd
import pytest

from analysis.annotation.framing import frame_tables, framing
from analysis.corpus.study import OUTLET, THIRD_PARTY, Study, Voice

VOICES = {
    "velmora": Voice("velmora", "Velmora", "#D55E00", names=("Velmora", "Ilka Soren")),
    "norrund": Voice("norrund", "Norrund", "#0072B2", names=("Norrund",)),
    THIRD_PARTY: Voice(THIRD_PARTY, "Third", "#009E73"),
    OUTLET: Voice(OUTLET, "Outlet", "#999999"),
}
STUDY = Study("T", "vader", ("velmora", "norrund"), VOICES, {}, {}, {})
THANKS, BLAME, WEATHER = "They thanked each other warmly.", "She accused him of arming rebels.", "It rained on Monday."


def make_sentences(*texts, doc="d"):
    rows, start = [], 0
    for n, text in enumerate(texts):
        rows.append((doc, f"{doc}.{n}", start, text))
        start += len(text) + 1
    return pd.DataFrame(rows, columns=["doc_id", "sentence_id", "start", "text"])


def cut(sentences, *cuts):
    """Return segments: each sentence cut behind the words given, or whole."""
    rows = []
    for sentence in sentences.itertuples():
        at = next((sentence.text.index(c) + len(c) for c in cuts if c in sentence.text), len(sentence.text))
        for n, (a, b) in enumerate(((0, at), (at, len(sentence.text)))):
            if a < b:
                name = f"{sentence.sentence_id}.{n}"
                rows.append((sentence.doc_id, sentence.sentence_id, name, sentence.start + a, sentence.text[a:b]))
    return pd.DataFrame(rows, columns=["doc_id", "sentence_id", "segment_id", "start", "text"])


def signs(frames):
    return [0 if value == 0 else int(math.copysign(1, value)) for value in frames]


def test_a_sentence_has_the_frame_of_its_words():
    sentences = make_sentences(THANKS, BLAME, WEATHER)
    frames = frame_tables.score_framing(sentences)["frame"]
    assert signs(frames) == [1, -1, 0]
    assert frames.tolist() == framing.score_sentences(sentences["text"])


def test_a_table_keeps_its_columns_and_its_index():
    sentences = make_sentences(THANKS, WEATHER).set_axis([7, 3])
    before = sentences.copy()
    scored = frame_tables.score_framing(sentences)
    assert list(scored) == [*sentences, "frame"]
    assert scored.index.tolist() == [7, 3]
    pd.testing.assert_frame_equal(sentences, before)


def test_sentences_and_segments_read_together_are_as_each_by_itself():
    sentences = make_sentences(THANKS, BLAME, WEATHER, "…")
    segments = cut(sentences, "She accused him", "They thanked")
    whole, parts, told = frame_tables.read_frames(sentences, segments, STUDY)
    pd.testing.assert_series_equal(whole, frame_tables.score_framing(sentences, STUDY)["frame"], check_names=False)
    pd.testing.assert_series_equal(parts, frame_tables.score_framing(segments, STUDY)["frame"], check_names=False)
    pd.testing.assert_frame_equal(told, frame_tables.explain_framing(segments, STUDY))


def test_an_act_counts_in_the_segment_in_which_it_begins():
    segments = cut(make_sentences("She accused him of rain."), "She")
    assert signs(frame_tables.score_framing(segments)["frame"])[1] == -1
    other = cut(make_sentences("She accused him of rain."), "She accused")
    assert signs(frame_tables.score_framing(other)["frame"]) == [-1, 0]


def test_a_sentence_that_is_one_segment_has_one_frame():
    sentences = make_sentences(THANKS, BLAME)
    whole, parts, _ = frame_tables.read_frames(sentences, cut(sentences))
    assert whole.tolist() == parts.tolist()


def test_halves_of_what_was_said_together_are_scored_both():
    sentences = make_sentences(THANKS)
    segments = pd.concat([cut(sentences).assign(segment_id="a"), cut(sentences).assign(segment_id="b")])
    _, parts, _ = frame_tables.read_frames(sentences, segments.reset_index(drop=True))
    assert len(parts) == 2
    assert parts.iloc[0] > 0


@pytest.mark.parametrize("official", [(), ("d",)])
def test_the_words_told_add_up_to_each_frame(official):
    sentences = make_sentences(THANKS, BLAME, WEATHER)
    scored = frame_tables.score_framing(sentences, STUDY, official).set_index("sentence_id")["frame"]
    told = frame_tables.explain_framing(sentences, STUDY, official).groupby("segment_id")["value"].sum()
    assert told.reindex(scored.index, fill_value=0.0).tolist() == pytest.approx(scored.tolist())


def test_texts_of_a_press_service_are_read_with_another_trust():
    sentences = make_sentences(BLAME)
    news, official = (frame_tables.score_framing(sentences, None, own)["frame"][0] for own in ((), ("d",)))
    assert (news, official) == (framing.score_sentences([BLAME])[0], framing.score_sentences([BLAME], official=True)[0])
    assert news != official


def test_documents_do_not_hear_each_other():
    opening = "The queen spoke with President Ann Lee of Arcadia."
    support = "She reaffirmed her support for the territorial integrity of Arcadia."
    both = pd.concat([make_sentences(opening, support), make_sentences(support, doc="e")], ignore_index=True)
    frames = frame_tables.score_framing(both)["frame"]
    assert frames[1] == frame_tables.score_framing(make_sentences(opening, support))["frame"][1]
    assert frames[2] == frame_tables.score_framing(make_sentences(support))["frame"][0]
    assert frames[1] > frames[2]


def test_a_document_hears_nobody_before_it_says_so():
    opening = "The queen spoke with President Ann Lee of Arcadia."
    support = "She reaffirmed her support for the territorial integrity of Arcadia."
    late = frame_tables.score_framing(make_sentences(support, opening, support))["frame"]
    assert late[0] < late[2]


@pytest.mark.parametrize("text", ["", "…", None])
def test_what_has_no_word_has_no_frame(text):
    sentences = make_sentences(THANKS).assign(text=[text])
    assert math.isnan(frame_tables.score_framing(sentences)["frame"][0])
    assert frame_tables.explain_framing(sentences.fillna("")).empty


def test_the_order_of_rows_does_not_matter():
    segments = cut(make_sentences(THANKS, BLAME, WEATHER), "She accused", "They")
    shuffled = segments.sample(frac=1, random_state=3)
    frames = frame_tables.score_framing(segments)["frame"]
    pd.testing.assert_series_equal(frame_tables.score_framing(shuffled)["frame"].sort_index(), frames)


@pytest.mark.parametrize("reader", [frame_tables.score_framing, frame_tables.explain_framing])
def test_without_text_no_frame_is_read(reader):
    with pytest.raises(ValueError, match=r"lacks the column 'text'.*python -m analysis ingest"):
        reader(make_sentences(THANKS).drop(columns="text"))
