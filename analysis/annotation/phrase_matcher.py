"""Codebook terms -> patterns: where the terms of each issue stand in a text."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import compress

from analysis.corpus.study import Study
from analysis.corpus.words import any_case, is_acronym, is_shouted

__all__ = ["compile_codebook", "compile_term", "find_terms"]

WORD = re.compile(r"\w+")
# Between two words of a phrase: space, hyphen, a quotation mark that opens or closes between them, a slash.
BETWEEN = r"[\s\-–—/“”\"‘’']+"
# "..." between two words of a term: at most this many other words, in the same clause (no ; : or full stop between).
GAP_WORDS = 5
GAP = rf"{BETWEEN[:-2]},]+(?:[\w’'.&$%-]+{BETWEEN[:-2]},]+){{0,{GAP_WORDS}}}?"
WRITING = "a term is words with single spaces, * at a word's end for any ending, ... for up to five words between"


@dataclass(frozen=True)
class _Entry:
    """One line of the codebook: a term that raises an issue, or a longer phrase that does not."""

    issue: str
    term: str
    counts: bool
    pattern: re.Pattern[str]
    acronym: bool


def compile_term(term: str, issue: str) -> re.Pattern[str]:
    r"""Return the pattern of one codebook term.

    Words are matched whole and case is ignored, but a word written in capitals (START, WHO) is matched in capitals
    only; `*` at the end of a word stands for any ending, `...` for up to five other words.

    Parameters
    ----------
    term : str
    issue : str
        Named in the message.

    Raises
    ------
    ValueError
        If the term is empty or is not written as above.

    Examples
    --------
    >>> bool(compile_term("arms race*", "arms").match("Arms-races"))
    True
    >>> bool(compile_term("extend* ... treaty", "arms").match("extending the old treaty"))
    True
    """
    if not isinstance(term, str) or not term.strip():
        raise ValueError(f"issue '{issue}' has an empty term; list the words that raise it, or leave the term out")
    words = term.split()
    for n, word in enumerate(words):
        plain = word[:-1] if word.endswith("*") else word
        good = re.fullmatch(r"\w[\w.&’'\-]*", plain) or (word == "..." and 0 < n < len(words) - 1)
        if not good or (word == "..." and words[n - 1] == "..."):
            raise ValueError(f"issue '{issue}' has the term {term!r}, and {word!r} in it is no pattern; {WRITING}")
    pattern = ""
    for n, word in enumerate(words):
        if word == "...":
            continue
        pattern += "" if n == 0 else GAP if words[n - 1] == "..." else BETWEEN
        stem = re.sub("['’]", "[’']", any_case(word.rstrip("*")))
        pattern += stem + (r"(?:[’']?\w+)*" if word.endswith("*") else "")
    return re.compile(pattern + r"(?!\w)")


def _has_acronym(term: str) -> bool:
    """Return whether a term has a word that only its capitals tell from a common one."""
    return any(is_acronym(word.rstrip("*")) for word in term.split())


class _Codebook(dict[str, list[_Entry]]):
    """For each word that was looked up, the entries that may begin with it: most words begin none.

    `whole`, `prefixes`: the entries by their first word, and by the beginning of it that any ending may follow.
    """

    def __init__(self, whole: Mapping[str, list[_Entry]], prefixes: Mapping[str, list[_Entry]]) -> None:
        super().__init__()
        self._whole, self._prefixes = whole, prefixes
        self._beginnings = tuple(prefixes)
        self._lengths = sorted(set(map(len, prefixes)))  # so that a run of letters costs no more than a word

    def __missing__(self, word: str) -> list[_Entry]:
        """Find the entries of a word, in any case."""
        low = word.lower()
        found = self[word] = list(self._whole.get(low, ()))
        if low.startswith(self._beginnings):
            for length in (n for n in self._lengths if n <= len(low)):
                found += self._prefixes.get(low[:length], ())
        return found


def compile_codebook(study: Study) -> _Codebook:
    """Return the entries of a study's issues by the word that they may begin with.

    Looking up the first word keeps finding linear in the text, whatever the number of terms.

    Raises
    ------
    ValueError
        Naming the issue and the term that is empty or no pattern.
    """
    whole: dict[str, list[_Entry]] = defaultdict(list)
    prefixes: dict[str, list[_Entry]] = defaultdict(list)
    for issue in study.issues.values():
        for counts, terms in ((True, issue.terms), (False, issue.except_in)):
            for term in terms:
                entry = _Entry(issue.id, term, counts, compile_term(term, issue.id), _has_acronym(term))
                first = WORD.match(term.lower())
                assert first is not None  # compile_term has seen to it
                at = prefixes if term[first.end() : first.end() + 1] == "*" else whole
                at[first.group()].append(entry)
    return _Codebook(whole, prefixes)


def find_terms(text: str, codebook: _Codebook) -> Iterator[tuple[str, str, int, int]]:
    """Yield (issue, term, start, end) of the terms in the text, in order.

    Within an issue the longest of two overlapping terms counts, and a term inside a phrase of `except_in` does not.
    Where all words are in capitals one cannot tell whether START is the treaty: no acronym counts there.
    """
    begun = [codebook[word] for word in WORD.findall(text)]
    if not any(begun):
        return
    shouted = is_shouted(text)
    spans: dict[str, list[tuple[int, int, _Entry]]] = defaultdict(list)
    for word, entries in compress(zip(WORD.finditer(text), begun, strict=True), begun):
        for entry in entries:
            if shouted and entry.acronym:
                continue
            if found := entry.pattern.match(text, word.start()):
                spans[entry.issue].append((found.start(), found.end(), entry))
    kept = [span for found in spans.values() for span in _keep_longest(found)]
    for start, end, entry in sorted(kept, key=lambda span: (span[0], span[2].issue)):
        yield entry.issue, entry.term, start, end


def _keep_longest(spans: list[tuple[int, int, _Entry]]) -> Iterator[tuple[int, int, _Entry]]:
    """Yield the spans that count: outside the exceptions, and not overlapping an earlier or longer one."""
    exceptions = [(start, end) for start, end, entry in spans if not entry.counts]
    reached = -1
    for start, end, entry in sorted(spans, key=lambda span: (span[0], -span[1])):
        if entry.counts and start >= reached and not any(a <= start and end <= b for a, b in exceptions):
            reached = end
            yield start, end, entry
