"""The cues of a sentence, each with its source and its content."""

from analysis.annotation.english import classes
from analysis.annotation.english.cue_lexicon import load_cues
from analysis.annotation.english.records import Match
from analysis.annotation.english.tokens import Tokens, places_among
from analysis.annotation.voices.content_bounds import bound_contents
from analysis.annotation.voices.noun_cues import match_adjective, match_noun, match_preposition
from analysis.annotation.voices.verb_cues import match_verb

__all__ = ["find_matches", "is_headline"]


def is_headline(tokens: Tokens, lo: int, hi: int) -> bool:
    """Tell whether nearly all longer words of a sentence are capitalised."""
    longer = [w for w in tokens.word[lo:hi] if len(w) > 4 and w[0].isalpha()]
    return len(longer) > 1 and sum(w[0].isupper() for w in longer) >= 0.7 * len(longer)


def _past_dateline(tokens: Tokens, lo: int, hi: int) -> int:
    """Return the index past a dateline (`MADRID, Spain (Agency) - `), or lo where there is none."""
    if hi - lo < 4 or not (tokens.word[lo].isupper() or "(" in tokens.low[lo : lo + 8]) or len(tokens.low[lo]) < 3:
        return lo
    return next((k + 1 for k in range(lo, min(hi - 2, lo + 14)) if tokens.low[k] in classes.DASHES), lo)


def find_matches(tokens: Tokens, number: int, quoted: list[int]) -> list[Match]:
    """Return the cues of a sentence outside its quotations, in order."""
    began, hi = tokens.bounds[number]
    lo = _first_token(tokens, number)
    found: list[Match] = []
    titled: bool | None = None
    every = load_cues()["any"]
    for i in places_among(tokens, began, hi, every):
        if quoted[i] >= 0:
            continue
        if _may_be_name(tokens, i, lo):
            titled = is_headline(tokens, lo, hi) if titled is None else titled
            if not titled:
                continue  # a name: the United States, Judge Smith
        match = _match_at(tokens, i, lo, hi, found)
        if match is not None:
            found.append(match)
    return bound_contents(tokens, found, quoted, began, hi)


def _first_token(tokens: Tokens, number: int) -> int:
    """Return where a sentence begins for its grammar: past a dateline, and with what was cut off before it."""
    lo, hi = tokens.bounds[number]
    if tokens.breaks[number]:
        return _past_dateline(tokens, lo, hi)
    if lo < hi and number and (tokens.word[lo][0].islower() or tokens.low[lo] == ","):
        return tokens.bounds[number - 1][0]  # cut in two at a full stop that ended no sentence
    return lo


def _may_be_name(tokens: Tokens, i: int, lo: int) -> bool:
    """Tell whether a cue's capital may make it part of a name: the United States; `Claims | by Holt` in a headline."""
    if not tokens.word[i][0].isupper() or tokens.low[i] in load_cues()["preposition"]:
        return False
    return i > lo or tokens.low[i] in load_cues()["noun"]


def _match_at(tokens: Tokens, i: int, lo: int, hi: int, earlier: list[Match]) -> Match | None:
    """Return the match of the cue at token i, read as a verb first, then as a noun or an adjective."""
    low, cues = tokens.low[i], load_cues()
    if low in cues["preposition"]:
        return match_preposition(tokens, i, lo, hi)
    match = match_verb(tokens, i, lo, hi, earlier) if low in cues["verb"] else None
    if match is None and low in cues["noun"]:
        match = match_noun(tokens, i, lo, hi)
    if match is None and low in cues["adjective"]:
        match = match_adjective(tokens, i, lo, hi)
    return match
