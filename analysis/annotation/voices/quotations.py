"""Quotations: where one opens and closes, over sentences and paragraphs, with any marks, balanced or not."""

from typing import NamedTuple

from analysis.annotation.english.tokens import Tokens

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
        marks = [first + k for k, w in enumerate(tokens.low[first:last]) if w in EVERY]
        marks = _keep_pairs(tokens, marks, _follows_on(tokens, every[number + 1 :]))
        surplus = sum(tokens.low[i] in OPEN for i in marks) - sum(tokens.low[i] in CLOSE for i in marks)
        if open_at >= 0 and not (marks and surplus < 0 and tokens.low[marks[0]] in CLOSE):
            opens = bool(marks) and marks[0] == first and _opens_at(tokens, first, "")
            found.append(_close(tokens, open_at, first - 1, closed=False, goes_on=opens))
            open_at = -1
        nested = _nests(tokens, marks)
        depth = 1 if open_at >= 0 else 0
        for i in marks:
            if _opens_at(tokens, i, tokens.low[open_at] if depth == 1 else "“" * bool(depth)):
                again = depth == 1 and not nested and (surplus > 0 or tokens.low[i] == tokens.low[open_at] in STRAIGHT)
                if depth == 0 or again:
                    if depth:
                        found.append(_close(tokens, open_at, i - 1, closed=False, goes_on=False))
                        surplus -= 1
                    open_at, depth = i, 1
                else:
                    depth += 1
            elif depth == 1:
                found.append(_close(tokens, open_at, i, closed=True, goes_on=False))
                open_at, depth = -1, 0
            elif depth:
                depth -= 1
    if open_at >= 0:
        found.append(_close(tokens, open_at, len(tokens.low) - 1, closed=False, goes_on=False))
    return found


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
        mark = tokens.low[i]
        if mark not in SINGLE:
            if opened < 0:
                outer = "" if outer and mark in CLOSERS.get(outer, ()) else outer or mark * (mark in CLOSERS)
            kept.append(i)
        elif outer and outer not in SINGLE and any(tokens.low[j] in CLOSERS[outer] for j in marks[place + 1 :]):
            continue
        elif _opens_single(tokens, i):
            kept = [k for k in kept if k != opened]  # an opening mark that another follows was none
            opened = i
            kept.append(i)
        elif opened >= 0 and _closes_single(tokens, i):
            kept.append(i)
            opened = -1
    return [k for k in kept if k != opened or (goes_on and k == marks[0])]


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
    if mark in STRAIGHT - {"``"}:
        return not inside if free_before == free_after else free_before
    return mark in OPEN


def _close(tokens: Tokens, first: int, last: int, closed: bool, goes_on: bool) -> Quotation:
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
