"""Tone and frame by outlet and voice, with every segment as a point; and by issue."""

from collections.abc import Sequence
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.corpus.study import OUTLET, Study
from analysis.output.figures.style import STYLE, new_figure, voice_looks
from analysis.output.prose.numbers import plural
from analysis.output.prose.telling import note_telling

__all__ = ["AREA", "MANY", "caption_issue_tone", "caption_tone", "draw_issue_tone", "draw_tone", "name_score", "sign"]

AXES = {
    "vader": "Tone by VADER",
    "afinn": "Tone by AFINN",
    "pattern": "Tone by Pattern",
    "news": "Tone by the news lexicon",
    "frame": "Frame: confrontational to conciliatory",
}
AREA = 0.9  # square points a word
LANES = (0.0, 0.15, -0.15, 0.3, -0.3)  # a row's segments stand in five lanes, by rank, so that equal scores part
FEW = 5  # segments: below this a mean says little
MANY = 300  # segments: of more than this a row shows how the words lie over the scores, no single points
BINS = np.linspace(-1.025, 1.025, 42)  # 0.05 wide, 0 in the middle of one
LARGEST = 36.0  # square points: the largest mark of an issue keeps to its row


def name_score(column: str) -> str:
    """Return what the axis of a score is called."""
    plain = column.removesuffix("_masked")
    return AXES.get(plain, plain) + (", names masked" if plain != column else "")


def draw_tone(table: pd.DataFrame, segments: pd.DataFrame, study: Study) -> Figure:
    """Draw scores by outlet and voice: means, and every segment as a point, or of many how their words are spread.

    Parameters
    ----------
    table : DataFrame
        As sentiment.aggregate_tone returns it by outlet and voice, for one score or several one below the other; with
        the columns low and high, intervals are drawn.
    segments : DataFrame
        With outlet, voice, n_words and the scores.
    study : Study

    Returns
    -------
    Figure
        178 mm wide; one panel a score, one row an outlet and voice; a point's area is its number of words. A row of
        more than MANY segments has bars instead: the share of its words by score, the highest bar filling the row.
    """
    columns, outlets = list(dict.fromkeys(table["instrument"])), list(dict.fromkeys(table["outlet"]))
    spoken = set(table.loc[table["n_segments"] > 0, "voice"]) | set(study.sides)
    there = table[(table["n_segments"] > 0) | table["voice"].isin(study.sides)]
    heard = set(zip(there["outlet"], there["voice"], strict=True))  # a side's silence is a row, a third party's is not
    rows = [
        (outlet, voice)
        for outlet, voice in _list_rows(outlets, [voice for voice in study.voice_order if voice in spoken])
        if not voice or (outlet, voice) in heard
    ]
    row = 6.2 if table["n_segments"].max() > MANY else 3.9
    figure, panels = new_figure(178, 16 + row * len(rows), ncols=len(columns), sharey=True, squeeze=False)
    with matplotlib.rc_context(STYLE):
        for axes, column in zip(panels[0], columns, strict=True):
            _draw_frame(axes, rows, name_score(column), study, _find_room(len(columns)))
            for place, (outlet, voice) in enumerate(rows):
                if voice:
                    own = segments[(segments["outlet"] == outlet) & (segments["voice"] == voice)]
                    draw_row = _draw_points if len(own) <= MANY else _draw_spread
                    draw_row(axes, own, column, place, study, voice)
                    mean = table[
                        (table["instrument"] == column) & (table["outlet"] == outlet) & (table["voice"] == voice)
                    ]
                    _draw_mean(axes, mean, place)
    return figure


def sign(value: float) -> str:
    """Return the number with its sign and two digits; 0 is never negative."""
    return f"{round(value, 2) + 0.0:+.2f}"


def _find_room(n_panels: int) -> float:
    """Return the room for a row's numbers, in units of the score: about 20 mm of a panel."""
    share = 20 * n_panels / (178 - 26)
    return 2.16 * share / (1 - share)


def _list_rows(outlets: Sequence[str], voices: Sequence[str]) -> list[tuple[str, str]]:
    """Return outlet and voice of each row, the outlet's own heading (voice "") before its voices."""
    return [(outlet, voice) for outlet in outlets for voice in ["", *voices]]


