"""GeoJSON (RFC 7946) to a frame of properties with geometry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import shapely
from shapely.geometry import shape

from sitmap.errors import InputError
from sitmap.readers.formats.geometries import EMPTY_SHAPE, rows_of_shapes
from sitmap.readers.formats.markup import plain_text
from sitmap.readers.formats.nested import flatten, make_table

if TYPE_CHECKING:
    from pyproj import CRS

    from sitmap.readers.rows import Rows

_KEY: Final = {"geometry": "geometry_in_file"}
"""Properties that would hide a column of ours."""

_SAMPLE: Final = 100  # objects of a list that show what it is
_MARKED_UP: Final = frozenset({"description", "notes"})

_TYPES: Final = frozenset(
    {
        "FeatureCollection",
        "Feature",
        "Point",
        "MultiPoint",
        "LineString",
        "MultiLineString",
        "Polygon",
        "MultiPolygon",
        "GeometryCollection",
    }
)


def is_geojson(data: Any) -> bool:
    """Tell GeoJSON, also faulty, from other JSON.

    Its type is one of GeoJSON's, or it holds features.

    Examples
    --------
    >>> is_geojson({"type": "Feature"}), is_geojson([{"type": "Feature", "geometry": None}])
    (True, True)
    >>> is_geojson({"type": "public_channel", "messages": [{"id": 1}]})
    False
    """
    if isinstance(data, list):
        return bool(data) and all(
            _is_feature(each) for each in data[:_SAMPLE]
        )
    if (
        not isinstance(data, dict)
        or "type" not in data
        or isinstance(data.get("events"), list)
    ):
        return False
    listed = any(
        isinstance(value, list) and value
        for key, value in data.items()
        if key != "features"
    )
    return str(data["type"]) in _TYPES or "features" in data or not listed


def _is_feature(data: Any) -> bool:
    return isinstance(data, dict) and data.get("type") == "Feature"


def read_geojson(data: Any, *, file: str) -> Rows:
    """Read a FeatureCollection, a Feature, a list of them or a bare geometry.

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
    if isinstance(data, list):
        data = {"type": "FeatureCollection", "features": data}
    crs = _find_crs(data.get("crs"), file)
    features = _features(data, file)
    faults: dict[int, str] = {}
    geometries = [
        _geometry(feature, number, faults, crs)
        for number, feature in enumerate(features)
    ]
    rows = [
        _properties(feature, number, faults)
        for number, feature in enumerate(features)
    ]
    frame = gpd.GeoDataFrame(
        make_table(rows), geometry=geometries, crs=4326
    )
    reader = "GeoJSON" if crs is None else f"GeoJSON in {crs.to_string()}"
    return rows_of_shapes(frame, reader, faults=faults)


def _features(data: dict[str, Any], file: str) -> list[Any]:
    if data["type"] == "FeatureCollection":
        if not isinstance(data.get("features"), list):
            raise InputError(
                f"{file}: the FeatureCollection has no list of features"
            )
        return list(data["features"])
    if data["type"] == "Feature":
        return [data]
    if str(data["type"]) in _TYPES:
        return [{"type": "Feature", "properties": {}, "geometry": data}]
    raise InputError(
        f"{file}: {str(data['type'])[:40]!r} is no GeoJSON type; a FeatureCollection is needed "
        "(ogr2ogr makes one of TopoJSON)"
    )


def _find_crs(member: Any, file: str) -> CRS | None:
    """Honour an old-style `crs` member (GeoJSON 2008).

    None for longitude and latitude, as RFC 7946 has it.
    """
    if member is None:
        return None
    properties = (
        member.get("properties") if isinstance(member, dict) else None
    )
    name = (
        str(properties.get("name", member))
        if isinstance(properties, dict)
        else str(member)
    )
    if name.upper().endswith(("CRS84", "EPSG::4326", "EPSG:4326")):
        return None
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        return CRS.from_user_input(name)
    except CRSError:
        remedy = "convert it to EPSG:4326 first (ogr2ogr -t_srs EPSG:4326)"
        raise InputError(
            f"{file}: its crs is {name[:60]}, which nobody knows; {remedy}"
        ) from None


def _geometry(
    feature: Any, number: int, problems: dict[int, str], crs: CRS | None
) -> Any:
    raw = feature.get("geometry") if isinstance(feature, dict) else None
    if raw is None:
        if (
            not isinstance(feature, dict)
            or feature.get("type") != "Feature"
        ):
            problems[number] = "is no Feature; left without a place"
        return None
    try:
        geometry = (
            shape(raw) if crs is None else _to_degrees(shape(raw), crs)
        )
        if geometry.is_empty:
            problems[number] = EMPTY_SHAPE
            return None
        west, south, east, north = geometry.bounds
    except Exception as error:  # noqa: BLE001 - another's code
        problems[number] = (
            f"its geometry can't be read ({str(error)[:60] or type(error).__name__}); left without"
            " a place"
        )
        return None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004 - degrees
        problems[number] = (
            f"its coordinates ({west:g}, {south:g}) are no longitude and latitude in degrees;"
            " correct them"
        )
        return None
    return shapely.force_2d(geometry)


def _to_degrees(geometry: Any, crs: CRS) -> Any:
    return gpd.GeoSeries([geometry], crs=crs).to_crs(4326).iloc[0]


def _properties(
    feature: Any, number: int, problems: dict[int, str]
) -> dict[str, Any]:
    properties = (
        feature.get("properties") if isinstance(feature, dict) else None
    )
    if properties is not None and not isinstance(properties, dict):
        problems.setdefault(
            number, "its properties are no object; left empty"
        )
        properties = None
    row = flatten(
        {
            _KEY.get(str(key), key): value
            for key, value in (properties or {}).items()
        }
    )
    for name in _MARKED_UP & set(row):
        if isinstance(row[name], str):
            row[name] = plain_text(row[name])
    if isinstance(feature, dict) and feature.get("id") is not None:
        row.setdefault("id", feature["id"])
    return row
