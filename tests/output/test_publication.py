"""Figures of two states of a corpus never stand in one report."""

import json

import pytest

from analysis.output import publication


def test_figures_of_another_state_of_the_corpus_are_not_taken_over(tmp_path):
    published, drawn = tmp_path / "published", tmp_path / "drawn"
    published.mkdir()
    drawn.mkdir()
    manifest = {"time_line": {"notebook": "01_corpus", "corpus": "old"}}
    (published / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (published / "time_line.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"time_line of 01_corpus was drawn .* hash old.*without --only"):
        publication.take_others(published, drawn, {"02_voices"}, "new")
    assert not list(drawn.iterdir())
    publication.take_others(published, drawn, {"01_corpus"}, "new")
    publication.take_others(published, drawn, {"02_voices"}, "old")
    assert (drawn / "time_line.csv").is_file()
