"""Who is named: the noun phrase before or after a cue."""

import csv
from functools import cache
from typing import NamedTuple

from analysis.corpus.voices import words
from analysis.corpus.voices.lexicon import ING, load_cues
from analysis.corpus.voices.tokens import MARKS, Tokens
from analysis.paths import lexicon

REACH = 30  # tokens looked at on either side of a cue
LONGEST = 4  # words of a name that are kept
PASTS = words.listed(
    "went came took made got gave kept left met lost won ran led stood sat fell rose grew drew threw flew brought bought "
    "caught taught fought built sent spent held paid became let tried used worked moved turned started stopped began "
    "refused managed helped failed continued returned"
)


class Source(NamedTuple):
    """A noun phrase as token bounds (end excluded): its core, and the whole with what qualifies it."""

    first: int
    last: int
    whole_first: int
    whole_last: int


@cache
def load_words(kind: str) -> frozenset[str]:
    """Return the words of a class of data/lexicons/voice_words.csv."""
    with lexicon("voice_words.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["word"] for row in csv.DictReader(lines) if row["class"] == kind)


def is_noun_part(tokens: Tokens, i: int) -> bool:
    """Tell whether the token may stand inside a noun phrase without prepositions."""
    low = tokens.low[i]
    if not low[0].isalnum():
        return low in "&" or (low == "." and tokens.end[i - 1] == tokens.start[i] and len(tokens.low[i - 1]) <= 4)
    return not (
        low in words.PREPOSITIONS
        or low in words.COORDINATORS
        or low in words.SUBORDINATORS
        or low in words.AUXILIARIES
        or low in words.SUBJECTLIKE
        or low in ("to", "not")
    )


def base_phrase(tokens: Tokens, i: int, end: int, strict: bool) -> int:
    """Return the end of the noun phrase without prepositions that begins at i (i itself if there is none).

    A name that follows a common noun begins a phrase of its own unless the noun is a title. `strict`: what follows is
    not known to belong to the phrase, so that a word which may be a verb ends it.
    """
    titles = load_words("title")
    begin = i
    seen_noun = False
    while i < end and is_noun_part(tokens, i):
        word, low = tokens.word[i], tokens.low[i]
        capital = word[0].isupper()
        if i > begin:
            before = tokens.low[i - 1]
            if low in words.DETERMINERS and low not in ("more", "other", "one", "two", "three"):
                break
            if before in words.DAYS and (capital or low in words.DETERMINERS):
                break
            if capital and seen_noun and before not in titles and tokens.word[i - 1][0].islower():
                break
            if strict and not capital and (tokens.word[i - 1][0].isupper() or seen_noun) and maybe_verb(low):
                break
        if low not in words.DETERMINERS and low not in words.ADVERBS and not capital and word[0].isalpha():
            seen_noun = True
        i += 1
    return i


def maybe_verb(low: str) -> bool:
    """Tell whether a word after a noun is more likely a verb."""
    return low in PASTS or low.endswith(("ed", "ing")) or low in load_cues()["verb"] or low in words.ADVERBS


def trimmed(tokens: Tokens, first: int, last: int, whole_first: int, whole_last: int) -> Source | None:
    """Return the phrase cut to its last words, without leading determiners, or None if nothing is left."""
    while first < last and (tokens.low[first] in words.DETERMINERS - words.INDEFINITES or tokens.low[first] in ",.&"):
        first += 1
    while last > first and not tokens.word[last - 1][0].isalnum():
        last -= 1
    count = sum(1 for i in range(first, last) if tokens.word[i][0].isalnum())
    while count > LONGEST:
        count -= tokens.word[first][0].isalnum()
        first += 1
    while first < last and not tokens.word[first][0].isalnum():
        first += 1
    return Source(first, last, whole_first, whole_last) if first < last else None


def phrase_from(tokens: Tokens, i: int, end: int, strict: bool) -> Source | None:
    """Return the first noun phrase at or after i, past leading adverbs and prepositional phrases."""
    low = tokens.low
    begin = i
    while i < end:
        if low[i] in words.SUBJECTLIKE:
            return Source(i, i + 1, i, i + 1)
        if low[i] in words.PREPOSITIONS and low[i] != "of":
            stop = base_phrase(tokens, i + 1, end, strict)
            i = stop if stop > i + 1 else i + 1
            while i < end and low[i] == "of":
                i = max(base_phrase(tokens, i + 1, end, strict), i + 1)
        elif low[i] in words.COORDINATORS or low[i] in words.DAYS or low[i] in words.ADVERBS or not low[i][0].isalnum():
            i += 1
        else:
            break
    begin = i
    stop = base_phrase(tokens, i, end, strict)
    if stop == begin:
        return None
    if not strict and stop < end and tokens.word[stop][0].isupper() and is_noun_part(tokens, stop):
        return phrase_from(tokens, stop, end, strict)  # "the fact Smith" (said): the name begins a clause of its own
    if stop + 1 < end and low[stop] == "of" and tokens.word[stop - 1][0].isupper() and tokens.word[stop + 1][0].isupper():
        stop = base_phrase(tokens, stop + 1, end, strict)
    return trimmed(tokens, begin, stop, begin, end if not strict else stop)


def clause_start(tokens: Tokens, last: int, lo: int) -> int:
    """Return where the clause that ends before `last` begins."""
    low, verbs, nouns = tokens.low, load_cues()["verb"], load_cues()["noun"]
    i = last - 1
    lo = max(lo, last - REACH)
    while i >= lo:
        w = low[i]
        if w in words.STOPS or w in MARKS or w == "''" or w in words.SUBORDINATORS:
            break
        if w in words.COORDINATORS and not is_compound(tokens, i, last):
            break
        if w in words.AUXILIARIES or (w in verbs and w not in nouns and not verbs[w][0].form & ING):
            if not (i > lo and low[i - 1] in words.DETERMINERS):
                break
        i -= 1
    return i + 1


def is_compound(tokens: Tokens, i: int, last: int) -> bool:
    """Tell whether the `and` at token i joins two names."""
    word = tokens.word
    return 0 < i < last - 1 and word[i - 1][0].isupper() and (word[i + 1][0].isupper() or tokens.low[i + 1] == "the")


def subject_before(tokens: Tokens, cue: int, lo: int, aside: bool = True) -> Source | None:
    """Return the subject of the verb at token `cue`, looking no further back than `lo`.

    `aside`: a stretch between commas, dashes or brackets may stand between the two.
    """
    low = tokens.low
    i = cue - 1
    lo = max(lo, cue - 2 * REACH)
    while i >= lo and (low[i] in words.ADVERBS or low[i] in words.AUXILIARIES or low[i].endswith("ly")):
        if low[i] in words.INDEFINITES:
            break
        i -= 1
    if i < lo:
        return None
    if low[i] in words.SUBJECTLIKE:
        return Source(i, i + 1, i, i + 1)
    if low[i] in (",", ")", "—", "–", "-"):
        if not aside:
            return None
        back = "(" if low[i] == ")" else low[i]
        for k in range(i - 1, max(lo, i - REACH), -1):
            if low[k] == back:
                return subject_before(tokens, k, lo, aside=False) if k > lo else None
        return None
    if low[i] in words.COORDINATORS or low[i] in words.SUBORDINATORS:
        return None
    first = clause_start(tokens, i + 1, lo)
    return phrase_from(tokens, first, i + 1, strict=False) if first <= i else None


def subject_of_sentence(tokens: Tokens, lo: int, hi: int) -> Source | None:
    """Return the first noun phrase of a sentence, past an introductory phrase and its comma."""
    low = tokens.low
    hi = min(hi, lo + REACH)
    if lo < hi and (low[lo] in words.PREPOSITIONS or low[lo] in words.SUBORDINATORS or low[lo].endswith("ing")):
        for i in range(lo, hi):
            if low[i] == ",":
                return phrase_from(tokens, i + 1, hi, strict=True)
    return phrase_from(tokens, lo, hi, strict=True)


def phrase_after(tokens: Tokens, i: int, hi: int) -> Source | None:
    """Return the noun phrase that begins at token i, or None."""
    if i >= hi:
        return None
    if tokens.low[i] in words.SUBJECTLIKE:
        return Source(i, i + 1, i, i + 1)
    stop = base_phrase(tokens, i, min(hi, i + REACH), strict=True)
    if stop == i:
        return None
    return trimmed(tokens, i, stop, i, stop)
