"""How often each side uses the commonest terms, as dots, with dispersion at the margin."""

import matplotlib
import pandas as pd
from matplotlib.figure import Figure

from analysis.corpus.study import Study
from analysis.output.figures.style import STYLE, new_figure, outlet_looks, place_columns, voice_looks

__all__ = ["caption_frequency", "draw_frequency"]

ROW, DODGE = 4.6, 0.8  # mm a term; share of the row over which the sides' dots are spread


def draw_frequency(table: pd.DataFrame, study: Study) -> Figure:
    """Draw the rate of each term on each side.

    Parameters
    ----------
    table : DataFrame
        As frequency.count_frequencies or frequency.take_commonest returns it, by outlet or by voice.
    study : Study

    Returns
    -------
    Figure
        178 mm wide: a row a term, a dot a side (each a little lower than the one before, so that none hides another);
        at the right the count, how many documents have the term, and DP.

    Raises
    ------
    ValueError
        If the table holds no term.
    """
    if table.empty:
        raise ValueError("the table of frequencies holds no term; choose other terms or sides")
    by = table.columns[1]
    sides, terms = list(dict.fromkeys(table[by])), list(dict.fromkeys(table["term"]))
    looks = _find_looks(by, sides, study)
    figure, axes = new_figure(178, 30 + ROW * len(terms))
    with matplotlib.rc_context(STYLE):
        for number, side in enumerate(sides):
            mine = table[table[by] == side].set_index("term").loc[terms]
            label, colour, marker = looks[side]
            down = DODGE * ((number + 0.5) / len(sides) - 0.5)
            places = [place + down for place in range(len(terms))]
            words = f"{label} ({int(mine['n_words'].iloc[0]):,} words)"
            axes.plot(
                mine["rate"], places, marker, color=colour, markeredgecolor="#333333", markeredgewidth=0.4, label=words
            )
        for edge in range(1, len(terms)):
            axes.axhline(edge - 0.5, color="#E5E5E5", linewidth=0.5, zorder=0)
        axes.set(ylim=(len(terms) - 0.5, -0.5), xlabel=f"Occurrences per 1,000 words of the {by}")
        axes.set_xlim(left=-0.02 * float(table["rate"].max()))
        axes.set_yticks(range(len(terms)), terms)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x")
        _write_dispersion(axes, table.drop_duplicates("term").set_index("term").loc[terms])
        figure.legend(loc="outside upper left", ncols=3, handlelength=1, columnspacing=1.5)
    return figure


def _find_looks(by: str, sides: list[str], study: Study) -> dict[str, tuple[str, str, str]]:
    """Return label, colour and marker of each side."""
    if by == "voice":
        return {side: voice_looks(study)[side] for side in sides}
    return {side: (side, *look) for side, look in outlet_looks(study, sides).items()}


def _write_dispersion(axes: matplotlib.axes.Axes, spread: pd.DataFrame) -> None:
    """Write count, range and DP beside each row."""
    at_edge = axes.get_yaxis_transform()
    rows = spread.to_dict("records")
    columns = [
        [f"{row['total']:,}" for row in rows],
        [f"{row['range']:,}/{row['n_documents']:,}" for row in rows],
        ["–" if pd.isna(row["dp_norm"]) else f"{row['dp_norm']:.2f}" for row in rows],
    ]
    places = place_columns(columns, (1.04, 1.13, 1.22))
    for x, head, column in zip(places, ("Count", "Range", "DP"), columns, strict=True):
        axes.text(x, -0.7, head, transform=at_edge, ha="center", va="bottom", fontsize=7)
        for place, text in enumerate(column):
            axes.text(x, place, text, transform=at_edge, ha="center", va="center", fontsize=6.5)


def caption_frequency(table: pd.DataFrame, parts: str = "articles") -> str:
    """Say which terms are commonest and which of them are spread least evenly.

    Parameters
    ----------
    table : DataFrame
        The table drawn.
    parts : str
        What its documents are, for the caption.
    """
    by = table.columns[1]
    spread = table.drop_duplicates("term")
    most = ", ".join(f"{row['term']} ({row['total']:,})" for row in spread.head(3).to_dict("records"))
    words = table.drop_duplicates(by)["n_words"]
    text = (
        f"The {len(spread)} commonest terms without stop words; most often {most}. Range: how many of the "
        f"{int(spread['n_documents'].iloc[0]):,} {parts} have the term; DP: normalised deviation of proportions over "
        f"them, 0 even, 1 all in one. "
    )
    uneven = spread.sort_values("dp_norm", ascending=False, kind="stable").head(1)
    if uneven["dp_norm"].notna().all():
        text += f"Least even is {uneven['term'].iloc[0]} (DP {uneven['dp_norm'].iloc[0]:.2f}). "
    least = int(words.min())
    return (
        text + f"The shortest {by} has {least:,} words: there, one word more is {1000 / max(least, 1):.2g} per 1,000."
    )
