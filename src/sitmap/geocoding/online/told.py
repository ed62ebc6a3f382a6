"""Whether a service really told the coordinates that geopy made of its answer.

geopy turns a missing coordinate into 0 and wraps a longitude of 1000 to -80. So each coordinate of
a place is looked for in the service's own record: a zero that isn't there was never told.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Final

from geopy.exc import GeocoderParseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitmap.geocoding.online.cache import Found

_LATS: Final = frozenset({"lat", "latitude", "y"})
_LONS: Final = frozenset({"lon", "lng", "long", "longitude", "x"})
_PAIRS: Final = frozenset(
    {
        "coordinates",
        "point",
        "pos",
        "position",
        "location",
        "geometry",
        "center",
        "latlng",
    }
)
_BOXES: Final = frozenset(
    {
        "bbox",
        "boundingbox",
        "bounds",
        "extent",
        "viewport",
        "envelope",
        "mapview",
    }
)
_NUMBER: Final = re.compile(r"[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?")
# degrees: 11 cm
_SAME: Final = 1e-6
# degrees
_LAT_MAX: Final = 90.0
# degrees
_LON_MAX: Final = 180.0
# levels of an answer that are looked into
_DEEP: Final = 8


def check_coordinates(found: Found) -> None:
    """Check that a place has a point, on Earth, and the service's own.

    Raises
    ------
    GeocoderParseError
        If not.
    """
    if not (math.isfinite(found.lat) and math.isfinite(found.lon)):
        raise GeocoderParseError(
            "an answer whose coordinates are no numbers"
        )
    if abs(found.lat) > _LAT_MAX or abs(found.lon) > _LON_MAX:
        raise GeocoderParseError(
            f"an answer beyond the Earth: {found.lat:g}, {found.lon:g}"
        )
    lats, lons = _told(found.raw)
    if not lats and not lons and found.lat and found.lon:
        return  # a service whose record leaves out the point (ArcGIS, reverse)
    if not _holds(lats, found.lat) or not _holds(lons, found.lon):
        raise GeocoderParseError(
            "an answer without coordinates, or with impossible ones"
        )


def is_empty_answer(payload: Any) -> bool:
    """Tell a list of no places from an answer that is none: ``{}``, ``null``, ``{"error".

    …}`` with status 200.
    """
    if isinstance(payload, list):
        return not payload
    if not isinstance(payload, dict):
        return False
    told = payload.get("error")
    if told:  # only these two say in this way that nothing is there (Nominatim and ArcGIS, reverse)
        return (
            told == "Unable to geocode"
            or "Unable to find address" in str(told)
        )
    return payload.get("success") is False or any(
        value == [] for value in _lists(payload, 0)
    )


def _lists(value: Any, depth: int) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value
    inner = (
        value.values()
        if isinstance(value, dict)
        else value
        if isinstance(value, list)
        else ()
    )
    for part in inner if depth < _DEEP else ():
        yield from _lists(part, depth + 1)


def _told(raw: Any) -> tuple[set[float], set[float]]:
    lats: set[float] = set()
    lons: set[float] = set()
    for kind, value in _walk(raw, "", 0):
        lats.update(value if kind in _LATS or kind in _PAIRS else ())
        lons.update(value if kind in _LONS or kind in _PAIRS else ())
    return lats, lons


def _walk(
    value: Any, name: str, depth: int
) -> Iterator[tuple[str, list[float]]]:
    """Yield names with the numbers below them, boxes left off.

    A pair counts if both of its numbers are there.
    """
    if name in _BOXES or depth > _DEEP:
        return
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _walk(part, str(key).lower(), depth + 1)
        return
    numbers = _numbers(value)
    if numbers and (
        name in _LATS
        or name in _LONS
        or (name in _PAIRS and len(numbers) > 1)
    ):
        yield name, numbers
    elif isinstance(value, list):
        for part in value:
            yield from _walk(part, "", depth + 1)


def _numbers(value: Any) -> list[float]:
    if isinstance(value, bool):
        return []
    if isinstance(value, int | float):
        return [float(value)] if math.isfinite(value) else []
    if isinstance(value, str):
        return [float(number) for number in _NUMBER.findall(value)[:4]]
    if isinstance(value, list) and all(
        isinstance(part, int | float | str) for part in value
    ):
        return [number for part in value for number in _numbers(part)]
    return []


def _holds(told: set[float], value: float) -> bool:
    return any(abs(number - value) <= _SAME for number in told)
