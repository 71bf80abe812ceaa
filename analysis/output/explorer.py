"""A concordance to play with in a notebook, and the static table that stays in a saved page."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from IPython.display import Markdown

from analysis import paths
from analysis.annotation import concordance
from analysis.corpus import tables
from analysis.corpus.study import Study, load_study
from analysis.output.prose.numbers import plural

__all__ = ["Texts", "explore_kwic", "open_texts", "show_kwic"]

EXAMPLE_TERM = "treaty"
MOST = 1000  # articles in which words are looked up: of more, so many, evenly spread
Build = Callable[[Path, Path], Mapping[str, pd.DataFrame]]


class Texts(NamedTuple):
    """Texts to look words up in: their tables and study, the term to begin with, and a sentence on whose they are."""

    tables: Mapping[str, pd.DataFrame]
    study: Study
    term: str
    said: Markdown


def open_texts(corpus: Path, frequent: pd.DataFrame, build: Build) -> Texts:
    """Return the texts of a corpus, the invented example's where a corpus was shared without.

    Parameters
    ----------
    corpus : path
        A corpus folder.
    frequent : DataFrame
        Its commonest terms, as frequency.take_commonest returns them; the first is what one begins with.
    build : callable
        Makes tables of a folder of articles and a study: pipeline.build_corpus.

    Raises
    ------
    FileNotFoundError
        If there is no such corpus.
    """
    there = tables.read_table(corpus, "articles", ["doc_id"])["doc_id"]
    step = -(-len(there) // MOST) or 1
    chosen = there.iloc[::step]
    articles, segments = (tables.read_rows(corpus, name, "doc_id", chosen) for name in ("articles", "segments"))
    if "text" in segments.columns and len(frequent):
        some = f"one in {step:,} of " if step > 1 else ""
        said = Markdown(f"The texts are those of this corpus: {some}{plural(len(there), 'article')}.")
        return Texts(
            {"articles": articles, "segments": segments},
            load_study(corpus / "study.toml"),
            frequent["term"].iloc[0],
            said,
        )
    folder = paths.find_root() / "data" / "example"
    said = Markdown("**This corpus was shared without its texts: what follows is of the project's invented example.**")
    built = build(folder, folder / "study.toml")
    return Texts(built, load_study(folder / "study.toml"), EXAMPLE_TERM, said)


def show_kwic(found: pd.DataFrame, n: int = 20) -> Any:
    """Return the first rows of a concordance as a table whose contexts meet at the term; stays in a saved page.

    Parameters
    ----------
    found : DataFrame
        As concordance.kwic returns it.
    n : int
        Rows shown; the caption says how many there are.
    """
    table = found.head(n)[["outlet", "voice", "left", "match", "right"]]
    caption = f"{len(table):,} of {len(found):,} places" if len(found) else "no place found"
    styled = table.style.set_uuid("kwic").format(escape="html").hide(axis="index")  # no random id: the same bytes
    return styled.set_caption(caption).set_properties(["left"], **{"text-align": "right"})


def explore_kwic(
    tables: Mapping[str, pd.DataFrame], term: str = "cooperation", n: int = 20, study: Study | None = None
) -> Any:
    """Return fields for the term, the order and the context, with the concordance below them.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        articles and segments, with text.
    term : str
        What to begin with.
    n : int
        Rows shown at a time.
    study : Study, optional
        Its compounds are one term each.

    Returns
    -------
    ipywidgets.VBox
        Blank in a saved page: show `show_kwic(kwic(tables, term))` in the cell beside it.

    Raises
    ------
    ValueError
        If there is no text; or the first term is empty.
    """
    import ipywidgets

    concordance.kwic(tables, term, study=study)  # says at once if the text is missing
    field = ipywidgets.Text(value=term, description="term", continuous_update=False)
    order = ipywidgets.Dropdown(options=concordance.COLUMNS, value="voice", description="sorted by")
    width = ipywidgets.IntSlider(value=60, min=20, max=200, step=10, description="characters", continuous_update=False)
    shown = ipywidgets.HTML()

    def refresh(_: object = None) -> None:
        try:
            found = concordance.kwic(tables, field.value, order.value, width.value, study)
            shown.value = show_kwic(found, n).to_html()
        except ValueError as error:  # an empty field while typing
            shown.value = f"<em>{error}</em>"

    for widget in (field, order, width):
        widget.observe(refresh, names="value")
    refresh()
    return ipywidgets.VBox([ipywidgets.HBox([field, order, width]), shown])
