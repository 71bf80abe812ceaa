"""How much of the articles a shared corpus gives back: an attack on what `readouts share` writes.

    python benchmarks/attack.py [CORPUS_WITH_TEXT ...] [--bags] [--beam 200]

Takes what is shared alone: the words of each segment with their counts, where segments lie in the text, and what the
other tables say of neighbouring words (names as written, cues, phrases that made a score, an issue's terms, the study's
names). Puts the words of each segment in the order that is likeliest by a trigram model of other texts: ../shared's
official readouts where they are there, and this project's own pages. Only then is the text looked at: a segment is
given back where one of its words is in a run of RUN words of the reconstruction that stands in the article as well,
which is what the check of the articles' text refuses. Without a corpus, data/example is attacked.

--bags takes the words of the segments and nothing else, --beam says how many orders are kept in mind.
"""

import argparse
import itertools
import math
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import pipeline
from analysis.annotation.terms.stop_words import load_stop_words
from analysis.corpus import tables, words
from analysis.corpus.sharing import pool_segments
from analysis.corpus.study import Study, load_study
from benchmarks.word_model import END, START, Model, estimate_run, gather_texts, split_words, train_model

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "data" / "example"
RUN = 6  # words in a row that may not be given back
BEAM = 200  # orders kept in mind at each word
BONUS = 3.0  # what a pair known to be neighbours is worth, in log-probability
LIKELY = 100  # of the function words, those that are tried where some are withheld


def list_neighbours(shared: dict[str, pd.DataFrame], study: Study) -> dict[str, set[tuple[str, str]]]:
    """Return, by sentence, the pairs of words that the tables and the study say stand side by side."""
    segments = shared["segments"]
    sentence_of = segments.set_index("segment_id")["sentence_id"]
    phrases = [segments.assign(phrase=segments["source"] + " " + segments["cue"])[["sentence_id", "phrase"]]]
    for name, column in (("contributions", "term"), ("targets", "mention"), ("mentions", "term")):
        table = shared[name]
        phrases.append(
            pd.DataFrame({"sentence_id": table["segment_id"].map(sentence_of), "phrase": table[column].astype(str)})
        )
    names = [*study.compounds, *(name for voice in study.voices.values() for name in voice.names)]
    everywhere = {pair for name in names for pair in pair_words(name)}
    found = {sentence: set(everywhere) for sentence in segments["sentence_id"]}
    for row in pd.concat(phrases).drop_duplicates().itertuples():
        found[str(row.sentence_id)] |= pair_words(str(row.phrase))
    return found


def pair_words(phrase: str) -> set[tuple[str, str]]:
    """Return the words of a phrase two by two; `*` stays at the end of a word, nothing is told across `...`."""
    pairs = set()
    for part in phrase.split("..."):
        row = re.findall(r"[a-z0-9]+\*?", part.lower().replace("’", "").replace("'", ""))
        pairs |= set(itertools.pairwise(row))
    return pairs


@dataclass(frozen=True, eq=False)
class Stretch:
    """A segment as the attack knows it: how long it is, what is before it, what ends with it, what it has."""

    segment_id: str
    n_words: int
    before: tuple[str, str]
    last: bool  # in its sentence
    pairs: set[tuple[str, str]]  # words known to stand side by side
    known: set[str]  # words that other tables tell of it


