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
LIKENED = frozenset(("like", "back"))  # verbs only behind a plural or an auxiliary: `they like it`, `will back it`
LEADS_TO_BASE = classes.PLURALS | classes.DO | classes.MODALS | classes.CONTRACTED
SPOKEN_TO = ("tell", "told")  # whom they precede is told: `..., told Roe`
# What may stand behind a source that follows its verb: the end, or what tells of him.
BEHIND_SOURCE = classes.STOPS | {".", "of", "in", "on", "at", "from", "who", "with", "for"}


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
    low, cues = tokens.low, load_cues()
    fit = _follow_particles(tokens, i, hi, cues["verb"][low[i]])
    if fit is None:
        return None
    entry, last = fit
    also_noun = low[i] in cues["noun"] or low[i] in load_words("noun")
    reading = read_verb(tokens, i, lo, hi, entry.form, also_noun)
    if not reading or _is_likeness(tokens, i):
        return None
    if reading == "passive" and _leads_to_report(tokens, i, lo, hi):
        return None
    if reading == "passive" and low[i] in cues["adjective"]:
        return match_adjective(tokens, i, lo, hi)
    reading, source = _read_source(tokens, i, last, lo, hi, reading, entry, earlier)
    begin, end = _bounds_with_source(i, last, lo, reading, source)
    contents = contents_of(tokens, begin, end, lo, hi, reading, entry.kind)
    if not fulfilled(tokens, entry.need, i, last, hi, source, contents):
        return None
    voiced = is_voiced(tokens, entry, last, hi, contents) and _is_said(tokens, i, lo, reading, earlier)
    return Match(i, last, entry.cue, entry.kind, entry.stance, reading, source, contents, voiced)


def _is_likeness(tokens: Tokens, i: int) -> bool:
    """Tell whether `like` or `back` stands at token i and is no verb: `a mill like Holt's`."""
    return tokens.low[i] in LIKENED and tokens.low[i - 1] not in LEADS_TO_BASE


def _leads_to_report(tokens: Tokens, i: int, lo: int, hi: int) -> bool:
    """Tell whether the passive at token i leads to a participle, which is the cue: `Holt was quoted | as saying`."""
    return any(_reported_as(tokens, k, lo) == i for k in range(i + 2, min(hi, i + AHEAD)))


def _read_source(
    tokens: Tokens, i: int, last: int, lo: int, hi: int, reading: str, entry: Cue, earlier: list[Match]
) -> tuple[str, Source | None]:
    """Return the source of the verb at token i, and the reading that goes with where it stands."""
    if reading == "finite":
        inverted = _inverted_source(tokens, i, last, lo, hi, entry)
        if inverted:
            return "inverted", inverted
    if reading == "participle":
        reporter = _reported_as(tokens, i, lo)
        if reporter >= 0:
            return "finite", subject_before(tokens, reporter, lo)
    source = _source_of(tokens, i, last, lo, hi, reading, earlier)
    if reading == "passive" and source is None and _is_impersonal(tokens, i, last, lo, hi):
        return "impersonal", None
    return reading, source


def _is_impersonal(tokens: Tokens, i: int, last: int, lo: int, hi: int) -> bool:
    """Tell whether the passive at token i has `it` for its subject and names a text: `it is stated | in the letter`."""
    return tokens.low[max(lo, i - 2)] == "it" and refers(tokens, last, hi)


def _bounds_with_source(i: int, last: int, lo: int, reading: str, source: Source | None) -> tuple[int, int]:
    """Return where a cue and the source beside it begin and end: | Holt said |, | said Holt |, | it is stated |."""
    if reading == "impersonal":
        return i - 2, last
    if source is None:
        return i, last
    if reading == "inverted":
        return i, source.whole_last
    return (source.whole_first if lo <= source.whole_first < i else i), last


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
    if entry.kind not in ("say", "ask") or i <= lo or low[i].startswith(SPOKEN_TO):
        return None
    quoted = _follows_quotation(tokens, i, lo)
    if not (quoted or low[i - 1] == ",") or not _starts_name(tokens, last, hi):
        return None
    source = phrase_after(tokens, last, hi)
    if source is None:
        return None
    after = low[source.whole_last] if source.whole_last < hi else "."
    if after in classes.AUXILIARIES:
        return None
    return source if quoted or (i - lo > 4 and _speaks_behind(tokens, source, last, after)) else None


