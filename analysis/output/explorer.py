"""A concordance to play with in a notebook, and the static table that stays in a saved page."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.annotation import concordance
from analysis.corpus.study import Study

__all__ = ["explore_kwic", "show_kwic"]


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
