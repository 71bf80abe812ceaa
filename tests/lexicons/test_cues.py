"""Every row of cues.csv on its own example: the cue is found there, by this row, and what Holt says is hers."""

import pandas as pd
import pytest

from analysis import paths
from analysis.annotation.english.tokens import tokenize
from analysis.annotation.voices import cues, quotations

ROWS = pd.read_csv(paths.lexicon("cues.csv"), dtype=str, keep_default_na=False).to_dict("records")
READINGS = {"noun": {"noun", "owned noun"}, "adjective": {"adjective"}, "preposition": {"according"}}


def find_cue(row):
    """Return the match of the row in its example, and the source as written."""
    tokens = tokenize(row["example"], [(0, len(row["example"]))])
    quoted = [-1] * len(tokens.low)
    for number, quotation in enumerate(quotations.find_quotations(tokens)):
        quoted[quotation.first : quotation.last + 1] = [number] * (quotation.last + 1 - quotation.first)
    for match in cues.find_matches(tokens, 0, quoted):
        readings = READINGS.get(row["pos"])
        if match.cue == row["cue"] and (match.reading in readings if readings else match.reading not in OTHERS):
            source = match.source
            return match, tokens.word[source.first : source.last] if source else []
    return None, []


OTHERS = set().union(*READINGS.values())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['cue']}-{row['pos']}")
def test_a_cue_is_found_in_its_example_with_its_source(row):
    match, source = find_cue(row)
    assert match, row["example"]
    assert "Holt" in " ".join(source)
    assert (match.kind, match.stance) == (row["kind"], row["stance"])
    assert match.contents


@pytest.mark.parametrize("row", [row for row in ROWS if row["pos"] == "verb"], ids=lambda row: row["cue"])
def test_a_verb_reports_words_or_thoughts_where_its_row_says_so(row):
    match, _ = find_cue(row)
    assert match.voiced == (row["voiced"] != "no")
