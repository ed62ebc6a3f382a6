"""Esri's feature JSON (``f=json`` of ArcGIS services, Survey123) to rows.

Format: https://developers.arcgis.com/rest/services-reference/enterprise/feature-object/
"""

from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from sitmap.errors import DataWarning, InputError
from sitmap.readers.formats.geometries import EMPTY_SHAPE, rows_of_shapes
from sitmap.readers.formats.nested import flatten, make_table

if TYPE_CHECKING:
    from pyproj import CRS

    from sitmap.readers.rows import Rows

_WEB_MERCATOR: Final = {102100, 102113, 900913}


def is_esri_json(data: Any) -> bool:
    """Tell Esri's feature JSON: its features have attributes, where GeoJSON's have properties.

    Examples
    --------
    >>> is_esri_json({"features": [{"attributes": {}, "geometry": {"x": 1, "y": 2}}]})
    True
    >>> is_esri_json({"type": "FeatureCollection", "features": []})
    False
    """
    if not isinstance(data, dict) or not isinstance(
        data.get("features"), list
    ):
        return False
    first = next(
        (each for each in data["features"] if isinstance(each, dict)), {}
    )
    return "attributes" in first or (
        "geometryType" in data and "type" not in data
    )


def read_esri_json(data: dict[str, Any], *, file: str) -> Rows:
    """Read a set of features, in EPSG:4326; dates are days in UTC.

    Raises
    ------
    InputError
        Its CRS isn't known.

    Warns
    -----
    DataWarning
        The server sent no more than its limit.
    """
    features = [
        each if isinstance(each, dict) else {} for each in data["features"]
    ]
    if data.get("exceededTransferLimit"):
        told = (
            f"{file}: the server cut these features at its limit, and has more; ask for the rest "
            "(resultOffset) or for all in pages"
        )
        warnings.warn(told, DataWarning, stacklevel=6)
    faults: dict[int, str] = {}
    shapes = [
        _shape(each.get("geometry"), at, faults)
        for at, each in enumerate(features)
    ]
    table = make_table(
        flatten(each.get("attributes") or {}) for each in features
    )
    crs = _find_crs(data.get("spatialReference"), file)
    frame = gpd.GeoDataFrame(
        _with_days(table, data), geometry=shapes, crs=crs
    ).to_crs(4326)
    return rows_of_shapes(frame, "Esri JSON", faults=faults)


def _with_days(table: pd.DataFrame, data: dict[str, Any]) -> pd.DataFrame:
    """Read fields of dates, which are milliseconds since 1970."""
    fields = data.get("fields")
    for field in fields if isinstance(fields, list) else []:
        name = field.get("name") if isinstance(field, dict) else None
        if name in table and field.get("type") == "esriFieldTypeDate":
            numbers = pd.to_numeric(table[name], errors="coerce")
            table[name] = pd.to_datetime(
                numbers, unit="ms", errors="coerce"
            )
    return table


def _find_crs(reference: Any, file: str) -> CRS:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    said = reference if isinstance(reference, dict) else {}
    code = said.get("latestWkid") or said.get("wkid")
    try:
        if code in _WEB_MERCATOR:
            return CRS.from_epsg(3857)
        if code is None:
            return CRS.from_user_input(said.get("wkt") or 4326)
        return _by_code(int(code))
    except (CRSError, ValueError, TypeError, OverflowError):
        remedy = "ask the service for outSR=4326, or for f=geojson"
        raise InputError(
            f"{file}: its spatialReference {code!r} isn't known; {remedy}"
        ) from None


def _by_code(code: int) -> CRS:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        return CRS.from_epsg(code)
    except CRSError:
        return CRS.from_authority("ESRI", code)


def _shape(given: Any, at: int, faults: dict[int, str]) -> Any:
    if not isinstance(given, dict):
        return None
    try:
        shape = _shape_of(given)
    except (
        TypeError,
        ValueError,
        IndexError,
        shapely.errors.GEOSException,
    ) as error:
        told = str(error)[:60] or type(error).__name__
        faults[at] = (
            f"its geometry can't be read ({told}); left without a place"
        )
        return None
    if shape is None or shape.is_empty:
        faults[at] = EMPTY_SHAPE
        return None
    return shape


def _shape_of(given: dict[str, Any]) -> Any:
    if "x" in given:
        x, y = (
            math.nan if given.get(axis) is None else float(given[axis])
            for axis in "xy"
        )
        return (
            None if math.isnan(x) or math.isnan(y) else shapely.Point(x, y)
        )
    if "points" in given:
        return shapely.MultiPoint([point[:2] for point in given["points"]])
    if "paths" in given:
        return shapely.MultiLineString(
            [[xy[:2] for xy in path] for path in given["paths"]]
        )
    rings = [
        shapely.LinearRing([xy[:2] for xy in ring])
        for ring in given.get("rings") or ()
    ]
    outer = [
        shapely.Polygon(ring) for ring in rings if not ring.is_ccw
    ]  # a hole runs against it
    holes = [shapely.Polygon(ring) for ring in rings if ring.is_ccw]
    whole = shapely.union_all(outer or holes)
    return (
        shapely.difference(whole, shapely.union_all(holes))
        if outer and holes
        else whole
    )
