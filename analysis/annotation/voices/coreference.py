"""Who a source is within its text: antecedents of pronouns, full names of last names, what a description stands for."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import compress
from operator import itemgetter
from typing import NamedTuple

from analysis.annotation.english import classes
from analysis.annotation.english.noun_phrases import in_particles, load_words, phrase_from
from analysis.annotation.english.records import Source, Span
from analysis.annotation.english.tokens import Tokens
from analysis.annotation.english.verb_forms import is_possessive

__all__ = ["Memory", "Named", "begin", "phrase_before", "resolve", "written"]

REACH = 8  # sentences that a pronoun may reach back
REFERRING = classes.SUBJECTLIKE | classes.POSSESSIVES | classes.RELATIVES
FIRST_PERSON = frozenset("i we you my our your".split())
RELATIVES = frozenset("who which that whose".split())
PERSONAL = {"he": "he", "his": "he", "she": "she", "her": "she"}  # whom each may stand for


class Named(NamedTuple):
    """A resolved source: the name to use, how it was found, what that is worth (a factor of certainty)."""

    name: str
    how: str
    worth: float


class _Mention(NamedTuple):
    """A source that has been met: where, under what name, and whether it is a person."""

    sentence: int
    name: str
    person: bool
    thing: bool


class _Person(NamedTuple):
    """A name that may be a person's: its first token, the full name, and whether a preposition leads to it."""

    first: int
    name: str
    led: bool


class Memory(NamedTuple):
    """What is known of the names of a text.

    Full names by last name, people by sentence, the sources met so far, and by sentence the lone name that opens it.
    """

    full: dict[str, str]
    runs: list[Span]
    people: list[list[_Person]]
    seen: list[_Mention]
    alone: list[str]


def begin(tokens: Tokens) -> Memory:
    """Return the memory with which a text begins."""
    runs = _name_runs(tokens)
    full: dict[str, str] = {}
    for first, last in runs:
        if last > first:
            key = _bare(tokens.low[last])
            full.setdefault(key, tokens.text[tokens.start[first] : tokens.start[last] + len(key)])
    barred = load_words("institution") | load_words("group") | load_words("document") | classes.DAYS
    people = _people_by_sentence(tokens, runs, full, barred)
    return Memory(full, runs, people, [], _lone_subjects(tokens, runs, barred))


def _people_by_sentence(
    tokens: Tokens, runs: Sequence[Span], full: dict[str, str], barred: Collection[str]
) -> list[list[_Person]]:
    """Return, for each sentence, the names in it that may be persons': last words that a full name ends in."""
    people: list[list[_Person]] = [[] for _ in tokens.bounds]
    number = 0
    for first, last in runs:
        while number < len(people) - 1 and tokens.bounds[number][1] <= first:
            number += 1
        key = tokens.low[last]
        if key in full and key not in barred and key == _bare(key) and not _takes_article(tokens, first):
            led = first > 0 and tokens.low[first - 1] in classes.PREPOSITIONS
            people[number].append(_Person(first, full[key], led))
    return people


def _lone_subjects(tokens: Tokens, runs: Sequence[Span], barred: Collection[str]) -> list[str]:
    """Return, for each sentence, the name of one word that opens it and may be a person's (`Roe met her`), else ""."""
    starts = {first: last for first, last in runs}
    found = []
    for lo, hi in tokens.bounds:
        alone = (
            lo < hi
            and starts.get(lo) == lo
            and tokens.low[lo] not in barred
            and tokens.low[lo] == _bare(tokens.low[lo])
        )
        found.append(tokens.word[lo] if alone and lo + 1 < hi and _may_be_past(tokens.low[lo + 1]) else "")
    return found


def _may_be_past(low: str) -> bool:
    """Return whether a word may tell what somebody did or has done: `met`, `has`."""
    return low.endswith("ed") or low in classes.PASTS or low in classes.HAVE


def _takes_article(tokens: Tokens, first: int) -> bool:
    """Return whether `the` leads to a name without a title, as to places and bodies (`the Northern Sound`)."""
    return first > 0 and tokens.low[first - 1] == "the" and tokens.low[first] not in load_words("title")


