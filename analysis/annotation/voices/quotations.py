"""Quotations: where one opens and closes, over sentences and paragraphs, with any marks, balanced or not.

Who speaks one that goes on over paragraphs (`goes_on`) is decided in quote_speakers.find_speakers.
"""

from typing import NamedTuple

from analysis.annotation.english.tokens import Tokens, places_among

__all__ = ["ENDS", "TITLED", "Quotation", "find_quotations"]

# By what each opening mark may be closed; German and Scandinavian usage turn some of them round.
CLOSERS: dict[str, frozenset[str]] = {
    "“": frozenset(("”",)), "„": frozenset("“”"), "”": frozenset("”"), "«": frozenset("»"), "»": frozenset("«"),
    "「": frozenset("」"), "『": frozenset("』"), "â€œ": frozenset(("â€\x9d", "â€")), '"': frozenset('"'),
    "''": frozenset(("''",)), "``": frozenset(("''",)), "‘": frozenset("’'"), "'": frozenset("’'"),
    "‚": frozenset("‘’"), "‹": frozenset("›"),
}  # fmt: skip
OPEN = frozenset("“„«「『‚‹") | {"â€œ", "``"}
CLOSE = frozenset("”»」』›") | {"â€\x9d", "â€"}
STRAIGHT = frozenset(('"', "''", "``"))
SINGLE = frozenset("‘’'")
EVERY = OPEN | CLOSE | STRAIGHT | SINGLE
ENDS = frozenset(",.?!…;:—-") | {"--"}
LONG, CLAUSE = 8, 5  # words that are a sentence by themselves; with a capital or an end
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


def _paragraphs(tokens: Tokens) -> list[tuple[int, int]]:
    """Return the token bounds of the paragraphs."""
    firsts = [bounds[0] for bounds, broken in zip(tokens.bounds, tokens.breaks, strict=True) if broken]
    return list(zip(firsts, [*firsts[1:], len(tokens.low)], strict=True))


def find_quotations(tokens: Tokens) -> list[Quotation]:
    """Return the quotations, in order, none inside another: in double marks of any kind, or in paired single ones."""
    found: list[Quotation] = []
    open_at = -1  # the token that opened what is open, -1: nothing is
    every = _paragraphs(tokens)
    for number, (first, last) in enumerate(every):
        marks = list(places_among(tokens, first, last, EVERY))
        marks = _keep_pairs(tokens, marks, _follows_on(tokens, every[number + 1 : number + 2]))
        surplus = sum(tokens.low[i] in OPEN for i in marks) - sum(tokens.low[i] in CLOSE for i in marks)
        if open_at >= 0 and not (marks and surplus < 0 and tokens.low[marks[0]] in CLOSE):
            opens = bool(marks) and marks[0] == first and _opens_at(tokens, first, "")
            found.append(_close(tokens, open_at, first - 1, closed=False, goes_on=opens))
            open_at = -1
        here, open_at = _pair_marks(tokens, marks, open_at, surplus)
        found += here
    if open_at >= 0:
        found.append(_close(tokens, open_at, len(tokens.low) - 1, closed=False, goes_on=False))
    return found


def _pair_marks(tokens: Tokens, marks: list[int], open_at: int, surplus: int) -> tuple[list[Quotation], int]:
    """Return the quotations of a paragraph, and the token that opened what is left open (-1: nothing is).

    `open_at` is the same for what the paragraph before left open; `surplus`: opening marks more than closing ones.
    """
    found: list[Quotation] = []
    nested = _nests(tokens, marks)
    depth = 1 if open_at >= 0 else 0
    for i in marks:
        if not _opens_at(tokens, i, tokens.low[open_at] if depth == 1 else "“" * bool(depth)):
            if depth == 1:
                found.append(_close(tokens, open_at, i, closed=True, goes_on=False))
                open_at = -1
            depth = max(depth - 1, 0)
        elif depth == 0:
            open_at, depth = i, 1
        elif depth == 1 and not nested and _opens_again(tokens, open_at, i, surplus):
            found.append(_close(tokens, open_at, i - 1, closed=False, goes_on=False))
            surplus -= 1
            open_at = i
        else:
            depth += 1
    return found, open_at


def _opens_again(tokens: Tokens, open_at: int, i: int, surplus: int) -> bool:
    """Return whether the mark at token i opens a new quotation as the open one was never closed: `“Yes. | “No.”`."""
    return surplus > 0 or tokens.low[i] == tokens.low[open_at] in STRAIGHT


def _follows_on(tokens: Tokens, later: list[tuple[int, int]]) -> bool:
    """Return whether the next paragraph opens with a single mark, so that one left open goes on there."""
    return bool(later) and later[0][0] < later[0][1] and _opens_single(tokens, later[0][0])


