"""Learn data/lexicons/en/frame_weights.csv: what each word and each act says for a frame.

    python benchmarks/framing_weights.py [--shared ../shared] [--write]

Needs ../shared/readouts and ../shared/calls; the coded sentences are those of framing_coding.csv and
framing_coding_calls.csv, held out of nothing: for what to expect on unread texts see framing_counterparts.py, which
fits the same way with whole counterparts left out, and measures on framing_coding_fresh.csv, from which nothing here is
learned.

Words are too many for 2,931 coded sentences, so each first gets a place by the company it keeps in all 53,884 sentences
of official texts: positive pointwise mutual information within a sentence, its first 100 singular vectors (Levy,
Goldberg and Dagan 2015, TACL 3: 211-225). A multinomial logistic regression with an L2 penalty (C = 1) weighs these
places and the features of the acts (analysis/annotation/framing/framing.py). As both are linear, what is learned comes
down to one pair of weights a word, which is all that is shipped. Names are left out before anything is learned.
"""

import argparse
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy.sparse as sp
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from analysis.annotation.framing import act_lexicon, act_values, framing
from benchmarks.framing import CODING, SHARED, split_readouts

CALLS = Path(__file__).with_name("framing_coding_calls.csv")
FRESH = Path(__file__).with_name("framing_coding_fresh.csv")
SECOND = Path(__file__).with_name("framing_coding_second.csv")
WEIGHTS = Path(__file__).resolve().parents[1] / "data" / "lexicons" / "en" / "frame_weights.csv"
N_PLACES, FEWEST, SEED = 100, 5, 0  # of a word; sentences that it must stand in
# Of twelve settings tried on these sentences none was better by more than .02.
STRENGTH, WORDS, ACTS, THIN = 1.0, 0.15, 0.3, 3.0  # inverse of the penalty; scales; weight of the sentences of calls
UNCERTAIN = 0.6  # weight of a sentence whose coder was in doubt
LEAST = 0.02  # a word whose weights are both smaller is not shipped
HEAD = """# What each word and act says for a frame: log-odds of conciliatory and of confrontational against neutral.
# Origin: learned by benchmarks/framing_weights.py --write from 2,931 sentences of official texts that were coded for
# this project (benchmarks/framing_coding.csv, framing_coding_calls.csv). Features of acts stand in brackets.
# Licence of this file: MIT.
"""


class Places(NamedTuple):
    """The words that have a place, by number, and their places, shape (n_words, N_PLACES)."""

    number: Mapping[str, int]
    vectors: np.ndarray


def list_texts(shared: Path) -> pd.DataFrame:
    """Return the sentences of readouts, of Kyiv's press service and of transcripts: doc_id, text, before, sha256."""
    files = ("readouts/readouts.csv", "calls/kyiv.csv", "calls/transcripts.csv")
    table = pd.concat([split_readouts(shared / file) for file in files], ignore_index=True)
    table["before"] = table.groupby("doc_id")["text"].shift(fill_value="")
    return table.drop_duplicates("sha256")[["doc_id", "text", "before", "sha256"]]


def read_coded(texts: pd.DataFrame, fresh: bool = False) -> pd.DataFrame:
    """Return the coded sentences: text, doc_id, side, genre, counterpart, frame, certain, calls, fresh (bool), weight.

    With `fresh`, those of framing_coding_fresh.csv too, which weigh what those of calls do.
    """
    parts = [pd.read_csv(CODING).assign(genre="readout", certain=1), pd.read_csv(CALLS), pd.read_csv(FRESH)]
    marked = [part.assign(calls=n == 1, fresh=n == 2) for n, part in enumerate(parts)]
    coded = pd.concat(marked if fresh else marked[:2], ignore_index=True).merge(texts, on="sha256")
    weight = np.where(coded["calls"] | coded["fresh"], THIN, 1.0) * np.where(coded["certain"] == 0, UNCERTAIN, 1.0)
    counterpart = coded["counterpart"].where(coded["counterpart"] != "other", coded["doc_id"])
    return coded.assign(counterpart=counterpart, weight=weight)


def list_evidence(text: str) -> list[framing.Evidence]:
    """Return what a sentence has that may speak for a frame."""
    words = act_lexicon.split_words(text)
    [acts] = act_values.place_acts(act_values.value_acts(words), [0] * len(words), 1)
    return framing.list_evidence(words, acts)


