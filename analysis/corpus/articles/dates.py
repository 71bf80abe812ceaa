"""A date as people write it -> YYYY-MM-DD."""

import re
from datetime import date, datetime

from dateutil import parser

__all__ = ["ORDERS", "read_date"]

ORDERS = ("dmy", "mdy", "ymd")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![\d])")
NUMERIC = re.compile(r"(?<!\d)\d{1,4}([./ -])\d{1,2}\1\d{1,4}(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)\d{4}([./ -])\d{1,2}\1\d{1,2}(?!\d)|\d{8}(?!\d)")  # there the order is told
FIRST, LAST = 1400, 2200  # years that a text can have been published in
# What a text leaves open is filled in from another day: two of them, which share neither year nor month nor the week of
# the month, tell whether it names all three.
ELSE = (datetime(2001, 1, 1), datetime(2002, 2, 15))


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
        YYYY-MM-DD; the text itself where it is no date that can be told, so that whoever checks it can name it: a month
        or a year alone, numbers in an order that nobody gives, a name of a month that is not English.

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
    if YEAR_FIRST.search(text):
        order = "ymd"
    if not text or (NUMERIC.search(text) and not order):
        return text
    days = {_parse_day(text, order, other) for other in ELSE}
    day = next(iter(days)) if len(days) == 1 else None
    return day.isoformat() if day and _names_year(text, day.year) else text


def _parse_day(text: str, order: str, other: datetime) -> date | None:
    """Return the day of a text, what it leaves open taken from another day; None where it cannot be told."""
    fuzzy = not NUMERIC.fullmatch(text)
    try:
        day = parser.parse(
            text, default=other, dayfirst=order == "dmy", yearfirst=order == "ymd", fuzzy=fuzzy, ignoretz=True
        )
    except (ValueError, OverflowError):
        return None
    return day.date()


def _names_year(text: str, year: int) -> bool:
    """Return whether a text has the year that was read, in four digits or, where it has no four, in two."""
    long = re.findall(r"(?<!\d)\d{4}(?!\d)|(?<!\d)\d{4}(?=\d{4}(?!\d))", text)
    short = re.findall(r"(?<!\d)\d{2}(?!\d)", text)
    return FIRST <= year <= LAST and (str(year) in long or (not long and f"{year % 100:02d}" in short))