def _draw_frame(axes: Axes, rows: list[tuple[str, str]], label: str, study: Study, room: float) -> None:
    """Draw what stands around the points: rows, headings, the line at 0."""
    labels = voice_looks(study)
    voiced = [place for place, (_, voice) in enumerate(rows) if voice]
    axes.set_yticks(voiced, [labels[rows[place][1]][0] for place in voiced])
    left, right = -1.08, 1.08 + room
    axes.set(xlim=(left, right), ylim=(len(rows) - 0.4, -0.7))
    axes.set_xlabel(label, x=-left / (right - left))  # below 0
    axes.set_xticks([-1, -0.5, 0, 0.5, 1], ["\N{MINUS SIGN}1", "", "0", "", "1"])
    axes.axvline(0, color="#999999", linewidth=0.6, zorder=0)
    axes.hlines(voiced, -1.05, 1.05, color="#EEEEEE", linewidth=0.5, zorder=0)
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_bounds(-1, 1)
    axes.tick_params(axis="y", length=0)
    for place, (outlet, voice) in enumerate(rows):
        if not voice:
            white = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"}
            axes.annotate(outlet, (-1.05, place + 0.1), va="center", fontsize=7, fontweight="bold", bbox=white)


def _draw_points(axes: Axes, own: pd.DataFrame, column: str, place: int, study: Study, voice: str) -> None:
    """Draw a row's segments."""
    defined = own[own[column].notna()].sort_values(column, kind="stable")
    _, colour, marker = voice_looks(study)[voice]
    lanes = place + np.resize(LANES, len(defined))
    axes.scatter(
        defined[column], lanes, s=AREA * defined["n_words"], color=colour, marker=marker, alpha=0.55,
        edgecolor="white", linewidth=0.4, gid=f"{column} {place}",
    )  # fmt: skip


def _draw_spread(axes: Axes, own: pd.DataFrame, column: str, place: int, study: Study, voice: str) -> None:
    """Draw how a row's words lie over the scores, as bars standing on the row's foot."""
    defined = own[own[column].notna()]
    words, _ = np.histogram(defined[column], BINS, weights=defined["n_words"])
    _, colour, _ = voice_looks(study)[voice]
    axes.bar(
        (BINS[:-1] + BINS[1:]) / 2, -0.76 * words / max(1, words.max()), width=np.diff(BINS), bottom=place + 0.38,
        color=colour, edgecolor="white", linewidth=0.2, alpha=0.75, gid=f"{column} {place}",
    )  # fmt: skip


def _draw_mean(axes: Axes, mean: pd.DataFrame, place: int) -> None:
    """Draw a row's mean, its interval if there is one, and its numbers at the right."""
    beside: dict[str, Any] = {"xycoords": axes.get_yaxis_transform(), "ha": "right", "va": "center", "fontsize": 6}
    if mean.empty or mean["estimate"].isna().all():
        axes.annotate("no segment", (1, place), **beside, color="#777777")
        return
    row = mean.iloc[0]
    if "low" in mean and pd.notna(row["low"]):
        axes.hlines(place, row["low"], row["high"], color="black", linewidth=0.9)
    axes.plot(
        [row["estimate"]] * 2, [place - 0.38, place + 0.38], color="black", linewidth=1.6, zorder=1, gid=f"mean {place}"
    )
    text = f"{sign(row['estimate'])}  n = {row['n_segments']:,}".replace("-", "\N{MINUS SIGN}")
    axes.annotate(text, (1, place), **beside)


def draw_issue_tone(table: pd.DataFrame, study: Study) -> Figure:
    """Draw scores by issue and voice.

    Parameters
    ----------
    table : DataFrame
        As sentiment.aggregate_tone returns it by issue and voice, for one score or several one below the other.
    study : Study

    Returns
    -------
    Figure
        178 mm wide; one panel a score, one row an issue, a mark a voice, its area the number of words.
    """
    columns, issues = list(dict.fromkeys(table["instrument"])), [i for i in study.issues if i in set(table["issue"])]
    row = 8.5 if len(issues) <= 15 else 7.2
    figure, panels = new_figure(178, 24 + row * len(issues), ncols=len(columns), sharey=True, squeeze=False)
    spoken = set(table.loc[table["estimate"].notna(), "voice"]) | set(study.sides)
    looks = {voice: look for voice, look in voice_looks(study).items() if voice in spoken}
    area = min(AREA / 5, LARGEST / max(1, table["n_words"].max()))  # square points a word
    steps = dict(zip(looks, np.linspace(-0.3, 0.3, len(looks)), strict=True))
    with matplotlib.rc_context(STYLE):
        for axes, column in zip(panels[0], columns, strict=True):
            shown = table[(table["instrument"] == column) & table["estimate"].notna()]
            axes.set_yticks(range(len(issues)), [study.issues[issue].label for issue in issues])
            axes.set(xlim=(-1.08, 1.08), ylim=(len(issues) - 0.4, -0.6), xlabel=name_score(column))
            axes.set_xticks((-1, -0.5, 0, 0.5, 1))
            axes.axvline(0, color="#999999", linewidth=0.6, zorder=0)
            axes.hlines(np.arange(len(issues) - 1) + 0.5, -1.08, 1.08, color="#DDDDDD", linewidth=0.5, zorder=0)
            axes.tick_params(axis="y", length=0)
            axes.spines["left"].set_visible(False)
            for voice, (label, colour, marker) in looks.items():
                own = shown[shown["voice"] == voice]
                _draw_issue_means(axes, own, issues, steps[voice], (label, colour, marker), area)
        keys = [
            Line2D([], [], linestyle="", color=colour, marker=marker, label=label)
            for label, colour, marker in looks.values()
        ]
        figure.legend(handles=keys, loc="outside upper left", ncols=len(looks))
    return figure


