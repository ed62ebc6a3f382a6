"""Weeks, quarters and halves of a year, told in numbers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from sitmap.readers.notations.moment import Moment

_WEEK: Final = (
    r"(?:weeks?|wk|w|kw|cw|semaine|sem|semana|java|sedmica|nedelja|tjedan|tydzie\u0144|tydz|hafta|"
    r"\u043d\u0435\u0434\u0435\u0459\u0430|\u0441\u0435\u0434\u043c\u0438\u0446\u0430|"
    r"\u0442\u0438\u0436\u0434\u0435\u043d\u044c|\u043d\u0435\u0434\u0435\u043b\u044f)\.?"
)
_QUARTER: Final = (
    r"(?:quarter|quartal|trimestre|tremujori|tromese\u010dje|tromjese\u010dje|kvartal|kwarta\u0142|"
    r"\u00e7eyrek|"
    r"\u043a\u0432\u0430\u0440\u0442\u0430\u043b|"
    r"\u0442\u0440\u043e\u043c\u0435\u0441\u0435\u0447\u0458\u0435)"
)
_OF: Final = r"(?:\s*(?:of|de|du|del|der|des|,|/|-)\s*|\s+)"
_ORDINAL: Final = r"(?:st|nd|rd|th|er|\u00e8me|e|\.|-\u0439)?"
_WEEKS: Final = (
    re.compile(
        r"(?P<year>\d{4})[-\s]?W(?P<n>\d{1,2})(?:-?(?P<day>[1-7]))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<year>\d{{4}})[-,/\s]+{_WEEK}\s?(?P<n>\d{{1,2}})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_WEEK}\s?(?P<n>\d{{1,2}}){_OF}(?P<year>\d{{4}})", re.IGNORECASE
    ),
    re.compile(
        rf"(?P<n>\d{{1,2}}){_ORDINAL}\s{_WEEK}{_OF}(?P<year>\d{{4}})",
        re.IGNORECASE,
    ),
)
_QUARTERS: Final = (
    re.compile(r"(?P<year>\d{4})[-/\s]?[QT](?P<n>[1-4])", re.IGNORECASE),
    re.compile(
        r"[QT](?P<n>[1-4])(?:\s*(?:of|/|-|,)\s*|\s*)(?P<year>\d{4})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<n>[1-4]){_ORDINAL}\s{_QUARTER}{_OF}(?P<year>\d{{4}})",
        re.IGNORECASE,
    ),
)
_HALVES: Final = (
    re.compile(r"(?P<year>\d{4})[-/\s]?[HS](?P<n>[12])", re.IGNORECASE),
    re.compile(
        r"[HS](?P<n>[12])(?:\s*(?:of|/|-|,)\s*|\s*)(?P<year>\d{4})",
        re.IGNORECASE,
    ),
)
_MONTHS_OF: Final = ((3, _QUARTERS), (6, _HALVES))


def read_period(text: str) -> Moment | None:
    """Read a week (ISO 8601, from Monday), a quarter or a half of a year.

    Examples
    --------
    >>> found = read_period("week 10 of 2024")
    >>> found.start, found.end, found.precision
    ('2024-03-04', '2024-03-10', 'week')
    >>> found = read_period("2024 Q1")
    >>> found.start, found.end, found.precision
    ('2024-01-01', '2024-03-31', 'month')
    """
    for pattern in _WEEKS:
        if found := pattern.fullmatch(text):
            return _week(
                int(found["year"]),
                int(found["n"]),
                found.groupdict().get("day"),
            )
    for months, patterns in _MONTHS_OF:
        for pattern in patterns:
            if found := pattern.fullmatch(text):
                return _months(int(found["year"]), months, int(found["n"]))
    return None


def _week(year: int, number: int, day: str | None) -> Moment | None:
    try:
        first = date.fromisocalendar(year, number, int(day or 1))
    except ValueError:
        return None
    if day:
        return Moment(first.isoformat(), "day")
    return Moment(
        first.isoformat(),
        "week",
        end=(first + timedelta(days=6)).isoformat(),
    )


def _months(year: int, months: int, number: int) -> Moment:
    first = months * (number - 1) + 1
    after = first + months
    last = date(year + after // 13, (after - 1) % 12 + 1, 1) - timedelta(
        days=1
    )
    return Moment(
        date(year, first, 1).isoformat(), "month", end=last.isoformat()
    )
