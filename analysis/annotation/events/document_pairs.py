"""Articles -> which two of them tell one event, one of either side; segments -> which single ones carry both sides."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations, permutations
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.annotation.events.genres import OTHER
from analysis.corpus import tables
from analysis.corpus.articles.table_files import read_csv, require_columns
from analysis.corpus.claims import name_claims
from analysis.corpus.study import Study

__all__ = ["find_both", "find_candidates", "pair_documents", "read_pairs"]

DAYS = 2  # a call may be told the next day, and in another time zone
FEWEST = 3  # claims of either side in an article that carries both
MET = ("call", "meeting", "remarks")
NAME = re.compile(r"\b[A-Z][\w’'-]+")


def pair_documents(
    articles: pd.DataFrame,
    both: Mapping[str, tuple[str, ...]],
    study: Study,
    given: pd.DataFrame | None = None,
    days: int = DAYS,
) -> pd.DataFrame:
    """Find the texts of two sides on one event.

    Parameters
    ----------
    articles : DataFrame
        With text (its beginning is enough), title, genre and counterparts (genres.name_genres); at least those that
        find_candidates finds, that are given, and of `both`.
    both : mapping of str to tuple of str
        The articles that carry claims enough of several sides, and of which (find_both).
    study : Study
    given : DataFrame, optional
        Pairs that somebody names (read_pairs): doc_id, other_doc_id, perhaps event; their documents take part in no
        other pair.
    days : int
        How far apart two texts on one event are published at most.

    Returns
    -------
    DataFrame
        The table pairs: pair_id, event, side, doc_id, other_side, other_doc_id, days (between the two, whole; NaN
        without dates) and found: `given`; `event` (the same event of the study); `counterpart` (either names the other
        side as the one it spoke with); `one article` (it has three claims and more of each side: doc_id twice). The
        sides, any two of the study's, stand in its order. A text is in one pair of the same two sides at most; of
        several candidates those that name more of the same people, then the nearest in time.

    Raises
    ------
    ValueError
        If a pair that is given names a document that there is not, two of one side, or none of a side.
    """
    told = _index_articles(articles, study)
    named = [_check_given(row, told, study) for row in ([] if given is None else given.to_dict("records"))]
    found = []
    for ends in combinations(study.all_sides, 2):
        own = [row for row in named if {told[doc_id]["side"] for doc_id in row[1:3]} == set(ends)]
        found += [(*ends, *row) for row in _choose_pairs(own, told, ends, days)]
        carried = [doc_id for doc_id, sides in both.items() if {*ends} <= {*sides} and not told[doc_id]["side"]]
        found += [(*ends, told[doc_id]["event"], doc_id, doc_id, "one article") for doc_id in carried]
    order = {side: place for place, side in enumerate(study.all_sides)}
    found.sort(key=lambda row: (*row[3:5], order[row[0]], order[row[1]]))
    rows = [
        (f"pair-{n:04d}", event, one, doc_id, two, other, _count_days(told[doc_id], told[other]), how)
        for n, (one, two, event, doc_id, other, how) in enumerate(found, start=1)
    ]
    return pd.DataFrame(rows, columns=list(tables.COLUMNS["pairs"])).astype({"days": float})


def _choose_pairs(
    given: list[tuple[str, str, str, str]], told: dict[str, dict], ends: tuple[str, str], days: int
) -> list[tuple[str, str, str, str]]:
    """Return the pairs of two sides: those that are given, then the likeliest of texts that are in none yet."""
    found = list(given)
    taken = {doc_id for row in found for doc_id in row[1:3]}
    for row in _rank_candidates(told, ends, days):
        if taken.isdisjoint(row[1:3]):
            found.append(row)
            taken |= set(row[1:3])
    return found


def _index_articles(articles: pd.DataFrame, study: Study) -> dict[str, dict]:
    """Return what is known of each article by its doc_id, with the side that it narrates for, or "" for none."""
    narrates = {name: outlet.narration for name, outlet in study.outlets.items()}
    told = {row["doc_id"]: row for row in articles.to_dict("records")}
    for row in told.values():
        row["side"] = narrates.get(row["outlet"], "") if narrates.get(row["outlet"]) in study.all_sides else ""
    return told


def find_candidates(articles: pd.DataFrame, study: Study) -> np.ndarray:
    """Tell which articles may be one of two texts on one event: a side's own, on an event or a talk with the other."""
    ends = list(permutations(study.all_sides, 2))
    told = _index_articles(articles, study).values()
    return np.array([any(_may_pair(row, *end) for end in ends) for row in told], dtype=bool)


