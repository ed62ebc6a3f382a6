"""Our own table by way of GDAL and QGIS: points, precision, ids and counts come back as sent."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from tests.readers.made import read_quietly

import sitmap
from sitmap.errors import DataWarning
from sitmap.export.gis import write_table
from sitmap.incidents import COLUMNS, LATER_COLUMNS, conform
from sitmap.readers import describe_reading
from sitmap.readers.located import read_located
from sitmap.readers.own_table import _cut, _whole_names
from sitmap.reports.review import order_draft

HERE = Path(__file__).parent / "own"

WAYS: dict[str, dict[str, Any]] = {
    "as-xy.csv": {"axes": ["X", "Y"]},
    "as-yx.csv": {"axes": ["Y", "X"]},
    "as-wkt.csv": {"driver": "CSV", "GEOMETRY": "AS_WKT"},
    "semicolons.csv": {
        "driver": "CSV",
        "GEOMETRY": "AS_WKT",
        "SEPARATOR": "SEMICOLON",
    },
    "shape.shp": {"driver": "ESRI Shapefile", "ENCODING": "UTF-8"},
    "plain.geojson": {"driver": "GeoJSON"},
    "rfc.geojson": {"driver": "GeoJSON", "RFC7946": "YES"},
    "marks.kml": {"driver": "KML"},
    "again.gpkg": {"driver": "GPKG", "layer": "incidents"},
    "metres.gpkg": {"driver": "GPKG", "layer": "incidents", "crs": 3857},
    "other-name.gpkg": {"driver": "GPKG", "layer": "saved"},
    "flat.fgb": {"driver": "FlatGeobuf", "SPATIAL_INDEX": "NO"},
}


def incidents() -> gpd.GeoDataFrame:
    """Five rows: exact, vague, elsewhere on the globe, without a point, and with everything odd."""
    rows = {
        "incident_id": ["007", "i-2", "XK-3", "4", "5"],
        "event_type": ["Battles", "Riots", None, "Protests", "Flood"],
        "title": [
            "Skirmish",
            'Crowd, "at" the mill',
            "Mine; cleared",
            "a\nb",
            "=1+1",
        ],
        "notes": [None, "Ѕлово ć ʼ", "two  blanks", "x" * 200, "-5 people"],
        "date_start": pd.to_datetime(
            ["2024-05-01", "2024-05-02", None, "1999-03-24", "2024-02-29"]
        ),
        "date_end": pd.to_datetime(
            ["2024-05-01", "2024-05-09", None, "1999-03-24", "2024-02-29"]
        ),
        "date_precision": ["day", "week", "unknown", "day", "day"],
        "time": ["06:30", None, None, None, "23:59"],
        "place": [
            "Zvečan",
            "Nova Kakhovka town",
            "Springfield",
            "Nowhere at all",
            "NA",
        ],
        "country": ["XK", "UA", "US", None, "NA"],
        "precision": ["exact", "place", "near", None, "admin1"],
        "uncertainty_m": [50.0, 2500.0, 12345.678, np.nan, 80000.0],
        "located_by": [
            "source",
            "gazetteer:exact",
            "source",
            None,
            "source",
        ],
        "match_score": [np.nan, 0.965, np.nan, np.nan, np.nan],
        "fatalities_low": [1, 0, None, None, 5],
        "fatalities_best": [4, 2, None, 0, 5],
        "fatalities_high": [9, 3, None, None, 2_000_000],
        "injured_best": [None, 17, None, None, None],
        "status": ["confirmed", "reported", "claimed", "planned", "denied"],
        "status_told": [None, "потврђено", None, None, None],
        "confidence": [0.9, 0.5, np.nan, 0.25, 1.0],
        "confidence_reasons": [None, "one source", None, None, None],
        "source_url": [
            "https://a.example/x?y=1&z=2",
            None,
            None,
            None,
            None,
        ],
        "quote_start": [3, None, None, None, 0],
        "quote_end": [30, None, None, None, 12],
        "my_code": ["0012", "a", None, "b", "c"],
    }
    points = [
        (20.75, 42.99),
        (33.371234, 46.765432),
        (-72.589, 42.1015),
        None,
        (178.5, -18.2),
    ]
    shapes = [
        None if pair is None else shapely.Point(pair) for pair in points
    ]
    return conform(gpd.GeoDataFrame(rows, geometry=shapes, crs=4326))


def send(table: gpd.GeoDataFrame, folder: Path, name: str) -> Path:
    """Write our GeoPackage, and from it what ogr2ogr or QGIS would write."""
    own = write_table(table, folder / "own.gpkg")
    options = dict(WAYS[name])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = pyogrio.read_dataframe(own, layer="incidents")
        if "axes" in options:
            _write_axes(frame, folder / name, options["axes"])
        else:
            frame = frame.to_crs(options.pop("crs", 4326))
            pyogrio.write_dataframe(frame, folder / name, **options)
    return folder / name


def _write_axes(
    frame: gpd.GeoDataFrame, path: Path, axes: list[str]
) -> None:
    """Write what GDAL's GEOMETRY=AS_XY writes, which pyogrio can't: axes first, hours on days."""
    table = pd.DataFrame(frame.drop(columns="geometry"))
    for name in table.select_dtypes("datetime"):
        table[name] = table[name].dt.strftime("%Y/%m/%d %H:%M:%S")
    for axis in reversed(axes):
        values = frame.geometry.x if axis == "X" else frame.geometry.y
        table.insert(
            0, axis, values.map("{:.15g}".format).where(values.notna(), "")
        )
    table.to_csv(path, index=False)


def give_back(path: Path) -> gpd.GeoDataFrame:
    """What the commands read, places looked up where there is no point."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return read_located(path)


