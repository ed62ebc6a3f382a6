"""Time on a map of counts: days, weeks, months or years, as the timeline has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sitmap.layers.counted import NO_DAY, Step

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS: Final[tuple[Step, ...]] = ("day", "week", "month", "year")

MOST_BARS: Final = 240
"""Bars that the timeline draws at most; kept in step with ``src/sitmap/web/src/timeline.js``."""

_DAYS: Final = {"day": 1, "week": 7, "month": 30, "year": 365}
_MONDAY: Final = 3  # days from the Monday before 1970-01-01, a Thursday


def choose_unit(step: Step, span: tuple[int, int] | None) -> Step:
    """Return the finest unit that the timeline has room for, no finer than the summary's step.

    Examples
    --------
    >>> choose_unit("day", (18_000, 18_100)), choose_unit("day", (18_000, 21_000))
    ('day', 'month')
    >>> choose_unit("week", (0, 21_000))
    'week'
    """
    days = 1 if span is None else span[1] - span[0] + 1
    if step == "week":  # weeks don't fit into months
        return "week"
    fitting: Step = next(
        (unit for unit in STEPS if days / _DAYS[unit] <= MOST_BARS), "year"
    )
    return max(step, fitting, key=STEPS.index)


def coarser_units(unit: Step) -> tuple[Step, ...]:
    """Return the units that `unit` can be added up to, finest first.

    Weeks count where they begin.
    """
    return (
        STEPS[STEPS.index(unit) + 1 :]
        if unit != "day"
        else ("month", "year")
    )


def bins_of(
    days: NDArray[np.int64], unit: Step, first: int
) -> NDArray[np.int64]:
    """Return each day's bin, the first being that of the day `first`; -1 for `NO_DAY`."""
    dated = np.where(days == NO_DAY, first, days)
    numbers = _numbers(dated, unit) - int(
        _numbers(np.array([first]), unit)[0]
    )
    return np.where(days == NO_DAY, -1, numbers)


def _numbers(days: NDArray[np.int64], unit: Step) -> NDArray[np.int64]:
    if unit == "day":
        return days
    if unit == "week":
        return (days + _MONDAY) // 7
    dates = days.astype("datetime64[D]")
    return dates.astype(
        "datetime64[M]" if unit == "month" else "datetime64[Y]"
    ).astype(np.int64)


def bin_starts(count: int, unit: Step, first: int) -> NDArray[np.int64]:
    """Return the first day of each of `count` bins, in days since 1970."""
    numbers = int(_numbers(np.array([first]), unit)[0]) + np.arange(count)
    if unit == "day":
        return numbers
    if unit == "week":
        return numbers * 7 - _MONDAY
    months = numbers.astype(
        "datetime64[M]" if unit == "month" else "datetime64[Y]"
    )
    return months.astype("datetime64[D]").astype(np.int64)


def last_day_of(day: int, step: Step) -> int:
    """Return the last day of the step that begins with `day`.

    Examples
    --------
    >>> str(np.datetime64("1970-01-01") + last_day_of(31, "month"))
    '1970-02-28'
    """
    return (
        day
        if step == "day"
        else day + 6
        if step == "week"
        else int(bin_starts(2, step, day)[1]) - 1
    )
