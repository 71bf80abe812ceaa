"""What a corpus is made of: by hand on small tables."""

import dataclasses

import pandas as pd
import pytest

from analysis.corpus.study import Outlet
from analysis.measures.voices import composition
from analysis.output import prose


def test_shares_of_words_by_hand(example_study):
    first, second = example_study.sides
    segments = pd.DataFrame(
        {
            "sentence_id": ["s1", "s1", "s2"],
            "doc_id": "a",
            "voice": ["outlet", first, first],
            "manner": ["narration", "direct", "indirect"],
            "n_words": [2, 3, 5],
        }
    )
    articles = pd.DataFrame({"doc_id": ["a"], "outlet": ["Paper"]})
    shares = composition.share_voices(segments, articles, example_study).set_index("voice")
    assert shares.loc[first, "share"] == pytest.approx(0.8)
    assert shares.loc[first, "direct"] == pytest.approx(3 / 8)
    assert shares.loc[second, "share"] == 0
    assert shares["share"].sum() == pytest.approx(1)


def test_shares_of_every_outlet_sum_to_one(shipped, shipped_study):
    shares = composition.share_voices(shipped["segments"], shipped["articles"], shipped_study)
    assert shares.groupby("outlet")["share"].sum().tolist() == pytest.approx([1] * shares["outlet"].nunique())


def test_what_was_kept_and_removed_is_the_whole_file(shipped, shipped_study):
    traced = composition.trace_articles(shipped["articles"], shipped["passages"], shipped_study)
    characters = shipped["articles"].set_index("doc_id")["n_characters"]
    assert ((traced["kept"] + traced["removed"]) <= characters.reindex(traced["label"]).to_numpy()).all()
    assert (traced["removed"] > 0).all()


def test_an_undated_article_takes_the_day_of_its_event_and_says_so(shipped, shipped_study):
    dated = composition.date_articles(shipped["articles"], shipped_study)
    events = dated[dated["dated"] == "event"]
    assert (events["date"].dt.strftime("%Y-%m-%d") == [shipped_study.events[e].date for e in events["event"]]).all()


def test_many_articles_are_shown_by_outlet_and_month(example_study):
    n = composition.MOST_ROWS + 1
    articles = pd.DataFrame(
        {"doc_id": [f"d{i}" for i in range(n)], "outlet": "Paper", "event": "", "published": "2031-05-01"}
    )
    passages = pd.DataFrame(
        {"doc_id": articles["doc_id"], "start": 0, "end": 10, "kind": "body", "reason": "", "paragraph": 0}
    )
    traced = composition.trace_articles(articles, passages, example_study)
    assert traced[["n_articles", "kept", "removed"]].to_numpy().tolist() == [[n, 10 * n, 0]]


def test_only_months_that_both_press_services_cover_are_compared(example_study):
    first, second = example_study.sides
    outlets = {name: Outlet(name, "#000000", narration=side) for name, side in (("A", first), ("B", second))}
    study = dataclasses.replace(example_study, outlets=outlets)
    days = ["2021-01-31", "2021-02-01", "2021-02-28", "2021-03-01"]
    articles = pd.DataFrame({"doc_id": list("wxyz"), "outlet": list("AABB"), "event": "", "published": days})
    segments = pd.DataFrame({"doc_id": list("wxyzy"), "segment_id": list("12345")})
    segments["voice"] = [first, first, second, second, first]  # the last: what B says that the other side said
    terms = pd.DataFrame({"segment_id": list("12345")})
    shared, inside, counted = composition.take_shared(study, articles, segments, terms)
    assert shared["doc_id"].tolist() == ["x", "y"]
    assert inside["segment_id"].tolist() == counted["segment_id"].tolist() == ["2", "3"]
    papers = dataclasses.replace(study, outlets={"A": outlets["A"]})
    assert composition.take_shared(papers, articles, segments)[0] is articles


def test_what_a_press_service_tells_of_both_is_its_own_account_whichever_half(example_study):
    first, second = example_study.sides
    outlets = {name: Outlet(name, "#000000", narration=side) for name, side in (("A", first), ("B", second))}
    study = dataclasses.replace(example_study, outlets=outlets)
    articles = pd.DataFrame({"doc_id": list("ab"), "outlet": list("AB"), "event": "", "published": "2021-02-01"})
    segments = pd.DataFrame({"doc_id": list("aabb"), "segment_id": list("1234"), "voice": [first, second] * 2})
    segments = segments.assign(joint=f"{first} {second}", resolution="both sides")
    _, inside = composition.take_shared(study, articles, segments)
    assert inside["voice"].tolist() == [first, first, second, second]


def press(study, *rows):
    """Return a study with two press services, A and B, and articles of (outlet, day)."""
    first, second = study.sides
    outlets = {name: Outlet(name, "#000000", narration=side) for name, side in (("A", first), ("B", second))}
    table = pd.DataFrame(rows, columns=["outlet", "published"]).assign(event="")
    return dataclasses.replace(study, outlets=outlets), table.assign(doc_id=[f"d{i}" for i in range(len(rows))])


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([("A", "2025-03-01"), ("B", "2025-03-09"), ("News", "2025-04-02"), ("News", "2025-04-03")], 4),
        ([("A", "2025-03-01"), ("B", "2025-03-09"), ("News", ""), ("News", "")], 4),
        ([("A", "2025-03-01"), ("B", ""), ("News", "2025-03-02")], 3),
        ([("A", "2025-03-31"), ("B", "2025-04-01"), ("News", "2025-04-02")], 3),
        ([("A", ""), ("B", ""), ("News", "")], 3),
        ([("A", "2025-03-01"), ("B", "2025-03-09"), ("A", "2025-05-01"), ("A", ""), ("News", "2025-05-02")], 3),
    ],
)
def test_news_stays_and_press_texts_go_only_where_both_services_share_other_months(example_study, rows, kept):
    study, articles = press(example_study, *rows)
    assert len(composition.take_shared(study, articles)[0]) == kept
    assert not composition.are_all_speakers(articles, study)


def test_what_is_left_out_is_said_with_its_reason(example_study):
    rows = [("A", "2025-03-01"), ("B", "2025-03-09"), ("A", "2025-05-01"), ("A", ""), ("News", "2025-05-02")]
    study, articles = press(example_study, *rows)
    reasons = composition.explain_shared(articles, study)["reason"].tolist()
    assert reasons == ["", "", "month of one side only", "undated", ""]
    said = prose.say_shared(articles, study)
    assert "1 news article beside them" in said
    assert "left out: 1 of a month that only one service covers and 1 undated" in said
    apart, articles = press(example_study, ("A", "2025-03-31"), ("B", "2025-04-01"))
    assert "they share no month" in prose.say_shared(articles, apart)
    assert composition.are_all_speakers(articles, apart)
    assert prose.say_shared(articles, example_study) == ""
