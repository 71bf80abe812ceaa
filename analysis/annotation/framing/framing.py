"""Words and acts in, frame out: how a sentence presents the relation of two sides, by weights that coding taught."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from analysis import paths
from analysis.annotation import lexicons
from analysis.annotation.framing import act_lexicon, act_values
from analysis.annotation.framing.act_values import ValuedAct
from analysis.corpus.study import Study

__all__ = [
    "BASE",
    "CLASSES",
    "OFFICIAL",
    "TRUST",
    "Evidence",
    "count_features",
    "list_evidence",
    "list_own_names",
    "score_sentences",
    "weigh_evidence",
    "weigh_part",
]

CLASSES = ("conciliatory", "confrontational")
PROPER = "proper"  # the class of names that would be an act without it: United States. Whoever it is, nothing is said
BASE = "(base)"
# What the rules' own decision adds to its log-odds, against the other classes. The weights are learned from official
# texts, where the regression alone is best on counterparts left out (calls .657 of macro-F1 against .602 with it); in
# news it is not (three coded articles .650 against .918, on which the rules were written), and passes over plain
# accusations.
TRUST, OFFICIAL = 1.5, 0.0
DECISIONS = {"(above)": (1.0, 0.0), "(below)": (0.0, 1.0), "(none)": (-1.0, -1.0)}
# A term that makes up less than this share of what speaks for a frame is not shown.
LEAST = 0.05

Weights = Mapping[str, tuple[float, ...]]
_Part = tuple[str, float, tuple[float, ...]]  # the words shown, how much there is of them, and what a unit adds
_Word = tuple[str, bool, str, _Part]


class Evidence(NamedTuple):
    """A feature of a text, how much of it there is, and the words of the text that it stands in."""

    feature: str
    amount: float
    shown: str


@cache
def _load_weights() -> Weights:
    """Return the log-odds of conciliatory and of confrontational against neutral that each feature adds."""
    return lexicons.read_lexicon(paths.lexicon("frame_weights.csv"), CLASSES)


def list_evidence(
    words: Sequence[str], acts: Sequence[ValuedAct], first: bool = True, names: Collection[str] = ()
) -> list[Evidence]:
    """Return what a text has that may speak for a frame: its words, and its acts with how each is reported.

    Parameters
    ----------
    words : sequence of str, shape (n_tokens,)
        From act_lexicon.split_words.
    acts : sequence of (Act, float)
        Those that begin in it, from act_values.place_acts.
    first : bool
        Whether the text begins its sentence. A capital inside a sentence is a name, and names do not count: another
        country in the same words has the same frame.
    names : collection of str
        Words that are names wherever they stand, with capitals: list_own_names.

    Examples
    --------
    >>> [item.feature for item in list_evidence(["Oslo", "thanked", "Riga"], [])]
    ['oslo', 'thanked', '(none)']
    """
    return [Evidence(word, 1.0, word) for word in dict.fromkeys(_keep_words(words, first, names))] + _list_acts(acts)


def _list_acts(acts: Sequence[ValuedAct]) -> list[Evidence]:
    """Return what the acts of a text say, and what the rules decide of them."""
    evidence = []
    total = sum(value for _, value in acts)
    clipped = act_values.sum_acts(acts) / total if total else 0.0
    seen = set()
    for act, value in acts:
        for feature in _name_features(act):
            if feature not in seen:
                seen.add(feature)
                evidence.append(Evidence(feature, 1.0, act.match.words))
        if value:
            evidence.append(Evidence("(value)", value * clipped, act.match.words))
    return evidence + _list_sign(acts, total)


def _keep_words(words: Sequence[str], first: bool, names: Collection[str] = ()) -> Iterator[str]:
    """Yield the words that are no names, in lower case; in a text all in capitals one can not tell, and all count."""
    shouted = not any(word[0].islower() for word in words)
    for place, word in enumerate(words):
        if len(word) < 2 or not word.replace("-", "").isalpha() or word.title() in names:
            continue
        if word.islower() or shouted or (first and place == 0):  # anti-Roe has a capital too
            yield word.lower()


@lru_cache(maxsize=50_000)
def _weigh_word(word: str) -> _Word | None:
    """Return a word that is weighed, whether it is written small, as list_own_names has it, and its part."""
    [lower] = [*_keep_words([word], True)] or [""]
    weight = _load_weights().get(lower)
    return (lower, word.islower(), word.title(), (lower, 1.0, weight)) if weight else None


def _weigh_words(words: Sequence[str], first: bool, names: Collection[str]) -> list[_Part]:
    """Return the parts of the words that are weighed, as list_evidence and _list_parts would."""
    weighed = [*map(_weigh_word, words)]
    opening = weighed[0] if first and words else None
    shouted = not any(word[0].islower() for word in words)
    counted = {
        word[0]: word[3]
        for word in weighed
        if word and (word[1] or shouted or word is opening) and word[2] not in names
    }
    return [*counted.values()]


def list_own_names(study: Study | None) -> frozenset[str]:
    """Return the words of the names of a study's voices: they do not count, even where any word has a capital."""
    voices = study.voices.values() if study else ()
    return frozenset(word.title() for voice in voices for name in voice.names for word in name.split())


