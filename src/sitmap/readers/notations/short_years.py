"""Years of two digits, where their column shows that they are the years: 05.03.24 beside 31.12.23.

A single 5.3.24 stays open: it may be of 2005 in another country's order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitmap.readers.notations.date_patterns import NUMERIC

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORT: Final = re.compile(
    r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2})(?!\d)((?:[ T,].*)?)", re.DOTALL
)
# distinct dates that show which of their numbers hardly changes
_ENOUGH: Final = 3
# years that a table spans, at most
_FEW: Final = 3
# a year of two digits is of this century up to here, as in POSIX
_LATEST: Final = 69
_CENTURY: Final = 100
_LONGEST_MONTH: Final = 31
_MONTHS: Final = 12


def write_years(dates: Iterable[str]) -> dict[str, str]:
    """Write dates with whole years, where all of them together show that the year stands last.

    It does where the same years stand there with four digits, or where the last number is no day,
    or takes few values and that of the day takes more.

    Examples
    --------
    >>> write_years(["05.03.24", "16.03.24", "31.12.23"])["05.03.24"]
    '05.03.2024'
    >>> write_years(["07.03.24", "05.03.2024"]), write_years(["05.03.24"])
    ({'07.03.24': '07.03.2024'}, {})
    """
    listed = list(dict.fromkeys(dates))
    short = {
        date: match for date in listed if (match := _SHORT.fullmatch(date))
    }
    if not short:
        return {}
    whole = {
        int(match[4]) % _CENTURY
        for date in listed
        if (match := NUMERIC.fullmatch(date))
    }
    lasts = {int(match[4]) for match in short.values()}
    firsts = {int(match[1]) for match in short.values()}
    middles = {int(match[3]) for match in short.values()}
    days = middles if max(middles) > _MONTHS else firsts
    is_few = len(lasts) <= _FEW and len(lasts) < len(days)
    is_year = (
        lasts <= whole
        or any(last == 0 or last > _LONGEST_MONTH for last in lasts)
        or (len(short) >= _ENOUGH and is_few)
    )
    if not is_year:
        return {}
    return {date: _written(match) for date, match in short.items()}


def _written(match: re.Match[str]) -> str:
    year = int(match[4]) + (2000 if int(match[4]) < _LATEST else 1900)
    return f"{match[1]}{match[2]}{match[3]}{match[2]}{year}{match[5]}"
