"""Date-time groups of armed forces: day, hour, zone letter, month, year in one word (ACP 121)."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sitmap.readers.notations.clock import military_offset, read_clock
from sitmap.readers.notations.moment import Moment
from sitmap.readers.notations.months import month_number

_GROUP: Final = re.compile(
    r"(?:DTG:?\s*)?(?P<day>\d{2})\s*(?P<clock>\d{4})\s*(?:HRS?|"
    r"H)?\s*(?P<letters>[^\W\d_]{1}\s*[^\W\d_]{3,9}|[^\W\d_]{3,10})"
    r"\.?\s*(?P<year>\d{4}|\d{2})",
    re.IGNORECASE,
)
_CENTURY: Final = 2000  # of the two digits that a group has for its year
# digits of a year without its century
_SHORT: Final = 2


def read_date_time_group(text: str) -> Moment | None:
    """Read 011430ZAUG22: day, hour and minute, zone letter, month, year; with or without blanks.

    Examples
    --------
    >>> found = read_date_time_group("011430ZAUG22")
    >>> found.start, found.time, found.offset
    ('2022-08-01', '14:30', '+00:00')
    >>> found = read_date_time_group("03 0900 AUG 22")
    >>> found.start, found.time, found.offset
    ('2022-08-03', '09:00', None)
    """
    found = _GROUP.fullmatch(text.strip())
    if found is None:
        return None
    letters = re.sub(r"\s", "", found["letters"])
    month, zone = month_number(letters), ""
    if month is None:
        month, zone = month_number(letters[1:]), letters[0]
    clock = read_clock(found["clock"])
    if month is None or clock is None:
        return None
    year = int(found["year"]) + (
        _CENTURY if len(found["year"]) == _SHORT else 0
    )
    try:
        day = date(year, month, int(found["day"])).isoformat()
    except ValueError:
        return None
    return Moment(day, "day", time=clock.time, offset=military_offset(zone))
