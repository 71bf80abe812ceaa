"""Articles of press services -> by whose initiative, as each side tells it, its talks took place."""

import pandas as pd

from analysis.corpus.study import Study

__all__ = ["count_initiatives"]

MET = ("call", "meeting")


def count_initiatives(articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Count whose initiative a talk was, by who tells it.

    Parameters
    ----------
    articles : DataFrame
        With outlet, genre and initiator.
    study : Study

    Returns
    -------
    DataFrame
        One row a side and genre (call, meeting) that has a text: side, genre, n_texts, own (texts by which the side
        itself took the initiative), other (by which whom it spoke with did) and unsaid.

    Notes
    -----
    That a side says it of the other alone is a custom of its texts as well as of its talks.
    """
    narrates = {name: outlet.narration for name, outlet in study.outlets.items() if outlet.narration in study.sides}
    own = articles[articles["outlet"].isin(narrates) & articles["genre"].isin(MET)]
    said = own.get("initiator", pd.Series("", index=own.index)).fillna("")
    side = own["outlet"].map(narrates)
    table = pd.DataFrame(
        {
            "side": side,
            "genre": own["genre"],
            "n_texts": 1,
            "own": said == side,
            "other": (said != "") & (said != side),
            "unsaid": said == "",
        }
    )
    return table.groupby(["side", "genre"], sort=False)[["n_texts", "own", "other", "unsaid"]].sum().reset_index()
