"""A coder's sheet of links between claims out, the corrections back."""

from pathlib import Path

import pandas as pd

from analysis.annotation.events.claim_links import LINKED
from analysis.annotation.events.event_links import KEYS, score_claims
from analysis.corpus import tables
from analysis.corpus.articles import table_files
from analysis.corpus.claims import name_claims

__all__ = ["read_link_sheet", "save_link_sheet", "write_link_sheet"]

WORTH_A_LOOK = 0.1  # pairs of claims with a lower score are not proposed
SHEET = (*KEYS, "score", "proposed", "coded", "note", "claim", "other_claim")
ANSWERS = ("yes", "no", "")


def write_link_sheet(pairs: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Return the links proposed, and the pairs of claims that were nearly proposed, for a coder to judge.

    Parameters
    ----------
    pairs, segments : DataFrame
        Of a corpus with its text.

    Returns
    -------
    DataFrame
        SHEET, pair by pair in the order of telling: proposed is `yes` from claim_links.LINKED on; the coder fills in
        coded (`yes` or `no`; empty leaves it as proposed) and a note. A row for two other claims may be added.

    Raises
    ------
    ValueError
        If the segments lack their text.
    """
    tables.check_table(segments, "segments", ["segment_id", "sentence_id", "doc_id", "start", "voice", "text"])
    scored = score_claims(pairs, segments).query(f"score >= {WORTH_A_LOOK}")
    spoken = segments.assign(claim=name_claims(segments)).sort_values(["doc_id", "start"], kind="stable")
    texts = spoken.groupby("claim")["text"].agg(" ".join)
    sheet = scored.assign(
        score=scored["score"].round(3),
        proposed=(scored["score"] >= LINKED).map({True: "yes", False: "no"}),
        coded="",
        note="",
        claim=scored["segment_id"].map(texts),
        other_claim=scored["other_segment_id"].map(texts),
    )
    return sheet[list(SHEET)].reset_index(drop=True)


def save_link_sheet(corpus: Path | str, into: Path | str) -> pd.DataFrame:
    """Write the sheet of links of a corpus folder, as csv that a spreadsheet opens as it is, and return it.

    Raises
    ------
    FileExistsError
        If the file is there already: it may hold a coder's work.
    FileNotFoundError, ValueError
        If the corpus is not there, or has no pairs or no text.
    """
    if Path(into).exists():
        raise FileExistsError(f"{into} is there already and may hold a coder's work; name another file")
    pairs, segments = tables.read_table(corpus, "pairs"), tables.read_table(corpus, "segments")
    if pairs.empty:
        raise ValueError(f"{corpus} has no two texts on one event; see readouts ingest --pairs")
    sheet = write_link_sheet(pairs, segments)
    Path(into).parent.mkdir(parents=True, exist_ok=True)
    sheet.to_csv(into, index=False, lineterminator="\n", encoding="utf-8-sig")
    return sheet


def read_link_sheet(path: Path | str) -> pd.DataFrame:
    """Read a sheet that a coder has filled in: the rows that say something.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If a column is missing, an answer is neither yes nor no, or two claims are judged twice.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f"no sheet of links {path}; make one with: readouts code CORPUS --pairs --into FILE")
    sheet = table_files.read_csv(path)
    table_files.require_columns(sheet, path, *KEYS, "coded")
    sheet["coded"] = sheet["coded"].str.strip().str.lower()
    odd = sheet.loc[~sheet["coded"].isin(ANSWERS), "coded"]
    if len(odd):
        raise ValueError(f"{path} has coded = {odd.iloc[0]!r}; write yes, no, or nothing")
    judged = sheet[sheet["coded"] != ""]
    twice = judged[judged.duplicated(KEYS)]
    if len(twice):
        row = twice.iloc[0]
        raise ValueError(f"{path} judges {row['segment_id']} and {row['other_segment_id']} twice; keep one row")
    return judged.reset_index(drop=True)
