"""Two coders' sheets, or one beside the machine -> how far they agree, judgement by judgement."""

import pandas as pd

from analysis.corpus import tables
from analysis.measures.validity.agreement import CODING, FRAMES, find_alpha

__all__ = ["compare_sheets", "compare_with_machine", "unfold_sheet"]

# Each with the distance of two labels: sets by MASI (Passonneau 2006), which for single labels is equal or not.
VARIABLES = {"voice": "masi", "manner": "masi", "frame": "interval", "issues": "masi"}


def compare_sheets(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Compare two coders over the segments that both judged.

    Parameters
    ----------
    first, second : DataFrame
        As sheets.read_coding returns them, made of the same corpus. A segment that one of them split is left out.

    Returns
    -------
    DataFrame
        One row a variable (voice, manner, frame, issues): n (judged by both), equal (share), alpha (Krippendorff 2004,
        interval for the frame, MASI for sets of issues; NaN where only one label
        occurs). A sentence's frame counts once.

    Examples
    --------
    >>> sheet = pd.DataFrame({"segment_id": ["s.0", "s.1", "t.0"], "coded_voice": ["a", "b", "a"]})
    >>> other = sheet.assign(coded_voice=["a", "a", ""])
    >>> compare_sheets(sheet, other).iloc[0, :3].astype(str).tolist()
    ['voice', '2', '0.5']
    """
    both = _once(first).merge(_once(second), on="segment_id", suffixes=("", "_other"))
    return pd.DataFrame([_compare(both, variable) for variable in VARIABLES])


def compare_with_machine(sheet: pd.DataFrame) -> pd.DataFrame:
    """Compare a coder's voices and manners with those that the sheet was written with; as compare_sheets."""
    found = sheet.assign(coded_voice=sheet["voice"], coded_manner=sheet["manner"], coded_frame="", coded_issues="")
    return compare_sheets(sheet, found)


def unfold_sheet(sheet: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return what a coder's sheet says of sentences, as agreement.compare_coding takes it.

    Parameters
    ----------
    sheet : DataFrame
        As sheets.read_coding returns it.
    sentences, articles : DataFrame
        Of the corpus that it was made of.

    Returns
    -------
    DataFrame
        agreement.CODING, one row a sentence of which anything is judged. Voices and issues are those of all of its
        segments, "" until each is judged: half a sentence cannot be compared.
    """
    rows = sheet.assign(sentence_id=tables.name_sentences(sheet["segment_id"]))
    files = articles.set_index("doc_id")["source_file"]
    places = sentences.set_index("sentence_id")
    units = []
    for sentence_id, mine in rows[rows["sentence_id"].isin(places.index)].groupby("sentence_id", sort=False):
        voices, issues, frames = (mine[column] for column in ("coded_voice", "coded_issues", "coded_frame"))
        place = places.loc[str(sentence_id)]
        units.append(
            {
                "file": files[place["doc_id"]],
                "start": place["start"],
                "end": place["end"],
                "kind": "body",
                "voice": _join_judged(voices, without={"outlet"}),
                "mode": "",
                "issues": _join_judged(issues, without={"none"}, empty="none"),
                "frame": next((frame for frame in frames if frame != ""), ""),
                "certain": 1,
                "frame_certain": 1,
            }
        )
    table = pd.DataFrame(units, columns=list(CODING))
    return table[(table[["voice", "issues", "frame"]] != "").any(axis=1)].reset_index(drop=True)


def _join_judged(cells: pd.Series, without: set[str], empty: str = "") -> str:
    """Return the labels of all cells, those of `without` only where there is no other; "" where a cell is empty."""
    if (cells == "").any():
        return ""
    labels = set(" ".join(cells).split())
    return " ".join(sorted(labels - without or labels)) or empty


def _once(sheet: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of segments that nobody split, with every variable."""
    whole = sheet[~sheet["segment_id"].duplicated(keep=False)]
    return whole.reindex(columns=["segment_id", *(f"coded_{variable}" for variable in VARIABLES)], fill_value="")


def _compare(both: pd.DataFrame, variable: str) -> dict[str, object]:
    """Return the agreement on one variable."""
    one, two = both[f"coded_{variable}"], both[f"coded_{variable}_other"]
    judged = (one != "") & (two != "")
    if variable == "frame":  # written on every segment of its sentence
        judged &= ~tables.name_sentences(both["segment_id"]).where(judged).duplicated()
    one, two = one[judged], two[judged]
    if variable == "frame":
        one, two = (labels.astype(int).map(FRAMES) for labels in (one, two))
    equal = float((one == two).mean()) if judged.any() else float("nan")
    alpha = find_alpha(one, two, VARIABLES[variable]) if judged.any() else float("nan")
    return {"variable": variable, "n": int(judged.sum()), "equal": equal, "alpha": alpha}
