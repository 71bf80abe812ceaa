"""A text as its words, stems and runs of words: what two wordings can be compared by."""

import functools
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from analysis.annotation.terms.stop_words import load_stop_words
from analysis.corpus.word_classes import load_class
from analysis.corpus.words import WORD

__all__ = ["Wording", "load_empty", "read_wordings", "stem_word", "weigh_stems"]


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


def read_wordings(texts: Iterable[str]) -> list[Wording]:
    """Return the wording of each text. A word is a name where the texts together mostly write it with a capital."""
    texts = list(texts)
    names, empty = _find_names(texts), load_empty()
    wordings = []
    for text in texts:
        words = [word.lower() for word in WORD.findall(text)]
        stems = tuple(stem_word(word) for word in words)
        content = frozenset(stem_word(word) for word in words if word not in empty)
        matter = frozenset(stem_word(word) for word in words if word not in empty and word not in names)
        wordings.append(Wording(stems, content, matter))
    return wordings


def _find_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that four times in five have a capital, the first word of a text set aside."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in texts:
        for word in WORD.findall(text)[1:]:
            (capital if word[0].isupper() else small)[word.lower()] += 1
    return frozenset(word for word, n in capital.items() if n > 4 * small[word])


@functools.lru_cache(100_000)
def stem_word(word: str) -> str:
    """Return the Snowball stem of a lower-case word, its possessive ending dropped."""
    return str(_stemmer().stem(word.replace("’", "'").removesuffix("'s")))


@functools.cache
def _stemmer() -> Any:
    """Return NLTK's English Snowball stemmer; imported here because nltk takes seconds to import."""
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")


def weigh_stems(wordings: list[Wording]) -> dict[str, float]:
    """Return the weight of each content stem, log((1 + n) / n_s) for n texts of which n_s have it."""
    found = Counter(stem for wording in wordings for stem in wording.content)
    return {stem: math.log((1 + len(wordings)) / n) for stem, n in found.items()}
