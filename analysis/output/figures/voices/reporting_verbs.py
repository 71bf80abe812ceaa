"""How each outlet introduces each voice: a grid of cues and counts."""

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure

from analysis.corpus.study import Study
from analysis.output.figures.style import STYLE, new_figure, voice_looks
from analysis.output.prose.numbers import plural

__all__ = ["caption_reporting_verbs", "draw_reporting_verbs"]

STANCES = {"positive": "vouching", "neutral": "neutral", "doubting": "distancing"}
SMALLEST, LARGEST = 55.0, 210.0  # area of a bubble in points²
THOUSAND = 1000
WIDTH = 340  # points that all columns have together, beside the names of the cues


def draw_reporting_verbs(table: pd.DataFrame, study: Study) -> Figure:
    """Draw how often each outlet introduces each voice by each cue.

    Parameters
    ----------
    table : DataFrame
        As reporting_verbs.select_cues returns it: outlet, voice, cue, stance, count, total, ordered by stance.
    study : Study

    Returns
    -------
    Figure
        178 mm wide; a panel a voice, a column an outlet, a row a cue, its count in the bubble; bands for the stances.
    """
    cues = list(dict.fromkeys(table["cue"]))
    found = set(table["outlet"])
    outlets = [o for o in study.outlets if o in found] + sorted(found - set(study.outlets))
    voices = [v for v in study.voice_order if v in set(table["voice"])]
    widths = [table.loc[table["voice"] == v, "outlet"].nunique() + 0.4 for v in voices]
    height = 30 + 5.2 * len(cues)
    figure, axes = new_figure(
        178, height, ncols=max(1, len(voices)), sharey=True, squeeze=False, width_ratios=widths or [1]
    )
    with matplotlib.rc_context(STYLE):
        for axis, voice in zip(axes[0], voices, strict=False):
            mine = table[table["voice"] == voice]
            _draw_panel(axis, mine, cues, [o for o in outlets if o in set(mine["outlet"])], int(table["count"].max()))
            _fit_columns(axis, sum(widths))
            label, colour, _ = voice_looks(study)[voice]
            note = " (k: thousand)" if mine["count"].max() >= THOUSAND else ""
            axis.set_title(f"{label}\n{mine['count'].sum():,} cues shown{note}", fontsize=7.5, color="black")
            for bubble in axis.collections:
                bubble.set_facecolor(colour)
        _draw_bands(axes[0], table, cues)
    return figure


SPELLED = {":": "colon"}  # a cue that is a mark


def _draw_panel(axis: Axes, mine: pd.DataFrame, cues: list[str], outlets: list[str], most: int) -> None:
    """Draw the counts of one voice."""
    x = [outlets.index(o) for o in mine["outlet"]]
    y = [cues.index(c) for c in mine["cue"]]
    axis.scatter(x, y, s=[SMALLEST + (LARGEST - SMALLEST) * n / most for n in mine["count"]], alpha=0.45, linewidth=0)
    for a, b, n in zip(x, y, mine["count"], strict=True):
        axis.annotate(_shorten(n), (a, b), ha="center", va="center", fontsize=6.5)
    axis.set_xticks(range(len(outlets)), outlets, rotation=40, ha="right", rotation_mode="anchor")
    axis.set(xlim=(-0.7, len(outlets) - 0.3), ylim=(len(cues) - 0.4, -0.6))
    axis.set_yticks(range(len(cues)), [SPELLED.get(cue, cue) for cue in cues])
    axis.tick_params(axis="both", length=0)
    axis.grid(axis="y", color="#DDDDDD", linewidth=0.5)
    axis.set_axisbelow(True)
    for spine in axis.spines.values():
        spine.set_visible(False)


def _shorten(count: int) -> str:
    """Return a number that has room in a bubble: 823, 1.2k, 71k."""
    if count < THOUSAND:
        return str(count)
    return f"{count / THOUSAND:.1f}k" if count < 9.95 * THOUSAND else f"{count / THOUSAND:.0f}k"


def _fit_columns(axis: Axes, columns: float) -> None:
    """Make the bubbles of many outlets small enough to stand beside each other, and their names upright."""
    room = WIDTH / columns  # points a column
    for bubble in axis.findobj(PathCollection) if room < LARGEST**0.5 else ():
        assert isinstance(bubble, PathCollection)
        bubble.set_sizes(bubble.get_sizes() * (room / LARGEST**0.5) ** 2)
        axis.tick_params(axis="x", rotation=90, labelsize=6)
        for label in axis.get_xticklabels():
            label.set(ha="center", va="top", rotation_mode="default")
        for number in axis.texts:
            number.set_fontsize(5)


def _draw_bands(axes: list[Axes], table: pd.DataFrame, cues: list[str]) -> None:
    """Part the stances by lines and name them at the right."""
    stance_of = dict(zip(table["cue"], table["stance"], strict=True))
    ordered = [stance_of[cue] for cue in cues]
    for stance, label in STANCES.items():
        rows = [k for k, found in enumerate(ordered) if found == stance]
        if not rows:
            continue
        for axis in axes:
            if rows[0] > 0:
                axis.axhline(rows[0] - 0.5, color="#555555", linewidth=0.8)
        axes[-1].annotate(
            label, (1.02, (rows[0] + rows[-1]) / 2), xycoords=("axes fraction", "data"), va="center", rotation=270,
            fontsize=7, annotation_clip=False,
        )  # fmt: skip


def caption_reporting_verbs(stances: pd.DataFrame, chosen: pd.DataFrame, study: Study) -> str:
    """Say by how many of its cues and verdicts the outlets keep a distance to each side, and by how many they vouch.

    Parameters
    ----------
    stances : DataFrame
        As reporting_verbs.compare_stances returns it, by voice.
    chosen : DataFrame
        What is drawn, as reporting_verbs.select_cues returns it.
    study : Study
    """
    parts = []
    for side in study.sides:
        mine = stances[stances["voice"] == side].set_index("stance")
        label = study.voices[side].phrase
        if mine.empty:
            parts.append(f"no cue introduces {label}")
            continue
        n, doubting, positive = mine["n"].iloc[0], mine.loc["doubting"], mine.loc["positive"]
        parts.append(
            f"of {n:,} cue{'s' if n != 1 else ''} of {label}, {doubting['count']:,} "
            f"keep{'s' if doubting['count'] == 1 else ''} a distance and {positive['count']:,} "
            f"vouch{'es' if positive['count'] == 1 else ''}"
        )
    text = "; ".join(parts)
    small = stances.groupby("voice")["n"].first().reindex(list(study.sides)).fillna(0).min() < 30
    note = " An outlet's verdict within a report (alleged, unfounded) counts as a cue that keeps a distance."
    shown, n = int(chosen["count"].sum()), int(stances.drop_duplicates("voice")["n"].sum())
    note += f" Drawn are the commonest, {shown:,} of {plural(n, 'cue')}." if shown < n else ""
    return f"{text[0].upper()}{text[1:]}.{note}{' The numbers are small.' if small else ''}"
