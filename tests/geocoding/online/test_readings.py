"""What services say of a place's precision, in each family's words.

What they don't say stays unknown.
"""

import math

import pytest

from sitmap.geocoding.online.cache import Found
from sitmap.geocoding.online.choice import choose, judge
from sitmap.geocoding.online.readings import read_place

BOX = {
    "boundingbox": ["42.00", "42.02", "20.99", "21.01"]
}  # 0.02 degrees around 42.01, 21


def read(raw, lat=42.01, lon=21.0):
    return read_place(Found("a", lat, lon, raw))


def nominatim(**raw):
    return {
        "osm_type": "node",
        "osm_id": 5,
        "class": "place",
        "type": "x",
        "lat": "42.01",
        "lon": "21",
        **raw,
    }


@pytest.mark.parametrize(
    ("raw", "precision"),
    [
        (nominatim(addresstype="village"), "place"),
        (nominatim(addresstype="building"), "exact"),
        (nominatim(**{"class": "amenity", "type": "hospital"}), "exact"),
        (
            nominatim(
                **{
                    "class": "highway",
                    "type": "residential",
                    "addresstype": "road",
                }
            ),
            "near",
        ),
        (nominatim(**{"class": "waterway", "type": "river"}), "near"),
        (nominatim(addresstype="municipality"), "admin2"),
        (nominatim(addresstype="state"), "admin1"),
        (nominatim(addresstype="country"), "country"),
        (
            nominatim(
                **{
                    "class": "boundary",
                    "type": "administrative",
                    "place_rank": 8,
                }
            ),
            "admin1",
        ),
        (
            nominatim(
                **{
                    "class": "boundary",
                    "type": "administrative",
                    "place_rank": 12,
                }
            ),
            "admin2",
        ),
        (
            nominatim(
                **{
                    "class": "boundary",
                    "type": "administrative",
                    "place_rank": 16,
                }
            ),
            "place",
        ),
        (nominatim(**{"class": "x", "type": "y"}), "unknown"),
        (
            {
                "type": "Feature",
                "geometry": {},
                "properties": {
                    "osm_key": "place",
                    "osm_value": "town",
                    "type": "city",
                },
            },
            "place",
        ),
        (
            {
                "geometry": {},
                "properties": {
                    "osm_key": "highway",
                    "osm_value": "track",
                    "type": "street",
                },
            },
            "near",
        ),
        (
            {
                "geometry": {},
                "properties": {
                    "osm_key": "tourism",
                    "osm_value": "hotel",
                    "type": "house",
                },
            },
            "exact",
        ),
        (
            {
                "geometry": {},
                "properties": {
                    "osm_key": "boundary",
                    "osm_value": "administrative",
                    "type": "county",
                },
            },
            "admin2",
        ),
        (
            {
                "geometry": {},
                "properties": {
                    "osm_key": "new_key",
                    "osm_value": "?",
                    "type": "other",
                },
            },
            "unknown",
        ),
        (
            {
                "geometry": {},
                "properties": {"layer": "locality", "gid": "wof:1"},
            },
            "place",
        ),
        (
            {
                "geometry": {},
                "properties": {
                    "layer": "address",
                    "match_type": "interpolated",
                },
            },
            "near",
        ),
        ({"geometry": {}, "properties": {"layer": "venue"}}, "exact"),
        ({"fcl": "P", "fcode": "PPL", "population": 12}, "place"),
        ({"fcl": "A", "fcode": "ADM1"}, "admin1"),
        ({"fcl": "A", "fcode": "PCLI"}, "country"),
        ({"fcl": "S", "fcode": "DAM"}, "exact"),
        ({"components": {"_type": "road"}, "formatted": "x"}, "near"),
        ({"components": {"_type": "city"}, "formatted": "x"}, "place"),
        (
            {
                "address": "x",
                "location": {},
                "score": 100,
                "attributes": {"Addr_type": "POI", "Type": "City"},
            },
            "place",
        ),
        (
            {
                "address": "x",
                "location": {},
                "score": 100,
                "attributes": {"Addr_type": "PointAddress"},
            },
            "exact",
        ),
        (
            {
                "address": "x",
                "location": {},
                "score": 100,
                "attributes": {},
            },
            "unknown",
        ),
        ({"types": ["locality", "political"], "geometry": {}}, "place"),
        ({"types": ["political", "route"], "geometry": {}}, "near"),
        ({}, "unknown"),
        (None, "unknown"),
        ({"class": 7, "type": None, "osm_id": []}, "unknown"),
    ],
)
def test_kinds_of_place_become_precisions(raw, precision):
    """The services' words for kinds."""
    assert read(raw).precision == precision


@pytest.mark.parametrize(
    "raw",
    [
        nominatim(addresstype="village", **BOX),
        {
            "geometry": {},
            "properties": {
                "osm_key": "place",
                "osm_value": "village",
                "extent": [20.99, 42.02, 21.01, 42.00],
            },
        },
        {
            "bbox": [20.99, 42.00, 21.01, 42.02],
            "geometry": {},
            "properties": {"layer": "locality"},
        },
        {
            "fcl": "P",
            "fcode": "PPL",
            "bbox": {
                "west": 20.99,
                "south": 42.0,
                "east": 21.01,
                "north": 42.02,
            },
        },
        {
            "components": {"_type": "village"},
            "formatted": "x",
            "bounds": {
                "northeast": {"lat": 42.02, "lng": 21.01},
                "southwest": {"lat": 42.0, "lng": 20.99},
            },
        },
        {
            "address": "x",
            "location": {},
            "score": 1,
            "attributes": {"Addr_type": "Locality", "Type": "Village"},
            "extent": {
                "xmin": 20.99,
                "ymin": 42.0,
                "xmax": 21.01,
                "ymax": 42.02,
            },
        },
        {
            "types": ["locality"],
            "geometry": {
                "viewport": {
                    "northeast": {"lat": 42.02, "lng": 21.01},
                    "southwest": {"lat": 42.0, "lng": 20.99},
                }
            },
        },
    ],
)
def test_the_radius_is_that_of_the_farthest_corner(raw):
    """Half of 0.02 degrees: 1.11 km north, 0.83 km east, 1.39 km to the corner."""
    assert read(raw).precision == "place"
    assert read(raw).uncertainty_m == pytest.approx(1_390, rel=0.02)


