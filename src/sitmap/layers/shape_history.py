"""Shapes of many days in few bytes: each is told by what it keeps of the shapes before it.

A front moves by little from day to day. Every point is written once, where it first stands; a later
shape is a list of runs: so many points from there on of an earlier shape, forwards or backwards (as
a neighbour has the border that both share), and points that are new. Nothing is simplified: what
the page draws on a day is that day's shape, to the scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from sitmap.layers.blobs import gzip_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

EXACT: Final = 100_000
"""Units per degree: 1.1 m, as the page has its incidents."""

_NEW: Final = -1  # the shape that a point which is new comes from


@dataclass(frozen=True)
class PackedShapes:
    """Shapes as the page reads them (web/src/shape-history.js).

    Attributes
    ----------
    scale
        Units per degree.
    numbers
        Where among the shapes packed each of those given stands.
    parts
        How many rings or lines each shape has.
    layouts
        Rows of the columns of each blob.
    blobs
        ``parts``: the points of each ring or line. ``runs``: how far back the shape lies that a run
        is of (0: new points), the number of its first point there, and its points, less than 0
        backwards. ``points``: all new points, as steps from the point before.
    """

    scale: int
    numbers: list[int]
    parts: list[int]
    layouts: Mapping[str, int]
    blobs: Mapping[str, bytes]

    def to_settings(self) -> dict[str, object]:
        """Return what the page must know to read the blobs."""
        return {
            name: getattr(self, name)
            for name in ("scale", "numbers", "parts", "layouts")
        }


def pack_shapes(
    shapes: Iterable[BaseGeometry], days: Iterable[str], scale: int = EXACT
) -> PackedShapes:
    """Pack polygons or lines, in degrees.

    Parameters
    ----------
    shapes
        Polygons with their holes, or lines; multi-part ones too.
    days
        From which each is there, ISO: they are packed in this order.
    scale
        Units per degree.

    Examples
    --------
    >>> square = shapely.box(20, 42, 20.5, 43)
    >>> packed = pack_shapes([square, square], ["", ""])
    >>> packed.parts, packed.layouts
    ([1, 1], {'parts': 2, 'runs': 2, 'points': 4})
    """
    given = list(shapes)
    told = list(days)
    order = sorted(range(len(given)), key=told.__getitem__)
    parts = [
        [_units(part, scale) for part in _parts_of(given[at])]
        for at in order
    ]
    points = [
        np.concatenate([*each, np.empty((0, 2), dtype=np.int64)])
        for each in parts
    ]
    ids = _number(points)
    runs, new = _find_runs(ids)
    fresh = [
        _steps(each)[is_new]
        for each, is_new in zip(points, new, strict=True)
    ]
    steps = np.concatenate([*fresh, np.empty((0, 2), dtype=np.int64)])
    sizes = np.array(
        [len(part) for each in parts for part in each], dtype=np.int64
    )
    columns = {"parts": sizes[:, None], "runs": runs, "points": steps}
    return PackedShapes(
        scale=scale,
        numbers=np.argsort(order).tolist(),
        parts=[len(each) for each in parts],
        layouts={name: len(table) for name, table in columns.items()},
        blobs={
            name: gzip_bytes(_planes(table))
            for name, table in columns.items()
        },
    )


def _parts_of(shape: BaseGeometry) -> Iterable[BaseGeometry]:
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            yield part.exterior
            yield from part.interiors
        elif part.geom_type in {"LineString", "LinearRing"}:
            yield part


def _units(part: BaseGeometry, scale: int) -> NDArray[np.int64]:
    """Return a part's points, what falls together once; a ring's last point is its first."""
    units = np.rint(shapely.get_coordinates(part) * scale).astype(np.int64)
    apart = np.concatenate(
        [[True], (np.diff(units, axis=0) != 0).any(axis=1)]
    )
    kept: NDArray[np.int64] = units[apart]
    is_closed = part.geom_type == "LinearRing" and len(kept) > 1
    return kept[:-1] if is_closed and (kept[0] == kept[-1]).all() else kept


def _number(points: Sequence[NDArray[np.int64]]) -> list[NDArray[np.intp]]:
    """Give each point a number: the same wherever it stands at the same place."""
    together = np.concatenate([*points, np.empty((0, 2), dtype=np.int64)])
    keys = (together[:, 0] << 32) + together[:, 1]
    _, numbers = np.unique(keys, return_inverse=True)
    return np.split(numbers, np.cumsum([len(one) for one in points]))[:-1]


def _find_runs(
    ids: Sequence[NDArray[np.intp]],
) -> tuple[NDArray[np.int64], list[NDArray[np.bool_]]]:
    """Find for each shape the runs of points that the latest shapes before it have."""
    size = max(
        (int(each.max()) + 1 for each in ids if len(each)), default=0
    )
    shape_of = np.full(size, _NEW, dtype=np.int64)
    at_of = np.zeros(size, dtype=np.int64)
    found, new = [np.empty((0, 3), dtype=np.int64)], []
    for number, each in enumerate(ids):
        shape, at = shape_of[each], at_of[each]
        is_new = shape == _NEW
        at[is_new] = np.arange(
            is_new.sum()
        )  # new points come one after the other
        found.append(
            _join_runs(np.where(is_new, number, shape), at, number)
        )
        new.append(is_new)
        shape_of[each], at_of[each] = number, np.arange(len(each))
    return np.concatenate(found), new


def _join_runs(
    shape: NDArray[np.int64], at: NDArray[np.int64], number: int
) -> NDArray[np.int64]:
    """Join neighbours that are neighbours in one earlier shape: back, first, count."""
    if not len(at):
        return np.empty((0, 3), dtype=np.int64)
    step = np.where(np.diff(shape) == 0, np.diff(at), 0)
    step[(np.abs(step) != 1) | ((step < 0) & (shape[1:] == number))] = 0
    turns = np.concatenate(
        [[False], (step[:-1] != 0) & (step[1:] != step[:-1])]
    )[: len(step)]
    starts = np.concatenate([[0], np.flatnonzero((step == 0) | turns) + 1])
    counts = np.diff(np.append(starts, len(at)))
    is_back = np.zeros(len(starts), dtype=bool)
    several = counts > 1
    is_back[several] = step[starts[several]] < 0
    first = np.where(shape[starts] == number, 0, at[starts])
    return np.stack(
        [number - shape[starts], first, np.where(is_back, -counts, counts)],
        axis=1,
    )


def _steps(points: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return each point of a shape as its step from the one before; the first as it is."""
    return np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))


def _planes(table: NDArray[np.int64]) -> bytes:
    """Write columns one after the other, the sign lowest, as planes of bytes (kind ``v32``)."""
    folded = np.ascontiguousarray(
        ((table << 1) ^ (table >> 63)).T, dtype="<u4"
    )
    return b"".join(
        column.view(np.uint8).reshape(-1, 4).T.tobytes()
        for column in folded
    )
