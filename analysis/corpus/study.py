"""data/study.toml -> Study: the voices and their names, outlets, events, issues and compound names."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from analysis.corpus.study_keys import find_misfits, hint_toml
from analysis.corpus.study_parts import OUTLET, THIRD_PARTY, Event, Issue, Office, Outlet, Study, Voice

__all__ = [
    "ANYONE",
    "COPIES",
    "GENRES",
    "MARKERS",
    "OUTLET",
    "THIRD_PARTY",
    "TONES",
    "Event",
    "Issue",
    "Office",
    "Outlet",
    "Study",
    "Voice",
    "load_study",
    "read_study",
]

TONES = (
    "vader",
    "afinn",
    "pattern",
    "news",
)  # the instruments of tone; annotation/tone/sentiment.py has a scorer for each
COPIES = ("each", "once")  # how copies of one article are counted
ANYONE = "anyone"  # as a counterpart: whoever was spoken with, but somebody
GENRES = ("news", "announcement", "call", "meeting", "remarks", "speech", "message", "visit", "decree", "other")
MARKERS = ("o", "s", "^", "v", "<", ">", "D", "d", "P", "X", "*", "p", "h", "8")  # matplotlib's filled ones
ALIKE = 40  # of 255, the distance of two colours below which they are one to a reader


def load_study(path: Path | str, sides: Sequence[str] = ()) -> Study:
    """Read and check a study file.

    Parameters
    ----------
    path : path
        A TOML file; data/README.md lists its keys.
    sides : sequence of str
        The two of its sides to compare; without any, the first two that it names.

    Returns
    -------
    Study

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is not TOML, has an unknown key or lacks one, a voice has no names, a colour or date is malformed,
        or a side or narration names no voice; if `sides` are not two of its sides.
    """
    study, problems = read_study(path)
    if study is None or problems:
        raise ValueError(problems[0])
    return study.compare(sides)


def read_study(path: Path | str) -> tuple[Study | None, list[str]]:
    """Read a study file and everything that is wrong with it, a sentence each.

    Returns
    -------
    Study or None
        None where the file is too wrong to be one.
    problems : list of str

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"no study file {path}; data/study.toml is the one this project ships")
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [f"{path} is not TOML: {error}{hint_toml(path)}"]
    problems = list(find_misfits(raw, path))
    if problems:
        return None, problems
    study = Study(
        title=raw["title"],
        tone=raw["tone"],
        sides=tuple(raw["sides"][:2]),
        voices={name: _read_voice(name, entry) for name, entry in raw["voices"].items()},
        events={n: Event(n, entry["label"], str(entry["date"])) for n, entry in raw.get("events", {}).items()},
        issues={name: Issue(name, **_listed(entry)) for name, entry in raw.get("issues", {}).items()},
        outlets={name: Outlet(name, **entry) for name, entry in raw.get("outlets", {}).items()},
        compounds=tuple(raw.get("compounds", ())),
        questions=tuple(raw.get("questions", ())),
        genres=tuple(raw.get("genres", ())),
        counterparts=tuple(raw.get("counterparts", ())),
        copies=raw.get("copies", COPIES[0]),
        all_sides=tuple(raw["sides"]),
    )
    return study, [*_find_in_voices(study.voices, path), *_find_references(study, path)]


def _read_voice(name: str, entry: Mapping[str, Any]) -> Voice:
    """Return a voice with its offices."""
    offices = tuple(
        Office(own["name"], str(own.get("from", "")), str(own.get("until", "")), str(own.get("otherwise", "")))
        for own in entry.get("offices", [])
    )
    return Voice(name, **_listed({key: value for key, value in entry.items() if key != "offices"}), offices=offices)


