"""Bytes that a fuzzer guided by coverage makes, from file to sentences: articles, or one line that says why not.

    python benchmarks/fuzz.py [--seconds 600] [--into build/fuzz]

Needs atheris (PyPI; no part of the lock). Begins with a file of each form that the tests read (their WRITERS), and
goes on with what reaches other lines of analysis/corpus. A finding is kept in `--into` with what it raised: anything
but a ValueError or FileNotFoundError of one line; sentences that do not stand where they say; characters that are in no
passage, or in two. Prints each kind of finding once, and last how many inputs were tried. Each finding becomes a test.
"""

import argparse
import hashlib
import sys
import tempfile
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["analysis"]):
    from analysis.corpus import sentences, study
    from analysis.corpus.articles import articles, row_documents
    from analysis.corpus.cleaning import cleaning

from tests.corpus.test_documents import WRITERS

ROOT = Path(__file__).resolve().parents[1]
STUDY = study.load_study(ROOT / "data" / "example" / "study.toml")
NAMES = sorted(WRITERS)
LONGEST = 50_000  # bytes of an input


def read_file(folder: Path, name: str) -> None:
    """Take a file through all steps from its bytes to sentences, and check what comes out."""
    path = folder / name
    source = path if path.suffix in row_documents.TABLES else folder
    try:
        found, _ = articles.load_articles(source, STUDY, keep_going=True)
    except (ValueError, FileNotFoundError) as said:
        if "\n" in str(said) or not str(said):
            raise AssertionError(f"not one line: {str(said)!r}") from said
        return
    passages = cleaning.mark_passages(found)
    split = sentences.split_sentences(found, passages)
    texts = found.set_index("doc_id")["text"]
    for row in split.itertuples():
        assert texts[row.doc_id][row.start : row.end] == row.text, "a sentence is not where it says"
    for doc_id, own in passages.groupby("doc_id"):
        spans = own.sort_values("start")
        marked = "".join(texts[doc_id][s:e] for s, e in zip(spans["start"], spans["end"], strict=True))
        assert "".join(marked.split()) == "".join(texts[doc_id].split()), "passages do not cover the text"


def try_input(raw: bytes, beside: Path, into: Path, known: set[str]) -> None:
    """Read the bytes as the file that the first of them names; keep what should not be."""
    name = NAMES[raw[0] % len(NAMES)] if raw else NAMES[0]
    (beside / name).write_bytes(raw[1:])
    (beside / "articles.csv").write_text(f"source_file,doc_id,outlet\n{name},ferry,The Lantern\n", encoding="utf-8")
    try:
        read_file(beside, name)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        where = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}: {str(error)[:100]}"
        if kind not in known:
            known.add(kind)
            print("found", kind, flush=True)
            (into / f"{hashlib.sha256(raw).hexdigest()[:12]}-{name}").write_bytes(raw[1:])
            (into / f"{hashlib.sha256(raw).hexdigest()[:12]}.txt").write_text(traceback.format_exc(), encoding="utf-8")
    finally:
        (beside / name).unlink(missing_ok=True)


def main() -> None:
    """Fuzz for a while, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "fuzz")
    asked = parser.parse_args()
    asked.into.mkdir(parents=True, exist_ok=True)
    known: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        beside, seeds = Path(folder) / "articles", Path(folder) / "seeds"
        beside.mkdir()
        seeds.mkdir()
        for number, name in enumerate(NAMES):
            WRITERS[name](beside / name)
            (seeds / name).write_bytes(bytes([number]) + (beside / name).read_bytes())
            (beside / name).unlink()
        options = [f"-max_total_time={asked.seconds}", f"-max_len={LONGEST}", "-timeout=120", "-rss_limit_mb=4096"]
        atheris.Setup([sys.argv[0], *options, str(seeds)], lambda raw: try_input(raw, beside, asked.into, known))
        atheris.Fuzz()  # ends the process, and says how many inputs were tried


if __name__ == "__main__":
    main()
