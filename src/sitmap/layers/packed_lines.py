"""Outlines as whole numbers: each point as its step from the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

SCALE: Final = 10_000
"""Units per degree: 11 m."""


class PackedLines:
    """Lines one behind the other, all their x and then all their y.

    Outlines of a basemap, which are many.

    Parameters
    ----------
    scale
        Units per degree.

    Examples
    --------
    >>> lines = PackedLines(scale=10)
    >>> lines.add_rings([shapely.box(20, 42, 20.5, 43)]), list(lines.to_bytes()[:5])
    ([5], [154, 0, 9, 0, 10])
    """

    def __init__(self, scale: int) -> None:
        self.scale = scale
        self._lines: list[NDArray[np.int64]] = []

    def add(self, points: NDArray[np.floating[Any]]) -> int:
        """Add a line, ``(n, 2)`` longitude and latitude in degrees.

        Return how many points of it are apart.
        """
        units = np.rint(
            np.asarray(points, dtype=np.float64) * self.scale
        ).astype(np.int64)
        apart = np.concatenate(
            [[True], (np.diff(units, axis=0) != 0).any(axis=1)]
        )
        self._lines.append(units[apart])
        return len(self._lines[-1])

    def add_rings(self, shapes: Iterable[shapely.Geometry]) -> list[int]:
        """Add every ring of the polygons in some geometries; return the points of each."""
        return [self.add(ring) for ring in _rings_of(shapes)]

    def add_lines(self, shapes: Iterable[shapely.Geometry]) -> list[int]:
        """Add every line in some geometries; return the points of each."""
        parts = (
            part
            for shape in shapes
            for part in shapely.get_parts(shape)
            if part.geom_type == "LineString"
        )
        return [self.add(shapely.get_coordinates(part)) for part in parts]

    def to_bytes(self) -> bytes:
        """Write steps as byte planes, small numbers for small steps (kind ``z32`` of the page)."""
        points = np.concatenate(
            [np.zeros((0, 2), dtype=np.int64), *self._lines]
        )
        return b"".join(_planes(points[:, axis]) for axis in (0, 1))


def pack_rings(shapes: Iterable[shapely.Geometry]) -> list[list[int]]:
    """Pack every ring of the polygons in some geometries; holes are rings like any other.

    Examples
    --------
    >>> pack_rings([shapely.box(20, 42, 20.5, 43)])
    [[205000, 420000, 0, 10000, -5000, 0, 0, -10000, 5000, 0]]
    """
    return [_pack_points(ring) for ring in _rings_of(shapes)]


def pack_line(line: shapely.Geometry) -> list[int]:
    """Pack a line, in degrees.

    Examples
    --------
    >>> pack_line(shapely.LineString([(20, 42), (20.5, 42.5)]))
    [200000, 420000, 5000, 5000]
    """
    return _pack_points(shapely.get_coordinates(line))


def _rings_of(
    shapes: Iterable[shapely.Geometry],
) -> Iterator[NDArray[np.float64]]:
    for shape in shapes:
        for part in shapely.get_parts(shape):
            if part.geom_type == "Polygon":
                yield from (
                    shapely.get_coordinates(ring)
                    for ring in (part.exterior, *part.interiors)
                )


def _pack_points(points: NDArray[np.float64]) -> list[int]:
    """Pack points, ``(n, 2)`` longitude and latitude in degrees; steps of nothing are left off."""
    units = np.rint(np.asarray(points, dtype=np.float64) * SCALE).astype(
        np.int64
    )
    steps = np.diff(units, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    kept = steps[1:][(steps[1:] != 0).any(axis=1)]
    packed: list[int] = np.concatenate([steps[:1], kept]).ravel().tolist()
    return packed


def _planes(values: NDArray[np.int64]) -> bytes:
    steps = np.diff(values, prepend=0)
    folded = ((steps << 1) ^ (steps >> 63)).astype(
        "<u4"
    )  # 0, -1, 1, -2 … become 0, 1, 2, 3 …
    return folded.view(np.uint8).reshape(-1, 4).T.tobytes()
