"""What is promised in SECURITY.md, tried: spoilt inputs, doubled inputs, flipped bytes, runs that should be equal.

    python benchmarks/trust.py [--write] [--only spoilt doubled flips repeats disks kills attack mutants]

Needs only data/example. Prints a row a kind of trial: how many were made and how many failed, each failure by name.
--write puts the table into SECURITY.md between its two marks; with --only, the rows of other trials stay as they are.

A spoilt input fails if it ends in anything but a result or sentences that say what is wrong (a traceback, no end). A
doubled input fails if the time grows with a power above EXPONENT of the length, the best of three at either size. A
flipped byte fails if `readouts check` does not name its file. Runs are compared by the bytes of all tables. A
segment fails if benchmarks/attack.py gets a run of six words with one of its own from what is shared. A mutant
fails if no test notices it; those are not tried here, but counted from what benchmarks/mutants.py wrote.
"""

import argparse
import hashlib
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from typer.testing import CliRunner

from analysis import pipeline
from analysis.__main__ import app
from benchmarks import attack
from benchmarks.faults import try_full_disks, try_kills

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE, SECURITY = ROOT / "data" / "example", ROOT / "SECURITY.md"
MARKS = "<!-- trust: begin -->\n", "<!-- trust: end -->\n"
EXPONENT, SHORT, LONG, TURNS = 1.2, 50_000, 200_000, 3
KILLS = 10
SECONDS = 120  # after which a trial has no end

