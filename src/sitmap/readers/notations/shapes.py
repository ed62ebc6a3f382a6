"""Geometry written into a cell: WKT and EWKT, GeoJSON, WKB and EWKB as hexadecimal digits."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_KINDS: Final = (
    "POINT|LINESTRING|POLYGON|MULTIPOINT|MULTILINESTRING|MULTIPOLYGON|"
    "GEOMETRYCOLLECTION|LINEARRING"
)
_WKT: Final = re.compile(
    rf"\s*(?:SRID=(\d+)\s*;)?\s*((?:{_KINDS})\s*(?:Z|M|ZM)?\s*(?:\(.*|EMPTY\s*))",
    re.IGNORECASE | re.DOTALL,
)
_HEX: Final = re.compile(r"\s*(?:\\x|0x)?((?:00|01)[0-9A-Fa-f]{40,})\s*")
_WGS84: Final = frozenset({0, 4326, 4979})


def is_shape(text: str) -> bool:
    """Tell WKT, GeoJSON and WKB from other texts.

    Examples
    --------
    >>> is_shape("POINT (20.87 42.89)"), is_shape('{"type": "Point"}'), is_shape("Point of Rocks")
    (True, True, False)
    """
    return text.lstrip().startswith("{") or bool(
        _WKT.match(text) or _HEX.fullmatch(text)
    )


def read_shape(text: str) -> BaseGeometry | str:
    """Read a geometry, longitude first as WKT and GeoJSON have it; another CRS is transformed.

    Returns
    -------
    shapely.Geometry or str
        In EPSG:4326 without heights; or what is wrong with the text.

    Examples
    --------
    >>> read_shape("SRID=4326;POINT(20.866 42.8914)").wkt
    'POINT (20.866 42.8914)'
    >>> read_shape("POLYGON ((20 42, 21 42")
    'is a geometry that breaks off or is wrong; export it again'
    """
    try:
        geometry, srid = _parse(text)
    except (
        shapely.errors.ShapelyError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
    ):
        return "is a geometry that breaks off or is wrong; export it again"
    if geometry is None or geometry.is_empty:
        return "is an empty geometry"
    if srid not in _WGS84:
        geometry = _to_degrees(geometry, srid)
        if geometry is None:
            return f"is in SRID {srid}, which nobody knows; convert it to EPSG:4326"
    return _checked(shapely.force_2d(geometry))


def _parse(text: str) -> tuple[Any, int]:
    if text.lstrip().startswith("{"):
        return _from_json(json.loads(text)), 0
    if found := _HEX.fullmatch(text):
        geometry = shapely.from_wkb(bytes.fromhex(found[1]))
        return geometry, int(shapely.get_srid(geometry))
    found = _WKT.match(text)
    if found is None:
        raise ValueError("no geometry")
    return shapely.from_wkt(found[2]), int(found[1] or 0)


def _from_json(told: Any) -> Any:
    from shapely.geometry import shape

    if told.get("type") == "FeatureCollection":
        return shapely.GeometryCollection(
            [_from_json(each) for each in told["features"]]
        )
    return shape(
        told["geometry"] if told.get("type") == "Feature" else told
    )


def _to_degrees(geometry: BaseGeometry, srid: int) -> Any:
    from pyproj import Transformer
    from pyproj.exceptions import CRSError

    try:
        transformer = Transformer.from_crs(srid, 4326, always_xy=True)
    except CRSError:
        return None
    return shapely.transform(
        geometry, transformer.transform, interleaved=False
    )


def _checked(geometry: Any) -> BaseGeometry | str:
    west, south, east, north = geometry.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004 - degrees
        return f"its coordinates ({west:g}, {south:g}) are no longitude and latitude in degrees"
    found: BaseGeometry = geometry
    return found
