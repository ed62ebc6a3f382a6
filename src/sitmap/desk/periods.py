"""Days, weeks, months, quarters and years as a table names them, and what a date is known to."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import pandas as pd

from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

Days = tuple[pd.Timestamp, pd.Timestamp]
"""First and last day."""

Period = Literal["day", "week", "month", "quarter", "year"]
PERIODS: Final[tuple[Period, ...]] = get_args(Period)
NO_DATE: Final = "(no date)"

_SPANS: Final = {
    "day": 0,
    "week": 1,
    "month": 2,
    "quarter": 3,
    "year": 4,
    "unknown": 5,
}
"""Precisions of a date and periods, from the shortest to the longest."""

_QUARTER: Final = re.compile(r"(\d{4})-?Q([1-4])", re.IGNORECASE)
_WEEK: Final = re.compile(r"(\d{4})-?W(\d\d?)", re.IGNORECASE)
_SPAN: Final = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")
_FREQUENCIES: Final = {4: "Y", 7: "M", 10: "D"}
"""By the length of what is written: a year, a month, a day."""


def name_periods(incidents: pd.DataFrame, period: Period) -> Any:
    """Name the period in which each incident began; what is dated less closely says so.

    Parameters
    ----------
    incidents
        An incident table.
    period
        day (2023-05-29), week (2023-W22, as ISO 8601 counts them), month, quarter (2023-Q2), year.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2023-05-29", "2023-01-01", None])
    >>> table = pd.DataFrame({"date_start": days, "date_precision": ["day", "year", "unknown"]})
    >>> name_periods(table, "week").to_list()
    ['2023-W22', '2023 (year only)', '(no date)']
    """
    start: Any = incidents["date_start"]
    known = incidents["date_precision"].astype("string").fillna("day")
    told = _name(start, period)
    spans = known.map(_SPANS).fillna(_SPANS["day"])
    for vague in ("week", "month", "year"):
        coarse = (known == vague) & (spans > _SPANS[period])
        told = told.mask(coarse, _name(start, vague) + f" ({vague} only)")
    return told.mask(start.isna() | (known == "unknown"), NO_DATE).astype(
        "string"
    )


def _name(start: Any, period: str) -> Any:
    if period == "day":
        return start.dt.strftime("%Y-%m-%d").astype("string")
    if period == "week":
        return start.dt.strftime("%G-W%V").astype("string")
    if period == "quarter":
        years = start.dt.strftime("%Y").astype("string")
        return (
            years + "-Q" + start.dt.quarter.astype("Int64").astype("string")
        )
    return start.dt.strftime("%Y-%m" if period == "month" else "%Y").astype(
        "string"
    )


def parse_period(told: str) -> Days:
    """Return the first and last day of a period.

    Parameters
    ----------
    told
        2024, 2024Q1, 2024-05, 2024-W22, 2024-05-29, or 2024-01-15..2024-02-14.

    Raises
    ------
    InputError
        It is none of these.

    Examples
    --------
    >>> [f"{day:%Y-%m-%d}" for day in parse_period("2024Q1")]
    ['2024-01-01', '2024-03-31']
    >>> [f"{day:%Y-%m-%d}" for day in parse_period("2024-W01")]
    ['2024-01-01', '2024-01-07']
    """
    try:
        first, last = _read_days(told.strip())
    except (KeyError, ValueError):
        ways = "2024, 2024Q1, 2024-05, 2024-W22, 2024-05-29 or 2024-01-15..2024-02-14"
        raise InputError(
            f"--periods {told!r}: is no period; write it as {ways}"
        ) from None
    if last < first:
        raise InputError(f"--periods {told!r}: ends before it begins")
    return first, last


def _read_days(told: str) -> Days:
    if span := _SPAN.fullmatch(told):
        return pd.Timestamp(span[1]), pd.Timestamp(span[2])
    if week := _WEEK.fullmatch(told):
        monday = pd.Timestamp(
            dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        )
        return monday, monday + pd.Timedelta(days=6)
    quarter = _QUARTER.fullmatch(told)
    name = f"{quarter[1]}Q{quarter[2]}" if quarter else told
    period = pd.Period(
        name, freq="Q" if quarter else _FREQUENCIES[len(told)]
    )
    return period.start_time, period.end_time.normalize()


def check_apart(told: Sequence[str]) -> None:
    """Refuse periods that share a day: a row would be counted twice.

    Raises
    ------
    InputError
        Names two that overlap.
    """
    ordered = sorted(told, key=parse_period)
    for one, other in pairwise(ordered):
        if parse_period(other)[0] <= parse_period(one)[1]:
            raise InputError(
                f"--periods {one} and {other}: overlap; give periods that share no day"
            )


def find_days(incidents: pd.DataFrame) -> tuple[Any, Any]:
    """Return first and last day that each incident may be of, by how closely its date is known.

    Examples
    --------
    >>> days = pd.to_datetime(["2023-05-29"])
    >>> told = {"date_start": days, "date_end": days, "date_precision": ["month"]}
    >>> [f"{day[0]:%Y-%m-%d}" for day in find_days(pd.DataFrame(told))]
    ['2023-05-01', '2023-05-31']
    """
    start: Any = incidents["date_start"]
    end = incidents["date_end"].fillna(start)
    known = incidents["date_precision"].astype("string")
    start = start.mask(known == "unknown")
    for precision, frequency in (
        ("week", "W"),
        ("month", "M"),
        ("year", "Y"),
    ):
        rows = (known == precision) & start.notna()
        spans = start[rows].dt.to_period(frequency)
        start = start.mask(rows, spans.dt.start_time)
        end = end.mask(rows, spans.dt.end_time.dt.normalize())
    return start, end
