"""Rings on a round world."""

import numpy as np
import pytest
import shapely

from sitmap.outlines.rings import (
    clip_polygons,
    make_polygon,
    make_valid,
    split_at_180,
)


def _ring(*points):
    return np.array(points, dtype=float)


SQUARE = _ring((0, 0), (2, 0), (2, 2), (0, 2), (0, 0))
FIJI = _ring((178, -18), (-178, -18), (-178, -16), (178, -16), (178, -18))


def test_a_polygon_of_arcs_with_a_hole():
    """4 square degrees less one."""
    hole = _ring((0.5, 0.5), (1.5, 0.5), (1.5, 1.5), (0.5, 1.5), (0.5, 0.5))
    polygon = make_polygon([[0], [1]], [SQUARE, hole])
    assert polygon.area == pytest.approx(3)


def test_a_polygon_across_the_antimeridian_is_as_wide_as_it_is():
    """4 degrees from 178 E, not 356 around the world."""
    polygon = make_polygon([[0]], [FIJI])
    west, _, east, _ = polygon.bounds
    assert east - west == pytest.approx(4)
    assert polygon.area == pytest.approx(8)


def test_a_ring_of_too_few_points_is_a_dot_and_no_error():
    """Simplified away, it holds nothing."""
    assert make_polygon([[0]], [SQUARE[:2]]).area == 0


def test_a_ring_across_the_antimeridian_is_split_in_two():
    """Two degrees on each side, none of them beyond 180."""
    parts = split_at_180(FIJI)
    areas = sorted(shapely.Polygon(part).area for part in parts)
    assert areas == pytest.approx([4, 4])
    assert max(np.abs(part[:, 0]).max() for part in parts) <= 180
    (whole,) = split_at_180(SQUARE)
    assert whole is SQUARE


def test_a_ring_round_a_pole_is_closed_along_the_pole():
    """All below 80 S: 360 degrees by ten."""
    lon = np.append(np.arange(-180, 180, 30.0), -180)
    ring = np.column_stack([lon, np.full(len(lon), -80.0)])
    parts = split_at_180(ring)
    area = sum(shapely.Polygon(part).area for part in parts)
    assert area == pytest.approx(3_600)


def test_what_runs_beyond_180_is_cut_on_both_sides_of_the_world():
    """Of Fiji's four degrees a map of 179 W shows what lies there."""
    polygon = np.array([make_polygon([[0]], [FIJI])])
    (east,) = clip_polygons(polygon, (-180.0, -20.0, -179.0, -10.0))
    assert east.area == pytest.approx(2)
    (far,) = clip_polygons(polygon, (0.0, -20.0, 10.0, -10.0))
    assert far.is_empty


def test_a_crossed_ring_is_mended_and_sound_ones_stay():
    """A bow tie holds two triangles of one square degree each."""
    bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2), (0, 0)])
    sound = shapely.Polygon(SQUARE)
    mended = make_valid(np.array([bow, sound]))
    assert mended[0].is_valid
    assert mended[0].area == pytest.approx(2)
    assert mended[1] is sound