# What stands in the example's study, and what is put in its place.
SPOILT = {
    'sides = ["velmora", "norrund"]': ("sides = 3", "sides = [1, 2]", 'sides = "ab"', "sides = []", 'sides = [["a"]]'),
    'tone = "vader"': ("tone = 5", 'tone = ["vader"]', 'tone = ""', 'tone = "Vader"'),
    'names = ["Velmora"': ('names = [["Velmora"]', 'names = [5, "Velmora"', 'names = ["", "Velmora"'),
    'colour = "#D55E00"': ("colour = 5", 'colour = "red"', 'colour = "#ZZZZZZ"', "colour = []", "colour = 1979-05-27"),
    'marker = "o"': ("marker = 5", 'marker = ""', 'marker = "diamond"'),
    'label = "Velmora"': ('label = ""', "label = 5", 'label = "$x^2$ {}<b>{{7*7}}"', 'label = "a\\nb"'),
    "compounds = [": ("compounds = [5, ", 'compounds = ["", ', 'compounds = ["one", ', 'compounds = ["((( x", '),
    'title = "': ('title = 5 # "', 'xtitle = "'),
    "questions = [": ("questions = [[], ", "questions = [1,"),
    "[voices.velmora]": ("[[voices.velmora]]", '[voices."a b"]', "[voices.outlet]"),
}
ADDED = (
    "voices = []", "events = 3", "issues = []", "outlets = 5",
    'genres = ["x"]', 'genres = "call"', "counterparts = [3]",
    '[issues.x]\nlabel = "X"\nterms = ["("]', '[issues.x]\nlabel = "X"\nterms = ["*"]',
    '[issues.x]\nlabel = "X"\nterms = ["..."]', '[issues.x]\nlabel = "X"\nterms = [5]',
    '[issues.x]\nlabel = "X"\nterms = "war"', '[events.x]\nlabel = "X"\ndate = 5',
    '[events.x]\nlabel = "X"\ndate = "20255-01-01"',
    '[voices.q]\nlabel = "Q"\ncolour = "#123456"\nnames = ["Q"]\noffices = 3',
    '[voices.q]\nlabel = "Q"\ncolour = "#123456"\nnames = ["Q"]\noffices = [{ name = "Q", from = 3 }]',
)  # fmt: skip
TEXTS = {
    "a NUL": b"a\0b", "no UTF-8": b"\xff\xfe\x00", "control characters": bytes(range(1, 32)) * 10, "nothing": b"",
    "spaces": b" \n\t", "half a surrogate": b"\xed\xa0\x80", "one letter": b"x", "emoji": "😀".encode() * 1000,
    "right to left": "\u202e\u202dabc \u200b\u200d".encode() * 500, "accents": ("a" + "\u0301" * 5000).encode(),
    "scripts": b"<script>alert(1)</script> ${{7*7}} \\input{/etc/passwd} said the king.\n" * 20,
    "lines": b"\n" * 100_000 + b"a", "CRLF": b"The king said no.\r\n" * 500,
}  # fmt: skip
METADATA = {
    "a NUL": lambda text: "\0" + text, "an open quotation mark": lambda text: text + '"', "nothing": lambda text: "",
    "the head alone": lambda text: text.splitlines()[0] + "\n", "semicolons": lambda text: text.replace(",", ";"),
    "a row twice": lambda text: text + text.splitlines()[1] + "\n",
    "a year of five digits": lambda text: text.replace("2024", "20255"),
    "an id that leads out": lambda text: text.replace("courier-call", "../../etc"),
    "a file that lies elsewhere": lambda text: text.replace("courier.txt", "/etc/passwd"),
    "a cell of 200,000 letters": lambda text: text.replace("courier", "x" * 200_000, 1),
}  # fmt: skip
ROWS = pd.DataFrame(
    {
        "doc_id": ["a", "b"],
        "outlet": "Harbour Courier",
        "text": "Soren said the cable was safe.",
        "published": "2024-05-01",
    }
)
PARQUET = {
    "categories": lambda t: t.astype({"outlet": "category"}),
    "nullable integers": lambda t: t.assign(n=pd.array([1, None], dtype="Int64")),
    "times": lambda t: t.assign(published=pd.to_datetime(t["published"])),
    "booleans": lambda t: t.assign(flag=[True, False]),
    "bytes": lambda t: t.assign(text=[b"abc", b"def"]), "numbers for texts": lambda t: t.assign(text=[1, 2]),
    "lists": lambda t: t.assign(title=[["a"], ["b"]]),
    "no row": lambda t: t.iloc[:0],
    "None": lambda t: t.assign(title=[None, "x"]),
}  # fmt: skip
CODING = {
    "nothing": lambda text: "",
    "an offset beyond 64 bits": lambda text: text.replace(",0,", ",99999999999999999999999,", 1),
    "a negative offset": lambda text: text.replace(",0,", ",-5,", 1),
    "a word for an offset": lambda text: text.replace(",0,", ",abc,", 1),
    "semicolons": lambda text: text.replace(",", ";"),
    "an unknown voice": lambda text: text.replace("velmora", "moon"),
}  # fmt: skip
DOUBLED = {
    "exclamation marks": "!", "quotation marks": "“", "said that": "said that ", "parentheses": "(", "dashes": "— ",
    "words": "king ", "letters": "x", "names": "Ada Holt, ", "agreed": "they agreed and ", "full stops": "no. ",
}  # fmt: skip
SETTINGS = [
    *({"PYTHONHASHSEED": str(seed)} for seed in range(5)), {"TZ": "Asia/Tokyo"}, {"LANG": "C", "LC_ALL": "C"},
    {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"}, {"OMP_NUM_THREADS": "1"}, {"OMP_NUM_THREADS": "2"},
]  # fmt: skip


def run(*arguments: object) -> str:
    """Run a command in this process; return "" where it ends as it may, else what it raised."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    wrong = result.exception is not None and not isinstance(result.exception, SystemExit)
    return f"{type(result.exception).__name__}: {result.exception}" if wrong else ""


def try_folder(name: str, content: str | bytes, *options: object) -> str:
    """Ingest the example with one file replaced; return what went wrong."""
    with tempfile.TemporaryDirectory() as beside:
        folder = Path(shutil.copytree(EXAMPLE, Path(beside) / "articles"))
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        begun = time.monotonic()
        wrong = run("ingest", folder, "--into", Path(beside) / "made", *options)
        if name == "study.toml":
            wrong = wrong or run("check", folder)
        return wrong or ("no end" if time.monotonic() - begun > SECONDS else "")


def try_spoilt() -> Iterator[tuple[str, str, str]]:
    """Yield kind, name and what went wrong of each spoilt input."""
    study = (EXAMPLE / "study.toml").read_text(encoding="utf-8")
    for old, others in SPOILT.items():
        for new in others:
            yield "spoilt studies", new, try_folder("study.toml", study.replace(old, new, 1))
    for new in ADDED:
        for text in (f"{new}\n{study}", f"{study}\n{new}"):
            yield "spoilt studies", new, try_folder("study.toml", text)
    for name, raw in TEXTS.items():
        yield "spoilt articles", name, try_folder("courier.txt", raw, "--keep-going")
    about = (EXAMPLE / "articles.csv").read_text(encoding="utf-8")
    for name, spoil in METADATA.items():
        yield "spoilt metadata", name, try_folder("articles.csv", spoil(about))
    with tempfile.TemporaryDirectory() as beside:
        for name, spoil in PARQUET.items():
            path = Path(beside) / "table.parquet"
            spoil(ROWS).to_parquet(path)
            made = Path(beside) / f"made {name}"
            yield "odd columns of parquet", name, run("ingest", path, "--study", EXAMPLE / "study.toml", "--into", made)
        made, sheet = Path(beside) / "made", Path(beside) / "sheet.csv"
        run("ingest", EXAMPLE, "--into", made)
        run("code", made, "--into", sheet)
        text = sheet.read_text(encoding="utf-8-sig")
        for name, spoil in CODING.items():
            sheet.write_text(spoil(text), encoding="utf-8")
            again = Path(beside) / f"coded {name}"
            yield "spoilt coding sheets", name, run("ingest", EXAMPLE, "--into", again, "--coding", sheet)


def try_doubled() -> Iterator[tuple[str, str, str]]:
    """Yield, for each repeated text, whether a longer one takes more than its share of time."""
    for name, part in DOUBLED.items():
        seconds = [min(time_ingest(part * (size // len(part))) for _ in range(TURNS)) for size in (SHORT, LONG)]
        power = math.log(seconds[1] / seconds[0]) / math.log(LONG / SHORT)
        yield "texts made longer", name, f"power {power:.2f} of the length" if power > EXPONENT else ""


def time_ingest(text: str) -> float:
    """Return the processor seconds of one article's way through all rooms."""
    with tempfile.TemporaryDirectory() as beside:
        path = Path(beside) / "table.csv"
        ROWS.iloc[:1].assign(text=text).to_csv(path, index=False)
        begun = time.process_time()
        pipeline.build_corpus(path, EXAMPLE / "study.toml")
        return time.process_time() - begun


def try_flips() -> Iterator[tuple[str, str, str]]:
    """Yield, for three places of each file of a corpus, whether `readouts check` names the file whose byte changed."""
    with tempfile.TemporaryDirectory() as beside:
        made = Path(beside) / "made"
        run("ingest", EXAMPLE, "--into", made)
        for path in [*sorted(made.glob("*.parquet")), made / "study.toml"]:
            whole = path.read_bytes()
            for place in (0, len(whole) // 2, len(whole) - 1):
                path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
                said = CliRunner().invoke(app, ["check", str(EXAMPLE / "study.toml"), str(made)]).output
                yield "flipped bytes", f"{path.name} {place}", "" if path.name in said else "not named"
            path.write_bytes(whole)


def try_repeats() -> Iterator[tuple[str, str, str]]:
    """Yield, for each setting of a machine, whether the tables of the example are the same bytes."""
    first = hash_example({})
    for setting in SETTINGS:
        name = ", ".join(f"{key}={value}" for key, value in setting.items())
        yield "runs that should be equal", name, "" if hash_example(setting) == first else "other tables"


def hash_example(setting: dict[str, str], python: str = sys.executable) -> str:
    """Return a hash of what a run of its own makes of the example, shared without text."""
    with tempfile.TemporaryDirectory() as beside:
        made, shared = Path(beside) / "made", Path(beside) / "shared"
        for command in (["ingest", EXAMPLE, "--into", made], ["share", made, "--into", shared]):
            whole = [python, "-m", "analysis", *map(str, command)]
            subprocess.run(whole, check=True, capture_output=True, env=os.environ | setting, cwd=ROOT)
        digest = hashlib.sha256()
        for path in sorted(shared.glob("*.csv")):
            digest.update(path.name.encode() + path.read_bytes())
        return digest.hexdigest()


def try_attack() -> Iterator[tuple[str, str, str]]:
    """Yield, for each segment of the example as it is shared, whether a run of its words can be put together again."""
    with tempfile.TemporaryDirectory() as beside:
        made = Path(beside) / "made"
        run("ingest", EXAMPLE, "--into", made)
        for row in attack.attack_corpus(made, attack.train_model(attack.gather_texts())).itertuples():
            yield "segments put together", str(row.segment_id), f"{row.run} words" if row.run >= attack.RUN else ""


def count_mutants() -> Iterator[tuple[str, str, str]]:
    """Yield each mutant as it was first tried, and, unless it changes nothing, as the tests are by now."""
    for row in pd.read_csv(ROOT / "benchmarks" / "mutants.csv", keep_default_na=False).itertuples():
        name = f"{row.module}:{row.line}:{row.column} {row.before} -> {row.after}"
        yield "mutants, when first tried", name, "" if row.noticed else "not noticed"
        if not row.why.startswith("equivalent"):
            yield "mutants that change something, by now", name, "" if row.since else f"not noticed: {row.why}"


TRIALS = {
    "spoilt": try_spoilt, "doubled": try_doubled, "flips": try_flips, "repeats": try_repeats, "disks": try_full_disks,
    "kills": lambda: try_kills(KILLS), "attack": try_attack, "mutants": count_mutants,
}  # fmt: skip


def main() -> None:
    """Print the table; with --write, put it into SECURITY.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", nargs="+", choices=TRIALS, default=list(TRIALS))
    arguments = parser.parse_args()
    text = SECURITY.read_text(encoding="utf-8")
    start, end = text.index(MARKS[0]) + len(MARKS[0]), text.index(MARKS[1])
    counts = read_counts(text[start:end]) if len(arguments.only) < len(TRIALS) else {}
    for trial in arguments.only:
        made: dict[str, list[int]] = {}
        for kind, name, wrong in TRIALS[trial]():
            count = made.setdefault(kind, [0, 0])
            count[0] += 1
            count[1] += bool(wrong)
            if wrong:
                print(f"failed: {kind}, {name!r}: {wrong}")
        counts |= made
    rows = "".join(f"| {kind} | {made} | {failed} |\n" for kind, (made, failed) in counts.items())
    table = f"| trials | made | failed |\n|---|---|---|\n{rows}"
    print(table)
    if arguments.write:
        text = SECURITY.read_text(encoding="utf-8")  # as it is by now
        start, end = text.index(MARKS[0]) + len(MARKS[0]), text.index(MARKS[1])
        SECURITY.write_text(text[:start] + table + text[end:], encoding="utf-8")


def read_counts(table: str) -> dict[str, list[int]]:
    """Return what a table of SECURITY.md says, by kind."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines()[2:]]
    return {kind: [int(made), int(failed)] for kind, made, failed in rows}


if __name__ == "__main__":
    main()
