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
    """The power plant at the city's point is 55 km off; the city is fine; what has no place or no point is left out."""
    table = gpd.GeoDataFrame(
        {
            "place": ["Zaporizhzhia Nuclear Power Plant", "Zaporizhzhia", None, "Prizren"],
            "country": ["UA", "UA", "UA", "XK"],
        },
        geometry=[Point(35.12, 47.85), Point(35.12, 47.85), Point(0, 0), None],
        crs=4326,
    )
    found = check_points(table)
    assert found["row"].tolist() == [0]
    assert found["distance_m"].iloc[0] == pytest.approx(55_600, rel=0.03)
    assert "Zaporizhzhia" in found["why"].iloc[0]


def test_nothing_wrong_is_an_empty_list():
    """With its columns."""
    table = gpd.GeoDataFrame({"place": ["Prizren"]}, geometry=[Point(20.74, 42.21)], crs=4326)
    assert list(check_points(table).columns) == ["row", "place", "distance_m", "why"]
    assert check_points(table).empty
