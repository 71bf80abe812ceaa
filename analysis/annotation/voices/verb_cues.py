"""Verbs that introduce what somebody says, with their source and their content."""

from analysis.annotation.english import classes
from analysis.annotation.english.cue_lexicon import Cue, load_cues
from analysis.annotation.english.noun_phrases import load_words, phrase_after, phrase_from
from analysis.annotation.english.records import Match, Source
from analysis.annotation.english.subjects import clause_start, governed, subject_before, subject_of_sentence
from analysis.annotation.english.tokens import MARKS, Tokens
from analysis.annotation.english.verb_forms import read_verb
from analysis.annotation.voices.contents import contents_of, fulfilled, is_voiced, refers
from analysis.annotation.voices.noun_cues import match_adjective

__all__ = ["match_verb"]

RECALL = 12  # cues of the same sentence that are looked back to
AHEAD = 10  # tokens looked at behind a passive for the one by whom


def _follow_particles(tokens: Tokens, i: int, hi: int, entries: tuple[Cue, ...]) -> tuple[Cue, int] | None:
    """Return the entry that fits at token i and the end of the cue."""
    for entry in entries:
        if not entry.particles:
            return entry, i + 1
        k = i + 1
        while k < min(hi, i + 4) and tokens.low[k] != entry.particles[0]:
            if not (
                tokens.low[k] in classes.ADVERBS or tokens.low[k].endswith("ly") or tokens.low[k] in ("it", "strongly")
            ):
                break
            k += 1
        if tuple(tokens.low[k : k + len(entry.particles)]) == entry.particles and k + len(entry.particles) <= hi:
            return entry, k + len(entry.particles)
    return None


def match_verb(tokens: Tokens, i: int, lo: int, hi: int, earlier: list[Match]) -> Match | None:
    """Return the match of the verb at token i, or None where it introduces nothing."""
    low = tokens.low
    cues = load_cues()
    fit = _follow_particles(tokens, i, hi, cues["verb"][low[i]])
    if fit is None:
        return None
    entry, last = fit
    also_noun = low[i] in cues["noun"] or low[i] in load_words("noun")
    reading = read_verb(tokens, i, lo, hi, entry.form, also_noun)
    if not reading or (
        low[i] in ("like", "back")
        and low[i - 1] not in classes.PLURALS | classes.DO | classes.MODALS | classes.CONTRACTED
    ):
        return None
    if reading == "passive" and any(_reported_as(tokens, k, lo) == i for k in range(i + 2, min(hi, i + AHEAD))):
        return None  # was quoted by the daily as saying: what he is saying counts
    if reading == "passive" and low[i] in cues["adjective"]:
        return match_adjective(tokens, i, lo, hi)
    source = _inverted_source(tokens, i, last, lo, hi, entry) if reading == "finite" else None
    reporter = _reported_as(tokens, i, lo) if reading == "participle" else -1
    if source:
        reading = "inverted"
    elif reporter >= 0:
        reading, source = "finite", subject_before(tokens, reporter, lo)
    else:
        source = _source_of(tokens, i, last, lo, hi, reading, earlier)
    if reading == "passive" and tokens.low[max(lo, i - 2)] == "it" and source is None and refers(tokens, last, hi):
        reading = "impersonal"
    inverted = reading == "inverted"
    end = source.whole_last if inverted and source else last
    begin = (
        i - 2
        if reading == "impersonal"
        else source.whole_first
        if source and not inverted and lo <= source.whole_first < i
        else i
    )
    contents = contents_of(tokens, begin, end, lo, hi, reading, entry.kind)
    if not fulfilled(tokens, entry.need, i, last, hi, source, contents):
        return None
    voiced = is_voiced(tokens, entry, last, hi, contents) and _is_said(tokens, i, lo, reading, earlier)
    return Match(i, last, entry.cue, entry.kind, entry.stance, reading, source, contents, voiced)


def _reported_as(tokens: Tokens, i: int, lo: int) -> int:
    """Return the passive that leads to the participle at token i (`Roe was quoted by the daily as saying`), or -1."""
    low = tokens.low
    if i - 2 <= lo or low[i - 1] != "as":
        return -1
    for k in range(i - 2, max(lo, i - AHEAD), -1):
        if low[k] in ("record", "quoted", "cited", "reported", "heard", "recorded", "seen"):
            return k - 1 if low[k] == "record" and low[k - 1] == "on" else k
        if low[k] in classes.STOPS or low[k] in MARKS:
            return -1
    return -1


