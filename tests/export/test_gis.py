"""Writers: what is written is read again with nothing lost; nothing in a file runs."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import sitmap
from sitmap.errors import DataWarning, OutputError
from sitmap.export.gis import write_table
from sitmap.incidents import COLUMNS, EVENT_TYPES, STATUSES, conform
from sitmap.precision import PRECISIONS
from sitmap.samples import sample_path

ENDINGS = ["csv", "geojson", "gpkg", "parquet", "kml", "xlsx"]
NEEDS = {"parquet": "pyarrow", "xlsx": "openpyxl"}


def require(ending):
    if ending in NEEDS:
        pytest.importorskip(
            NEEDS[ending], reason=f"needs the extra for {ending}"
        )


# Every character but those that XML, and with it KML and Excel, can't hold, and carriage returns,
# which Excel changes.
texts = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"
    )
    | st.sampled_from("\n\t=+-@'\",;|"),
    min_size=1,
    max_size=40,
).filter(lambda text: text.strip() != "" and text[0] != "\ufeff")
days = st.dates(
    pd.Timestamp("1946-01-01").date(), pd.Timestamp("2100-01-01").date()
).map(pd.Timestamp)
counts = st.integers(0, 2**31)
shares = st.floats(0, 1).map(lambda value: round(value, 6))
rows = st.fixed_dictionaries(
    {
        "event_type": st.sampled_from([None, *EVENT_TYPES, "Flood"]),
        "title": st.none() | texts,
        "notes": st.none() | texts,
        "date_start": st.none() | days,
        "place": st.none() | texts,
        "country": st.sampled_from([None, "XK", "NA"]),
        "precision": st.sampled_from([None, *PRECISIONS]),
        "uncertainty_m": st.none()
        | st.floats(0, 1e6).map(lambda value: round(value, 3)),
        "located_by": st.none() | st.just("gazetteer:exact"),
        "fatalities_best": st.none() | counts,
        "status": st.sampled_from([None, *STATUSES]),
        "confidence": st.none() | shares,
        "source_url": st.none() | st.just("https://x.example/?a=1&b=2"),
        "problem": st.none() | texts,
        "colour": st.none() | texts,
        "geometry": st.none()
        | st.builds(
            lambda x, y: shapely.Point(round(x, 7), round(y, 7)),
            st.floats(-180, 180),
            st.floats(-90, 90),
        ).filter(lambda point: (point.x, point.y) != (0, 0)),
    }
)


def table_of(drawn):
    frame = pd.DataFrame(drawn).assign(
        incident_id=[f"i{at}" for at in range(len(drawn))]
    )
    frame["colour"] = frame["colour"].astype("string")
    geometry = gpd.GeoSeries([row["geometry"] for row in drawn], crs=4326)
    return conform(
        gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=geometry)
    )


def as_plain(column):
    texts_of = (
        column.astype("string")
        if column.dtype.name == "category"
        else column
    )
    return [None if pd.isna(value) else value for value in texts_of]


@pytest.mark.parametrize("ending", ENDINGS)
@settings(
    max_examples=12,
    deadline=None,
    database=None,
    phases=[
        Phase.explicit,
        Phase.generate,
    ],  # each example writes and reads a file: shrinking takes minutes
    suppress_health_check=[HealthCheck.too_slow],
)
@given(drawn=st.lists(rows, min_size=1, max_size=6))
def test_what_is_written_is_read_again(ending, drawn):
    """Every column of the schema and a column of the user's own, value by value, in every format."""
    require(ending)
    table = table_of(drawn)
    with tempfile.TemporaryDirectory() as folder:
        again = read_quietly(
            write_table(table, Path(folder) / f"t.{ending}")
        )
    assert len(again) == len(table)
    for name in [*COLUMNS, "colour"]:
        expected, got = as_plain(table[name]), as_plain(again[name])
        if table[name].dtype == "float64":
            expected, got = (
                pytest.approx(
                    [-1 if value is None else value for value in side]
                )
                for side in (expected, got)
            )
            assert expected.expected == got, name
        else:
            assert got == expected, name
    for before, after in zip(table.geometry, again.geometry, strict=True):
        assert (before is None) == (after is None)
        assert before is None or (after.x, after.y) == pytest.approx(
            (before.x, before.y), abs=1e-9
        )


