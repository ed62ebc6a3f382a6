"""Rings on a round world: across the antimeridian, around a pole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from sitmap.outlines.topology import stitch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

# degrees
_HALF_WORLD: Final = 180.0
_TURN: Final = 360.0  # around the world


def split_box(box: Box) -> list[tuple[Box, float]]:
    """Part a box that runs on beyond 180 degrees into boxes on the map of the world.

    Each comes with the degrees by which what lies in it is turned to stand in the whole.

    Examples
    --------
    >>> split_box((177.0, -20.0, 190.0, -10.0))
    [((177.0, -20.0, 180.0, -10.0), 0.0), ((-180.0, -20.0, -170.0, -10.0), 360.0)]
    >>> split_box((20.0, 42.0, 21.0, 43.0))
    [((20.0, 42.0, 21.0, 43.0), 0.0)]
    """
    west, south, east, north = box
    if east <= _HALF_WORLD and west >= -_HALF_WORLD:
        return [(box, 0.0)]
    found = []
    for by in (-_TURN, 0.0, _TURN):
        left, right = (
            max(west - by, -_HALF_WORLD),
            min(east - by, _HALF_WORLD),
        )
        if left < right:
            found.append(((left, south, right, north), by))
    return found


def turn(shape: shapely.Geometry, by: float) -> shapely.Geometry:
    """Move a shape so many degrees to the east.

    Examples
    --------
    >>> turn(shapely.Point(-179, 4), 360.0).wkt
    'POINT (181 4)'
    """
    return (
        shapely.transform(shape, lambda xy: xy + np.array([by, 0.0]))
        if by
        else shape
    )


def make_polygon(
    rings: Sequence[Iterable[int]], arcs: Any
) -> shapely.Polygon:
    """Make a polygon of rings of arcs.

    One that crosses the antimeridian runs on beyond 180 degrees.
    """
    coordinates = [_unwrap(stitch(ring, arcs)) for ring in rings]
    shells = [
        ring if len(ring) > 3 else np.repeat(ring[:1], 4, axis=0)  # noqa: PLR2004 - a triangle
        for ring in coordinates
    ]
    return shapely.Polygon(shells[0], shells[1:])


def make_valid(shapes: NDArray[Any]) -> NDArray[Any]:
    """Mend the shapes that need it; most don't, and to ask is cheaper."""
    broken = ~shapely.is_valid(shapes)
    shapes = shapes.copy()
    shapes[broken] = shapely.make_valid(
        shapes[broken], method="structure", keep_collapsed=False
    )
    return shapes


def clip_polygons(polygons: NDArray[Any], box: Box) -> NDArray[Any]:
    """Cut polygons to a box.

    One that runs on beyond 180 degrees is cut on both sides of the world.
    """
    whole = make_valid(polygons)  # a cut of a crossed ring is anything
    cuts = shapely.clip_by_rect(whole, *box)
    west, _, east, _ = shapely.bounds(polygons).T
    for beyond, by in (
        (west < -_HALF_WORLD, 360.0),
        (east > _HALF_WORLD, -360.0),
    ):
        for at in np.flatnonzero(beyond):
            other = shapely.clip_by_rect(turn(whole[at], by), *box)
            cuts[at] = shapely.union_all(
                make_valid(np.array([cuts[at], other]))
            )
    return make_valid(cuts)


def split_at_180(ring: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Split a ring at the antimeridian into rings within 180 degrees."""
    whole = _unwrap(ring)
    if np.abs(whole[:, 0]).max() <= _HALF_WORLD:
        return [whole]
    polygon = shapely.make_valid(shapely.Polygon(whole))
    pieces = [
        shapely.clip_by_rect(turn(polygon, by), -180, -90, 180, 90)
        for by in (-360.0, 0.0, 360.0)
    ]
    parts = [
        part
        for piece in pieces
        for part in shapely.get_parts(piece)
        if part.geom_type == "Polygon"
    ]
    return [shapely.get_coordinates(part.exterior) for part in parts]


def _unwrap(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """Let a ring that crosses the antimeridian run on beyond 180 degrees.

    One round a pole is closed along the pole.
    """
    if np.ptp(ring[:, 0]) <= _HALF_WORLD:
        return ring
    lon = np.unwrap(ring[:, 0], period=360)
    whole = np.column_stack([lon, ring[:, 1]])
    if abs(lon[0] - lon[-1]) < 1:
        return whole
    pole = np.copysign(90.0, ring[:, 1].mean())
    return np.vstack([whole, [[lon[-1], pole], [lon[0], pole], whole[0]]])
