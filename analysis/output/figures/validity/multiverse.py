"""One claim under every reasonable choice: a specification curve above the choices that made it."""

import textwrap

import matplotlib
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.measures.validity.multiverse import CHOICES
from analysis.output.figures.style import STYLE, new_figure

__all__ = ["caption_multiverse", "draw_multiverse", "list_options"]

AGREES, DISAGREES = "#8C8C8C", "#252525"  # greys: the sides' colours mean sides
LABELS = {
    "instrument": "Instrument",
    "words": "Words",
    "unit": "Unit",
    "weight": "Weight",
    "headline": "Headline",
    "reuse": "Reused words",
    "together": "Said together",
    "voices": "Voices",
}
WEIGHTS = {"articles": "articles alike", "alike": "units alike", "words": "by words"}  # what weighs how much
ROW = 3.4  # millimetres a line of the lower panel


def list_options(table: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the choices that vary with each of their options, the declared option first."""
    declared = table[table["declared"]].iloc[0]
    options = []
    for choice in CHOICES:
        values = list(dict.fromkeys([declared[choice], *sorted(table[choice].unique())]))
        options += [(choice, value) for value in values] if len(values) > 1 else []
    return options


def draw_multiverse(table: pd.DataFrame, quantity: str = "Difference") -> Figure:
    """Draw every specification's estimate, smallest first, above the choices behind it.

    Parameters
    ----------
    table : DataFrame
        As multiverse.recompute_claim returns it.
    quantity : str
        What is estimated, for the axis: `Frame, Kremlin less White House`, say.

    Returns
    -------
    Figure
        178 mm wide; a filled circle where the sign is the declared one's, an open square where it is not, a diamond
        for the declared one, a cross at 0 where a specification is undefined.
    """
    options = list_options(table)
    height = 60 + ROW * (len(options) + len({choice for choice, _ in options}) / 2)
    figure, (upper, lower) = new_figure(
        178, height, nrows=2, sharex=True, height_ratios=[46, max(ROW * len(options), 6)]
    )
    with matplotlib.rc_context(STYLE):
        _draw_curve(upper, table)
        upper.set_ylabel(textwrap.fill(quantity, 33))
        _draw_choices(lower, table, options)
        lower.set_xlabel(f"Specification, smallest estimate first (n = {len(table)})")
        lower.set_xlim(0.4 - 0.01 * len(table), len(table) + 0.6 + 0.01 * len(table))
    return figure


def _draw_curve(axes: matplotlib.axes.Axes, table: pd.DataFrame) -> None:
    """Draw the estimates, each kind with its marker, and a legend of the kinds that occur."""
    defined = table["estimate"].notna()
    size = 16 if len(table) <= 80 else 9
    kinds = (
        ("same sign as declared", table[defined & table["agrees"] & ~table["declared"]], "o", AGREES, AGREES),
        ("other sign, or zero", table[defined & ~table["agrees"] & ~table["declared"]], "s", "white", DISAGREES),
        ("declared", table[defined & table["declared"]], "D", "black", "black"),
    )
    axes.axhline(0, color="#555555", linewidth=0.7, zorder=0)
    for label, rows, marker, face, edge in kinds:
        if len(rows):
            axes.scatter(
                rows["rank"], rows["estimate"], s=size * (2 if label == "declared" else 1), marker=marker,
                facecolor=face, edgecolor=edge, linewidth=0.8, label=f"{label} ({len(rows)})", zorder=3, clip_on=False,
            )  # fmt: skip
    rows = table[~defined]
    if len(rows):
        axes.scatter(
            rows["rank"], [0] * len(rows), s=size, marker="x", color="#777777", label=f"undefined ({len(rows)})"
        )
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=4, borderaxespad=0.2, handletextpad=0.2)
    axes.tick_params(axis="x", length=0, labelbottom=False)
    axes.spines["bottom"].set_visible(False)
    axes.margins(y=0.12)


def _draw_choices(axes: matplotlib.axes.Axes, table: pd.DataFrame, options: list[tuple[str, str]]) -> None:
    """Draw a stroke where a specification took the option, one line an option, in groups by choice."""
    positions, position, before, width = [], 0.0, "", min(2.6, 260 / len(table))
    for choice, value in options:
        position += 1.5 if before not in ("", choice) else 1.0
        taken = table[table[choice] == value]
        axes.vlines(taken["rank"], position - 0.36, position + 0.36, color="#222222", linewidth=width)
        positions.append(position)
        before = choice
    names = [
        f"{LABELS[choice]}:  " * (number == 0 or options[number - 1][0] != choice) + WEIGHTS.get(value, value)
        for number, (choice, value) in enumerate(options)
    ]
    axes.set_yticks(positions, names)
    axes.tick_params(axis="y", length=0, labelsize=6.5)
    axes.set_ylim(position + 0.8, 0.2)
    axes.spines[["left"]].set_visible(False)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def caption_multiverse(table: pd.DataFrame, claim: str) -> str:
    """Say how many specifications agree with the declared one, and what range they span.

    Parameters
    ----------
    table : DataFrame
        As multiverse.recompute_claim returns it.
    claim : str
        A sentence without its full stop: `The Kremlin's words are warmer than the White House's`.
    """
    defined = table[table["estimate"].notna()]
    declared = table[table["declared"]].iloc[0]
    agree, n = int(defined["agrees"].sum()), len(defined)
    choices = [LABELS[c].lower() for c in CHOICES if table[c].min() < table[c].max()]
    undefined = len(table) - n
    size = "undefined" if pd.isna(declared["estimate"]) else f"{declared['estimate']:+.2f}"
    if not n:
        return f"{claim}: all {undefined} specifications are undefined ({declared['refusal']})."
    return (
        f"{claim}: {agree} of {n} specifications agree in sign with the declared one ({size}; "
        f"{declared['instrument']}, by {declared['unit']}). "
        f"Estimates run from {defined['estimate'].min():+.2f} to {defined['estimate'].max():+.2f}, "
        f"median {defined['estimate'].median():+.2f}"
        + (f"; {undefined} more {'is' if undefined == 1 else 'are'} undefined" if undefined else "")
        + (f". What varies: {', '.join(choices)}." if choices else ".")
        + " The specifications share their data, so that agreement shows robustness, not significance."
    )
