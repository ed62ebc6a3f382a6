"""A whole parted among its members, and the smallest circle that holds them."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from sitmap.gazetteer.partition import part_among, smallest_circle
from sitmap.geodesy import distance_m

corners = st.tuples(st.floats(-60, 60), st.floats(-170, 170))


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.lists(corners, min_size=1, max_size=6)
    )
)
def test_parts_cover_the_whole_and_no_spot_twice(members):
    """The parts of an area add up to it, and each holds its settlements."""
    if not members:
        return
    area = shapely.box(-180, -90, 180, 90)
    parts = part_among(area, members)
    assert sum(part.area for part in parts.values()) == pytest.approx(
        area.area, rel=1e-6
    )
    spots = [point for points in members.values() for point in points]
    for unit, points in members.items():
        for lat, lon in points:
            others = [
                p
                for p in spots
                if abs(p[0] - lat) < 1e-3 and abs(p[1] - lon) < 1e-3
            ]
            if len(others) == 1:  # of two on one spot, one has it
                assert (
                    parts[unit]
                    .buffer(1e-3)
                    .contains(shapely.Point(lon, lat))
                )


@settings(max_examples=100, deadline=None)
@given(st.lists(corners, min_size=1, max_size=20))
def test_a_smallest_circle_holds_every_point(points):
    """Wherever it was worked out."""
    lat, lon, radius_m = smallest_circle(points)
    assert all(
        distance_m(lat, lon, *point) <= radius_m + 1 for point in points
    )
