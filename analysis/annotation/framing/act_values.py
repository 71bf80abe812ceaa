"""A sentence's acts in, the part of each out: how far it brings the two closer or sets them apart, by the rules."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.annotation.framing import act_lexicon, act_parser
from analysis.annotation.framing.act_parser import Act, Reading
from analysis.corpus.study import Study
from analysis.corpus.words import is_acronym

__all__ = ["Contentious", "ValuedAct", "list_contentious", "place_acts", "score_acts", "sum_acts", "value_acts"]

ValuedAct = tuple[Act, float]

# How near an ally stands to what is done with him, and a matter to the support for it, in tokens.
NEAR, SUPPORTED = 6, 10
# What is only spoken of where both discuss it, and does not set two apart who stand together against a third.
CONTENTS = frozenset({"hostile", "strain", "matter", "coerce", "threaten", "fight"})
# What brings two together who voice it jointly.
SHARED = CONTENTS | {"accuse", "complain", "demand", "refuse"}
AVERTED = frozenset({"hostile", "fight", "coerce", "threaten"})
# What is welcome where it is stated and no step towards each other where it is only discussed.
STATES = frozenset({"peace", "progress"})
# What a storm does as well as an army.
HARMS = frozenset({"hostile", "fight"})
WITH_ALLIES = frozenset({"cooperate", "aid", "agree", "talk", "settle", "peace"})
NEGATED = frozenset({"negate", "lack"})
UNDONE = NEGATED | {"missing", "wait"}
TOGETHER, ALIGNED = 0.5, 0.5


def _weigh_act(act: Act, reading: Reading, matters: Sequence[int], aligned: bool) -> float:
    """Return an act's part in the frame.

    Parameters
    ----------
    act : Act
    reading : Reading
        Of the sentence it stands in.
    matters : sequence of int
        Where its contentious matters stand.
    aligned : bool
        Whether thanks, praise or solidarity in it say that the two stand together against a third.
    """
    if "reverse" in act.under:  # `anything but friendly`, `no longer hostile`
        return -act.match.entry.weight if act.match.entry.weight > 0 else TOGETHER
    if act.match.entry.weight > 0:
        return _weigh_friendly(act, reading.allies, matters)
    return _weigh_hostile(act, aligned)


def _weigh_friendly(act: Act, allies: Sequence[int], matters: Sequence[int]) -> float:
    """Return the part of a friendly act: none where it is negated, put off, or done with others than the other side."""
    (kind, weight, _), start, end, _ = act.match
    if act.under & UNDONE or (kind in STATES and act.report == "topic"):
        return 0.0
    if act.who != "joint":
        if kind == "affirm" or (kind in ("talk", "settle") and act.report == "topic" and act.speaker != "joint"):
            return 0.0
        if kind in WITH_ALLIES and _stands_within(allies, start - NEAR, end + NEAR):
            return 0.0
        if kind == "aid" and _stands_within(matters, start, start + SUPPORTED):
            return 0.0
    return weight


def _stands_within(places: Sequence[int], start: int, end: int) -> bool:
    """Return whether one of the places, in rising order, is from start to before end."""
    first = bisect_left(places, start)
    return first < len(places) and places[first] < end


def _weigh_hostile(act: Act, aligned: bool) -> float:
    """Return the part of a hostile act or contentious matter: none if averted, only spoken of, or a third's."""
    kind, weight, _ = act.match.entry
    if act.under & NEGATED or ("nature" in act.under and kind in HARMS):
        return 0.0
    if kind == "issue" and (act.report != "bring" or act.speaker == "joint"):
        return 0.0
    if kind in CONTENTS | {"subject"} and (aligned or act.report == "topic"):
        return 0.0
    if "avert" in act.under:
        if kind in ("strain", "subject", "estrange"):
            return TOGETHER
        if kind in AVERTED:
            return 0.0
    if kind in SHARED and act.speaker == "joint":
        return TOGETHER if act.report != "topic" or kind == "complain" else 0.0
    return weight * ALIGNED if aligned else weight


