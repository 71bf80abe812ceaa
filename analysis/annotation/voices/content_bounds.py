"""Where what a cue introduces ends before its sentence does: at another's report, a second cue, the outlet's remark."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from analysis.annotation.english import classes
from analysis.annotation.english.cue_lexicon import ING, load_cues
from analysis.annotation.english.noun_phrases import phrase_from
from analysis.annotation.english.records import Match
from analysis.annotation.english.tokens import MARKS, Tokens, places_among
from analysis.annotation.english.verb_forms import before_adverbs

__all__ = ["bound_contents"]

RELATIVES = frozenset(("who", "which", "whom"))
REACH = 80  # tokens of a content that are looked through
AHEAD = 8  # tokens behind a subject in which its verb must stand
CONTRASTS = frozenset("although though while whereas but".split())
MAY_END = frozenset((",", ";", "but"))
LINKS = frozenset(("and", "but", ","))  # between two cues of one source
FACTUAL = classes.BE | classes.HAVE | classes.DO | classes.PASTS  # verbs that state a fact
UNFINISHED = frozenset(("been", "being", "having"))  # forms that no subject has alone
CONNECTIVES = classes.ADVERBS | {"but", "however", ","}  # before the subject of a clause
NO_NOUNS = classes.SUBJECTLIKE | classes.OUTSIDE | MARKS
ANSWERS = frozenset(("respond to", "react to", "reply to", "respond", "react", "reply"))  # what they answer is not said
# What makes a clause of a content: `said the mill was new`, as against `praised the new mill`.
CLAUSAL = (classes.SUBJECTLIKE | classes.AUXILIARIES | (classes.OPENERS - {"to"}) | classes.FUSED) - classes.listed(
    "be have do"
)


class _Breaks(NamedTuple):
    """The tokens of a sentence at which a content may end, and the cues that open there."""

    at: list[int]
    reports: dict[int, Match]  # by the conjunction before its source: `although Roe clarified`
    joined: dict[int, Match]  # by the `and` or comma before a cue that shares the source of the cue before it


def bound_contents(tokens: Tokens, matches: Sequence[Match], quoted: Sequence[int], lo: int, hi: int) -> list[Match]:
    """Return the cues of a sentence, the contents that follow them cut where somebody else goes on.

    Parameters
    ----------
    tokens : Tokens
    matches : sequence of Match
        In order.
    quoted : sequence of int
        For each token the number of the quotation that it stands in, -1 outside: no content ends inside one.
    lo, hi : int
        The bounds of the sentence, as tokens.
    """
    if not any(m.contents and m.contents[-1][0] >= m.last for m in matches):
        return list(matches)
    breaks = _find_breaks(tokens, matches, quoted, lo, hi)
    return [_bounded(tokens, m, breaks) for m in matches]


def _find_breaks(tokens: Tokens, matches: Sequence[Match], quoted: Sequence[int], lo: int, hi: int) -> _Breaks:
    """Return where the contents of a sentence may end."""
    low = tokens.low
    reports: dict[int, Match] = {}
    joined: dict[int, Match] = {}
    for m in matches:
        if m.source is None:
            continue
        if m.reading == "participle" and m.kind == "say":
            joined[m.first] = m
        elif m.reading == "finite":
            link = before_adverbs(tokens, m.first, lo)
            if link >= lo and low[link] in LINKS:
                joined[link] = m
            opener = before_adverbs(tokens, m.source.whole_first, lo)
            if m.voiced and m.source.whole_first < m.first and opener >= lo and _begins_report(tokens, m, opener, lo):
                reports[opener] = m
    at = [k for k in places_among(tokens, lo, hi, MAY_END) if quoted[k] < 0]
    return _Breaks(sorted({*at, *reports, *joined}), reports, joined)


def _begins_report(tokens: Tokens, m: Match, opener: int, lo: int) -> bool:
    """Return whether another's report begins behind the token `opener`, so that what was said before ends there.

    `Roe blamed the mill, while Doe called on her to pay`; `Roe said yes and Doe said no`; `While Roe called it new, Doe
    called it old`: somebody named, not a pronoun, with a verb of his own.
    """
    low, first = tokens.low, m.source.first if m.source else m.first
    if low[first] in classes.SUBJECTLIKE:
        return False
    if low[opener] in CONTRASTS:
        return m.kind in ("say", "ask", "judge")
    if not tokens.word[first][0].isupper():
        return False
    if low[opener] in MARKS:  # Roe called it “low.” Doe said no.
        return opener > lo and low[opener - 1] in ".!?"
    joins = low[opener] == "and" or (low[opener] == "," and _opens_with_contrast(tokens, lo))
    return joins and m.kind in ("say", "judge")


def _opens_with_contrast(tokens: Tokens, lo: int) -> bool:
    """Return whether a sentence opens with a clause that is set against the next: `While Holt called it new, | ...`."""
    begin = before_adverbs(tokens, lo + 1, lo) if tokens.low[lo] in classes.ADVERBS else lo
    return tokens.low[max(lo, begin)] in CONTRASTS


def _bounded(tokens: Tokens, match: Match, breaks: _Breaks) -> Match:
    """Return the cue with its last content cut at the first break where somebody else goes on."""
    if not match.contents or match.contents[-1][0] < match.last:
        return match
    begin, end = match.contents[-1]
    checked, plain = begin, True
    first = bisect_left(breaks.at, begin + 1)
    for k in breaks.at[first : bisect_left(breaks.at, min(end, begin + REACH))]:
        plain = plain and CLAUSAL.isdisjoint(tokens.low[checked:k])
        checked = k
        if _ends_at(tokens, match, k, end, plain, breaks):
            if k in breaks.joined and breaks.joined[k].reading == "participle" and match.cue in ANSWERS:
                return match._replace(contents=match.contents[:-1])
            cut = k - (tokens.low[k - 1] in ",;" and k - 1 > begin)
            return match._replace(contents=(*match.contents[:-1], (begin, cut)))
    return match


def _ends_at(tokens: Tokens, match: Match, k: int, end: int, plain: bool, breaks: _Breaks) -> bool:
    """Tell whether the content ends at token k; `plain`: there is no clause in it so far."""
    report, joined = breaks.reports.get(k), breaks.joined.get(k)
    if report is not None and report.source != match.source:
        return tokens.low[k] != "and" or report.kind in ("say", match.kind)
    if joined is not None and joined.first > match.last:
        if joined.reading == "participle":
            return _tells_words_of(match, joined)
        if plain and joined.source == match.source and _same_form(tokens, match, joined):
            return True
    if _closes_relative(tokens, match, k, end) or _is_aside(tokens, match.contents[-1][0], k, end, plain):
        return True
    return plain and k + 2 < end and (_is_remark(tokens, match, k, end) or _objects(tokens, match, k, end))


def _tells_words_of(match: Match, joined: Match) -> bool:
    """Tell whether a participle gives the words of an act: `Holt responded to the vote, | saying it was fair`."""
    return (match.kind == "topic" or match.cue in ANSWERS) and joined.source == match.source


def _is_remark(tokens: Tokens, match: Match, k: int, end: int) -> bool:
    """Tell whether the outlet remarks at token k on what was asked: `demanded a bridge | , which has been built`."""
    asked = match.kind in ("ask", "commit") or match.cue == "ask"
    return asked and tokens.low[k] == "," and tokens.low[k + 1] == "which" and _remarks(tokens, k + 2, end)


def _objects(tokens: Tokens, match: Match, k: int, end: int) -> bool:
    """Tell whether the outlet sets a fact against what is said at token k: `hoped for rain | ; the wells ran dry`."""
    return tokens.low[k] in (";", "but") and _has_subject(tokens, match, k + 1, end)


def _closes_relative(tokens: Tokens, match: Match, k: int, end: int) -> bool:
    """Tell whether the comma at token k closes a relative clause that the cue stands in.

    `Roe, who said the mill was new | , left`; `the treaty, which Roe called an insult | , was signed`: behind it comes
    a verb whose subject stands before the clause.
    """
    low = tokens.low
    if low[k] != "," or k + 1 >= end:
        return False
    verb = k + 1
    while low[verb] in classes.ADVERBS and verb + 1 < len(low):
        verb += 1
    return _is_finite(low[verb]) and _in_relative(tokens, match)


def _is_finite(low: str) -> bool:
    """Tell whether the word may be the finite verb of a clause: `was`, `left`, `signed`."""
    verb = low in classes.AUXILIARIES or low in classes.PASTS or low.endswith("ed")
    return verb and low not in UNFINISHED


def _in_relative(tokens: Tokens, match: Match) -> bool:
    """Tell whether the cue stands in a relative clause behind a comma: `Holt, who said`, `the mill, which Holt called`.

    The pronoun stands before the cue or before its source.
    """
    low = tokens.low
    begin = match.source.whole_first if match.source and match.source.whole_first < match.first else match.first
    openers = [before_adverbs(tokens, at, 0) for at in {begin, match.first}]
    return any(at > 0 and low[at] in RELATIVES and low[at - 1] == "," for at in openers)


def _is_aside(tokens: Tokens, begin: int, k: int, end: int, plain: bool) -> bool:
    """Tell whether the outlet goes on at token k: how and when a thing was said or done is no part of what is said.

    `voiced support for the quota | , having blamed Doe` (no clause is there that the participle could belong to);
    `wished Roe well | , a day after the vote`; `said the ports would open | , even as ships turned back`.
    """
    low = tokens.low
    if k + 3 >= end or low[k] != ",":
        return False
    if low[k + 1] == "even" and low[k + 2] == "as":
        return True
    plain = plain and not any(w in classes.PASTS or w.endswith("ed") for w in low[begin:k])  # `the ships sailed`
    participle = low[k + 2] in classes.PASTS or low[k + 2].endswith(("ed", "en", "ne"))
    return plain and ((low[k + 1] == "having" and participle) or _is_time_of(tokens, k + 1, end))


def _is_time_of(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether a stretch says how long before or after something else: `two days after the vote`."""
    low = tokens.low
    for k in range(i, min(end, i + 5)):
        if low[k] in ("after", "before"):
            return k > i and low[k - 1] in classes.TIMES
        if low[k] in classes.PREPOSITIONS or not low[k][0].isalnum():
            return False
    return False


