"""attribute_voices(): sentences in, segments out; a segment is a stretch of a sentence in one voice."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import pandas as pd

from analysis.annotation.english.cue_lexicon import load_cues
from analysis.annotation.english.noun_phrases import load_words
from analysis.annotation.english.records import Attribution, Span
from analysis.annotation.english.spelling import spell
from analysis.annotation.english.tokens import TOKEN, Tokens, tokenize
from analysis.annotation.voices.attribution import find_attributions
from analysis.annotation.voices.joint_acts import ACT
from analysis.annotation.voices.joint_reports import Report, Together, find_voices, report_of
from analysis.annotation.voices.spans import Claim, Piece, cut
from analysis.annotation.voices.voice_of_source import Identity, Met, identify, remember
from analysis.corpus.study import OUTLET, THIRD_PARTY, Study
from analysis.corpus.tables import COLUMNS, check_table
from analysis.corpus.words import count_words

__all__ = ["attribute_voices"]

ROW = (
    "segment_id", "sentence_id", "doc_id", "start", "end", "voice", "joint", "manner", "source", "cue", "resolution",
    "certainty", "coded", "n_words", "text",
)  # fmt: skip
FIELDS = [column for column in COLUMNS["segments"] if column != "frame"]
COMMON = frozenset("the of to and that is in for it with was on as he by has from they were be".split())
PEOPLE = tuple("er or ist ian ant dent gent man men people ee crat one".split())  # ends of such words
READ = 4000  # tokens by which the language of a text is told
SURE = 0.9  # of narration in a sentence where nothing was found
UNSURE = 0.6  # of narration where a cue of a disposition or a topic was found


class _Found(NamedTuple):
    """What was found in a text, by sentence: claims, joint reports, and where something was found that is no claim."""

    claims: dict[int, list[Claim]]
    reports: dict[int, list[Report]]
    doubtful: set[int]


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
    speak together (`both statements said`) the content is shared out between them, half each, with little certainty,
    and `joint` names both; what the outlet itself tells of both (`the two addressed the quota`) has `joint` alone.
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
    by_article: dict[str, tuple[list[str], list[Span]]] = {}
    columns = (sentences[column].tolist() for column in ("doc_id", "sentence_id", "start", "end"))
    for doc_id, sentence_id, start, end in zip(*columns, strict=True):
        ids, spans = by_article.setdefault(doc_id, ([], []))
        ids.append(sentence_id)
        spans.append((start, end))
    for doc_id, (ids, spans) in by_article.items():
        outlet = study.outlets.get(str(outlets[doc_id]))
        authors = frozenset(filter(None, (spell(str(outlets[doc_id])), spell(str(credits.get(doc_id, ""))))))
        rows += _segment_article(
            texts[doc_id], str(doc_id), ids, spans, study, outlet.narration if outlet else OUTLET, authors
        )
    return pd.DataFrame(rows, columns=list(ROW))[FIELDS]


def _segment_article(
    text: str,
    doc_id: str,
    ids: Sequence[str],
    spans: Sequence[Span],
    study: Study,
    own: str,
    authors: Collection[tuple[str, ...]] = (),
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of one article."""
    english = _is_english(text)
    in_order = sorted(range(len(spans)), key=lambda k: spans[k])
    place = {number: k for k, number in enumerate(in_order)}
    ordered = [spans[k] for k in in_order]
    tokens = tokenize(text, ordered)
    said = find_attributions(tokens)
    said = [one for one in said if own != OUTLET or spell(one.name) not in authors]  # `..., the agency reports`
    found = _claim_voices(said, text, ordered, study, own)
    for number, (sentence_id, span) in enumerate(zip(ids, spans, strict=True)):
        at = place[number]
        claims, reports = found.claims.get(at, ()), found.reports.get(at, ())
        pieces = cut(text, span, claims, reports, own, _places_of(tokens, at, span))
        plain = UNSURE if at in found.doubtful else SURE
        for k, piece in enumerate(pieces):
            row = _make_row(text, f"{sentence_id}.{k}", (sentence_id, doc_id, own), piece, plain)
            yield row if english or piece.claim is not None else (*row[:10], "no English text", 0.1, *row[12:])


def _places_of(tokens: Tokens, number: int, span: Span) -> list[Span] | None:
    """Return where the tokens of a sentence stand, None where the first stands before it: a mark that was left over."""
    lo, hi = tokens.bounds[number]
    if lo < hi and tokens.start[lo] < span[0]:
        return None
    return list(zip(tokens.start[lo:hi], tokens.end[lo:hi], strict=True))


