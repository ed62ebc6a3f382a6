"""Days of other calendars, by conversions that almanacs print."""

from __future__ import annotations

from datetime import date

import pytest

from sitmap.readers.notations.calendars import (
    ForeignDay,
    convert_day,
    decide_calendar,
    find_foreign_day,
    has_persian_digits,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1403-01-01", ForeignDay(1403, 1, 1)),
        ("14030101", ForeignDay(1403, 1, 1)),
        ("1/9/1445", ForeignDay(1445, 9, 1)),
        ("1 Ramadan 1445", ForeignDay(1445, 9, 1, "lunar")),
        ("22 بهمن 1357", ForeignDay(1357, 11, 22, "solar")),
        ("14 ตุลาคม 2516", ForeignDay(2516, 10, 14, "buddhist")),
        ("1445/09/01 هـ", ForeignDay(1445, 9, 1, "lunar")),
    ],
)
def test_a_day_of_another_calendar_is_found(
    text: str, day: ForeignDay
) -> None:
    assert find_foreign_day(text) == day


@pytest.mark.parametrize(
    "text", ["2024-03-20", "20 March 2024", "1999/1/1", ""]
)
def test_our_days_are_not_theirs(text: str) -> None:
    assert find_foreign_day(text) is None


@pytest.mark.parametrize(
    ("day", "calendar", "ours"),
    [
        (ForeignDay(1403, 1, 1), "solar", date(2024, 3, 20)),  # Nowruz
        (ForeignDay(1357, 11, 22), "solar", date(1979, 2, 11)),
        (ForeignDay(1445, 9, 1), "lunar", date(2024, 3, 11)),  # Ramadan
        (ForeignDay(2516, 10, 14), "buddhist", date(1973, 10, 14)),
        (ForeignDay(1403, 7, 31), "solar", None),  # Mehr has thirty days
        (ForeignDay(1403, 1, 1), None, None),
    ],
)
def test_a_day_is_converted_or_none(
    day: ForeignDay, calendar: str | None, ours: date | None
) -> None:
    assert convert_day(day, calendar) == ours  # type: ignore[arg-type]


def test_years_of_two_calendars_decide_nothing() -> None:
    days = [ForeignDay(1403, 1, 31), ForeignDay(2567, 1, 5)]
    assert decide_calendar(days) is None


def test_digits_of_iran_are_told_from_those_of_arab_countries() -> None:
    assert has_persian_digits("۱۴۰۳")
    assert not has_persian_digits("١٤٤٥")
    assert not has_persian_digits("1403")
