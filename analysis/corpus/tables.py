"""The columns of every table, in one place; checking, reading and writing them."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from analysis import storage

__all__ = [
    "COLUMNS",
    "OPTIONAL_TABLES",
    "WITHHELD",
    "check_table",
    "find_table",
    "hash_corpus",
    "name_sentences",
    "order_columns",
    "read_optional",
    "read_rows",
    "read_table",
    "read_tables",
    "required_columns",
    "stream_table",
    "write_table",
]

# One row a table: its promised columns in order. data/README.md says what each means.
COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": (
        "doc_id", "outlet", "genre", "counterparts", "initiator", "event", "published", "title", "language", "credit",
        "copy_of", "source_file", "sha256", "n_characters", "text",
    ),
    "passages": ("doc_id", "start", "end", "kind", "reason", "paragraph"),
    "sentences": (
        "sentence_id", "doc_id", "kind", "paragraph", "position", "start", "end", "n_words", "frame", "text",
    ),
    "segments": (
        "segment_id", "sentence_id", "doc_id", "start", "end", "voice", "joint", "manner", "source", "resolution",
        "cue", "certainty", "coded", "n_words", "frame", "text",
    ),
    "terms": ("segment_id", "term", "count"),
    "mentions": ("segment_id", "issue", "term", "start"),
    "contributions": ("segment_id", "instrument", "term", "value"),
    "targets": ("segment_id", "doc_id", "voice", "target", "mention", "start", "end", "n_words", "tone"),
    "reuse": ("segment_id", "doc_id", "other_segment_id", "other_doc_id", "n_shared", "share"),
    "pairs": ("pair_id", "event", "side", "doc_id", "other_side", "other_doc_id", "days", "found"),
    "links": ("pair_id", "segment_id", "other_segment_id", "score"),
}  # fmt: skip
BLOCK = 2**20  # bytes of a file at a time
ROWS = 100_000  # of a table at a time
WITHHELD = "…"  # the term that stands for words which are counted but not published
# There only where the text is at hand, or only after a later step of ingest has run.
OPTIONAL_TABLES = frozenset({"pairs", "links"})  # older corpora lack them
OPTIONAL: frozenset[str] = frozenset({"title", "text", "frame"})
OPTIONAL_IN: dict[str, frozenset[str]] = {
    "articles": frozenset({"counterparts", "initiator", "copy_of"}),
    "segments": frozenset({"joint"}),  # older tables lack it: who is reported together is then unknown, not nobody
    "mentions": frozenset({"start"}),
    "targets": frozenset({"start", "end"}),
}
# What is read as text although it may look like a number, a date or an NA.
TEXT_COLUMNS = (
    "doc_id", "outlet", "genre", "counterparts", "initiator", "event", "published", "title", "language", "credit",
    "copy_of", "source_file", "sha256", "text", "kind", "reason", "sentence_id", "segment_id", "voice", "joint",
    "manner", "source", "cue", "resolution", "coded", "term", "issue", "instrument", "target", "mention",
    "other_segment_id", "other_doc_id", "pair_id", "side", "other_side", "found",
)  # fmt: skip


def required_columns(name: str) -> list[str]:
    """Return the columns that the table `name` must have, in order."""
    return [c for c in COLUMNS[name] if c not in OPTIONAL | OPTIONAL_IN.get(name, frozenset())]


def check_table(table: pd.DataFrame, name: str, needs: Iterable[str] | None = None) -> None:
    """Raise if the table lacks a promised column.

    Parameters
    ----------
    table : DataFrame
    name : str
        What the message calls it; a key of COLUMNS unless `needs` is given.
    needs : iterable of str, optional
        The columns this caller needs; by default all that the table must have.

    Raises
    ------
    ValueError
        Naming the first missing column, and how many more there are.
    """
    missing = [c for c in (required_columns(name) if needs is None else needs) if c not in table.columns]
    if "text" in missing:
        raise ValueError(
            f"{name} lacks the column 'text', which this needs; make a corpus with text by: "
            "python -m analysis ingest FOLDER --metadata data/articles.csv --study data/study.toml --into CORPUS"
        )
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        have = ", ".join(map(str, table.columns)) or "none"
        raise ValueError(f"{name} lacks the column '{missing[0]}'{more}; it has {have} (see data/README.md)")


def order_columns(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the table with the promised columns first, `text` last, any others (instruments) before it."""
    promised = [c for c in COLUMNS[name] if c in table.columns and c != "text"]
    others = [c for c in table.columns if c not in COLUMNS[name]]
    return table[promised + others + (["text"] if "text" in table.columns else [])]


