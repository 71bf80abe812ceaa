"""attribute(): plain text and sentence spans in, attributions out."""

from collections.abc import Sequence

from analysis.corpus.voices import words
from analysis.corpus.voices.clauses import Match, find_matches
from analysis.corpus.voices.quotations import TITLED, Quotation, find_quotations
from analysis.corpus.voices.records import Attribution, Span
from analysis.corpus.voices.sources import Source
from analysis.corpus.voices.speakers import find_speakers
from analysis.corpus.voices.turns import Turn, find_turns
from analysis.corpus.voices.tokens import Tokens, tokenize


def speech(tokens: Tokens, quotation: Quotation) -> bool:
    """Tell whether a quotation may be speech rather than a title or a word held at arm's length."""
    if quotation.n_words == 0:
        return False
    before = tokens.low[quotation.first - 1] if quotation.first else ""
    return quotation.full or not (
        quotation.n_words <= 6 and before in TITLED and tokens.word[quotation.first + 1][0].isupper()
    )


def attribute(text: str, spans: Sequence[Span]) -> list[Attribution]:
    """Find who says what in a text.

    Parameters
    ----------
    text : str
    spans : sequence of (start, end)
        The sentences, in order, as offsets into `text`.

    Returns
    -------
    list of Attribution
        In order of their sentences.
    """
    tokens = tokenize(text, spans)
    quotations = [q for q in find_quotations(tokens) if speech(tokens, q)]
    quoted = [-1] * len(tokens.low)
    for number, q in enumerate(quotations):
        quoted[q.first : q.last + 1] = [number] * (q.last + 1 - q.first)
    found: list[Attribution] = []
    matches = [find_matches(tokens, number, quoted) for number in range(len(tokens.bounds))]
    turns = {n: turn for turn in find_turns(tokens) for n in range(turn.first, turn.last)}
    speakers = find_speakers(tokens, quotations, matches)
    for sentence, ((lo, hi), here) in enumerate(zip(tokens.bounds, matches, strict=True)):
        if sentence in turns:
            found += from_turn(tokens, turns[sentence], lo, hi)
            continue
        found += [from_match(tokens, m) for m in here if m.contents]
        for number in dict.fromkeys(n for n in quoted[lo:hi] if n >= 0):
            q = quotations[number]
            source, cue, how, certainty = speakers[number]
            if certainty == 0:
                continue  # a word held at arm's length by the outlet itself
            if not any(tokens.word[i][0].isalnum() for i in range(max(q.first, lo), min(q.last + 1, hi))):
                continue  # only the mark that opens what the next sentence says
            span = (tokens.start[max(q.first, lo)], tokens.end[min(q.last, hi - 1)])
            found.append(
                Attribution((span,), at(tokens, source), None, "direct", named(tokens, source), how, certainty, "say")
            )
    return found


def at(tokens: Tokens, source: Source | None) -> Span | None:
    """Return the source as offsets; of a pronoun run together with its verb (he'll) the pronoun only."""
    if source is None:
        return None
    start, end = tokens.start[source.first], tokens.end[source.last - 1]
    if source.last == source.first + 1 and tokens.low[source.first] in words.FUSED:
        end = start + len(tokens.low[source.first].replace("’", "'").split("'")[0])
    return start, end


def named(tokens: Tokens, source: Source | None) -> str:
    """Return the source as written."""
    span = at(tokens, source)
    return tokens.text[slice(*span)] if span else ""


CERTAINTY = {
    "say": 0.9,
    "think": 0.8,
    "ask": 0.75,
    "commit": 0.75,
    "judge": 0.7,
    "feel": 0.6,
    "topic": 0.5,
    "show": 0.5,
}


def from_turn(tokens: Tokens, turn: Turn, lo: int, hi: int) -> list[Attribution]:
    """Return the attribution of a sentence within a turn to the one whose turn it is."""
    lo = max(lo, turn.colon + 1)
    if lo >= hi:
        return []
    span, cue = (tokens.start[lo], tokens.end[hi - 1]), (tokens.start[turn.colon], tokens.end[turn.colon])
    return [
        Attribution((span,), at(tokens, turn.source), cue, "direct", named(tokens, turn.source), "turn", 0.9, "say")
    ]


LOSS = {"noun": 0.35, "owned noun": 0.3, "infinitive": 0.1, "participle": 0.1, "imperative": 0.3, "passive": 0.1}


def from_match(tokens: Tokens, match: Match) -> Attribution:
    """Return the attribution that a cue makes."""
    spans = tuple((tokens.start[a], tokens.end[b - 1]) for a, b in match.contents)
    return Attribution(
        spans,
        at(tokens, match.source),
        (tokens.start[match.first], tokens.end[match.last - 1]),
        "indirect",
        named(tokens, match.source),
        match.reading,
        round(CERTAINTY[match.kind] - LOSS.get(match.reading, 0.0), 2),
        match.kind,
    )


def name_sources(text: str, spans: Sequence[Span]) -> list[dict[str, str | None] | None]:
    """Return, for each sentence, None where nobody but the outlet speaks, else {"source": name or None}."""
    answers: list[dict[str, str | None] | None] = []
    found = attribute(text, spans)
    position = 0
    for start, end in spans:
        best: Attribution | None = None
        for a in found[max(0, position - 40) : position + 400]:
            if any(p < end and q > start for p, q in a.content):
                if best is None or (bool(a.name), a.certainty) > (bool(best.name), best.certainty):
                    best = a
        while position < len(found) and found[position].content[-1][1] <= end:
            position += 1
        answers.append({"source": best.name or None} if best else None)
    return answers


__all__ = ["Attribution", "attribute", "name_sources"]
