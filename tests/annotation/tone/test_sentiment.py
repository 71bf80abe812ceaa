import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import paths
from analysis.annotation import lexicons
from analysis.annotation.tone import marks, masking, sentiment
from analysis.corpus.study import load_study
from analysis.measures.tone import tone_means

STUDY = load_study(paths.find_root() / "data" / "study.toml")
TEXTS = [
    "The talks were good, but they didn't end the war!",
    "A terrible failure of the security services.",
    "The treaty enters into force on Monday.",
    "",
    " -- ",
    None,
    "“It’s not a wonderful day”",
]
SEGMENTS = pd.DataFrame({"segment_id": [f"s{i}" for i in range(len(TEXTS))], "text": TEXTS})


def test_a_text_without_words_is_undefined_and_never_zero():
    scored = sentiment.score_sentiment(SEGMENTS, study=STUDY)
    columns = [c for c in scored if c not in SEGMENTS]
    assert len(columns) == 2 * len(sentiment.INSTRUMENTS)
    assert scored.loc[3:5, columns].isna().all(axis=None)
    assert scored.drop(index=[3, 4, 5])[columns].notna().all(axis=None)


def test_the_table_given_is_not_changed():
    before = SEGMENTS.copy()
    sentiment.score_sentiment(SEGMENTS)
    pd.testing.assert_frame_equal(SEGMENTS, before)


@given(st.lists(st.sampled_from(sorted(lexicons.load_vader())) | st.text(max_size=12), max_size=25))
def test_every_score_lies_between_minus_one_and_one(words):
    scores = sentiment.score_sentiment(pd.DataFrame({"text": [" ".join(words)]})).drop(columns="text").iloc[0]
    assert (scores.isna() | scores.abs().le(1)).all()


def test_curly_quotes_change_nothing():
    straight = SEGMENTS.assign(text=SEGMENTS["text"].fillna("").map(marks.straighten))
    scores = [sentiment.score_sentiment(table).drop(columns="text") for table in (SEGMENTS, straight)]
    pd.testing.assert_frame_equal(*scores)


def test_the_words_parts_add_up_to_every_score():
    scored = sentiment.score_sentiment(SEGMENTS, study=STUDY).set_index("segment_id")
    parts = sentiment.explain_sentiment(SEGMENTS, study=STUDY)
    assert list(parts.columns) == ["segment_id", "instrument", "term", "value"]
    sums = parts.pivot_table("value", "segment_id", "instrument", aggfunc="sum").reindex(scored.index).fillna(0)
    for column in scored.columns.drop("text"):
        np.testing.assert_allclose(sums.get(column, 0 * scored[column]), scored[column].fillna(0), atol=1e-12)


def test_parts_are_single_words_so_that_their_order_is_not_told():
    parts = sentiment.explain_sentiment(SEGMENTS, ["vader", "news"])
    assert not parts["term"].str.contains(" ").any()


def test_the_words_of_a_name_have_no_tone_once_masked():
    table = pd.DataFrame({"text": ["The ministers met in the United States to discuss the arms race."]})
    scored = sentiment.score_sentiment(table, ["vader"], STUDY).iloc[0]
    assert scored["vader"] != 0
    assert scored["vader_masked"] == 0


def test_a_masked_text_has_as_many_words_and_acts_keep_their_tone():
    names = masking.list_names(STUDY)
    assert "congratulat*" not in names
    assert masking.mask_names(["He wished the Security Council well."], names) == ["He wished the _x_ _x_ well."]
    assert masking.mask_names(["Sanctioned"], ["sanction*"]) == ["_x_"]


@pytest.mark.parametrize(
    ("instruments", "message"),
    [
        (["vaderr"], "there is no instrument 'vaderr' for tone; there are vader, afinn, pattern, news"),
        ("vader", "instruments should be a list, of vader, afinn, pattern, news; found 'vader'"),
        ([], "instruments should be a list"),
    ],
)
def test_an_unknown_instrument_is_named_with_those_there_are(instruments, message):
    with pytest.raises(ValueError, match=message):
        sentiment.score_sentiment(SEGMENTS, instruments)
    with pytest.raises(ValueError, match=message):
        sentiment.explain_sentiment(SEGMENTS, instruments)


def test_a_table_without_text_is_told_how_to_get_it():
    with pytest.raises(ValueError, match="segments lacks the column 'text', which this needs; make a corpus with text"):
        sentiment.score_sentiment(SEGMENTS.drop(columns="text"))


SCORED = pd.DataFrame(
    {
        "segment_id": ["a1", "a2", "a3", "b1", "b2", "b3"],
        "doc_id": ["a", "a", "a", "b", "b", "b"],
        "voice": ["kremlin", "kremlin", "outlet", "kremlin", "outlet", "third_party"],
        "n_words": [10, 30, 5, 10, 5, 0],
        "vader": [1.0, 0.0, 0.5, -0.5, 0.5, np.nan],
    }
)
ARTICLES = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Times"]})


def test_means_are_weighted_by_words_where_that_is_asked_for():
    row = tone_means.aggregate_tone(SCORED, ["voice"], "vader", weight="words").set_index("voice").loc["kremlin"]
    assert row["estimate"] == pytest.approx((10 * 1 + 30 * 0 - 10 * 0.5) / 50)
    assert (row["n_segments"], row["n_articles"], row["n_words"], row["note"]) == (3, 2, 50, "")


def test_groups_that_say_little_say_so():
    levels = {"voice": STUDY.voice_order}
    table = tone_means.aggregate_tone(SCORED, ["outlet", "voice"], "vader", ARTICLES, levels=levels)
    notes = table.set_index(["outlet", "voice"])["note"]
    assert notes["Post", "white_house"] == "undefined: no segment"
    assert notes["Times", "third_party"] == "undefined: no segment with a score"
    assert notes["Times", "outlet"] == "one segment"
    assert table["estimate"].isna().sum() == 4
    assert table["voice"].tolist() == STUDY.voice_order * 2
    equal = tone_means.aggregate_tone(SCORED, ["voice"], "vader").set_index("voice")["note"]
    assert equal["outlet"] == "all scores equal"


def test_a_segment_on_two_issues_counts_in_both():
    mentions = pd.DataFrame({"segment_id": ["a1", "a1", "a1"], "issue": ["trade", "iran", "iran"]})
    table = tone_means.aggregate_tone(SCORED, ["issue"], "vader", mentions=mentions)
    assert table["issue"].tolist() == ["iran", "trade"]
    assert table["n_segments"].tolist() == [1, 1]


def test_no_segments_give_no_groups():
    assert tone_means.aggregate_tone(SCORED.iloc[:0], ["voice"], "vader").empty


def test_a_group_by_an_unknown_column_is_refused():
    with pytest.raises(ValueError, match="segments with articles and mentions as given lacks the column 'outlet'"):
        tone_means.aggregate_tone(SCORED, ["outlet"], "vader")
    with pytest.raises(ValueError, match="by should be a list of one or more columns"):
        tone_means.aggregate_tone(SCORED, "voice", "vader")
    with pytest.raises(ValueError, match="segments lacks the column 'news'"):
        tone_means.aggregate_tone(SCORED, ["voice"], "news")
