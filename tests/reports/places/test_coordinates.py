"""Coordinates in the words of a report, worked out by hand."""

import pytest

from sitmap.reports.places.coordinates import find_coordinates


@pytest.mark.parametrize(
    ("text", "written", "lat", "lon"),
    [
        (
            "geolocated to 48.2870, 37.1755 today",
            "48.2870, 37.1755",
            48.287,
            37.1755,
        ),
        ("at 48.287°N 37.176°E.", "48.287°N 37.176°E", 48.287, 37.176),
        (
            "at -1.6834, 29.2356 in town",
            "-1.6834, 29.2356",
            -1.6834,
            29.2356,
        ),
        # 53 minutes are .88333, 30 seconds .00833 of a degree
        (
            "at 42°53′30″N 20°52′00″E",
            "42°53′30″N 20°52′00″E",
            42.89167,
            20.86667,
        ),
        ("at 42°53'N, 20°52'W", "42°53'N, 20°52'W", 42.88333, -20.86667),
    ],
)
def test_degrees(text, written, lat, lon):
    """Latitude before longitude; letters say which half of the world."""
    [found] = find_coordinates(text)
    assert found.surface == text[found.start : found.end] == written
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=1e-5)
    assert found.precision == "exact"


@pytest.mark.parametrize(
    "text",
    [
        "prices rose from 1.250 to 1.375, 12.500 in all",
        "shares at 48.287, 37.175",
        "€48.2870, 37.1755",
        "version 1.2345, 2.3456.1",
        "at 95.1234, 20.1234",
        "It was 20° and sunny",
        "",
    ],
)
def test_prices_and_what_is_nowhere_are_none(text):
    """Three decimals without a mark may be money; beyond 90 degrees nothing is."""
    assert list(find_coordinates(text)) == []


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        # half of the last digit either way, across: 111,195 m / sqrt(2) / 10^n
        ("48.287°N, 37.176°E", 78.6),
        ("48.2870, 37.1755", 10.0),
        ("42°53'30\"N 20°52'00\"E", 50.0),
    ],
)
def test_how_far_the_last_digit_reaches(text, reach):
    """No report is surer of a spot than ten metres."""
    [found] = find_coordinates(text)
    assert found.uncertainty_m == pytest.approx(reach, rel=0.01)
