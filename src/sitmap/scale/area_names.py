"""Rows that are known to an area by its name: they count there, though no point is known."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely

from sitmap.gazetteer import embedded_index
from sitmap.gazetteer.areas import short_name
from sitmap.gazetteer.text import fold
from sitmap.scale.places import unpack_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from sitmap.scale.counts import Ints
    from sitmap.scale.plan import AreaSet

Texts = list[str | None]
# of the areas
_NONE: Final = -1
_FINER: Final = {
    "region": ("admin2", "admin3"),
    "country": ("admin1", "admin2", "admin3"),
}
"""Levels of areas that no region, and no country, is, whatever they are called."""
_UNITS: Final = ("admin1", "admin2", "region", "country")


def confirm_areas(
    key: Ints,
    rows: npt.NDArray[np.bool_],
    texts: Sequence[Texts],
    areas: AreaSet,
    what: str = "region",
) -> Ints:
    """Find the area that a row of a region names and that its point lies in, too; -1 for none.

    A province's centre lies in some district as well; only the area that has the province's name
    holds what happened in it.

    Parameters
    ----------
    key
        Packed points (`sitmap.scale.places.pack_points`).
    rows
        Which rows to look at.
    texts
        Names of the region of each row, a list a column.
    areas
        The areas counted by.
    what
        What is known of the rows: their ``region`` or their ``country``.
    """
    found = np.full(len(key), _NONE, np.int64)
    shapes = shapely.from_wkb(list(areas.shapes))
    for column in texts:
        at = np.flatnonzero(rows & (found < 0))
        asked = pd.Series(
            [column[row] for row in at], dtype=object
        ).dropna()
        for text, group in asked.groupby(asked).groups.items():
            some = at[group.to_numpy()]
            points = shapely.points(*unpack_points(key[some]))
            for area in _called(str(text), areas, what):
                inside = shapely.intersects(shapes[area], points)
                found[some[inside & (found[some] < 0)]] = area
    return found


def find_named_areas(
    rows: npt.NDArray[np.bool_], texts: Sequence[Texts], areas: AreaSet
) -> Ints:
    """Find the area whose full name a row without a point gives; -1 where none has, or several."""
    found = np.full(len(rows), _NONE, np.int64)
    known = _by_name(areas)
    for column in texts:
        at = np.flatnonzero(rows & (found < 0))
        asked = pd.Series([column[row] for row in at], dtype=object)
        areas_of = {
            text: known.get(fold(text), _NONE)
            for text in asked.dropna().unique()
        }
        found[at] = asked.map(areas_of).fillna(_NONE).to_numpy(np.int64)
    return found


def _called(text: str, areas: AreaSet, what: str) -> list[int]:
    """List the areas of a name: the same, or of the same unit, and of no other kind.

    Kind words may be left off ("Donetsk" for "Donetsk Oblast"), but an oblast is no raion; the
    gazetteer knows which spellings are of one unit (Mykolaiv, Mykolayiv).
    """
    full, kinds = fold(text), _kind_words(text)
    index = _by_sense(areas)
    found = [
        each for sense in _senses_of(text) for each in index.get(sense, ())
    ]
    return [
        area
        for area, name in dict.fromkeys(found)
        if areas.levels[area] not in _FINER[what]
        if fold(name) == full
        or not kinds
        or not _kind_words(name)
        or kinds & _kind_words(name)
    ]


@lru_cache(maxsize=10_000)
def _kind_words(name: str) -> frozenset[str]:
    return frozenset(fold(name).split()) - frozenset(
        fold(short_name(name)).split()
    )


@lru_cache(maxsize=10_000)
def _senses_of(name: str) -> tuple[str, ...]:
    """Return the folded name without its kind, and the ids of the units that are called so."""
    short = fold(short_name(name))
    units = (
        place
        for key in {short, fold(name)}
        for place in embedded_index().exact(key)
    )
    ids = {place.id for place in units if place.kind in _UNITS}
    code = embedded_index().by_id(f"country:{name}")
    return (short, *sorted(ids | ({code.id} if code else set())))


@lru_cache(maxsize=8)
def _by_sense(areas: AreaSet) -> dict[str, list[tuple[int, str]]]:
    known: dict[str, list[tuple[int, str]]] = {}
    for area, names in enumerate(areas.called):
        for name in names:
            for sense in _senses_of(name):
                known.setdefault(sense, []).append((area, name))
    return known


@lru_cache(maxsize=8)
def _by_name(areas: AreaSet) -> dict[str, int]:
    known: dict[str, int] = {}
    for area, names in enumerate(areas.called):
        for key in {fold(name) for name in names}:
            known[key] = _NONE if known.get(key, area) != area else area
    return known
