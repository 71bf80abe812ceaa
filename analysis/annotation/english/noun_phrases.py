"""Noun phrases: where a name or a description begins and ends."""

from functools import cache

from analysis import paths
from analysis.annotation.english import classes
from analysis.annotation.english.cue_lexicon import load_cues
from analysis.annotation.english.records import Source
from analysis.annotation.english.tokens import Tokens
from analysis.corpus import lexicon_rows

__all__ = ["REACH", "in_particles", "is_compound", "load_words", "phrase_after", "phrase_from", "qualified"]

REACH = 30  # tokens looked at on either side of a cue
LONGEST = 9  # words of a name that are kept
KINDS = (
    "document", "evidence", "group", "he", "heading", "institution", "joint act", "noun", "official", "organ",
    "portfolio", "rank", "sent", "serving", "she", "title",
)  # fmt: skip
FORM = lexicon_rows.Form(("word", "class"), key=("word", "class"), classes={"class": KINDS})
OPENING = classes.DETERMINERS - classes.COUNTED  # what begins a phrase of its own


@cache
def load_words(kind: str) -> frozenset[str]:
    """Return the words of a class of data/lexicons/en/voice_words.csv."""
    return _load_classes()[kind]


@cache
def _load_classes() -> dict[str, frozenset[str]]:
    """Return the words of every class."""
    words: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for row in lexicon_rows.read_rows(paths.lexicon("voice_words.csv"), FORM, dict):
        words[row["class"]].add(row["word"])
    return {kind: frozenset(listed) for kind, listed in words.items()}


def _is_noun_part(tokens: Tokens, i: int) -> bool:
    """Tell whether the token may stand inside a noun phrase without prepositions."""
    low = tokens.low[i]
    if in_particles(tokens, i):
        return True
    if not low[0].isalnum():
        return low in "&" or (low == "." and tokens.end[i - 1] == tokens.start[i] and len(tokens.low[i - 1]) <= 4)
    return low not in classes.OUTSIDE


def in_particles(tokens: Tokens, i: int) -> bool:
    """Return whether the token is one of the small words inside a name: Jane van der Roe."""
    low, n = tokens.low, len(tokens.low)
    while i < n and low[i] in classes.PARTICLES and tokens.word[i].islower():
        i += 1
        if i < n and tokens.word[i][0].isupper():
            return True
    return False


def _ends_phrase(tokens: Tokens, i: int, seen_noun: bool, strict: bool, joined: bool) -> bool:
    """Tell whether a noun phrase that reaches token i - 1 ends there although i might be a noun."""
    low, capital = tokens.low[i], tokens.word[i][0].isupper()
    if _opens_other(tokens, i, low, capital):
        return True
    if in_particles(tokens, i):
        return False
    if capital:
        return seen_noun and not joined and _follows_common_noun(tokens, i)
    if not strict or not low[0].isalpha():
        return _opens_participle(tokens, i)
    if joined:
        return _is_no_noun(low)
    if _follows_name(tokens, i):
        return not _goes_on_name(tokens, i)
    return seen_noun and _maybe_verb(low)


def _opens_other(tokens: Tokens, i: int, low: str, capital: bool) -> bool:
    """Tell whether another phrase opens at token i: in a new paragraph, by its article, or `on Monday | Holt`."""
    if tokens.start[i] - tokens.end[i - 1] > 1 and tokens.text.count("\n", tokens.end[i - 1], tokens.start[i]) > 1:
        return True
    if low in OPENING and not (low == "a" and capital):
        return True
    return tokens.low[i - 1] in classes.DAYS and (capital or low in classes.DETERMINERS)


def _follows_common_noun(tokens: Tokens, i: int) -> bool:
    """Tell whether a word that is neither title nor of a name stands before token i: `the bridge | Holt` (built)."""
    common = tokens.word[i - 1][0].islower() and tokens.low[i - 1] not in load_words("title")
    return common and not in_particles(tokens, i - 1)


def _opens_participle(tokens: Tokens, i: int) -> bool:
    """Tell whether a participle at token i tells of the phrase before it: `the mill | owned by Holt`."""
    after = tokens.low[i + 1] if i + 1 < len(tokens.low) else ""
    return tokens.low[i].endswith("ed") and after in classes.PREPOSITIONS


def _is_no_noun(low: str) -> bool:
    """Tell whether the word can hardly be a noun: `sold`, `later`, `says`."""
    return low in classes.PASTS or low in classes.ADVERBS or low.endswith(("ed", "ing")) or not _also_noun(low)


