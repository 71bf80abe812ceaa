"""Texts in, VADER's scores out, a whole column at a time: NLTK's rules on tokens that are looked up once each.

NLTK scores one text after another and asks its dictionaries about every word again. Here the rules run over all words
of the lexicon in a column together.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.annotation.tone.marks import close_up
from analysis.annotation.tone.vader_column import NOWHERE, Column, neighbours, split_column
from analysis.annotation.tone.vader_words import HEDGES, IDIOMS, PARTS

__all__ = ["explain_vader", "round_as_python", "score_vader"]

CAPITALS, NEGATED, HEDGED = 0.733, -0.74, -0.293
DISTANCE = (1.0, 0.95, 0.9)  # how much of a booster is left one, two and three words away
BATCH = 50_000  # texts at a time: the arrays stay in the cache


def _find_scored(column: Column) -> tuple[np.ndarray, np.ndarray]:
    """Return where words of the lexicon stand, and where in the text each of them stood first.

    NLTK judges every repetition of a token in the surroundings of its first occurrence.
    """
    is_a = column.is_a
    lexical = is_a["known"] & (is_a["boost"] == 0)
    scored = np.flatnonzero(lexical[column.token])
    key = column.row[scored] * len(column.words) + column.token[scored]
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    first = scored[first][which]
    after = neighbours(column, first, range(1, 2))[1]
    counted = ~(is_a["kind"][column.token[first]] & is_a["of"][after])
    return scored[counted], first[counted]


def _follow_rules(column: Column, at: np.ndarray) -> Iterator[tuple[int | np.ndarray, np.ndarray]]:
    """Yield the valence of the tokens at `at` after each rule, and how far away the word that called for it is."""
    is_a, near = column.is_a, neighbours(column, at, range(-3, 3))
    part = {distance: is_a["part"][there] for distance, there in near.items()}
    shouted = _find_mixed_case(column)[column.row[at]]
    valence = is_a["valence"][near[0]]
    yield 0, valence
    valence = valence + _shout(valence, is_a["capital"][near[0]] & shouted)
    yield 0, valence
    for distance in (1, 2, 3):
        before = near[-distance]
        counts = (before != NOWHERE) & ~is_a["known"][before]
        boost = is_a["boost"][before]
        boost = np.where(valence < 0, -boost, boost)
        boost = boost + _shout(valence, (boost != 0) & is_a["capital"][before] & shouted)
        valence = np.where(counts, valence + boost * DISTANCE[distance - 1], valence)
        yield -distance, valence
        factor, caller = _negate(is_a, near, distance)
        valence = np.where(counts, valence * factor, valence)
        yield caller, valence
    valence = np.where(counts, _replace_idioms(part, valence), valence)
    yield 0, valence
    hedged = {start: _match_any(HEDGES, part, start) for start in (-3, -2)}
    valence = np.where(counts & (hedged[-3] | hedged[-2]), valence + HEDGED, valence)
    yield np.where(hedged[-3], -3, -2), valence
    least = is_a["least"][near[-1]] & ~is_a["at"][near[-2]]
    yield -1, np.where(least, valence * NEGATED, valence)


def _shout(valence: np.ndarray, shouted: np.ndarray) -> np.ndarray:
    """Return what capitals add to a valence, away from zero."""
    return np.where(shouted, np.where(valence > 0, CAPITALS, -CAPITALS), 0.0)


def _negate(
    is_a: Mapping[str, np.ndarray], near: Mapping[int, np.ndarray], distance: int
) -> tuple[np.ndarray, np.ndarray | int]:
    """Return the factor by which a word so far before another changes its valence, and where that word stands."""
    factor = np.where(is_a["negation"][near[-distance]], NEGATED, 1.0)
    if distance == 2:
        return np.where(is_a["never"][near[-2]] & is_a["so"][near[-1]], 1.5, factor), -2
    if distance == 3:
        never, so = is_a["never"][near[-3]] & is_a["so"][near[-2]], is_a["so"][near[-1]]
        return np.where(never | so, 1.25, factor), np.where(so & ~never, -1, -3)
    return factor, -1


def _match(phrase: Sequence[str], part: Mapping[int, np.ndarray], start: int) -> np.ndarray:
    """Return where the phrase stands, its first word at the distance `start`."""
    return np.logical_and.reduce([part[start + i] == PARTS[word] for i, word in enumerate(phrase)])


def _match_any(phrases: Sequence[Sequence[str]], part: Mapping[int, np.ndarray], start: int) -> np.ndarray:
    """Return where any of the phrases stands."""
    return np.logical_or.reduce([_match(phrase, part, start) for phrase in phrases])


def _replace_idioms(part: Mapping[int, np.ndarray], valence: np.ndarray) -> np.ndarray:
    """Return the valences, those in or next to an idiom replaced by its own; later places win, as in NLTK."""
    places = ((2, -3), (3, -3), (2, -2), (3, -2), (2, -1), (2, 0), (3, 0))
    for n_words, start in places:
        for phrase, value in IDIOMS.items():
            if len(phrase) == n_words:
                valence = np.where(_match(phrase, part, start), value, valence)
    return valence


def _find_mixed_case(column: Column) -> np.ndarray:
    """Return, for each text, whether some but not all of its tokens are in capitals."""
    n_capital = np.bincount(column.row, column.is_a["capital"][column.token], minlength=column.n_rows)
    n_tokens = np.bincount(column.row, minlength=column.n_rows)
    return (n_capital > 0) & (n_capital < n_tokens)


def _weigh_but(column: Column) -> np.ndarray:
    """Return the weight of each token: half before the first `but` of its text, half as much again after it."""
    buts = np.flatnonzero(column.is_a["but"][column.token])
    rows, first = np.unique(column.row[buts], return_index=True)
    where = np.full(column.n_rows, -1)
    where[rows] = column.place[buts[first]]
    split = where[column.row]
    weights = np.where(column.place < split, 0.5, np.where(column.place > split, 1.5, 1.0))
    return np.where(split < 0, 1.0, weights)


def _count_emphasis(texts: Sequence[str]) -> np.ndarray:
    """Return what each text's exclamation marks, and its question marks, add to its score."""
    ends = np.cumsum([len(text) for text in texts], dtype=np.int64)
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    where = (np.searchsorted(ends, np.flatnonzero(points == ord(mark)), "right") for mark in "!?")
    exclaimed, asked = (np.bincount(rows, minlength=len(texts)) for rows in where)
    question = np.where(asked > 3, 0.96, np.where(asked > 1, asked * 0.18, 0.0))
    return np.column_stack([np.minimum(exclaimed, 4) * 0.292, question])


