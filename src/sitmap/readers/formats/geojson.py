"""GeoJSON (RFC 7946) to a frame of properties with geometry."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import shape

from sitmap.errors import InputError
from sitmap.readers.rows import Rows

if TYPE_CHECKING:
    from pyproj import CRS

__all__ = ["is_geojson", "load_json", "read_geojson", "to_points"]

_KEY: Final = {"geometry": "geometry_in_file"}
"""Properties that would hide a column of ours."""

_TYPES: Final = frozenset(
    {"FeatureCollection", "Feature", "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
     "GeometryCollection"}
)  # fmt: skip


def load_json(text: str, *, file: str) -> Any:
    """Parse JSON.

    Raises
    ------
    InputError
        The text is no JSON.
    """
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(
            f"{file}: is no valid JSON ({error}); check the file's end and its commas"
        ) from None


def is_geojson(data: Any) -> bool:
    """Tell GeoJSON, also faulty, from other JSON: an object with a type, and no list of plain events."""
    return isinstance(data, dict) and "type" in data and not isinstance(data.get("events"), list)


def read_geojson(data: dict[str, Any], *, file: str) -> Rows:
    """Read a FeatureCollection, a Feature or a bare geometry.

    Returns
    -------
    Rows
        One row per feature in EPSG:4326, its properties as columns. Lines and polygons become a
        point on them, with the radius that holds them in ``uncertainty_m``.

    Raises
    ------
    InputError
        The object is no GeoJSON, or its CRS can't be honoured.
    """
    crs = _find_crs(data.get("crs"), file)
    features = _features(data, file)
    faults: dict[int, str] = {}
    geometries = [
        _geometry(feature, number, faults, crs) for number, feature in enumerate(features)
    ]
    rows = [_properties(feature, number, faults) for number, feature in enumerate(features)]
    frame = gpd.GeoDataFrame(_table(rows), geometry=geometries, crs=4326)
    reader = "GeoJSON" if crs is None else f"GeoJSON in {crs.to_string()}"
    return Rows(
        to_points(frame), reader, numbers=range(1, len(rows) + 1), word="feature", faults=faults
    )


def _table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Make columns of values; whole numbers stay whole where some are null."""
    table = pd.DataFrame(rows, index=range(len(rows)), dtype=object)
    for name in table.columns[
        [pd.api.types.infer_dtype(table[name], skipna=True) == "integer" for name in table]
    ]:
        try:
            table[name] = table[name].astype("Int64")
        except OverflowError:
            table[name] = table[name].astype("string")
    return table.infer_objects()


def _features(data: dict[str, Any], file: str) -> list[Any]:
    if data["type"] == "FeatureCollection":
        if not isinstance(data.get("features"), list):
            raise InputError(f"{file}: the FeatureCollection has no list of features")
        return list(data["features"])
    if data["type"] == "Feature":
        return [data]
    if str(data["type"]) in _TYPES:
        return [{"type": "Feature", "properties": {}, "geometry": data}]
    raise InputError(
        f"{file}: {str(data['type'])[:40]!r} is no GeoJSON type; a FeatureCollection is needed"
    )


def _find_crs(member: Any, file: str) -> CRS | None:
    """Honour an old-style `crs` member (GeoJSON 2008); None for longitude and latitude, as RFC 7946 has it."""
    if member is None:
        return None
    properties = member.get("properties") if isinstance(member, dict) else None
    name = str(properties.get("name", member)) if isinstance(properties, dict) else str(member)
    if name.upper().endswith(("CRS84", "EPSG::4326", "EPSG:4326")):
        return None
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        return CRS.from_user_input(name)
    except CRSError:
        remedy = "convert it to EPSG:4326 first (ogr2ogr -t_srs EPSG:4326)"
        raise InputError(f"{file}: its crs is {name[:60]}, which nobody knows; {remedy}") from None


def _geometry(feature: Any, number: int, problems: dict[int, str], crs: CRS | None) -> Any:
    raw = feature.get("geometry") if isinstance(feature, dict) else None
    if raw is None:
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            problems[number] = "is no Feature; left without a place"
        return None
    try:
        geometry = shape(raw) if crs is None else _to_degrees(shape(raw), crs)
        if geometry.is_empty:
            problems[number] = "its geometry is empty; left without a place"
            return None
        west, south, east, north = geometry.bounds
    except Exception as error:  # noqa: BLE001 - shapely raises half a dozen kinds for bad coordinates
        problems[number] = (
            f"its geometry can't be read ({str(error)[:60] or type(error).__name__}); left without a place"
        )
        return None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004
        problems[number] = (
            f"its coordinates ({west:g}, {south:g}) are no longitude and latitude in degrees; correct them"
        )
        return None
    return shapely.force_2d(geometry)


def _to_degrees(geometry: Any, crs: CRS) -> Any:
    return gpd.GeoSeries([geometry], crs=crs).to_crs(4326).iloc[0]


def _properties(feature: Any, number: int, problems: dict[int, str]) -> dict[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if properties is not None and not isinstance(properties, dict):
        problems.setdefault(number, "its properties are no object; left empty")
        properties = None
    row = {_KEY.get(str(key), str(key)): _plain(value) for key, value in (properties or {}).items()}
    if isinstance(feature, dict) and feature.get("id") is not None:
        row.setdefault("id", _plain(feature["id"]))
    return row


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def to_points(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Replace lines and areas by a point on them, with the radius that holds them in ``uncertainty_m``."""
    kinds = frame.geometry.geom_type
    areas = frame.geometry.notna() & (kinds != "Point")
    if not areas.any():
        return frame
    shapes = frame.geometry[areas]
    inside = shapes.representative_point()
    frame.loc[areas, "uncertainty_m"] = _holding_radii_m(shapes, inside)
    frame.loc[areas, "precision"] = "near"
    frame.loc[areas, "geometry"] = inside
    return frame


def _holding_radii_m(shapes: gpd.GeoSeries, inside: gpd.GeoSeries) -> list[float]:
    """Geodesic distance from each point to the farthest corner of its shape's bounds."""
    from pyproj import Geod

    geod = Geod(ellps="WGS84")
    return [
        max(geod.inv(p.x, p.y, x, y)[2] for x in (b[0], b[2]) for y in (b[1], b[3]))
        for p, b in zip(inside, shapes.bounds.to_numpy(), strict=True)
    ]
