"""ingest(): articles -> a corpus with its text; share(): a corpus -> what of it may be published."""

import errno
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from analysis import paths, storage
from analysis.annotation.coding import link_sheets, sheets
from analysis.annotation.events import document_pairs, genres
from analysis.annotation.framing import frame_tables
from analysis.annotation.terms.stop_words import load_stop_words
from analysis.annotation.tone import sentiment
from analysis.assembly import assemble_corpus
from analysis.corpus import findings, memory, sharing, tables, together
from analysis.corpus.articles.raw_text import is_garbled
from analysis.corpus.articles.records import Options
from analysis.corpus.study import Study, load_study, read_study
from analysis.parts import Inputs, Running, annotate_part, make_parts, say_full, stage_source, work_folder
from analysis.workers import interruptible

__all__ = [
    "build_corpus",
    "check",
    "estimate",
    "ingest",
    "list_findings",
    "share",
]

STUDY_FILE = "study.toml"
REJECTS, STAGED = "rejects.csv", "articles.sqlite"
SAMPLED = 100  # articles that an estimate is made of
READ = 1000  # texts that are looked at together


def ingest(
    source: Path | str,
    study_file: Path | str,
    into: Path | str,
    metadata: Path | str | None = None,
    coding_file: Path | str | None = None,
    options: Options | None = None,
    keep_going: bool = False,
    pairs_file: Path | str | None = None,
    links_file: Path | str | None = None,
    running: Running | None = None,
) -> dict[str, int]:
    """Make a corpus of a folder or table of articles, of any number.

    Parameters
    ----------
    source, metadata, options, keep_going
        As in articles.load_articles.
    study_file : path
        The study; a copy of it goes with the corpus.
    into : path
        The corpus folder. It is written whole or not at all; of a corpus that is already there the files that the
        program wrote are replaced, and whatever else lies in the folder stays.
    coding_file : path, optional
        Corrections by a coder, as `python -m analysis code` writes them.
    pairs_file, links_file : path, optional
        As document_pairs.read_pairs and link_sheets.read_link_sheet read them.
    running : parts.Running, optional
        In how many processes; whether parts that a killed run made are made anew. The tables do not hang on it.

    Returns
    -------
    dict of str to int
        The rows of each table written; of `rejects` too if anything was set aside.

    Raises
    ------
    BlockingIOError, FileExistsError, ValueError
        If another run holds `into`, or it holds something that the program did not write (storage.check_target).
    FileNotFoundError, ValueError
        As load_study, load_articles, apply_coding, pair_documents and workers.map_parts raise them.
    """
    into, running = Path(into), running or Running()
    work = work_folder(into)
    memory.return_memory()
    with storage.hold(into, "ingest"), interruptible():
        storage.check_target(into, source, kind=".parquet")
        inputs = _read_inputs(study_file, coding_file, pairs_file, links_file)
        if running.anew:
            shutil.rmtree(work, ignore_errors=True)
        with _keep_work(work):
            staged, rejects = stage_source(source, inputs.study, work / STAGED, metadata, options, keep_going)
            parts = make_parts(staged, inputs, work, running)
            with storage.open_writing(into) as made:
                counts = assemble_corpus(staged, parts, work, inputs, made, running)
                if len(rejects):
                    rejects.to_csv(made / REJECTS, index=False, lineterminator="\n")
                    counts["rejects"] = len(rejects)
                (made / STUDY_FILE).write_bytes(Path(study_file).read_bytes())
    return counts


