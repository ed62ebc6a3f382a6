"""Dates in a text: a language's patterns find them, plain arithmetic gives the days.

Relative dates are counted from the day of publication. The precision of the words is kept: "in
July" is a month, "last week" a week. Without a day of publication a relative date stays
unresolved, and says so.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.gazetteer.text import fold
from sitmap.reports.languages import DEFAULT, read_table
from sitmap.reports.languages.compiled import compile_pattern, per_language
from sitmap.reports.text.numbers import read_number
from sitmap.reports.text.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_DAY: Final = r"(?:[0-3]?\d(?:{endings})?|{words})"
_YEAR: Final = r"(?:19|20)\d\d"
_AROUND: Final = 60
"""Letters before a date in which a word may say that it lies ahead: about a dozen words."""
_HEADING: Final = 100
"""Letters of a heading; a longer line is text."""
_HEADS: Final = ("day", "week")
"""Precisions of what a heading tells: a month's report has no day of its own."""
_FUTURE_COST: Final = 3
"""A day without a year is read as past unless it would be three times as far away."""
_SOON: Final = 45
"""Days ahead for which a day may be announced without a word that says so …"""
_FAR_COST: Final = 10
"""… and how many times farther away the past one must be beyond."""
# days, weeks or months back; what is more is history
_MAX_AGO: Final = 400
_WORD: Final = re.compile(r"\w+")
_ISO_DAY: Final = re.compile(r"[12]\d{3}-\d\d-\d\d(?!\d)")

_Value = tuple[date, date, str] | None


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
    reads
        The way it was read: ``weekday``, ``day``, ``near``, ``ago`` …
    """

    start: int
    end: int
    surface: str
    first: date | None
    last: date | None
    precision: str
    why: str = ""
    reads: str = ""


class _Context(NamedTuple):
    """What a date is read against."""

    words: _Dates
    published: date | None
    future: bool


class _Dates(NamedTuple):
    """A language's dates, compiled."""

    found: re.Pattern[str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    beginners: frozenset[str]
    hints: frozenset[str]
    months: Mapping[str, int]
    heading_words: frozenset[str]
    deadline_words: frozenset[str]
    weekdays: Mapping[str, int]
    near: Mapping[str, tuple[int, int]]
    units: Mapping[str, str]
    steps: Mapping[str, int]
    day_words: Mapping[str, int]
    """Days of a month in words: "the fifth of"."""
    weekday_steps: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    parts: Mapping[str, tuple[int, int]]
    future: re.Pattern[str]
    past_behind: re.Pattern[str]
    right_before: re.Pattern[str]
    before: re.Pattern[str]
    language: str


def _positions(lists: list[list[str]], first: int) -> dict[str, int]:
    return {
        word: at for at, words in enumerate(lists, first) for word in words
    }


@per_language
def _dates(language: str) -> _Dates:
    table = read_table(language, "dates")
    months, weekdays = (
        _positions(table["months"], 1),
        _positions(table["weekdays"], 0),
    )
    units = {
        word: unit
        for unit, words in table["units"].items()
        for word in words
    }
    numbers = read_table(language, "numbers")
    endings, day_words = (
        any_of(table["day_endings"].split()),
        table.get("day_words", {}),
    )
    names = {
        "day": _DAY.format(endings=endings, words=any_of(day_words)),
        "year": _YEAR,
        "month": rf"(?:{any_of(months)})\b\.?",
        "months_short": any_of(months),
        "weekday": rf"(?:{any_of(weekdays)})",
        "full_weekday": table["full_weekday"],
        "near": any_of(table["near"]),
        "steps": any_of(table["steps"]),
        "unit": rf"(?:{any_of(units)})",
        "number_words": any_of(
            (*numbers["ones"], *numbers["articles"], *numbers["rough"])
        ),
    }
    patterns = [
        (each["reads"], _fill(each["pattern"], names))
        for each in table["patterns"]
    ]
    ungrouped = [
        re.sub(r"\(\?P<\w+>", "(?:", pattern) for _, pattern in patterns
    ]
    phrases = (
        *table["near"],
        *table["steps"],
        *table["weekday_steps"],
        *table["part_of_month"],
    )
    beginners = {
        *months,
        *weekdays,
        *numbers["ones"],
        *numbers["articles"],
        *numbers["rough"],
        *(
            phrase.split()[0]
            for phrase in (*phrases, *numbers["rough"], *day_words)
        ),
        *table["beginners"].split(),
    }
    hints = {
        *months,
        *weekdays,
        *units,
        *table["seasons"],
        *table["hints"].split(),
    }
    compiled = partial(
        compile_pattern, language=language, flags=re.IGNORECASE
    )
    return _Dates(
        found=compiled(
            "|".join(
                f"(?P<p{at}>{each})" for at, each in enumerate(ungrouped)
            )
        ),
        patterns=tuple(
            (reads, compiled(pattern)) for reads, pattern in patterns
        ),
        # a word is looked up as far as its apostrophe: the Ukrainian Friday has one
        beginners=frozenset(
            re.split("['\u2019]", word, maxsplit=1)[0] for word in beginners
        ),
        hints=frozenset(
            key for hint in hints for key in fold(hint).split()
        ),
        months=months,
        heading_words=frozenset(table.get("heading_words", "").split()),
        deadline_words=frozenset(table.get("deadline_words", "").split()),
        weekdays=weekdays,
        near={
            words.lower(): (days[0], days[1])
            for words, days in table["near"].items()
        },
        units=units,
        steps=table["steps"],
        day_words=day_words,
        weekday_steps=table["weekday_steps"],
        seasons={
            name: (pair[0], pair[1])
            for name, pair in table["seasons"].items()
        },
        parts={
            name: (pair[0], pair[1])
            for name, pair in table["part_of_month"].items()
        },
        future=compiled(table["future"]),
        past_behind=compiled(table["past_behind"]),
        right_before=compiled(table["future_right_before"]),
        before=compiled(table["before"]),
        language=language,
    )


def _fill(pattern: str, names: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z]\w*)\}", lambda match: names[match[1]], pattern)


