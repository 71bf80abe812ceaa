"""A sentence's words in, its acts out, each with who speaks, in what way, and which cues reach it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, compress
from typing import NamedTuple

from analysis.annotation.framing import act_lexicon, act_shifts
from analysis.annotation.framing.act_lexicon import MARKS, Entry, Match
from analysis.corpus.word_classes import load_class

__all__ = ["Act", "Reading", "find_hearers", "read_sentence"]

# How far after the `with` of a meeting the names of those met may stand, in tokens.
NAMED = 14
# How many tokens after it a cue still reaches.
REACH = {"negate": 4, "lack": 9, "missing": 9, "avert": 6, "wait": 8, "nature": 9, "reverse": 2}
# What takes a shift back if it stands so near before it, in tokens: `refused to lift the ban`.
TAKES_BACK, BESIDE = frozenset({"refuse", "deny"}), 2
NEGATING = frozenset({"negate", "lack"})
# How far a demand reaches: what one asks of the other is no step of one's own.
ASKED = 10
# What one makes a condition is not done yet: `if the ban were lifted`.
CONDITIONS, CONDITION = frozenset({"if", "unless", "until", "once"}), 6


class Act(NamedTuple):
    """An act and how it stands in its sentence: who speaks, in what way, and what cues reach it."""

    match: Match
    who: str
    speaker: str
    report: str
    under: frozenset[str]


@dataclass(slots=True)
class Reading:
    """What has been read of a sentence: its acts, where allies are named, who speaks and how, how far cues reach."""

    acts: list[Act] = field(default_factory=list)
    allies: list[int] = field(default_factory=list)
    reach: dict[str, tuple[int, int]] = field(default_factory=dict)
    report: str = ""
    speaker: str = ""
    who: str = ""
    reported: bool = False


def find_hearers(raw: Sequence[str]) -> frozenset[str]:
    """Return the countries of those met, the last word of each name.

    Examples
    --------
    >>> sorted(find_hearers("The king met with President Ann Lee of South Arcadia and Ben Ray of Ruritania".split()))
    ['Arcadia', 'Ruritania']
    """
    if "with" not in raw or load_class("meeting").isdisjoint(raw):
        return frozenset()
    begin = raw.index("with")
    near = [word for word in raw[begin : begin + NAMED] if word != "the"]
    found = set()
    for i, word in enumerate(near[:-1]):
        if word == "of" and near[i + 1][0].isupper():
            end = next((n for n in range(i + 1, len(near)) if not near[n][0].isupper()), len(near))
            found.add(near[end - 1])
    return frozenset(found)


class _Begins(NamedTuple):
    """What may begin with a word: cues, acts, a shift."""

    cues: tuple[Entry, ...]
    acts: tuple[Entry, ...]
    shift: bool


def _defends_hearer(acts: Sequence[Act], raw: Sequence[str], hearers: frozenset[str]) -> bool:
    """Return whether a sentence stands up for those who hear it: `C's sovereignty`, `the attack against C`."""
    for match, *_ in acts:
        before, after = raw[max(0, match.start - 2) : match.start], raw[match.end : match.end + 2]
        if match.entry.kind == "matter" and (
            (before[1:] == ["'s"] and before[0] in hearers) or (after[:1] == ["of"] and after[-1] in hearers)
        ):
            return True
        if match.entry.kind in ("hostile", "fight") and after[:1] == ["against"] and after[-1] in hearers:
            return True
    return False


@lru_cache(maxsize=64)
def _find_beginnings(terms: tuple[str, ...]) -> tuple[Callable[[str], bool], Callable[[str, str], _Begins]]:
    """Return what tells whether a word may begin anything, and what it may begin with another word behind it."""

    @lru_cache(maxsize=50_000)
    def begins(word: str) -> bool:
        return word in MARKS or act_shifts.may_begin(word) or any(act_lexicon.find_candidates(word, terms))

    @lru_cache(maxsize=50_000)
    def list_seconds(word: str) -> tuple[_Begins, frozenset[str], tuple[str, ...]]:
        found = [entry for kind in act_lexicon.find_candidates(word, terms) for entry in kind]
        seconds = [entry.elements[1] or (frozenset(), ()) for entry in found if len(entry.elements) > 1]
        words, stems = (
            (tuple(chain.from_iterable(some)) for some in zip(*seconds, strict=True)) if seconds else ((), ())
        )
        return narrow(word, ""), frozenset(words), stems

    @lru_cache(maxsize=50_000)
    def narrow(word: str, after: str) -> _Begins:
        found = act_lexicon.find_candidates(word, terms)
        cues, acts = (tuple(entry for entry in kind if act_lexicon.may_match(entry, after)) for kind in found)
        return _Begins(cues, acts, act_shifts.may_begin(word))

    def look_up(word: str, after: str) -> _Begins:
        whatever_follows, words, stems = list_seconds(word)
        return narrow(word, after) if after in words or after.startswith(stems) else whatever_follows

    return begins, look_up


def read_sentence(raw: Sequence[str], terms: tuple[str, ...] = (), hearers: frozenset[str] = frozenset()) -> Reading:
    """Read a sentence word by word.

    Parameters
    ----------
    raw : sequence of str, shape (n_tokens,)
        From frame_acts.split_words.
    terms : tuple of str
        A study's contentious terms.
    hearers : frozenset of str
        The countries of those it is said to, where the document says so; what defends them is said for both.
    """
    words = [_fold_word(word) for word in raw]
    reading, taken = Reading(), 0
    begins, look_up = _find_beginnings(terms)
    for i in compress(range(len(words)), map(begins, words)):
        if words[i] in MARKS:
            _end_clause(reading, words[i])
            continue
        cues, acts, may_shift = look_up(words[i], words[i + 1] if i + 1 < len(words) else "")
        for entry in cues:
            _take_cue(reading, entry, raw, words, i)
        if may_shift and i >= taken and (shift := _take_shift(reading, words, i)):
            taken = shift.end
        elif acts and i >= taken:
            match = next(filter(None, (_match_act(entry, words, i) for entry in acts)), None)
            if match:
                reading.acts.append(Act(match, reading.who, reading.speaker, reading.report, _reaching(reading, i)))
                taken = match.end
    if _defends_hearer(reading.acts, raw, hearers | find_hearers(raw)):
        reading.acts = [act._replace(who="joint", speaker="joint") for act in reading.acts]
    return reading


def _reaching(reading: Reading, i: int) -> frozenset[str]:
    """Return the cues that reach token i."""
    return frozenset(cue for cue, (start, end) in reading.reach.items() if start < i < end)


def _match_act(entry: Entry, words: Sequence[str], i: int) -> Match | None:
    """Return the act that begins at token i, unless a shift lies in its gaps: `announced a halt to its aid`."""
    match = act_lexicon.match_entry(entry, words, i)
    if match and None in entry.elements:
        if any(act_shifts.find_shift(words, j) for j in range(i + 1, match.end - 1)):
            return None
    return match


def _take_shift(reading: Reading, words: Sequence[str], i: int) -> act_shifts.Shift | None:
    """Take the shift that begins at token i as an act; a negation or a refusal before it turns it."""
    shift = act_shifts.find_shift(words, i)
    before = reading.acts[-1].match if reading.acts else None
    if shift is None or (before and before.entry.kind == "demand" and i - before.end < ASKED):
        return None
    if shift.sign > 0 and CONDITIONS & {*words[max(0, i - CONDITION) : i]}:
        return None
    under = _reaching(reading, i)
    if before and before.entry.kind in TAKES_BACK and i - before.end < BESIDE:
        reading.acts.pop()
        shift = shift.turned()
    if under & NEGATING:
        shift = shift.turned()
    reading.acts.append(Act(shift.as_match(), reading.who, reading.speaker, reading.report, under - NEGATING))
    return shift


@lru_cache(maxsize=50_000)
def _fold_word(word: str) -> str:
    """Return a word as the codebook writes it: US is no pronoun, and whoever a word is against is a nation."""
    if word == "US":
        return "u.s."
    return "anti-nation" if word.startswith("anti-") and word[5:].istitle() else word.lower()


def _end_clause(reading: Reading, mark: str) -> None:
    """Let a mark end what cues reach; a semicolon or colon ends the report as well."""
    if mark in ";:":
        reading.reach.clear()
        reading.report = reading.speaker = ""
    elif mark != "'":
        reading.reach.pop("negate", None)


def _take_cue(reading: Reading, entry: Entry, raw: Sequence[str], words: Sequence[str], i: int) -> None:
    """Let a cue at token i say who speaks, in what way, or what the next words are subject to."""
    match = act_lexicon.match_entry(entry, words, i)
    if match is None:
        return
    if entry.kind in REACH:
        reading.reach[entry.kind] = (i, match.end + REACH[entry.kind])
    elif entry.kind == "ally":
        reading.allies.append(i)
    elif entry.kind in ("topic", "raise", "bring"):
        if not reading.reported and i and words[i - 1] in ("was", "were", "been"):
            reading.acts = [act._replace(report=entry.kind) for act in reading.acts]
        reading.report, reading.speaker, reading.reported = entry.kind, reading.who, True
    elif entry.kind != "and":
        reading.who = entry.kind
    elif _join_subjects(raw, i):
        reading.who = "joint"


def _join_subjects(raw: Sequence[str], i: int) -> bool:
    """Return whether the `and` at i joins two names that open a clause."""
    after = next((word for word in raw[i + 1 : i + 3] if word != "the"), "")
    if i == 0 or not (raw[i - 1][0].isupper() and after[:1].isupper()):
        return False
    # No farther than ten words back, so that a page of capitals is read in linear time.
    for word in reversed(raw[max(0, i - 10) : i]):
        if not (word[0].isupper() or word in ("of", "the", "'s")):
            return word in (",", "that", ":", ";")
    return True
