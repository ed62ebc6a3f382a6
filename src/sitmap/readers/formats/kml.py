"""KML and KMZ: placemarks to a frame, whatever folder they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import shapely

from sitmap.errors import InputError
from sitmap.readers.archive import open_archive, read_member, refuse_entities
from sitmap.readers.formats.geojson import to_points
from sitmap.readers.rows import Rows

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_kml_bytes", "read_kmz"]

WRITTEN_BY_SITMAP: Final = "sitmap-incidents"
"""Id of the schema in files that `sitmap.export.kml` wrote."""

_PARTS: Final = {"Point", "LineString", "LinearRing", "Polygon", "MultiGeometry"}


def read_kmz(path: Path, *, file: str) -> Rows:
    """Read the first KML of a KMZ (which is the one that Google Earth shows).

    Raises
    ------
    InputError
        The archive is broken, a zip bomb, or holds no KML.
    """
    with open_archive(path) as archive:
        name = next(name for name in archive.namelist() if name.lower().endswith(".kml"))
        return read_kml_bytes(read_member(archive, name, file), file=file)


def read_kml_bytes(data: bytes, *, file: str) -> Rows:
    """Read KML: one row per placemark.

    Raises
    ------
    InputError
        It is no XML, or declares entities.
    """
    refuse_entities(data, file)
    try:
        root = ET.fromstring(data)  # noqa: S314 - there is no document type left in it
    except (ET.ParseError, ValueError, LookupError) as error:
        raise InputError(f"{file}: is no valid XML ({error}); export it again") from None
    placemarks = list(_placemarks(root, ""))
    schema = next((each for each in root.iter() if each.get("id") == WRITTEN_BY_SITMAP), None)
    ours = schema is not None
    columns = [field.get("name") for field in schema] if schema is not None else None
    faults: dict[int, str] = {}
    shapes = [_geometry(placemark, at, faults) for at, (placemark, _) in enumerate(placemarks)]
    rows = [
        _extended(placemark) if ours else _fields(placemark, folder)
        for placemark, folder in placemarks
    ]
    table = pd.DataFrame(rows, index=range(len(rows)), columns=columns)
    frame = gpd.GeoDataFrame(table, geometry=shapes, crs=4326)
    numbers = range(1, len(rows) + 1)
    return Rows(
        to_points(frame), "KML", numbers=numbers, word="placemark", faults=faults, ours=ours
    )


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _placemarks(element: ET.Element, folder: str) -> Any:
    for child in element:
        if _name(child) == "Placemark":
            yield child, folder
        elif _name(child) in ("Document", "Folder", "kml"):
            yield from _placemarks(child, _text(child, "name") or folder)


def _text(element: ET.Element, name: str) -> str | None:
    found = next((child for child in element if _name(child) == name), None)
    return found.text if found is not None and found.text and found.text.strip() else None


def _fields(placemark: ET.Element, folder: str) -> dict[str, Any]:
    begin, end = _span(placemark)
    said = {
        "incident_id": placemark.get("id"),
        "title": _text(placemark, "name"),
        "notes": _text(placemark, "description"),
        "date_start": begin,
        "date_end": end,
        "folder": folder or None,
    }
    given = _extended(placemark)
    return {
        **given,
        **{name: value for name, value in said.items() if value is not None and name not in given},
    }


def _span(placemark: ET.Element) -> tuple[str | None, str | None]:
    for child in placemark:
        if _name(child) == "TimeStamp":
            return _text(child, "when"), None
        if _name(child) == "TimeSpan":
            return _text(child, "begin"), _text(child, "end")
    return None, None


def _extended(placemark: ET.Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for element in placemark.iter():
        if _name(element) == "Data" and element.get("name"):
            found[str(element.get("name"))] = next(
                (part.text for part in element if _name(part) == "value"), None
            )
        elif _name(element) == "SimpleData" and element.get("name"):
            found[str(element.get("name"))] = element.text
    return found


def _geometry(placemark: ET.Element, at: int, faults: dict[int, str]) -> Any:
    element = next((child for child in placemark if _name(child) in _PARTS), None)
    if element is None:
        return None
    try:
        shape = _shape(element)
        west, south, east, north = shape.bounds
    except (ValueError, IndexError, shapely.errors.GEOSException) as error:
        faults[at] = f"its geometry can't be read ({str(error)[:60]}); left without a place"
        return None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004
        faults[at] = (
            f"its coordinates ({west:g}, {south:g}) are no longitude and latitude in degrees; correct them"
        )
        return None
    return shape


def _shape(element: ET.Element) -> shapely.Geometry:
    kind = _name(element)
    if kind == "MultiGeometry":
        return shapely.GeometryCollection(
            [_shape(child) for child in element if _name(child) in _PARTS]
        )
    if kind == "Polygon":
        rings = [_coordinates(ring) for ring in element.iter() if _name(ring) == "LinearRing"]
        return shapely.Polygon(rings[0], rings[1:])
    points = _coordinates(element)
    return shapely.Point(points[0]) if kind == "Point" else shapely.LineString(points)


def _coordinates(element: ET.Element) -> list[tuple[float, float]]:
    text = _text(element, "coordinates") or ""
    pairs = [part.split(",") for part in text.split()]
    return [(float(pair[0]), float(pair[1])) for pair in pairs]
