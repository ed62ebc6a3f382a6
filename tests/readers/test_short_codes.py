"""Short plus codes need a place near them.

Zvečan lies at 42.91 N, 20.84 E; 8GJ2VVR8+HC is the full code there. By the alphabet of plus codes
(23456789CFGHJMPQRVWX) its latitude is -90 + 6*20 + 12 + 17/20 + 16/400 + 11/8000 = 42.8914, its
longitude -180 + 10*20 + 0 + 17/20 + 6/400 + 8/8000 = 20.866.
"""

import pandas as pd
import pytest

from sitmap.readers.short_codes import find_short_codes, place_short_codes


def _placed(cells, **columns):
    column = pd.Series(cells)
    return place_short_codes(column, pd.DataFrame(columns, column.index))


def test_only_short_codes_are_found():
    """Full ones, other notations, and texts with a plus of another kind are not."""
    cells = ["VVR8+HC", "8GJ2VVR8+HC", "42.9, 20.8", "A+ road", None]
    found = find_short_codes(pd.Series(cells))
    assert found.to_list() == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("cell", "columns"),
    [
        ("VVR8+HC Zvečan", {}),
        ("VVR8+HC, Zvečan", {}),
        ("VVR8+HC", {"place": ["Zvečan"]}),
    ],
)
def test_a_town_behind_the_code_or_in_the_row_places_it(cell, columns):
    """Where the full code lies, to some ten metres."""
    points = _placed([cell], **columns)
    (point,) = points.geometry
    assert (point.x, point.y) == pytest.approx((20.8661, 42.8914), abs=1e-4)
    assert not points.problems


def test_without_a_town_the_remedy_is_told():
    """A short code alone is in any of some hundred places."""
    points = _placed(["VVR8+HC"])
    assert points.geometry.isna().all()
    assert points.problems == {
        0: "coordinates 'VVR8+HC' is a short plus code; write the full code,"
        " or a town behind it"
    }


def test_a_town_that_is_none_or_many_is_told():
    """Nothing is guessed of it."""
    points = _placed(["VVR8+HC Nowhereville-on-Sea"])
    assert points.geometry.isna().all()
    assert "is no one place; write the full code" in points.problems[0]
