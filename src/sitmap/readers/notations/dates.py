"""Dates as tables write them.

The order of day and month is never guessed value by value: every layout in a column is decided by
the whole of its values (one 22/1 shows that the day comes first), a layout that doesn't show it
follows the column's other layouts (spreadsheets rewrite just the dates that they take for their
own), and when nothing decides, the values are left empty and the reader is told how to say which it
is; but with dots between, as in 03.04.2023, the day comes first.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.readers.notations.calendars import (
    decide_calendar,
    find_foreign_day,
    has_persian_digits,
)
from sitmap.readers.notations.clock import read_offset
from sitmap.readers.notations.date_faults import say_unread, say_wrong_year
from sitmap.readers.notations.date_patterns import YEARS
from sitmap.readers.notations.date_texts import (
    bare_date,
    parse_date,
    read_moment,
    read_text,
)
from sitmap.readers.notations.day_order import Conventions, decide_orders
from sitmap.readers.notations.days import read_day
from sitmap.readers.notations.exchanged_days import find_exchanged
from sitmap.readers.notations.moment import Moment
from sitmap.readers.notations.ranges import halve_range
from sitmap.readers.notations.short_years import write_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


__all__ = [
    "Dates",
    "decide_dayfirst",
    "parse_date",
    "parse_dates",
    "read_moment",
]

_MIDNIGHT: Final = "00:00"


@dataclass(frozen=True)
class Dates:
    """What became of a column of dates.

    Attributes
    ----------
    day, precision
        Per row: the first day as ``datetime64[s]``, and how precise it is (or null).
    problems
        What is wrong, by index label.
    end
        The last day, of the rows whose cell tells a span.
    time, offset
        The hour and its offset, of the rows whose cell has them.
    """

    day: pd.Series[Any]
    precision: pd.Series[Any]
    problems: dict[Any, str]
    end: pd.Series[Any] = field(
        default_factory=lambda: pd.Series(dtype="datetime64[s]")
    )
    time: pd.Series[Any] = field(
        default_factory=lambda: pd.Series(dtype="string")
    )
    offset: pd.Series[Any] = field(
        default_factory=lambda: pd.Series(dtype="string")
    )


def parse_dates(
    column: pd.Series[Any],
    *,
    dayfirst: bool | None = None,
    heading: str = "",
) -> Dates:
    """Read a column of dates in any mixture of layouts.

    Parameters
    ----------
    column
        Texts (or dates already).
    dayfirst
        The order of ``03/04/2023``, where the column itself doesn't show it.
    heading
        The file's name for the column, which may name another calendar.

    Returns
    -------
    Dates
        ``day`` as ``datetime64[s]`` (a month or a year is its first day), ``precision`` (day,
        week, month, year or null), and what some cells tell beside: end, hour, offset.

    Examples
    --------
    >>> found = parse_dates(pd.Series(["22/01/2014", "03/02/2014", "July 2021", "soon"]))
    >>> found.day.dt.strftime("%Y-%m-%d").to_list()[:3], found.precision.to_list()[2]
    (['2014-01-22', '2014-02-03', '2021-07-01'], 'month')
    >>> found.problems
    {3: "'soon' is no date that sitmap reads; write 2022-07-31"}
    >>> parse_dates(pd.Series(["011430ZAUG22", "2022-08-02"])).time.to_list()
    ['14:30']
    """
    if pd.api.types.is_datetime64_any_dtype(column):
        return _from_stamps(column)
    texts = column.astype("string").str.strip()
    stamped = _stamped(texts)
    if stamped is None:
        return _without_midnights(_from_words(texts, dayfirst, heading))
    rest = texts[~stamped.notna() & texts.notna()]
    iso = _from_iso(texts, stamped)
    if rest.empty:
        return _without_midnights(iso)
    words = _from_words(
        rest, dayfirst, heading, mixed=bool(iso.day.notna().any())
    )
    exchanged = find_exchanged(iso.day, rest)
    joined = _joined(iso, words)
    return _without_midnights(
        replace(joined, problems=exchanged | joined.problems)
    )


_STAMP: Final = (
    r"^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?"
    r"| \d{2}:\d{2}(?:(?::\d{2}(?:\.\d+)?)(?:Z|[+-]\d{2}:?\d{2})?|Z|\+\d{2}:?\d{2})?)?$"
)

_OFFSET_AT: Final = 16  # characters of 2022-07-31T18:00


def _stamped(texts: pd.Series[Any]) -> pd.Series[Any] | None:
    """Read what is plainly ISO 8601 in one pass, as days; None where nothing is."""
    plain = (
        texts.str.contains(_STAMP, regex=True)
        .fillna(value=False)
        .astype(bool)
    )
    if not plain.any():
        return None
    days = _as_days(texts.where(plain).str.slice(0, 10))
    years = days.dt.year
    return days.where((years >= YEARS.start) & (years < YEARS.stop))


def _from_iso(texts: pd.Series[Any], day: pd.Series[Any]) -> Dates:
    """Take the hours of what `_stamped` has read, where there are any."""
    precision = pd.Series("day", index=day.index, dtype="string").where(
        day.notna()
    )
    known = texts[day.notna()]
    timed = known[known.str.len() >= _OFFSET_AT]
    hours = timed.str.slice(11, _OFFSET_AT)
    if (
        hours == _MIDNIGHT
    ).all():  # which says no hour; nor does a table of days have any
        return Dates(day, precision, {})
    zone = (
        timed.str.slice(_OFFSET_AT)
        .str.extract(r"(Z|[+-]\d{2}:?\d{2})$")[0]
        .dropna()
    )
    offset = zone.map(
        {each: read_offset(each) for each in zone.unique()}
    ).astype("string")
    return Dates(day, precision, {}, time=hours, offset=offset)


def _from_words(
    texts: pd.Series[Any],
    dayfirst: bool | None,
    heading: str,
    *,
    mixed: bool = False,
) -> Dates:
    """Read distinct texts; `mixed` says that days of ours stand beside them."""
    bare = {
        text: bare_date(text) for text in texts.dropna().unique() if text
    }
    years = write_years(bare.values())
    bare = {text: years.get(date, date) for text, date in bare.items()}
    return _spread(texts, _read_all(bare, dayfirst, heading, mixed=mixed))


def _joined(iso: Dates, words: Dates) -> Dates:
    """Put what was read of other rows into what was read in one pass."""
    day, precision = iso.day.copy(), iso.precision.copy()
    day[words.day.index], precision[words.day.index] = (
        words.day,
        words.precision,
    )
    time, offset = (
        pd.concat([iso.time, words.time]),
        pd.concat([iso.offset, words.offset]),
    )
    return Dates(
        day,
        precision,
        words.problems,
        end=words.end,
        time=time,
        offset=offset,
    )


def _without_midnights(found: Dates) -> Dates:
    """Take out hours that are all midnight, which is how exports write that there is none."""
    if found.time.empty or not (found.time == _MIDNIGHT).all():
        return found
    return replace(found, time=found.time[:0], offset=found.offset[:0])


def _from_stamps(column: pd.Series[Any]) -> Dates:
    day = (
        column.dt.tz_localize(None) if column.dt.tz is not None else column
    )
    odd = day.notna() & ~day.dt.year.isin(YEARS)
    problems = {
        label: say_wrong_year(str(day[label])[:10], day[label].year)
        for label in day.index[odd]
    }
    day = day.mask(odd)
    precision = pd.Series("day", index=column.index, dtype="string").where(
        day.notna()
    )
    timed = day[day.notna() & (day != day.dt.normalize())]
    time = (
        day.dropna().dt.strftime("%H:%M").astype("string")
        if len(timed)
        else pd.Series(dtype="string")
    )
    offset = pd.Series(dtype="string")
    if column.dt.tz is not None and len(time):
        zone = column[time.index].dt.strftime("%z").astype("string")
        offset = zone.str.slice(0, 3) + ":" + zone.str.slice(3)
    days = day.dt.normalize().astype("datetime64[s]")
    return Dates(days, precision, problems, time=time, offset=offset)


def _read_all(
    bare: Mapping[str, str],
    dayfirst: bool | None,
    heading: str,
    *,
    mixed: bool,
) -> dict[str, Moment | str]:
    """Read distinct texts by what all of them show together."""
    orders = decide_orders(bare.values(), dayfirst)
    known = {
        text: read_day(date, Conventions(orders), text)
        for text, date in bare.items()
    }
    open_ = [
        text
        for text, found in known.items()
        if not isinstance(found, Moment)
    ]
    halves = [
        half
        for text in open_
        for pair in halve_range(bare[text])
        for half in pair
    ]
    if halves:  # a span may show the order, too
        orders = decide_orders([*bare.values(), *halves], dayfirst)
    known |= {
        text: read_text(bare[text], Conventions(orders), text)
        for text in open_
    }
    unread = [
        text for text, found in known.items() if isinstance(found, str)
    ]
    foreign = {
        text: day
        for text in unread
        if (day := find_foreign_day(bare[text]))
    }
    if foreign:
        alone = len(foreign) == len(known) and not mixed
        persian = any(map(has_persian_digits, foreign))
        days = foreign.values() if alone else ()
        calendar = decide_calendar(days, heading=heading, persian=persian)
        column = Conventions(orders, calendar)
        known |= {
            text: read_text(bare[text], column, text) for text in foreign
        }
    return {
        text: found or say_unread(text) for text, found in known.items()
    }


def _spread(texts: pd.Series[Any], known: dict[str, Moment | str]) -> Dates:
    moments = {
        text: found
        for text, found in known.items()
        if isinstance(found, Moment)
    }
    wrong = texts[
        texts.isin(
            [
                text
                for text, found in known.items()
                if isinstance(found, str)
            ]
        )
    ]
    days = texts.map({text: found.start for text, found in moments.items()})
    ends = _told(
        texts, {text: found.end for text, found in moments.items()}
    )
    time = _told(
        texts, {text: found.time for text, found in moments.items()}
    )
    offset = _told(
        texts, {text: found.offset for text, found in moments.items()}
    )
    return Dates(
        _as_days(days),
        texts.map(
            {text: found.precision for text, found in moments.items()}
        ).astype("string"),
        {label: str(known[text]) for label, text in wrong.items()},
        end=_as_days(ends),
        time=time,
        offset=offset,
    )


def _told(
    texts: pd.Series[Any], known: Mapping[str, str | None]
) -> pd.Series[Any]:
    """Return what some texts tell, of their rows alone."""
    told = {
        text: value for text, value in known.items() if value is not None
    }
    return texts.map(told).dropna().astype("string") if told else texts[:0]


def _as_days(days: pd.Series[Any]) -> pd.Series[Any]:
    return pd.to_datetime(days, format="%Y-%m-%d", errors="coerce").astype(
        "datetime64[s]"
    )


def decide_dayfirst(texts: Iterable[str]) -> bool | None:
    """Tell the order of day and month from a sample of a column; None where it doesn't show it.

    Examples
    --------
    >>> decide_dayfirst(["03/04/2023", "22/01/2014"]), decide_dayfirst(["1/2/2023"])
    (True, None)
    """
    shown = {
        order
        for order in decide_orders(
            [bare_date(text) for text in texts], None
        ).values()
        if order is not None
    }
    return shown.pop() if len(shown) == 1 else None
