"""The words that introduce what others say: data/lexicons/en/cues.csv, by every form they take."""

import csv
from functools import cache
from typing import NamedTuple

from analysis.paths import lexicon

__all__ = ["BASE", "ING", "PARTICIPLE", "PAST", "THIRD", "Cue", "forms_of", "load_cues"]

BASE, THIRD, PAST, PARTICIPLE, ING = 1, 2, 4, 8, 16
VOWELS = "aeiou"


class Cue(NamedTuple):
    """One entry: the cue as listed, its kind, what must follow it, the stance it betrays."""

    cue: str
    particles: tuple[str, ...]
    pos: str
    kind: str  # say, think, ask, commit, judge, feel, topic, show
    need: str  # any (a noun: ""), or clause, quote: counts only before what may be said, or before a quotation
    voiced: str  # yes, no, that: whether it reports words or thoughts, or only before a clause
    stance: str
    form: int  # the forms that this spelling may be, added up


def forms_of(verb: str, listed: str) -> dict[str, int]:
    """Return the spellings of a verb with the forms each may be."""
    if listed:
        third, past, participle, ing = listed.split()
    else:
        stem = verb[:-1] if verb.endswith("e") else verb
        y = verb.endswith("y") and verb[-2] not in VOWELS
        third = verb[:-1] + "ies" if y else verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
        past = participle = verb[:-1] + "ied" if y else stem + "ed"
        ing = (verb if verb.endswith("ee") else stem) + "ing"
    spellings: dict[str, int] = {}
    for spelling, form in ((verb, BASE), (third, THIRD), (past, PAST), (participle, PARTICIPLE), (ing, ING)):
        spellings[spelling] = spellings.get(spelling, 0) | form
    return spellings


@cache
def load_cues() -> dict[str, dict[str, tuple[Cue, ...]]]:
    """Return, for each part of speech, the entries of each spelling, longest particles first; `any`: all."""
    tables: dict[str, dict[str, list[Cue]]] = {pos: {} for pos in ("verb", "noun", "adjective", "preposition")}
    with lexicon("cues.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            head, *rest = row["cue"].split()
            if row["pos"] == "verb":
                spellings = forms_of(head, row["forms"])
            elif row["pos"] == "noun" and not rest:
                plural = head[:-1] + "ies" if head.endswith("y") else head + ("es" if head.endswith("s") else "s")
                spellings = {head: BASE, plural: THIRD}
            else:
                spellings = {head: BASE}
            for spelling, form in spellings.items():
                entry = Cue(
                    row["cue"], tuple(rest), row["pos"], row["kind"], row["need"], row["voiced"], row["stance"], form
                )
                tables[row["pos"]].setdefault(spelling, []).append(entry)
    sorted_tables = {
        pos: {spelling: tuple(sorted(entries, key=lambda e: -len(e.particles))) for spelling, entries in table.items()}
        for pos, table in tables.items()
    }
    everything = {spelling for table in sorted_tables.values() for spelling in table}
    return {**sorted_tables, "any": dict.fromkeys(everything, ())}
