"""The days of dates by hand, against Wednesday 15 May 2024; a calendar gives the expectations."""

from datetime import date

import pytest

from sitmap.reports.text.date_arithmetic import READERS, DateContext, day_of
from sitmap.reports.text.date_words import date_words

WEDNESDAY = date(2024, 5, 15)
NO_GROUPS = ("day", "day2", "month", "month2", "year", "year2", "number")


def value_of(reads, *, published=WEDNESDAY, future=False, **groups):
    """What a way of reading makes of what a pattern's groups caught."""
    context = DateContext(date_words("en"), published, future)
    told = dict.fromkeys(NO_GROUPS) | groups
    found = READERS[reads](told, context)
    return found and (str(found[0]), str(found[1]), found[2])


def test_a_day_that_no_calendar_has_is_none():
    """2024 is a leap year, 2023 and 1900 are none."""
    assert day_of(2024, 2, 29) == date(2024, 2, 29)
    assert day_of(2023, 2, 29) is None
    assert day_of(1900, 2, 29) is None
    assert day_of(2024, 4, 31) is None
    assert day_of(2024, 13, 1) is None


@pytest.mark.parametrize(
    ("day", "month", "future", "expected"),
    [
        ("14", "May", False, "2024-05-14"),
        # 30 days ahead is announced, 335 days back would be the other
        ("14", "June", False, "2024-06-14"),
        # 46 days ahead is more than a tenth of 320 back
        ("30", "June", False, "2023-06-30"),
        ("30", "June", True, "2024-06-30"),
        ("31", "December", False, "2023-12-31"),
    ],
)
def test_a_day_without_its_year_is_the_likelier_one(
    day, month, future, expected
):
    """What was, unless it would be ten times as far away, or words say that it is to come."""
    got = value_of("day", day=day, month=month, future=future)
    assert got == (expected, expected, "day")


def test_a_weekday_chooses_the_year():
    """3 March was a Friday in 2023, a Sunday in 2024."""
    friday = value_of("day", day="3", month="March", weekday="friday")
    sunday = value_of("day", day="3", month="March", weekday="sunday")
    assert friday == ("2023-03-03", "2023-03-03", "day")
    assert sunday == ("2024-03-03", "2024-03-03", "day")


@pytest.mark.parametrize(
    ("day", "month", "expected"),
    [
        ("4", "5", "2024-05-04"),
        ("13", "4", "2024-04-13"),
        ("4", "13", "2024-04-13"),
    ],
)
def test_figures_are_day_before_month_unless_there_is_no_such_month(
    day, month, expected
):
    """A thirteenth month is a day."""
    got = value_of("numeric", day=day, month=month, year="2024")
    assert got == (expected, expected, "day")


@pytest.mark.parametrize(
    ("day", "future", "expected"),
    [
        ("14", False, "2024-05-14"),
        ("16", False, "2024-04-16"),
        ("16", True, "2024-05-16"),
    ],
)
def test_a_bare_day_is_of_the_month_in_which_it_was_last(
    day, future, expected
):
    """The 16th is ahead of the 15th: April's, unless words say that it is to come."""
    got = value_of("bare_day", day=day, future=future)
    assert got == (expected, expected, "day")


def test_a_bare_day_that_neither_month_has_is_none():
    """April has no 31st, and May's is still ahead."""
    assert value_of("bare_day", day="31") is None


@pytest.mark.parametrize(
    ("weekday", "step", "future", "expected"),
    [
        ("wednesday", None, False, "2024-05-15"),
        ("wednesday", "last", False, "2024-05-08"),
        ("thursday", None, False, "2024-05-09"),
        ("thursday", None, True, "2024-05-16"),
        ("monday", "next", False, "2024-05-20"),
    ],
)
def test_a_weekday_is_the_last_or_the_next(weekday, step, future, expected):
    """Its own name on its own day means today; "last Wednesday" a week ago."""
    got = value_of("weekday", weekday=weekday, step=step, future=future)
    assert got == (expected, expected, "day")


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        ("three", "days", ("2024-05-12", "2024-05-12", "day")),
        ("48", "hours", ("2024-05-13", "2024-05-13", "day")),
        ("two", "weeks", ("2024-04-28", "2024-05-04", "week")),
        ("five", "months", ("2023-12-01", "2023-12-31", "month")),
        ("ten", "years", ("2014-01-01", "2014-12-31", "year")),
    ],
)
def test_what_is_ago_keeps_the_precision_of_its_unit(
    number, unit, expected
):
    """Weeks are three days either way, months and years whole."""
    assert value_of("ago", number=number, unit=unit) == expected


@pytest.mark.parametrize(
    ("reads", "groups", "expected"),
    [
        (
            "range",
            {"day": "28", "day2": "3", "month": "May"},
            None,  # runs backwards
        ),
        (
            "long_range",
            {"day": "28", "month": "April", "day2": "3", "month2": "May"},
            ("2024-04-28", "2024-05-03", "day"),
        ),
        (
            "week_to",
            {"day": "12", "month": "May"},
            ("2024-05-06", "2024-05-12", "week"),
        ),
        (
            "night_of",
            {"day": "30", "month": "April"},
            ("2024-04-30", "2024-05-01", "day"),
        ),
        (
            "night_to",
            {"day": "1", "month": "May"},
            ("2024-04-30", "2024-05-01", "day"),
        ),
        (
            "month",
            {"month": "February", "year": "2024"},
            ("2024-02-01", "2024-02-29", "month"),
        ),
        ("month", {"month": "June"}, ("2023-06-01", "2023-06-30", "month")),
        (
            "part_of_month",
            {"part": "late", "month": "February"},
            ("2024-02-21", "2024-02-29", "week"),
        ),
        ("years", {"year": "2019", "year2": "2014"}, None),
        (
            "years",
            {"year": "2014", "year2": "2019"},
            ("2014-01-01", "2019-12-31", "year"),
        ),
    ],
)
def test_spans_of_days(reads, groups, expected):
    """Weeks, nights and months by a calendar; what ends before it begins is none."""
    assert value_of(reads, **groups) == expected


@pytest.mark.parametrize(
    ("reads", "groups"),
    [
        ("weekday", {"weekday": "monday"}),
        ("near", {"near": "yesterday"}),
        ("ago", {"number": "two", "unit": "days"}),
        ("period", {"step": "last", "unit": "week"}),
        ("month", {"month": "May"}),
        ("day", {"day": "3", "month": "May"}),
        ("streak", {}),
        ("bare_day", {"day": "3"}),
    ],
)
def test_nothing_is_guessed_without_a_day_of_publication(reads, groups):
    """What is relative stays unresolved."""
    assert value_of(reads, published=None, **groups) is None


def test_a_year_in_the_words_needs_no_day_of_publication():
    """What is whole is read as it is."""
    got = value_of("day", published=None, day="3", month="May", year="2019")
    assert got == ("2019-05-03", "2019-05-03", "day")
