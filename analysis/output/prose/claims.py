"""A claim under other reasonable choices, in sentences."""

import pandas as pd

from analysis.corpus.study import Study
from analysis.output.prose.numbers import signed
from analysis.output.prose.telling import set_off_telling

__all__ = ["say_claim", "word_claim"]


def say_claim(count: pd.Series, claim: str, difference: str = "") -> str:
    """Answer whether a claim survives other reasonable choices.

    Parameters
    ----------
    count : Series
        The row of multiverse.count_agreement.
    claim : str
        A sentence's subject: `That the Kremlin's frame is above the White House's`.
    difference : str
        What is subtracted from what: `Kremlin − White House`.

    Returns
    -------
    str
    """
    defined = int(count["n_specifications"])
    if not defined:
        return "There is nothing to compare: one of the two sides says nothing that has a score."
    undefined = f"; {int(count['n_undefined'])} more are undefined" if count["n_undefined"] else ""
    return (
        f"{claim} ({difference + ', ' if difference else ''}declared: {signed(count['declared'])}, "
        f"median: {signed(count['median'])}) holds in "
        f"{int(count['n_agree'])} of {defined} "
        "reasonable specifications, none of which leaves a sentence out, and which run from "
        f"{signed(count['lowest'])} to {signed(count['highest'])}{undefined}."
    )


def word_claim(declared: float, claim: str, study: Study, first: str, second: str) -> str:
    """Word a claim so that it says what the declared specification found: the side with the higher score first.

    Parameters
    ----------
    declared : float
        The first voice's score less the second's.
    claim : str
        With two places for the voices: `{} is framed as more conciliatory than {}`.
    study : Study
    first, second : str
        The voices compared.

    Returns
    -------
    str
        Begins with That.
    """
    higher, lower = (first, second) if not declared < 0 else (second, first)
    return f"That{set_off_telling(study)}{claim.format(study.voices[higher].phrase, study.voices[lower].phrase)}"
