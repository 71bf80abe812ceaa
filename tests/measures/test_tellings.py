import math

import pandas as pd
import pytest

from analysis.corpus.study import load_study
from analysis.measures.events import tellings
from analysis.output.figures.events.tellings import caption_tellings, draw_tellings
from analysis.output.prose.events import NO_PAIRS, say_pairs, say_tellings
from tests.annotation.test_events import STUDY


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
    assert "2 of 3 claims of Norrund and 1 of 2 claims of Velmora" in caption
    assert "does not say that it was not made" in caption


def test_the_answer_counts_claims_and_refuses_an_interval(study):
    claims = tellings.tell_claims(*make(2), study)
    text = say_tellings(claims, tellings.count_omissions(claims), tellings.compare_frames(claims, study), study)
    assert "Of 6 claims of Norrund, told by it alone: 4 (67% in the mean of pairs)." in text
    assert "No interval: 2 pairs, and at least 12 are needed." in text
    assert "told in opposite frames: 4 claims" in text