def users_own():
    """A table with columns of a user's own, of every kind that pandas has."""
    own = {
        "whole": pd.array([2**60 + 1, None, 3], dtype="Int64"),
        "number": [1.5, None, 1e-9],
        "endless": [float("inf"), float("-inf"), 0.25],
        "flag": [True, False, True],
        "perhaps": pd.array([True, None, False], dtype="boolean"),
        "when": pd.to_datetime(
            ["2023-05-29 14:30:01", "2023-05-29 00:00:00", None]
        ),
        "in_zone": pd.to_datetime(
            ["2023-05-29 14:30:01+02:00", None, "2023-05-29 00:00:00+02:00"]
        ),
        "day": pd.to_datetime(["2023-05-29", None, "2022-07-31"]),
        "lasting": pd.to_timedelta([1, 2, None], unit="h"),
        "kind": pd.Categorical(["x", None, "y"]),
        "code": ["007", "1e5", "=1+1"],
        "said": ["NA", "null", "  spaced  "],
        "nothing": [None, None, None],
        "id": ["9", "8", "7"],
        "longitude_text": ["x", "y", "z"],
    }
    points = [shapely.Point(20.1234567, 42.1), None, shapely.Point(0.1, 0)]
    frame = pd.DataFrame(
        {"title": ["a", "b", "c"], "place": ["NA", "None", "c"], **own}
    )
    table = conform(gpd.GeoDataFrame(frame, geometry=points, crs=4326))
    spans = {
        "fatalities_low": 0,
        "fatalities_best": 3,
        "fatalities_high": 9,
        "date_start": pd.Timestamp("2023-05-29"),
        "date_end": pd.Timestamp("2023-05-31"),
        "quote_start": 5,
        "quote_end": 17,
        "quote": "x",
    }
    for name, value in spans.items():
        table.loc[0, name] = value
    return table, list(own)


def spellings(value):
    """A value as pandas writes it, and for a time as ISO 8601 does; a day has no time."""
    if not isinstance(value, pd.Timestamp):
        return {str(value)}
    day = (
        {f"{value:%Y-%m-%d}"}
        if value == value.normalize() and value.tz is None
        else set()
    )
    return {str(value), value.isoformat(), *day}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_users_own_columns_come_back(tmp_path, ending):
    """All of them, under their names, null where they were.

    Values of kinds that a format lacks as their texts.
    """
    require(ending)
    table, own = users_own()
    again = read_quietly(write_table(table, tmp_path / f"t.{ending}"))
    assert list(again.columns) == list(table.columns)
    for name in [
        *own,
        *(name for name in COLUMNS if name != "incident_id"),
    ]:
        assert (
            again[name].isna().to_list() == table[name].isna().to_list()
        ), name
        for before, after in zip(
            table[name].dropna(), again[name].dropna(), strict=True
        ):
            assert str(after) in spellings(before), name


def read_quietly(path):
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return sitmap.read(path)


@pytest.fixture(scope="module")
def sample():
    return sitmap.read(sample_path("north-kosovo.csv"))


def test_a_spreadsheet_runs_nothing(tmp_path, shared):
    """In CSV a formula has its apostrophe, in Excel every text is a text.

    Both are read as they were.
    """
    openpyxl = pytest.importorskip(
        "openpyxl", reason="needs the extra sitmap[excel]"
    )
    lines = (
        (shared / "badinput/csv-injection/Intruder/csv-payload.txt")
        .read_text("utf-8")
        .splitlines()
    )
    table = conform(pd.DataFrame({"title": lines, "place": lines}))
    written = write_table(table, tmp_path / "a.csv")
    for cell in pd.read_csv(written, dtype=str)["title"]:
        assert cell[0] not in "=+-@\t\r"
    book = openpyxl.load_workbook(write_table(table, tmp_path / "a.xlsx"))
    assert all(
        cell.data_type in ("s", "n")
        for row in book.active.iter_rows(min_row=2)
        for cell in row
    )
    for name in ("a.csv", "a.xlsx"):
        assert sitmap.read(tmp_path / name)["title"].to_list() == lines


