"""A date in any layout: one cell, read by what its column shows."""

# ruff: noqa: RUF002 - dashes are meant

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from sitmap.readers.notations.calendars import (
    convert_day,
    find_foreign_day,
)
from sitmap.readers.notations.clock import read_clock
from sitmap.readers.notations.date_faults import say_unread, say_wrong_year
from sitmap.readers.notations.date_numbers import read_number
from sitmap.readers.notations.date_patterns import (
    CLOCK_FIRST,
    ISO_DAY,
    PART_OF_MONTH,
    SPACED,
    YEARS,
)
from sitmap.readers.notations.date_time_groups import read_date_time_group
from sitmap.readers.notations.day_order import Conventions, OneOrder
from sitmap.readers.notations.days import read_day, read_rare_layout
from sitmap.readers.notations.marks import fold_marks
from sitmap.readers.notations.moment import Moment
from sitmap.readers.notations.months import (
    is_before_date,
    join_month_names,
    month_number,
)
from sitmap.readers.notations.periods import read_period
from sitmap.readers.notations.ranges import halve_range

# characters: no date is longer, and no pattern is asked about more
_LONGEST: Final = 200

_RANKS: Final = (
    "day",
    "week",
    "month",
    "year",
)  # the coarser of two is the span's


def bare_date(text: str) -> str:
    """Fold digits and marks, and take weekdays and articles off the front: "Montag, 29. Mai"."""
    if ISO_DAY.fullmatch(text) or len(text) > _LONGEST:
        return text[:_LONGEST]
    words = re.split(r"\s+", join_month_names(fold_marks(text)).strip())
    start = next(
        (at for at, word in enumerate(words) if not _is_lead(words, at)), 0
    )
    return SPACED.sub(r"\1.\2.\3", " ".join(words[start:]))


def _is_lead(words: list[str], at: int) -> bool:
    """Tell a weekday from a month: "mar" is both, and the month where no other one follows."""
    word = words[at]
    if not is_before_date(word):
        return False
    later = any(
        month_number(other.strip(".,")) for other in words[at + 1 :]
    )
    return later or month_number(word.strip(".,")) is None


def _may_be_span(date: str) -> bool:
    return not ISO_DAY.fullmatch(date) and not date.isdecimal()


def read_text(date: str, column: Conventions, text: str) -> Moment | str:
    """Return when it was, or what is wrong with the text in one line."""
    return (
        read_day(date, column, text)
        or _read_other(date, column, text)
        or say_unread(text)
    )


def _read_other(
    date: str, column: Conventions, text: str
) -> Moment | str | None:
    """Read date-time groups, weeks, numbers of seconds and days, spans, other calendars."""
    found = (
        read_date_time_group(date)
        or read_period(date)
        or read_number(date)
        or read_rare_layout(date)
    )
    if found is not None:
        return (
            found
            if int(found.start[:4]) in YEARS
            else say_wrong_year(text, int(found.start[:4]))
        )
    if part := PART_OF_MONTH.match(date):
        whole = read_day(date[part.end() :], column, text)
        if isinstance(whole, Moment) and whole.precision == "month":
            return whole
    if hour := _read_clock_first(date, column, text):
        return hour
    if _may_be_span(date) and (span := _read_span(date, column, text)):
        return span
    return _read_foreign(date, column, text)


def _read_clock_first(
    date: str, column: Conventions, text: str
) -> Moment | str | None:
    """Read "14:30, 5 March 2024" and "1430Z 01 AUG 22"."""
    found = CLOCK_FIRST.fullmatch(date)
    clock = read_clock(found[1]) if found else None
    if found is None or clock is None:
        return None
    day = read_day(bare_date(found[2]), column, text)
    if not isinstance(day, Moment) or day.precision != "day" or day.time:
        return day if isinstance(day, str) else None
    return replace(day, time=clock.time, offset=clock.offset)


def _read_span(
    text: str, column: Conventions, told: str
) -> Moment | str | None:
    for left, right in halve_range(text):
        first, last = (
            read_day(half, column, told) or read_period(half)
            for half in (left, right)
        )
        if isinstance(first, str) or isinstance(last, str):
            return next(
                each for each in (first, last) if isinstance(each, str)
            )
        if first is None or last is None:
            continue
        end = last.end or _last_day(last)
        if end < first.start:
            return f"{told[:40]!r} ends before it begins; correct it"
        rank = max(_RANKS.index(each.precision) for each in (first, last))
        return Moment(
            first.start, _RANKS[rank], end, first.time, first.offset
        )
    return None


def _last_day(moment: Moment) -> str:
    """Return the last day of a month or a year that is told by its first."""
    first = date.fromisoformat(moment.start)
    if moment.precision == "month":
        after = first.replace(day=28) + timedelta(days=4)
        return (after - timedelta(days=after.day)).isoformat()
    return (
        first.replace(month=12, day=31).isoformat()
        if moment.precision == "year"
        else moment.start
    )


def _read_foreign(
    text: str, column: Conventions, told: str
) -> Moment | str | None:
    foreign = find_foreign_day(text)
    if foreign is None:
        year = re.search(r"(?<!\d)\d{4}(?!\d)", text)
        dated = (
            year
            and int(year[0]) not in YEARS
            and re.fullmatch(r"[\d\s./-]+", text)
        )
        return (
            say_wrong_year(told, int(year[0])) if dated and year else None
        )
    found = convert_day(foreign, column.calendar)
    return (
        Moment(found.isoformat(), "day")
        if found
        else say_wrong_year(told, foreign.year)
    )


def read_moment(text: str, *, dayfirst: bool | None = None) -> Moment | str:
    """Read one cell by itself, so that the answer doesn't depend on what stands beside it.

    Parameters
    ----------
    text
        A date in any layout of `parse_dates`.
    dayfirst
        The order of ``03/04/2023``; where it is None, no date written that way is read, not even
        22/01/2014. With dots, as in 03.04.2023, the day comes first.

    Examples
    --------
    >>> read_moment("5–7 March 2024")
    Moment(start='2024-03-05', precision='day', end='2024-03-07', time=None, offset=None)
    """
    date = bare_date(text)
    return read_text(date, Conventions(OneOrder(dayfirst)), text)


def parse_date(
    text: str, *, dayfirst: bool | None = None
) -> tuple[str, str] | str:
    """Read one date by itself: its first day and its precision (`read_moment` tells more).

    Parameters
    ----------
    text, dayfirst
        As for `read_moment`.

    Returns
    -------
    tuple or str
        The ISO day and its precision, or what is wrong in one line.

    Examples
    --------
    >>> parse_date("22 January 2014"), parse_date("03/04/2023", dayfirst=True)
    (('2014-01-22', 'day'), ('2023-04-03', 'day'))
    >>> parse_date("22/01/2014").partition(";")[0]
    "'22/01/2014' may be day/month or month/day"
    """
    found = read_moment(text, dayfirst=dayfirst)
    return (
        found if isinstance(found, str) else (found.start, found.precision)
    )
