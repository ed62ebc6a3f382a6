"""Grid references, against points that were computed by hand or that the systems' papers print."""

from __future__ import annotations

import pytest

from sitmap.readers.notations.grids import (
    is_short_code,
    read_geohash,
    read_mgrs,
    read_plus_code,
    read_utm,
)
from sitmap.readers.notations.position import Position


def _near(found: object, latitude: float, longitude: float) -> bool:
    assert isinstance(found, Position), found
    return found.latitude == pytest.approx(
        latitude, abs=2e-4
    ) and found.longitude == pytest.approx(longitude, abs=2e-4)


def test_a_geohash_of_the_wadden_sea() -> None:
    # u4pruydqqvj is the example that the notation's inventor gives
    assert _near(read_geohash("u4pruydqqvj"), 57.64911, 10.40744)


def test_a_plus_code_of_a_known_place_and_its_short_form() -> None:
    code = "8FVC9G8F+6W"  # the example of the specification: Zürich
    assert _near(read_plus_code(code), 47.36556, 8.52488)
    assert is_short_code("9G8F+6W")
    near = Position(8.54, 47.37)
    assert read_plus_code("9G8F+6W", near) == read_plus_code(code)


def test_utm_on_its_central_meridian() -> None:
    # easting 500 km lies on the meridian of the zone: 34 has 21° E; the equator has
    # northing 0 for the north and 10,000 km for the south
    assert _near(read_utm("34N 500000 0000000"), 0.0, 21.0)
    assert _near(read_utm("34M 500000 10000000"), 0.0, 21.0)


def test_more_digits_of_mgrs_are_a_smaller_square() -> None:
    coarse, fine = (
        read_mgrs("34T DN 89 48"),
        read_mgrs("34TDN8909448884"),
    )
    assert isinstance(coarse, Position)
    assert isinstance(fine, Position)
    # half the diagonals of squares of 1 km and 1 m
    assert coarse.uncertainty_m == pytest.approx(707.1, abs=1)
    assert fine.uncertainty_m == pytest.approx(0.7, abs=0.1)


def test_a_reference_without_its_zone_says_what_it_lacks() -> None:
    assert "grid zone" in str(read_mgrs("DN 8909 4888"))
    assert "zone" in str(read_utm("488568 4748609"))


@pytest.mark.parametrize("text", ["Zvečan", "", "42.89, 20.87"])
def test_what_is_no_grid_is_left_to_others(text: str) -> None:
    assert read_mgrs(text) is None
    assert read_utm(text) is None
    assert read_plus_code(text) is None
