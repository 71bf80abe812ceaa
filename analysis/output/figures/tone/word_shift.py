"""The words that set the tone of two voices apart."""

import matplotlib
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analysis.corpus.study import Study
from analysis.output.figures.style import STYLE, new_figure
from analysis.output.figures.tone.tone import name_score, sign
from analysis.output.prose.telling import note_telling

__all__ = ["caption_word_shift", "draw_word_shift"]

LOOKS = {  # kind of term -> face, edge, hatch: warm light, cold dark, fewer hatched; no colour that means a side
    "warm words, more in target": ("#BDBDBD", "#555555", ""),
    "cold words, fewer in target": ("white", "#252525", "xxxxx"),
    "cold words, more in target": ("#252525", "#252525", ""),
    "warm words, fewer in target": ("white", "#555555", "/////"),
    "other terms": ("#EFEFEF", "#777777", "...."),
    "no difference": ("white", "#777777", ""),
}


def draw_word_shift(table: pd.DataFrame, study: Study, target: str, reference: str, instrument: str) -> Figure:
    """Draw what each term adds to the difference in tone of two voices.

    Parameters
    ----------
    table : DataFrame
        As word_shift.compare_words returns it; twenty terms and the row of the others fit well.
    study : Study
    target, reference : str
        The two voices compared.
    instrument : str
        What measured the tone.

    Returns
    -------
    Figure
        120 mm wide; the bars add up to the difference. In brackets the segments of target and reference in which a
        term counts.
    """
    figure, axes = new_figure(120, 26 + 4.2 * len(table))
    labels = {"target": study.voices[target].label, "reference": study.voices[reference].label}
    reach = table["difference"].abs().max() or 1.0
    with matplotlib.rc_context(STYLE):
        for place, row in enumerate(table.to_dict("records")):
            face, edge, hatch = LOOKS[row["kind"]]
            axes.barh(place, row["difference"], 0.68, color=face, edgecolor=edge, hatch=hatch, linewidth=0.6)
            counts = "" if row["kind"] == "other terms" else f" ({row['n_target']}, {row['n_reference']})"
            ahead = row["difference"] >= 0
            axes.annotate(
                f"{row['term']}{counts}",
                (row["difference"], place), (3 if ahead else -3, 0), textcoords="offset points",
                ha="left" if ahead else "right", va="center", fontsize=6.5,
            )  # fmt: skip
        axes.axvline(0, color="#555555", linewidth=0.6)
        axes.set(xlim=(-1.75 * reach, 1.75 * reach), ylim=(len(table) - 0.4, -0.6), yticks=[])
        measured = name_score(instrument).split(":")[0]
        sides = f"{labels['target']} \N{MINUS SIGN} {labels['reference']}"
        axes.set_xlabel(f"{measured}: part of the difference, {sides}")
        axes.spines["left"].set_visible(False)
        kinds = [kind for kind in LOOKS if kind in set(table["kind"])]
        figure.legend(
            handles=[Patch(facecolor=LOOKS[k][0], edgecolor=LOOKS[k][1], hatch=LOOKS[k][2]) for k in kinds],
            labels=[_name_kind(kind, instrument).replace("target", labels["target"]) for kind in kinds],
            loc="outside upper left", ncols=2,
        )  # fmt: skip
    return figure


def _name_kind(kind: str, instrument: str) -> str:
    """Return what a kind of term is called: a frame has conciliatory and confrontational words."""
    if instrument != "frame":
        return kind
    return kind.replace("warm words", "conciliatory words").replace("cold words", "confrontational words")


def _list_terms(terms: pd.DataFrame) -> str:
    """Return the first three terms; of those that the target has fewer of, saying so."""
    first = terms.head(3)
    return ", ".join(t + " (fewer)" * ("fewer" in k) for t, k in zip(first["term"], first["kind"], strict=True))


def caption_word_shift(table: pd.DataFrame, study: Study, target: str, reference: str, instrument: str) -> str:
    """Say how large the difference is, and which terms make most of it either way."""
    first, second = study.voices[target].label, study.voices[reference].label
    sums = table[["target", "reference", "difference"]].sum()
    terms = table[~table["kind"].isin(["other terms", "no difference"])]
    up, down = terms[terms["difference"] > 0], terms[terms["difference"] < 0]
    raised = f"; raised most by {_list_terms(up)}" if len(up) else ""
    lowered = f"; lowered most by {_list_terms(down)}" if len(down) else ""
    masked = "; words in names of countries, persons and issues do not count" if instrument.endswith("_masked") else ""
    lonely = int(((terms["n_target"] <= 1) & (terms["n_reference"] <= 1)).sum())
    return (
        f"{name_score(instrument).split(':')[0]}, by words: {first} {sign(sums['target'])}, "
        f"{second} {sign(sums['reference'])}, "
        f"difference {sign(sums['difference'])}{raised}{lowered}. All words of a side weigh alike, and the bars add "
        f"up to the difference{masked}. In brackets the "
        f"segments of {first} and {second} in which a term counts: {lonely} of the {len(terms)} terms shown count in "
        f"no more than one segment a side.{note_telling(study)}"
    )
