"""Areas that only their members outline.

They have names without the words for the kind of unit, and extents.
"""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap.geodesy import distance_m

if TYPE_CHECKING:
    from collections.abc import Sequence

    Point = tuple[float, float]

_UNIT_WORDS: Final = (
    "autonomous|special|administrative|republican|raionul|oblast|oblast'|province|provincia|"
    "region|région|governorate|district|department|departamento|département|county|state|"
    "municipality|prefecture|canton|krai|republic of|republic|voivodeship|division|wilaya|"
    "muhafazat|city|region of|parish|okrug|rayon|raion|the"
)
_UNIT_WORD: Final = re.compile(
    rf"(?<!\w)(?:{_UNIT_WORDS})(?!\w)", re.IGNORECASE
)
# share of points that lie away from all others by mistake
_STRAYS: Final = 0.01
# of the radius: a settlement's point is its middle
_MARGIN: Final = 1.15
# Rocks far out at sea are in the outline of a province and not in what is meant by it.
_WIDER: Final = 1.15
# of the largest part; smaller islands don't widen an area
_MAIN_SHARE: Final = 0.02
# an area that a single settlement is known of is wider than that
_MIN_RADIUS_M: Final = 4_000.0
# a box that is wider crosses the antimeridian
_HALF_WORLD_DEG: Final = 180.0


def short_name(name: str) -> str:
    """Take the words for the kind of unit off its name.

    Examples
    --------
    >>> short_name("Donetsk Oblast"), short_name("Kachin State"), short_name("State")
    ('Donetsk', 'Kachin', 'State')
    """
    return " ".join(_UNIT_WORD.sub(" ", name).split()).strip(" '-") or name


class Extent(NamedTuple):
    """Where an area lies: a point that stands for it, radius in metres and box that hold it."""

    lat: float
    lon: float
    radius_m: float
    bbox: tuple[float, float, float, float] | None


def extent_of(
    outline: Any, points: Sequence[Point], seat: Point | None = None
) -> Extent:
    """Return the extent of an area: the smallest circle around its outline and what belongs to it.

    Coordinates of members are sometimes wrong by a digit; one of them must not stretch a province
    over a continent. So the far 1 % of them are left off.

    Parameters
    ----------
    outline
        Polygon or MultiPolygon in degrees, or None: then the members alone tell, with a margin.
    points
        (lat, lon) of settlements that belong to it.
    seat
        Where most of its people live: the circle's centre, unless that makes it much larger.
    """
    # shapely is imported by what measures areas, not by who only asks for short names
    from sitmap.gazetteer.partition import smallest_circle

    members = _without_strays(points)
    corners = (
        []
        if outline is None or outline.is_empty
        else _corners(outline, members)
    )
    held = [*corners, *members]
    lat, lon, radius_m = smallest_circle(held)
    if seat is not None:
        reach_m = max(distance_m(*seat, *point) for point in held)
        if reach_m <= radius_m * _WIDER:
            lat, lon, radius_m = *seat, reach_m
    radius_m = max(
        radius_m if corners else radius_m * _MARGIN, _MIN_RADIUS_M
    )
    return Extent(lat, lon, radius_m, _box(held))


def _corners(outline: Any, members: Sequence[Point]) -> list[Point]:
    """Return the corners of the parts that count: of some size, or with a settlement."""
    import shapely

    parts = shapely.get_parts(outline)
    areas = shapely.area(parts)
    counts = areas >= _MAIN_SHARE * areas.max()
    if members:
        spots = shapely.points([(lon, lat) for lat, lon in members])
        counts[
            shapely.STRtree(parts).query(spots, predicate="intersects")[1]
        ] = True
    return [
        (lat, lon) for lon, lat in shapely.get_coordinates(parts[counts])
    ]


def _is_narrow(bounds: Sequence[float]) -> bool:
    """Tell whether a box doesn't cross the antimeridian."""
    return bounds[2] - bounds[0] <= _HALF_WORLD_DEG


def _without_strays(points: Sequence[Point]) -> list[Point]:
    """Leave out the 1 % of points that lie farthest from the midst of them."""
    cut = int(len(points) * _STRAYS)
    if not cut:
        return list(points)
    lat, lon = (
        median(lat for lat, _ in points),
        median(lon for _, lon in points),
    )
    return sorted(points, key=lambda point: distance_m(lat, lon, *point))[
        :-cut
    ]


def _box(
    points: Sequence[Point],
) -> tuple[float, float, float, float] | None:
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    bounds = min(lons), min(lats), max(lons), max(lats)
    return bounds if _is_narrow(bounds) else None
