"""H3 cells as arrays of 64-bit numbers: which are valid, their parents, centres and outlines."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
import shapely.affinity

from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

# resolution of H3
FINEST: Final = 15
_WIDEST_M: Final = 2_215_000.0
"""Across a cell of resolution 0 on the average, by its area
(https://h3geo.org/docs/core-library/restable); each finer one is 1/√7 of it."""
_RESOLUTION_AT: Final = 52  # https://h3geo.org/docs/core-library/h3Indexing
# of an H3 index: one digit a resolution
_DIGIT_BITS: Final = 3
# of an H3 index: its 122 base cells
_BASE_BITS: Final = 7
# of 64 bits
_HEX_DIGITS: Final = 16
# degrees
_POLE: Final = 90.0


def _h3() -> Any:
    try:
        import h3.api.basic_int as h3
    except ModuleNotFoundError:
        raise InputError(
            "maps of H3 cells need h3: pip install 'sitmap[scale]'"
        ) from None
    return h3


def parse_cells(
    values: Iterable[Any],
) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """Read H3 cells written as numbers or as hexadecimal words.

    Returns
    -------
    cells, valid
        0 where there is no valid cell.

    Examples
    --------
    >>> cells, valid = parse_cells(["851f1d4bfffffff", 599686042433355775, "here", None])
    >>> [hex(cell) for cell in cells], valid.tolist()
    (['0x851f1d4bfffffff', '0x85283473fffffff', '0x0', '0x0'], [True, True, False, False])
    """
    is_valid = _h3().is_valid_cell
    numbers = [_number_of(value) for value in values]
    valid = np.array(
        [0 < number < 2**63 and is_valid(number) for number in numbers],
        dtype=bool,
    )
    return (
        np.where(
            valid,
            np.array(
                [number if 0 < number < 2**63 else 0 for number in numbers],
                np.uint64,
            ),
            0,
        ),
        valid,
    )


def _number_of(value: Any) -> int:
    """Return the number that a cell is written as, 0 for none.

    Words of 16 letters at most are hexadecimal.
    """
    if isinstance(value, str):
        word = value.strip().lower().removeprefix("0x")
        try:
            return int(word, 16 if len(word) <= _HEX_DIGITS else 10)
        except ValueError:
            return 0
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return 0


def resolution_of(cells: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the resolution of each cell, 0 to 15."""
    return ((cells >> np.uint64(_RESOLUTION_AT)) & np.uint64(15)).astype(
        np.int64
    )


def parents_of(
    cells: NDArray[np.uint64], resolution: int
) -> NDArray[np.uint64]:
    """Return the cell of a coarser resolution that each belongs to; the order of the cells stays.

    Examples
    --------
    >>> [hex(cell) for cell in parents_of(np.array([0x851f1d4bfffffff], np.uint64), 3)]
    ['0x831f1dfffffffff']
    """
    unused = np.uint64((1 << _DIGIT_BITS * (FINEST - resolution)) - 1)
    bare = cells & ~np.uint64(15 << _RESOLUTION_AT)
    return bare | np.uint64(resolution << _RESOLUTION_AT) | unused


def compact(
    cells: NDArray[np.uint64], resolution: int
) -> NDArray[np.int64]:
    """Return what tells cells of one resolution apart.

    It is the base cell and its digits, 7 + 3 bits a resolution.
    """
    bits = _BASE_BITS + _DIGIT_BITS * resolution
    moved = cells >> np.uint64(_DIGIT_BITS * (FINEST - resolution))
    return (moved & np.uint64((1 << bits) - 1)).astype(np.int64)


def cell_centres(cells: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Return ``(n, 2)`` longitude and latitude of the cells' centres."""
    locate = _h3().cell_to_latlng
    return np.array(
        [locate(cell)[::-1] for cell in cells.tolist()], dtype=np.float64
    ).reshape(-1, 2)


def cell_width_m(resolution: int) -> float:
    """Return how wide a cell of a resolution is on the average, in metres.

    Examples
    --------
    >>> [round(cell_width_m(level) / 1000, 1) for level in (0, 5)]
    [2215.0, 17.1]
    """
    return _WIDEST_M / 7 ** (resolution / 2)


def cells_at(
    points: NDArray[np.float64], resolution: int
) -> NDArray[np.uint64]:
    """Return the cells that hold points, ``(n, 2)`` longitude and latitude."""
    locate = _h3().latlng_to_cell
    return np.array(
        [locate(lat, lon, resolution) for lon, lat in points.tolist()],
        dtype=np.uint64,
    )


def cell_outlines(cells: NDArray[np.uint64]) -> list[shapely.Geometry]:
    """Return the cells as polygons in degrees.

    Cut where they cross the antimeridian, closed around a pole.

    Examples
    --------
    >>> pentagon = np.array([0x8009fffffffffff], np.uint64)
    >>> [len(shapely.get_coordinates(shape)) - 1 for shape in cell_outlines(pentagon)]
    [5]
    """
    outline = _h3().cell_to_boundary
    return [
        _polygon(np.array(outline(cell), dtype=np.float64)[:, ::-1])
        for cell in cells.tolist()
    ]


def _polygon(points: NDArray[np.float64]) -> shapely.Geometry:
    steps = np.diff(np.append(points[:, 0], points[0, 0]))
    if (np.abs(steps) <= 180).all():  # noqa: PLR2004 - degrees
        return shapely.Polygon(points)
    steps = (steps + 180) % 360 - 180
    lon = points[0, 0] + np.concatenate([[0.0], np.cumsum(steps)])
    if abs(lon[-1] - lon[0]) > 180:  # noqa: PLR2004 - once around the world
        return _around_pole(points)
    unrolled = shapely.Polygon(np.column_stack([lon[:-1], points[:, 1]]))
    return _cut_at_antimeridian(unrolled)


def _around_pole(points: NDArray[np.float64]) -> shapely.Geometry:
    """Close an outline that goes around a pole along the edge of the map."""
    edge = math.copysign(_POLE, points[:, 1].mean())
    ordered = points[np.argsort(points[:, 0])]
    at_edge = np.interp(
        180.0,
        [ordered[-1, 0], ordered[0, 0] + 360],
        [ordered[-1, 1], ordered[0, 1]],
    )
    ring = [
        (-180.0, edge),
        (-180.0, at_edge),
        *ordered.tolist(),
        (180.0, at_edge),
        (180.0, edge),
    ]
    return shapely.Polygon(ring)


def _cut_at_antimeridian(unrolled: shapely.Geometry) -> shapely.Geometry:
    turns = (
        shapely.affinity.translate(unrolled, turn)
        for turn in (-360, 0, 360)
    )
    cut = [
        part
        for turn in turns
        if not (
            part := shapely.clip_by_rect(turn, -180, -_POLE, 180, _POLE)
        ).is_empty
    ]
    return shapely.multipolygons(
        [part for whole in cut for part in shapely.get_parts(whole)]
    )
