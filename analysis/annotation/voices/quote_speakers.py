"""Who speaks each quotation: named beside it, over it, or inherited from what stands before it."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from analysis.annotation.english import classes
from analysis.annotation.english.noun_phrases import load_words, phrase_after, phrase_from
from analysis.annotation.english.records import Match, Source
from analysis.annotation.english.subjects import subject_of_sentence
from analysis.annotation.english.tokens import MARKS, Tokens
from analysis.annotation.voices.contents import introduces, quote_behind
from analysis.annotation.voices.coreference import phrase_before
from analysis.annotation.voices.quotations import Quotation

__all__ = ["Speaker", "find_speakers"]

REACH = 80  # tokens between a quotation and a cue that may go with it
NEAR = 3  # tokens between a quotation and a cue that stands beside it
BREAKS = classes.STOPS | MARKS


class Speaker(NamedTuple):
    """The speaker of a quotation, the cue if there is one, how they were found, and how certain that is."""

    source: Source | None
    cue: tuple[int, int] | None
    how: str
    certainty: float
    voiced: bool = True


def find_speakers(tokens: Tokens, quotations: Sequence[Quotation], matches: Sequence[Sequence[Match]]) -> list[Speaker]:
    """Return the speaker of each quotation, in order."""
    sentence = _number_sentences(tokens)
    paragraph = list(accumulate(tokens.breaks))
    speakers: list[Speaker] = []
    for number, q in enumerate(quotations):
        first, last = sentence[q.first], sentence[q.last]
        near = _within(matches[first], q) + (_within(matches[last], q) if last > first else [])
        before = quotations[number - 1] if number else None
        recent = (sentence[before.last], speakers[-1].source) if before is not None else (-1, None)
        follows = before is not None and (before.goes_on or paragraph[recent[0]] == paragraph[first])
        speaker = _behind(tokens, q, last, matches)
        if speaker is None:
            speaker = _beside(tokens, q, near, tokens.bounds[first][0], tokens.bounds[last][1])
        if speaker is None and q.full and follows and recent[1]:
            speaker = Speaker(recent[1], None, "carried over quotation", 0.85)
        speakers.append(speaker or _nearest(near, q) or _inherited(tokens, first, matches, recent, q.full))
    return speakers


def _number_sentences(tokens: Tokens) -> list[int]:
    """Return, for each token, the number of its sentence."""
    sentence = [0] * len(tokens.low)
    for number, (lo, hi) in enumerate(tokens.bounds):
        sentence[lo:hi] = [number] * (hi - lo)
    return sentence


def _within(matches: Sequence[Match], q: Quotation) -> list[Match]:
    """Return the cues of a sentence that stand within REACH tokens of the quotation."""
    first = bisect_left(matches, q.first - REACH, key=lambda m: m.first)
    last = bisect_left(matches, q.last + REACH, key=lambda m: m.first)
    return list(matches[first:last])


def _beside(tokens: Tokens, q: Quotation, near: Sequence[Match], lo: int, hi: int) -> Speaker | None:
    """Return the speaker named right after or right before the quotation, by a known cue or any verb."""
    signed = _by_signature(tokens, q)
    if signed:
        return signed
    after = q.last + 1
    while after < hi and (tokens.low[after] == "," or tokens.low[after] in classes.DASHES):
        after += 1
    cued = _by_cue_behind(near, after) or _by_cue_before(tokens, q, near)
    if cued or not q.full:
        return cued
    return _any_verb(tokens, after, hi) or _introduced(tokens, q.first, lo, near)


def _by_signature(tokens: Tokens, q: Quotation) -> Speaker | None:
    """Return the speaker whose name alone stands behind the quotation and a dash: `“It rains.” — | Ada Holt`."""
    after = q.last + 1
    dashed = q.full and q.closed and after + 1 < len(tokens.low) and tokens.low[after] in classes.DASHES
    if not dashed or not tokens.word[after + 1][0].isupper():
        return None
    source = _signature(tokens, after + 1)
    return Speaker(source, (after, after + 1), "signature", 0.85) if source else None


def _by_cue_behind(near: Sequence[Match], after: int) -> Speaker | None:
    """Return the speaker whose cue, or who himself, stands right behind the quotation: `“It rains,” | Holt said`."""
    for m in near:
        behind = m.source and m.reading in ("finite", "inverted") and after <= m.first
        if m.source and behind and min(m.source.first, m.first) <= after + 1:
            return Speaker(m.source, (m.first, m.last), "cue", 0.95)
    return None


def _by_cue_before(tokens: Tokens, q: Quotation, near: Sequence[Match]) -> Speaker | None:
    """Return the speaker whose cue leads to the quotation: `Holt called the mill | “a ruin”`."""
    for m in reversed(near):
        if m.source and "noun" not in m.reading and (m.last <= q.first <= m.last + NEAR or _leads(tokens, m, q)):
            return Speaker(m.source, (m.first, m.last), "cue", 0.95, m.voiced or q.full)
    return None


def _leads(tokens: Tokens, m: Match, q: Quotation) -> bool:
    """Return whether only where and when stands between a verb of saying and a quotation of a sentence or more."""
    saying = m.kind in ("say", "ask") and m.reading == "finite"
    return q.full and saying and m.last < q.first and quote_behind(tokens, m.last, q.first + 1) == q.first


def _behind(tokens: Tokens, q: Quotation, number: int, matches: Sequence[Sequence[Match]]) -> Speaker | None:
    """Return the speaker whose cue was cut off from the quotation as a sentence of its own (`“Why?” | Roe asked`)."""
    if not _ends_sentence(tokens, q, number):
        return None
    lo, hi = tokens.bounds[number + 1]
    for m in matches[number + 1][:1]:
        if m.source and m.reading in ("finite", "inverted") and m.kind in ("say", "ask") and m.source.whole_first <= lo:
            if m.last >= hi or not introduces(tokens, m.last, hi):
                return Speaker(m.source, (m.first, m.last), "cue", 0.9)
    return None


def _ends_sentence(tokens: Tokens, q: Quotation, number: int) -> bool:
    """Return whether a quotation ends its sentence with `?` or `!` and the paragraph goes on: `“Why?” | Holt asked`."""
    following = number + 1
    if q.last + 1 != tokens.bounds[number][1] or following == len(tokens.bounds) or tokens.breaks[following]:
        return False
    return q.closed and tokens.low[q.last - 1] in "?!"


def _signature(tokens: Tokens, i: int) -> Source | None:
    """Return the name that stands alone after a quotation and a dash."""
    end = i
    while end < min(len(tokens.low), i + 6) and (tokens.word[end][0].isupper() or tokens.low[end] in ("de", "of", ".")):
        end += 1
    while end > i and tokens.low[end - 1] == ".":
        end -= 1
    return Source(i, end, i, end) if end > i and _stands_alone(tokens, end) else None


def _stands_alone(tokens: Tokens, end: int) -> bool:
    """Return whether nothing goes on with a name that ends before token `end`: `— Ada Holt | (1931)`."""
    return (
        end >= len(tokens.low)
        or tokens.low[end] in MARKS
        or tokens.low[end] in (",", ".", "(")
        or "\n" in tokens.text[tokens.end[end - 1] : tokens.start[end]]
    )


def _any_verb(tokens: Tokens, i: int, hi: int) -> Speaker | None:
    """Return the speaker where a name and a verb in -ed or -s, listed or not, follow a quotation."""
    low = tokens.low
    if i >= hi:
        return None
    if tokens.word[i][0].islower() and (low[i].endswith("ed") or low[i] in classes.PASTS):  # “It rains,” shouted Holt
        source = phrase_after(tokens, i + 1, hi)
        return Speaker(source, (i, i + 1), "any verb", 0.8) if source else None
    if not (low[i] in classes.SUBJECTS or tokens.word[i][0].isupper() or low[i] in classes.DETERMINERS):
        return None
    source = phrase_from(tokens, i, min(hi, i + 12), strict=True)
    if source is None or source.whole_first != i:
        return None
    verb = source.whole_last
    while verb < hi and low[verb] in classes.ADVERBS:
        verb += 1
    return Speaker(source, (verb, verb + 1), "any verb", 0.8) if verb < hi and _is_verb(low[verb]) else None


def _is_verb(low: str) -> bool:
    """Return whether a word behind a name may be its verb: `shouted`, `jokes`, `began`; no auxiliary."""
    return (low.endswith(("ed", "s")) or low in classes.PASTS) and low not in classes.AUXILIARIES


def _introduced(tokens: Tokens, first: int, lo: int, near: Sequence[Match]) -> Speaker | None:
    """Return the speaker that a colon before the quotation announces."""
    if first <= lo or tokens.low[first - 1] != ":":
        return None
    cued = [m for m in near if m.source and m.last <= first]
    if cued:
        return Speaker(cued[-1].source, (cued[-1].first, cued[-1].last), "colon", 0.85)
    begin = _announcement(tokens, first, lo)
    source = phrase_from(tokens, begin, first - 1, strict=True, joined=True) if begin < first - 1 else None
    if source is None or _is_either(tokens, source, first):
        return None
    return Speaker(source, (first - 1, first), "colon", 0.75)


def _announcement(tokens: Tokens, first: int, lo: int) -> int:
    """Return where the words begin that announce a quotation with a colon: `More from | the report: "..."`."""
    begin = first - 1
    while begin > lo and tokens.low[begin - 1] not in BREAKS:
        begin -= 1
    if tokens.low[begin] in ("more", "again", "also") and tokens.low[begin + 1] == "from":
        begin += 1
    return begin + 1 if tokens.low[begin] == "from" else begin


def _is_either(tokens: Tokens, source: Source, first: int) -> bool:
    """Return whether several are announced, of whom one speaks: `Roe and Doe talk for an hour: "..."`."""
    named = source.whole_last == first - 1 and tokens.word[first - 2][0].isupper()
    return "and" in tokens.low[source.first : source.last] and not named


def _nearest(near: Sequence[Match], q: Quotation) -> Speaker | None:
    """Return the speaker by the cue of the sentence that best goes with the quotation."""
    sourced = [m for m in near if m.source]
    if not sourced:
        return None
    m = min(sourced, key=lambda m: _cost(m, q))
    covers = any(a <= q.first < b for a, b in m.contents)
    return Speaker(m.source, (m.first, m.last), "cue", 0.85 if covers else 0.65, m.voiced or q.full)


def _cost(m: Match, q: Quotation) -> int:
    """Return how badly a cue goes with a quotation: tokens between them, and what speaks against it."""
    assert m.source is not None
    gap = q.first - m.last if m.last <= q.first else max(0, min(m.first, m.source.first) - q.last - 1)
    covers = any(a <= q.first < b for a, b in m.contents)
    return gap + (0 if m.kind == "say" else 4) + (15 if "noun" in m.reading else 0) + (0 if covers else 6)


def _inherited(
    tokens: Tokens, number: int, matches: Sequence[Sequence[Match]], recent: tuple[int, Source | None], full: bool
) -> Speaker:
    """Return the speaker of a quotation that stands without a cue, from the sentences before it."""
    if not full:
        return Speaker(None, None, "no cue", 0.0)
    last, speaker = recent
    for back in range(number - 1, max(-1, number - 4), -1):
        if back <= last and speaker:
            return Speaker(_spelled(tokens, speaker), None, "carried over quotation", 0.7)
        said = _last_to_speak(tokens, matches[back])
        if said:
            return Speaker(_spelled(tokens, said), None, "carried over sentence", 0.65)
        subject = subject_of_sentence(tokens, *tokens.bounds[back])
        if subject and _personal(tokens, subject):
            return Speaker(subject, None, "subject of the sentence before", 0.5)
    return Speaker(speaker, None, "carried over quotation" if speaker else "unknown", 0.5 if speaker else 0.2)


def _last_to_speak(tokens: Tokens, cues: Sequence[Match]) -> Source | None:
    """Return who speaks last in a sentence by its cues: `Roe warned the miners, and | Holt | spoke of rain`."""
    for m in reversed(cues):
        if m.source and m.kind in ("say", "topic") and _personal(tokens, m.source):
            return m.source
    return None


def _spelled(tokens: Tokens, source: Source | None) -> Source | None:
    """Return whom a relative pronoun stands for (`Roe, who said`), any other source as it is."""
    if source is None or tokens.low[source.first] not in classes.RELATIVES:
        return source
    return phrase_before(tokens, max(0, source.first - 6), source.first) or source


def _personal(tokens: Tokens, source: Source) -> bool:
    """Tell whether the phrase may name one who speaks: a pronoun, a name, or a word for people."""
    low = tokens.low[source.last - 1]
    if low in classes.SUBJECTLIKE:
        return low not in ("it", "i", "you") and low in classes.SUBJECTS
    return tokens.word[source.last - 1][0].isupper() or low in load_words("title") or low in load_words("group")
