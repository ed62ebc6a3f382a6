"""Values within values, as JSON and GeoJSON have them, to one row of plain values."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.readers.formats.markup import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LATITUDES: Final = ("latitude", "lat")
_LONGITUDES: Final = ("longitude", "lon", "lng", "long")
_SPANS: Final = {
    "begin": "date_start",
    "start": "date_start",
    "end": "date_end",
}
_TIMES: Final = ("timespan", "timestamp")
"""As @tmcw/togeojson calls KML's."""

_DEEPEST: Final = 3  # values within values within values
_MOST: Final = (
    24  # values of one object that become columns; more are somebody's data
)


def flatten(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Bring nested values to columns of their own; lists and what is deeper become JSON texts.

    Marked-up texts become plain ones, spans two dates, places a longitude and a latitude; the rest
    of an object is named by the path to it. A text that holds nothing is none.

    Examples
    --------
    >>> flatten({"note": {"@type": "html", "value": "<b>A</b>.<br>B."}, "at": {"lat": 1, "lng": 2}})
    {'note': 'A. B.', 'latitude': 1, 'longitude': 2}
    >>> flatten({"timespan": {"begin": "2024-04-05", "end": "2024-04-06"}, "note": ""})
    {'date_start': '2024-04-05', 'date_end': '2024-04-06', 'note': None}
    >>> flatten({"location": {"name": "Sumy", "lat": None, "lng": None}, "people": {"killed": 2}})
    {'latitude': None, 'longitude': None, 'location.name': 'Sumy', 'people.killed': 2}
    """
    flat: dict[str, Any] = {}
    for key, value in row.items():
        for name, plain in _columns(str(key), value).items():
            flat.setdefault(name, plain)
    return flat


def _columns(key: str, value: Any, depth: int = 1) -> dict[str, Any]:
    if isinstance(value, str):
        name = (
            "date_start" if key == "timestamp" and _is_iso(value) else key
        )
        return {name: value if value.strip() else None}
    if isinstance(value, list) and _is_marked_text(value):
        return {
            key: "".join(
                part if isinstance(part, str) else part["text"]
                for part in value
            )
        }
    if not isinstance(value, dict):
        return {
            key: json.dumps(value, ensure_ascii=False)
            if isinstance(value, list)
            else value
        }
    if value.get("@type") == "html":
        return {key: plain_text(str(value.get("value") or ""))}
    if key in _TIMES and set(value) <= set(_SPANS):
        return {_SPANS[part]: said or None for part, said in value.items()}
    return _inside(key, value, depth)


def _inside(
    key: str, value: Mapping[str, Any], depth: int
) -> dict[str, Any]:
    """Name what an object holds by the path to it; its coordinates are the row's."""
    point, inside = _point(value)
    rest = {
        name: said for name, said in value.items() if name not in inside
    }
    if depth >= _DEEPEST or len(rest) > _MOST or not (point or rest):
        return point or {key: json.dumps(value, ensure_ascii=False)}
    columns = (
        _columns(f"{key}.{name}", said, depth + 1)
        for name, said in rest.items()
    )
    return dict(chain(point.items(), *(each.items() for each in columns)))


def _is_iso(text: str) -> bool:
    return (
        len(text) >= len("2024-04-05")
        and text[:4].isdigit()
        and text[4] == "-"
    )


def _is_marked_text(value: list[Any]) -> bool:
    """Tell a text in parts, as Telegram exports one: strings, and objects with a text."""
    return bool(value) and all(
        isinstance(part, str)
        or (
            isinstance(part, dict)
            and isinstance(part.get("text"), str)
            and "type" in part
        )
        for part in value
    )


def _point(value: Mapping[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """Return the coordinates that an object holds, and which of its keys they stand under."""
    coordinates = value.get("coordinates")
    if (
        value.get("type") == "Point"
        and isinstance(coordinates, list)
        and len(coordinates) > 1
    ):
        point = {"longitude": coordinates[0], "latitude": coordinates[1]}
        return point, {"type", "coordinates"}
    lower = {str(key).lower(): key for key in value}
    latitude = next(
        (lower[name] for name in _LATITUDES if name in lower), None
    )
    longitude = next(
        (lower[name] for name in _LONGITUDES if name in lower), None
    )
    if latitude is None or longitude is None:
        return {}, set()
    point = {"latitude": value[latitude], "longitude": value[longitude]}
    return point, {latitude, longitude}


def make_table(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Make columns of values; whole numbers stay whole where some are null."""
    listed = list(rows)
    table = pd.DataFrame(listed, index=range(len(listed)), dtype=object)
    for name in table.columns:
        kind = pd.api.types.infer_dtype(table[name], skipna=True)
        if kind == "integer":
            table[name] = _whole(table[name])
        elif kind == "string":
            table[name] = table[name].astype("string")
    return table.infer_objects()


def _whole(column: pd.Series[Any]) -> pd.Series[Any]:
    try:
        return column.astype("Int64")
    except OverflowError:
        return column.astype("string")