def read_style(path):
    """Return the one style of a GeoPackage's layer."""
    with sqlite3.connect(path) as base:
        ((layer, column, qml, default),) = base.execute(
            "select f_table_name, f_geometry_column, styleQML, useAsDefault from layer_styles"
        )
        (geometry,) = base.execute(
            "select column_name from gpkg_geometry_columns where table_name='incidents'"
        ).fetchone()
    base.close()
    assert (layer, column, default) == ("incidents", geometry, 1)
    return qml


def test_a_geopackage_brings_its_style(tmp_path, sample):
    """QGIS finds one default style: groups with a rule for each type and one for the rest."""
    written = read_style(
        write_table(sample, tmp_path / "a.gpkg")
    ).partition(">")[2]
    qml = ET.fromstring(written)  # noqa: S314 - our own
    groups = qml.findall("./renderer-v2/rules/rule")
    assert [group.get("checkstate") for group in groups] == [
        "1",
        "1",
        "1",
        "0",
    ]
    for group in groups:
        assert len(group) == sample["event_type"].nunique() + 1
    symbols = {
        each.get("name")
        for each in qml.findall("./renderer-v2/symbols/symbol")
    }
    assert symbols == {
        rule.get("symbol") for group in groups for rule in group
    }


QGIS = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import QgsApplication, QgsExpressionContext, QgsVectorLayer
from qgis.core import QgsExpression, QgsSimpleMarkerSymbolLayerBase as Marker
application = QgsApplication([], False)
application.initQgis()
layer = QgsVectorLayer(sys.argv[1] + "|layername=incidents", "i", "ogr")
for group in layer.renderer().rootRule().children():
    expression = QgsExpression(group.filterExpression())
    assert not expression.hasParserError(), expression.parserErrorString()
    held = []
    for row in layer.getFeatures():
        context = QgsExpressionContext()
        context.setFields(layer.fields())
        context.setFeature(row)
        if expression.evaluate(context):
            held.append(row["incident_id"])
    rules = {rule.label(): rule.filterExpression() for rule in group.children()}
    shapes = [rule.symbol().symbolLayers()[-1].shape() for rule in group.children()]
    print(group.label(), group.active(), held, shapes, sep="|")
