"""Write what the code says of itself: docs/architecture.svg and .md from its imports, docs/reference.md from its names.

    .venv/bin/python docs/write_docs.py

tests/test_docs.py holds the two pages to the code.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
ROOMS = {
    "corpus": "files to sentences",
    "annotation": "reads text, knows English",
    "measures": "tables to numbers, no text",
    "output": "numbers to what people see",
}
WIDTH, GAP, HEIGHT, HEAD = 40.0, 14.0, 5.2, 11.0  # of a room's box, in mm


def read_modules() -> dict[str, ast.Module]:
    """Return every module of analysis/ by its dotted name."""
    paths = [path for path in sorted((ROOT / "analysis").rglob("*.py")) if path.name != "__init__.py"]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    return {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in zip(names, paths, strict=True)}


def list_public(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield each name that a module offers and has a docstring: how it is called, and its first line."""
    named = {
        node.targets[0].id: node.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    offered = ast.literal_eval(named["__all__"]) if "__all__" in named else []
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in offered:
            arguments = ", ".join(list_arguments(node)) if isinstance(node, ast.FunctionDef) else None
            told = (ast.get_docstring(node) or "").splitlines()
            yield node.name + (f"({arguments})" if arguments is not None else ""), told[0] if told else ""


def list_arguments(function: ast.FunctionDef) -> Iterator[str]:
    """Yield the arguments of a function, with an = where one has a default."""
    plain, named = function.args.args, function.args.kwonlyargs
    optional = len(plain) - len(function.args.defaults)
    yield from (name.arg + ("=" if place >= optional else "") for place, name in enumerate(plain))
    yield from (
        name.arg + ("=" if default else "") for name, default in zip(named, function.args.kw_defaults, strict=True)
    )


def write_reference(modules: dict[str, ast.Module]) -> str:
    """Return the page of all public names by module."""
    lines = ["# Reference", "", "Every public name, from `__all__` and its docstring (`help(NAME)` has the whole).", ""]
    for name, module in modules.items():
        public = list(list_public(module))
        if public:
            lines += [f"## {name}", "", (ast.get_docstring(module) or "").splitlines()[0], ""]
            lines += [f"- `{call}`: {told}" if told else f"- `{call}`" for call, told in public] + [""]
    return "\n".join(lines)


def count_imports(modules: dict[str, ast.Module]) -> Counter[tuple[str, str]]:
    """Return how many modules of one room import from another: (importing, imported)."""
    pairs: Counter[tuple[str, str]] = Counter()
    for name, module in modules.items():
        found = {node.module or "" for node in ast.walk(module) if isinstance(node, ast.ImportFrom)}
        rooms = {
            parts[1] for found_name in found if (parts := found_name.split("."))[0] == "analysis" and len(parts) > 1
        }
        own = name.split(".")[1]
        pairs.update((own, room) for room in rooms if own in ROOMS and room in ROOMS and room != own)
    return pairs


def count_modules(modules: dict[str, ast.Module]) -> dict[str, Counter[str]]:
    """Return how many modules each sub-room of each room has; those of the room itself under ""."""
    parts = [name.split(".")[1:] for name in modules]
    return {room: Counter(p[1] if len(p) > 2 else "" for p in parts if p[0] == room) for room in ROOMS}


def draw_rooms(sizes: dict[str, Counter[str]], pairs: Counter[tuple[str, str]]) -> Figure:
    """Draw the rooms side by side with their sub-rooms, and above and below them who imports whom."""
    depth = HEAD + HEIGHT * max(len(rooms) for rooms in sizes.values())
    total = len(ROOMS) * WIDTH + (len(ROOMS) - 1) * GAP
    figure = Figure(figsize=((total + 8) / 25.4, (depth + 52) / 25.4))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(-4, total + 4), ylim=(-depth - 4, 48))
    axes.axis("off")
    lefts = {room: place * (WIDTH + GAP) for place, room in enumerate(ROOMS)}
    for room, left in lefts.items():
        axes.add_patch(Rectangle((left, -depth), WIDTH, depth, facecolor="#f2f2f2", edgecolor="black", linewidth=0.8))
        axes.text(left + 2, -4.5, f"{room}/", fontsize=9, weight="bold", va="center")
        axes.text(left + 2, -8.5, ROOMS[room], fontsize=6.5, va="center")
        for place, (name, size) in enumerate(sorted(sizes[room].items())):
            label = f"{name or 'modules of its own'}{'/' if name else ''}"
            axes.text(left + 3, -HEAD - HEIGHT * (place + 0.5), f"{label}  {size}", fontsize=7, va="center")
    order = list(ROOMS)
    by_span = sorted(pairs.items(), key=lambda pair: order.index(pair[0][0]) - order.index(pair[0][1]))
    for rank, ((importing, imported), n) in enumerate(by_span):
        span = order.index(importing) - order.index(imported)
        # Each end has a place of its own, so that no two heads meet.
        start = lefts[importing] + WIDTH * (0.15 + 0.1 * span)
        end = lefts[imported] + WIDTH * (0.95 - 0.12 * span)
        high = 5 + 8 * rank  # each on a level of its own
        arrow = FancyArrowPatch(
            (start, 0), (end, 0), arrowstyle="-|>", mutation_scale=7, linewidth=0.8, color="black",
            connectionstyle=f"bar,fraction={high / (start - end):.3f}", shrinkA=0, shrinkB=0,
        )  # fmt: skip
        axes.add_patch(arrow)
        axes.text(end + 0.3 * (start - end), high + 1.2, f"{n} import {imported}", fontsize=6.5, ha="center")
    return figure


def write_architecture(sizes: dict[str, Counter[str]], pairs: Counter[tuple[str, str]]) -> str:
    """Return the page that says what the picture shows."""
    rows = [f"| `{room}/` | {told} | {sum(sizes[room].values())} |" for room, told in ROOMS.items()]
    edges = [f"| `{importing}/` | `{imported}/` | {n} |" for (importing, imported), n in sorted(pairs.items())]
    return "\n".join(
        [
            "# Architecture",
            "",
            "Articles go in at the left as files; each room turns one table into the next; no room reaches back. The",
            "line between annotation and measures is the line between what needs the articles' text and what anybody",
            "can re-run from `data/corpus`. `help(analysis)` is the map, a line a module.",
            "",
            "![Four rooms with their sub-rooms; arrows say how many modules import from which room](architecture.svg)",
            "",
            "| room | does | modules |",
            "|---|---|---|",
            *rows,
            "",
            "| room | imports from | modules that do |",
            "|---|---|---|",
            *edges,
            "",
        ]
    )


def write_pages() -> dict[str, str]:
    """Return the text of each page by its file name."""
    modules = read_modules()
    sizes, pairs = count_modules(modules), count_imports(modules)
    return {"reference.md": write_reference(modules), "architecture.md": write_architecture(sizes, pairs)}


def main() -> None:
    """Write the pages and the picture."""
    for name, text in write_pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
    modules = read_modules()
    figure = draw_rooms(count_modules(modules), count_imports(modules))
    mpl.rcParams["svg.hashsalt"] = "readouts"
    figure.savefig(DOCS / "architecture.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()