def find_table(folder: Path | str, name: str) -> Path | None:
    """Return the file (csv, parquet) or folder of parquet parts that holds the table, or None.

    Where the corpus carries a record only what it names is a table: a person's own articles.csv beside is not.
    """
    storage.recover(folder)
    base = Path(folder) / name
    own = storage.read_record(folder)
    for path in (base.with_name(f"{name}.csv"), base.with_name(f"{name}.parquet"), base):
        if path.exists() and (own is None or any(file.split("/")[0] == path.name for file in own)):
            return path
    return None


def read_table(folder: Path | str, name: str, columns: list[str] | None = None) -> pd.DataFrame:
    """Read one table of a corpus folder.

    Parameters
    ----------
    folder : path
        The corpus.
    name : str
        A key of COLUMNS.
    columns : list of str, optional
        Those to read, of a table too large to read whole; all by default.

    Returns
    -------
    DataFrame
        Text columns hold "" where a cell is empty; number columns hold NaN.

    Raises
    ------
    FileNotFoundError
        If the folder or the table is not there.
    ValueError
        If the table lacks a column.
    """
    if not Path(folder).is_dir():
        raise FileNotFoundError(f"no corpus folder {folder}; make one with: python -m analysis ingest")
    path = find_table(folder, name)
    if path is None:
        there = ", ".join(sorted(p.name for p in Path(folder).iterdir())) or "nothing"
        raise FileNotFoundError(f"no table {name} in {folder}; it holds {there}")
    if path.suffix == ".csv":
        table = pd.read_csv(
            path, dtype=dict.fromkeys(TEXT_COLUMNS, str), keep_default_na=False, na_values={}, usecols=columns
        )
        for column in table.columns.difference([*TEXT_COLUMNS]):
            table[column] = pd.to_numeric(table[column])
    else:
        table = pd.read_parquet(path, columns=columns)
    if table.empty:  # text columns without a row cannot be joined otherwise
        table = table.astype(dict.fromkeys(table.select_dtypes("string").columns, object))
    check_table(table, name, columns)
    return table


def read_rows(folder: Path | str, name: str, key: str, values: Collection[str]) -> pd.DataFrame:
    """Read the rows of a table whose column `key` holds one of some values, without holding the others.

    Parameters and errors are those of read_table.
    """
    own = [some[some[key].isin(list(values))] for some in stream_table(folder, name)]
    return pd.concat(own, ignore_index=True) if own else read_table(folder, name)


def stream_table(
    folder: Path | str, name: str, columns: list[str] | None = None, rows: int = 0
) -> Iterator[pd.DataFrame]:
    """Yield columns of a table of a corpus folder some rows at a time, where it is one file of parquet; else at once.

    Parameters and errors are those of read_table.
    """
    path = find_table(folder, name)
    if path is None or path.suffix != ".parquet":
        yield read_table(folder, name, columns)
        return
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(rows or ROWS, columns=columns):
            yield batch.to_pandas()


def read_tables(folder: Path | str, *names: str) -> list[pd.DataFrame]:
    """Read several tables of a corpus folder, in the order named."""
    return [read_table(folder, name) for name in names]


def read_optional(folder: Path | str, *names: str) -> list[pd.DataFrame]:
    """Read several tables that older corpora lack, in the order named; without rows where they are not there."""
    there = [find_table(folder, name) is not None for name in names]
    return [
        read_table(folder, name) if found else pd.DataFrame(columns=list(COLUMNS[name]))
        for name, found in zip(names, there, strict=True)
    ]


def name_sentences(segment_ids: pd.Series) -> pd.Series:
    """Return the sentence_id that each segment_id begins with."""
    return segment_ids.str.rsplit(".", n=1).str[0]


def hash_corpus(folder: Path | str) -> str:
    """Return the first 12 hex digits of the SHA-256 over the names and bytes of a corpus's own files.

    What else lies in the folder (a report, figures, a coder's sheet) does not count.
    """
    digest = hashlib.sha256()
    names = {*storage.find_own(folder), "study.toml", *(f"{n}{end}" for n in COLUMNS for end in (".csv", ".parquet"))}
    for path in sorted(p for name in names if (p := Path(folder) / name).is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
    return digest.hexdigest()[:12]


def write_table(table: pd.DataFrame, folder: Path | str, name: str, suffix: str = ".parquet") -> Path:
    """Write one table of a corpus folder as .parquet or .csv, its columns in the promised order."""
    if suffix not in (".parquet", ".csv"):
        raise ValueError(f"a table is written as .parquet or .csv, not {suffix!r}")
    check_table(table, name)
    path = Path(folder) / f"{name}{suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = order_columns(table, name)
    if suffix == ".csv":
        ordered.to_csv(path, index=False, lineterminator="\n", float_format="%.6g")
    else:
        ordered.to_parquet(path, index=False)
    return path
