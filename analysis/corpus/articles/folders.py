"""A folder -> its documents with what is known of them: files of many forms, and a csv of metadata."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

import pandas as pd

from analysis.corpus.articles.dates import read_date
from analysis.corpus.articles.documents import FORMS, name_form, open_documents
from analysis.corpus.articles.records import SURROGATE, Options
from analysis.corpus.articles.table_files import read_csv, require_columns
from analysis.storage import hash_file

__all__ = ["batch_rows", "list_files", "list_ignored", "read_folder", "stream_folder"]

T = TypeVar("T")
# What lies in a folder of articles and is none.
OWN = frozenset({"articles.csv", "study.toml", "corpus.json", "hand_coding.csv"})


def list_files(folder: Path, metadata: Path | str | None = None) -> list[Path]:
    """Return the files of a folder, and of its folders, that may hold articles, in order."""
    own = OWN | ({Path(metadata).name} if metadata else set())
    found = sorted(folder.rglob("*"))
    odd = next((path for path in found if SURROGATE.search(str(path))), None)
    if odd:
        raise ValueError(f"a file name in {folder} is not UTF-8: {str(odd.relative_to(folder))!a}; rename it")
    corpora = {path.parent for path in found if path.name == "corpus.json"} - {folder}
    return [
        path
        for path in found
        if path.is_file()
        and name_form(path)
        and path.name not in own
        and not _is_hidden(path.relative_to(folder))
        and not _leads_out(path, folder)
        and corpora.isdisjoint(path.parents)
    ]


def list_ignored(folder: Path, metadata: Path | str | None = None) -> dict[str, str]:
    """Return the files of a folder that are not read, each with the reason."""
    own = OWN | ({Path(metadata).name} if metadata else set())
    forms = ", ".join(FORMS)
    return {
        path.relative_to(folder).as_posix(): f"a {path.suffix or 'nameless'} file: read are {forms} and .gz"
        for path in folder.rglob("*")
        if path.is_file() and not name_form(path) and path.name not in own and not _is_hidden(path.relative_to(folder))
    } | {
        path.relative_to(folder).as_posix(): "a link that leads out of the folder"
        for path in folder.rglob("*")
        if path.is_symlink() and _leads_out(path, folder)
    }


def _leads_out(path: Path, folder: Path) -> bool:
    """Return whether a file lies elsewhere than in the folder, by a link."""
    return not path.resolve().is_relative_to(folder.resolve())


def _is_hidden(path: Path) -> bool:
    """Return whether a file, or a folder it lies in, is hidden by a leading full stop."""
    return any(part.startswith(".") for part in path.parts)


def read_folder(folder: Path, metadata: Path | str | None, options: Options) -> pd.DataFrame:
    """Return one row a document of a folder: source_file, what its file tells, text, sha256 and problem.

    Raises
    ------
    FileNotFoundError
        If the folder holds no file that may be an article.
    """
    return pd.DataFrame(list(_stream_files(folder, metadata, options)))


def _stream_files(folder: Path, metadata: Path | str | None, options: Options) -> Iterator[dict[str, str]]:
    """Yield one row a document of a folder, as read_folder returns them."""
    files = list_files(folder, metadata)
    if not files:
        others = ", ".join(sorted(path.name for path in folder.iterdir())[:5]) or "nothing"
        raise FileNotFoundError(f"no file of articles in {folder}; it holds {others}; forms read: {', '.join(FORMS)}")
    for path in files:
        digest = hash_file(path)
        name = path.relative_to(folder).as_posix()
        for document in open_documents(path, name, options)[1]:
            yield asdict(document) | {"sha256": digest}


def stream_folder(folder: Path, metadata: Path | str | None, options: Options, size: int) -> Iterator[pd.DataFrame]:
    """Yield documents with their metadata, their text and a `problem` ("" where there is none), some at a time."""
    files = _stream_files(folder, metadata, options)
    first = next(files)  # a folder without articles is said before its metadata are looked for
    about = _read_metadata(Path(metadata) if metadata else folder / "articles.csv", options)
    waiting = set(about["source_file"])
    for rows in batch_rows(chain([first], files), size):
        told = pd.DataFrame(rows)
        # A name in the metadata may lack the ending .txt.
        stems = {name.removesuffix(".txt") for name in told["source_file"]} & waiting
        own = about[about["source_file"].isin(set(told["source_file"]) | stems)]
        there = set(told["source_file"])
        named = [name if name in there else f"{name}.txt" for name in own["source_file"]]
        lost = [name for name in told["source_file"] if name not in set(named)]
        if lost:
            more = f" and {len(lost) - 1} more: {', '.join(lost[1:6])}" if len(lost) > 1 else ""
            raise ValueError(
                f"{folder / lost[0]} has no row in the metadata; add one with source_file = {lost[0]}{more}"
            )
        waiting -= set(own["source_file"])
        yield _join_metadata(own.assign(source_file=named), told)
    absent = [name for name in about["source_file"] if name in waiting]
    if absent:
        more = f" ({len(absent) - 1} more: {', '.join(absent[1:6])})" if len(absent) > 1 else ""
        raise ValueError(
            f"the metadata name {absent[0]}, which is not in {folder}; add the file or remove the row{more}"
        )


def _join_metadata(about: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Return what is known of documents: what the metadata say, else what the file tells."""
    joined = about.merge(told, on="source_file", suffixes=("", "_told"), validate="one_to_one")
    for column in told.columns:
        if f"{column}_told" in joined and column != "sha256":
            stated = joined[column]
            joined[column] = stated.where(stated != "", joined[f"{column}_told"])
    if "sha256_told" in joined:
        joined = joined.rename(columns={"sha256": "sha256_stated", "sha256_told": "sha256"})
    return joined.drop(columns=[c for c in joined.columns if str(c).endswith("_told")]).pipe(_check_hashes)


def _check_hashes(table: pd.DataFrame) -> pd.DataFrame:
    """Note as a problem each file that is not the one its metadata describe."""
    if "sha256_stated" not in table:
        return table
    differs = (table["sha256_stated"] != "") & (table["sha256_stated"] != table["sha256"]) & (table["problem"] == "")
    notes = "the sha256 of " + table["source_file"] + " is not the one in the metadata; another file, or an edited one"
    return table.drop(columns="sha256_stated").assign(problem=table["problem"].mask(differs, notes))


def _read_metadata(path: Path, options: Options) -> pd.DataFrame:
    """Read the metadata, one row a document; ValueError names a missing column or a document that occurs twice."""
    if not path.is_file():
        raise FileNotFoundError(
            f"no metadata file {path}; a csv with source_file, doc_id, outlet (see data/README.md): "
            f"readouts init {path.parent} writes a first one"
        )
    about = read_csv(path)
    require_columns(about, path, "source_file", "doc_id", "outlet")
    twice = about["source_file"][about["source_file"].duplicated()]
    if len(twice):
        raise ValueError(f"{path} has more than one row for {twice.iloc[0]}; keep one")
    if "published" in about:
        about["published"] = [read_date(day, options.dates) for day in about["published"]]
    return about


def batch_rows(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the rows in lists of a size."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch
