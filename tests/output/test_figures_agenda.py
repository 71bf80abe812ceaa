import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from analysis.corpus.study import Event, Issue, Study, Voice
from analysis.measures.issues import agenda
from analysis.measures.reuse import shared_words
from analysis.output.figures.issues import agenda as figures
from analysis.output.figures.issues import prevalence as prevalence_figures
from analysis.output.figures.reuse import shared_words as reuse_figures


@pytest.fixture
def study():
    issues = {name: Issue(name, name.title(), (name,)) for name in ("harbour", "tolls", "rail")}
    voices = {
        "north": Voice("north", "North", "#D55E00", "o", ("north",)),
        "south": Voice("south", "South", "#0072B2", "s", ("south",)),
        "third_party": Voice("third_party", "Third parties", "#009E73"),
        "outlet": Voice("outlet", "Outlet's own words", "#999999"),
    }
    events = {"call": Event("call", "The call", "2031-05-01"), "visit": Event("visit", "The visit", "2031-06-01")}
    return Study("Invented", "vader", ("north", "south"), voices, events, issues, {})


@pytest.fixture
def tables(study):
    rows = [("1", "a", "north"), ("2", "a", "north"), ("3", "a", "south"), ("4", "b", "north"), ("5", "b", "outlet")]
    segments = pd.DataFrame(rows, columns=["sentence_id", "doc_id", "voice"]).assign(
        segment_id=[f"s{n}" for n in range(5)], start=range(0, 50, 10), n_words=10
    )
    articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Herald", "Post"], "event": ["call", "visit"]})
    mentions = pd.DataFrame({"segment_id": ["s0", "s1", "s2", "s4"], "issue": ["harbour", "tolls", "tolls", "harbour"]})
    return mentions, segments, articles, study


