import pandas as pd
import pytest

from analysis.annotation.tone import marks, masking, sentiment, vader

WRITTEN = [
    ("A good—even warm—talk ended.", "A good — even warm — talk ended."),
    ("A good--even warm talk ended.", "A good -- even warm talk ended."),
    ("It was «excellent», he said.", 'It was "excellent", he said.'),
    ("It was « excellent », he said.", 'It was "excellent", he said.'),
    ("It was „excellent“ news.", 'It was "excellent" news.'),
    ("The talk was good.The envoy was glad.", "The talk was good. The envoy was glad."),
    ("A failed quota,terrible for Soren.", "A failed quota, terrible for Soren."),
    ("A won\u00adder\u00adful\u00a0and very\u00a0good talk.", "A wonderful and very good talk."),
    ("He didn&#39;t like the war.", "He didn't like the war."),
]


@pytest.mark.parametrize(("written", "plain"), WRITTEN)
def test_a_house_style_of_marks_is_no_tone(written, plain):
    scored = sentiment.score_sentiment(pd.DataFrame({"text": [written, plain]}))
    for instrument in sentiment.INSTRUMENTS:
        assert scored[instrument].iloc[0] == scored[instrument].iloc[1]
    assert vader.score_vader([written])["compound"].tolist() == vader.score_vader([plain])["compound"].tolist()


@pytest.mark.parametrize(
    "text", ["See soren.gov, 3.5 of 10,000, at 10 a.m. U.S. time :) o.O", "1990–2000 re-elected, isn't"]
)
def test_what_has_no_such_mark_stays(text):
    assert marks.even_out(text) == text


def test_an_acronym_is_masked_in_capitals_only():
    assert masking.mask_names(["WHO asks who"], ["WHO"]) == ["_x_ asks who"]
