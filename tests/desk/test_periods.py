"""Periods: by the calendar and by ISO 8601's weeks, and what is dated less closely says so."""

import pandas as pd
import pytest

from sitmap.desk.periods import name_periods, parse_period
from sitmap.errors import InputError


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2023-Q4", "2023-10-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        (" 2024-05-29 ", "2024-05-29", "2024-05-29"),
        ("2024-01-31..2024-02-01", "2024-01-31", "2024-02-01"),
    ],
)
def test_days_of_a_period(told, first, last):
    """A leap year's February, a week of two years."""
    days = tuple(f"{day:%Y-%m-%d}" for day in parse_period(told))
    assert days == (first, last)


@pytest.mark.parametrize(
    "told",
    ["", "24", "2024Q5", "2021-W53", "2024-13", "2023-02-29", "May 2024"],
)
def test_what_is_no_period_is_told(told):
    """2021 has 52 weeks, 2023 no 29 February."""
    with pytest.raises(InputError, match="is no period; write it as"):
        parse_period(told)


def test_a_period_ends_after_it_begins():
    """The other way round is a slip, not an empty period."""
    with pytest.raises(InputError, match="ends before it begins"):
        parse_period("2024-02-01..2024-01-31")


def test_what_is_known_less_closely_is_named_so():
    """A week lies in a month, a month in no week; 1 January 2021 is in 2020's last week."""
    table = pd.DataFrame(
        {
            "date_start": pd.to_datetime(
                ["2021-01-01", "2023-05-01", "2023-05-01", None]
            ),
            "date_precision": ["day", "week", "month", "day"],
        }
    )
    assert name_periods(table, "week").to_list() == [
        "2020-W53",
        "2023-W18",
        "2023-05 (month only)",
        "(no date)",
    ]
    assert name_periods(table, "quarter").to_list() == [
        "2021-Q1",
        "2023-Q2",
        "2023-Q2",
        "(no date)",
    ]
