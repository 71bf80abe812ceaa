"""What the finder hands on: cues with their sources, and attributions with the names they were resolved to."""

from typing import NamedTuple

__all__ = ["Attribution", "Match", "Source", "Span"]

Span = tuple[int, int]


class Attribution(NamedTuple):
    """Somebody's words or thoughts: where they stand, who is named, by which cue, and how that was found.

    Offsets count characters of the text given; `source`, `phrase` (the source with what qualifies it) and `cue` are
    None where none is written. `name` is the source after resolution (the antecedent of a pronoun), "" where unknown.
    `kind` is that of the cue (say, think, ask, commit, judge, feel, topic, show); `voiced` is False where the cue tells
    of a disposition, a topic or an appearance and reports no words or thoughts. `certainty` is in [0, 1].
    """

    content: tuple[Span, ...]
    source: Span | None
    phrase: Span | None
    cue: Span | None
    manner: str
    name: str
    resolution: str
    certainty: float
    kind: str
    voiced: bool
    sentence: int


class Source(NamedTuple):
    """A noun phrase as token bounds (end excluded): its core, and the whole with what qualifies it."""

    first: int
    last: int
    whole_first: int
    whole_last: int


class Match(NamedTuple):
    """One cue in a sentence: token bounds (end excluded) of cue and contents, and the source if there is one."""

    first: int
    last: int
    cue: str
    kind: str
    stance: str
    reading: str
    source: Source | None
    contents: tuple[tuple[int, int], ...]
    voiced: bool = True
