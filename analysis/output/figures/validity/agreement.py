"""Hand coding against machine, and nominal against true coverage."""

from collections.abc import Mapping
from typing import Any

import matplotlib
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import PercentFormatter

from analysis.output.figures.style import MARKERS, STYLE, new_figure

__all__ = [
    "caption_agreement",
    "caption_confusion",
    "caption_coverage",
    "draw_agreement",
    "draw_confusion",
    "draw_coverage",
]

VARIABLES = {"voice": "Voice", "issues": "Issues", "frame": "Frame"}
SHAPE_COLOURS = {"studentised": "#252525", "percentile": "#8C8C8C"}  # greys: a side's colour means the side
FACES = ("#555555", "white", "#BDBDBD", "#252525")  # of articles; an outlet's colour would mean another outlet here


def draw_confusion(
    tables: Mapping[str, pd.DataFrame], labels: Mapping[str, str] | None = None, unit: str = "sentences"
) -> Figure:
    """Draw confusion tables side by side, the numbers in the cells and their share of the coded label as grey.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        By variable (voice, frame), as agreement.confuse_labels returns them.
    labels : mapping of str to str, optional
        How a label is written (a voice's, say); others are written as they are.
    unit : str
        What is counted: sentences, or words.

    Returns
    -------
    Figure
        178 mm wide (85 for one table); rows coded, columns found, counts in the cells, right ones framed.
    """
    sizes = [table["coded"].nunique() for table in tables.values()]
    width = 178 if len(sizes) > 1 else 85
    figure, axes = new_figure(width, 34 + 8 * max(sizes), ncols=len(sizes), squeeze=False, width_ratios=sizes)
    with matplotlib.rc_context(STYLE):
        for ax, (variable, table) in zip(axes[0], tables.items(), strict=True):
            names = list(dict.fromkeys(table["coded"]))
            _draw_cells(ax, table, names)
            shown = [_write_label(name, labels or {}) for name in names]
            ax.set_xticks(range(len(names)), shown, rotation=35, ha="right", rotation_mode="anchor")
            ax.set_yticks(range(len(names)), shown)
            ax.tick_params(length=0)
            ax.spines[:].set_visible(False)
            ax.set_xlabel(f"{VARIABLES.get(variable, variable)} found")
            ax.set_ylabel(f"{VARIABLES.get(variable, variable)} coded by hand")
            ax.set_title(f"n = {table['n'].sum():,} {unit}", fontsize=7)
    return figure


def _draw_cells(axes: matplotlib.axes.Axes, table: pd.DataFrame, names: list[str]) -> None:
    """Draw the cells: the number, bold and framed where coded and found are one, on a grey of the row's share."""
    share = table.pivot_table(index="coded", columns="found", values="share", dropna=False)
    axes.imshow(share.loc[names, names].fillna(0), cmap="Greys", vmin=0, vmax=1.25, aspect="auto")
    for cell in table.to_dict("records"):
        x, y = names.index(cell["found"]), names.index(cell["coded"])
        colour = "white" if cell["share"] > 0.6 else "black" if cell["n"] else "#999999"
        weight = "bold" if x == y else "normal"
        axes.annotate(f"{cell['n']}", (x, y), ha="center", va="center", color=colour, weight=weight)
    for i in range(len(names)):
        axes.add_patch(Rectangle((i - 0.5, i - 0.5), 1, 1, fill=False, edgecolor="black", linewidth=0.8))


def _write_label(name: str, labels: Mapping[str, str]) -> str:
    """Return the label of a set of names."""
    return " + ".join(labels.get(part, part) for part in name.split()) or "undefined"


def caption_confusion(tables: Mapping[str, pd.DataFrame], unit: str = "sentences") -> str:
    """Say how many sentences or words were found as coded, and what is confused most often."""
    sentences = []
    for variable, table in tables.items():
        right, n = table.loc[table["coded"] == table["found"], "n"].sum(), table["n"].sum()
        sentence = f"{VARIABLES.get(variable, variable)}: {right:,} of {n:,} {unit} found as coded"
        wrong = table[(table["coded"] != table["found"]) & (table["n"] > 0)]
        wrong = wrong.sort_values("n", ascending=False, kind="stable")
        if len(wrong):
            worst = wrong.iloc[0]
            sentence += f"; most often, {worst['coded']} was found as {worst['found']} ({worst['n']})"
        sentences.append(sentence + ".")
    return " ".join(sentences) + " Rows are what the coder decided; the grey is the share of the row."


def draw_agreement(articles: pd.DataFrame, overall: pd.DataFrame, names: Mapping[str, str] | None = None) -> Figure:
    """Draw Krippendorff's alpha and accuracy of each coded article as points, with the whole as a bar across.

    Parameters
    ----------
    articles, overall : DataFrame
        As agreement.score_agreement returns it, by ["doc_id"] and for all.
    names : mapping of str to str, optional
        How an article is named in the legend; its doc_id else.

    Returns
    -------
    Figure
        178 mm wide; an interval of the accuracy where `overall` has one.
    """
    figure, axes = new_figure(178, 55, ncols=2, sharey=True)
    with matplotlib.rc_context(STYLE):
        for ax, column, title in zip(axes, ("accuracy", "alpha"), ("Accuracy", "Krippendorff's α"), strict=True):
            _draw_points(ax, articles, overall, column, names or {})
            ax.set(xlabel=title, xlim=(min(0.0, float(articles[column].min()) - 0.05), 1.03))
            ax.set_yticks(range(len(overall)), [VARIABLES.get(v, v) for v in overall["variable"]])
            ax.tick_params(axis="y", length=0)
            ax.grid(axis="x")
        axes[0].set_ylim(len(overall) - 0.5, -0.5)
        handles, legend = axes[0].get_legend_handles_labels()
        figure.legend(handles, legend, loc="outside right upper", handletextpad=0.1)
    return figure


