"""Rows that are known only to their region count in the area of that name, and in no other."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from sitmap.scale import aggregate

REGION = shapely.box(36, 47, 40, 49)
DISTRICT = shapely.box(
    37.5, 47.5, 38.5, 48.5
)  # around the region's own centre


def _areas(rows, *, level=True):
    columns = {"adm1_name" if level else "name": [name for name, _ in rows]}
    return gpd.GeoDataFrame(
        columns, geometry=[shape for _, shape in rows], crs=4326
    )


@pytest.fixture
def count(tmp_path):
    def count_by(table, areas):
        path = tmp_path / "rows.csv"
        table.to_csv(path, index=False)
        return _count(path, areas)

    return count_by


def _count(path, areas):
    summary = aggregate(path, by="year,area", areas=areas)
    counted = summary.groupby("area", observed=True)["incidents"].sum()
    return counted[counted > 0].to_dict(), summary.attrs["sitmap"][
        "left_off"
    ]


def _rows(admin1, *, precision="admin1", lon=38.0, lat=48.0):
    return pd.DataFrame(
        {
            "longitude": [lon, 38.1],
            "latitude": [lat, 48.1],
            "date": ["2022-03-01", "2022-03-02"],
            "admin1": [admin1, None],
            "precision": [precision, "place"],
        }
    )


@pytest.mark.parametrize(
    ("admin1", "area"),
    [
        ("Donetsk", "Donetsk"),
        ("Donetsk Oblast", "Donetsk"),
        ("Donetsk", "Donetsk Oblast"),
        ("Donetsk oblast", "Donetska oblast"),
        ("Mykolayiv oblast", "Mykolaiv"),
        ("Донецька область", "Donetsk"),
    ],
)
def test_a_region_is_known_by_its_name(count, admin1, area):
    counted, left = count(_rows(admin1), _areas([(area, REGION)]))
    assert (counted, left) == ({area: 2}, {})


@pytest.mark.parametrize(
    ("admin1", "area"),
    [
        ("Donetsk Oblast", "Donetsk Raion"),
        ("Luhansk", "Donetsk"),
        (None, "Donetsk"),
    ],
)
def test_another_area_around_its_centre_is_not_it(count, admin1, area):
    counted, left = count(
        _rows(admin1), _areas([(area, DISTRICT)], level=False)
    )
    assert (counted, left) == ({area: 1}, {"known only to its region": 1})


def test_districts_never_take_what_is_known_to_the_region(count):
    districts = gpd.GeoDataFrame(
        {"adm2_name": ["Donetsk"]}, geometry=[DISTRICT], crs=4326
    )
    counted, left = count(_rows("Donetsk"), districts)
    assert counted == {"Donetsk": 1}
    assert list(left) == ["known only to its region"]


def test_a_row_without_a_point_counts_by_the_full_name_that_it_gives(count):
    table = _rows("Sector North", precision=None, lon=None, lat=None)
    counted, left = count(
        table, _areas([("Sector North", REGION)], level=False)
    )
    assert (counted, left) == ({"Sector North": 2}, {})


def test_what_is_known_to_a_country_counts_only_in_the_country(count):
    rows = _rows("Donetsk", precision="country").assign(country="UA")
    counted, left = count(rows, _areas([("Donetsk", REGION)]))
    assert (counted, left) == (
        {"Donetsk": 1},
        {"known only to its country": 1},
    )
    ukraine = gpd.GeoDataFrame(
        {"adm0_name": ["Ukraine"]}, geometry=[REGION], crs=4326
    )
    assert count(rows, ukraine) == ({"Ukraine": 2}, {})
