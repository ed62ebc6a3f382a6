"""GeoJSON (RFC 7946) to a frame of properties with geometry."""

from __future__ import annotations

import json
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import shape

from sitmap.errors import InputError

__all__ = ["read_geojson_text"]


def read_geojson_text(text: str, *, file: str) -> tuple[gpd.GeoDataFrame, dict[int, str]]:
    """Read a FeatureCollection, a Feature or a bare geometry.

    Returns
    -------
    frame : geopandas.GeoDataFrame
        One row per feature in EPSG:4326, its properties as columns. Lines and polygons become a point on them, with the
        radius that holds them in ``uncertainty_m``.
    problems : dict
        Row number to what is wrong with that feature; its geometry is null.

    Raises
    ------
    InputError
        The text is no GeoJSON, or its CRS can't be honoured.
    """
    features = _features(_load(text, file), file)
    problems: dict[int, str] = {}
    geometries = [_geometry(feature, number, problems) for number, feature in enumerate(features)]
    rows = [_properties(feature, number, problems) for number, feature in enumerate(features)]
    frame = gpd.GeoDataFrame(pd.DataFrame(rows, index=range(len(rows))), geometry=geometries, crs=4326)
    return _to_points(frame), problems


def _load(text: str, file: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{file}: is no valid JSON ({error}); check the file's end and its commas") from None
    if not isinstance(data, dict) or "type" not in data:
        raise InputError(f"{file}: is JSON but no GeoJSON; a FeatureCollection is needed")
    return data


def _features(data: dict[str, Any], file: str) -> list[Any]:
    _check_crs(data.get("crs"), file)
    if data["type"] == "FeatureCollection":
        if not isinstance(data.get("features"), list):
            raise InputError(f"{file}: the FeatureCollection has no list of features")
        return list(data["features"])
    if data["type"] == "Feature":
        return [data]
    if "coordinates" in data or "geometries" in data:
        return [{"type": "Feature", "properties": {}, "geometry": data}]
    raise InputError(f"{file}: {str(data['type'])[:40]!r} is no GeoJSON type; a FeatureCollection is needed")


def _check_crs(crs: Any, file: str) -> None:
    """GeoJSON is longitude and latitude; an old-style `crs` member may only say so."""
    if crs is None:
        return
    name = str(crs.get("properties", {}).get("name", crs)) if isinstance(crs, dict) else str(crs)
    if not name.upper().endswith(("CRS84", "EPSG::4326", "EPSG:4326")):
        raise InputError(f"{file}: its crs is {name[:60]}; convert it to EPSG:4326 first (ogr2ogr -t_srs EPSG:4326)")


def _geometry(feature: Any, number: int, problems: dict[int, str]) -> Any:
    raw = feature.get("geometry") if isinstance(feature, dict) else None
    if raw is None:
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            problems[number] = "is no Feature; left without a place"
        return None
    try:
        geometry = shape(raw)
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


def _properties(feature: Any, number: int, problems: dict[int, str]) -> dict[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if properties is not None and not isinstance(properties, dict):
        problems.setdefault(number, "its properties are no object; left empty")
        properties = None
    row = {str(key): _plain(value) for key, value in (properties or {}).items() if key != "geometry"}
    if isinstance(feature, dict) and feature.get("id") is not None:
        row.setdefault("id", _plain(feature["id"]))
    return row


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def _to_points(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
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
