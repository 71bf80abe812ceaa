import math

import pandas as pd
import pytest

from analysis.corpus.study import load_study
from analysis.measures.events import initiatives, tellings
from analysis.output import side_by_side
from analysis.output.figures.events.tellings import caption_tellings, draw_tellings
from analysis.output.prose.events import NO_PAIRS, say_pairs, say_tellings
from tests.annotation.events.test_events import STUDY


@pytest.fixture
def study(tmp_path):
    path = tmp_path / "study.toml"
    path.write_text(STUDY, encoding="utf-8")
    return load_study(path)


def make(n_pairs=1):
    """Return pairs: Norrund tells three claims, Velmora two; its second is Velmora's first, in another frame."""
    pairs, links, segments, mentions = [], [], [], []
    for p in range(n_pairs):
        pairs.append((f"p{p}", "", "norrund", f"n{p}", "velmora", f"v{p}", 0.0, "given"))
        for side, doc, frames in (("norrund", f"n{p}", (1.0, 0.5, 0.0)), ("velmora", f"v{p}", (-0.5, 0.8))):
            for i, frame in enumerate(frames):
                segments.append((f"{doc}.{i}", f"{doc}s{i}", doc, i, side, "", 10, frame))
        links.append((f"p{p}", f"n{p}.1", f"v{p}.0", 0.9))
        mentions.append((f"n{p}.1", "dam", "dam"))
    return (
        pd.DataFrame(pairs, columns="pair_id event side doc_id other_side other_doc_id days found".split()),
        pd.DataFrame(links, columns="pair_id segment_id other_segment_id score".split()),
        pd.DataFrame(segments, columns="segment_id sentence_id doc_id start voice joint n_words frame".split()),
        pd.DataFrame(mentions, columns="segment_id issue term".split()),
    )


def test_each_claim_says_how_the_other_side_tells_it(study):
    claims = tellings.tell_claims(*make(), study)
    assert claims[["side", "place", "issues", "told", "linked"]].to_numpy().tolist() == [
        ["norrund", 1, "", tellings.ONE, ""],
        ["norrund", 2, "Dam", tellings.DIFFERENTLY, "1"],
        ["norrund", 3, "", tellings.ONE, ""],
        ["velmora", 1, "", tellings.DIFFERENTLY, "2"],
        ["velmora", 2, "", tellings.ONE, ""],
    ]


def test_what_is_reported_of_both_is_neither_shared_nor_left_out(study):
    pairs, links, segments, mentions = make()
    segments.loc[segments["segment_id"] == "n0.2", "joint"] = "norrund velmora"
    claims = tellings.tell_claims(pairs, links, segments, mentions, study)
    assert claims.loc[2, "told"] == tellings.JOINTLY
    assert tellings.count_omissions(claims).set_index("side").loc["norrund", "n_claims"] == 2


def test_omissions_are_a_mean_over_pairs_with_an_interval_from_twelve_on(study):
    few = tellings.count_omissions(tellings.tell_claims(*make(2), study)).set_index("side")
    assert few.loc["norrund", "share"] == pytest.approx(2 / 3)
    assert math.isnan(few.loc["norrund", "low"])
    pairs, links, *others = make(12)
    many = tellings.count_omissions(tellings.tell_claims(pairs, links.iloc[::2], *others, study)).set_index("side")
    assert many.loc["velmora", ["n_pairs", "n_claims", "left_out"]].tolist() == [12, 24, 18]
    assert many.loc["velmora", "low"] < 0.75 < many.loc["velmora", "high"]


def test_by_issue_a_claim_counts_for_each_of_its_issues(study):
    claims = tellings.tell_claims(*make(), study)
    by_issue = tellings.count_omissions(claims, by="issue")
    assert by_issue[["side", "issue", "n_claims", "left_out"]].to_numpy().tolist() == [["norrund", "Dam", 1, 0]]


def test_frames_are_compared_over_shared_claims_alone(study):
    frames = tellings.compare_frames(tellings.tell_claims(*make(), study), study)
    assert frames[["norrund", "velmora", "difference"]].to_numpy().tolist() == [[0.5, -0.5, 1.0]]


def test_without_pairs_everything_is_empty_and_said(study):
    pairs, links, segments, mentions = make()
    claims = tellings.tell_claims(pairs.iloc[:0], links.iloc[:0], segments, mentions, study)
    omissions, frames = tellings.count_omissions(claims), tellings.compare_frames(claims, study)
    assert claims.empty and omissions.empty and frames.empty
    assert say_pairs(pairs.iloc[:0]) == NO_PAIRS
    assert "Without a pair" in say_tellings(claims, omissions, frames, study)


