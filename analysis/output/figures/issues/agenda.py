"""Who raised which issue, and who left it out: the agenda as a matrix, and two sides set against each other."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.corpus.study import Study
from analysis.measures.inference import limits
from analysis.output.figures.style import STYLE, WIDTHS, new_figure
from analysis.output.prose.numbers import UNMARKED, percent, plural

__all__ = ["PALE", "SHADES", "caption_agenda", "caption_sides", "draw_agenda", "draw_sides", "order_sides"]

RAISED, JOINT, SILENT, ABSENT = "raised", "raised jointly", "silent", "does not speak"
SHADES = LinearSegmentedColormap.from_list("share", ["#DCE9F5", "#08519C"])
PALE = "#F5F5F5"
CELL, NAMES = 5.5, 60  # mm: a cell; the issues' names and what the slanted names of the sides need at the right
GAP = 0.35  # cells, between two groups of columns
LISTED = 8  # issues named in a caption
FEW = 5  # sentences: of a side that has fewer, one more moves every share by a fifth and more, and no shade is drawn


def draw_agenda(table: pd.DataFrame, study: Study) -> Figure:
    """Draw which issues each side raises, is silent about, or where it does not speak.

    Parameters
    ----------
    table : DataFrame
        As agenda.compare_agenda returns it, by one column (voice, outlet ...) or two; the first of two makes groups.
    study : Study

    Returns
    -------
    Figure
        120 or 178 mm wide. A row an issue, a column a side with the number of its sentences; in each cell the
        number of sentences that raise the issue, darker for a larger share of the side's where it has FEW at least; in
        brackets those in which the text reports it of both sides together; a dash where the side speaks and is silent
        about it; hatched where it has no sentence.

    Raises
    ------
    ValueError
        If the sides are too many to be read side by side.
    """
    keys = list(table.columns[: list(table.columns).index("issue")])
    sides = table[[*keys, "n_sentences_side"]].drop_duplicates(keys).reset_index(drop=True)
    places = _place_columns(sides, keys)
    digits = max(len(f"{n:,}") for n in table["n_sentences"])
    width = _choose_width(places[-1] + 1, max(CELL, 1.4 * digits + 1))
    labels = table.drop_duplicates("issue").set_index("issue")["label"]
    figure, axes = new_figure(width, 46 + 5.2 * len(labels) + (5 if len(keys) > 1 else 0))
    with matplotlib.rc_context(STYLE):
        top = table.loc[table["n_sentences_side"] >= FEW, "share"].max()  # NaN: no side has so many
        for at, side in zip(places, sides[keys].itertuples(index=False), strict=True):
            mine = table[(table[keys] == list(side)).all(axis=1)].set_index("issue")
            for row, issue in enumerate(labels.index):
                _draw_cell(axes, at, row, mine.loc[issue], top)
        heads = [
            f"{_name_side(side, keys[-1], study)} (n = {n:,})"
            for side, n in zip(sides[keys[-1]], sides["n_sentences_side"], strict=True)
        ]
        axes.set_xticks([at + 0.5 for at in places], heads, rotation=45, ha="left", rotation_mode="anchor")
        axes.set_yticks([row + 0.5 for row in range(len(labels))], labels)
        axes.xaxis.tick_top()
        axes.tick_params(length=0, pad=2)
        axes.set(xlim=(0, places[-1] + 1), ylim=(len(labels), 0))
        axes.spines[:].set_visible(False)
        if len(keys) > 1:
            _name_groups(axes, sides[keys[0]], places, len(labels), keys[0], study)
        _draw_key(figure, top, 4 if width == WIDTHS[-1] else 2)
    return figure


def _place_columns(sides: pd.DataFrame, keys: list[str]) -> list[float]:
    """Return the left edge of each column, in cells, with a gap between groups."""
    groups = sides[keys[0]].tolist() if len(keys) > 1 else [""] * len(sides)
    breaks = [0, *(int(a != b) for a, b in pairwise(groups))]
    return [n + GAP * sum(breaks[: n + 1]) for n in range(len(sides))]


def _choose_width(columns: float, cell: float) -> int:
    """Return the narrower of two widths, in mm, that holds the columns of cells, the issues' names and the key."""
    for width in WIDTHS[1:]:
        if NAMES + cell * columns <= width:
            return width
    most = int((WIDTHS[-1] - NAMES) / cell)
    raise ValueError(
        f"at most {most} sides can be read side by side, found {columns:.0f}; narrow the articles, or `by`"
    )


