# ruff: noqa: RUF001, SIM905  - patterns and word lists are kept whole; curly quotes and dashes are what news is written with; word lists read better as words
"""Dates in a text: own patterns find the span, plain arithmetic against the day of publication gives the value.

The precision of the words is kept: "in July" is a month, "last week" a week. Without a day of
publication a relative date stays unresolved, and says so.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["HINTS", "TimeSpan", "find_dates", "parse_day"]

_MONTH_NAMES: Final = (
    "january february march april may june july august september october november december".split()
)
_DAY_NAMES: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS: Final = {name: at + 1 for at, name in enumerate(_MONTH_NAMES)} | {
    short: at % 12 + 1 for at, short in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())
} | {"sept": 9}  # fmt: skip
_NUMBERS: Final = {word: at for at, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split())} | {"a": 1, "an": 1, "several": 3, "few": 3}  # fmt: skip
_M: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_D: Final = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_Y: Final = r"(?:(?:19|20)\d\d)"
_WEEKDAY: Final = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_UNIT: Final = r"(?:day|week|month|year|hour)s?"
HINTS: Final = frozenset({*_MONTHS, *_DAY_NAMES}) | frozenset(
    "yesterday today tonight tomorrow overnight night morning afternoon evening day week weekend month year ago earlier hours days weeks months years".split()
)
"""Folded words one of which every date holds, if it holds no number: sentences without any need no closer look."""
_FUTURE: Final = re.compile(
    r"\b(?:will|would|planned|scheduled|next|due|tomorrow|upcoming|to be held)\b", re.IGNORECASE
)
_UNTIL: Final = re.compile(r"\buntil\b", re.IGNORECASE)
_WHEN: Final = re.compile(r",? when\b")
_AROUND: Final = 60
_FUTURE_COST: Final = 3
_LAST_YEAR: Final = 12
_MAX_AGO: Final = 400

_PATTERNS: Final = {
    "iso": rf"{_Y}-[01]\d-[0-3]\d\b",
    "dotted": rf"[0-3]?\d\.[01]?\d\.{_Y}\b",
    "range": rf"(?:between |from )?(?:{_D}(?: ?[-–] ?| and | to ){_D} {_M}(?:,? {_Y})?|{_M} {_D}(?: ?[-–] ?| and | to ){_D}(?:, {_Y})?)(?!\d)",
    "day": rf"(?:{_D} (?:of )?{_M}(?:,? {_Y})?|{_M} {_D}(?:,? {_Y})?)(?![\d:])",
    "month_of_year": rf"{_M},? (?:last year|this year|next year|{_Y})\b",
    "month": rf"(?:(?<=in )|(?<=last )|(?<=since )|(?<=early )|(?<=late )|(?<=mid-)|(?<=In )){_M}(?! \d)\b",
    "weekday": rf"(?:last |this |next |early |late )?{_WEEKDAY}\b",
    "near": r"(?:the day before yesterday|day before yesterday|yesterday|today|tonight|tomorrow|overnight|last night|this morning|this afternoon|this evening|earlier in the day)\b",
    "week": r"(?:(?:earlier |later )?this|last|the past|past|previous|next) (?:week|weekend|month|year)\b",
    "ago": rf"(?:\d{{1,3}}|an?|{'|'.join(list(_NUMBERS)[1:13])}|several|a few|few) {_UNIT} (?:ago|earlier)\b",
    "year": rf"(?:(?<=in )|(?<=since )|(?<=In )|(?<=of )){_Y}\b",
}
_ALL: Final = re.compile(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()), re.IGNORECASE
)
_WORD: Final = re.compile(r"\w+")
_BEGINNERS: Final = frozenset({*_MONTHS, *_DAY_NAMES, *_NUMBERS}) | frozenset(
    "between from last this next early late the day yesterday today tonight tomorrow overnight earlier later past previous".split()
)
"""Words that a date begins with, where it doesn't begin with a figure."""
_ISO_DAY: Final = re.compile(r"[12]\d{3}-\d\d-\d\d(?!\d)")
_BEFORE: Final = re.compile(
    r"\b(?P<span>hours|a day|one day|the day|days|shortly|the night|the eve|on the eve) (?:before|of|ahead of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A date as a text tells it.

    Attributes
    ----------
    start, end
        Offsets of the words, in code points.
    surface
        The words.
    first, last
        Inclusive days, or None where it can't be resolved.
    precision
        ``day``, ``week``, ``month``, ``year`` or ``unknown``, as in the incident table.
    why
        How the value was found, or why there is none.
    """

    start: int
    end: int
    surface: str
    first: date | None
    last: date | None
    precision: str
    why: str = ""


def parse_day(words: str) -> date | None:
    """Read a day of publication: ``2022-08-17``, ``17 August 2022``, ``August 17, 2022``, an ISO time stamp.

    Examples
    --------
    >>> parse_day("17 August 2022"), parse_day("2022-08-17T10:00:00Z"), parse_day("soon")
    (datetime.date(2022, 8, 17), datetime.date(2022, 8, 17), None)
    """
    if _ISO_DAY.match(words):
        return _day(int(words[:4]), int(words[5:7]), int(words[8:10]))
    span = next(
        (
            found
            for found in find_dates(
                words[:40].replace("T", " ", 1) if words[:4].isdigit() else words[:40]
            )
            if found.first
        ),
        None,
    )
    return span.first if span and span.precision == "day" else None


def find_dates(
    text: str, published: date | None = None, start: int = 0, end: int | None = None
) -> list[TimeSpan]:
    """Find the dates in a text and resolve them.

    Parameters
    ----------
    text
        The text as read.
    published
        The day that relative dates are counted from.
    start, end
        The part to look at.

    Examples
    --------
    >>> [(span.surface, str(span.first), span.precision) for span in
    ...  find_dates("On March 4 and last week, in July last year, yesterday.", date(2022, 8, 17))]
    [('March 4', '2022-03-04', 'day'), ('last week', '2022-08-08', 'week'), ('July last year', '2021-07-01', 'month'), \
('yesterday', '2022-08-16', 'day')]
    """
    spans = []
    for match in _matches(text, start, len(text) if end is None else end):
        value = _VALUES[match.lastgroup or ""](
            match[0], published, _is_future(text, match.start(), match.end())
        )
        spans.append(_span(match, value, published))
    return list(_shifted(text, spans, start)) if spans else spans


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the date patterns, looked for only at words that a date begins with: the patterns are many, the dates few."""
    behind = start
    for word in _WORD.finditer(text, start, end):
        at = word.start()
        if at >= behind and (text[at].isdigit() or word[0].lower() in _BEGINNERS):
            match = _ALL.match(text, at, end)
            if match is not None:
                behind = match.end()
                yield match


def _is_future(text: str, start: int, end: int) -> bool:
    first, last = max(0, start - _AROUND), min(len(text), end + 10)
    if _FUTURE.search(text, first, last):
        return True
    # "calm until Thursday, when shots were fired" has happened
    return _UNTIL.search(text, first, start) is not None and not _WHEN.match(text, end)


_Value = tuple[date, date, str] | None


def _span(match: re.Match[str], value: _Value, published: date | None) -> TimeSpan:
    if value is None:
        why = "there is no such date" if published else "needs the day of publication"
        return TimeSpan(match.start(), match.end(), match[0], None, None, "unknown", why)
    first, last, precision = value
    return TimeSpan(match.start(), match.end(), match[0], first, last, precision, f"'{match[0]}'")


def _shifted(text: str, spans: list[TimeSpan], start: int) -> Iterator[TimeSpan]:
    """Move "hours before … 1 August" to the day before: what is told happened before it."""
    before = next((match for match in _BEFORE.finditer(text, start, spans[-1].end)), None)
    for span in spans:
        inside = (
            before is not None
            and before.start() < span.start
            and "\n\n" not in text[before.start() : span.start]
        )
        if not (inside and before and span.first and span.precision == "day"):
            yield span
            continue
        day = span.first - timedelta(days=1)
        yield TimeSpan(
            before.start(),
            span.end,
            f"{before[0]} … {span.surface}",
            day,
            day,
            "day",
            f"'{before[0]} … {span.surface}'",
        )
        before = None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest_year(published: date, month: int, day: int, *, future: bool) -> date | None:
    """Choose the year that brings a date nearest to the day of publication; the past is likelier than the future."""
    options = [each for year in (-1, 0, 1) if (each := _day(published.year + year, month, day))]
    cost = 1 if future else _FUTURE_COST
    return min(
        options,
        key=lambda each: (
            (published - each).days if each <= published else cost * (each - published).days
        ),
        default=None,
    )


def _parts(words: str) -> tuple[list[int], int | None, int | None]:
    """Return the days, the month and the year that words name."""
    month = next(
        (_MONTHS[word] for word in re.findall(r"[a-z]+", words.lower()) if word in _MONTHS), None
    )
    years = re.findall(_Y, words)
    days = [int(number) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", words)]
    return days, month, int(years[-1]) if years else None


def _read_iso(words: str, published: date | None, future: bool) -> _Value:
    del published, future
    year, month, day = map(int, words.split("-"))
    found = _day(year, month, day)
    return (found, found, "day") if found else None


def _read_dotted(words: str, published: date | None, future: bool) -> _Value:
    del published, future
    day, month, year = map(int, words.split("."))
    found = _day(year, month, day)
    return (found, found, "day") if found else None


def _read_day(words: str, published: date | None, future: bool) -> _Value:
    days, month, year = _parts(words)
    if not days or month is None:
        return None
    found = _in_year(published, year, month, days[0], future=future)
    return (found, found, "day") if found else None


def _in_year(
    published: date | None, year: int | None, month: int, day: int, *, future: bool
) -> date | None:
    if year is not None:
        return _day(year, month, day)
    return _nearest_year(published, month, day, future=future) if published else None


def _read_range(words: str, published: date | None, future: bool) -> _Value:
    days, month, year = _parts(words)
    if len(days) < 2 or month is None:  # noqa: PLR2004
        return None
    first, last = (_in_year(published, year, month, day, future=future) for day in days[:2])
    return (first, last, "day") if first and last and first <= last else None


def _month(year: int, month: int) -> _Value:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"


def _read_month_of_year(words: str, published: date | None, future: bool) -> _Value:
    del future
    _, month, year = _parts(words)
    if year is None and published:
        year = published.year + (
            -1 if "last" in words.lower() else 1 if "next" in words.lower() else 0
        )
    return _month(year, month) if year and month else None


def _read_month(words: str, published: date | None, future: bool) -> _Value:
    _, month, _ = _parts(words)
    if published is None or month is None:
        return None
    year = published.year - (month > published.month and not future)
    return _month(year, month)


def _read_weekday(words: str, published: date | None, future: bool) -> _Value:
    if published is None:
        return None
    wanted = _DAY_NAMES.index(words.lower().split()[-1])
    back = (published.weekday() - wanted) % 7
    if "next" in words.lower() or (future and back):
        found = published + timedelta(days=7 - back)
    else:
        found = published - timedelta(days=back or (7 if "last" in words.lower() else 0))
    return found, found, "day"


_NEAR_DAYS: Final = {"yesterday": -1, "tomorrow": 1, "last night": -1, "overnight": -1}


def _read_near(words: str, published: date | None, future: bool) -> _Value:
    del future
    if published is None:
        return None
    lower = words.lower()
    days = -2 if "day before" in lower else _NEAR_DAYS.get(lower, 0)
    found = published + timedelta(days=days)
    return found, published if lower == "overnight" else found, "day"


def _read_week(words: str, published: date | None, future: bool) -> _Value:
    del future
    if published is None:
        return None
    lower = words.lower()
    step = -1 if re.search(r"\b(?:last|past|previous)\b", lower) else 1 if "next" in lower else 0
    if "year" in lower:
        year = published.year + step
        return date(year, 1, 1), date(year, 12, 31), "year"
    if "month" in lower:
        months = published.year * 12 + published.month - 1 + step
        return _month(months // 12, months % 12 + 1)
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
    if "weekend" in lower:
        saturday = published - timedelta(days=(published.weekday() - 5) % 7 or 7 * (step < 0))
        return saturday, saturday + timedelta(days=1), "day"
    return monday, monday + timedelta(days=6), "week"


def _read_ago(words: str, published: date | None, future: bool) -> _Value:
    del future
    if published is None:
        return None
    number = re.match(r"\d+|[a-z]+", words.lower())
    count = (
        int(number[0])
        if number and number[0].isdigit()
        else _NUMBERS.get(number[0] if number else "", 3)
    )
    unit = next(unit for unit in ("hour", "day", "week", "month", "year") if unit in words.lower())
    return _ago(published, min(count, _MAX_AGO), unit)


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
    found = published - timedelta(days=count if unit == "day" else count // 24)
    return found, found, "day"


def _read_year(words: str, published: date | None, future: bool) -> _Value:
    del published, future
    year = int(words)
    return date(year, 1, 1), date(year, 12, 31), "year"


_VALUES: Final[dict[str, Callable[[str, date | None, bool], _Value]]] = {
    "iso": _read_iso,
    "dotted": _read_dotted,
    "range": _read_range,
    "day": _read_day,
    "month_of_year": _read_month_of_year,
    "month": _read_month,
    "weekday": _read_weekday,
    "near": _read_near,
    "week": _read_week,
    "ago": _read_ago,
    "year": _read_year,
}
