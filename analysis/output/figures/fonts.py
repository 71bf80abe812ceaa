"""Letters -> the fonts that have them, where the figures' own has not."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.text import Text

__all__ = ["choose_fonts", "find_lacking", "fit_fonts"]

OWN = "DejaVu Sans"
BOXES = "Last Resort"  # comes with matplotlib: a box for every letter
UNSEEN = ("Cc", "Cf", "Zl", "Zp", "Zs")  # characters that draw nothing
SHOWN = 12  # letters that a sentence names


@cache
def _letters_of(path: str) -> frozenset[int]:
    """Return the code points that a font's file has."""
    return frozenset(get_font(path).get_charmap())


def find_lacking(texts: Iterable[str]) -> str:
    """Return the letters that the figures' own font has not, each once, in order."""
    own = _letters_of(findfont(FontProperties(family=OWN)))
    drawn = (c for c in set("".join(texts)) if unicodedata.category(c) not in UNSEEN)
    return "".join(sorted(c for c in drawn if ord(c) not in own))


def choose_fonts(letters: str) -> tuple[list[str], str]:
    """Choose installed fonts that have letters which the figures' own lacks.

    Parameters
    ----------
    letters : str
        As find_lacking returns them.

    Returns
    -------
    families : list of str
        The own font first, then those that add most, by name where several add as much.
    left : str
        Letters that no font here has.
    """
    families, left = [OWN], set(map(ord, letters))
    upright = {
        font.name: font.fname
        for font in fontManager.ttflist
        if font.style == "normal" and font.weight == 400 and not font.name.startswith(BOXES)
    }
    while left:
        gains = {name: len(left & _letters_of(path)) for name, path in upright.items()}
        best = min(gains, key=lambda name: (-gains[name], name), default="")
        if not gains.get(best):
            break
        families.append(best)
        left -= _letters_of(upright[best])
    return families, "".join(map(chr, sorted(left)))


def fit_fonts(figure: Figure) -> str:
    """Give the texts of a figure fonts that have their letters; say which letters no font here has, "" if none.

    Parameters
    ----------
    figure : Figure
        Its texts are changed.
    """
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text)]
    lacking = find_lacking(text.get_text() for text in texts)
    if not lacking:
        return ""
    families, left = choose_fonts(lacking)
    for text in texts:
        text.set_fontfamily(families)
    if not left:
        return ""
    shown = " ".join(left[:SHOWN])
    return f" No font on this machine has the letters {shown}: boxes stand for them; install one that has (Noto, say)."
