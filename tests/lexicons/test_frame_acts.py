"""Every row of the codebook of acts on its own example: found there by this row, and with the sign of its weight."""

import math

import pandas as pd
import pytest

from analysis import paths
from analysis.annotation.framing import act_lexicon, act_values

ACTS = pd.read_csv(paths.lexicon("frame_acts.csv"), dtype=str, keep_default_na=False).to_dict("records")


@pytest.mark.parametrize("row", ACTS, ids=lambda row: row["term"])
def test_an_act_is_found_in_its_example_with_its_sign(row):
    entry = act_lexicon.make_entry(row["term"], row["class"], row["weight"])
    acts = act_values.value_acts(act_lexicon.split_words(row["example"]))
    own = [value for act, value in acts if act.match.entry == entry]
    assert own, [(act.match.entry.kind, act.match.words) for act, _ in acts]
    assert math.copysign(1, own[0]) == math.copysign(1, entry.weight) and own[0] != 0
    [score] = act_values.score_acts([row["example"]])
    assert score * entry.weight > 0
