"""Tone towards a target on NewsMTSC: the news lexicon beside others in the same folds, and how the lexicon is made.

    python benchmarks/tone.py [--data ../shared/benchmarks/newsmtsc_train.jsonl] [--folds 5] [--rebuild]

Prints macro-F1, accuracy and AUC. Every sentence is scored by weights learned without it, and once more without any
sentence of its article, which is stricter. The few settings below, and those of news_tone, were chosen by article on
this file. With --rebuild the lexicon is learned from all sentences and written to
data/lexicons/en/news_tone.csv. What it then reaches on those same sentences is training fit, and is printed nowhere.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline

from analysis.annotation.tone import news_tone, vader, valences
from analysis.annotation.tone.marks import straighten

DATA = Path(__file__).parents[2] / "shared" / "benchmarks" / "newsmtsc_train.jsonl"
LEXICON = Path(__file__).parents[1] / "data" / "lexicons" / "en" / "news_tone.csv"
ORIGIN = """\
# The news lexicon: polarity towards a target, and strength against neutral, of words and two-word phrases.
# Origin: learned by benchmarks/tone.py --rebuild from the training split of NewsMTSC (Hamborg and Donnay, EACL 2021,
# https://github.com/fhamborg/NewsMTSC, MIT licence). TARGET is the target itself, NAME any other name. `(vader)`,
# `(afinn)`, `(pattern)` weigh the valence that those lexicons give a word, `size` its size, `before` and `after` the
# valence close to the target. n_sentences: in how many training sentences. Licence of this file: MIT.
"""
LEAST = 3  # sentences a term must be in
PENALTY = 0.5  # scikit-learn's C: the smaller, the closer the weights to 0
RARE = 10.0  # a term's share of the penalty falls with its idf / RARE
FREE = {True: 0.15, False: 0.5}  # the same for other lexicons' valences, and for `(sentence)`
SMALL = 0.05  # a term with both weights below this is left out


def read_items(path: Path) -> pd.DataFrame:
    """Return one row a target: article, text, start, end, label in -1, 0, 1."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [
        (
            "_".join(record["primary_gid"].split("_")[:2]),
            straighten(record["sentence_normalized"]),
            target["from"],
            target["to"],
            int(target["polarity"] / 2 - 2),
        )
        for record in records
        for target in record["targets"]
    ]
    return pd.DataFrame(rows, columns=["article", "text", "start", "end", "label"])


def count_features(items: pd.DataFrame) -> list[dict[str, float]]:
    """Return how much of each feature every item holds."""
    counted = []
    for text, start, end in zip(items["text"], items["start"], items["end"], strict=True):
        amounts: Counter[str] = Counter()
        for feature, amount, _ in news_tone.list_features(text, (start, end)):
            amounts[feature] += amount
        counted.append(amounts)
    return counted


def find_common_words(texts: pd.Series) -> set[str]:
    """Return the words that stand in lower case inside sentences: names get no weight, whoever they name."""
    seen = Counter(word for text in texts.unique() for word in news_tone.TOKEN.findall(text)[1:])
    return {w for w, n in seen.items() if w.islower() and n > 1 and n >= seen[w.capitalize()] / 2}


def learn_lexicon(items: pd.DataFrame, features: list[dict[str, float]]) -> pd.DataFrame:
    """Learn the two weights of every term.

    Returns
    -------
    DataFrame
        The columns term, polarity, strength, n_sentences. The weights are those of a logistic regression of three
        classes without intercept, turned: polarity (positive - negative) / 2, strength (positive + negative) / 2 less
        neutral.
    """
    vectors = DictVectorizer()
    amounts = vectors.fit_transform(features)
    terms, common = np.array(vectors.feature_names_, dtype=object), find_common_words(items["text"])
    n_sentences = np.asarray((amounts != 0).sum(axis=0)).ravel()
    special = np.array([term.startswith("(") for term in terms])
    known = common | {news_tone.TARGET, news_tone.NAME}
    kept = special | ((n_sentences >= LEAST) & np.array([known.issuperset(term.split()) for term in terms]))
    amounts, terms, n_sentences, special = amounts[:, kept], terms[kept], n_sentences[kept], special[kept]
    scale = (np.log(len(items) / n_sentences) + 1) / RARE
    scale[special] = [FREE[term != news_tone.SENTENCE] for term in terms[special]]
    model = LogisticRegression(C=PENALTY, max_iter=300, class_weight="balanced", fit_intercept=False)
    negative, neutral, positive = model.fit(amounts @ sparse.diags(scale), items["label"]).coef_ * scale
    polarity, strength = (positive - negative) / 2, (positive + negative) / 2 - neutral
    polarity[terms == news_tone.SENTENCE] = 0
    table = pd.DataFrame({"term": terms, "polarity": polarity, "strength": strength, "n_sentences": n_sentences})
    table[["polarity", "strength"]] = table[["polarity", "strength"]].round(3) + 0.0  # no -0.0
    speaks = (table["polarity"].abs() >= SMALL) | (table["strength"].abs() >= SMALL) | special
    return table[speaks].sort_values("term", ignore_index=True)


