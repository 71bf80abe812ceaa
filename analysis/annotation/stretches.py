"""Texts in, what stands between white space out, each different stretch once; Arrow splits, not Python."""

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["split_stretches"]

AT_ONCE = 4_000_000  # characters split together, which bounds the memory
ALONE = re.compile("[\ud800-\udfff]")  # half a character, which has no bytes


def split_stretches(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    r"""Split texts at the white space of ASCII.

    Parameters
    ----------
    texts : sequence of str, n_texts

    Returns
    -------
    number : array of int32, n_stretches
        Which stretch stands there, all texts end to end.
    ends : array of int32, n_texts + 1
        Text i has the stretches ends[i] to ends[i + 1].
    stretches : list of str
        Those that differ, in the order of their numbers. White space beyond ASCII (a space that does not break) is
        still in them: whoever looks into each stretch finds it there, once. Before white space that a text begins
        with, after what it ends with, and in an empty text stands an empty stretch.

    Examples
    --------
    >>> number, ends, stretches = split_stretches(["to and to", "and\nso"])
    >>> number.tolist(), ends.tolist(), stretches
    ([0, 1, 0, 1, 2], [0, 3, 5], ['to', 'and', 'so'])
    """
    before = np.cumsum([0, *map(len, texts)])
    if before[-1] <= AT_ONCE:
        return _encode(texts)
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__  # a circle of references, cut below
    found, ends, first = [], [np.zeros(1, dtype=np.int32)], 0
    while first < len(texts):
        last = max(first + 1, int(np.searchsorted(before, before[first] + AT_ONCE, "right")) - 1)
        number, stops, stretches = _encode(texts[first:last])
        found.append(np.fromiter(map(numbers.__getitem__, stretches), np.int32)[number])
        ends.append(ends[-1][-1] + stops[1:])
        first = last
    numbers.default_factory = None
    return np.concatenate(found), np.concatenate(ends), [*numbers]


def _encode(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return what split_stretches does, of texts that Arrow splits together."""
    split = pc.ascii_split_whitespace(_to_arrow([*texts]))
    coded = split.values.dictionary_encode()
    stretches = coded.dictionary.to_numpy(zero_copy_only=False).tolist()
    return coded.indices.to_numpy(), split.offsets.to_numpy(), stretches


def _to_arrow(texts: list[str]) -> pa.Array:
    """Return the texts as Arrow holds them, in UTF-8."""
    try:
        return pa.array(texts, pa.string())
    except UnicodeEncodeError:
        return pa.array([ALONE.sub("\ufffd", text) for text in texts], pa.string())
