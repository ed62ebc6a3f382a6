"""The nearest places: by distances as they are on the Earth, within some two hundred kilometres."""

import numpy as np
import pytest

from sitmap.gazetteer.nearest import find_nearest


@pytest.mark.parametrize(
    ("points", "places", "count", "found"),
    [
        ([[0, 0]], [[0.1, 0], [0, 0.05], [3, 0]], 5, [1, 0]),
        ([[0, 0]], [[0.15, 0], [0, 0.1]], 2, [1, 0]),
        ([[0, 60]], [[0.15, 60], [0, 60.1]], 2, [0, 1]),
        ([[0, 0], [9, 9]], [[0.2, 0], [0.1, 0], [9, 9]], 2, [1, 2, 0]),
        ([[0, 0]], [[50, 50]], 3, []),
    ],
)
def test_places_by_their_turn(points, places, count, found):
    """At 60 degrees a degree of longitude is half as long; the nearest of each point come first."""
    rows = find_nearest(
        np.array(points, dtype=float), np.array(places, dtype=float), count
    )
    assert rows.tolist() == found
