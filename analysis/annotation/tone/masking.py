"""Texts in, the same texts out with the words of names masked: a treaty on arms is no hostile word."""

import re
from collections.abc import Sequence
from functools import cache

from analysis import paths
from analysis.corpus.study import Study
from analysis.corpus.words import WORD, any_case

MASK = "_x_"  # a word to whoever counts words, unknown to every lexicon


@cache
def load_names() -> tuple[str, ...]:
    """Return the names of things in data/lexicons/thing_names.csv."""
    lines = paths.lexicon("thing_names.csv").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))[1:]


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
    return sorted({*load_names(), *study.compounds, *issues}, key=str.lower)


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
    if not names:
        return list(texts)
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    spelled = (r"\s+".join(any_case(word).replace(r"\*", r"\w*") for word in name.split()) for name in ordered)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)")
    return [pattern.sub(lambda name: WORD.sub(MASK, name.group()), text) for text in texts]
