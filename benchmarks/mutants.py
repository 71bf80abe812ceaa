"""Whether the tests bite: small faults put into annotation/ and measures/, one at a time, and the tests run.

    python benchmarks/mutants.py [--sample 80] [--seed 1] [--jobs 1]
    python benchmarks/mutants.py --again [--seed 1]

Each mutant changes one place of one module in a copy of the project: a comparison turned or its bound moved, `and` for
`or`, a `not` dropped, a number one larger, None returned. The tests nearest to the module are run until one fails: the
module's own, those that import it, those that import its room; what they do not notice is shown to all other tests of
the annotation, or of the measures. A mutant survives if all of them pass.

mutants.csv has a row a mutant, in the order drawn: `noticed` when it was first tried; `since`, whether it is noticed by
the tests as they are now (--again tries the survivors of before once more); `why`, written by hand, what was found of
one that no test notices: `equivalent: ...` if it changes nothing that can be seen. benchmarks/trust.py counts the rows.
"""

import argparse
import ast
import importlib
import multiprocessing
import os
import queue
import random
import re
import resource
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[1]
TABLE = Path(__file__).with_suffix(".csv")
COLUMNS = ["seed", "module", "line", "column", "kind", "before", "after", "noticed", "since", "why"]
ROOMS = ("annotation", "measures")
LIMIT = 300  # seconds of the processor after which a mutant counts as noticed: it does not end
NEAREST = 6  # test modules tried before all others
SLOW = "megabyte or no_other"  # tests left out, as they take longest: of texts that are only long
LIBRARIES = ("pandas", "scipy.stats", "sklearn.decomposition", "nltk", "nupunkt", "matplotlib.pyplot")
SILENT = (0, 5)  # what pytest ends with if all tests passed, or none was found
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