def order_words(
    bag: Sequence[str], withheld: tuple[int, Sequence[str]], stretches: Sequence[Stretch], model: Model, beam: int
) -> dict[str, list[str]]:
    """Return the words of a bag, and withheld ones between them, in the likeliest order found, by segment.

    Parameters
    ----------
    bag : sequence of str
        Terms, each as often as it is counted; compounds of several words are kept together.
    withheld : tuple of int and sequence of str
        How many words are withheld, and which those may be.
    stretches : sequence of Stretch
        The segments that the words are of, in the order of the text.
    model, beam
        As train_model returns it; how many orders are kept at each step.
    """
    counted = Counter(unit for term in bag if (unit := tuple(split_words(term))))
    own = sorted(counted)
    n_withheld, others = withheld
    units = own + [(word,) for word in others if n_withheld]
    # The last place counts how many withheld words are still to come.
    have = np.array([counted[unit] for unit in own] + [n_withheld], dtype=np.int16)
    spend = np.array([*range(len(own)), *[len(own)] * (len(units) - len(own))], dtype=int)
    ends = np.cumsum([stretch.n_words for stretch in stretches])
    sizes = [len(unit) for unit in units]
    cached: dict[tuple[tuple[str, str], int], np.ndarray] = {}

    def weigh(context: tuple[str, str], at: int) -> np.ndarray:
        if (context, at) not in cached:
            pairs, known = stretches[at].pairs, stretches[at].known
            cached[context, at] = np.array(
                [
                    _weigh_unit(model, context, unit)
                    + BONUS * ((context[1], unit[0]) in pairs)
                    + BONUS * (unit[0] in known)
                    for unit in units
                ]
            )
        return cached[context, at]

    states: list[tuple] = [(0.0, have, stretches[0].before, (), 0, 0)]
    for _ in range(int(have.sum())):
        scores = np.stack(
            [np.where(state[1][spend] > 0, state[0] + weigh(state[2], state[5]), -np.inf) for state in states]
        )
        following: dict[tuple[bytes, tuple[str, str]], tuple] = {}
        for place in np.argsort(scores, axis=None)[::-1]:
            row, unit = divmod(int(place), len(units))
            if scores[row, unit] == -np.inf or len(following) == beam:
                break
            _, rest, context, said, n_words, at = states[row]
            rest = rest.copy()
            rest[spend[unit]] -= 1
            score, context, n_words = scores[row, unit], (*context, *units[unit])[-2:], n_words + sizes[unit]
            while n_words >= ends[at] and at + 1 < len(stretches):
                score += stretches[at].last * math.log(estimate_run(model, (*context, END)))
                at += 1
                context = stretches[at].before
            # The same words left after the same two: only the better way there is kept, and it comes first.
            following.setdefault((rest.tobytes(), context), (score, rest, context, (*said, unit), n_words, at))
        states = list(following.values())
    ended = [state[0] + stretches[-1].last * math.log(estimate_run(model, (*state[2], END))) for state in states]
    row = [word for unit in states[int(np.argmax(ended))][3] for word in units[unit]]
    bounds = [0, *ends[:-1].tolist(), len(row)]
    return {
        stretch.segment_id: row[start:end]
        for stretch, start, end in zip(stretches, bounds[:-1], bounds[1:], strict=True)
    }


def _weigh_unit(model: Model, context: tuple[str, str], unit: tuple[str, ...]) -> float:
    """Return the log-probability of a word, or of a compound's words, after two others."""
    row = (*context, *unit)
    return sum(math.log(estimate_run(model, row[i : i + 3])) for i in range(len(unit)))


def put_together(
    shared: dict[str, pd.DataFrame], study: Study, model: Model, bags: bool = False, beam: int = BEAM
) -> dict[str, list[str]]:
    """Return the words of each segment in the order that the attack gives them, by segment_id.

    Segments without terms of their own are taken together with the one that has them, by the published rule.
    """
    terms = shared["terms"]
    pairs, known = list_neighbours(shared, study), list_known(shared)
    likely = sorted(load_stop_words(), key=lambda word: -model[0][(word,)])[:LIKELY]
    segments = shared["segments"].sort_values(["doc_id", "start"]).reset_index(drop=True)
    pool = pool_segments(segments)
    if set(terms["segment_id"]) - set(pool):  # shared before terms were taken together
        pool = pd.Series(segments["segment_id"].to_numpy(), index=segments["segment_id"])
    ends = segments.groupby("sentence_id")["end"].transform("max")
    firsts = segments.groupby("sentence_id")["start"].transform("min")
    made: dict[str, list[str]] = {}
    whole = segments["segment_id"].map(pool)
    for _, own in segments.groupby(whole.where(whole != "", segments["segment_id"]), sort=False):
        rows = terms[terms["segment_id"].isin(own["segment_id"])]
        bag = [t for t, n in zip(rows["term"], rows["count"], strict=True) for _ in range(n) if t != tables.WITHHELD]
        stretches = []
        for i, row in zip(own.index, own.itertuples(), strict=True):
            before = (START, START) if bags or row.start == firsts[i] else ("", "")
            if before == ("", "") and made.get(str(segments["segment_id"][i - 1])):
                before = ("", "", *made[str(segments["segment_id"][i - 1])])[-2:]
            words_known = set() if bags else known.get(row.segment_id, set())
            pairs_known = set() if bags else _spell_pairs(pairs[row.sentence_id], bag)
            last = row.end == ends[i] and not bags
            stretches.append(Stretch(row.segment_id, row.n_words, before, last, pairs_known, words_known))
        n_withheld = int(rows.loc[rows["term"] == tables.WITHHELD, "count"].sum())
        made |= order_words(bag, (n_withheld, likely), stretches, model, beam)
    return made


