"""Articles in, passages out: what of a raw file is headline and body, what is site chrome, and why."""

import functools
import itertools
import re
from collections.abc import Sequence

import pandas as pd

from analysis import paths
from analysis.corpus import lexicon_rows
from analysis.corpus.cleaning import chrome, traits
from analysis.corpus.cleaning.bylines import load_patterns
from analysis.corpus.cleaning.chrome import Mark, is_letterhead, normalise, recognise
from analysis.corpus.cleaning.headlines import HEADLINE_WORDS, find_headline_above, mark_headline
from analysis.corpus.cleaning.lines import (
    ELLIPSIS,
    Line,
    count_line_words,
    find_ending,
    is_prose,
    join_wrapped,
    split_lines,
)
from analysis.corpus.tables import COLUMNS, check_table

__all__ = ["keep_lines", "load_weights", "mark_passages"]

READER = re.compile(r"\b(?:[Yy]ou|[Yy]ours?|[Oo]ur|us)\b")  # the site speaks to its reader
PERSON = re.compile(r"\bI\b|\?\W*$")  # and a person answers, or asks: Did you know that the lock was old?
TEASER = ("chrome", "teasers of other stories")
TEASER_HEADING = re.compile(r"(?:[^\s:|]+\s*){1,5}[:|]?")  # Read more: Coal is dear is no heading but a teaser itself
QUOTE = re.compile(r"[“”\"«»]")
TITLE_WORDS = 5  # a shorter line alone under such a heading is a heading of the text itself
APPEALS = ("newsletter prompt", "reader appeal")
APPEAL_WORDS, APPEAL_LINES = 15, 3  # what follows a prompt is short
LISTED_WORDS = 3  # an item of a list that belongs to the text, such as a name with an office, has at least so many
PAGE_LINES = 40  # a text of so many lines, most of them no prose, is a whole page with its menus


def mark_passages(articles: pd.DataFrame) -> pd.DataFrame:
    """Mark every stretch of the raw texts as headline, body, or something else, and say why.

    Parameters
    ----------
    articles : DataFrame
        One row an article, with doc_id and text; where there is a title it decides which line is the headline.

    Returns
    -------
    DataFrame
        One row a passage: doc_id, start, end, kind, reason, paragraph. Every non-space character of a text is in
        exactly one passage. `paragraph` numbers the body's paragraphs from 1 and is 0 for all else. `reason` is empty
        for headline and body.

    Raises
    ------
    ValueError
        If the articles lack doc_id or text.

    Notes
    -----
    The phrases of chrome.csv and the words of site_words.csv (data/lexicons/en) know English-language sites. Sentences
    that a site wrote about itself in other words are kept as body, as are names of sections within the text; a list
    without full stops that ends an article next to chrome is lost, unless a sentence with a colon announces it.
    """
    check_table(articles, "articles", ["doc_id", "text"])
    titles = articles["title"].fillna("") if "title" in articles else [""] * len(articles)
    rows = [
        (doc_id, *passage)
        for doc_id, title, text in zip(articles["doc_id"], titles, articles["text"], strict=True)
        for passage in _mark_text(text, title)
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS["passages"]))
    return table.astype({"start": "int64", "end": "int64", "paragraph": "int64"})


def _mark_text(text: str, title: str = "") -> list[tuple[int, int, str, str, int]]:
    r"""Return the passages of one text: (start, end, kind, reason, paragraph).

    Examples
    --------
    >>> for passage in _mark_text("Skip to content\n\nThe two ministers spoke on Monday.\n\nLeave a Reply"):
    ...     print(passage)
    (0, 15, 'chrome', 'navigation', 0)
    (17, 51, 'body', '', 1)
    (53, 66, 'chrome', 'comment form', 0)
    """
    lines = join_wrapped(split_lines(text))
    if not lines:
        return [(0, len(text), "chrome", "no text", 0)] if text else []
    passages: list[tuple[int, int, str, str, int]] = []
    paragraph = 0
    for line, (kind, reason) in zip(lines, _mark_lines(lines, title), strict=True):
        start = line.start
        lead = load_patterns().lead_in.match(line.text) if kind == "body" and paragraph == 0 else None
        if lead:
            passages.append((start, start + len(lead.group().rstrip()), "dateline", "dateline", 0))
            start += lead.end()
        paragraph += kind == "body"
        passages.append((start, line.end, kind, reason, paragraph if kind == "body" else 0))
    return passages


