"""The incident table: what every reader fills and every layer draws; its schema is `sitmap.schema`.

A GeoDataFrame in EPSG:4326 (x = longitude, y = latitude), one row per incident. A row whose place
isn't known keeps a null geometry and says why in ``problem``; it is never dropped. Columns that a
source brings beyond the schema are kept behind the schema's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sitmap.errors import InputError
from sitmap.schema import COLUMNS, LATER_COLUMNS, conform
from sitmap.vocabulary import (
    DATE_PRECISIONS,
    EVENT_TYPES,
    OFF_MAP_STATUSES,
    STATUSES,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

__all__ = [
    "COLUMNS",
    "DATE_PRECISIONS",
    "EVENT_TYPES",
    "LATER_COLUMNS",
    "OFF_MAP_STATUSES",
    "STATUSES",
    "Status",
    "add_problems",
    "conform",
    "find_drawable",
    "find_left_off",
    "is_incident_table",
    "read_coordinates",
    "validate",
]

_MAX_LON, _MAX_LAT = 180.0, 90.0


def add_problems(
    incidents: gpd.GeoDataFrame, problems: Mapping[Any, str]
) -> gpd.GeoDataFrame:
    """Return the table with each problem written behind those that its row already has.

    Parameters
    ----------
    incidents
        The incident table.
    problems
        Index label to one line that names the row, the value and the remedy.
    """
    if not problems:
        return incidents.assign(problem=incidents["problem"])
    fresh = pd.Series(dict(problems), dtype="string")
    before = incidents["problem"].loc[fresh.index]
    told = incidents["problem"].copy()
    joined = (before + "; " + fresh).fillna(fresh)
    # a table that is read and written again says a thing once
    known = [
        isinstance(old, str) and new in old
        for old, new in zip(before, fresh, strict=True)
    ]
    told.loc[fresh.index] = before.where(known, joined)
    return incidents.assign(problem=told)


def find_left_off(
    incidents: gpd.GeoDataFrame, *, show_statuses: Iterable[str] = ()
) -> pd.DataFrame:
    """List the rows that a map of this table leaves off, with the reason.

    Parameters
    ----------
    incidents
        The incident table.
    show_statuses
        Statuses of `OFF_MAP_STATUSES` that are drawn all the same.

    Returns
    -------
    pandas.DataFrame
        Columns ``row`` (the table's index label), ``what``, ``value``, ``why``; one row per
        incident left off.
    """
    hidden = incidents["status"].isin(OFF_MAP_STATUSES - set(show_statuses))
    nowhere = ~find_drawable(incidents.geometry)
    off = incidents[hidden | nowhere]
    what = (
        off["title"]
        .fillna(off["notes"])
        .fillna(off["place"])
        .fillna(off["incident_id"])
    )
    why = _reasons(off, nowhere[off.index])
    return pd.DataFrame(
        {
            "row": off.index,
            "what": what,
            "value": off["place"].fillna(""),
            "why": why,
        }
    )


def is_incident_table(frame: pd.DataFrame) -> bool:
    """Tell whether a frame has all of our columns, as `sitmap.read` returns them."""
    return isinstance(frame, gpd.GeoDataFrame) and set(frame.columns) >= (
        set(COLUMNS) - LATER_COLUMNS
    )


def find_drawable(points: gpd.GeoSeries) -> pd.Series[bool]:
    """Tell the points that can stand on a map.

    Finite, on the Earth, and not (0, 0), which stands for missing.
    """
    lon, lat = read_coordinates(points)
    drawable = (
        (np.abs(lon) <= _MAX_LON)
        & (np.abs(lat) <= _MAX_LAT)
        & ((lon != 0) | (lat != 0))
    )
    return pd.Series(drawable, index=points.index)


def read_coordinates(
    points: gpd.GeoSeries,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitudes and latitudes, NaN where there is no point.

    Examples
    --------
    >>> lon, lat = read_coordinates(gpd.GeoSeries.from_xy([20.87], [42.89]))
    >>> lon.item(), lat.item()
    (20.87, 42.89)
    """
    shapes = points.to_numpy()
    pairs = shapely.get_coordinates(shapes)
    if (
        len(pairs) == len(shapes)
        and (
            shapely.get_type_id(shapes) == shapely.GeometryType.POINT
        ).all()
    ):
        return pairs[:, 0], pairs[
            :, 1
        ]  # one pass, as every row has a point
    return shapely.get_x(shapes), shapely.get_y(shapes)


def _reasons(off: Any, nowhere: pd.Series[bool]) -> Any:
    no_name = off["place"].isna()
    wrong = off.geometry.notna() & ~off.geometry.is_empty & nowhere
    points = off.geometry.to_wkt(rounding_precision=5).astype("string")
    off = off.assign(
        problem=off["problem"].mask(
            wrong & off["problem"].isna(),
            points + " is no place on the Earth",
        )
    )
    why = off["problem"].fillna(
        "not located: the place was not looked up, or not found"
    )
    why = why.mask(
        off["problem"].isna() & no_name, "no coordinates and no place"
    )
    told = (
        "status is "
        + off["status"].astype("string")
        + ": kept in the table, not drawn"
    )
    return why.where(nowhere, told)


def validate(incidents: gpd.GeoDataFrame) -> pd.DataFrame:
    """Check a table against the schema and against itself.

    Parameters
    ----------
    incidents
        A table, as `conform` or a reader returns it.

    Returns
    -------
    pandas.DataFrame
        Columns ``row``, ``column``, ``value``, ``why``; empty when all is well.

    Raises
    ------
    InputError
        Columns of the schema are missing, or the CRS isn't EPSG:4326.
    """
    _require_schema(incidents)
    low, high = incidents["date_start"], incidents["date_end"]
    checks = [
        (
            "incident_id",
            incidents["incident_id"].duplicated(keep=False),
            "is not unique",
        ),
        ("date_end", high < low, "lies before date_start"),
        (
            "uncertainty_m",
            incidents["uncertainty_m"] < 0,
            "is a negative radius",
        ),
        (
            "confidence",
            ~incidents["confidence"].fillna(0).between(0, 1),
            "is not between 0 and 1",
        ),
        (
            "geometry",
            _off_earth(incidents.geometry),
            "is no place on the Earth",
        ),
    ]
    found = [
        pd.DataFrame(
            {
                "row": bad.index,
                "column": column,
                "value": bad.astype(str),
                "why": why,
            }
        )
        for column, mask, why in checks
        if not (
            bad := incidents.loc[mask.fillna(value=False), column]
        ).empty
    ]
    empty = pd.DataFrame(columns=["row", "column", "value", "why"])
    return pd.concat(found, ignore_index=True) if found else empty


def _require_schema(incidents: gpd.GeoDataFrame) -> None:
    missing = [name for name in COLUMNS if name not in incidents]
    if missing:
        raise InputError(
            f"not an incident table: it lacks {', '.join(missing)}; pass it through conform() first"
        )
    if incidents.crs is None or incidents.crs.to_epsg() != 4326:  # noqa: PLR2004 - its EPSG code
        raise InputError(
            f"the table's CRS is {incidents.crs}, not EPSG:4326; use to_crs(4326)"
        )


def _off_earth(points: gpd.GeoSeries) -> pd.Series[bool]:
    wrong: pd.Series[bool] = (
        points.notna() & ~points.is_empty & ~find_drawable(points)
    )
    return wrong
