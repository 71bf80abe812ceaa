"""Forms of a word counted together: terms by their stem, shown as its commonest form."""

import pandas as pd

from analysis.corpus.tables import check_table

__all__ = ["merge_forms"]


def merge_forms(terms: pd.DataFrame) -> pd.DataFrame:
    """Count together the terms that have one stem.

    Parameters
    ----------
    terms : DataFrame
        The table of terms.

    Returns
    -------
    DataFrame
        The same table with each term replaced by the commonest form of its stem (of equals, the shortest, then the
        first in the alphabet). Compounds, and terms that are not letters alone, stay.

    Notes
    -----
    The stemmer is Porter's second (Snowball, English). It joins what a reader would keep apart (`universe` and
    `university`) and parts what a reader would join (`spoke` and `speak`): look at the forms before quoting a count.

    Examples
    --------
    >>> rows = [("s1", "treaties", 1), ("s1", "treaty", 2), ("s2", "treaties", 2)]
    >>> merge_forms(pd.DataFrame(rows, columns=["segment_id", "term", "count"])).values.tolist()
    [['s1', 'treaties', 3], ['s2', 'treaties', 2]]
    """
    from nltk.stem.snowball import SnowballStemmer  # costs seconds, so only here

    check_table(terms, "terms")
    stemmer = SnowballStemmer("english")
    forms = terms.groupby("term")["count"].sum().reset_index()
    forms["stem"] = [stemmer.stem(term) if term.isalpha() else term for term in forms["term"]]
    forms["length"] = forms["term"].str.len()
    forms = forms.sort_values(["count", "length", "term"], ascending=[False, True, True])
    shown = forms.set_index("term")["stem"].map(forms.drop_duplicates("stem").set_index("stem")["term"])
    merged = terms.assign(term=terms["term"].map(shown))
    return merged.groupby(["segment_id", "term"])["count"].sum().reset_index()
