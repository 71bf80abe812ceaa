"""Cues at work: the verb, noun or phrase that introduces what somebody says, with its source and its content."""

from typing import NamedTuple

from analysis.corpus.voices import words
from analysis.corpus.voices.lexicon import BASE, ING, PARTICIPLE, PAST, THIRD, Cue, load_cues
from analysis.corpus.voices.sources import (
    Source,
    load_words,
    clause_start,
    governed,
    phrase_after,
    phrase_from,
    subject_before,
    subject_of_sentence,
)
from analysis.corpus.voices.tokens import MARKS, Tokens

AFTER_NOUN = {
    "say": words.listed("that whether about : by"),
    "think": words.listed("that whether of about to by over"),
    "ask": words.listed("that for to by"),
    "commit": words.listed("that to by"),
    "judge": words.listed("that of for against about over by"),
    "topic": words.listed("of about over on"),
}
AHEAD = 10  # tokens looked at behind a cue for the clause that it may introduce


class Match(NamedTuple):
    """One cue in a sentence: token bounds (end excluded) of cue and contents, and the source if there is one."""

    first: int
    last: int
    cue: str
    kind: str
    stance: str
    reading: str
    source: Source | None
    contents: tuple[tuple[int, int], ...]


def before_adverbs(tokens: Tokens, i: int, lo: int) -> int:
    """Return the index of the token before i, past adverbs (lo - 1 if there is none)."""
    i -= 1
    while i >= lo and (
        tokens.low[i] in words.ADVERBS and tokens.low[i] not in words.INDEFINITES or tokens.low[i].endswith("ly")
    ):
        i -= 1
    return i


def is_possessive(low: str) -> bool:
    """Tell whether the word is a possessive."""
    return low.endswith(("'s", "’s", "‘s", "s'", "s’")) and low not in words.FUSED


def read_verb(tokens: Tokens, i: int, lo: int, hi: int, form: int, also_noun: bool) -> str:
    """Return how the verb form at token i is used: finite, passive, participle, infinitive, or "" (no verb)."""
    p = before_adverbs(tokens, i, lo)
    prev = tokens.low[p] if p >= lo else ""
    adjectival = (prev in words.DETERMINERS and prev not in words.INDEFINITES) or is_possessive(prev)
    if form & ING:
        return "" if adjectival else "finite" if prev in words.BE else "participle"
    if form & (PAST | PARTICIPLE) and not (form & BASE and prev in ("to", *words.MODALS)):
        return read_past(tokens, i, hi, prev, adjectival)
    if form & THIRD:
        after = tokens.low[i + 1] if i + 1 < hi else "."
        fronted = i - p == 1 and p - 1 > lo and tokens.low[p - 1] in words.STOPS
        if also_noun and (not singular_subject(tokens, p, lo) or (after in words.NOT_OBJECT and not fronted)):
            return ""
        return "" if adjectival or prev in words.PREPOSITIONS or prev[:1].isdigit() else "finite"
    return read_base(tokens, p, lo, prev, also_noun)


def read_past(tokens: Tokens, i: int, hi: int, prev: str, adjectival: bool) -> str:
    """Return how a past form is used."""
    if adjectival or prev[:1].isdigit() or (prev in words.PREPOSITIONS and prev not in ("as", "than")):
        return ""
    if prev in words.PASSIVE:
        return "passive"
    if i + 1 < hi and tokens.low[i + 1] == "by":
        return "passive"
    return "finite"


def read_base(tokens: Tokens, p: int, lo: int, prev: str, also_noun: bool) -> str:
    """Return how a base form is used."""
    if prev == "to":
        return "infinitive"
    if prev in words.MODALS or prev in words.DO or prev in words.CONTRACTED:
        return "finite"
    if prev in words.PLURALS:
        return "finite"
    if prev in words.FUSED and prev.endswith(("ll", "d")):
        return "finite"
    if not prev:
        return "" if also_noun else "imperative"
    if prev in words.COORDINATORS or prev == ",":
        open_list = any(w == "to" or w in words.MODALS or w in words.PLURALS for w in tokens.low[max(lo, p - 15) : p])
        return "finite" if open_list and not also_noun else ""
    if prev in words.SUBJECTS or prev in words.DETERMINERS or prev in words.PREPOSITIONS or not prev[0].isalpha():
        return ""
    if prev.endswith("s") and not is_possessive(prev) and not prev.endswith("ss"):
        return "finite"
    names = tokens.word[p][0].isupper() and any(tokens.low[k] == "and" for k in range(max(lo, p - 4), p))
    return "finite" if names else ""


