"""Whether two sides differ in a score: the permutation test that fits what is resampled, or why there is none."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.measures.inference import permutation, units

__all__ = ["ALPHA", "permute_sides"]

ALPHA = 0.05  # a test that cannot reach it is not made


def permute_sides(
    groups: Sequence[pd.DataFrame], over: str, n_permutations: int, seed: int, within: str = ""
) -> dict[str, object]:
    """Return p, p_method and smallest_p of the permutation test that fits `over`.

    Over articles, those that carry both sides are pairs in which the sides change places, and those that carry one
    change places with each other (within a month, say): both kinds make one statistic.
    """
    if any(group.empty for group in groups):
        return {"p": np.nan, "p_method": "", "smallest_p": np.nan}
    summed, articles = units.sum_units(groups, "articles" if over == "both" else over)
    sides = np.concatenate([summed[:, :2], summed[:, 2:]])
    labels = np.arange(len(sides)) < len(summed)
    strata, pairs = np.tile(articles, 2), None
    if over == "segments":
        strata = np.zeros_like(strata)
    elif over in ("articles", "both"):
        both = (summed[:, 1] > 0) & (summed[:, 3] > 0)
        places = units.place_articles(groups, within) if within else np.zeros(len(summed), dtype=np.int64)
        strata = np.tile(np.where(both, places.max() + 1 + np.arange(len(summed)), places), 2)
        pairs = np.where(np.tile(both, 2), (np.arange(len(sides)) + len(summed)) % len(sides), -1)
    kept = np.flatnonzero(sides[:, 1] > 0)
    kept = kept[permutation.mixed_strata(labels[kept], np.unique(strata[kept], return_inverse=True)[1])]
    if not len(kept):
        return {"p": np.nan, "p_method": "none: no article carries both", "smallest_p": np.nan}
    if pairs is not None:
        place = np.full(len(sides) + 1, -1)
        place[kept] = np.arange(len(kept))
        pairs = place[pairs[kept]]
    strata = np.unique(strata[kept], return_inverse=True)[1].astype(np.int64)
    test = permutation.permute_labels(sides[kept], labels[kept], strata, n_permutations, seed, pairs)
    if float(test["design_p"]) > ALPHA:
        reason = f"none: its smallest p is {test['design_p']:.3g}"
        return {"p": np.nan, "p_method": reason, "smallest_p": test["design_p"]}
    return {"p": test["p"], "p_method": test["method"], "smallest_p": test["smallest_p"]}