def _draw_cell(axes: Axes, at: float, row: int, cell: pd.Series, top: float) -> None:
    """Draw one issue of one side: shaded with a number, pale with a dash, or hatched."""
    if cell["status"] == ABSENT:
        axes.add_patch(Rectangle((at, row), 1, 1, facecolor="none", edgecolor="#BBBBBB", linewidth=0, hatch="//////"))
        return
    raised, many = cell["status"] == RAISED, cell["n_sentences_side"] >= FEW
    share = cell["share"] / top if raised and many else 0.0
    shade = SHADES(share) if raised else PALE
    axes.add_patch(Rectangle((at, row), 1, 1, facecolor=shade, edgecolor="white", linewidth=1.2))
    axes.text(
        at + 0.5, row + 0.52, _write_cell(cell), ha="center", va="center", fontsize=6.5,
        color="white" if share > 0.6 else "#777777" if cell["status"] == SILENT else "black",
    )  # fmt: skip


def _write_cell(cell: pd.Series) -> str:
    """Return what stands in a cell: the sentences of its own, and in brackets those reported of both sides together."""
    own = f"{cell['n_sentences']:,}" if cell["n_sentences"] else ""
    jointly = f"({cell['n_joint']:,.0f})" if cell.get("n_joint", 0) > 0 else ""
    return f"{own} {jointly}".strip() or "–"


def _name_groups(axes: Axes, groups: pd.Series, places: Sequence[float], bottom: int, key: str, study: Study) -> None:
    """Write the name of each group under its columns, with a line over it."""
    for group in dict.fromkeys(groups):
        mine = [at for at, name in zip(places, groups, strict=True) if name == group]
        axes.plot([mine[0] + 0.1, mine[-1] + 0.9], [bottom + 0.25] * 2, color="#555555", lw=0.7, clip_on=False)
        label = _name_side(group, key, study)
        axes.text((mine[0] + mine[-1] + 1) / 2, bottom + 0.45, label, ha="center", va="top", fontsize=7, clip_on=False)


def _draw_key(figure: Figure, top: float, columns: int) -> None:
    """Draw the key of the cells."""
    full = Rectangle((0, 0), 1, 1, facecolor=SHADES(1.0))
    light = Rectangle((0, 0), 1, 1, facecolor=SHADES(0.0))
    none = Rectangle((0, 0), 1, 1, facecolor=PALE, edgecolor="#888888", linewidth=0.5)
    away = Rectangle((0, 0), 1, 1, facecolor="none", edgecolor="#BBBBBB", linewidth=0, hatch="//////")
    names = [
        "raised, in few of its sentences",
        f"in {top:.0%} of them" if top > 0 else "in all of them",
        "–  speaks, does not raise it",
        "(n)  as reported of both sides",
        "does not speak",
    ]
    figure.legend(
        [light, full, none, none, away],
        names,
        loc="outside lower center",
        ncols=columns,
        handlelength=1.3,
        columnspacing=1.2,
    )


def _name_side(side: str, key: str, study: Study) -> str:
    """Return the label of a voice or event, an outlet's or article's own name."""
    if key == "voice":
        return study.voices[side].label
    return study.events[side].label if key == "event" and side in study.events else side or "no event"


def caption_agenda(table: pd.DataFrame, study: Study) -> str:
    """Say how many of the issues each side raises, in how many sentences, and where it does not speak."""
    keys = list(table.columns[: list(table.columns).index("issue")])
    key = "voice" if "voice" in keys else keys[-1]
    n_issues = table["issue"].nunique()
    parts = []
    for side in dict.fromkeys(table[key]):
        mine = table[table[key] == side]
        sentences = mine.drop_duplicates(keys)["n_sentences_side"].sum()
        raised = mine.loc[mine["status"] == RAISED, "issue"].nunique()
        if sentences:
            parts.append(f"{_name_side(side, key, study)} {raised} (in {plural(sentences, 'sentence')})")
    text = f"Of {plural(n_issues, 'issue')}, this many are raised: {'; '.join(parts)}."
    if key == "voice":
        text += " A sentence in which a source speaks counts for the source alone."
        text += _say_joint(table)
    few = table[table["n_sentences_side"].between(1, FEW - 1)].drop_duplicates(keys)
    text += f" Of {plural(len(few), 'column')} with fewer than {FEW} sentences no share is shaded." if len(few) else ""
    empty = table[table["status"] == ABSENT].drop_duplicates(keys)
    if len(empty):
        text += (
            f" Hatched: {plural(len(empty), 'column')} in which the side has no sentence at all, which is no silence."
        )
    return text + " A dash: the side speaks, and none of its sentences matched the codebook."


def _say_joint(table: pd.DataFrame) -> str:
    """Say how many issues are raised in what the text reports of both sides together, or that this is not known."""
    if table["n_joint"].isna().any():
        return f" {UNMARKED}"
    joint = table.loc[table["n_joint"] > 0, "issue"].nunique()
    return f" In brackets: what is reported of both sides together ({plural(joint, 'issue')})." if joint else ""


