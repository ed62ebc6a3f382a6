"""One day, month or year of our calendar, as a cell writes it."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sitmap.readers.notations.clock import Clock, read_clock
from sitmap.readers.notations.date_faults import EITHER
from sitmap.readers.notations.date_patterns import (
    ANOTHER,
    CLOCK_WITHIN,
    EAST_ASIAN,
    LAYOUTS,
    NUMERIC,
    ROMAN,
    UNIX,
    YEARS,
)
from sitmap.readers.notations.day_order import Conventions, name_layout
from sitmap.readers.notations.moment import Moment
from sitmap.readers.notations.months import month_number

_PARTS_OF_DAY: Final = frozenset(
    [
        "morning",
        "in the morning",
        "early morning",
        "noon",
        "midday",
        "afternoon",
        "in the afternoon",
        "evening",
        "in the evening",
        "night",
        "at night",
        "midnight",
        "dawn",
        "dusk",
        "morgens",
        "vormittags",
        "mittags",
        "nachmittags",
        "abends",
        "nachts",
        "matin",
        "après-midi",
        "soir",
        "nuit",
        "mañana",
        "tarde",
        "noche",
        "ujutro",
        "uveče",
        "noću",
        "ујутро",
        "увече",
        "ноћу",
        "вранці",
        "вдень",
        "ввечері",
        "вночі",
        "утром",
        "днём",
        "вечером",
        "ночью",
    ]
)

_ROMANS: Final = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
)

_SHORT: Final = 2  # digits

# a year of two digits is of this century up to here, as in POSIX
_LATEST_SHORT: Final = 69


def read_day(
    date: str, column: Conventions, text: str
) -> Moment | str | None:
    """Read one day, month or year of our calendar."""
    if match := NUMERIC.fullmatch(date):
        dayfirst = column.orders.get(name_layout(match))
        if dayfirst is None and int(match[4]) in YEARS:
            return f"{text[:40]!r} {EITHER}"
        day, month = (
            (match[1], match[3]) if dayfirst else (match[3], match[1])
        )
        return make_moment(match[4], month, day, "day", match["tail"])
    for pattern, (year, month_at, day_at), precision in LAYOUTS:
        if match := pattern.fullmatch(date):
            month = match[month_at] if month_at else "1"
            tail = match.groupdict().get("tail")
            found = make_moment(
                match[year],
                month,
                match[day_at] if day_at else "1",
                precision,
                tail,
            )
            if found is not None:
                return found
    return None


def make_moment(
    year: str, month: str, day: str, precision: str, tail: str | None = None
) -> Moment | None:
    """Return the day of a year, a month (its number or its name) and a day, if there is one."""
    number = int(month) if month.isdecimal() else month_number(month)
    whole = int(year)
    if len(year) <= _SHORT:
        whole += 2000 if whole < _LATEST_SHORT else 1900
    clock = _read_tail(tail)
    if whole not in YEARS or clock is None:
        return None
    try:
        start = date(whole, number or 0, int(day)).isoformat()
    except ValueError:
        return None
    return Moment(
        start, precision, time=clock.time or None, offset=clock.offset
    )


def _read_tail(tail: str | None) -> Clock | None:
    """Read what follows a date: an hour, or nothing of one; None where it is something else."""
    told = (tail or "").strip(" ,(")
    if not told or told == "Z" or re.fullmatch(r"[+-]\d{2}:\d{2}", told):
        return Clock("")
    found = read_clock(told)
    if found is not None or ANOTHER.search(told):
        return found
    if told.casefold().strip(".()") in _PARTS_OF_DAY:
        return Clock("")
    within = CLOCK_WITHIN.search(told)
    return (read_clock(within[0]) or Clock("")) if within else None


def read_rare_layout(date: str) -> Moment | None:
    """Read Roman months, the order of East Asia and Hungary, and the dates of Unix."""
    if found := ROMAN.fullmatch(date):
        month = str(_ROMANS.index(found[2]) + 1)
        return make_moment(found[3], month, found[1], "day", found["tail"])
    if found := EAST_ASIAN.fullmatch(date):
        return make_moment(found[1], found[2], found[3], "day")
    if found := UNIX.fullmatch(date):
        return make_moment(
            found[5],
            found[1],
            found[2],
            "day",
            f"{found[3]} {found[4] or ''}",
        )
    return None
