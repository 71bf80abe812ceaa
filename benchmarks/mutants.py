"""Whether the tests bite: small faults put into annotation/ and measures/, one at a time, and the tests run.

    python benchmarks/mutants.py [--sample 60] [--seed 1] [--seconds 300] [--only annotation/tone]

Each mutant changes one place of one module in a copy of the project: a comparison turned or its bound moved, `and` for
`or`, a `not` dropped, a number one larger, None returned. Only the tests that import the module, or a module that
imports it, are run, nearest first, until one fails. A mutant that no test notices survives: it is printed with its
line, to be looked at; some change nothing that can be seen.
"""

import argparse
import ast
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("annotation", "measures")
LIMIT = 120  # seconds after which a mutant counts as noticed: it does not end
NEAREST = 4  # test modules tried
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


def find_tests(path: Path) -> list[str]:
    """Return the test modules that name a module, or one of its own room that imports it, those that name it first."""
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    name, room = path.stem, dotted.rsplit(".", 1)[0]
    tests = sorted(ROOT.glob("tests/*/**/test_*.py")) + sorted(ROOT.glob("tests/test_*.py"))
    texts = {test: test.read_text(encoding="utf-8") for test in tests if path.parts}
    imported = re.compile(rf"{re.escape(dotted)}\b|from {re.escape(room)} import [^\n]*\b{name}\b")
    roomwide = re.compile(
        rf"{re.escape(room)}\b|from {re.escape(room.rsplit('.', 1)[0])} import [^\n]*\b{path.parent.name}\b"
    )
    near = [test for test, text in texts.items() if imported.search(text)]
    far = [test for test, text in texts.items() if roomwide.search(text) and test not in near]
    chosen = (near + far)[:NEAREST]
    return [test.relative_to(ROOT).as_posix() for test in chosen] + [path.relative_to(ROOT).as_posix()]


def try_mutant(tree: Path, path: Path, text: str) -> bool:
    """Tell whether a test notices the module's other text."""
    target = tree / path.relative_to(ROOT)
    kept = target.read_text(encoding="utf-8")
    target.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *find_tests(path)]
    try:
        # PYTHONPATH: the copy, not the project that is installed.
        environment = {"PYTHONPATH": str(tree), "PATH": "/usr/bin:/bin", "OMP_NUM_THREADS": "1", "HOME": str(tree)}
        ended = subprocess.run(command, cwd=tree, capture_output=True, timeout=LIMIT, env=environment, check=False)
        return ended.returncode == 1
    except subprocess.TimeoutExpired:
        return True
    finally:
        target.write_text(kept, encoding="utf-8")


def main() -> None:
    """Try a sample of mutants; print what survives, and a row a room."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no mutant after so many")
    parser.add_argument("--only", default="", help="modules whose path has this: annotation/tone, events/genres")
    arguments = parser.parse_args()
    places = [
        (path, number)
        for room in ROOMS
        for path in sorted((ROOT / "analysis" / room).rglob("*.py"))
        if arguments.only in path.as_posix()
        for number, _ in enumerate(list_sites(ast.parse(path.read_text(encoding="utf-8"))))
    ]
    begun, counts = time.monotonic(), {room: [0, 0] for room in ROOMS}
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "copy"
        shutil.copytree(ROOT, copied, ignore=shutil.ignore_patterns(".git", ".venv", ".uv", "build", "__pycache__"))
        for path, number in random.Random(arguments.seed).sample(places, min(arguments.sample, len(places))):
            if time.monotonic() - begun > arguments.seconds:
                break
            parsed = ast.parse(path.read_text(encoding="utf-8"))
            node, kind = list(list_sites(parsed))[number]
            line, before = node.lineno, ast.unparse(node)
            change_node(node, kind)
            made = counts[path.relative_to(ROOT).parts[1]]
            noticed = try_mutant(copied, path, ast.unparse(parsed))
            made[0], made[1] = made[0] + 1, made[1] + noticed
            if not noticed:
                print(
                    f"survives: {path.relative_to(ROOT)}:{line} {kind}: {before[:80]} -> {ast.unparse(node)[:80]}",
                    flush=True,
                )
    for room, (tried, killed) in counts.items():
        print(f"{room}: {killed} of {tried} mutants noticed")


if __name__ == "__main__":
    main()
