"""What is known about a name besides its letters.

A degree of latitude is 111 km, so that .1 degrees are within the margin of 15 km and .2 are not.
"""

import pytest
from tests.geocoding.made_places import make_place

from sitmap.geocoding.context import NO_CONTEXT, Context, is_inside

UNIT = make_place(
    "District", kind="admin1", admin1="01", bbox=(20.0, 42.0, 21.0, 43.0)
)


def test_one_country_is_the_country():
    """Of two neither is."""
    assert Context(frozenset({"XK"})).country == "XK"
    assert Context(frozenset({"XK", "RS"})).country == ""
    assert NO_CONTEXT.is_plain
    assert not Context(near=(42.0, 20.0)).is_plain


@pytest.mark.parametrize(
    ("lat", "lon", "inside"),
    [
        (42.5, 20.5, True),
        (43.1, 20.5, True),
        (43.2, 20.5, False),
        (42.5, 21.13, True),
        (42.5, 21.2, False),
    ],
)
def test_a_border_village_is_in_its_unit(lat, lon, inside):
    """Up to 15 km beyond the box."""
    place = make_place(lat=lat, lon=lon)
    assert is_inside(place, (UNIT,)) is inside


def test_strictly_the_code_decides_where_both_have_one():
    """In the box, of another unit; without a code the box counts."""
    other = make_place(lat=42.5, lon=20.5, admin1="02")
    assert is_inside(other, (UNIT,))
    assert not is_inside(other, (UNIT,), strict=True)
    own = make_place(lat=50.0, lon=20.5, admin1="01")
    assert is_inside(own, (UNIT,), strict=True)
    unknown = make_place(lat=42.5, lon=20.5)
    assert is_inside(unknown, (UNIT,), strict=True)


def test_another_countrys_place_is_in_no_unit_but_in_a_region():
    """The Balkans are of no country alone."""
    abroad = make_place(lat=42.5, lon=20.5, country="RS")
    assert not is_inside(abroad, (UNIT,))
    region = UNIT._replace(kind="region")
    assert is_inside(abroad, (region,))
    assert is_inside(abroad, (UNIT, region))


def test_a_unit_without_a_box_is_its_disc():
    """Radius 25 km and the margin of 15: 33 km are in, 44 are not."""
    disc = make_place("Unit", kind="admin2", uncertainty_m=25_000.0)
    assert is_inside(make_place(lat=42.3), (disc,))
    assert not is_inside(make_place(lat=42.4), (disc,))


def test_a_country_holds_what_has_its_code():
    """Wherever it lies."""
    country = make_place("Kosovo", kind="country", lat=0.0)
    assert is_inside(make_place(lat=80.0), (country,))
    assert not is_inside(make_place(country="RS"), (country,))


def test_a_box_across_the_antimeridian():
    """From 176 E to 178 W: 180 is in it, 170 W is not."""
    fiji = Context(bbox=(176.0, -20.0, -178.0, -15.0))
    assert fiji.in_box(make_place(lat=-17.0, lon=180.0))
    assert fiji.in_box(make_place(lat=-17.0, lon=-179.0))
    assert not fiji.in_box(make_place(lat=-17.0, lon=-170.0))
    assert not NO_CONTEXT.in_box(make_place())
