"""Segments too many to compare -> those that share a run of words with another, found by hashes a range at a time."""

import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path

import numpy as np

from analysis.corpus.words import WORD

__all__ = ["find_sharing", "hash_runs", "hash_words", "list_ranges", "mix_words", "save_runs", "sort_runs"]

RUN = 5  # words in a row, letter for letter: text_reuse then compares by stems
HELD = 1_000_000  # runs about, of one range of hashes: what is in memory at a time
PLACES = 50  # a run that more segments than this have is a formula
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_KIND = np.dtype([("run", "<u8"), ("at", "<u4")])


@lru_cache(50_000)
def _hash_between_spaces(written: str) -> tuple[int, ...]:
    """Return a number for each of the words that stand between two spaces, mostly one."""
    words = [written] if written.isalnum() else WORD.findall(written)
    return tuple([zlib.crc32(word.lower().encode()) for word in words])


def hash_words(text: str) -> list[int]:
    """Return a number for each word of a text, in order, the same in each process whatever its case."""
    return list(chain.from_iterable(map(_hash_between_spaces, text.split())))


def hash_runs(texts: Iterable[str]) -> np.ndarray:
    """Return the runs of words of segments.

    Parameters
    ----------
    texts : iterable of str

    Returns
    -------
    structured array, a row a different run of a segment
        run (the hash of its words) and at (the number of the segment), sorted by run.
    """
    split = [hash_words(text) for text in texts]
    words = np.array(list(chain.from_iterable(split)), dtype=np.uint64)
    at = np.repeat(np.arange(len(split), dtype=np.uint32), [len(own) for own in split])
    return sort_runs(*mix_words(words, at))


def mix_words(words: np.ndarray, at: np.ndarray, size: int = RUN) -> tuple[np.ndarray, np.ndarray]:
    """Return the hash of each run of `size` numbers of words in one segment, and its segment; `at`: each word's."""
    n_runs = max(0, len(words) - size + 1)
    mixed = np.zeros(n_runs, dtype=np.uint64)
    for n in range(size):
        mixed ^= words[n : n_runs + n].astype(np.uint64)
        mixed *= _PRIME
        mixed ^= mixed >> np.uint64(31)
    inside = at[:n_runs] == at[size - 1 :] if n_runs else np.empty(0, dtype=bool)
    return mixed[inside], at[:n_runs][inside]


def sort_runs(mixed: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Return the different runs of each segment, as hash_runs does, from those of mix_words."""
    order = np.argsort(mixed, kind="stable")  # of one run, the segments are in order already
    runs = np.empty(len(mixed), dtype=_KIND)
    runs["run"], runs["at"] = mixed[order], at[order]
    again = (runs["run"][1:] == runs["run"][:-1]) & (runs["at"][1:] == runs["at"][:-1])
    return runs[np.concatenate([[True], ~again])] if len(runs) else runs


def save_runs(runs: np.ndarray, path: Path) -> None:
    """Write the runs of a part."""
    np.save(path, runs)


def find_sharing(files: Iterable[Path], sizes: Iterable[int], left_out: Iterable[np.ndarray]) -> np.ndarray:
    """Find the segments that share a run with another.

    Parameters
    ----------
    files : iterable of path
        The runs of each part (save_runs).
    sizes : iterable of int
        How many segments each has.
    left_out : iterable of array of bool
        For each part, the segments that do not count: those of copies.

    Returns
    -------
    array of bool, a row a segment of all parts
    """
    parts = [_Runs(path) for path in files]
    counts, out = list(sizes), np.concatenate([*left_out, np.empty(0, dtype=bool)])
    begins = np.concatenate([[0], np.cumsum(counts)])[:-1]
    shares = np.zeros(sum(counts), dtype=bool)
    for low, high in list_ranges(sum(len(part) for part in parts), HELD):
        found = [part.cut(low, high, int(begin)) for part, begin in zip(parts, begins, strict=True)]
        runs = np.concatenate([run for run, _ in found]) if found else np.empty(0, dtype=np.uint64)
        at = np.concatenate([place for _, place in found]) if found else np.empty(0, dtype=np.int64)
        runs, at = runs[~out[at]], at[~out[at]]
        _, which, often = np.unique(runs, return_inverse=True, return_counts=True)
        shares[at[(often[which] > 1) & (often[which] <= PLACES)]] = True
    return shares


def list_ranges(n_runs: int, most: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of hashes, end excluded: as many as have about `most` runs each, since hashes are spread evenly."""
    n_ranges = 1 + n_runs // most
    edges = [n * (2**64 // n_ranges) for n in range(n_ranges)] + [2**64 - 1]
    yield from pairwise(edges)


class _Runs:
    """The runs of a part on the disk, sorted; read a range after the other, each file open only while it is read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            np.lib.format.read_magic(file)
            (self._size,), _, _ = np.lib.format.read_array_header_1_0(file)
            self._offset = file.tell()

    def __len__(self) -> int:
        return self._size

    def cut(self, low: int, high: int, begin: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the runs of a range, and the numbers of their segments among all."""
        if not self._size:
            return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
        held = np.memmap(self._path, _KIND, "r", self._offset, (self._size,))
        first, last = np.searchsorted(held["run"], np.array([low, high], dtype=np.uint64))
        own = np.array(held[first:last])
        return own["run"], own["at"].astype(np.int64) + begin
