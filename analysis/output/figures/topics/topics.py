"""Topics: who writes of what, their top terms, how many there should be, and a map that needs no hovering."""

import matplotlib
import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.corpus.study import Study
from analysis.output.figures.style import STYLE, new_figure

__all__ = [
    "caption_top_terms",
    "caption_topic_choice",
    "caption_topic_map",
    "caption_topic_shares",
    "draw_top_terms",
    "draw_topic_choice",
    "draw_topic_map",
    "draw_topic_shares",
    "spread_labels",
]

PANELS = (  # column, label of the axis
    ("coherence", "Coherence\n(NPMI)"),
    ("exclusivity", "Exclusivity\n(part of 1)"),
    ("held_out", "Held out\nexplained (part of 1)"),
    ("stability", "Stability\n(Jaccard)"),
)
DARK = 0.55  # of the colour scale: numbers on darker cells are white
INK, GREY = "#222222", "#777777"


def _order_groups(groups: list[str], study: Study | None) -> dict[str, str]:
    """Return the label of each group: voices in the study's order, events by date, anything else as it comes."""
    if study is None:
        return {group: group for group in groups}
    known = {v: study.voices[v].label for v in study.voice_order}
    known |= {e.id: e.label for e in sorted(study.events.values(), key=lambda event: event.date)}
    named = {group: known[group] for group in known if group in groups}
    return named | {group: group for group in groups if group not in known}


def draw_topic_shares(table: pd.DataFrame, by: str = "outlet", study: Study | None = None) -> Figure:
    """Draw each group's mean shares as a heat map with the numbers in it.

    Parameters
    ----------
    table : DataFrame
        As topic_shares.share_topics(model, [by]) returns it, with a column name (see topic_labels.name_topics).
    by : str
        outlet, voice, event or another column.
    study : Study, optional
        Gives voices and events their labels and order.

    Returns
    -------
    Figure
        178 mm wide; one row a topic, one column a group, the interval below the share where there is one.
    """
    groups = _order_groups(list(dict.fromkeys(table[by])), study)
    shares = table.pivot_table(index="topic", columns=by, values="share", dropna=False)[list(groups)]
    names = table.drop_duplicates("topic").set_index("topic")["name"]
    bounds = table.set_index(["topic", by])[["low", "high"]]
    figure, axes = new_figure(178, 22 + 9 * len(shares))
    with matplotlib.rc_context(STYLE):
        values = shares.to_numpy(float)
        top = 1.0  # the same grey is the same share in every figure
        axes.imshow(values, cmap="Greys", vmin=0, vmax=top, aspect="auto")
        for row, topic in enumerate(shares.index):
            for column, group in enumerate(groups):
                low, high = bounds.loc[(topic, group)]
                _write_cell(axes, column, row, values[row, column], low, high, top)
        n = table.drop_duplicates(by).set_index(by)["n_articles"]
        articles = [f"{_wrap(groups[g])}\n({n[g]:,} article{'s' if n[g] != 1 else ''})" for g in groups]
        axes.set_xticks(range(len(groups)), articles)
        axes.xaxis.tick_top()
        axes.set_yticks(range(len(shares)), [f"{names[t]}  {t}" for t in shares.index])
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
    return figure


def _wrap(label: str, width: int = 18) -> str:
    """Return the label on as many lines as it needs."""
    lines = [""]
    for word in label.split():
        fits = len(lines[-1]) + len(word) < width
        lines[-1:] = [f"{lines[-1]} {word}".strip()] if fits or not lines[-1] else [lines[-1], word]
    return "\n".join(lines)


def _write_cell(axes: Axes, column: int, row: int, share: float, low: float, high: float, top: float) -> None:
    """Write a share, and its interval if there is one, into its cell."""
    colour = "white" if share > DARK * top else INK
    text = "–" if np.isnan(share) else f"{share:.0%}"
    between = f"\n{low:.0%} to {high:.0%}" if np.isfinite([low, high]).all() else ""
    axes.annotate(text + between, (column, row), ha="center", va="center", color=colour, fontsize=6.5)


