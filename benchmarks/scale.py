"""What many articles cost: time by stage, speed, peak memory, disk; beside peers that do parts of the same work.

    python benchmarks/scale.py [1000 10000] [--source TABLE] [--workers 1] [--spacy PYTHON]

Articles are generated (benchmarks/generated_articles.py) unless a table is given. Stages are timed on STAGED articles,
processor time, the search for circles of objects resting as it does in annotate_part. The whole is `readouts ingest` in
a process of its own: elapsed time, and the most memory that it held.
Peers run in the same process as the stages: NLTK (sentences, words, VADER, counts: no voices, no frame), scikit-learn's
CountVectorizer, rensa's own index of signatures. PYTHON is an interpreter that has spaCy, textacy, vaderSentiment and
scikit-learn; it runs spacy_chain.py beside them, which says what that is.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import rensa

from analysis.annotation import issues, voices
from analysis.annotation.framing import frame_tables
from analysis.annotation.reuse import article_copies, shared_runs
from analysis.annotation.terms import terms
from analysis.annotation.tone import sentiment, target_tone, vader
from analysis.corpus import memory, sentences, together
from analysis.corpus.articles import articles as articles_module
from analysis.corpus.cleaning import cleaning
from analysis.corpus.study import Study, load_study
from benchmarks.generated_articles import save_articles
from benchmarks.tone_speed import load_nltk

ROOT = Path(__file__).resolve().parents[1]
STUDY = ROOT / "data" / "example" / "study.toml"
STAGED = 400  # articles that the stages and the peers are timed on
SIGNED = 20_000  # signatures that the index of copies is timed on
CHILD = """
import resource, sys
from analysis import pipeline
from analysis.parts import Running
counts = pipeline.ingest(sys.argv[1], sys.argv[2], sys.argv[3], running=Running(workers=int(sys.argv[4])))
peak = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(counts["sentences"], *peak)
"""


def clock(function: Callable[[], Any]) -> tuple[float, Any]:
    """Return the processor time that a call takes, and what it returns."""
    began = time.process_time()
    made = function()
    return time.process_time() - began, made


@memory.rest_collector()
def time_stages(articles: pd.DataFrame, study: Study) -> tuple[dict[str, float], pd.DataFrame]:
    """Return the time of each stage of annotate_articles, and the sentences."""
    spent: dict[str, float] = {}
    spent["cleaning"], passages = clock(lambda: cleaning.mark_passages(articles))
    spent["sentences"], split = clock(lambda: sentences.split_sentences(articles, passages))
    spent["voices"], segments = clock(lambda: voices.attribute_voices(split, articles, study))
    whole = together.join_halves(segments)
    spent["tone, four instruments, masked too"], _ = clock(lambda: sentiment.score_tables(split, whole, study=study))
    spent["frame"], _ = clock(lambda: frame_tables.read_frames(split, whole, study))
    spent["explanations of the declared tone"], _ = clock(
        lambda: sentiment.explain_sentiment(whole, [study.tone], study)
    )
    spent["terms"], _ = clock(lambda: terms.count_terms(segments, study))
    spent["issues"], _ = clock(lambda: issues.find_mentions(segments, study))
    spent["targets"], _ = clock(lambda: target_tone.score_targets(segments, study))
    spent["signatures, runs"], _ = clock(
        lambda: (article_copies.sign_articles(articles, passages), shared_runs.hash_runs(segments["text"]))
    )
    return spent, split


def run_nltk(texts: list[str]) -> int:
    """Do with NLTK what it can do of the same work; return how many sentences there were."""
    from nltk.tokenize import NLTKWordTokenizer
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    split, cut, score = PunktSentenceTokenizer().tokenize, NLTKWordTokenizer().tokenize, load_nltk()
    counts: Counter[str] = Counter()
    n_sentences = 0
    for text in texts:
        for sentence in split(text):
            counts.update(word.lower() for word in cut(sentence))
            score(sentence)
            n_sentences += 1
    return n_sentences


def compare_peers(articles: pd.DataFrame, split: pd.DataFrame, ours: float) -> list[tuple[str, float]]:
    """Return what each peer takes over ours for the same work."""
    from sklearn.feature_extraction.text import CountVectorizer

    texts, said = articles["text"].tolist(), split["text"].tolist()
    nltk, _ = clock(lambda: run_nltk(texts))
    plain = load_nltk()
    theirs, _ = clock(lambda: [plain(text) for text in said])
    own, _ = clock(lambda: vader.score_vader(said))
    counted, _ = clock(lambda: CountVectorizer().fit_transform(said))
    own_counted, _ = clock(lambda: terms.count_texts(said))
    return [
        ("NLTK's sentences, words, VADER, counts over our whole", nltk / ours),
        ("NLTK's VADER over ours, same sentences", theirs / own),
        ("CountVectorizer over ours, same sentences", counted / own_counted),
        ("rensa's index over ours, same signatures", compare_indices()),
    ]


def time_spacy(texts: list[str], python: str) -> float:
    """Return the processor time of a chain of spaCy and textacy, run by an interpreter that has them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), encoding="utf-8")
        command = [python, str(Path(__file__).with_name("spacy_chain.py")), str(path)]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return sum(told["seconds"].values())


