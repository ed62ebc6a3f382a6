"""What the other rows of a table tell about a name."""

import pytest
from tests.geocoding.made_places import make_match, make_place

from sitmap.geocoding.neighbours import (
    Spot,
    TableHome,
    TablePrior,
    spots_of,
)

KOSOVO = [Spot("XK", 42.6 + at / 100, 21.0) for at in range(5)]


def test_three_rows_are_enough_to_tell_and_two_are_not():
    """Two may agree by chance."""
    assert TablePrior(KOSOVO[:3]).tells
    assert not TablePrior(KOSOVO[:2]).tells
    assert not TablePrior([]).tells


def test_rows_all_over_the_world_tell_nothing():
    """Each of another country and cell."""
    world = [
        Spot(code, lat, lat)
        for code, lat in zip("ABCDEF", range(0, 60, 10), strict=True)
    ]
    assert not TablePrior(world).tells


def test_the_same_spot_gains_all_points():
    """300 for the country, 200 for the district, 300 for the neighbourhood."""
    prior = TablePrior([Spot("XK", 42.6, 21.0)] * 4)
    assert prior(make_place(lat=42.6, lon=21.0)) == pytest.approx(800)
    assert prior(make_place(lat=10.0, lon=21.0)) == pytest.approx(300)
    abroad = make_place(lat=10.0, lon=21.0, country="RS")
    assert prior(abroad) == pytest.approx(0)


def test_a_rows_own_answer_is_no_evidence_for_it():
    """Of four rows three are of Kosovo; without its own the fourth gains nothing in Fiji."""
    prior = TablePrior([*KOSOVO[:3], Spot("FJ", -18.0, 178.0)])
    suva = make_place(lat=-18.0, lon=178.0, country="FJ")
    assert prior(suva) > 100
    assert prior.without(Spot("FJ", -18.0, 178.0))(suva) == 0
    assert prior.own is None


def test_a_home_is_the_country_of_four_in_five():
    """And of three rows at least."""
    assert TableHome(KOSOVO).country == "XK"
    assert TableHome([*KOSOVO[:4], Spot("RS", 44, 20)]).country == "XK"
    assert TableHome([*KOSOVO[:3], Spot("RS", 44, 20)]).country == ""
    assert TableHome(KOSOVO[:2]).country == ""
    assert TableHome([]).country == ""


def test_what_lies_elsewhere_is_objected_to():
    """Another country, or in no country's table more than 100 km beyond the others."""
    home = TableHome(KOSOVO)
    paris = make_match(make_place("Paris", 48.9, 2.4, country="FR"))
    assert home.objection(paris) == "the table's sure places are in XK"
    assert home.objection(make_match(make_place(lat=42.7, lon=21.0))) == ""


def test_a_table_across_a_border_has_a_circle():
    """Half in Kosovo, half in Serbia, all within 50 km: 600 km off is no place of it."""
    both = [Spot(code, 42.9, 20.9) for code in ("XK", "RS") * 3]
    home = TableHome(both)
    assert home.country == ""
    far = make_match(make_place(lat=48.3, lon=20.9))
    assert home.objection(far) == (
        "it lies 600 km from the middle of the table's other places"
    )
    assert home.objection(make_match(make_place(lat=43.7, lon=20.9))) == ""


def test_spots_are_where_matches_lie():
    """Their points, not their places'."""
    moved = make_match(lat=1.0, lon=2.0)
    assert spots_of([moved]) == [Spot("XK", 1.0, 2.0)]