def place_words(texts: Sequence[str]) -> Places:
    """Give each word a place by the company it keeps."""
    split = [act_lexicon.split_words(text) for text in texts]
    names = find_names(split)
    kept = [{e.feature for e in framing.list_evidence(words, [])} - names - {"(none)"} for words in split]
    counted = Counter(word for words in kept for word in words)
    number = {word: i for i, word in enumerate(sorted(word for word, n in counted.items() if n >= FEWEST))}
    rows = [(i, number[word]) for i, words in enumerate(kept) for word in sorted(words) if word in number]
    matrix = sp.csr_matrix((np.ones(len(rows)), tuple(zip(*rows, strict=True))), shape=(len(texts), len(number)))
    together = (matrix.T @ matrix).tocoo()
    n = matrix.sum(axis=0).A1
    information = np.log(together.data * len(texts) / (n[together.row] * n[together.col]))
    own = (information > 0) & (together.row != together.col)
    near = sp.csr_matrix((information[own], (together.row[own], together.col[own])), shape=together.shape)
    svd = TruncatedSVD(N_PLACES, n_iter=5, random_state=SEED)
    vectors = normalize(svd.fit_transform(near) / np.sqrt(svd.singular_values_))
    return Places(number, vectors * np.log(len(texts) / n)[:, None])


def find_names(split: Sequence[Sequence[str]]) -> set[str]:
    """Return the words that are written with a capital inside a sentence more often than not."""
    inside = Counter(word for words in split for word in words[1:] if re.match(r"[^\W\d_]", word))
    capital: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for word, n in inside.items():
        total[word.lower()] += n
        capital[word.lower()] += n * word[0].isupper()
    return {word for word in total if 2 * capital[word] > total[word]}


def fit_weights(features: Sequence[Mapping[str, float]], frames: Sequence[int], weight, places: Places) -> pd.DataFrame:
    """Learn the weights of words and acts.

    Parameters
    ----------
    features : sequence of mapping, shape (n_sentences,)
        From framing.count_features.
    frames : sequence of int
        1, 0 or -1.
    weight : array, shape (n_sentences,)
    places : Places

    Returns
    -------
    DataFrame
        term, conciliatory, confrontational; the row framing.BASE first.
    """
    acts = DictVectorizer()
    named = acts.fit_transform([{k: v for k, v in own.items() if k.startswith("(")} for own in features])
    rows = [(i, places.number[w]) for i, own in enumerate(features) for w in own if w in places.number]
    shape = (len(features), len(places.number))
    words = sp.csr_matrix((np.ones(len(rows)), tuple(zip(*rows, strict=True))), shape=shape)
    placed = words @ places.vectors
    scale = WORDS / np.sqrt((placed**2).mean())
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(sp.hstack([named * ACTS, placed * scale]).tocsr(), frames, sample_weight=weight)
    below, neutral, above = (model.coef_[list(model.classes_).index(k)] for k in (-1, 0, 1))
    pair = np.stack([above - neutral, below - neutral], axis=1)
    n_acts = named.shape[1]
    table = pd.DataFrame(
        np.vstack([pair[:n_acts] * ACTS, places.vectors @ pair[n_acts:] * scale]),
        columns=list(framing.CLASSES),
        index=[*acts.get_feature_names_out(), *places.number],
    )
    base = [model.intercept_[list(model.classes_).index(k)] for k in (1, 0, -1)]
    table.loc[framing.BASE] = [base[0] - base[1], base[2] - base[1]]
    return table.rename_axis("term")


def as_weights(table: pd.DataFrame) -> dict[str, tuple[float, ...]]:
    """Return a table of weights as framing.weigh_evidence takes it."""
    return {str(term): tuple(row) for term, row in zip(table.index, table.to_numpy().tolist(), strict=True)}


def main() -> None:
    """Learn from all coded sentences; print the strongest words, and with --write ship all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if not (arguments.shared / "calls").is_dir():
        print("no ../shared/calls here; nothing to learn from")
        return
    texts = list_texts(arguments.shared)
    coded = read_coded(texts)
    features = [framing.count_features(list_evidence(text)) for text in coded["text"]]
    table = fit_weights(features, coded["frame"], coded["weight"], place_words(texts["text"].tolist()))
    for name in framing.CLASSES:
        print(name, ", ".join(table.nlargest(40, name).index))
    kept = table[(table.abs().max(axis=1) >= LEAST) | table.index.str.startswith("(")].sort_index().round(4)
    print(f"{len(kept):,} of {len(table):,} features kept; base {table.loc[framing.BASE].round(3).tolist()}")
    if arguments.write:
        WEIGHTS.write_text(HEAD + kept.to_csv(lineterminator="\n"), encoding="utf-8")


if __name__ == "__main__":
    main()
