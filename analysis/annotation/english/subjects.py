"""Who is named: the subject of a cue."""

from analysis.annotation.english import classes
from analysis.annotation.english.cue_lexicon import ING, load_cues
from analysis.annotation.english.noun_phrases import REACH, is_compound, phrase_from
from analysis.annotation.english.records import Source
from analysis.annotation.english.tokens import MARKS, Tokens

__all__ = ["clause_start", "governed", "subject_before", "subject_of_sentence"]

JOINED = 8  # words before an `and` that may be the first of two subjects


def clause_start(tokens: Tokens, last: int, lo: int) -> int:
    """Return where the clause that ends before `last` begins."""
    low, verbs, nouns = tokens.low, load_cues()["verb"], load_cues()["noun"]
    i = last - 1
    lo = max(lo, last - REACH)
    while i >= lo:
        w = low[i]
        if w in classes.STOPS or w in MARKS or (w in classes.SUBORDINATORS and w != "than"):
            break
        if w in classes.COORDINATORS and not (is_compound(tokens, i) or _joins_nouns(tokens, i, lo)):
            break
        verb = w in classes.AUXILIARIES or (
            (w in verbs and w not in nouns and not verbs[w][0].form & ING and not tokens.word[i][0].isupper())
            and not (i > lo and low[i - 1] in classes.DETERMINERS)
        )
        if verb:
            relative = _relative_before(tokens, i, lo)
            if relative < 0:
                break
            i = relative
        i -= 1
    return i + 1


def _joins_nouns(tokens: Tokens, i: int, lo: int) -> bool:
    """Tell whether nothing but a noun phrase stands before the `and` at token i: `farmers and their bankers say`."""
    low, cues = tokens.low, load_cues()
    if low[i] not in ("and", "or") or low[i - 1] in classes.OUTSIDE or not low[i - 1][0].isalnum():
        return False
    k = i - 1
    while k >= max(lo, i - JOINED) and low[k] not in MARKS and low[k] not in classes.STOPS:
        w = low[k]
        if w in classes.SUBORDINATORS and w not in classes.PREPOSITIONS:
            break
        verb = w in classes.AUXILIARIES or w in classes.PASTS or w in classes.SUBJECTLIKE or w.endswith(("ed", "ing"))
        if verb or w == "to" or (w in cues["verb"] and w not in cues["noun"]):
            return False
        k -= 1
    return (
        k >= i - JOINED and k + 1 < i and low[k + 1] not in classes.PREPOSITIONS and low[k + 1] not in classes.ADVERBS
    )


def _relative_before(tokens: Tokens, i: int, lo: int) -> int:
    """Return the relative pronoun whose clause the verb at token i belongs to, or -1."""
    for k in range(i - 1, max(lo, i - 10), -1):
        if tokens.low[k] in ("who", "which", "whose", "whom"):
            return k
        if tokens.low[k] in classes.STOPS or tokens.low[k] in MARKS:
            return -1
    return -1


def _before_auxiliaries(tokens: Tokens, i: int, lo: int) -> int:
    """Return the index of the last token before i that is neither adverb nor auxiliary."""
    low = tokens.low
    i -= 1
    while i >= lo and (low[i] in classes.ADVERBS or low[i] in classes.AUXILIARIES or low[i].endswith("ly")):
        if low[i] in classes.INDEFINITES or tokens.word[i][0].isupper():
            break
        i -= 1
    return i


def subject_before(tokens: Tokens, cue: int, lo: int) -> Source | None:
    """Return the subject of the verb at token `cue`, looking no further back than `lo`."""
    low = tokens.low
    lo = max(lo, cue - 2 * REACH)
    i = _before_auxiliaries(tokens, cue, lo)
    if i < lo:
        return None
    if low[i] in classes.SUBJECTLIKE:
        return Source(i, i + 1, i, i + 1)
    if low[i] in (",", ")", *classes.DASHES):
        i = _before_asides(tokens, i, lo)
        if i < lo:
            return None
        if low[i] in classes.SUBJECTLIKE:
            return Source(i, i + 1, i, i + 1)
    if low[i] in classes.COORDINATORS or low[i] in classes.SUBORDINATORS:
        return None
    first = clause_start(tokens, i + 1, lo)
    if first - 2 > lo and low[first - 1] == "," and low[first] in classes.GENERATIONS:
        i = first - 2  # Jane Roe, Jr. (said)
        first = clause_start(tokens, i + 1, lo)
    if (
        first > lo
        and first <= i
        and low[first - 1] in ("who", "which")
        and low[first] in classes.PREPOSITIONS | classes.ADVERBS
    ):
        return Source(first - 1, first, first - 1, first)  # which on two occasions has warned
    found = phrase_from(tokens, first, i + 1, strict=False) if first <= i else None
    return _listed(tokens, found, lo) if found else None


