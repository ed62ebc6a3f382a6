"""What marks are drawn from: point, day, type, precision, status, radius, area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sitmap.incidents import read_coordinates
from sitmap.layers.cell_words import as_objects
from sitmap.layers.number_columns import (
    EPOCH,
    MAX_CODES,
    NO_VALUE,
    Codes,
    NumberColumn,
    count_days,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from numpy.typing import NDArray


_SCALE: Final = 1e5  # 1e-5 degrees is 1.1 m, finer than any report

_COARSE: Final = ("admin2", "admin1", "country")


def encode_core(
    table: gpd.GeoDataFrame, order: NDArray[np.intp], codes: Codes
) -> list[NumberColumn]:
    """Return the columns that marks are drawn from, rows in the given order."""
    lon, lat = (
        degrees[order] for degrees in read_coordinates(table.geometry)
    )
    day, end = (
        count_days(table["date_start"])[order],
        count_days(table["date_end"])[order],
    )
    length = np.where(
        (day == NO_VALUE) | (end < day), 0, end.astype(np.int64) - day
    )
    radius = table["uncertainty_m"].to_numpy(
        dtype=np.float32, na_value=np.nan
    )[order]
    return [
        NumberColumn("lat", "i32", _fixed(lat)),
        NumberColumn("lon", "i32", _fixed(lon)),
        NumberColumn("day", "d32", day),
        NumberColumn("length", "u16", np.minimum(length, MAX_CODES)),
        codes.add("event_type", table["event_type"]),
        codes.add("precision", table["precision"]),
        codes.add("status", table["status"]),
        NumberColumn("uncertainty_m", "f32", radius),
        _encode_area(table, order, codes),
    ]


def _fixed(degrees: NDArray[np.float64]) -> NDArray[np.int32]:
    scaled = np.rint(degrees * _SCALE)
    return np.where(np.isfinite(scaled), scaled, NO_VALUE).astype(np.int32)


def _encode_area(
    table: gpd.GeoDataFrame, order: NDArray[np.intp], codes: Codes
) -> NumberColumn:
    """Name the area of coarse rows, so that "somewhere in …" needs no block of texts."""
    coarse = table["precision"].isin(_COARSE)
    name = pd.Series(None, index=table.index, dtype=object)
    if coarse.any():
        name = (
            table["place_name"]
            .fillna(table["place"])
            .fillna(table["country"])
            .where(coarse)
        )
    column = codes.add("area", name)
    first = pd.DataFrame({"code": column.numbers, "at": order})
    first = (
        first[first["code"] > 0].drop_duplicates("code").sort_values("code")
    )
    for key in ("id", "country"):
        words = table["place_id" if key == "id" else key].iloc[first["at"]]
        codes.lists[f"area_{key}"] = as_objects(words).tolist()
    return column


def summarize_core(
    core: Sequence[NumberColumn], located: int
) -> dict[str, Any]:
    """Say how many rows there are, where they lie and of which days they are."""
    lat, lon, day = (column.numbers[:located] for column in core[:3])
    dated = day[day != NO_VALUE]
    bounds = None
    if located:
        south, west, north, east = (
            float(v) / _SCALE
            for v in (lat.min(), lon.min(), lat.max(), lon.max())
        )
        bounds = [[south, west], [north, east]]
    return {
        "kind": "incidents",
        "rows": len(core[0].numbers),
        "located": located,
        "undated": int(located - len(dated)),
        "bounds": bounds,
        "days": (
            [
                str(EPOCH + np.timedelta64(int(each), "D"))
                for each in (dated.min(), dated.max())
            ]
            if len(dated)
            else None
        ),
    }
