"""Lines that name their speaker first: headlines (`Roe: We are ready`) and the turns of a transcript."""

from collections import Counter
from typing import NamedTuple

from analysis.annotation.english import classes
from analysis.annotation.english.cue_lexicon import load_cues
from analysis.annotation.english.noun_phrases import load_words
from analysis.annotation.english.records import Source
from analysis.annotation.english.tokens import MARKS, Tokens

__all__ = ["Turn", "find_turns"]

LONGEST_NAME = 14  # tokens before the colon, titles and brackets counted
HEADLINE_NAME = 6  # the same where no transcript says that labels are meant
FEWEST = 2  # labels that make a transcript
# Who speaks without a name, and small words inside a label: `President of Ruritania Jane Roe (retranslated):`.
ASKING = frozenset("q question a answer moderator reporter journalist interpreter host reply remark speaker".split())
INNER = frozenset("of the and for to on at de ( ) . , - – ’ '".split()) | classes.PARTICLES
FIRST_PERSON = frozenset("i we i'm we're i’m we’re i'll we'll i’ll we’ll our my us me let thank thanks".split())
NAMELESS = ("institution", "heading", "document", "noun")  # classes of words that name nobody who speaks
CLOSING = frozenset(("end", "###", "* * *", "***", "<…>", "<...>", "-0-"))  # a paragraph of its own that ends the turns


class Turn(NamedTuple):
    """Whose turn it is: the name, and the sentences (bounds, end excluded) that are theirs."""

    source: Source
    colon: int
    first: int
    last: int


class _Label(NamedTuple):
    """An opening that may name its speaker: the sentence, and the tokens of name and colon."""

    sentence: int
    first: int
    last: int
    colon: int


def find_turns(tokens: Tokens) -> list[Turn]:
    """Return the turns of a text, none where a colon merely follows a heading.

    In a transcript a turn goes on, over paragraphs without a label, to the next label or the closing line.
    """
    labels = [label for label in (_read_label(tokens, number) for number in range(len(tokens.bounds))) if label]
    if not labels:
        return []
    heads = [number for number, broken in enumerate(tokens.breaks) if broken]
    speakers = _speakers(tokens, labels)
    if len(speakers) >= FEWEST or any(_all_capitals(tokens, label) and _is_long(label) for label in speakers):
        return _transcript(tokens, speakers, heads)
    return _lone_turns(tokens, [label for label in labels if tokens.breaks[label.sentence]], heads)


def _read_label(tokens: Tokens, number: int) -> _Label | None:
    """Return the opening that may be a label: words with a capital, then a colon; or, of a paragraph, `Q` alone.

    Where a page has lost its paragraphs labels open sentences only.
    """
    lo, hi = tokens.bounds[number]
    if lo < hi and tokens.low[lo] in MARKS:
        lo += 1
    if tokens.breaks[number] and _is_lone_q(tokens, lo, hi):
        return _Label(number, lo, lo + 1, lo)
    head = tokens.low[lo : min(hi, lo + LONGEST_NAME + 1)]
    colon = lo + head.index(":") if ":" in head else -1
    if colon <= lo or tokens.low[lo] in load_words("heading"):
        return None
    last = lo + head.index("(") if "(" in head[: colon - lo] else colon
    return _Label(number, lo, last, colon) if _may_label(tokens, lo, last) else None


def _is_lone_q(tokens: Tokens, lo: int, hi: int) -> bool:
    """Return whether a line opens with a `Q` that stands for who asks, without a colon: `Q | Will it rain?`."""
    return lo + 1 < hi and tokens.word[lo] == "Q" and tokens.word[lo + 1] != ":"


def _may_label(tokens: Tokens, first: int, last: int) -> bool:
    """Return whether nothing but what may stand in a label is there, and a capital: `President of Velmora Ada Holt`."""
    words = range(first, last)
    return all(_in_label(tokens, i) for i in words) and any(tokens.word[i][0].isupper() for i in words)


def _in_label(tokens: Tokens, i: int) -> bool:
    """Return whether a token may stand in a label: a word with a capital, a small word between such, no date."""
    word, low = tokens.word[i], tokens.low[i]
    return (word[0].isupper() and low not in classes.DAYS) or low in INNER or low in load_words("title")


