"""Time, memory, coherence and stability of topic models on one matrix.

    python benchmarks/topics.py [--documents 10000] [--topics 20] [--mixed] [--peers PYTHON] [--only NAME ...]

The documents are drawn from ../shared/benchmarks/bbc_news.jsonl with replacement, each keeping 70 % of its tokens. With
--mixed each is put together from runs of twenty tokens out of two to six articles of one section, as long as the first
of them: what every topic model is asked at 100,000 documents, where copies of 2,225 would be no new news. "ours, exact"
is ours in double precision to its usual stop however many documents; "ours, sample" is fitted on 20,000. Each
model runs in a process of its own, with one thread, with its library's defaults (tomotopy: 200 iterations): seconds of
CPU and peak memory beyond the loaded matrix are those of one fit; npmi is over windows of ten tokens of the 2,225
articles as they are; stability is the mean matched Jaccard of top tens over two fits on 80 % of the documents. PYTHON
is an interpreter that has gensim and tomotopy, which this project does not depend on.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

ROOT = Path(__file__).resolve().parents[1]
TOKENS = ROOT.parent / "shared" / "benchmarks" / "bbc_news.jsonl"
MISSING = 3  # the exit code of a process whose library is not installed


def fit_ours(counts: Any, terms: Any, n_topics: int, sample: int | None = None) -> list[list[str]]:
    """Fit analysis.measures.topics."""
    import pandas as pd

    from analysis.measures.terms.matrix import DocumentTermMatrix
    from analysis.measures.topics.topics import fit_topics, top_terms

    documents = pd.DataFrame({"doc_id": np.arange(counts.shape[0])})
    return top_terms(fit_topics(DocumentTermMatrix(counts, documents, terms), n_topics, sample=sample))


def fit_exactly(counts: Any, terms: Any, n_topics: int) -> list[list[str]]:
    """Fit analysis.measures.topics as small corpora are fitted, however many documents."""
    from analysis.measures.topics import factorization

    factorization.TOPIC_ROUGH = counts.shape[0]
    return fit_ours(counts, terms, n_topics)


def fit_sample(counts: Any, terms: Any, n_topics: int) -> list[list[str]]:
    """Fit analysis.measures.topics on 20,000 of the documents."""
    return fit_ours(counts, terms, n_topics, sample=20_000)


def rank(topics: Any, terms: Any) -> list[list[str]]:
    """Return the top ten terms of each row."""
    return [[str(terms[i]) for i in np.argsort(-row)[:10]] for row in np.asarray(topics)]


def fit_scikit_nmf(counts: Any, terms: Any, n_topics: int) -> list[list[str]]:
    """Fit scikit-learn's NMF on sublinear tf-idf."""
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfTransformer

    values = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    return rank(NMF(n_topics, init="nndsvda", random_state=0, max_iter=400).fit(values).components_, terms)


def fit_scikit_lda(counts: Any, terms: Any, n_topics: int) -> list[list[str]]:
    """Fit scikit-learn's LatentDirichletAllocation."""
    from sklearn.decomposition import LatentDirichletAllocation

    return rank(LatentDirichletAllocation(n_topics, random_state=0).fit(counts).components_, terms)


def fit_gensim_lda(counts: Any, terms: Any, n_topics: int) -> list[list[str]]:
    """Fit gensim's LdaModel."""
    from gensim.matutils import Sparse2Corpus
    from gensim.models import LdaModel

    names = {number: str(term) for number, term in enumerate(terms)}
    corpus = Sparse2Corpus(counts, documents_columns=False)
    return rank(LdaModel(corpus, num_topics=n_topics, id2word=names, random_state=0).get_topics(), terms)


def fit_tomotopy_lda(counts: Any, terms: Any, n_topics: int) -> list[list[str]]:
    """Fit tomotopy's LDAModel."""
    import tomotopy

    model = tomotopy.LDAModel(k=n_topics, seed=0)
    for start, stop in zip(counts.indptr[:-1], counts.indptr[1:], strict=True):
        words = np.repeat(counts.indices[start:stop], counts.data[start:stop])
        if len(words):
            model.add_doc([str(terms[i]) for i in words])
    model.train(200, workers=1)
    return [[word for word, _ in model.get_topic_words(topic, 10)] for topic in range(n_topics)]


MODELS: dict[str, Callable[[Any, Any, int], list[list[str]]]] = {
    "ours": fit_ours,
    "ours, exact": fit_exactly,
    "ours, sample": fit_sample,
    "scikit-learn NMF": fit_scikit_nmf,
    "scikit-learn LDA": fit_scikit_lda,
    "gensim LdaModel": fit_gensim_lda,
    "tomotopy LDA": fit_tomotopy_lda,
}
OURS = "analysis.measures.topics.topics"
IMPORTS = {
    **dict.fromkeys(("ours", "ours, exact", "ours, sample"), OURS),
    "gensim LdaModel": "gensim.models",
    "tomotopy LDA": "tomotopy",
}


