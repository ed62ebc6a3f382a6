"""Distances for ranking and gating: great circles, a microsecond each. What a reader sees comes from a geodesic."""

from __future__ import annotations

import math
from typing import Final

__all__ = ["METRES_PER_DEGREE", "box_around", "distance_m"]

_EARTH_M: Final = 6_371_008.8
METRES_PER_DEGREE: Final = 111_195.0
_POLE: Final = 89.9
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
        + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * _EARTH_M * math.asin(min(1.0, math.sqrt(a)))


def box_around(lat: float, lon: float, radius_m: float) -> tuple[float, float, float, float]:
    """Return the (west, south, east, north) box that holds a circle; west > east across the antimeridian.

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
    return (lon - dlon + 180) % 360 - 180, south, (lon + dlon + 180) % 360 - 180, north
