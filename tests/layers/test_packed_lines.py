"""Outlines as whole numbers."""

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from sitmap.layers.packed_lines import PackedLines, pack_line, pack_rings


def _unpack(packed):
    steps = np.array(packed).reshape(-1, 2)
    return (np.cumsum(steps, axis=0) / 10_000).tolist()


def test_steps_add_up_to_the_line():
    """To 11 metres; a step of nothing is left off."""
    line = LineString([(20, 42), (20.00001, 42), (20.5, 41.5)])
    assert _unpack(pack_line(line)) == [[20, 42], [20.5, 41.5]]


def test_rounding_never_adds_up():
    """Each point is rounded, not each step: after 1,000 steps of .44 units it is where it was."""
    lon = 20 + np.arange(1_001) * 0.000044
    line = LineString(np.column_stack([lon, np.full(1_001, 42.0)]))
    assert _unpack(pack_line(line))[-1][0] == pytest.approx(
        20.044, abs=6e-5
    )


def test_every_ring_of_every_polygon_and_nothing_else():
    """Two outer ones and a hole; points and lines have none."""
    holed = Polygon(
        box(0, 0, 3, 3).exterior.coords, [box(1, 1, 2, 2).exterior.coords]
    )
    shapes = [MultiPolygon([holed, box(5, 5, 6, 6)]), Point(1, 1)]
    assert len(pack_rings(shapes)) == 3
    assert pack_rings([]) == []


def test_lines_one_behind_the_other_are_byte_planes():
    """x 3, 1 of two lines are steps 3, -2: folded 6, 3; y 0, 0 are 0, 0."""
    lines = PackedLines(scale=1)
    assert lines.add(np.array([[3.0, 0.0]])) == 1
    assert lines.add(np.array([[1.0, 0.0]])) == 1
    assert lines.to_bytes() == bytes([6, 3] + [0] * 6 + [0] * 8)


def test_points_of_each_line_are_counted_as_they_are_kept():
    """The page asks how many belong to which."""
    lines = PackedLines(scale=10)
    shapes = [
        shapely.MultiLineString(
            [[(0, 0), (1, 1)], [(2, 2), (2.01, 2), (3, 3)]]
        )
    ]
    assert lines.add_lines(shapes) == [2, 2]
    assert PackedLines(scale=10).to_bytes() == b""
