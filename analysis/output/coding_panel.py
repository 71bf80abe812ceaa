"""A sentence and its segments, to be judged by mouse or keyboard in a notebook; the sheet is saved at once."""

import html
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets

from analysis.annotation.coding import edits, sheets
from analysis.corpus import tables
from analysis.corpus.study import Study, load_study
from analysis.measures.validity import sheet_agreement

__all__ = ["CodingPanel", "open_panel"]

AROUND = 2  # sentences shown before the one that is judged; one after
MOST = 2_000  # segments a sheet holds: it is written anew after each judgement
PIECE = re.compile(r"\w+(?:['’\-]\w+)*\s*|[^\w\s]\s*|\s+")
FRAME_LABELS = {"-1": "confrontational", "0": "neutral", "1": "conciliatory"}


class CodingPanel(anywidget.AnyWidget):
    """The panel; what is shown is `item`, what was done comes as messages, and `sheet` is the work so far."""

    _esm = Path(__file__).with_suffix(".js")
    _css = Path(__file__).with_suffix(".css")
    item = traitlets.Dict().tag(sync=True)
    choices = traitlets.Dict().tag(sync=True)

    def __init__(self, corpus: Path, study: Study, path: Path, other: Path | None = None) -> None:
        """Open the sheet of a coder, or begin one; raise as open_panel says."""
        super().__init__()
        self.study, self.path, self.other = study, path, other
        self.sheet = sheets.read_coding(path) if path.is_file() else _begin_sheet(corpus)
        self.articles, self.sentences = (
            _read_of(corpus, name, self.sheet["doc_id"]) for name in ("articles", "sentences")
        )
        self.past: list[tuple[pd.DataFrame, int]] = []
        self.walk = edits.list_walk(self.sheet)
        self.at = self._first_open()
        self.choices = _list_choices(study)
        self.on_msg(self._receive)
        self._show("")

    def __repr__(self) -> str:
        """Name the sheet only: what stands in an output may be published, the articles' text may not."""
        return f"CodingPanel({self.path.name!r})"

    def do(self, action: str, **what: Any) -> None:
        """Do what a coder asks for: judge, confirm, place, split, note, go, undo; save, and show what is next."""
        before, row = (self.sheet, self.at), self.walk[self.at]
        try:
            said = getattr(self, f"_do_{action}")(row, **what)
        except ValueError as error:
            said = str(error)
        if self.sheet is not before[0]:
            if action != "undo":
                self.past.append(before)
            sheets.write_sheet(self.sheet, self.path)
        self._show(said or "")

    def _receive(self, _: object, message: dict[str, Any], __: object) -> None:
        """Take a message of the page."""
        if (action := message.get("action")) in ACTIONS:
            self.do(action, **{key: value for key, value in message.items() if key != "action"})

    def _do_judge(self, row: int, field: str, value: str) -> None:
        """Write one judgement."""
        self.sheet = edits.judge(self.sheet, row, field, value, self.study)

    def _do_confirm(self, row: int) -> None:
        """Say that the segment is right, and go on."""
        self.sheet = edits.confirm(self.sheet, row)
        self._do_go(row, 1)

    def _do_place(self, row: int, start: int, end: int) -> None:
        """Set where the segment begins and ends."""
        self.sheet = edits.place(self.sheet, row, start, end)

    def _do_split(self, row: int, start: int, end: int) -> None:
        """Make the selected words a segment of their own."""
        self.sheet = edits.split_off(self.sheet, row, start, end)
        self.walk = edits.list_walk(self.sheet)

    def _do_note(self, row: int, text: str) -> None:
        """Keep a note."""
        self.sheet = self.sheet.copy()
        self.sheet.loc[row, "note"] = text

    def _do_go(self, _: int, by: int) -> None:
        """Go on, or back."""
        self.at = min(max(self.at + by, 0), len(self.walk) - 1)

    def _do_pick(self, _: int, chosen: int) -> None:
        """Go to a segment that was clicked at."""
        self.at = self.walk.index(chosen)

    def _do_undo(self, _: int) -> str:
        """Take the last change back."""
        if not self.past:
            return "nothing to undo since the panel was opened"
        self.sheet, self.at = self.past.pop()
        self.walk = edits.list_walk(self.sheet)
        return "undone"

    def _first_open(self) -> int:
        """Return the first place of the walk that nobody has judged."""
        judged = sheets.find_judged(self.sheet)
        return next((place for place, row in enumerate(self.walk) if not judged[row]), 0)

    def _show(self, said: str) -> None:
        """Show the segment that the walk has come to."""
        row = self.walk[self.at]
        segment = self.sheet.loc[row]
        sentence_id = segment["segment_id"].rpartition(".")[0]
        place = self.sentences.index[self.sentences["sentence_id"] == sentence_id]
        if not len(place):
            raise ValueError(f"{self.path} judges the segment '{segment['segment_id']}', which is not in this corpus")
        whole = self.sentences.loc[place[0]]
        near = self.sentences[self.sentences["doc_id"] == whole["doc_id"]]
        number = near.index.get_loc(place[0])
        mine = self.sheet[tables.name_sentences(self.sheet["segment_id"]) == sentence_id]
        spans = [(*edits.find_span(self.sheet, index), index) for index in mine.index]
        self.item = {
            "row": int(row),
            "outlet": self.articles.set_index("doc_id")["outlet"].get(whole["doc_id"], ""),
            "before": " ".join(near["text"].iloc[max(number - AROUND, 0) : number]),
            "after": " ".join(near["text"].iloc[number + 1 : number + 2]),
            "words": _cut_words(whole["text"], int(whole["start"]), spans),
            "segments": {str(index): self._describe(index) for index in mine.index},
            "note": str(segment["note"]),
            "at": self.at + 1,
            "of": len(self.walk),
            "judged": int(sheets.find_judged(self.sheet).sum()),
            "agreement": self._compare(),
            "said": said,
        }

    def _describe(self, row: int) -> dict[str, str]:
        """Return what was found of a segment, and what the coder made of it."""
        segment = self.sheet.loc[row]
        columns = ("voice", "manner", "source", "cue", "coded_voice", "coded_manner", "coded_frame", "coded_issues")
        return {c: str(segment[c]) for c in columns} | {"certainty": f"{float(segment['certainty'] or 0):.2f}"}

    def _compare(self) -> str:
        """Return how far the coder agrees with the other, or with the machine where there is no other."""
        if self.other is None:
            compared, whom = sheet_agreement.compare_with_machine(self.sheet), "the machine"
        else:
            compared, whom = sheet_agreement.compare_sheets(self.sheet, sheets.read_coding(self.other)), self.other.stem
        said = [
            f"{row['variable']} {row['equal']:.0%} of {row['n']}"
            + ("" if pd.isna(row["alpha"]) else f" (alpha {row['alpha']:.2f})")
            for row in compared[compared["n"] > 0].to_dict("records")
        ]
        return f"equal to {whom}: {', '.join(said)}" if said else f"nothing judged yet that {whom} has judged"


