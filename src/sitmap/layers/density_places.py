"""Words for what is counted.

The areas that a summary names, and the towns that lie in its cells.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sitmap.errors import InputError
from sitmap.gazetteer import embedded_index
from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.layers.cells import cell_centres, cells_at, parents_of
from sitmap.layers.labels import neutral_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    from sitmap.gazetteer.place import Place
    from sitmap.layers.counted import Counted
    from sitmap.layers.density_levels import Level

COARSEST: Final = 1
"""Resolution of the largest cells that are drawn, on a phone that shows the whole world."""

# that a page may name cells by
_TOWNS: Final = 20_000
_NAMED: Final = 2_000  # cells of each resolution that get a name: those with most incidents


def match_names(counted: Counted, areas: gpd.GeoDataFrame) -> Counted:
    """Point each row to its area's position in `areas`.

    Names that no area or several have are left off and told.

    Raises
    ------
    InputError
        No name of the summary is that of an area.
    """
    known = _positions(areas)
    found = [known.get(_fold(name), []) for name in counted.names]
    position = np.array(
        [at[0] if len(at) == 1 else -1 for at in found], dtype=np.int64
    )
    place = position[counted.place]
    if (place < 0).all():
        raise InputError(
            f"no area is called {counted.names[0]!r}, as in the summary; are these its areas?"
        )
    reasons = Counter(counted.left_off)
    sums = np.bincount(
        counted.place, counted.incidents, minlength=len(found)
    )
    for name, at, incidents in zip(counted.names, found, sums, strict=True):
        if len(at) != 1 and incidents:
            reasons[
                f"{'several areas are' if at else 'no area is'} called {name[:60]!r}"
            ] += int(incidents)
    rows = slice(None) if (place >= 0).all() else place >= 0
    kept = {
        name: getattr(counted, name)[rows]
        for name in ("day", "kind", "incidents")
    }
    killed = (
        None if counted.fatalities is None else counted.fatalities[rows]
    )
    names = tuple(map(join_names, areas["names"]))
    return replace(
        counted,
        names=names,
        place=place[rows],
        fatalities=killed,
        left_off=dict(reasons),
        **kept,
    )


def join_names(names: Sequence[str]) -> str:
    """Return what an area is called: by two of its names where it has more than one, as in Kosovo.

    Examples
    --------
    >>> join_names(["Deçan", "Dečani"]), join_names(["Zvečan", "Zvečan"])
    ('Deçan/Dečani', 'Zvečan')
    """
    return "/".join([*dict.fromkeys(map(str, names))][:2])


def _positions(areas: gpd.GeoDataFrame) -> dict[str, list[int]]:
    known: dict[str, list[int]] = {}
    for at, names in enumerate(areas["names"]):
        for name in dict.fromkeys(map(_fold, names)):
            known.setdefault(name, []).append(at)
    return known


def _fold(name: str) -> str:
    bare = "".join(
        mark
        for mark in unicodedata.normalize("NFD", str(name))
        if not unicodedata.combining(mark)
    )
    return " ".join(bare.casefold().split())


def name_cells(
    level: Level, bounds: tuple[float, float, float, float]
) -> dict[str, Any]:
    """Name the cells with most incidents by the largest town in each.

    Returns
    -------
    dict
        Resolution to ``at`` (positions among the cells of that resolution, sorted), ``name`` and
        ``country`` (codes).
    """
    finest = level.resolution or 0
    towns = _towns_in(bounds)
    if not towns:
        return {}
    points = np.array([(town.lon, town.lat) for town in towns])
    sums = np.bincount(level.place, level.incidents, minlength=level.places)
    named = {}
    for resolution in range(finest, min(COARSEST, finest) - 1, -1):
        cells, of_cell = np.unique(
            parents_of(level.cells, resolution), return_inverse=True
        )
        most = np.argsort(
            -np.bincount(of_cell.ravel(), sums), kind="stable"
        )[:_NAMED]
        hit, first = _first_in(cells[most], points, resolution)
        at, town = most[hit], first[hit]
        named[str(resolution)] = {
            "at": at.tolist(),
            "name": [neutral_name(towns[one]) for one in town],
            "country": [towns[one].country for one in town],
        }
    return named


def _towns_in(bounds: tuple[float, float, float, float]) -> list[Place]:
    """Return the towns within west, south, east, north, the largest first."""
    found = embedded_index().within(bounds, _TOWNS, SETTLEMENTS)
    return sorted(found, key=lambda town: -town.rank)


def _first_in(
    cells: NDArray[np.uint64], points: NDArray[np.float64], resolution: int
) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Tell which cells hold one of the points, and the first one that each holds."""
    filled, first = np.unique(
        cells_at(points, resolution), return_index=True
    )
    place = np.searchsorted(filled, cells).clip(max=len(filled) - 1)
    return filled[place] == cells, first[place]


def name_towns(cells: NDArray[np.uint64], resolution: int) -> list[str]:
    """Name the largest town in each cell of one resolution; empty where there is none.

    Examples
    --------
    >>> name_towns(cells_at(np.array([[21.1667, 42.6667], [-150.0, -50.0]]), 5), 5)
    ['Pristina', '']
    """
    centres = cell_centres(cells)
    (west, south), (east, north) = (
        centres.min(axis=0) - 1.0,
        centres.max(axis=0) + 1.0,
    )
    towns = _towns_in(
        (
            max(west, -180.0),
            max(south, -90.0),
            min(east, 180.0),
            min(north, 90.0),
        )
    )
    if not towns:
        return [""] * len(cells)
    points = np.array([(town.lon, town.lat) for town in towns])
    held, first = _first_in(cells, points, resolution)
    return [
        neutral_name(towns[at]) if is_held else ""
        for is_held, at in zip(held.tolist(), first.tolist(), strict=True)
    ]
