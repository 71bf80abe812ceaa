"""Files -> articles: a folder of files of many forms with their metadata, or a table with a text column."""

import hashlib
import re
from collections.abc import Hashable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.articles import languages
from analysis.corpus.articles.dates import read_date
from analysis.corpus.articles.documents import FORMS, name_form, read_documents
from analysis.corpus.articles.records import Options
from analysis.corpus.articles.row_documents import TABLES
from analysis.corpus.articles.table_files import read_csv, require_columns
from analysis.corpus.study import GENRES, Study
from analysis.corpus.tables import COLUMNS

__all__ = ["list_files", "list_ignored", "load_articles", "read_folder"]

# What lies in a folder of articles and is none.
OWN = frozenset({"articles.csv", "study.toml", "corpus.json", "hand_coding.csv"})

# `readout` is refined by title and opening (annotation/events/genres.py) where nobody says which.
KNOWN_GENRES = (*GENRES, "readout")


def load_articles(
    source: Path | str,
    study: Study,
    metadata: Path | str | None = None,
    options: Options | None = None,
    keep_going: bool = False,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the articles and what is known of them.

    Parameters
    ----------
    source : path
        A folder of files of any form in documents.FORMS, looked into with its folders (`metadata` then says which is
        what; by default SOURCE/articles.csv), or a table (documents.TABLES) with a `text` column, one row an article.
    study : Study
        Names the events an article may belong to.
    metadata : path, optional
        A csv with the columns source_file, doc_id, outlet, and any other of the table `articles`. `readouts init`
        writes a first one. What it leaves empty is taken from the file where the file tells it.
    options : Options, optional
        Encoding, order of dates, names of columns. Offsets count characters of the decoded text, line ends untouched.
    keep_going : bool
        Set an article that cannot be read aside, with its reason, instead of raising.

    Returns
    -------
    articles : DataFrame
        The table `articles` with its text, sorted by doc_id (n_documents rows).
    rejects : DataFrame
        source_file, reason: what was set aside (unless `keep_going`, nothing), and files of the folder that are no
        articles to this reader.

    Raises
    ------
    FileNotFoundError
        If the source or the metadata is not there, or holds no article.
    ValueError
        If a file is empty or not in the encoding, a file lacks metadata or the other way round, a doc_id occurs twice,
        an event is not in the study, a date is not YYYY-MM-DD, or a file is not the one its sha256 says.
    """
    source, options = Path(source), options or Options()
    ignored: dict[str, str] = {}
    if source.is_dir():
        table = _read_folder(source, metadata, options)
        ignored = list_ignored(source, metadata)
    elif source.is_file() and name_form(source) in TABLES:
        table = _read_rows(source, options)
    elif source.exists():
        raise ValueError(
            f"{source} is neither a folder nor a table ({', '.join(sorted(TABLES))}); give the folder the file lies "
            "in, with an articles.csv beside it: readouts init FOLDER writes a first one"
        )
    else:
        raise FileNotFoundError(f"no folder or table {source}; name a folder of articles, or a table of them")
    problems = table["problem"].fillna("")
    if problems.any() and not keep_going:
        more = f" ({(problems != '').sum() - 1} more like it)" if (problems != "").sum() > 1 else ""
        raise ValueError(problems[problems != ""].iloc[0] + more + "; mend it, or pass --keep-going to set it aside")
    rejects = pd.DataFrame({"source_file": table["source_file"], "reason": problems})[problems != ""]
    others = pd.DataFrame(sorted(ignored.items()), columns=["source_file", "reason"], dtype=object)
    rejects = pd.concat([rejects, others], ignore_index=True)
    articles = _complete_articles(table[problems == ""].drop(columns="problem"))
    _check_articles(articles, study, source)
    articles = languages.name_languages(articles)
    return articles.sort_values("doc_id", ignore_index=True), rejects.reset_index(drop=True)


def list_files(folder: Path, metadata: Path | str | None = None) -> list[Path]:
    """Return the files of a folder, and of its folders, that may hold articles, in order."""
    own = OWN | ({Path(metadata).name} if metadata else set())
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and name_form(path)
        and path.name not in own
        and not _is_hidden(path.relative_to(folder))
        and not _leads_out(path, folder)
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
    files = list_files(folder, metadata)
    if not files:
        others = ", ".join(sorted(path.name for path in folder.iterdir())[:5]) or "nothing"
        raise FileNotFoundError(f"no file of articles in {folder}; it holds {others}; forms read: {', '.join(FORMS)}")
    rows = []
    for path in files:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        name = path.relative_to(folder).as_posix()
        rows += [asdict(document) | {"sha256": digest} for document in read_documents(path, name, options)]
    return pd.DataFrame(rows)


def _read_folder(folder: Path, metadata: Path | str | None, options: Options) -> pd.DataFrame:
    """Return one row a document with its metadata, its text and a `problem` ("" where there is none)."""
    told = read_folder(folder, metadata, options)
    about = _read_metadata(Path(metadata) if metadata else folder / "articles.csv", options)
    there = set(told["source_file"])
    about["source_file"] = [f"{n}.txt" if n not in there and f"{n}.txt" in there else n for n in about["source_file"]]
    named = set(about["source_file"])
    lost = [name for name in told["source_file"] if name not in named]
    if lost:
        more = f" and {len(lost) - 1} more: {', '.join(lost[1:6])}" if len(lost) > 1 else ""
        raise ValueError(f"{folder / lost[0]} has no row in the metadata; add one with source_file = {lost[0]}{more}")
    absent = [name for name in about["source_file"] if name not in there]
    if absent:
        more = f" ({len(absent) - 1} more: {', '.join(absent[1:6])})" if len(absent) > 1 else ""
        raise ValueError(
            f"the metadata name {absent[0]}, which is not in {folder}; add the file or remove the row{more}"
        )
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


def _read_rows(path: Path, options: Options) -> pd.DataFrame:
    """Return one row an article of a table, with a `problem` ("" where there is none)."""
    documents = read_documents(path, path.name, options)
    table = pd.DataFrame([asdict(document) for document in documents])
    if (table["problem"] != "").all():
        raise ValueError(str(path.parent / table["problem"].iloc[0]) if len(table) == 1 else table["problem"].iloc[0])
    hashes = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in table["text"]]
    stem = re.sub(r"[^\w.-]+", "-", path.name.split(".")[0])
    numbered = [f"{stem}-{n:0{len(str(len(table)))}d}" for n in range(1, len(table) + 1)]
    ids = [given or made for given, made in zip(table["doc_id"], numbered, strict=True)]
    return table.assign(sha256=hashes, doc_id=ids, source_file=path.name)


def _complete_articles(table: pd.DataFrame) -> pd.DataFrame:
    """Return the promised columns in order, those not given empty, the genre `news` unless said otherwise."""
    given = {c: table[c] if c in table else "" for c in COLUMNS["articles"] if c != "n_characters"}
    articles = pd.DataFrame(given, index=table.index)
    articles["genre"] = articles["genre"].replace("", "news")
    articles["n_characters"] = articles["text"].str.len()
    return articles[list(COLUMNS["articles"])]


def _check_articles(articles: pd.DataFrame, study: Study, source: Path) -> None:
    """Raise on an id that is missing, odd or used twice, and on an outlet, event, genre or date that cannot be."""
    if articles.empty:
        raise ValueError(f"{source} holds no article that can be read")
    for row in articles.to_dict("records"):
        _check_article(row, study)
    twice = articles["doc_id"][articles["doc_id"].duplicated()]
    if len(twice):
        files = ", ".join(articles.loc[articles["doc_id"] == twice.iloc[0], "source_file"].head(3))
        raise ValueError(f"the doc_id {twice.iloc[0]} is used {1 + (twice == twice.iloc[0]).sum()} times ({files})")


def _check_article(row: dict[Hashable, Any], study: Study) -> None:
    """Raise on a doc_id that is no slug, and on an outlet, event, genre or date that cannot be."""
    if not re.fullmatch(r"[\w.-]+", row["doc_id"]):
        raise ValueError(
            f"the doc_id {row['doc_id']!r} of {row['source_file']} is no slug; write it like herald-summit"
        )
    if not row["outlet"]:
        raise ValueError(f"{row['doc_id']} has no outlet; name who published it")
    if row["genre"] not in KNOWN_GENRES:
        raise ValueError(f"{row['doc_id']} has the genre {row['genre']!r}; it is one of {', '.join(KNOWN_GENRES)}")
    if row["event"] and row["event"] not in study.events:
        known = ", ".join(study.events) or "none"
        raise ValueError(f"{row['doc_id']} has the event {row['event']!r}, which is not in the study; it has {known}")
    if row["published"] and not _is_date(row["published"]):
        raise ValueError(
            f"{row['doc_id']} has published = {row['published']!r}; write YYYY-MM-DD, or nothing if unknown"
        )


def _is_date(text: str) -> bool:
    """Tell whether the text is a date written YYYY-MM-DD."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
