"""Framing of sentences that no one had read when the weights were made; framing_counterparts.py prints it all.

framing_draw.py drew them, framing_coding_fresh.csv holds their hashes and labels. Each function takes all coded
sentences, framing_weights.read_coded with `fresh`, what stands in them (framing_weights.list_evidence) and the places
of words.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.annotation.framing import act_values, framing
from analysis.annotation.tone import vader
from benchmarks import framing_weights
from benchmarks.framing import macro_f1, sign
from benchmarks.framing_folds import find_probabilities, learn_folds, print_part, resample_difference, score_folds

BINS = 5


def print_fresh(
    coded: pd.DataFrame, evidence: Sequence[list[framing.Evidence]], places: framing_weights.Places
) -> None:
    """Print what the instruments reach on the sentences that came last, learned from the older ones alone."""
    fresh = coded["fresh"].to_numpy()
    features = [framing.count_features(own) for own, new in zip(evidence, fresh, strict=True) if not new]
    old, part = coded[~fresh], coded[fresh].reset_index(drop=True)
    weights = framing_weights.as_weights(framing_weights.fit_weights(features, old["frame"], old["weight"], places))
    unread = [own for own, new in zip(evidence, fresh, strict=True) if new]
    texts = part["text"].tolist()
    scores = {
        "frame": [framing.weigh_evidence(own, weights, framing.OFFICIAL)[0] for own in unread],
        "frame, as in news": [framing.weigh_evidence(own, weights, framing.TRUST)[0] for own in unread],
        "rules": act_values.score_acts(texts),
        "VADER": vader.score_vader(texts)["compound"].tolist(),
        "majority": [float(old["frame"].mode()[0])] * len(part),
    }
    found = {name: np.array(sign(values)) for name, values in scores.items()}
    masks = {"fresh": part["frame"].notna(), "fresh, certain": part["certain"] == 1}
    for key in ("side", "genre"):
        masks |= {f"fresh, {value}": part[key] == value for value in sorted(part[key].unique())}
    for name, mask in masks.items():
        print_part(name, part[mask], {label: values[mask.to_numpy()] for label, values in found.items()})
    low, high = resample_difference(part, found["frame"], found["rules"])
    print(f"fresh: frame less rules, 95 % interval of the difference [{low:+.3f}, {high:+.3f}]")
    for label in ("frame", "rules", "VADER"):
        means = part.assign(found=scores[label]).groupby("doc_id")
        table = means.agg(found=("found", "mean"), frame=("frame", "mean"), n=("frame", "size")).query("n >= 3")
        r = table["found"].corr(table["frame"])
        print(f"fresh, means of {len(table)} documents of three sentences: {label} r {r:.3f}")
    print(pd.crosstab(part["frame"].rename("coded"), pd.Series(found["frame"], name="found")))


def print_anew(coded: pd.DataFrame, evidence: Sequence[list[framing.Evidence]], places: framing_weights.Places) -> None:
    """Print, with the same counterparts left out, what learning from the last sentences too brings."""
    old, found = ~coded["fresh"].to_numpy(), {}
    for label, learn in {"old": old, "all": None}.items():
        for share in (0.25, 0.5, 0.75, 1.0):
            found[label, share] = np.array(sign(score_folds(coded, evidence, places, share, learn).tolist()))
    for name in ("calls", "fresh"):
        mask = coded[name].to_numpy()
        part = coded[mask].reset_index(drop=True)
        for (label, share), values in found.items():
            score = macro_f1(values[mask].tolist(), part["frame"].tolist())
            print(f"{name}, learned from {share:4.0%} of {label} of other counterparts: {score:.3f}")
        low, high = resample_difference(part, found["all", 1.0][mask], found["old", 1.0][mask])
        print(f"{name}: all less old, 95 % interval of the difference [{low:+.3f}, {high:+.3f}]")


def print_context(
    coded: pd.DataFrame, evidence: Sequence[list[framing.Evidence]], places: framing_weights.Places
) -> None:
    """Print what the acts of the sentence before, at half their amount, add; learned from the older sentences alone."""
    with_before = []
    for own, text in zip(evidence, coded["before"], strict=True):
        acts = [item for item in framing_weights.list_evidence(text) if item.feature.startswith("(")] if text else []
        with_before.append(own + [framing.Evidence(f"(before {e.feature[1:]}", e.amount / 2, "") for e in acts])
    old = ~coded["fresh"].to_numpy()
    found = [np.array(sign(score_folds(coded, given, places, learn=old).tolist())) for given in (evidence, with_before)]
    for name in ("calls", "fresh"):
        mask = coded[name].to_numpy()
        alone, beside = (macro_f1(own[mask].tolist(), coded.loc[mask, "frame"].tolist()) for own in found)
        low, high = resample_difference(coded[mask].reset_index(drop=True), found[1][mask], found[0][mask])
        print(f"{name}: with the acts of the sentence before {beside:.3f}, alone {alone:.3f} [{low:+.3f}, {high:+.3f}]")


def print_calibration(
    coded: pd.DataFrame, evidence: Sequence[list[framing.Evidence]], places: framing_weights.Places
) -> None:
    """Print whether classes come as often as their probability says, of counterparts left out, by genre."""
    found = np.zeros((len(coded), 3))
    for test, weights in learn_folds(coded, evidence, places):
        found[test] = [find_probabilities(evidence[i], weights) for i in test]
    names = ("confrontational", "neutral", "conciliatory")
    for fresh in (False, True):
        for genre in ("readout", "remarks"):
            mask = ((coded["genre"] == genre) & (coded["fresh"] | (not fresh))).to_numpy()
            print(f"calibration, {'fresh ' if fresh else 'all '}{genre}: {mask.sum()} sentences")
            for k, name in enumerate(names):
                own, came = found[mask, k], coded.loc[mask, "frame"].to_numpy() == k - 1
                bins = np.minimum((own * BINS).astype(int), BINS - 1)
                rows = [(own[bins == b].mean(), came[bins == b].mean(), (bins == b).sum()) for b in np.unique(bins)]
                error = sum(abs(said - was) * n for said, was, n in rows) / len(own)
                table = "  ".join(f"{said:.2f}:{was:.2f} ({n})" for said, was, n in rows)
                print(f"  {name:15} expected calibration error {error:.3f}   said:came (n)  {table}")
