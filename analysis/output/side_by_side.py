"""The claims of pairs of texts -> one page on which two texts stand beside each other, claim beside claim.

Only where the text is at hand: the page holds it, and stays in the folder of the build. No script: what a claim is
joined to lights up by the rules of the page's own style, under the mouse as from the keyboard.
"""

from html import escape
from pathlib import Path

import pandas as pd

from analysis import paths, storage
from analysis.corpus import tables
from analysis.corpus.claims import name_claims
from analysis.corpus.study import Study, load_study
from analysis.measures.events import tellings
from analysis.output.prose.numbers import plural, signed

__all__ = ["lay_out", "save_side_by_side"]

PAGE = "side_by_side.html"
MOST = 50  # pairs on a page
STYLE = """
body { font: 15px/1.45 Georgia, serif; color: #1a1a1a; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .4rem 2rem; margin: 0 0 3rem; }
.pair h2, .pair p.note { grid-column: 1 / 3; margin: 0; }
.pair h3 { margin: .5rem 0; font-size: 1rem; }
ol { margin: 0; padding-left: 2.2rem; }
li { margin: 0 0 .5rem; padding: .2rem .4rem; border-left: 4px solid transparent; }
li.conciliatory { border-color: #2166ac; }
li.confrontational { border-color: #b2182b; }
li.neutral { border-color: #999; }
li.alone { outline: 1px dashed #555; }
li small { color: #444; display: block; }
li:focus { outline: 2px solid #000; }
@media print { li { break-inside: avoid; } }
"""


def save_side_by_side(corpus: Path | str | None = None) -> Path | None:
    """Write the page of a corpus into the folder of its build.

    Parameters
    ----------
    corpus : path, optional
        By default READOUTS_CORPUS or data/corpus.

    Returns
    -------
    Path or None
        None where there is no pair, or no text.
    """
    folder = paths.find_corpus(corpus)
    study = load_study(folder / "study.toml", paths.find_sides())
    pairs, links = tables.read_optional(folder, "pairs", "links")
    pairs = tellings.take_pairs(pairs, study)
    path = paths.build_folder(folder) / PAGE
    if pairs.empty:
        path.unlink(missing_ok=True)  # of a run before this one
        return None
    paired = {*pairs["doc_id"].head(MOST), *pairs["other_doc_id"].head(MOST)}
    segments, articles = (tables.read_rows(folder, name, "doc_id", paired) for name in ("segments", "articles"))
    if "text" not in segments:
        return None
    mentions = tables.read_rows(folder, "mentions", "segment_id", segments["segment_id"])
    claims = tellings.tell_claims(pairs.head(MOST), links, segments, mentions, study)
    storage.replace_file(path, lay_out(pairs, claims, segments, articles, study).encode("utf-8"))
    return path


def lay_out(
    pairs: pd.DataFrame, claims: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame, study: Study
) -> str:
    """Return the page: of each pair two columns of claims in the order of telling.

    Parameters
    ----------
    pairs, segments, articles : DataFrame
        Of a corpus, segments with text.
    claims : DataFrame
        As tellings.tell_claims returns it.
    study : Study

    Returns
    -------
    str
        HTML; every text in it is escaped. A claim can be reached by the tabulator; it and what it is joined to light up
        together, and each names the numbers of those it is joined to, so that the page says the same on paper.
    """
    spoken = segments.assign(claim=name_claims(segments)).sort_values(["doc_id", "start"])
    texts = spoken.groupby("claim", sort=False)["text"].agg(" ".join)
    about = articles.set_index("doc_id")[["title", "published"]]
    shown = pairs[pairs["pair_id"].isin(claims["pair_id"])].head(MOST)
    parts = [_lay_out_pair(n, row, claims, texts, about, study) for n, row in enumerate(shown.to_dict("records"))]
    rules = "\n".join(rule for _, own in parts for rule in own)
    note = f"<p>{len(shown)} of {plural(len(pairs), 'pair')} are shown.</p>" if len(shown) < len(pairs) else ""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(study.title)}: side by side</title><style>{STYLE}{rules}</style></head><body><main>"
        "<h1>Two texts, one event</h1>"
        "<p>Each claim in the order of its text; the bar shows its frame (blue conciliatory, red confrontational), a "
        "dashed border that only this side tells it. Links are found by machine. That a text leaves a claim out does "
        f"not say that it was not made.</p>{note}{''.join(html for html, _ in parts)}</main></body></html>\n"
    )


def _lay_out_pair(
    number: int, pair: dict, claims: pd.DataFrame, texts: pd.Series, about: pd.DataFrame, study: Study
) -> tuple[str, list[str]]:
    """Return the two columns of a pair, and the rules by which what is joined lights up together."""
    columns, rules = [], []
    ends = ((pair["side"], pair["doc_id"]), (pair["other_side"], pair["other_doc_id"]))
    for place, (side, doc_id) in enumerate(ends):
        own = claims[(claims["pair_id"] == pair["pair_id"]) & (claims["side"] == side)]
        items = "".join(_lay_out_claim(number, place, row, texts) for row in own.to_dict("records"))
        title = escape(str(about.loc[doc_id, "title"]) or doc_id)
        columns.append(f"<section><h3>{escape(study.voices[side].label)}: {title}</h3><ol>{items}</ol></section>")
        rules += [
            f".pair:has(#{_name(number, place, row['place'])}:is(:hover,:focus)) #{_name(number, 1 - place, other)}"
            "{background:#ffe9a8}"
            for row in own.to_dict("records")
            for other in row["linked"].split()
        ]
    event = (
        study.events[pair["event"]].label if pair["event"] in study.events else about.loc[pair["doc_id"], "published"]
    )
    event = str(event) or pair["pair_id"]
    return f'<div class="pair"><h2>{escape(event)}</h2>{"".join(columns)}</div>', rules


def _name(pair: int, column: int, place: int | str) -> str:
    """Return the id of a claim on the page."""
    return f"c{pair}-{column}-{place}"


def _lay_out_claim(pair: int, column: int, row: dict, texts: pd.Series) -> str:
    """Return one claim as an item of its column."""
    frame = 0.0 if pd.isna(row["frame"]) else float(row["frame"])
    kind = "conciliatory" if frame > 0 else "confrontational" if frame < 0 else "neutral"
    alone = " alone" if row["told"] == tellings.ONE else ""
    linked = f"; joined to {row['linked'].replace(' ', ', ')} opposite" if row["linked"] else ""
    scored = f"{kind} ({signed(frame)})" if frame else kind
    about = f"{row['told']}{linked}; {scored}{'; ' + escape(row['issues']) if row['issues'] else ''}"
    return (
        f'<li id="{_name(pair, column, row["place"])}" class="{kind}{alone}" tabindex="0" value="{row["place"]}">'
        f"{escape(str(texts.get(row['claim'], '')))}<small>{about}</small></li>"
    )
