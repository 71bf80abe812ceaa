"""Files that replace what was there: whole or not at all, only what the program itself wrote, by one run at a time.

A folder that the program writes carries a record, corpus.json: the format's version, and the name and SHA-256 of each
file written. New files are written into a hidden folder inside; renaming that folder is the one moment at which the
new state holds. Whatever a run that was killed left half moved is moved to its end by the next one that opens the
folder (`recover`). Files that the record does not name are a person's and stay.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import filelock

from analysis import paths

__all__ = [
    "check_target",
    "find_own",
    "hash_file",
    "hash_project",
    "hold",
    "open_writing",
    "read_record",
    "recover",
    "replace_file",
]

RECORD = "corpus.json"
FORMAT = 2
EARLIER = frozenset(("passages", "sentences", "segments"))  # tables that mark a corpus of the format without a record
# All that such a corpus could hold; it had rejects.csv too, but nothing tells that one from a person's file.
_EARLIER_TABLES = EARLIER | {"articles", "terms", "mentions", "contributions", "targets", "reuse"}
_KINDS = {".parquet": "with its text", ".csv": "without its text"}
_WRITING, _READY = ".writing", ".ready"


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes as hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def hash_project() -> str:
    """Return the SHA-256 of the package, of what it reads beside a corpus, and of the libraries' versions."""
    digest = hashlib.sha256()
    package = Path(__file__).resolve().parent
    files = [*package.rglob("*.py"), *package.rglob("*.mplstyle"), *(paths.find_root() / "data").rglob("*")]
    for path in sorted(path for path in files if path.is_file()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    named = sorted(f"{own.metadata['Name']}=={own.version}" for own in distributions())
    digest.update("\n".join(named).encode())
    return digest.hexdigest()


def read_record(folder: Path | str) -> dict[str, str] | None:
    """Return the files that the program wrote into a folder, name to SHA-256; None where it carries no record.

    Raises
    ------
    ValueError
        If the record is spoilt, or of a later version.
    """
    path = Path(folder) / RECORD
    if not path.is_file():
        return None
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        version, files = int(record["format"]), {str(name): str(sum_) for name, sum_ in record["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} is spoilt; make the corpus again in a new folder: readouts ingest") from error
    if version > FORMAT:
        raise ValueError(f"{path} is of format {version}; this version of readouts reads up to {FORMAT}: update it")
    return files


def find_damage(folder: Path | str) -> list[str]:
    """Return what is wrong with the files that the program wrote into a folder: changed, or gone; a sentence each."""
    problems = []
    for name, digest in (read_record(folder) or {}).items():
        path = Path(folder) / name
        if not path.is_file():
            problems.append(f"{path} is gone; make the corpus again: readouts ingest")
        elif hash_file(path) != digest:
            problems.append(f"{path} is not as it was written; make the corpus again: readouts ingest")
    return problems


def find_own(folder: Path | str) -> dict[str, str]:
    """Return the files of a folder that the program wrote, name to SHA-256 as written ("" in a corpus without record).

    A corpus of an earlier version has no record: it is known by its tables, all csv or all parquet, and only these and
    its study are its own.
    """
    recorded = read_record(folder)
    if recorded is not None:
        return recorded
    if not (Path(folder) / "study.toml").is_file():
        return {}
    kinds = [kind for kind in _KINDS if all((Path(folder) / f"{name}{kind}").is_file() for name in EARLIER)]
    if len(kinds) != 1:
        return {}
    own = ["study.toml", *(f"{name}{kinds[0]}" for name in _EARLIER_TABLES)]
    return {name: "" for name in sorted(own) if (Path(folder) / name).is_file()}


def check_target(folder: Path | str, *sources: Path | str | None, kind: str = "") -> None:
    """Raise unless a folder may be written to without losing anything that the program did not write.

    Parameters
    ----------
    folder : path
        Where a corpus is to go.
    *sources : path, optional
        What it is made of.
    kind : {"", ".parquet", ".csv"}
        The tables that are to come, with text or without; a corpus gives way to one of its own kind only.

    Raises
    ------
    FileExistsError
        If the folder is a file, holds something else than a corpus, a corpus of the other kind, or a file that was
        changed since it was written.
    ValueError
        If a source is the folder itself or lies in it.
    """
    into = Path(folder).resolve()
    for source in (Path(source).resolve() for source in sources if source is not None):
        if source == into or into in source.parents:
            raise ValueError(f"{source} lies in {into}, where the corpus is to go; name a folder of its own")
    if into.exists() and not into.is_dir():
        raise FileExistsError(f"{into} is a file; name a folder for the corpus")
    if not into.is_dir():
        return
    recover(into)
    own = find_own(into)
    others = [path.name for path in into.iterdir() if not path.name.startswith(".")]
    if others and not own:
        raise FileExistsError(f"{into} holds {min(others)} and is no corpus; name a new or an empty folder")
    for there, text in _KINDS.items():
        if kind and there != kind and f"segments{there}" in own:
            raise FileExistsError(f"{into} holds a corpus {text}; name another folder")
    _refuse_changed(into, own)


def _refuse_changed(into: Path, own: dict[str, str]) -> None:
    """Raise if a file that the program wrote into a folder was changed since."""
    for name, digest in own.items():
        if digest and (into / name).is_file() and hash_file(into / name) != digest:
            raise FileExistsError(
                f"{into / name} was changed since it was written; keep a copy elsewhere and remove it"
            )


@contextmanager
def open_writing(folder: Path | str) -> Iterator[Path]:
    """Give an empty folder to write into; at the end its files take the place of what was written before.

    Parameters
    ----------
    folder : path
        Made if it is not there. Files named in its record that are not written again go, others stay.

    Raises
    ------
    FileExistsError
        If a file written would take the place of one that the record does not name; the folder stays as it was.

    Yields
    ------
    Path
        Where to write. If the block raises, or the run is killed in it, the folder stays as it was.
    """
    into = Path(folder)
    made = not into.exists()
    into.mkdir(parents=True, exist_ok=True)
    recover(into)
    writing = into / _WRITING
    shutil.rmtree(writing, ignore_errors=True)
    writing.mkdir()
    try:
        yield writing
        _refuse_taken(writing, into)
        _seal(writing)
    except BaseException:
        shutil.rmtree(writing, ignore_errors=True)
        if made:
            with suppress(OSError):
                into.rmdir()
        raise
    writing.rename(into / _READY)
    recover(into)


def _refuse_taken(writing: Path, into: Path) -> None:
    """Raise if a file that was written would take the place of one that the program did not write."""
    own = find_own(into)
    for path in sorted(path for path in writing.rglob("*") if path.is_file()):
        name = path.relative_to(writing).as_posix()
        if name not in own and (into / name).exists():
            raise FileExistsError(f"{into / name} was not written by readouts; keep it elsewhere and remove it there")


def _seal(writing: Path) -> None:
    """Write the record of the files, and have the system put all of them on the disk."""
    files = sorted(path for path in writing.rglob("*") if path.is_file())
    record = {
        "format": FORMAT,
        "program": "readouts",
        "files": {path.relative_to(writing).as_posix(): hash_file(path) for path in files},
    }
    (writing / RECORD).write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for path in [*files, writing / RECORD]:
        with path.open("rb") as file:
            os.fsync(file.fileno())


def recover(folder: Path | str) -> None:
    """Move to its end what a run that was killed left half moved; nothing to do almost always."""
    into = Path(folder)
    ready = into / _READY
    if not ready.is_dir():
        return
    record = ready / RECORD
    new = json.loads(record.read_text(encoding="utf-8"))["files"] if record.is_file() else None
    if new is not None:  # the record moves last: while it is here the rest may not have arrived
        for name in find_own(into):
            if name not in new:
                (into / name).unlink(missing_ok=True)
        for path in sorted(p for p in ready.rglob("*") if p.is_file() and p != record):
            place = into / path.relative_to(ready)
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)
        record.replace(into / RECORD)
    shutil.rmtree(ready)


def replace_file(path: Path, content: bytes) -> None:
    """Write one file whole or not at all: beside its place, onto the disk, then into its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def hold(folder: Path | str, doing: str) -> Iterator[None]:
    """Hold a corpus for one run; another that wants it meanwhile is told who has it.

    Parameters
    ----------
    folder : path
        The corpus; the lock stands beside it, so that a folder that is not there yet can be held.
    doing : str
        The command, for the message.

    Raises
    ------
    BlockingIOError
        If another run holds it; the message has its command, process and since when. A lock that a killed run left
        behind holds nobody up.
    """
    place = Path(folder).resolve()
    note = place.with_name(f".{place.name}.lock")
    lock, holder = filelock.FileLock(note, timeout=0), "another run"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout as error:
        with suppress(OSError):  # the other may end just now, and take its note along
            holder = note.read_text(encoding="utf-8").strip() or holder
        raise BlockingIOError(f"{place.name} is in use by {holder}; wait until it ends, or end it") from error
    except OSError as error:
        raise OSError(f"{place} cannot be made ({error}); name a folder that can be written to") from error
    try:
        note.write_text(
            f"readouts {doing} (process {os.getpid()}, since {time.strftime('%H:%M:%S')})", encoding="utf-8"
        )
        yield
    finally:
        with suppress(PermissionError):  # where a file in use cannot go, it stays
            note.unlink(missing_ok=True)  # while held: one that goes afterwards may be the next run's already
        lock.release()
