"""Extents: what a unit must hold it holds, by its outline, its circle and its box."""

import pytest
import shapely

from sitmap.gazetteer import embedded_index
from sitmap.gazetteer.areas import extent_of
from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.geodesy import distance_m


@pytest.fixture(scope="module")
def library():
    return embedded_index()


@pytest.mark.parametrize(
    ("unit", "point"),
    [
        ("admin1:UA.05", (48.02, 37.80)),  # Donetsk
        ("admin1:UA.05", (48.87, 37.62)),  # Sloviansk
        ("admin1:CF.12", (6.49, 17.45)),  # Bossangoa
        ("admin1:US.HI", (21.31, -157.86)),  # Honolulu
        ("admin1:US.HI", (19.73, -155.09)),  # Hilo
        ("admin1:SY.08", (33.57, 36.40)),  # Douma
        ("iso:fr-59", (50.63, 3.07)),  # Lille
        ("iso:ua-14", (47.10, 37.54)),  # Mariupol
        ("country:XK", (42.89, 20.87)),  # Mitrovica
    ],
)
def test_a_unit_holds_its_towns(library, unit, point):
    """By outline, by circle and by box."""
    place = library.by_id(unit)
    lat, lon = point
    assert (
        library.outline_of(place.id)
        .buffer(0.02)
        .contains(shapely.Point(lon, lat))
    )
    assert distance_m(place.lat, place.lon, lat, lon) <= place.uncertainty_m
    west, south, east, north = place.bbox
    assert west <= lon <= east
    assert south <= lat <= north


@pytest.mark.parametrize(
    ("unit", "point"),
    [
        ("admin1:UA.05", (48.46, 35.04)),  # Dnipro
        ("admin1:CF.12", (4.36, 18.56)),  # Bangui
        ("iso:fr-59", (50.29, 2.78)),  # Arras, in Pas-de-Calais
        ("country:XK", (43.32, 21.90)),  # Niš
    ],
)
def test_a_unit_ends_where_its_neighbour_begins(library, unit, point):
    """A box would often hold them; the outline doesn't."""
    outline = library.outline_of(library.by_id(unit).id)
    assert not outline.contains(shapely.Point(point[1], point[0]))


def test_ouham_is_as_wide_as_a_prefecture(library):
    """It had a box of .07° around its two towns; Natural Earth draws it 130 km wide and more."""
    west, _, east, _ = library.by_id("admin1:CF.12").bbox
    assert east - west > 1
    assert library.by_id("admin1:CF.12").uncertainty_m > 70_000


def test_rocks_far_out_at_sea_dont_widen_a_state(library):
    """Hawaii's north-western islands reach 2,000 km out; its people live within 300 km."""
    assert library.by_id("admin1:US.HI").uncertainty_m < 350_000


@pytest.mark.parametrize("country", ["UA", "CF", "XK", "SY", "ML", "PH"])
def test_units_hold_nearly_all_of_their_settlements(library, country):
    """First and second level; the rest are coordinates on the wrong side of a border."""
    places = library.indexes[0].places_of(country)
    units = {
        (place.kind, place.admin1, place.admin2): place
        for place in places
        if place.kind in ("admin1", "admin2")
        and place.source in ("admin1", "admin2")
    }
    for kind in ("admin1", "admin2"):
        held = [
            distance_m(unit.lat, unit.lon, town.lat, town.lon)
            <= unit.uncertainty_m
            for town in places
            if town.kind in SETTLEMENTS
            and (kind == "admin1" or town.admin2)
            for unit in [
                units.get(
                    (
                        kind,
                        town.admin1,
                        town.admin2 if kind == "admin2" else "",
                    )
                )
            ]
            if unit is not None
        ]
        assert sum(held) >= 0.99 * len(held)


def test_a_name_of_another_unit_is_left_to_it(library):
    """Natural Earth's file calls Sakha "Chukotka", too, and Finistère "Brittany"."""
    for key, country in (("chukotka", "RU"), ("brittany", "FR")):
        units = {
            p.id
            for p in library.exact(key, [country])
            if p.kind.startswith("admin")
        }
        assert not units & {"admin1:RU.63", "admin2:FR.53.29"}


def test_an_extent_across_the_antimeridian_has_no_box():
    """Fiji lies on both sides; its circle is small."""
    islands = shapely.union_all(
        [shapely.box(178, -18, 180, -16), shapely.box(-180, -18, -179, -16)]
    )
    extent = extent_of(islands, [(-17, 179), (-17, -179.5)])
    assert extent.bbox is None
    assert extent.radius_m < 250_000
    assert extent.lon == pytest.approx(179.5, abs=0.2)


def test_one_wrong_digit_doesnt_stretch_a_province():
    """One of two hundred members lies on another continent."""
    points = [(49 + at / 100, 37.0) for at in range(200)]
    extent = extent_of(None, [*points, (4.9, 37.0)])
    assert extent.radius_m < 150_000


def test_a_unit_of_one_hamlet_is_more_than_a_dot():
    """Its circle is at least 4 km, the least that a district measures."""
    assert extent_of(None, [(42.9, 20.8)]).radius_m == 4_000


def test_a_seat_of_most_people_is_the_centre_if_it_lies_central():
    """Of a unit of 2° by 2°, the seat near the middle is taken, the one in the corner isn't."""
    square = shapely.box(20, 42, 22, 44)
    assert extent_of(square, [], seat=(43.1, 21.1)).lat == 43.1
    assert extent_of(square, [], seat=(42.1, 20.1)).lat == pytest.approx(
        43, abs=0.1
    )
