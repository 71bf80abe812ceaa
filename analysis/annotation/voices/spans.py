"""cut(): the claims and joint reports of a sentence -> its stretches, each in one voice."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from analysis.annotation.english.records import Attribution, Span
from analysis.annotation.english.tokens import TOKEN
from analysis.annotation.voices.joint_reports import Report
from analysis.annotation.voices.voice_of_source import Identity
from analysis.corpus.study import OUTLET, THIRD_PARTY

__all__ = ["Claim", "Piece", "cut"]

DOUBTED = frozenset(  # the outlet's own verdicts
    "alleged so-called unfounded baseless supposed groundless purported unproven unsubstantiated".split()
)
CHARGES = frozenset("allegations claims accusations".split())
LEADING = frozenset("and even the".split())  # what leads from the outlet's view to a charge
DENIALS = ("den", "reject", "dismiss", "refut", "rebut", "repudiat", "disput", "brush")  # cues that doubt by themselves


class Claim(NamedTuple):
    """An attribution with the voices it belongs to."""

    said: Attribution
    identity: Identity


class Piece(NamedTuple):
    """A stretch of a sentence: the claim it belongs to (None: narration), its manner, who is reported together.

    `verdict`: it is the outlet's word of doubt within what somebody else is reported to say.
    """

    start: int
    end: int
    claim: Claim | None
    manner: str
    joint: tuple[str, ...] = ()
    verdict: bool = False


def cut(
    text: str,
    span: Span,
    claims: Sequence[Claim],
    reports: Sequence[Report] = (),
    own: str = OUTLET,
    places: Sequence[Span] | None = None,
) -> list[Piece]:
    """Return the stretches of a sentence, each in one voice, in one manner, and of one report.

    The outermost claim wins; of a stretch that is quoted within it the manner is direct. `places`: the sentence's
    tokens, where they are known.
    """
    start, end = span
    if not claims and not reports:
        return [Piece(start, end, None, "narration")]
    tokens = [match.span() for match in TOKEN.finditer(text, start, end)] if places is None else places
    owner, direct = _paint(tokens, claims)
    _keep_framing(tokens, owner, direct, claims)
    verdicts = _keep_verdicts(tokens, owner, direct, text)
    joint = _paint_joint(tokens, owner, reports, own)
    pieces: list[Piece] = []
    going_on = None  # what the last token was that belongs to the last piece: most tokens are as the one before
    for k, here in enumerate(zip(owner, direct, joint, map(verdicts.__contains__, range(len(tokens))), strict=True)):
        if here == going_on:
            continue
        claim, quoted, voices, verdict = here
        at = tokens[k][0] if pieces else start
        piece = Piece(at, end, claim, _manner_of(claim, quoted), voices, verdict)
        if pieces and _joins(text, at, pieces[-1]):
            continue
        going_on = here
        if not pieces or not _goes_on(pieces[-1], piece):
            pieces.append(piece)
    pieces = pieces or [Piece(start, end, None, "narration")]
    ends = [piece.start for piece in pieces[1:]] + [end]
    return list(_shared(text, [Piece(piece[0], b, *piece[2:]) for piece, b in zip(pieces, ends, strict=True)]))


def _manner_of(owner: Claim | None, direct: bool) -> str:
    """Return the manner of a token by whose it is and whether it is quoted."""
    if owner is None:
        return "narration"
    return "direct" if direct else "indirect"


def _paint_joint(
    tokens: Sequence[Span], owner: Sequence[Claim | None], reports: Sequence[Report], own: str
) -> list[tuple[str, ...]]:
    """Return, for each token, the voices that the text reports together; what others say of them does not count."""
    joint: list[tuple[str, ...]] = [()] * len(tokens)
    for report in reports:
        first, last = _between(tokens, report.span)
        claim = owner[first] if first < last else None
        if claim is not None and not {own, *report.voices} & set(claim.identity.voices) - {THIRD_PARTY}:
            continue
        for k in range(first, last):
            here = owner[k]
            if here is claim or (claim is not None and here is not None and _same_voice(claim, here)):
                joint[k] = report.voices
    return joint


def _paint(tokens: Sequence[Span], claims: Sequence[Claim]) -> tuple[list[Claim | None], list[bool]]:
    """Return, for each token, the outermost claim it belongs to, and whether it is quoted."""
    owner: list[Claim | None] = [None] * len(tokens)
    direct = [False] * len(tokens)
    outermost_last = sorted(claims, key=lambda c: -sum(b - a for a, b in c.said.content))[::-1]
    for claim in outermost_last:
        for span in claim.said.content:
            first, last = _between(tokens, span)
            owner[first:last] = [claim] * (last - first)
            if claim.said.manner == "direct":
                direct[first:last] = [True] * (last - first)
    return owner, direct


def _between(tokens: Sequence[Span], span: Span) -> tuple[int, int]:
    """Return the bounds of the tokens that lie within the span."""
    first = bisect_left(tokens, (span[0], 0))
    return first, max(first, bisect_right(tokens, span[1], key=itemgetter(1)))


def _keep_framing(
    tokens: Sequence[Span], owner: list[Claim | None], direct: Sequence[bool], claims: Sequence[Claim]
) -> None:
    """Give back to the outlet the cue and source that follow what they introduce (`..., the statement said`)."""
    for said in (claim.said for claim in claims):
        if said.cue is None or said.content[0][0] > said.cue[0]:
            continue
        first = _between(tokens, said.cue)[0]
        over = owner[first] if first < len(tokens) else None
        if over is not None and over.said.content[0][0] < said.content[0][0]:
            continue  # said by another in turn: it is his cue then, not the outlet's
        for part in (said.cue, *([said.phrase] if said.phrase else [])):
            for k in range(*_between(tokens, part)):
                if not direct[k]:
                    owner[k] = None


def _keep_verdicts(tokens: Sequence[Span], owner: list[Claim | None], direct: Sequence[bool], text: str) -> set[int]:
    """Give back to the outlet its words of doubt about what a source says; return which tokens they are.

    Before a quoted part it is the word alone (`the alleged “theft”`), before a charge the charge with what leads to it
    (`and even the baseless allegations of “theft”`). What a source denies or condemns it doubts itself.
    """
    verdicts: set[int] = set()
    whole = text[tokens[0][0] : tokens[-1][1]].lower() if tokens else ""
    if not any(word in whole for word in DOUBTED):
        return verdicts
    written = [text[a:b].lower() for a, b in tokens]
    for k, word in enumerate(written[:-1]):
        claim = owner[k]
        if claim is None or direct[k] or word not in DOUBTED or _doubts(claim, text):
            continue
        if written[k + 1] in CHARGES and written[k + 2 : k + 3] == ["of"]:
            verdicts.update(range(_leading(written, owner, direct, k), k + 3))
        elif direct[k + 1]:
            verdicts.add(k)
    for k in verdicts:
        owner[k] = None
    return verdicts


def _leading(written: Sequence[str], owner: Sequence[Claim | None], direct: Sequence[bool], k: int) -> int:
    """Return where the words begin that lead to the doubt at token k: `| and even the baseless claims of theft`."""
    first = k
    while first and owner[first - 1] is owner[k] and not direct[first - 1] and written[first - 1] in LEADING:
        first -= 1
    return first


def _doubts(claim: Claim, text: str) -> bool:
    """Tell whether it is the source that rejects what it speaks of: `Roe denied the baseless allegations of theft`."""
    cue = text[slice(*claim.said.cue)].lower() if claim.said.cue else ""
    return claim.said.kind == "judge" or cue.startswith(DENIALS)


def _goes_on(piece: Piece, after: Piece) -> bool:
    """Tell whether the stretch goes on with what stands after it: the same voice, manner and report."""
    one, other = piece.claim, after.claim
    if piece.manner != after.manner or piece.joint != after.joint or piece.verdict != after.verdict:
        return False
    if one is None or other is None:
        return one is other
    return _same_voice(one, other)


def _same_voice(one: Claim, other: Claim) -> bool:
    """Tell whether two claims are of one source."""
    return one.identity.voices == other.identity.voices and one.said.name == other.said.name


def _joins(text: str, at: int, piece: Piece) -> bool:
    """Tell whether a mark goes with the stretch before it: all but those that open something."""
    if text[at].isalnum():
        return False
    return text[at] not in "“„«‘([\"'`" or (piece.manner == "direct" and text[at] in "\"'")


def _shared(text: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the stretches, those of several voices shared out between them by words."""
    for piece in pieces:
        claim, voices = piece.claim, piece.claim.identity.voices if piece.claim else ()
        if claim is None or len(voices) < 2:
            yield piece
            continue
        words = [m.start() for m in TOKEN.finditer(text, piece.start, piece.end) if m.group()[0].isalnum()]
        bounds = [
            piece.start,
            *(words[len(words) * k // len(voices)] for k in range(1, len(voices)) if words),
            piece.end,
        ]
        for voice, a, b in zip(voices, bounds, bounds[1:], strict=False):
            if a < b:
                yield Piece(a, b, Claim(claim.said, Identity((voice,), "both sides", 0.5)), piece.manner, voices)