def _claim_voices(found: Iterable[Attribution], text: str, spans: Sequence[Span], study: Study, own: str) -> _Found:
    """Return the claims of each sentence, the joint reports, and where something was found that is no claim."""
    claims: dict[int, list[Claim]] = {}
    reports: dict[int, list[Report]] = {}
    doubtful: set[int] = set()
    met, before = Met({}, {}, ()), Together()
    for said in found:
        identity = identify(said, text, study, met, own)
        several = find_voices(said, identity, text, study, own, before)
        if len(several) > 1:
            before = Together(several, said.sentence)
            reports.setdefault(said.sentence, []).extend(report_of(said, several, text, spans[said.sentence]))
        if several and identity.voices != (own,):
            identity = Identity(several, "both sides" if len(several) > 1 else identity.how, 0.8)
        if said.kind == ACT:
            continue
        speaks = said.voiced and _has_speaker(said, identity, text)
        met = remember(met, said, identity, text, speaks)
        if not speaks:
            doubtful.add(said.sentence)
            continue
        claims.setdefault(said.sentence, []).append(Claim(said, identity))
    return _Found(claims, reports, doubtful)


def _is_english(text: str) -> bool:
    """Tell whether common English words are at least every twentieth word of the beginning of a text."""
    if _begins_english(text):
        return True
    for reach in (READ // 4, READ):  # mostly a part tells it
        found = [match.group().lower() for match in islice(TOKEN.finditer(text), reach) if match.group()[0].isalpha()]
        common = sum(map(COMMON.__contains__, found))
        if common * 20 >= READ:
            return True
    return len(found) < 20 or common * 20 >= len(found)


def _begins_english(text: str) -> bool:
    """Tell without finding the words of a text whether they can only be English; most are, most can.

    A word between spaces is one, of which the first characters hold no more than their number; between two words that
    begin with a letter stands a character at least, unless a mark was read in the wrong encoding.
    """
    common = sum(map(COMMON.__contains__, text[:READ].lower().split()[:-1]))
    return common * 20 >= min(READ, len(text) // 2 + 1) and "â" not in text


def _make_row(
    text: str, segment_id: str, where: tuple[str, str, str], piece: Piece, plain: float
) -> tuple[object, ...]:
    """Return the row of one stretch."""
    sentence_id, doc_id, own = where
    start, end, claim, manner, joint, verdict = piece
    stretch = text[start:end]
    voice, source, cue, how, certainty = own, "", "", "nothing found", plain
    if claim is None or claim.identity.voices == (OUTLET,):
        manner = "narration"
        how, cue = ("verdict", " ".join(stretch.split())) if verdict else (how, cue)
    else:
        said, identity = claim
        voice, how, certainty = identity.voices[0], identity.how, round(said.certainty * identity.worth, 2)
        cue = " ".join(text[slice(*said.cue)].split()) if said.cue else ""
        source = _short_name(said.name)
    return (
        segment_id, sentence_id, doc_id, start, end, voice, " ".join(joint), manner, source, cue, how, certainty, "",
        count_words(stretch), stretch,
    )  # fmt: skip


def _has_speaker(said: Attribution, identity: Identity, text: str) -> bool:
    """Tell whether an attribution names, or refers back to, somebody who may speak."""
    if said.source is None:
        return said.manner == "direct" or said.resolution == "refers back"
    return said.resolution != "description" or identity.voices != (THIRD_PARTY,) or _may_speak(said, text)


def _may_speak(said: Attribution, text: str) -> bool:
    """Tell whether a description is of somebody who may speak: by office, group, document, or how the word ends.

    Of whom a verb tells that he said something, speaks whoever he is: `the shepherds said`; but the talks may `go on`.
    """
    name, cue = said.name, text[slice(*said.cue)].lower() if said.cue else ""
    if said.kind == "say" and cue.isalpha() and cue not in load_cues()["noun"] and cue not in load_words("noun"):
        return True
    head = (name.lower().split() or [""])[-1]
    if (
        any(head in load_words(kind) for kind in ("title", "group", "document", "institution", "organ", "official"))
        or name != name.lower()
    ):
        return True
    return head.removesuffix("s").endswith(PEOPLE)


def _short_name(name: str) -> str:
    """Return the source without the titles before a name, at most its last four words.

    Examples
    --------
    >>> _short_name("Deputy Foreign Minister Jane Roe"), _short_name("the deputy minister")
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
