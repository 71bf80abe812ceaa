"""What several are told to have done in words that no cue introduces: `the two presidents addressed the quota`."""

from collections.abc import Sequence
from functools import cache

from analysis.annotation.english.cue_lexicon import forms_of
from analysis.annotation.english.noun_phrases import load_words, phrase_after
from analysis.annotation.english.records import Match, Source
from analysis.annotation.english.subjects import subject_before
from analysis.annotation.english.tokens import Tokens, places_among
from analysis.annotation.english.verb_forms import read_verb
from analysis.annotation.voices.content_bounds import bound_contents
from analysis.annotation.voices.cues import is_headline

__all__ = ["ACT", "find_acts"]

ACT = "joint"  # the kind of a match that tells what was done, and introduces nobody's words
IRREGULAR = {
    "hold": "holds held held holding",
    "speak": "speaks spoke spoken speaking",
    "take": "takes took taken taking",
}


@cache
def _act_verbs() -> dict[str, tuple[tuple[str, ...], int]]:
    """Return the spellings of the verbs of class `joint act`, each with its particles and forms."""
    found: dict[str, tuple[tuple[str, ...], int]] = {}
    for entry in load_words("joint act"):
        verb, *particles = entry.split()
        for spelling, form in forms_of(verb, IRREGULAR.get(verb, "")).items():
            found[spelling] = (tuple(particles), form)
    return found


def find_acts(tokens: Tokens, number: int, quoted: Sequence[int], matches: Sequence[Match]) -> list[Match]:
    """Return what several are told to have done with words that no cue introduces (`the two addressed the quota`).

    Parameters
    ----------
    tokens : Tokens
    number : int
        Of the sentence.
    quoted : sequence of int
        As for bound_contents.
    matches : sequence of Match
        The cues of the sentence, at which an act's content may end.
    """
    lo, hi = tokens.bounds[number]
    verbs = _act_verbs()
    acts = list(places_among(tokens, lo, hi, verbs))
    if not acts:
        return []
    cued = {m.first for m in matches}
    read = [_read_act(tokens, i, lo, hi) for i in acts if quoted[i] < 0 and i not in cued]
    found = [match for match in read if match is not None]
    if not found:
        return []
    bounded = bound_contents(tokens, sorted([*matches, *found], key=lambda m: m.first), quoted, lo, hi)
    return [m for m in bounded if m.kind == ACT and m.contents]


def _read_act(tokens: Tokens, i: int, lo: int, hi: int) -> Match | None:
    """Return the act whose verb stands at token i with its subject, None where it has none of several."""
    particles, form = _act_verbs()[tokens.low[i]]
    last = i + 1 + len(particles)
    if tuple(tokens.low[i + 1 : last]) != particles or last >= hi:
        return None
    if tokens.word[i][0].isupper() and not is_headline(tokens, lo, hi):
        return None
    reading = read_verb(tokens, i, lo, hi, form, also_noun=False)
    source: Source | None = None
    if reading == "passive":
        by = next((k for k in range(last, min(hi, last + 10)) if tokens.low[k] == "by"), hi)
        source = phrase_after(tokens, by + 1, hi)
    elif reading == "finite":
        source = subject_before(tokens, i, lo)
    if source is None:
        return None
    content = (lo, hi) if reading == "passive" else (last, hi)
    return Match(i, last, tokens.low[i], ACT, "neutral", reading, source, (content,), False)