def date_hints(language: str = DEFAULT) -> frozenset[str]:
    """Return folded words of which every date holds one, if it holds no number."""
    return _dates(language).hints


def parse_day(words: str, language: str = DEFAULT) -> date | None:
    """Read a day of publication: ``2022-08-17``, ``17 August 2022``, an ISO time stamp.

    Examples
    --------
    >>> parse_day("17 August 2022"), parse_day("2022-08-17T10:00:00Z"), parse_day("soon")
    (datetime.date(2022, 8, 17), datetime.date(2022, 8, 17), None)
    """
    if _ISO_DAY.match(words):
        return _day(int(words[:4]), int(words[5:7]), int(words[8:10]))
    near = words[:40]
    told = near.replace("T", " ", 1) if words[:4].isdigit() else near
    span = next(
        (
            found
            for found in find_dates(told, language=language)
            if found.first
        ),
        None,
    )
    return span.first if span and span.precision == "day" else None


def heading_day(text: str, language: str = DEFAULT) -> date | None:
    """Return the day that the first line gives the report as a heading, else None.

    Its year is told, it ends the line, and it stands alone or behind a mark or a word such as
    "for", "of", "published".

    Examples
    --------
    >>> heading_day("Round-up for Sunday 14 July 2024\\n\\nGunmen attacked …")
    datetime.date(2024, 7, 14)
    >>> heading_day("Police blotter, week of 7 April 2025\\n\\n8 April. Three …")
    datetime.date(2025, 4, 13)
    >>> heading_day("Clashes in Kumanovo on 3 May 2024\\n") is None
    True
    >>> heading_day("Deadline: 30 June 2024\\n") is None
    True
    """
    line = text.lstrip().split("\n", 1)[0].rstrip(" )]*_\r.")
    if len(line) > _HEADING:
        return None
    told = next(iter(find_dates(line, language=language)[-1:]), None)
    if told is None or told.end < len(line) or told.precision not in _HEADS:
        return None
    before = line[: told.start].rstrip()
    words = _dates(language).heading_words
    if not _dates(language).deadline_words.isdisjoint(
        re.findall(r"\w+", before.lower())
    ):
        return None
    last, *others = before.lower().replace("(", " ").split()[:-3:-1] or [""]
    behind = last in words or any(each in words for each in others)
    if told.precision == "day" and before[-1:].isalnum() and not behind:
        return None
    return told.last  # a report of a week comes out when it has ended