ACTIONS = frozenset(name.removeprefix("_do_") for name in vars(CodingPanel) if name.startswith("_do_"))


def open_panel(corpus: Path | str, sheet: Path | str | None = None, other: Path | str | None = None) -> Any:
    """Return a panel in which a coder judges the segments of a corpus, the least certain sentence first.

    Parameters
    ----------
    corpus : path
        A corpus folder with its text.
    sheet : path, optional
        The coder's sheet; by default coding.csv beside the tables, where the notebook on validity finds it. It is
        begun where it is not there, and gone on with where it is. `readouts ingest --coding` takes it.
    other : path, optional
        Another coder's sheet of the same corpus: how far the two agree stands below.

    Returns
    -------
    CodingPanel
        Or, where the corpus has no text, a sentence that says so.

    Raises
    ------
    FileNotFoundError
        If there is no such corpus, or no other sheet.
    ValueError
        If a sheet is none, or was made of another corpus.
    """
    folder = Path(corpus)
    study = load_study(folder / "study.toml")
    if other is not None and not Path(other).is_file():
        raise FileNotFoundError(f"no coding sheet {other}")
    if "text" not in next(tables.stream_table(folder, "sentences", rows=1)):
        from IPython.display import Markdown

        name = html.escape(folder.name)
        return Markdown(f"*There is no text in {name} to judge: it was shared without. Make a corpus of the articles.*")
    return CodingPanel(
        folder, study, Path(sheet or folder / sheets.SHEET_FILE), Path(other) if other is not None else None
    )


def _begin_sheet(corpus: Path) -> pd.DataFrame:
    """Return a sheet of the sentences with the least certain segments, as many as can be saved at each judgement."""
    known = tables.read_table(corpus, "segments", ["doc_id", "certainty"])
    unsure = known.sort_values("certainty", kind="stable", na_position="first")["doc_id"].head(MOST)
    sheet = sheets.write_coding_sheet(*(_read_of(corpus, name, unsure) for name in ("segments", "sentences")))
    chosen = set(tables.name_sentences(sheet["segment_id"].head(MOST)))
    return sheet[tables.name_sentences(sheet["segment_id"]).isin(chosen)].reset_index(drop=True)


def _read_of(corpus: Path, name: str, doc_ids: pd.Series) -> pd.DataFrame:
    """Return the rows of a table that are of these documents: of many only a few have to be held."""
    wanted = set(doc_ids)
    some = [part[part["doc_id"].isin(wanted)] for part in tables.stream_table(corpus, name)]
    return pd.concat(some, ignore_index=True)


def _cut_words(text: str, start: int, spans: list[tuple[int, int, int]]) -> list[list[Any]]:
    """Return the words and marks of a sentence: begin and end in the raw file, text, and the row they belong to."""
    edges = {edge - start for span in spans for edge in span[:2]}
    words: list[list[Any]] = []
    for match in PIECE.finditer(text):
        inside = sorted({match.start(), match.end(), *(e for e in edges if match.start() < e < match.end())})
        for a, b in pairwise(inside):
            row = next((row for begin, end, row in spans if begin - start <= a < end - start), -1)
            words.append([a + start, b + start, text[a:b], int(row)])
    return words


def _list_choices(study: Study) -> dict[str, list[list[str]]]:
    """Return what may be judged: of each field its values, labels and colours."""
    issues = [[issue.id, issue.label, ""] for issue in study.issues.values()]
    return {
        "voice": [[voice.id, voice.label, voice.colour] for voice in study.voices.values()],
        "manner": [[manner, manner, ""] for manner in sheets.MANNERS],
        "frame": [[frame, FRAME_LABELS[frame], ""] for frame in sheets.FRAMES],
        "issues": [*issues, [edits.NO_ISSUE, "none of them", ""]],
    }
