"""The day that relative dates are counted from: the one given, else the report's own."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sitmap.errors import InputError
from sitmap.reports.languages import DEFAULT, list_languages
from sitmap.reports.text.dates import heading_day, parse_day
from sitmap.reports.text.sentences import find_dateline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitmap.reports.passages import Passages

_HEAD_LINES: Final = 6
"""Lines at the head in which a report may tell its day: a title, an author, the place line …"""
_HEAD_LETTERS: Final = 200
"""… and what is looked at of each."""
_LATE: Final = timedelta(days=14)
"""A report that came out so much later than its own head says is dated twice."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# letters of a text in which dates are looked for: one that lacks its year comes soon
_LOOKED_AT: Final = 200_000


def parse_published(published: str | date | None) -> date | None:
    """Return the day of publication that somebody gives, however it is written.

    Raises
    ------
    InputError
        It is no day.

    Examples
    --------
    >>> parse_published("17 August 2022"), parse_published(None)
    (datetime.date(2022, 8, 17), None)
    """
    if published is None or isinstance(published, datetime):
        return published.date() if published else None
    if isinstance(published, date):
        return published
    day = parse_day(published)
    if day is None:
        raise InputError(
            f"published={published!r} is no day; write it as YYYY-MM-DD"
        )
    return day


def find_own_day(text: str, language: str) -> date | None:
    """Return the day that a report gives itself: in its place line or a heading at its head."""
    known = language if language in list_languages() else DEFAULT
    heads = (text, *_head_lines(text))
    days = (
        _dateline_day(each, known) or heading_day(each, known)
        for each in heads
    )
    return next((day for day in days if day is not None), None)


def _head_lines(text: str) -> Iterator[str]:
    """Yield what begins with each of the first lines: the text behind a title."""
    start = 0
    for _ in range(_HEAD_LINES):
        start = text.find("\n", start) + 1
        if not start:
            return
        yield text[start : start + _HEAD_LETTERS]


def _dateline_day(text: str, language: str) -> date | None:
    found = find_dateline(text)
    return parse_day(found[2], language) if found and found[2] else None


def say_day(
    passages: Passages, given: date | None, own: date | None
) -> Iterator[str]:
    """Say from which day relative dates are counted, if the report's own is used or differs."""
    if own is None:
        return
    if given is None and _counts_days(passages):
        yield (
            f"no day of publication is given: relative dates are counted from {own}, "
            "the day in the report's own head (--published says another)"
        )
    if given is not None and abs(given - own) > _LATE:
        yield (
            f"the report's own head says {own}, and its day of publication is {given}: "
            "relative dates are counted from the latter (--published says another)"
        )


def _counts_days(passages: Passages) -> bool:
    """Tell whether a date is told without its year: "on Friday", "3 March", "last week"."""
    until = min(len(passages.text), _LOOKED_AT)
    return any(
        not _YEAR.search(span.surface)
        for part in (passages, *passages.others)
        for span in part.dates_in(0, until)
    )


def lacks_day(passages: Passages) -> bool:
    """Tell whether a date stays unresolved for want of a day of publication."""
    if passages.published is not None:
        return False
    until = min(len(passages.text), _LOOKED_AT)
    return any(
        span.first is None
        for part in (passages, *passages.others)
        for span in part.dates_in(0, until)
    )
