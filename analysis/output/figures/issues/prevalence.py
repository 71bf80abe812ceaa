"""Which issues set the articles of two sides apart, with intervals."""

from typing import Any

import matplotlib
import pandas as pd
from matplotlib.figure import Figure

from analysis.output.figures.style import STYLE, new_figure
from analysis.output.prose.numbers import percent

__all__ = ["caption_prevalence", "draw_prevalence"]

SURE = 0.05  # adjusted p below this: a filled marker
SHADE = "#08519C"


def draw_prevalence(table: pd.DataFrame, most: int = 30) -> Figure:
    """Draw the difference of two sides' shares of articles that raise each issue.

    Parameters
    ----------
    table : DataFrame
        As prevalence.compare_prevalence returns it; drawn from the target's issues down to the reference's.
    most : int
        How many issues at most: those of the largest difference.

    Returns
    -------
    Figure
        178 mm wide; a row an issue, its difference with an interval, filled where the adjusted p is below .05 (by both
        measures, where the table has two); the two shares in percent at the right.
    """
    drawn = table.head(most).sort_values("difference", ascending=False, kind="stable").reset_index(drop=True)
    target, reference = drawn["target"][0], drawn["reference"][0]
    figure, axes = new_figure(178, 34 + 4.6 * len(drawn))
    with matplotlib.rc_context(STYLE):
        axes.axvline(0, color="#777777", lw=0.7, zorder=1)
        rows = drawn.index.to_numpy()
        axes.hlines(rows, drawn["low"], drawn["high"], color=SHADE, lw=1.1, zorder=2)
        sure = _find_sure(drawn).to_numpy()
        told = f"adjusted p < {SURE:g}" + (" by both measures" if "sure" in drawn else "")
        for filled, name in ((sure, told), (~sure, "not told apart")):
            axes.scatter(
                drawn["difference"][filled], rows[filled], s=16, zorder=3, label=name, edgecolor=SHADE, linewidth=0.9,
                facecolor=SHADE if filled is sure else "white",
            )  # fmt: skip
        for edge, side, column in ((1.06, target, "share_target"), (1.15, reference, "share_reference")):
            place: dict[str, Any] = {"transform": axes.get_yaxis_transform(), "ha": "center", "fontsize": 6.5}
            axes.text(edge, -0.7, side.replace(" ", "\n"), va="bottom", **place)
            for row, share in zip(rows, drawn[column], strict=True):
                axes.text(edge, row, percent(share).replace("less than ", "<"), va="center", **place)
        axes.set_yticks(rows, drawn["label"])
        axes.set(ylim=(len(drawn) - 0.5, -0.5))
        axes.set_xlabel(f"← more in {reference}      difference of shares, percentage points      more in {target} →")
        axes.xaxis.set_major_formatter(lambda share, _: f"{100 * share:+.0f}".replace("-", "−") if share else "0")
        axes.grid(axis="x")
        figure.legend(loc="outside upper left", ncols=2)
    return figure


def _find_sure(table: pd.DataFrame) -> pd.Series:
    """Tell which issues' sides are told apart: by both measures where there are two."""
    return table["sure"].astype(bool) if "sure" in table else table["p_adjusted"] < SURE


def caption_prevalence(table: pd.DataFrame, what: str = "articles") -> str:
    """Name the issues that set the two sides apart, with their shares, and how many were tested on how many articles.

    Parameters
    ----------
    table : DataFrame
    what : str
        What the articles are called: readouts, calls ...
    """
    first = table.iloc[0]
    sure = table[_find_sure(table)]
    parts = []
    for side, mine in ((first["target"], sure["difference"] > 0), (first["reference"], sure["difference"] < 0)):
        columns = (sure.loc[mine, name] for name in ("label", "share_target", "share_reference"))
        named = [
            f"{label} ({percent(one)} against {percent(other)})" for label, one, other in zip(*columns, strict=True)
        ]
        parts.append(f"more in {side}: {', '.join(named) or 'none'}")
    n_target, n_reference = first["n_articles_target"], first["n_articles_reference"]
    said = "; ".join(parts)
    both = ""
    if "sure" in table:
        single = table[(table["p_adjusted"] < SURE) & ~_find_sure(table)]
        both = (
            " Named are those that p tells apart by the share of articles and by the share of an article's sentences, "
            f"in one direction; by the share of articles alone: {', '.join(single['label']) or 'none'}."
        )
    return (
        f"{said[0].upper()}{said[1:]} (shares of {first['target']} against {first['reference']}). "
        f"{n_target:,} and {n_reference:,} {what}; {first['n_tests']} issues tested, p adjusted for false discovery; "
        f"intervals 95 %, over articles.{both}"
    )
