"""The keys of a study file and the type that each needs, checked before anything is made of them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

__all__ = ["KEYS", "find_keys", "find_types", "hint_toml", "is_day"]

KEYS: dict[str, tuple[set[str], set[str]]] = {  # part of the file -> (must, may)
    "": (
        {"title", "tone", "sides", "voices"},
        {"events", "issues", "outlets", "compounds", "questions", "genres", "counterparts"},
    ),
    "voices": ({"label", "colour"}, {"marker", "names", "descriptions", "in_text", "offices"}),
    "events": ({"label", "date"}, set()),
    "issues": ({"label", "terms"}, {"except_in", "contentious"}),
    "outlets": ({"colour"}, {"marker", "narration"}),
}
LISTS = frozenset(
    ("sides", "names", "descriptions", "terms", "except_in", "compounds", "questions", "genres", "counterparts")
)
FLAGS = frozenset(("contentious",))


def hint_toml(path: Path) -> str:
    """Return what most often keeps a study from being TOML, "" where nothing is known."""
    text = path.read_bytes().decode("utf-8", "replace")
    if re.search(r"[=\[,]\s*[“”„‘’]", text):
        return '; it has curly quotation marks: write straight ones, "'
    odd = re.search(r"(?m)^\s*\[(?:[\w-]+\.)*([\w-]*?([^\x00-\x7f])[\w-]*)\]", text)
    return f'; put a name with letters like {odd[2]} into quotation marks: [voices."{odd[1]}"]' if odd else ""


def find_types(entry: Mapping[str, Any], part: str, where: str) -> Iterator[str]:
    """Yield what is wrong with each key whose value is of another type than it needs: a string for a list, say."""
    for key, value in entry.items():
        if key == "offices" and isinstance(value, list):
            continue  # read_voice looks at each
        wanted = "list" if key in LISTS else "table" if not part and key in KEYS else "bool" if key in FLAGS else "text"
        right = {
            "list": isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value),
            "table": isinstance(value, dict),
            "bool": isinstance(value, bool),
            "text": isinstance(value, str) or (key == "date" and isinstance(value, date)),
        }[wanted]
        if not right:
            shown = {
                "list": f'{key} = ["...", "..."], a list of texts',
                "table": f"[{key}.NAME], a table",
                "bool": f"{key} = true or false",
                "text": f'{key} = "...", a text',
            }[wanted]
            yield f"{where} has {key} = {value!r}; write {shown}"


def find_keys(entry: Any, part: str, path: Path, name: str = "") -> Iterator[str]:
    """Yield what is wrong with each unknown or missing key, naming it and the valid ones."""
    where = f"{path} [{part}.{name}]" if part else str(path)
    if not isinstance(entry, dict):
        yield f"{where} should be a table of keys, found {entry!r}"
        return
    must, may = KEYS[part]
    for key in entry:
        if key not in must | may:
            yield f"{where} has the unknown key '{key}'; it may have {', '.join(sorted(must | may))}"
    for key in sorted(must):
        if key not in entry:
            yield f"{where} lacks the key '{key}'; it must have {', '.join(sorted(must))}"


def is_day(text: str) -> bool:
    """Return whether a text is a day, YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
