"""DataFrames, lists of names and paths come in as files do."""

import warnings
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point, Polygon, box

import sitmap
from sitmap.checks import check
from sitmap.errors import DataWarning, InputError
from sitmap.readers import describe_columns

TABLES = Path(__file__).parent.parent / "data" / "tables"

FRAME = pd.DataFrame(
    {
        "Reported Date": ["January 05, 2020", "February 14, 2019"],
        "Location Coordinates": ["38.3054, 26.2108", "14.9031, -92.2601"],
        "Number Dead": [6, 1],
        "Anything": ["a", "b"],
    },
    index=["x", "y"],
)


def told(table):
    days = table["date_start"].dt.strftime("%Y-%m-%d").to_list()
    return (
        days,
        table.geometry.y.to_list(),
        table["fatalities_best"].to_list(),
    )


EXPECTED = (["2020-01-05", "2019-02-14"], [38.3054, 14.9031], [6, 1])


def test_a_frame_is_read_as_a_file_is():
    """With its own index, and with what was used in its attrs."""
    for table in (
        sitmap.read(FRAME),
        sitmap.conform(FRAME),
        sitmap.locate(FRAME),
    ):
        assert told(table) == EXPECTED
        assert table.index.to_list() == ["x", "y"]
        assert table["Anything"].to_list() == ["a", "b"]
        assert "not used: 'Anything'" in describe_columns(table)


def test_a_map_of_a_frame():
    """Keeps what was used; and a frame of names is looked up."""
    layer = sitmap.Map(FRAME).incidents[0]
    assert told(layer.drawn) == EXPECTED
    assert "coordinates from 'Location Coordinates'" in describe_columns(
        layer.incidents
    )
    towns = pd.DataFrame(
        {"Ort": ["Prizren", "Peja"], "Land": ["Kosovo"] * 2}
    )
    assert len(sitmap.Map(towns).incidents[0].drawn) == 2


def test_a_map_of_a_path():
    """Read and looked up, as `sitmap map` does."""
    layer = sitmap.Map(TABLES / "region-only-rows.csv").incidents[0]
    assert len(layer.drawn) == 5
    precision = layer.drawn["precision"].astype(str).to_list()
    assert precision[:1] + precision[2:] == [
        "admin1",
        "place",
        "country",
        "admin1",
    ]


def test_summary_and_check_take_frames():
    """Any frame, in any of the names."""
    overview = sitmap.summary(FRAME)["overview"].iloc[0]
    assert (
        overview["rows"],
        overview["located"],
        overview["fatalities_best"],
    ) == (2, 2, 7)
    assert "no source" in check(FRAME, places=False)["check"].to_list()


def test_a_list_of_names_is_located():
    """A list, a Series with its index, one name; of a country."""
    assert (
        sitmap.locate(["Prizren", "Peja"], country="Kosovo")
        .geometry.notna()
        .all()
    )
    found = sitmap.locate(pd.Series(["Prizren"], index=["k"]), country="XK")
    assert found.index.to_list() == ["k"]
    assert len(sitmap.locate("Prizren", country="XK")) == 1
    with pytest.raises(InputError, match="no country is called"):
        sitmap.locate(["Prizren"], country="Atlantis")
    with pytest.raises(InputError, match="not dict"):
        sitmap.locate({"Prizren": 1})


def test_the_country_of_a_frame_fills_what_names_none():
    """The rows' own countries stay."""
    frame = pd.DataFrame(
        {"town": ["Prizren", "Bansko"], "country": [None, "BG"]}
    )
    assert sitmap.locate(frame, country="XK")["country"].to_list() == [
        "XK",
        "BG",
    ]


@pytest.mark.parametrize(
    "bad",
    [
        pd.DataFrame({"a": [1], "b": [2]}),
        pd.DataFrame(
            {f"a long column name {number}": [1] for number in range(99)}
        ),
        pd.DataFrame({"town": ["Xyzzyq of nowhere"]}),
        ["Prizren"],
        7,
        "no-such-file.csv",
    ],
)
def test_what_cannot_be_drawn_is_one_short_error(bad):
    """Never an empty map of the world."""
    with pytest.raises(InputError) as refused:
        sitmap.Map(bad)
    assert len(str(refused.value)) <= 300


def test_numbers_in_our_own_columns_are_numbers():
    """Words in a column that has our own name are refused, as they always were."""
    with pytest.raises(
        InputError, match="row 0: fatalities_best is 'many'"
    ):
        sitmap.conform(
            pd.DataFrame({"title": ["a"], "fatalities_best": ["many"]})
        )


