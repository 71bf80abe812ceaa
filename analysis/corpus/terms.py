"""Segments in, terms and their counts out."""

import re

# A word: letters or digits, with apostrophes, hyphens and full stops only inside it (don't, U.S, covid-19).
WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")


def count_words(text: str) -> int:
    """Return the number of words in the text.

    Examples
    --------
    >>> count_words("The U.S. didn't sign New START.")
    6
    """
    return sum(1 for _ in WORD.finditer(text))
