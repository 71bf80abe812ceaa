"""Raw text in, its lines out: where each stands, how long it is, how it ends."""

import functools
import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

__all__ = [
    "CLOSED",
    "ELLIPSIS",
    "WORD",
    "Line",
    "count_line_words",
    "find_ending",
    "is_prose",
    "join_wrapped",
    "split_lines",
]

# From the first to the last non-space character of a line; CR, form feed and the Unicode breaks end lines too.
BREAK = "\\n\\r\\x0b\\x0c\\x1c-\\x1e\\x85\\u2028\\u2029"
LINE = re.compile(rf"[^\s{BREAK}](?:[^{BREAK}]*[^\s{BREAK}])?")
WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")  # scripts without spaces
CLOSED = re.compile(r"[.!?…:;。！？][\"'”’»)\]」*]*(?:\[\d+\])?$")  # a sentence ends here
ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[&hellip;\])$")
PROSE_WORDS = 12  # a line of so many words is prose though it lacks its full stop
WRAP_LEAST = 40  # characters; no shorter line was broken for want of room
WRAPPED_LEAST = 3  # lines that break off in a text that is wrapped


class Line(NamedTuple):
    """One non-empty line: its offsets in the raw text, itself, and whether a blank line stands before it."""

    start: int
    end: int
    text: str
    blank_before: bool


def split_lines(text: str) -> list[Line]:
    r"""Return the non-empty lines of a raw text, trimmed, in order.

    Examples
    --------
    >>> [(line.start, line.end, line.text) for line in split_lines(" Home\r\n\r\nA call. ")]
    [(1, 5, 'Home'), (9, 16, 'A call.')]
    """
    lines, last = [], 0
    for found in LINE.finditer(text):
        gap = text[last : found.start()].replace("\r\n", "\n").replace("\r", "\n")
        lines.append(Line(found.start(), found.end(), found.group(), gap.count("\n") > 1))
        last = found.end()
    return lines


@functools.lru_cache(maxsize=4096)  # each rule asks
def count_line_words(line: str) -> int:
    """Return the number of words of a line; two characters of a script without spaces are one.

    Examples
    --------
    >>> count_line_words("They didn't sign the pact.")
    5
    """
    unspaced = 0 if line.isascii() else len(UNSPACED.findall(line))
    return len(WORD.findall(UNSPACED.sub(" ", line) if unspaced else line)) + unspaced // 2


def find_ending(line: str) -> str:
    """Return the mark that closes the line's last sentence, or an empty string.

    Examples
    --------
    >>> find_ending("He said: “We agreed.”"), find_ending("Most read")
    ('.', '')
    """
    closed = CLOSED.search(line[-40:])
    return closed.group()[0] if closed else ""


def is_prose(line: str) -> bool:
    """Return whether a line reads as a sentence: closed by a full stop, or long."""
    words = count_line_words(line)
    if words >= PROSE_WORDS:
        return True
    ending = find_ending(line)
    return bool(ending) and words >= (6 if ending in ":;" else 1)


def join_wrapped(lines: Sequence[Line]) -> list[Line]:
    r"""Return the lines of a text wrapped at a fixed width as paragraphs; any other text's lines as they are.

    A text is wrapped where at least three lines, and a third of those with no blank line between, break off and go on
    in lower case on the next. Line breaks inside a joined line's text are spaces, so that offsets into it hold.
    """
    if not _is_wrapped(lines):
        return list(lines)
    width = max(len(line.text) for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        full = groups and len(groups[-1][-1].text) >= width * 0.6
        if full and not line.blank_before:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_join_group(group) for group in groups]


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Return whether many lines break off and go on in lower case: `... at the harbour` / `mill of Norrund`."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if not b.blank_before]
    torn = sum(not find_ending(a.text) and len(a.text) >= WRAP_LEAST and b.text[0].islower() for a, b in pairs)
    return torn >= WRAPPED_LEAST and torn >= len(pairs) / 3


def _join_group(group: Sequence[Line]) -> Line:
    """Return the lines as one, each gap filled up with as many spaces as it has characters."""
    gaps = ["", *(" " * (b.start - a.end) for a, b in itertools.pairwise(group))]
    text = "".join(gap + line.text for gap, line in zip(gaps, group, strict=True))
    return group[0]._replace(end=group[-1].end, text=text)
