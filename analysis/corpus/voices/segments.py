"""attribute_voices(): sentences in, segments out; a segment is a stretch of a sentence in one voice."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import pandas as pd

from analysis.corpus.study import OUTLET, THIRD_PARTY, Study
from analysis.corpus.tables import COLUMNS, check_table
from analysis.corpus.terms import count_words
from analysis.corpus.voices.find import attribute
from analysis.corpus.voices.identity import Identity, Met, identify, remember
from analysis.corpus.voices.phrases import load_words
from analysis.corpus.voices.records import Attribution, Span
from analysis.corpus.voices.spelling import spell
from analysis.corpus.voices.tokens import TOKEN

ROW = (
    "segment_id", "sentence_id", "doc_id", "start", "end", "voice", "manner", "source", "cue", "resolution",
    "certainty", "coded", "n_words", "text",
)  # fmt: skip
FIELDS = [column for column in COLUMNS["segments"] if column != "frame"]
COMMON = frozenset("the of to and that is in for it with was on as he by has from they were be".split())
PEOPLE = tuple("er or ist ian ant dent gent man men people ee crat one".split())  # ends of such words
DOUBTED = frozenset("alleged so-called unfounded baseless supposed groundless".split())  # the outlet's own verdicts
CHARGES = frozenset("allegations claims accusations".split())
SURE = 0.9  # of narration in a sentence where nothing was found
UNSURE = 0.6  # of narration where a cue of a disposition or a topic was found


class Claim(NamedTuple):
    """An attribution with the voices it belongs to."""

    said: Attribution
    identity: Identity


def attribute_voices(sentences: pd.DataFrame, articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Split each sentence into stretches of one voice each.

    Parameters
    ----------
    sentences, articles : DataFrame
        As in tables.COLUMNS, articles with their text.
    study : Study
        Whose voices count; a source it does not know is `third_party` and keeps its name in `source`.

    Returns
    -------
    DataFrame
        The table segments with its text, in the order of the sentences; the segments of a sentence cover it exactly.
        `resolution` says how the voice was found (`nothing found` for narration, `no English text` where the rules do
        not apply), `certainty` in [0, 1] how sure.

    Raises
    ------
    ValueError
        If a table lacks a column, or a sentence's article is not there.

    Notes
    -----
    The voice is that of the outermost source: in `the Roe office said Doe hopes` all is the office's. Where two sides
    speak together (`both statements said`) the content is shared out between them, half each, with little certainty.
    """
    check_table(sentences, "sentences", ["sentence_id", "doc_id", "start", "end"])
    check_table(articles, "articles", ["doc_id", "outlet", "text"])
    texts = dict(zip(articles["doc_id"].tolist(), articles["text"].tolist(), strict=True))
    outlets = dict(zip(articles["doc_id"].tolist(), articles["outlet"].tolist(), strict=True))
    credits = (
        dict(zip(articles["doc_id"].tolist(), articles["credit"].tolist(), strict=True)) if "credit" in articles else {}
    )
    for doc_id in sentences["doc_id"].unique():
        if doc_id not in texts:
            raise ValueError(f"sentences name the article {doc_id!r}, which is not among the {len(texts)} articles")
    rows: list[tuple[object, ...]] = []
    for doc_id, group in sentences.groupby("doc_id", sort=False):
        outlet = study.outlets.get(str(outlets[doc_id]))
        authors = frozenset(filter(None, (spell(str(outlets[doc_id])), spell(str(credits.get(doc_id, ""))))))
        ids = group["sentence_id"].tolist()
        spans = list(zip(group["start"].tolist(), group["end"].tolist(), strict=True))
        rows += segment_article(
            texts[doc_id], str(doc_id), ids, spans, study, outlet.narration if outlet else OUTLET, authors
        )
    return pd.DataFrame(rows, columns=list(ROW))[FIELDS]


