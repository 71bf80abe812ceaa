"""What share of a coded label was found as what."""

import pandas as pd

from analysis.measures.validity import agreement


def test_a_label_that_was_coded_once_has_its_share_and_one_that_never_was_has_none():
    compared = pd.DataFrame({"coded_voice": ["a", "b", "b"], "found_voice": ["a", "b", "c"]})
    share = agreement.confuse_labels(compared, "voice").set_index(["coded", "found"])["share"]
    assert share["a"].to_dict() == {"a": 1.0, "b": 0.0, "c": 0.0}
    assert share["b"].to_dict() == {"a": 0.0, "b": 0.5, "c": 0.5}
    assert share["c"].isna().all()
