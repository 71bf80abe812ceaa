"""Where a verb decides what a noun of conflict or of cooperation says: sanctions lifted, a ceasefire broken."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.annotation.framing import act_lexicon
from analysis.annotation.framing.act_lexicon import MARKS, Entry, Match
from analysis.corpus.word_classes import load_class

__all__ = ["Shift", "find_shift", "may_begin"]

# `other` is what looks like one and is none: to reduce a crime is no step of two governments towards each other.
NOUNS = frozenset({"conflict", "violence", "truce", "cooperation", "meeting", "other"})
ALL_KINDS = frozenset({"truce", "cooperation", "meeting"})
WAR = frozenset({"conflict", "violence"})
# What each class of verb says with each class of noun. To end talks or a visit may be to have held them.
SIGNS: dict[str, dict[str, int]] = {
    "ends": dict.fromkeys(WAR, 1) | dict.fromkeys(ALL_KINDS, -1),
    "closes": dict.fromkeys(WAR, 1) | {"truce": -1, "cooperation": -1},
    "eases": dict.fromkeys(WAR, 1),
    "curbs": {"cooperation": -1},
    "fades": dict.fromkeys(WAR, 1) | {"truce": -1, "cooperation": -1},
    "relief": dict.fromkeys(WAR, 1) | dict.fromkeys(ALL_KINDS, -1),
    "breach": dict.fromkeys(ALL_KINDS, -1),
    "fails": dict.fromkeys(ALL_KINDS, -1),
    "breaks": dict.fromkeys(ALL_KINDS, -1),
    "holds": {"conflict": -1, "truce": 1},
    "renews": dict.fromkeys(WAR, -1) | dict.fromkeys(ALL_KINDS, 1),
    "resumes": dict.fromkeys(WAR, -1) | dict.fromkeys(ALL_KINDS, 1),
    "keeps": {"truce": 1},
    "rejects": {"violence": 1} | dict.fromkeys(ALL_KINDS, -1),
    "readies": dict.fromkeys(WAR, -1),
}
TRANSITIVE = frozenset(
    {"ends", "closes", "eases", "curbs", "breaks", "renews", "resumes", "keeps", "rejects", "readies"}
)
PASSIVE = TRANSITIVE - {"readies"}
INTRANSITIVE = frozenset({"fades", "fails", "holds", "resumes"})
NOMINAL = frozenset({"relief", "breach"})
KINDS = (*SIGNS, *sorted(NOUNS))

# The noun stands at most so far behind its verb, the verb so far behind its noun, in tokens.
OBJECT, SUBJECT = 6, 9
ACTS = {1: ("settle", 1.0), -1: ("estrange", -1.5)}
RESUMED = ("hostile", -0.75)


class Shift(NamedTuple):
    """A verb and its noun: from token `start` to before `end`, what they say (1 or -1), whether of war, the words."""

    start: int
    end: int
    sign: int
    of_war: bool
    words: str

    def turned(self) -> "Shift":
        """Return the shift under a negation: `did not lift the sanctions`."""
        return self._replace(sign=-self.sign)

    def as_match(self) -> Match:
        """Return the act that the shift is."""
        kind, weight = RESUMED if self.of_war and self.sign < 0 else ACTS[self.sign]
        return Match(Entry(kind, weight, ()), self.start, self.end, self.words)


@cache
def _load_shifters() -> dict[str, tuple[Entry, ...]]:
    """Return the entries of frame_shifters.csv by first word, those of most words first."""
    index: dict[str, list[Entry]] = {}
    for entry in sorted(act_lexicon.read_entries("frame_shifters.csv", KINDS), key=lambda entry: -len(entry.elements)):
        for word in (entry.elements[0] or (frozenset(), ()))[0]:
            index.setdefault(word, []).append(entry)
    return {word: tuple(entries) for word, entries in index.items()}


def _match(words: Sequence[str], at: int, kinds: frozenset[str]) -> Match | None:
    """Return the longest entry of the classes that begins at a token."""
    for entry in _load_shifters().get(words[at], ()) if at < len(words) else ():
        if entry.kind in kinds and (match := act_lexicon.match_entry(entry, words, at)):
            return match
    return None


def _find_noun(words: Sequence[str], at: int) -> Match | None:
    """Return the noun at a token, the last of a compound: the talks of `sanctions talks`."""
    noun = _match(words, at, NOUNS)
    while noun and (head := _match(words, noun.end, NOUNS)):
        noun = head
    return noun


def _find_object(words: Sequence[str], at: int) -> Match | None:
    """Return the noun that a verb before `at` takes: `its remaining sanctions`, `participation in the treaty`."""
    for j in range(at, min(at + OBJECT, len(words))):
        if noun := _find_noun(words, j):
            return noun
        if words[j].endswith("ing") and words[j] not in load_class("still"):
            return None
        if words[j] in MARKS or words[j] in load_class("clause") or words[j] in load_class("phrase"):
            return None
        if words[j] == "in" and words[j - 1] not in load_class("part in"):
            return None
    return None


def _join_nouns(words: Sequence[str], noun: Match) -> Match:
    """Return the noun with those of its kind beside it: `sanctions, duties and its blockade`."""
    hostile = noun.entry.kind in WAR
    end = noun.end
    while end < len(words) and words[end] in ("and", "or", ","):
        after = next((n for j in range(end + 1, end + 4) if (n := _find_noun(words, j))), None)
        if not after or (after.entry.kind in WAR) != hostile or MARKS & {*words[end + 1 : after.start]}:
            break
        if any(_match(words, j, TRANSITIVE) for j in range(end + 1, after.start)):
            break  # a verb of its own: `lifted sanctions and suspended talks`
        end = after.end
    return noun._replace(end=end)


def _take_verb(words: Sequence[str], verb: Match) -> Shift | None:
    """Return the shift of a verb, or noun of a verb, and its object."""
    kind, start = verb.entry.kind, verb.start
    if kind in ("rejects", "readies"):
        # What is ruled out is an easing (`ruled out lifting the ban`), what one is ready for an attack.
        inner = next((s for j in (verb.end, verb.end + 1) if (s := find_shift(words, j))), None)
        if inner and kind == "rejects":
            return inner.turned()._replace(start=start, words=f"{verb.words} {inner.words}")
        if words[verb.end - 1] == "to":
            return None if inner else _threaten(words, verb)
    noun = _find_object(words, verb.end)
    sign = SIGNS[kind].get(noun.entry.kind) if noun else None
    if not noun or not sign:
        return None
    return Shift(start, _join_nouns(words, noun).end, sign, noun.entry.kind in WAR, f"{verb.words} {noun.words}")


def _threaten(words: Sequence[str], verb: Match) -> Shift | None:
    """Return `ready to strike`: no offer, whatever `ready to` is otherwise."""
    entries = act_lexicon.find_candidates(words[verb.end])[1] if verb.end < len(words) else ()
    for entry in entries:
        if entry.kind in ("fight", "hostile", "coerce") and (act := act_lexicon.match_entry(entry, words, verb.end)):
            return Shift(verb.start, act.end, -1, False, f"{verb.words} {act.words}")
    return None


def _take_subject(words: Sequence[str], noun: Match) -> Shift | None:
    """Return the shift of a noun and the verb that follows it: `sanctions on X were lifted`, `the truce collapsed`."""
    noun = _join_nouns(words, noun)
    if nominal := _match(words, noun.end, NOMINAL):
        return _sign(noun, nominal)
    negated = auxiliary = passive = between = False
    for j in range(noun.end, min(noun.end + SUBJECT, len(words))):
        word = words[j]
        verb = _match(words, j, INTRANSITIVE | PASSIVE)  # before clauses: `the war came to an end`
        begins = word in load_class("clause") and not (word in ("that", "which") and j == noun.end)
        if word in MARKS or (begins and not verb):
            return None
        if word == "and" and not between:
            return None
        between = between or word == "between"
        if verb and words[verb.end : verb.end + 1] == ["to"] and verb.entry.kind == "fails":
            negated = not negated  # `the truce failed to hold`
        elif verb and not (j > noun.end and not auxiliary and _is_bare(verb)):
            shift = _sign(noun, _read_verb(words, verb, passive, negated))
            return shift.turned() if shift and negated else shift
        elif word in load_class("auxiliary") or word in load_class("passive"):
            auxiliary, passive = True, passive or word in load_class("passive")
        elif word in load_class("negation"):
            negated = True
        elif word.endswith("ed"):
            return None
    return None


def _is_bare(verb: Match) -> bool:
    """Return whether a verb stands in its bare form, which without an auxiliary may be a noun: `bridge collapse`."""
    forms = verb.entry.elements[0] or (frozenset(), ())
    return f"{verb.words.split()[0]}s" in forms[0]


def _read_verb(words: Sequence[str], verb: Match, passive: bool, negated: bool) -> Match | None:
    """Return a verb behind its noun, in the class in which it takes that noun as subject, if any."""
    if passive or words[verb.end : verb.end + 1] == ["by"]:
        return _match(words, verb.start, PASSIVE) or verb
    if _find_object(words, verb.end):
        return None  # its noun is another: `the truce ended the blockade`
    return _match(words, verb.start, INTRANSITIVE)


def _sign(noun: Match, verb: Match | None) -> Shift | None:
    """Return the shift that a noun and the verb behind it make, if they make one."""
    sign = SIGNS[verb.entry.kind].get(noun.entry.kind) if verb else None
    if not verb or not sign:
        return None
    return Shift(noun.start, verb.end, sign, noun.entry.kind in WAR, f"{noun.words} {verb.words}")


def may_begin(word: str) -> bool:
    """Return whether a shift may begin with a word in lower case."""
    return word in _load_shifters()


def find_shift(words: Sequence[str], at: int) -> Shift | None:
    """Return the shift that begins at a token, if one does.

    Parameters
    ----------
    words : sequence of str, shape (n_tokens,)
        Of a sentence, in lower case, as frame_acts.split_words cuts them.
    at : int

    Returns
    -------
    Shift or None

    Notes
    -----
    Verbs and nouns stand by class in data/lexicons/en/frame_shifters.csv; SIGNS says what two classes make. The idea is
    Polanyi and Zaenen's (2006), Contextual valence shifters, in Computing Attitude and Affect in Text.

    Examples
    --------
    >>> [find_shift(text.split(), 0).sign for text in ("lifted its duties", "truce with soren collapsed")]
    [1, -1]
    """
    if at >= len(words) or not may_begin(words[at]):
        return None
    if (verb := _match(words, at, TRANSITIVE)) and (shift := _take_verb(words, verb)):
        return shift
    noun = _find_noun(words, at)
    return _take_subject(words, noun) if noun else None
