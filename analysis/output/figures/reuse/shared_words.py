"""How many of its words each article shares with each other one."""

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.output.figures.issues.agenda import PALE, SHADES
from analysis.output.figures.style import STYLE, WIDTHS, new_figure
from analysis.output.prose.numbers import plural

__all__ = ["caption_reuse", "draw_reuse"]

MOST = 30  # articles in a matrix that can be read
LONGEST = 30  # letters of a label
NUMBERED = 15  # more articles than this have numbers, not names, above the columns


def draw_reuse(table: pd.DataFrame) -> Figure:
    """Draw the matrix of articles: what share of the words of one stands in another.

    Parameters
    ----------
    table : DataFrame
        As reuse.compare_documents returns it.

    Returns
    -------
    Figure
        85, 120 or 178 mm wide. A row an article with its number of words, a column the article that has them too; the
        share in percent, darker for more; a dash for none; on the diagonal, framed, what the article repeats of itself.

    Raises
    ------
    ValueError
        If there are no articles, or more than can be read.
    """
    documents = list(dict.fromkeys(table["doc_id"]))
    if not 1 <= len(documents) <= MOST:
        raise ValueError(
            f"a matrix of 1 to {MOST} articles can be read, found {len(documents):,}; "
            "take those that share most: reuse.compare_documents(segments, reuse, most=30)"
        )
    labels = [_shorten(doc_id) for doc_id in documents]
    many = len(documents) > NUMBERED
    if many:  # so many slanted names would lie on each other: the columns have the rows' numbers
        labels = [f"{_shorten(doc_id)}  {n}" for n, doc_id in enumerate(documents, start=1)]
    names = 1.6 * max(map(len, labels)) + 18
    cell = 11 if len(documents) <= 8 else 5.5 if names + 5.5 * len(documents) > 120 else 8
    width = next((w for w in WIDTHS if names + cell * len(documents) <= w), WIDTHS[-1])
    figure, axes = new_figure(width, (24 if many else names * 0.75) + max(cell * 0.62, 4.2) * len(documents))
    with matplotlib.rc_context(STYLE):
        top = table.loc[table["doc_id"] != table["other_doc_id"], "share"].max() or 1.0
        for doc_id, other, share in zip(table["doc_id"], table["other_doc_id"], table["share"], strict=True):
            _draw_pair(axes, documents.index(other), documents.index(doc_id), share, top, small=len(documents) > 12)
        words = table.drop_duplicates("doc_id")["n_words"]
        rows = [f"{label}" if many else f"{label} ({n:,})" for label, n in zip(labels, words, strict=True)]
        middles = [n + 0.5 for n in range(len(documents))]
        if many:
            axes.set_xticks(middles, [f"{n}" for n in range(1, len(documents) + 1)])
        else:
            axes.set_xticks(middles, labels, rotation=45, ha="left", rotation_mode="anchor")
        axes.set_yticks(middles, rows)
        axes.xaxis.tick_top()
        axes.tick_params(length=0, pad=2)
        axes.spines[:].set_visible(False)
        axes.set(xlim=(0, len(documents)), ylim=(len(documents), 0))
        axes.set_xlabel("% of the row's words that stand in the column's article")
    return figure


def _shorten(doc_id: str) -> str:
    """Return the doc_id, cut in the middle where it is longer than a label may be: both ends tell articles apart."""
    if len(doc_id) <= LONGEST:
        return doc_id
    return f"{doc_id[: LONGEST // 2 - 1].rstrip('-')}…{doc_id[-LONGEST // 2 :].lstrip('-')}"


def _draw_pair(axes: Axes, across: int, down: int, share: float, top: float, small: bool) -> None:
    """Draw one cell: the share in percent, a dash for none, the diagonal framed and unshaded."""
    own = across == down
    shade = "white" if own else SHADES(min(1.0, share / top)) if share > 0 else PALE
    axes.add_patch(Rectangle((across, down), 1, 1, facecolor=shade, edgecolor="white", linewidth=1.2))
    if own:
        axes.add_patch(
            Rectangle((across + 0.06, down + 0.06), 0.88, 0.88, facecolor="none", edgecolor="#AAAAAA", linewidth=0.6)
        )
    text = "–" if not share > 0 else "<1" if share < 0.005 else f"{100 * share:.0f}"
    dark = not own and share > 0.6 * top
    colour = "white" if dark else "black" if share > 0 else "#777777"
    axes.text(across + 0.5, down + 0.52, text, ha="center", va="center", fontsize=5.5 if small else 7, color=colour)


def caption_reuse(table: pd.DataFrame) -> str:
    """Name the article with the largest share in another, and say how many pairs share anything."""
    pairs = table[table["doc_id"] != table["other_doc_id"]]
    n_articles = table["doc_id"].nunique()
    sharing = pairs[pairs["n_shared"] > 0]
    if sharing.empty:
        return f"No article of {n_articles:,} shares a wording with another."
    most = sharing.sort_values("share", ascending=False, kind="stable").iloc[0]
    linked = len({frozenset(pair) for pair in zip(sharing["doc_id"], sharing["other_doc_id"], strict=True)})
    own = table[(table["doc_id"] == table["other_doc_id"]) & (table["n_shared"] > 0)]
    text = (
        f"Of {most['doc_id']}, {most['share']:.0%} of the words ({most['n_shared']:,} of {most['n_words']:,}) stand in "
        f"{most['other_doc_id']} too, word for word or in a variant wording, the largest share among "
        f"{plural(n_articles, 'article')}; {linked:,} of {n_articles * (n_articles - 1) // 2:,} pairs share something."
    )
    return text + (
        f" On the diagonal: {plural(len(own), 'article')} with words of its own repeated." if len(own) else ""
    )
