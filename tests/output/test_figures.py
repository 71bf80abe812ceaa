"""Figures: asked through their artists and their csv, never through pixels."""

import json

import pandas as pd
import pytest

from analysis.measures.voices import composition
from analysis.output import figures
from analysis.output.figures import saving, style
from analysis.output.figures.voices import reporting_verbs

BARS = pd.DataFrame({"x": [1, 2], "y": [0.123456789, 2.0]})


def draw_bars():
    figure, axes = figures.new_figure(85, 50)
    axes.bar(BARS["x"], BARS["y"])
    return figure


def test_two_runs_give_the_same_bytes_and_the_csv_is_rounded(tmp_path):
    for run in ("a", "b"):
        figures.save_figure(draw_bars(), BARS, "bars", "Two bars", "Two bars.", folder=tmp_path / run, n="n = 2")
    for name in ("bars.pdf", "bars.svg", "bars.png", "bars.csv", "manifest.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert (tmp_path / "a" / "bars.csv").read_text() == "x,y\n1,0.123457\n2,2.0\n"
    manifest = json.loads((tmp_path / "a" / "manifest.json").read_text())
    assert manifest["bars"]["title"] == "Two bars" and manifest["bars"]["n"] == "n = 2"


def test_the_alt_text_is_inside_the_files(tmp_path):
    figures.save_figure(draw_bars(), BARS, "bars", "Title", "What one sees", folder=tmp_path)
    for kind in ("svg", "png", "pdf"):
        assert b"What one sees" in (tmp_path / f"bars.{kind}").read_bytes()


def test_a_figure_without_title_alt_text_or_proper_name_is_refused(tmp_path):
    with pytest.raises(ValueError, match="the figure bars has no alt text"):
        figures.save_figure(draw_bars(), BARS, "bars", "Title", " ", folder=tmp_path)
    with pytest.raises(ValueError, match="lower-case letters"):
        figures.save_figure(draw_bars(), BARS, "My bars!", "Title", "Alt", folder=tmp_path)
    with pytest.raises(ValueError, match="85, 120, 178 mm wide, not 100"):
        figures.new_figure(100)
    with pytest.raises(ValueError, match="the answer corpus is empty"):
        figures.save_answer("", "corpus", folder=tmp_path)


def test_every_bar_of_the_voices_is_a_cell_of_its_table(shipped, shipped_study):
    shares = composition.share_voices(shipped["segments"], shipped["articles"], shipped_study)
    axes = figures.draw_voice_shares(shares, shipped_study).axes[0]
    drawn = sorted(bar.get_width() for bar in axes.patches)
    assert drawn == pytest.approx(sorted(shares["share"]))


def test_the_time_line_shows_every_article_hollow_where_undated(shipped, shipped_study):
    traced = composition.trace_articles(shipped["articles"], shipped["passages"], shipped_study)
    line, bars = figures.draw_time_line(traced, shipped_study).axes
    assert [label.get_text() for label in line.get_yticklabels()] == traced["label"].tolist()
    hollow = [points.get_facecolor()[0].tolist() == [1, 1, 1, 1] for points in line.collections]
    assert hollow == (traced["dated"] != "published").tolist()
    assert sorted(bar.get_width() for bar in bars.patches) == sorted([*traced["kept"], *traced["removed"]])


def test_of_many_articles_the_time_line_has_a_bar_a_month_and_says_which_months(shipped_study):
    days = pd.to_datetime(["2021-01-01", "2021-02-01", "2021-02-01"])
    table = pd.DataFrame(
        {"label": ["A", "A", "B"], "outlet": ["A", "A", "B"], "date": days, "dated": "published"}
    ).assign(n_articles=[20, 10, 5], kept=[999_000, 1_000_000, 4], removed=[1, 0, 0])
    line = figures.draw_time_line(table, shipped_study).axes[0]
    assert [-bar.get_height() for bar in line.patches] == pytest.approx([0.75, 0.375, 0.1875])
    caption = figures.caption_time_line(table)
    assert "A 30 (January 2021 to February 2021), B 5 (February 2021 to February 2021)" in caption
    assert "set aside less than 1% of their characters" in caption


def test_every_committed_figure_is_whole_and_from_the_shipped_corpus(shipped_figures):
    folder, manifest, corpus_hash = shipped_figures
    for name, row in manifest.items():
        assert all((folder / f"{name}.{kind}").is_file() for kind in ("pdf", "svg", "png", "csv"))
        assert row["corpus"] == corpus_hash, f"{name} was drawn from another corpus; run make report"
    drawn = {path.stem for path in folder.glob("*.png")}
    assert drawn == set(manifest)


def test_labels_that_leave_no_room_are_cut_and_others_stay(tmp_path):
    for length, cut in ((20, False), (150, True)):
        figure, axes = figures.new_figure(85, 60, ncols=3)
        for ax in axes:
            ax.set_xticks(range(2), ["x" * length, "short"], rotation=40, ha="right")
            ax.set_title("y" * length)
        figures.save_figure(figure, BARS, "cut", "Title", "Alt", folder=tmp_path)
        assert axes[0].get_title().endswith("…") is cut
        assert (axes[0].get_xticklabels()[0].get_text() == "x" * length) is not cut


@pytest.mark.parametrize("longest", [1, 5, 9, 17])
def test_columns_of_numbers_do_not_meet_each_other_or_the_axes(longest):
    columns = [["7", "7" * longest], ["7" * longest], ["0.12"]]
    places = style.place_columns(columns, (1.04, 1.13, 1.22))
    edge = 1.0
    for place, column in zip(places, columns, strict=True):
        half = style.CHARACTER * max(map(len, column)) / 2
        assert place - half > edge
        edge = place + half
    if longest == 1:
        assert places == [1.04, 1.13, 1.22]


def test_what_is_written_beside_axes_is_not_cut_off():
    figure, axes = figures.new_figure(178, 50)
    axes.set_yticks([0], ["a label that is as long as one may be that names an outlet and its country"])
    axes.text(1.3, 0.5, "1,234,567 : 7,654,321", transform=axes.transAxes, ha="center")
    figure.draw_without_rendering()
    assert saving._sticks_out(figure)  # once is not enough
    saving._lay_out(figure)
    assert not saving._sticks_out(figure)


def test_of_thousands_of_points_those_that_are_seen_are_drawn():
    whole = pd.DataFrame({"left_out": ["nothing"], "name": [""], "estimate": [0.5], "change": [0.0]})
    few = pd.DataFrame({"left_out": "issue", "name": [f"i{n}" for n in range(50)], "estimate": 0.5, "change": 0.0})
    names = [f"a{n}" for n in range(90_000)]
    many = pd.DataFrame({"left_out": "article", "name": names, "estimate": [0.5, 0.6, 0.7] * 30_000, "change": 0.0})
    many.loc[77_777, ["estimate", "change"]] = 0.9, 0.4
    points = figures.take_points(pd.concat([whole, few, many], ignore_index=True))
    assert points["left_out"].value_counts().to_dict() == {"issue": 50, "article": 4, "nothing": 1}
    assert "a77777" in set(points["name"])
    assert len(figures.take_points(pd.concat([whole, few], ignore_index=True))) == 51


@pytest.mark.parametrize(
    ("count", "written"), [(7, "7"), (999, "999"), (1000, "1.0k"), (9_949, "9.9k"), (9_950, "10k"), (70_560, "71k")]
)
def test_a_number_in_a_bubble_is_short(count, written):
    assert reporting_verbs._shorten(count) == written