def peak_megabytes(reset: bool = False) -> float:
    """Return the largest memory this process has had since the last reset; NaN where the system does not say."""
    status, clear = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if not status.is_file():
        return float("nan")
    if reset:
        clear.write_text("5", encoding="ascii")
    (line,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def run_model(name: str, folder: Path, n_topics: int) -> None:
    """Fit one model on the whole matrix and on two resamples, and write what was found."""
    counts = sparse.load_npz(folder / "counts.npz")
    terms = np.array(json.loads((folder / "terms.json").read_text(encoding="utf-8")), dtype=object)
    try:
        __import__(IMPORTS.get(name, "sklearn.decomposition"))
    except ImportError:
        sys.exit(MISSING)
    before, began = peak_megabytes(reset=True), time.process_time()
    found = [MODELS[name](counts, terms, n_topics)]
    row = {"seconds": time.process_time() - began, "megabytes": peak_megabytes() - before}
    random = np.random.default_rng(0)
    for _ in range(2):
        rows = np.sort(random.choice(counts.shape[0], round(0.8 * counts.shape[0]), replace=False))
        found.append(MODELS[name](counts[rows], terms, n_topics))
    print(json.dumps(row | {"topics": found}))


def match_jaccard(one: list[list[str]], two: list[list[str]]) -> float:
    """Return the mean Jaccard index of top terms under the best pairing of topics."""
    from scipy.optimize import linear_sum_assignment

    jaccard = np.array([[len(set(a) & set(b)) / len(set(a) | set(b)) for b in two] for a in one])
    return float(jaccard[linear_sum_assignment(-jaccard)].mean())


def draw_documents(
    tokens: list[list[str]], n_documents: int, sections: list[str] | None = None
) -> tuple[sparse.csr_matrix, list[str]]:
    """Return the counts (n_documents, n_terms) and the terms; with sections documents are put together within each."""
    terms = sorted({word for words in tokens for word in words})
    column = {term: number for number, term in enumerate(terms)}
    coded = [np.array([column[word] for word in words], dtype=np.int32) for words in tokens]
    random = np.random.default_rng(0)
    drawn = random.integers(0, len(coded), n_documents)
    if sections is None:
        kept = [coded[i][random.random(len(coded[i])) < 0.7] for i in drawn]
    else:
        kept = mix_documents(coded, drawn, sections, random)
    rows = np.repeat(np.arange(n_documents), [len(words) for words in kept])
    columns = np.concatenate(kept)
    counts = sparse.csr_matrix((np.ones(len(rows), np.int64), (rows, columns)), (n_documents, len(terms)))
    counts.sum_duplicates()
    return counts, terms


def mix_documents(
    coded: list[Any], drawn: Any, sections: list[str], random: np.random.Generator, run: int = 20
) -> list[Any]:
    """Return, for each drawn article, a document as long as it: runs of tokens of it and one to five of its section."""
    same = {section: np.flatnonzero(np.array(sections) == section) for section in set(sections)}
    mixed = []
    for number in drawn:
        sources = [number, *random.choice(same[sections[number]], random.integers(1, 6))]
        n_runs = -(-len(coded[number]) // run)
        picked = [coded[sources[k % len(sources)]] for k in range(n_runs)]
        starts = [random.integers(0, max(1, len(words) - run + 1)) for words in picked]
        mixed.append(np.concatenate([words[at : at + run] for words, at in zip(picked, starts, strict=True)]))
    return mixed


def main() -> None:
    """Draw the documents, run the models one after the other and print a row each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--topics", type=int, default=20)
    parser.add_argument("--mixed", action="store_true", help="documents of several articles of one section")
    parser.add_argument("--peers", default=sys.executable, help="an interpreter that has gensim and tomotopy")
    parser.add_argument("--only", nargs="+", default=list(MODELS), choices=list(MODELS))
    parser.add_argument("--run", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        run_model(arguments.run[0], Path(arguments.run[1]), arguments.topics)
        return
    if not TOKENS.is_file():
        print(f"{TOKENS.name} is not at hand; nothing to measure")
        return
    from analysis.measures.topics.topic_coherence import count_windows, score_coherence

    records = [json.loads(line) for line in TOKENS.open(encoding="utf-8")]
    tokens = [record["tokens"] for record in records]
    windows = count_windows(tokens)
    sections = [record["section"] for record in records] if arguments.mixed else None
    counts, terms = draw_documents(tokens, arguments.documents, sections)
    size = (counts.data.nbytes + counts.indices.nbytes + counts.indptr.nbytes) / 2**20
    print(f"{counts.shape[0]:,} documents, {counts.shape[1]:,} terms, {size:.0f} MB, {arguments.topics} topics")
    print(f"{'':18}{'CPU s':>9}{'MB':>7}{'x matrix':>10}{'npmi':>8}{'stability':>11}")
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory() as folder:
        sparse.save_npz(Path(folder) / "counts.npz", counts)
        (Path(folder) / "terms.json").write_text(json.dumps(terms), encoding="utf-8")
        for name in arguments.only:
            python = arguments.peers if name.startswith(("gensim", "tomotopy")) else sys.executable
            command = [python, __file__, "--topics", str(arguments.topics), "--run", name, folder]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            if done.returncode == MISSING:
                print(f"{name:18}{'not installed':>16}")
                continue
            if done.returncode:
                print(f"{name:18} failed: {done.stderr.strip().splitlines()[-1]}")
                continue
            row = json.loads(done.stdout)
            first, *others = row["topics"]
            stability = np.mean([match_jaccard(first, other) for other in others])
            npmi = score_coherence(first, windows).mean()
            print(
                f"{name:18}{row['seconds']:9.1f}{row['megabytes']:7.0f}{row['megabytes'] / size:10.1f}"
                f"{npmi:8.3f}{stability:11.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
