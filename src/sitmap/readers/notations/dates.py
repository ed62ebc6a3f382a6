"""Dates as tables write them.

The order of day and month is never guessed value by value: every layout in a column is decided by
the whole of its values (one 22/1 shows that the day comes first), a layout that doesn't show it
follows the column's other layouts (spreadsheets rewrite just the dates that they take for their
own), and when nothing decides, the values are left empty and the reader is told how to say which it
is; but with dots between, as in 03.04.2023, the day comes first.
"""

# ruff: noqa: RUF002 - dashes are meant

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.readers.notations.calendars import (
    convert_day,
    decide_calendar,
    find_foreign_day,
    has_persian_digits,
)
from sitmap.readers.notations.clock import Clock, read_clock, read_offset
from sitmap.readers.notations.date_time_groups import read_date_time_group
from sitmap.readers.notations.marks import fold_marks
from sitmap.readers.notations.moment import Moment
from sitmap.readers.notations.months import (
    is_before_date,
    join_month_names,
    month_number,
)
from sitmap.readers.notations.periods import read_period
from sitmap.readers.notations.ranges import halve_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitmap.readers.notations.calendars import Calendar

_TAIL = r"(?P<tail>(?:[T ,(]+|(?=Z$)|(?=[+-]\d{2}:\d{2}$)).*)?"  # what may be the hour
_AFTER_YEAR = r"\.?(?: ?(?:[\u0440\u0433]\.|року|рік|года|godine|god\.?|године|год\.?))?"
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TAIL}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?P<tail>T\d{4}.*)?")
_NUMERIC = re.compile(
    rf"(\d{{1,2}})([-/.])(\d{{1,2}})[-/.](\d{{4}})({_AFTER_YEAR}{_TAIL})"
)  # day or month, mark, month or day, year, what follows
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}")
_NAME = r"([^\W\d]{2,14})"
_DAY = r"(\d{1,2})(?:\.|er|st|nd|rd|th|[\u00ba\u00aa]|-\u0433\u043e)?"
_DAY_MONTH = re.compile(
    rf"{_DAY}(?: de| of)?[ /-]?{_NAME}\.?,?(?: del?)?[ /-]?(\d{{4}}|\d{{2}}(?=$|"
    rf"[ ,])){_AFTER_YEAR}{_TAIL}"
)
_MONTH_DAY = re.compile(rf"{_NAME}\.? (?:the )?{_DAY},? (\d{{4}}){_TAIL}")
_MONTH_YEAR = re.compile(
    rf"{_NAME}\.?,?(?: de| of)?[ -](\d{{4}}){_AFTER_YEAR}"
)
_YEAR_NAMED = re.compile(rf"(\d{{4}})[ -]{_NAME}\.?[ -](\d{{1,2}}){_TAIL}")
_YEAR_MONTH_NAMED = re.compile(rf"(\d{{4}})[ -]{_NAME}\.?")
_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")
_MONTH_OF_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(rf"(\d{{4}}){_AFTER_YEAR}")
_SPAN = re.compile(
    r".*\d{4}\D.*\d{4}|\d{1,2}\.? ?[-\u2013\u2014/] ?\d{1,2}\.? [^\W\d]"
)  # two years, or "29-31 May"
_PART_OF_MONTH: Final = re.compile(
    r"(?:early|mid|middle of|late|beginning of|start of|end of|anfang|mitte|ende|début|mi|fin|"
    r"principios de|"
    r"mediados de|finales de|fillim|mes|fund|početkom|sredinom|krajem|початок|середина|кінець|"
    r"начало|конец)[ -]+"
    r"(?=[^\W\d]{3})",
    re.IGNORECASE,
)
_CLOCK_WITHIN: Final = re.compile(r"\d{1,2}[:h.]\d{2}(?!\d)")
_ANOTHER: Final = re.compile(
    r"\d{4}|\d{1,2}[./-]\d{1,2}|\d{1,2}\.?\s[^\W\d_]{3}"
)
"""What may be another date behind the first."""
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
_NUMBER: Final = re.compile(r"\d{5,14}(?:[.,]\d+)?")
_CLOCK_FIRST: Final = re.compile(
    r"(\d{1,2}[:.h]\d{2}\S*|\d{4}[A-Z]?)(?: ?(?:hrs?|uhr|h))?,? (.*\d.*)",
    re.IGNORECASE,
)
_UNIX: Final = re.compile(
    rf"{_NAME} (\d{{1,2}}) (\d{{1,2}}:\d{{2}}:\d{{2}})(?: (\S+))? (\d{{4}})"
)
_ROMAN: Final = re.compile(
    rf"(\d{{1,2}})[-/. ]+(I|II|III|IV|V|VI|VII|VIII|IX|X|XI|"
    rf"XII)[-/. ]+(\d{{4}}){_AFTER_YEAR}{_TAIL}"
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
_EAST_ASIAN: Final = re.compile(
    r"(\d{4})(?:\u5e74|\ub144|\.)\s*(\d{1,2})(?:\u6708|\uc6d4|\.)\s*(\d{1,2})(?:\u65e5|\uc77c|\.)?"
)

_EITHER: Final = "may be day/month or month/day; say which with dayfirst=True or dayfirst=False"
# characters: no date is longer, and no pattern is asked about more
_LONGEST: Final = 200
_SHORT: Final = 2  # digits
# a year of two digits is of this century up to here, as in POSIX
_LATEST_SHORT: Final = 69
_YEARS: Final = range(
    1600, 2201
)  # what a table of incidents tells of; other years are other calendars

# Which group of each pattern is year, month and day; 0 for what the layout doesn't say.
_LAYOUTS: Final = (
    (_ISO, (1, 2, 3), "day"),
    (_COMPACT, (1, 2, 3), "day"),
    (_DAY_MONTH, (3, 2, 1), "day"),
    (_MONTH_DAY, (3, 1, 2), "day"),
    (_YEAR_NAMED, (1, 2, 3), "day"),
    (_MONTH_YEAR, (2, 1, 0), "month"),
    (_YEAR_MONTH_NAMED, (1, 2, 0), "month"),
    (_YEAR_MONTH, (1, 2, 0), "month"),
    (_MONTH_OF_YEAR, (2, 1, 0), "month"),
    (_YEAR, (1, 0, 0), "year"),
)
_RANKS: Final = (
    "day",
    "week",
    "month",
    "year",
)  # the coarser of two is the span's
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


@dataclass(frozen=True)
class _Column:
    """What a column's texts show together: the order of each layout, and the calendar."""

    orders: Mapping[str, bool | None] = field(default_factory=dict)
    calendar: Calendar | None = None


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
    return _without_midnights(
        _joined(
            iso,
            _from_words(
                rest, dayfirst, heading, mixed=bool(iso.day.notna().any())
            ),
        )
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
    return days.where((years >= _YEARS.start) & (years < _YEARS.stop))


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
    bare = {text: _bare(text) for text in texts.dropna().unique() if text}
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
    odd = day.notna() & ~day.dt.year.isin(_YEARS)
    problems = {
        label: _wrong_year(str(day[label])[:10], day[label].year)
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


def _bare(text: str) -> str:
    """Fold digits and marks, and take weekdays and articles off the front: "Montag, 29. Mai"."""
    if _ISO_DAY.fullmatch(text) or len(text) > _LONGEST:
        return text[:_LONGEST]
    words = re.split(r"\s+", join_month_names(fold_marks(text)).strip())
    start = next(
        (at for at, word in enumerate(words) if not _is_lead(words, at)), 0
    )
    return _SPACED.sub(r"\1.\2.\3", " ".join(words[start:]))


_SPACED: Final = re.compile(
    r"^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})"
)  # 5. 3. 2024


def _is_lead(words: list[str], at: int) -> bool:
    """Tell a weekday from a month: "mar" is both, and the month where no other one follows."""
    word = words[at]
    if not is_before_date(word):
        return False
    later = any(
        month_number(other.strip(".,")) for other in words[at + 1 :]
    )
    return later or month_number(word.strip(".,")) is None


def _read_all(
    bare: Mapping[str, str],
    dayfirst: bool | None,
    heading: str,
    *,
    mixed: bool,
) -> dict[str, Moment | str]:
    """Read distinct texts by what all of them show together."""
    orders = _decide_orders(bare.values(), dayfirst)
    known = {
        text: _parse_one(date, _Column(orders), text)
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
        orders = _decide_orders([*bare.values(), *halves], dayfirst)
    known |= {
        text: _parse(bare[text], _Column(orders), text) for text in open_
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
        column = _Column(orders, calendar)
        known |= {
            text: _parse(bare[text], column, text) for text in foreign
        }
    return {text: found or _unread(text) for text, found in known.items()}


def _may_be_span(date: str) -> bool:
    return not _ISO_DAY.fullmatch(date) and not date.isdecimal()


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


def _layout(match: re.Match[str]) -> str:
    """Name the layout by its marks and what follows: exports of one kind write one kind of time."""
    rest = re.sub(r"\d+", "9", match[5].strip()).upper()
    return match[2] + rest.replace("AM", "M").replace("PM", "M")


def _decide_orders(
    texts: Iterable[str], dayfirst: bool | None
) -> dict[str, bool | None]:
    """Return per layout whether the day comes first, or None where no value shows it."""
    firsts: dict[str, tuple[int, int]] = {}
    for text in texts:
        match = _NUMERIC.fullmatch(text)
        if match:
            one, two = firsts.get(_layout(match), (0, 0))
            firsts[_layout(match)] = (
                max(one, int(match[1])),
                max(two, int(match[3])),
            )
    shown = {
        layout: _order(one, two) for layout, (one, two) in firsts.items()
    }
    elsewhere = {order for order in shown.values() if order is not None}
    fallback = (
        dayfirst
        if dayfirst is not None or len(elsewhere) != 1
        else elsewhere.pop()
    )
    return {
        layout: order
        if order is not None
        else fallback
        if fallback is not None
        else _usual(layout)
        for layout, order in shown.items()
    }


def _usual(layout: str) -> bool | None:
    """Say that the day comes first where dots part a date: no locale of CLDR has it otherwise."""
    return True if layout.startswith(".") else None


def _order(highest_first: int, highest_second: int) -> bool | None:
    months = 12
    if highest_first > months >= highest_second:
        return True
    if highest_second > months >= highest_first:
        return False
    return None


def _parse(date: str, column: _Column, text: str) -> Moment | str:
    """Return when it was, or what is wrong with the text in one line."""
    return (
        _parse_one(date, column, text)
        or _parse_other(date, column, text)
        or _unread(text)
    )


def _parse_one(
    date: str, column: _Column, text: str
) -> Moment | str | None:
    """Read one day, month or year of our calendar."""
    if match := _NUMERIC.fullmatch(date):
        dayfirst = column.orders.get(_layout(match))
        if dayfirst is None and int(match[4]) in _YEARS:
            return f"{text[:40]!r} {_EITHER}"
        day, month = (
            (match[1], match[3]) if dayfirst else (match[3], match[1])
        )
        return _moment(match[4], month, day, "day", match["tail"])
    for pattern, (year, month_at, day_at), precision in _LAYOUTS:
        if match := pattern.fullmatch(date):
            month = match[month_at] if month_at else "1"
            tail = match.groupdict().get("tail")
            found = _moment(
                match[year],
                month,
                match[day_at] if day_at else "1",
                precision,
                tail,
            )
            if found is not None:
                return found
    return None


def _moment(
    year: str, month: str, day: str, precision: str, tail: str | None = None
) -> Moment | None:
    number = int(month) if month.isdecimal() else month_number(month)
    whole = int(year)
    if len(year) <= _SHORT:
        whole += 2000 if whole < _LATEST_SHORT else 1900
    clock = _read_tail(tail)
    if whole not in _YEARS or clock is None:
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
    if found is not None or _ANOTHER.search(told):
        return found
    if told.casefold().strip(".()") in _PARTS_OF_DAY:
        return Clock("")
    within = _CLOCK_WITHIN.search(told)
    return (read_clock(within[0]) or Clock("")) if within else None


def _parse_other(
    date: str, column: _Column, text: str
) -> Moment | str | None:
    """Read date-time groups, weeks, numbers of seconds and days, spans, other calendars."""
    found = (
        read_date_time_group(date)
        or read_period(date)
        or _parse_number(date)
        or _parse_rare(date)
    )
    if found is not None:
        return (
            found
            if int(found.start[:4]) in _YEARS
            else _wrong_year(text, int(found.start[:4]))
        )
    if part := _PART_OF_MONTH.match(date):
        whole = _parse_one(date[part.end() :], column, text)
        if isinstance(whole, Moment) and whole.precision == "month":
            return whole
    if hour := _parse_clock_first(date, column, text):
        return hour
    if _may_be_span(date) and (span := _parse_span(date, column, text)):
        return span
    return _parse_foreign(date, column, text)


def _parse_rare(date: str) -> Moment | None:
    """Read Roman months, the order of East Asia and Hungary, and the dates of Unix."""
    if found := _ROMAN.fullmatch(date):
        month = str(_ROMANS.index(found[2]) + 1)
        return _moment(found[3], month, found[1], "day", found["tail"])
    if found := _EAST_ASIAN.fullmatch(date):
        return _moment(found[1], found[2], found[3], "day")
    if found := _UNIX.fullmatch(date):
        return _moment(
            found[5],
            found[1],
            found[2],
            "day",
            f"{found[3]} {found[4] or ''}",
        )
    return None


def _parse_clock_first(
    date: str, column: _Column, text: str
) -> Moment | str | None:
    """Read "14:30, 5 March 2024" and "1430Z 01 AUG 22"."""
    found = _CLOCK_FIRST.fullmatch(date)
    clock = read_clock(found[1]) if found else None
    if found is None or clock is None:
        return None
    day = _parse_one(_bare(found[2]), column, text)
    if not isinstance(day, Moment) or day.precision != "day" or day.time:
        return day if isinstance(day, str) else None
    return replace(day, time=clock.time, offset=clock.offset)


def _parse_span(
    text: str, column: _Column, told: str
) -> Moment | str | None:
    for left, right in halve_range(text):
        first, last = (
            _parse_one(half, column, told) or read_period(half)
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


_SERIALS: Final = range(
    20_000, 60_001
)  # days of a spreadsheet: 1954 to 2064
_SERIAL_START: Final = datetime(
    1899, 12, 30, tzinfo=UTC
)  # day 0 of spreadsheets, after their 29 February 1900
_STAMP_LENGTHS: Final = {
    10: "%Y%m%d%H",
    12: "%Y%m%d%H%M",
    14: "%Y%m%d%H%M%S",
}
_LATEST_SECONDS: Final = 1_900_000_000  # 2030: a higher number of ten digits is a year, month, day and hour


def _parse_number(text: str) -> Moment | None:
    """Read (milli)seconds since 1970, a spreadsheet's days, and 202403051430."""
    if not _NUMBER.fullmatch(text):
        return None
    plain = text.replace(",", ".")
    whole = plain.partition(".")[0]
    number, length = float(plain), len(whole)
    if int(whole) in _SERIALS:
        found = _from_instant(
            _SERIAL_START + timedelta(days=number), local=True
        )
        return found if number % 1 else Moment(found.start, "day")
    if length in (9, 10) and number < _LATEST_SECONDS:
        return _from_instant(datetime.fromtimestamp(number, UTC))
    stamp = _parse_stamp(whole)
    if stamp is None and length in (12, 13):
        return _from_instant(datetime.fromtimestamp(number / 1000, UTC))
    return stamp


def _parse_stamp(digits: str) -> Moment | None:
    layout = _STAMP_LENGTHS.get(len(digits))
    try:
        # the hour is the source's own, in no zone
        found = datetime.strptime(digits, layout) if layout else None  # noqa: DTZ007 - a day
    except ValueError:
        return None
    return (
        _from_instant(found, local=True)
        if found and found.year in _YEARS
        else None
    )


def _from_instant(instant: datetime, *, local: bool = False) -> Moment:
    nearest = instant + timedelta(
        seconds=30
    )  # serials are rounded shares of a day
    told = nearest if local else instant
    clock = told.strftime("%H:%M")
    return Moment(
        told.date().isoformat(),
        "day",
        time=clock,
        offset=None if local else "+00:00",
    )


def _parse_foreign(
    text: str, column: _Column, told: str
) -> Moment | str | None:
    foreign = find_foreign_day(text)
    if foreign is None:
        year = re.search(r"(?<!\d)\d{4}(?!\d)", text)
        dated = (
            year
            and int(year[0]) not in _YEARS
            and re.fullmatch(r"[\d\s./-]+", text)
        )
        return _wrong_year(told, int(year[0])) if dated and year else None
    found = convert_day(foreign, column.calendar)
    return (
        Moment(found.isoformat(), "day")
        if found
        else _wrong_year(told, foreign.year)
    )


_NAME_IT: Final = "say so in the column's name"


def _wrong_year(text: str, year: int) -> str:
    told = f"{text[:40]!r} has the year {year}"
    if 1300 <= year <= 1500:  # noqa: PLR2004 - years of the Hijra about our time
        return f"{told}, which may be Solar Hijri or Hijri; {_NAME_IT} (date solar hijri, date hijri)"
    if 2400 <= year <= 2650:  # noqa: PLR2004 - Buddhist years about our time
        return f"{told}, which may be Buddhist; {_NAME_IT} (date Buddhist)"
    return f"{told}; write 2022-07-31"


def _unread(text: str) -> str:
    if _SHORT_YEAR.fullmatch(text):
        return f"{text[:40]!r} has a year of two digits; write 2022-07-31"
    if _SPAN.match(text):
        remedy = (
            "write 2022-07-31, and the end of a span in a column date_end"
        )
        return f"{text[:40]!r} is more than one date; {remedy}"
    return f"{text[:40]!r} is no date that sitmap reads; write 2022-07-31"


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
    date = _bare(text)
    return _parse(date, _Column(_OneOrder(dayfirst)), text)


class _OneOrder(dict[str, "bool | None"]):
    """The same order for every layout."""

    def __init__(self, dayfirst: bool | None) -> None:
        super().__init__()
        self._dayfirst = dayfirst

    def get(self, key: str, default: Any = None) -> Any:
        del default
        return _usual(key) if self._dayfirst is None else self._dayfirst


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
    >>> parse_date("22/01/2014")
    "'22/01/2014' may be day/month or month/day; say which with dayfirst=True or dayfirst=False"
    """
    found = read_moment(text, dayfirst=dayfirst)
    return (
        found if isinstance(found, str) else (found.start, found.precision)
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
        for order in _decide_orders(
            [_bare(text) for text in texts], None
        ).values()
        if order is not None
    }
    return shown.pop() if len(shown) == 1 else None
