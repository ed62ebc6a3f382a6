"""Whatever one column of a valid table holds, nothing breaks: it is read, or refused in a line."""

import datetime as dt
import warnings

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPoint, Point, Polygon, box

import sitmap
from sitmap.checks import check
from sitmap.errors import DataWarning, InputError
from sitmap.incidents import COLUMNS

ROWS = 4
TABLE = pd.DataFrame(
    {
        "id": ["a", "b", "c", "d"],
        "date": ["2023-05-29", "2023-05-30", "2023-06-01", "2023-06-02"],
        "date_end": ["2023-05-29", "2023-05-31", None, None],
        "event_type": ["Protests", "Battles", "Riots", "Riots"],
        "title": ["one", "two", "three", "four"],
        "place": ["Mitrovica", "Peja", "Prizren", None],
        "country": ["Kosovo", "XK", "XKX", None],
        "admin1": ["Mitrovica", "Peja", None, "Prizren"],
        "lat": [42.89, 42.66, None, None],
        "lon": [20.87, 20.29, None, None],
        "actors": ["A; B", "C", "", "A;B;C"],
        "killed": [0, 1, None, 5],
        "status": ["confirmed", "claimed", "planned", None],
        "precision": ["exact", "place", None, "admin1"],
        "uncertainty_m": [100.0, 2500.0, None, 75_000.0],
        "confidence": [0.5, 0.9, None, 1.0],
        "time": ["10:00", None, "9:30", "x"],
        "source": ["S", "S", None, "T"],
        "url": ["https://example.org/1", None, "www.example.org", "x"],
        "published": ["2023-06-10", None, None, "soon"],
        "keep": ["yes", "no", None, "x"],
    }
)
FILLS = {
    "null": [None] * ROWS,
    "NaN": [np.nan] * ROWS,
    "empty text": [""] * ROWS,
    "blanks": ["  "] * ROWS,
    "constant": ["x"] * ROWS,
    "zeros": [0] * ROWS,
    "negative": [-1.5] * ROWS,
    "huge": pd.Series([10**30] * ROWS, dtype=object),
    "infinite": [np.inf] * ROWS,
    "bools": [True, False] * 2,
    "nullable bools": pd.array([True, None] * 2, dtype="boolean"),
    "nullable numbers": pd.array([1, None] * 2, dtype="Int64"),
    "nullable floats": pd.array([1.5, None] * 2, dtype="Float64"),
    "no category": pd.Series([None] * ROWS, dtype="category"),
    "categories of numbers": pd.Series([1, 2] * 2).astype("category"),
    "dates": pd.date_range("2020", periods=ROWS),
    "dates of a zone": pd.date_range("2020", periods=ROWS, tz="Asia/Kabul"),
    "no dates": [pd.NaT] * ROWS,
    "spans": pd.to_timedelta(range(ROWS), unit="h"),
    "periods": pd.period_range("2020", periods=ROWS, freq="M"),
    "intervals": pd.interval_range(0, ROWS),
    "complex": [1 + 2j] * ROWS,
    "days": pd.Series([dt.date(2020, 1, 1)] * ROWS, dtype=object),
    "hours": pd.Series([dt.time(1, 2)] * ROWS, dtype=object),
    "anything": pd.Series([1, "a", None, [1]], dtype=object),
    "records": pd.Series([{"a": 1}] * ROWS, dtype=object),
    "bytes": pd.Series([b"a\xff"] * ROWS, dtype=object),
    "half a character": pd.Series(["\ud800x"] * ROWS, dtype=object),
    "controls": ["a\x00b\n\r\t"] * ROWS,
    "long": ["x" * 5_000] * ROWS,
    "strange dates": [
        "0001-01-01",
        "9999-12-31",
        "2023-13-45",
        "0000-00-00",
    ],
    "sparse": pd.arrays.SparseArray([0, 0, 1, 0]),
}
NAMES = [
    *COLUMNS,
    *(
        "row",
        "geometry",
        "index",
        "level_0",
        "__index_level_0__",
        "fid",
        "_label",
        "names",
        "level",
    ),
    *(
        "status_in_file",
        "place_in_file",
        "country_in_file",
        "longitude",
        "coordinates",
        "year",
        "x",
    ),
    *(
        "what",
        "why",
        "value",
        "columns",
        "values",
        "shape",
        "T",
        "size",
        "attrs",
        "",
        " ",
        "0",
    ),
]


