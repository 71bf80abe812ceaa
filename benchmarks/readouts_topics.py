"""Topics of the official readouts of both press services: shares by side and month, and how far they hold still.

    python benchmarks/readouts_topics.py [READOUTS] [--topics 20] [--read 10]

READOUTS is by default ../shared/readouts/readouts.csv. With --read N it prints the titles of each topic's N most
typical texts.
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.annotation.terms.stop_words import load_stop_words
from analysis.annotation.terms.terms import count_texts
from analysis.measures.terms.matrix import DocumentTermMatrix, select_terms
from analysis.measures.topics.topic_choice import choose_n_topics, recommend_n_topics
from analysis.measures.topics.topic_coherence import score_topics
from analysis.measures.topics.topic_labels import find_typical, name_topics
from analysis.measures.topics.topic_shares import contrast_topics, share_refits, share_topics
from analysis.measures.topics.topic_stability import score_stability
from analysis.measures.topics.topics import fit_topics

READOUTS = Path(__file__).resolve().parents[2] / "shared" / "readouts" / "readouts.csv"
TARGET, REFERENCE = "Kremlin", "White House"


def load_matrix(articles: pd.DataFrame) -> DocumentTermMatrix:
    """Return the counts of the articles' terms, without stop words and numbers."""
    counts, terms = count_texts(articles["text"].tolist())
    documents = articles[["doc_id", "outlet", "month"]].assign(n_words=np.asarray(counts.sum(axis=1)).ravel())
    return select_terms(DocumentTermMatrix(counts, documents, terms), without=load_stop_words(), numbers=False)


def main() -> None:
    """Print choice, topics, contrast of the sides, shares by month, and what to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readouts", nargs="?", type=Path, default=READOUTS)
    parser.add_argument("--topics", type=int, default=20)
    parser.add_argument("--read", type=int, default=0)
    arguments = parser.parse_args()
    if not arguments.readouts.is_file():
        print(f"{arguments.readouts.name} is not at hand; nothing to measure")
        return
    articles = pd.read_csv(arguments.readouts, dtype=str, keep_default_na=False)
    articles["month"] = articles["published"].str[:7]
    matrix = load_matrix(articles)
    model = fit_topics(matrix, arguments.topics)
    print(f"{matrix.counts.shape[0]:,} documents, {len(model.terms):,} terms, {model.solver}")
    choice = choose_n_topics(matrix, (5, 10, 15, 20, 30), n_refits=3)
    print(choice.drop(columns=["window", "n_documents"]).round(3).to_string(index=False))
    print(recommend_n_topics(choice))
    stability = score_stability(matrix, model, n_refits=10).groupby("topic")[["jaccard", "cosine"]].mean()
    seeds = score_stability(matrix, model, "seeds", 3)["jaccard"].mean()
    print(f"stability over 80 % resamples {stability['jaccard'].mean():.2f}, over seeds {seeds:.2f}")
    contrast = contrast_topics(model, TARGET, REFERENCE)[
        ["share_target", "share_reference", "low", "high", "p_adjusted"]
    ]
    refitted = share_refits(matrix, model, ["outlet"], n_refits=20).set_index(["outlet", "topic"])[["low", "high"]]
    both = pd.concat([refitted.loc[side].add_prefix(f"{side}_refit_") for side in (TARGET, REFERENCE)], axis=1)
    topics = pd.concat([score_topics(model, matrix, 6).drop(columns="topic"), stability, contrast, both], axis=1)
    print(topics.round(3).to_string())
    # the months in which both press services are in the collection
    inside = matrix.documents["month"].between("2021-11", "2022-06")
    months = share_topics(model, ["outlet", "month"], n_resamples=500)
    months = months[months["month"].isin(set(matrix.documents.loc[inside, "month"]))]
    for topic in contrast["p_adjusted"].nsmallest(4).index:
        print(f"topic {topic}: {name_topics(model)['name'][topic]}")
        part = months[months["topic"] == topic]
        print(part[["outlet", "month", "share", "low", "high", "n_articles"]].round(3).to_string(index=False))
    if arguments.read:
        typical = find_typical(model, matrix, articles, arguments.read).merge(
            articles[["doc_id", "title"]], on="doc_id"
        )
        for topic, part in typical.groupby("topic"):
            print(topic, name_topics(model, n=8)["name"][topic], *part["title"], sep="\n    ")


if __name__ == "__main__":
    main()
