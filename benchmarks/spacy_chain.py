"""What a chain of spaCy, textacy, vaderSentiment and CountVectorizer takes for texts: one JSON line of seconds.

    PYTHON benchmarks/spacy_chain.py TEXTS.json      # a list of texts; PYTHON has the four, this project does not

scale.py calls it. No English model is to be had from a package index, and none is needed to tell the time: a network
takes as long with any weights. The pipeline is put together as the published small model is (version 3: hashed
embeddings of width 96 and four convolutions, once for tags and arcs and once for names), its weights as they were
drawn. What it finds is nonsense, and is not looked at. Sentences come from full stops, since arcs drawn at random would
cut each text in pieces. The small model's lemmatizer is left out, to the chain's favour. Processor time of one thread,
after a first pass over one text; textacy's search for quotations is counted where it ends in an error on nonsense, too.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1"))

WIDTH, DEPTH = 96, 4
ROWS = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500, "SPACY": 50, "IS_SPACE": 50}
N_TAGS, N_ARCS, N_KINDS = 50, 45, 18  # classes of the published model, about
WARM = "“It rains,” Ada Holt said in Norrund on Monday. The mill stood still."


def make_reader(features: list[str]) -> dict[str, Any]:
    """Return the configuration of the network that reads words in their contexts."""
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": features,
        "rows": [ROWS[feature] for feature in features],
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": WIDTH,
        "depth": DEPTH,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    return {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}


def make_pipeline() -> Any:
    """Return a pipeline of the published small model's parts and sizes, its weights drawn and not learnt."""
    import spacy

    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH}
    moves = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
    }
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    language.add_pipe("tok2vec", config={"model": make_reader(list(ROWS))})
    tagger = language.add_pipe(
        "tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener, "nO": None}}
    )
    parser = language.add_pipe("parser", config={"model": {**moves, "state_type": "parser", "tok2vec": listener}})
    own = make_reader(["NORM", "PREFIX", "SUFFIX", "SHAPE"])
    names = language.add_pipe("ner", config={"model": {**moves, "state_type": "ner", "tok2vec": own}})
    for part, label, n in ((tagger, "T", N_TAGS), (parser, "arc", N_ARCS), (names, "KIND", N_KINDS)):
        for number in range(n):
            part.add_label(f"{label}{number}")
    language.initialize()
    return language


def find_quotations(document: Any) -> int:
    """Return how many direct quotations textacy finds: 0 where tags drawn by chance end its search in an error."""
    from textacy.extract import direct_quotations

    try:
        return sum(1 for _ in direct_quotations(document))
    except (ValueError, IndexError):
        return 0


def run_chain(language: Any, texts: list[str]) -> tuple[dict[str, float], int]:
    """Return the processor time of each step, and the number of sentences."""
    from sklearn.feature_extraction.text import CountVectorizer
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    spent: dict[str, float] = {}
    analyzer = SentimentIntensityAnalyzer()

    def clock(name: str, began: float) -> None:
        spent[name] = time.process_time() - began

    began = time.process_time()
    documents = list(language.pipe(texts))
    clock("spaCy", began)
    sentences = [sentence.text for document in documents for sentence in document.sents]
    began = time.process_time()
    for document in documents:
        find_quotations(document)
    clock("textacy", began)
    began = time.process_time()
    for sentence in sentences:
        analyzer.polarity_scores(sentence)
    clock("vaderSentiment", began)
    began = time.process_time()
    CountVectorizer().fit_transform(sentences)
    clock("CountVectorizer", began)
    return spent, len(sentences)


def main() -> None:
    """Print seconds by step as JSON."""
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    language = make_pipeline()
    run_chain(language, [WARM])
    spent, n_sentences = run_chain(language, texts)
    print(json.dumps({"seconds": spent, "sentences": n_sentences}))


if __name__ == "__main__":
    main()
