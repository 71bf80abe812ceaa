"""What a study is made of: voices and their names, outlets, events, issues; and the sides that it compares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

__all__ = ["OUTLET", "THIRD_PARTY", "Event", "Issue", "Office", "Outlet", "Study", "Voice"]

OUTLET, THIRD_PARTY = "outlet", "third_party"
IN_TEXT = {OUTLET: "the outlets themselves", THIRD_PARTY: "third parties"}  # unless the study says otherwise


@dataclass(frozen=True)
class Office:
    """Somebody whom a voice lists, and from when until when (YYYY-MM-DD, end excluded, "" open) he speaks for it."""

    name: str
    since: str = ""
    until: str = ""
    otherwise: str = ""  # the voice that his words belong to out of his term; "" leaves them where they are


@dataclass(frozen=True)
class Voice:
    """One voice: its id, label and look, and the names (and descriptions) it goes by."""

    id: str
    label: str
    colour: str
    marker: str = "o"
    names: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    in_text: str = ""
    offices: tuple[Office, ...] = ()

    @property
    def phrase(self) -> str:
        """The label as it stands in a sentence: the Kremlin."""
        return self.in_text or IN_TEXT.get(self.id, self.label)


@dataclass(frozen=True)
class Event:
    """One reported event."""

    id: str
    label: str
    date: str


@dataclass(frozen=True)
class Issue:
    """One issue of the codebook: terms that raise it, longer phrases that do not."""

    id: str
    label: str
    terms: tuple[str, ...]
    except_in: tuple[str, ...] = ()
    contentious: bool = False


@dataclass(frozen=True)
class Outlet:
    """One outlet: its look, and whose voice its own narration is."""

    id: str
    colour: str
    marker: str = "o"
    narration: str = OUTLET


@dataclass(frozen=True)
class Study:
    """All that belongs to one study and to no other."""

    title: str
    tone: str
    sides: tuple[str, str]
    voices: Mapping[str, Voice]
    events: Mapping[str, Event]
    issues: Mapping[str, Issue]
    outlets: Mapping[str, Outlet]
    compounds: tuple[str, ...] = ()
    questions: tuple[str, ...] = field(default=())
    genres: tuple[str, ...] = field(default=())  # those that the study compares; all if empty
    counterparts: tuple[str, ...] = field(default=())  # those whose talks it compares; ANYONE for any; all if empty
    copies: str = "each"  # whether copies of an article are counted each, or once
    all_sides: tuple[str, ...] = field(default=())  # two or more, as the file has them; `sides` are the two compared

    def __post_init__(self) -> None:
        """Take the two that are compared for all, where no more are given."""
        object.__setattr__(self, "all_sides", self.all_sides or self.sides)

    @property
    def voice_order(self) -> list[str]:
        """The two sides first, then any other side, then the other voices, the outlet last."""
        first = dict.fromkeys((*self.sides, *self.all_sides))
        rest = [v for v in self.voices if v not in (*first, THIRD_PARTY, OUTLET)]
        return [*first, *rest, THIRD_PARTY, OUTLET]

    def compare(self, sides: Sequence[str]) -> "Study":
        """Return the study with these two of its sides compared, in this order; itself if none are given.

        Raises
        ------
        ValueError
            If they are not two different sides of the study.
        """
        if not sides:
            return self
        if len(sides) != 2 or len({*sides} & {*self.all_sides}) != 2:
            raise ValueError(
                f"the sides to compare are {', '.join(sides)}; name two of {', '.join(self.all_sides)}, a comma between"
            )
        first, second = sides
        return replace(self, sides=(first, second))
