"""The articles on a time line, with what cleaning removed."""

import matplotlib
import pandas as pd
from matplotlib.dates import AutoDateLocator, DateFormatter
from matplotlib.figure import Figure

from analysis.corpus.study import Study
from analysis.output.figures.style import STYLE, new_figure, outlet_looks


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
        178 mm wide; left the time line, hollow where only the event is dated; right characters kept and removed.
    """
    labels = list(dict.fromkeys(table["label"]))
    looks = outlet_looks(study, sorted(table["outlet"].unique()))
    figure, (line, bars) = new_figure(178, 26 + 9 * len(labels), ncols=2, sharey=True, width_ratios=[1.4, 1])
    with matplotlib.rc_context(STYLE):
        for row in table.itertuples():
            colour, marker = looks[row.outlet]
            face = colour if row.dated == "published" else "white"
            line.scatter(
                row.date, labels.index(row.label), s=18 + 4 * row.n_articles, marker=marker, facecolor=face,
                edgecolor="#333333", linewidth=0.7, zorder=3,
            )  # fmt: skip
        for number, event in enumerate(study.events.values()):
            line.axvline(pd.Timestamp(event.date), color="#777777", linewidth=0.7, linestyle=(0, (4, 3)), zorder=1)
            line.annotate(
                event.label, (pd.Timestamp(event.date), 1), xycoords=("data", "axes fraction"), fontsize=6.5,
                xytext=(2, 3 + 8 * (number % 2)), textcoords="offset points", ha="left" if number < 2 else "right",
            )  # fmt: skip
        total = table.groupby("label")[["kept", "removed"]].sum().reindex(labels)
        bars.barh(labels, total["kept"], height=0.55, color="#555555", label="kept")
        bars.barh(
            labels,
            total["removed"],
            left=total["kept"],
            height=0.55,
            color="#D9D9D9",
            edgecolor="#555555",
            hatch="////",
            label="removed",
        )
        for label, row in total.iterrows():
            removed = row["removed"] / max(1, row["kept"] + row["removed"])
            bars.annotate(f" {removed:.0%} removed", (row["kept"] + row["removed"], label), va="center", fontsize=6.5)
        line.set(yticks=range(len(labels)), yticklabels=labels, ylim=(len(labels) - 0.4, -0.6))
        line.set(xlabel="Date of the article; hollow: only its event is dated")
        line.grid(axis="y")
        locator = AutoDateLocator(minticks=3, maxticks=6)
        line.xaxis.set_major_locator(locator)
        line.xaxis.set_major_formatter(DateFormatter("%d %b\n%Y"))
        line.margins(x=0.08)
        bars.tick_params(axis="y", length=0)
        bars.margins(x=0.28)
        bars.set(xlabel="Characters of the raw file")
        bars.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, handlelength=1.4, borderaxespad=0.2)
    return figure


def caption_time_line(table: pd.DataFrame) -> str:
    """Say when the articles appeared and how much cleaning removed."""
    kept, removed, n = table["kept"].sum(), table["removed"].sum(), int(table["n_articles"].sum())
    days = table["date"].dropna()
    known = int(table.loc[table["dated"] == "published", "n_articles"].sum())
    span = f"between {say_day(days.min())} and {say_day(days.max())}" if len(days) else "on unknown days"
    return (
        f"{n:,} articles about events {span}; the day of publication is known for {known:,}. "
        f"Cleaning set aside {removed / max(1, kept + removed):.0%} of their characters as no part of headline or body."
    )


def say_day(day: pd.Timestamp) -> str:
    """Return a day as it stands in a sentence: 5 January 2021."""
    return f"{day.day} {day:%B %Y}"
