"""Points on land, in their country, at their place, and not all on one spot."""

import geopandas as gpd
import pytest
from shapely.geometry import Point

import sitmap
from sitmap.checks.points import find_astray, find_wrong_points


def rows(*points, **columns):
    shapes = [Point(*each) for each in points]
    return sitmap.conform(
        gpd.GeoDataFrame(columns, geometry=shapes, crs=4326)
    )


def checks(found):
    return [(one.check, one.row) for one in found]


def test_null_island_stands_for_missing():
    [found] = find_wrong_points(rows((0, 0), country=["XK"]))
    assert (found.check, found.level, found.value) == (
        "at (0, 0)",
        "error",
        "0, 0",
    )


@pytest.mark.parametrize(
    ("point", "country", "expected"),
    [
        # Pristina, and with latitude and longitude the other way round
        ((21.17, 42.66), "XK", []),
        ((42.66, 21.17), "XK", [("swapped", 0)]),
        # Belgrade is not in Kosovo, and 10 km beyond a border may be the outline's fault
        ((20.46, 44.82), "XK", [("outside its country", 0)]),
        ((20.46, 44.82), "RS", []),
        ((20.46, 44.82), None, []),
    ],
)
def test_a_point_and_the_country_that_its_row_names(
    point, country, expected
):
    table = rows(point, country=[country], place=["x"])
    assert checks(find_wrong_points(table)) == expected
    assert checks(find_astray(table)) == expected


def test_a_point_in_the_sea_is_told_unless_it_is_said_to_be_there():
    """40 nautical miles south of a town on the coast are in the water."""
    table = rows(
        (18.0, 42.0), (18.0, 42.0), place=["Bar", "40 NM south of Bar"]
    )
    assert [one.row for one in find_wrong_points(table)] == [0]


def test_what_may_be_anywhere_in_a_wide_circle_is_not_held_to_be_wrong():
    """200 km around it are Kosovo, too."""
    table = rows((20.46, 44.82), country=["XK"], uncertainty_m=[400_000.0])
    assert checks(find_wrong_points(table)) == []


def test_a_table_without_points_or_countries_has_nothing_wrong():
    assert list(find_astray(rows((20, 42)))) == []
    none = sitmap.conform(
        gpd.GeoDataFrame({"title": ["a"]}, geometry=[None], crs=4326)
    )
    assert list(find_wrong_points(none)) == []
    assert list(find_astray(none)) == []
