"""Which claims of two texts on one event tell the same matter: ours beside what else could be counted, and its weights.

    python benchmarks/pairs.py [--shared ../shared] [--write]

Needs ../shared/readouts and ../shared/calls. pairs_coding.csv holds links, no text: 4 calls that Washington and Kyiv
both told, and 17 meetings, where what the guest said before the press is set beside the White House's readout. A claim
is a sentence; claim and other are their places in the two texts; certain 0 is a link that two careful coders could
make differently. An event without links has one row without places. Openings that say only that a call took place are
not linked. In 16 of the meetings what was said before the press is not what was said behind the door, so that links are
few. pairs_coding_second.csv has the links of another coder, who read all these texts in another order and saw nothing
of the first judgement; both go by the rules above, and agreement over all pairs of claims is printed first.

`ours` is learned anew with each event left out. Average precision and F1 are over all pairs of claims, uncertain links
counting as links; the interval resamples events. The F1 of the peers is at the threshold that is best for them, on
these very events. Where the sentence encoder of encoder.py is installed, its cosine stands beside, and `ours and
encoder` has it as one more feature, with the interval of the difference to ours; none of it is shipped (see
docs/decisions.md). --write learns from all events and ships data/lexicons/en/link_weights.csv.
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
from analysis.measures.validity import link_agreement
from benchmarks import encoder

CODING = Path(__file__).with_name("pairs_coding.csv")
SECOND = Path(__file__).with_name("pairs_coding_second.csv")
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


def read_events(shared: Path, coding: Path = CODING) -> list[Told]:
    """Return the coded events with their texts, as one coder linked them."""
    tables = [pd.read_csv(shared / name) for name in ("readouts/readouts.csv", "calls/kyiv.csv")]
    texts = pd.concat(tables).drop_duplicates("doc_id").set_index("doc_id")["text"]
    turns = pd.read_csv(shared / "calls" / "transcripts.csv").query("side == 'other'")
    said = turns.groupby("doc_id")["text"].apply("\n".join)
    events = []
    for (event, kind, one, two), rows in pd.read_csv(coding).groupby(["event", "kind", "doc_id", "other_doc_id"]):
        claims = split_text(texts[one])
        others = split_text(texts[two] if kind == "call" else said[two])
        links, doubtful = np.zeros((2, len(claims), len(others)), dtype=int)
        for row in rows.dropna(subset=["claim"]).itertuples():
            links[int(row.claim), int(row.other)] = 1
            doubtful[int(row.claim), int(row.other)] = 1 - int(row.certain)
        events.append(Told(event, kind, claims, others, links, doubtful))
    return events


def describe(told: Told, encoded: bool = False) -> np.ndarray:
    """Return the features of all pairs of claims of an event, shape (n_pairs, n_features), an encoder's last."""
    blocks = [features for _, features in claim_links.describe_pairs(told.claims, told.others)]
    features = np.concatenate(blocks).reshape(-1, len(claim_links.FEATURES))
    return np.column_stack([features, compare_encoded(told)]) if encoded else features


def compare_encoded(told: Told) -> np.ndarray:
    """Return the cosine of each pair's places in the encoder."""
    return (encoder.embed(told.claims) @ encoder.embed(told.others).T).ravel()


def fit(events: Sequence[Told], described: Sequence[np.ndarray]) -> pd.Series:
    """Learn the weights of the features, with a base that makes 0 the threshold of the best F1 on these events."""
    features = np.concatenate(described)
    links = np.concatenate([told.links.ravel() for told in events])
    weight = np.concatenate(
        [np.where(t.doubtful.ravel() == 1, UNCERTAIN, 1.0) * (CALL if t.kind == "call" else 1.0) for t in events]
    )
    mean, spread = features.mean(axis=0), features.std(axis=0)
    model = LogisticRegression(max_iter=2000).fit((features - mean) / spread, links, sample_weight=weight)
    weights = model.coef_[0] / spread
    odds = features @ weights
    base = -find_threshold(links, odds)
    names = ["base", *claim_links.FEATURES, "encoder"]
    return pd.Series([base, *weights], index=names[: 1 + len(weights)], name="weight")


