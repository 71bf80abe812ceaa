"""Runs that are killed, disks that fill up: whether the old corpus is there whole, or the new one, and nothing between.

    python benchmarks/faults.py [--kills 10]
    python benchmarks/faults.py --articles 20000 [--kills 10]    # one long run, killed so often and taken up each time

Prints a line a trial. A killed run is one of `readouts ingest` over generated articles, ended by SIGKILL at a random
moment and begun again: its tables must be those of an unbroken run. A full disk is a small file system in memory (by
unshare): ingest over a corpus that is there must end in one sentence, and leave the corpus of before, or the new one.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from analysis import storage
from analysis.corpus.staged_articles import PART
from benchmarks.generated_articles import save_articles

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "data" / "example"
ARTICLES, SIZE = 240, 20  # of the runs that are killed: twelve parts
FREE = (0, 10, 40, 80, 120, 200, 300, 500)  # kilobytes left on the disk
INGEST = """
import sys
from analysis import pipeline
from analysis.parts import Running
pipeline.ingest(sys.argv[1], sys.argv[2], sys.argv[3], running=Running(size=int(sys.argv[4]), workers=int(sys.argv[5])))
"""
FILL = """
mount -t tmpfs -o size=4m tmpfs "$1" && cp -r "$2" "$1/made" && mkdir "$1/source" || exit 77
free=$(df --output=avail -k "$1" | tail -1)
if [ "$free" -gt "$3" ]; then head -c $(( (free - $3) * 1024 )) /dev/zero > "$1/filler"; fi
"$4" -m analysis ingest "$5" --study "$5/study.toml" --into "$1/made" 2> "$6/said"
echo $? > "$6/status"
cp -r "$1/made" "$6/after"
"""


def hash_tables(corpus: Path) -> str:
    """Return a hash of the tables of a corpus."""
    digest = hashlib.sha256()
    for path in sorted(corpus.glob("*.parquet")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def try_kills(n_kills: int, workers: int = 1, seed: int = 1) -> Iterator[tuple[str, str, str]]:
    """Yield, for each run killed at a random moment and begun again, what is wrong with its corpus."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        source, whole = Path(folder) / "generated.parquet", Path(folder) / "whole"
        save_articles(ARTICLES, source)
        began = time.monotonic()
        _start(source, whole, SIZE, workers).wait()
        lasts, expected = time.monotonic() - began, hash_tables(whole)
        for n in range(n_kills):
            into = Path(folder) / f"killed{n}"
            moment = chance.uniform(0.1, 1) * lasts
            running = _start(source, into, SIZE, workers)
            time.sleep(moment)
            running.kill()
            running.wait()
            made = sum(path.is_dir() for path in (into.parent / f".{into.name}.parts").glob("*"))
            status = _start(source, into, SIZE, workers).wait()
            wrong = "" if status == 0 and hash_tables(into) == expected else f"status {status}, other tables"
            left = [path.name for path in into.parent.glob(f".{into.name}.*")]
            yield (
                "runs killed and begun again",
                f"after {moment:.1f} of {lasts:.1f} s, {made} parts made",
                wrong or (f"{left} left" if left else ""),
            )


def try_long_run(n_articles: int, n_kills: int, workers: int = 2, seed: int = 3) -> Iterator[tuple[str, str, str]]:
    """Yield at which moments one run over many articles was killed, and what is wrong with its corpus in the end."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        source, whole, into = (Path(folder) / name for name in ("generated.parquet", "whole", "killed"))
        save_articles(n_articles, source)
        parts = into.parent / f".{into.name}.parts"
        began = time.monotonic()
        _start(source, whole, PART, workers).wait()
        lasts, expected = time.monotonic() - began, hash_tables(whole)
        told = []
        for _ in range(n_kills):
            running = _start(source, into, PART, workers)
            moment = chance.uniform(0.02, 2 / n_kills) * lasts
            time.sleep(moment)
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            made = sum(path.is_dir() for path in parts.glob("*"))
            told.append(f"{moment:.0f} s ({made} parts made)")
        status = _start(source, into, PART, workers).wait()
        wrong = "" if status == 0 and hash_tables(into) == expected else f"status {status}, other tables"
        name = f"killed after {', '.join(told)}, beside an unbroken run of {lasts:.0f} s"
        yield f"one run over {n_articles:,} articles", name, wrong


def _start(source: Path, into: Path, size: int, workers: int) -> subprocess.Popen[bytes]:
    """Begin an ingest in a process of its own, with its own group, so that its workers can be killed with it."""
    command = [sys.executable, "-c", INGEST, source, EXAMPLE / "study.toml", into, size, workers]
    said = subprocess.DEVNULL
    return subprocess.Popen([str(part) for part in command], cwd=ROOT, stdout=said, stderr=said, start_new_session=True)


def try_full_disks() -> Iterator[tuple[str, str, str]]:
    """Yield, for each amount of space left, what is wrong after a run over a corpus that was there."""
    with tempfile.TemporaryDirectory() as folder:
        old, changed = Path(folder) / "old", Path(folder) / "changed"
        command = [sys.executable, "-m", "analysis", "ingest"]
        subprocess.run([*command, str(EXAMPLE), "--into", str(old)], check=True, capture_output=True, cwd=ROOT)
        shutil.copytree(EXAMPLE, changed)
        study = (changed / "study.toml").read_text(encoding="utf-8")
        (changed / "study.toml").write_text(study.replace('label = "Fishing"', 'label = "Fish"'), encoding="utf-8")
        for free in FREE:
            disk, out = Path(folder) / f"disk{free}", Path(folder) / f"out{free}"
            disk.mkdir()
            out.mkdir()
            filled = ["unshare", "-rm", "sh", "-c", FILL, "sh", disk, old, free, sys.executable, changed, out]
            if subprocess.run([str(part) for part in filled], cwd=ROOT, capture_output=True).returncode == 77:
                return  # no such file system can be made here
            yield "disks that fill up", f"{free} kB left", judge_disk(out, old)


def judge_disk(out: Path, old: Path) -> str:
    """Return what is wrong with what a run on a full disk said and left."""
    status, said = (out / "status").read_text().strip(), (out / "said").read_text(encoding="utf-8")
    after = out / "after"
    damage = storage.find_damage(after)
    if damage:
        return damage[0]
    is_old = (after / "study.toml").read_bytes() == (old / "study.toml").read_bytes()
    if (status == "0") == is_old:
        return f"status {status}, and the corpus is the {'old' if is_old else 'new'} one"
    if status != "0" and (said.count("\n") != 1 or not said.startswith("readouts: ")):
        return f"said {said[-300:]!r}"
    return ""


def main() -> None:
    """Print the trials."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--articles", type=int, default=0)
    asked = parser.parse_args()
    if asked.articles:
        for kind, name, wrong in try_long_run(asked.articles, asked.kills):
            print(f"{kind}, {name}: {wrong or 'as promised'}", flush=True)
        return
    for trials in (try_full_disks(), try_kills(asked.kills), try_kills(max(1, asked.kills // 3), workers=2, seed=2)):
        for kind, name, wrong in trials:
            print(f"{kind}, {name}: {wrong or 'as promised'}", flush=True)


if __name__ == "__main__":
    main()
