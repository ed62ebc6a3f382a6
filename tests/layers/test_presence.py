"""Presence: sites and figures as they stood on a day."""

import geopandas as gpd
import pandas as pd
import pytest

import sitmap
from sitmap.errors import InputError
from sitmap.readers.presence import (
    conform_strength,
    read_presence,
    read_strength,
)


def test_the_sample_sites_are_read_with_their_columns(root):
    """Fifteen KFOR sites, each with a point, a radius, a role and where it is told."""
    sites = read_presence(root / "data/presence/kfor-sites.csv")
    assert len(sites) == 15
    assert sites.geometry.notna().all()
    assert (sites["uncertainty_m"] > 0).all()
    assert (
        sites.set_index("site_id").loc["K02", "lead_nation"]
        == "United States"
    )


def test_comparators_stay_apart_from_the_number():
    """More than 3,700 is 3700 with its comparator, never the bare number."""
    table = conform_strength(
        pd.DataFrame(
            {
                "as_of": ["2022-08-17", "2023-05-30"],
                "troops": [">3,700", "~3800"],
            }
        )
    )
    assert table["troops"].to_list() == [3700, 3800]
    assert table["comparator"].to_list() == [">", "~"]


def test_the_sample_strength_is_sorted_by_date(root):
    """Figures from 2017 to 2025, oldest first."""
    table = read_strength(root / "data/presence/kfor-strength.csv")
    assert table["as_of"].is_monotonic_increasing
    assert table["as_of"].iloc[0].startswith("2017")


def test_settings_hold_plain_values(root):
    """What goes into the page is JSON: no NaN, no timestamps, null for what isn't known."""
    layer = sitmap.Presence(
        read_presence(root / "data/presence/kfor-sites.csv"),
        date="2022-08-17",
    )
    first = layer.settings()["sites"][0]
    assert first["name"] == "Camp Film City"
    assert first["open_to"] is None
    assert layer.settings()["date"] == "2022-08-17"


def test_no_table_of_sites_is_told(tmp_path):
    """A file without names and points is named with what it has."""
    path = tmp_path / "sites.csv"
    path.write_text("place,size\nA,3\n")
    with pytest.raises(
        InputError, match="needs name, lat and lon; it has place, size"
    ):
        read_presence(path)


def test_a_site_off_the_earth_is_told_with_its_row(tmp_path):
    """A wrong coordinate of a site is an error.

    Presence tables are short, and each row is meant.
    """
    path = tmp_path / "sites.csv"
    path.write_text("name,lat,lon\nA,42,20\nB,142,20\n")
    with pytest.raises(InputError, match="row 3: latitude '142'"):
        read_presence(path)


def test_a_site_without_coordinates_is_listed_as_left_off(tmp_path):
    """Nothing vanishes: the map says which site it doesn't show."""
    path = tmp_path / "sites.csv"
    path.write_text("name,lat,lon\nA,42,20\nB,,\n")
    made = sitmap.Map(presence=read_presence(path))
    assert made.left_off["what"].to_list() == ["B"]


def test_strength_needs_its_columns():
    """A frame without figures is told, as a file is."""
    with pytest.raises(InputError, match="as_of and troops"):
        conform_strength(pd.DataFrame({"nation": ["Italy"]}))


def test_no_sites_no_bounds():
    """An empty table of sites makes an empty map of the world."""
    empty = gpd.GeoDataFrame({"name": []}, geometry=[], crs=4326)
    assert sitmap.Map(presence=empty).settings()["bounds"][0][0] < 0


@pytest.mark.parametrize(
    ("open_from", "open_to", "as_of", "last"),
    [
        ("1999", None, "2025-04", "2025-04-30"),
        ("about 2012", "2018-12-20", "2016", "2018-12-20"),
        ("1999", None, "2024", "2024-12-31"),
        (None, None, None, None),
    ],
)
def test_without_a_date_presence_is_that_of_the_last_day_told(
    open_from, open_to, as_of, last
):
    """Not that of the reader's day, of which the tables know nothing."""
    point = gpd.points_from_xy([20.8], [42.9])
    sites = gpd.GeoDataFrame(
        {"name": ["Camp"], "open_from": [open_from], "open_to": [open_to]},
        geometry=point,
        crs=4326,
    )
    strength = (
        pd.DataFrame({"as_of": [as_of], "troops": [100]}) if as_of else None
    )
    layer = sitmap.Presence(sites, strength)
    assert layer.settings()["date"] == last
    assert sitmap.Map(presence=layer).date == last
    assert (
        sitmap.Presence(sites, strength, date="2020-01-01").settings()[
            "date"
        ]
        == "2020-01-01"
    )
