"""Numbers that stand for a day: seconds since 1970, a spreadsheet's days, 202403051430."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from sitmap.readers.notations.date_patterns import YEARS
from sitmap.readers.notations.moment import Moment

_NUMBER: Final = re.compile(r"\d{5,14}(?:[.,]\d+)?")

# days of a spreadsheet: 1954 to 2064
_SERIALS: Final = range(20_000, 60_001)

# day 0 of spreadsheets, after their 29 February 1900
_SERIAL_START: Final = datetime(1899, 12, 30, tzinfo=UTC)

_STAMP_LENGTHS: Final = {
    10: "%Y%m%d%H",
    12: "%Y%m%d%H%M",
    14: "%Y%m%d%H%M%S",
}

# 2030: a higher number of ten digits is a year, month, day and hour
_LATEST_SECONDS: Final = 1_900_000_000


def read_number(text: str) -> Moment | None:
    """Read (milli)seconds since 1970, a spreadsheet's days, and 202403051430."""
    if not _NUMBER.fullmatch(text):
        return None
    plain = text.replace(",", ".")
    whole = plain.partition(".")[0]
    number, length = float(plain), len(whole)
    if int(whole) in _SERIALS:
        # serials are rounded shares of a day
        instant = _SERIAL_START + timedelta(days=number, seconds=30)
        found = _from_instant(instant, local=True)
        return found if number % 1 else Moment(found.start, "day")
    if length in (9, 10) and number < _LATEST_SECONDS:
        return _from_instant(datetime.fromtimestamp(number, UTC))
    stamp = _read_stamp(whole)
    is_odd_stamp = length in _STAMP_LENGTHS and whole.startswith(
        ("19", "20")
    )
    if stamp is None and length in (12, 13) and not is_odd_stamp:
        return _from_instant(datetime.fromtimestamp(number / 1000, UTC))
    return stamp


def _read_stamp(digits: str) -> Moment | None:
    layout = _STAMP_LENGTHS.get(len(digits))
    try:
        # the hour is the source's own, in no zone
        found = datetime.strptime(digits, layout) if layout else None  # noqa: DTZ007 - a day
    except ValueError:
        return None
    return (
        _from_instant(found, local=True)
        if found and found.year in YEARS
        else None
    )


def _from_instant(instant: datetime, *, local: bool = False) -> Moment:
    clock = instant.strftime("%H:%M")
    return Moment(
        instant.date().isoformat(),
        "day",
        time=clock,
        offset=None if local else "+00:00",
    )
