"""One claim under every reasonable choice: how many of the specifications agree with the one declared."""

import itertools
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.corpus import tables, together
from analysis.corpus.study import OUTLET

__all__ = ["CHOICES", "count_agreement", "recompute_claim"]

MASKED = "_masked"  # ending of the column in which the names of issues and things do not count
CHOICES = ("instrument", "words", "unit", "weight", "headline", "reuse", "together", "voices")
SPECIFICATIONS = [
    "rank", *CHOICES, "estimate", "mean_target", "mean_reference", "n_target", "n_reference", "n_articles", "declared",
    "agrees", "refusal",
]  # fmt: skip


def recompute_claim(
    segments: pd.DataFrame,
    sentences: pd.DataFrame,
    target: str,
    reference: str = "",
    *,
    by: str = "voice",
    instruments: Sequence[str] = ("frame",),
    documents: Sequence[str] = (),
    reuse: pd.DataFrame | None = None,
    coding: pd.DataFrame | None = None,
    min_share: float = 0.5,
) -> pd.DataFrame:
    """Compute a difference (or a mean) under every combination of choices that changes what is counted.

    Parameters
    ----------
    segments, sentences : DataFrame
        No text is needed.
    target, reference : str
        Values of `by`; the claim is about the mean of the target less that of the reference, or without a reference
        about the mean of the target.
    by : str
        A column of segments.
    instruments : sequence of str
        Columns of segments; the declared one first. A column NAME_masked beside one adds the choice `words`.
    documents : sequence of str
        Ids of the articles the claim is about; by default all.
    reuse : DataFrame, optional
        With it, words that another article has already carried count every time or once.
    coding : DataFrame, optional
        From agreement.compare_coding: with it, voices as found or as hand-coded (by sentence, coded sentences only).
    min_share : float
        A segment is reused if at least this share of its words stand in a segment of an article before it.

    Returns
    -------
    DataFrame
        One row a specification, the smallest estimate first: rank, the choices (instrument; words all or without
        names; unit; weight by articles, words or alike; headline in or out; reuse every time or once; what both
        sides are reported to say together in or out; voices found or coded),
        estimate, mean_target, mean_reference, n_target, n_reference (units with a score), n_articles, declared (the
        row with each choice's first value), agrees (has the declared row's sign; False for 0 and for undefined ones),
        refusal ("" or why it is undefined). Undefined ones come last. A choice that leaves every row as it was is
        no choice and is not counted. No row where nothing is a side's.

    Raises
    ------
    ValueError
        If a column is missing or a document is unknown.

    Notes
    -----
    The specifications share their data: that nearly all agree does not make a claim significant, only robust.

    References
    ----------
    Steegen et al. (2016), Increasing transparency through a multiverse analysis; Simonsohn et al. (2020).
    """
    tables.check_table(segments, "segments", [*tables.required_columns("segments"), by, *instruments])
    tables.check_table(sentences, "sentences")
    chosen = _choose_documents(segments, documents)
    coding = None if coding is None or coding.empty else coding  # nobody has coded it: no such choice
    coded = set() if coding is None else set(" ".join(coding["coded_voice"]).split())
    if {target, reference} - {"", *coded} - set(chosen[by]):
        return pd.DataFrame(columns=SPECIFICATIONS)
    repeated = _find_repeated(chosen, reuse, min_share)
    rows: dict[tuple[str, str], list[dict[str, object]]] = {}
    for name in instruments:  # one after the other: side by side the scores of all take the most room there is
        scores = [c for c in (name, name + MASKED) if c in chosen.columns]
        for (unit, voices), laid in _lay_units(chosen, sentences, by, scores, repeated, coding):
            laid = laid.assign(article=pd.factorize(laid["doc_id"])[0], group=laid["group"].astype("category"))
            found = [
                {**choice, **_compute(laid, choice, target, reference)}
                for choice in _list_choices(laid, unit, voices, name)
            ]
            rows.setdefault((unit, voices), []).extend(found)
    return _rank_specifications(pd.DataFrame([row for own in rows.values() for row in own]))


