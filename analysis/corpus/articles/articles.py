"""Files -> articles: a folder of .txt files with their metadata, or a csv or parquet table with a text column."""

import hashlib
import re
from collections.abc import Hashable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.articles import languages
from analysis.corpus.articles.raw_text import decode_article, find_problem
from analysis.corpus.articles.table_files import read_csv, read_parquet, require_columns
from analysis.corpus.study import GENRES, Study
from analysis.corpus.tables import COLUMNS

__all__ = ["load_articles"]

# `readout` is refined by title and opening (annotation/events/genres.py) where nobody says which.
KNOWN_GENRES = (*GENRES, "readout")


def load_articles(
    source: Path | str,
    study: Study,
    metadata: Path | str | None = None,
    encoding: str = "utf-8",
    keep_going: bool = False,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the articles and what is known of them.

    Parameters
    ----------
    source : path
        A folder of .txt files (`metadata` then says which is what; by default SOURCE/articles.csv), or a .csv or
        .parquet table with a `text` column, one row an article.
    study : Study
        Names the events an article may belong to.
    metadata : path, optional
        A csv with the columns source_file, doc_id, outlet, and any other of the table `articles`.
    encoding : str
        Of the .txt files. Offsets count characters of the decoded file, line ends untouched.
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
    source = Path(source)
    ignored: dict[str, str] = {}
    if source.is_dir():
        table = _read_folder(source, metadata, encoding)
        ignored = _list_ignored(source, metadata)
    elif source.suffix.lower() in (".csv", ".parquet") and source.is_file():
        table = _read_rows(source)
    elif source.exists():
        raise ValueError(
            f"{source} is neither a folder of .txt files nor a .csv or .parquet table; give the folder "
            "the file lies in, with an articles.csv beside it"
        )
    else:
        raise FileNotFoundError(f"no folder or table {source}; name a folder of .txt files, or a csv or parquet table")
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


def _read_folder(folder: Path, metadata: Path | str | None, encoding: str) -> pd.DataFrame:
    """Return one row a .txt file with its metadata, its text and a `problem` ("" where there is none)."""
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".txt" and path.is_file())
    if not files:
        others = ", ".join(sorted(path.name for path in folder.iterdir())[:5]) or "nothing"
        raise FileNotFoundError(f"no .txt file in {folder}; it holds {others}; put one article in each .txt file")
    about = _read_metadata(Path(metadata) if metadata else folder / "articles.csv")
    there = {path.name for path in files}
    about["source_file"] = [f"{n}.txt" if n not in there and f"{n}.txt" in there else n for n in about["source_file"]]
    named = set(about["source_file"])
    lost = [path.name for path in files if path.name not in named]
    if lost:
        more = f" and {len(lost) - 1} more: {', '.join(lost[1:6])}" if len(lost) > 1 else ""
        raise ValueError(f"{folder / lost[0]} has no row in the metadata; add one with source_file = {lost[0]}{more}")
    absent = [name for name in about["source_file"] if name not in there]
    if absent:
        more = f" ({len(absent) - 1} more: {', '.join(absent[1:6])})" if len(absent) > 1 else ""
        raise ValueError(
            f"the metadata name {absent[0]}, which is not in {folder}; add the file or remove the row{more}"
        )
    texts = pd.DataFrame([_read_text(path, encoding) for path in files])
    return about.merge(texts, on="source_file", suffixes=("_stated", ""), validate="one_to_one").pipe(_check_hashes)


def _read_text(path: Path, encoding: str) -> dict[str, str]:
    """Return source_file, text, sha256 and problem of one file."""
    raw = path.read_bytes()
    row = {"source_file": path.name, "text": "", "sha256": hashlib.sha256(raw).hexdigest(), "problem": ""}
    row["text"], row["problem"] = decode_article(raw, encoding, str(path))
    return row


def _list_ignored(folder: Path, metadata: Path | str | None) -> dict[str, str]:
    """Return the files and folders of a source that are not read, each with the reason."""
    own = {"articles.csv", "study.toml", "corpus.json"} | ({Path(metadata).name} if metadata else set())
    found = {}
    for path in folder.iterdir():
        if path.name in own or path.name.startswith(".") or (path.suffix.lower() == ".txt" and path.is_file()):
            continue
        found[path.name] = "a folder: not looked into" if path.is_dir() else (
            f"a {path.suffix or 'nameless'} file: only .txt is read from a folder"
        )  # fmt: skip
    return found


def _check_hashes(table: pd.DataFrame) -> pd.DataFrame:
    """Note as a problem each file that is not the one its metadata describe."""
    if "sha256_stated" not in table:
        return table
    differs = (table["sha256_stated"] != "") & (table["sha256_stated"] != table["sha256"]) & (table["problem"] == "")
    notes = "the sha256 of " + table["source_file"] + " is not the one in the metadata; another file, or an edited one"
    return table.drop(columns="sha256_stated").assign(problem=table["problem"].mask(differs, notes))


def _read_metadata(path: Path) -> pd.DataFrame:
    """Read the metadata, one row a file; ValueError names a missing column or a file that occurs twice."""
    if not path.is_file():
        raise FileNotFoundError(f"no metadata file {path}; a csv with source_file, doc_id, outlet (see data/README.md)")
    about = read_csv(path)
    require_columns(about, path, "source_file", "doc_id", "outlet")
    twice = about["source_file"][about["source_file"].duplicated()]
    if len(twice):
        raise ValueError(f"{path} has more than one row for {twice.iloc[0]}; keep one")
    return about


def _read_rows(path: Path) -> pd.DataFrame:
    """Return one row an article of a csv or parquet table, with a `problem` ("" where there is none)."""
    table = read_csv(path) if path.suffix.lower() == ".csv" else read_parquet(path)
    require_columns(table, path, "doc_id", "outlet", "text")
    if table.empty:
        raise ValueError(f"{path} has no row; it needs one for each article")
    named = zip(table["doc_id"], table["text"], strict=True)
    problems = [find_problem(text, f"the article {name} of {path}") for name, text in named]
    hashes = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in table["text"]]
    name = table["source_file"] if "source_file" in table else pd.Series(path.name, index=table.index)
    return table.assign(source_file=name, sha256=hashes, problem=problems)


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
