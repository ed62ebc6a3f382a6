"""Containers: what other programs write, read as they meant it, or refused in a line."""

import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner
from tests.readers.made import FILES, days, write

import sitmap
from sitmap.checks import check
from sitmap.cli import main
from sitmap.errors import DataWarning, InputError
from sitmap.readers import list_left_off


def test_a_table_without_rows_is_no_map(tmp_path):
    """It can be read and written, but a map of nothing is never made."""
    path, out = (
        write(tmp_path, "place,date\n", "a.csv"),
        tmp_path / "map.html",
    )
    done = CliRunner().invoke(main, ["map", str(path), "-o", str(out)])
    assert (done.exit_code, out.exists()) == (2, False)
    assert "holds no rows; there is nothing to draw" in done.output
    assert len(sitmap.read(path)) == 0


@pytest.mark.parametrize("name", ["empty-area.gpkg", "empty-point.parquet"])
def test_an_empty_geometry_is_no_place(name):
    """POINT EMPTY and POLYGON EMPTY cost their own row its place, and nothing else."""
    pytest.importorskip("pyarrow", reason="needs the extra sitmap[parquet]")
    with pytest.warns(DataWarning, match="its geometry is empty"):
        table = sitmap.read(FILES / name)
    assert table.geometry.notna().to_list() == [True, False]
    assert "its geometry is empty" in table.loc[1, "problem"]
    assert len(check(table, places=False))


def test_outlines_alone_belong_to_areas(tmp_path):
    """A front line is no incident: refused, with what to do; never one dot."""
    with pytest.raises(
        InputError, match=r"holds outlines of areas.*--areas"
    ):
        sitmap.read(FILES / "front-line.geojson")
    line = {"type": "LineString", "coordinates": [[33, 46], [38, 48]]}
    feature = {
        "type": "Feature",
        "properties": {"name": "line", "date": "2024-03-05"},
    }
    path = write(
        tmp_path, json.dumps({**feature, "geometry": line}), "line.geojson"
    )
    with pytest.raises(
        InputError, match=r"holds outlines of lines.*--lines"
    ):
        sitmap.read(path)


@pytest.mark.parametrize(
    "ending", ["geojson", "gpkg", "fgb", "shp", "parquet"]
)
def test_a_front_with_its_days_is_no_incident(tmp_path, ending):
    """Who held what, day by day, is refused whatever its format, though it has dates."""
    pytest.importorskip("pyarrow", reason="needs the extra sitmap[parquet]")
    shapes = [shapely.box(32, 46, 38, 48), shapely.box(33, 45, 34, 46)]
    told = {"name": ["East"] * 2, "date": ["2022-03-01", "2022-03-05"]}
    front = gpd.GeoDataFrame(told, geometry=shapes, crs=4326)
    path = tmp_path / f"front.{ending}"
    front.to_parquet(path) if ending == "parquet" else front.to_file(path)
    with pytest.raises(
        InputError, match=r"holds outlines of areas.*--areas"
    ):
        sitmap.read(path)
    assert len(sitmap.read_areas(path)) == 2


def test_an_outline_among_points_is_told(tmp_path):
    """Too large for a point: the row has none; small enough: a circle, and that is said."""
    square = [[[20, 42], [21, 42], [21, 43], [20, 43], [20, 42]]]
    wide = [[[20, 42], [30, 42], [30, 52], [20, 52], [20, 42]]]
    shapes = [
        {"type": "Point", "coordinates": [20.8, 42.9]},
        {"type": "Polygon", "coordinates": square},
        {"type": "Polygon", "coordinates": wide},
    ]
    features = [
        {"type": "Feature", "properties": {}, "geometry": shape}
        for shape in shapes
    ]
    data = {"type": "FeatureCollection", "features": features}
    with pytest.warns(DataWarning, match="2 of 3 rows have a problem"):
        table = sitmap.read(write(tmp_path, json.dumps(data), "a.geojson"))
    assert table.geometry.notna().to_list() == [True, True, False]
    assert (
        "drawn as the circle of 69 km that holds it"
        in table.loc[1, "problem"]
    )
    assert (
        "too far for a point; draw it: --areas" in table.loc[2, "problem"]
    )


def test_ragged_rows_below_empty_headings():
    """Columns without a name, and a field too many: two rows, and the field is told."""
    with pytest.warns(
        DataWarning, match="1 rows have more fields than the header's 4"
    ):
        table = sitmap.read(FILES / "ragged.csv")
    assert table["place"].to_list() == ["Mitrovica", "Peja"]
    assert days(table) == ["2023-05-29", "2023-05-30"]


def test_two_headings_of_one_name(tmp_path):
    """The second gets a number, whether its rows are even or not."""
    with pytest.warns(DataWarning, match="more fields"):
        table = sitmap.read(
            write(tmp_path, "place,note,note\nA,b,c,d\nB,e,f\n", "a.csv")
        )
    assert table["note.3"].to_list() == ["c", "f"]


def test_lines_that_end_as_on_an_old_mac():
    """CR alone ends a line."""
    table = sitmap.read(FILES / "old-mac.csv")
    assert table["place"].to_list() == ["Mitrovica", "Peja"]
    assert table["fatalities_best"].to_list() == [2, 1]


def test_titles_totals_and_notes_around_a_table(tmp_path):
    """What stands above and below a table is listed, and is no incident."""
    text = (
        "Incident log;May 2023\nPrepared by;JOC\n\nDate;Town;Killed\n2023-05-29;Mitrovica;2\n"
        "2023-05-30;Total;1\nTotal;;3\n\nSource: patrols;;\n"
    )
    table = sitmap.read(write(tmp_path, text, "a.csv"))
    assert table["place"].to_list() == ["Mitrovica", "Total"]
    assert table["fatalities_best"].to_list() == [2, 1]
    why = dict(list_left_off(table).to_numpy().tolist())
    assert why[1] == "stands above the column names"
    assert why[7] == "is a total, no incident"
    assert why[9] == "is a note, no incident"


def test_a_hint_for_excel_and_a_footnote(tmp_path):
    """The first line names the delimiter, the last explains a star: neither is a row."""
    text = "sep=;\nDate;Town;Killed\n2023-05-29;Peja;1\n\n* provisional figures;;\n"
    table = sitmap.read(write(tmp_path, text, "a.csv"))
    assert table["place"].to_list() == ["Peja"]
    assert list_left_off(table)["row"].to_list() == [1, 4, 5]


def test_names_repeated_within_a_table(tmp_path):
    """Pages stuck together repeat their names: those lines are no incidents."""
    table = sitmap.read(
        write(
            tmp_path,
            "place,date\nA,2023-05-29\nplace,date\nB,2023-05-30\n",
            "a.csv",
        )
    )
    assert table["place"].to_list() == ["A", "B"]
    assert list_left_off(table)["row"].to_list() == [3]


def test_rows_alike_in_words_and_elsewhere_are_no_duplicates():
    """Three units at three places, 80 km apart: no advice to delete two of them."""
    table = sitmap.read(FILES / "alike-elsewhere.geojson")
    assert "duplicate" not in set(check(table, places=False)["check"])
    twice = pd.concat([table.head(1)] * 2, ignore_index=True)
    assert "duplicate" in set(check(twice, places=False)["check"])