def _listed(tokens: Tokens, last: Source, lo: int) -> Source:
    """Return all of a list of names of which the phrase is the last: `miners, farmers and their bankers` (say)."""
    low = tokens.low
    link = last.whole_first - 1
    joined = any(low[k] in ("and", "or") for k in range(last.first, last.last))
    if link <= lo or not (low[link] in ("and", "or") or (joined and low[link] == ",")):
        return last
    begin, parts = link, int(low[link] == ",")
    while begin > lo and link - begin <= JOINED:
        w = low[begin - 1]
        if w in classes.SUBORDINATORS | MARKS or (w in classes.STOPS and w != ","):
            break
        if w in classes.COORDINATORS and begin - 1 == lo:
            break
        verb = w in classes.OUTSIDE or w in classes.PASTS or w.endswith(("ed", "ing")) or w in load_cues()["verb"]
        if verb and w not in load_cues()["noun"]:
            return last
        parts += w == ","
        begin -= 1
    if (
        not parts
        or begin == link
        or link - begin > JOINED
        or low[begin] in classes.ADVERBS
        or low[begin] in classes.DAYS
    ):
        return last
    return Source(begin, last.last, begin, last.whole_last) if low[begin] not in classes.STOPS else last


def _before_asides(tokens: Tokens, i: int, lo: int) -> int:
    """Return the last token before the stretches between commas, dashes or brackets that end at token i."""
    low, word = tokens.low, tokens.word
    mark = "(" if low[i] == ")" else low[i]
    found = lo - 1
    k = i - 1
    while k > lo and low[k] not in MARKS and low[k] not in (";", ":"):
        if low[k] == mark:
            found = k - 1
            begin = k - 1  # does a name end before this comma, with nothing but qualification since?
            while begin > lo and low[begin - 1] not in classes.STOPS and low[begin - 1] not in MARKS:
                begin -= 1
            opening = low[begin]
            if mark != "," or begin == lo or low[begin - 1] != ",":
                break
            if word[begin][0].isupper() and opening not in classes.QUALIFYING and not opening.startswith(("d-", "r-")):
                break
            if opening in classes.ARTICLES and not word[begin - 2][0].isupper() and not word[begin - 2][0].isdigit():
                break  # what stands before the article is no name that this could explain
            before = begin - 2
            while before > lo and low[before - 1] not in classes.STOPS:
                before -= 1
            if low[before] in classes.PREPOSITIONS or low[before] in classes.SUBORDINATORS:
                break
            k = begin
        k -= 1
    return found


def governed(tokens: Tokens, i: int, lo: int) -> Source | None:
    """Return the subject of the verb or adjective that the infinitive at token i depends on."""
    low, verbs = tokens.low, load_cues()["verb"]
    tried = 0
    for k in range(i - 2, max(lo, i - 12), -1):
        w = low[k]
        if w in classes.STOPS or w in MARKS or w in ("that", "who", "which"):
            return subject_before(tokens, k + 1, lo) if w in ("who", "that", "which") else None
        if w in classes.AUXILIARIES or w in classes.PASTS or w.endswith("ed") or w in verbs:
            source = subject_before(tokens, k, lo)
            tried += 1
            if source or tried == 3:
                return source
    return None


def subject_of_sentence(tokens: Tokens, lo: int, hi: int) -> Source | None:
    """Return the first noun phrase of a sentence, past an introductory phrase and its comma; none for `it is`."""
    found = _first_phrase(tokens, lo, hi)
    if found and tokens.low[found.first] in ("it", "it's", "it’s", "there", "there's", "there’s"):
        return None  # most often no one: `it is hard to think`
    return found


def _first_phrase(tokens: Tokens, lo: int, hi: int) -> Source | None:
    """Return the first noun phrase of a sentence, past an introductory phrase and its comma."""
    low = tokens.low
    hi = min(hi, lo + 2 * REACH)
    if lo < hi and (
        low[lo] in classes.PREPOSITIONS
        or low[lo] in classes.SUBORDINATORS
        or low[lo].endswith(("ing", "ed"))
        or low[lo] == "given"
    ):
        for i in range(lo, hi):
            if low[i] == ",":
                return phrase_from(tokens, i + 1, hi, strict=True)
    return phrase_from(tokens, lo, hi, strict=True)
