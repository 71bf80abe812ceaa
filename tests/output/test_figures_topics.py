import numpy as np
import pandas as pd
import pytest

from analysis.corpus.study import load_study
from analysis.measures.topics.topic_choice import choose_n_topics
from analysis.measures.topics.topic_claims import refit_claims
from analysis.measures.topics.topic_labels import map_topics, name_topics
from analysis.measures.topics.topic_shares import share_topics
from analysis.measures.topics.topic_stability import resample_terms
from analysis.measures.topics.topics import fit_topics
from analysis.output.figures.topics import topics as drawn
from analysis.output.prose.topics import say_topics
from analysis.paths import find_root
from tests.measures.test_topics import plant


@pytest.fixture(scope="module")
def fitted():
    matrix, _, _ = plant(60, 4, 60, 40)
    matrix.documents["outlet"] = ["north", "south", "west"] * 20
    return matrix, fit_topics(matrix, 4)


@pytest.fixture(scope="module")
def shares(fitted):
    return share_topics(fitted[1], ["outlet"], n_resamples=50).merge(name_topics(fitted[1])[["topic", "name"]])


def texts(axes):
    return [text.get_text() for text in axes.texts]


def inches(figure):
    return figure.get_size_inches()[0] * 25.4


def test_each_cell_of_the_heat_map_says_its_share_and_interval(shares):
    figure = drawn.draw_topic_shares(shares)
    (axes,) = figure.axes
    image = axes.images[0].get_array()
    assert image.shape == (4, 3) and inches(figure) == pytest.approx(178)
    row = shares[(shares["topic"] == 1) & (shares["outlet"] == "south")].iloc[0]
    assert image[1, 1] == row["share"]
    assert texts(axes)[4] == f"{row['share']:.0%}\n{row['low']:.0%} to {row['high']:.0%}"
    assert [label.get_text().splitlines()[0] for label in axes.get_xticklabels()] == ["north", "south", "west"]


def test_voices_stand_in_the_order_of_the_study_under_their_labels(fitted):
    study = load_study(find_root() / "data" / "study.toml")
    voices = pd.DataFrame({"voice": ["outlet", "white_house", "kremlin"], "topic": 0, "name": "arms"})
    voices = voices.assign(share=[0.1, 0.2, np.nan], low=np.nan, high=np.nan, n_articles=1)
    (axes,) = drawn.draw_topic_shares(voices, "voice", study).axes
    ticks = [label.get_text() for label in axes.get_xticklabels()]
    assert [tick.replace("\n", " ").split(" (")[0] for tick in ticks] == [
        "Kremlin",
        "Biden / White House",
        "Outlet's own words",
    ]
    assert texts(axes) == ["–", "20%", "10%"]


def test_bars_are_as_long_as_the_weights_and_hollow_where_terms_do_not_come_back(fitted):
    table = resample_terms(*fitted, n_terms=5, n_refits=3)
    table.loc[1, "back"] = 0.0
    table.loc[0, "back"] = 1.0
    first = drawn.draw_top_terms(table).axes[0]
    assert [bar.get_width() for bar in first.patches] == table[table["topic"] == 0]["weight"].tolist()
    assert first.patches[1].get_facecolor()[:3] == (1, 1, 1) != first.patches[0].get_facecolor()[:3]
    steady = int((table["back"] >= 0.5).sum())
    assert f"{steady} of 20 come back" in drawn.caption_top_terms(table)


def test_weights_of_terms_lie_about_their_range_over_resamples(fitted):
    table = resample_terms(*fitted, n_terms=5, n_refits=5)
    assert (table["low"] <= table["high"]).all() and table["back"].between(0, 1).all()
    assert ((table["weight"] - (table["low"] + table["high"]) / 2).abs() < 0.1).all()


def test_the_choice_marks_the_recommended_number(fitted):
    table = choose_n_topics(fitted[0], (2, 4), n_refits=2)
    figure = drawn.draw_topic_choice(table)
    assert [axes.get_ylabel().split("\n")[0] for axes in figure.axes] == [
        "Coherence", "Exclusivity", "Held out", "Stability",
    ]  # fmt: skip
    for axes, column in zip(figure.axes, ("coherence", "exclusivity", "held_out", "stability"), strict=True):
        assert axes.lines[0].get_ydata().tolist() == table[column].tolist()
    dark = [colour[0] < 0.5 for colour in figure.axes[0].collections[0].get_facecolors()]
    assert dark == table["recommended"].tolist()
    assert ("recommended (filled)" in drawn.caption_topic_choice(table)) == table["recommended"].any()


def test_the_map_names_every_topic_beside_it(fitted):
    table = map_topics(fitted[1])
    axes, key = drawn.draw_topic_map(table).axes
    assert sorted(texts(axes)) == ["0", "1", "2", "3"]
    assert set(table["name"]) <= set(texts(key))
    assert np.allclose(axes.collections[0].get_offsets(), table.sort_values("share", ascending=False)[["x", "y"]])
    assert f"keeps {table['shown'].iloc[0]:.0%}" in drawn.caption_topic_map(table)


def test_labels_of_topics_in_one_place_are_pushed_apart():
    places = drawn.spread_labels(np.array([[0.0, 0.0], [0.0, 0.0], [5.0, 5.0]]), 1.0)
    assert np.linalg.norm(places[0] - places[1]) >= 0.9
    assert places[2].tolist() == [5.0, 5.0]


def test_captions_and_the_answer_take_their_numbers_from_the_tables(fitted, shares):
    best = shares.loc[shares["share"].idxmax()]
    assert f"in {best['outlet']}: {best['share']:.0%} (20 articles)" in drawn.caption_topic_shares(shares)
    claims = refit_claims(*fitted, by=["outlet"], numbers=[3], n_seeds=1)
    claims = claims[claims["tried_left_out"] > 0]
    table = choose_n_topics(fitted[0], (2, 4), n_refits=2)
    answer = say_topics(claims, table)
    there = claims[claims["by"] == ""]
    assert f"{int(there['survives'].sum())} of the 4 topics" in answer
    assert "left out" not in answer, "25 of more articles were left out in turn, which shows nothing"
