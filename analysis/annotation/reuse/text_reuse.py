"""The same words in two places: quotations and wire copy shared by outlets."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotation.reuse import shared_runs
from analysis.annotation.reuse.text_overlap import Wording, Wordings, read_wordings, weigh_stems
from analysis.corpus import memory, tables

__all__ = ["find_reuse", "pair_by_run", "stream_reuse"]

PAIRS = 500_000  # pairs about that are counted at a time
ROWS = 100_000  # of the table that is made at a time
KEYS = 1_000_000  # runs about that are sorted at a time
_HALF = 32  # bits for the number of either segment


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
    return pd.concat(stream_reuse(segments, run, content, min_share, places), ignore_index=True)


def stream_reuse(
    segments: pd.DataFrame, run: int = 5, content: int = 3, min_share: float = 0.5, places: int = 50
) -> Iterator[pd.DataFrame]:
    """Yield the table of find_reuse, from the same, in pieces of which one at a time has to be held; one at least."""
    tables.check_table(segments, "segments", ["segment_id", "doc_id", "text"])
    ids, docs = (segments[name].astype(str).array for name in ("segment_id", "doc_id"))
    wordings = read_wordings(segments["text"])
    del segments  # what was read is held as numbers
    weights = weigh_stems(wordings)
    found = pair_by_run(wordings, run, places), _pair_by_content(wordings, content, places)
    pairs = memory.sort_different(np.concatenate(found))
    del found
    n_shared = np.zeros((len(pairs), 2), dtype=np.uint32)  # of a million pairs tuples would have no room
    for n, pair in enumerate(pairs):
        a, b = divmod(int(pair), 1 << _HALF)
        n_shared[n] = _compare_wordings(wordings[a], wordings[b], weights, run, content, min_share)
    n_words = np.maximum(wordings.count_words(), 1)
    del wordings
    kept = n_shared.any(axis=1)
    pairs, n_shared = pairs[kept], n_shared[kept]
    for one, other, shared in _turn_pairs(pairs, n_shared, len(n_words)):
        names = (ids.take(one), docs.take(one), ids.take(other), docs.take(other))
        columns = (*names, shared, shared / n_words[one])
        yield pd.DataFrame(dict(zip(tables.COLUMNS["reuse"], columns, strict=True)))


def _turn_pairs(
    pairs: NDArray[np.int64], n_shared: NDArray[np.uint32], n_segments: int
) -> Iterator[tuple[NDArray[Any], ...]]:
    """Yield segments, those each is paired with, and the words shared: by segment, then by words shared.

    Parameters
    ----------
    pairs : array of int, shape (n_pairs,), sorted
        As _pair_places returns them.
    n_shared : array of int, shape (n_pairs, 2)
        The words of the first that the second has, and the other way round.
    n_segments : int
    """
    one, other = (pairs >> _HALF).astype(np.int32), pairs.astype(np.int32)  # the lower half
    turned = np.argsort(other, kind="stable")
    often = np.bincount(one, minlength=n_segments) + np.bincount(other, minlength=n_segments)
    begun = np.cumsum(often) - often
    edges = [0, *(np.flatnonzero(np.diff(begun // ROWS)) + 1).tolist(), n_segments]
    for first, end in pairwise(edges):
        ahead = slice(*np.searchsorted(one, [first, end]))
        behind = turned[slice(*np.searchsorted(other, [first, end], sorter=turned))]
        a, b = np.append(one[ahead], other[behind]), np.append(other[ahead], one[behind])
        shared = np.append(n_shared[ahead, 0], n_shared[behind, 1]).astype(np.int64)
        order = np.lexsort((b, -shared, a))
        yield a[order], b[order], shared[order]


def pair_by_run(wordings: Wordings, run: int, most: int) -> NDArray[np.int64]:
    """Return the pairs of segments that have a run of words in common, as _pair_places does."""
    found = [np.empty(0, dtype=np.int64)]
    for range_ in shared_runs.list_ranges(len(wordings.numbers), KEYS):
        some = zip(*_mix_some(wordings, run, *range_), strict=True)
        runs = shared_runs.sort_runs(*map(np.concatenate, some))
        found.append(_pair_places(runs["run"], runs["at"], most))
    return memory.sort_different(np.concatenate(found))


def _mix_some(
    wordings: Wordings, run: int, low: int, high: int
) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.int32]]]:
    """Yield the runs of a range of hashes, and in which text each stands: of some texts after the other."""
    numbers, texts = wordings.numbers, wordings.at
    begun = np.cumsum(wordings.count_words()) // KEYS
    edges = np.searchsorted(texts, [0, *(np.flatnonzero(np.diff(begun)) + 1), len(wordings)])
    for first, end in pairwise(edges):
        mixed, at = shared_runs.mix_words(numbers[first:end], texts[first:end], run)
        inside = (mixed >= low) & (mixed < high)
        yield mixed[inside], at[inside]


def _pair_by_content(wordings: Wordings, content: int, most: int) -> NDArray[np.int64]:
    """Return the pairs of segments with two rarer content words in common, where both have `content` of them at all."""
    n_matter = np.bincount(wordings.list_stems(wordings.matter)[1], minlength=len(wordings))
    stems, at = wordings.list_stems(wordings.content & (n_matter >= content)[wordings.at])
    return _pair_places(stems, at, most, least=2)


def _pair_places(keys: NDArray[Any], at: NDArray[Any], most: int, least: int = 1) -> NDArray[np.int64]:
    """Return the pairs of segments that share keys (an inverted index), formulas left out.

    Parameters
    ----------
    keys, at : array, shape (n,)
        That a segment has a key: each but once, sorted by key and then by segment.
    most : int
        A key of more segments is a formula.
    least : int
        How many keys two segments share.

    Returns
    -------
    array of int, shape (n_pairs,), sorted
        The number of the first segment in the upper half of the bits, that of the second in the lower.
    """
    begins = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    sizes = np.diff(np.append(begins, len(keys)))
    ends = np.where(sizes > most, 0, begins + sizes).astype(np.int32)
    # Entries of the same key that follow.
    behind = np.maximum(np.repeat(ends, sizes) - np.arange(1, 1 + len(keys), dtype=np.int32), 0)
    entries = np.argsort(at, kind="stable")  # all of one segment at once: only then its pairs can be counted
    own = np.bincount(at, behind).cumsum() // PAIRS
    edges = np.searchsorted(at[entries], np.flatnonzero(np.diff(own)) + 1)
    return np.concatenate([_count_pairs(at, some, behind[some], least) for some in np.split(entries, edges)])


def _count_pairs(at: NDArray[Any], entries: NDArray[Any], behind: NDArray[Any], least: int) -> NDArray[np.int64]:
    """Return the pairs of the entries' segments with those of the entries behind each, if they are met often enough."""
    one = np.repeat(entries, behind)
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(behind) - behind, behind)
    pairs, often = np.unique((at[one].astype(np.int64) << _HALF) | at[other].astype(np.int64), return_counts=True)
    return pairs[often >= least]


def _compare_wordings(
    a: Wording, b: Wording, weights: dict[str, float], run: int, content: int, min_share: float
) -> tuple[int, int]:
    """Return how many words of each stand in the other, none where the two are wordings of their own."""
    both = a.content & b.content
    weight = sum(weights[s] for s in both)
    least = min(sum(weights[s] for s in w.content) for w in (a, b))
    if len(a.matter & b.matter) >= content and weight >= min_share * least:
        return len(a.list_shared(b, 3, both)), len(b.list_shared(a, 3, both))
    mine, theirs = a.list_shared(b, run), b.list_shared(a, run)
    return (len(mine), len(theirs)) if len(a.matter.intersection(mine)) >= content else (0, 0)
