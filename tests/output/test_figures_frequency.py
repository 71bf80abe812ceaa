from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis.annotation.terms import terms
from analysis.annotation.terms.stop_words import load_stop_words
from analysis.corpus import study
from analysis.measures.keyness import keyness
from analysis.measures.terms import frequency
from analysis.measures.terms import matrix as matrices
from analysis.output.figures.keyness import keyness as keyness_figure
from analysis.output.figures.terms import frequency as frequency_figure

STUDY = study.load_study(Path(__file__).parents[2] / "data" / "study.toml")
TEXTS = {"kremlin": "talks on trade, trade and ties", "white_house": "call on arms, arms and trade"}
SEGMENTS = pd.DataFrame(
    [(f"d{i}.0.{voice}", f"d{i}.0", f"d{i}", voice, text, 6) for i in range(3) for voice, text in TEXTS.items()],
    columns=["segment_id", "sentence_id", "doc_id", "voice", "text", "n_words"],
)
ARTICLES = pd.DataFrame({"doc_id": ["d0", "d1", "d2"], "outlet": ["EFE", "ELTA", "ELTA"]})
TABLES = terms.count_terms(SEGMENTS), SEGMENTS, ARTICLES
BY_VOICE = keyness.compare_terms(
    matrices.build_matrix(*TABLES, ("article", "voice"), without=load_stop_words()), "kremlin", "white_house"
)
BY_OUTLET = frequency.count_frequencies(
    matrices.build_matrix(*TABLES, ("article", "outlet"), without=load_stop_words()), "outlet"
)


def texts_of(figure):
    figure.draw_without_rendering()
    return [t for axes in figure.axes for t in axes.texts] + [t for axes in figure.axes for t in axes.get_yticklabels()]


def overlaps(figure, artists):
    renderer = FigureCanvasAgg(figure).get_renderer()
    boxes = [artist.get_window_extent(renderer) for artist in artists if artist.get_text()]
    return [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if a.overlaps(b)]


def test_every_dot_is_a_cell_of_the_table():
    axes = frequency_figure.draw_frequency(BY_OUTLET, STUDY).axes[0]
    dots = {line.get_label(): line for line in axes.lines if line.get_marker() not in ("None", None, "")}
    for outlet in ("EFE", "ELTA"):
        line = next(line for label, line in dots.items() if label.startswith(outlet))
        rates = BY_OUTLET[BY_OUTLET["outlet"] == outlet]["rate"]
        np.testing.assert_allclose(line.get_xdata(), rates)
        assert line.get_color() == STUDY.outlets[outlet].colour and line.get_marker() == STUDY.outlets[outlet].marker


def test_every_term_has_its_log_odds_and_interval_and_no_two_words_overlap():
    table = keyness.take_extremes(BY_VOICE, min_count=1, min_articles=1)
    figure = keyness_figure.draw_keyness(table, STUDY)
    axes = figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == table["term"].tolist()
    bars, dots = axes.lines[0 : 2 * len(table) : 2], axes.lines[1 : 2 * len(table) : 2]
    np.testing.assert_allclose([dot.get_xdata()[0] for dot in dots], table["log_odds"])
    np.testing.assert_allclose([bar.get_xdata() for bar in bars], table[["low", "high"]])
    assert all(dot.get_markerfacecolor() == "white" for dot in dots), "nothing was tested, so nothing is filled"
    for drawn in (figure, frequency_figure.draw_frequency(BY_OUTLET, STUDY)):
        assert overlaps(drawn, texts_of(drawn)) == []


def test_captions_say_how_little_there_is_and_refuse_what_it_cannot_carry():
    caption = keyness_figure.caption_keyness(BY_VOICE, STUDY)
    assert "White House: 18 words, 3 sentences, 3 articles" in caption
    assert "No test is made: a permutation test of 3 articles with both sides cannot reach p = 0.05" in caption
    assert "words as independent draws, which they are not" in caption
    # ties: once in 6 words of the Kremlin; 18 words of the White House would hold it 3 times. trade: 2 in 6, and found.
    assert "proves nothing" not in caption
    fewer = BY_VOICE.assign(n_words_reference=12)
    assert "not found with Biden / White House proves nothing" in keyness_figure.caption_keyness(fewer, STUDY)
    assert "Count" in [t.get_text() for t in texts_of(keyness_figure.draw_keyness(BY_VOICE, STUDY))]
    assert "The shortest outlet has 12 words" in frequency_figure.caption_frequency(BY_OUTLET)


def test_an_empty_table_is_not_drawn():
    with pytest.raises(ValueError, match="holds no term"):
        frequency_figure.draw_frequency(BY_OUTLET.head(0), STUDY)
    with pytest.raises(ValueError, match="one comparison is drawn at a time"):
        keyness_figure.draw_keyness(BY_VOICE.head(0), STUDY)
