"""Numbers that stand for a day.

1 January 2024 is day 45,292 of spreadsheets and day 19,723 of Unix; 5 March is 64 days on.
"""

import pytest

from sitmap.readers.notations.date_numbers import read_number
from sitmap.readers.notations.moment import Moment

NOON = (19_723 + 64) * 86_400 + 12 * 3_600


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("45356", Moment("2024-03-05", "day")),
        ("45356.0", Moment("2024-03-05", "day")),
        ("45356,5", Moment("2024-03-05", "day", time="12:00")),
        ("20000", Moment("1954-10-03", "day")),
        ("60000", Moment("2064-04-08", "day")),
        ("2024030514", Moment("2024-03-05", "day", time="14:00")),
        ("202403051430", Moment("2024-03-05", "day", time="14:30")),
        ("20240305143059", Moment("2024-03-05", "day", time="14:30")),
    ],
)
def test_hours_of_a_spreadsheet_or_a_stamp_are_the_sources_own(
    text, moment
):
    """Such a number says no zone, and its hour gets no offset."""
    read = read_number(text)
    assert (read.start, read.time, read.offset) == (
        moment.start,
        moment.time,
        None,
    )


@pytest.mark.parametrize("text", [f"{NOON}", f"{NOON}000", f"{NOON}.25"])
def test_seconds_since_1970_are_in_utc(text):
    """Seconds, milliseconds and a fraction of a second tell one noon, in UTC."""
    assert read_number(text) == Moment(
        "2024-03-05", "day", time="12:00", offset="+00:00"
    )


@pytest.mark.parametrize(
    "text",
    [
        "1234",
        "19999",
        "60001",
        "20240305",
        "2024133214",
        "202413051430",
        "20240230120000",
        "123456789012345",
        "-45356",
        "45 356",
        "",
    ],
)
def test_other_numbers_are_no_days(text):
    """Short and long ones, a compact day (a layout of its own), stamps with a month 13."""
    assert read_number(text) is None


def test_a_stamp_with_a_month_13_is_never_milliseconds_of_1976():
    """Twelve digits that begin as a year of ours are that or nothing."""
    assert read_number("202413051430") is None
    assert read_number("199000000000") is None


def test_milliseconds_of_the_last_century_are_read():
    """946,684,800 seconds is 1 January 2000, told by twelve digits of milliseconds."""
    assert read_number("946684800000").start == "2000-01-01"


def test_a_stamp_in_the_last_seconds_of_a_year_stays_in_it():
    """Seconds are left off, as in every other layout; no stamp is rounded into the next day."""
    assert read_number("20231231235945") == Moment(
        "2023-12-31", "day", time="23:59"
    )


def test_a_serial_of_rounded_minutes_is_the_minute_meant():
    """Spreadsheets write 14:30 as .604166666, a hair less than 14:30."""
    assert read_number("45356.604166666").time == "14:30"