def singular_subject(tokens: Tokens, p: int, lo: int) -> bool:
    """Tell whether a singular subject ends at token p, so that a word in -s behind it is a verb."""
    if p < lo:
        return False
    low, word = tokens.low[p], tokens.word[p]
    if low in words.SUBJECTS or low in words.RELATIVES or word[0].isupper() or low in load_words("title"):
        return True
    if not word[0].isalpha() or low.endswith("s"):
        return False
    return any(tokens.low[k] in ("the", "a", "an") or is_possessive(tokens.low[k]) for k in range(max(lo, p - 4), p))


def introduces(tokens: Tokens, i: int, hi: int) -> bool:
    """Tell whether what begins at token i may be what is said: a clause, a question, an infinitive, a quotation."""
    low = tokens.low
    for k in range(i, min(hi, i + AHEAD)):
        w = low[k]
        if w in MARKS or w == ":":
            return k <= i + 4
        if w in words.OPENERS:
            return k <= i + 1 or w == "that"
        if w in words.SUBJECTS or w in words.FUSED:
            return True
        if w in words.MODALS or w in words.BE or w in words.HAVE or w in words.CONTRACTED:
            return k > i
        if (w in words.STOPS and k > i) or (w in words.PREPOSITIONS and w != "of" and k > i):
            return False
    return False


