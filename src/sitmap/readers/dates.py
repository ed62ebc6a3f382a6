"""Dates as tables write them.

The order of day and month is never guessed value by value: every layout in a column is decided by
the whole of its values (one 22/1 shows that the day comes first), a layout that doesn't show it
follows the column's other layouts (spreadsheets rewrite just the dates that they take for their
own), and when nothing decides, the values are left empty and the reader is told how to say which it
is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from sitmap.readers.months import is_before_date, month_number

__all__ = ["Dates", "decide_dayfirst", "parse_date", "parse_dates"]

_TIME = (
    r"(?:[T ,]+(?:[^\W\d_]{1,3} ){0,2}\d{1,2}[:h.]\d{2}.*)?"  # "u 14:30", "a las 14:30", "14h30"
)
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_NUMERIC = re.compile(
    rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}})(\.?(?: ?[\u0440\u0433]\.)?{_TIME})$"
)
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$")
_NAME = r"([^\W\d_]{3,10})"
_AFTER_YEAR = r"\.?(?: ?(?:[\u0440\u0433]\.|року|рік|godine|god\.?|године|год\.?))?"
_DAY = r"(\d{1,2})(?:\.|er|st|nd|rd|th|[\u00ba\u00aa]|-\u0433\u043e)?"
_DAY_MONTH = re.compile(
    rf"{_DAY}(?: de| of)?[ /-]{_NAME}\.?,?(?: del?)?[ /-](\d{{4}}|\d{{2}}(?=$|[ ,])){_AFTER_YEAR}{_TIME}$"
)
_MONTH_DAY = re.compile(rf"{_NAME}\.? {_DAY},? (\d{{4}}){_TIME}$")
_MONTH_YEAR = re.compile(rf"{_NAME}\.?,?(?: de)? (\d{{4}}){_AFTER_YEAR}$")
_YEAR_NAMED = re.compile(rf"(\d{{4}})[ -]{_NAME}\.?[ -](\d{{1,2}}){_TIME}$")
_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})$")
_YEAR = re.compile(r"(\d{4})\.?$")
_EPOCH_MS = re.compile(r"\d{12,13}$")
_SPAN = re.compile(
    r".*\d{4}\D.*\d{4}|\d{1,2}\.? ?[-\u2013\u2014/] ?\d{1,2}\.? [^\W\d]"
)  # two years, or "29-31 May"
_SHORT: Final = 2  # digits
_LATEST_SHORT: Final = 69  # a year of two digits is of this century up to here, as in POSIX

# Which group of each pattern is year, month and day; 0 for what the layout doesn't say.
_LAYOUTS: Final = (
    (_ISO, (1, 2, 3), "day"),
    (_COMPACT, (1, 2, 3), "day"),
    (_DAY_MONTH, (3, 2, 1), "day"),
    (_MONTH_DAY, (3, 1, 2), "day"),
    (_YEAR_NAMED, (1, 2, 3), "day"),
    (_MONTH_YEAR, (2, 1, 0), "month"),
    (_YEAR_MONTH, (1, 2, 0), "month"),
    (_YEAR, (1, 0, 0), "year"),
)

_Found = tuple[str, str]  # an ISO day and its precision


@dataclass(frozen=True)
class Dates:
    """What became of a column of dates: ``day`` and ``precision`` per row, ``problems`` by index label."""

    day: pd.Series[Any]
    precision: pd.Series[Any]
    problems: dict[Any, str]


def parse_dates(column: pd.Series[Any], *, dayfirst: bool | None = None) -> Dates:
    """Read a column of dates in any mixture of layouts.

    Parameters
    ----------
    column
        Texts (or dates already).
    dayfirst
        The order of ``03/04/2023``, where the column itself doesn't show it.

    Returns
    -------
    Dates
        ``day`` as ``datetime64[s]`` (a month or a year is its first day), ``precision`` (day,
        month, year or null).

    Examples
    --------
    >>> found = parse_dates(pd.Series(["22/01/2014", "03/02/2014", "July 2021", "soon"]))
    >>> found.day.dt.strftime("%Y-%m-%d").to_list()[:3], found.precision.to_list()[2], found.problems
    (['2014-01-22', '2014-02-03', '2021-07-01'], 'month', {3: "'soon' is no date that sitmap reads; write 2022-07-31"})
    """
    if pd.api.types.is_datetime64_any_dtype(column):
        day = column.dt.tz_localize(None) if column.dt.tz is not None else column
        precision = pd.Series("day", index=column.index, dtype="string").where(day.notna())
        return Dates(day.dt.normalize().astype("datetime64[s]"), precision, {})
    texts = column.astype("string").str.strip()
    bare = {text: _bare(text) for text in texts.dropna().unique() if text}
    orders = _decide_orders(list(bare.values()), dayfirst)
    known = {text: _parse(date, orders, text) for text, date in bare.items()}
    return _spread(texts, known)


def _bare(text: str) -> str:
    """Take weekdays and articles off the front: "Montag, 29. Mai 2023", "le 29 mai 2023"."""
    words = text.split(" ")
    start = next((at for at, word in enumerate(words) if not is_before_date(word)), 0)
    return " ".join(words[start:]) if start else text


def _spread(texts: pd.Series[Any], known: dict[str, _Found | str]) -> Dates:
    days = {text: found[0] for text, found in known.items() if isinstance(found, tuple)}
    precisions = {text: found[1] for text, found in known.items() if isinstance(found, tuple)}
    wrong = texts[texts.isin([text for text, found in known.items() if isinstance(found, str)])]
    return Dates(
        pd.to_datetime(texts.map(days), format="%Y-%m-%d", errors="coerce").astype("datetime64[s]"),
        texts.map(precisions).astype("string"),
        {label: str(known[text]) for label, text in wrong.items()},
    )


def _layout(rest: str) -> str:
    """Name the layout by what follows the date: exports of one kind write one kind of time."""
    return re.sub(r"\d+", "9", rest.strip()).upper().replace("AM", "M").replace("PM", "M")


def _decide_orders(texts: list[str], dayfirst: bool | None) -> dict[str, bool | None]:
    """Return per layout whether the day comes first, or None where no value shows it."""
    firsts: dict[str, tuple[int, int]] = {}
    for text in texts:
        match = _NUMERIC.match(text)
        if match:
            one, two = firsts.get(_layout(match[4]), (0, 0))
            firsts[_layout(match[4])] = (max(one, int(match[1])), max(two, int(match[2])))
    shown = {layout: _order(one, two) for layout, (one, two) in firsts.items()}
    elsewhere = {order for order in shown.values() if order is not None}
    fallback = dayfirst if dayfirst is not None or len(elsewhere) != 1 else elsewhere.pop()
    return {layout: fallback if order is None else order for layout, order in shown.items()}


def _order(highest_first: int, highest_second: int) -> bool | None:
    months = 12
    if highest_first > months >= highest_second:
        return True
    if highest_second > months >= highest_first:
        return False
    return None


def _parse(date: str, orders: dict[str, bool | None], text: str) -> _Found | str:
    """Return the ISO day and its precision, or what is wrong with the text in one line."""
    match = _NUMERIC.match(date)
    if match:
        dayfirst = orders[_layout(match[4])]
        if dayfirst is None:
            return f"{text!r} may be day/month or month/day; say which with dayfirst=True or dayfirst=False"
        day, month = (match[1], match[2]) if dayfirst else (match[2], match[1])
        return _iso(match[3], month, day, "day") or _unread(text)
    return _parse_named(date) or _unread(text)


def _parse_named(date: str) -> _Found | None:
    for pattern, (year, month, day), precision in _LAYOUTS:
        if match := pattern.match(date):
            return _iso(
                match[year], match[month] if month else "1", match[day] if day else "1", precision
            )
    if _EPOCH_MS.match(date):
        return pd.Timestamp(int(date), unit="ms").strftime("%Y-%m-%d"), "day"
    return None


def _iso(year: str, month: str, day: str, precision: str) -> _Found | None:
    number = int(month) if month.isdigit() else month_number(month)
    whole = int(year)
    if len(year) <= _SHORT:
        whole += 2000 if whole < _LATEST_SHORT else 1900
    try:
        return pd.Timestamp(whole, number or 0, int(day)).strftime("%Y-%m-%d"), precision
    except ValueError:
        return None


def _unread(text: str) -> str:
    if _SHORT_YEAR.match(text):
        return f"{text!r} has a year of two digits; write 2022-07-31"
    if _SPAN.match(text):
        return f"{text[:40]!r} is more than one date; write 2022-07-31, and the end of a span in a column date_end"
    return f"{text[:40]!r} is no date that sitmap reads; write 2022-07-31"


def parse_date(text: str, *, dayfirst: bool | None = None) -> _Found | str:
    """Read one date by itself, so that the answer doesn't depend on what stands beside it.

    Parameters
    ----------
    text
        A date in any layout of `parse_dates`.
    dayfirst
        The order of ``03/04/2023``; where it is None, no date written that way is read, not even
        22/01/2014.

    Returns
    -------
    tuple or str
        The ISO day and its precision, or what is wrong in one line.

    Examples
    --------
    >>> parse_date("22 January 2014"), parse_date("03/04/2023", dayfirst=True)
    (('2014-01-22', 'day'), ('2023-04-03', 'day'))
    >>> parse_date("22/01/2014")
    "'22/01/2014' may be day/month or month/day; say which with dayfirst=True or dayfirst=False"
    """
    date = _bare(text)
    match = _NUMERIC.match(date)
    return _parse(date, {_layout(match[4]): dayfirst} if match else {}, text)


def decide_dayfirst(texts: list[str]) -> bool | None:
    """Tell the order of day and month from a sample of a column; None where it shows neither, or both.

    Examples
    --------
    >>> decide_dayfirst(["03/04/2023", "22/01/2014"]), decide_dayfirst(["1/2/2023"]), decide_dayfirst(["2023-04-05"])
    (True, None, None)
    """
    shown = {
        order
        for order in _decide_orders([_bare(text) for text in texts], None).values()
        if order is not None
    }
    return shown.pop() if len(shown) == 1 else None
