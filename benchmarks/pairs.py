"""Which claims of two texts on one event tell the same matter: ours beside what else could be counted, and its weights.

    python benchmarks/pairs.py [--shared ../shared] [--write]

Needs ../shared/readouts and ../shared/calls. pairs_coding.csv holds links, no text: 4 calls that Washington and Kyiv
both told, and 17 meetings, where what the guest said before the press is set beside the White House's readout. A claim
is a sentence; claim and other are their places in the two texts; certain 0 is a link that two careful coders could
make differently. An event without links has one row without places. Openings that say only that a call took place are
not linked. One coder, once: how far a second would agree is not known. In 16 of the meetings what was said before the
press is not what was said behind the door, so that links are few.

`ours` is learned anew with each event left out. Average precision and F1 are over all pairs of claims, uncertain links
counting as links; the interval resamples events. The F1 of the peers is at the threshold that is best for them, on
these very events. --write learns from all events and ships data/lexicons/en/link_weights.csv.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import nupunkt
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from analysis import paths
from analysis.annotation import issues
from analysis.annotation.events import claim_links
from analysis.corpus.study import load_study

CODING = Path(__file__).with_name("pairs_coding.csv")
SHARED = Path(__file__).resolve().parents[2] / "shared"
WEIGHTS = Path(__file__).resolve().parents[1] / "data" / "lexicons" / "en" / "link_weights.csv"
DRAWS, SEED = 1000, 0
CALL, UNCERTAIN = 3.0, 0.5  # weights of a pair of a call, where both texts are press releases; of an uncertain link
HEAD = """# What each feature of two claims says for their telling the same matter, in log-odds; above 0 they are linked
# Origin: learned by benchmarks/pairs.py --write from the links in benchmarks/pairs_coding.csv. Licence: MIT.
"""


class Told(NamedTuple):
    """An event as two texts tell it, and which claims a coder linked; links and doubtful have a row a claim."""

    event: str
    kind: str
    claims: list[str]
    others: list[str]
    links: np.ndarray
    doubtful: np.ndarray


def split_text(text: str) -> list[str]:
    """Return the sentences of a text, paragraph by paragraph."""
    return [part.strip() for line in text.split("\n") for part in nupunkt.sent_tokenize(line) if part.strip()]


def read_events(shared: Path) -> list[Told]:
    """Return the coded events with their texts."""
    tables = [pd.read_csv(shared / name) for name in ("readouts/readouts.csv", "calls/kyiv.csv")]
    texts = pd.concat(tables).drop_duplicates("doc_id").set_index("doc_id")["text"]
    turns = pd.read_csv(shared / "calls" / "transcripts.csv").query("side == 'other'")
    said = turns.groupby("doc_id")["text"].apply("\n".join)
    events = []
    for (event, kind, one, two), rows in pd.read_csv(CODING).groupby(["event", "kind", "doc_id", "other_doc_id"]):
        claims = split_text(texts[one])
        others = split_text(texts[two] if kind == "call" else said[two])
        links, doubtful = np.zeros((2, len(claims), len(others)), dtype=int)
        for row in rows.dropna(subset=["claim"]).itertuples():
            links[int(row.claim), int(row.other)] = 1
            doubtful[int(row.claim), int(row.other)] = 1 - int(row.certain)
        events.append(Told(event, kind, claims, others, links, doubtful))
    return events


def describe(told: Told) -> np.ndarray:
    """Return the features of all pairs of claims of an event, shape (n_pairs, n_features)."""
    blocks = [features for _, features in claim_links.describe_pairs(told.claims, told.others)]
    return np.concatenate(blocks).reshape(-1, len(claim_links.FEATURES))


def fit(events: Sequence[Told]) -> pd.Series:
    """Learn the weights of the features, with a base that makes 0 the threshold of the best F1 on these events."""
    features = np.concatenate([describe(told) for told in events])
    links = np.concatenate([told.links.ravel() for told in events])
    weight = np.concatenate(
        [np.where(t.doubtful.ravel() == 1, UNCERTAIN, 1.0) * (CALL if t.kind == "call" else 1.0) for t in events]
    )
    mean, spread = features.mean(axis=0), features.std(axis=0)
    model = LogisticRegression(max_iter=2000).fit((features - mean) / spread, links, sample_weight=weight)
    weights = model.coef_[0] / spread
    odds = features @ weights
    base = -find_threshold(links, odds)
    return pd.Series([base, *weights], index=["base", *claim_links.FEATURES], name="weight")


def find_threshold(links: np.ndarray, scores: np.ndarray) -> float:
    """Return the threshold of the best F1, half way to the next score below."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(links[order])
    best = int((2 * hits / (np.arange(1, len(links) + 1) + links.sum())).argmax())
    return float(scores[order][best : best + 2].mean())


