"""The lines of one text and what they are so far in, the headline and what stands above it out."""

from collections.abc import Sequence

from analysis.corpus.cleaning.chrome import Mark, is_letterhead, normalise
from analysis.corpus.cleaning.lines import Line, count_line_words, find_ending, is_prose
from analysis.corpus.word_classes import load_class

__all__ = ["HEADLINE_WORDS", "find_headline_above", "mark_headline"]

HEADLINE_WORDS = (3, 30)
TITLE_LIKENESS = 0.6  # of the words; sites add their name to a title, or cut it short
STRANGE_LINES = 2  # sentences that a site may set above a headline, unrecognised
EVIDENCE = 2  # words that a line further down must share with the text
CONTENT_LENGTH = 4  # letters; no shorter word tells what a text is about


def mark_headline(lines: Sequence[Line], marks: Sequence[Mark | None], title: str) -> list[Mark | None]:
    """Mark the headline, its other prints as chrome, and sentences above it that have nothing to do with the text."""
    texts = [normalise(line.text) for line in lines]
    at = _find_headline(lines, marks, texts, title)
    if at is None:
        return list(marks)
    twice = ("chrome", "headline printed twice")
    marked = [twice if text == texts[at] else mark for text, mark in zip(texts, marks, strict=True)]
    marked[at] = ("headline", "")
    for i in _find_strangers(lines, marks, texts, at):
        marked[i] = ("chrome", "sentence above the headline")
    return marked


def _find_strangers(lines: Sequence[Line], marks: Sequence[Mark | None], texts: Sequence[str], at: int) -> list[int]:
    """Return the sentences above a headline, if they are few and share no word with the text; else none."""
    above = [i for i in range(at) if not marks[i] and is_prose(lines[i].text)]
    persons = load_class("pronoun") - {"we"}  # of whom a site says nothing
    strange = len(above) <= STRANGE_LINES and not any(
        _count_shared(texts, marks, i) or not persons.isdisjoint(texts[i].split()) for i in above
    )
    return above if strange else []


def _find_headline(lines: Sequence[Line], marks: Sequence[Mark | None], texts: Sequence[str], title: str) -> int | None:
    """Return the position of the headline: the line most like the title, else the one that evidence speaks for."""
    sentence = [find_ending(line.text) == "." and text != title for line, text in zip(lines, texts, strict=True)]
    likeness = [0.0 if whole else _compare_words(text, title) for whole, text in zip(sentence, texts, strict=True)]
    if max(likeness) >= TITLE_LIKENESS:
        return likeness.index(max(likeness))
    return _choose_headline(lines, marks, texts)


def _compare_words(line: str, title: str) -> float:
    """Return the share of different words that two normalised lines have in common (Jaccard), 0 for no title."""
    if not title or len(line) > 3 * len(title):
        return 0.0
    ours, theirs = set(line.split()), set(title.split())
    return len(ours & theirs) / len(ours | theirs)


def _choose_headline(lines: Sequence[Line], marks: Sequence[Mark | None], texts: Sequence[str]) -> int | None:
    """Return the line above the text that is built like a title and tells most of what the text tells, or None.

    A line further down wins over the first only by the words that it shares with the text: a slogan, a kicker or
    a letterhead above the headline shares none.
    """
    top = _list_candidates(lines, marks)
    if not top:
        return None
    shared = {i: _count_shared(texts, marks, i) for i in top}
    best = max(top, key=lambda i: (shared[i], -i))
    if shared[best] < EVIDENCE:
        best = top[0]
    above = [i for i in range(best) if not marks[i] and is_prose(lines[i].text)]
    if above and (
        find_ending(lines[best].text) or shared[best] < EVIDENCE or not _find_strangers(lines, marks, texts, best)
    ):
        return top[0] if top[0] < above[0] else None
    return best


def _list_candidates(lines: Sequence[Line], marks: Sequence[Mark | None]) -> list[int]:
    """Return the lines near the top that are built like a title, up to the text's third sentence."""
    last = max((i for i, line in enumerate(lines) if not marks[i] and is_prose(line.text)), default=-1)
    found, sentences = list[int](), 0
    for i in (i for i in range(max(0, last)) if not marks[i]):
        words = count_line_words(lines[i].text)
        if _is_title_like(lines[i].text, words):
            found.append(i)
        elif is_prose(lines[i].text):
            sentences += 1
        if sentences > STRANGE_LINES or (sentences and words > HEADLINE_WORDS[1]):
            break
    return found


def _is_title_like(line: str, words: int) -> bool:
    """Return whether a line is built like a title: long enough, not closed, no letterhead: `Norrund opens a mill`."""
    if not HEADLINE_WORDS[0] <= words <= HEADLINE_WORDS[1]:
        return False
    return find_ending(line) in ("", "?") and not is_letterhead(line)


def _count_shared(texts: Sequence[str], marks: Sequence[Mark | None], at: int) -> int:
    """Return how many words of a line, without those that every text has, stand in the other unmarked lines."""
    told = {
        word for i, text in enumerate(texts) if i != at and not marks[i] and text != texts[at] for word in text.split()
    }
    words = {word for word in texts[at].split() if len(word) >= CONTENT_LENGTH}
    return len((words & told) - load_class("function"))


def find_headline_above(lines: Sequence[Line], marks: Sequence[Mark | None], kept: Sequence[bool]) -> int | None:
    """Return the position of the line, shortly above the first kept one, that shares most words with what is kept."""
    first = list(kept).index(True)
    told = {word for line, keep in zip(lines, kept, strict=True) if keep for word in normalise(line.text).split()}
    told -= load_class("function")
    best, at = 1, None
    for i in range(max(0, first - 15), first):
        words = normalise(lines[i].text).split()
        if not marks[i] and HEADLINE_WORDS[0] <= len(words) <= HEADLINE_WORDS[1] and find_ending(lines[i].text) != ".":
            shared = len(told.intersection(words))
            best, at = (shared, i) if shared > best else (best, at)
    return at
