"""What of a summary a map of counts shows."""

import numpy as np
import pandas as pd
import pytest

from sitmap.errors import InputError
from sitmap.layers.cells import cells_at
from sitmap.layers.counted import read_counted
from sitmap.layers.density_input import (
    check_options,
    read_summary,
    unit_of,
    within_map,
)


def _summary(*spots, step="day"):
    """Count 1, 2, 3… incidents in the cells of spots (longitude, latitude)."""
    cells = cells_at(np.array(spots, dtype=float), 3)
    frame = pd.DataFrame(
        {
            "cell": [f"{cell:x}" for cell in cells.tolist()],
            "day": pd.to_datetime(["2024-03-04"] * len(spots)),
            "incidents": range(1, len(spots) + 1),
        }
    )
    frame.attrs["sitmap"] = {"by": ["h3", step]}
    return frame


def test_cells_beyond_the_edge_of_the_map_are_left_off_with_their_number():
    """Web maps end at 85 degrees: the two incidents at 88 N are told, the others stay."""
    shown = within_map(read_counted(_summary((20, 42), (20, 88), (30, 50))))
    assert shown.incidents.tolist() == [1, 3]
    assert len(shown.cells) == 2
    assert shown.left_off == {
        "beyond 85° of latitude, where the map ends": 2
    }


def test_nothing_within_the_map_is_told():
    """A summary of the pole has no page."""
    with pytest.raises(InputError, match="every cell lies beyond 85"):
        within_map(read_counted(_summary((20, 88))))


def test_counts_by_area_have_no_edge():
    """Their outlines are the user's."""
    frame = pd.DataFrame(
        {
            "area": ["North"],
            "day": pd.to_datetime(["2024-03-04"]),
            "incidents": [1],
        }
    )
    counted = read_counted(frame)
    assert within_map(counted) is counted
    with pytest.raises(InputError, match="bounds= is for counts by cell"):
        read_summary(frame, None, None, (20, 42, 21, 43))


def test_a_view_leaves_off_what_lies_outside():
    """And is told where nothing is left."""
    frame = _summary((20, 42), (30, 50))
    counted, unit, coarsened = read_summary(
        frame, None, None, (15, 40, 25, 45)
    )
    assert counted.incidents.tolist() == [1]
    assert sum(counted.left_off.values()) == 2
    assert (unit, coarsened) == (None, None)
    with pytest.raises(InputError, match="no incidents in this view"):
        read_summary(frame, None, None, (-80, -10, -70, 0))


def test_no_unit_is_finer_than_the_counts():
    """Days that were counted by week are weeks."""
    weekly = read_counted(_summary((20, 42), step="week"))
    assert unit_of(weekly, "day") == "week"
    daily = read_counted(_summary((20, 42)))
    assert unit_of(daily, "month") == "month"
    assert unit_of(daily, None) == "day"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("hour", None, 10.0), "step is 'hour'; choose one of day, week"),
        ((None, 16, 10.0), "resolution is 16; H3 has 0"),
        ((None, None, 1.9), "page_mb is 1.9; a page weighs 2 MB"),
        ((None, None, float("nan")), "page_mb is nan"),
    ],
)
def test_options_that_are_none_are_told(options, told):
    """With what there is; the ends of each range pass."""
    with pytest.raises(InputError, match=told):
        check_options(*options)
    check_options("year", 15, 2.0)
    check_options(None, 0, 1e9)
