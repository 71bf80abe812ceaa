"""Share of words by voice and outlet."""

import matplotlib
import pandas as pd
from matplotlib.figure import Figure

from analysis.corpus.study import Study
from analysis.output.figures.style import STYLE, new_figure, voice_looks
from analysis.output.prose.numbers import begin, plural

__all__ = ["caption_voice_shares", "draw_voice_shares"]

HATCHES = ("", "////", "....", "", "xxxx", "\\\\\\\\")
ROOM, SMALL = 0.07, 0.025  # of the axis: a narrower share has its number in small type, or no room for it


def draw_voice_shares(table: pd.DataFrame, study: Study) -> Figure:
    """Draw whose words each outlet carries, as stacked bars.

    Parameters
    ----------
    table : DataFrame
        As composition.share_voices returns it.
    study : Study

    Returns
    -------
    Figure
        178 mm wide; one bar an outlet, by the first side's share, the voices always in the same order, the words in n.
    """
    first = table[table["voice"] == study.sides[0]].set_index("outlet")["share"]
    outlets = sorted(dict.fromkeys(table["outlet"]), key=lambda outlet: -first.get(outlet, 0.0))
    figure, axes = new_figure(178, 24 + 9 * len(outlets))
    with matplotlib.rc_context(STYLE):
        left = pd.Series(0.0, index=outlets)
        for (voice, (label, colour, _)), hatch in zip(voice_looks(study).items(), HATCHES, strict=False):
            share = table[table["voice"] == voice].set_index("outlet")["share"].reindex(outlets).fillna(0)
            axes.barh(outlets, share, left=left, height=0.62, color=colour, edgecolor="white", hatch=hatch, label=label)
            for outlet in outlets:
                if share[outlet] >= SMALL:
                    wide = share[outlet] >= ROOM
                    axes.annotate(
                        f"{share[outlet]:.0%}", (left[outlet] + share[outlet] / 2, outlet), ha="center", va="center",
                        fontsize=6.5 if wide else 5.5,
                        bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"},
                    )  # fmt: skip
            left += share
        words = table.groupby("outlet")["n_words"].sum()
        for outlet in outlets:
            axes.annotate(f" {words[outlet]:,} words", (1, outlet), va="center", fontsize=6.5, annotation_clip=False)
        axes.set(xlim=(0, 1.14), ylim=(len(outlets) - 0.5, -0.5), xlabel="Share of the outlet's words")
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
        axes.spines["left"].set_visible(False)
        axes.tick_params(axis="y", length=0)
        figure.legend(loc="outside upper left", ncols=len(study.voices), handlelength=1.4, columnspacing=1.5)
    return figure


def caption_voice_shares(table: pd.DataFrame, study: Study) -> str:
    """Say which voice has the largest share in all, and what the smaller side has."""
    words = table.groupby("voice")[["n_words", "n_sentences"]].sum()
    share = words["n_words"] / words["n_words"].sum()
    listed = ", ".join(f"{study.voices[voice].phrase} {share.get(voice, 0):.0%}" for voice in study.voice_order)
    lesser = min(study.sides, key=lambda side: words["n_words"][side])
    return (
        f"Of all words, {listed}. "
        f"{begin(study.voices[lesser].phrase)} speaks in {plural(words['n_sentences'][lesser], 'sentence')}."
    )
