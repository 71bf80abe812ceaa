"""Articles in any order -> articles in the order of their ids, a part at a time: as many as the disk holds."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.corpus.articles.articles import say_twice

__all__ = ["PART", "Part", "Staged", "stage_articles"]

PART = 400  # articles of a part: enough for columns to pay, few enough for any machine


@dataclass(frozen=True)
class Part:
    """Some articles that follow each other: the id of the first, how many, and what their content is known by."""

    first: str
    size: int
    key: str


class Staged:
    """Articles kept in one file, read in the order of their ids."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def count(self) -> int:
        """Return how many there are."""
        with closing(sqlite3.connect(self._path)) as held:
            return int(held.execute("SELECT count(*) FROM articles").fetchone()[0])

    def list_parts(self, salt: bytes, size: int = PART) -> list[Part]:
        """Return the parts, each with the SHA-256 of its articles and of `salt`: what else its tables hang on."""
        parts: list[Part] = []
        with closing(sqlite3.connect(self._path)) as held:
            rows = held.execute("SELECT doc_id, digest FROM articles ORDER BY doc_id")
            while batch := rows.fetchmany(size):
                digest = hashlib.sha256(salt + b"".join(digest for _, digest in batch))
                parts.append(Part(batch[0][0], len(batch), digest.hexdigest()))
        return parts

    def read(self, part: Part) -> pd.DataFrame:
        """Return the articles of a part, as articles.load_articles returns them."""
        with closing(sqlite3.connect(self._path)) as held:
            rows = held.execute(
                "SELECT content FROM articles WHERE doc_id >= ? ORDER BY doc_id LIMIT ?", (part.first, part.size)
            )
            return pd.DataFrame([json.loads(content) for (content,) in rows])


def stage_articles(batches: Iterable[pd.DataFrame], path: Path) -> Staged:
    """Write articles into a file from which they can be read in order.

    Parameters
    ----------
    batches : iterable of DataFrame
        Articles with their text, as articles.stream_articles yields them.
    path : path
        Of the file; one that is there is written anew.

    Returns
    -------
    Staged

    Raises
    ------
    OSError
        If the disk is full.
    ValueError
        If two articles have the same doc_id.
    """
    try:
        return _write_articles(batches, path)
    except sqlite3.OperationalError as error:
        raise OSError(
            f"{path.parent} cannot be written to ({error}); make room there, or name another folder"
        ) from error


def _write_articles(batches: Iterable[pd.DataFrame], path: Path) -> Staged:
    """Write the file of stage_articles."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as held:
        held.execute("PRAGMA journal_mode=OFF")  # a run that is killed stages anew
        held.execute("PRAGMA synchronous=OFF")
        held.execute("CREATE TABLE articles (doc_id TEXT, digest BLOB, source_file TEXT, content TEXT)")
        for articles in batches:
            held.executemany("INSERT INTO articles VALUES (?, ?, ?, ?)", map(_pack, articles.to_dict("records")))
        held.execute("CREATE INDEX ids ON articles (doc_id, digest)")
        twice = held.execute("SELECT doc_id FROM articles GROUP BY doc_id HAVING count(*) > 1 LIMIT 1").fetchone()
        if twice:
            files = held.execute("SELECT source_file FROM articles WHERE doc_id = ?", twice)
            raise ValueError(say_twice(twice[0], [file for (file,) in files]))
        held.commit()
    return Staged(path)


def _pack(row: dict) -> tuple[str, bytes, str, str]:
    """Return an article as it is kept."""
    content = json.dumps(row)
    return row["doc_id"], hashlib.sha256(content.encode()).digest(), row["source_file"], content