def _name_features(act: act_values.Act) -> Iterator[str]:
    """Yield the features of an act: its class, who reports it and how, and which cues reach it; of a name none."""
    kind = act.match.entry.kind
    if kind == PROPER:
        return
    yield from (f"(act {kind})", f"(who {act.who})", f"(report {act.report})", f"({kind} {act.report})")
    yield from (f"({kind} under {cue})" for cue in sorted(act.under))


def _list_sign(acts: Sequence[ValuedAct], total: float) -> list[Evidence]:
    """Return what the rules decide, a part of it for each act that makes it."""
    if not total:
        return [Evidence("(none)", 1.0, "")]
    own = [(act, value) for act, value in acts if value * total > 0]
    whole = sum(value for _, value in own)
    name = "(above)" if total > 0 else "(below)"
    return [Evidence(name, value / whole, act.match.words) for act, value in own]


def count_features(evidence: Iterable[Evidence]) -> dict[str, float]:
    """Return how much of each feature there is."""
    amounts: dict[str, float] = defaultdict(float)
    for feature, amount, _ in evidence:
        amounts[feature] += amount
    return dict(amounts)


def weigh_evidence(
    evidence: Sequence[Evidence], weights: Weights | None = None, trust: float = TRUST
) -> tuple[float, list[tuple[str, float]]]:
    """Return the frame that the evidence speaks for, and the words that made it.

    Parameters
    ----------
    evidence : sequence of Evidence
    weights : mapping of str to (float, float), optional
        The log-odds that a unit of each feature, and BASE, adds to conciliatory and to confrontational against neutral;
        those of data/lexicons/en/frame_weights.csv if not given.
    trust : float
        What the rules' decision adds: TRUST in news, OFFICIAL in the texts of a press service.

    Returns
    -------
    frame : float
        Exactly 0 where neutral is the likeliest; otherwise P(conciliatory) less P(confrontational).
    shown : list of (str, float)
        The words that speak for the likeliest class, the strongest first, each with its share of the frame; they add up
        to it. Words of less than LEAST of it are left out. None where the frame is 0.

    Notes
    -----
    A multinomial logistic regression: P(class) = exp(e_class) / (1 + sum of exp(e)), e being BASE and the sum of the
    weights of the features at hand. What speaks against a frame lowers it and is not shown.
    """
    weights = _load_weights() if weights is None else weights
    return _add_up(_list_parts(evidence, weights, trust), weights[BASE])


