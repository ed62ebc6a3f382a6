"""Which area an incident belongs to: the one of its level that holds its point, or its whole disc."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point
from tests.layers.sectors import SECTORS, incidents

import sitmap
from sitmap.layers.area_matches import join_areas, match_areas
from sitmap.layers.area_table import conform_areas


@pytest.mark.parametrize(
    ("precision", "area"), [("admin1", 0), ("admin2", 1)]
)
def test_an_incident_is_matched_to_the_area_of_its_level(precision, area):
    """Somewhere in a district is the district, not the region around it.

    And the other way round.
    """
    found = match_areas(
        incidents(precision, "the west"), conform_areas(SECTORS)
    )
    assert found == {area: ["the west"]}


@pytest.mark.parametrize(
    "precision", ["exact", "place", "near", "country", "unknown"]
)
def test_incidents_at_a_place_are_not_spread_over_an_area(precision):
    """Only what is known to a district or region takes its outline."""
    assert (
        match_areas(incidents(precision, "here"), conform_areas(SECTORS))
        == {}
    )


def test_a_point_outside_every_area_matches_none():
    """Nothing is assigned by nearness."""
    assert (
        match_areas(
            incidents("admin2", "elsewhere", x=25), conform_areas(SECTORS)
        )
        == {}
    )


def test_two_words_for_an_area_are_both_told_once():
    """However many incidents use them."""
    told = [
        incidents("admin2", place) for place in ("west", "the west", "west")
    ]
    table = gpd.GeoDataFrame(pd.concat(told, ignore_index=True))
    assert match_areas(table, conform_areas(SECTORS)) == {
        1: ["west", "the west"]
    }


@pytest.mark.parametrize(
    ("x", "lat", "radius_m", "area"),
    [
        # half a degree of longitude at 42.5 north is 41 km
        (20.5, 42.5, 40_000, "West"),
        (20.5, 42.5, 42_000, None),
        # on the outline nothing but a point is inside
        (20.999, 42.5, 2_500, None),
        (20.5, 42.5, None, "West"),
        (25.0, 42.5, 100, None),
    ],
)
def test_a_disc_that_crosses_the_outline_belongs_to_no_area(
    x, lat, radius_m, area
):
    """What is told without a reach counts as a point."""
    districts = conform_areas(SECTORS.iloc[1:].reset_index(drop=True))
    frame = gpd.GeoDataFrame(
        {"precision": ["place"], "uncertainty_m": [radius_m]},
        geometry=[Point(x, lat)],
        crs=4326,
    )
    found = join_areas(sitmap.conform(frame), districts)
    assert [None if pd.isna(each) else each for each in found] == [area]


def test_what_is_known_to_an_area_alone_is_joined_by_its_name():
    """In whatever case, wherever its point stands; a place of that name isn't."""
    districts = conform_areas(SECTORS.iloc[1:].reset_index(drop=True))
    coarse = join_areas(incidents("admin2", "EAST", x=30), districts)
    place = join_areas(incidents("place", "EAST", x=30), districts)
    assert coarse.to_list() == ["East"]
    assert place.isna().all()
