"""attribute(): plain text and sentence spans in, attributions out."""

from collections.abc import Sequence

from analysis.annotation.english.noun_phrases import qualified
from analysis.annotation.english.records import Attribution, Match, Source, Span
from analysis.annotation.english.tokens import Tokens, tokenize
from analysis.annotation.voices import coreference, joint_acts
from analysis.annotation.voices.cues import find_matches
from analysis.annotation.voices.quotations import TITLED, Quotation, find_quotations
from analysis.annotation.voices.quote_speakers import Speaker, find_speakers
from analysis.annotation.voices.speaker_turns import Turn, find_turns

__all__ = ["attribute", "find_attributions", "name_sources"]

# What a cue of each kind is worth, and what its use takes away: how often such a finding was right when read.
CERTAINTY = {
    "say": 0.95,
    "think": 0.85,
    "ask": 0.8,
    "commit": 0.8,
    "judge": 0.8,
    "feel": 0.6,
    "topic": 0.5,
    "show": 0.5,
    joint_acts.ACT: 0.5,
}
NEARLY = 0.2  # of certainty: the first in a sentence is more often meant than one this much surer
LOSS = {"noun": 0.35, "owned noun": 0.3, "infinitive": 0.1, "participle": 0.1, "imperative": 0.3, "passive": 0.1}


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
        Sentence by sentence; a quotation over several sentences is an attribution in each. Empty where nothing was
        found, as in a text without letters or in a language other than English.

    Notes
    -----
    Rules and hand-written lexicons, no model: about one source in four is not the one a careful reader would name, most
    often where a noun or an infinitive introduces what is said. See benchmarks/attribution.py.

    Examples
    --------
    >>> text = "We are ready, Roe said."
    >>> found = attribute(text, [(0, 23)])[0]
    >>> found.name, [text[a:b] for a, b in found.content], text[slice(*found.cue)]
    ('Roe', ['We are ready'], 'said')
    """
    return find_attributions(tokenize(text, spans))


def find_attributions(tokens: Tokens) -> list[Attribution]:
    """Find who says what in a text of which the tokens are known: see attribute."""
    quotations = [q for q in find_quotations(tokens) if _is_speech(tokens, q)]
    quoted = _number_quotations(tokens, quotations)
    turns = {n: turn for turn in find_turns(tokens) for n in range(turn.first, turn.last)}
    matches = [find_matches(tokens, number, quoted) for number in range(len(tokens.bounds))]
    speakers = find_speakers(tokens, quotations, matches)
    memory = coreference.begin(tokens)
    found: list[Attribution] = []
    for sentence, (lo, hi) in enumerate(tokens.bounds):
        if sentence in turns:
            found += _from_turn(tokens, turns[sentence], sentence, memory)
            continue
        found += [_from_match(tokens, m, sentence, memory) for m in matches[sentence] if m.contents]
        acts = joint_acts.find_acts(tokens, sentence, quoted, matches[sentence])
        if acts:
            aside = memory._replace(seen=list(memory.seen))  # who did something is no antecedent for who says something
            found += [_from_match(tokens, m, sentence, aside) for m in acts]
        for number in sorted({*quoted[lo:hi]} - {-1}) if quotations else ():
            found += _from_quotation(tokens, quotations[number], speakers[number], sentence, memory)
    return found


def _number_quotations(tokens: Tokens, quotations: Sequence[Quotation]) -> list[int]:
    """Return, for each token, the number of the quotation that it stands in, -1 outside."""
    quoted = [-1] * len(tokens.low)
    for number, q in enumerate(quotations):
        quoted[q.first : q.last + 1] = [number] * (q.last + 1 - q.first)
    return quoted


def _is_speech(tokens: Tokens, quotation: Quotation) -> bool:
    """Tell whether a quotation may be speech rather than a title."""
    if quotation.n_words == 0:
        return False
    before = tokens.low[quotation.first - 1] if quotation.first else ""
    if quotation.n_words > 6 or not tokens.word[quotation.first + 1][0].isupper():
        return True
    return before not in TITLED and (quotation.full or before not in ("the", "a", "an"))


def _at(tokens: Tokens, source: Source | None) -> Span | None:
    """Return the source as offsets; of a pronoun run together with its verb (he'll) the pronoun only."""
    if source is None:
        return None
    start = tokens.start[source.first]
    return start, start + len(coreference.written(tokens, source))


def _whole(tokens: Tokens, source: Source | None) -> Span | None:
    """Return the source with what qualifies it, as offsets."""
    if source is None:
        return None
    last = qualified(tokens, source.whole_last, len(tokens.low))
    return tokens.start[source.whole_first], tokens.end[last - 1]


def _from_match(tokens: Tokens, match: Match, sentence: int, memory: coreference.Memory) -> Attribution:
    """Return the attribution that a cue makes."""
    named = coreference.resolve(tokens, memory, match.source, sentence)
    if match.reading == "impersonal":
        named = coreference.Named("", "refers back", 0.6)
    certainty = (CERTAINTY[match.kind] - LOSS.get(match.reading, 0.0)) * named.worth
    return Attribution(
        tuple((tokens.start[a], tokens.end[b - 1]) for a, b in match.contents),
        _at(tokens, match.source),
        _whole(tokens, match.source),
        (tokens.start[match.first], tokens.end[match.last - 1]),
        "indirect",
        named.name,
        named.how,
        round(certainty, 2),
        match.kind,
        match.voiced,
        sentence,
    )


def _from_quotation(
    tokens: Tokens, q: Quotation, speaker: Speaker, sentence: int, memory: coreference.Memory
) -> list[Attribution]:
    """Return the attribution of what a quotation has in a sentence; none where it has no words or no speaker."""
    lo, hi = tokens.bounds[sentence]
    first, last = max(q.first, lo), min(q.last + 1, hi)
    if speaker.certainty == 0 or not any(tokens.word[i][0].isalnum() for i in range(first, last)):
        return []
    named = coreference.resolve(tokens, memory, speaker.source, sentence)
    cue = (tokens.start[speaker.cue[0]], tokens.end[speaker.cue[1] - 1]) if speaker.cue else None
    return [
        Attribution(
            ((tokens.start[first], tokens.end[last - 1]),),
            _at(tokens, speaker.source),
            _whole(tokens, speaker.source),
            cue,
            "direct",
            named.name,
            named.how if speaker.how == "cue" else speaker.how,
            round(speaker.certainty * named.worth, 2),
            "say",
            speaker.voiced,
            sentence,
        )
    ]


def _from_turn(tokens: Tokens, turn: Turn, sentence: int, memory: coreference.Memory) -> list[Attribution]:
    """Return the attribution of a sentence within a turn to the one whose turn it is."""
    lo, hi = tokens.bounds[sentence]
    lo = max(lo, turn.colon + 1)
    if lo >= hi:
        return []
    named = coreference.resolve(tokens, memory, turn.source, sentence)
    span, cue = (tokens.start[lo], tokens.end[hi - 1]), (tokens.start[turn.colon], tokens.end[turn.colon])
    phrase = _whole(tokens, turn.source)
    return [
        Attribution(
            (span,), _at(tokens, turn.source), phrase, cue, "direct", named.name, "turn", 0.9, "say", True, sentence
        )
    ]


def name_sources(text: str, spans: Sequence[Span]) -> list[dict[str, str | None] | None]:
    """Name, for each sentence, the source as it is written.

    Parameters
    ----------
    text : str
    spans : sequence of (start, end)

    Returns
    -------
    list of dict or None
        None where nobody but the outlet speaks, else {"source": the name as written, None where none is}.
    """
    found: list[list[Attribution]] = [[] for _ in spans]
    for said in attribute(text, spans):
        if said.kind != joint_acts.ACT:
            found[said.sentence].append(said)
    return [_name_source(text, here) for here in found]


def _name_source(text: str, here: Sequence[Attribution]) -> dict[str, str | None] | None:
    """Return the source of the first attribution of a sentence that is nearly as certain as the surest."""
    if not here:
        return None
    sourced = [said for said in here if said.source is not None]
    surest = max((said.certainty for said in sourced), default=0.0)
    sure = [said for said in sourced if said.certainty >= surest - NEARLY]
    chosen = next((said for said in sure if _encloses(said, sure[0])), sure[0] if sure else None)
    return {"source": text[slice(*chosen.source)] if chosen and chosen.source else None}


def _encloses(outer: Attribution, inner: Attribution) -> bool:
    """Tell whether the first is said of the second as a whole (`They will go, Doe said, according to Roe`)."""
    if outer.cue is None or inner.cue is None or outer.kind != "say":
        return False
    return any(a <= inner.cue[0] and inner.cue[1] <= b <= outer.cue[0] for a, b in outer.content)
