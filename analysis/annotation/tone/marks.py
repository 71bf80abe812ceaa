"""Texts in, the same texts with marks and spaces as the lexicons write them: a house style is no tone."""

import html
import re
from functools import lru_cache

from analysis.corpus.words import INVISIBLE, SITES

__all__ = ["close_up", "even_out", "even_words", "straighten"]

STRAIGHT = tuple(zip("‘’‚‛“”„‟′″«»‹›", "''''\"\"\"\"'\"\"\"''", strict=True))
ENTITY = re.compile(r"&#?\w{2,8};")
UNSEEN = re.compile(f"[{INVISIBLE}]")
# Spaces inside French marks, which no other marks have.
FRENCH = re.compile("[«»‹›]")
OPENED, CLOSED = re.compile(r"([«‹])\s+"), re.compile(r"\s+([»›])")
# An unspaced dash between words, but not in 10–20.
DASH = re.compile(r"[ \t]*([—―]|(?<!\d)–|–(?!\d)|(?<=\w)--(?=\w))[ \t]*")
DASHES = re.compile("[—―–]")
# A mark that ends a phrase, its space lost; two letters on each side, so that no initial, number or smiley is cut. The
# mark comes first: what begins with a look behind is tried at every letter.
LOST = re.compile(
    rf"([.,;:!?](?<=[^\W\d_]{{2}}.)(?:(?<!\.)|(?!(?:[a-z0-9\-]+\.)*(?:{SITES})(?![^\W_])))[\"')]?)"
    rf"(?=[\"(]?[^\W\d_]{{2}})"
)
MAY_BE_LOST = re.compile(r"[.,;:!?][\"')]?[\"(]?[^\W\d_]")  # told fast, and so in few texts


def straighten(text: str) -> str:
    """Return the text with straight quotation marks and apostrophes, each character in its place.

    Examples
    --------
    >>> straighten("“New START”")
    '"New START"'
    """
    if not text.isascii():
        for curly, straight in STRAIGHT:
            text = text.replace(curly, straight)
    return text


@lru_cache(maxsize=2**15)  # the texts of a part are scored, then explained
def even_out(text: str) -> str:
    """Return the text with straight marks, spaced dashes, plain spaces, and the spaces that were lost.

    Examples
    --------
    >>> even_out("A good—even « warm » talk.The envoy\u00adship\u00a0held")
    'A good — even "warm" talk. The envoyship held'
    """
    return even_words(close_up(text))


def close_up(text: str) -> str:
    """Return the text with its entities read and no spaces inside French marks: what `even_words` cannot see.

    Examples
    --------
    >>> close_up("« warm &amp; dry »")
    '«warm & dry»'
    """
    if "&" in text:
        text = ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    if not text.isascii() and FRENCH.search(text):
        text = CLOSED.sub(r"\1", OPENED.sub(r"\1", text))
    return text


def even_words(text: str) -> str:
    r"""Return the text evened out in what stands between white space alone, so that any text of these words will do.

    Examples
    --------
    >>> even_words("talk.The\n“calm”")
    'talk. The\n"calm"'
    """
    if not text.isascii():
        text = straighten(UNSEEN.sub("", text))
        text = re.sub(r"[^\S\n\t\r ]", " ", text.replace("\u2010", "-").replace("\u2011", "-"))
    if "--" in text or (not text.isascii() and DASHES.search(text)):
        text = DASH.sub(r" \1 ", text)
    return LOST.sub(r"\1 ", text) if MAY_BE_LOST.search(text) else text
