"""Days, weeks, months, quarters and years as a table names them, and what a date is known to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, get_args

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["NO_DATE", "PERIODS", "Period", "name_periods"]

Period = Literal["day", "week", "month", "quarter", "year"]
PERIODS: Final[tuple[Period, ...]] = get_args(Period)
NO_DATE: Final = "(no date)"

_SPANS: Final = {"day": 0, "week": 1, "month": 2, "quarter": 3, "year": 4, "unknown": 5}
"""Precisions of a date and periods, from the shortest to the longest."""


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
    return told.mask(start.isna() | (known == "unknown"), NO_DATE).astype("string")


def _name(start: Any, period: str) -> Any:
    if period == "day":
        return start.dt.strftime("%Y-%m-%d").astype("string")
    if period == "week":
        return start.dt.strftime("%G-W%V").astype("string")
    if period == "quarter":
        years = start.dt.strftime("%Y").astype("string")
        return years + "-Q" + start.dt.quarter.astype("Int64").astype("string")
    return start.dt.strftime("%Y-%m" if period == "month" else "%Y").astype("string")