def _draw_issue_means(
    axes: Axes, own: pd.DataFrame, issues: list[str], step: float, look: tuple[str, str, str], area: float
) -> None:
    """Draw one voice's means, with the number of segments beside each."""
    label, colour, marker = look
    places = np.array([issues.index(issue) for issue in own["issue"]]) + step
    if {"low", "high"} <= set(own):
        axes.hlines(places, own["low"], own["high"], color=colour, linewidth=0.8)
    axes.scatter(
        own["estimate"], places, s=area * own["n_words"] + 6, color=colour, marker=marker, label=label,
        edgecolor="white", linewidth=0.4, zorder=3,
    )  # fmt: skip
    for estimate, place, n, words in zip(own["estimate"], places, own["n_segments"], own["n_words"], strict=True):
        side = -1 if estimate > 0.8 else 1
        beside = side * (2.5 + np.sqrt(area * words + 6) / 2)
        axes.annotate(
            f"{n:,}", (estimate, place), (beside, 0), textcoords="offset points", zorder=1,
            ha="left" if side > 0 else "right", va="center", fontsize=5.5,
            bbox={"boxstyle": "square,pad=0.05", "facecolor": "white", "edgecolor": "none"},
        )  # fmt: skip


def caption_tone(table: pd.DataFrame, study: Study) -> str:
    """Say between which outlets each side's mean lies, score by score, and how few segments there are."""
    sentences = []
    for column in dict.fromkeys(table["instrument"]):
        for side in study.sides:
            own = table[(table["instrument"] == column) & (table["voice"] == side) & table["estimate"].notna()]
            sentences.append(f"{name_score(column).split(':')[0]}, {study.voices[side].label}: {_describe_range(own)}.")
    n = table.loc[(table["n_segments"] > 0) & (table["instrument"] == table["instrument"].iloc[0]), "n_segments"]
    few = int((n < FEW).sum())
    bars = f" (a row of more than {MANY}: bars, the share of its words by score)" if n.max() > MANY else ""
    said = (
        f" Each point is a segment, its area the number of words{bars}; the black line is the mean, all articles "
        f"weighing alike. Rows have {n.min():,} to {n.max():,} segments"
    )
    said += f"; {few} of {len(n)} have fewer than {FEW} and say little." if few else "."
    return " ".join(sentences) + said + note_telling(study)


def _describe_range(own: pd.DataFrame) -> str:
    """Say where the lowest and the highest of the means are, and of how many segments."""
    if own.empty:
        return "no segment"
    n = int(own["n_segments"].sum())
    ordered = own.sort_values("estimate", kind="stable")
    low, high = ordered.iloc[0], ordered.iloc[-1]
    count = plural(n, "segment")
    if len(own) == 1:
        return f"{sign(low['estimate'])} in {low['outlet']} alone ({count})"
    return (
        f"{sign(low['estimate'])} ({low['outlet']}) to {sign(high['estimate'])} ({high['outlet']}) "
        f"in {len(own)} outlets ({count})"
    )


def caption_issue_tone(table: pd.DataFrame, study: Study) -> str:
    """Say how often the two sides can be compared on an issue, and where they are furthest apart."""
    first, second = study.sides
    sentences = []
    for column in dict.fromkeys(table["instrument"]):
        own = table[table["instrument"] == column]
        wide = own.pivot_table("estimate", "issue", "voice", dropna=False)
        both = wide.reindex(columns=[first, second]).dropna()
        apart = (both[first] - both[second]).abs()
        text = f"{name_score(column).split(':')[0]}: in words of their own both sides raise {len(both)} of {plural(len(wide), 'issue')}"
        if len(both):
            widest = str(apart.idxmax())
            n = own[own["issue"] == widest].set_index("voice")["n_segments"]
            text += f", furthest apart on {study.issues[widest].label} ({sign(both[first][widest])} in "
            text += f"{plural(n[first], 'segment')} against {sign(both[second][widest])} in {n[second]:,})"
        sentences.append(text + ".")
    said = " ".join(sentences) + " Numbers beside the marks are segments; a segment on two issues counts in both."
    if (table["voice"] == OUTLET).any():
        said += " A word of an issue that introduces a source (wished) is the outlet's here."
    return said + note_telling(study)
