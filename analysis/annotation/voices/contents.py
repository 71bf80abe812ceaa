"""What a cue introduces: whether something said stands beside it, and where that begins and ends."""

from analysis.annotation.english import classes
from analysis.annotation.english.cue_lexicon import Cue
from analysis.annotation.english.noun_phrases import load_words
from analysis.annotation.english.records import Source
from analysis.annotation.english.tokens import MARKS, Tokens
from analysis.annotation.voices.quotations import ENDS

__all__ = ["contents_of", "fulfilled", "introduces", "is_voiced", "quote_behind", "refers"]

AHEAD = 10  # tokens looked at behind a cue for the clause that it may introduce
QUOTES = MARKS | {":"}  # what opens a quotation, or announces one
FINITE = classes.MODALS | classes.BE | classes.HAVE | classes.CONTRACTED  # these have a clause around them
BARRIERS = (classes.STOPS | classes.PREPOSITIONS) - {"of"}  # no clause that a cue introduces reaches over them
BREAKS = MARKS | classes.DASHES | {","}  # between what is said and a cue that follows it
CLOSED = (classes.STOPS - {":"}) | {"."}  # behind a cue that nothing depends on
PLACING = classes.PREPOSITIONS | classes.DAYS  # before where and when
WHERE_AND_WHEN = PLACING | classes.ADVERBS
APPOSING = classes.ARTICLES | classes.POSSESSIVES  # before what somebody is
FRONTED = ("finite", "inverted", "impersonal")  # readings of a cue that what is said may precede
SAYING = ("say", "think", "ask")
TELLING = frozenset("tell tells told".split())  # the object is who is told, and what is said may stand before it
CLAUSAL = ("say", "ask", "commit", "judge")  # kinds of cues with a clause behind whom they address


def introduces(tokens: Tokens, i: int, hi: int) -> bool:
    """Tell whether what begins at token i may be what is said: a clause, a question, an infinitive, a quotation."""
    low = tokens.low
    for k in range(i, min(hi, i + AHEAD)):
        w = low[k]
        if w in QUOTES:
            return k <= i + 4
        if w in classes.OPENERS:
            return k <= i + 1 or w == "that"
        if w in classes.SUBJECTLIKE:
            return True
        if w in FINITE:
            return k > i
        if w in BARRIERS and k > i:
            return False
    return False


def contents_of(
    tokens: Tokens, begin: int, end: int, lo: int, hi: int, reading: str, kind: str
) -> tuple[tuple[int, int], ...]:
    """Return the token bounds of what the cue introduces: behind it, before it, or on both sides."""
    if reading in FRONTED and kind in SAYING:
        fronted = _fronted_contents(tokens, begin, end, lo, hi, reading)
        if fronted:
            return fronted
    pointed = _past_pointer(tokens, end, hi)
    if pointed > end:
        return ((pointed, hi),) if pointed < hi - 1 else ()
    start = _clause_that(tokens, end, hi) if kind in CLAUSAL else end
    if start < hi - 1:
        return ((start, hi),)
    return ((lo, begin),) if begin > lo else ()


def _fronted_contents(
    tokens: Tokens, begin: int, end: int, lo: int, hi: int, reading: str
) -> tuple[tuple[int, int], ...]:
    """Return the bounds of what stands before its cue, and of how it goes on behind it; none where nothing does.

    `The mill, Holt said, would close | in May`; `“It is old,” | said Holt`.
    """
    low, before = tokens.low, begin - 1
    if before - lo < 2 or low[before] not in BREAKS:
        return ()
    quoted = _ends_quotation(tokens, before)
    if not (quoted or _is_closed(tokens, end, hi) or _trails(tokens, end, hi, reading) or _tells(tokens, end, hi)):
        return ()
    goes_on = end < hi and (low[end] == "," or low[end] in classes.DASHES)
    if not (quoted or _has_verb(tokens, lo, before) or (goes_on and _is_predicate(tokens, end + 1, hi))):
        return ()
    said = (lo, before + (low[before] in MARKS))
    rest = _past_apposition(tokens, end + 1, hi) if reading == "inverted" else end + 1
    return (said, (rest, hi)) if goes_on and _resumes(tokens, rest, hi) else (said,)


def _ends_quotation(tokens: Tokens, i: int) -> bool:
    """Tell whether a quotation ends at token i, its comma in or out of the marks: `“We won,” | Holt said`."""
    low = tokens.low
    return (low[i] in MARKS and low[i - 1] in ENDS) or (low[i] == "," and low[i - 1] in MARKS)


def _is_closed(tokens: Tokens, end: int, hi: int) -> bool:
    """Tell whether nothing depends on a cue that ends before token `end`: `The mill is old, Holt said | .`."""
    return end >= hi or tokens.low[end] in CLOSED


def _trails(tokens: Tokens, end: int, hi: int, reading: str) -> bool:
    """Tell whether only where, when and by whom follows a cue: `The mill is old, Holt said | on Monday`."""
    return (reading == "inverted" or tokens.low[end] in WHERE_AND_WHEN) and not introduces(tokens, end, hi)


def _tells(tokens: Tokens, end: int, hi: int) -> bool:
    """Tell whether nothing but who is told follows a cue that ends before `end`: `It is old, Holt told | reporters`."""
    return tokens.low[end - 1] in TELLING and end < hi and not introduces(tokens, end, hi)


