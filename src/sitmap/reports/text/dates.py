"""Dates in a text: a language's patterns find them, plain arithmetic gives the days.

Relative dates are counted from the day of publication. The precision of the words is kept: "in
July" is a month, "last week" a week. Without a day of publication a relative date stays
unresolved, and says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sitmap.reports.languages import DEFAULT
from sitmap.reports.text.date_arithmetic import READERS, DateContext, day_of
from sitmap.reports.text.date_words import DateWords, date_words

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND: Final = 60
"""Letters before a date in which a word may say that it lies ahead: about a dozen words."""
_HEADING: Final = 100
"""Letters of a heading; a longer line is text."""
_HEADS: Final = ("day", "week")
"""Precisions of what a heading tells: a month's report has no day of its own."""
_WORD: Final = re.compile(r"\w+")
_ISO_DAY: Final = re.compile(r"[12]\d{3}-\d\d-\d\d(?!\d)")


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


def parse_day(words: str, language: str = DEFAULT) -> date | None:
    """Read a day of publication: ``2022-08-17``, ``17 August 2022``, an ISO time stamp.

    Examples
    --------
    >>> parse_day("17 August 2022"), parse_day("2022-08-17T10:00:00Z"), parse_day("soon")
    (datetime.date(2022, 8, 17), datetime.date(2022, 8, 17), None)
    """
    if _ISO_DAY.match(words):
        return day_of(int(words[:4]), int(words[5:7]), int(words[8:10]))
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
    words = date_words(language).heading_words
    if not date_words(language).deadline_words.isdisjoint(
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
    words = date_words(language)
    last = len(text) if end is None else end
    spans = [
        _read(text, at, number, words, published, (start, last))
        for at, number in _matches(text, start, last, words)
    ]
    return list(_shifted(text, spans, start, words)) if spans else spans


def _matches(
    text: str, start: int, end: int, words: DateWords
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
    words: DateWords,
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
    value = READERS[reads](groups, DateContext(words, published, future))
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


def _in_figures(told: str | None, words: DateWords) -> str | None:
    """Return the day of a month in figures, where it is in words."""
    known = (
        words.day_words.get(told.lower())
        if told and words.day_words
        else None
    )
    return told if known is None else str(known)


def _is_future(
    text: str, start: int, end: int, words: DateWords, begin: int
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
    text: str, spans: list[TimeSpan], start: int, words: DateWords
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
