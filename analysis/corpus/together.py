"""Words that several voices are reported to say together: which segments are their halves, and what the halves make."""

import pandas as pd

__all__ = ["find_halves", "join_halves"]

SHARED_OUT = "both sides"  # the resolution of a segment whose words were divided between those who said them together


def find_halves(segments: pd.DataFrame) -> pd.Series:
    """Tell which segments hold one voice's share of what several said together.

    Parameters
    ----------
    segments : DataFrame
        With voice, and joint and resolution where they are known.

    Returns
    -------
    Series of bool
        By the segments' index. In which half a word fell is word order and says nothing of who said it: what tells
        voices apart leaves these out, or takes all halves together.

    Examples
    --------
    >>> table = pd.DataFrame({"voice": ["north", "outlet"], "joint": "north south", "resolution": ["both sides", "x"]})
    >>> find_halves(table).tolist()
    [True, False]
    """
    if not {"joint", "resolution"} <= set(segments.columns):
        return pd.Series(False, index=segments.index)
    return (segments["joint"] != "") & (segments["resolution"] == SHARED_OUT)


def join_halves(segments: pd.DataFrame) -> pd.DataFrame:
    """Return the segments, the text of each half being that of all halves that stand side by side.

    Parameters
    ----------
    segments : DataFrame
        With sentence_id, start, end, joint, resolution and text, in the order of the text.

    Returns
    -------
    DataFrame
        The same rows, so that a score of a half is the score of what was said together.
    """
    halves = find_halves(segments)
    parts = segments.loc[halves, ["sentence_id", "joint", "start", "end", "text"]]
    if parts.empty:
        return segments
    again = (parts["start"] == parts["end"].shift()) & (
        parts[["sentence_id", "joint"]] == parts[["sentence_id", "joint"]].shift()
    ).all(axis=1)
    number = (~again).cumsum()
    whole = number.map(parts.groupby(number)["text"].agg("".join))
    return segments.assign(text=segments["text"].mask(halves, whole.reindex(segments.index)))
