"""The indexes that a look-up reads.

The embedded one and the user's country files, as if they were one.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from sitmap.geodesy import box_around, distance_m

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import numpy as np
    from numpy.typing import NDArray

    from sitmap.gazetteer.fuzzy import Roster
    from sitmap.gazetteer.index import PlaceIndex
    from sitmap.gazetteer.place import NameRole, Place

_WORLD: Final = "region"
# where a nearest place is looked for first
_FIRST_RING_M: Final = 5_000.0
# from anywhere on land there is a place nearer than this
_LAST_RING_M: Final = 700_000.0
# places of a ring that are measured
_NEAREST_LIMIT: Final = 4_096


class PlaceLibrary:
    """Several indexes, read as one.

    An entry of a later index takes the place of the same id in an earlier one.

    Parameters
    ----------
    indexes
        Opened indexes, the embedded one first.
    """

    def __init__(self, indexes: Iterable[PlaceIndex]) -> None:
        self.indexes = tuple(indexes)
        self._first, self._others = self.indexes[0], self.indexes[1:]
        self._rosters: dict[str, Roster] = {}

    def exact(
        self, key: str, countries: Collection[str] = ()
    ) -> list[Place]:
        """Return the places that have this folded name (`sitmap.gazetteer.text.fold`)."""
        found = self._first.exact(key, countries)
        if not self._others:
            return found
        return _latest(
            [
                found,
                *(index.exact(key, countries) for index in self._others),
            ]
        )

    def named(
        self, key: str, countries: Collection[str] = ()
    ) -> list[tuple[Place, NameRole]]:
        """Return what `exact` does, and which of the place's names the key is (`NAME_ROLES`).

        Examples
        --------
        >>> from sitmap.gazetteer import open_gazetteer
        >>> [(place.name, role) for place, role in open_gazetteer().named("kiev", {"UA"})][:1]
        [('Kyiv', 'alternate')]
        """
        found = self._first.named(key, countries)
        if not self._others:
            return found
        by_id = {
            place.id: (place, role)
            for index in self.indexes
            for place, role in index.named(key, countries)
        }
        return list(by_id.values())

    def has(self, key: str) -> bool:
        """Tell whether any place has this folded name: a microsecond, and no record is read."""
        return any(index.has(key) for index in self.indexes)

    def has_prefix(self, start: str) -> bool:
        """Tell whether any folded name begins so: as quick as `has`.

        Examples
        --------
        >>> from sitmap.gazetteer import open_gazetteer
        >>> open_gazetteer().has_prefix("novi paz"), open_gazetteer().has_prefix("police novi")
        (True, False)
        """
        return any(index.has_prefix(start) for index in self.indexes)

    def sounding(
        self, code: str, countries: Collection[str] = ()
    ) -> list[Place]:
        """Return the places one of whose names has a skeleton (`sitmap.gazetteer.phonetic`)."""
        return _latest(
            [index.sounding(code, countries) for index in self.indexes]
        )

    def by_id(self, place_id: str) -> Place | None:
        """Return the place of an id or code (``geonames:786714``, ``iso:xk``, ``icao:BKPR``)."""
        found = (index.by_id(place_id) for index in reversed(self.indexes))
        return next((place for place in found if place), None)

    def outline_of(self, place_id: str) -> Any:
        """Return the outline of a country, unit or region as a shapely geometry, or None.

        It is simplified to about a hundredth of its width; corners are (lon, lat).

        Examples
        --------
        >>> from shapely.geometry import Point
        >>> from sitmap.gazetteer import open_gazetteer
        >>> library = open_gazetteer()
        >>> library.outline_of("country:XK").contains(Point(20.87, 42.89))
        True
        """
        found = (
            index.outline_of(place_id) for index in reversed(self.indexes)
        )
        return next(
            (outline for outline in found if outline is not None), None
        )

    def world_regions(self) -> list[Place]:
        """Return the world regions and seas, with their other names in ``names``."""
        return self._first.with_prefix("region:")

    def within(
        self,
        bbox: tuple[float, float, float, float],
        limit: int = 100,
        kinds: Iterable[str] | None = None,
    ) -> list[Place]:
        """Return places in a box (west, south, east, north), the most prominent first.

        Examples
        --------
        >>> from sitmap.gazetteer import open_gazetteer
        >>> kosovo = (20.0, 41.8, 21.9, 43.3)
        >>> found = open_gazetteer().within(kosovo, limit=2, kinds=["country", "city"])
        >>> [place.name for place in found]
        ['Kosovo', 'Pristina']
        """
        kinds = None if kinds is None else list(kinds)
        found = _latest(
            [index.within(bbox, limit, kinds) for index in self.indexes]
        )
        return sorted(found, key=lambda place: (-place.rank, place.id))[
            :limit
        ]

    def nearest(
        self,
        lat: float,
        lon: float,
        limit: int = 1,
        kinds: Iterable[str] | None = None,
    ) -> list[tuple[float, Place]]:
        """Return the places around a point with their distance in metres, nearest first.

        There are none beyond 700 km.
        """
        kinds = None if kinds is None else list(kinds)
        radius = _FIRST_RING_M
        while True:
            inside = self._within_circle(lat, lon, radius, kinds)
            if len(inside) >= limit or radius >= _LAST_RING_M:
                return inside[:limit]
            radius = min(radius * 4, _LAST_RING_M)

    def nearest_to(
        self, points: NDArray[np.float64], count: int, kinds: Iterable[str]
    ) -> list[Place]:
        """Return the places nearest to any of some points (n, 2), the nearest of each first."""
        kinds = list(kinds)
        found = [
            index.nearest_to(points, count, kinds) for index in self.indexes
        ]
        rows = zip_longest(*found)
        mixed = (
            place for row in rows for place in row if place is not None
        )
        return list({place.id: place for place in mixed}.values())

    def _within_circle(
        self,
        lat: float,
        lon: float,
        radius_m: float,
        kinds: list[str] | None,
    ) -> list[tuple[float, Place]]:
        around = [
            place
            for place in self.within(
                box_around(lat, lon, radius_m), _NEAREST_LIMIT, kinds
            )
            if kinds is not None
            or place.source != _WORLD  # nobody is near Asia
        ]
        measured = (
            (distance_m(lat, lon, place.lat, place.lon), place)
            for place in around
        )
        return sorted(pair for pair in measured if pair[0] <= radius_m)

    def misspelled(
        self, key: str, edits: int, countries: Collection[str] = ()
    ) -> list[tuple[int, str]]:
        """Return (distance, key) of keys a few edits away, of some countries or of the world."""
        found = [
            hit
            for country in sorted(countries) or [""]
            for hit in self._roster(country).search(key, edits)
        ]
        return sorted(set(found))

    def _roster(self, country: str) -> Roster:
        if country not in self._rosters:
            # numpy and rapidfuzz are imported by the first misspelled name, not by every look-up
            from sitmap.gazetteer.fuzzy import Roster

            self._rosters[country] = Roster(
                block
                for index in self.indexes
                for block in index.roster(country)
            )
        return self._rosters[country]


def _latest(found: list[list[Place]]) -> list[Place]:
    """Unite results of several indexes: the last one that has an id wins."""
    filled = [places for places in found if places]
    if len(filled) <= 1:
        return filled[0] if filled else []
    return list(
        {place.id: place for places in filled for place in places}.values()
    )
