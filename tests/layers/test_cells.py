"""H3 cells as arrays (the examples are of h3geo.org: 85283473fffffff lies at San Francisco Bay)."""

import numpy as np
import pytest
import shapely

from sitmap.layers.cells import (
    cell_centres,
    cell_outlines,
    cell_width_m,
    cells_at,
    compact,
    parents_of,
    parse_cells,
    resolution_of,
)

BAY = 0x85283473FFFFFFF


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("85283473fffffff", BAY),
        (" 0x85283473FFFFFFF ", BAY),
        (str(BAY), BAY),
        (BAY, BAY),
        ("85283473ffffff", 0),
        (-5, 0),
        (2**70, 0),
        ("", 0),
        (None, 0),
        (float("nan"), 0),
    ],
)
def test_cells_as_tables_write_them(value, cell):
    """Words and numbers; what is no cell is 0 and said to be none."""
    cells, valid = parse_cells([value])
    assert cells.tolist() == [cell]
    assert valid.tolist() == [cell != 0]


def test_a_parent_is_the_cell_of_the_coarser_resolution():
    """Resolution 4 of the bay is 8428347ffffffff; its own resolution changes nothing."""
    cells = np.array([BAY], np.uint64)
    assert resolution_of(cells).tolist() == [5]
    assert parents_of(cells, 4).tolist() == [0x8428347FFFFFFFF]
    assert parents_of(cells, 5).tolist() == [BAY]


def test_what_tells_cells_apart_is_their_digits():
    """7 bits of base cell and 3 a resolution: siblings differ, parents shift them out."""
    cells = np.array([BAY], np.uint64)
    whole, half = compact(cells, 5)[0], compact(parents_of(cells, 4), 4)[0]
    assert whole >> 3 == half
    assert whole < 2 ** (7 + 15)


def test_a_centre_lies_in_its_cell():
    """Longitude first: 121.98 W, 37.35 N."""
    cells = np.array([BAY], np.uint64)
    centre = cell_centres(cells)
    assert centre[0] == pytest.approx([-121.9764, 37.3458], abs=1e-3)
    assert cells_at(centre, 5).tolist() == [BAY]
    (outline,) = cell_outlines(cells)
    assert outline.contains(shapely.Point(centre[0]))
    assert cell_centres(np.array([], np.uint64)).shape == (0, 2)


def test_cells_across_the_antimeridian_are_cut_there():
    """Two parts within 180 degrees, none of them around the world."""
    cells = cells_at(np.array([[180.0, 0.0]]), 2)
    (outline,) = cell_outlines(cells)
    west, _, east, _ = outline.bounds
    assert (west, east) == (-180, 180)
    assert outline.area < 20


def test_a_cell_around_the_pole_is_closed_along_the_maps_edge():
    """It reaches 90 N all around."""
    (outline,) = cell_outlines(cells_at(np.array([[0.0, 90.0]]), 1))
    assert outline.bounds[::2] == (-180, 180)
    assert outline.bounds[3] == 90


def test_a_finer_cell_is_a_seventh_of_the_area():
    """Two resolutions are a seventh of the width."""
    assert cell_width_m(5) / cell_width_m(7) == pytest.approx(7)
