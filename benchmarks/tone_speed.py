"""VADER beside VADER: whether the scores are those of NLTK, and how much sooner they are there.

    python benchmarks/tone_speed.py [--train ../shared/benchmarks/polnear_train.jsonl] [--generated 50000]

Prints the number of cells (compound, pos, neu, neg) in which analysis.annotation.tone.vader differs from NLTK, on the
sentences of polnear_train and on generated ones, and the speed of both and of vaderSentiment: processor time, the best
of three turns taken one after another.
"""

import argparse
import json
import random
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from analysis.annotation import lexicons
from analysis.annotation.tone import vader
from analysis.annotation.tone.marks import even_out
from analysis.annotation.tone.vader_words import BOOSTERS, HEDGES, IDIOMS, NEGATIONS

TRAIN = Path(__file__).parents[2] / "shared" / "benchmarks" / "polnear_train.jsonl"
PLAIN = """the a an envoy minister talks on of in with this so such never was is are be has treaty border Monday they
    it said and but BUT But very least at the least LEAST kind of sort of just enough Kind US UN START I 2021 no"""
MARKS = [*[""] * 5, *",.!?;:)'", '"', "...", "!!", "!!!", "??", "???", "????", "?!?"]


def generate_sentences(n_sentences: int, seed: int = 0) -> list[str]:
    """Return sentences of random words: lexicon, emoticons, boosters, negations, idioms, capitals, `but`, marks."""
    rng = random.Random(seed)
    lexicon = sorted(lexicons.load_vader())
    phrases = [" ".join(phrase) for phrase in (*IDIOMS, *HEDGES)]
    kinds = [PLAIN.split(), lexicon, sorted(BOOSTERS), sorted(NEGATIONS), phrases]
    sentences = []
    for _ in range(n_sentences):
        words = [rng.choice(rng.choices(kinds, (8, 5, 2, 2, 1))[0]) for _ in range(rng.randint(0, 14))]
        words += rng.sample(words, min(len(words), rng.choice((0, 0, 1, 2))))
        words = [rng.choice((str, str, str, str, str.upper, str.title))(word) for word in words]
        marked = [rng.choice(("", "", "", "", "", '"', "'", "(")) + word + rng.choice(MARKS) for word in words]
        sentences.append(" ".join(marked) + rng.choice(("", "", " ", "\n", "\t ")))
    return sentences


def read_sentences(path: Path) -> list[str]:
    """Return the sentences of a file of articles, split plainly after full stops and at line ends."""
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    parts = (s for text in texts for s in re.split(r"(?<=[.!?])\s+|\n+", text) if s.strip())
    return [even_out(s) for s in parts]  # NLTK does not see a word beside an unspaced dash: both read the same


def add_plainly(numbers: Sequence[float]) -> float:
    """Return the sum from left to right, rounded after each step."""
    total = 0.0
    for number in numbers:
        total += number
    return total


def load_nltk() -> Callable[[str], dict[str, float]]:
    """Return NLTK's scorer over vaderSentiment's lexicon: NLTK opens no file."""
    from nltk.sentiment import vader as module
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    # Python 3.12 and later compensate sums of floats, which can move the last digit; ours are plain everywhere, so that
    # every version gives the same scores.
    module.sum = add_plainly
    scorer = SentimentIntensityAnalyzer.__new__(SentimentIntensityAnalyzer)
    scorer.constants, scorer.lexicon = VaderConstants(), dict(lexicons.load_vader())
    return scorer.polarity_scores


def load_vader_sentiment() -> Callable[[str], dict[str, float]]:
    """Return the scorer of the package vaderSentiment."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer().polarity_scores


def count_differences(texts: Sequence[str], scorer: Callable[[str], dict[str, float]]) -> int:
    """Return the number of cells in which ours differs from the scorer's."""
    theirs, ours = pd.DataFrame([scorer(text) for text in texts]), vader.score_vader(texts)
    return int((theirs[ours.columns].to_numpy() != ours.to_numpy()).sum())


def time_turns(scorers: dict[str, Callable[[], object]], n_turns: int = 3) -> dict[str, float]:
    """Return the least processor time of each scorer, in seconds; they take turns."""
    seconds: dict[str, list[float]] = {name: [] for name in scorers}
    for _ in range(n_turns):
        for name, scorer in scorers.items():
            began = time.process_time()
            scorer()
            seconds[name].append(time.process_time() - began)
    return {name: min(taken) for name, taken in seconds.items()}


def compare_speed(texts: Sequence[str], label: str) -> None:
    """Print the speeds of the three on these texts."""
    nltk, package = load_nltk(), load_vader_sentiment()
    seconds = time_turns(
        {
            "NLTK": lambda: [nltk(text) for text in texts],
            "vaderSentiment": lambda: [package(text) for text in texts],
            "readouts": lambda: vader.score_vader(texts),
        }
    )
    for name, taken in seconds.items():
        print(f"{label:12} {name:16} {taken:8.3f} s {len(texts) / taken:12,.0f} sentences/s", end=" ")
        print(f"readouts is {taken / seconds['readouts']:6.1f} times as fast")


def main() -> None:
    """Print the differences and the speeds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, default=TRAIN)
    parser.add_argument("--generated", type=int, default=50_000)
    arguments = parser.parse_args()
    columns = {"generated": generate_sentences(arguments.generated)}
    if arguments.train.is_file():
        columns["polnear"] = read_sentences(arguments.train)
    else:
        print(f"{arguments.train.name} is not at hand; generated sentences only")
    for label, texts in columns.items():
        print(f"{label:12} {len(texts)} sentences, {count_differences(texts, load_nltk())} cells differ from NLTK")
        compare_speed(texts, label)


if __name__ == "__main__":
    main()