def _follows_quotation(tokens: Tokens, i: int, lo: int) -> bool:
    """Tell whether a quotation ends right before the verb at token i: `“It rains,” | said Holt`."""
    low = tokens.low
    return low[i - 1] in MARKS or (low[i - 1] in (",", "-") and i - 1 > lo and low[i - 2] in MARKS)


def _speaks_behind(tokens: Tokens, source: Source, last: int, after: str) -> bool:
    """Tell whether a phrase behind a verb without a quotation is who speaks: `It rains, said | the mayor of Norrund`.

    Not `Holt, of the council, said | his plan ...`, nor `Holt, 40, said | the mill made ...`: there it is what is said.
    """
    head = tokens.low[source.last - 1]
    person = tokens.word[source.first][0].isupper() or head in load_words("title") or head in load_words("group")
    return person and after in BEHIND_SOURCE and tokens.low[last] not in classes.POSSESSIVES


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
    if reading == "imperative":
        return None
    if reading == "passive":
        return _agent_of(tokens, last, hi)
    finite = [m.source for m in earlier[-RECALL:] if m.source and m.reading in ("finite", "inverted")]
    if reading == "participle":
        return _source_of_participle(tokens, i, lo, hi, finite)
    own = governed(tokens, i, lo) if reading == "infinitive" else subject_before(tokens, i, lo)
    return own or (finite[-1] if finite else None) or subject_of_sentence(tokens, lo, i)


def _agent_of(tokens: Tokens, last: int, hi: int) -> Source | None:
    """Return by whom a passive that ends before token `last` is done: `was denied on Monday by | Ada Holt`."""
    by = next((k for k in range(last, min(hi, last + AHEAD)) if tokens.low[k] == "by"), hi)
    return phrase_after(tokens, by + 1, hi)


def _source_of_participle(tokens: Tokens, i: int, lo: int, hi: int, finite: list[Source]) -> Source | None:
    """Return the source of the participle at token i by what stands before it; `finite`: the sources of other cues."""
    before = tokens.low[i - 1] if i - 1 > lo else ""
    known = finite[-1] if finite else None
    if _is_verb(before):  # Holt left | saying
        return subject_before(tokens, i - 1, lo) or known
    if before[:1].isalnum() and before not in classes.OUTSIDE:
        found = _beside(tokens, i, lo)
        if tokens.low[i] != "saying" or _is_absolute(tokens, found, lo):
            return found
        return known or subject_of_sentence(tokens, lo, hi)
    return (finite[0] if finite else None) or subject_of_sentence(tokens, lo, hi)


def _is_verb(low: str) -> bool:
    """Tell whether the word may be a verb: `came`, `resigned`, `says`."""
    return low in classes.PASTS or low.endswith("ed") or low in load_cues()["verb"]


def _is_absolute(tokens: Tokens, found: Source | None, lo: int) -> bool:
    """Tell whether a phrase has its participle behind `with` or `as`: `The mill closed, with | Holt | saying`."""
    return found is not None and found.whole_first > lo and tokens.low[found.whole_first - 1] in ("with", "as")


def _beside(tokens: Tokens, i: int, lo: int) -> Source | None:
    """Return the noun phrase right before the participle at token i."""
    first = clause_start(tokens, i, lo)
    if tokens.low[first] in ("with", "as"):
        first += 1
    return phrase_from(tokens, first, i, strict=False)