def _choose_documents(segments: pd.DataFrame, documents: Sequence[str]) -> pd.DataFrame:
    """Return the segments of the documents, all without any named."""
    unknown = [d for d in documents if d not in set(segments["doc_id"])]
    if unknown:
        there = ", ".join(segments["doc_id"].unique()[:10])
        raise ValueError(f"no document '{unknown[0]}' in the segments; there are {there}")
    return segments[segments["doc_id"].isin(documents)] if documents else segments


def _find_repeated(segments: pd.DataFrame, reuse: pd.DataFrame | None, min_share: float) -> set[str]:
    """Return the ids of segments whose words an article before theirs has carried."""
    if reuse is None:
        return set()
    order = pd.Index(segments["doc_id"].unique())
    earlier, later = (order.get_indexer(reuse[end].astype(str)) for end in ("other_doc_id", "doc_id"))
    rows = reuse[(earlier >= 0) & (later >= 0)]
    earlier = (earlier < later)[(earlier >= 0) & (later >= 0)]
    return set(rows.loc[earlier & (rows["share"] >= min_share), "segment_id"])


def _lay_units(
    segments: pd.DataFrame,
    sentences: pd.DataFrame,
    by: str,
    scores: Sequence[str],
    repeated: set[str],
    coding: pd.DataFrame | None,
) -> Iterator[tuple[tuple[str, str], pd.DataFrame]]:
    """Yield (unit, voices) and the rows: sentence_id, doc_id, group, n_words, three flags and the scores."""
    kinds = sentences.set_index("sentence_id")["kind"]
    flagged = segments.assign(
        group=segments[by],
        headline=segments["sentence_id"].map(kinds) == "headline",
        repeated=segments["segment_id"].isin(repeated),
        together=together.find_halves(segments),
    )
    columns = ["sentence_id", "doc_id", "group", "n_words", "headline", "repeated", "together", *scores]
    yield ("segment", "found"), flagged[columns]
    whole = _average_sentences(flagged, sentences, scores)
    found = flagged[["sentence_id", "group"]].drop_duplicates()
    if by == "voice":  # as in the hand coding: the outlet speaks only where nobody else does
        voiced = found.loc[found["group"] != OUTLET, "sentence_id"]
        found = found[(found["group"] != OUTLET) | ~found["sentence_id"].isin(voiced)]
    yield ("sentence", "found"), found.merge(whole, on="sentence_id")[columns]
    if coding is not None and by == "voice":
        coded = coding.loc[coding["sentence_id"].isin(whole["sentence_id"]), ["sentence_id", "coded_voice"]]
        coded = coded.assign(group=coded["coded_voice"].str.split()).explode("group")
        yield ("sentence", "coded"), coded.merge(whole, on="sentence_id")[columns]


def _average_sentences(segments: pd.DataFrame, sentences: pd.DataFrame, scores: Sequence[str]) -> pd.DataFrame:
    """Return one row a sentence: its words, and the mean of its segments' scores weighted by words (or its frame)."""
    words = segments["n_words"].astype(float)
    keys = segments["sentence_id"]
    whole = segments.groupby("sentence_id", sort=False).agg(
        doc_id=("doc_id", "first"),
        n_words=("n_words", "sum"),
        headline=("headline", "first"),
        together=("together", "any"),
    )
    for score in scores:
        defined = words.where(segments[score].notna(), 0.0)
        mean = (segments[score].fillna(0.0) * defined).groupby(keys).sum() / defined.groupby(keys).sum()
        whole[score] = mean.astype(segments[score].dtype)
    if "frame" in scores and "frame" in sentences.columns:
        whole["frame"] = sentences.set_index("sentence_id")["frame"].reindex(whole.index)
    repeated = (words * segments["repeated"]).groupby(keys, sort=False).sum()
    whole["repeated"] = repeated > whole["n_words"] / 2
    return whole.reset_index()


