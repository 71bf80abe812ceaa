"""The tables of parts -> the files of a corpus: part after part, then what shows when articles stand side by side."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from tqdm import tqdm

from analysis.annotation import article_tables
from analysis.annotation.coding import corrections
from analysis.annotation.events import document_pairs, event_links
from analysis.annotation.reuse import article_copies, shared_runs, text_reuse
from analysis.corpus import memory, tables
from analysis.corpus.articles import languages
from analysis.corpus.staged_articles import Part, Staged
from analysis.parts import BY_PART, RUNS, Inputs, Running, read_parts
from analysis.workers import map_parts

__all__ = ["assemble_corpus", "find_copies", "stream_reuse"]

COMPARED = 30_000  # segments up to which each is compared with each; of more, those that share a run of words
SPOKEN = ["segment_id", "doc_id", "sentence_id", "start", "voice", "joint"]
PAIRS = 1000  # pairs of texts whose claims are linked at a time
BEGINNING = 1000  # characters of a text that tell with what other it may be paired


@dataclass(frozen=True)
class _Made:
    """The parts of a corpus, and which of its articles are copies (of what) and which do not count."""

    staged: Staged
    work: Path
    parts: list[Part]
    copy_of: dict[str, str]
    dropped: frozenset[str]

    def read(self, name: str, columns: list[str] | None = None) -> Iterator[pd.DataFrame]:
        """Yield a table of each part."""
        return read_parts(self.work, self.parts, name, columns)


def assemble_corpus(
    staged: Staged, parts: list[Part], work: Path, inputs: Inputs, into: Path, running: Running
) -> dict[str, int]:
    """Write the tables of a corpus from those of its parts.

    Parameters
    ----------
    staged : Staged
    parts : list of Part
        As parts.make_parts returns them.
    work : path
        Where they are.
    inputs : Inputs
    into : path
        An empty folder.
    running : Running
        In how many processes pairs are linked, or on which cluster.

    Returns
    -------
    dict of str to int
        The rows of each table.

    Raises
    ------
    ValueError
        If a coder's sheet is on sentences that there are not; as document_pairs.pair_documents and
        event_links.link_pairs do.
    """
    if len(parts) > 1:  # what they were read with takes a hundred MB
        memory.empty_caches()
    copy_of = find_copies(pd.concat(read_parts(work, parts, article_tables.SIGNATURES), ignore_index=True))
    dropped = frozenset(copy_of) if inputs.study.copies == "once" else frozenset()
    made = _Made(staged, work, parts, copy_of, dropped)
    if inputs.coded is not None:
        _check_coded(inputs.coded, made)
    articles = (_mark(staged.read(part), copy_of) for part in parts)
    counts = {"articles": _write(articles, into, "articles")}
    for name in BY_PART:
        counts[name] = _write(_list_kept(made, name), into, name)
    counts["reuse"] = _write(stream_reuse(made), into, "reuse")
    for name, found in _link(made, inputs, running).items():
        tables.write_table(found, into, name)
        counts[name] = len(found)
    return counts


def find_copies(signatures: pd.DataFrame) -> dict[str, str]:
    """Return the articles that are copies of another, and of which."""
    marked = article_copies.mark_copies(signatures)
    copies = marked != ""
    return dict(zip(signatures["doc_id"][copies], marked[copies], strict=True))


def _mark(articles: pd.DataFrame, copy_of: dict[str, str]) -> pd.DataFrame:
    """Return articles with the name of what they are a copy of."""
    return articles.assign(copy_of=[copy_of.get(doc_id, "") for doc_id in articles["doc_id"]])


def _check_coded(coded: pd.DataFrame, made: _Made) -> None:
    """Raise if a coder's sheet says something of a sentence that there is not."""
    lost = article_tables.list_coded(coded)
    for own in made.read("sentences", ["sentence_id"]):
        lost = lost[~lost["sentence_id"].isin(own["sentence_id"])]
    for own in made.read("sentences", ["sentence_id", "doc_id", "start", "text"]) if len(lost) else ():
        followed = article_tables.list_coded(corrections.follow_sentences(lost, own))
        lost = lost[~followed["sentence_id"].isin(own["sentence_id"])]
    if len(lost):
        first = lost["segment_id"].iloc[0]
        raise ValueError(f"the coding sheet corrects the segment '{first}', which is not there; make a new sheet")


def _list_kept(made: _Made, name: str) -> Iterator[pd.DataFrame]:
    """Yield a table of each part without the rows of copies that do not count."""
    for part in made.parts:
        path = made.work / part.key
        table = pd.read_parquet(path / f"{name}.parquet")
        if name == "passages" or not made.dropped:
            yield table
        elif "doc_id" in table:
            yield table[~table["doc_id"].isin(made.dropped)]
        else:
            own = pd.read_parquet(path / "segments.parquet", columns=["segment_id", "doc_id"])
            kept = own.loc[~own["doc_id"].isin(made.dropped), "segment_id"]
            yield table[table["segment_id"].isin(kept)]