def _add_up(texts: Sequence[str], column: Column, scored: np.ndarray, valence: np.ndarray) -> pd.DataFrame:
    """Return the four scores of the texts, not rounded, and the sum of valences that the compound squeezes."""
    row, n = column.row[scored], column.n_rows
    emphasis = _count_emphasis(texts).sum(axis=1)
    total = np.bincount(row, valence, minlength=n)
    pos = np.bincount(row, np.where(valence > 0, valence + 1, 0.0), minlength=n)
    neg = np.bincount(row, np.where(valence < 0, 1 - valence, 0.0), minlength=n)
    n_tokens = np.bincount(column.row, minlength=n)
    neu = n_tokens - np.bincount(row, valence != 0, minlength=n)
    total = total + np.sign(total) * emphasis
    pos, neg = pos + np.where(pos > neg, emphasis, 0.0), neg + np.where(pos < neg, emphasis, 0.0)
    whole = np.where(n_tokens == 0, np.inf, pos + neg + neu)
    compound = total / np.sqrt(total * total + 15)
    return pd.DataFrame(
        {"compound": compound, "pos": pos / whole, "neu": neu / whole, "neg": neg / whole, "total": total}
    )


def score_vader(texts: Sequence[str]) -> pd.DataFrame:
    """Score texts by VADER in the rules of NLTK, marks and spaces evened out before.

    Parameters
    ----------
    texts : sequence of str, n_texts

    Returns
    -------
    DataFrame, n_texts rows
        The columns compound in [-1, 1], and pos, neu, neg, parts of 1; all 0 for a text without tokens, as in NLTK.

    Notes
    -----
    The compound saturates: score sentences, not articles. The lexicon was rated for social media, where `united` and
    `security` are good words whatever they belong to.

    References
    ----------
    Hutto, C. and Gilbert, E. (2014). VADER: a parsimonious rule-based model for sentiment analysis of social media
    text. ICWSM. The compound is their s / sqrt(s^2 + 15).

    Examples
    --------
    >>> score_vader(["The talks were good.", "The talks were not good!"])["compound"].tolist()
    [0.4404, -0.4015]
    """
    texts = [close_up(text) for text in texts]
    batches = [texts[start : start + BATCH] for start in range(0, max(len(texts), 1), BATCH)]
    return pd.concat([_score_batch(batch) for batch in batches], ignore_index=True)


