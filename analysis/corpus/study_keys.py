"""The keys of a study file and the type that each needs, checked before anything is made of them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

__all__ = ["KEYS", "find_misfits", "hint_toml"]

LONGEST_LABEL = 60  # characters
KEYS: dict[str, tuple[set[str], set[str]]] = {  # part of the file -> (must, may)
    "": (
        {"title", "tone", "sides", "voices"},
        {"events", "issues", "outlets", "compounds", "questions", "genres", "counterparts", "copies"},
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


def _find_types(entry: Mapping[str, Any], part: str, where: str) -> Iterator[str]:
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
        elif key == "label" and len(value) > LONGEST_LABEL:
            yield f"{where} has a label of {len(value)} characters; a figure has room for {LONGEST_LABEL}"


def _find_keys(entry: Any, part: str, path: Path, name: str = "") -> Iterator[str]:
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


def _is_day(text: str) -> bool:
    """Return whether a text is a day, YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def find_misfits(raw: Mapping[str, Any], path: Path) -> Iterator[str]:
    """Yield what keeps a file from being a study: keys, and values of another type than they need."""
    yield from _find_keys(raw, "", path)
    wrong = list(_find_types(raw, "", str(path)))
    yield from wrong
    if wrong:
        return
    for part in ("voices", "events", "issues", "outlets"):
        for name, entry in raw.get(part, {}).items():
            yield from _find_keys(entry, part, path, name)
            if isinstance(entry, dict):
                yield from _find_types(entry, part, f"{path} [{part}.{name}]")
    for name, entry in raw.get("voices", {}).items():
        if isinstance(entry, dict):
            yield from _find_in_offices(name, entry, path)


def _find_in_offices(name: str, entry: Mapping[str, Any], path: Path) -> Iterator[str]:
    """Yield what is wrong with the offices of a voice: a key, a date or a name that an office cannot have."""
    where = f"{path} [voices.{name}] offices"
    offices = entry.get("offices", [])
    for office in offices if isinstance(offices, list) else []:
        given = dict(office) if isinstance(office, dict) else {}
        spans = [str(given.pop(key, "")) for key in ("from", "until")]
        if set(given) - {"name", "otherwise"} or not isinstance(given.get("name"), str):
            yield f'{where} has {office!r}; write {{ name = "...", from = 2021-01-20, until = 2025-01-20 }}'
            continue
        if any(span and not _is_day(span) for span in spans) or (all(spans) and spans[0] >= spans[1]):
            span = f"from {spans[0]!r} until {spans[1]!r}"
            yield f"{where}: {given['name']} is in office {span}; write YYYY-MM-DD, the earlier first"
        if given["name"] not in [*entry.get("names", []), *entry.get("descriptions", [])]:
            yield f"{where} has {given['name']!r}, which is no name of this voice; add it to names"