"""


@pytest.mark.slow
def test_qgis_draws_vague_doubtful_and_hidden_rows_apart(tmp_path):
    """Each row is in one group, by its status and precision, hostile names of types included."""
    has_qgis = ["/usr/bin/python3", "-c", "import qgis.core"]
    if subprocess.run(
        has_qgis, capture_output=True, check=False
    ).returncode:
        pytest.skip("needs QGIS (Debian: python3-qgis)")
    rows = [
        ("spot", "Battles", "exact", 100, "confirmed"),
        ("told", "Explosions/Remote violence", "place", 2500, None),
        ("claim", "It's a \\ 'type'", "place", 2500, "claimed"),
        ("wide", "Battles", "near", 25_000, "confirmed"),
        ("region", "Riots", "admin1", 75_000, "claimed"),
        ("plan", "Protests", "admin1", 75_000, "planned"),
    ]
    columns = [
        "incident_id",
        "event_type",
        "precision",
        "uncertainty_m",
        "status",
    ]
    table = pd.DataFrame(rows, columns=columns).assign(
        latitude=42.9, longitude=20.8
    )
    path = write_table(sitmap.conform(table), tmp_path / "a.gpkg")
    done = subprocess.run(
        ["/usr/bin/python3", "-c", QGIS, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin"},
    )
    told = [
        line.split("|") for line in done.stdout.splitlines() if "|" in line
    ]
    assert [(active, held) for _, active, held, _ in told] == [
        ("True", "['wide', 'region']"),
        ("True", "['claim']"),
        ("True", "['spot', 'told']"),
        ("False", "['plan']"),
    ]
    shapes = (
        told[0][3].strip("[]").split(", ")
    )  # a name that QGIS doesn't know is a circle
    assert len(set(shapes[:-1])) == 5


def test_kml_shows_vague_rows_apart(tmp_path):
    """Known to an area: a fainter, smaller mark, and a line that says so; numbers are numbers."""
    rows = {
        "incident_id": ["a", "b", "c"],
        "event_type": ["Riots", "Riots", None],
        "precision": ["place", "admin1", "country"],
        "uncertainty_m": [2500.0, 75_000.0, None],
        "fatalities_best": [1, 0, None],
    }
    table = sitmap.conform(
        pd.DataFrame(rows).assign(latitude=42.9, longitude=20.8)
    )
    path = write_table(table, tmp_path / "a.kml")
    root = ET.fromstring(path.read_text("utf-8"))  # noqa: S314 - our own
    kml = {"": "http://www.opengis.net/kml/2.2"}
    marks = root.findall(".//Placemark", kml)
    styles = [
        mark.findtext("styleUrl", "", kml).removeprefix("#")
        for mark in marks
    ]
    assert styles == ["type0", "type0-vague", "other-vague"]
    known = {style.get("id") for style in root.findall(".//Style", kml)}
    assert set(styles) <= known
    told = [mark.findtext("Snippet", None, kml) for mark in marks]
    assert told == [
        None,
        "somewhere in the region, within 75 km",
        "somewhere in the country",
    ]
    types = {
        each.get("name"): each.get("type")
        for each in root.findall(".//SimpleField", kml)
    }
    wanted = {
        "fatalities_best": "int",
        "uncertainty_m": "double",
        "title": "string",
    }
    assert wanted.items() <= types.items()
    assert sitmap.read(path)["fatalities_best"].to_list()[:2] == [1, 0]


def test_geojson_is_rfc_7946(tmp_path, sample):
    """No crs member, longitude first, null for no place."""
    import json

    data = json.loads(
        write_table(sample, tmp_path / "a.geojson").read_text("utf-8")
    )
    assert set(data) == {"type", "features"}
    longitudes = [
        one["geometry"]["coordinates"][0]
        for one in data["features"]
        if one["geometry"]
    ]
    assert all(
        20 < value < 22 for value in longitudes
    )  # Kosovo is 20 to 21.8° east, and 41.8 to 43.3° north


def test_kml_shows_notes_as_text(tmp_path):
    """A script in a note is escaped for XML and for the HTML that a description is."""
    table = conform(
        pd.DataFrame(
            {
                "title": ["a"],
                "notes": ["<script>alert(1)</script>"],
                "place": ["b"],
            }
        )
    )
    text = write_table(table, tmp_path / "a.kml").read_text("utf-8")
    assert "&amp;lt;script&amp;gt;" in text
    assert "<script" not in text


def test_an_old_file_is_replaced_at_once_or_not_at_all(
    tmp_path, sample, monkeypatch
):
    """A full disk leaves the old file, and no half of the new one beside it."""
    path = tmp_path / "a.csv"
    path.write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OutputError, match="No space left"):
        write_table(sample, path)
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs ulimit")
@pytest.mark.parametrize("ending", ["csv", "gpkg", "png"])
def test_a_full_disk_leaves_the_old_file(tmp_path, ending):
    """No file may grow beyond two kilobytes, and the command has a process of its own.

    One clear line, exit code 2, the old file, and nothing beside it. The other endings are in
    tests/sweeps/test_files.py.
    """
    require(ending)
    for module in {
        "png": ["matplotlib"],
        "docx": ["docx", "matplotlib"],
    }.get(ending, []):
        pytest.importorskip(module, reason=f"needs the extra for {ending}")
    (tmp_path / f"a.{ending}").write_text("old")
    verb = {"html": "map", "png": "figure", "docx": "figure"}.get(
        ending, "read"
    )
    command = (
        f"ulimit -f 4; exec {sys.executable} -m sitmap.cli {verb} {sample_path('north-kosovo.csv')}"
        f" -o a.{ending}"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    (told,) = [
        line
        for line in done.stderr.splitlines()
        if line.startswith("sitmap: ")
    ]
    assert "check space and permissions" in told
    assert (
        "Traceback" not in done.stderr or ending == "xlsx"
    )  # openpyxl's generator complains when it is collected
    assert [one.name for one in tmp_path.iterdir()] == [f"a.{ending}"]
    assert (tmp_path / f"a.{ending}").read_text() == "old"


def test_devices_links_and_permissions(tmp_path, sample):
    """A device is written to and not replaced; what a link points to is.

    A private file stays private.
    """
    real = tmp_path / "real.csv"
    real.write_text("old")
    real.chmod(0o600)
    (tmp_path / "link.csv").symlink_to(real)
    write_table(sample, tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert real.read_text("utf-8").startswith("incident_id,")
    assert real.stat().st_mode & 0o777 == 0o600
    from sitmap.export.files import write_file

    write_file("/dev/null", b"data")
    with pytest.raises(OutputError, match="No space left"):
        write_file("/dev/full", b"data")
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.doc", "sitmap writes .csv"),
        ("no/a.csv", "doesn't exist"),
        ("", "is a folder|writes"),
    ],
)
def test_where_nothing_can_be_written(tmp_path, sample, name, told):
    """One line with the remedy."""
    with pytest.raises(OutputError, match=told):
        write_table(sample, tmp_path / name)


def test_columns_that_sqlite_takes_for_one(tmp_path):
    """Note and note are two columns for pandas and one for SQLite.

    The second gets another name, and that is told.
    """
    table = conform(
        pd.DataFrame(
            {
                "title": ["a"],
                "place": ["b"],
                "Note": ["x"],
                "note": ["y"],
                "fid": ["7"],
            }
        )
    )
    with pytest.warns(DataWarning, match="note is note_, fid is fid_"):
        path = write_table(table, tmp_path / "a.gpkg")
    again = sitmap.read(path)
    assert again.loc[0, ["Note", "note_", "fid_"]].to_list() == [
        "x",
        "y",
        "7",
    ]


def test_an_empty_table_in_every_format(tmp_path):
    """No rows, all columns."""
    table = conform(pd.DataFrame({"title": []}))
    for ending in ENDINGS:
        require(ending)
        again = sitmap.read(write_table(table, tmp_path / f"a.{ending}"))
        assert len(again) == 0, ending
        assert set(COLUMNS) <= set(again.columns)


def test_a_long_text_is_cut_for_excel_and_told(tmp_path):
    """A cell holds 32,767 characters."""
    pytest.importorskip("openpyxl", reason="needs the extra sitmap[excel]")
    table = conform(pd.DataFrame({"notes": ["a" * 40_000], "place": ["b"]}))
    with pytest.warns(DataWarning, match="1 texts are longer"):
        path = write_table(table, tmp_path / "a.xlsx")
    assert zipfile.is_zipfile(path)
    assert len(sitmap.read(path).loc[0, "notes"]) == 32_767


def test_the_look_is_the_pages(root):
    """The page draws every shape, and has the same colours; symbols get theirs with the data."""
    import re

    from sitmap.layers import looks as look

    web = root / "src/sitmap/web/src"
    theme, shapes = (
        (web / "theme.js").read_text("utf-8"),
        (web / "shapes.js").read_text("utf-8"),
    )
    light = theme[theme.index("LIGHT") : theme.index("DARK")]
    for name, colour in look.COLOURS.items():
        assert f'{name}: "{colour}"' in light, name
    listed = shapes[shapes.index("export const SHAPES") :]
    drawn = re.findall(r'^  "?([a-z-]+)"?[:,]', listed, re.MULTILINE)
    assert [shape for shape in drawn if shape != "dash"] == list(
        look.SHAPES
    )


@pytest.mark.slow
@pytest.mark.parametrize("ending", [*ENDINGS, "docx"])
def test_the_same_table_is_the_same_bytes_at_another_hour(tmp_path, ending):
    """A workbook, a document and a GeoPackage hold no hour of writing."""
    require(ending)
    table = sitmap.read(sample_path("north-kosovo.csv"))

    def write(name):
        if ending != "docx":
            return write_table(
                table, tmp_path / f"{name}.{ending}"
            ).read_bytes()
        pytest.importorskip("docx", reason="needs the extra for docx")
        from sitmap.export.docx import write_docx

        return write_docx(
            sitmap.Map(table), tmp_path / f"{name}.docx", dpi=40
        ).read_bytes()

    first = write("a")
    time.sleep(2.1)  # a zip file counts every other second
    assert write("b") == first