def find_both(segments: pd.DataFrame, study: Study) -> dict[str, tuple[str, ...]]:
    """Return the articles that carry claims enough of several sides, by their doc_id, each with these sides."""
    claims = segments.assign(claim=name_claims(segments))[segments["voice"].isin(study.all_sides)]
    enough = claims.groupby(["doc_id", "voice"])["claim"].nunique() >= FEWEST
    heard = enough[enough].reset_index().groupby("doc_id")["voice"].agg(tuple)
    return {str(doc_id): sides for doc_id, sides in heard.items() if len(sides) > 1}


def read_pairs(path: Path | str) -> pd.DataFrame:
    """Read a file of pairs: a csv with doc_id, other_doc_id, and event where it is known.

    Raises
    ------
    FileNotFoundError, ValueError
        If there is no such file, or it lacks a column.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f"no file of pairs {path}; a csv with doc_id and other_doc_id")
    table = read_csv(Path(path))
    require_columns(table, Path(path), "doc_id", "other_doc_id")
    return table


def _check_given(row: dict, told: dict[str, dict], study: Study) -> tuple[str, str, str, str]:
    """Return a pair that is given, the first side's document first; raise if it can be none."""
    pair = [str(row["doc_id"]), str(row["other_doc_id"])]
    for doc_id in pair:
        if doc_id not in told:
            raise ValueError(f"the file of pairs names {doc_id!r}, which is no doc_id of this corpus; correct the row")
    sides = [told[doc_id]["side"] for doc_id in pair]
    if "" in sides or sides[0] == sides[1]:
        outlets = " and ".join(f"{doc_id} by {told[doc_id]['outlet']}" for doc_id in pair)
        raise ValueError(
            f"the file of pairs has {outlets}; they must be of two of the sides {', '.join(study.all_sides)}, by the "
            "narration of their outlets in the study"
        )
    first, second = sorted(pair, key=lambda doc_id: study.all_sides.index(told[doc_id]["side"]))
    return str(row.get("event", "") or told[first]["event"]), first, second, "given"


def _rank_candidates(told: dict[str, dict], sides: tuple[str, str], days: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield the pairs that could be, the likeliest first: of one event, then of one genre, then near in time."""
    ranked: list[tuple[int, bool, float, str, str, str, str]] = []
    ends = zip(sides, sides[::-1], strict=True)
    ones, others = ([row for row in told.values() if _may_pair(row, *end)] for end in ends)
    for one, two in _list_near(ones, others, days):
        ids = one["doc_id"], two["doc_id"]
        if one["event"] and one["event"] == two["event"]:
            ranked.append((0, False, -float(_count_names(one, two)), one["event"], *ids, "event"))
        elif not (one["event"] or two["event"]) and abs(apart := _count_days(one, two)) <= days:
            nearness = abs(apart) - _count_names(one, two) / 100
            ranked.append((1, one["genre"] != two["genre"], nearness, "", *ids, "counterpart"))
    yield from (row[3:] for row in sorted(ranked, key=lambda row: row[:3] + row[4:6]))


def _list_near(ones: list[dict], others: list[dict], days: int) -> Iterator[tuple[dict, dict]]:
    """Yield the texts of two sides that have one event, or none and are dated some days apart at most."""
    by_event: dict[str, list[dict]] = defaultdict(list)
    by_day: dict[int, list[dict]] = defaultdict(list)
    for row in others:
        if row["event"]:
            by_event[row["event"]].append(row)
        elif row["published"]:
            by_day[date.fromisoformat(row["published"]).toordinal()].append(row)
    for row in ones:
        if row["event"]:
            yield from ((row, other) for other in by_event.get(row["event"], ()))
        elif row["published"]:
            day = date.fromisoformat(row["published"]).toordinal()
            for near in range(day - days, day + days + 1):
                yield from ((row, other) for other in by_day.get(near, ()))


def _may_pair(row: dict, side: str, other: str) -> bool:
    """Return whether a text of a side has an event, or says that it is of a talk with the other side."""
    met = row["genre"] in (*MET, OTHER) and other in row["counterparts"].split("; ")
    return row["side"] == side and (bool(row["event"]) or met)


def _count_names(one: dict, two: dict) -> int:
    """Return how many words with a capital both titles and openings share: the people who spoke."""
    named = [set(NAME.findall(f"{row['title']} {row['text'][:300]}")) for row in (one, two)]
    return len(named[0] & named[1])


def _count_days(one: dict, two: dict) -> float:
    """Return the days between two texts, NaN without their dates."""
    if not (one["published"] and two["published"]):
        return float("nan")
    return float((pd.Timestamp(two["published"]) - pd.Timestamp(one["published"])).days)
