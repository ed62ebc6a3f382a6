"""GPX: waypoints to a frame; tracks and routes are ways, and told as left off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from sitmap.errors import InputError
from sitmap.readers.archive import parse_xml
from sitmap.readers.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

_FIELDS: Final = {
    "name": "title",
    "desc": "notes",
    "cmt": "comment",
    "time": "date_start",
    "type": "event_type",
    "src": "source",
    "sym": "symbol",
}
"""Elements of a waypoint (https://www.topografix.com/GPX/1/1/) to our columns."""

_WAYS: Final = frozenset({"trk", "rte"})


def read_gpx(data: bytes, *, file: str) -> Rows:
    """Read waypoints.

    Raises
    ------
    InputError
        It is no XML, declares entities, or has no waypoint.
    """
    root = parse_xml(data, file)
    entries = [each for each in root if _name(each) in {"wpt", *_WAYS}]
    marks = {
        number: each
        for number, each in enumerate(entries, 1)
        if _name(each) == "wpt"
    }
    if not marks:
        ways = f"{len(entries)} tracks or routes and " if entries else ""
        raise InputError(
            f"{file}: holds {ways}no waypoint; mark the places and export them"
        )
    tracks = [
        number
        for number in range(1, len(entries) + 1)
        if number not in marks
    ]
    faults: dict[int, str] = {}
    shapes = [
        _point(mark, at, faults) for at, mark in enumerate(marks.values())
    ]
    table = pd.DataFrame(
        [dict(_fields(mark)) for mark in marks.values()],
        index=range(len(marks)),
    )
    return Rows(
        gpd.GeoDataFrame(table, geometry=shapes, crs=4326),
        "GPX",
        numbers=list(marks),
        word="waypoint",
        faults=faults,
        left_off=dict.fromkeys(
            tracks, "is a track or a route, no incident"
        ),
    )


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _fields(mark: ET.Element) -> Iterator[tuple[str, Any]]:
    for child in mark:
        name = _name(child)
        if name in _FIELDS and child.text and child.text.strip():
            yield _FIELDS[name], child.text.strip()
        elif name == "link" and child.get("href"):
            yield "source_url", child.get("href")


def _point(mark: ET.Element, at: int, faults: dict[int, str]) -> Any:
    try:
        lon, lat = (
            float(mark.get("lon") or ""),
            float(mark.get("lat") or ""),
        )
    except ValueError:
        faults[at] = "has no longitude and latitude; left without a place"
        return None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):  # noqa: PLR2004 - degrees
        faults[at] = (
            f"its coordinates ({lon:g}, {lat:g}) are no degrees; correct them"
        )
        return None
    return shapely.Point(lon, lat)
