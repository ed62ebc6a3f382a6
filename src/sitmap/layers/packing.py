"""Outlines as whole numbers: each point as its step from the one before, in 1/10,000 degree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

__all__ = ["SCALE", "pack_lines", "pack_points", "pack_rings"]

SCALE: Final = 10_000
"""Units per degree: 11 m."""


def pack_rings(shapes: Iterable[shapely.Geometry]) -> list[list[int]]:
    """Pack every ring of the polygons in some geometries; holes are rings like any other.

    Examples
    --------
    >>> pack_rings([shapely.box(20, 42, 20.5, 43)])
    [[205000, 420000, 0, 10000, -5000, 0, 0, -10000, 5000, 0]]
    """
    polygons = [part for shape in shapes for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return [
        pack_points(shapely.get_coordinates(ring)) for part in polygons for ring in (part.exterior, *part.interiors)
    ]


def pack_lines(shapes: Iterable[shapely.Geometry]) -> list[list[int]]:
    """Pack every line in some geometries."""
    parts = [part for shape in shapes for part in shapely.get_parts(shape) if part.geom_type == "LineString"]
    return [pack_points(shapely.get_coordinates(part)) for part in parts]


def pack_points(points: NDArray[np.float64]) -> list[int]:
    """Pack points, ``(n, 2)`` longitude and latitude in degrees; steps of nothing are left out."""
    units = np.rint(np.asarray(points, dtype=np.float64) * SCALE).astype(np.int64)
    steps = np.diff(units, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    kept = steps[1:][(steps[1:] != 0).any(axis=1)]
    packed: list[int] = np.concatenate([steps[:1], kept]).ravel().tolist()
    return packed
