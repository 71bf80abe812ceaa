"""attribute(): plain text and sentence spans in, attributions out."""

from collections.abc import Sequence

from analysis.corpus.voices import words
from analysis.corpus.voices.clauses import Match, find_matches
from analysis.corpus.voices.quotations import TITLED, Quotation, find_quotations
from analysis.corpus.voices.records import Attribution, Span
from analysis.corpus.voices.sources import Source, phrase_from, subject_of_sentence
from analysis.corpus.voices.tokens import Tokens, tokenize


def speech(tokens: Tokens, quotation: Quotation) -> bool:
    """Tell whether a quotation may be speech rather than a title or a word held at arm's length."""
    if quotation.n_words == 0:
        return False
    before = tokens.low[quotation.first - 1] if quotation.first else ""
    return quotation.full or not (quotation.n_words <= 6 and before in TITLED and tokens.word[quotation.first + 1][0].isupper())


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
    matches = [find_matches(tokens, lo, hi, quoted) for lo, hi in tokens.bounds]
    speakers = find_speakers(tokens, quotations, quoted, matches)
    for (lo, hi), here in zip(tokens.bounds, matches, strict=True):
        found += [from_match(tokens, m) for m in here if m.contents]
        for number in dict.fromkeys(n for n in quoted[lo:hi] if n >= 0):
            q = quotations[number]
            source, how, certainty = speakers[number]
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


CERTAINTY = {"say": 0.9, "think": 0.8, "ask": 0.75, "commit": 0.75, "judge": 0.7, "feel": 0.6, "topic": 0.5, "show": 0.5}


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
        CERTAINTY[match.kind] - (0.3 if match.reading.endswith("noun") else 0),
        match.kind,
    )


def find_speakers(
    tokens: Tokens, quotations: list[Quotation], quoted: list[int], matches: list[list[Match]]
) -> list[tuple[Source | None, str, float]]:
    """Return the speaker of each quotation, how it was found, and how certain that is."""
    speakers: list[tuple[Source | None, str, float]] = []
    sentence = [0] * len(tokens.low)
    for number, (lo, hi) in enumerate(tokens.bounds):
        sentence[lo:hi] = [number] * (hi - lo)
    last: Source | None = None
    last_sentence = -9
    for number, q in enumerate(quotations):
        first, final = sentence[q.first], sentence[q.last]
        near = [m for m in matches[first] if m.source] + ([m for m in matches[final] if m.source] if final > first else [])
        best = min(near, key=lambda m: distance(m, q), default=None)
        if best is not None and (distance(best, q) <= 40 or not q.full):
            source, how, certainty = best.source, "cue", 0.9
        elif number and quotations[number - 1].goes_on:
            source, how, certainty = speakers[-1][0], "carried over quotation", 0.8
        else:
            source, how, certainty = carried(tokens, first, matches, last, last_sentence)
        speakers.append((source, how, certainty))
        if source:
            last, last_sentence = source, final
    return speakers


def distance(match: Match, q: Quotation) -> int:
    """Return the tokens between a quotation and the cue (or its source) that may go with it."""
    assert match.source is not None
    first, last = min(match.first, match.source.first), max(match.last, match.source.last)
    gap = q.first - match.last if match.last <= q.first else max(0, first - q.last - 1)
    covers = any(a <= q.first < b for a, b in match.contents)
    noun = 15 if "noun" in match.reading else 0
    return gap + (0 if match.kind == "say" else 4) + noun + (0 if covers else 6)


def carried(
    tokens: Tokens, sentence: int, matches: list[list[Match]], last: Source | None, last_sentence: int
) -> tuple[Source | None, str, float]:
    """Return the speaker of a quotation that stands alone."""
    for back in range(sentence, max(-1, sentence - 3), -1):
        if back < sentence and back <= last_sentence and last:
            return last, "carried over quotation", 0.7
        said = [m for m in matches[back] if m.source and m.kind == "say"] or [m for m in matches[back] if m.source]
        if said:
            return said[-1].source, "carried over sentence", 0.6
    return last, "carried over quotation", 0.5


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


__all__ = ["Attribution", "attribute", "name_sources", "phrase_from", "subject_of_sentence", "words"]
