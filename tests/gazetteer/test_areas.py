"""Names of units without their words, and circles that hold an area."""

import pytest
import shapely

from sitmap.gazetteer.areas import extent_of, short_name
from sitmap.geodesy import distance_m


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Donetsk Oblast", "Donetsk"),
        ("Autonomous Republic of Crimea", "Crimea"),
        ("Raionul Soroca", "Soroca"),
        ("Statewide", "Statewide"),
        ("The District", "The District"),
        ("", ""),
    ],
)
def test_words_for_the_kind_are_taken_off(name, short):
    """As whole words; a name of nothing else keeps them."""
    assert short_name(name) == short


def test_a_square_has_the_circle_through_its_corners():
    """Half its diagonal: two degrees by two at the equator, 157 km."""
    found = extent_of(shapely.box(-1, -1, 1, 1), [])
    assert (found.lat, found.lon) == pytest.approx((0, 0), abs=0.01)
    assert found.radius_m == pytest.approx(157_000, rel=0.01)
    assert found.bbox == (-1, -1, 1, 1)


def test_a_seat_in_the_middle_is_the_centre():
    """And one in a corner isn't: the circle would be twice as large."""
    square = shapely.box(-1, -1, 1, 1)
    near, far = (0.05, 0.05), (0.99, 0.99)
    assert extent_of(square, [], near)[:2] == near
    assert extent_of(square, [], far)[:2] == pytest.approx((0, 0), abs=0.01)


def test_one_settlement_has_a_circle_of_four_kilometres():
    """A point has no reach of its own."""
    found = extent_of(None, [(42.9, 20.8)])
    assert (found.lat, found.lon) == pytest.approx((42.9, 20.8))
    assert found.radius_m == 4_000


def test_members_alone_have_a_margin():
    """A settlement's point is its middle: 15 % more than half the distance of two."""
    one, two = (42.0, 20.0), (42.0, 21.0)
    found = extent_of(None, [one, two])
    assert found.radius_m == pytest.approx(
        1.15 * distance_m(*one, *two) / 2, rel=0.01
    )


def test_one_wrong_digit_in_a_hundred_does_not_stretch_a_province():
    """A hundredth of the members, the farthest, is left off."""
    members = [(42 + at / 1000, 20.0) for at in range(99)]
    assert extent_of(None, [*members, (4.2, 20.0)]).radius_m < 10_000
    # of a few, each counts
    assert extent_of(None, [*members[:9], (4.2, 20.0)]).radius_m > 2_000_000


def test_a_rock_far_out_at_sea_counts_where_somebody_lives_alone():
    """It has a ten-thousandth of the main part."""
    land, rock = (
        shapely.box(20, 40, 21, 41),
        shapely.box(30, 40, 30.01, 40.01),
    )
    outline = shapely.MultiPolygon([land, rock])
    assert extent_of(outline, [(40.5, 20.5)]).bbox == (20, 40, 21, 41)
    assert extent_of(outline, [(40.005, 30.005)]).bbox[2] == pytest.approx(
        30.01
    )


def test_what_crosses_the_antimeridian_has_no_box():
    assert extent_of(None, [(-17, 179.5), (-17, -179.5)]).bbox is None
