"""By whose telling the words of a side are known, and how each side speaks of the other."""

import pandas as pd

from analysis.corpus.study import Study
from analysis.measures.inference import limits
from analysis.measures.tone import tone_means
from analysis.measures.tone.relations import RELATIONS
from analysis.output.prose.numbers import begin, plural, signed

__all__ = ["note_telling", "say_relations", "say_targets", "say_telling", "set_off_telling"]


def say_telling(study: Study) -> str:
    """Say by whose telling a side's words are known; "" where every outlet is a side's own press service.

    An outlet chooses what of a side it passes on and puts it into its own words: what is found is then the side as that
    outlet tells it, not the side.

    Parameters
    ----------
    study : Study

    Returns
    -------
    str
        Stands before the side's name; ends in a comma and a space.

    Examples
    --------
    >>> from analysis import paths
    >>> from analysis.corpus.study import load_study
    >>> [say_telling(load_study(paths.find_root() / "data" / name)) for name in ("study.toml", "readouts.toml")]
    ['as these outlets tell it, ', '']
    """
    narrated = [outlet.narration in study.sides for outlet in study.outlets.values()]
    if not any(narrated):
        return "as these outlets tell it, "
    return "" if all(narrated) else "in its own texts or as other outlets tell it, "


def set_off_telling(study: Study) -> str:
    """Return by whose telling a side is known, as it stands inside a clause; a space where by its own."""
    telling = say_telling(study)
    return f", {telling}" if telling else " "


def note_telling(study: Study) -> str:
    """Return a caption's last sentence on by whose telling the sides are known, a space before it; "" as above."""
    telling = say_telling(study).removesuffix(", ")
    return f" What stands for a side is the side {telling}." if telling else ""


def say_relations(framed: pd.DataFrame, study: Study) -> str:
    """Answer how each press service frames the other side in talks with it, beside its talks with others.

    Parameters
    ----------
    framed : DataFrame
        As relations.frame_relations returns it.
    study : Study

    Returns
    -------
    str
    """
    if framed.empty:
        return "No text of this corpus is a press service's own."
    said = []
    for side in study.sides:
        own = framed[framed["voice"] == side].set_index("relation").to_dict("index")
        parts = [_say_relation(own[relation], relation) for relation in RELATIONS if relation in own]
        said.append(f"{begin(study.voices[side].phrase)}: {', '.join(parts) or 'no text of its own'}")
    only = "Only what is said to the other side is a frame of it."
    return f"Frame by whom the text is a talk with. {'; '.join(said)}. {only}"


def _say_relation(row: dict, relation: str) -> str:
    """Return one relation's mean with its interval, or with what it rests on."""
    where = f"{plural(row['n_segments'], 'segment')} in {plural(row['n_articles'], 'article')}"
    limits_ = "" if row["refusal"] else f", 95% interval {signed(row['low'])} to {signed(row['high'])}"
    to = f"to {relation}" if relation != RELATIONS[2] else relation
    return f"{to} {signed(row['estimate'])} ({where}{limits_})"


def say_targets(named: pd.DataFrame, study: Study) -> str:
    """Answer how each side speaks of the other, or that it names it too seldom for a number.

    Parameters
    ----------
    named : DataFrame
        The table targets: one row a naming.
    study : Study

    Returns
    -------
    str
    """
    said = []
    for voice, target in (study.sides, study.sides[::-1]):
        own = named[(named["voice"] == voice) & (named["target"] == target)]
        often = plural(len(own), "time")
        who = f"{study.voices[voice].phrase} names {study.voices[target].phrase} {often}"
        if len(own) < limits.NAMINGS:
            said.append(f"{who}, and at least {limits.NAMINGS} are needed for a tone" if len(own) else
                        f"{study.voices[voice].phrase} nowhere names {study.voices[target].phrase}")  # fmt: skip
            continue
        mean = tone_means.aggregate_tone(own, ["voice", "target"], "tone").iloc[0]
        said.append(f"{who}, at {signed(mean['estimate'])} in {plural(mean['n_articles'], 'article')}")
    return f"Tone towards the other side, from −1 to +1, by the news lexicon: {say_telling(study)}{'; '.join(said)}."
