"""How numbers and lists read in a sentence."""

import re

__all__ = ["UNMARKED", "begin", "escape_labels", "join_words", "percent", "plural", "signed"]

# What begins emphasis, a formula, a tag, a link or a citation in Markdown, but `*term*`, as answers set off a term.
MARKUP = re.compile(r"(?<!\S)\*[\w'][\w'.\- ]*\*(?!\w)|[\\`*_#<>$@^~\[\]]")

UNMARKED = (
    "This corpus was made before what both sides are reported to say together was marked, so that “only”, “alone” and "
    "“neither” may be wrong: ingest the articles again."
)


def plural(number: float, noun: str) -> str:
    """Return the number with its noun: 1 article, 2 articles."""
    return f"{int(number):,} {noun}" + ("" if number == 1 else "s")


def join_words(words: list[str], most: int | None = None) -> str:
    """Return the words as a list in a sentence: a, b and c; past `most` of them, how many more there are."""
    if most is not None and len(words) > most:
        words = [*words[:most], f"{len(words) - most} more"]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else "none"


def signed(number: float) -> str:
    """Return the number with its sign and two digits; "undefined" for NaN."""
    return "undefined" if number != number else f"{number:+.2f}".replace("-", "−")


def begin(sentence: str) -> str:
    """Return the sentence with a capital at its beginning; "the Kremlin ..." becomes "The Kremlin ..."."""
    return sentence[:1].upper() + sentence[1:]


def percent(share: float) -> str:
    """Return a share as percent; what is neither nothing nor all never reads as 0% or 100%.

    Examples
    --------
    >>> percent(0.004), percent(0.4), percent(0.0)
    ('less than 1%', '40%', '0%')
    """
    if 0 < share < 0.005:
        return "less than 1%"
    return "more than 99%" if 0.995 <= share < 1 else f"{share:.0%}"


def escape_labels(text: str) -> str:
    r"""Return Markdown in which labels stand as they are written: `Today $$ _News_` is no formula and no emphasis.

    Examples
    --------
    >>> escape_labels("Today $ has *treaty* (3 times)")
    'Today \\$ has *treaty* (3 times)'
    """
    return MARKUP.sub(_escape, text)


def _escape(mark: re.Match[str]) -> str:
    """Return the mark escaped; a term set off, which is in lower case, stays."""
    if len(mark[0]) > 1 and mark[0] == mark[0].lower():
        return mark[0]
    return "".join(f"\\{sign}" if sign == "*" or len(mark[0]) == 1 else sign for sign in mark[0])
