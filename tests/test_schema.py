"""Any frame brought into the incident table's columns."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point, box

from sitmap.errors import InputError
from sitmap.schema import COLUMNS, LATER_COLUMNS, conform


def test_a_frame_of_nothing_has_every_column():
    """With its dtype, so that tables can be put together."""
    table = conform(pd.DataFrame())
    assert list(table.columns) == [*COLUMNS, "geometry"]
    for name, dtype in COLUMNS.items():
        assert str(table[name].dtype).startswith(str(dtype)[:5]), name
    assert str(table.crs) == "EPSG:4326"
    assert set(COLUMNS) >= LATER_COLUMNS


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("fatalities_best", "many", "no whole number"),
        ("fatalities_best", 1.5, "no whole number"),
        ("uncertainty_m", "far", "no number"),
        ("date_start", "soon", "no date"),
        ("status", "certain", "no known code"),
        ("precision", "roughly", "no known code"),
    ],
)
def test_what_a_column_cannot_hold_is_told_with_its_row(name, value, told):
    """The first such row by its label, and what to do."""
    frame = pd.DataFrame(
        {name: pd.Series([None, value], index=["a", "b"], dtype=object)}
    )
    with pytest.raises(
        InputError, match=f"row b: {name} is .*{told}"
    ) as error:
        conform(frame)
    assert "correct it or leave it empty" in str(error.value)


def test_an_event_type_of_ones_own_is_kept_behind_acleds():
    """Only closed lists refuse what they don't know."""
    table = conform(pd.DataFrame({"event_type": ["Flood", "Riots", None]}))
    assert table["event_type"].astype(object).fillna("").to_list() == [
        "Flood",
        "Riots",
        "",
    ]
    assert table["event_type"].cat.categories[-1] == "Flood"


def test_points_come_from_degrees_or_from_the_frames_own_crs():
    """A pair with half missing is none; an area is a point inside it; metres become degrees."""
    pairs = conform(
        pd.DataFrame(
            {"longitude": [20.5, 20.5], "latitude": ["42.5", None]}
        )
    )
    assert (pairs.geometry[0].x, pairs.geometry[0].y) == (20.5, 42.5)
    assert pairs.geometry[1] is None
    metres = gpd.GeoDataFrame(
        geometry=[Point(500_000, 4_700_000)], crs=32634
    )
    (point,) = conform(metres).geometry
    assert point.x == pytest.approx(21.0, abs=1e-6)
    area = gpd.GeoDataFrame(geometry=[box(20, 42, 21, 43)])
    assert conform(area).geometry[0].within(box(20, 42, 21, 43))


def test_a_row_keeps_its_id_whatever_stands_beside_it():
    """Made of what it says; twins differ, and an id that is given stays."""
    one = pd.DataFrame({"title": ["Shots"], "place": ["Zvečan"]})
    two = pd.DataFrame(
        {"title": ["x", "Shots"], "place": ["Peja", "Zvečan"]}
    )
    assert conform(one)["incident_id"][0] == conform(two)["incident_id"][1]
    twins = conform(pd.concat([one, one], ignore_index=True))["incident_id"]
    assert twins.is_unique
    given = conform(one.assign(incident_id=["7"]))
    assert given["incident_id"].to_list() == ["7"]


def test_a_day_is_its_own_end_and_no_day_is_unknown():
    """Hours and zones go: the day that the source wrote stays."""
    table = conform(
        pd.DataFrame({"date_start": ["2024-03-05T23:30:00", None]})
    )
    assert table["date_end"].dt.strftime("%F")[0] == "2024-03-05"
    assert table["date_precision"].to_list() == ["day", "unknown"]


def test_columns_called_alike_are_numbered_and_kept():
    """As tables that were joined have them; attributes stay."""
    frame = pd.DataFrame([[1, 2, 3]], columns=["x", "x", "x (2)"])
    frame.attrs["read"] = "somehow"
    table = conform(frame)
    assert [
        name for name in table.columns if str(name).startswith("x")
    ] == [
        "x",
        "x (3)",
        "x (2)",
    ] or len({*table.columns}) == len(table.columns)
    assert table.attrs == {"read": "somehow"}


def test_half_a_character_is_replaced():
    """No file could hold it."""
    table = conform(
        pd.DataFrame({"title": pd.Series(["a\ud800"], dtype=object)})
    )
    assert table["title"][0] == "a?"
