"""Containers: what other programs write, read as they meant it, or refused in a line."""

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner
from tests.work import count_calls

import sitmap
from sitmap.checks import check
from sitmap.cli import main
from sitmap.errors import DataWarning, InputError
from sitmap.readers import describe_reading, list_left_off

FILES = Path(__file__).with_name("files")


def days(table):
    return table["date_start"].dt.strftime("%Y-%m-%d").to_list()


def write(tmp_path, text, name):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_esri_json():
    """ArcGIS's own JSON: attributes, Web Mercator, milliseconds, an empty point, a cut page."""
    with pytest.warns(DataWarning) as told:
        table = sitmap.read(FILES / "esri.json")
    assert any(
        "cut these features at its limit" in str(each.message)
        for each in told
    )
    assert "Esri JSON" in describe_reading(table)
    assert days(table) == ["2024-03-05", "2024-03-06"]
    assert table["event_type"].to_list() == ["Protests", "Battles"]
    assert table["fatalities_best"].to_list() == [0, 3]
    assert table.geometry.notna().to_list() == [True, False]
    # x / 6378137 m in degrees, and y by the inverse of EPSG:3857's formula
    assert (table.geometry.x[0], table.geometry.y[0]) == pytest.approx(
        (20.866, 42.887), abs=1e-3
    )
    assert "its geometry is empty" in table.loc[1, "problem"]


def test_esri_json_of_shapes(tmp_path):
    """A ring with a hole is an area; a code that nobody knows is told."""
    rings = [[[0, 0], [0, 0.01], [0.01, 0.01], [0.01, 0], [0, 0]]]
    features = [
        {"attributes": {"date": "2024-03-05"}, "geometry": {"rings": rings}}
    ]
    data = {"geometryType": "esriGeometryPolygon", "features": features}
    path = write(
        tmp_path,
        json.dumps({**data, "spatialReference": {"wkid": 4326}}),
        "a.json",
    )
    table = sitmap.read(path)
    assert table.loc[0, "precision"] == "near"
    assert shapely.box(0, 0, 0.01, 0.01).contains(table.geometry[0])
    path = write(
        tmp_path,
        json.dumps({**data, "spatialReference": {"wkid": 99999999}}),
        "b.json",
    )
    with pytest.raises(
        InputError,
        match=r"spatialReference 99999999 isn't known; ask .* outSR=4326",
    ):
        sitmap.read(path)


def test_my_maps():
    """A date wherever the placemark keeps it; an address is a place; markup is no text."""
    table = sitmap.read(FILES / "my-maps.kml")
    assert days(table) == ["2024-03-05", "2024-03-06", "2024-03-07"]
    assert table.loc[0, "notes"] == "Stones were thrown. Two hurt."
    assert table.loc[0, "media"] == "https://example.org/a.jpg"
    assert table.loc[2, "place"] == "Zvecan, Kosovo"


def test_kmz_whose_placemarks_are_in_another_file():
    """GDAL links doc.kml to layers/incidents.kml, which is in the archive."""
    table = sitmap.read(FILES / "gdal.kmz")
    assert table["title"].to_list() == ["Shots at the bridge", "Road block"]


def test_kml_that_is_only_a_link(tmp_path):
    """Nothing to read is no empty map: exit code 2, and the remedy."""
    with pytest.raises(
        InputError,
        match=r'holds only a link .* without "keep data up to date"',
    ):
        sitmap.read(FILES / "only-a-link.kml")
    out = tmp_path / "map.html"
    done = CliRunner().invoke(
        main, ["map", str(FILES / "only-a-link.kml"), "-o", str(out)]
    )
    assert (done.exit_code, out.exists()) == (2, False)
    empty = write(
        tmp_path,
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>',
        "a.kml",
    )
    with pytest.raises(InputError, match="holds no placemark"):
        sitmap.read(empty)


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


def test_many_placemarks_take_no_longer_each(tmp_path):
    """Four times as many in one folder, which has no name, are four times the work."""
    mark = "<Placemark><Point><coordinates>20,42</coordinates></Point></Placemark>"
    calls = []
    for count in (1_000, 4_000):
        body = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{mark * count}</Document></kml>'
        path = write(tmp_path, body, f"{count}.kml")
        assert len(sitmap.read(path)) == count
        calls.append(count_calls(lambda path=path: sitmap.read(path)))
    assert calls[1] < 4.4 * calls[0]


def test_kml_tracks_and_models(tmp_path):
    """A track of one point and a model stand at a point."""
    body = """<kml xmlns="http://www.opengis.net/kml/2.2"
    xmlns:gx="http://www.google.com/kml/ext/2.2"><Placemark><name>a</name>
    <gx:Track><when>2024-03-05</when><gx:coord>20.8 42.9 0</gx:coord></gx:Track>
    </Placemark><Placemark><name>b</name><Model><Location><longitude>20.7</longitude>
    <latitude>42.8</latitude></Location></Model></Placemark></kml>"""
    table = sitmap.read(write(tmp_path, body, "a.kml"))
    assert [(p.x, p.y) for p in table.geometry] == [
        (20.8, 42.9),
        (20.7, 42.8),
    ]


