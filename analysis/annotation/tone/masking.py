"""Texts in, the same texts out with the words of names masked: a treaty on arms is no hostile word."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from analysis import paths
from analysis.corpus import lexicon_rows
from analysis.corpus.study import Study
from analysis.corpus.words import WORD, any_case

__all__ = ["list_names", "mask_names"]

FIRST, END = re.compile(r"\w+"), re.compile(r"[^\w*]")
ANY = ""  # stands for the first word of names that begin with a wildcard or a mark
_Begin = tuple[int, list[re.Pattern[str]]]
MASK = "_x_"  # a word to whoever counts words, unknown to every lexicon


@cache
def _load_names() -> tuple[str, ...]:
    """Return the names of things in data/lexicons/en/thing_names.csv."""
    form = lexicon_rows.Form(("term",))
    return tuple(lexicon_rows.read_rows(paths.lexicon("thing_names.csv"), form, lambda row: row["term"]))


def list_names(study: Study) -> list[str]:
    """Return the names whose words may be masked: of things in general, the study's compounds and its issues.

    An issue's term with `*` (`congratulat*`) stands for an act, whose tone is meant, and is left as it is.

    Parameters
    ----------
    study : Study

    Returns
    -------
    list of str
        Sorted, without duplicates.
    """
    issues = [term for issue in study.issues.values() for term in issue.terms if "*" not in term]
    return sorted({*_load_names(), *study.compounds, *issues}, key=str.lower)


def mask_names(texts: Sequence[str], names: Sequence[str]) -> list[str]:
    """Mask every word of the names in the texts.

    Parameters
    ----------
    texts : sequence of str, n_texts
    names : sequence of str
        Matched whole, case ignored but in acronyms, the longest first; `*` stands for any ending.

    Returns
    -------
    list of str, n_texts
        With as many words as before.

    Examples
    --------
    >>> mask_names(["They praised the Arms Treaty, not arms."], ["arms treaty"])
    ['They praised the _x_ _x_, not arms.']
    """
    return [*map(_load_masker(tuple(sorted(set(names)))), texts)]


@lru_cache(maxsize=8)
def _load_masker(names: tuple[str, ...]) -> Callable[[str], str]:
    """Return what masks a text: most have no word with which a name may begin."""
    patterns = _compile_names(names)

    @lru_cache(maxsize=50_000)
    def find_first(word: str) -> list[_Begin]:
        return _find_first(word, patterns)

    @lru_cache(maxsize=2**15)  # the texts of a part are scored, then explained
    def mask(text: str) -> str:
        return _mask_text(text, find_first) if any(map(find_first, text.split())) else text

    return mask


def _find_first(word: str, patterns: Mapping[str, re.Pattern[str]]) -> list[_Begin]:
    """Return where names may begin in a word as it stands between spaces (`pre-war`), and the patterns of those."""
    tried = ((at.start(), (patterns.get(at.group().lower()), patterns.get(ANY))) for at in FIRST.finditer(word))
    return [(start, own) for start, some in tried if (own := [pattern for pattern in some if pattern])]


@cache
def _compile_names(names: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    """Return a pattern of the names that begin with a word, by that word in lower case, its ending left open.

    Only where such a word stands a name is looked for, so that a text costs what its words cost, however many names.
    """
    spelled: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        form = r"\s+".join(any_case(word).replace(r"\*", r"\w*") for word in name.split())
        first = FIRST.fullmatch(END.split(name.lower(), maxsplit=1)[0])  # `u` of U.N.; none of gas*
        spelled.setdefault(first.group() if first else ANY, []).append(form)
    return {first: re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)") for first, forms in spelled.items()}


def _mask_text(text: str, find_first: Callable[[str], list[_Begin]]) -> str:
    """Return a text with the words of names masked."""
    kept, reached, at = [], 0, 0
    for word in text.split():
        at = text.index(word, at)
        for start, patterns in find_first(word):
            found = [name for pattern in patterns if (name := pattern.match(text, at + start))]
            if found and at + start >= reached:
                name = max(found, key=lambda name: name.end())
                kept += [text[reached : name.start()], WORD.sub(MASK, name.group())]
                reached = name.end()
        at += len(word)
    return "".join([*kept, text[reached:]]) if kept else text