def _list_parts(evidence: Sequence[Evidence], weights: Weights, trust: float) -> list[_Part]:
    """Return what each piece of evidence adds, and what the rules' decision does."""
    parts = [(shown, amount, weights[feature]) for feature, amount, shown in evidence if feature in weights]
    if trust:
        parts += [(shown, trust * n, DECISIONS[feature]) for feature, n, shown in evidence if feature in DECISIONS]
    return parts


def _add_up(parts: Sequence[_Part], base: Sequence[float]) -> tuple[float, list[tuple[str, float]]]:
    """Return the frame that the parts speak for, and the words that made it."""
    conciliatory = confrontational = 0.0
    for _, amount, (above, below) in parts:
        conciliatory += amount * above
        confrontational += amount * below
    odds = [base[0] + conciliatory, base[1] + confrontational]
    likeliest = int(odds[1] > odds[0])
    if odds[likeliest] <= 0 or odds[0] == odds[1]:
        return 0.0, []
    top = max(odds)
    above, below, neutral = (math.exp(value - top) for value in (*odds, 0.0))
    frame = (above - below) / (above + below + neutral)
    made: dict[str, float] = defaultdict(float)
    for shown, amount, weight in parts:
        made[shown] += amount * weight[likeliest]
    return frame, _share_out(frame, made)


def weigh_part(
    words: Sequence[str],
    acts: Sequence[ValuedAct],
    first: bool = True,
    trust: float = TRUST,
    names: Collection[str] = (),
) -> tuple[float, list[tuple[str, float]]]:
    """Return the frame of a sentence or a part of it, and the words that made it; see list_evidence, weigh_evidence."""
    weights = _load_weights()
    parts = _weigh_words(words, first, names) + _list_parts(_list_acts(acts), weights, trust)
    return _add_up(parts, weights[BASE])


def _share_out(frame: float, made: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return the frame shared out among the words that speak for it, the strongest first."""
    speaking = {shown: part for shown, part in made.items() if part > 0 and shown}
    least = LEAST * sum(speaking.values())
    kept = sorted(((part, shown) for shown, part in speaking.items() if part >= least), reverse=True)
    total = sum(part for part, _ in kept)
    return [(shown, frame * part / total) for part, shown in kept]


def score_sentences(sentences: Iterable[str], study: Study | None = None, official: bool = False) -> list[float]:
    """Score the frame of sentences.

    Parameters
    ----------
    sentences : iterable of str, length n_sentences
    study : Study, optional
        Adds the terms of its contentious issues; without it the codebook knows general words of diplomacy only.
    official : bool
        Whether they are of a press service, and not of news: see TRUST.

    Returns
    -------
    list of float, length n_sentences
        In [-1, 1]: above 0 conciliatory, below confrontational, exactly 0 neutral, as weigh_evidence returns it; NaN
        where there is no word.

    Notes
    -----
    The frame is of the relation between the two who speak or are spoken of, not of the mood of the words: a joint
    condemnation of a third is conciliatory between those who voice it. A sentence alone does not say who hears it:
    support for a country that is under attack counts as confrontational unless both voice it, or thanks or solidarity
    stand beside it. Do not believe the number of one sentence; irony, history told and speeches at home are not seen.
    benchmarks/framing.py and framing_counterparts.py print how often the sign agrees with a human coder, by side.

    References
    ----------
    The acts: see act_values.value_acts. The weights: benchmarks/framing_weights.py.

    Examples
    --------
    >>> hopeful, hostile, met, empty = score_sentences(
    ...     ["They agreed to stay in contact.", "She accused him of lying.", "They met on Monday.", "..."])
    >>> hopeful > 0 > hostile, met, empty
    (True, 0.0, nan)
    """
    scores, trust, names = [], OFFICIAL if official else TRUST, list_own_names(study)
    for text in sentences:
        words = act_lexicon.split_words(text)
        [acts] = act_values.place_acts(act_values.value_acts(words, study), [0] * len(words), 1)
        scores.append(
            weigh_part(words, acts, trust=trust, names=names)[0] if any(map(str.isalnum, text)) else float("nan")
        )
    return scores
