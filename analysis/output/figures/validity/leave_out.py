"""What a difference rests on: its value without each sentence, article and issue, as points."""

from collections.abc import Hashable, Mapping

import matplotlib
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from analysis.corpus.study import Study
from analysis.measures.validity.leave_out import KINDS, find_ends
from analysis.output.figures.style import STYLE, new_figure
from analysis.output.prose.numbers import signed

__all__ = ["caption_leave_out", "draw_leave_out", "take_points"]

DRAWN = 2000  # points of a line, about as many as it has dots in print


def draw_leave_out(table: pd.DataFrame, quantity: str = "Difference", study: Study | None = None) -> Figure:
    """Draw the difference without each sentence, article and issue, a line a kind, those at either end named.

    Parameters
    ----------
    table : DataFrame
        As leave_out.leave_one_out or take_points returns it.
    quantity : str
        What is estimated, for the axis: `Frame, Kremlin less White House`, say.
    study : Study, optional
        Gives issues their labels.

    Returns
    -------
    Figure
        178 mm wide; a hollow circle for each thing left out, filled at either end; a stroke over all
        lines at the difference with nothing left out, a thin one at 0.
    """
    kinds = [kind for kind in KINDS if (table["left_out"] == kind).any()]
    figure, axes = new_figure(178, 22 + 11 * len(kinds))
    ends = find_ends(table)
    with matplotlib.rc_context(STYLE):
        axes.axvline(0, color="#777777", linewidth=0.6, zorder=0)
        axes.axvline(table["estimate"].iloc[0], color="black", linewidth=1.4, zorder=1, label="nothing left out")
        for place, kind in enumerate(kinds):
            mine = table[(table["left_out"] == kind) & table["estimate"].notna()]
            axes.scatter(
                mine["estimate"],
                [place] * len(mine),
                s=22,
                facecolor="white",
                edgecolor="#555555",
                linewidth=0.8,
                zorder=2,
            )
        for row, again in zip(ends.to_dict("records"), ends["left_out"].duplicated(), strict=True):
            place = kinds.index(row["left_out"])
            axes.scatter(row["estimate"], place, s=26, color="black", zorder=3)
            # One above and one below: two labels may be wider than their points are apart.
            axes.annotate(
                _name_left_out(row, study), (row["estimate"], place), (0, -5 if again else 5), ha="center",
                va="top" if again else "bottom", textcoords="offset points", fontsize=6.5,
                path_effects=[withStroke(linewidth=2, foreground="white")],
            )  # fmt: skip
        axes.set_yticks(range(len(kinds)), [f"without one {kind}" for kind in kinds])
        axes.set(ylim=(len(kinds) - 0.5, -0.8), xlabel=quantity)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.margins(x=0.1)
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2)
    return figure


def take_points(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows to draw: of thousands of a kind, of those that would lie on one another the first.

    The rows at either end stay, whatever lies beneath them.
    """
    drawn = table["name"].isin(find_ends(table)["name"])
    for _, own in table.groupby("left_out")["estimate"]:
        place = (own - own.min()) / (own.max() - own.min())
        drawn[own.index] |= (len(own) <= DRAWN) | ~(DRAWN * place).round().duplicated()
    return table[drawn]


def _name_left_out(row: Mapping[Hashable, object], study: Study | None) -> str:
    """Return what is left out as it is written: an issue's label, else the id."""
    issue = study.issues.get(str(row["name"])) if study and row["left_out"] == "issue" else None
    return issue.label if issue else str(row["name"])


def caption_leave_out(table: pd.DataFrame, study: Study) -> str:
    """Say how far the difference moves when one thing is left out, and how often its sign turns."""
    whole, rest = table["estimate"].iloc[0], table.iloc[1:]
    if pd.isna(whole):
        return "There is no difference to take apart: a side does not speak."
    defined = rest[rest["estimate"].notna()]
    turned = int((defined["estimate"] * whole <= 0).sum())
    parts = [
        f"without one {kind} from {signed(ends['estimate'].iloc[0])} to {signed(ends['estimate'].iloc[-1])}"
        for kind, ends in find_ends(table).groupby("left_out", sort=False)
    ]
    said = f"The difference is {signed(whole)}{'; ' if parts else ''}{', '.join(parts)}. "
    silent = len(rest) - len(defined)
    return said + (
        f"Of {len(defined):,} things left out one at a time, {turned:,} turn its sign or take it to 0"
        + (f"; {silent} more leave a side without a word." if silent else ".")
    )