def _name_runs(tokens: Tokens) -> list[Span]:
    """Return the runs of capitalised words that may be names: their first and last token."""
    word, low = tokens.word, tokens.low
    runs: list[Span] = []
    n, end = len(word), 0
    for i in compress(range(len(word)), map(str.isupper, map(itemgetter(0), word))):
        if i < end or low[i] in classes.OUTSIDE or low[i] in classes.DETERMINERS:
            continue
        end = i + 1
        while end < n and end - i < 6 and _continues(tokens, end):
            end += 1
        last = end - 1
        while last > i and not word[last][0].isupper():
            last -= 1
        runs.append((i, last))
    return runs


def _gender(name: str) -> str:
    """Return he or she where a title or a first name in the name tells, else ""."""
    parts = {part.lower().strip(".,") for part in name.split()[:-1]}
    return "she" if parts & load_words("she") else "he" if parts & load_words("he") else ""


def _continues(tokens: Tokens, i: int) -> bool:
    """Tell whether the token at i goes on a name that reaches i - 1."""
    if tokens.word[i][0].isupper() or in_particles(tokens, i):
        return tokens.text[tokens.end[i - 1] : tokens.start[i]] in (" ", "\u00a0", "\u202f", "")
    return tokens.low[i] == "." and len(tokens.low[i - 1]) <= 3 and tokens.end[i - 1] == tokens.start[i]


def _bare(low: str) -> str:
    """Return the word without a possessive ending."""
    if low.isalnum():
        return low
    for ending in ("'s", "’s", "‘s", "'", "’"):
        if low.endswith(ending):
            return low[: -len(ending)]
    return low


def written(tokens: Tokens, source: Source) -> str:
    """Return the source as written, of a pronoun run together with its verb the pronoun only, without possessive."""
    start, end = tokens.start[source.first], tokens.end[source.last - 1]
    low = tokens.low[source.last - 1]
    if source.last == source.first + 1 and low in classes.FUSED:
        end = start + min(low.find(mark) for mark in "'’‘" if mark in low)
    else:
        end -= len(low) - len(_bare(low))
    return tokens.text[start:end]


def resolve(tokens: Tokens, memory: Memory, source: Source | None, sentence: int) -> Named:
    """Return who the source is, and add it to the memory."""
    if source is None:
        return Named("", "no source", 0.5)
    name = written(tokens, source)
    if source.last == source.first + 1 and tokens.low[source.first] in REFERRING:
        return _antecedent(tokens, memory, source, name, sentence)
    if _has_name(tokens, source):
        return _full_name(tokens, memory, source, name, sentence)
    return _described(tokens, memory, source, name, sentence)


def _has_name(tokens: Tokens, source: Source) -> bool:
    """Return whether a word of the source is a name, no title: `the envoy Holt`, not `the Prime Minister`."""
    titles = load_words("title")
    return any(
        tokens.word[i][0].isupper() and tokens.low[i] not in titles and tokens.low[i] not in classes.DETERMINERS
        for i in range(source.first, source.last)
    )


def _described(tokens: Tokens, memory: Memory, source: Source, name: str, sentence: int) -> Named:
    """Return who a source without a name is, and remember it: who holds the office, or what is written."""
    low = tokens.low[source.last - 1]
    plural = low.endswith("s") and not low.endswith("ss")
    office = low in load_words("title") and not plural
    holder = _office_holder(tokens, memory, source) if office else ""
    if holder:
        memory.seen.append(_Mention(sentence, holder, True, False))
        return Named(holder, "description", 0.9)
    memory.seen.append(_Mention(sentence, name, office, not plural))
    return Named(name, "statement noun" if low in load_words("document") else "description", 0.9)


def _full_name(tokens: Tokens, memory: Memory, source: Source, name: str, sentence: int) -> Named:
    """Return the full name of a source by its last name (`Ada Holt` for `Holt`), and remember it."""
    alone = source.last == source.first + 1
    full = memory.full.get(_bare(tokens.low[source.first]), name) if alone else name
    person = _is_person(tokens, source)
    memory.seen.append(_Mention(sentence, full, person, " " not in full or not person))
    return Named(full, "last name" if full != name else "name", 1.0)


def _is_person(tokens: Tokens, source: Source) -> bool:
    """Return whether a name may be a person's: no body's or text's; Holt's envoy, but not Holt's party."""
    low = tokens.low[source.last - 1]
    if low in load_words("group") or low in load_words("document") or low in load_words("institution"):
        return False
    owned = any(is_possessive(tokens.low[i]) for i in range(source.first, source.last - 1))
    return not owned or low in load_words("title")


