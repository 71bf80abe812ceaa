"""Quotations: where one opens and closes, over sentences and paragraphs, with any marks, balanced or not."""

from typing import NamedTuple

from analysis.corpus.voices.tokens import Tokens

OPEN, CLOSE = frozenset("“„«"), frozenset("”»")
STRAIGHT = frozenset(('"', "''", "``"))
EVERY = OPEN | CLOSE | STRAIGHT
ENDS = frozenset(",.?!…;:—-") | {"--"}
# After such a word, a short phrase in quotation marks is a name or a title.
TITLED = frozenset(
    (
        "film movie book novel song album show series program programme magazine newspaper play poem article "
        "column essay titled entitled called dubbed nicknamed named documentary podcast slogan headline "
        "headlined hashtag ship operation game episode painting website chapter section category so-called "
    ).split()
)


class Quotation(NamedTuple):
    """One quotation: its first and last token (the marks), and how it hangs together."""

    first: int
    last: int
    closed: bool
    goes_on: bool  # the paragraph ended with it open and the next one opens with a mark: the same speaker goes on
    n_words: int
    full: bool  # a sentence or more, as against a phrase


def direction(tokens: Tokens, i: int, inside: bool) -> bool:
    """Tell whether the straight mark at token i opens (else it closes)."""
    text, start, end = tokens.text, tokens.start[i], tokens.end[i]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    free_before = before.isspace() or before in "([{—–-“‘'/"
    free_after = after.isspace() or after in ".,;:?!)]}—–-”’'"
    if free_before == free_after:
        return not inside
    return free_before


def paragraphs(tokens: Tokens) -> list[tuple[int, int]]:
    """Return the token bounds of the paragraphs."""
    firsts = [bounds[0] for bounds, broken in zip(tokens.bounds, tokens.breaks, strict=True) if broken]
    return list(zip(firsts, [*firsts[1:], len(tokens.low)], strict=True))


def find_quotations(tokens: Tokens) -> list[Quotation]:
    """Return the quotations in double marks, in order, none inside another."""
    found: list[Quotation] = []
    open_at = -1  # the token that opened what is open, -1: nothing is
    for first, last in paragraphs(tokens):
        marks = [first + k for k, w in enumerate(tokens.low[first:last]) if w in EVERY]
        surplus = sum(tokens.low[i] in OPEN for i in marks) - sum(tokens.low[i] in CLOSE for i in marks)
        if open_at >= 0 and not (marks and surplus < 0 and tokens.low[marks[0]] in CLOSE):
            opens = bool(marks) and marks[0] == first and direction_of(tokens, first, False)
            found.append(close(tokens, open_at, first - 1, closed=False, goes_on=opens))
            open_at = -1
        depth = 1 if open_at >= 0 else 0
        for i in marks:
            if direction_of(tokens, i, depth > 0):
                again = depth == 1 and (surplus > 0 or tokens.low[i] == tokens.low[open_at] in STRAIGHT)
                if depth == 0 or again:
                    if depth:
                        found.append(close(tokens, open_at, i - 1, closed=False, goes_on=False))
                        surplus -= 1
                    open_at, depth = i, 1
                else:
                    depth += 1
            elif depth == 1:
                found.append(close(tokens, open_at, i, closed=True, goes_on=False))
                open_at, depth = -1, 0
            elif depth:
                depth -= 1
    if open_at >= 0:
        found.append(close(tokens, open_at, len(tokens.low) - 1, closed=False, goes_on=False))
    return found


def direction_of(tokens: Tokens, i: int, inside: bool) -> bool:
    """Tell whether the mark at token i opens."""
    mark = tokens.low[i]
    return mark in OPEN or (mark in STRAIGHT and direction(tokens, i, inside))


def close(tokens: Tokens, first: int, last: int, closed: bool, goes_on: bool) -> Quotation:
    """Return the quotation of these tokens, with its length and whether it is a sentence."""
    inner = range(first + 1, last if closed else last + 1)
    n_words = sum(1 for i in inner if tokens.word[i][0].isalnum())
    capital = bool(inner) and tokens.word[inner[0]][:1].isupper()
    ended = closed and bool(inner) and tokens.low[inner[-1]] in ENDS
    after = closed and last + 1 < len(tokens.low) and tokens.low[last + 1] in ENDS
    full = (
        n_words >= 8
        or (n_words >= 2 and capital and (ended or after))
        or (n_words >= 5 and (capital or ended))
        or not closed
    )
    return Quotation(first, last, closed, goes_on, n_words, full and n_words > 0)