def _mark_lines(lines: Sequence[Line], title: str = "") -> list[Mark]:
    """Return kind and reason of each line of one text."""
    marks = [recognise(line.text) for line in lines]
    for mark in (_mark_teasers, _mark_titles, _mark_appeals, _mark_closing, _mark_authors, _mark_page):
        marks = mark(lines, marks)
    marks = mark_headline(lines, marks, normalise(title))
    return [mark or ("body", "") for mark in _mark_edges(lines, marks)]


def _mark_teasers(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Mark lines that break off with an ellipsis: two or more on end, after a link, or with no prose behind them."""
    cut = [bool(ELLIPSIS.search(line.text)) for line in lines]
    last = max((i for i, line in enumerate(lines) if not marks[i] and not cut[i] and is_prose(line.text)), default=-1)
    marked = list(marks)
    for i, line in enumerate(lines):
        if cut[i] and not marks[i] and (_has_company(cut, i) or chrome.LINK.match(line.text) or 0 <= last < i):
            marked[i] = TEASER
    return marked


def _has_company(cut: Sequence[bool], i: int) -> bool:
    """Return whether the line before or behind breaks off too: `Norrund opens ...` over `Velmora votes ...`."""
    return any(cut[max(0, i - 1) : i]) or any(cut[i + 1 : i + 2])


def _mark_titles(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Mark the titles of other stories that stand under a heading such as Read more, up to the next sentence."""
    marked = list(marks)
    first = next((i for i, line in enumerate(lines) if not marks[i] and is_prose(line.text)), len(lines))
    for i in range(max(1, first), len(lines)):  # above the text the next title is its own
        if marks[i - 1] == TEASER and TEASER_HEADING.fullmatch(lines[i - 1].text):
            behind = range(i, len(lines))
            titles = list(
                itertools.takewhile(lambda j: not marks[j] and find_ending(lines[j].text) in ("", "?"), behind)
            )
            if len(titles) > 1 or any(count_line_words(lines[j].text) >= TITLE_WORDS for j in titles):
                marked[i : i + len(titles)] = [TEASER] * len(titles)
    return marked


def _mark_appeals(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Mark short lines behind a newsletter prompt or reader appeal, up to the last that still speaks to the reader."""
    marked = list(marks)
    for i, mark in enumerate(marks):
        if mark and mark[1] in APPEALS:
            behind = range(i + 1, min(len(lines), i + 1 + APPEAL_LINES))
            own = list(itertools.takewhile(lambda j: marks[j] is None and _is_plain(lines[j].text), behind))
            last = max((j for j in own if READER.search(lines[j].text)), default=i)
            marked[i + 1 : last + 1] = [("chrome", mark[1])] * (last - i)
    return marked


def _is_plain(line: str) -> bool:
    """Return whether a line is short and without quotation marks, as what a site says of itself."""
    return count_line_words(line) <= APPEAL_WORDS and not QUOTE.search(line) and not PERSON.search(line)


def _mark_closing(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Mark all that follows a comment form, where most of the prose stands before it."""
    pairs = list(zip(lines, marks, strict=True))
    prose = [0 if mark or not is_prose(line.text) else count_line_words(line.text) for line, mark in pairs]
    before, total = 0, sum(prose)
    for i, (line, _) in enumerate(pairs):
        rule = chrome.find_rule(line.text)
        if rule and rule.closes and before > total / 2:
            return [*marks[:i], *(mark or ("chrome", f"after the {rule.reason}") for mark in marks[i:])]
        before += prose[i]
    return list(marks)


def _mark_authors(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Mark sentences on the author behind the last sentence of the text; within it they may be news."""
    marked = list(marks)
    for i in reversed(range(1, len(lines))):
        if not marked[i] and load_patterns().author_note.fullmatch(lines[i].text):
            marked[i] = ("credit", "author")
        elif not marked[i] and is_prose(lines[i].text):
            break
    return marked


def _mark_page(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Mark what keep_lines drops, where the text is a whole page with its menus and not an article with a few lines."""
    if not _is_page(lines, marks):
        return list(marks)
    kept = keep_lines([line.text for line in lines])
    if not any(kept):
        return list(marks)
    dropped = ("chrome", "reads as part of the page, not of the article")
    marked = [mark or (None if keep else dropped) for mark, keep in zip(marks, kept, strict=True)]
    headline = find_headline_above(lines, marks, kept)
    if headline is not None:
        marked[headline] = None
    return marked


def _is_page(lines: Sequence[Line], marks: Sequence[Mark | None]) -> bool:
    """Return whether a text is a whole page: long, some of it chrome, most of it no prose (`Home`, `Sport`)."""
    if len(lines) < PAGE_LINES or not any(marks):
        return False
    menu = sum(1 for line, mark in zip(lines, marks, strict=True) if mark or not is_prose(line.text))
    return menu > len(lines) / 2


def _mark_edges(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Mark short lines before and after the prose; a list of longer ones at the end only in the company of chrome."""
    prose = [i for i, line in enumerate(lines) if not marks[i] and is_prose(line.text)]
    if not prose:
        return list(marks)
    begin, end = prose[0], _find_end(lines, marks, prose)
    above = [mark or _name_above(line.text) for line, mark in zip(lines[:begin], marks[:begin], strict=True)]
    return [*above, *marks[begin:end], *_mark_tail(lines[end:], marks[end:])]


def _name_above(line: str) -> Mark:
    """Return what a short line above the text is: `Ministry of Ports` a letterhead, `The mill at dawn` a caption."""
    return ("chrome", "letterhead") if is_letterhead(line) else ("caption", "short line before the text")


def _find_end(lines: Sequence[Line], marks: Sequence[Mark | None], prose: Sequence[int]) -> int:
    """Return where the text ends: behind its last closed sentence, or behind the list that this announces (`:`)."""
    last = max((i for i in prose if find_ending(lines[i].text)), default=prose[-1])
    if find_ending(lines[last].text) == ":":
        return next((i for i in range(last + 1, len(lines)) if marks[i]), len(lines))
    return last + 1


def _mark_tail(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Mark the lines behind the text: a letterhead, and what is short in the company of chrome or of short lines."""
    alone = len(lines) == 1
    marked = [mark or _find_letterhead(line.text, alone) for line, mark in zip(lines, marks, strict=True)]
    words = {i: count_line_words(line.text) for i, line in enumerate(lines) if not marked[i]}
    company = any(mark and mark[1] != "no words" for mark in marks)
    if company or all(n < LISTED_WORDS for n in words.values()):
        for i in (i for i, n in words.items() if n <= HEADLINE_WORDS[1]):
            marked[i] = ("chrome", "short line after the text")
    return marked


def _find_letterhead(line: str, alone: bool) -> Mark | None:
    """Return the mark of a letterhead behind the text, alone there or in capitals: `THE HARBOUR OFFICE`; else None."""
    return ("chrome", "letterhead") if (alone or line.isupper()) and is_letterhead(line) else None


@functools.cache
def load_weights() -> pd.Series:
    """Return the weight of each trait of a line, and the intercept, from data/lexicons/en/line_weights.csv."""
    form = lexicon_rows.Form(("trait", "weight"), numbers=("weight",))
    rows = lexicon_rows.read_rows(
        paths.lexicon("line_weights.csv"), form, lambda row: (row["trait"], float(row["weight"]))
    )
    return pd.Series(dict(rows), name="weight")


def keep_lines(lines: Sequence[str]) -> list[bool]:
    """Return, for each line of a page as plain text, whether it is article body.

    Parameters
    ----------
    lines : sequence of str
        The non-empty lines of one page, in order.

    Returns
    -------
    list of bool

    Notes
    -----
    Logistic regression on what a line says of itself and on what stands around it (traits.describe_lines). The weights
    were learnt on pages of news sites, shops and blogs of 2019, with menus and footers; on an article of a dozen lines
    without them the rules of mark_passages know better. Tables and lists that end an article are often lost, comments
    written in whole sentences often kept.
    """
    if not lines:
        return []
    weights = load_weights()
    described = traits.describe_lines([line.strip() for line in lines])
    log_odds = described.to_numpy() @ weights[described.columns].to_numpy() + weights["intercept"]
    return [bool(value > 0) for value in log_odds]
