"""Distances and bearings on the ellipsoid of WGS 84, by the geodesic: what a reader sees.

For ranking and gating, a hundred thousand a second, see `sitmap.gazetteer.distances`.
"""

from __future__ import annotations

from geographiclib.geodesic import Geodesic

__all__ = ["geodesic_m", "initial_bearing", "move"]


def geodesic_m(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Metres from one (lat, lon) to another.

    Examples
    --------
    >>> round(geodesic_m((0, 0), (0, 1)))
    111319
    """
    away_m: float = Geodesic.WGS84.Inverse(*start, *end)["s12"]
    return away_m


def initial_bearing(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Bearing in degrees from one (lat, lon) to another, at the start.

    Examples
    --------
    >>> initial_bearing((0, 0), (0, 1))
    90.0
    """
    bearing: float = Geodesic.WGS84.Inverse(*start, *end)["azi1"]
    return bearing


def move(start: tuple[float, float], bearing: float, away_m: float) -> tuple[float, float]:
    """Return the (lat, lon) that lies so many metres from another, at a bearing in degrees.

    Examples
    --------
    >>> tuple(round(degrees, 4) for degrees in move((42.9, 20.87), 0, 15_000))
    (43.035, 20.87)
    """
    line = Geodesic.WGS84.Direct(*start, bearing, away_m)
    return line["lat2"], line["lon2"]
