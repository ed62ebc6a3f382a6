"""Points between two places."""

import pytest
from tests.reports.events.parsed import mention, passages, rows

from sitmap.geodesy import geodesic_m
from sitmap.reports.events.place_words import load_place_words
from sitmap.reports.events.roads import (
    find_long_roads,
    find_middle,
    middle,
)

WORDS = load_place_words("en")
TOLD = passages(
    "A bus was attacked between Bandiagara and Bankass on Tuesday."
)
BANDIAGARA, BANKASS = mention(TOLD, "Bandiagara"), mention(TOLD, "Bankass")


def test_the_middle_is_as_far_from_both_and_covers_both():
    spot = middle(TOLD.text, BANDIAGARA, BANKASS)
    ends = [(BANDIAGARA.lat, BANDIAGARA.lon), (BANKASS.lat, BANKASS.lon)]
    away = [geodesic_m(end, (spot.lat, spot.lon)) for end in ends]
    assert away[0] == pytest.approx(away[1], rel=0.02)
    half_m = geodesic_m(*ends) / 2
    assert half_m <= spot.uncertainty_m < 1.01 * half_m
    assert (spot.precision, spot.surface) == (
        "near",
        "Bandiagara and Bankass",
    )
    assert spot.why == "between Bandiagara and Bankass"


def test_between_is_told_by_words_not_by_standing_side_by_side():
    end = len(TOLD.text)
    assert find_middle(TOLD.text, [BANDIAGARA, BANKASS], WORDS, 0, end)
    both = passages("A bus left Bandiagara and Bankass on Tuesday.")
    ends = [mention(both, "Bandiagara"), mention(both, "Bankass")]
    assert find_middle(both.text, ends, WORDS, 0, len(both.text)) is None


@pytest.mark.parametrize(
    "words",
    [
        "on the road from Goma to Sake",
        "on the Goma-Sake road",
        "on the Goma–Sake road",
        "between Goma and Sake",
    ],
)
def test_every_wording_of_a_road_is_its_middle(words):
    """Goma -1.67 29.22, Sake -1.57 29.04: the middle is at -1.62 29.13."""
    [row] = rows(f"Shells fell {words} on Tuesday.").itertuples()
    point = (row.geometry.y, row.geometry.x)
    assert geodesic_m(point, (-1.62, 29.13)) < 4_000


def test_a_long_road_is_at_neither_of_its_ends():
    """Kaduna and Abuja are 160 km apart: the two are only on the way."""
    told = passages("Gunmen stopped a bus on the Kaduna-Abuja highway.")
    ends = {mention(told, "Kaduna").start, mention(told, "Abuja").start}
    assert find_long_roads(told, WORDS) == ends
    assert find_long_roads(TOLD, WORDS) == frozenset()