def _score_batch(texts: Sequence[str]) -> pd.DataFrame:
    """Return the four scores of some texts, rounded as NLTK does."""
    column = split_column(texts)
    scored, first = _find_scored(column)
    *_, (_, valence) = _follow_rules(column, first)
    scores = _add_up(texts, column, scored, valence * _weigh_but(column)[scored])
    digits = {"compound": 4, "pos": 3, "neu": 3, "neg": 3}
    return pd.DataFrame({name: round_as_python(scores[name].to_numpy(), n) for name, n in digits.items()})


def explain_vader(texts: Sequence[str]) -> pd.DataFrame:
    """Return what each word did to the compound of its text.

    Parameters
    ----------
    texts : sequence of str, n_texts

    Returns
    -------
    DataFrame
        The columns row (the text's place), term, value. A word of the lexicon has its valence; a negation, a booster
        or `but` has the change that it made to others'; "!" and "?" have theirs. The values of a text add up to its
        compound.
    """
    texts = [close_up(text) for text in texts]
    column = split_column(texts)
    scored, first = _find_scored(column)
    weight, before, parts = _weigh_but(column)[scored], np.zeros(len(scored)), []
    for distance, valence in _follow_rules(column, first):
        at = np.flatnonzero(valence != before)
        callers = column.token[(first + distance)[at]]
        parts.append(_label(column.row[scored[at]], [column.words[t].lower() for t in callers], (valence - before)[at]))
        before = valence
    at = np.flatnonzero(weight != 1)
    parts.append(_label(column.row[scored[at]], "but", (before * (weight - 1))[at]))
    totals = _add_up(texts, column, scored, before * weight)["total"].to_numpy()
    for mark, emphasis in zip("!?", _count_emphasis(texts).T, strict=True):
        at = np.flatnonzero(emphasis * totals)
        parts.append(_label(at, mark, (emphasis * np.sign(totals))[at]))
    return _share_out(pd.concat(parts), totals)


def _label(row: np.ndarray, term: str | list[str], value: np.ndarray) -> pd.DataFrame:
    """Return rows that say which term changed the sum of which text by how much."""
    return pd.DataFrame({"row": row, "term": pd.Series(term, index=range(len(row)), dtype=object), "value": value})


def _share_out(changes: pd.DataFrame, totals: np.ndarray) -> pd.DataFrame:
    """Return the changes scaled so that those of a text add up to its rounded compound."""
    compound = round_as_python(totals / np.sqrt(totals * totals + 15), 4)
    scale = np.divide(compound, totals, out=np.full(len(totals), 15**-0.5), where=totals != 0)
    scaled = changes.assign(value=changes["value"] * scale[changes["row"]])
    return scaled.groupby(["row", "term"], as_index=False)[["value"]].sum()


def round_as_python(values: np.ndarray, digits: int) -> np.ndarray:
    """Return the values rounded as Python's round does: numpy's multiplies first and errs at some halves."""
    rounded = np.round(values, digits)
    scaled = np.abs(values) * 10.0**digits
    near_half = np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6
    rounded[near_half] = [round(value, digits) for value in values[near_half].tolist()]
    return rounded
