"""A date as people write it -> YYYY-MM-DD."""

import re

from dateutil import parser

__all__ = ["ORDERS", "read_date"]

ORDERS = ("dmy", "mdy", "ymd")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![\d])")
NUMERIC = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$")
FIRST, LAST = 1400, 2200  # years that a text can have been published in


def read_date(text: str, order: str = "") -> str:
    """Return the day that a text names.

    Parameters
    ----------
    text : str
    order : {"", "dmy", "mdy", "ymd"}
        Of numbers alone (03/04/2021), which are else left as they are.

    Returns
    -------
    str
        YYYY-MM-DD; the text itself where it is no date that can be told, so that whoever checks it can name it.

    Raises
    ------
    ValueError
        If there is no such order.

    Examples
    --------
    >>> read_date("Tuesday, January 26, 2021"), read_date("3/4/2021", "dmy"), read_date("3/4/2021")
    ('2021-01-26', '2021-04-03', '3/4/2021')
    """
    if order and order not in ORDERS:
        raise ValueError(f"dates are {', '.join(ORDERS)}, found {order!r}")
    text = text.strip()
    if found := ISO.match(text):
        return found[0]
    if not text or (NUMERIC.match(text) and not order):
        return text
    try:
        day = parser.parse(text, dayfirst=order == "dmy", yearfirst=order == "ymd", fuzzy=not NUMERIC.match(text))
    except (ValueError, OverflowError):
        return text
    named = re.search(r"\d{4}", text) or re.search(r"\d{2}$", text)
    return day.date().isoformat() if named and FIRST <= day.year <= LAST else text