def estimate(
    source: Path | str,
    study_file: Path | str,
    metadata: Path | str | None = None,
    options: Options | None = None,
    keep_going: bool = False,
) -> str:
    """Say how many articles there are, and about how large their corpus will be and how long it takes here.

    The articles are read, and some of them made into tables; nothing is written. Parameters and errors are those of
    ingest.
    """
    study, began = load_study(study_file), time.monotonic()
    with TemporaryDirectory() as folder:
        staged, _ = stage_source(source, study, Path(folder) / STAGED, metadata, options, keep_going)
        sample = staged.list_parts(b"", SAMPLED)
        tried = sample[len(sample) // 2]
        read = time.monotonic()
        annotate_part(staged.read(tried), study, None)  # warm: lexicons are read once
        warm = time.monotonic()
        size = sum(map(len, annotate_part(staged.read(tried), study, None).values()))
        n_articles = sum(part.size for part in sample)
        times = n_articles / tried.size
        seconds = (read - began) + (time.monotonic() - warm) * times
    return (
        f"{n_articles:,} articles; about {size * times / 1e6:,.0f} MB (twice that while it is made) and "
        f"{seconds / 60:,.1f} minutes in one process here, by {tried.size:,} of them; nothing was written"
    )


@contextmanager
def _keep_work(work: Path) -> Iterator[None]:
    """Give a folder to work in; it goes when the work is done, and stays with what it has where the work breaks off."""
    work.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException as error:
        (work / STAGED).unlink(missing_ok=True)
        with suppress(OSError):  # where a part is made it is no empty folder
            work.rmdir()
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise OSError(say_full(work)) from error
        raise
    shutil.rmtree(work)


def _read_inputs(
    study_file: Path | str,
    coding_file: Path | str | None,
    pairs_file: Path | str | None,
    links_file: Path | str | None,
) -> Inputs:
    """Read what a corpus is made with beside its articles."""
    study = load_study(study_file)
    files = [Path(file) for file in (study_file, coding_file, pairs_file, links_file) if file]
    return Inputs(
        study,
        coded=sheets.read_coding(coding_file) if coding_file else None,
        given=document_pairs.read_pairs(pairs_file) if pairs_file else None,
        linked=link_sheets.read_link_sheet(links_file) if links_file else None,
        digest=b"".join(file.read_bytes() for file in files),
    )


def list_findings(corpus: Path | str) -> list[str]:
    """Say what a reader should know of a corpus that ingest has made: findings.list_findings."""
    corpus = Path(corpus)
    study = load_study(corpus / STUDY_FILE)
    known = ["doc_id", "outlet", "language", "copy_of"]
    articles = [
        some[known].assign(garbled=some["text"].map(is_garbled).astype(bool))
        for some in tables.stream_table(corpus, "articles", [*known, "text"], READ)
    ]
    found = _read_distinct(corpus) | {"articles": pd.concat(articles, ignore_index=True)}
    if REJECTS in storage.find_own(corpus):
        found["rejects"] = pd.read_csv(corpus / REJECTS, keep_default_na=False)
    return findings.list_findings(found, study)


def check(study_file: Path | str, corpus: Path | str | None = None) -> list[str]:
    """Say all that is wrong with a study, and with a corpus, before anything is made of them.

    Parameters
    ----------
    study_file : path
        A study file, or a folder that holds one: of articles, or a corpus.
    corpus : path, optional
        A corpus; by default `study_file` where that is one.

    Returns
    -------
    list of str
        A sentence each: what the study has wrong; files of the corpus that are not as they were written; outlets
        without an article, voices that never speak, issues that nobody raises. Empty where all is well.

    Raises
    ------
    FileNotFoundError
        If there is no such file or folder.
    """
    path = Path(study_file)
    if path.is_dir():
        corpus = path if corpus is None and storage.find_own(path) else corpus
        path = path / STUDY_FILE
    study, problems = read_study(path)
    if corpus is not None:
        damage = storage.find_damage(paths.find_corpus(corpus))
        problems += damage
        if study is not None and not damage:
            problems += findings.list_misfits(_read_distinct(corpus), study)
    return problems


def _read_distinct(corpus: Path | str) -> dict[str, pd.DataFrame]:
    """Return which outlets, voices and issues there are in a corpus, a row each: tables that are small in any."""
    found = {}
    for name, column in (("articles", "outlet"), ("segments", "voice"), ("mentions", "issue")):
        own = [some.drop_duplicates() for some in tables.stream_table(corpus, name, [column])]
        found[name] = pd.concat(own).drop_duplicates() if own else pd.DataFrame({column: []})
    return found


def build_corpus(
    source: Path | str,
    study_file: Path | str,
    metadata: Path | str | None = None,
    options: Options | None = None,
    keep_going: bool = False,
) -> dict[str, pd.DataFrame]:
    """Return the tables that ingest writes, by name, without writing them: of a corpus that fits into memory.

    Parameters and errors are those of ingest.
    """
    with TemporaryDirectory() as folder:
        into = Path(folder) / "corpus"
        counts = ingest(source, study_file, into, metadata, options=options, keep_going=keep_going)
        made = {name: tables.read_table(into, name) for name in counts if name in tables.COLUMNS}
        if "rejects" in counts:
            made["rejects"] = pd.read_csv(into / REJECTS, keep_default_na=False)
    return made


def share(corpus: Path | str, into: Path | str) -> dict[str, pd.DataFrame]:
    """Write what may be published of a corpus: everything but its text, as csv.

    Parameters
    ----------
    corpus, into : path

    Returns
    -------
    dict of DataFrame
        The tables written, by name.

    Raises
    ------
    FileNotFoundError
        If `corpus` is no corpus.
    BlockingIOError, FileExistsError, ValueError
        If another run holds `into`, or it holds something that the program did not write (storage.check_target).
    ValueError
        If a table would give text back.
    """
    corpus, into = paths.find_corpus(corpus), Path(into)
    with storage.hold(into, "share"):
        storage.check_target(into, corpus, kind=".csv")
        there = [n for n in tables.COLUMNS if n not in tables.OPTIONAL_TABLES or tables.find_table(corpus, n)]
        read = {name: tables.read_table(corpus, name) for name in there}
        if "text" in read["segments"]:
            read["contributions"] = _explain_all(
                read["segments"], load_study(corpus / STUDY_FILE), genres.find_official(read["articles"])
            )
        shared = {name: sharing.strip_text(table, name) for name, table in read.items()}
        shared = sharing.withhold_words(shared, load_stop_words())
        for name, table in shared.items():
            sharing.check_publishable(table, name)
        _write_corpus(into, shared, corpus / STUDY_FILE, ".csv")
    return shared


def _explain_all(segments: pd.DataFrame, study: Study, official: frozenset[str]) -> pd.DataFrame:
    """Return what made every score of the segments: whoever gets them without their text can not ask again."""
    whole = together.join_halves(segments)
    reasons = [sentiment.explain_sentiment(whole, study=study), frame_tables.explain_framing(whole, study, official)]
    return pd.concat(reasons, ignore_index=True)


def _write_corpus(into: Path, corpus: dict[str, pd.DataFrame], study_file: Path, suffix: str) -> None:
    """Write all tables and the study into a corpus folder: whole or not at all."""
    study = study_file.read_bytes()
    with storage.open_writing(into) as made:
        for name, table in corpus.items():
            if name in tables.COLUMNS:
                tables.write_table(table, made, name, suffix)
            else:
                table.to_csv(made / f"{name}.csv", index=False, lineterminator="\n")
        (made / STUDY_FILE).write_bytes(study)
