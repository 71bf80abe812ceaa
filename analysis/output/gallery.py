"""What a notebook opens and what it shows: its corpus and study, figures with their captions, answers that are kept."""

import base64
import html
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib
import pandas as pd
from IPython.display import HTML, Markdown, display
from matplotlib.figure import Figure

from analysis import paths
from analysis.corpus import tables
from analysis.corpus.study import Study, load_study
from analysis.output.figures import fonts, saving
from analysis.output.figures.style import STYLE
from analysis.output.prose.numbers import escape_labels

__all__ = ["Gallery", "open_notebook"]

SCREEN = 100  # dots an inch in a notebook; the files have more


class Gallery(NamedTuple):
    """The corpus folder and study of a notebook, and where its figures and answers go."""

    folder: Path
    study: Study
    into: Path
    notebook: str
    corpus_hash: str
    parameters: dict[str, Any]

    def say(self, **answers: str) -> Markdown:
        """Keep answers for the report, each under its name, and return them for display, a paragraph each."""
        kept = [
            saving.save_answer(text, name, folder=self.into, notebook=self.notebook) for name, text in answers.items()
        ]
        return Markdown("\n\n".join(kept))

    def show(
        self,
        name: str,
        table: pd.DataFrame,
        draw: Callable[[], Figure],
        caption: Callable[[], str],
        alt: str,
        *,
        n: str = "",
        empty: str = "There is nothing to draw.",
    ) -> Markdown:
        """Save a figure and display it with its caption, which is the finding; or say why there is none.

        Parameters
        ----------
        name : str
            Of the files.
        table : DataFrame
            What is drawn; without a row there is no figure.
        draw, caption : callables without arguments
            Called only where there is something to draw.
        alt : str
            What one sees, for those who cannot.
        n : str
            What the caption ends with.
        empty : str
            Shown instead of a figure, and kept: the report says it where the figure would stand.

        Raises
        ------
        ValueError
            As save_figure raises it.
        """
        if table.empty:
            return self.say(**{f"no_{name}": empty})
        figure, text = draw(), caption()
        text += fonts.fit_fonts(figure)
        saved = saving.save_figure(
            figure,
            table,
            name,
            text,
            alt,
            folder=self.into,
            notebook=self.notebook,
            corpus_hash=self.corpus_hash,
            parameters=self.parameters,
            n=n,
        )
        display(_picture(saved, alt))
        shown = escape_labels(text)
        return Markdown(f"*{shown}*" if not n else f"*{shown}* {n}.")


def _picture(figure: Figure, alt: str) -> HTML:
    """Return a figure for a notebook, with what one sees for those who cannot; JupyterLab drops it beside a png."""
    drawn = io.BytesIO()
    with matplotlib.rc_context(STYLE):
        figure.savefig(drawn, format="png", dpi=SCREEN, metadata={"Software": None})
    data = base64.b64encode(drawn.getvalue()).decode("ascii")
    return HTML(f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{data}">')


def open_notebook(corpus: Path | str | None, notebook: str, sides: str | None = None, **parameters: Any) -> Gallery:
    """Open a notebook's corpus, its study, and the place for what it makes.

    Parameters
    ----------
    corpus : path, optional
        A corpus folder; by default READOUTS_CORPUS if it is set, else data/corpus.
    notebook : str
        Its name without the ending.
    sides : str, optional
        The two sides to compare, `a, c`; by default READOUTS_SIDES if it is set, else the first two of the study.
    **parameters
        Of the notebook; they go into the manifest.

    Raises
    ------
    FileNotFoundError, ValueError
        As paths.find_corpus and load_study raise them.
    """
    folder = paths.find_corpus(corpus)
    chosen = re.findall(r"[^\s,]+", sides) if sides else paths.find_sides()
    study = load_study(folder / "study.toml", chosen)
    parameters |= {"sides": ", ".join(chosen)} if chosen else {}
    return Gallery(folder, study, paths.drawing_folder(folder), notebook, tables.hash_corpus(folder), parameters)
