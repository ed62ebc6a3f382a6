"""Points told by distance and bearing."""

import pytest
from tests.reports.events.parsed import mention, passages, rows

from sitmap.geodesy import geodesic_m
from sitmap.reports.events.offsets import (
    move_by_words_before,
    move_by_words_of,
)
from sitmap.reports.events.place_words import load_place_words

WORDS = load_place_words("en")


def test_fifteen_km_north_is_fifteen_km_north():
    """The point, its words, how far it may be off (15 % and half of the town), and why."""
    told = passages("A mine went off 15 km north of Klina on Tuesday.")
    klina = mention(told, "Klina")
    spot = move_by_words_before(told.text, klina, WORDS)
    assert spot.surface == "15 km north of Klina"
    assert spot.lon == pytest.approx(klina.lon)
    assert spot.lat > klina.lat
    away_m = geodesic_m((klina.lat, klina.lon), (spot.lat, spot.lon))
    assert away_m == pytest.approx(15_000, rel=0.001)
    assert spot.uncertainty_m == 0.15 * 15_000 + klina.uncertainty_m / 2
    assert spot.precision == "near"


def test_a_place_without_a_distance_stays_where_it_is():
    told = passages("A mine went off in Klina on Tuesday.")
    klina = mention(told, "Klina")
    assert move_by_words_before(told.text, klina, WORDS) is klina


def test_the_town_in_a_distance_is_the_place_told_before():
    told = passages("Gunmen left Djibo. They fired 20 km west of the town.")
    djibo, end = mention(told, "Djibo"), len(told.text)
    spot = move_by_words_of(told.text, djibo, WORDS, 18, end)
    assert spot.lon < djibo.lon
    away_m = geodesic_m((djibo.lat, djibo.lon), (spot.lat, spot.lon))
    assert away_m == pytest.approx(20_000, rel=0.001)


def test_miles_are_statute_and_nautical():
    """Seven miles are 11.3 km, nine nautical miles 16.7 km."""
    told = (
        "Shells fell seven miles east of Marib on Tuesday. A ship was hit by a missile 9 nautical"
        " miles west of Mokha on Wednesday."
    )
    drafted = rows(told).geometry
    marib, mokha = (15.46, 45.33), (13.32, 43.25)
    first, last = ((point.y, point.x) for point in drafted)
    assert geodesic_m(marib, first) == pytest.approx(11_265, abs=2000)
    assert geodesic_m(mokha, last) == pytest.approx(16_668, abs=2000)
