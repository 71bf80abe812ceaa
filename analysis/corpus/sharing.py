"""What of a corpus may be published: no text, no title, no word order, no bag of words that gives it back."""

import re
from collections.abc import Set as AbstractSet

import pandas as pd

from analysis.corpus import tables, together

__all__ = ["SORTED", "check_publishable", "pool_segments", "strip_text", "withhold_words"]

WORDS = 5  # the longest name or cue that is published
WITHHELD = {"articles": ["title", "text"], "sentences": ["text"], "segments": ["text"], "mentions": ["start"]} | {
    "targets": ["start", "end"]
}
SHORTENED = {"segments": ["source", "cue"]}
# In these tables the order of the rows could give the order of the words.
SORTED = {"terms": ["segment_id", "term"], "mentions": ["segment_id", "issue", "term"]} | {
    "targets": ["segment_id", "target", "mention", "tone"],
    "contributions": ["segment_id", "instrument", "term", "value"],
}
# How many words, at least, have their terms published together. 1 leaves every segment by itself; 25 gives an attack
# far less than 1 (benchmarks/attack.py), but takes from topics many of the sentences that are their documents.
LEAST = 1
WHOLE = {"news", "news_masked"}  # instruments that give every word a weight, and so list the words of a segment
IDS = {"doc_id", "sentence_id", "segment_id", "other_doc_id", "other_segment_id", "source_file", "pair_id"}
ALLOWED_POSITIONS = {"passages", "sentences", "segments"}  # where stretches lie, not single words


def strip_text(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the table without its text: withheld columns dropped, names cut to five words, rows in no word order."""
    stripped = table.drop(columns=WITHHELD.get(name, []), errors="ignore")
    for column in SHORTENED.get(name, []):
        stripped[column] = [" ".join(str(cell).split()[:WORDS]) for cell in stripped[column]]
    if name in SORTED:
        stripped = stripped.sort_values(SORTED[name], ignore_index=True)
    return stripped


def withhold_words(
    shared: dict[str, pd.DataFrame], common: AbstractSet[str], least: int = LEAST
) -> dict[str, pd.DataFrame]:
    """Return the tables without the words by which a sentence could be put together again.

    Parameters
    ----------
    shared : dict of DataFrame
        The tables segments, terms and contributions, and any others.
    common : set of str
        Words that are in every text, e.g. stop_words.load_stop_words().
    least : int
        Of how many words, at least, the terms are published together.

    Returns
    -------
    dict of DataFrame
        The tables; in terms, the common words of a segment are one row, tables.WITHHELD, and the other words of a
        segment shorter than `least` stand with those of its neighbours in one voice and article (pool_segments).
        Counts add up to what they were by article and voice. In contributions, what these words say by instruments
        that weigh every word is one row as well, so that the parts of a segment still make its score.

    Notes
    -----
    Nobody can count function words in what is published; that needs the text.
    """
    pool = pool_segments(shared["segments"], least)
    terms, parts = shared["terms"], shared["contributions"]
    terms = terms.assign(
        segment_id=terms["segment_id"].map(pool), term=terms["term"].mask(terms["term"].isin(common), tables.WITHHELD)
    )
    terms = terms.groupby(["segment_id", "term"], sort=True)["count"].sum().reset_index()
    pooled = set(pool.index[pool.duplicated(keep=False)])
    hidden = parts["segment_id"].isin(pooled) | parts["term"].map(lambda term: not common.isdisjoint(term.split()))
    parts = parts.assign(term=parts["term"].mask(hidden & parts["instrument"].isin(WHOLE), tables.WITHHELD))
    parts = parts.groupby(["segment_id", "instrument", "term"], sort=True)["value"].sum().reset_index()
    return shared | {"terms": terms, "contributions": parts}


def pool_segments(segments: pd.DataFrame, least: int = LEAST) -> pd.Series:
    """Return with which segment the terms of each are published, by segment_id.

    Neighbours of one voice in one article are taken together until they have `least` words; what is left over goes to
    the last of them. The halves of what several say together stay by themselves, as measures leave them out.
    """
    pool: dict[str, str] = {}
    keyed = segments.assign(joint=segments.get("joint", ""), half=together.find_halves(segments))
    for _, own in keyed.sort_values(["doc_id", "start"]).groupby(["doc_id", "voice", "joint", "half"], sort=False):
        left, filled, first = own["n_words"].sum(), least, ""
        for segment_id, n_words in zip(own["segment_id"], own["n_words"], strict=True):
            if filled >= least and (left >= least or not first):
                first, filled = segment_id, 0
            pool[segment_id] = first
            filled, left = filled + n_words, left - n_words
    return pd.Series(pool, dtype=object).reindex(segments["segment_id"])


def check_publishable(table: pd.DataFrame, name: str) -> None:
    """Raise if the table would give text back.

    Parameters
    ----------
    table : DataFrame
    name : str
        A key of tables.COLUMNS.

    Raises
    ------
    ValueError
        If the table has a column of text, positions of single terms, an unknown column, or a cell of six or more words.
    """
    for column in WITHHELD.get(name, []):
        if column in table:
            raise ValueError(f"{name} still has the column '{column}'; what is published carries no text")
    positions = {"start", "end", "position", "offset"} & set(table.columns)
    if positions and name not in ALLOWED_POSITIONS:
        raise ValueError(f"{name} has the column '{sorted(positions)[0]}'; the places of terms give their order back")
    known = set(tables.COLUMNS[name])
    for column in table.columns:
        if column not in known and not pd.api.types.is_numeric_dtype(table[column]):
            raise ValueError(f"{name} has the column '{column}', which is no number and not in the codebook; drop it")
        if pd.api.types.is_numeric_dtype(table[column]):
            continue
        cells = table[column].str.split("; ").explode() if column == "counterparts" else table[column]
        for row, cell in zip(cells.index, cells, strict=True):
            if len(re.findall(r"\w+", str(cell))) > WORDS and not (column in IDS and _is_slug(str(cell))):
                raise ValueError(f"{name} row {row}, column '{column}' holds over {WORDS} words: could be text")


def _is_slug(cell: str) -> bool:
    """Tell whether a cell is an id or a file name (no space in it) and not words."""
    return not re.search(r"\s", cell)
