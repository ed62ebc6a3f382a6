"""KML and KMZ: placemarks to a frame, whatever folder or file of the archive they are in."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from sitmap.errors import DataWarning, InputError
from sitmap.readers.archive import (
    open_archive,
    parse_xml,
    read_member,
)
from sitmap.readers.columns import map_columns
from sitmap.readers.formats.geometries import rows_of_shapes
from sitmap.readers.formats.markup import find_pictures, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from xml.etree import ElementTree as ET

    from sitmap.readers.rows import Rows

WRITTEN_BY_SITMAP: Final = "sitmap-incidents"
"""Id of the schema in files that `sitmap.export.kml` wrote."""

_PARTS: Final = frozenset(
    {
        "Point",
        "LineString",
        "LinearRing",
        "Polygon",
        "MultiGeometry",
        "Track",
        "MultiTrack",
        "Model",
    }
)
_FOLDERS: Final = frozenset({"Document", "Folder", "kml"})


def read_kmz(path: Path, *, file: str) -> Rows:
    """Read every KML of a KMZ: GDAL and others keep the placemarks in files that doc.kml links to.

    Raises
    ------
    InputError
        The archive is broken, a zip bomb, or holds no placemark.
    """
    with open_archive(path) as archive:
        names = [
            name
            for name in archive.namelist()
            if name.lower().endswith(".kml")
        ]
        roots = [
            parse_xml(read_member(archive, name, file), file)
            for name in names
        ]
    return _read(roots, file, inside=frozenset(names))


def read_kml_bytes(data: bytes, *, file: str) -> Rows:
    """Read KML: one row per placemark.

    Raises
    ------
    InputError
        It is no XML, declares entities, or holds no placemark.
    """
    return _read([parse_xml(data, file)], file)


def read_kml_shapes(data: bytes, *, file: str) -> gpd.GeoDataFrame:
    """Read the shapes of placemarks as they are, with their names, days and data.

    Raises
    ------
    InputError
        As `read_kml_bytes`; or a placemark's coordinates can't be read.
    """
    root = parse_xml(data, file)
    placemarks = list(_placemarks(root, ""))
    _tell_links([root], frozenset(), file, placemarks=len(placemarks))
    faults: dict[int, str] = {}
    shapes = [
        _geometry(placemark, at, faults)
        for at, (placemark, _) in enumerate(placemarks)
    ]
    for at, fault in faults.items():
        raise InputError(f"{file}: placemark {at + 1}: {fault}")
    renamed = {
        "title": "name",
        "date_start": "begin",
        "date_end": "end",
        "notes": "description",
    }
    rows = [
        {
            renamed.get(name, name): told
            for name, told in _fields(*one).items()
        }
        | _extended(one[0])
        for one in placemarks
    ]
    table = pd.DataFrame(rows).dropna(axis=1, how="all")
    return gpd.GeoDataFrame(table, geometry=shapes, crs=4326)


def _read(
    roots: list[ET.Element], file: str, inside: frozenset[str] = frozenset()
) -> Rows:
    placemarks = [
        found for root in roots for found in _placemarks(root, "")
    ]
    schemas = (
        each
        for root in roots
        for each in root.iter()
        if each.get("id") == WRITTEN_BY_SITMAP
    )
    schema = next(schemas, None)
    if schema is None:
        _tell_links(roots, inside, file, placemarks=len(placemarks))
    faults: dict[int, str] = {}
    shapes = [
        _geometry(placemark, at, faults)
        for at, (placemark, _) in enumerate(placemarks)
    ]
    table = (
        _own_table(placemarks, schema)
        if schema is not None
        else _table(placemarks)
    )
    frame = gpd.GeoDataFrame(table, geometry=shapes, crs=4326)
    ours = schema is not None
    return rows_of_shapes(
        frame, "KML", word="placemark", faults=faults, ours=ours
    )


def _tell_links(
    roots: list[ET.Element],
    inside: frozenset[str],
    file: str,
    *,
    placemarks: int,
) -> None:
    """Say what is linked to and not read, and refuse a file that holds nothing else."""
    links = [
        href
        for root in roots
        for href in _links(root)
        if href.lstrip("./") not in inside
    ]
    if not placemarks and links:
        raise InputError(
            f"{file}: holds only a link to a map on the network ({links[0][:80]}); export the map "
            'again without "keep data up to date", or download what it links to'
        )
    if not placemarks:
        raise InputError(
            f"{file}: holds no placemark; export the layer that has them"
        )
    if links:
        told = f"{file}: links to {len(links)} more files, which are not read: {links[0][:80]}"
        warnings.warn(told, DataWarning, stacklevel=6)


def _links(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        if _name(element) == "NetworkLink":
            found = (
                each.text
                for each in element.iter()
                if _name(each) == "href"
            )
            yield from (
                text.strip() for text in found if text and text.strip()
            )


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _placemarks(
    element: ET.Element, folder: str
) -> Iterator[tuple[ET.Element, str]]:
    if _name(element) == "Placemark":
        yield element, folder
    elif _name(element) in _FOLDERS:
        named = (
            _text(element, "name") or folder
        )  # looked for once: it may have many placemarks
        for child in element:
            yield from _placemarks(child, named)


def _text(element: ET.Element, name: str) -> str | None:
    found = next((child for child in element if _name(child) == name), None)
    return (
        found.text
        if found is not None and found.text and found.text.strip()
        else None
    )


def _own_table(
    placemarks: list[tuple[ET.Element, str]], schema: ET.Element
) -> pd.DataFrame:
    rows = [_extended(placemark) for placemark, _ in placemarks]
    columns = [field.get("name") for field in schema]
    return pd.DataFrame(rows, index=range(len(rows)), columns=columns)


def _table(placemarks: list[tuple[ET.Element, str]]) -> pd.DataFrame:
    """Join what placemarks say in KML's own elements with their data, row by row."""
    index = range(len(placemarks))
    said = pd.DataFrame(
        [_fields(one, folder) for one, folder in placemarks], index=index
    )
    given = pd.DataFrame(
        [_extended(one) for one, _ in placemarks], index=index
    )
    given = given.drop(
        columns=[name for name in given if given[name].isna().all()]
    )
    said = said.drop(
        columns=[name for name in said if said[name].isna().all()]
    )
    meanings = {
        ours: theirs
        for theirs, ours in map_columns(map(str, given.columns)).items()
    }
    for ours in [name for name in said if name in meanings]:
        theirs = meanings[ours]
        given[theirs] = given[theirs].fillna(said[ours])
        said = said.drop(columns=ours)
    return pd.concat(
        [given, said.drop(columns=[c for c in said if c in given])], axis=1
    )


