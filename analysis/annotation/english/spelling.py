"""One spelling of a name, however a text writes it: accents, apostrophes, hyphens, characters that nobody sees."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["is_acronym", "same_word", "spell"]

WORD = re.compile(r"\w+(?:['.&\-]\w+)*")
POSSESSIVE = re.compile(r"'s?$")
INVISIBLE = "".join(map(chr, (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)))  # soft hyphen, zero widths, BOM
# Letters that do not come apart into a plain letter and an accent.
PLAIN = str.maketrans(
    {
        **dict.fromkeys(INVISIBLE), **dict.fromkeys("’‘ʼ`´′", "'"), **dict.fromkeys("‐‑‒", "-"),
        "ı": "i", "İ": "I", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae",
        "Æ": "Ae", "œ": "oe", "Œ": "Oe",
    }
)  # fmt: skip


def _plain(text: str) -> str:
    """Return a text without accents and invisible characters, with one kind of apostrophe and of hyphen.

    Examples
    --------
    >>> _plain("Nörrund’s O‘Br\u00adand")
    "Norrund's O'Brand"
    """
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(PLAIN))
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=32_768)
def spell(text: str) -> tuple[str, ...]:
    """Return the words of a text in one spelling, with their capitals, without possessive endings and full stops.

    Examples
    --------
    >>> spell("the U.S.’ envoy, Jane Röe’s aide")
    ('the', 'US', 'envoy', 'Jane', 'Roe', 'aide')
    """
    plain = _plain(text)
    words = WORD.findall(plain)
    if "'" in plain or "." in plain:
        words = [POSSESSIVE.sub("", word).replace(".", "") for word in words]
    return tuple(words)


def is_acronym(word: str) -> bool:
    """Return whether a word is written in capitals only (US, NATO), so that `us` is another word."""
    return len(word) > 1 and word.isupper()


def same_word(name: str, word: str) -> bool:
    """Return whether a word of a text is a word of a name: an acronym in capitals, a name with its capital.

    Examples
    --------
    >>> same_word("US", "us"), same_word("May", "may"), same_word("Roe", "ROE"), same_word("side", "Side")
    (False, False, True, True)
    """
    if is_acronym(name):
        return name == word
    return name.lower() == word.lower() and (name[:1].islower() or not word[:1].islower())
