"""How often the machine is wrong on texts it was not written with: measured here, shipped as data/validity.csv.

    python benchmarks/held_out.py [--shared ../shared] [--write]

Notebook 06 and the report print these figures beside the agreement on a corpus's own coded articles, which is training
fit wherever the rules were written with those articles in view. `kind` says what each is worth: held out (nothing was
learned from these texts; the frame by leaving whole counterparts out) or development (expect less elsewhere).
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.annotation import voices
from analysis.annotation.framing import framing as framing_module
from benchmarks import attribution, framing, framing_folds, framing_weights

SHARED = Path(__file__).resolve().parents[2] / "shared"
SIDES = {"kremlin": "the Kremlin", "kyiv": "Kyiv's press service", "white_house": "the White House"}
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
        (unread, calls, "sentences of calls and remarks of other counterparts", "held out"),
        (unread, aside, "sentences of official readouts", "held out"),
        (read, ~calls & ~aside, "sentences of official readouts", "development"),
    ]
    every = framing_weights.read_coded(sentences, fresh=True)
    new = every[every["fresh"]]
    first = [
        framing_module.weigh_evidence(framing_weights.list_evidence(text), trust=framing_module.OFFICIAL)[0]
        for text in new["text"]
    ]
    score = framing.macro_f1(framing.sign(first), new["frame"].tolist())
    rows = [describe("frame", score, len(new), "sentences of official texts drawn as they come", "held out")]
    for frames, mask, unit, kind in parts:
        score = framing.macro_f1(framing.sign(np.array(frames)[mask].tolist()), coded.loc[mask, "frame"].tolist())
        rows.append(describe("frame", score, int(mask.sum()), unit, kind))
    written = coded.assign(found=framing.sign(unread.tolist()))[calls & (coded["genre"] == "readout")]
    for side, part in written.groupby("side"):
        error = (part["found"] - part["frame"]).mean()
        unit = f"sentences of calls told by {SIDES[side]}"
        rows.append(describe("frame", error, len(part), unit, "held out", "found less coded"))
    return rows


def measure_voices(shared: Path) -> list[dict[str, object]]:
    """Return how well sentences are told to be somebody's or the outlet's, in news."""
    path = shared / "benchmarks" / "polnear_dev.jsonl"
    scorer = attribution.load_scorer(shared / "benchmarks" / "score_attribution.py")
    scores = scorer.score(attribution.read_articles(path), voices.name_sources)
    return [describe("voice", scores["macro_f1"], scores["sentences"], "sentences of US news", "development")]


def describe(variable: str, value: float, n: int, unit: str, kind: str, measure: str = "macro-F1") -> dict[str, object]:
    """Return one row of validity.csv."""
    return {"variable": variable, "measure": measure, "value": round(value, 3), "n": n, "unit": unit, "kind": kind}


def main() -> None:
    """Print the table; with --write, ship it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if not (arguments.shared / "readouts" / "readouts.csv").is_file():
        print("no ../shared/readouts here; nothing to measure")
        return
    table = pd.DataFrame(measure_voices(arguments.shared) + measure_frames(arguments.shared))
    print(table.to_string(index=False))
    if arguments.write:
        table.to_csv(VALIDITY, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
