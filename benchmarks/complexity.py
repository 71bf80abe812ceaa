"""Complexity of the code by room: branches, and every `and` and `or`, of each function.

    python benchmarks/complexity.py [--worst 15]

McCabe's number (1976) counts decisions and not the conditions inside one: `a and b or c` is one. Here each counts, so
that a rule does not get simpler by being written in one line.
"""

import argparse
import ast
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
BRANCHES = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.Assert, ast.match_case)


def count_decisions(function: ast.AST) -> int:
    r"""Return one and the decisions of a function: branches, comprehensions and their conditions, and / or.

    Examples
    --------
    >>> count_decisions(ast.parse("def f(a, b):\n    return 1 if a and b else [x for x in a if x]").body[0])
    5
    """
    found = 1
    for node in ast.walk(function):
        if isinstance(node, BRANCHES):
            found += 1
        elif isinstance(node, ast.BoolOp):
            found += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            found += 1 + len(node.ifs)
    return found


def measure_rooms(root: Path = ROOT) -> pd.DataFrame:
    """Return every function of analysis/ with its room and complexity: room, place, function, complexity."""
    rows = []
    for path in sorted((root / "analysis").rglob("*.py")):
        parts = path.relative_to(root / "analysis").with_suffix("").parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                room = "/".join(parts[:-1][:2]) or "."
                rows.append((room, "/".join(parts), node.name, count_decisions(node)))
    return pd.DataFrame(rows, columns=["room", "module", "function", "complexity"])


def main() -> None:
    """Print the 90th percentile of each room and the worst functions."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worst", type=int, default=15)
    table = measure_rooms()
    rooms = table.groupby("room")["complexity"].agg(["size", "median", lambda c: np.percentile(c, 90), "max"])
    print(rooms.set_axis(["functions", "median", "p90", "max"], axis=1).round(1).to_string())
    print(table.nlargest(parser.parse_args().worst, "complexity").to_string(index=False))


if __name__ == "__main__":
    main()