def differences(
    ours: gpd.GeoDataFrame, theirs: gpd.GeoDataFrame
) -> list[str]:
    found = []
    left = ours.set_index("incident_id", drop=False)
    right = theirs.set_index("incident_id", drop=False)
    if sorted(left.index) != sorted(right.index):
        return [f"ids {sorted(left.index)} and {sorted(right.index)}"]
    right = right.loc[left.index]
    if (left.geometry.isna() != right.geometry.isna()).any():
        found.append("points lost or made")
    off = np.hypot(
        left.geometry.x - right.geometry.x,
        left.geometry.y - right.geometry.y,
    )
    if (off > 1.1e-7).any():  # a centimetre
        found.append(f"points moved by {off.max():.6f} degrees")
    for name, dtype in COLUMNS.items():
        one, other = left[name], right[name]
        if str(dtype).startswith("float"):
            same = ((one - other).abs() < 1e-9) | (
                one.isna() & other.isna()
            )
        else:
            one, other = one.astype("string"), other.astype("string")
            same = (one == other).fillna(value=False) | (
                one.isna() & other.isna()
            )
        if not same.all():
            found.append(
                f"{name}: {one[~same].to_list()} came back as {other[~same].to_list()}"
            )
    return found


@pytest.mark.parametrize("name", WAYS)
def test_our_table_comes_back_equal(tmp_path: Path, name: str) -> None:
    ours = incidents()
    # a row that can't be placed is looked up again: the same words find the same
    back = give_back(send(ours, tmp_path, name))
    problems = back.pop("problem")
    assert (
        differences(
            ours.drop(columns="problem").assign(problem=None),
            back.assign(problem=None),
        )
        == []
    )
    assert (
        problems.drop(problems.index[back["incident_id"] == "4"])
        .isna()
        .all()
    )


@pytest.mark.parametrize(
    "name", ["as-xy.csv", "as-wkt.csv", "shape.shp", "flat.fgb"]
)
def test_a_draft_comes_back_equal_with_what_its_reviewer_said(
    tmp_path: Path, name: str
) -> None:
    draft = order_draft(
        incidents().assign(keep=[True, False, True, True, True])
    )
    back = give_back(send(draft, tmp_path, name))
    kept = draft[draft["keep"]].drop(columns="problem").assign(problem=None)
    assert differences(kept, back.assign(problem=None)) == []


@pytest.mark.parametrize("name", ["as-xy.csv", "as-wkt.csv", "shape.shp"])
def test_what_was_moved_in_the_gis_stands_where_it_was_moved_to(
    tmp_path: Path, name: str
) -> None:
    """The file's geometry goes before our own columns of coordinates."""
    ours = incidents().iloc[:3]
    moved = ours.set_geometry(ours.translate(0.5, 0.25), crs=4326)
    frame = moved.assign(
        longitude=ours.geometry.x, latitude=ours.geometry.y
    )
    back = give_back(send(frame, tmp_path, name))
    assert back.geometry.x.round(6).to_list() == [21.25, 33.871234, -72.089]
    assert set(back["located_by"]) == {"source", "gazetteer:exact"}


@pytest.mark.parametrize("name", ["as-xy.csv", "longitude-latitude.csv"])
def test_a_table_that_gdal_wrote_keeps_its_coordinates(name: str) -> None:
    back = give_back(HERE / name)
    assert back.geometry.to_wkt().to_list()[:2] == [
        "POINT (20.75 42.99)",
        "POINT (33.37 46.77)",
    ]
    assert back["precision"].to_list()[:2] == ["exact", "place"]
    assert set(back["located_by"]) == {"source"}
    assert back["fatalities_best"].to_list()[:2] == [4, 2]
    assert [f"{day:%Y-%m-%d}" for day in back["date_start"][:2]] == [
        "2024-05-01",
        "2024-05-02",
    ]