def _follows_name(tokens: Tokens, i: int) -> bool:
    """Tell whether a name stands before token i: a capital that no article leads to and no sentence calls for."""
    before = tokens.word[i - 1][0].isupper() and tokens.low[i - 1] not in classes.DETERMINERS
    return before and not _opens(tokens, i - 1)


def _goes_on_name(tokens: Tokens, i: int) -> bool:
    """Tell whether a common noun goes on a name: a title or a word for people (`the Norrund | envoy`)."""
    return tokens.low[i] in load_words("title") or tokens.low[i] in load_words("group") or _capital_near(tokens, i)


def _opens(tokens: Tokens, i: int) -> bool:
    """Tell whether the token opens a sentence, so that its capital means nothing."""
    return i == 0 or tokens.low[i - 1] in ".!?" or "\n" in tokens.text[tokens.end[i - 1] : tokens.start[i]]


def _also_noun(low: str) -> bool:
    """Tell whether the word may be a noun."""
    cues = load_cues()
    return low not in cues["verb"] or low in cues["noun"] or low in load_words("document") or low in load_words("noun")


def _capital_near(tokens: Tokens, i: int) -> bool:
    """Tell whether a title with a name behind it begins at token i: `campaign manager Jane Roe`."""
    titles = load_words("title")
    return any(tokens.low[k] in titles for k in range(i, min(i + 3, len(tokens.low))))


def _base_phrase(tokens: Tokens, i: int, end: int, strict: bool, joined: bool = False) -> int:
    """Return the end of the noun phrase without prepositions that begins at i (i itself if there is none).

    `strict`: what follows is not known to belong to the phrase, so that a word that may be a verb ends it. Unless
    `joined`, a name that follows a common noun other than a title begins a phrase of its own.
    """
    begin = i
    seen_noun = False
    while i < end and _is_noun_part(tokens, i):
        if i > begin and _ends_phrase(tokens, i, seen_noun, strict, joined):
            break
        low = tokens.low[i]
        if (
            low[0].isalpha()
            and not tokens.word[i][0].isupper()
            and low not in classes.DETERMINERS
            and low not in classes.ADVERBS
        ):
            seen_noun = True
        i += 1
    return i


def _maybe_verb(low: str) -> bool:
    """Tell whether a word after a noun is more likely a verb."""
    return low in classes.PASTS or low.endswith(("ed", "ing")) or low in load_cues()["verb"] or low in classes.ADVERBS


def _trimmed(tokens: Tokens, first: int, last: int, whole_first: int, whole_last: int) -> Source | None:
    """Return the phrase cut to its last words, without leading determiners, or None if nothing is left."""
    low, word = tokens.low, tokens.word
    while last > first and (not word[last - 1][0].isalnum() or low[last - 1] in classes.DAYS):
        last -= 1
    while first < last - 1 and (low[first] in classes.ARTICLES or not word[first][0].isalnum()):
        first += 1
    while last - first > LONGEST:
        first += 1
    if first >= last or (last == first + 1 and low[first] in classes.ARTICLES):
        return None
    return Source(first, last, whole_first, whole_last)


def _skip_opening(tokens: Tokens, i: int, end: int, strict: bool) -> int:
    """Return the index past leading adverbs, days and prepositional phrases."""
    low = tokens.low
    while i < end and low[i] not in classes.SUBJECTLIKE:
        if low[i] in classes.PREPOSITIONS and low[i] != "of":
            i = max(_base_phrase(tokens, i + 1, end, strict), i + 1)
            while i < end and low[i] == "of":
                i = max(_base_phrase(tokens, i + 1, end, strict), i + 1)
        elif low[i] in classes.LEADING or not low[i][0].isalnum() or _is_manner(tokens, i, end):
            i += 1
        else:
            break
    return i