def _draw_points(
    axes: matplotlib.axes.Axes, articles: pd.DataFrame, overall: pd.DataFrame, column: str, names: Mapping[str, str]
) -> None:
    """Draw the articles' points, one line a variable, and a stroke for all together, with its interval."""
    for position, row in enumerate(overall.to_dict("records")):
        axes.vlines(row[column], position - 0.32, position + 0.32, color="black", linewidth=1.4)
        if column == "accuracy" and pd.notna(row["low"]):
            axes.hlines(position, row["low"], row["high"], color="black", linewidth=1.0)
    documents = list(dict.fromkeys(articles["doc_id"]))
    for number, doc_id in enumerate(documents):
        mine = articles[articles["doc_id"] == doc_id].set_index("variable").reindex(overall["variable"])
        heights = [i + 0.12 * (number - (len(documents) - 1) / 2) for i in range(len(mine))]
        look: dict[str, Any] = {"marker": MARKERS[number % len(MARKERS)], "color": FACES[number % len(FACES)]}
        label = f"{names.get(doc_id, doc_id)} (n = {mine['n_sentences'].max():.0f})"
        axes.scatter(mine[column], heights, s=18, edgecolor="black", linewidth=0.4, zorder=3, label=label, **look)


def caption_agreement(overall: pd.DataFrame) -> str:
    """Say how well coder and machine agree, and why there is no interval, or what it is about."""
    parts = []
    for row in overall.to_dict("records"):
        alpha = f"α = {row['alpha']:.2f}" if pd.notna(row["alpha"]) else "α undefined"
        limits = f" [95 % interval {row['low']:.0%} to {row['high']:.0%}]" if pd.notna(row["low"]) else ""
        parts.append(
            f"{VARIABLES.get(row['variable'], row['variable']).lower()} {row['accuracy']:.0%}{limits} ({alpha})"
        )
    first = overall.iloc[0]
    reasons = "; ".join(dict.fromkeys(reason for reason in overall["refusal"] if reason))
    reason = f" {reasons[0].upper()}{reasons[1:]}." if reasons else ""
    return (
        f"Agreement of coder and machine on {first['n_sentences']} sentences of {first['n_articles']} coded articles: "
        f"{', '.join(parts)}. Points are articles, strokes all together.{reason}"
    )


def draw_coverage(table: pd.DataFrame) -> Figure:
    """Draw how often a nominal 95 % interval held the truth, by number of articles, one panel a shape.

    Parameters
    ----------
    table : DataFrame
        As power.simulate_coverage returns it.

    Returns
    -------
    Figure
        178 mm wide; the band is 93 to 97 %, hollow where the package refuses an interval.
    """
    shapes = list(dict.fromkeys(table["shape"]))
    figure, axes = new_figure(178, 58, ncols=len(shapes), sharey=True, squeeze=False)
    with matplotlib.rc_context(STYLE):
        for ax, shape in zip(axes[0], shapes, strict=True):
            ax.axhspan(0.93, 0.97, color="#DDDDDD", zorder=0, linewidth=0)
            ax.axhline(0.95, color="#777777", linewidth=0.6, zorder=1)
            for (interval, colour), marker in zip(SHAPE_COLOURS.items(), ("o", "s"), strict=True):
                rows = table[(table["shape"] == shape) & (table["interval"] == interval)]
                ax.plot(rows["n_articles"], rows["coverage"], color=colour, zorder=2, label=interval)
                ax.vlines(rows["n_articles"], rows["low"], rows["high"], color=colour, linewidth=0.8)
                faces = [colour if given else "white" for given in rows["given"]]
                ax.scatter(
                    rows["n_articles"], rows["coverage"], s=16, marker=marker, color=faces, edgecolor=colour, zorder=3
                )
            ax.set_title(shape, fontsize=7.5)
            ax.set_xlabel("Articles")
            ax.set_xticks(sorted(table["n_articles"].unique()))
        axes[0][0].set_ylabel("Intervals that hold the true mean")
        axes[0][0].yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        axes[0][-1].legend(loc="lower right")
    return figure


def caption_coverage(table: pd.DataFrame) -> str:
    """Say between what the coverage lies where an interval is given, and where the percentile bootstrap would lie."""
    given = table[table["given"]]
    ours, theirs = (given.loc[given["interval"] == name, "coverage"] for name in SHAPE_COLOURS)
    n, least = table["n_simulations"].iloc[0], given["n_articles"].min()
    return (
        f"Nominal 95 % intervals held the true mean in {ours.min():.1%} to {ours.max():.1%} of {n:,} simulated corpora "
        f"each, from {least} articles on; the percentile bootstrap in {theirs.min():.1%} to {theirs.max():.1%}. "
        "Below that number (hollow) no interval is given. Strokes are the simulation's own error."
    )
