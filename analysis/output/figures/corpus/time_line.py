"""The articles on a time line, with what cleaning removed."""

from typing import Any

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, DateFormatter
from matplotlib.figure import Figure

from analysis.corpus.study import Study
from analysis.output.figures.style import STYLE, new_figure, outlet_looks
from analysis.output.prose.numbers import percent, plural

__all__ = ["caption_time_line", "draw_time_line"]

MILLION = 1_000_000


def draw_time_line(table: pd.DataFrame, study: Study) -> Figure:
    """Draw when articles appeared and how much of each raw file was kept.

    Parameters
    ----------
    table : DataFrame
        As composition.trace_articles returns it.
    study : Study

    Returns
    -------
    Figure
        178 mm wide; left the time line, a point an article, hollow where only the event is dated, or, where the table
        is by month, a bar a month as high as its articles; right characters kept and removed.
    """
    labels = list(dict.fromkeys(table["label"]))
    monthly = _is_monthly(table)
    figure, (line, bars) = new_figure(
        178, 26 + (14 if monthly else 9) * len(labels), ncols=2, sharey=True, width_ratios=[1.8 if monthly else 1.4, 1]
    )
    with matplotlib.rc_context(STYLE):
        (_draw_months if monthly else _draw_days)(line, table, labels, study)
        _draw_events(line, study)
        _draw_lengths(bars, table, labels)
        line.set(yticks=range(len(labels)), yticklabels=labels, ylim=(len(labels) - 0.4, -0.6))
        line.xaxis.set_major_locator(AutoDateLocator(minticks=3, maxticks=6))
        line.xaxis.set_major_formatter(DateFormatter("%b\n%Y" if monthly else "%d %b\n%Y"))
        line.margins(x=0.02 if monthly else 0.08)
    return figure


def _is_monthly(table: pd.DataFrame) -> bool:
    """Tell whether a row of the table is an outlet's month, not an article."""
    return bool((table["label"] == table["outlet"]).all()) and bool((table["n_articles"] > 1).any())


def _draw_days(axes: Axes, table: pd.DataFrame, labels: list[str], study: Study) -> None:
    """Draw a point an article, hollow where only its event is dated."""
    looks = outlet_looks(study, sorted(table["outlet"].unique()))
    for row in table.to_dict("records"):
        colour, marker = looks[row["outlet"]]
        face = colour if row["dated"] == "published" else "white"
        axes.scatter(
            row["date"], labels.index(row["label"]), s=18 + 4 * row["n_articles"], marker=marker, facecolor=face,
            edgecolor="#333333", linewidth=0.7, zorder=3,
        )  # fmt: skip
    axes.set(xlabel="Date of the article; hollow: only its event is dated")
    axes.grid(axis="y")


def _draw_months(axes: Axes, table: pd.DataFrame, labels: list[str], study: Study) -> None:
    """Draw a bar a month, standing on its outlet's line, with the number of articles of the fullest month."""
    looks = outlet_looks(study, sorted(table["outlet"].unique()))
    counted = table.groupby(["label", "outlet", "date"], sort=False)["n_articles"].sum().reset_index()
    top = counted["n_articles"].max()
    for place, label in enumerate(labels):
        own = counted[counted["label"] == label].reset_index(drop=True)
        middles = own["date"] + pd.Timedelta(days=15)
        heights = -0.75 * own["n_articles"] / top  # the axis runs downwards
        colour = looks[own["outlet"].iloc[0]][0]
        axes.bar(middles, heights, width=26, bottom=place + 0.35, color=colour, gid=f"months {label}")
        axes.axhline(place + 0.35, color="#777777", linewidth=0.6)
        most = int(own["n_articles"].argmax())
        axes.annotate(
            f"{own['n_articles'][most]:,}", (middles[most], place + 0.35 + heights[most]), (0, 1.5),
            textcoords="offset points", ha="center", va="bottom", fontsize=6,
        )  # fmt: skip
    axes.tick_params(axis="y", length=0)
    axes.set(xlabel="Articles a month; the number is that of an outlet's fullest")


def _draw_events(axes: Axes, study: Study) -> None:
    """Draw a line for each event of the study."""
    for number, event in enumerate(study.events.values()):
        day: Any = pd.Timestamp(event.date)
        axes.axvline(day, color="#777777", linewidth=0.7, linestyle=(0, (4, 3)), zorder=1)
        axes.annotate(
            event.label, (day, 1), xycoords=("data", "axes fraction"), fontsize=6.5,
            xytext=(2, 3 + 8 * number), textcoords="offset points", ha="left" if number < 2 else "right",
        )  # fmt: skip


def _draw_lengths(axes: Axes, table: pd.DataFrame, labels: list[str]) -> None:
    """Draw how many characters were kept and removed, with the share removed."""
    total = table.groupby("label")[["kept", "removed"]].sum().reindex(labels)
    look: dict[str, Any] = {"color": "#D9D9D9", "edgecolor": "#555555", "hatch": "////"}
    axes.barh(labels, total["kept"], height=0.55, color="#555555", label="kept")
    axes.barh(labels, total["removed"], left=total["kept"], height=0.55, label="removed", **look)
    for label, row in total.iterrows():
        removed = percent(row["removed"] / max(1, row["kept"] + row["removed"])).replace("less than ", "<")
        axes.annotate(f" {removed} removed", (row["kept"] + row["removed"], label), va="center", fontsize=6.5)
    axes.tick_params(axis="y", length=0)
    axes.margins(x=0.38 if _is_monthly(table) else 0.28)
    axes.set(xlabel="Characters of the raw file")
    if total.to_numpy().max() >= MILLION:
        axes.xaxis.set_major_formatter(lambda n, _: f"{n / MILLION:g}")
        axes.set(xlabel="Characters of the raw files, in millions")
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, handlelength=1.4, borderaxespad=0.2)


def caption_time_line(table: pd.DataFrame) -> str:
    """Say when the articles appeared and how much cleaning removed; by month, of which months each outlet's are."""
    kept, removed, n = table["kept"].sum(), table["removed"].sum(), int(table["n_articles"].sum())
    days = table["date"].dropna()
    known = int(table.loc[table["dated"] == "published", "n_articles"].sum())
    span = f"between {_say_day(days.min())} and {_say_day(days.max())}" if len(days) else "on unknown days"
    said = f"{plural(n, 'article')} about events {span}; the day of publication is known for {known:,}. "
    if _is_monthly(table):
        own = table.groupby("label", sort=False).agg(
            n=("n_articles", "sum"), start=("date", "min"), end=("date", "max")
        )
        spans = [f"{row.Index} {row.n:,} ({row.start:%B %Y} to {row.end:%B %Y})" for row in own.itertuples()]
        said = f"{n:,} articles by month: {', '.join(spans)}. "
    return said + (
        f"Cleaning set aside {percent(removed / max(1, kept + removed))} of their characters as no part of headline "
        "or body."
    )


def _say_day(day: pd.Timestamp) -> str:
    """Return a day as it stands in a sentence: 5 January 2021."""
    return f"{day.day} {day:%B %Y}"