def _office_holder(tokens: Tokens, memory: Memory, source: Source) -> str:
    """Return the last name that stood behind the same title before: `President Jane Roe` for `the president`."""
    sought = {low for low in tokens.low[source.first : source.last] if low not in classes.DETERMINERS}
    at = bisect_left(memory.runs, (source.first, 0))
    for first, last in reversed(memory.runs[max(0, at - 400) : at]):
        if (
            last > first
            and sought <= set(tokens.low[first:last])
            and _bare(tokens.low[last]) not in load_words("title")
        ):
            return tokens.text[tokens.start[first] : tokens.start[last] + len(_bare(tokens.low[last]))]
    return ""


def _antecedent(tokens: Tokens, memory: Memory, source: Source, name: str, sentence: int) -> Named:
    """Return what a pronoun stands for: for he or she a person, the nearest source before it."""
    pronoun = name.lower()
    if pronoun in FIRST_PERSON:
        return Named(name, "first person", 0.6)
    if pronoun in RELATIVES:
        phrase = phrase_before(tokens, max(0, source.first - 6), source.first)
        return Named(written(tokens, phrase) if phrase else name, "relative pronoun", 0.8)
    if pronoun in PERSONAL:
        found = _person_before(memory, source.first, sentence, PERSONAL[pronoun])
    else:
        near = [m for m in memory.seen[-12:] if sentence - m.sentence <= REACH]
        found = next((m.name for m in reversed(near) if m.thing or pronoun not in ("it", "its")), "")
    if not found:
        return Named(name, "pronoun unresolved", 0.5)
    memory.seen.append(_Mention(sentence, found, pronoun in PERSONAL, pronoun == "it"))
    return Named(found, "pronoun", 0.85)


def _person_before(memory: Memory, first: int, sentence: int, pronoun: str) -> str:
    """Return the person that he or she stands for: named before it in the sentence, or the last to speak, or named."""
    here = _first_free([p for p in memory.people[sentence] if p.first < first], pronoun)
    if here:
        return here
    return (
        _last_speaker(memory.seen[-8:], sentence - 2, pronoun)
        or next(filter(None, (_first_free(memory.people[k], pronoun) for k in _back(sentence))), "")
        or _last_speaker(memory.seen[-12:], 0, pronoun)
        or next((name for name in reversed(memory.alone[:sentence][-REACH:]) if name), "")
    )


def _back(sentence: int) -> range:
    """Return the sentences before one that a pronoun may reach back to, the nearest first."""
    return range(sentence - 1, max(-1, sentence - REACH), -1)


def _first_free(people: Sequence[_Person], pronoun: str) -> str:
    """Return the first person whom the pronoun fits, rather one whom no preposition leads to; "" where none is."""
    fits = [p for p in people if _gender(p.name) in ("", pronoun)]
    return next((p.name for p in fits if not p.led), fits[0].name if fits else "")


def _last_speaker(seen: Sequence[_Mention], since: int, pronoun: str) -> str:
    """Return the last person among the sources met since a sentence whom the pronoun fits, "" where none is."""
    for m in reversed(seen):
        if m.person and m.sentence >= since and _gender(m.name) in ("", pronoun):
            return m.name
    return ""


def phrase_before(tokens: Tokens, first: int, last: int) -> Source | None:
    """Return the noun phrase that ends right before token `last` (past a comma)."""
    while last > first and tokens.low[last - 1] == ",":
        last -= 1
    begin = last
    while begin > first and not _ends_clause(tokens, begin - 1):
        begin -= 1
    return phrase_from(tokens, begin, last, strict=False) if begin < last else None


def _ends_clause(tokens: Tokens, i: int) -> bool:
    """Return whether no noun phrase reaches over the token: a mark, a function word, a full stop (`Roe. Doe, who`)."""
    low = tokens.low[i]
    full_stop = low == "." and tokens.end[i] < len(tokens.text) and tokens.text[tokens.end[i]].isspace()
    return low in classes.STOPS or low in classes.OUTSIDE or (full_stop and len(tokens.low[i - 1]) > 3)
