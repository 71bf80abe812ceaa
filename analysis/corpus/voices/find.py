"""attribute(): plain text and sentence spans in, attributions out."""

import re
from collections.abc import Sequence

from analysis.corpus.voices.records import Attribution, Span

CUES = (
    "said says say tells told tell stated states noted notes stressed stresses added adds announced expressed expresses "
    "wished wishes hopes hoped hope congratulated denies denied proposed asked "
    "warned claims claimed revealed believe believes argued"
).split()
CUE = re.compile(r"\b(?:" + "|".join(CUES) + r")\b")
QUOTED = re.compile(r"“[^”\n]*(?:”|$|\n)|\"[^\"\n]*(?:\"|$|\n)")
NAME = re.compile(r"(?:[A-Z][\w.’'-]*\w)(?: (?:of |the )?[A-Z][\w.’'-]*\w)*")


def attribute(text: str, spans: Sequence[Span]) -> list[Attribution]:
    """Find who says what in a text.

    Parameters
    ----------
    text : str
    spans : sequence of (start, end)
        The sentences, in order, as offsets into `text`.

    Returns
    -------
    list of Attribution
        In order of their content.
    """
    found: list[Attribution] = []
    for start, end in spans:
        sentence = text[start:end]
        quotes = [m.span() for m in QUOTED.finditer(sentence)]
        cue = CUE.search(sentence)
        if cue is None and not quotes:
            continue
        names = list(NAME.finditer(sentence, 0, cue.start() if cue else len(sentence)))
        source = (start + names[-1].start(), start + names[-1].end()) if names else None
        content = (start + cue.end(), start + cue.end() + len(sentence[cue.end() :])) if cue else (start, end)
        if cue and not sentence[cue.end() :].strip(' .”"'):
            content = (start, start + (names[-1].start() if names else cue.start()))
        if content[0] >= content[1]:
            continue
        found.append(
            Attribution(
                content=(content,),
                source=source,
                cue=(start + cue.start(), start + cue.end()) if cue else None,
                manner="direct" if quotes else "indirect",
                name=names[-1].group() if names else "",
                resolution="name" if names else "unknown",
                certainty=0.5,
            )
        )
    return found


def name_sources(text: str, spans: Sequence[Span]) -> list[dict[str, str | None] | None]:
    """Return, for each sentence, None where nobody but the outlet speaks, else {"source": name or None}."""
    answers: list[dict[str, str | None] | None] = []
    found = attribute(text, spans)
    for start, end in spans:
        here = [a for a in found if any(p < end and q > start for p, q in a.content)]
        answers.append({"source": here[0].name or None} if here else None)
    return answers
