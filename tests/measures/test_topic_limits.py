"""Between which limits the weights of topics lie over refits."""

import numpy as np

from analysis.measures.topics import topic_stability, topics
from tests.measures.test_topics import plant


def test_as_many_refits_lie_below_the_limits_as_above():
    matrix, _, _ = plant(60, 2, 40, 30)
    model = topics.fit_topics(matrix, 2)
    middle, half, whole = (
        topic_stability.resample_terms(matrix, model, n_refits=5, level=level) for level in (0.0, 0.5, 1.0)
    )
    assert np.allclose(middle["low"], middle["high"])
    # Of five refits the second and the fourth bound the middle half: neither is the least nor the greatest.
    moved = whole["low"] < whole["high"]
    assert moved.any() and (whole["low"] <= half["low"]).all() and (half["high"] <= whole["high"]).all()
    assert (half["low"] <= middle["low"]).all() and (middle["low"] <= half["high"]).all()