def _fields(placemark: ET.Element, folder: str) -> dict[str, Any]:
    parts = {_name(child): child for child in reversed(placemark)}
    begin, end = _span(parts)
    description = _said(parts.get("description")) or ""
    link = parts.get("link")
    return {
        "incident_id": placemark.get("id"),
        "title": _said(parts.get("name")),
        "notes": plain_text(description) if description else None,
        "media": " ".join(find_pictures(description)) or None
        if description
        else None,
        "date_start": begin,
        "date_end": end,
        "place": _said(parts.get("address")),
        "source_url": link.get("href") if link is not None else None,
        "folder": folder or None,
    }


def _said(element: ET.Element | None) -> str | None:
    return (
        element.text
        if element is not None and element.text and element.text.strip()
        else None
    )


def _span(parts: Mapping[str, ET.Element]) -> tuple[str | None, str | None]:
    if "TimeStamp" in parts:
        return _text(parts["TimeStamp"], "when"), None
    if "TimeSpan" in parts:
        return _text(parts["TimeSpan"], "begin"), _text(
            parts["TimeSpan"], "end"
        )
    return None, None


def _extended(placemark: ET.Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for element in placemark.iter():
        named = element.get("name")
        if named and _name(element) == "Data":
            found[named] = _text(element, "value")
        elif named and _name(element) == "SimpleData":
            found[named] = element.text
    return found


def _geometry(
    placemark: ET.Element, at: int, faults: dict[int, str]
) -> Any:
    element = next(
        (child for child in placemark if _name(child) in _PARTS), None
    )
    if element is None:
        return None
    try:
        shape = _shape(element)
        if shape.is_empty:
            return shape
        west, south, east, north = shape.bounds
    except (ValueError, IndexError, shapely.errors.GEOSException) as error:
        faults[at] = (
            f"its geometry can't be read ({str(error)[:60]}); left without a place"
        )
        return None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004 - degrees
        faults[at] = (
            f"its coordinates ({west:g}, {south:g}) are no longitude and latitude in degrees;"
            " correct them"
        )
        return None
    return shape


def _shape(element: ET.Element) -> shapely.Geometry:
    kind = _name(element)
    if kind in ("MultiGeometry", "MultiTrack"):
        return shapely.GeometryCollection(
            [_shape(child) for child in element if _name(child) in _PARTS]
        )
    if kind == "Model":
        where = next(
            child for child in element if _name(child) == "Location"
        )
        return shapely.Point(
            *(
                float(_text(where, axis) or "")
                for axis in ("longitude", "latitude")
            )
        )
    if kind == "Polygon":
        rings = [
            _coordinates(ring)
            for ring in element.iter()
            if _name(ring) == "LinearRing"
        ]
        return shapely.Polygon(rings[0], rings[1:])
    points = _track(element) if kind == "Track" else _coordinates(element)
    return (
        shapely.Point(points[0])
        if len(points) == 1
        else shapely.LineString(points)
    )


_BLANKS: Final = re.compile(r"\s*,\s*")
"""What hands put around a comma: "37.0 , 48.0"; the format has none there."""


def _coordinates(element: ET.Element) -> list[tuple[float, float]]:
    text = _BLANKS.sub(",", _text(element, "coordinates") or "")
    pairs = [part.split(",") for part in text.split()]
    return [(float(pair[0]), float(pair[1])) for pair in pairs]


def _track(element: ET.Element) -> list[tuple[float, float]]:
    texts = [
        child.text or "" for child in element if _name(child) == "coord"
    ]
    return [(float(x), float(y)) for x, y, *_ in map(str.split, texts)]
