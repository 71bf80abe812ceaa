"""Nouns, adjectives and phrases that introduce what somebody says: `his hope that`, `is sure that`, `according to`."""

from analysis.annotation.english import classes
from analysis.annotation.english.cue_lexicon import load_cues
from analysis.annotation.english.noun_phrases import phrase_after
from analysis.annotation.english.records import Match, Source
from analysis.annotation.english.subjects import governed, subject_before, subject_of_sentence
from analysis.annotation.english.tokens import MARKS, Tokens
from analysis.annotation.english.verb_forms import before_adverbs, is_possessive
from analysis.annotation.voices.contents import is_voiced

__all__ = ["match_adjective", "match_noun", "match_preposition"]

AFTER_NOUN = {
    "say": classes.listed("that whether about : by"),
    "think": classes.listed("that whether of about to by over"),
    "ask": classes.listed("that for to by"),
    "commit": classes.listed("that to by"),
    "judge": classes.listed("that of for against about over by"),
    "topic": classes.listed("of about over on"),
}


def match_noun(tokens: Tokens, i: int, lo: int, hi: int) -> Match | None:
    """Return the match of the noun at token i (`his hope that`, `criticism of`), or None."""
    low = tokens.low
    entries = load_cues()["noun"][low[i]]
    entry = next((e for e in entries if tuple(low[i + 1 : i + 1 + len(e.particles)]) == e.particles), None)
    if entry is None:
        return None  # the press, and no press release
    last = i + 1 + len(entry.particles)
    after = low[last] if last < hi else ""
    if not (after in AFTER_NOUN[entry.kind] or after in MARKS or (after in classes.SUBJECTS and after != "who")):
        return None
    owner = _owner_of(tokens, i, lo) or (phrase_after(tokens, last + 1, hi) if after == "by" else None)
    source = owner or subject_of_sentence(tokens, lo, i)
    reading = "owned noun" if owner else "noun"
    voiced = owner is not None and after in ("that", "whether")
    return Match(i, last, entry.cue, entry.kind, entry.stance, reading, source, ((last, hi),), voiced)


def _owner_of(tokens: Tokens, i: int, lo: int) -> Source | None:
    """Return whose the noun at token i is (`Roe's hope`); of `his hope` the subject of the verb, if there is one."""
    for k in range(i - 1, max(lo, i - 4) - 1, -1):
        if tokens.low[k] in classes.POSSESSIVES and tokens.low[k] != "whose":
            return (governed(tokens, k + 1, lo) if k > lo else None) or Source(k, k + 1, k, k + 1)
        if is_possessive(tokens.low[k]):
            begin = k
            while begin > lo and k - begin < 3 and tokens.word[begin - 1][0].isupper():
                begin -= 1
            return Source(begin, k + 1, begin, k + 1)
    return None


def match_adjective(tokens: Tokens, i: int, lo: int, hi: int) -> Match | None:
    """Return the match of the adjective at token i (`is confident that`), or None."""
    low = tokens.low
    p = before_adverbs(tokens, i, lo)
    after = low[i + 1] if i + 1 < hi else ""
    if p < lo or not (
        low[p] in classes.BE
        or low[p] in classes.FUSED
        or low[p] in classes.CONTRACTED
        or low[p] in ("feel", "feels", "felt")
    ):
        return None
    if not (
        after in ("that", "to", "of", "about", "with", "by", "in", "at", "for", "on") or after in classes.SUBJECTLIKE
    ):
        return None
    entry = load_cues()["adjective"][low[i]][0]
    source = subject_before(tokens, p + 1, lo) or subject_of_sentence(tokens, lo, i)
    return Match(
        i,
        i + 1,
        entry.cue,
        entry.kind,
        entry.stance,
        "adjective",
        source,
        ((i + 1, hi),),
        is_voiced(tokens, entry, i + 1, hi, ()),
    )


def match_preposition(tokens: Tokens, i: int, lo: int, hi: int) -> Match | None:
    """Return the match of a preposition of several words at token i, its source behind it: `according to | Holt`."""
    entry = load_cues()["preposition"][tokens.low[i]][0]
    last = i + 1 + len(entry.particles)
    if last >= hi or tuple(tokens.low[i + 1 : last]) != entry.particles:
        return None
    source = phrase_after(tokens, last, hi)
    end = source.whole_last if source else last
    comma = next((k for k in range(end, min(hi, end + 30)) if tokens.low[k] == ","), hi)
    parts = ([(lo, i)] if i - lo > 1 else []) + (
        [(comma + 1, hi)] if comma + 1 < hi and (i - lo <= 1 or tokens.low[i - 1] == ",") else []
    )
    return Match(i, last, entry.cue, entry.kind, entry.stance, "according", source, tuple(parts))
