"""Every row of chrome.csv on its own example: this rule, and none before it, says what the line is."""

import pandas as pd
import pytest

from analysis import paths
from analysis.corpus.cleaning import chrome

ROWS = list(enumerate(pd.read_csv(paths.lexicon("chrome.csv"), dtype=str, keep_default_na=False)["example"]))


@pytest.mark.parametrize(("number", "example"), ROWS, ids=lambda value: str(value))
def test_a_rule_decides_what_its_example_is(number, example):
    rule = chrome.load_rules()[number]
    assert chrome.find_rule(example) is rule