def test_gpx(tmp_path):
    """Waypoints are incidents, a track is a way and listed as left out."""
    body = """<gpx xmlns="http://www.topografix.com/GPX/1/1">
    <wpt lat="42.9" lon="20.8"><name>Bridge</name>
    <time>2024-03-05T10:00:00Z</time><desc>Stones</desc></wpt><trk><name>way</name></trk>
    <wpt lat="x" lon="20.8"/></gpx>"""
    with pytest.warns(DataWarning, match="has no longitude and latitude"):
        table = sitmap.read(write(tmp_path, body, "a.gpx"))
    assert table["title"].fillna("-").to_list() == ["Bridge", "-"]
    assert days(table)[0] == "2024-03-05"
    assert list_left_off(table)["row"].to_list() == [2]
    with pytest.raises(
        InputError, match="1 tracks or routes and no waypoint"
    ):
        sitmap.read(write(tmp_path, "<gpx><trk/></gpx>", "b.gpx"))


def test_togeojson():
    """What @tmcw/togeojson makes of KML: markup as an object, spans, stamps."""
    table = sitmap.read(FILES / "togeojson.geojson")
    assert table.loc[0, "notes"] == "Stones were thrown. Two hurt."
    assert table["date_start"].astype("string").fillna("-").to_list() == [
        "-",
        "-",
        "2024-04-05",
        "2024-04-05",
    ]
    assert str(table.loc[2, "date_end"].date()) == "2024-04-06"
    assert table.loc[1, "place"] == "Zvecan, Kosovo"


def test_a_collection_of_one_point_is_that_point():
    """ArcGIS and ogr2ogr write points as MultiPoint: no radius, precision not stated."""
    table = sitmap.read(FILES / "multipoint.fgb")
    assert set(table["precision"]) == {"unknown"}
    assert table["uncertainty_m"].isna().all()
    assert (table.geometry.geom_type == "Point").all()


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


@pytest.mark.parametrize(
    ("name", "rows", "point"),
    [
        ("list-a.json", 1, (43.4, 12.7)),
        ("list-b.json", 1, (36.23, 49.99)),
        ("list-c.json", 1, (36.23, 49.99)),
        ("list-d.jsonl", 2, (36.2, 49.9)),
    ],
)
def test_lists_wherever_they_are_in_json(name, rows, point):
    """NGA's, UCDP's, Telegram's key for a list, and one object a line."""
    table = sitmap.read(FILES / name)
    assert len(table) == rows
    assert (table.geometry.x[0], table.geometry.y[0]) == point


def test_json_of_several_lists_asks_which(tmp_path):
    """None of them is guessed."""
    data = {"teams": [{"name": "a"}], "visits": [{"place": "Peja"}]}
    with pytest.raises(
        InputError, match=r"holds 2 lists \(teams, visits\)"
    ):
        sitmap.read(write(tmp_path, json.dumps(data), "a.json"))


def test_events_under_their_ids(tmp_path):
    """Firebase, pandas' own JSON in two orders, and one event alone."""
    events = [
        {"place": "Peja", "date": "2024-03-05"},
        {"place": "Gjakova", "date": "2024-03-06"},
    ]
    by_id = {f"-N{at}": event for at, event in enumerate(events)}
    by_column = {
        key: {str(at): e[key] for at, e in enumerate(events)}
        for key in events[0]
    }
    for data, rows in ((by_id, 2), (by_column, 2), (events[0], 1)):
        table = sitmap.read(write(tmp_path, json.dumps(data), "a.json"))
        assert table["place"].to_list() == ["Peja", "Gjakova"][:rows]
        assert days(table) == ["2024-03-05", "2024-03-06"][:rows]


def test_json_that_says_what_is_wrong(tmp_path):
    """A server's error is told in its words, and a broken line by its number."""
    with pytest.raises(
        InputError, match="a server that failed: Invalid token"
    ):
        sitmap.read(
            write(
                tmp_path,
                '{"error": {"code": 498, "message": "Invalid token"}}',
                "a.json",
            )
        )
    with pytest.raises(InputError, match="line 3 is no valid JSON"):
        sitmap.read(
            write(
                tmp_path,
                '{"place": "A"}\n{"place": "B"}\n{"place": ',
                "a.jsonl",
            )
        )


def test_geojson_one_feature_a_line(tmp_path):
    """GeoJSON text sequences, with and without the record separator."""
    feature = {"type": "Feature", "properties": {"title": "a"}}
    lines = [
        {
            **feature,
            "geometry": {"type": "Point", "coordinates": [20 + n, 42]},
        }
        for n in (0, 1)
    ]
    for mark in ("", "\x1e"):
        text = "".join(f"{mark}{json.dumps(line)}\n" for line in lines)
        table = sitmap.read(write(tmp_path, text, "a.geojsonl"))
        assert table.geometry.x.to_list() == [20, 21]


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
