"""Articles -> which two of them tell one event, one of either side; segments -> which single ones carry both sides."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path

import pandas as pd

from analysis.annotation.events.genres import OTHER
from analysis.corpus import tables
from analysis.corpus.articles.table_files import read_csv, require_columns
from analysis.corpus.claims import name_claims
from analysis.corpus.study import Study

__all__ = ["find_both", "pair_documents", "read_pairs"]

DAYS = 2  # a call may be told the next day, and in another time zone
FEWEST = 3  # claims of either side in an article that carries both
MET = ("call", "meeting", "remarks")
NAME = re.compile(r"\b[A-Z][\w’'-]+")


def pair_documents(
    articles: pd.DataFrame, segments: pd.DataFrame, study: Study, given: pd.DataFrame | None = None, days: int = DAYS
) -> pd.DataFrame:
    """Find the texts of two sides on one event.

    Parameters
    ----------
    articles : DataFrame
        With text, title, genre and counterparts (genres.name_genres).
    segments : DataFrame
        With segment_id, doc_id, sentence_id, start, voice.
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
        both = [doc_id for doc_id in find_both(segments, ends) if not told[doc_id]["side"]]
        found += [(*ends, told[doc_id]["event"], doc_id, doc_id, "one article") for doc_id in both]
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


def find_both(segments: pd.DataFrame, sides: Sequence[str]) -> list[str]:
    """Return the articles that carry claims enough of two of the sides, by their doc_id."""
    claims = segments.assign(claim=name_claims(segments))[segments["voice"].isin(sides)]
    enough = claims.groupby(["doc_id", "voice"])["claim"].nunique() >= FEWEST
    heard = enough[enough].reset_index().groupby("doc_id")["voice"].nunique()
    return list(heard.index[heard >= 2])


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
    for one, two in product(*([row for row in told.values() if _may_pair(row, *end)] for end in ends)):
        ids = one["doc_id"], two["doc_id"]
        if one["event"] and one["event"] == two["event"]:
            ranked.append((0, False, -float(_count_names(one, two)), one["event"], *ids, "event"))
        elif not (one["event"] or two["event"]) and abs(apart := _count_days(one, two)) <= days:
            nearness = abs(apart) - _count_names(one, two) / 100
            ranked.append((1, one["genre"] != two["genre"], nearness, "", *ids, "counterpart"))
    yield from (row[3:] for row in sorted(ranked, key=lambda row: row[:3] + row[4:6]))


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
