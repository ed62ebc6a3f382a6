"""One day, month or year of our calendar."""

import pytest

from sitmap.readers.notations.day_order import Conventions
from sitmap.readers.notations.days import (
    make_moment,
    read_day,
    read_rare_layout,
)
from sitmap.readers.notations.moment import Moment

NOTHING_SHOWN = Conventions()


def _read(text, column=NOTHING_SHOWN):
    return read_day(text, column, text)


@pytest.mark.parametrize(
    ("year", "month", "day", "start"),
    [
        ("2024", "2", "29", "2024-02-29"),
        ("2024", "März", "5", "2024-03-05"),
        ("68", "1", "1", "2068-01-01"),
        ("69", "1", "1", "1969-01-01"),
        ("1600", "1", "1", "1600-01-01"),
        ("2200", "12", "31", "2200-12-31"),
    ],
)
def test_a_day_that_there_is(year, month, day, start):
    """A leap day, a month by its name, short years as POSIX reads them, the first and last year."""
    assert make_moment(year, month, day, "day") == Moment(start, "day")


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        ("2023", "2", "29"),
        ("2023", "13", "1"),
        ("2023", "0", "1"),
        ("2023", "4", "31"),
        ("2023", "Smarch", "1"),
        ("1599", "1", "1"),
        ("2201", "1", "1"),
    ],
)
def test_a_day_that_there_is_not(year, month, day):
    """No leap day in 2023, no month 13 or 0, no 31 April, no year of another calendar."""
    assert make_moment(year, month, day, "day") is None


def test_the_hour_behind_a_day_is_kept_with_its_offset():
    """An hour, one with its zone, and the words for a part of the day, which say no hour."""
    assert _read("2024-03-05 14:30").time == "14:30"
    zoned = _read("2024-03-05T14:30+02:00")
    assert (zoned.time, zoned.offset) == ("14:30", "+02:00")
    assert _read("5 March 2024, in the evening") == Moment(
        "2024-03-05", "day"
    )


def test_words_that_are_no_hour_make_no_day():
    """What follows a day and isn't known is told, not cut off."""
    assert _read("5 March 2024, or so they say") is None
    assert _read("5 March 2024, 7 March 2024") is None


def test_an_order_that_nothing_shows_is_asked_for():
    """03/04/2023 by itself is two days; the column's order makes it one."""
    assert _read("03/04/2023") == (
        "'03/04/2023' may be day/month or month/day;"
        " say which with dayfirst=True or dayfirst=False (--dayfirst, --monthfirst)"
    )
    assert (
        _read("03/04/2023", Conventions({"/": True})).start == "2023-04-03"
    )
    assert (
        _read("03/04/2023", Conventions({"/": False})).start == "2023-03-04"
    )


@pytest.mark.parametrize(
    ("text", "start", "time"),
    [
        ("5. III 2024", "2024-03-05", None),
        ("31-XII-2023", "2023-12-31", None),
        ("5.IX.2024", "2024-09-05", None),
        ("2024年3月5日", "2024-03-05", None),
        ("2024. 3. 5.", "2024-03-05", None),
        ("Mar 5 14:30:00 UTC 2024", "2024-03-05", "14:30"),
    ],
)
def test_rare_layouts(text, start, time):
    """Roman months, East Asia, Hungary, and what `date` prints on Unix."""
    found = read_rare_layout(text)
    assert (found.start, found.time) == (start, time)


@pytest.mark.parametrize(
    "text", ["30.II.2024", "5.XIII.2024", "2024年13月5日"]
)
def test_rare_layouts_of_no_day(text):
    """No 30 February, no thirteenth month."""
    assert read_rare_layout(text) is None


def test_a_month_and_a_year_are_their_first_day():
    """They say so by their precision."""
    assert _read("March 2024") == Moment("2024-03-01", "month")
    assert _read("2024") == Moment("2024-01-01", "year")
