"""Files -> articles: a folder of .txt files with their metadata, or a csv or parquet table with a text column."""

import hashlib
import re
from collections.abc import Hashable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.study import Study
from analysis.corpus.tables import COLUMNS

GENRES = ("news", "readout")


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
        source_file, reason: what was set aside; empty unless `keep_going`.

    Raises
    ------
    FileNotFoundError
        If the source or the metadata is not there, or holds no article.
    ValueError
        If a file is empty or not in the encoding, a file lacks metadata or the other way round, a doc_id occurs twice,
        an event is not in the study, a date is not YYYY-MM-DD, or a file is not the one its sha256 says.
    """
    source = Path(source)
    if source.is_dir():
        table = read_folder(source, metadata, encoding)
    elif source.suffix in (".csv", ".parquet") and source.is_file():
        table = read_rows(source)
    elif source.exists():
        raise ValueError(f"{source} is neither a folder of .txt files nor a .csv or .parquet table; give one of these")
    else:
        raise FileNotFoundError(f"no folder or table {source}; name a folder of .txt files, or a csv or parquet table")
    problems = table["problem"].fillna("")
    if problems.any() and not keep_going:
        more = f" ({(problems != '').sum() - 1} more like it)" if (problems != "").sum() > 1 else ""
        raise ValueError(problems[problems != ""].iloc[0] + more + "; mend it, or pass --keep-going to set it aside")
    rejects = pd.DataFrame({"source_file": table["source_file"], "reason": problems})[problems != ""]
    articles = complete_articles(table[problems == ""].drop(columns="problem"))
    check_articles(articles, study, source)
    return articles.sort_values("doc_id", ignore_index=True), rejects.reset_index(drop=True)


def read_folder(folder: Path, metadata: Path | str | None, encoding: str) -> pd.DataFrame:
    """Return one row a .txt file with its metadata, its text and a `problem` ("" where there is none)."""
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise FileNotFoundError(f"no .txt file in {folder}; put one article in each file")
    about = read_metadata(Path(metadata) if metadata else folder / "articles.csv")
    known = set(about["source_file"])
    for path in files:
        if path.name not in known:
            raise ValueError(f"{path} has no row in the metadata; add one with source_file = {path.name}")
    there = {path.name for path in files}
    for name in about["source_file"]:
        if name not in there:
            raise ValueError(f"the metadata name {name}, which is not in {folder}; add the file or remove the row")
    texts = pd.DataFrame([read_text(path, encoding) for path in files])
    return about.merge(texts, on="source_file", suffixes=("_stated", ""), validate="one_to_one").pipe(check_hashes)


def read_text(path: Path, encoding: str) -> dict[str, str]:
    """Return source_file, text, sha256 and problem of one file."""
    raw = path.read_bytes()
    row = {"source_file": path.name, "text": "", "sha256": hashlib.sha256(raw).hexdigest(), "problem": ""}
    try:
        row["text"] = raw.decode(encoding)
    except UnicodeDecodeError as error:
        row["problem"] = (
            f"{path} is not {encoding.upper()} (byte 0x{raw[error.start]:02x} at offset {error.start}); "
            "pass --encoding, e.g. cp1252"
        )
        return row
    if not row["text"].strip():
        row["problem"] = f"{path} is empty; every article needs text"
    return row


def check_hashes(table: pd.DataFrame) -> pd.DataFrame:
    """Note as a problem each file that is not the one its metadata describe."""
    if "sha256_stated" not in table:
        return table
    differs = (table["sha256_stated"] != "") & (table["sha256_stated"] != table["sha256"]) & (table["problem"] == "")
    notes = "the sha256 of " + table["source_file"] + " is not the one in the metadata; another file, or an edited one"
    return table.drop(columns="sha256_stated").assign(problem=table["problem"].mask(differs, notes))


def read_metadata(path: Path) -> pd.DataFrame:
    """Read the metadata, one row a file; ValueError names a missing column or a file that occurs twice."""
    if not path.is_file():
        raise FileNotFoundError(f"no metadata file {path}; a csv with source_file, doc_id, outlet (see data/README.md)")
    about = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column in ("source_file", "doc_id", "outlet"):
        if column not in about:
            raise ValueError(f"{path} lacks the column '{column}'; it has {', '.join(about.columns)}")
    twice = about["source_file"][about["source_file"].duplicated()]
    if len(twice):
        raise ValueError(f"{path} has more than one row for {twice.iloc[0]}; keep one")
    return about


def read_rows(path: Path) -> pd.DataFrame:
    """Return one row an article of a csv or parquet table, with a `problem` ("" where there is none)."""
    if path.suffix == ".csv":
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    else:
        table = pd.read_parquet(path).fillna("").astype(str)
    for column in ("doc_id", "outlet", "text"):
        if column not in table:
            raise ValueError(f"{path} lacks the column '{column}'; it has {', '.join(table.columns)}")
    if table.empty:
        raise ValueError(f"{path} has no row; it needs one for each article")
    empty = table["text"].str.strip() == ""
    note = f"{path} has no text for the article " + table["doc_id"]
    hashes = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in table["text"]]
    name = table["source_file"] if "source_file" in table else pd.Series(path.name, index=table.index)
    return table.assign(source_file=name, sha256=hashes, problem=note.where(empty, ""))


def complete_articles(table: pd.DataFrame) -> pd.DataFrame:
    """Return the promised columns in order, those not given empty, the genre `news` unless said otherwise."""
    given = {c: table[c] if c in table else "" for c in COLUMNS["articles"] if c != "n_characters"}
    articles = pd.DataFrame(given, index=table.index)
    articles["genre"] = articles["genre"].replace("", "news")
    articles["n_characters"] = articles["text"].str.len()
    return articles[list(COLUMNS["articles"])]


def check_articles(articles: pd.DataFrame, study: Study, source: Path) -> None:
    """Raise on an id that is missing, odd or used twice, and on an outlet, event, genre or date that cannot be."""
    if articles.empty:
        raise ValueError(f"{source} holds no article that can be read")
    for row in articles.to_dict("records"):
        check_article(row, study)
    twice = articles["doc_id"][articles["doc_id"].duplicated()]
    if len(twice):
        files = ", ".join(articles.loc[articles["doc_id"] == twice.iloc[0], "source_file"].head(3))
        raise ValueError(f"the doc_id {twice.iloc[0]} is used {1 + (twice == twice.iloc[0]).sum()} times ({files})")


def check_article(row: dict[Hashable, Any], study: Study) -> None:
    """Raise on a doc_id that is no slug, and on an outlet, event, genre or date that cannot be."""
    if not re.fullmatch(r"[\w.-]+", row["doc_id"]):
        raise ValueError(
            f"the doc_id {row['doc_id']!r} of {row['source_file']} is no slug; write it like herald-summit"
        )
    if not row["outlet"]:
        raise ValueError(f"{row['doc_id']} has no outlet; name who published it")
    if row["genre"] not in GENRES:
        raise ValueError(f"{row['doc_id']} has the genre {row['genre']!r}; it is one of {', '.join(GENRES)}")
    if row["event"] and row["event"] not in study.events:
        known = ", ".join(study.events) or "none"
        raise ValueError(f"{row['doc_id']} has the event {row['event']!r}, which is not in the study; it has {known}")
    if row["published"] and not is_date(row["published"]):
        raise ValueError(
            f"{row['doc_id']} has published = {row['published']!r}; write YYYY-MM-DD, or nothing if unknown"
        )


def is_date(text: str) -> bool:
    """Tell whether the text is a date written YYYY-MM-DD."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
