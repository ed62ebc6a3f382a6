"""Coordinates: what can't be a point says why, and is never moved silently."""

import math

import pandas as pd
import pytest

import sitmap
from sitmap.readers.notations.points import make_points


def point(longitude, latitude):
    found = make_points(
        pd.Series([longitude], dtype=object),
        pd.Series([latitude], dtype=object),
    )
    return found.geometry[0], found.problems.get(0)


@pytest.mark.parametrize(
    ("longitude", "latitude", "told"),
    [
        ("20.8", "142", "latitude '142' is not between -90 and 90"),
        ("220.8", "42", "longitude '220.8' is not between -180 and 180"),
        ("0", "0", "(0, 0)"),
        ("20.8", None, "no latitude"),
        (None, "42", "no longitude"),
        ("20.8", "north", "latitude 'north' is no number"),
        (20.8, math.inf, "is no number"),
    ],
)
def test_unusable_coordinates(longitude, latitude, told):
    """No point, and one line that names the value."""
    geometry, problem = point(longitude, latitude)
    assert geometry is None
    assert told in problem


@pytest.mark.parametrize(
    "pair", [("180", "90"), ("-180", "-90"), ("0", "51.5"), ("20.8", "0")]
)
def test_edges_of_the_earth_are_points(pair):
    """Poles, antimeridian, equator and prime meridian are places.

    Only (0, 0) stands for missing.
    """
    geometry, problem = point(*pair)
    assert problem is None
    assert (geometry.x, geometry.y) == tuple(map(float, pair))


def test_nan_is_missing_without_complaint():
    """A row without coordinates isn't wrong: its place may be looked up."""
    geometry, problem = point(math.nan, math.nan)
    assert geometry is None
    assert problem is None


def test_decimal_commas_are_read():
    """Spreadsheets of half of Europe write 42,89."""
    geometry, _ = point("20,87", "42,89")
    assert (geometry.x, geometry.y) == (20.87, 42.89)


def test_a_swapped_pair_among_others_is_told_and_not_drawn():
    """Five rows in Kosovo, and one whose latitude and longitude changed places (it would lie in Yemen's sea)."""
    lon = pd.Series([20.8, 20.9, 21.0, 21.1, 20.7, 42.9])
    lat = pd.Series([42.9, 42.8, 42.7, 42.6, 43.0, 20.8])
    found = make_points(lon, lat)
    assert list(found.problems) == [5]
    assert "look swapped" in found.problems[5]
    assert found.geometry.notna().to_list() == [True] * 5 + [False]


def test_points_all_over_the_world_are_never_called_swapped():
    """Where a table has no region of its own, nothing lies outside of it."""
    lon = pd.Series([-70.0, 140.0, 10.0, -100.0, 60.0, 44.3])
    lat = pd.Series([-30.0, 35.0, 50.0, 40.0, 10.0, -68.5])
    assert make_points(lon, lat).problems == {}


@pytest.mark.parametrize(
    "name", ["a.gpkg", "a.shp", "a.fgb", "a.parquet", "a.geojson"]
)
def test_metres_under_the_name_of_degrees_are_told_and_never_drawn(
    tmp_path, name
):
    """A layer in UTM that says it is EPSG:4326; one right point stays."""
    import geopandas as gpd
    import shapely

    points = [shapely.Point(500_000, 4_750_000), shapely.Point(20.84, 42.9)]
    rows = {"title": ["A", "B"], "date": ["2023-05-29", "2023-05-30"]}
    frame = gpd.GeoDataFrame(rows, geometry=points, crs=4326)
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
        frame.to_parquet(tmp_path / name)
    else:
        frame.to_file(tmp_path / name)
    with pytest.warns(
        sitmap.DataWarning, match=r"\(500000, 4.75e\+06\) are no longitude"
    ):
        table = sitmap.read(tmp_path / name)
    assert table["title"].to_list() == ["A", "B"]
    assert table.geometry.isna().to_list() == [True, False]
    assert "are no longitude and latitude" in table.loc[0, "problem"]


def test_columns_of_numbers_are_not_made_texts(monkeypatch):
    """A million degrees as texts would take two seconds; only what is no number is read as one."""
    made = []
    plain = pd.Series.astype

    def counted(self, dtype, *more, **named):
        if dtype == "string":
            made.append(len(self))
        return plain(self, dtype, *more, **named)

    monkeypatch.setattr(pd.Series, "astype", counted)
    rows = pd.Series([20.0 + at / 100 for at in range(100)])
    found = make_points(rows, rows + 20)
    assert found.geometry.notna().all()
    assert sum(made) == 0


def test_an_infinite_degree_is_told():
    """It is a number, and no place."""
    found = make_points(
        pd.Series([math.inf, 20.8]), pd.Series([42.8, 42.8])
    )
    assert found.problems[0].startswith("longitude inf is no number")


def test_marks_for_nothing_are_no_faulty_coordinates():
    """The row has none, and its place is looked up without a word."""
    rows = {
        "place": ["Gao", "Kidal"],
        "lat": ["N/A", "-"],
        "lon": ["N/A", "?"],
    }
    table = sitmap.read(pd.DataFrame(rows))
    assert table.geometry.isna().all()
    assert table["problem"].isna().all()
