"""Articles in, passages out: what of a raw file is headline and body, what is site chrome, and why."""

import functools
import re
from collections.abc import Sequence

import pandas as pd

from analysis import paths
from analysis.corpus import chrome, traits
from analysis.corpus.chrome import Mark, normalise, recognise
from analysis.corpus.lines import ELLIPSIS, Line, count_line_words, find_ending, is_prose, split_lines
from analysis.corpus.tables import COLUMNS, check_table

KEPT = ("headline", "body")
READER = re.compile(r"\b(?:you|your|yours|our|us)\b", re.IGNORECASE)  # the site speaks to its reader
QUOTE = re.compile(r"[“”\"«»]")
HEADLINE_WORDS = (3, 30)


def mark_passages(articles: pd.DataFrame) -> pd.DataFrame:
    """Mark every stretch of the raw texts as headline, body, or something else, and say why.

    Parameters
    ----------
    articles : DataFrame
        One row an article, with doc_id and text; where there is a title it decides which line is the headline.

    Returns
    -------
    DataFrame
        One row a passage: doc_id, start, end, kind, reason, paragraph. Every non-space character of a text is in exactly
        one passage. `paragraph` numbers the body's paragraphs from 1; it is 0 for all else. `reason` is empty for body.

    Raises
    ------
    ValueError
        If the articles lack doc_id or text.

    Notes
    -----
    The rules look at one article at a time and know English-language sites best. Prose that a site wrote about itself,
    outside the phrases of data/lexicons/chrome.csv, is kept as body.
    """
    check_table(articles, "articles", ["doc_id", "text"])
    titles = articles["title"].fillna("") if "title" in articles else [""] * len(articles)
    rows = [
        (doc_id, *passage)
        for doc_id, title, text in zip(articles["doc_id"], titles, articles["text"], strict=True)
        for passage in mark_text(text, title)
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS["passages"]))
    return table.astype({"start": "int64", "end": "int64", "paragraph": "int64"})


def mark_text(text: str, title: str = "") -> list[tuple[int, int, str, str, int]]:
    """Return the passages of one text: (start, end, kind, reason, paragraph).

    Examples
    --------
    >>> mark_text("Skip to content\\n\\nThe two ministers spoke on Monday.\\n\\nLeave a Reply")
    ... # doctest: +NORMALIZE_WHITESPACE
    [(0, 15, 'chrome', 'navigation', 0), (17, 51, 'body', '', 1), (53, 66, 'chrome', 'comment form', 0)]
    """
    lines = split_lines(text)
    if not lines:
        return [(0, len(text), "chrome", "no text", 0)] if text else []
    passages: list[tuple[int, int, str, str, int]] = []
    paragraph = 0
    for line, (kind, reason) in zip(lines, mark_lines(lines, title), strict=True):
        start = line.start
        lead = chrome.LEAD_IN.match(line.text) if kind == "body" and paragraph == 0 else None
        if lead:
            passages.append((start, start + len(lead.group().rstrip()), "dateline", "dateline", 0))
            start += lead.end()
        paragraph += kind == "body"
        passages.append((start, line.end, kind, reason, paragraph if kind == "body" else 0))
    return passages


def mark_lines(lines: Sequence[Line], title: str = "") -> list[Mark]:
    """Return kind and reason of each line of one text."""
    marks = [recognise(line.text) for line in lines]
    marks = mark_teasers(lines, marks)
    marks = mark_appeals(lines, marks)
    marks = mark_closing(lines, marks)
    marks = mark_headline(lines, marks, title)
    marks = mark_edges(lines, marks)
    return [mark or ("body", "") for mark in marks]


