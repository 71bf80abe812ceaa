"""Scores of the two sides by month."""

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, DateFormatter, MonthLocator
from matplotlib.figure import Figure

from analysis.corpus.study import Study
from analysis.output.figures.style import STYLE, new_figure, voice_looks
from analysis.output.figures.tone.tone import name_score

__all__ = ["caption_months", "draw_months", "take_drawable"]

SHIFT = 3  # days between the sides, so that their intervals do not lie on each other


def take_drawable(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table if any month has an interval, else none of its rows: single points are no course of time."""
    return table if table["low"].notna().any() else table.iloc[:0]


def draw_months(table: pd.DataFrame, study: Study) -> Figure:
    """Draw the mean score of either side by month, with its interval where there is one.

    Parameters
    ----------
    table : DataFrame
        As inference.bootstrap_mean returns it by voice and month (the first day of each), for one or several scores.
    study : Study

    Returns
    -------
    Figure
        178 mm wide; one panel a score; filled with an interval, hollow where the articles are too few for one.
    """
    values = list(dict.fromkeys(table["value"]))
    figure, grid = new_figure(178, 14 + 56 * len(values), nrows=len(values), sharex=True, squeeze=False)
    with matplotlib.rc_context(STYLE):
        for axes, value in zip(grid[:, 0], values, strict=True):
            for number, side in enumerate(study.sides):
                own = table[(table["value"] == value) & (table["voice"] == side)]
                _draw_side(axes, own, voice_looks(study)[side], (number - 0.5) * SHIFT)
            axes.axhline(0, color="#555555", linewidth=0.7)
            axes.set_ylabel(name_score(value))
            axes.grid(axis="y")
        few = table["month"].nunique() < 12
        grid[-1, 0].xaxis.set_major_locator(MonthLocator() if few else AutoDateLocator(minticks=3, maxticks=9))
        grid[-1, 0].xaxis.set_major_formatter(DateFormatter("%b\n%Y"))
        figure.legend(handles=grid[0, 0].collections[1::3], loc="outside upper left", ncols=2)
    return figure


def _draw_side(axes: Axes, own: pd.DataFrame, look: tuple[str, str, str], days: float) -> None:
    """Draw one side's months."""
    label, colour, marker = look
    own = own[own["month"] != ""]
    at = pd.to_datetime(own["month"]) + pd.Timedelta(days=days)
    sure = own["low"].notna()
    axes.vlines(at[sure], own["low"][sure], own["high"][sure], color=colour, linewidth=1)
    axes.scatter(at[sure], own["estimate"][sure], color=colour, marker=marker, s=16, label=label, zorder=3)
    axes.scatter(
        at[~sure], own["estimate"][~sure], facecolor="white", edgecolor=colour, marker=marker, s=16, zorder=3
    )  # fmt: skip


def caption_months(table: pd.DataFrame, study: Study) -> str:
    """Say how many months have an interval for both sides, and in how many of them the intervals lie apart."""
    said = []
    for value in dict.fromkeys(table["value"]):
        own = table[(table["value"] == value) & table["low"].notna()].set_index(["month", "voice"])[["low", "high"]]
        wide = own.unstack("voice").dropna() if own.index.get_level_values("voice").nunique() == 2 else own.iloc[:0]  # noqa: PD010
        name = name_score(value).split(":")[0]
        if wide.empty:
            said.append(f"{name}: in no month do both sides have articles enough for an interval.")
            continue
        first, second = study.sides
        above = (wide["low"][first] > wide["high"][second]).sum()
        below = (wide["high"][first] < wide["low"][second]).sum()
        said.append(
            f"{name}: of {len(wide)} months with an interval for both sides, {study.voices[first].label} lies wholly "
            f"above {study.voices[second].label} in {above} and wholly below in {below}."
        )
    return (
        " ".join(said) + " Every article weighs alike; 95 % intervals over articles; hollow: too few articles for one."
    )
