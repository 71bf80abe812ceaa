"""Texts in, their tokens out: end to end, what stands between two spaces being cut once however often it occurs."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np

__all__ = ["END", "Texts", "TokenColumn", "cut_column", "split_column"]

END = "\0"  # stands between two texts while they are split


class TokenColumn(NamedTuple):
    """Which of the distinct `tokens` stands where (n_tokens), and in which text (n_tokens), the texts in order."""

    tokens: list[str]
    token: np.ndarray
    row: np.ndarray


class Texts(list[str]):
    """Texts that are split at their spaces once, however many instruments read them."""

    @cached_property
    def words(self) -> TokenColumn:
        """What stands between the spaces."""
        words, word = _number(f" {END} ".join(text.replace(END, " ") for text in self).split())
        ends = word == (words.index(END) if END in words else -1)
        return TokenColumn(words, word[~ends], np.cumsum(ends)[~ends])


def split_column(texts: Sequence[str]) -> TokenColumn:
    """Return what stands between the spaces of texts; see Texts."""
    return (texts if isinstance(texts, Texts) else Texts(texts)).words


def _number(items: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """Return the distinct items in the order in which they come, and which of them each is."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    which = np.fromiter(map(numbers.__getitem__, items), dtype=np.intp, count=len(items))
    return [*numbers], which


def cut_column(texts: Sequence[str], cut: Callable[[str], Sequence[str]]) -> TokenColumn:
    r"""Return the tokens of texts.

    Parameters
    ----------
    texts : sequence of str, n_texts
        A Texts is split once for several calls.
    cut : function
        Gives the tokens of a text; no token has a space in it nor hangs on what is beyond one.

    Examples
    --------
    >>> import re
    >>> column = cut_column(["No, no.", "", "Yes, no."], re.compile(r"\w+|,").findall)
    >>> [column.tokens[n] for n in column.token], column.row.tolist()
    (['No', ',', 'no', 'Yes', ',', 'no'], [0, 0, 0, 2, 2, 2])
    """
    words, word, row = split_column(texts)
    cuts = [cut(each) for each in words]
    tokens, within = _number([*chain.from_iterable(cuts)])
    n_within = np.fromiter(map(len, cuts), dtype=np.intp, count=len(cuts))
    n_tokens = n_within[word]  # of each word as it stands
    first = (np.cumsum(n_within) - n_within)[word] - (np.cumsum(n_tokens) - n_tokens)
    token = within[np.repeat(first, n_tokens) + np.arange(n_tokens.sum())]
    return TokenColumn(tokens, token, np.repeat(row, n_tokens))