def split_folds(items: pd.DataFrame, n_folds: int, by: str) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield the places of training and test items; all targets of a sentence (text) or article are in one fold."""
    return GroupKFold(n_folds).split(items, groups=items[by])


def score_learned(items: pd.DataFrame, n_folds: int, by: str) -> np.ndarray:
    """Return scores by the news lexicon, each learned from the other folds."""
    features, scores = count_features(items), np.zeros(len(items))
    for train, test in split_folds(items, n_folds, by):
        table = learn_lexicon(items.iloc[train], [features[i] for i in train])
        weights = {t: (p, s) for t, p, s in zip(table["term"], table["polarity"], table["strength"], strict=True)}
        part = items.iloc[test]
        spans = [*zip(part["start"], part["end"], strict=True)]
        scores[test] = news_tone.score_towards([*part["text"]], spans, weights)
    return scores


def score_regression(items: pd.DataFrame, n_folds: int, by: str) -> np.ndarray:
    """Return scores by TF-IDF of words and two-word phrases of the sentence and logistic regression."""
    scores = np.zeros(len(items))
    for train, test in split_folds(items, n_folds, by):
        model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            LogisticRegression(max_iter=300, class_weight="balanced"),
        )
        model.fit(items["text"].iloc[train], items["label"].iloc[train])
        chances = model.predict_proba(items["text"].iloc[test])
        scores[test] = np.where(chances.argmax(axis=1) == 1, 0.0, chances[:, 2] - chances[:, 0])
    return scores


def measure(items: pd.DataFrame, scores: np.ndarray) -> dict[str, float]:
    """Return macro-F1, accuracy, and AUC of positive against negative."""
    signs, sided = np.sign(scores), items["label"] != 0
    return {
        "macro_f1": f1_score(items["label"], signs, average="macro"),
        "accuracy": accuracy_score(items["label"], signs),
        "auc": roc_auc_score(items["label"][sided] > 0, scores[sided]),
    }


def write_lexicon(items: pd.DataFrame, path: Path = LEXICON) -> int:
    """Learn the lexicon from all items, write it and return its number of terms."""
    table = learn_lexicon(items, count_features(items))
    path.write_text(ORIGIN + table.to_csv(index=False, lineterminator="\n"), encoding="utf-8")
    return len(table)


def main() -> None:
    """Print the comparison, or rebuild the lexicon."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--rebuild", action="store_true", help="write data/lexicons/en/news_tone.csv anew")
    arguments = parser.parse_args()
    if not arguments.data.is_file():
        print(f"{arguments.data.name} is not at hand; nothing to measure")
        return
    items = read_items(arguments.data)
    if arguments.rebuild:
        print(f"{write_lexicon(items)} terms written to {LEXICON.name}")
        return
    scorers: dict[str, Callable[[], np.ndarray]] = {
        "VADER": lambda: vader.score_vader(items["text"])["compound"].to_numpy(),
        "AFINN": lambda: valences.score_valences(items["text"], "afinn"),
        "Pattern": lambda: valences.score_valences(items["text"], "pattern"),
        "TF-IDF + regression, by sentence": lambda: score_regression(items, arguments.folds, "text"),
        "TF-IDF + regression, by article": lambda: score_regression(items, arguments.folds, "article"),
        "news lexicon, by sentence": lambda: score_learned(items, arguments.folds, "text"),
        "news lexicon, by article": lambda: score_learned(items, arguments.folds, "article"),
    }
    sizes = f"{len(items)} targets, {items['text'].nunique()} sentences, {items['article'].nunique()} articles"
    print(f"{sizes}; {arguments.folds} folds")
    for name, scorer in scorers.items():
        print(f"{name:34}", *(f"{key} {value:.3f}" for key, value in measure(items, scorer()).items()), sep="  ")


if __name__ == "__main__":
    main()
