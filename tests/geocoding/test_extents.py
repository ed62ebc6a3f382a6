"""How far a point lies outside a place.

Distances are on a sphere of 6,371 km: a degree on the equator or a meridian is 111.2 km.
"""

import pytest
from tests.geocoding.made_places import make_place

from sitmap.gazetteer import open_gazetteer
from sitmap.geocoding.extents import distance_to_extent_m


def _far(place, lat, lon):
    return distance_to_extent_m(place, lat, lon) / 1000


def test_a_disc_is_left_at_its_edge():
    """A town of two kilometres, eleven away: nine; inside it none."""
    town = make_place(lat=0.0, lon=0.0)
    assert _far(town, 0.0, 0.1) == pytest.approx(9.13, abs=0.05)
    assert _far(town, 0.01, 0.0) == 0


def test_a_box_is_measured_to_its_nearest_edge():
    """A degree to the east of it, and a degree to the north."""
    lake = make_place(
        lat=0.0, lon=10.0, kind="lake", bbox=(9.0, -1.0, 11.0, 1.0)
    )
    assert _far(lake, 0.0, 12.0) == pytest.approx(111.2, abs=0.2)
    assert _far(lake, 2.0, 10.0) == pytest.approx(111.2, abs=0.2)
    assert _far(lake, 0.5, 9.5) == 0


def test_a_box_beside_the_antimeridian_is_near_from_both_sides():
    """179 W lies two degrees east of 179 E, and not 349 west."""
    atoll = make_place(
        lat=0.0, lon=175.0, kind="lake", bbox=(170.0, -1.0, 179.0, 1.0)
    )
    assert _far(atoll, 0.0, -179.0) == pytest.approx(222.4, abs=0.3)


def test_a_box_across_the_antimeridian_is_measured_to_the_nearer_side():
    """From 176 E to 178 W: 177 W is one degree off, 175 E one on the other side, 180 inside."""
    sea = make_place(
        lat=0.0, lon=179.0, kind="lake", bbox=(176.0, -1.0, -178.0, 1.0)
    )
    assert _far(sea, 0.0, -177.0) == pytest.approx(111.2, abs=0.2)
    assert _far(sea, 0.0, 175.0) == pytest.approx(111.2, abs=0.2)
    assert _far(sea, 0.0, 180.0) == 0


def test_an_area_is_as_large_as_its_outline():
    """Prizren lies in Kosovo; Skopje, 20 km beyond its border, does not, though near its middle."""
    kosovo = open_gazetteer().by_id("country:XK")
    assert _far(kosovo, 42.21, 20.74) == 0
    assert 5 < _far(kosovo, 42.0, 21.43) < 25


def test_a_country_on_both_sides_of_the_antimeridian():
    """Taveuni (180) and Suva are Fiji's; Tonga, some 300 km from its nearest isle, is not."""
    fiji = open_gazetteer().by_id("country:FJ")
    assert _far(fiji, -18.1, 178.4) < 20
    assert _far(fiji, -16.9, -179.95) < 20
    assert 150 < _far(fiji, -21.1, -175.2) < 700
