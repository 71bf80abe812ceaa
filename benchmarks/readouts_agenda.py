"""Which issues set the Kremlin's readouts apart from the White House's, in the months both cover.

    python benchmarks/readouts_agenda.py [CORPUS] [--texts ISSUE]

CORPUS (build/readouts) is made by: python -m analysis ingest ../shared/readouts/readouts.csv --study data/readouts.toml
--into build/readouts. Compared are readouts of calls and meetings with somebody, told by their titles. Each side is the
press service: its readouts' own narration and whomever they quote. The test deals the outlets' labels anew among
readouts of one month; p is adjusted for the number of issues; intervals are over readouts. Printed with it: the same
for calls alone, and for the share of sentences, which does not favour the side with longer texts. --texts prints the
sentences in which each side raises an issue, so that a reader can check what the numbers say.
"""

import argparse
import re
import time
from pathlib import Path

import pandas as pd

from analysis.annotation import issues
from analysis.corpus import tables
from analysis.corpus.study import load_study
from analysis.measures.issues import prevalence

ROOT = Path(__file__).parents[1]
TARGET, REFERENCE = "Kremlin", "White House"
CALL = re.compile(r"\b(calls?|conversations?)\b.*\bwith\b", re.IGNORECASE)
TALK = re.compile(r"\b(calls?|conversations?|meetings?|talks)\b.*\bwith\b", re.IGNORECASE)


def choose_articles(articles: pd.DataFrame, title: re.Pattern[str]) -> pd.DataFrame:
    """Return the readouts whose title says call or meeting, in the months in which both outlets have one."""
    chosen = articles[articles["title"].fillna("").map(lambda text: bool(title.search(text)))]
    chosen = chosen.assign(month=chosen["published"].astype(str).str[:7])
    both = set.intersection(*(set(chosen.loc[chosen["outlet"] == side, "month"]) for side in (TARGET, REFERENCE)))
    return chosen[chosen["month"].isin(both)]


def say(table: pd.DataFrame, heading: str) -> None:
    """Print one comparison as a table and as sentences."""
    first = table.iloc[0]
    print(
        f"\n{heading}: {first['n_articles_target']} of the {TARGET}, {first['n_articles_reference']} of the {REFERENCE}"
    )
    print(f"{'issue':<28}{TARGET:>9}{REFERENCE:>13}{'difference':>12}  95 % interval      p  adjusted")
    for row in table.itertuples():
        interval = f"{row.low:+.0%} to {row.high:+.0%}" if not row.refusal else "too few differ"
        print(
            f"{row.label:<28}{row.share_target:>9.1%}{row.share_reference:>13.1%}{row.difference:>+12.1%}  "
            f"{interval:<15}{row.p:>8.4f}{row.p_adjusted:>8.4f}"
        )
    sure = table[(table["p_adjusted"] < 0.05) & (table["low"] * table["high"] > 0)]
    for side, mine in ((TARGET, sure[sure["difference"] > 0]), (REFERENCE, sure[sure["difference"] < 0])):
        named = ", ".join(
            f"{r.label} ({r.share_target:.0%} against {r.share_reference:.0%})" for r in mine.itertuples()
        )
        print(f"More in the {side}'s, of {first['n_tests']} issues tested: {named or 'none'}.")


def print_texts(corpus: Path, issue: str, mentions: pd.DataFrame, articles: pd.DataFrame, n: int = 8) -> None:
    """Print sentences of each side in which the issue is raised."""
    sentences = tables.read_table(corpus, "sentences")
    segments = tables.read_table(corpus, "segments")[["segment_id", "sentence_id"]]
    raised = mentions[mentions["issue"] == issue].merge(segments).drop_duplicates("sentence_id")
    found = raised.merge(sentences[["sentence_id", "doc_id", "text"]]).merge(articles[["doc_id", "outlet"]])
    for side, mine in found.groupby("outlet"):
        print(f"\n{side}: {len(mine)} sentences")
        for row in mine.sample(min(n, len(mine)), random_state=0).itertuples():
            print(f"  [{row.term}] {row.text}")


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=ROOT / "build" / "readouts")
    parser.add_argument("--texts", metavar="ISSUE")
    arguments = parser.parse_args()
    if tables.find_table(arguments.corpus, "segments") is None:
        print(f"{arguments.corpus.name} is not at hand; see the head of this file for the command that makes it")
        return
    study = load_study(ROOT / "data" / "readouts.toml")
    segments, articles = (tables.read_table(arguments.corpus, name) for name in ("segments", "articles"))
    began = time.perf_counter()
    mentions = issues.find_mentions(segments, study)
    seconds = time.perf_counter() - began
    print(f"{len(mentions):,} mentions in {len(articles):,} readouts, found in {seconds:.1f} s")
    talks = choose_articles(articles, TALK)
    if arguments.texts:
        print_texts(arguments.corpus, arguments.texts, mentions, talks)
        return
    print(f"months: {talks['month'].min()} to {talks['month'].max()}")
    for heading, chosen, measure in (
        ("Readouts of calls and meetings that raise the issue", talks, "articles"),
        ("Readouts of calls that raise the issue", choose_articles(articles, CALL), "articles"),
        ("Share of the sentences, calls and meetings", talks, "sentences"),
    ):
        compared = prevalence.compare_prevalence(
            mentions,
            segments,
            chosen,
            study,
            TARGET,
            REFERENCE,
            strata="month",
            measure=measure,
            n_resamples=4000,
        )
        say(compared, heading)


if __name__ == "__main__":
    main()