def list_sites(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Yield each place of the functions of a module that can be changed, and how."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in (inner for statement in function.body for inner in ast.walk(statement)):
            if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
                yield node, "comparison"
            elif isinstance(node, ast.BoolOp):
                yield node, "and/or"
            elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
                yield node, "not"
            elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
                yield node, "number"
            elif isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
                yield node, "return"


def change_node(node: ast.AST, kind: str) -> None:
    """Put the fault into the tree."""
    if kind == "comparison":
        node.ops[0] = TURNED[type(node.ops[0])]()
    elif kind == "and/or":
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif kind == "not":
        node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
    elif kind == "number":
        node.value += 1
    else:
        node.value = ast.Constant(None)


def make_mutant(module: str, number: int) -> tuple[dict[str, object], str]:
    """Return the row of a module's n-th mutant, and the module's text with the fault."""
    parsed = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    node, kind = list(list_sites(parsed))[number]
    row = {"module": module, "line": node.lineno, "column": node.col_offset, "kind": kind, "before": ast.unparse(node)}
    change_node(node, kind)
    return row | {"after": ast.unparse(node)}, ast.unparse(parsed)


def find_tests(tree: Path, module: str) -> tuple[list[str], list[str]]:
    """Return the tests nearest to a module, its own first, and the other tests of its room."""
    path = Path(module)
    room, name, parent = path.parts[1], path.stem, ".".join(path.parent.parts)
    above = parent.rpartition(".")[0]
    itself = re.compile(rf"{re.escape(parent)}\.{name}\b|from {re.escape(parent)} import [^\n]*\b{name}\b")
    roomwide = re.compile(rf"{re.escape(parent)}\b|from {re.escape(above)} import [^\n]*\b{path.parent.name}\b")
    ranked: list[tuple[int, str]] = []
    for test in sorted(tree.glob("tests/**/test_*.py")):
        text, place = test.read_text(encoding="utf-8"), test.relative_to(tree).as_posix()
        if test.stem == f"test_{name}":
            ranked.append((0, place))
        elif itself.search(text):
            ranked.append((1, place))
        elif roomwide.search(text):
            ranked.append((2, place))
    near = [place for _, place in sorted(ranked)][:NEAREST]
    rest = [test.relative_to(tree).as_posix() for test in sorted(tree.glob(f"tests/{room}/**/test_*.py"))]
    return [module, *near], [place for place in rest if place not in near]


def try_mutant(tree: Path, module: str, text: str) -> bool:
    """Tell whether a test notices the module's other text."""
    target = tree / module
    kept = target.read_text(encoding="utf-8")
    target.write_text(text, encoding="utf-8")
    try:
        return any(not pass_tests(tree, tests) for tests in find_tests(tree, module))
    finally:
        target.write_text(kept, encoding="utf-8")


def pass_tests(tree: Path, tests: list[str]) -> bool:
    """Tell whether the tests pass; those that cannot even be collected, or do not end, do not."""
    for library in LIBRARIES:
        importlib.import_module(library)
    run = multiprocessing.get_context("fork").Process(target=_run_tests, args=(tree, tests))
    run.start()
    run.join()
    return run.exitcode in SILENT


def _run_tests(tree: Path, tests: list[str]) -> None:
    """Run tests of a copy, in a process that has loaded the libraries and nothing of the project; end as it does."""
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    os.chdir(tree)
    os.environ["PYTHONPATH"] = os.environ["HOME"] = str(tree)
    sys.path.insert(0, str(tree))
    with Path(os.devnull).open("w") as silence:
        for stream in (1, 2):
            os.dup2(silence.fileno(), stream)
    os._exit(int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-k", f"not ({SLOW})", *tests])))


def copy_project(folder: Path) -> Path:
    """Copy what the tests need."""
    ignored = shutil.ignore_patterns(".git", ".venv", ".uv", "build", "__pycache__", ".hypothesis")
    return Path(shutil.copytree(ROOT, folder, ignore=ignored))


def try_mutants(mutants: list[tuple[dict[str, object], str]], jobs: int) -> Iterator[tuple[dict[str, object], bool]]:
    """Yield each mutant's row, and whether a test notices it; `jobs` copies of the project are tried at once."""
    copies: queue.SimpleQueue[Path] = queue.SimpleQueue()

    def try_one(mutant: tuple[dict[str, object], str]) -> tuple[dict[str, object], bool]:
        copy = copies.get()
        try:
            return mutant[0], try_mutant(copy, str(mutant[0]["module"]), mutant[1])
        finally:
            copies.put(copy)

    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        for job in range(jobs):
            copies.put(copy_project(Path(folder) / str(job)))
        yield from pool.map(try_one, mutants)


def check_tests() -> None:
    """End the run if tests fail before anything is changed: they would count as noticing whatever it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_project(Path(folder) / "0")
        if not pass_tests(copy, [f"tests/{room}" for room in ROOMS]):
            sys.exit("tests fail before anything is changed; mend that first")


def draw_mutants(sample: int, seed: int) -> list[tuple[dict[str, object], str]]:
    """Return mutants drawn from all places of both rooms."""
    places = [
        (path.relative_to(ROOT).as_posix(), number)
        for room in ROOMS
        for path in sorted((ROOT / "analysis" / room).rglob("*.py"))
        for number, _ in enumerate(list_sites(ast.parse(path.read_text(encoding="utf-8"))))
    ]
    return [make_mutant(*place) for place in random.Random(seed).sample(places, sample)]


def find_mutant(row: dict[str, object]) -> tuple[dict[str, object], str] | None:
    """Return the mutant of a row in the module as it is now, the nearest to its line; None where it is gone."""
    module = str(row["module"])
    sites = list(list_sites(ast.parse((ROOT / module).read_text(encoding="utf-8"))))
    alike = [
        (abs(made["line"] - row["line"]), abs(made["column"] - row["column"]), number)
        for number, (node, kind) in enumerate(sites)
        if kind == row["kind"] and ast.unparse(node) == row["before"]
        for made in [make_mutant(module, number)[0]]
    ]
    return make_mutant(module, min(alike)[2]) if alike else None


def main() -> None:
    """Try a sample of mutants, or the survivors of one again; write each row as it comes, and print what survives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="try those that survived once more")
    asked = parser.parse_args()
    table = pd.read_csv(TABLE, keep_default_na=False) if TABLE.exists() else pd.DataFrame(columns=COLUMNS)
    own = table["seed"] == asked.seed
    check_tests()
    if asked.again:
        rows = table[own & (table["noticed"] == 0)].to_dict("index")
        found = {at: mutant for at, row in rows.items() if (mutant := find_mutant(row))}
        for at, (row, noticed) in zip(found, try_mutants(list(found.values()), asked.jobs), strict=True):
            table.loc[at, ["line", "column", "since"]] = row["line"], row["column"], int(noticed)
            report_mutant(row, noticed)
            save_rows(table)
    else:
        table = table[~own]
        for row, noticed in try_mutants(draw_mutants(asked.sample, asked.seed), asked.jobs):
            made = {"seed": asked.seed, **row, "noticed": int(noticed), "since": int(noticed), "why": ""}
            table = pd.concat([table, pd.DataFrame([made])], ignore_index=True)
            report_mutant(row, noticed)
            save_rows(table)
    for seed, made in table.groupby("seed"):
        print(f"seed {seed}: {made['noticed'].sum()} of {len(made)} noticed, {made['since'].sum()} since")


def save_rows(table: pd.DataFrame) -> None:
    """Write all rows so far."""
    table.to_csv(TABLE, index=False, lineterminator="\n")


def report_mutant(row: dict[str, object], noticed: bool) -> None:
    """Print a mutant that no test notices."""
    if not noticed:
        place = f"{row['module']}:{row['line']}:{row['column']}"
        print(f"survives: {place} {row['kind']}: {row['before']} -> {row['after']}", flush=True)


if __name__ == "__main__":
    main()