def _is_manner(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether an adverb in -ly stands at token i, and no name such as `Sally`: `Sadly, | Holt` (left)."""
    return tokens.low[i].endswith("ly") and i + 1 < end and (tokens.low[i + 1] == "," or tokens.word[i].islower())


def phrase_from(tokens: Tokens, i: int, end: int, strict: bool, joined: bool = False) -> Source | None:
    """Return the first noun phrase at or after i, past leading adverbs and prepositional phrases."""
    i = _skip_opening(tokens, i, end, strict)
    while i < end:
        if tokens.low[i] in classes.SUBJECTLIKE:
            return Source(i, i + 1, i, i + 1)
        stop = _base_phrase(tokens, i, end, strict, joined)
        if stop == i or _did_something(tokens, i, end):
            return None
        if _tells_time(tokens, stop, end):
            i = _skip_opening(tokens, stop, end, strict)
        elif not strict and stop < end and _is_noun_part(tokens, stop) and _begins_anew(tokens, stop):
            i = stop  # "the fact Smith" (said): the name begins a clause of its own
        else:
            stop = _past_joined(tokens, i, stop, end, strict, joined)
            return _trimmed(tokens, i, stop, i, stop if strict else end)
    return None


def _tells_time(tokens: Tokens, stop: int, end: int) -> bool:
    """Tell whether a phrase that ends before token `stop` tells when: `a few days later |, Roe` (said)."""
    return tokens.low[stop - 1] in classes.TIMES and stop < end and tokens.low[stop] == ","


def _past_joined(tokens: Tokens, i: int, stop: int, end: int, strict: bool, joined: bool) -> int:
    """Return where a phrase from i to `stop` ends with what `of` and `and` join to it: `Bank | of Norrund`."""
    low = tokens.low
    if (
        stop + 1 < end
        and low[stop] == "of"
        and tokens.word[stop - 1][0].isupper()
        and tokens.word[stop + 1][0].isupper()
    ):
        stop = _base_phrase(tokens, stop + 1, end, strict, joined)
    if stop + 1 >= end or low[stop] not in ("and", "or"):
        return stop
    if low[stop] == "and" and is_compound(tokens, stop):
        return max(_base_phrase(tokens, stop + 1, end, strict, joined), stop)
    return stop if strict else _past_second(tokens, i, stop, end)


def _past_second(tokens: Tokens, i: int, stop: int, end: int) -> int:
    """Return where the second of two joined nouns ends, or `stop`: all of `farmers and even some bankers`."""
    low = tokens.low
    second = next((k for k in range(stop + 1, end) if low[k] not in classes.ADVERBS), end)
    close = _base_phrase(tokens, second, end, strict=False)
    ends = close == end or low[close] in classes.RELATIVES or low[close] in classes.PREPOSITIONS
    return close if close > second and close - i <= LONGEST and ends else stop


def _begins_anew(tokens: Tokens, i: int) -> bool:
    """Tell whether another noun phrase begins at token i, right behind one: `the things the mayor` (said)."""
    return tokens.word[i][0].isupper() or (
        (tokens.low[i] in ("the", "a", "an") or tokens.low[i] in classes.POSSESSIVES)
        and tokens.low[i - 1] not in classes.TIMES
    )


def _did_something(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether a verb with an object begins at token i (`launched a campaign`), and no noun phrase."""
    low = tokens.low[i]
    after = tokens.low[i + 1] if i + 1 < end else ""
    return (
        (low in classes.PASTS or low.endswith(("ed", "ing")))
        and tokens.word[i].islower()
        and after in classes.DETERMINERS
    )


def qualified(tokens: Tokens, stop: int, end: int) -> int:
    """Return where what qualifies the phrase before token `stop` ends: `by the palace`, `issued in Roe`."""
    low = tokens.low
    k = stop
    while k < min(end, stop + 10) and low[k] != ".":
        after = low[k + 1] if k + 1 < end else "."
        joins = low[k] in classes.PREPOSITIONS or (low[k].endswith("ed") and after in classes.PREPOSITIONS)
        if not joins and (k == stop or not _is_noun_part(tokens, k) or low[k] in load_cues()["verb"]):
            break
        k += 1
    return k


def is_compound(tokens: Tokens, i: int) -> bool:
    """Tell whether the `and` at token i joins two names."""
    word = tokens.word
    if not (tokens.low[i] in ("and", "&") and 0 < i < len(word) - 1 and word[i - 1][0].isupper()):
        return False
    return word[i + 1][0].isupper() or tokens.low[i + 1] == "the" or tokens.low[i + 1] in ("other", "his", "her", "its")


def phrase_after(tokens: Tokens, i: int, hi: int) -> Source | None:
    """Return the noun phrase that begins at token i, or None."""
    if i >= hi:
        return None
    if tokens.low[i] in classes.SUBJECTLIKE:
        return Source(i, i + 1, i, i + 1)
    return phrase_from(tokens, i, min(hi, i + REACH), strict=True, joined=True)
