"""Which terms set two sides apart: a ranked list with log-odds, intervals, counts and range."""

import matplotlib
import pandas as pd
from matplotlib.figure import Figure

from analysis.corpus.study import Study
from analysis.output.figures.style import STYLE, new_figure, place_columns
from analysis.output.prose.numbers import plural

__all__ = ["caption_keyness", "draw_keyness"]

COLOURS, MARKERS = ("#D55E00", "#0072B2"), ("o", "s")
ROW = 4.1  # mm
SIGNIFICANT = 0.05
EXPECTED = 3


def draw_keyness(table: pd.DataFrame, study: Study | None = None) -> Figure:
    """Draw the log-odds of each term with its interval, the target's terms above.

    Parameters
    ----------
    table : DataFrame
        Of one comparison, as keyness.compare_terms or keyness.take_extremes returns it: all its rows are drawn.
    study : Study, optional
        Gives the sides their labels, colours and markers.

    Returns
    -------
    Figure
        178 mm wide: a row a term, filled where the adjusted p is below .05; at the right the counts and the number of
        articles with the term, target and reference.

    Raises
    ------
    ValueError
        If the table holds no term, or more than one comparison.
    """
    if len(table[["target", "reference"]].drop_duplicates()) != 1:
        raise ValueError(f"one comparison is drawn at a time, found {len(table)} rows of several or none")
    looks = _side_looks(table, study)
    figure, axes = new_figure(178, 26 + ROW * len(table))
    with matplotlib.rc_context(STYLE):
        for place, row in enumerate(table.to_dict("records")):
            _, colour, marker = looks[0 if row["log_odds"] >= 0 else 1]
            filled = colour if row["p_adjusted"] < SIGNIFICANT else "white"
            axes.plot([row["low"], row["high"]], [place, place], color=colour, linewidth=1.1, solid_capstyle="butt")
            axes.plot(row["log_odds"], place, marker, color=colour, markerfacecolor=filled)
        axes.axvline(0, color="#333333", linewidth=0.8, zorder=1)
        axes.set(ylim=(len(table) - 0.4, -0.6), xlabel=f"Log-odds, {looks[0][0]} against {looks[1][0]} (95 % interval)")
        axes.set_yticks(range(len(table)), table["term"])
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="x")
        _write_margins(axes, table, looks)
    return figure


def _side_looks(table: pd.DataFrame, study: Study | None) -> list[tuple[str, str, str]]:
    """Return label, colour and marker of target and reference."""
    looks = []
    for name, colour, marker in zip(table[["target", "reference"]].iloc[0], COLOURS, MARKERS, strict=True):
        if study and name in study.voices:
            voice = study.voices[name]
            looks.append((voice.label, voice.colour, voice.marker))
        elif study and name in study.outlets:
            looks.append((name, study.outlets[name].colour, study.outlets[name].marker))
        else:
            looks.append((name, colour if name != "all others" else "#777777", marker))
    return looks


def _write_margins(axes: matplotlib.axes.Axes, table: pd.DataFrame, looks: list[tuple[str, str, str]]) -> None:
    """Write counts and range beside each row, and above them which side lies where."""
    at_edge = axes.get_yaxis_transform()
    rows = table.to_dict("records")
    columns = [
        [f"{int(row[f'{name}_target']):,} : {int(row[f'{name}_reference']):,}" for row in rows]
        for name in ("count", "articles")
    ]
    for x, head, column in zip(place_columns(columns, (1.07, 1.19)), ("Count", "Articles"), columns, strict=True):
        axes.text(x, -1.0, head, transform=at_edge, ha="center", va="bottom", fontsize=7)
        for place, numbers in enumerate(column):
            axes.text(x, place, numbers, transform=at_edge, ha="center", va="center", fontsize=6.5)
    low, high = axes.get_xlim()
    zero = (0 - low) / (high - low)
    for x, text, side in ((zero + 0.01, f"{looks[0][0]} →", "left"), (zero - 0.01, f"← {looks[1][0]}", "right")):
        axes.text(x, 1.01, text, transform=axes.transAxes, ha=side, va="bottom", fontsize=7)


def caption_keyness(table: pd.DataFrame, study: Study | None = None) -> str:
    """Say how much either side has, what was tested, which terms stand out, and what the intervals rest on."""
    first = table.iloc[0]
    names = [look[0] for look in _side_looks(table, study)]
    sizes = []
    for name, side in zip(names, ("target", "reference"), strict=True):
        numbers = [(first[f"n_{noun}s_{side}"], noun) for noun in ("word", "sentence", "article")]
        sizes.append(f"{name}: " + ", ".join(plural(number, noun) for number, noun in numbers if pd.notna(number)))
    sentences = [
        *_name_furthest(table, names),
        f"{sizes[0]}; {sizes[1]}. Counts and articles with the term stand in this order.",
    ]
    if first["n_tested"]:
        kept = table[table["p_adjusted"] < SIGNIFICANT]
        test = "permutation test" if first["smallest_p"] else "test (the normal limit of a permutation test)"
        sentences.append(
            f"Of the {len(table)} terms shown, {len(kept)} differ by an article-level {test} (adjusted "
            f"p < .05 over the {int(first['n_tested']):,} terms tested; filled markers)."
        )
    else:
        sentences.append(f"No test is made: {first['refusal']}. Read effect sizes, counts and the number of articles.")
    kinds = table["interval"].value_counts()
    if len(kinds) == 1 and not first["n_tested"]:
        sentences.append("The intervals take words as independent draws, which they are not: they may be too narrow.")
    elif len(kinds) == 1:
        sentences.append(f"Intervals: {kinds.index[0]}.")
    else:
        sentences.append("Intervals: " + "; ".join(f"{kind} ({n} terms)" for kind, n in kinds.items()) + ".")
    return " ".join([*sentences, *_weigh_silence(table, names)])


def _name_furthest(table: pd.DataFrame, names: list[str]) -> list[str]:
    """Say which terms lean furthest to either side."""
    parts = []
    for name, sign in zip(names, (1, -1), strict=True):
        own = table[table["log_odds"] * sign > 0].sort_values("z", ascending=sign < 0, kind="stable")["term"].head(3)
        parts += [f"to {name}: {', '.join(own)}"] if len(own) else []
    return [f"Terms that lean furthest {'; '.join(parts)}."] if parts else []


def _weigh_silence(table: pd.DataFrame, names: list[str]) -> list[str]:
    """Say of a side that is too short for it that the terms it lacks prove nothing.

    A term expected fewer than 3 times is lacking by chance more than once in 20 (exp(-3) = .05).
    """
    sentences = []
    for name, side, other in ((names[0], "target", "reference"), (names[1], "reference", "target")):
        lacking = table[table[f"count_{side}"] == 0]
        expected = lacking[f"rate_{other}"] * table[f"n_words_{side}"].iloc[0] / 1000
        if len(lacking) and expected.max() < EXPECTED:
            term, times = lacking["term"].loc[expected.idxmax()], expected.max()
            sentences.append(
                f"That a term is not found with {name} proves nothing: in so few words even '{term}' would stand only "
                f"{times:.1f} times at the other side's rate."
            )
    return sentences