def follow_particles(tokens: Tokens, i: int, hi: int, entries: tuple[Cue, ...]) -> tuple[Cue, int] | None:
    """Return the entry that fits at token i and the end of the cue."""
    for entry in entries:
        if not entry.particles:
            return entry, i + 1
        k = i + 1
        while k < min(hi, i + 4) and tokens.low[k] != entry.particles[0]:
            if not (
                tokens.low[k] in words.ADVERBS or tokens.low[k].endswith("ly") or tokens.low[k] in ("it", "strongly")
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
    fit = follow_particles(tokens, i, hi, cues["verb"][low[i]])
    if fit is None:
        return None
    entry, last = fit
    also_noun = low[i] in cues["noun"] or low[i] in load_words("noun")
    reading = read_verb(tokens, i, lo, hi, entry.form, also_noun)
    if not reading or (low[i] in ("like", "back") and low[i - 1] not in words.PLURALS | words.DO | words.MODALS | words.CONTRACTED):
        return None
    if reading == "passive" and low[i] in cues["adjective"]:
        return match_adjective(tokens, i, lo, hi)
    source = inverted_source(tokens, i, last, lo, hi, entry) if reading == "finite" else None
    if source:
        reading = "inverted"
    else:
        source = source_of(tokens, i, last, lo, hi, reading, earlier)
    inverted = reading == "inverted"
    end = source.whole_last if inverted and source else last
    begin = source.whole_first if source and not inverted and lo <= source.whole_first < i else i
    contents = contents_of(tokens, begin, end, lo, hi, entry)
    if not fulfilled(tokens, entry.need, i, last, hi, source, contents):
        return None
    return Match(i, last, entry.cue, entry.kind, entry.stance, reading, source, contents)


def fulfilled(
    tokens: Tokens, need: str, i: int, last: int, hi: int, source: Source | None, contents: tuple[tuple[int, int], ...]
) -> bool:
    """Tell whether the verb at token i has beside it what it needs to count as a cue."""
    fronted = bool(contents) and contents[0][0] < i
    if need == "any" or fronted:
        return True
    if need == "quote":
        return any(tokens.low[k] in MARKS or tokens.low[k] == ":" for k in range(last, min(hi, last + 4)))
    if source and tokens.low[source.last - 1] in ("poll", "polls", "survey", "surveys", "study", "studies", "report", "data", "figures"):
        return True
    return introduces(tokens, last, hi)


def inverted_source(tokens: Tokens, i: int, last: int, lo: int, hi: int, entry: Cue) -> Source | None:
    """Return the source that follows its verb (`..., said Jane Roe`), or None where none does."""
    low = tokens.low
    if (
        entry.kind not in ("say", "ask")
        or i <= lo
        or low[i].startswith(("tell", "told"))
        or not starts_name(tokens, last, hi)
    ):
        return None
    quote = low[i - 1] in MARKS or (low[i - 1] in (",", "-") and i - 1 > lo and low[i - 2] in MARKS)
    if not quote and low[i - 1] != ",":
        return None
    source = phrase_after(tokens, last, hi)
    if source is None:
        return None
    after = low[source.whole_last] if source.whole_last < hi else "."
    if after in words.AUXILIARIES:
        return None
    if quote:
        return source
    if after in words.PASTS or after in load_cues()["verb"] or after == "to" or after.endswith("ed"):
        return None
    person = tokens.word[source.first][0].isupper() or low[source.last - 1] in load_words("title") | load_words("group")
    ends = after in words.STOPS or after in (".", "of", "in", "on", "at", "from", "who", "with", "for")
    return source if person and ends and i - lo > 4 else None


def starts_name(tokens: Tokens, i: int, hi: int) -> bool:
    """Tell whether a name or description begins at token i."""
    if i >= hi:
        return False
    low = tokens.low[i]
    if low in words.DAYS or low in words.SUBJECTLIKE:
        return low in words.SUBJECTS
    return (
        tokens.word[i][0].isupper()
        or low in ("the", "a", "an", "one", "another", "his", "her", "its", "their")
        or low in load_words("title")
    )


def source_of(tokens: Tokens, i: int, last: int, lo: int, hi: int, reading: str, earlier: list[Match]) -> Source | None:
    """Return the source of the verb at token i by the way it is used."""
    if reading == "passive":
        for k in range(last, min(hi, last + AHEAD)):
            if tokens.low[k] == "by":
                return phrase_after(tokens, k + 1, hi)
        return None
    if reading == "imperative":
        return None
    known = next((m.source for m in reversed(earlier) if m.source and m.reading in ("finite", "inverted")), None)
    if reading == "infinitive":
        return governed(tokens, i, lo) or known or subject_of_sentence(tokens, lo, i)
    if reading == "participle":
        before = tokens.low[i - 1]
        if i - 1 > lo and (before in words.PASTS or before.endswith("ed") or before in load_cues()["verb"]):
            return subject_before(tokens, i - 1, lo) or known
        if tokens.low[i - 1][0].isalnum() and tokens.low[i - 1] not in words.OUTSIDE and i - 1 > lo:
            return beside(tokens, i, lo)
        return known or subject_of_sentence(tokens, lo, hi)
    source = subject_before(tokens, i, lo)
    return source or known or subject_of_sentence(tokens, lo, i)


def beside(tokens: Tokens, i: int, lo: int) -> Source | None:
    """Return the noun phrase right before the participle at token i."""
    first = clause_start(tokens, i, lo)
    if tokens.low[first] in ("with", "as"):
        first += 1
    return phrase_from(tokens, first, i, strict=False)


def contents_of(tokens: Tokens, begin: int, end: int, lo: int, hi: int, entry: Cue) -> tuple[tuple[int, int], ...]:
    """Return the token bounds of what the cue introduces: behind it, before it, or on both sides."""
    low = tokens.low
    after = low[end] if end < hi else "."
    stops = end >= hi or (after in words.STOPS and after != ":") or after == "."
    before = begin - 1
    left = before - lo >= 2 and (low[before] in (",", *words.DASHES) or low[before] in MARKS)
    if left and (stops or not introduces(tokens, end, hi)):
        parts = [(lo, before + (low[before] in MARKS))]
        if (
            after in (",", "—", "–")
            and end + 2 < hi
            and not low[end + 1].endswith("ing")
            and low[end + 1] not in words.RELATIVES
        ):
            parts.append((end + 1, hi))
        return tuple(parts)
    return ((end, hi),) if end < hi - 1 else ()


def match_noun(tokens: Tokens, i: int, lo: int, hi: int) -> Match | None:
    """Return the match of the noun at token i (`his hope that`, `criticism of`), or None."""
    low = tokens.low
    entry = load_cues()["noun"][low[i]][0]
    after = low[i + 1] if i + 1 < hi else ""
    if after in AFTER_NOUN[entry.kind] or after in MARKS or (after in words.SUBJECTS and after != "who"):
        p = i - 1
        source = None
        for k in range(p, max(lo, i - 4) - 1, -1):
            if low[k] in words.POSSESSIVES and low[k] != "whose":
                source = (governed(tokens, k + 1, lo) if k > lo else None) or Source(k, k + 1, k, k + 1)
                break
            if is_possessive(low[k]):
                begin = k
                while begin > lo and k - begin < 3 and tokens.word[begin - 1][0].isupper():
                    begin -= 1
                source = Source(begin, k + 1, begin, k + 1)
                break
        if source is None and after == "by":
            source = phrase_after(tokens, i + 2, hi)
        if source is None:
            return Match(
                i,
                i + 1,
                entry.cue,
                entry.kind,
                entry.stance,
                "noun",
                subject_of_sentence(tokens, lo, i),
                ((i + 1, hi),),
            )
        return Match(i, i + 1, entry.cue, entry.kind, entry.stance, "owned noun", source, ((i + 1, hi),))
    return None


def match_adjective(tokens: Tokens, i: int, lo: int, hi: int) -> Match | None:
    """Return the match of the adjective at token i (`is confident that`), or None."""
    low = tokens.low
    p = before_adverbs(tokens, i, lo)
    after = low[i + 1] if i + 1 < hi else ""
    if p < lo or not (
        low[p] in words.BE or low[p] in words.FUSED or low[p] in words.CONTRACTED or low[p] in ("feel", "feels", "felt")
    ):
        return None
    if not (
        after in ("that", "to", "of", "about", "with", "by", "in", "at", "for", "on") or after in words.SUBJECTLIKE
    ):
        return None
    entry = load_cues()["adjective"][low[i]][0]
    source = subject_before(tokens, p + 1, lo) or subject_of_sentence(tokens, lo, i)
    return Match(i, i + 1, entry.cue, entry.kind, entry.stance, "adjective", source, ((i + 1, hi),))


def match_according(tokens: Tokens, i: int, lo: int, hi: int) -> Match | None:
    """Return the match of `according to` at token i."""
    if not (i + 1 < hi and tokens.low[i + 1] == "to"):
        return None
    source = phrase_after(tokens, i + 2, hi)
    end = source.whole_last if source else i + 2
    comma = next((k for k in range(end, min(hi, end + 30)) if tokens.low[k] == ","), hi)
    parts = ([(lo, i)] if i - lo > 1 else []) + (
        [(comma + 1, hi)] if comma + 1 < hi and (i - lo <= 1 or tokens.low[i - 1] == ",") else []
    )
    return Match(i, i + 2, "according to", "say", "neutral", "according", source, tuple(parts))


def is_headline(tokens: Tokens, lo: int, hi: int) -> bool:
    """Tell whether nearly all longer words of a sentence are capitalised."""
    longer = [w for w in tokens.word[lo:hi] if len(w) > 4 and w[0].isalpha()]
    return len(longer) > 1 and sum(w[0].isupper() for w in longer) >= 0.7 * len(longer)


def past_dateline(tokens: Tokens, lo: int, hi: int) -> int:
    """Return the index past a dateline (`MADRID, Spain (Agency) - `), or lo where there is none."""
    if hi - lo < 4 or not (tokens.word[lo].isupper() or "(" in tokens.low[lo : lo + 8]) or len(tokens.low[lo]) < 3:
        return lo
    return next((k + 1 for k in range(lo, min(hi - 2, lo + 14)) if tokens.low[k] in words.DASHES), lo)


def find_matches(tokens: Tokens, number: int, quoted: list[int]) -> list[Match]:
    """Return the cues of a sentence outside its quotations, in order."""
    lo, hi = tokens.bounds[number]
    began = lo
    if lo < hi and number and not tokens.breaks[number] and (tokens.word[lo][0].islower() or tokens.low[lo] == ","):
        lo = tokens.bounds[number - 1][0]  # cut in two at a full stop that ended no sentence
    cues = load_cues()
    verbs, nouns, adjectives = cues["verb"], cues["noun"], cues["adjective"]
    lo = past_dateline(tokens, lo, hi) if tokens.breaks[number] else lo
    found: list[Match] = []
    titled: bool | None = None
    for i in range(began, hi):
        low = tokens.low[i]
        if quoted[i] >= 0 or not (low in verbs or low in nouns or low in adjectives or low == "according"):
            continue
        if tokens.word[i][0].isupper() and (i > lo or low in nouns):
            titled = is_headline(tokens, lo, hi) if titled is None else titled
            if not titled and low != "according":
                continue  # a name: the United States, Judge Smith
        match = None
        if low in verbs:
            match = match_verb(tokens, i, lo, hi, found)
        if match is None and low in nouns:
            match = match_noun(tokens, i, lo, hi)
        if match is None and low in adjectives:
            match = match_adjective(tokens, i, lo, hi)
        if low == "according":
            match = match_according(tokens, i, lo, hi)
        if match is not None:
            found.append(match)
    return found
