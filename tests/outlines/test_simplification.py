"""How simplified a line each vertex is still part of."""

import numpy as np
import pytest
import shapely

from sitmap.outlines.simplification import (
    FINEST_DEG,
    rank_of,
    rank_vertices,
)


@pytest.mark.parametrize(
    ("tolerance", "rank"),
    [
        (0.0, 0),
        (0.00079, 0),
        (0.0008, 1),
        (0.0016, 5),
        (0.0032, 9),
        (90, 34),
    ],
)
def test_a_rank_more_is_a_fourth_root_of_two(tolerance, rank):
    """Four steps double the tolerance; beyond the last there is no more to leave out."""
    assert rank_of(tolerance) == rank


def test_ends_stay_whatever_is_left_out():
    """Else neighbours would part where they meet."""
    line = np.array([[0, 0], [1, 0.0], [2, 0]])
    assert rank_vertices([line]).tolist() == [34, 0, 34]


def test_a_corner_stays_as_long_as_it_is_higher_than_the_tolerance():
    """A bump of .01 degrees survives tolerances up to that and none above."""
    line = np.array([[0, 0], [1, 0.01], [2, 0]])
    rank = int(rank_vertices([line])[1])
    assert FINEST_DEG * 2 ** ((rank - 1) / 4) <= 0.01
    assert FINEST_DEG * 2 ** (rank / 4) >= 0.0099


def test_picking_by_rank_is_simplifying():
    """The same vertices as shapely leaves, for each line by itself."""
    turns = np.linspace(0, 6, 60)
    lines = [
        np.column_stack([turns, np.sin(turns)]),
        np.column_stack([turns, 0.3 * np.cos(3 * turns)]),
    ]
    ranks = np.split(rank_vertices(lines), [60])
    tolerance = FINEST_DEG * 2**4
    for line, ranked in zip(lines, ranks, strict=True):
        kept = line[ranked >= rank_of(tolerance)]
        simple = shapely.simplify(shapely.LineString(line), tolerance)
        assert kept.tolist() == shapely.get_coordinates(simple).tolist()
