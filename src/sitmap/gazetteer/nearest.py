"""The places nearest to each of many points, asked of whole columns at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

REACH_DEG: Final = 2.0
"""Beyond it, in degrees of latitude, nothing is near."""

_FIRST_DEG: Final = 0.12  # half the side of the first box: some ten villages of a settled country
_WIDER: Final = 2.5  # times the box, where it holds too few
_LEAST_SHRINK: Final = 0.1  # of a degree of longitude, near the poles


def find_nearest(
    points: NDArray[np.float64], places: NDArray[np.float64], count: int
) -> NDArray[np.int64]:
    """Find the places nearest to any of some points.

    Parameters
    ----------
    points, places
        Longitudes and latitudes in degrees, each (n, 2).
    count
        Places for each point; fewer where no more are within some two hundred kilometres.

    Returns
    -------
    numpy.ndarray
        Rows of `places`, each once: first the nearest of each point, then the second of each.

    Examples
    --------
    >>> places = np.array([[20.0, 43.0], [20.1, 43.0], [20.3, 43.0]])
    >>> find_nearest(np.array([[20.11, 43.0]]), places, 2)
    array([1, 0])
    """
    shrink = np.maximum(np.cos(np.radians(points[:, 1])), _LEAST_SHRINK)
    tree = shapely.STRtree(shapely.points(places))
    order = np.full(len(places), count, dtype=np.int64)
    open_rows, half = np.arange(len(points)), _FIRST_DEG
    while len(open_rows):
        is_last = half * _WIDER > REACH_DEG
        found = _look_around(
            tree, points[open_rows], shrink[open_rows], half
        )
        rows, at, turn, total = _rank(
            found, points[open_rows], places, shrink[open_rows], half
        )
        is_done = (total >= count) | is_last
        kept = is_done[rows] & (turn < count)
        np.minimum.at(order, at[kept], turn[kept])
        open_rows, half = open_rows[~is_done], half * _WIDER
    near = np.flatnonzero(order < count)
    return near[np.argsort(order[near], kind="stable")]


def _look_around(
    tree: Any,
    points: NDArray[np.float64],
    shrink: NDArray[np.float64],
    half: float,
) -> NDArray[np.int64]:
    lon, lat = points.T
    wide = half / shrink
    boxes = shapely.box(lon - wide, lat - half, lon + wide, lat + half)
    found: NDArray[np.int64] = tree.query(boxes)
    return found


def _rank(
    found: NDArray[np.int64],
    points: NDArray[np.float64],
    places: NDArray[np.float64],
    shrink: NDArray[np.float64],
    half: float,
) -> tuple[NDArray[np.int64], ...]:
    """Return point, place and the place's turn among those of its point, and how many those are."""
    rows, at = found
    steps = (places[at] - points[rows]) * np.column_stack(
        [shrink[rows], np.ones(len(rows))]
    )
    away = np.hypot(*steps.T)
    inside = (
        away <= half
    )  # a corner of the box is farther than what is outside its sides
    rows, at, away = rows[inside], at[inside], away[inside]
    order = np.lexsort((away, rows))
    rows, at = rows[order], at[order]
    total = np.bincount(rows, minlength=len(points))
    turn = np.arange(len(rows)) - (np.cumsum(total) - total)[rows]
    return rows, at, turn, total
