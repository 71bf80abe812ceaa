"""Every row of site_words.csv can match: its words are words as a line is split into them."""

import pandas as pd
import pytest

from analysis import paths
from analysis.corpus.cleaning import site_talk

TERMS = pd.read_csv(paths.lexicon("site_words.csv"), dtype=str, keep_default_na=False)["term"].unique().tolist()


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_written_in_words_as_a_line_is_split_into_them(term):
    assert site_talk.WORD.findall(term.lower()) == term.split()
