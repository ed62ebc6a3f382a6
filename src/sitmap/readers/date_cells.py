"""Cells that hold days and hours: a column's order is decided before its values are read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.readers.cells import LONGEST, fill_cells, texts_of
from sitmap.readers.notations.clock import read_clock, read_offset
from sitmap.readers.notations.dates import (
    decide_dayfirst,
    parse_dates,
    read_moment,
)
from sitmap.readers.notations.day_order import order_of_pattern
from sitmap.readers.notations.moment import Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Protocol

    from sitmap.readers.notations.dates import Dates

    class Problems(Protocol):
        """Collects one line a row."""

        def add(self, found: Mapping[Any, str]) -> None:
            """Take lines by index label."""


_DAYS: Final = ("date_start", "date_end", "source_date")
_NUMERIC: Final = r"\d{1,2}[/-]\d{1,2}[/-]\d{4}"
_MIDNIGHT: Final = "00:00"
_HOURS: Final = 2  # digits


def date_rows(
    table: pd.DataFrame,
    dayfirst: bool | None,
    problems: Problems,
    *,
    headings: Mapping[str, str],
) -> None:
    """Read the columns of dates, and the hours that they or a column of hours tell.

    Parameters
    ----------
    table
        Under our names.
    dayfirst
        The order of ``03/04/2023``, where a column doesn't show it.
    problems
        Takes what can't be read.
    headings
        Ours to the file's own names, which may tell another calendar or the zone of the hours.
    """
    hours = None
    shown = _shown_order(table) if dayfirst is None else None
    for name in _DAYS:
        if name in table:
            said = order_of_pattern(headings.get(name, ""))
            found = parse_dates(
                table[name],
                dayfirst=_first_said(dayfirst, said, shown),
                heading=headings.get(name, ""),
            )
            problems.add(
                {
                    label: f"{name} {text}"
                    for label, text in found.problems.items()
                }
            )
            table[name] = found.day
            if name == "date_start":
                fill_cells(table, "date_precision", found.precision)
                fill_cells(table, "date_end", found.end)
                hours = _with_zone(found, _zone_of(headings.get(name, "")))
    _end_rows(table, problems)
    _hour_rows(table, problems, hours, headings.get("time", ""))


def _first_said(*orders: bool | None) -> bool | None:
    """Take the user's word, then the heading's, then what another column shows."""
    return next((order for order in orders if order is not None), None)


def _shown_order(table: pd.DataFrame) -> bool | None:
    """Tell the order that any column of days shows: an end on 3/31 tells it of the start, too."""
    shown: set[bool] = set()
    for name in _DAYS:
        if name in table and not pd.api.types.is_datetime64_any_dtype(
            table[name]
        ):
            texts = texts_of(table[name])
            numeric = texts.str.match(_NUMERIC).fillna(value=False)
            order = decide_dayfirst(texts[numeric.astype(bool)].unique())
            shown |= set() if order is None else {order}
    return shown.pop() if len(shown) == 1 else None


def _end_rows(table: pd.DataFrame, problems: Problems) -> None:
    """Leave off ends before their beginning: such a span is on no day."""
    if not {"date_start", "date_end"} <= set(table.columns):
        return
    begun, ended = (
        pd.to_datetime(table[name], errors="coerce")
        for name in ("date_start", "date_end")
    )
    reversed_ends = ended[ended < begun]
    if len(reversed_ends):
        problems.add(
            {
                label: f"date_end {day:%Y-%m-%d} lies before date_start; correct it"
                for label, day in reversed_ends.items()
            }
        )
        table["date_end"] = table["date_end"].mask(ended < begun)


def _with_zone(found: Dates, zone: str | None) -> Dates:
    """Give hours without an offset the one that the column's name tells."""
    if zone is None or found.time.empty:
        return found
    told = found.offset.reindex(found.time.index).fillna(zone)
    return replace(found, offset=told)


def _hour_rows(
    table: pd.DataFrame,
    problems: Problems,
    dates: Dates | None,
    heading: str,
) -> None:
    """Read a column of hours; a row that has none takes the hour of its date."""
    if "time" in table:
        _read_hours(table, problems, heading)
    if "time_offset" in table:
        table["time_offset"] = _each(table["time_offset"], read_offset)
    if dates is not None and len(dates.time):
        silent = table["time"].isna() if "time" in table else None
        fill_cells(table, "time", dates.time)
        of_date = dates.offset
        if silent is not None:
            rows = silent[of_date.index]
            of_date = of_date[rows]
        fill_cells(table, "time_offset", of_date)


def _read_hours(
    table: pd.DataFrame, problems: Problems, heading: str
) -> None:
    texts = texts_of(table["time"])
    texts = _hours_of_digits(texts)
    known = {text: _read_hour(text) for text in texts.dropna().unique()}
    bad = texts[
        texts.isin([text for text, found in known.items() if found is None])
    ]
    told = {
        label: f"time {text[:LONGEST]!r} is no hour; write 14:30"
        for label, text in bad.items()
    }
    times = texts.map(
        {text: found[0] for text, found in known.items() if found}
    )
    silent = bool((times.dropna() == _MIDNIGHT).all())
    table["time"] = (
        times.mask(times.notna()).astype("string")
        if silent
        else times.astype("string")
    )
    problems.add(told)
    zone = _zone_of(heading)
    offsets = texts.map(
        {text: found[1] for text, found in known.items() if found}
    ).astype("string")
    offsets = (
        offsets.fillna(zone).where(table["time"].notna())
        if zone
        else offsets
    )
    if offsets.notna().any():
        fill_cells(table, "time_offset", offsets)


def _zone_of(heading: str) -> str | None:
    """Return the offset that a column's name tells: "Time (UTC)", "hour_utc", "Zeit (UTC+2)"."""
    last = (
        heading.replace("_", " ")
        .rstrip(") ")
        .replace("(", " ")
        .rpartition(" ")[2]
    )
    return read_offset(last) if len(last) > 1 else None


def _hours_of_digits(texts: pd.Series[Any]) -> pd.Series[Any]:
    """Write 930 and 45 as 0930 and 0045 where a column has hours and minutes without a mark."""
    plain = texts.str.removesuffix(".0")
    digits = (
        plain.str.fullmatch(r"\d{1,4}").fillna(value=False).astype(bool)
    )
    if not digits.any():
        return texts
    told = plain[digits]
    longer = told.str.len() > _HOURS
    if longer.any():
        clocks = told.str.zfill(4)
    else:
        clocks = told.str.zfill(2) + ":00"
    return texts.where(~digits, clocks.reindex(texts.index))


def _read_hour(text: str) -> tuple[str, str | None] | None:
    if clock := read_clock(text):
        return clock.time, clock.offset
    moment = read_moment(text)
    if not isinstance(moment, Moment):
        return None
    if not moment.time:
        return None
    return moment.time, moment.offset


def _each(
    column: pd.Series[Any], read: Callable[[str], str | None]
) -> pd.Series[Any]:
    texts = texts_of(column)
    return texts.map(
        {text: read(text) for text in texts.dropna().unique()}
    ).astype("string")