def cells(figure):
    axes = figure.axes[0]
    boxes = [p for p in axes.patches if isinstance(p, Rectangle)]
    texts = {(t.get_position()[0] // 1, t.get_position()[1] // 1): t.get_text() for t in axes.texts}
    return boxes, texts


def test_the_agenda_tells_raised_from_silent_from_not_speaking(tables, study):
    table = agenda.compare_agenda(*tables, by="voice")
    boxes, texts = cells(figures.draw_agenda(table, study))
    assert len(boxes) == len(table) == 12
    assert sum(box.get_hatch() is not None for box in boxes) == (table["status"] == "does not speak").sum() == 3
    assert [texts[(column, 0)] for column in (0, 1, 3)] == ["1", "–", "1"]
    assert [texts[(column, 1)] for column in (0, 1, 3)] == ["1", "1", "–"]


def test_the_sides_stand_in_the_studys_order_with_their_sentences(tables, study):
    axes = figures.draw_agenda(agenda.compare_agenda(*tables, by="voice"), study).axes[0]
    assert [label.get_text() for label in axes.get_xticklabels()] == [
        "North (n = 3)", "South (n = 1)", "Third parties (n = 0)", "Outlet's own words (n = 1)",
    ]  # fmt: skip
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Harbour", "Tolls", "Rail"]


def test_two_keys_make_groups_with_their_names(tables, study):
    figure = figures.draw_agenda(agenda.compare_agenda(*tables, by=("event", "voice")), study)
    assert {"The call", "The visit"} <= {text.get_text() for text in figure.axes[0].texts}


def test_too_many_sides_are_refused_with_the_number_that_can_be_read(tables, study):
    table = agenda.compare_agenda(*tables, by="outlet")
    many = pd.concat([table.assign(outlet=f"Outlet {n}") for n in range(30)])
    with pytest.raises(ValueError, match="at most 21 sides can be read side by side, found 30"):
        figures.draw_agenda(many, study)


def test_the_captions_numbers_are_the_tables(tables, study):
    caption = figures.caption_agenda(agenda.compare_agenda(*tables, by=("event", "voice")), study)
    assert "Of 3 issues, this many are raised: North 2 (in 3 sentences); South 1 (in 1 sentence); Outlet" in caption
    assert "Hatched: 4 columns in which the side has no sentence" in caption


def test_two_sides_are_drawn_at_their_shares(tables, study):
    table = agenda.compare_sides(*tables)
    axes = figures.draw_sides(table, study).axes[0]
    drawn = figures.order_sides(table)
    assert drawn["issue"].tolist() == ["tolls", "harbour", "rail"]
    for marks, column in zip(axes.collections[-2:], ("share_target", "share_reference"), strict=True):
        assert marks.get_offsets()[:, 0].tolist() == pytest.approx(drawn[column].tolist())
    assert [text.get_text() for text in axes.texts] == ["North", "1", "1", "0", "South", "1", "0", "0"]


def test_the_caption_of_two_sides_says_how_little_a_side_says(tables, study):
    caption = figures.caption_sides(agenda.compare_sides(*tables), study)
    assert caption.startswith("Raised by both: Tolls; by North only: Harbour; by South only: none; by neither: 1 of 3.")
    assert "North 3 sentences in 2 articles and South 1 sentence in 1 article" in caption
    assert "So few sentences of North and South that a silence there shows no choice." in caption


def test_a_side_that_does_not_speak_is_captioned_as_no_comparison(tables, study):
    mentions, segments, articles, study = tables
    table = agenda.compare_sides(mentions, segments[segments["voice"] != "south"], articles, study)
    assert figures.caption_sides(table, study).startswith("No comparison, for a side does not speak: North 3")


def make_pairs():
    pairs = pd.DataFrame(
        [("s0", "a", "s1", "b", 6, 0.6), ("s1", "b", "s0", "a", 6, 0.3), ("s0", "a", "s3", "a", 2, 0.2)],
        columns=["segment_id", "doc_id", "other_segment_id", "other_doc_id", "n_shared", "share"],
    )
    segments = pd.DataFrame(
        {"segment_id": ["s0", "s1", "s2", "s3"], "doc_id": ["a", "b", "c", "a"], "n_words": [10, 20, 5, 10]}
    )
    return shared_words.compare_documents(segments, pairs)


def test_the_matrix_of_reuse_writes_each_share_in_percent():
    figure = reuse_figures.draw_reuse(make_pairs())
    _, texts = cells(figure)
    assert texts == {
        (0, 0): "10", (1, 0): "30", (2, 0): "–", (0, 1): "30", (1, 1): "–", (2, 1): "–", (0, 2): "–", (1, 2): "–",
        (2, 2): "–",
    }  # fmt: skip
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["a (20)", "b (20)", "c (5)"]


def test_the_caption_of_reuse_names_the_largest_share():
    caption = reuse_figures.caption_reuse(make_pairs())
    assert caption.startswith("Of a, 30% of the words (6 of 20) stand in b too")
    assert "1 of 3 pairs share something" in caption
    assert "1 article with words of its own repeated" in caption
    assert (
        reuse_figures.caption_reuse(make_pairs().assign(n_shared=0)) == "No article of 3 shares a wording with another."
    )


def test_a_matrix_of_too_many_articles_is_refused():
    table = pd.concat([make_pairs().assign(doc_id=f"d{n}") for n in range(40)])
    with pytest.raises(ValueError, match="a matrix of 1 to 30 articles can be read, found 40"):
        reuse_figures.draw_reuse(table)


def test_the_prevalence_figure_draws_the_tables_differences_and_intervals():
    table = pd.DataFrame(
        {
            "issue": ["rail", "tolls"], "label": ["Rail", "Tolls"], "target": "North", "reference": "South",
            "n_articles_target": 40, "n_articles_reference": 30, "share_target": [0.1, 0.6],
            "share_reference": [0.5, 0.5], "difference": [-0.4, 0.1], "low": [-0.6, -0.1], "high": [-0.2, 0.3],
            "p_adjusted": [0.01, 0.4], "n_tests": 2,
        }
    )  # fmt: skip
    axes = prevalence_figures.draw_prevalence(table).axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Tolls", "Rail"]
    assert [line[:, 0].tolist() for line in axes.collections[0].get_segments()] == [[-0.1, 0.3], [-0.6, -0.2]]
    assert axes.collections[1].get_offsets()[:, 0].tolist() == [-0.4]
    caption = prevalence_figures.caption_prevalence(table, "calls")
    assert caption.startswith("More in North: none; more in South: Rail (10% against 50%)")
    assert "40 and 30 calls; 2 issues tested" in caption
