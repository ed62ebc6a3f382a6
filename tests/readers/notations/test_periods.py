"""Weeks, quarters and halves of years, as calendars print them."""

from __future__ import annotations

import pytest

from sitmap.readers.notations.periods import read_period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        # ISO 8601: week 1 has the year's first Thursday
        ("2024-W01", "2024-01-01", "2024-01-07"),
        ("2021-W01", "2021-01-04", "2021-01-10"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("week 10 of 2024", "2024-03-04", "2024-03-10"),
        ("Q4 2023", "2023-10-01", "2023-12-31"),
        ("2024 Q1", "2024-01-01", "2024-03-31"),
        ("H1 2024", "2024-01-01", "2024-06-30"),
    ],
)
def test_a_period_has_its_days(text: str, start: str, end: str) -> None:
    found = read_period(text)
    assert found is not None
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    "text", ["2021-W53", "Q5 2023", "week 60 of 2024", ""]
)
def test_there_is_no_such_period(text: str) -> None:
    assert read_period(text) is None
