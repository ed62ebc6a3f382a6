"""Outlines of areas in an index: simplified, on a grid of 100 m, and unpacked when asked for."""

from __future__ import annotations

import zlib
from array import array
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from sitmap.gazetteer.tables import numbers_of, pack_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitmap.gazetteer.tables import Tables

_GRID: Final = 1_000
"""Steps a degree."""

# A hundredth of an area's width is less than anybody knows of a border that was worked out.
_SIMPLIFY: Final = 0.01
# 220 m
_FINEST_DEG: Final = 0.002
# 3.3 km
_COARSEST_DEG: Final = 0.03
# corners of a triangle, the first again
_MIN_RING: Final = 4


def pack_outlines(outlines: Iterable[tuple[int, Any]]) -> dict[str, bytes]:
    """Pack (number of the place, Polygon or MultiPolygon) pairs, in the order of the numbers."""
    packed, starts, owners = bytearray(), [0], []
    for owner, outline in outlines:
        rings = list(_rings(outline))
        if not rings:
            continue
        packed += zlib.compress(array("i", _flat(rings)).tobytes(), 9)
        starts.append(len(packed))
        owners.append(owner)
    return {
        "outlines": bytes(packed),
        "outlines.starts": pack_numbers("I", starts),
        "outlines.owners": pack_numbers("I", owners),
    }


def _rings(outline: Any) -> Iterator[tuple[bool, list[tuple[int, int]]]]:
    """Yield whether a ring is a hole, and its corners on the grid."""
    tolerance = min(
        max(outline.area**0.5 * _SIMPLIFY, _FINEST_DEG), _COARSEST_DEG
    )
    simple = outline.simplify(tolerance)
    for polygon in getattr(simple, "geoms", [simple]):
        if polygon.geom_type != "Polygon" or polygon.is_empty:
            continue
        for is_hole, ring in (
            (False, polygon.exterior),
            *((True, r) for r in polygon.interiors),
        ):
            corners = [
                (round(x * _GRID), round(y * _GRID)) for x, y in ring.coords
            ]
            kept = [
                corners[0],
                *(b for a, b in pairwise(corners) if a != b),
            ]
            if len(kept) >= _MIN_RING:
                yield is_hole, kept


def _flat(
    rings: Iterable[tuple[bool, Sequence[tuple[int, int]]]],
) -> Iterator[int]:
    """Write rings as numbers: length (negative for a hole), first corner, then the steps."""
    for is_hole, corners in rings:
        yield -len(corners) if is_hole else len(corners)
        yield from corners[0]
        for (x, y), (next_x, next_y) in pairwise(corners):
            yield next_x - x
            yield next_y - y


class Outlines:
    """The outlines of an index by the numbers of their places.

    Parameters
    ----------
    tables
        The tables of the index.
    """

    def __init__(self, tables: Tables) -> None:
        self._packed: Any = tables["outlines"]
        self._starts = numbers_of(tables["outlines.starts"], "I")
        self._at = {
            owner: at
            for at, owner in enumerate(
                numbers_of(tables["outlines.owners"], "I")
            )
        }

    def get(self, number: int) -> Any:
        """Return the outline of a place, (lon, lat) in degrees, or None.

        Examples
        --------
        >>> from shapely.geometry import box
        >>> outlines = Outlines(pack_outlines([(7, box(20, 42, 21.5, 43.25))]))
        >>> outlines.get(7).bounds, outlines.get(8)
        ((20.0, 42.0, 21.5, 43.25), None)
        """
        at = self._at.get(number)
        if at is None:
            return None
        data = zlib.decompress(
            self._packed[self._starts[at] : self._starts[at + 1]]
        )
        return _unpack(array("i", data))


def _unpack(numbers: Sequence[int]) -> Any:
    from shapely import make_valid
    from shapely.geometry import MultiPolygon, Polygon

    shells: list[tuple[list[Any], list[Any]]] = []
    at = 0
    while at < len(numbers):
        length = numbers[at]
        end = at + 1 + 2 * abs(length)
        x = y = 0
        corners = []
        for step in range(at + 1, end, 2):
            x, y = x + numbers[step], y + numbers[step + 1]
            corners.append((x / _GRID, y / _GRID))
        if length < 0 and shells:
            shells[-1][1].append(corners)
        else:
            shells.append((corners, []))
        at = end
    polygons = [Polygon(shell, holes) for shell, holes in shells]
    return make_valid(
        polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
    )