def test_the_figure_draws_one_pair_and_its_caption_counts(study):
    pairs, *others = make(2)
    claims = tellings.tell_claims(pairs, *others, study)
    with pytest.raises(ValueError, match="one pair is drawn at a time, found 2"):
        draw_tellings(claims, study)
    own = claims[claims["pair_id"] == "p0"]
    figure = draw_tellings(own, study)
    texts = [text.get_text() for text in figure.axes[0].texts]
    assert "Norrund (3 claims)" in texts and "2  Dam" in texts
    assert len(figure.axes[0].lines) == 1
    caption = caption_tellings(own, pairs, study)
    assert "side: 1 of 3 claims of Norrund and 1 of 2 claims of Velmora" in caption
    assert "does not say that it was not made" in caption


def test_the_answer_counts_claims_and_refuses_an_interval(study):
    claims = tellings.tell_claims(*make(2), study)
    text = say_tellings(claims, tellings.count_omissions(claims), tellings.compare_frames(claims, study), study)
    assert "Of 6 claims of Norrund, told by it alone as far as the machine sees: 4 (67% in the mean of pairs)." in text
    assert "No interval: 2 pairs, and at least 12 are needed." in text
    assert "told in opposite frames: 4 claims" in text


def test_how_much_stands_before_the_first_shared_claim(study):
    before = tellings.count_before_shared(tellings.tell_claims(*make(3), study)).set_index("side")
    assert before.loc["norrund"].to_dict() == {"n_pairs": 3.0, "before": pytest.approx(1 / 3)}
    assert before.loc["velmora", "before"] == 0
    pairs, links, segments, mentions = make()
    assert tellings.count_before_shared(tellings.tell_claims(pairs, links.iloc[:0], segments, mentions, study)).empty


def test_who_sought_a_talk_is_counted_by_who_tells_it(study):
    outlets = {outlet.narration: name for name, outlet in study.outlets.items()}
    rows = [("call", "norrund"), ("call", "velmora"), ("call", ""), ("meeting", ""), ("speech", "norrund")]
    articles = pd.DataFrame(rows, columns=["genre", "initiator"]).assign(outlet=outlets["norrund"])
    articles.loc[len(articles)] = ["call", "norrund", outlets["velmora"]]
    articles.loc[len(articles)] = ["call", "norrund", "A paper"]
    found = initiatives.count_initiatives(articles, study).set_index(["side", "genre"])
    assert found.loc[("norrund", "call")].tolist() == [3, 1, 1, 1]
    assert found.loc[("norrund", "meeting")].tolist() == [1, 0, 0, 1]
    assert found.loc[("velmora", "call")].tolist() == [1, 0, 1, 0]
    said = say_pairs(make()[0], found.reset_index(), study)
    assert "it says of 1 that the other took the initiative, of 1 that it did itself, and of 1 nothing" in said
    assert "Whose initiative it was is never said by" in said
    assert initiatives.count_initiatives(articles.drop(columns="initiator"), study)["unsaid"].sum() == 5


def test_two_texts_stand_beside_each_other_and_show_what_is_joined(study):
    pairs, links, segments, mentions = make()
    segments["text"] = [f"<b>{name}</b> said & left." for name in segments["segment_id"]]
    articles = pd.DataFrame({"doc_id": ["n0", "v0"], "title": ["A <call>", ""], "published": ["2031-03-01", ""]})
    claims = tellings.tell_claims(pairs, links, segments, mentions, study)
    page = side_by_side.lay_out(pairs, claims, segments, articles, study)
    assert "<b>" not in page and "&lt;b&gt;n0.0&lt;/b&gt; said &amp; left." in page and "A &lt;call&gt;" in page
    assert page.count("<li ") == 5 and page.count('tabindex="0"') == 5 and page.count(" alone") == 3
    assert ".pair:has(#c0-0-2:is(:hover,:focus)) #c0-1-1{" in page and ".pair:has(#c0-1-1:is" in page
    assert "told differently; joined to 1 opposite; conciliatory (+0.50); Dam" in page
    assert "<script" not in page and "http" not in page


def test_without_text_there_is_no_page(tmp_path):
    assert side_by_side.save_side_by_side() is None