def test_no_order_of_day_and_month_is_guessed():
    """Not in a frame either."""
    with pytest.warns(DataWarning, match="may be day/month"):
        table = sitmap.conform(
            pd.DataFrame({"title": ["a"], "date_start": ["03/04/2023"]})
        )
    assert table["date_start"].isna().all()


def test_frames_of_any_make():
    """Categories, nullable numbers, dates with a zone, objects, names twice or of two levels."""
    frame = pd.DataFrame(
        {
            "lat": pd.array([42.9, None], dtype="Float64"),
            "lon": pd.Series(["20,8", None], dtype="category"),
            "date": pd.to_datetime(
                ["2023-05-29T23:30:00", None]
            ).tz_localize("Europe/Belgrade"),
            "killed": [2.0, None],
            "extra": [{"a": 1}, [1, 2]],
        }
    )
    table = sitmap.read(frame)
    assert (table.geometry.x[0], str(table["date_start"][0])[:10]) == (
        20.8,
        "2023-05-29",
    )
    twice = frame.set_axis(["lat", "lon", "date", "killed", "lat"], axis=1)
    assert "lat (2)" in sitmap.read(twice)
    levels = pd.DataFrame(
        [[1, "Peja"]],
        columns=pd.MultiIndex.from_tuples([("a", "n"), ("town", "")]),
    )
    assert sitmap.read(levels)["place"].to_list() == ["Peja"]


def test_geodataframes_in_any_crs_and_of_any_shape():
    """An area is a point in it, an empty shape none; the column may have any name."""
    shapes = [Point(20.8, 42.9), box(20, 42, 20.2, 42.2), Polygon(), None]
    frame = gpd.GeoDataFrame(
        {"name": list("abcd"), "where": shapes}, geometry="where", crs=4326
    )
    with pytest.warns(
        DataWarning,
        match="is a line or an area; drawn as the circle of 14 km",
    ):
        table = sitmap.read(frame.to_crs(3857))
    assert table.geometry.notna().to_list() == [True, True, False, False]
    assert table.geometry.x[0] == pytest.approx(20.8)
    assert table["uncertainty_m"][1] > 10_000


@pytest.mark.parametrize(
    "kind", ["geojson", "gpkg", "parquet", "csv", "frame"]
)
def test_presence_from_any_format(tmp_path, kind):
    """By its path, or as a frame."""
    sites = gpd.GeoDataFrame(
        {"Site": ["Camp A", "Camp B"], "Nation": ["Italy", "Poland"]},
        geometry=gpd.points_from_xy([20.8, 20.9], [42.8, 42.9]),
        crs=4326,
    )
    plain = pd.DataFrame(sites.drop(columns="geometry")).assign(
        LAT=[42.8, 42.9], lng=[20.8, 20.9]
    )
    path = tmp_path / f"sites.{kind}"
    if kind == "csv":
        plain.to_csv(path, index=False)
    elif kind == "parquet":
        sites.to_parquet(path)
    elif kind != "frame":
        sites.to_file(path)
    found = (
        sitmap.Map(presence=plain if kind == "frame" else str(path))
        .presence[0]
        .sites
    )
    assert found["name"].to_list() == ["Camp A", "Camp B"]
    assert found["lead_nation"].to_list() == ["Italy", "Poland"]
    assert found.geometry.y.round(6).to_list() == [42.8, 42.9]


@pytest.mark.parametrize(
    "bad",
    [
        "no.geojson",
        7,
        pd.DataFrame({"a": [1]}),
        TABLES / "date-in-parts.csv",
    ],
)
def test_presence_that_is_none_is_one_short_error(bad):
    """Never an empty map of the world."""
    with pytest.raises(InputError) as refused:
        sitmap.Map(presence=bad)
    assert len(str(refused.value)) <= 300


def test_a_whole_table_passes_as_it_is():
    """What was read isn't read again."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = sitmap.read(TABLES / "region-only-rows.csv")
        again = sitmap.conform(table)
    assert again.attrs == table.attrs
    assert again["place"].to_list() == table["place"].to_list()


def test_texts_that_arrow_holds_are_read_as_the_same_texts_in_objects() -> (
    None
):
    """Missing ones stay missing, "NA" stays a word; whoever brings them."""
    told = ["road block", None, "NA", "Zve\u010dan"]
    for dtype in ("object", "string[pyarrow]", "str"):
        frame = pd.DataFrame({"title": pd.Series(told, dtype=dtype)})
        read = sitmap.read(frame.assign(latitude=42.9, longitude=20.9))
        assert [
            None if pd.isna(one) else one for one in read["title"]
        ] == told
