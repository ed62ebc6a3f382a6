"""Distances, bearings and boxes on the round Earth, in metres and degrees: the one place for them.

What a reader sees is worked out by the geodesic on the ellipsoid of WGS 84 (`geodesic_m`, `move`).
What is only ranked or gated, a hundred thousand a second, is measured along great circles of a
sphere (`distance_m`, `distances_m`), which is within 0.5 % of it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Degrees = NDArray[np.float64] | float

MEAN_RADIUS_M: Final = 6_371_008.8
"""Of the sphere that stands for the Earth: the IUGG's mean radius (Moritz 2000)."""

METRES_PER_DEGREE: Final = 111_195.0
"""Along a great circle of that sphere; a degree of latitude has 110,574 to 111,694."""

EQUATOR_RADIUS_M: Final = 6_378_137.0
"""Half the longer axis of WGS 84 (NIMA TR8350.2), and the sphere of Web Mercator (EPSG:3857)."""

MERCATOR_HALF_M: Final = math.pi * EQUATOR_RADIUS_M
"""Half the width of the world in Web Mercator."""

# degrees, where a degree of longitude still has a length
_POLE: Final = 89.9
# degrees: a wider box goes around
_HALF_WORLD_DEG: Final = 180.0


def distance_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in metres on a sphere, within 0.5 % of the geodesic.

    Examples
    --------
    >>> round(distance_m(0, 0, 0, 1))
    111195
    """
    p1, p2 = math.radians(lat1), math.radians(lat2)
    a = (
        math.sin((p2 - p1) / 2) ** 2
        + math.cos(p1)
        * math.cos(p2)
        * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * MEAN_RADIUS_M * math.asin(min(1.0, math.sqrt(a)))


def distances_m(
    lat1: Degrees, lon1: Degrees, lat2: Degrees, lon2: Degrees
) -> NDArray[np.float64]:
    """Great-circle distances in metres of whole columns, as `distance_m` has them.

    Examples
    --------
    >>> distances_m([0, 0], [0, 0], [0, 1], [1, 0]).round()
    array([111195., 111195.])
    """
    import numpy as np

    p1, l1, p2, l2 = (np.radians(each) for each in (lat1, lon1, lat2, lon2))
    half = (
        np.sin((p2 - p1) / 2) ** 2
        + np.cos(p1) * np.cos(p2) * np.sin((l2 - l1) / 2) ** 2
    )
    metres: NDArray[np.float64] = (
        2 * MEAN_RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    )
    return metres


def box_around(
    lat: float, lon: float, radius_m: float
) -> tuple[float, float, float, float]:
    """Return the (west, south, east, north) box of a circle; west > east across the antimeridian.

    Examples
    --------
    >>> [round(edge, 2) for edge in box_around(0, 179.9, 111_195)]
    [178.9, -1.0, -179.1, 1.0]
    """
    dlat = radius_m / METRES_PER_DEGREE
    south, north = max(lat - dlat, -90.0), min(lat + dlat, 90.0)
    if max(abs(south), abs(north)) > _POLE:
        return -180.0, south, 180.0, north
    dlon = dlat / math.cos(math.radians(max(abs(south), abs(north))))
    if dlon >= _HALF_WORLD_DEG:
        return -180.0, south, 180.0, north
    return (
        (lon - dlon + 180) % 360 - 180,
        south,
        (lon + dlon + 180) % 360 - 180,
        north,
    )


def geodesic_m(
    start: tuple[float, float], end: tuple[float, float]
) -> float:
    """Metres from one (lat, lon) to another.

    Examples
    --------
    >>> round(geodesic_m((0, 0), (0, 1)))
    111319
    """
    away_m: float = _wgs84().Inverse(*start, *end)["s12"]
    return away_m


def initial_bearing(
    start: tuple[float, float], end: tuple[float, float]
) -> float:
    """Bearing in degrees from one (lat, lon) to another, at the start.

    Examples
    --------
    >>> initial_bearing((0, 0), (0, 1))
    90.0
    """
    bearing: float = _wgs84().Inverse(*start, *end)["azi1"]
    return bearing


def move(
    start: tuple[float, float], bearing: float, away_m: float
) -> tuple[float, float]:
    """Return the (lat, lon) that lies so many metres from another, at a bearing in degrees.

    Examples
    --------
    >>> tuple(round(degrees, 4) for degrees in move((42.9, 20.87), 0, 15_000))
    (43.035, 20.87)
    """
    line = _wgs84().Direct(*start, bearing, away_m)
    return line["lat2"], line["lon2"]


def _wgs84() -> Any:
    from geographiclib.geodesic import (
        Geodesic,  # 15 ms that a look-up of names doesn't need
    )

    return Geodesic.WGS84