def test_columns_x_and_y_of_the_users_own_are_no_coordinates(
    tmp_path: Path,
) -> None:
    """They stand behind ours, where GDAL never writes them."""
    table = incidents().iloc[:2].assign(x=[1.0, 2.0], y=[3.0, 4.0])
    path = write_table(table, tmp_path / "own.csv")
    back = sitmap.read(path)
    assert back.geometry.x.to_list() == [20.75, 33.371234]
    assert back["x"].astype(float).to_list() == [1.0, 2.0]


def test_names_are_cut_and_made_whole_as_gdal_does(tmp_path: Path) -> None:
    own = write_table(incidents(), tmp_path / "own.gpkg")
    frame = pyogrio.read_dataframe(own, layer="incidents")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.write_dataframe(frame, tmp_path / "a.shp")
    theirs = list(pyogrio.read_info(tmp_path / "a.shp")["fields"])
    taken: set[str] = set()
    ours = []
    for name in frame.columns.drop("geometry"):
        ours.append(_cut(name, taken))
        taken.add(ours[-1].lower())
    assert ours == theirs
    assert [_whole_names(theirs).get(name, name) for name in theirs] == [
        *COLUMNS,
        "my_code",
    ]


def test_names_that_0_1_had_cut_are_made_whole() -> None:
    """It had no confidence_told: confiden_1 were the reasons."""
    order = [name for name in COLUMNS if name not in LATER_COLUMNS]
    taken: set[str] = set()
    cut = []
    for name in order:
        cut.append(_cut(name, taken))
        taken.add(cut[-1].lower())
    whole = _whole_names(cut)
    assert [whole[name] for name in cut] == order
    assert whole["confiden_1"] == "confidence_reasons"


def test_a_table_of_somebody_elses_is_not_taken_for_ours() -> None:
    assert (
        _whole_names(
            ["date_start", "precision", "fatalities", "uncertaint"]
        )
        == {}
    )


def test_texts_that_a_shapefile_cut_are_told(tmp_path: Path) -> None:
    table = incidents().iloc[:2].assign(notes="ш" * 300)
    path = send(table, tmp_path, "shape.shp")
    with pytest.warns(
        DataWarning, match="2 texts are as long as a Shapefile allows"
    ):
        sitmap.read(path)


def test_an_outline_drawn_for_a_row_is_a_point_with_its_radius(
    tmp_path: Path,
) -> None:
    table = incidents().iloc[:2]
    frame = pd.DataFrame(table.drop(columns="geometry"))
    frame.insert(
        0,
        "WKT",
        [
            "POINT (20 42)",
            "POLYGON ((20 42, 20.2 42, 20.2 42.2, 20 42.2, 20 42))",
        ],
    )
    frame.to_csv(tmp_path / "a.csv", index=False)
    with pytest.warns(DataWarning, match="drawn as the circle"):
        back = sitmap.read(tmp_path / "a.csv")
    assert back["uncertainty_m"][0] == 50.0
    assert (
        13_000 < back["uncertainty_m"][1] < 17_000
    )  # half the diagonal of 16.5 by 22.2 km
    assert back.geometry.geom_type.to_list() == ["Point", "Point"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["as-xy.csv", "as-wkt.csv"])
def test_four_thousand_real_rows_lose_and_move_nothing(
    tmp_path: Path, shared: Path, name: str
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ours = sitmap.read(shared / "incidents/ucdp-ged-ukraine.csv")
        back = sitmap.read(send(ours, tmp_path, name))
    assert len(back) == 3_883
    assert differences(ours, back) == []


def test_a_table_that_0_1_wrote_is_an_incident_table_still(tmp_path):
    """Columns that came later are null, and what the table says of itself is kept as it is."""
    old = [name for name in COLUMNS if name not in LATER_COLUMNS]
    frame = pd.DataFrame(
        {name: [None] for name in [*old, "longitude", "latitude"]}
    )
    frame.loc[0, ["incident_id", "title", "precision"]] = [
        "a-1",
        "Road block",
        "place",
    ]
    frame.loc[0, ["longitude", "latitude", "located_by"]] = [
        20.87,
        42.89,
        "gazetteer:exact",
    ]
    table = read_quietly(tmp_path, frame.to_csv(index=False), "old.csv")
    assert (
        describe_reading(table)
        == "old.csv: read as an incident table (CSV, utf-8), 1 of 1 rows"
    )
    assert table.loc[0, ["precision", "located_by"]].to_list() == [
        "place",
        "gazetteer:exact",
    ]
    assert table[sorted(LATER_COLUMNS)].isna().all(axis=None)
