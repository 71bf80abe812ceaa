"""One event as two sides tell it: the claims of either in two columns, and lines between those that tell the same."""

from itertools import zip_longest
from typing import Any

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch

from analysis.corpus.study import Study
from analysis.measures.events.tellings import BOTH, DIFFERENTLY, JOINTLY, ONE
from analysis.output.figures.style import STYLE, new_figure
from analysis.output.prose.numbers import plural

__all__ = ["caption_tellings", "draw_tellings"]

# Confrontational to conciliatory; the darker end is the confrontational one, so that greyscale keeps the order.
FRAMES = LinearSegmentedColormap.from_list("frame", ["#B2182B", "#F7F7F7", "#92C5DE"])
ROW, BOX, MIDDLE = 8.0, 0.72, 0.22  # mm of a claim; share of it that its box fills; of the width between the columns
LONGEST = 40  # letters of a label
MOST = 30  # claims of a side that can be read
NO_ISSUE = "no issue of the study"
DASHES = {BOTH: "-", DIFFERENTLY: (0, (4, 2))}


def draw_tellings(claims: pd.DataFrame, study: Study) -> Figure:
    """Draw the claims of one pair of texts.

    Parameters
    ----------
    claims : DataFrame
        As tellings.tell_claims returns it, of one pair.
    study : Study

    Returns
    -------
    Figure
        178 mm wide. A column a side, a box a claim in the order of telling, with the issues it raises; its colour is
        the frame. A line joins claims that tell the same matter, dashed where the frames are opposite; a dashed border
        marks what is linked to nothing, a double one what is reported of both.

    Raises
    ------
    ValueError
        If the claims are of several pairs, or more than can be read.
    """
    drawn = list(claims["pair_id"].unique())
    if len(drawn) != 1:
        raise ValueError(f"one pair is drawn at a time, found {len(drawn)}; choose one pair_id")
    most = int(claims["place"].max())
    if most > MOST:
        raise ValueError(f"at most {MOST} claims a side can be read, found {most}; see the csv beside the figure")
    figure, axes = new_figure(178, 24 + ROW * most)
    with matplotlib.rc_context(STYLE):
        for side, (left, right) in zip(study.sides, _place_columns(), strict=True):
            own = claims[claims["side"] == side]
            label = f"{study.voices[side].label} ({plural(len(own), 'claim')})"
            axes.text((left + right) / 2, -0.35, label, ha="center", va="bottom", fontweight="bold")
            for row in own.to_dict("records"):
                _draw_claim(axes, left, right, row)
        _draw_lines(axes, claims, study)
        axes.set(xlim=(0, 1), ylim=(most, -0.9))
        axes.axis("off")
        _draw_key(figure, set(claims["told"]))
    return figure


