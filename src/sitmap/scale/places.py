"""Distinct coordinates to cells or areas, each worked out once in a process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sitmap.errors import InputError

if TYPE_CHECKING:
    import numpy.typing as npt

    from sitmap.scale.counts import Ints
    from sitmap.scale.plan import AreaSet, Plan

# steps of a degree: 1 cm
_DEGREE: Final = 1e7
_MOST_KNOWN: Final = 2_000_000
"""Coordinates remembered in a process: 50 MB with their index. Beyond that each chunk resolves
its own."""

# of an H3 index, one a resolution
_DIGITS: Final = 15
_MODE: Final = 1 << 59
# bits of an H3 index: its 122 base cells
_BASE_CELLS: Final = 7


def pack_points(lon: Any, lat: Any) -> Ints:
    """Pack degrees into one integer per point, to 1e-7 of a degree (a centimetre).

    Examples
    --------
    >>> [axis.tolist() for axis in unpack_points(pack_points([20.87, -71.0589], [42.89, -42.3601]))]
    [[20.87, -71.0589], [42.89, -42.3601]]
    """
    x, y = (_to_whole(np.asarray(axis, np.float64)) for axis in (lon, lat))
    x <<= 32
    y &= 0xFFFFFFFF
    x |= y
    return x


def _to_whole(axis: npt.NDArray[np.float64]) -> Ints:
    scaled = axis * _DEGREE
    return np.rint(scaled, out=scaled).astype(np.int64)


def unpack_points(
    key: Ints,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return longitudes and latitudes of packed points.

    Decimals of up to seven places come back as they were.
    """
    return (key >> 32) / _DEGREE, (key & 0xFFFFFFFF).astype(
        np.int32
    ) / _DEGREE


def find_cells(key: Ints, resolution: int) -> Ints:
    """Return the H3 cells of packed points, without the bits that all cells of a resolution share.

    Raises
    ------
    InputError
        The package h3 isn't installed.
    """
    try:
        from h3.api.basic_int import latlng_to_cell
    except ModuleNotFoundError:
        raise InputError(
            "counting by H3 cell needs h3: pip install 'sitmap[scale]'"
        ) from None
    lon, lat = (axis.tolist() for axis in unpack_points(key))
    found = [
        latlng_to_cell(y, x, resolution)
        for x, y in zip(lon, lat, strict=True)
    ]
    shift = 3 * (_DIGITS - resolution)
    return (np.array(found, np.int64) >> shift) & (
        (1 << (_BASE_CELLS + 3 * resolution)) - 1
    )


def cells_of(code: Ints, resolution: int) -> npt.NDArray[np.uint64]:
    """Return the H3 indexes that `find_cells` shortened.

    Examples
    --------
    >>> import h3
    >>> found = cells_of(find_cells(pack_points([20.87], [42.89]), 5), 5)
    >>> h3.int_to_str(int(found[0])), h3.latlng_to_cell(42.89, 20.87, 5)
    ('851ef14bfffffff', '851ef14bfffffff')
    """
    shift = 3 * (_DIGITS - resolution)
    return (
        _MODE | (resolution << 52) | (code << shift) | ((1 << shift) - 1)
    ).astype(np.uint64)


def find_areas(key: Ints, areas: AreaSet) -> Ints:
    """Return the area that each packed point lies in, the smallest of several; -1 for none."""
    import shapely

    shapes = shapely.from_wkb(list(areas.shapes))
    points, hits = shapely.STRtree(shapes).query(
        shapely.points(*unpack_points(key)), predicate="intersects"
    )
    rank = np.argsort(np.argsort(shapely.area(shapes), kind="stable"))
    best = np.full(len(key), len(shapes), np.int64)
    np.minimum.at(best, points, rank[hits])
    by_rank = np.full(len(shapes) + 1, -1, np.int64)
    by_rank[rank] = np.arange(len(shapes))
    return by_rank[best]


class Places:
    """Looks up packed points for one plan, and remembers what it found.

    What is remembered is replaced whole, so that threads of one worker may share it.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._known: tuple[pd.Index[Any], Ints] = (
            pd.Index([], dtype=np.int64),
            np.empty(0, np.int64),
        )

    def find(self, key: Ints) -> Ints:
        """Return the cell or area of distinct packed points; -1 for no area."""
        index, codes = self._known
        at = (
            index.get_indexer(pd.Index(key))
            if len(index)
            else np.full(len(key), -1)
        )
        fresh = key[at < 0]
        found = (
            np.append(codes, self._find_fresh(fresh))
            if len(fresh)
            else codes
        )
        at[at < 0] = np.arange(len(codes), len(found))
        if len(fresh) and len(found) <= _MOST_KNOWN:
            self._known = (index.append(pd.Index(fresh)), found)
        place: Ints = found[at]
        return place

    def _find_fresh(self, key: Ints) -> Ints:
        if self._plan.resolution is not None:
            return find_cells(key, self._plan.resolution)
        if self._plan.areas is None:
            raise InputError(
                "the plan has neither cells nor areas to count by"
            )
        return find_areas(key, self._plan.areas)


_PLACES: Final[dict[str, Places]] = {}


def places_of(plan: Plan) -> Places:
    """Return this process's look-up for a plan."""
    if plan.fingerprint not in _PLACES:
        _PLACES.clear()
        _PLACES[plan.fingerprint] = Places(plan)
    return _PLACES[plan.fingerprint]
