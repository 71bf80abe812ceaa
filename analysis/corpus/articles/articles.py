"""Files -> articles: a folder of files of many forms with their metadata, or a table with a text column."""

import hashlib
import re
from collections.abc import Hashable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.articles import languages
from analysis.corpus.articles.documents import name_form, open_documents
from analysis.corpus.articles.folders import batch_rows, list_ignored, stream_folder
from analysis.corpus.articles.records import Options
from analysis.corpus.articles.row_documents import TABLES
from analysis.corpus.study import GENRES, Study
from analysis.corpus.tables import COLUMNS

__all__ = ["load_articles", "say_twice", "say_unread", "stream_articles"]

BATCH = 500  # documents in memory at a time
NOTHING = pd.DataFrame({"source_file": pd.Series(dtype=object), "text": pd.Series(dtype=object)})

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
    batches = list(stream_articles(source, study, metadata, options, keep_going))
    articles = pd.concat([kept for kept, _ in batches], ignore_index=True)
    if articles.empty:
        raise ValueError(say_unread(source, pd.concat([rejects for _, rejects in batches])))
    twice = articles["doc_id"][articles["doc_id"].duplicated()]
    if len(twice):
        files = articles.loc[articles["doc_id"] == twice.iloc[0], "source_file"].tolist()
        raise ValueError(say_twice(twice.iloc[0], files))
    rejects = pd.concat([rejects for _, rejects in batches], ignore_index=True)
    return articles.sort_values("doc_id", ignore_index=True), rejects


def say_unread(source: Path | str, rejects: pd.DataFrame) -> str:
    """Return the sentence for a source of which nothing is left, with what was said of the first document."""
    first = f"; the first: {rejects['reason'].iloc[0]}" if len(rejects) else ""
    return f"{source} holds no article that can be read{first}"


def say_twice(doc_id: str, files: list[str]) -> str:
    """Return the sentence for a doc_id that more than one file has."""
    return f"the doc_id {doc_id} is used {len(files)} times ({', '.join(files[:3])}); give each article its own"


def stream_articles(
    source: Path | str,
    study: Study,
    metadata: Path | str | None = None,
    options: Options | None = None,
    keep_going: bool = False,
    size: int = BATCH,
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Read articles as load_articles does, some at a time: what does not fit into memory can be read so.

    Parameters
    ----------
    size : int
        Documents of a batch. The others are those of load_articles.

    Yields
    ------
    articles, rejects : DataFrame
        Of a batch, in the order of the source. Whether a doc_id occurs in another batch too is left to the caller.

    Raises
    ------
    FileNotFoundError, ValueError
        As load_articles does.
    """
    source, options = Path(source), options or Options()
    if source.is_dir():
        read = stream_folder(source, metadata, options, size)
    elif source.is_file() and name_form(source) in TABLES:
        read = _stream_table(source, options, size)
    elif source.exists():
        raise ValueError(
            f"{source} is neither a folder nor a table ({', '.join(sorted(TABLES))}); give the folder the file lies "
            "in, with an articles.csv beside it: readouts init FOLDER writes a first one"
        )
    else:
        raise FileNotFoundError(f"no folder or table {source}; name a folder of articles, or a table of them")
    for table in read:
        articles = _complete_articles(table.drop(columns="problem"))
        unread = table["problem"].fillna("").tolist()
        places = (table["place"] if "place" in table else table["source_file"]).tolist()
        rows = zip(unread, places, articles.to_dict("records"), strict=True)
        found = [unread or _find_problem(row, place, study) for unread, place, row in rows]
        problems = pd.Series(found, table.index, dtype=object)
        good = problems == ""
        if not good.all() and not keep_going:
            more = f" ({(~good).sum() - 1} more like it)" if (~good).sum() > 1 else ""
            raise ValueError(problems[~good].iloc[0] + more + "; mend it, or pass --keep-going to set it aside")
        rejects = pd.DataFrame({"source_file": table["source_file"], "reason": problems}, dtype=object)
        yield languages.name_languages(articles[good]), rejects[~good].reset_index(drop=True)
    if source.is_dir():
        ignored = sorted(list_ignored(source, metadata).items())
        yield _complete_articles(NOTHING), pd.DataFrame(ignored, columns=["source_file", "reason"], dtype=object)


def _stream_table(path: Path, options: Options, size: int) -> Iterator[pd.DataFrame]:
    """Yield the articles of a table, with a `problem` ("" where there is none), some at a time."""
    stem = re.sub(r"[^\w.-]+", "-", path.name.split(".")[0])
    count, read_documents = open_documents(path, path.name, options)
    digits, number, read = len(str(count)), 0, 0
    for documents in batch_rows(read_documents, size):
        table = pd.DataFrame([asdict(document) for document in documents])
        read += (table["problem"] == "").sum()
        ids = [given or f"{stem}-{number + n:0{digits}d}" for n, given in enumerate(table["doc_id"], start=1)]
        number += len(table)
        hashes = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in table["text"]]
        table = table.assign(sha256=hashes, doc_id=ids, place=table["source_file"], source_file=path.name)
        if number >= count and not read:
            first = table["problem"].iloc[0]
            raise ValueError(str(path.parent / first) if count == 1 and first.startswith(path.name) else first)
        yield table


def _complete_articles(table: pd.DataFrame) -> pd.DataFrame:
    """Return the promised columns in order, those not given empty, the genre `news` unless said otherwise."""
    given = {c: table[c] if c in table else "" for c in COLUMNS["articles"] if c != "n_characters"}
    articles = pd.DataFrame(given, index=table.index)
    articles["genre"] = articles["genre"].replace("", "news")
    articles["n_characters"] = articles["text"].str.len()
    return articles[list(COLUMNS["articles"])]


def _find_problem(row: dict[Hashable, Any], place: str, study: Study) -> str:
    """Return what cannot be of an article's doc_id, outlet, event, genre or date; "" where all can."""
    where = f"{row['doc_id']} ({place})"
    if not re.fullmatch(r"[\w.-]+", row["doc_id"]):
        return f"the doc_id {row['doc_id']!r} of {place} is no slug; write it like herald-summit"
    if not row["outlet"]:
        return f"{where} has no outlet; name who published it"
    if row["genre"] not in KNOWN_GENRES:
        return f"{where} has the genre {row['genre']!r}; it is one of {', '.join(KNOWN_GENRES)}"
    if row["event"] and row["event"] not in study.events:
        known = ", ".join(study.events) or "none"
        return f"{where} has the event {row['event']!r}, which is not in the study; it has {known}"
    if row["published"] and not _is_date(row["published"]):
        return f"{where} has published = {row['published']!r}; write YYYY-MM-DD, or nothing if unknown"
    return ""


def _is_date(text: str) -> bool:
    """Tell whether the text is a date written YYYY-MM-DD."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
