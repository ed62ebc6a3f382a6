"""Plain arithmetic gives the days of a date: one function for each way that a language may name.

Relative dates are counted from the day of publication; without it they have no value. Of a day
without its year, the one nearest to publication is meant, and the past is likelier.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.text.numbers import read_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitmap.reports.text.date_words import DateWords

_FUTURE_COST: Final = 3
"""A day without a year is read as past unless it would be three times as far away."""
_SOON: Final = 45
"""Days ahead for which a day may be announced without a word that says so …"""
_FAR_COST: Final = 10
"""… and how many times farther away the past one must be beyond."""
# days, weeks or months back; what is more is history
_MAX_AGO: Final = 400
_Value = tuple[date, date, str] | None


class DateContext(NamedTuple):
    """What a date is read against."""

    words: DateWords
    published: date | None
    future: bool


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where the calendar has no such day.

    Examples
    --------
    >>> day_of(2024, 2, 29), day_of(2023, 2, 29)
    (datetime.date(2024, 2, 29), None)
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(
    options: list[date], published: date, *, future: bool
) -> date | None:
    """Choose the date nearest to publication; the past is likelier unless words say future."""
    past, ahead = (_FUTURE_COST, 1) if future else (1, _FUTURE_COST)

    def cost(day: date) -> int:
        days = (day - published).days
        if days <= 0:
            return -past * days
        return days * (_FAR_COST if days > _SOON and not future else ahead)

    return min(options, key=cost, default=None)


_Groups = dict[str, str | None]


def _number(words: str | None) -> int | None:
    found = re.match(r"\d+", words or "")
    return int(found[0]) if found else None


def _month_number(words: str | None, context: DateContext) -> int | None:
    if not words:
        return None
    if words.isdigit():
        return int(words)
    return context.words.months.get(words.lower().rstrip("."))


def _year_of(groups: _Groups, context: DateContext) -> int | None:
    told = groups.get("year")
    if told:
        return int(told)
    short = groups.get("year2")
    if short:
        return int(short) if len(short) == 4 else 2000 + int(short)  # noqa: PLR2004 - digits
    step = groups.get("step")
    if step and context.published:
        return context.published.year + context.words.steps.get(
            step.lower(), 0
        )
    return None


def _in_year(
    year: int | None,
    month: int,
    day: int,
    context: DateContext,
    weekday: int | None = None,
) -> date | None:
    if year is not None:
        return day_of(year, month, day)
    published = context.published
    if published is None:
        return None
    years = (published.year + step for step in (-1, 0, 1))
    options = [
        found for each in years if (found := day_of(each, month, day))
    ]
    # "Sunday, 2 June" is of the year in which it is a Sunday
    fitting = [each for each in options if each.weekday() == weekday]
    return _nearest(fitting or options, published, future=context.future)


def _one(day: date | None) -> _Value:
    return (day, day, "day") if day else None


def _read_day(groups: _Groups, context: DateContext) -> _Value:
    day, month = (
        _number(groups["day"]),
        _month_number(groups["month"], context),
    )
    if day is None or month is None:
        return None
    year = _year_of(groups, context)
    weekday = context.words.weekdays.get(
        (groups.get("weekday") or "").lower()
    )
    return _one(_in_year(year, month, day, context, weekday))


def _read_streak(_groups: _Groups, context: DateContext) -> _Value:
    """Read "for the third night running": the last of them, the one before the day told of it."""
    published = context.published
    if published is None:
        return None
    return published - timedelta(days=1), published, "day"


def _read_numeric(groups: _Groups, context: DateContext) -> _Value:
    """Read day before month, unless only the other way round there is such a day."""
    day, month = _number(groups["day"]) or 0, _number(groups["month"]) or 0
    if month > 12 >= day:  # noqa: PLR2004  (months)
        day, month = month, day
    return _one(_in_year(_year_of(groups, context), month, day, context))


def _read_stamp(groups: _Groups, context: DateContext) -> _Value:
    """Read a date-time group of the military, ``071420Z NOV 24``; bare, in the month at hand."""
    day = _number(groups["day"])
    if day is None:
        return None
    month = _month_number(groups["month"], context)
    if month is not None:
        return _one(
            _in_year(_year_of(groups, context), month, day, context)
        )
    return _one(_in_month(day, context))


def _in_month(day: int, context: DateContext) -> date | None:
    """Return the day of this month, or of the one before, that was last; the next, if it is ahead.

    A report of 5 October that tells of "the 6th" tells of September.
    """
    published = context.published
    if published is None:
        return None
    count = published.year * 12 + published.month - 1
    months = [divmod(count + step, 12) for step in (-1, 0, 1)]
    options = [
        found for year, at in months if (found := day_of(year, at + 1, day))
    ]
    past = [each for each in options if each <= published]
    return _nearest(
        options if context.future else past,
        published,
        future=context.future,
    )


def _read_bare_day(groups: _Groups, context: DateContext) -> _Value:
    day = _number(groups["day"])
    return _one(_in_month(day, context)) if day else None


def _read_range(groups: _Groups, context: DateContext) -> _Value:
    month = _month_number(groups["month"], context)
    days = [_number(groups["day"]), _number(groups["day2"])]
    if month is None or None in days:
        return None
    year = _year_of({**groups, "year2": None}, context)
    first, last = (_in_year(year, month, day or 0, context) for day in days)
    return (
        (first, last, "day") if first and last and first <= last else None
    )


def _read_long_range(groups: _Groups, context: DateContext) -> _Value:
    last = _read_day(
        {
            "day": groups["day2"],
            "month": groups["month2"],
            "year": groups["year2"],
        },
        context,
    )
    year = groups["year"] or (str(last[0].year) if last else None)
    first = _read_day(
        {"day": groups["day"], "month": groups["month"], "year": year},
        context,
    )
    return (
        (first[0], last[0], "day")
        if first and last and first[0] <= last[0]
        else None
    )


def _month(year: int, month: int) -> _Value:
    return (
        date(year, month, 1),
        date(year, month, calendar.monthrange(year, month)[1]),
        "month",
    )


def _read_month(groups: _Groups, context: DateContext) -> _Value:
    month, year = (
        _month_number(groups["month"], context),
        _year_of(groups, context),
    )
    published = context.published
    if month is None or (year is None and published is None):
        return None
    if year is None and published is not None:
        year = published.year - (
            month > published.month and not context.future
        )
    return _month(year or 1, month)


def _read_part_of_month(groups: _Groups, context: DateContext) -> _Value:
    """Read "mid-May" and "the first week of March"; "… of the month" is the month at hand."""
    published = context.published
    here = published is not None and not groups.get("month")
    whole = (
        _month(published.year, published.month)
        if here and published is not None
        else _read_month(groups, context)
    )
    part = " ".join((groups["part"] or "").lower().split())
    if whole is None:
        return None
    first, last = context.words.parts[part]
    end = min(last, whole[1].day)
    return whole[0].replace(day=first), whole[0].replace(day=end), "week"


def _read_weekday(groups: _Groups, context: DateContext) -> _Value:
    return _one(_weekday(groups["weekday"], groups.get("step"), context))


def _weekday(
    word: str | None, step: str | None, context: DateContext
) -> date | None:
    published = context.published
    if published is None or word is None:
        return None
    back = (published.weekday() - context.words.weekdays[word.lower()]) % 7
    direction = context.words.weekday_steps.get((step or "").lower(), 0)
    if direction > 0 or (direction == 0 and context.future and back):
        return published + timedelta(days=7 - back)
    return published - timedelta(days=back or (7 if direction < 0 else 0))


def _read_nights(groups: _Groups, context: DateContext) -> _Value:
    first = _weekday(groups["weekday"], None, context)
    return (first, first + timedelta(days=1), "day") if first else None


def _read_night_of(groups: _Groups, context: DateContext) -> _Value:
    """Read the night of a day, which runs into the next."""
    told = (
        _read_weekday(groups, context)
        if groups.get("weekday")
        else _read_day(groups, context)
    )
    return (told[0], told[0] + timedelta(days=1), "day") if told else None


def _read_night_to(groups: _Groups, context: DateContext) -> _Value:
    told = (
        _read_weekday(groups, context)
        if groups.get("weekday")
        else _read_day(groups, context)
    )
    return (told[0] - timedelta(days=1), told[0], "day") if told else None


def _read_near(groups: _Groups, context: DateContext) -> _Value:
    published = context.published
    if published is None:
        return None
    words = " ".join((groups["near"] or "").lower().split())
    first, last = context.words.near[words]
    return (
        published + timedelta(days=first),
        published + timedelta(days=last),
        "day",
    )


def _read_week_of(groups: _Groups, context: DateContext) -> _Value:
    told = _read_day(groups, context)
    return (told[0], told[0] + timedelta(days=6), "week") if told else None


def _read_week_to(groups: _Groups, context: DateContext) -> _Value:
    told = _read_day(groups, context)
    return (told[0] - timedelta(days=6), told[0], "week") if told else None


def _read_period(groups: _Groups, context: DateContext) -> _Value:
    published = context.published
    if published is None:
        return None
    step = context.words.steps[
        " ".join((groups["step"] or "").lower().split())
    ]
    unit = context.words.units[(groups["unit"] or "").lower()]
    if unit == "year":
        year = published.year + step
        return date(year, 1, 1), date(year, 12, 31), "year"
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return _month(months // 12, months % 12 + 1)
    monday = (
        published
        - timedelta(days=published.weekday())
        + timedelta(weeks=step)
    )
    if unit == "weekend":
        saturday = published - timedelta(
            days=(published.weekday() - 5) % 7 or 7 * (step < 0)
        )
        return saturday, saturday + timedelta(days=1), "day"
    return monday, monday + timedelta(days=6), "week"


def _read_ago(groups: _Groups, context: DateContext) -> _Value:
    if context.published is None:
        return None
    count = read_number(groups["number"] or "", context.words.language) or 3
    unit = context.words.units[(groups["unit"] or "").lower()]
    return _ago(context.published, min(count, _MAX_AGO), unit)


def _ago(published: date, count: int, unit: str) -> _Value:
    if unit == "year":
        year = published.year - count
        return date(year, 1, 1), date(year, 12, 31), "year"
    if unit == "month":
        months = published.year * 12 + published.month - 1 - count
        return _month(months // 12, months % 12 + 1)
    if unit == "week":
        found = published - timedelta(weeks=count)
        return found - timedelta(days=3), found + timedelta(days=3), "week"
    found = published - timedelta(
        days=count if unit == "day" else count // 24
    )
    return found, found, "day"


def _read_year(groups: _Groups, context: DateContext) -> _Value:
    del context
    year = int(groups["year"] or 1)
    return date(year, 1, 1), date(year, 12, 31), "year"


def _read_years(groups: _Groups, context: DateContext) -> _Value:
    del context
    first, last = int(groups["year"] or 1), int(groups["year2"] or 1)
    return (
        (date(first, 1, 1), date(last, 12, 31), "year")
        if first <= last
        else None
    )


def _read_season(groups: _Groups, context: DateContext) -> _Value:
    first, last = context.words.seasons[(groups["season"] or "").lower()]
    year = int(groups["year"] or 1)
    end = calendar.monthrange(year, last)[1]
    return date(year, first, 1), date(year, last, end), "month"


READERS: Final[dict[str, Callable[[_Groups, DateContext], _Value]]] = {
    "iso": _read_numeric,
    "numeric": _read_numeric,
    "stamp": _read_stamp,
    "week_of": _read_week_of,
    "week_to": _read_week_to,
    "nights": _read_nights,
    "night_to": _read_night_to,
    "night_of": _read_night_of,
    "long_range": _read_long_range,
    "range": _read_range,
    "month_range": _read_range,
    "part_of_month": _read_part_of_month,
    "day": _read_day,
    "streak": _read_streak,
    "month": _read_month,
    "season": _read_season,
    "weekday": _read_weekday,
    "bare_day": _read_bare_day,
    "near": _read_near,
    "period": _read_period,
    "ago": _read_ago,
    "year": _read_year,
    "years": _read_years,
}
"""The ways to read that a language's patterns may name."""