def _place_columns() -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the left and right edges of the two columns."""
    wide = (1 - MIDDLE) / 2
    return (0.0, wide), (1 - wide, 1.0)


def _draw_claim(axes: Axes, left: float, right: float, row: dict) -> None:
    """Draw one claim: a box with its number and issues."""
    top = row["place"] - 1 + (1 - BOX) / 2
    frame = 0.0 if pd.isna(row["frame"]) else float(row["frame"])
    border = {ONE: (0, (2, 1.5)), JOINTLY: "-"}.get(row["told"], "-")
    box = FancyBboxPatch(
        (left + 0.004, top), right - left - 0.008, BOX, boxstyle="round,pad=0,rounding_size=0.01",
        facecolor=FRAMES((frame + 1) / 2), edgecolor="#333333", linewidth=2.0 if row["told"] == JOINTLY else 0.8,
        linestyle=border, mutation_aspect=4,
    )  # fmt: skip
    axes.add_patch(box)
    dark = frame < -0.6
    text = f"{row['place']}  {_shorten(row['issues'] or NO_ISSUE)}"
    style = "normal" if row["issues"] else "italic"
    axes.text(left + 0.015, row["place"] - 0.5, text, va="center", color="white" if dark else "black", fontstyle=style)


def _shorten(label: str) -> str:
    """Return a label, cut where it is longer than a box."""
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip(' ,')}…"


def _draw_lines(axes: Axes, claims: pd.DataFrame, study: Study) -> None:
    """Join the claims that tell the same matter."""
    (_, left), (right, _) = _place_columns()
    first = claims[(claims["side"] == study.sides[0]) & (claims["linked"] != "")]
    other = claims[claims["side"] == study.sides[1]].set_index("place")["frame"]
    for row in first.to_dict("records"):
        for place in map(int, row["linked"].split()):
            opposite = row["frame"] * other.get(place, 0.0) < 0
            dashes = DASHES[DIFFERENTLY if opposite else BOTH]
            axes.plot(
                [left, right], [row["place"] - 0.5, place - 0.5], color="#333333", linewidth=1.2, linestyle=dashes
            )


def _draw_key(figure: Figure, told: set[str]) -> None:
    """Explain colours, borders and lines, as far as they are there."""
    colours: list[Line2D] = [
        Line2D([], [], marker="s", markersize=8, linestyle="", markeredgecolor="#333333", color=FRAMES(at), label=name)
        for at, name in ((0.0, "confrontational"), (0.5, "neutral"), (1.0, "conciliatory"))
    ]
    lines = []
    if told & {BOTH, DIFFERENTLY}:
        lines.append(_draw_sample("tell the same matter", 1.2))
    if DIFFERENTLY in told:
        lines.append(_draw_sample("in opposite frames", 1.2, DASHES[DIFFERENTLY]))
    if ONE in told:
        lines.append(_draw_sample("border: no link found", 0.8, (0, (2, 1.5))))
    if JOINTLY in told:
        lines.append(_draw_sample("border: reported of both", 2.0))
    # A legend is filled column by column: colours above, lines below.
    blank = Line2D([], [], linestyle="", label=" ")
    columns = zip_longest(colours, lines)
    handles = [handle for colour, line in columns for handle in (colour or blank, line) if handle is not None]
    n_columns = max(len(colours), len(lines))
    figure.legend(handles=handles, loc="outside lower center", ncols=n_columns, frameon=False, handlelength=2.2)


def _draw_sample(label: str, width: float, dashes: Any = "-") -> Line2D:
    """Return a line for the key."""
    return Line2D([], [], color="#333333", linewidth=width, linestyle=dashes, label=label)


def caption_tellings(claims: pd.DataFrame, pairs: pd.DataFrame, study: Study) -> str:
    """Say what the two columns show, and that a text that leaves a claim out does not say it was not made.

    Parameters
    ----------
    claims : DataFrame
        As tellings.tell_claims returns it, of one pair.
    pairs : DataFrame
        The table pairs.
    study : Study

    Returns
    -------
    str
    """
    pair = pairs.set_index("pair_id").loc[claims["pair_id"].iloc[0]]
    parts = []
    for side in study.sides:
        own = claims[(claims["side"] == side) & (claims["told"] != JOINTLY)]
        linked = int((own["told"] != ONE).sum())
        parts.append(f"{linked} of {plural(len(own), 'claim')} of {study.voices[side].phrase}")
    both = int((claims["told"] == JOINTLY).sum())
    jointly = f" What is reported of both, whole or in part ({plural(both, 'claim')}), is not counted." if both else ""
    where = (
        f"One article, {pair['doc_id']}, carries both accounts: what it does not carry of either is not seen here."
        if pair["doc_id"] == pair["other_doc_id"]
        else f"The two texts are {pair['doc_id']} and {pair['other_doc_id']}."
    )
    return (
        f"Linked to a claim of the other side: {' and '.join(parts)}.{jointly} {where} Lines are found by machine, "
        "which misses some; that a text leaves a claim out does not say that it was not made."
    )