def draw_sides(table: pd.DataFrame, study: Study) -> Figure:
    """Draw how much two sides raise each issue: the share of each one's sentences, with the counts.

    Parameters
    ----------
    table : DataFrame
        As agenda.compare_sides returns it; drawn in the order: raised by both, by both as reported jointly, by the
        target only, by the reference only, by neither, and within these by the difference.
    study : Study

    Returns
    -------
    Figure
        178 mm wide; a row an issue, a marker a side, the numbers of sentences at the right.
    """
    table = order_sides(table)
    shares = table[["share_target", "share_reference"]]
    figure, axes = new_figure(178, 32 + 5.2 * len(table))
    with matplotlib.rc_context(STYLE):
        axes.hlines(range(len(table)), shares.min(axis=1), shares.max(axis=1), color="#BBBBBB", lw=1.4, zorder=1)
        _draw_side(axes, table, "target", study, 0)
        _draw_side(axes, table, "reference", study, 1)
        for row in range(1, len(table)):
            if table["raised_by"][row] != table["raised_by"][row - 1]:
                axes.axhline(row - 0.5, color="#777777", lw=0.6, ls=(0, (2, 2)))
        axes.set_yticks(range(len(table)), table["label"])
        axes.set(ylim=(len(table) - 0.5, -0.5), xlabel="Share of the side's sentences that raise the issue")
        most = max(shares.max())
        axes.set_xlim(left=-min(0.01, 0.03 * most))
        axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}" if most > 0.06 else f"{share:.1%}")
        axes.grid(axis="x")
        figure.legend(loc="outside upper left", ncols=2)
    return figure


def _draw_side(axes: Axes, table: pd.DataFrame, side: str, study: Study, column: int) -> None:
    """Draw the markers of one side, and its numbers of sentences in a column at the right."""
    voice = study.voices[table[side][0]]
    total = plural(table[f"n_sentences_{side}"][0], "sentence")
    # The reference smaller and above, so that two markers at one place are both seen.
    axes.scatter(
        table[f"share_{side}"], range(len(table)), color=voice.colour, marker=voice.marker, s=(30, 13)[column],
        edgecolor="white", linewidth=0.4, zorder=2 + column, label=f"{voice.label} ({total})",
    )  # fmt: skip
    placed: dict[str, Any] = {"transform": axes.get_yaxis_transform(), "ha": "center", "fontsize": 6.5}
    edge = (1.06, 1.15)[column]
    axes.text(edge, -0.6, voice.label.replace(" ", "\n"), va="bottom", **placed)
    for row, found in enumerate(table[f"n_{side}"]):
        axes.text(edge, row, f"{found:,}", va="center", **placed)


def order_sides(table: pd.DataFrame) -> pd.DataFrame:
    """Return the comparison with the issues of both sides first, then those of one, then those of neither."""
    order = ["both", "jointly", table["target"].iloc[0], table["reference"].iloc[0], "neither", "not comparable"]
    keyed = table.assign(order=table["raised_by"].map(order.index), most=-table["difference"].fillna(0))
    return keyed.sort_values(["order", "most"], kind="stable").drop(columns=["order", "most"]).reset_index(drop=True)


def caption_sides(table: pd.DataFrame, study: Study) -> str:
    """Name the issues that both sides raise and those of one only, and say how much each side says at all."""
    first = table.iloc[0]
    target, reference = (study.voices[first[side]].phrase for side in ("target", "reference"))
    names = table.groupby("raised_by")["label"].agg(_name_issues).to_dict()
    named = (
        ("both", "Raised by both"),
        ("jointly", "by both as reported jointly"),
        (first["target"], f"by {target} only"),
        (first["reference"], f"by {reference} only"),
    )
    parts = [f"{text}: {names.get(key, 'none')}" for key, text in named if key != "jointly" or key in names]
    size = {side: (first[f"n_sentences_{side}"], first[f"n_articles_{side}"]) for side in ("target", "reference")}
    says = " and ".join(
        f"{label} {plural(size[side][0], 'sentence')} in {plural(size[side][1], 'article')}"
        for side, label in (("target", target), ("reference", reference))
    )
    if 0 in (size["target"][0], size["reference"][0]):
        return f"No comparison, for a side does not speak: {says}."
    text = f"{'; '.join(parts)}; by neither: {(table['raised_by'] == 'neither').sum()} of {len(table)}. Base: {says}."
    most = table.loc[table["difference"].abs().sort_values(ascending=False, kind="stable").index].iloc[0]
    text += (
        f" Largest difference: {most['label']}, in {percent(most['share_target'])} of the sentences of {target} and "
        f"{percent(most['share_reference'])} of those of {reference}."
    )
    if table["n_joint"].isna().any():
        text += f" {UNMARKED}"
    few = [label for side, label in (("target", target), ("reference", reference)) if size[side][0] < limits.SILENCE]
    return text + (f" So few sentences of {' and '.join(few)} that a silence there shows no choice." if few else "")


def _name_issues(labels: pd.Series) -> str:
    """Return the issues' names, or their number where a list would not be read."""
    return ", ".join(labels) if len(labels) <= LISTED else f"{len(labels)} issues"