def _listed(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entry with its lists as tuples."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


def _find_in_looks(looks: Mapping[str, Voice | Outlet], part: str, path: Path) -> Iterator[str]:
    """Yield what is wrong: a colour that is not #RRGGBB and on a marker that no figure has."""
    for look in looks.values():
        if not re.fullmatch(r"#[0-9A-Fa-f]{6}", look.colour):
            yield f"{path} [{part}.{look.id}] has the colour {look.colour!r}; write it as '#RRGGBB'"
        if look.marker not in MARKERS:
            known = ", ".join(MARKERS)
            yield f"{path} [{part}.{look.id}] has the marker {look.marker!r}; the markers are {known}"


def _find_in_names(voices: Mapping[str, Voice], path: Path) -> Iterator[str]:
    """Yield what is wrong: a name that two voices go by."""
    owners: dict[str, str] = {}
    for voice in voices.values():
        for name in (*voice.names, *voice.descriptions):
            other = owners.setdefault(name.lower(), voice.id)
            if other != voice.id:
                yield f"{path} gives the name {name!r} to '{other}' and to '{voice.id}'; leave it to one"


def _find_in_voices(voices: Mapping[str, Voice], path: Path) -> Iterator[str]:
    """Yield what is wrong if a voice has no names, a reserved voice is missing, or a colour is none or another's."""
    for reserved in (THIRD_PARTY, OUTLET):
        if reserved not in voices:
            yield f"{path} lacks [voices.{reserved}]; every study has the voices third_party and outlet"
    for voice in voices.values():
        if not voice.names and voice.id not in (THIRD_PARTY, OUTLET):
            yield f"{path} [voices.{voice.id}] has no names; list those it goes by, as names = ['...']"
    wrong = list(_find_in_looks(voices, "voices", path))
    yield from wrong
    yield from _find_in_names(voices, path)
    if not wrong:
        yield from _find_alike(voices, path)


def _find_alike(voices: Mapping[str, Voice], path: Path) -> Iterator[str]:
    """Yield what is wrong with colours of two voices that an eye cannot tell apart."""
    for one, two in combinations(voices.values(), 2):
        channels = zip(*(bytes.fromhex(voice.colour[1:]) for voice in (one, two)), strict=True)
        if sum((a - b) ** 2 for a, b in channels) < ALIKE**2:
            yield f"{path} gives '{one.id}' and '{two.id}' colours that do not differ ({one.colour}, {two.colour})"


def _find_references(study: Study, path: Path) -> Iterator[str]:
    """Yield what is wrong if a side or a narration names no voice, an issue has no terms, or a date is malformed."""
    known = ", ".join(study.voices)
    yield from _find_in_looks(study.outlets, "outlets", path)
    if study.tone not in TONES:
        yield f"{path} has tone = {study.tone!r}; the instruments are {', '.join(TONES)}"
    if len(study.all_sides) < 2 or len({*study.all_sides}) < len(study.all_sides):
        yield f"{path} has sides = {list(study.all_sides)}; name the two voices to compare, or more, each once"
    for side in study.all_sides:
        if side not in study.voices:
            yield f"{path} compares the side '{side}', which is no voice; the voices are {known}"
    for voice in study.voices.values():
        for office in voice.offices:
            if office.otherwise and office.otherwise not in study.voices:
                where = f"{path} [voices.{voice.id}] gives {office.name} out of office to '{office.otherwise}'"
                yield f"{where}, which is no voice; the voices are {known}"
    for outlet in study.outlets.values():
        if outlet.narration not in study.voices:
            where = f"{path} [outlets.{outlet.id}] gives its narration to '{outlet.narration}'"
            yield f"{where}, which is no voice; the voices are {known}"
    yield from _find_in_contents(study, path)
    yield from _find_same_labels(study, path)


def _find_same_labels(study: Study, path: Path) -> Iterator[str]:
    """Yield what is wrong with labels of two that a table or figure could not tell apart."""
    for part, entries in (("voices", study.voices), ("issues", study.issues), ("events", study.events)):
        owners: dict[str, str] = {}
        for name, entry in entries.items():
            other = owners.setdefault(entry.label.strip().lower(), name)
            if other != name:
                yield f"{path} gives the label {entry.label!r} to the {part} '{other}' and '{name}'; tell them apart"


def _find_in_contents(study: Study, path: Path) -> Iterator[str]:
    """Yield what is wrong if a genre is unknown, an issue has no terms, or a date is malformed."""
    if unknown := [genre for genre in study.genres if genre not in GENRES]:
        yield f"{path} has the genre {unknown[0]!r}; the genres are {', '.join(GENRES)}"
    if study.copies not in COPIES:
        yield f"{path} has copies = {study.copies!r}; copies of an article are counted {' or '.join(COPIES)}"
    for issue in study.issues.values():
        if not issue.terms or not all(isinstance(t, str) and t.strip() for t in issue.terms):
            yield f"{path} [issues.{issue.id}] has no terms, or an empty one; list the words that raise it"
    for event in study.events.values():
        try:
            date.fromisoformat(event.date)
        except ValueError:
            yield f"{path} [events.{event.id}] has the date {event.date!r}; write YYYY-MM-DD"
