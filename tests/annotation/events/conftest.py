"""The study of two press services that every test of this room stands on."""

import pytest

from analysis.corpus.study import load_study
from tests.annotation.events.test_events import STUDY


@pytest.fixture
def study(tmp_path):
    path = tmp_path / "study.toml"
    path.write_text(STUDY, encoding="utf-8")
    return load_study(path)
