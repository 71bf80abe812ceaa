"""Figures: asked through their artists and their csv, never through pixels."""

import json

import pandas as pd
import pytest

from analysis.measures.voices import composition
from analysis.output import figures

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
