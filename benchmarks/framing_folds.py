"""What the benchmarks of framing share: weights learned with counterparts left out, and intervals over documents."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from sklearn.model_selection import GroupKFold

from analysis.annotation.framing import framing
from analysis.measures.validity import agreement
from benchmarks import framing_weights
from benchmarks.framing import macro_f1

FOLDS, DRAWS, SEED = 10, 500, 0


def learn_folds(
    coded: pd.DataFrame,
    evidence: Sequence[list[framing.Evidence]],
    places: framing_weights.Places,
    share: float = 1.0,
    learn: np.ndarray | None = None,
) -> Iterator[tuple[np.ndarray, framing.Weights]]:
    """Yield the rows of each fold and the weights learned from the other counterparts.

    Parameters
    ----------
    coded : DataFrame, shape (n_sentences, n_columns)
    evidence : sequence of list of Evidence, shape (n_sentences,)
    places : Places
    share : float
        Of the sentences of the other counterparts that is learned from.
    learn : array of bool, shape (n_sentences,), optional
        The rows that may be learned from; all if not given.
    """
    features = [framing.count_features(own) for own in evidence]
    rng = np.random.default_rng(SEED)
    for train, test in GroupKFold(FOLDS).split(features, coded["frame"], coded["counterpart"]):
        train = train if learn is None else train[learn[train]]
        train = rng.permutation(train)[: int(share * len(train))]
        part = coded.iloc[train]
        table = framing_weights.fit_weights([features[i] for i in train], part["frame"], part["weight"], places)
        yield test, framing_weights.as_weights(table)


def score_folds(
    coded: pd.DataFrame,
    evidence: Sequence[list[framing.Evidence]],
    places: framing_weights.Places,
    share: float = 1.0,
    learn: np.ndarray | None = None,
) -> np.ndarray:
    """Return the frame of each sentence as learned from the other counterparts; see learn_folds."""
    found = np.zeros(len(coded))
    for test, weights in learn_folds(coded, evidence, places, share, learn):
        found[test] = [framing.weigh_evidence(evidence[i], weights, framing.OFFICIAL)[0] for i in test]
    return found


def find_probabilities(evidence: Sequence[framing.Evidence], weights: framing.Weights) -> np.ndarray:
    """Return the probabilities of confrontational, neutral and conciliatory that framing.weigh_evidence goes by."""
    odds = np.array(weights[framing.BASE])
    for item in evidence:
        odds = odds + item.amount * np.array(weights.get(item.feature, (0.0, 0.0)))
    raised = np.exp(np.array([odds[1], 0.0, odds[0]]) - max(odds.max(), 0.0))
    return raised / raised.sum()


def resample_f1(part: pd.DataFrame, found: np.ndarray) -> tuple[float, float]:
    """Return the 95 % interval of the macro-F1, documents resampled."""
    return resample_documents(part, lambda rows, coded: macro_f1(found[rows].tolist(), coded))


def resample_difference(part: pd.DataFrame, found: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    """Return the 95 % interval of the macro-F1 of the one less that of the other, documents resampled."""
    return resample_documents(
        part, lambda rows, coded: macro_f1(found[rows].tolist(), coded) - macro_f1(other[rows].tolist(), coded)
    )


def resample_documents(part: pd.DataFrame, score: Callable[[np.ndarray, list[int]], float]) -> tuple[float, float]:
    """Return the 95 % interval of what `score` makes of rows and their coded frames, documents resampled."""
    rng = np.random.default_rng(SEED)
    places = list(part.groupby("doc_id").indices.values())
    coded, scores = part["frame"].to_numpy(), []
    for _ in range(DRAWS):
        rows = np.concatenate([places[i] for i in rng.integers(0, len(places), len(places))])
        scores.append(score(rows, coded[rows].tolist()))
    low, high = np.quantile(scores, [0.025, 0.975])
    return float(low), float(high)


def print_part(name: str, part: pd.DataFrame, found: Mapping[str, np.ndarray]) -> None:
    """Print macro-F1 with its interval, and the bias of each side, for each instrument on some sentences."""
    print(f"{name}: {len(part)} sentences of {part['doc_id'].nunique()} documents")
    for label, own in found.items():
        low, high = resample_f1(part, own)
        error = (own - part["frame"]).groupby(part["side"]).mean()
        bias = ", ".join(f"{side} {value:+.2f}" for side, value in error.items())
        score = macro_f1(own.tolist(), part["frame"].tolist())
        right = (own == part["frame"]).mean()
        print(f"  {label:17} {score:.3f} [{low:.3f}, {high:.3f}]   right {right:.2f}   bias: {bias}")


def print_agreement(calls: pd.DataFrame) -> None:
    """Print how often the first and the second coding agree, and alpha, by side and genre."""
    both = calls.dropna(subset=["second_frame"])
    names = {column: both[column].astype(int).map(agreement.FRAMES) for column in ("frame", "second_frame")}
    print(f"coded twice: {len(both)} sentences; target the same {(both['target'] == both['second_target']).mean():.3f}")
    for key in ("all", "side", "genre"):
        for label, rows in {"": both.index}.items() if key == "all" else both.groupby(key).groups.items():
            first, second = names["frame"][rows], names["second_frame"][rows]
            alpha = agreement.find_alpha(first, second, "interval")
            print(f"  {key} {label:12} n {len(rows):4}   same {(first == second).mean():.3f}   alpha {alpha:.3f}")
