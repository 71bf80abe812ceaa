"""Two sheets of links -> how far two coders agree on which claims tell the same matter."""

import pandas as pd

__all__ = ["compare_links"]

KEYS = ["pair_id", "segment_id", "other_segment_id"]


def compare_links(first: pd.DataFrame, second: pd.DataFrame) -> pd.Series:
    """Compare two coders over the pairs of claims that both judged.

    Parameters
    ----------
    first, second : DataFrame
        As link_sheets.read_link_sheet returns them: pair_id, segment_id, other_segment_id, coded (`yes`, `no`).

    Returns
    -------
    Series
        n (pairs of claims both judged), links_first, links_second, both (links of both), accuracy, kappa (Cohen 1960;
        NaN where chance alone would agree) and f1 of the second's links against the first's.

    Examples
    --------
    >>> rows = [("p", "a", "x"), ("p", "a", "y"), ("p", "b", "x"), ("p", "b", "y")]
    >>> keys = pd.DataFrame(rows, columns=KEYS)
    >>> one, two = (keys.assign(coded=c.split()) for c in ("yes no no yes", "yes no yes yes"))
    >>> compare_links(one, two)[["both", "accuracy", "kappa", "f1"]].tolist()
    [2.0, 0.75, 0.5, 0.8]
    """
    judged = first[[*KEYS, "coded"]].merge(second[[*KEYS, "coded"]], on=KEYS, suffixes=("_first", "_second"))
    one, two = judged["coded_first"] == "yes", judged["coded_second"] == "yes"
    n = len(judged)
    accuracy = float((one == two).mean()) if n else float("nan")
    chance = float(one.mean() * two.mean() + (~one).mean() * (~two).mean()) if n else float("nan")
    both = int((one & two).sum())
    return pd.Series(
        {
            "n": n,
            "links_first": int(one.sum()),
            "links_second": int(two.sum()),
            "both": both,
            "accuracy": accuracy,
            "kappa": (accuracy - chance) / (1 - chance) if chance < 1 else float("nan"),
            "f1": 2 * both / int(one.sum() + two.sum()) if one.any() or two.any() else float("nan"),
        }
    )
