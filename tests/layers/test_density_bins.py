"""Time on a map of counts.

1 January 1970 was a Thursday; 1 January 2024, day 19,723, a Monday.
"""

import numpy as np
import pytest

from sitmap.layers.counted import NO_DAY
from sitmap.layers.density_bins import (
    bin_starts,
    bins_of,
    choose_unit,
    coarser_units,
    last_day_of,
)

DAY = 19_723  # 2024-01-01


@pytest.mark.parametrize(
    ("step", "days", "unit"),
    [
        ("day", 1, "day"),
        ("day", 240, "day"),
        ("day", 241, "week"),
        ("day", 1_681, "month"),
        ("day", 7_201, "year"),
        ("week", 7_201, "week"),
        ("month", 10, "month"),
        ("year", 10, "year"),
    ],
)
def test_the_finest_unit_that_has_room(step, days, unit):
    """240 bars; never finer than the counts; weeks fit into no other unit."""
    assert choose_unit(step, (DAY, DAY + days - 1)) == unit


def test_no_day_at_all_has_the_counts_own_step():
    """Nothing is coarser than it must be."""
    assert choose_unit("month", None) == "month"


@pytest.mark.parametrize(
    ("unit", "days", "bins"),
    [
        ("day", [0, 1, 31], [0, 1, 31]),
        ("week", [-1, 0, 6, 7], [-1, 0, 0, 1]),
        ("month", [0, 30, 31, 60], [0, 0, 1, 2]),
        ("year", [-1, 0, 365, 366], [-1, 0, 0, 1]),
    ],
)
def test_bins_count_from_the_first_day(unit, days, bins):
    """Weeks from Monday; January has 31 days, February 2024 has 29, the year 366."""
    found = bins_of(np.array(days) + DAY, unit, DAY)
    assert found.tolist() == bins


def test_no_day_is_in_no_bin():
    """Whatever the unit."""
    for unit in ("day", "week", "month", "year"):
        assert bins_of(np.array([NO_DAY]), unit, DAY).tolist() == [-1]


@pytest.mark.parametrize(
    ("unit", "starts"),
    [
        ("day", [2, 3, 4]),
        ("week", [0, 7, 14]),
        ("month", [0, 31, 60]),
        ("year", [0, 366, 731]),
    ],
)
def test_starts_of_bins(unit, starts):
    """Of 3 January 2024 and the two bins behind it."""
    assert (bin_starts(3, unit, DAY + 2) - DAY).tolist() == starts


def test_last_days():
    """A week has seven days, February 2024 has 29, a day itself."""
    assert last_day_of(DAY, "day") == DAY
    assert last_day_of(DAY, "week") == DAY + 6
    assert last_day_of(DAY + 31, "month") == DAY + 59
    assert last_day_of(DAY, "year") == DAY + 365


def test_what_a_unit_can_be_added_up_to():
    """Days not to weeks, which the page has no bars for beside months."""
    assert coarser_units("day") == ("month", "year")
    assert coarser_units("week") == ("month", "year")
    assert coarser_units("year") == ()