def score_ours(events: Sequence[Told]) -> list[np.ndarray]:
    """Return the log-odds of each pair, learned from the other events."""
    scores = []
    for n, told in enumerate(events):
        weights = fit([*events[:n], *events[n + 1 :]])
        scores.append(weights["base"] + describe(told) @ weights[list(claim_links.FEATURES)].to_numpy())
    return scores


def score_cosine(events: Sequence[Told], **how) -> list[np.ndarray]:
    """Return the cosine of tf-idf weights of each pair."""
    scores = []
    for told in events:
        matrix = TfidfVectorizer(**how).fit_transform([*told.claims, *told.others])
        n = len(told.claims)
        scores.append((matrix[:n] @ matrix[n:].T).toarray().ravel())
    return scores


def score_issues(events: Sequence[Told]) -> list[np.ndarray]:
    """Return how many issues of data/readouts.toml both claims of a pair raise."""
    study = load_study(paths.find_root() / "data" / "readouts.toml")
    scores = []
    for told in events:
        texts = [*told.claims, *told.others]
        ids = [str(i) for i in range(len(texts))]
        rows = pd.DataFrame({"segment_id": ids, "sentence_id": ids, "doc_id": "a", "start": 0, "text": texts})
        raised = issues.find_mentions(rows, study).groupby("segment_id")["issue"].agg(set)
        sets = [raised.get(str(i), set()) for i in range(len(texts))]
        n = len(told.claims)
        scores.append(np.array([len(a & b) for a in sets[:n] for b in sets[n:]], dtype=float))
    return scores


def find_f1(links: np.ndarray, found: np.ndarray) -> float:
    """Return the F1 of links."""
    return 2 * (links * found).sum() / max(1, links.sum() + found.sum())


def print_row(name: str, events: Sequence[Told], scores: Sequence[np.ndarray], threshold: float | None) -> None:
    """Print average precision and F1 over the pairs of all events, with intervals over events."""
    links = [told.links.ravel() for told in events]
    threshold = find_threshold(np.concatenate(links), np.concatenate(scores)) if threshold is None else threshold
    rng, drawn = np.random.default_rng(SEED), []
    for _ in range(DRAWS):
        rows = rng.integers(0, len(events), len(events))
        own, found = np.concatenate([links[i] for i in rows]), np.concatenate([scores[i] for i in rows])
        if own.any():
            drawn.append((average_precision_score(own, found), find_f1(own, found > threshold)))
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    own, found = np.concatenate(links), np.concatenate(scores)
    precision, f1 = average_precision_score(own, found), find_f1(own, found > threshold)
    print(
        f"  {name:18} average precision {precision:.3f} [{low[0]:.3f}, {high[0]:.3f}]"
        f"   F1 {f1:.3f} [{low[1]:.3f}, {high[1]:.3f}]"
    )


def main() -> None:
    """Print the comparison; with --write, ship the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if not (arguments.shared / "calls").is_dir():
        print("no ../shared/calls here; nothing to compare")
        return
    events = read_events(arguments.shared)
    if arguments.write:
        WEIGHTS.write_text(
            HEAD + fit(events).round(4).rename_axis("term").to_csv(lineterminator="\n"), encoding="utf-8"
        )
    letters = {"analyzer": "char_wb", "ngram_range": (3, 5), "sublinear_tf": True}
    rows = [
        ("ours", score_ours(events), 0.0),
        ("shared issues", score_issues(events), None),
        ("tf-idf of words", score_cosine(events), None),
        ("tf-idf of letters", score_cosine(events, **letters), None),
    ]
    for kind in ("call", "meeting"):
        part = [n for n, told in enumerate(events) if told.kind == kind]
        own = [events[n] for n in part]
        print(f"{kind}s: {len(own)} events, {sum(int(t.links.sum()) for t in own)} links of "
              f"{sum(t.links.size for t in own):,} pairs")  # fmt: skip
        for name, scores, threshold in rows:
            print_row(name, own, [scores[n] for n in part], threshold)


if __name__ == "__main__":
    main()