def go_through(frame):
    """Read a frame, draw it, check it, sum it up; a refusal is one short line."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        try:
            table = sitmap.conform(frame)
        except InputError as refused:
            assert "\n" not in str(refused)  # noqa: PT017 - both ways are right
            return None
    check(table, places=False)
    sitmap.summary(table)
    layer = sitmap.Incidents(table)
    layer.settings(), layer.blobs(), layer.left_off
    assert len(table) == len(frame)
    return table


@settings(
    max_examples=30, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(
    column=st.sampled_from(list(TABLE)), fill=st.sampled_from(list(FILLS))
)
def test_any_column_may_hold_anything(column, fill):
    """Empty, constant, of another dtype: every row comes through, or one line says why not."""
    go_through(TABLE.assign(**{column: FILLS[fill]}))


@settings(
    max_examples=6, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(column=st.sampled_from(list(TABLE)))
def test_any_column_may_be_missing_or_there_twice(column):
    """Or be the only one with a value in it."""
    go_through(TABLE.drop(columns=column))
    go_through(pd.concat([TABLE, TABLE[[column]]], axis=1))
    go_through(TABLE[[column]].reindex(columns=TABLE.columns))


@pytest.mark.parametrize("rows", [0, 1])
def test_a_table_may_be_of_one_row_or_none(rows):
    """A column that comes out wholly empty has another dtype."""
    assert len(go_through(TABLE.head(rows))) == rows
    assert (
        len(go_through(TABLE.drop(columns=["lat", "lon"]).tail(rows)))
        == rows
    )


@settings(
    max_examples=20, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(
    name=st.sampled_from(NAMES),
    fill=st.sampled_from(["constant", "zeros", "null", "anything"]),
)
def test_a_users_column_may_have_any_name_of_ours(name, fill):
    """Names that sitmap uses within itself are nobody's trap."""
    plain = TABLE[["date", "place", "country"]]
    table = go_through(plain.assign(**{name: FILLS[fill]}))
    assert table is None or table["date_start"].notna().all()


SHAPES = [
    *(
        None,
        Point(),
        Polygon(),
        Point(20.8, 42.9),
        box(20, 42, 21, 43),
        MultiPoint([(20, 42)]),
    ),
    *(
        LineString([(20, 42), (21, 43)]),
        Point(float("nan"), 1),
        Point(500, 1),
        Point(1, 2, 3),
    ),
]


@settings(
    max_examples=12, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(
    shapes=st.lists(st.sampled_from(SHAPES), min_size=ROWS, max_size=ROWS)
)
def test_any_geometry_may_be_empty_or_missing(shapes):
    """Each of them by itself and all of them at once."""
    frame = gpd.GeoDataFrame(
        TABLE[["title", "place"]], geometry=shapes, crs=4326
    )
    table = go_through(frame)
    empty = [shape is None or shape.is_empty for shape in shapes]
    assert table is None or not table.geometry[empty].notna().any()


def test_commands_survive_a_column_of_nothing(tmp_path):
    """read, map, check, summary, geocode: no traceback reaches a user."""
    from click.testing import CliRunner

    from sitmap.cli import main

    path = tmp_path / "t.csv"
    for column in ("place", "date", "title", "actors", "url"):
        TABLE.drop(columns="keep").assign(**{column: ""}).to_csv(
            path, index=False
        )
        commands = (
            ["read", path, "-o", tmp_path / f"{column}.csv"],
            ["map", path, "-o", tmp_path / f"{column}.html"],
            ["check", "--no-places", path],
            ["summary", path],
        )
        for command in commands:
            done = CliRunner().invoke(main, [str(word) for word in command])
            assert done.exit_code in (0, 1, 2), done.output
            assert done.exception is None or isinstance(
                done.exception, SystemExit
            )
