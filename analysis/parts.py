"""Articles in order -> the tables of each part of them, kept until the corpus is whole, so that no work is lost.

While the corpus NAME is made, a hidden folder .NAME.parts stands beside it: articles.sqlite, and a folder for each part
that is made, called by the SHA-256 of all that its tables hang on. A run that was killed goes on from there.
"""

import hashlib
import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from tqdm import tqdm

from analysis import storage
from analysis.annotation.article_tables import annotate_articles
from analysis.annotation.events import genres, initiators
from analysis.annotation.reuse import shared_runs
from analysis.corpus import memory, tables
from analysis.corpus.articles.articles import say_unread, stream_articles
from analysis.corpus.articles.records import Options
from analysis.corpus.staged_articles import PART, Part, Staged, stage_articles
from analysis.corpus.study import Study
from analysis.workers import map_parts

__all__ = [
    "BY_PART",
    "RUNS",
    "Inputs",
    "Running",
    "annotate_part",
    "make_parts",
    "read_parts",
    "say_full",
    "stage_source",
    "work_folder",
]

RUNS = "runs.npy"
WRITING = ".writing"  # of the folder of a part that is not yet whole
BY_PART = ("passages", "sentences", "segments", "terms", "mentions", "contributions", "targets")


@dataclass(frozen=True)
class Running:
    """How a corpus is made: in how many processes or by which Dask scheduler, going on or anew, articles of a part."""

    workers: int = 1
    scheduler: str = ""
    anew: bool = False
    size: int = PART


@dataclass(frozen=True)
class Inputs:
    """What a corpus is made with beside its articles: the study, a coder's sheets, pairs that somebody gives."""

    study: Study
    digest: bytes = b""  # of the files that all this was read from
    coded: pd.DataFrame | None = None
    given: pd.DataFrame | None = None
    linked: pd.DataFrame | None = None


def work_folder(into: Path) -> Path:
    """Return where the parts of a corpus stand while it is made."""
    return into.with_name(f".{into.name}.parts")


def stage_source(
    source: Path | str,
    study: Study,
    path: Path,
    metadata: Path | str | None = None,
    options: Options | None = None,
    keep_going: bool = False,
) -> tuple[Staged, pd.DataFrame]:
    """Read the articles that a study compares into a file from which they come in order.

    Parameters
    ----------
    path : path
        Of the file. The others are those of articles.load_articles.

    Returns
    -------
    staged : Staged
    rejects : DataFrame
        source_file, reason: what could not be read, then what the study does not compare.

    Raises
    ------
    FileNotFoundError, ValueError
        As articles.load_articles and genres.keep_genres do.
    """
    unread: list[pd.DataFrame] = []
    others: list[pd.DataFrame] = []

    def sort_out() -> Iterator[pd.DataFrame]:
        for articles, rejects in stream_articles(source, study, metadata, options, keep_going):
            unread.append(rejects)
            if len(articles):
                named = initiators.name_initiators(genres.name_genres(articles, study), study)
                kept, other = genres.sort_genres(named, study)
                others.append(other)
                yield kept

    staged = stage_articles(sort_out(), path)
    if not others:
        raise ValueError(say_unread(source, pd.concat(unread)))
    if not staged.count():
        raise ValueError(genres.say_nothing_left(study, pd.concat(others)["reason"].iloc[0]))
    return staged, pd.concat([*unread, *others], ignore_index=True)


def make_parts(staged: Staged, inputs: Inputs, work: Path, running: Running) -> list[Part]:
    """Make the tables of all parts that are not made yet; return all parts.

    Parameters
    ----------
    staged : Staged
    inputs : Inputs
    work : path
        Where each part gets a folder of its own, written whole or not at all.
    running : Running

    Raises
    ------
    ValueError
        As annotate_articles and workers.map_parts do; the parts that are made stay.
    """
    salt = hashlib.sha256(inputs.digest + storage.hash_project().encode()).digest()
    parts = staged.list_parts(salt, running.size)
    missing = [part for part in parts if not (work / part.key).is_dir()]
    n_articles = sum(part.size for part in parts)
    done = n_articles - sum(part.size for part in missing)

    # disable=None: nothing is drawn where nobody looks at a terminal.
    with tqdm(total=n_articles, initial=done, unit=" articles", disable=None) as bar:
        for part, files in map_parts(
            annotate_part, missing, partial(_load, staged, inputs), running.workers, running.scheduler
        ):
            _keep_part(work, part.key, files)
            bar.update(part.size)
    return parts


def _load(staged: Staged, inputs: Inputs, part: Part) -> tuple[pd.DataFrame, Study, pd.DataFrame | None]:
    """Return what a worker needs for a part."""
    return staged.read(part), inputs.study, inputs.coded


@memory.rest_collector()
def annotate_part(articles: pd.DataFrame, study: Study, coded: pd.DataFrame | None) -> dict[str, bytes]:
    """Return the tables of some articles as files, name to bytes: what a worker sends back."""
    made = annotate_articles(articles, study, coded)
    runs = shared_runs.hash_runs(made["segments"]["text"])
    files = {RUNS: _to_bytes(lambda file: np.save(file, runs))}
    for name, table in made.items():
        ordered = tables.order_columns(table, name) if name in tables.COLUMNS else table
        files[f"{name}.parquet"] = _to_bytes(partial(ordered.to_parquet, index=False))
    return files


def _to_bytes(write: Callable[[io.BytesIO], None]) -> bytes:
    """Return what a function writes into a file."""
    file = io.BytesIO()
    write(file)
    return file.getvalue()


def _keep_part(work: Path, key: str, files: dict[str, bytes]) -> None:
    """Write the files of a part: its folder is there with all of them, or is not there."""
    writing = work / f"{key}{WRITING}"
    shutil.rmtree(writing, ignore_errors=True)
    writing.mkdir(parents=True)
    for name, content in files.items():
        storage.replace_file(writing / name, content)
    writing.rename(work / key)


def read_parts(work: Path, parts: list[Part], name: str, columns: list[str] | None = None) -> Iterator[pd.DataFrame]:
    """Yield a table of each part in turn."""
    for part in parts:
        yield pd.read_parquet(work / part.key / f"{name}.parquet", columns=columns)


def say_full(work: Path) -> str:
    """Say that the disk is full, what of the work is kept, and how to go on."""
    n_parts = sum(path.parent.suffix != WRITING for path in work.glob(f"*/{RUNS}"))
    kept = f"parts finished: {n_parts}, kept in {work}" if n_parts else "no part is finished"
    left = shutil.disk_usage(work.parent).free / 1e6
    return (
        f"the disk of {work.parent} is full, {left:,.0f} MB are left; {kept}. Make room there and give the same "
        "command again, which goes on where it stopped, or have the corpus made elsewhere"
    )
