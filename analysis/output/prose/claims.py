"""A claim under other reasonable choices, in sentences."""

from collections.abc import Sequence

import pandas as pd

from analysis.corpus.study import Study
from analysis.output.prose.numbers import signed
from analysis.output.prose.telling import set_off_telling

__all__ = ["say_claim", "word_claim"]


def say_claim(count: pd.Series, claim: str, labels: Sequence[str]) -> str:
    """Answer whether a claim survives other reasonable choices.

    Parameters
    ----------
    count : Series
        The row of multiverse.count_agreement.
    claim : str
        A sentence's subject: `That the Kremlin's frame is above the White House's`.
    labels : two str
        Of the side from which is subtracted, and of the one that is.

    Returns
    -------
    str
    """
    defined = int(count["n_specifications"])
    if not defined:
        return "There is nothing to compare: one of the two sides says nothing that has a score."
    first, second = labels
    undefined = f"; {int(count['n_undefined'])} more are undefined" if count["n_undefined"] else ""
    return (
        f"{claim} ({first} − {second}, declared: {signed(count['declared'])}, "
        f"median: {signed(count['median'])}) holds in "
        f"{int(count['n_agree'])} of {defined} "
        "reasonable specifications, none of which leaves a sentence out, and which run from "
        f"{signed(count['lowest'])} to {signed(count['highest'])}{undefined}. Of {first} alone the mean is "
        f"above 0 in {int(count['above_target'])} of them, of {second} alone in {int(count['above_reference'])}."
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