def mark_teasers(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Mark lines that break off with an ellipsis: two or more on end, after a link, or with no prose behind them."""
    cut = [bool(ELLIPSIS.search(line.text)) for line in lines]
    last = max((i for i, line in enumerate(lines) if not marks[i] and not cut[i] and is_prose(line.text)), default=-1)
    marked = list(marks)
    for i, line in enumerate(lines):
        company = any(cut[max(0, i - 1) : i]) or any(cut[i + 1 : i + 2])
        if cut[i] and not marks[i] and (company or chrome.LINK.match(line.text) or (last >= 0 and i > last)):
            marked[i] = ("chrome", "teasers of other stories")
    return marked


def mark_appeals(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Mark short lines next to a newsletter prompt or reader appeal that go on speaking to the reader."""
    marked = list(marks)
    for step in (1, -1):
        order = range(len(lines)) if step > 0 else range(len(lines) - 1, -1, -1)
        reason = ""
        for i in order:
            mark, text = marked[i], lines[i].text
            short = count_line_words(text) <= 20 and not QUOTE.search(text)
            if mark is None and reason and short and (READER.search(text) or appeal_follows(marked, i, step, lines)):
                marked[i] = ("chrome", reason)
            mark = marked[i]
            reason = mark[1] if mark and mark[1] in ("newsletter prompt", "reader appeal") else ""
    return marked


def appeal_follows(marks: Sequence[Mark | None], i: int, step: int, lines: Sequence[Line]) -> bool:
    """Return whether the next line still speaks to the reader, so that this one is within the appeal."""
    j = i + step
    if not 0 <= j < len(lines) or marks[j] is not None:
        return False
    text = lines[j].text
    return count_line_words(text) <= 20 and not QUOTE.search(text) and bool(READER.search(text))


def mark_closing(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Mark all that follows a comment form, where most of the prose stands before it."""
    prose = [count_line_words(line.text) if not marks[i] and is_prose(line.text) else 0 for i, line in enumerate(lines)]
    before, total = 0, sum(prose)
    for i, line in enumerate(lines):
        rule = chrome.find_rule(line.text)
        if rule and rule.closes and marks[i] and before > total / 2:
            rest = [mark or ("chrome", f"after the {rule.reason}") for mark in marks[i:]]
            return [*marks[:i], *rest]
        before += prose[i]
    return list(marks)


def mark_headline(lines: Sequence[Line], marks: Sequence[Mark | None], title: str = "") -> list[Mark | None]:
    """Mark the headline, and its further prints before the text as chrome."""
    texts = [normalise(line.text) for line in lines]
    at = find_headline(lines, marks, texts, normalise(title))
    marked = list(marks)
    if at is None:
        return marked
    marked[at] = ("headline", "")
    for i in range(len(lines)):
        if i != at and texts[i] == texts[at]:
            marked[i] = ("chrome", "headline printed twice")
    return marked


def find_headline(lines: Sequence[Line], marks: Sequence[Mark | None], texts: Sequence[str], title: str) -> int | None:
    """Return the position of the headline: the line that is the title, else the first that is built like one."""
    if title:
        return next((i for i, text in enumerate(texts) if text == title), None)
    for i, line in enumerate(lines):
        if marks[i]:
            continue
        words, closed = count_line_words(line.text), find_ending(line.text)
        if closed and closed not in "?!" and words >= 2:
            return None
        behind = any(not marks[j] and is_prose(lines[j].text) for j in range(i + 1, len(lines)))
        if HEADLINE_WORDS[0] <= words <= HEADLINE_WORDS[1] and behind and not (closed and closed == "!"):
            return i
    return None


def mark_edges(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Mark short lines before the first and, where chrome stands among them, after the last line of prose."""
    prose = [i for i, line in enumerate(lines) if not marks[i] and is_prose(line.text)]
    marked = list(marks)
    if not prose:
        return marked
    closed = [i for i in prose if find_ending(lines[i].text)] or prose
    head, tail = range(prose[0]), range(closed[-1] + 1, len(lines))
    for i in head:
        marked[i] = marked[i] or ("caption", "short line before the text")
    if any(marks[i] and marks[i][0] not in KEPT for i in tail):  # type: ignore[index]
        for i in tail:
            marked[i] = marked[i] or ("chrome", "short line after the text")
    return marked


@functools.cache
def load_weights() -> pd.Series:
    """Return the weight of each trait of a line, and the intercept, from data/lexicons/line_weights.csv."""
    return pd.read_csv(paths.lexicon("line_weights.csv"), index_col="trait")["weight"]


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
