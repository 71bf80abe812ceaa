"""Which terms set the Kremlin's readouts apart from the White House's, in the days that both collections cover.

    python benchmarks/readouts_keyness.py [READOUTS]

READOUTS is by default ../shared/readouts/readouts.csv.
"""

import argparse
from pathlib import Path

import pandas as pd

from analysis.annotation.terms import terms
from analysis.annotation.terms.stop_words import load_stop_words
from analysis.corpus import words
from analysis.measures.keyness import keyness
from analysis.measures.terms import matrix as matrices
from analysis.measures.terms.matrix import DocumentTermMatrix

READOUTS = Path(__file__).parents[2] / "shared" / "readouts" / "readouts.csv"
SIDES = "Kremlin", "White House"
CALLS = r"\bcall\b|telephone conversation"  # in the title
SHOWN = [
    "term", "count_target", "count_reference", "articles_target", "articles_reference", "dp_norm", "log_odds", "low",
    "high", "p", "p_adjusted",
]  # fmt: skip


def read_readouts(path: Path) -> pd.DataFrame:
    """Return the readouts of the days that both sides cover."""
    readouts = pd.read_csv(path, keep_default_na=False)
    days = readouts.groupby("outlet")["published"].agg(["min", "max"])
    return readouts[readouts["published"].between(days["min"].max(), days["max"].min())]


def count_readouts(readouts: pd.DataFrame) -> DocumentTermMatrix:
    """Return how often each readout has each term, a readout being one segment."""
    segments = readouts[["doc_id", "text"]].assign(
        segment_id=readouts["doc_id"], sentence_id=readouts["doc_id"], n_words=readouts["text"].map(words.count_words)
    )
    counted = terms.count_terms(segments)
    return matrices.build_matrix(
        counted, segments, readouts, ("article", "outlet"), without=load_stop_words(), numbers=False
    )


def report(readouts: pd.DataFrame, heading: str) -> pd.DataFrame:
    """Print the terms furthest to either side, and return all."""
    table = keyness.compare_terms(count_readouts(readouts), *SIDES, min_articles=10)
    first = table.iloc[0]
    shown = keyness.take_extremes(table, 12, min_articles=10)
    print(
        f"\n{heading}: {first['n_articles_target']:,} readouts of the {SIDES[0]} ({first['n_words_target']:,} words), "
        f"{first['n_articles_reference']:,} of the {SIDES[1]} ({first['n_words_reference']:,} words); "
        f"{table['n_tested'].max():,} terms tested, {(table['p_adjusted'] < 0.05).sum():,} differ at a false-discovery "
        f"rate of 5 % (readouts dealt anew, smallest p {first['smallest_p']:g}); intervals: "
        + ", ".join(f"{kind} {n}" for kind, n in shown["interval"].value_counts().items())
    )
    print(shown[SHOWN].to_string(index=False, float_format="{:.3g}".format))
    return table


def say(table: pd.DataFrame, term: str) -> str:
    """Return in how many readouts of either side a term stands, and how sure the difference is."""
    found = table[table["term"] == term]
    if found.empty:
        return f"'{term}' stands in none."
    row = found.iloc[0]
    sure = f"adjusted p {row['p_adjusted']:.2g}" if pd.notna(row["p_adjusted"]) else row["refusal"]
    return (
        f"'{term}' stands in {row['articles_target']} of {row['n_articles_target']} calls of the {SIDES[0]}, "
        f"{row['articles_reference']} of {row['n_articles_reference']} of the {SIDES[1]} ({sure})."
    )


def main() -> None:
    """Print the comparison of all readouts, then of calls alone, which are one genre."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readouts", nargs="?", type=Path, default=READOUTS)
    path = parser.parse_args().readouts
    if not path.is_file():
        print(f"{path.name} is not at hand; nothing to measure")
        return
    readouts = read_readouts(path)
    print(f"both cover {readouts['published'].min()} to {readouts['published'].max()}")
    report(readouts, "All readouts (the Kremlin's with speeches: much of the difference is genre)")
    calls = report(readouts[readouts["title"].str.contains(CALLS, case=False)], "Calls only")
    print("\nIn words (calls only):")
    for term in ("aggression", "operation", "donbass", "donbas", "kiev", "sovereignty", "allies", "support", "agreed"):
        print("-", say(calls, term))
    print(
        "Part of the difference is house style (titles, 'spoke today', 'telephone conversation') and spelling "
        "(Donbass, Donbas). Each side calls others than the other side does, so a difference between the sides is not "
        "one between two accounts of the same call. A term says nothing of whom it is said of: in both calls of the "
        "Kremlin 'aggression' is Ukraine's, in those of the White House Russia's or its president's."
    )


if __name__ == "__main__":
    main()