def compare_indices(n: int = SIGNED) -> float:
    """Return the time that rensa's index of signatures takes over ours; one signature in fifty is there twice."""
    chance = np.random.default_rng(1)
    runs = [np.unique(chance.integers(0, 2**63, size=200, dtype=np.uint64)) for _ in range(n)]
    for k in range(0, n - 1, 50):
        runs[k + 1] = runs[k]
    minhashes = []
    for own in runs:
        signed = rensa.RMinHash(article_copies.HASHES, 1)
        signed.update([run.tobytes() for run in own])
        minhashes.append(signed)
    table = pd.DataFrame({"doc_id": [f"d{k:06d}" for k in range(n)], "published": "", "n_runs": [len(r) for r in runs]})
    table["signature"] = [np.array(own.digest(), dtype="<u4").tobytes() for own in minhashes]

    def index() -> int:
        held = rensa.RMinHashLSH(0.5, article_copies.HASHES, article_copies.HASHES // article_copies.BAND)
        for key, own in enumerate(minhashes):
            held.insert(key, own)
        return sum(len(held.query(own)) > 1 for own in minhashes)

    theirs, _ = clock(index)
    ours, _ = clock(lambda: article_copies.mark_copies(table))
    return theirs / ours


def time_whole(source: Path, workers: int) -> dict[str, float]:
    """Ingest a table in a process of its own; return seconds, sentences, the most memory held in MB, and MB written."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        command = [sys.executable, "-c", CHILD, str(source), str(STUDY), f"{folder}/made", str(workers)]
        told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.split()
        seconds = time.monotonic() - began
        size = sum(path.stat().st_size for path in (Path(folder) / "made").iterdir())
    unit = 1024 if sys.platform == "linux" else 1024**2
    return {"seconds": seconds, "sentences": int(told[0]), "peak": max(map(int, told[1:])) / unit, "disk": size / 1e6}


def main() -> None:
    """Print the stages, the peers, and the whole at each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--source", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument(
        "--spacy", default="", help="an interpreter that has spaCy, textacy, vaderSentiment, scikit-learn"
    )
    asked = parser.parse_args()
    study = load_study(STUDY)
    with tempfile.TemporaryDirectory() as folder:
        tables = [asked.source] if asked.source else []
        for n in [] if asked.source else asked.sizes:
            tables.append(Path(folder) / f"{n}.parquet")
            save_articles(n, tables[-1])
        articles = next(articles_module.stream_articles(tables[0], study, size=STAGED + 20))[0]
        time_stages(articles.iloc[STAGED:], study)  # warm: lexicons are read once
        spent, split = time_stages(articles.iloc[:STAGED], study)
        whole = sum(spent.values())
        print(f"stages, {min(STAGED, len(articles)):,} articles, {len(split):,} sentences, seconds:")
        for name, seconds in spent.items():
            print(f"  {name:36} {seconds:7.2f}  {seconds / whole:4.0%}")
        print(f"  {'all':36} {whole:7.2f}  {len(split) / whole:,.0f} sentences a second")
        print("peers, time of theirs over ours:")
        for name, ratio in compare_peers(articles.iloc[:STAGED], split, whole):
            print(f"  {name:56} {ratio:6.2f}")
        if asked.spacy:
            ratio = time_spacy(articles["text"].iloc[:STAGED].tolist(), asked.spacy) / whole
            print(f"  {'spaCy, textacy, vaderSentiment, CountVectorizer':56} {ratio:6.2f}")
        else:
            print("  spaCy and textacy: not run (--spacy PYTHON)")
        for table in tables:
            found = time_whole(table, asked.workers)
            print(
                f"ingest {table.stem}: {found['seconds']:,.0f} s, "
                f"{found['sentences'] / found['seconds']:,.0f} sentences a second in {asked.workers} process(es), "
                f"peak {found['peak']:,.0f} MB, {found['disk']:,.0f} MB written"
            )


if __name__ == "__main__":
    main()
