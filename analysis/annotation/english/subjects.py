"""Who is named: the subject of a cue."""

from functools import cache

from analysis.annotation.english import classes
from analysis.annotation.english.cue_lexicon import ING, load_cues
from analysis.annotation.english.noun_phrases import REACH, is_compound, phrase_from
from analysis.annotation.english.records import Source
from analysis.annotation.english.tokens import MARKS, Tokens

__all__ = ["clause_start", "governed", "subject_before", "subject_of_sentence"]

JOINED = 8  # words before an `and` that may be the first of two subjects
CLAUSE_BOUNDS = classes.STOPS | MARKS | (classes.SUBORDINATORS - {"than"})
PHRASE_BOUNDS = classes.STOPS | MARKS | (classes.SUBORDINATORS - classes.PREPOSITIONS)
LIST_BOUNDS = (classes.STOPS | MARKS | classes.SUBORDINATORS) - {","}
STRETCH_BOUNDS = classes.STOPS | MARKS
ASIDE_BOUNDS = MARKS | {";", ":"}
ASIDE_ENDS = classes.DASHES | {",", ")"}
CLAUSAL = classes.AUXILIARIES | classes.PASTS | classes.SUBJECTLIKE | {"to"}  # what no noun phrase has
LINKS = classes.COORDINATORS | classes.SUBORDINATORS
NOT_FIRST = classes.ADVERBS | classes.DAYS | classes.STOPS  # of the words of a list


@cache
def _only_verbs() -> frozenset[str]:
    """Return the spellings of cues that may be verbs, and no nouns."""
    return frozenset(load_cues()["verb"].keys() - load_cues()["noun"].keys())


def clause_start(tokens: Tokens, last: int, lo: int) -> int:
    """Return where the clause that ends before `last` begins."""
    i = last - 1
    lo = max(lo, last - REACH)
    while i >= lo:
        w = tokens.low[i]
        if w in CLAUSE_BOUNDS:
            break
        if w in classes.COORDINATORS and not (is_compound(tokens, i) or _joins_nouns(tokens, i, lo)):
            break
        if w in classes.AUXILIARIES or _is_cue_verb(tokens, i, lo):
            relative = _relative_before(tokens, i, lo)
            if relative < 0:
                break
            i = relative
        i -= 1
    return i + 1


def _is_cue_verb(tokens: Tokens, i: int, lo: int) -> bool:
    """Tell whether a finite verb that introduces words stands at token i: `Holt | said`; not `the | said mill`."""
    w = tokens.low[i]
    if w not in _only_verbs() or load_cues()["verb"][w][0].form & ING or tokens.word[i][0].isupper():
        return False
    return i <= lo or tokens.low[i - 1] not in classes.DETERMINERS


def _joins_nouns(tokens: Tokens, i: int, lo: int) -> bool:
    """Tell whether nothing but a noun phrase stands before the `and` at token i: `farmers and their bankers say`."""
    low = tokens.low
    if low[i] not in ("and", "or") or low[i - 1] in classes.OUTSIDE or not low[i - 1][0].isalnum():
        return False
    k = i - 1
    while k >= max(lo, i - JOINED) and low[k] not in PHRASE_BOUNDS:
        if low[k] in CLAUSAL or low[k].endswith(("ed", "ing")) or low[k] in _only_verbs():
            return False
        k -= 1
    first = k + 1
    return i - JOINED < first < i and low[first] not in classes.PREPOSITIONS and low[first] not in classes.ADVERBS


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
    if i >= lo and low[i] in ASIDE_ENDS:
        i = _before_asides(tokens, i, lo)
    if i < lo:
        return None
    if low[i] in classes.SUBJECTLIKE:
        return Source(i, i + 1, i, i + 1)
    return None if low[i] in LINKS else _noun_subject(tokens, i, lo)


