"""Contributions in, the words that set the tone of two sides apart out; needs no text."""

import numpy as np
import pandas as pd

from analysis.corpus import tables

__all__ = ["compare_words"]

TOLERANCE = 1e-4  # shipped scores and contributions are rounded to six digits
KINDS = {  # (sign of the word's value, sign of the difference) -> what the bar says
    (1, 1): "warm words, more in target",
    (1, -1): "warm words, fewer in target",
    (-1, 1): "cold words, fewer in target",
    (-1, -1): "cold words, more in target",
}

COLUMNS = ["term", "target", "reference", "difference", "n_target", "n_reference", "kind"]


def compare_words(
    contributions: pd.DataFrame,
    segments: pd.DataFrame,
    target: str,
    reference: str,
    instrument: str = "vader",
    by: str = "voice",
    n_terms: int | None = None,
    scale: bool = False,
) -> pd.DataFrame:
    """Say which words set the mean tone of two sides apart.

    Parameters
    ----------
    contributions : DataFrame
        As sentiment.explain_sentiment returns it, or framing.explain_framing.
    segments : DataFrame
        With segment_id, n_words, the column of `by` and that of the instrument.
    target, reference : str
        Two values of the column `by`.
    instrument : str
    by : str
        A column of segments.
    n_terms : int, optional
        The number of terms to keep, those that make the largest difference; the others are added up in one row.

    scale : bool
        Scale the contributions of a segment to its score first: for `frame`, which is cut off at -1 and 1.

    Returns
    -------
    DataFrame
        The columns term, target and reference (the term's part of each side's mean tone, weighted by words),
        difference, n_target and n_reference (segments in which it played a part), kind; the largest difference first.
        The differences add up to the difference between the two sides' means; so do target and reference to theirs.
        No row where a side has no segment with a score.

    Raises
    ------
    ValueError
        If a column is missing, or the contributions do not add up to the scores.

    Notes
    -----
    With few segments a side, one sentence can make the largest bar: see n_target and n_reference.

    References
    ----------
    Gallagher, R. J. et al. (2021). Generalized word shift graphs. EPJ Data Science 10: 4. Here the values differ by
    context, so that a bar is the difference of a term's parts, not of its frequencies.
    """
    tables.check_table(contributions, "contributions")
    tables.check_table(segments, "segments", needs=["segment_id", "n_words", by, instrument])
    sides = {"target": target, "reference": reference}
    _check_instrument(segments, contributions, instrument)
    scored = segments[segments[instrument].notna() & (segments["n_words"] > 0)]
    if not {target, reference} <= set(scored[by]):
        return pd.DataFrame(columns=COLUMNS)
    parts = contributions[contributions["instrument"] == instrument]
    parts = parts.merge(scored[["segment_id", by, "n_words"]], on="segment_id")
    if scale:
        parts = _scale_parts(parts, scored.set_index("segment_id")[instrument])
    _check_sums(parts, scored[scored[by].isin(sides.values())], instrument)
    table = pd.DataFrame(
        index=pd.Index(sorted(parts.loc[parts[by].isin(sides.values()), "term"].unique()), name="term")
    )
    for side, value in sides.items():
        own = parts[parts[by] == value]
        weighted = (own["value"] * own["n_words"]).groupby(own["term"]).sum()
        n_words = scored.loc[scored[by] == value, "n_words"].sum()
        table[side] = (weighted / n_words).reindex(table.index, fill_value=0.0)
        table[f"n_{side}"] = own.groupby("term")["segment_id"].nunique().reindex(table.index, fill_value=0)
    table["difference"] = table["target"] - table["reference"]
    table = table.reset_index()
    order = np.lexsort((table["term"], -table["difference"].abs()))
    return _trim_terms(table.iloc[order].reset_index(drop=True), n_terms)


def _scale_parts(parts: pd.DataFrame, scores: pd.Series) -> pd.DataFrame:
    """Return the contributions scaled so that those of a segment add up to its score."""
    sums = parts.groupby("segment_id")["value"].transform("sum")
    return parts.assign(value=parts["value"] * parts["segment_id"].map(scores) / sums.where(sums != 0, 1.0))


def _trim_terms(table: pd.DataFrame, n_terms: int | None) -> pd.DataFrame:
    """Return the first terms, the others added up in one row, each with its kind."""
    columns = ["target", "reference", "difference"]
    signs = zip(np.sign(table["target"] + table["reference"]), np.sign(table["difference"]), strict=True)
    kinds = [KINDS.get((int(value), int(change)), "no difference") for value, change in signs]
    table = table.assign(kind=kinds)
    if n_terms is not None and len(table) > n_terms:
        others = table.iloc[n_terms:]
        row = {"term": f"{len(others)} other terms", "kind": "other terms", **others[columns].sum()}
        row |= {"n_target": others["n_target"].max(), "n_reference": others["n_reference"].max()}
        table = pd.concat([table.iloc[:n_terms], pd.DataFrame([row])], ignore_index=True)
    return table[COLUMNS]


def _check_instrument(segments: pd.DataFrame, contributions: pd.DataFrame, instrument: str) -> None:
    """Raise if the instrument has scores and no contributions."""
    known = sorted(contributions["instrument"].unique())
    if instrument not in known and segments[instrument].fillna(0).ne(0).any():
        raise ValueError(
            f"contributions has no rows of the instrument '{instrument}'; it has {', '.join(known) or 'none'}"
        )


def _check_sums(parts: pd.DataFrame, scored: pd.DataFrame, instrument: str) -> None:
    """Raise if the contributions of a segment do not add up to its score."""
    sums = parts.groupby("segment_id")["value"].sum()
    apart = (scored["segment_id"].map(sums).fillna(0.0) - scored[instrument]).abs() > TOLERANCE
    if apart.any():
        first = scored.loc[apart, "segment_id"].iloc[0]
        raise ValueError(
            f"the contributions of a segment should add up to its {instrument}, but those of '{first}' and "
            f"{int(apart.sum()) - 1} more do not; compute both tables anew from the same text"
        )