def list_known(shared: dict[str, pd.DataFrame]) -> dict[str, set[str]]:
    """Return, by segment, the words that the tables beside that of terms say it has."""
    found: dict[str, set[str]] = {}
    for name, column in (("contributions", "term"), ("targets", "mention"), ("mentions", "term")):
        for key, term in zip(shared[name]["segment_id"], shared[name][column].astype(str), strict=True):
            found.setdefault(key, set()).update(split_words(term) if "*" not in term else ())
    return found


def _spell_pairs(pairs: set[tuple[str, str]], bag: Sequence[str]) -> set[tuple[str, str]]:
    """Return the pairs with words of the bag for `*` at the end of a word, which stands for any ending."""
    have = {word for term in bag for word in split_words(term)}
    spelled = [[[w for w in have if w.startswith(p[:-1])] if p.endswith("*") else [p] for p in pair] for pair in pairs]
    return {(a, b) for left, right in spelled for a in left for b in right}


def compare_words(made: dict[str, list[str]], segments: pd.DataFrame, compounds: tuple[str, ...]) -> pd.DataFrame:
    """Return, for each segment, how many words it has, and the longest run with a word of it that is in its article.

    Runs go on from one segment to the next, as a reader would put them side by side.
    """
    rows = []
    for _, own in segments.sort_values(["doc_id", "start"]).groupby("doc_id"):
        true = [word for text in own["text"] for term in words.tokenize(text, compounds) for word in split_words(term)]
        said = [(key, word) for key in own["segment_id"] for word in made[key]]
        longest = _longest_runs([word for _, word in said], true)
        found = dict.fromkeys(own["segment_id"], 0)
        for (key, _), length in zip(said, longest, strict=True):
            found[key] = max(found[key], length)
        rows += [(key, len(made[key]), length) for key, length in found.items()]
    return pd.DataFrame(rows, columns=["segment_id", "n_words", "run"])


def _longest_runs(said: list[str], true: list[str]) -> list[int]:
    """Return, for each word said, the length of the longest run with it that stands in the true words."""
    covered = [0] * len(said)
    above = [0] * (len(true) + 1)
    for i, word in enumerate(said):
        row = [0] * (len(true) + 1)
        for j, other in enumerate(true):
            if word == other:
                row[j + 1] = above[j] + 1
        length = max(row)
        for k in range(i - length + 1, i + 1):
            covered[k] = max(covered[k], length)
        above = row
    return covered


def attack_corpus(corpus: Path, model: Model, bags: bool = False, beam: int = BEAM) -> pd.DataFrame:
    """Share a corpus that has its text, attack what is shared, and return what compare_words finds."""
    study = load_study(corpus / "study.toml")
    with tempfile.TemporaryDirectory() as beside:
        shared = pipeline.share(corpus, Path(beside) / "shared")
    made = put_together(shared, study, model, bags, beam)
    return compare_words(made, tables.read_table(corpus, "segments"), study.compounds)


def main() -> None:
    """Print, for each corpus, how many of its segments are given back."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=Path)
    parser.add_argument("--bags", action="store_true")
    parser.add_argument("--beam", type=int, default=BEAM)
    arguments = parser.parse_args()
    model = train_model(gather_texts())
    with tempfile.TemporaryDirectory() as beside:
        if not arguments.corpora:
            pipeline.ingest(EXAMPLE, EXAMPLE / "study.toml", Path(beside) / "made")
        for corpus in arguments.corpora or [Path(beside) / "made"]:
            found = attack_corpus(corpus, model, arguments.bags, arguments.beam)
            able, given = found["n_words"] >= RUN, found["run"] >= RUN
            print(
                f"{corpus.name}: {given.sum()} of {len(found)} segments given back ({(able & given).sum()} of the "
                f"{able.sum()} that have {RUN} words), the longest run {found['run'].max()} words"
            )


if __name__ == "__main__":
    main()
