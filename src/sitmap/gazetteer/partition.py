"""Parting an area among the units whose settlements lie in it.

Where nobody draws a unit's outline, every spot is taken to belong to the unit of the settlement
nearest to it (Voronoi cells, cut off at the outline of what holds them).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from sitmap.geodesy import METRES_PER_DEGREE, distance_m

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Point = tuple[float, float]

# 11 m: cells of points nearer than that can't be told apart
_SAME_SPOT_DEG: Final = 1e-4
# land around a single settlement that is its district's
_LEAST_REACH_M: Final = 10_000.0


def part_among(
    area: Any, members: Mapping[str, Sequence[Point]]
) -> dict[str, Any]:
    """Part an area among units.

    Parameters
    ----------
    area
        Polygon or MultiPolygon in degrees.
    members
        (lat, lon) of the settlements of each unit.

    Returns
    -------
    dict
        The outline of each unit that has a settlement.

    Examples
    --------
    >>> halves = part_among(shapely.box(0, 0, 4, 2), {"west": [(1, 1)], "east": [(1, 3)]})
    >>> {unit: half.bounds for unit, half in sorted(halves.items())}
    {'east': (2.0, 0.0, 4.0, 2.0), 'west': (0.0, 0.0, 2.0, 2.0)}
    """
    owners = _distinct(members)
    if len(set(owners.values())) == 1:
        return {next(iter(owners.values())): area}
    spots = shapely.points([(lon, lat) for lat, lon in owners])
    cells = shapely.get_parts(
        shapely.voronoi_polygons(
            shapely.multipoints(spots), extend_to=shapely.envelope(area)
        )
    )
    tree = shapely.STRtree(cells)
    at_spot, at_cell = tree.query(spots, predicate="intersects")
    units = list(owners.values())
    held: dict[str, list[Any]] = defaultdict(list)
    for spot, cell in zip(at_spot, at_cell, strict=True):
        held[units[spot]].append(cells[cell])
    return {
        unit: _cut(shapely.union_all(parts), area)
        for unit, parts in held.items()
    }


def _distinct(members: Mapping[str, Sequence[Point]]) -> dict[Point, str]:
    """Say which unit has each spot; the first that claims one keeps it."""
    owners: dict[Point, str] = {}
    for unit in sorted(members):
        for lat, lon in members[unit]:
            spot = round(lat / _SAME_SPOT_DEG), round(lon / _SAME_SPOT_DEG)
            owners.setdefault(
                (spot[0] * _SAME_SPOT_DEG, spot[1] * _SAME_SPOT_DEG), unit
            )
    return owners


def _cut(cells: Any, area: Any) -> Any:
    try:
        return shapely.intersection(cells, area)
    except shapely.GEOSException:  # an outline that crosses itself
        return shapely.intersection(
            shapely.make_valid(cells), shapely.buffer(area, 0)
        )


def cut_to_reach(area: Any, points: Sequence[Point]) -> Any:
    """Cut off the part of a worked-out area where nobody lives: desert, sea ice, high mountains.

    Kept is what lies within 10 km of a settlement, or as far from one as they reach altogether.

    Examples
    --------
    >>> desert = shapely.box(0, 0, 4, 2)
    >>> cut_to_reach(desert, [(1, 0.5)]).bounds[2] < 0.7
    True
    """
    lat, _, radius_m = smallest_circle(points)
    shrink = max(float(np.cos(np.radians(lat))), 0.1)
    reach = max(radius_m, _LEAST_REACH_M) / METRES_PER_DEGREE / shrink
    spots = shapely.multipoints([(lon, lat) for lat, lon in points])
    return _cut(shapely.buffer(spots, reach), area)


def smallest_circle(points: Sequence[Point]) -> tuple[float, float, float]:
    """Return (lat, lon, radius in metres) of the smallest circle around (lat, lon) points.

    It is worked out on a plane that touches the sphere in their midst, and widened to hold the
    farthest of them there.

    Examples
    --------
    >>> [round(each, 1) for each in smallest_circle([(0, 179), (0, -179)])]
    [0.0, 180.0, 111195.1]
    """
    lats = np.array([lat for lat, _ in points], dtype=float)
    lons = np.array([lon for _, lon in points], dtype=float)
    if np.ptp(lons) > 180:  # noqa: PLR2004 - across the antimeridian
        lons = lons % 360
    midst = float(lats.min() + lats.max()) / 2
    shrink = max(float(np.cos(np.radians(midst))), 0.01)
    flat = shapely.multipoints(np.column_stack((lons * shrink, lats)))
    centre = shapely.centroid(shapely.minimum_bounding_circle(flat))
    if centre.is_empty:  # one spot has no circle
        centre = shapely.centroid(flat)
    lat, lon = centre.y, (centre.x / shrink + 180) % 360 - 180
    if lon == -180:  # noqa: PLR2004 - the antimeridian is called by its eastern name
        lon = 180.0
    return lat, lon, max(distance_m(lat, lon, *point) for point in points)