def segment_article(
    text: str,
    doc_id: str,
    ids: Sequence[str],
    spans: Sequence[Span],
    study: Study,
    own: str,
    authors: Collection[tuple[str, ...]] = (),
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of one article."""
    english = is_english(text)
    in_order = sorted(range(len(spans)), key=lambda k: spans[k])
    place = {number: k for k, number in enumerate(in_order)}
    found = attribute(text, [spans[k] for k in in_order])
    said = [one for one in found if own != OUTLET or spell(one.name) not in authors]  # `..., the agency reports`
    claims, doubtful = claim_voices(said, text, study, own)
    for number, (sentence_id, span) in enumerate(zip(ids, spans, strict=True)):
        pieces = cut(text, span, claims.get(place[number], []))
        for k, piece in enumerate(pieces):
            plain = UNSURE if place[number] in doubtful else SURE
            row = make_row(text, f"{sentence_id}.{k}", (sentence_id, doc_id, own), piece, plain)
            yield row if english or piece[2] is not None else (*row[:9], "no English text", 0.1, *row[11:])


def claim_voices(
    found: Iterable[Attribution], text: str, study: Study, own: str
) -> tuple[dict[int, list[Claim]], set[int]]:
    """Return the claims of each sentence, and the sentences in which something was found that is no claim."""
    claims: dict[int, list[Claim]] = {}
    doubtful: set[int] = set()
    met = Met({}, {}, ())
    for said in found:
        identity = identify(said, text, study, met, own)
        speaks = said.voiced and has_speaker(said, identity)
        met = remember(met, said, identity, text, speaks)
        if not speaks:
            doubtful.add(said.sentence)
            continue
        claims.setdefault(said.sentence, []).append(Claim(said, identity))
    return claims, doubtful


def is_english(text: str) -> bool:
    """Tell whether common English words are at least every twentieth word of the beginning of a text."""
    found = [match.group().lower() for match in islice(TOKEN.finditer(text), 4000) if match.group()[0].isalpha()]
    return len(found) < 20 or sum(w in COMMON for w in found) * 20 >= len(found)


Piece = tuple[int, int, Claim | None, str]


def cut(text: str, span: Span, claims: Sequence[Claim]) -> list[Piece]:
    """Return the stretches of a sentence: start, end, the claim it belongs to (None: narration), its manner.

    The outermost claim wins; of a stretch that is quoted within it the manner is direct.
    """
    start, end = span
    tokens = [match.span() for match in TOKEN.finditer(text, start, end)]
    owner, direct = paint(tokens, claims)
    keep_framing(tokens, owner, direct, claims)
    keep_verdicts([text[a:b] for a, b in tokens], owner, direct)
    pieces: list[Piece] = []
    for k, (a, _) in enumerate(tokens):
        manner = "narration" if owner[k] is None else "direct" if direct[k] else "indirect"
        if pieces and (goes_on(pieces[-1], owner[k], manner) or joins(text, a, pieces[-1])):
            continue
        pieces.append((a if pieces else start, end, owner[k], manner))
    pieces = pieces or [(start, end, None, "narration")]
    ends = [piece[0] for piece in pieces[1:]] + [end]
    closed = [(a, b, c, m) for (a, _, c, m), b in zip(pieces, ends, strict=True)]
    return list(shared(text, closed))


def paint(tokens: Sequence[Span], claims: Sequence[Claim]) -> tuple[list[Claim | None], list[bool]]:
    """Return, for each token, the outermost claim it belongs to, and whether it is quoted."""
    owner: list[Claim | None] = [None] * len(tokens)
    direct = [False] * len(tokens)
    free = list(range(len(tokens) + 1))  # the next token that nobody owns yet, with shortcuts

    def next_free(k: int) -> int:
        while free[k] != k:
            free[k] = free[free[k]]
            k = free[k]
        return k

    for claim in sorted(claims, key=lambda c: -sum(b - a for a, b in c.said.content)):
        for span in claim.said.content:
            first, last = between(tokens, span)
            k = next_free(first)
            while k < last:
                owner[k], free[k] = claim, k + 1
                k = next_free(k)
            if claim.said.manner == "direct":
                direct[first:last] = [True] * (last - first)
    return owner, direct


def between(tokens: Sequence[Span], span: Span) -> tuple[int, int]:
    """Return the bounds of the tokens that lie within the span."""
    first = bisect_left(tokens, span[0], key=lambda t: t[0])
    return first, max(first, bisect_right(tokens, span[1], key=lambda t: t[1]))


def keep_framing(
    tokens: Sequence[Span], owner: list[Claim | None], direct: Sequence[bool], claims: Sequence[Claim]
) -> None:
    """Give back to the outlet the cue and source that follow what they introduce (`..., the statement said`)."""
    for said in (claim.said for claim in claims):
        if said.cue is None or said.content[0][0] > said.cue[0]:
            continue
        first = between(tokens, said.cue)[0]
        over = owner[first] if first < len(tokens) else None
        if over is not None and over.said.content[0][0] < said.content[0][0]:
            continue  # said by another in turn: it is his cue then, not the outlet's
        for part in (said.cue, *([said.phrase] if said.phrase else [])):
            for k in range(*between(tokens, part)):
                if not direct[k]:
                    owner[k] = None


def keep_verdicts(written: Sequence[str], owner: list[Claim | None], direct: Sequence[bool]) -> None:
    """Give back to the outlet the word of doubt before a quoted part or a charge (`the alleged “theft”`)."""
    for k, word in enumerate(written[:-1]):
        if owner[k] is not None and not direct[k] and word in DOUBTED:
            if direct[k + 1] or (written[k + 1] in CHARGES and "of" in written[k + 2 : k + 3]):
                owner[k] = None


def goes_on(piece: Piece, other: Claim | None, manner: str) -> bool:
    """Tell whether the stretch goes on with what this claim has in this manner."""
    one = piece[2]
    if piece[3] != manner:
        return False
    if one is None or other is None:
        return one is other
    return one.identity.voices == other.identity.voices and one.said.name == other.said.name


def joins(text: str, at: int, piece: Piece) -> bool:
    """Tell whether a mark goes with the stretch before it: all but those that open something."""
    if text[at].isalnum():
        return False
    return text[at] not in "“„«‘([\"'`" or (piece[3] == "direct" and text[at] in "\"'")


def shared(text: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the stretches, those of several voices shared out between them by words."""
    for start, end, claim, manner in pieces:
        voices = claim.identity.voices if claim else ()
        words = [m.start() for m in TOKEN.finditer(text, start, end) if m.group()[0].isalnum()]
        if claim is None or len(voices) < 2 or len(words) < len(voices):
            yield start, end, claim, manner
            continue
        bounds = [start, *(words[len(words) * k // len(voices)] for k in range(1, len(voices))), end]
        for voice, a, b in zip(voices, bounds, bounds[1:], strict=False):
            yield a, b, Claim(claim.said, Identity((voice,), "both sides", 0.5)), manner


def make_row(text: str, segment_id: str, where: tuple[str, str, str], piece: Piece, plain: float) -> tuple[object, ...]:
    """Return the row of one stretch."""
    sentence_id, doc_id, own = where
    start, end, claim, manner = piece
    stretch = text[start:end]
    voice, source, cue, how, certainty = own, "", "", "nothing found", plain
    if claim is None or claim.identity.voices == (OUTLET,):
        manner = "narration"
    else:
        said, identity = claim
        voice, how, certainty = identity.voices[0], identity.how, round(said.certainty * identity.worth, 2)
        cue = " ".join(text[slice(*said.cue)].split()) if said.cue else ""
        source = short_name(said.name)
    return (
        segment_id, sentence_id, doc_id, start, end, voice, manner, source, cue, how, certainty, "",
        count_words(stretch), stretch,
    )  # fmt: skip


def has_speaker(said: Attribution, identity: Identity) -> bool:
    """Tell whether an attribution names, or refers back to, somebody who may speak."""
    if said.source is None:
        return said.manner == "direct" or said.resolution == "refers back"
    return said.resolution != "description" or identity.voices != (THIRD_PARTY,) or may_speak(said.name)


def may_speak(name: str) -> bool:
    """Tell whether a description is of somebody who may speak: by office, group, document, or how the word ends."""
    head = (name.lower().split() or [""])[-1]
    if (
        any(head in load_words(kind) for kind in ("title", "group", "document", "institution", "organ", "official"))
        or name != name.lower()
    ):
        return True
    return head.removesuffix("s").endswith(PEOPLE)


def short_name(name: str) -> str:
    """Return the source without the titles before a name, at most its last four words.

    Examples
    --------
    >>> short_name("Deputy Foreign Minister Jane Roe"), short_name("the deputy minister")
    ('Jane Roe', 'the deputy minister')
    """
    parts = name.split()
    if "of" in parts[1:-2]:  # the President of Roe Jane Doe
        at = parts.index("of")
        parts = parts[at + 2 :] if parts[at + 2][0].isupper() else parts
    titles = [k for k, part in enumerate(parts[:-1]) if part.lower().strip(".") in load_words("title")]
    if titles and parts[titles[-1] + 1][0].isupper():
        parts = parts[titles[-1] + 1 :]
    return " ".join(parts[-4:])