def _is_said(tokens: Tokens, i: int, lo: int, reading: str, earlier: list[Match]) -> bool:
    """Tell whether the verb tells of something said: not one done without saying, nor one merely to be said."""
    if reading == "infinitive":
        return any(m.voiced and m.reading in ("finite", "inverted") for m in earlier[-RECALL:])
    if reading == "participle" and i > lo:
        return tokens.low[i - 1] == "by" or tokens.low[i - 1] not in classes.PREPOSITIONS
    return reading != "imperative"


def _inverted_source(tokens: Tokens, i: int, last: int, lo: int, hi: int, entry: Cue) -> Source | None:
    """Return the source that follows its verb (`..., said Jane Roe`), or None where none does."""
    low = tokens.low
    if (
        entry.kind not in ("say", "ask")
        or i <= lo
        or low[i].startswith(("tell", "told"))
        or not _starts_name(tokens, last, hi)
    ):
        return None
    quote = low[i - 1] in MARKS or (low[i - 1] in (",", "-") and i - 1 > lo and low[i - 2] in MARKS)
    if not quote and low[i - 1] != ",":
        return None
    source = phrase_after(tokens, last, hi)
    if source is None:
        return None
    after = low[source.whole_last] if source.whole_last < hi else "."
    if after in classes.AUXILIARIES:
        return None
    if quote:
        return source
    if low[last] in classes.POSSESSIVES:
        return None  # `Roe, of the council, said his plan`: what is said, not who
    if after in classes.PASTS or after in load_cues()["verb"] or after == "to" or after.endswith("ed"):
        return None
    person = tokens.word[source.first][0].isupper() or low[source.last - 1] in load_words("title") | load_words("group")
    ends = after in classes.STOPS or after in (".", "of", "in", "on", "at", "from", "who", "with", "for")
    return source if person and ends and i - lo > 4 else None


def _starts_name(tokens: Tokens, i: int, hi: int) -> bool:
    """Tell whether a name or description begins at token i."""
    if i >= hi:
        return False
    low = tokens.low[i]
    if low in classes.DAYS or low in classes.SUBJECTLIKE:
        return low in classes.SUBJECTS
    return (
        tokens.word[i][0].isupper()
        or low in ("the", "a", "an", "one", "another", "his", "her", "its", "their")
        or low in load_words("title")
    )


def _source_of(
    tokens: Tokens, i: int, last: int, lo: int, hi: int, reading: str, earlier: list[Match]
) -> Source | None:
    """Return the source of the verb at token i by the way it is used."""
    if reading == "passive":
        for k in range(last, min(hi, last + AHEAD)):
            if tokens.low[k] == "by":
                return phrase_after(tokens, k + 1, hi)
        return None
    if reading == "imperative":
        return None
    finite = [m.source for m in earlier[-RECALL:] if m.source and m.reading in ("finite", "inverted")]
    known = finite[-1] if finite else None
    if reading == "infinitive":
        return governed(tokens, i, lo) or known or subject_of_sentence(tokens, lo, i)
    if reading == "participle":
        before = tokens.low[i - 1]
        if i - 1 > lo and (before in classes.PASTS or before.endswith("ed") or before in load_cues()["verb"]):
            return subject_before(tokens, i - 1, lo) or known
        if before[0].isalnum() and before not in classes.OUTSIDE and i - 1 > lo:
            found = _beside(tokens, i, lo)
            absolute = (
                found is not None and found.whole_first > lo and tokens.low[found.whole_first - 1] in ("with", "as")
            )
            return found if absolute or tokens.low[i] != "saying" else known or subject_of_sentence(tokens, lo, hi)
        return (finite[0] if finite else None) or subject_of_sentence(tokens, lo, hi)
    source = subject_before(tokens, i, lo)
    return source or known or subject_of_sentence(tokens, lo, i)


def _beside(tokens: Tokens, i: int, lo: int) -> Source | None:
    """Return the noun phrase right before the participle at token i."""
    first = clause_start(tokens, i, lo)
    if tokens.low[first] in ("with", "as"):
        first += 1
    return phrase_from(tokens, first, i, strict=False)
