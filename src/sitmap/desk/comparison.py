"""Two periods side by side: counts, their difference, and no percentage of small numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.desk.counts import count_incidents
from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

__all__ = ["compare_periods", "parse_period"]

_LEAST: Final = 5
"""Counts below which a percentage says nothing: one incident more is a fifth and more."""
_QUARTER: Final = re.compile(r"(\d{4})-?Q([1-4])", re.IGNORECASE)
_SPAN: Final = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")
_FREQUENCIES: Final = {4: "Y", 7: "M", 10: "D"}
"""By the length of what is written: a year, a month, a day."""


def parse_period(told: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and last day of a period.

    Parameters
    ----------
    told
        2024, 2024Q1, 2024-05, 2024-05-29, or 2024-01-15..2024-02-14.

    Raises
    ------
    InputError
        It is none of these.

    Examples
    --------
    >>> [f"{day:%Y-%m-%d}" for day in parse_period("2024Q1")]
    ['2024-01-01', '2024-03-31']
    """
    try:
        if span := _SPAN.fullmatch(told):
            first, last = pd.Timestamp(span[1]), pd.Timestamp(span[2])
        else:
            quarter = _QUARTER.fullmatch(told)
            name = f"{quarter[1]}Q{quarter[2]}" if quarter else told
            period = pd.Period(name, freq="Q" if quarter else _FREQUENCIES[len(told)])
            first, last = period.start_time, period.end_time.normalize()
    except (KeyError, ValueError):
        raise InputError(
            f"--periods {told!r}: write 2024, 2024Q1, 2024-05 or 2024-01-15..2024-02-14"
        ) from None
    if last < first:
        raise InputError(f"--periods {told!r}: ends before it begins")
    return first, last


def compare_periods(
    incidents: gpd.GeoDataFrame,
    periods: tuple[str, str],
    by: Sequence[str],
    *,
    areas: gpd.GeoDataFrame | None = None,
) -> tuple[pd.DataFrame, int]:
    """Count the incidents of two periods by area, type or columns.

    Returns
    -------
    table, unsure
        The groups with ``before``, ``after``, ``difference``, ``change_percent`` (empty where one
        of the two is under five), ``fatalities_before`` and ``fatalities_after``; and how many rows
        are dated too vaguely, or not at all, to be surely in either period or out of both.

    Raises
    ------
    InputError
        A period is none, the two overlap, or there is no such column.
    """
    spans = [parse_period(period) for period in periods]
    (first, second) = sorted(spans)
    if second[0] <= first[1]:
        raise InputError(f"--periods {' '.join(periods)}: overlap; give two that don't")
    start, end = _spans_of(incidents)
    tables, unsure = [], start.isna()
    for begin, last in spans:
        inside = (start >= begin) & (end <= last)
        unsure |= (start <= last) & (end >= begin) & ~inside
        tables.append(count_incidents(incidents[inside], by, areas=areas).table)
    return _join(*tables), int(unsure.sum())


def _spans_of(incidents: pd.DataFrame) -> tuple[Any, Any]:
    """First and last day that each incident may be of, by how closely its date is known."""
    start: Any = incidents["date_start"]
    end = incidents["date_end"].fillna(start)
    known = incidents["date_precision"].astype("string")
    start = start.mask(known == "unknown")
    for precision, frequency in (("week", "W"), ("month", "M"), ("year", "Y")):
        rows = (known == precision) & start.notna()
        spans = start[rows].dt.to_period(frequency)
        start = start.mask(rows, spans.dt.start_time)
        end = end.mask(rows, spans.dt.end_time.dt.normalize())
    return start, end


def _join(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    measured = ("incidents", "fatalities_best")
    keys = list(before.columns[: list(before.columns).index("incidents")])
    sides = [
        table[[*keys, *measured]].rename(
            columns={"incidents": name, "fatalities_best": f"fatalities_{name}"}
        )
        for name, table in (("before", before), ("after", after))
    ]
    both = sides[0].merge(sides[1], on=keys, how="outer").sort_values(keys, ignore_index=True)
    both[["before", "after"]] = both[["before", "after"]].fillna(0).astype("Int64")
    difference = both["after"] - both["before"]
    enough = (both["before"] >= _LEAST) & (both["after"] >= _LEAST)
    percent = (100 * difference / both["before"].where(enough)).round().astype("Int64")
    both = both.assign(difference=difference, change_percent=percent)
    counts = ["before", "after", "difference", "change_percent"]
    return both[[*keys, *counts, "fatalities_before", "fatalities_after"]]
