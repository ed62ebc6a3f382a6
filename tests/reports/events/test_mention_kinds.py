"""What kind of place a mention is."""

import pytest
from tests.reports.events.parsed import mention, passages

from sitmap.reports.events.mention_kinds import (
    away_m,
    coarseness,
    is_area,
    is_country,
    is_town,
    is_unplaced_thing,
)

TOLD = passages(
    "Shells fell in Kharkiv, in Poltava Oblast and elsewhere in Ukraine on Tuesday, and hit"
    " the Zaporizhzhia Nuclear Power Plant."
)
TOWN = mention(TOLD, "Kharkiv")
COUNTRY = mention(TOLD, "Ukraine")
REGION = mention(TOLD, "Poltava Oblast")
PLANT = mention(TOLD, "Zaporizhzhia Nuclear Power Plant")


def test_towns_regions_and_countries_are_told_apart():
    assert [is_town(x) for x in (TOWN, REGION, COUNTRY)] == [1, 0, 0]
    assert [is_area(x) for x in (TOWN, REGION, COUNTRY)] == [0, 1, 1]
    assert [is_country(x) for x in (TOWN, REGION, COUNTRY)] == [0, 0, 1]


def test_a_facility_is_finer_than_a_town_and_that_than_a_region():
    ranks = [coarseness(x) for x in (PLANT, TOWN, REGION, COUNTRY)]
    assert ranks == sorted(set(ranks))


def test_a_plant_in_the_gazetteer_is_placed():
    assert not is_unplaced_thing(PLANT)


def test_kharkiv_is_300_km_from_the_plant():
    """49.99 N 36.23 E and 47.51 N 34.59 E: 301 km by the great circle."""
    assert away_m(TOWN, PLANT) == pytest.approx(301_000, rel=0.02)