class Contentious(NamedTuple):
    """Terms of the issues that are contentious when one side raises them with the other.

    The acronymic ones count only in a sentence that has their acronyms in capitals.
    """

    plain: tuple[str, ...] = ()
    acronymic: tuple[tuple[str, frozenset[str]], ...] = ()


def list_contentious(study: Study | None) -> Contentious:
    """Return the contentious terms of a study."""
    issues = study.issues.values() if study else ()
    terms = [term for issue in issues if issue.contentious for term in issue.terms]
    acronyms = {term: frozenset(word for word in term.split() if is_acronym(word)) for term in terms}
    return Contentious(
        tuple(t for t in terms if not acronyms[t]), tuple((t, acronyms[t]) for t in terms if acronyms[t])
    )


def value_acts(
    words: Sequence[str], study: Study | Contentious | None = None, hearers: frozenset[str] = frozenset()
) -> list[ValuedAct]:
    """Return the acts of a sentence, each with its part in the frame.

    Parameters
    ----------
    words : sequence of str, shape (n_tokens,)
        From act_lexicon.split_words.
    study : Study, optional
        Adds the terms of its contentious issues, which count where one side brings them up; list_contentious gives them
        for many sentences at once.
    hearers : frozenset of str
        The countries of those it is said to, beside those it names itself.

    Returns
    -------
    list of (Act, float)
        In [-1, 1] above 0 where the act brings the two closer; 0 where it says nothing of them, as when it is negated.

    References
    ----------
    Goldstein (1992), A conflict-cooperation scale for WEIS events data, Journal of Conflict Resolution 36(2), 369-385.
    Gerner, Schrodt, Yilmaz and Abu-Jabr (2002), Conflict and Mediation Event Observations (CAMEO): the codes that the
    codebook's column `origin` gives. The values are our own: a confrontational act outweighs one conciliatory one.

    Examples
    --------
    >>> acts = value_acts("He thanked Oslo , but relations were damaged".split())
    >>> [(act.match.words, value) for act, value in acts]
    [('thanked', 1.0), ('relations damaged', -0.75)]
    """
    plain, acronymic = study if isinstance(study, Contentious) else list_contentious(study)
    terms = plain + tuple(term for term, acronyms in acronymic if acronyms.issubset(words))
    reading = act_parser.read_sentence(words, terms, hearers)
    matters = [act.match.start for act in reading.acts if act.match.entry.kind == "matter"]
    aligned = any(act.match.entry.kind == "side" and not act.under & UNDONE for act in reading.acts)
    valued = []
    for act in reading.acts:
        value = _weigh_act(act, reading, matters, aligned)
        valued.append((act, value))
        # What follows aid names what the aid is against.
        aligned = aligned or (act.match.entry.kind == "aid" and value > 0)
    return valued


def place_acts(acts: Iterable[ValuedAct], part_of: Sequence[int], n_parts: int) -> list[list[ValuedAct]]:
    """Return, for each part of a sentence, the acts that begin in it.

    A class counts once a part: a second thanks is no second step towards the other side, and its value is 0.
    """
    placed: list[list[ValuedAct]] = [[] for _ in range(n_parts)]
    seen = set()
    for act, value in acts:
        part = part_of[act.match.start]
        key = (part, act.match.entry.kind)
        placed[part].append((act, 0.0 if key in seen else value))
        if value:
            seen.add(key)
    return placed


def sum_acts(acts: Iterable[ValuedAct]) -> float:
    """Return the sum of the acts' parts, kept in [-1, 1]."""
    return max(-1.0, min(1.0, sum((value for _, value in acts), start=0.0)))


def score_acts(sentences: Iterable[str], study: Study | None = None) -> list[float]:
    """Return the frame of each sentence by the rules alone, in [-1, 1]; NaN where there is no word.

    What coded sentences add to it is in `framing.score_sentences`.

    Examples
    --------
    >>> score_acts(["They agreed to stay in contact.", "She denied it.", "They met on Monday.", "..."])
    [1.0, -1.0, 0.0, nan]
    """
    scores = []
    for text in sentences:
        words = act_lexicon.split_words(text)
        [acts] = place_acts(value_acts(words, study), [0] * len(words), 1)
        scores.append(sum_acts(acts) if any(map(str.isalnum, text)) else float("nan"))
    return scores
