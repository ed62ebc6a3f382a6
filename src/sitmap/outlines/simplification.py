"""How simplified a line each vertex is still part of.

Worked out once, so that a map only picks vertices.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FINEST_DEG: Final = 0.0008
"""The smallest tolerance told apart, in degrees; Natural Earth 10m holds no more."""

_STEP: Final = 2**0.25  # from one tolerance to the next
_RANKS: Final = 34  # up to 0.25 degrees: a country is a blot


def rank_vertices(lines: Sequence[NDArray[Any]]) -> NDArray[np.uint8]:
    """Rank each vertex: how many of the tolerances it survives, by `shapely.simplify`.

    Parameters
    ----------
    lines
        Each ``(n, 2)``, degrees.

    Returns
    -------
    numpy.ndarray
        A rank for each vertex of all lines in their order; the ends of lines have the highest.
    """
    ends = np.cumsum([len(line) for line in lines])
    flat = np.concatenate(lines).astype(np.float64)
    numbered = np.column_stack(
        [flat, np.arange(len(flat), dtype=np.float64)]
    )  # simplifying keeps the third ordinate
    shapes = shapely.linestrings(
        numbered,
        indices=np.repeat(np.arange(len(lines)), np.diff(ends, prepend=0)),
    )
    ranks = np.zeros(len(flat), dtype=np.uint8)
    for number in range(_RANKS):
        simple = shapely.simplify(shapes, FINEST_DEG * _STEP**number)
        ranks[
            shapely.get_coordinates(simple, include_z=True)[:, 2].astype(
                np.int64
            )
        ] = number + 1
    ranks[ends - 1] = ranks[np.concatenate([[0], ends[:-1]])] = _RANKS
    return ranks


def rank_of(tolerance: float) -> int:
    """Return the rank that a vertex needs to stand in a line simplified to a tolerance in degrees.

    Examples
    --------
    >>> rank_of(0.0001), rank_of(0.0008), rank_of(0.0016), rank_of(90.0)
    (0, 1, 5, 34)
    """
    if tolerance < FINEST_DEG:
        return 0
    return min(
        _RANKS,
        1 + math.floor(math.log(tolerance / FINEST_DEG, _STEP) + 1e-9),
    )
