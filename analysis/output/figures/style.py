"""The one place for sizes, fonts, colours and markers."""

from collections.abc import Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import Formatter, FuncFormatter

from analysis.corpus.study import Study

__all__ = [
    "MARKERS",
    "MILLIMETRE",
    "STYLE",
    "WIDTHS",
    "cut_labels",
    "new_figure",
    "outlet_looks",
    "place_columns",
    "voice_looks",
]

# A label is drawn as it is written, in whatever context its text is made: a dollar sign begins no formula.
matplotlib.rcParams["text.parse_math"] = False

MILLIMETRE = 1 / 25.4
WIDTHS = (85, 120, 178)
CHARACTER, GAP = 0.0125, 0.012  # a small digit, and what parts two columns, in widths of the axes
# Okabe and Ito's colours (2008), for outlets the study gives no colour, each with a marker of its own.
COLOURS = ("#56B4E9", "#E69F00", "#CC79A7", "#000000", "#F0E442", "#009E73", "#0072B2", "#D55E00")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")

STYLE = matplotlib.rc_params_from_file(
    str(Path(__file__).with_name("style.mplstyle")), fail_on_error=True, use_default_template=False
)


def new_figure(width: int = 178, height: float = 80, **subplots: Any) -> tuple[Figure, Any]:
    """Return an empty figure and its axes in the project's style.

    Parameters
    ----------
    width : {85, 120, 178}
        In millimetres: one column, one and a half, or two of a journal.
    height : float
        In millimetres.
    **subplots
        Passed to Figure.subplots.

    Returns
    -------
    Figure, Axes or array of Axes

    Raises
    ------
    ValueError
        If the width is not one of the three.
    """
    if width not in WIDTHS:
        raise ValueError(f"a figure is {', '.join(map(str, WIDTHS))} mm wide, not {width}")
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(width * MILLIMETRE, height * MILLIMETRE), layout="constrained")
        return figure, figure.subplots(**subplots)


def voice_looks(study: Study) -> dict[str, tuple[str, str, str]]:
    """Return label, colour and marker of each voice, in the order in which voices are always shown."""
    return {v: (study.voices[v].label, study.voices[v].colour, study.voices[v].marker) for v in study.voice_order}


def outlet_looks(study: Study, outlets: list[str]) -> dict[str, tuple[str, str]]:
    """Return colour and marker of each outlet: the study's, or the next pair of COLOURS and MARKERS that is free."""
    given = {name: (own.colour, own.marker) for name, own in study.outlets.items()}
    pairs = [(COLOURS[n % len(COLOURS)], MARKERS[(n + n // len(COLOURS)) % len(MARKERS)]) for n in range(64)]
    free = cycle([pair for pair in pairs if pair not in given.values()])
    return {outlet: given.get(outlet) or next(free) for outlet in outlets}


def place_columns(columns: Sequence[Sequence[str]], usual: Sequence[float]) -> list[float]:
    """Return where columns of small numbers stand beside axes of a figure 178 mm wide.

    Parameters
    ----------
    columns : sequence of sequence of str
        What each holds, written.
    usual : sequence of float
        The middle of each, in widths of the axes, where its numbers are short.

    Returns
    -------
    list of float
        The same, or farther out as far as long numbers need it.
    """
    places, edge = [], 1.0
    for column, place in zip(columns, usual, strict=True):
        half = CHARACTER * max(map(len, column), default=0) / 2
        places.append(max(place, edge + GAP + half))
        edge = places[-1] + half
    return places


def cut_labels(figure: Figure, longest: int) -> None:
    """Cut what is written into panels, beside their ticks and over them, to lines of so many characters.

    For a figure whose labels leave no room for what is drawn: a press agency's full name, or what somebody else has
    put into a study, may be longer than a panel is wide. The table beside the figure has it whole.
    """
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            written = axis.get_major_formatter()
            if isinstance(written, FuncFormatter):  # that of labels which somebody has set
                axis.set_major_formatter(FuncFormatter(partial(_cut_tick, written, longest)))
        for text in ax.findobj(Text):
            if len(cut := _cut(text.get_text(), longest)) < len(text.get_text()):
                text.set_text(cut)


def _cut_tick(written: Formatter, longest: int, value: float, place: int | None = None) -> str:
    """Return the label of a tick, cut."""
    return _cut(written(value, place), longest)


def _cut(label: str, longest: int) -> str:
    """Return a label with no line longer than that many characters."""
    return "\n".join(line if len(line) <= longest else f"{line[: longest - 1]}…" for line in label.split("\n"))
