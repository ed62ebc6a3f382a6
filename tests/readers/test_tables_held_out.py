"""Tables in the field's languages and notations come in as a careful clerk would read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from tests.reports.gold.matching import distance_km

import sitmap

if TYPE_CHECKING:
    import geopandas as gpd

TABLES = Path(__file__).with_name("tables") / "held-out"
CLOSE_KM = 0.06  # half a second of arc is 15 m; four decimals are 11 m
NAMES = sorted(path.stem for path in TABLES.glob("*.json"))
DAYS = {"date_start", "date_end", "source_date"}
NOT_YET = {
    "places-in-words-ukraine",
}
"""Tables that are read wrong as yet: the list only shrinks."""


def _read(name: str, told: dict[str, Any]) -> gpd.GeoDataFrame:
    table = sitmap.read(TABLES / f"{name}.csv")
    return sitmap.locate(table) if "within_km" in told else table


def _find_differences(
    row: pd.Series, expected: dict[str, Any], close_km: float
) -> dict[str, tuple[Any, Any]]:
    """Return what was read and what is right, of the columns that differ."""
    found = {}
    for column, right in expected.items():
        if column not in {"latitude", "longitude"}:
            read = _show(row[column], column)
            if not _is_same(read, right, column):
                found[column] = read, right
    if "latitude" in expected:
        read_point = _show_point(row["geometry"])
        right_point = expected["latitude"], expected["longitude"]
        if not _is_close(read_point, right_point, close_km):
            found["geometry"] = read_point, right_point
    return found


def _show(value: Any, column: str) -> Any:
    if column == "problem":
        return pd.notna(value)
    if pd.isna(value):
        return None
    return str(value)[:10] if column in DAYS else value


def _show_point(point: Any) -> tuple[float | None, float | None]:
    return (
        (None, None)
        if point is None or point.is_empty
        else (point.y, point.x)
    )


def _is_same(read: Any, right: Any, column: str) -> bool:
    if (
        column in {"confidence", "uncertainty_m"}
        and read is not None
        and right is not None
    ):
        return bool(read == pytest.approx(right, rel=0.02))
    if (
        column in {"source_url", "media"}
        and read is not None
        and right is not None
    ):
        return set(read.split()) == set(right.split())
    return bool(read == right)


def _is_close(
    read: tuple[Any, Any], right: tuple[Any, Any], close_km: float
) -> bool:
    if read[0] is None or right[0] is None:
        return read == right
    return distance_km(*read, *right) <= close_km


def _mark(name: str) -> Any:
    wrong = pytest.mark.xfail(
        reason="read wrong as yet; once right, off the list", strict=True
    )
    return pytest.param(name, marks=wrong if name in NOT_YET else ())


@pytest.mark.parametrize("name", [_mark(name) for name in NAMES])
@pytest.mark.filterwarnings("ignore::sitmap.DataWarning")
def test_a_colleagues_table_comes_in_right(name: str):
    """Points, days, hours, counts, words of status and links are what the table says."""
    told = json.loads((TABLES / f"{name}.json").read_text(encoding="utf-8"))
    table = _read(name, told)
    assert len(table) == len(told["rows"])
    close_km = told.get("within_km", CLOSE_KM)
    differences = {
        number: found
        for number, (_, row) in enumerate(table.iterrows(), 1)
        if (
            found := _find_differences(
                row, told["rows"][number - 1], close_km
            )
        )
    }
    assert differences == {}, "row: {column: (read, right)}"
