"""Country outlines as a point, a box and a radius.

TopoJSON of npm ``world-atlas`` (Natural Earth, public domain).
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import shapely
from shapely import maximum_inscribed_circle
from shapely.geometry import Polygon

from sitmap.geodesy import distance_m
from sitmap.outlines.topology import decode_arcs, list_polygons, stitch

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

# 5 km: a country's radius needs no more
_SIMPLIFY_DEG: Final = 0.05
# of the largest part; smaller islands don't widen a country
_MAIN_SHARE: Final = 0.02
# parts farther from the largest are territories overseas
_REACH_DEG: Final = 30.0
# the same, in widths of the largest part
_REACH: Final = 5.0
# a box that is wider crosses the antimeridian
_HALF_WORLD_DEG: Final = 180
# corners of a triangle, the first again
_MIN_RING: Final = 4
# of the radius: how far from the border a label's point stays
_WELL_INSIDE: Final = 0.3


class Outlined(NamedTuple):
    """Where a country lies: a point well inside it, its extent, and its outline if it has one."""

    lat: float
    lon: float
    bbox: tuple[float, float, float, float] | None
    radius_m: float
    outline: Any = None


def read_extents(path: Path) -> dict[str, Outlined]:
    """Read each country's extent, by its ISO 3166-1 number or, lacking one, by its name."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = decode_arcs(topology)
    extents: dict[str, Outlined] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        key = geometry.get("id") or geometry["properties"]["name"]
        if polygons := _polygons(geometry, arcs):
            extents.setdefault(key, _extent(polygons))
    return extents


def _polygons(
    geometry: dict[str, Any], arcs: list[NDArray[np.float64]]
) -> list[Polygon]:
    outer = (stitch(rings[0], arcs) for rings in list_polygons(geometry))
    # rounding to the grid shrinks some islets to a line
    return sorted(
        (Polygon(ring) for ring in outer if len(ring) >= _MIN_RING),
        key=lambda polygon: -polygon.area,
    )


def _extent(polygons: list[Polygon]) -> Outlined:
    """Measure a country by its main parts.

    They have 2 % of the largest part's area or more, and are no overseas department.
    """
    largest = polygons[0]
    reach_deg = max(_REACH_DEG, _REACH * math.sqrt(largest.area))
    main = [
        p
        for p in polygons
        if p.area >= _MAIN_SHARE * largest.area
        and p.distance(largest) < reach_deg
    ]
    lat, lon = _inner_point(polygons[0])
    west, south, east, north = (
        extreme(polygon.bounds[side] for polygon in main)
        for side, extreme in enumerate((min, min, max, max))
    )
    radius = max(
        distance_m(lat, lon, y, x)
        for polygon in main
        for x, y in polygon.exterior.coords
    )
    bbox = (
        None
        if east - west > _HALF_WORLD_DEG
        else (west, south, east, north)
    )
    return Outlined(
        lat,
        lon,
        bbox,
        radius,
        shapely.union_all(list(map(shapely.make_valid, polygons))),
    )


def _inner_point(polygon: Any) -> tuple[float, float]:
    """Return (lat, lon) of the centroid, or of the innermost spot where that is not inside."""
    simple = polygon.simplify(_SIMPLIFY_DEG).buffer(0)
    whole = polygon.buffer(0) if simple.is_empty else simple
    largest = max(
        getattr(whole, "geoms", [whole]), key=lambda part: part.area
    )
    radius = maximum_inscribed_circle(
        largest, tolerance=max(math.sqrt(largest.area) / 50, 1e-4)
    )
    centroid = largest.centroid
    if (
        largest.contains(centroid)
        and largest.exterior.distance(centroid)
        > _WELL_INSIDE * radius.length
    ):
        return centroid.y, centroid.x
    lon, lat = radius.coords[0]
    return lat, lon