def _speakers(tokens: Tokens, labels: list[_Label]) -> list[_Label]:
    """Return the labels that name somebody who speaks, by what they are and how often they come back."""
    heads = Counter(_key(tokens, label) for label in labels)
    plain = {low for low, word in zip(tokens.low, tokens.word, strict=True) if word.islower()}
    sure = [label for label in labels if _is_speaker(tokens, label, heads, plain)]
    if len(sure) < FEWEST:
        return sure
    named = {_key(tokens, label) for label in sure}
    return [label for label in labels if _is_also_speaker(tokens, label, named, plain)]


def _is_also_speaker(tokens: Tokens, label: _Label, named: set[str], plain: set[str]) -> bool:
    """Return whether a label of a transcript names a speaker: one who is known by then, or what may be a name."""
    if _leads_on(tokens, label) or _reports(tokens, label):
        return False
    return _key(tokens, label) in named or _is_name(tokens, label, plain)


def _leads_on(tokens: Tokens, label: _Label) -> bool:
    """Return whether a label is no name but an address or a headline: `And to President Roe:`, `Roe to Doe:`."""
    lows = tokens.low[label.first : label.last]
    return lows[0] in classes.COORDINATORS or any(low in ("to", "on") for low in lows)


def _is_long(label: _Label) -> bool:
    """Return whether a label has several words, so that alone it shows that labels are meant: `MR. ROE:`."""
    return label.last - label.first > 1


def _key(tokens: Tokens, label: _Label) -> str:
    """Return the last word of a label's name, by which its turns are counted."""
    return next((tokens.low[i] for i in range(label.last - 1, label.first - 1, -1) if tokens.low[i][0].isalpha()), "")


def _is_speaker(tokens: Tokens, label: _Label, heads: Counter[str], plain: set[str]) -> bool:
    """Return whether a label alone shows that it names a speaker: a title, a first name, a name that comes back."""
    lows = tokens.low[label.first : label.last]
    if _key(tokens, label) in ASKING:
        return True
    if _leads_on(tokens, label) or _reports(tokens, label):
        return False
    if len(lows) > 1 and _all_capitals(tokens, label):
        return True
    known = load_words("title") | load_words("he") | load_words("she")
    if len(lows) > 1 and any(low.strip(".") in known for low in lows):
        return True
    return heads[_key(tokens, label)] > 1 and _is_name(tokens, label, plain)


def _is_name(tokens: Tokens, label: _Label, plain: set[str]) -> bool:
    """Return whether a label may be a name: its last word no institution's, and never written small in the text."""
    key = _key(tokens, label)
    if not key or any(key in load_words(kind) for kind in ("institution", "heading", "document")):
        return False
    return key not in plain or (_is_long(label) and _all_capitals(tokens, label))


def _all_capitals(tokens: Tokens, label: _Label) -> bool:
    """Return whether every letter of a label is a capital: `MR. ROE:`."""
    return all(w.isupper() for w in tokens.word[label.first : label.last] if w[0].isalpha())


def _reports(tokens: Tokens, label: _Label) -> bool:
    """Return whether a label tells who said what, or counts: `Stated Roe:`, `Roe: 1,500`."""
    after = tokens.low[label.colon + 1 : label.colon + 2]
    if after and after[0][0].isdigit():
        return True
    low, known = tokens.low[label.first], load_cues()
    verb = low in known["verb"] or low in known["preposition"]
    return verb and not _all_capitals(tokens, label) and label.last - label.first > 1


def _transcript(tokens: Tokens, labels: list[_Label], heads: list[int]) -> list[Turn]:
    """Return the turns of a transcript: from each label to the next one, or to a closing line."""
    ends = [label.sentence for label in labels[1:]] + [len(tokens.bounds)]
    closing = [number for number in heads if _closes(tokens, number)]
    turns = []
    for label, end in zip(labels, ends, strict=True):
        last = next((number for number in closing if label.sentence < number < end), end)
        last = _last_of_turn(tokens, label, last, heads)
        turns.append(Turn(Source(label.first, label.last, label.first, label.last), label.colon, label.sentence, last))
    return turns


