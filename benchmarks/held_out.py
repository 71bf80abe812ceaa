"""How often the machine is wrong on texts it was not written with: measured here, shipped as data/validity.csv.

    python benchmarks/held_out.py [--shared ../shared] [--write]

Notebook 06 and the report print these figures beside the agreement on a corpus's own coded articles, which is training
fit wherever the rules were written with those articles in view. `kind` says what each is worth: unread (nobody had read
these texts when the instrument was done), cross-validated (weights learned anew without the counterparts of these
sentences; the weights that are shipped learned from them too, and settings were chosen on them), development (expect
less elsewhere), or two coders (how far they agree). A mean error is found less coded.
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.annotation import voices
from analysis.annotation.framing import framing as framing_module
from analysis.measures.validity import agreement
from benchmarks import attribution, framing, framing_folds, framing_weights

SHARED = Path(__file__).resolve().parents[2] / "shared"
SIDES = {"kremlin": "the Kremlin", "kyiv": "Kyiv's press service", "white_house": "the White House"}
UNREAD, CROSSED = "unread", "cross-validated"
VALIDITY = Path(__file__).resolve().parents[1] / "data" / "validity.csv"


def measure_frames(shared: Path) -> list[dict[str, object]]:
    """Return the figures of the frame on counterparts that it has not learned from, and on those it has."""
    sentences = framing_weights.list_texts(shared)
    coded = framing_weights.read_coded(sentences)
    places = framing_weights.place_words(sentences["text"].tolist())
    evidence = [framing_weights.list_evidence(text) for text in coded["text"]]
    unread = framing_folds.score_folds(coded, evidence, places)
    read = [framing_module.weigh_evidence(own, trust=framing_module.OFFICIAL)[0] for own in evidence]
    calls, aside = coded["calls"], coded["split"] == "aside"
    parts = [
        (unread, calls, "sentences of calls and remarks of other counterparts", CROSSED),
        (unread, aside, "sentences of official readouts", CROSSED),
        (read, ~calls & ~aside, "sentences of official readouts", "development"),
    ]
    every = framing_weights.read_coded(sentences, fresh=True)
    new = every[every["fresh"]]
    first = [
        framing_module.weigh_evidence(framing_weights.list_evidence(text), trust=framing_module.OFFICIAL)[0]
        for text in new["text"]
    ]
    found = np.array(framing.sign(first))
    score = framing.macro_f1(found.tolist(), new["frame"].tolist())
    rows = [describe("frame", score, len(new), "sentences of official texts drawn as they come", UNREAD)]
    for value, name in agreement.FRAMES.items():
        own = found[new["frame"] == value]
        rows.append(describe("frame", (own == value).mean(), len(own), f"{name} ones", UNREAD, "share found"))
    for frames, mask, unit, kind in parts:
        score = framing.macro_f1(framing.sign(np.array(frames)[mask].tolist()), coded.loc[mask, "frame"].tolist())
        rows.append(describe("frame", score, int(mask.sum()), unit, kind))
    written = coded.assign(found=framing.sign(unread.tolist()))[calls & (coded["genre"] == "readout")]
    for side, part in written.groupby("side"):
        error = (part["found"] - part["frame"]).mean()
        unit = f"sentences of calls told by {SIDES[side]}"
        rows.append(describe("frame", error, len(part), unit, CROSSED, "mean error"))
    return rows


def measure_coders() -> list[dict[str, object]]:
    """Return how far two coders agree on frames: of sentences rich in conflict, and of sentences drawn as they come."""
    calls = pd.read_csv(framing_weights.CALLS).dropna(subset=["second_frame"])
    fresh, other = (pd.read_csv(path) for path in (framing_weights.FRESH, framing_weights.SECOND))
    fresh = fresh.merge(other, on="sha256", suffixes=("", "_other"))
    rows = []
    for first, second, unit in (
        (calls["frame"], calls["second_frame"], "sentences of calls and remarks, half of them with a word of conflict"),
        (fresh["frame"], fresh["frame_other"], "official sentences drawn as they come"),
    ):
        names = [coding.astype(int).map(agreement.FRAMES) for coding in (first, second)]
        alpha = agreement.find_alpha(*names, "interval")
        rows.append(describe("frame", alpha, len(first), unit, "two coders", "alpha"))
    return rows


def measure_voices(shared: Path) -> list[dict[str, object]]:
    """Return how well sentences are told to be somebody's or the outlet's, in news."""
    path = shared / "benchmarks" / "polnear_dev.jsonl"
    scorer = attribution.load_scorer(shared / "benchmarks" / "score_attribution.py")
    scores = scorer.score(attribution.read_articles(path), voices.name_sources)
    return [describe("voice", scores["macro_f1"], scores["sentences"], "sentences of US news", "development")]


def describe(variable: str, value: float, n: int, unit: str, kind: str, measure: str = "macro-F1") -> dict[str, object]:
    """Return one row of validity.csv."""
    return {"variable": variable, "measure": measure, "value": round(value, 4), "n": n, "unit": unit, "kind": kind}


def main() -> None:
    """Print the table; with --write, ship it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if not (arguments.shared / "readouts" / "readouts.csv").is_file():
        print("no ../shared/readouts here; nothing to measure")
        return
    table = pd.DataFrame(measure_voices(arguments.shared) + measure_frames(arguments.shared) + measure_coders())
    print(table.to_string(index=False))
    if arguments.write:
        table.to_csv(VALIDITY, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
