"""A text as its words, stems and runs of words: what two wordings can be compared by."""

import functools
import math
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.annotation.terms.stop_words import load_stop_words
from analysis.corpus import memory
from analysis.corpus.word_classes import load_class
from analysis.corpus.words import WORD

__all__ = ["Wording", "Wordings", "load_empty", "read_wordings", "stem_word", "weigh_stems"]

HELD = 1000  # wordings put together that are kept for the next comparison


def load_empty() -> frozenset[str]:
    """Return the stop words, negations, and the words by which any report introduces what somebody said."""
    return load_stop_words() | load_class("introducing")


@dataclass(frozen=True)
class Wording:
    """The stems of one text: all in order, those of content words, and among these those that are no names."""

    stems: tuple[str, ...]
    content: frozenset[str]
    matter: frozenset[str]
    _runs: dict[int, list[tuple[str, ...]]] = field(default_factory=dict, repr=False)
    _run_sets: dict[int, frozenset[tuple[str, ...]]] = field(default_factory=dict, repr=False)

    def runs(self, size: int) -> list[tuple[str, ...]]:
        """Return the runs of `size` words, in order; kept, since a text is compared with many."""
        if size not in self._runs:
            self._runs[size] = [self.stems[n : n + size] for n in range(len(self.stems) - size + 1)]
        return self._runs[size]

    def run_set(self, size: int) -> frozenset[tuple[str, ...]]:
        """Return the different runs of `size` words."""
        if size not in self._run_sets:
            self._run_sets[size] = frozenset(self.runs(size))
        return self._run_sets[size]

    def list_shared(self, other: "Wording", size: int, content: frozenset[str] = frozenset()) -> list[str]:
        """Return the words that are among the content words, or stand in a run of `size` that the other has too.

        A run of names and function words does not count: it says who and where, not what.
        """
        runs, matter = other.run_set(size), self.matter
        shared = [stem in content for stem in self.stems]
        for n, run in enumerate(self.runs(size)):
            if run in runs and not matter.isdisjoint(run):
                shared[n : n + size] = [True] * size
        return [stem for stem, is_shared in zip(self.stems, shared, strict=True) if is_shared]


class Wordings:
    """The wordings of texts: held as numbers, so that a million have room, and each put together when it is asked for.

    Attributes
    ----------
    stems : list of str
        The different stems.
    numbers : array of int, shape (n_words,)
        The place of each word's stem among these, text after text.
    at : array of int, shape (n_words,)
        In which text each word stands.
    content, matter : array of bool, shape (n_words,)
        Whether it is a content word, and one that is no name.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        words: dict[str, int] = {}
        found, ends = array("i"), array("q", [0])
        capital, small = Counter[str](), Counter[str]()
        for text in texts:
            written = WORD.findall(text)
            found.extend([words.setdefault(word.lower(), len(words)) for word in written])
            ends.append(len(found))
            for word in written[1:]:
                (capital if word[0].isupper() else small)[word.lower()] += 1
        flat, empty = np.frombuffer(found, dtype=np.int32), load_empty()
        stems: dict[str, int] = {}
        numbers = [stems.setdefault(stem_word(word), len(stems)) for word in words]
        content = np.array([word not in empty for word in words], dtype=bool)
        # Names: what four times in five has a capital, the first word of a text set aside.
        matter = content & np.array([capital[word] <= 4 * small[word] for word in words], dtype=bool)
        self.stems = list(stems)
        self.numbers = np.array(numbers, dtype=np.int32)[flat]
        self.content, self.matter = content[flat], matter[flat]
        self._ends = np.array(ends)
        self.at = np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self._ends))
        # Not of the object itself, which would then hold itself, and stay when nobody needs it any more.
        make = functools.partial(_put_together, self.stems, self.numbers, self.content, self.matter, self._ends)
        self._make = functools.lru_cache(HELD)(make)

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self._ends) - 1

    def __getitem__(self, n: int) -> Wording:
        """Return the wording of a text; IndexError behind the last."""
        return self._make(range(len(self))[n])

    def count_words(self) -> NDArray[np.int64]:
        """Return how many words each text has."""
        return np.diff(self._ends)

    def list_stems(self, kept: NDArray[np.bool_]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the stems (their numbers, sorted) of the words that are kept, and the text of each, each pair once."""
        found = memory.sort_different((self.numbers[kept].astype(np.int64) << 32) | self.at[kept])
        return (found >> 32).astype(np.int32), found.astype(np.int32)  # the lower half


def _put_together(
    stems: Sequence[str],
    numbers: NDArray[np.int32],
    content: NDArray[np.bool_],
    matter: NDArray[np.bool_],
    ends: NDArray[np.int64],
    n: int,
) -> Wording:
    """Return the wording of text n from the attributes of Wordings."""
    own = slice(ends[n], ends[n + 1])
    words = tuple([stems[number] for number in numbers[own].tolist()])
    of_content, of_matter = (frozenset(compress(words, flags[own].tolist())) for flags in (content, matter))
    return Wording(words, of_content, of_matter)


def read_wordings(texts: Iterable[str]) -> Wordings:
    """Return the wording of each text. A word is a name where the texts together mostly write it with a capital."""
    return Wordings(texts)


@functools.lru_cache(50_000)
def stem_word(word: str) -> str:
    """Return the Snowball stem of a lower-case word, its possessive ending dropped."""
    return str(_stemmer().stem(word.replace("’", "'").removesuffix("'s")))


@functools.cache
def _stemmer() -> Any:
    """Return NLTK's English Snowball stemmer; imported here because nltk takes seconds to import."""
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")


def weigh_stems(wordings: Wordings) -> dict[str, float]:
    """Return the weight of each content stem, log((1 + n) / n_s) for n texts of which n_s have it."""
    numbers, n_texts = np.unique(wordings.list_stems(wordings.content)[0], return_counts=True)
    weights = [math.log((1 + len(wordings)) / n) for n in n_texts.tolist()]
    return {wordings.stems[number]: weight for number, weight in zip(numbers.tolist(), weights, strict=True)}
