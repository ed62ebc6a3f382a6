"""Cells of a ground: tiles of zoom 10, 1024 by 1024, counted from the north-west."""

import numpy as np
import pytest
import shapely

from sitmap.ground.cells import CLOSE, FAR, cells_of, split_levels
from sitmap.ground.features import Features
from sitmap.ground.kinds import KINDS


def features(*points, kind=0):
    """Make features at points, all of one kind."""
    texts = np.full(len(points), None, dtype=object)
    kinds = np.full(len(points), kind, dtype=np.uint8)
    return Features(kinds, shapely.points(points), texts)


@pytest.mark.parametrize(
    ("point", "x", "y"),
    [
        ((0.0, 0.0), 512, 512),
        ((-0.001, 0.001), 511, 511),
        ((-180.0, 90.0), 0, 1),
        ((180.0, -90.0), 1023, 1022),
    ],
)
def test_cells_of_points(point, x, y):
    """Null island begins the south-east, the last meridian is in the last cell, poles are at 85.

    At 85 degrees Web Mercator is at 3.1313 of pi: 1.7 cells from its edge.
    """
    assert cells_of(features(point)).tolist() == [x * 1024 + y]


def test_levels_that_hold_nothing_are_left_out():
    """What far views need, and what only near ones do."""
    far = next(at for at, kind in enumerate(KINDS) if kind.zoom <= 11)
    close = next(at for at, kind in enumerate(KINDS) if kind.zoom > 11)
    spot = (20.0, 43.0)
    for kind, level in ((far, FAR), (close, CLOSE)):
        found = list(split_levels(features(spot, kind=kind)))
        assert [(each, len(rows)) for each, rows in found] == [(level, 1)]