def _keep_pairs(tokens: Tokens, marks: list[int], goes_on: bool) -> list[int]:
    """Return the marks without apostrophes: of single marks those only that open and close outside double ones.

    `‘We won’t,’ Roe said` has one pair; in `“They call it ‘peace’,” he said` the single marks are inside.
    """
    kept: list[int] = []
    opened, outer = -1, ""
    for place, i in enumerate(marks):
        if tokens.low[i] not in SINGLE:
            if opened < 0:
                outer = _outer_behind(outer, tokens.low[i])
            kept.append(i)
        elif outer and any(tokens.low[j] in CLOSERS[outer] for j in marks[place + 1 :]):
            continue
        elif _opens_single(tokens, i):
            kept = [k for k in kept if k != opened]  # an opening mark that another follows was none
            opened = i
            kept.append(i)
        elif opened >= 0 and _closes_single(tokens, i):
            kept.append(i)
            opened = -1
    return [k for k in kept if k != opened or (goes_on and k == marks[0])]


def _outer_behind(outer: str, mark: str) -> str:
    """Return the double mark that is open behind a mark, "" where none is: the first stays so until it is closed."""
    if not outer:
        return mark if mark in CLOSERS else ""
    return "" if mark in CLOSERS[outer] else outer


def _opens_single(tokens: Tokens, i: int) -> bool:
    """Return whether a single mark opens: free before it, a capital or a letter right behind it, no `’90s`."""
    text, start, end = tokens.text, tokens.start[i], tokens.end[i]
    free = start == 0 or text[start - 1].isspace() or text[start - 1] in "([—–-"
    return tokens.low[i] in "‘'" and free and end < len(text) and text[end].isalpha()


def _closes_single(tokens: Tokens, i: int) -> bool:
    """Return whether a single mark closes: right behind a word or its punctuation, free after it."""
    text, start, end = tokens.text, tokens.start[i], tokens.end[i]
    free = end >= len(text) or text[end].isspace() or text[end] in '.,;:?!)]—–-”"'
    return tokens.low[i] in "’'" and free and start > 0 and not text[start - 1].isspace()


def _nests(tokens: Tokens, marks: list[int]) -> bool:
    """Return whether the straight marks of a paragraph, each by the spaces around it, nest: "her "plan" failed"."""
    depth = deepest = 0
    for i in (i for i in marks if tokens.low[i] == '"'):
        free_before, free_after = _free_around(tokens, i)
        if free_before == free_after:
            return False
        depth += 1 if free_before else -1
        deepest = max(deepest, depth)
        if depth < 0:
            return False
    return depth == 0 and deepest > 1


def _free_around(tokens: Tokens, i: int) -> tuple[bool, bool]:
    """Return whether a mark is free before it and after it: at an edge, beside a space or other punctuation."""
    text, start, end = tokens.text, tokens.start[i], tokens.end[i]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return before.isspace() or before in "([{—–-“‘'/", after.isspace() or after in ".,;:?!)]}—–-”’'"


def _opens_at(tokens: Tokens, i: int, inside: str) -> bool:
    """Return whether the mark at token i opens (else it closes); `inside`: the mark that is open, "" where none is."""
    mark = tokens.low[i]
    if inside and mark in CLOSERS.get(inside, ()) and mark not in STRAIGHT and inside != "“":
        return False
    if mark in SINGLE:
        return _opens_single(tokens, i)
    free_before, free_after = _free_around(tokens, i)
    if mark in ("”", "»") and not inside:
        return free_before and not free_after  # Scandinavian and inverted German marks
    if mark in STRAIGHT and mark != "``":
        return not inside if free_before == free_after else free_before
    return mark in OPEN


def _close(tokens: Tokens, first: int, last: int, closed: bool, goes_on: bool) -> Quotation:
    """Return the quotation of these tokens, with its length and whether it is a sentence."""
    inner = range(first + 1, last if closed else last + 1)
    n_words = sum(1 for i in inner if tokens.word[i][0].isalnum())
    full = _is_sentence(tokens, inner, last, n_words) if closed else n_words > 0
    return Quotation(first, last, closed, goes_on, n_words, full)


def _is_sentence(tokens: Tokens, inner: range, last: int, n_words: int) -> bool:
    """Return whether what stands between two marks is a sentence, by its length, its capital and its end.

    `“It rained in May,”` and `“We won.”` are; `“war on rain”` and `“Norrund”` are none.
    """
    if n_words >= LONG or n_words < 2:
        return n_words >= LONG
    capital = tokens.word[inner[0]][:1].isupper()
    ended = tokens.low[inner[-1]] in ENDS
    if n_words >= CLAUSE and (capital or ended):
        return True
    return capital and (ended or (last + 1 < len(tokens.low) and tokens.low[last + 1] in ENDS))
