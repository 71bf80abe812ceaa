"""The same words in two places: quotations and wire copy shared by outlets."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.annotation.reuse.text_overlap import Wording, read_wordings, weigh_stems
from analysis.corpus import tables

__all__ = ["find_reuse", "pair_by_run"]


def find_reuse(
    segments: pd.DataFrame, run: int = 5, content: int = 3, min_share: float = 0.5, places: int = 50
) -> pd.DataFrame:
    """Find the segments whose words stand in another segment too, word for word or in a variant wording.

    Parameters
    ----------
    segments : DataFrame
        With segment_id, doc_id and text.
    run : int
        Words in a row that stand in both.
    content : int
        Content words (stems), names apart, that the two have in common at least, in such runs or, for a variant
        wording, anywhere.
    min_share : float
        The part of the content of the shorter of two variant wordings, rare words weighing more, that the other has.
    places : int
        A run or a word that more segments than this have is a formula, and makes no pair by itself.

    Returns
    -------
    DataFrame
        segment_id, doc_id, other_segment_id, other_doc_id, n_shared (words of the segment that the other has) and
        share (of the segment's words, in [0, 1]). Each pair stands in it twice, once from either side.

    Raises
    ------
    ValueError
        If the segments lack their text.

    Notes
    -----
    Do not believe a small overlap of two long segments: set phrases recur without anyone copying, and two reports of
    one fact share its words. A quotation of fewer than three content words is not found.
    """
    tables.check_table(segments, "segments", ["segment_id", "doc_id", "text"])
    wordings = read_wordings(segments["text"])
    weights = weigh_stems(wordings)
    rows = []
    for a, b in sorted(pair_by_run(wordings, run, places) | _pair_by_content(wordings, content, places)):
        shared = _compare_wordings(wordings[a], wordings[b], weights, run, content, min_share)
        if shared is not None:
            rows += [(a, b, shared[0]), (b, a, shared[1])]
    return _name_rows(segments, wordings, rows)


def _name_rows(segments: pd.DataFrame, wordings: list[Wording], rows: list[tuple[int, int, int]]) -> pd.DataFrame:
    """Return the pairs of row numbers as a reuse table, sorted by segment and by words shared."""
    one, other, n_shared = np.array(sorted(rows, key=lambda r: (r[0], -r[2], r[1])), dtype=int).reshape(-1, 3).T
    n_words = np.array([len(w.stems) for w in wordings], dtype=int)
    ids, docs = segments["segment_id"].to_numpy(dtype=object), segments["doc_id"].to_numpy(dtype=object)
    columns = (ids[one], docs[one], ids[other], docs[other], n_shared, n_shared / np.maximum(n_words[one], 1))
    table = pd.DataFrame(dict(zip(tables.COLUMNS["reuse"], columns, strict=True)))
    return table.astype({c: str for c in tables.COLUMNS["reuse"][:4]})


def _pair_places(places: Mapping[Any, list[int]], most: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of segments that stand at the same place of an inverted index, formulas left out."""
    for at in places.values():
        if 1 < len(at) <= most:
            yield from ((a, b) for n, a in enumerate(at) for b in at[n + 1 :])


def pair_by_run(wordings: list[Wording], run: int, most: int) -> set[tuple[int, int]]:
    """Return the pairs of segments that have a run of words in common (hashed shingles, inverted)."""
    places: dict[int, list[int]] = defaultdict(list)
    for n, wording in enumerate(wordings):
        for words in set(wording.runs(run)):
            places[hash(words)].append(n)
    return set(_pair_places(places, most))


def _pair_by_content(wordings: list[Wording], content: int, most: int) -> set[tuple[int, int]]:
    """Return the pairs of segments with two rarer content words in common, where both have `content` of them at all."""
    places: dict[str, list[int]] = defaultdict(list)
    for n, wording in enumerate(wordings):
        if len(wording.matter) >= content:
            for stem in wording.content:
                places[stem].append(n)
    seen: set[tuple[int, int]] = set()
    pairs: set[tuple[int, int]] = set()
    for pair in _pair_places(places, most):
        (pairs if pair in seen else seen).add(pair)
    return pairs


def _compare_wordings(
    a: Wording, b: Wording, weights: dict[str, float], run: int, content: int, min_share: float
) -> tuple[int, int] | None:
    """Return how many words of each stand in the other, or None where the two are wordings of their own."""
    both = a.content & b.content
    weight = sum(weights[s] for s in both)
    least = min(sum(weights[s] for s in w.content) for w in (a, b))
    if len(a.matter & b.matter) >= content and weight >= min_share * least:
        return len(a.list_shared(b, 3, both)), len(b.list_shared(a, 3, both))
    mine, theirs = a.list_shared(b, run), b.list_shared(a, run)
    return (len(mine), len(theirs)) if len(a.matter.intersection(mine)) >= content else None
