"""How often the machine is wrong on texts it was not written with: measured here, shipped as data/validity.csv.

    python benchmarks/held_out.py [--shared ../shared] [--write]

Notebook 06 and the report print these figures beside the agreement on a corpus's own coded articles, which is training
fit wherever the rules were written with those articles in view. `kind` says what each is worth: held out (nobody had
looked at the texts) or development (the rules were written with them in view: expect less elsewhere).
"""

import argparse
from pathlib import Path

import pandas as pd

from analysis.annotation import voices
from analysis.annotation.framing import framing as framing_module
from benchmarks import attribution, framing

SHARED = Path(__file__).resolve().parents[2] / "shared"
VALIDITY = Path(__file__).resolve().parents[1] / "data" / "validity.csv"


def measure_frames(shared: Path) -> list[dict[str, object]]:
    """Return the figures of the frame on the sentences set aside and on those it was developed with."""
    sentences = framing.split_readouts(shared / "readouts" / "readouts.csv").drop_duplicates("sha256")
    coded = sentences.merge(pd.read_csv(framing.CODING), on="sha256")
    rows = []
    for split, kind in (("aside", "held out"), ("develop", "development")):
        part = coded[coded["split"] == split]
        found = framing.sign(framing_module.score_sentences(part["text"].tolist()))
        score = framing.macro_f1(found, part["frame"].tolist())
        rows.append(describe("frame", score, len(part), "sentences of official readouts", kind))
    return rows


def measure_voices(shared: Path) -> list[dict[str, object]]:
    """Return how well sentences are told to be somebody's or the outlet's, in news."""
    path = shared / "benchmarks" / "polnear_dev.jsonl"
    scorer = attribution.load_scorer(shared / "benchmarks" / "score_attribution.py")
    scores = scorer.score(attribution.read_articles(path), voices.name_sources)
    return [describe("voice", scores["macro_f1"], scores["sentences"], "sentences of US news", "development")]


def describe(variable: str, value: float, n: int, unit: str, kind: str) -> dict[str, object]:
    """Return one row of validity.csv."""
    return {"variable": variable, "measure": "macro-F1", "value": round(value, 3), "n": n, "unit": unit, "kind": kind}


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