def caption_topic_shares(table: pd.DataFrame, by: str = "outlet", study: Study | None = None) -> str:
    """Say which topic is most one group's, and on how many articles that rests."""
    best = table.iloc[int(np.nanargmax(table["share"]))]
    rest = table[(table["topic"] == best["topic"]) & (table[by] != best[by])]["share"]
    others = f"; elsewhere at most {rest.max():.0%}" if len(rest) else ""
    n = int(best["n_articles"])
    group = study.voices[best[by]].phrase if study and by == "voice" else best[by]
    sure = "resampled articles give the intervals" if table["low"].notna().any() else "too few articles for intervals"
    return (
        f"Mean share of each topic by {by}. The largest is that of “{best['name']}” in {group}: {best['share']:.0%} "
        f"({n:,} article{'s' if n != 1 else ''}){others}; {sure}."
    )


def draw_top_terms(table: pd.DataFrame) -> Figure:
    """Draw the top terms of each topic as bars, with their range over resampled articles.

    Parameters
    ----------
    table : DataFrame
        As topic_stability.resample_terms returns it, with a column name.

    Returns
    -------
    Figure
        178 mm wide; a panel a topic, three abreast; bars of terms that come back in fewer than half of the resamples
        are hollow.
    """
    topics = list(dict.fromkeys(table["topic"]))
    n_rows, longest = -(-len(topics) // 3), int(table["rank"].max())
    figure, grid = new_figure(178, n_rows * (13 + 3.6 * longest), nrows=n_rows, ncols=3, squeeze=False, sharex=True)
    with matplotlib.rc_context(STYLE):
        for axes, topic in zip(grid.flat, topics, strict=False):
            part = table[table["topic"] == topic]
            steady = part["back"] >= 0.5
            bars = axes.barh(part["term"], part["weight"], height=0.66, color="#999999", edgecolor="#555555")
            for bar, filled in zip(bars, steady, strict=True):
                bar.set_facecolor("#999999" if filled else "white")
            axes.hlines(part["term"], part["low"], part["high"], color=INK, linewidth=1)
            axes.set_ylim(longest - 0.5, -0.5)
            axes.set_title(f"Topic {topic}")
            axes.spines["left"].set_visible(False)
            axes.tick_params(axis="y", length=0)
        for axes in grid.flat[len(topics) :]:
            axes.set_visible(False)
        for axes in grid.flat[max(0, len(topics) - 3) : len(topics)]:
            axes.tick_params(labelbottom=True)
        figure.supxlabel("Part of the topic’s weight", fontsize=7.5)
    return figure


def caption_top_terms(table: pd.DataFrame) -> str:
    """Say how many of the top terms come back in at least half of the resamples."""
    steady, n = int((table["back"] >= 0.5).sum()), len(table)
    part = table.groupby("topic")["back"].mean()
    return (
        f"Top terms of each topic, lines: range over resampled articles. {steady} of {n} come back in at least half of "
        f"the resamples (filled bars); topic {part.idxmax()} is the steadiest, topic {part.idxmin()} the least."
    )


def draw_topic_choice(table: pd.DataFrame) -> Figure:
    """Draw what speaks for each number of topics.

    Parameters
    ----------
    table : DataFrame
        As topic_choice.choose_n_topics returns it.

    Returns
    -------
    Figure
        178 mm wide; four panels; the range of stability over resamples as lines; the recommended number filled.
    """
    figure, grid = new_figure(178, 55, ncols=len(PANELS))
    with matplotlib.rc_context(STYLE):
        for axes, (column, label) in zip(grid, PANELS, strict=True):
            axes.plot(table["n_topics"], table[column], color=GREY, zorder=1)
            if column == "stability":
                axes.vlines(table["n_topics"], table["stability_low"], table["stability_high"], color=GREY, zorder=1)
                axes.set_ylim(0, 1.04)
            filled = np.where(table["recommended"], INK, "white")
            axes.scatter(table["n_topics"], table[column], c=filled, edgecolors=INK, s=22, zorder=2)
            axes.set_ylabel(label)
            axes.set_xticks(table["n_topics"])
            axes.grid(axis="y")
        figure.supxlabel("Number of topics", fontsize=7.5)
    return figure


def caption_topic_choice(table: pd.DataFrame) -> str:
    """Say what the numbers rest on, and whether one is recommended."""
    window = table["window"].iloc[0]
    marked = table.loc[table["recommended"], "n_topics"]
    verdict = f"{marked.iloc[0]} topics are recommended (filled)" if len(marked) else "no number is recommended"
    low, high = table["stability"].min(), table["stability"].max()
    return (
        f"What speaks for each number of topics: coherence by {window}, stability over resampled articles (lines: "
        f"least and greatest resample) between {low:.2f} and {high:.2f}; {verdict}."
    )


def draw_topic_map(table: pd.DataFrame) -> Figure:
    """Draw the topics in the plane: near is alike, area is share; the names stand beside the map.

    Parameters
    ----------
    table : DataFrame
        As topic_labels.map_topics returns it.

    Returns
    -------
    Figure
        178 mm wide; numbered circles on the left, the list of names with shares on the right.
    """
    figure, (axes, key) = new_figure(178, max(70, 14 + 5.2 * len(table)), ncols=2, width_ratios=(1, 1))
    with matplotlib.rc_context(STYLE):
        ordered = table.sort_values("share", ascending=False, kind="stable")
        axes.scatter(
            ordered["x"], ordered["y"], s=2600 * ordered["share"], c="#DDDDDD", edgecolors="#555555", alpha=0.85
        )
        ends = table[["x", "y"]].agg(["min", "max"]).to_numpy(float)
        (x, y), reach = ends.mean(axis=0), 0.65 * float(np.ptp(ends, axis=0).max()) or 1.0
        places = spread_labels(ordered[["x", "y"]].to_numpy(float), 0.1 * reach)
        for row, place in zip(ordered.itertuples(), places, strict=True):
            moved = np.hypot(place[0] - row.x, place[1] - row.y) > 0.05 * reach
            line = {"arrowstyle": "-", "color": GREY, "linewidth": 0.5, "shrinkA": 0} if moved else None
            axes.annotate(
                str(row.topic), (row.x, row.y), place, ha="center", va="center", color=INK, fontsize=7, arrowprops=line
            )
        axes.set(xlim=(x - reach, x + reach), ylim=(y - reach, y + reach), xticks=[], yticks=[], aspect="equal")
        axes.spines[:].set_visible(True)
        for place, row in enumerate(ordered.itertuples()):
            key.annotate(f"{row.topic}", (0.05, place), ha="right", va="center", fontsize=7)
            key.annotate(f"{row.share:.0%}", (0.16, place), ha="right", va="center", fontsize=7)
            key.annotate(row.name, (0.2, place), ha="left", va="center", fontsize=7)
        key.set(xlim=(0, 1), ylim=(max(len(table), 11) - 0.5, -0.5))
        key.set_axis_off()
    return figure


def spread_labels(places: npt.NDArray[np.float64], apart: float) -> npt.NDArray[np.float64]:
    """Return the places (n, 2) pushed from each other until none are nearer than `apart`, or for 100 rounds."""
    places = places.copy()
    for _ in range(100):
        gap = places[:, None] - places[None, :]
        distance = np.hypot(gap[..., 0], gap[..., 1]) + np.eye(len(places)) * 10 * apart
        if (distance >= apart).all():
            break
        # topics in one place part along a slant that differs from pair to pair
        slant = np.subtract.outer(np.arange(len(places)), np.arange(len(places)))[..., None] * np.array([0.01, 0.02])
        push = np.where(distance < apart, apart - distance, 0)[..., None] * (gap + slant * apart) / distance.mean()
        places += push.sum(axis=1) / 2
    return places


def caption_topic_map(table: pd.DataFrame) -> str:
    """Say how much of the distances the map keeps, and which topic is largest."""
    largest = table.iloc[int(np.argmax(table["share"]))]
    return (
        f"Map of {len(table)} topics: near is alike, area is the mean share. It keeps {table['shown'].iloc[0]:.0%} of "
        f"the squared distances. The largest is “{largest['name']}” ({largest['share']:.0%})."
    )
