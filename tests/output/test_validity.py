import pandas as pd
import pytest

from analysis.measures.inference import power
from analysis.measures.validity import agreement
from analysis.output import figures


@pytest.fixture
def compared():
    table = pd.DataFrame(
        {
            "doc_id": ["d1", "d1", "d2", "d2"],
            "coded_voice": ["kremlin", "outlet", "kremlin", "outlet"],
            "found_voice": ["kremlin", "kremlin", "kremlin", "outlet"],
            "coded_frame": ["neutral", "conciliatory", "neutral", "confrontational"],
            "found_frame": ["neutral", "conciliatory", "conciliatory", "confrontational"],
        }
    )
    return table.assign(coded_issues="trade", found_issues="trade")


def test_every_cell_shows_its_number_and_the_caption_their_sum(compared):
    cells = agreement.confuse_labels(compared, "voice", ["kremlin", "outlet"])
    axes = figures.draw_confusion({"voice": cells}, {"kremlin": "Kremlin"}).axes[0]
    assert [text.get_text() for text in axes.texts] == [str(n) for n in cells["n"]]
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["Kremlin", "outlet"]
    caption = figures.caption_confusion({"voice": cells})
    assert "3 of 4 sentences found as coded" in caption and "outlet was found as kremlin (1)" in caption


def test_points_are_the_articles_and_the_refusal_stands_in_the_caption(compared):
    overall = agreement.score_agreement(compared)
    articles = agreement.score_agreement(compared, by=["doc_id"])
    accuracy = figures.draw_agreement(articles, overall).axes[0]
    points = [c for c in accuracy.collections if len(c.get_offsets()) == 3]
    assert [p.get_offsets()[0, 0] for p in points] == [0.5, 1.0]
    caption = figures.caption_agreement(overall)
    assert "voice 75%" in caption and "α undefined" in caption and "No interval: 2 articles" in caption


def test_coverage_is_hollow_where_no_interval_is_given():
    table = power.simulate_coverage([6, 14], ["normal"], n_simulations=40, n_resamples=99)
    axes = figures.draw_coverage(table).axes[0]
    faces = [c.get_facecolors() for c in axes.collections if len(c.get_offsets()) == 2]
    assert all(face[0].tolist() == [1, 1, 1, 1] and face[1].tolist() != [1, 1, 1, 1] for face in faces)
    assert "from 14 articles on" in figures.caption_coverage(table)