def find_threshold(links: np.ndarray, scores: np.ndarray) -> float:
    """Return the threshold of the best F1, half way to the next score below."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(links[order])
    best = int((2 * hits / (np.arange(1, len(links) + 1) + links.sum())).argmax())
    return float(scores[order][best : best + 2].mean())


def score_ours(events: Sequence[Told], encoded: bool = False) -> list[np.ndarray]:
    """Return the log-odds of each pair, learned from the other events."""
    scores, described = [], [describe(told, encoded) for told in events]
    for n in range(len(events)):
        weights = fit([*events[:n], *events[n + 1 :]], [*described[:n], *described[n + 1 :]])
        scores.append(weights["base"] + described[n] @ weights.drop("base").to_numpy())
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


def print_difference(events: Sequence[Told], scores: Sequence[np.ndarray], others: Sequence[np.ndarray]) -> None:
    """Print how much better scores are than others, with 0 as the threshold of both and intervals over events."""
    links, rng, drawn = [told.links.ravel() for told in events], np.random.default_rng(SEED), []

    def compare(rows: Sequence[int]) -> np.ndarray:
        own = np.concatenate([links[i] for i in rows])
        one, two = (np.concatenate([given[i] for i in rows]) for given in (scores, others))
        precision = average_precision_score(own, one) - average_precision_score(own, two)
        return np.array([precision, find_f1(own, one > 0) - find_f1(own, two > 0)])

    for _ in range(DRAWS):
        rows = rng.integers(0, len(events), len(events))
        if any(links[i].any() for i in rows):
            drawn.append(compare(rows))
    (low, high), (precision, f1) = np.quantile(drawn, [0.025, 0.975], axis=0), compare(range(len(events)))
    print(f"  ours and encoder less ours: average precision {precision:+.3f} [{low[0]:+.3f}, {high[0]:+.3f}]"
          f"   F1 {f1:+.3f} [{low[1]:+.3f}, {high[1]:+.3f}]")  # fmt: skip


def print_agreement(first: Sequence[Told], second: Sequence[Told]) -> None:
    """Print how far two coders agree over all pairs of claims, and how many links sure to the one the other has."""
    sheets = []
    for events in (first, second):
        rows = [(t.event, i, j, "yes" if t.links[i, j] else "no") for t in events for i, j in np.ndindex(t.links.shape)]
        sheets.append(pd.DataFrame(rows, columns=["pair_id", "segment_id", "other_segment_id", "coded"]))
    said = link_agreement.compare_links(*sheets)
    sure = [
        (int((one.links * (1 - one.doubtful) * two.links).sum()), int((one.links * (1 - one.doubtful)).sum()))
        for one, two in [*zip(first, second, strict=True), *zip(second, first, strict=True)]
    ]
    print(
        f"  two coders: {said['n']:,.0f} pairs of claims, links {said['links_first']:.0f} and "
        f"{said['links_second']:.0f}, both {said['both']:.0f}, F1 {said['f1']:.3f}, kappa {said['kappa']:.3f}; "
        f"links sure to the one that the other has too: {sum(n for n, _ in sure)} of {sum(n for _, n in sure)}"
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
            HEAD
            + fit(events, [describe(told) for told in events]).round(4).rename_axis("term").to_csv(lineterminator="\n"),
            encoding="utf-8",
        )
    letters = {"analyzer": "char_wb", "ngram_range": (3, 5), "sublinear_tf": True}
    rows = [
        ("ours", score_ours(events), 0.0),
        ("shared issues", score_issues(events), None),
        ("tf-idf of words", score_cosine(events), None),
        ("tf-idf of letters", score_cosine(events, **letters), None),
    ]
    if encoder.is_installed():
        rows += [("encoder", [compare_encoded(told) for told in events], None)]
        rows += [("ours and encoder", score_ours(events, encoded=True), 0.0)]
    else:
        print("no sentence encoder here (see benchmarks/encoder.py)")
    second = read_events(arguments.shared, SECOND)
    for kind in ("call", "meeting"):
        part = [n for n, told in enumerate(events) if told.kind == kind]
        own = [events[n] for n in part]
        print(f"{kind}s: {len(own)} events, {sum(int(t.links.sum()) for t in own)} links of "
              f"{sum(t.links.size for t in own):,} pairs")  # fmt: skip
        print_agreement(own, [told for told in second if told.kind == kind])
        for name, scores, threshold in rows:
            print_row(name, own, [scores[n] for n in part], threshold)
        if encoder.is_installed():
            print_difference(own, *([scores[n] for n in part] for _, scores, _ in (rows[-1], rows[0])))


if __name__ == "__main__":
    main()
