"""From points to words, and points held against names."""

import geopandas as gpd
import pytest
from shapely import Point

from sitmap.geocoding import check_points, describe


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ((42.6629, 21.1655), "Pristina, Kosovo"),
        ((89.0, 0.0), "far from any settlement"),
        ((0.0, 0.0), "Ghana"),
        ((-16.8, 180.0), "Fiji"),
        ((-16.8, -180.0), "Fiji"),
    ],
)
def test_points_anywhere_have_words(point, words):
    """In a city, at the pole, at null island, on both sides of the antimeridian."""
    assert words in describe(point)


def test_a_row_whose_point_contradicts_its_place_is_listed():
    """The power plant at the city's point is 55 km off; the city is fine.

    What has no place or no point is left out.
    """
    table = gpd.GeoDataFrame(
        {
            "place": [
                "Zaporizhzhia Nuclear Power Plant",
                "Zaporizhzhia",
                None,
                "Prizren",
            ],
            "country": ["UA", "UA", "UA", "XK"],
        },
        geometry=[
            Point(35.12, 47.85),
            Point(35.12, 47.85),
            Point(0, 0),
            None,
        ],
        crs=4326,
    )
    found = check_points(table)
    assert found["row"].tolist() == [0]
    assert found["distance_m"].iloc[0] == pytest.approx(55_600, rel=0.03)
    assert "Zaporizhzhia" in found["why"].iloc[0]


def test_nothing_wrong_is_an_empty_list():
    """With its columns."""
    table = gpd.GeoDataFrame(
        {"place": ["Prizren"]}, geometry=[Point(20.74, 42.21)], crs=4326
    )
    assert list(check_points(table).columns) == [
        "row",
        "place",
        "distance_m",
        "why",
    ]
    assert check_points(table).empty


@pytest.mark.parametrize(
    ("place", "country", "point"),
    [
        ("Argentina", "AR", (-68.3, -54.8)),  # Ushuaia
        (
            "Russia",
            "RU",
            (-175.0, 66.0),
        ),  # Chukotka, across the antimeridian
        ("Fiji", "FJ", (-179.9, -16.5)),
        ("Hawaii", "US", (-155.5, 19.6)),
        ("Kharkiv Oblast", "UA", (37.7, 49.5)),
        (
            "Springfield",
            "US",
            (-72.59, 42.1),
        ),  # of Massachusetts, one of dozens
        (
            "صريفا",
            None,
            (35.4, 33.29),
        ),  # not listed: nothing in Argentina is held against it
    ],
)
def test_a_point_in_what_its_row_names_is_no_contradiction(
    place, country, point
):
    """However far it lies from the middle of it."""
    frame = {"place": [place], "country": [country]}
    table = gpd.GeoDataFrame(frame, geometry=[Point(*point)], crs=4326)
    assert check_points(table).empty


@pytest.mark.parametrize(
    ("place", "country", "point"),
    [
        ("Argentina", "AR", (20.0, 42.0)),
        ("Paris", None, (21.0, 42.6)),
        ("Homs", "SY", (40.1, 35.3)),
    ],
)
def test_a_point_outside_of_it_is_one(place, country, point):
    """With or without a country."""
    frame = {"place": [place], "country": [country]}
    table = gpd.GeoDataFrame(frame, geometry=[Point(*point)], crs=4326)
    assert check_points(table)["place"].tolist() == [place]