def _write(frames: Iterator[pd.DataFrame], folder: Path, name: str) -> int:
    """Write a table part after part, a row group each, its columns in the promised order; return its rows."""
    writer, rows = None, 0
    try:
        for frame in frames:
            tables.check_table(frame, name)
            batch = pa.Table.from_pandas(tables.order_columns(frame, name), preserve_index=False)
            if writer is None:
                writer = pq.ParquetWriter(folder / f"{name}.parquet", _name_types(batch.schema))
            writer.write_table(batch.cast(writer.schema))
            rows += len(frame)
    finally:
        if writer is not None:
            writer.close()
    return rows


def _name_types(schema: pa.Schema) -> pa.Schema:
    """Return a schema in which a column that has no value yet has a type."""
    for n, field in enumerate(schema):
        if pa.types.is_null(field.type):
            kind = pa.large_string() if field.name in tables.TEXT_COLUMNS else pa.float64()
            schema = schema.set(n, field.with_type(kind))
    return schema


def _link(made: _Made, inputs: Inputs, running: Running) -> dict[str, pd.DataFrame]:
    """Return the tables pairs and links; the segments of some pairs are held at a time, where no sheet judges all."""
    articles, both = _gather(made, inputs)
    pairs = document_pairs.pair_documents(articles, both, inputs.study, inputs.given)
    size = PAIRS if inputs.linked is None else max(1, len(pairs))
    some = [pairs.iloc[at : at + size] for at in range(0, max(1, len(pairs)), size)]

    def load(n: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame | None]:
        return some[n], _read_paired(made, some[n]), inputs.linked

    links: dict[int, pd.DataFrame] = {}
    workers, scheduler = (running.workers, running.scheduler) if len(some) > 1 else (1, "")
    with tqdm(total=len(pairs), unit=" pairs", disable=None if len(some) > 1 else True) as bar:
        for n, found in map_parts(event_links.link_pairs, range(len(some)), load, workers, scheduler):
            links[n] = found
            bar.update(len(some[n]))
    return {"pairs": pairs, "links": pd.concat([links[n] for n in range(len(some))], ignore_index=True)}


def _read_paired(made: _Made, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the segments of the articles of some pairs, of those parts alone in which one is."""
    paired = {*pairs["doc_id"], *pairs["other_doc_id"]}
    firsts = [part.first for part in made.parts]
    places = sorted({bisect_right(firsts, doc_id) - 1 for doc_id in paired} or {0})
    own = read_parts(made.work, [made.parts[place] for place in places], "segments", [*SPOKEN, "text"])
    return pd.concat([part[part["doc_id"].isin(paired)] for part in own], ignore_index=True)


def _gather(made: _Made, inputs: Inputs) -> tuple[pd.DataFrame, dict[str, tuple[str, ...]]]:
    """Return the articles that may be in a pair, the beginning of each, and which of them carry several sides."""
    study = inputs.study
    named = set() if inputs.given is None else {*inputs.given["doc_id"], *inputs.given["other_doc_id"]}
    articles: list[pd.DataFrame] = []
    both: dict[str, tuple[str, ...]] = {}
    for part, own in zip(made.parts, made.read("segments", SPOKEN), strict=True):
        there = made.staged.read(part)
        several = document_pairs.find_both(own, study)
        carrying = there["doc_id"].isin(several)
        candidate = document_pairs.find_candidates(there, study)
        may = carrying | there["doc_id"].isin(named) | candidate
        counted = languages.is_english(there) & ~there["doc_id"].isin(made.dropped)
        # Only two texts that are weighed against others are known by their beginnings.
        beginning = there["text"].str[:BEGINNING].where(candidate, "")
        articles.append(there.assign(text=beginning)[may & counted])
        both |= {doc_id: several[doc_id] for doc_id in there.loc[carrying & counted, "doc_id"]}
    return pd.concat(articles, ignore_index=True), both


def stream_reuse(made: _Made, most: int = COMPARED) -> Iterator[pd.DataFrame]:
    """Yield the table reuse: of all segments, or, where there are too many, of those that share a run with another."""
    sizes, out = [], []
    for own in made.read("segments", ["doc_id"]):
        sizes.append(len(own))
        out.append(own["doc_id"].isin(made.dropped).to_numpy())
    if sum(sizes) <= most:
        keep = [~own for own in out]
    else:
        # A copy shares all of its runs: what it shares is said by articles.copy_of.
        copies = [own["doc_id"].isin(made.copy_of).to_numpy() for own in made.read("segments", ["doc_id"])]
        files = [made.work / part.key / RUNS for part in made.parts]
        keep = np.split(shared_runs.find_sharing(files, sizes, copies), np.cumsum(sizes)[:-1])
    wanted = zip(made.read("segments", ["segment_id", "doc_id", "text"]), keep, strict=True)
    yield from text_reuse.stream_reuse(pd.concat([own[kept] for own, kept in wanted], ignore_index=True))