def find_dates(
    text: str,
    published: date | None = None,
    start: int = 0,
    end: int | None = None,
    *,
    language: str = DEFAULT,
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
    language
        Of the text.

    Examples
    --------
    >>> told = "On March 4 and last week, in July last year, yesterday."
    >>> for span in find_dates(told, date(2022, 8, 17)):
    ...     print(span.surface, span.first, span.precision)
    March 4 2022-03-04 day
    last week 2022-08-08 week
    July last year 2021-07-01 month
    yesterday 2022-08-16 day
    """
    words = _dates(language)
    last = len(text) if end is None else end
    spans = [
        _read(text, at, number, words, published, (start, last))
        for at, number in _matches(text, start, last, words)
    ]
    return list(_shifted(text, spans, start, words)) if spans else spans


def _matches(
    text: str, start: int, end: int, words: _Dates
) -> Iterator[tuple[int, int]]:
    """Yield where a date begins and its pattern; looked for only at words that may begin one."""
    behind = start
    for word in _WORD.finditer(text, start, end):
        at = word.start()
        if at >= behind and (
            text[at].isdigit() or word[0].lower() in words.beginners
        ):
            match = words.found.match(text, at, end)
            if match is not None:
                behind = match.end()
                yield at, int((match.lastgroup or "p0")[1:])


def _read(
    text: str,
    at: int,
    number: int,
    words: _Dates,
    published: date | None,
    part: tuple[int, int],
) -> TimeSpan:
    begin, end = part
    reads, pattern = words.patterns[number]
    match = pattern.match(
        text, at, end
    )  # within the part, as it was found: its end ends a word
    assert match is not None  # noqa: S101  (the same pattern matched here a moment ago)
    future = _is_future(text, match.start(), match.end(), words, begin)
    groups = {
        name: _in_figures(told, words)
        for name, told in match.groupdict().items()
    }
    value = _READERS[reads](groups, _Context(words, published, future))
    surface = match[0]
    if value is None:
        why = (
            "there is no such date"
            if published
            else "needs the day of publication"
        )
        return TimeSpan(
            at, match.end(), surface, None, None, "unknown", why, reads
        )
    first, last, precision = value
    return TimeSpan(
        at,
        match.end(),
        surface,
        first,
        last,
        precision,
        f"'{surface}'",
        reads,
    )


def _in_figures(told: str | None, words: _Dates) -> str | None:
    """Return the day of a month in figures, where it is in words."""
    known = (
        words.day_words.get(told.lower())
        if told and words.day_words
        else None
    )
    return told if known is None else str(known)


def _is_future(
    text: str, start: int, end: int, words: _Dates, begin: int
) -> bool:
    # "calm until Thursday, when shots were fired" has happened
    if words.past_behind.match(text, end):
        return False
    first = max(begin, start - _AROUND)
    sentence = text.rfind(". ", first, start)
    first = sentence + 1 if sentence >= 0 else first
    if words.right_before.search(text[first:start]):
        return True
    return (
        words.future.search(text, first, min(len(text), end + 10))
        is not None
    )


def _shifted(
    text: str, spans: list[TimeSpan], start: int, words: _Dates
) -> Iterator[TimeSpan]:
    """Move "hours before … 1 August" to the day before: what is told happened before it."""
    before = next(
        iter(words.before.finditer(text, start, spans[-1].end)), None
    )
    for span in spans:
        inside = before is not None and before.start() < span.start
        joined = (
            inside
            and before
            and "\n\n" not in text[before.start() : span.start]
        )
        if not (
            joined and before and span.first and span.precision == "day"
        ):
            yield span
            continue
        day = span.first - timedelta(days=1)
        surface = f"{before[0]} … {span.surface}"
        yield TimeSpan(
            before.start(),
            span.end,
            surface,
            day,
            day,
            "day",
            f"'{surface}'",
            "before",
        )
        before = None


def _day(year: int, month: int, day: int) -> date | None:
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


def _month_number(words: str | None, context: _Context) -> int | None:
    if not words:
        return None
    if words.isdigit():
        return int(words)
    return context.words.months.get(words.lower().rstrip("."))


def _year_of(groups: _Groups, context: _Context) -> int | None:
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
    context: _Context,
    weekday: int | None = None,
) -> date | None:
    if year is not None:
        return _day(year, month, day)
    published = context.published
    if published is None:
        return None
    years = (published.year + step for step in (-1, 0, 1))
    options = [found for each in years if (found := _day(each, month, day))]
    # "Sunday, 2 June" is of the year in which it is a Sunday
    fitting = [each for each in options if each.weekday() == weekday]
    return _nearest(fitting or options, published, future=context.future)


def _one(day: date | None) -> _Value:
    return (day, day, "day") if day else None


def _read_day(groups: _Groups, context: _Context) -> _Value:
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


def _read_streak(_groups: _Groups, context: _Context) -> _Value:
    """Read "for the third night running": the last of them, the one before the day told of it."""
    published = context.published
    if published is None:
        return None
    return published - timedelta(days=1), published, "day"


def _read_numeric(groups: _Groups, context: _Context) -> _Value:
    """Read day before month, unless only the other way round there is such a day."""
    day, month = _number(groups["day"]) or 0, _number(groups["month"]) or 0
    if month > 12 >= day:  # noqa: PLR2004  (months)
        day, month = month, day
    return _one(_in_year(_year_of(groups, context), month, day, context))


def _read_stamp(groups: _Groups, context: _Context) -> _Value:
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


def _in_month(day: int, context: _Context) -> date | None:
    """Return the day of this month, or of the one before, that was last; the next, if it is ahead.

    A report of 5 October that tells of "the 6th" tells of September.
    """
    published = context.published
    if published is None:
        return None
    count = published.year * 12 + published.month - 1
    months = [divmod(count + step, 12) for step in (-1, 0, 1)]
    options = [
        found for year, at in months if (found := _day(year, at + 1, day))
    ]
    past = [each for each in options if each <= published]
    return _nearest(
        options if context.future else past,
        published,
        future=context.future,
    )


def _read_bare_day(groups: _Groups, context: _Context) -> _Value:
    day = _number(groups["day"])
    return _one(_in_month(day, context)) if day else None


def _read_range(groups: _Groups, context: _Context) -> _Value:
    month = _month_number(groups["month"], context)
    days = [_number(groups["day"]), _number(groups["day2"])]
    if month is None or None in days:
        return None
    year = _year_of({**groups, "year2": None}, context)
    first, last = (_in_year(year, month, day or 0, context) for day in days)
    return (
        (first, last, "day") if first and last and first <= last else None
    )


def _read_long_range(groups: _Groups, context: _Context) -> _Value:
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


def _read_month(groups: _Groups, context: _Context) -> _Value:
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


def _read_part_of_month(groups: _Groups, context: _Context) -> _Value:
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


def _read_weekday(groups: _Groups, context: _Context) -> _Value:
    return _one(_weekday(groups["weekday"], groups.get("step"), context))


def _weekday(
    word: str | None, step: str | None, context: _Context
) -> date | None:
    published = context.published
    if published is None or word is None:
        return None
    back = (published.weekday() - context.words.weekdays[word.lower()]) % 7
    direction = context.words.weekday_steps.get((step or "").lower(), 0)
    if direction > 0 or (direction == 0 and context.future and back):
        return published + timedelta(days=7 - back)
    return published - timedelta(days=back or (7 if direction < 0 else 0))


def _read_nights(groups: _Groups, context: _Context) -> _Value:
    first = _weekday(groups["weekday"], None, context)
    return (first, first + timedelta(days=1), "day") if first else None


def _read_night_of(groups: _Groups, context: _Context) -> _Value:
    """Read the night of a day, which runs into the next."""
    told = (
        _read_weekday(groups, context)
        if groups.get("weekday")
        else _read_day(groups, context)
    )
    return (told[0], told[0] + timedelta(days=1), "day") if told else None


def _read_night_to(groups: _Groups, context: _Context) -> _Value:
    told = (
        _read_weekday(groups, context)
        if groups.get("weekday")
        else _read_day(groups, context)
    )
    return (told[0] - timedelta(days=1), told[0], "day") if told else None


def _read_near(groups: _Groups, context: _Context) -> _Value:
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


def _read_week_of(groups: _Groups, context: _Context) -> _Value:
    told = _read_day(groups, context)
    return (told[0], told[0] + timedelta(days=6), "week") if told else None


def _read_week_to(groups: _Groups, context: _Context) -> _Value:
    told = _read_day(groups, context)
    return (told[0] - timedelta(days=6), told[0], "week") if told else None


def _read_period(groups: _Groups, context: _Context) -> _Value:
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


def _read_ago(groups: _Groups, context: _Context) -> _Value:
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


def _read_year(groups: _Groups, context: _Context) -> _Value:
    del context
    year = int(groups["year"] or 1)
    return date(year, 1, 1), date(year, 12, 31), "year"


def _read_years(groups: _Groups, context: _Context) -> _Value:
    del context
    first, last = int(groups["year"] or 1), int(groups["year2"] or 1)
    return (
        (date(first, 1, 1), date(last, 12, 31), "year")
        if first <= last
        else None
    )


def _read_season(groups: _Groups, context: _Context) -> _Value:
    first, last = context.words.seasons[(groups["season"] or "").lower()]
    year = int(groups["year"] or 1)
    end = calendar.monthrange(year, last)[1]
    return date(year, first, 1), date(year, last, end), "month"


_READERS: Final[dict[str, Callable[[_Groups, _Context], _Value]]] = {
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