def _same_form(tokens: Tokens, one: Match, other: Match) -> bool:
    """Tell whether two cues may be verbs of one subject: the same form, and no participle in -ing."""
    verbs = load_cues()["verb"]
    forms = [0, 0]
    for n, m in enumerate((one, other)):
        for entry in verbs.get(tokens.low[m.first], ()):
            forms[n] |= entry.form
    return one.reading == "finite" and bool(forms[0] & forms[1] & ~ING)


def _remarks(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether the relative clause at token i states a fact and closes the sentence: `which has been denied`."""
    low = tokens.low
    while i < end and low[i] in classes.ADVERBS:
        i += 1
    if i >= end or not (low[i] in FACTUAL or low[i].endswith("ed")):
        return False
    return not any(w == "," for w in low[i : min(end, i + REACH)])


def _has_subject(tokens: Tokens, match: Match, i: int, end: int) -> bool:
    """Tell whether a clause with a subject of its own, other than the source of the cue, begins at token i."""
    low = tokens.low
    while i < end and low[i] in CONNECTIVES:
        i += 1
    if i >= end or low[i] in NO_NOUNS:
        return i < end and low[i] == "there"
    subject = phrase_from(tokens, i, end, strict=True)
    if subject is None or subject.whole_first != i:
        return False
    same = match.source is not None and low[subject.last - 1] == low[match.source.last - 1]
    return not same and _verb_follows(tokens, subject.last, end)


def _verb_follows(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether a subject that ends before token i has its verb behind it: `the wells | in the north ran dry`."""
    low = tokens.low
    for k in range(i, min(end, i + AHEAD)):
        if low[k] in classes.STOPS or low[k] in MARKS:
            return False
        if low[k] in classes.AUXILIARIES or low[k] in classes.PASTS:
            return True
        if low[k].endswith("ed"):
            return k + 1 < end and low[k + 1] != "by"
    return False