def _last_of_turn(tokens: Tokens, label: _Label, end: int, heads: list[int]) -> int:
    """Return where a turn ends: before the first paragraph that names its own speaker (`Roe added that ...`)."""
    key = _key(tokens, label)
    later = [number for number in heads if label.sentence < number < end]
    for number, following in zip(later, [*later[1:], end], strict=False):
        first, last = tokens.bounds[number][0], tokens.bounds[following - 1][1]
        if key not in ASKING and any(_tells_of_speaker(tokens, i, key, last) for i in range(first, last)):
            return number
    return end


def _tells_of_speaker(tokens: Tokens, i: int, key: str, last: int) -> bool:
    """Return whether the name of who speaks is a subject here: `Roe added`, no `And, Minister Roe, you`."""
    if tokens.low[i] != key or not tokens.word[i][0].isupper() or i + 1 >= last:
        return False
    after = tokens.low[i + 1]
    return (
        after in classes.AUXILIARIES or after in classes.PASTS or after.endswith("ed") or after in load_cues()["verb"]
    )


def _closes(tokens: Tokens, number: int) -> bool:
    """Return whether a paragraph is a line that ends a transcript: `END 3:15 P.M.`, `* * *`."""
    lo, hi = tokens.bounds[number]
    line = tokens.text[tokens.start[lo] : tokens.end[hi - 1]].strip() if lo < hi else ""
    return line.lower() in CLOSING or (line.startswith("END") and hi - lo < 8)


def _lone_turns(tokens: Tokens, labels: list[_Label], heads: list[int]) -> list[Turn]:
    """Return the paragraphs of an article, or its headline, that name their speaker first."""
    capitals = Counter(low for low, word in zip(tokens.low, tokens.word, strict=True) if word[0].isupper())
    following = dict(zip(heads, [*heads[1:], len(tokens.bounds)], strict=True))
    turns = []
    for label in labels:
        if label.colon - label.first > HEADLINE_NAME or label.colon + 1 >= tokens.bounds[label.sentence][1]:
            continue
        if _names_speaker(tokens, label, capitals):
            last = next((i for i in range(label.first, label.last) if tokens.low[i] in ("to", "on")), label.last)
            source = Source(label.first, last, label.first, last)
            turns.append(Turn(source, label.colon, label.sentence, following[label.sentence] if label.sentence else 1))
    return turns


def _names_speaker(tokens: Tokens, label: _Label, capitals: Counter[str]) -> bool:
    """Return whether a lone label names who speaks: what follows is quoted or in the first person, or he is known.

    `Roe: We are ready` and `Roe: Talks were useful` where the article has Roe again; not `Fish summit: Roe meets Doe`.
    """
    low, named = tokens.low, [i for i in range(label.first, label.last) if tokens.word[i][0].isalpha()]
    behind = low[label.colon + 1 : label.colon + 9]
    if behind[0] in MARKS:
        return True
    head = next((i for i in named if low[i] in ("to", "on")), named[-1] + 1) - 1
    if any(low[head] in load_words(kind) for kind in NAMELESS):
        return False
    if _speaks_of_itself(behind):
        return True
    known = capitals[low[head]] > 1 and tokens.word[head].istitle()
    return known and (label.sentence == 0 or len(named) > 1) and not _tells_of(tokens, label, capitals)


def _speaks_of_itself(behind: list[str]) -> bool:
    """Return whether what follows a label is in the first person: `We will sail on`; no `Holt: what we know`."""
    return not FIRST_PERSON.isdisjoint(behind) and behind[0] not in classes.SUBORDINATORS and behind[0] != "who"


def _tells_of(tokens: Tokens, label: _Label, capitals: Counter[str]) -> bool:
    """Return whether what follows a lone label tells of others: a name with its verb (`Sound talks: Roe meets Doe`)."""
    i = label.colon + 1
    known = capitals[tokens.low[i]] > 1 and tokens.word[i][0].isupper()
    return known and any(tokens.low[k].endswith("s") or tokens.low[k].endswith("ed") for k in range(i + 1, i + 3))
