"""Who speaks: our finder beside others on a PolNeAR file, with its speed.

    python benchmarks/attribution.py [FILE] [--scorer ../shared/benchmarks/score_attribution.py] [--speed FILE]

FILE is a file of articles as JSON lines (text, sentences, attributions), by default
../shared/benchmarks/polnear_dev.jsonl.
Printed: F1 of attributed and not attributed and their mean, the share of sources named (by head word, and counting a
coreferent name as right), recall and source for sentences with and without quotation marks, and sentences per second
of processor time on one core, over the speed file (by default FILE). Others are printed where they are installed, and
"not installed" where they are not: textacy's direct_quotations and spaCy's dependency rules need a spaCy model.
Two human coders agree by .853 (macro F1) and .847 (source). Last, word by word: the share of words that are rightly
given to somebody or to the outlet, how many of those given to somebody are somebody's (precision), and how many of
somebody's were given (recall).
"""

import argparse
import importlib.util
import itertools
import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from analysis.annotation import voices
from analysis.corpus.study import OUTLET, load_study
from analysis.paths import find_root

SHARED = Path(__file__).parents[2] / "shared" / "benchmarks"
MODEL = "en_core_web_sm"
Answer = dict[str, str | None] | None
Predictor = Callable[[str, Sequence[tuple[int, int]]], list[Answer]]
CUE = re.compile(
    r"\b(?:said|says|say|saying|told|tells|wrote|writes|asked|asks|added|adds|announced|argued|argues|believes?|believed|"
    r"claimed|claims|noted|notes|stated|states|suggested|suggests|warned|according to|called|thinks?|thought|hopes?|"
    r"hoped|denied|denies|insisted|explained|declared|tweeted|reported)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"(?:[A-Z][\w.’'-]*\w)(?: [A-Z][\w.’'-]*\w)*|\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")
WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
MARK = re.compile(r"[\"“”]|''")


def quotation_marks(text: str, sentences: Sequence[tuple[int, int]]) -> list[Answer]:
    """Call a sentence attributed if a quotation mark is in it, and name nobody."""
    return [{"source": None} if MARK.search(text, a, b) else None for a, b in sentences]


def cue_pattern(text: str, sentences: Sequence[tuple[int, int]]) -> list[Answer]:
    """Call a sentence attributed if it has a mark or one of forty cues, and name the name nearest to the cue."""
    answers: list[Answer] = []
    for start, end in sentences:
        sentence = text[start:end]
        cue = CUE.search(sentence)
        if cue is None and not MARK.search(sentence):
            answers.append(None)
            continue
        at = cue.start() if cue else len(sentence)
        names = sorted(NAME.finditer(sentence), key=lambda m: min(abs(m.end() - at), abs(m.start() - at)))
        answers.append({"source": " ".join(names[0].group().split()[-4:]) if names else None})
    return answers


def textacy_quotations() -> Predictor:
    """Return textacy's direct quotations as a predictor."""
    import spacy
    from textacy.extract import triples

    model = spacy.load(MODEL)

    def predict(text: str, sentences: Sequence[tuple[int, int]]) -> list[Answer]:
        try:
            found = list(triples.direct_quotations(model(text)))
        except ValueError:  # an odd number of quotation marks
            found = []
        answers: list[Answer] = []
        for start, end in sentences:
            here = [q for q in found if q.content.start_char < end and q.content.end_char > start]
            answers.append({"source": " ".join(str(t) for t in here[0].speaker)} if here else None)
        return answers

    return predict


def spacy_rules() -> Predictor:
    """Return a rule on spaCy's parse as a predictor: a cue verb with its subject and a clause."""
    import spacy

    model = spacy.load(MODEL)

    def predict(text: str, sentences: Sequence[tuple[int, int]]) -> list[Answer]:
        doc = model(text)
        answers: list[Answer] = []
        for start, end in sentences:
            span = doc.char_span(start, end, alignment_mode="expand")
            verbs = [t for t in span if CUE.fullmatch(t.text) or any(c.dep_ == "ccomp" for c in t.children)]
            subjects = [c for t in verbs for c in t.children if c.dep_ == "nsubj"]
            said = bool(verbs) or bool(MARK.search(text, start, end))
            answers.append({"source": subjects[0].text if subjects else None} if said else None)
        return answers

    return predict


def score_words(articles: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return the share of words rightly given to somebody or to the outlet, with precision and recall of somebody's.

    A word is somebody's where it stands in the content of any attribution. The study that splits the sentences names
    no voice of these texts: all sources are third parties.
    """
    study = load_study(find_root() / "data" / "example" / "study.toml")
    met = dict.fromkeys(itertools.product((False, True), repeat=2), 0)
    for article in articles:
        text, name = article["text"], article["name"]
        said = bytearray(len(text))
        for first, last in (span for one in article["attributions"] for span in one["content"]):
            said[first:last] = b"\1" * (last - first)
        rows = [(f"{name}-{n}", name, *span) for n, span in enumerate(article["sentences"])]
        sentences = pd.DataFrame(rows, columns=["sentence_id", "doc_id", "start", "end"])
        given = pd.DataFrame([{"doc_id": name, "outlet": "", "text": text}])
        for row in voices.attribute_voices(sentences, given, study).to_dict("records"):
            for word in WORD.finditer(text, row["start"], row["end"]):
                met[bool(said[word.start()]), row["voice"] != OUTLET] += 1
    right = met[True, True]
    return {
        "words": (right + met[False, False]) / sum(met.values()),
        "precision": right / (right + met[False, True]),
        "recall": right / (right + met[True, False]),
    }


def load_scorer(path: Path) -> ModuleType:
    """Import the scorer from its file."""
    sys.path.insert(0, str(path.parent))
    return importlib.import_module(path.stem)


def read_articles(path: Path) -> list[dict[str, Any]]:
    """Read the articles of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def measure_speed(predict: Predictor, articles: Sequence[dict[str, Any]]) -> float:
    """Return sentences per second of processor time."""
    given = [(article["text"], [tuple(span) for span in article["sentences"]]) for article in articles]
    predict(*given[0])  # lexicons are read once
    began = time.process_time()
    for text, sentences in given:
        predict(text, sentences)
    return sum(len(sentences) for _, sentences in given) / max(1e-9, time.process_time() - began)


def has_model(*packages: str) -> bool:
    """Tell whether the packages and the spaCy model are installed."""
    return all(importlib.util.find_spec(name) is not None for name in (*packages, "spacy", MODEL))


def main() -> None:
    """Print one row a predictor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=SHARED / "polnear_dev.jsonl")
    parser.add_argument("--scorer", type=Path, default=SHARED / "score_attribution.py")
    parser.add_argument("--speed", type=Path)
    arguments = parser.parse_args()
    absent = [path.name for path in (arguments.file, arguments.scorer) if not path.is_file()]
    if absent:
        print(f"{absent[0]} is not at hand; nothing to measure")
        return
    scorer = load_scorer(arguments.scorer)
    articles = read_articles(arguments.file)
    timed = read_articles(arguments.speed) if arguments.speed else articles
    rows: list[tuple[str, Predictor | None]] = [
        ("ours", voices.name_sources),
        ("quotation marks", quotation_marks),
        ("cue pattern", cue_pattern),
        ("textacy direct_quotations", textacy_quotations() if has_model("textacy") else None),
        ("spaCy rules", spacy_rules() if has_model() else None),
    ]
    head = ("macro F1", "source", "coref", "direct", "coref", "indirect", "coref", "sentences/s")
    print(f"{'':27}" + "".join(f"{name:>12}" for name in head))
    for name, predict in rows:
        if predict is None:
            print(f"{name:27}{'not installed':>12}")
            continue
        found = scorer.score(articles, predict)
        cells = [found["macro_f1"], found["source"], found["source_coref"]]
        for kind in ("direct", "indirect"):
            cells += [found[kind]["recall"], found[kind]["source_coref"]]
        speed = measure_speed(predict, timed)
        print(f"{name:27}" + "".join(f"{cell:12.3f}" for cell in cells) + f"{speed:12,.0f}")
    found = score_words(articles)
    print("ours, word by word: " + ", ".join(f"{name} {value:.3f}" for name, value in found.items()))


if __name__ == "__main__":
    main()
