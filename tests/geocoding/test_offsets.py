"""Spots relative to a place.

On the equator 10 km are .0899 degrees of longitude (6,378,137 m of radius).
"""

import pytest
from tests.geocoding.made_places import make_match, make_place

from sitmap.geocoding.offsets import (
    apply_offset,
    closest_pair,
    compass_point,
    midpoint,
)
from sitmap.geocoding.relations import Offset

TOWN = make_match(make_place(lat=0.0, lon=0.0))
AREA = make_match(
    make_place(lat=0.0, lon=0.0, kind="admin1", uncertainty_m=40_000.0)
)


@pytest.mark.parametrize(
    ("bearing", "point"),
    [
        (0, "N"),
        (359, "N"),
        (11, "N"),
        (12, "NNE"),
        (90, "E"),
        (225, "SW"),
        (348, "NNW"),
        (-90, "W"),
    ],
)
def test_bearings_are_named_by_sixteenths(bearing, point):
    """Each reaches 11.25 degrees to both sides."""
    assert compass_point(bearing) == point


def test_a_distance_with_its_bearing_is_a_spot():
    """10 km east: the circle holds an eighth of the compass and the town's own size."""
    moved = apply_offset(TOWN, Offset("distance", 90.0, 10_000.0))
    assert (moved.lat, moved.lon) == pytest.approx((0, 0.0898), abs=2e-4)
    assert moved.uncertainty_m == pytest.approx(4_000 + 2_000)
    assert moved.label == "10 km E of Town"
    assert moved.precision == "near"


def test_a_distance_without_a_bearing_is_a_circle_around_the_town():
    """As far as it was told, rounded up by a tenth."""
    around = apply_offset(TOWN, Offset("distance", None, 10_000.0))
    assert (around.lat, around.lon) == (0, 0)
    assert around.uncertainty_m == pytest.approx(11_000 + 2_000)
    assert around.label == "10 km from Town"


@pytest.mark.parametrize(
    ("metres", "told"),
    [(500, "500 m"), (1_500, "1.5 km"), (9_000, "9 km"), (74_000, "74 km")],
)
def test_distances_as_readers_need_them(metres, told):
    """Metres below one kilometre, one decimal below ten."""
    label = apply_offset(TOWN, Offset("distance", 0.0, metres)).label
    assert label == f"{told} N of Town"


def test_near_a_town_is_wider_and_near_an_area_is_the_area():
    """7.5 km beyond the town; who is near a province is in it as far as anybody knows."""
    near = apply_offset(TOWN, Offset("near"))
    assert (near.uncertainty_m, near.label) == (9_500, "near Town")
    assert apply_offset(AREA, Offset("near")) is AREA


def test_towards_begins_beyond_the_place():
    """Five kilometres out of a town; out of a province from its edge."""
    town = apply_offset(TOWN, Offset("towards", 90.0))
    assert town.lon == pytest.approx(5_000 / 111_320, rel=0.01)
    area = apply_offset(AREA, Offset("towards", 90.0))
    assert area.lon == pytest.approx(45_000 / 111_320, rel=0.01)


def test_a_part_of_a_place_keeps_its_precision():
    """The north of it is the middle of its northern half; the centre is where the place is."""
    north = apply_offset(AREA, Offset("part", 0.0))
    assert north.lat == pytest.approx(20_000 / 110_574, rel=0.01)
    assert north.uncertainty_m == pytest.approx(34_000)
    assert (north.precision, north.label) == (AREA.precision, "north Town")
    centre = apply_offset(AREA, Offset("part"))
    assert (centre.lat, centre.label) == (0, "central Town")


def test_half_way_holds_both_ends():
    """Between 0 and .2 degrees it is .1, with a circle of 11 km and the larger town's size."""
    other = make_match(
        make_place("Other", lat=0.0, lon=0.2, uncertainty_m=3_000.0),
        score=0.7,
    )
    middle = midpoint(TOWN, other)
    assert (middle.lat, middle.lon) == pytest.approx((0, 0.1), abs=1e-3)
    assert middle.uncertainty_m == pytest.approx(11_130 + 3_000, rel=0.01)
    assert (middle.score, middle.label) == (0.7, "between Town and Other")
    assert midpoint(TOWN, TOWN) is TOWN


def test_half_way_across_the_antimeridian():
    """Between 179 E and 179 W it is 180, not Greenwich."""
    west = make_match(make_place(lat=0.0, lon=179.0))
    east = make_match(make_place(lat=0.0, lon=-179.0))
    assert abs(midpoint(west, east).lon) == pytest.approx(180, abs=0.01)


def test_a_road_joins_the_nearest_namesakes():
    """Of two towns at either end those 11 km apart, unless another is far likelier."""
    here = make_match(make_place("A", lat=0.0))
    far = make_match(make_place("A", lat=30.0))
    there = make_match(make_place("B", lat=0.1))
    assert closest_pair([far, here], [there]) == (here, there)
    unit = make_match(make_place("B", lat=0.01, kind="admin2"))
    assert closest_pair([here], [unit, there])[1] is there
