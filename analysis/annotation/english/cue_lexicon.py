"""The words that introduce what others say: data/lexicons/en/cues.csv, by every form they take."""

from functools import cache
from typing import NamedTuple

from analysis import paths
from analysis.corpus import lexicon_rows

__all__ = ["BASE", "ING", "PARTICIPLE", "PAST", "THIRD", "Cue", "forms_of", "load_cues"]

BASE, THIRD, PAST, PARTICIPLE, ING = 1, 2, 4, 8, 16
VOWELS = "aeiou"
FORM = lexicon_rows.Form(
    ("cue", "pos", "kind", "need", "voiced", "stance", "forms", "example"),
    key=("cue", "pos"),
    classes={
        "pos": ("verb", "noun", "adjective", "preposition"),
        "kind": ("say", "think", "ask", "commit", "judge", "feel", "topic", "show"),
        "need": ("any", "clause", "quote", ""),
        "voiced": ("yes", "no", "that"),
        "stance": ("neutral", "positive", "doubting"),
    },
)


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
    """Return the spellings of a verb with the forms each may be.

    Parameters
    ----------
    verb : str
    listed : str
        Its four other forms (`signals signaled|signalled ...`), | between two spellings of one; "" where they follow
        the rule.

    Returns
    -------
    dict of str to int
        The forms of each spelling, added up.
    """
    if listed:
        third, past, participle, ing = listed.split()
    else:
        stem = verb[:-1] if verb.endswith("e") else verb
        y = verb.endswith("y") and verb[-2] not in VOWELS
        third = verb[:-1] + "ies" if y else verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
        past = participle = verb[:-1] + "ied" if y else stem + "ed"
        ing = (verb if verb.endswith("ee") else stem) + "ing"
    spellings: dict[str, int] = {}
    for spelled, form in ((verb, BASE), (third, THIRD), (past, PAST), (participle, PARTICIPLE), (ing, ING)):
        for spelling in spelled.split("|"):
            spellings[spelling] = spellings.get(spelling, 0) | form
    return spellings


def _make_cue(row: lexicon_rows.Row) -> tuple[dict[str, int], Cue]:
    """Return the spellings of a row's first word with the forms each may be, and its entry."""
    head, *rest = row["cue"].split()
    if len(row["forms"].split()) not in (0, 4):
        raise ValueError(f"{row['cue']} should have four forms (says said said saying) or none, found {row['forms']!r}")
    spellings = {head: BASE}
    if row["pos"] == "verb":
        spellings = forms_of(head, row["forms"])
    elif row["pos"] == "noun" and not rest:
        plural = head[:-1] + "ies" if head.endswith("y") else head + ("es" if head.endswith("s") else "s")
        spellings[plural] = THIRD
    entry = Cue(row["cue"], tuple(rest), row["pos"], row["kind"], row["need"], row["voiced"], row["stance"], BASE)
    return spellings, entry


@cache
def load_cues() -> dict[str, dict[str, tuple[Cue, ...]]]:
    """Return, for each part of speech, the entries of each spelling, longest particles first; `any`: all."""
    tables: dict[str, dict[str, list[Cue]]] = {pos: {} for pos in FORM.classes["pos"]}
    for spellings, entry in lexicon_rows.read_rows(paths.lexicon("cues.csv"), FORM, _make_cue):
        for spelling, form in spellings.items():
            tables[entry.pos].setdefault(spelling, []).append(entry._replace(form=form))
    sorted_tables = {
        pos: {spelling: tuple(sorted(entries, key=lambda e: -len(e.particles))) for spelling, entries in table.items()}
        for pos, table in tables.items()
    }
    everything = {spelling for table in sorted_tables.values() for spelling in table}
    return {**sorted_tables, "any": dict.fromkeys(everything, ())}
