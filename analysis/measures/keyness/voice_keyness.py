"""The terms that set two voices apart; of a voice that never speaks there are none."""

import pandas as pd

from analysis.measures.keyness import keyness
from analysis.measures.terms.matrix import DocumentTermMatrix

__all__ = ["rank_voices"]


def rank_voices(matrix: DocumentTermMatrix, target: str, reference: str, seed: int = 0) -> pd.DataFrame:
    """Return the terms furthest to either of two voices, as keyness.take_extremes does.

    Parameters
    ----------
    matrix : DocumentTermMatrix
        Its documents with the column voice.
    target, reference : str
    seed : int
        As for keyness.compare_terms.

    Returns
    -------
    DataFrame
        The columns of compare_terms; no row where one of the two has no words.
    """
    heard = matrix.documents.loc[matrix.documents["n_tokens"] > 0, "voice"]
    if not {target, reference} <= set(heard):
        return pd.DataFrame(columns=keyness.COLUMNS)
    return keyness.take_extremes(keyness.compare_terms(matrix, target, reference, seed=seed))
