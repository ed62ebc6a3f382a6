"""Outlines of counted areas."""

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import Point, Polygon, box

from sitmap.layers.area_outlines import pack_areas


def _pack(*shapes):
    names = [[f"A{at}"] for at in range(len(shapes))]
    return pack_areas(
        gpd.GeoDataFrame({"names": names}, geometry=list(shapes), crs=4326)
    )


def _unpack(ring):
    """Add up a ring's steps, as the page does: 10,000 units a degree."""
    return Polygon(np.cumsum(np.reshape(ring, (-1, 2)), axis=0) / 10_000)


def test_an_area_has_its_names_its_rings_and_a_spot_inside():
    """The spot is where its number stands: inside, also of a horseshoe."""
    horseshoe = Polygon(
        [(0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3)]
    )
    (told,) = _pack(horseshoe)
    assert (told["name"], told["names"]) == ("A0", ["A0"])
    assert horseshoe.contains(Point(told["lon"], told["lat"]))
    assert len(told["rings"]) == 1


def test_neighbours_keep_their_common_line():
    """Simplified alike on both sides, however fine it was."""
    wave = np.column_stack(
        [
            1 + 0.0005 * np.sin(np.linspace(0, 60, 200)),
            np.linspace(0, 2, 200),
        ]
    )
    west = Polygon([(0, 2), (0, 0), *wave.tolist()])
    east = Polygon([(2, 2), (2, 0), *wave.tolist()])
    one, two = _pack(west, east)
    shapes = [_unpack(*told["rings"]) for told in (one, two)]
    assert all(len(shape.exterior.coords) < 100 for shape in shapes)
    assert shapes[0].intersection(shapes[1]).area < 1e-9
    assert shapes[0].area + shapes[1].area == pytest.approx(4, abs=1e-6)


def test_small_areas_keep_their_corners():
    """A square of a kilometre is one still."""
    (told,) = _pack(box(20, 42, 20.01, 42.01))
    (ring,) = told["rings"]
    assert len(ring) == 10