def _resumes(tokens: Tokens, i: int, hi: int) -> bool:
    """Tell whether what was said goes on at token i, and not words on who said it: `, Holt said, | and cheap`."""
    return i + 1 < hi and not tokens.low[i].endswith("ing") and tokens.low[i] not in classes.RELATIVES


def _is_predicate(tokens: Tokens, i: int, hi: int) -> bool:
    """Tell whether what goes on at token i lacks its subject: `The envoy, Roe said, | had lied`."""
    return i + 1 < hi and (tokens.low[i] in classes.AUXILIARIES or tokens.low[i] in classes.PASTS)


def _past_apposition(tokens: Tokens, i: int, hi: int) -> int:
    """Return where what is said goes on behind words on its speaker: `..., said Roe, a miller from Oslo, | and ...`.

    Such words begin with an article or a possessive and have no verb before the next comma or relative pronoun.
    """
    low = tokens.low
    if i >= hi or low[i] not in APPOSING:
        return i
    for k in range(i + 1, hi):
        if low[k] in classes.RELATIVES:
            return hi
        if low[k] in classes.AUXILIARIES or low[k] in classes.SUBJECTLIKE or low[k] in MARKS:
            return i
        if low[k] == "," or low[k] in classes.DASHES:
            return k + 1
        if low[k] in ".!?":
            return hi
    return hi


def _has_verb(tokens: Tokens, lo: int, hi: int) -> bool:
    """Tell whether the stretch may be a clause: it does not open with a preposition, or has an auxiliary."""
    low = tokens.low
    if (
        low[lo] not in classes.PREPOSITIONS
        and low[lo] not in classes.DAYS
        and low[lo] not in ("last", "this", "earlier", "later")
    ):
        return hi - lo > 2
    if any(low[k] == "," for k in range(lo, hi - 3)):
        return True
    return any(w in classes.AUXILIARIES or w in classes.SUBJECTLIKE or w in classes.PASTS for w in low[lo:hi])


def _clause_that(tokens: Tokens, end: int, hi: int) -> int:
    """Return where the clause with `that` begins, past who is told and when; `end` where none is near."""
    low = tokens.low
    for k in range(end, min(hi, end + 7)):
        if low[k] == "that" and (k == end or tokens.low[k - 1] not in classes.PREPOSITIONS):
            return k
        if (
            low[k] in classes.STOPS
            or low[k] in classes.AUXILIARIES
            or low[k] in classes.COORDINATORS
            or low[k] in MARKS
        ):
            break
    return end


def _past_pointer(tokens: Tokens, end: int, hi: int) -> int:
    """Return where what is pointed at begins, past `the following:` or `as follows:`; `end` where nothing points."""
    for k in range(end + 1, min(hi, end + 5)):
        if tokens.low[k] == ":":
            return k + 1 if tokens.low[k - 1] in ("following", "follows") else end
    return end


def is_voiced(tokens: Tokens, entry: Cue, last: int, hi: int, contents: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether the cue reports words or thoughts, as against a disposition, a topic or an appearance."""
    if entry.voiced != "that":
        return entry.voiced == "yes"
    low = tokens.low
    for k in range(last, min(hi, last + 7)):
        if low[k] in ("that", "whether", "how", "why") or low[k] in MARKS:
            return True
        if low[k] in classes.SUBJECTS or low[k] in classes.FUSED:
            return True
        if low[k] in ("to", "of", "about", "for", "with") or low[k] in classes.STOPS:
            return False
    return bool(contents) and contents[0][0] < last - 1


def fulfilled(
    tokens: Tokens, need: str, i: int, last: int, hi: int, source: Source | None, contents: tuple[tuple[int, int], ...]
) -> bool:
    """Tell whether the verb at token i has beside it what it needs to count as a cue."""
    fronted = bool(contents) and contents[0][0] < i
    if need == "any" or fronted:
        return True
    if need == "quote":
        return any(tokens.low[k] in MARKS or tokens.low[k] == ":" for k in range(last, min(hi, last + 4)))
    if source and tokens.low[source.last - 1] in load_words("evidence"):
        return True
    return introduces(tokens, last, hi) or quote_behind(tokens, last, hi) >= 0


def quote_behind(tokens: Tokens, i: int, hi: int) -> int:
    """Return the mark that opens a quotation behind where and when (`said | in Roe on Monday, “Yes”`), or -1."""
    low = tokens.low
    if i >= hi or low[i] not in PLACING:
        return -1
    for k in range(i, min(hi - 1, i + 2 * AHEAD)):
        if low[k] in (",", ":") and low[k + 1] in MARKS:
            return k + 1
        if low[k] in classes.STOPS or low[k] in MARKS or low[k] in classes.SUBJECTLIKE or low[k] in classes.AUXILIARIES:
            return -1
    return -1


def refers(tokens: Tokens, i: int, hi: int) -> bool:
    """Tell whether `here` or `in the letter` follows: what is said stands in something named before."""
    low = tokens.low
    if i < hi and low[i] in ("here", "there"):
        return True
    return i + 2 < hi and low[i] == "in" and (low[i + 1] == "it" or low[i + 2] in load_words("document"))