def _list_choices(rows: pd.DataFrame, unit: str, voices: str, instrument: str) -> Iterator[dict[str, str]]:
    """Yield every combination of choices that changes something for these rows, the declared one first."""
    headlines = ("in", "out") if rows["headline"].any() else ("in",)
    unequal = rows["n_words"].min() < rows["n_words"].max()
    several = len(rows["doc_id"].drop_duplicates()) > 1
    weights = (("articles",) if several else ()) + (("words", "alike") if unequal else ()) or ("alike",)
    kept = {headline: _find_kept(rows, headline, "every time") for headline in headlines}
    jointly = ("in", "out") if rows["together"].any() else ("in",)
    for headline, weight in itertools.product(headlines, weights):
        own = rows.loc[kept[headline], [c for c in (instrument, instrument + MASKED) if c in rows]]
        masked = len(own.columns) > 1 and not own.iloc[:, 0].equals(own.iloc[:, 1])
        words = ("all", "without names") if masked else ("all",)
        reuses = ("every time", "once") if rows["repeated"][kept[headline]].any() else ("every time",)
        for word, reuse, joint in itertools.product(words, reuses, jointly):
            values = (instrument, word, unit, weight, headline, reuse, joint, voices)
            yield dict(zip(CHOICES, values, strict=True))


def _find_kept(rows: pd.DataFrame, headline: str, reuse: str, joint: str = "in") -> np.ndarray:
    """Return which rows a choice keeps."""
    kept = np.ones(len(rows), dtype=bool) if joint == "in" else ~rows["together"].to_numpy()
    if headline == "out":
        kept &= ~rows["headline"].to_numpy()
    return kept & ~rows["repeated"].to_numpy() if reuse == "once" else kept


def _compute(rows: pd.DataFrame, choice: Mapping[str, str], target: str, reference: str) -> dict[str, object]:
    """Return the estimate of one specification, or why there is none."""
    scores = rows[choice["instrument"] + (MASKED if choice["words"] != "all" else "")].to_numpy(float)
    words, article = rows["n_words"].to_numpy(float), rows["article"].to_numpy()
    kept = _find_kept(rows, choice["headline"], choice["reuse"], choice["together"]) & ~np.isnan(scores) & (words > 0)
    result: dict[str, object] = {"refusal": ""}
    means, sides = [], np.zeros(len(rows), dtype=bool)
    for name, side in (("target", target), ("reference", reference)):
        mine = kept & (rows["group"] == side).to_numpy() if side else np.zeros(len(rows), dtype=bool)
        sides |= mine
        weights = words[mine] if choice["weight"] != "alike" else np.ones(mine.sum())
        if choice["weight"] == "articles":
            weights = weights / np.bincount(article[mine], weights)[article[mine]]
        mean = float(np.average(scores[mine], weights=weights)) if mine.any() else np.nan
        result |= {f"mean_{name}": mean, f"n_{name}": int(mine.sum())}
        means.append(mean)
        if side and not mine.any():
            result["refusal"] = f"undefined: no {side} with a score is left"
    result["n_articles"] = len(np.unique(article[sides]))
    return result | {"estimate": means[0] - means[1] if reference else means[0]}


def _rank_specifications(table: pd.DataFrame) -> pd.DataFrame:
    """Return the specifications by size of their estimate, with the declared one marked and who agrees with it."""
    declared = np.arange(len(table)) == 0
    sign = np.sign(table["estimate"].round(12))
    table = table.assign(declared=declared, agrees=(sign == sign.iloc[0]) & (sign != 0))
    table = table.sort_values("estimate", kind="stable", na_position="last").reset_index(drop=True)
    return table.assign(rank=table.index + 1)[SPECIFICATIONS]


def count_agreement(table: pd.DataFrame) -> pd.DataFrame:
    """Count how many specifications agree with the declared one.

    Parameters
    ----------
    table : DataFrame
        From recompute_claim.

    Returns
    -------
    DataFrame
        One row: declared (its estimate), n_specifications (defined ones), n_agree, n_zero, n_undefined, lowest,
        median, highest; NaN where no specification is defined; above_target and above_reference (specifications in
        which the mean of that side alone is above 0).
    """
    defined = table[table["estimate"].notna()]
    return pd.DataFrame(
        [
            {
                "declared": table.loc[table["declared"].astype(bool), "estimate"].min(),
                "n_specifications": len(defined),
                "n_agree": int(defined["agrees"].sum()),
                "n_zero": int((defined["estimate"].round(12) == 0).sum()),
                "n_undefined": len(table) - len(defined),
                "lowest": defined["estimate"].min(),
                "median": defined["estimate"].median(),
                "highest": defined["estimate"].max(),
                "above_target": int((defined["mean_target"] > 0).sum()),
                "above_reference": int((defined["mean_reference"] > 0).sum()),
            }
        ]
    )