def test_a_spot_is_never_known_better_than_100_metres():
    """Nominatim's boxes of nodes are ten metres wide."""
    raw = nominatim(
        addresstype="building",
        boundingbox=["42.00995", "42.01005", "20.99995", "21.00005"],
    )
    assert read(raw).uncertainty_m == 100.0


def test_a_large_spot_is_none():
    """A training area of 20 km is no exact point."""
    reading = read(
        nominatim(
            **{
                "class": "military",
                "type": "range",
                "boundingbox": ["41.9", "42.1", "20.9", "21.1"],
            }
        )
    )
    assert reading.precision == "near"
    assert reading.uncertainty_m > 10_000


def test_the_box_may_cross_the_antimeridian():
    """Taveuni, Fiji: its box goes from 179.8 to -179.9."""
    raw = nominatim(
        addresstype="island",
        boundingbox=["-17.0", "-16.7", "179.8", "-179.9"],
    )
    assert read(raw, -16.85, -180.0).uncertainty_m < 35_000


@pytest.mark.parametrize(
    "box",
    [
        ["a", "b", "c", "d"],
        [1, 2, 3],
        None,
        "42",
        ["91", "92", "0", "1"],
        ["42.1", "42.0", "20", "21"],
        ["nan"] * 4,
        [42, 43, 200, 201],
    ],
)
def test_a_box_that_can_not_be_is_none(box):
    """Then the radius is what is usual for the precision."""
    assert (
        read(
            nominatim(addresstype="village", boundingbox=box)
        ).uncertainty_m
        == 2_500
    )
    assert math.isnan(
        read(nominatim(**{"class": "x", "boundingbox": box})).uncertainty_m
    )


def found(words, lat, lon, **raw):
    return Found(words, lat, lon, nominatim(addresstype="town", **raw))


def test_answers_outside_the_country_are_none():
    """Mitrovica in Serbia's row is Sremska Mitrovica."""
    kosovo = found(
        "Mitrovica", 42.89, 20.87, address={"country_code": "xk"}
    )
    srem = found(
        "Sremska Mitrovica", 44.97, 19.61, address={"country_code": "rs"}
    )
    assert [each.country for each in choose([kosovo, srem])] == ["XK", "RS"]
    assert [
        each.found.address
        for each in choose([kosovo, srem], frozenset({"RS"}))
    ] == ["Sremska Mitrovica"]
    assert [
        each.found.address for each in choose([srem], frozenset({"XK"}))
    ] == []


def test_services_differ_on_kosovo():
    """One that files Zvečan under Serbia answers a row of Kosovo all the same.

    The point lies there.
    """
    zvecan = found(
        "Zvečan", 42.9075, 20.8403, address={"country_code": "rs"}
    )
    assert [
        each.country for each in choose([zvecan], frozenset({"XK"}))
    ] == ["XK"]
    presevo = found(
        "Preševo", 42.309, 21.649, address={"country_code": "rs"}
    )
    assert choose([presevo], frozenset({"XK"})) == []


def test_a_service_that_names_no_country_is_held_to_the_outline():
    """With ten kilometres to spare."""
    plain = Found("Prizren", 42.21, 20.74, {})
    assert [
        each.country for each in choose([plain], frozenset({"XK"}))
    ] == ["XK"]
    assert choose([plain], frozenset({"UA"})) == []
    assert [each.country for each in choose([plain])] == [""]


def test_three_letters_are_a_country_too():
    """Pelias and ArcGIS write XKX."""
    feature = {
        "geometry": {},
        "properties": {"layer": "locality", "country_a": "XKX"},
    }
    assert (
        choose([Found("Prizren", 42.21, 20.74, feature)])[0].country == "XK"
    )


def test_near_orders_the_answers():
    """The nearest first."""
    places = [found("a", 10, 10), found("b", 42, 21)]
    assert [
        each.found.address for each in choose(places, near=(42, 20))
    ] == ["b", "a"]


def test_a_rival_elsewhere_makes_an_answer_ambiguous():
    """Rated .60 and .58, 700 km apart; not where it is the same town again, or clearly less."""
    first = found("Springfield, Missouri", 37.2, -93.3, importance=0.6)
    rival = found("Springfield, Illinois", 39.8, -89.6, importance=0.58)
    assert judge(choose([first, rival])) == (
        "ambiguous",
        "rated nearly as high: Springfield, Illinois",
    )
    assert judge(
        choose([first, rival._replace(lat=37.21, lon=-93.31)])
    ) == ("found", "")
    assert judge(
        choose(
            [first, found("Springfield, Ohio", 39.9, -83.8, importance=0.4)]
        )
    ) == (
        "found",
        "",
    )
    assert (
        judge(choose([Found("a", 1, 1, {}), Found("b", 50, 50, {})]))[0]
        == "found"
    )
