"""What the finder hands on: one attribution, as offsets into the text and the names it was resolved to."""

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's words or thoughts: where they stand, who is named, by which cue, and how that was found.

    Offsets count characters of the text given; `source` and `cue` are None where none is written. `name` is the source
    after resolution (the antecedent of a pronoun), "" where unknown. `certainty` is in [0, 1].
    """

    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    manner: str
    name: str
    resolution: str
    certainty: float
    kind: str = "say"