def _noun_subject(tokens: Tokens, i: int, lo: int) -> Source | None:
    """Return the noun phrase, or all of a list, that ends at token i as the subject of what follows."""
    low = tokens.low
    first = clause_start(tokens, i + 1, lo)
    if first - 2 > lo and low[first - 1] == "," and low[first] in classes.GENERATIONS:
        i = first - 2  # Jane Roe, Jr. (said)
        first = clause_start(tokens, i + 1, lo)
    if first > i:
        return None
    if first > lo and _opens_relative(tokens, first):
        return Source(first - 1, first, first - 1, first)
    found = phrase_from(tokens, first, i + 1, strict=False)
    return _listed(tokens, found, lo) if found else None


def _opens_relative(tokens: Tokens, first: int) -> bool:
    """Tell whether a pronoun before token `first` is a subject: `which | on two occasions has warned`."""
    where = tokens.low[first] in classes.PREPOSITIONS or tokens.low[first] in classes.ADVERBS
    return where and tokens.low[first - 1] in ("who", "which")


def _listed(tokens: Tokens, last: Source, lo: int) -> Source:
    """Return all of a list of names of which the phrase is the last: `miners, farmers and their bankers` (say)."""
    low = tokens.low
    link = last.whole_first - 1
    if link <= lo or not _links_list(tokens, link, last):
        return last
    begin = _begin_of_list(tokens, link, lo)
    if begin == link or link - begin > JOINED or "," not in low[begin : link + 1] or low[begin] in NOT_FIRST:
        return last
    return Source(begin, last.last, begin, last.whole_last)


def _links_list(tokens: Tokens, link: int, last: Source) -> bool:
    """Tell whether the token `link` leads to the last of a list: `Roe, Doe | and | Holt`, `Roe | , | Doe and Holt`."""
    low = tokens.low
    return low[link] in ("and", "or") or (
        low[link] == "," and any(low[k] in ("and", "or") for k in range(last.first, last.last))
    )


def _begin_of_list(tokens: Tokens, link: int, lo: int) -> int:
    """Return where the list that leads to token `link` begins; `link` where a clause stands there, and no list."""
    low, nouns = tokens.low, load_cues()["noun"]
    begin = link
    while begin > lo and link - begin <= JOINED:
        w = low[begin - 1]
        if w in LIST_BOUNDS or (begin - 1 == lo and w in classes.COORDINATORS):
            break
        if w not in nouns and _belongs_to_clause(w):
            return link
        begin -= 1
    return begin


def _belongs_to_clause(low: str) -> bool:
    """Tell whether the word is a verb or stands outside noun phrases: `went`, `from`, `hoping`."""
    return low in classes.OUTSIDE or low in classes.PASTS or low.endswith(("ed", "ing")) or low in load_cues()["verb"]


def _before_asides(tokens: Tokens, i: int, lo: int) -> int:
    """Return the last token before the stretches between commas, dashes or brackets that end at token i."""
    low = tokens.low
    mark = "(" if low[i] == ")" else low[i]
    found = lo - 1
    k = i - 1
    while k > lo and low[k] not in ASIDE_BOUNDS:
        if low[k] == mark:
            found = k - 1
            begin = k - 1  # does a name end before this comma, with nothing but qualification since?
            while begin > lo and low[begin - 1] not in STRETCH_BOUNDS:
                begin -= 1
            if mark != "," or not _qualifies(tokens, begin, lo):
                break
            k = begin
        k -= 1
    return found


def _qualifies(tokens: Tokens, begin: int, lo: int) -> bool:
    """Tell whether a stretch behind a comma qualifies a name before it: `Ada Holt, | of Norrund, a miller, ` (said)."""
    low, word = tokens.low, tokens.word
    if begin == lo or low[begin - 1] != ",":
        return False
    if word[begin][0].isupper() and low[begin] not in classes.QUALIFYING and not low[begin].startswith(("d-", "r-")):
        return False
    if low[begin] in classes.ARTICLES and not _may_be_explained(word[begin - 2]):
        return False
    before = begin - 2
    while before > lo and low[before - 1] not in classes.STOPS:
        before -= 1
    return low[before] not in classes.PREPOSITIONS and low[before] not in classes.SUBORDINATORS


def _may_be_explained(word: str) -> bool:
    """Tell whether a word before a comma may be a name's or an age, as an article explains: `Holt, 40, | a miller`."""
    return word[0].isupper() or word[0].isdigit()


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
