"""The compact encoding of incidents."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitmap.errors import InputError
from sitmap.incidents import conform, find_left_off
from sitmap.layers.payload import (
    BLOCK_ROWS,
    NO_VALUE,
    Payload,
    encode_incidents,
    gzip_bytes,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTHS = {
    "u8": "u1",
    "u16": "<u2",
    "u32": "<u4",
    "i32": "<i4",
    "d32": "<i4",
    "f32": "<f4",
}
UNESCAPE = {"\x1d": "\x1d", "r": "\x1e", "u": "\x1f"}


def make_table(rows: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    frame = pd.DataFrame(
        [
            {key: value for key, value in row.items() if key != "at"}
            for row in rows
        ]
    )
    points = gpd.points_from_xy(
        *zip(*(row.get("at") or (None, None) for row in rows), strict=True)
    )
    geometry = [
        point if row.get("at") else None
        for point, row in zip(points, rows, strict=True)
    ]
    return conform(gpd.GeoDataFrame(frame, geometry=geometry, crs=4326))


def read_columns(payload: Payload, blob: str) -> dict[str, NDArray[Any]]:
    """Read byte planes as the page does."""
    rows, data, columns, start = (
        payload.settings["rows"],
        gzip.decompress(payload.blobs[blob]),
        {},
        0,
    )
    for name, kind in payload.settings[blob]:
        dtype = np.dtype(WIDTHS[kind])
        planes = np.frombuffer(
            data, np.uint8, dtype.itemsize * rows, start
        ).reshape(dtype.itemsize, rows)
        values = np.ascontiguousarray(planes.T).view(dtype).ravel()
        columns[name] = (
            np.cumsum(values, dtype=np.int32) if kind == "d32" else values
        )
        start += dtype.itemsize * rows
    assert start == len(data)
    return columns


def read_texts(payload: Payload, block: int = 0) -> dict[str, list[str]]:
    text = gzip.decompress(payload.blobs[f"text/{block}"]).decode()
    columns = [
        [unescape(value) for value in column.split("\x1f")]
        for column in text.split("\x1e")
    ]
    return dict(
        zip(
            (name for name, _ in payload.settings["text"]["fields"]),
            columns,
            strict=True,
        )
    )


def unescape(value: str) -> str:
    parts = iter(value)
    return "".join(
        UNESCAPE[next(parts)] if part == "\x1d" else part for part in parts
    )


def read_codes(payload: Payload) -> dict[str, Any]:
    return json.loads(gzip.decompress(payload.blobs["codes"]))


ZVECAN, BANJSKA = (20.84028, 42.9075), (20.78083, 42.97333)


def test_rows_are_sorted_by_day_with_undated_ones_behind_and_those_left_off_last():
    """Dated, undated, then rows without a point or that are only planned."""
    table = make_table(
        [
            {"title": "no place", "date_start": "2022-01-01"},
            {"title": "undated", "at": ZVECAN},
            {"title": "late", "date_start": "2023-09-24", "at": BANJSKA},
            {
                "title": "planned",
                "date_start": "2021-01-01",
                "at": ZVECAN,
                "status": "planned",
            },
            {
                "title": "early",
                "date_start": "2022-07-31",
                "date_end": "2022-08-01",
                "at": ZVECAN,
            },
        ]
    )
    payload = encode_incidents(table)
    assert read_texts(payload)["title"] == [
        "early",
        "late",
        "undated",
        "no place",
        "planned",
    ]
    assert (
        payload.settings["rows"],
        payload.settings["located"],
        payload.settings["undated"],
    ) == (
        5,
        3,
        1,
    )
    assert payload.settings["days"] == ["2022-07-31", "2023-09-24"]
    core = read_columns(payload, "core")
    # 2022-07-31 is 19204 days after 1970-01-01
    assert core["day"].tolist() == [19204, 19624, NO_VALUE, 18993, 18628]
    assert core["length"].tolist() == [1, 0, 0, 0, 0]


def test_points_are_kept_to_a_metre():
    """1e-5 degrees: what the source wrote comes back."""
    core = read_columns(
        encode_incidents(make_table([{"title": "x", "at": ZVECAN}])), "core"
    )
    assert (core["lat"][0], core["lon"][0]) == (4290750, 2084028)


def test_every_row_left_off_has_its_number_and_its_reason():
    """The page lists them under "Not on the map"."""
    table = make_table(
        [
            {"title": "here", "at": ZVECAN},
            {"title": "nowhere", "place": "Rudare"},
            {"title": "threat", "at": ZVECAN, "status": "threatened"},
        ]
    )
    left_off = read_codes(encode_incidents(table))["left_off"]
    reasons = [left_off["reasons"][number] for number in left_off["why"]]
    assert left_off["row"] == [1, 2]
    assert "not located" in reasons[0]
    assert "threatened" in reasons[1]


def test_statuses_that_are_asked_for_are_on_the_map():
    """`show_statuses` brings planned events onto the map."""
    table = make_table(
        [{"title": "parade", "at": ZVECAN, "status": "planned"}]
    )
    assert encode_incidents(table).settings["located"] == 0
    assert (
        encode_incidents(
            table, left_off=find_left_off(table, show_statuses={"planned"})
        ).settings["located"]
        == 1
    )


def test_codes_start_at_one_and_zero_is_null():
    """Event types keep the order of the code list."""
    table = make_table(
        [
            {"title": "a", "at": ZVECAN, "event_type": "Riots"},
            {"title": "b", "at": ZVECAN},
        ]
    )
    payload = encode_incidents(table)
    assert read_codes(payload)["event_type"] == ["Riots"]
    assert read_columns(payload, "core")["event_type"].tolist() == [1, 0]


def test_a_coarse_place_brings_the_name_of_its_area():
    """The words "somewhere in northern Kosovo" need no block of texts."""
    table = make_table(
        [
            {
                "title": "a",
                "at": ZVECAN,
                "precision": "admin1",
                "place": "northern Kosovo",
                "country": "XK",
            },
            {
                "title": "b",
                "at": ZVECAN,
                "precision": "place",
                "place": "Zvečan",
            },
        ]
    )
    payload = encode_incidents(table)
    codes = read_codes(payload)
    assert (codes["area"], codes["area_country"]) == (
        ["northern Kosovo"],
        ["XK"],
    )
    assert read_columns(payload, "core")["area"].tolist() == [1, 0]


def test_columns_of_the_users_own_are_kept():
    """Numbers, truth values and dates keep their meaning; null is empty."""
    table = make_table(
        [
            {
                "title": "a",
                "at": ZVECAN,
                "sirens": 3,
                "score": 0.5,
                "night": True,
                "seen": pd.Timestamp("2022-07-31 18:00"),
            },
            {
                "title": "b",
                "at": ZVECAN,
                "sirens": None,
                "score": None,
                "night": False,
                "seen": None,
            },
        ]
    )
    payload = encode_incidents(table)
    kinds = dict(map(tuple, payload.settings["text"]["fields"]))
    texts = read_texts(payload)
    assert (kinds["sirens"], kinds["score"], kinds["title"]) == (
        "n",
        "n",
        "s",
    )
    assert (texts["sirens"], texts["score"], texts["seen"]) == (
        ["3", ""],
        ["0.5", ""],
        ["2022-07-31T18:00:00", ""],
    )


def test_notes_can_be_short_or_absent():
    """200 characters and an ellipsis, or none at all."""
    table = make_table([{"title": "a", "at": ZVECAN, "notes": "x" * 300}])
    assert read_texts(encode_incidents(table, notes="short"))["notes"] == [
        "x" * 200 + "…"
    ]
    assert "notes" not in read_texts(encode_incidents(table, notes="none"))
    with pytest.raises(InputError, match="'long'"):
        encode_incidents(table, notes="long")  # type: ignore[arg-type]


def test_actors_of_which_nearly_each_is_another_are_texts_and_not_a_list_to_choose_from():
    """A list of 2,000 names with one row each helps nobody."""
    rows = [
        {
            "title": "a",
            "at": ZVECAN,
            "actor1": f"unit {i}",
            "actor2": "police",
        }
        for i in range(2000)
    ]
    payload = encode_incidents(make_table(rows))
    assert [name for name, _ in payload.settings["facets"]] == [
        "date_precision",
        "actor2",
    ]
    assert read_texts(payload)["actor1"][1999] == "unit 1999"


def test_texts_come_in_blocks():
    """Row 4,096 is the first of the second block."""
    payload = encode_incidents(
        make_table(
            [
                {"title": f"t{i}", "at": ZVECAN}
                for i in range(BLOCK_ROWS + 1)
            ]
        )
    )
    assert len(read_texts(payload, 0)["title"]) == BLOCK_ROWS
    assert read_texts(payload, 1)["title"] == [f"t{BLOCK_ROWS}"]


@pytest.mark.parametrize("rows", [[], [{"title": "one"}]])
def test_a_table_without_a_point_on_the_map_is_encoded(
    rows: list[dict[str, Any]],
):
    """Empty, or nothing located: no bounds, no days, no failure."""
    table = (
        make_table(rows) if rows else conform(pd.DataFrame({"title": []}))
    )
    payload = encode_incidents(table)
    assert (
        payload.settings["rows"],
        payload.settings["located"],
        payload.settings["bounds"],
    ) == (
        len(rows),
        0,
        None,
    )
    assert read_columns(payload, "core")["lat"].tolist() == [
        NO_VALUE
    ] * len(rows)


def test_the_ends_of_the_earth_are_kept():
    """Poles, the antimeridian and (0, 0) are places like others."""
    spots = [(180.0, 90.0), (-180.0, -90.0), (0.0, 0.0)]
    core = read_columns(
        encode_incidents(
            make_table([{"title": "x", "at": spot} for spot in spots])
        ),
        "core",
    )
    assert core["lat"].tolist() == [9_000_000, -9_000_000, 0]
    assert core["lon"].tolist() == [18_000_000, -18_000_000, 0]


def test_the_same_table_gives_the_same_bytes():
    """No time, no random id, no order of a set in it."""
    table = make_table(
        [
            {"title": f"t{i % 7}", "at": ZVECAN, "actor1": f"a{i % 3}"}
            for i in range(50)
        ]
    )
    assert encode_incidents(table) == encode_incidents(table.copy())


def test_gzip_has_no_time_in_its_header():
    """Bytes 4 to 7 of the header are the time (RFC 1952)."""
    packed = gzip_bytes(b"x" * 1000)
    assert packed[4:8] == b"\0\0\0\0"
    assert gzip.decompress(packed) == b"x" * 1000


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
        min_size=1,
        max_size=6,
    )
)
def test_any_text_comes_back_as_it_was(titles: list[str]):
    """Control characters, the separators themselves, any script."""
    payload = encode_incidents(
        make_table([{"title": title, "at": ZVECAN} for title in titles])
    )
    assert read_texts(payload)["title"] == titles


def test_the_page_knows_which_fields_are_the_tables_own_and_whether_to_credit_the_gazetteer():
    """Columns beyond the schema come last; `own` counts those of the schema."""
    frame = conform(
        pd.DataFrame(
            {
                "title": ["a"],
                "end": ["x"],
                "located_by": ["gazetteer:exact"],
            }
        )
    )
    payload = encode_incidents(frame)
    text = payload.settings["text"]
    assert [name for name, _ in text["fields"]][text["own"] :] == ["end"]
    assert payload.settings["gazetteer"] is True
    assert (
        encode_incidents(frame.assign(located_by="source")).settings[
            "gazetteer"
        ]
        is False
    )


def test_rows_of_a_day_follow_their_hours():
    """20:05, 09:00 and 14:30 of one day come in order, what has no hour behind them."""
    rows = [
        {
            "title": "evening",
            "date_start": "2022-08-02",
            "time": "20:05",
            "at": (20.8, 42.9),
        },
        {
            "title": "some time",
            "date_start": "2022-08-02",
            "at": (20.8, 42.9),
        },
        {
            "title": "morning",
            "date_start": "2022-08-02",
            "time": "09:00",
            "at": (20.8, 42.9),
        },
        {
            "title": "day before",
            "date_start": "2022-08-01",
            "time": "23:00",
            "at": (20.8, 42.9),
        },
        {
            "title": "noon",
            "date_start": "2022-08-02",
            "time": "14:30",
            "at": (20.8, 42.9),
        },
    ]
    texts = read_texts(encode_incidents(make_table(rows)))
    assert texts["title"] == [
        "day before",
        "morning",
        "noon",
        "evening",
        "some time",
    ]
    assert texts["time"] == ["23:00", "09:00", "14:30", "20:05", ""]


def test_hours_with_offsets_are_compared_in_utc():
    """10:00 at UTC+3 was before 08:00 at UTC."""
    common = {"date_start": "2022-08-02", "at": (20.8, 42.9)}
    rows = [
        {
            "title": "second",
            "time": "08:00",
            "time_offset": "+00:00",
            **common,
        },
        {
            "title": "first",
            "time": "10:00",
            "time_offset": "+03:00",
            **common,
        },
        {
            "title": "third",
            "time": "05:30",
            "time_offset": "-03:00",
            **common,
        },
    ]
    texts = read_texts(encode_incidents(make_table(rows)))
    assert texts["title"] == ["first", "second", "third"]


@pytest.mark.parametrize("kept", ["python", "pyarrow"])
def test_texts_are_the_same_however_they_are_kept(kept):
    """In Arrow or as objects, with the marks that part them, nulls, and letters of all scripts."""
    if kept == "pyarrow":
        pytest.importorskip(
            "pyarrow", reason="pandas keeps texts in it where it is there"
        )
    told = ["a\x1fb", None, "c\x1e\x1d", "Митровица", "", "plain"] * 1_000
    notes = pd.array(told, dtype=pd.StringDtype(storage=kept))
    days = pd.date_range("2020-01-01", periods=len(told))
    points = gpd.points_from_xy(
        [20.8] * len(told), [42.9] * len(told), crs=4326
    )
    table = conform(gpd.GeoDataFrame({"date_start": days}, geometry=points))
    table["own"] = notes
    payload = encode_incidents(table)
    read = [
        value
        for block in range(2)
        for value in read_texts(payload, block)["own"]
    ]
    assert read == ["" if text is None else text for text in told]


def test_hours_with_an_offset_sort_beside_rows_without_an_hour():
    """A device's waypoints have both, those set by hand neither."""
    at = {"date_start": "2022-08-02", "at": (20.8, 42.9)}
    rows = [
        {"title": "by hand", **at},
        {"title": "device", "time": "08:00", "time_offset": "+00:00", **at},
    ]
    texts = read_texts(encode_incidents(make_table(rows)))
    assert texts["title"] == ["device", "by hand"]
