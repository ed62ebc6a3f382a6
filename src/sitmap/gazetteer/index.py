"""Reading an index: exact keys, sound codes, ids, boxes. It finds; `sitmap.geocoding` chooses."""

from __future__ import annotations

import json
import math
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import GazetteerError
from sitmap.gazetteer.place import NAME_ROLES, NameRole, Place
from sitmap.gazetteer.records import DEGREE, Records
from sitmap.gazetteer.tables import Dictionary, numbers_of, read_tables
from sitmap.gazetteer.writer import FORMAT, ROLE_BITS, make_tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import numpy as np
    from numpy.typing import NDArray

    from sitmap.gazetteer.columns import Columns
    from sitmap.gazetteer.sources import Entry
    from sitmap.gazetteer.tables import Tables

# places of one name that are looked at; San Jose has 101
_LIMIT: Final = 256
_ROLE: Final = (1 << ROLE_BITS) - 1
# degrees: the antimeridian
_WEST_EDGE: Final = -180.0
# degrees: the antimeridian
_EAST_EDGE: Final = 180.0


class PlaceIndex:
    """One index, opened for reading: memory-mapped from a folder, or held in memory.

    Parameters
    ----------
    tables
        What `sitmap.gazetteer.writer.make_tables` made.
    info
        What ``meta.json`` says: counts, sources, attributions.
    folder
        Where the tables are mapped from, None if they are in memory.
    """

    def __init__(
        self,
        tables: Tables,
        info: dict[str, Any],
        folder: Path | None = None,
    ) -> None:
        self.info = info
        self._names = Dictionary(tables, "names", folder)
        self._sounds = Dictionary(tables, "sounds", folder)
        self._ids = Dictionary(tables, "ids", folder)
        self._records = Records(tables)
        self._tables = tables
        self._owners = numbers_of(tables["countries"], "H")
        head = json.loads(bytes(tables["head.json"]))
        self._rosters = head["rosters"]
        self._owner_sets = [
            frozenset(owners) for owners in head["countries"]
        ]
        self._allowed: dict[frozenset[str], bytes] = {}
        self._columns: Columns | None = None
        self._outlines: Any = None

    @classmethod
    def open(cls, path: str | Path) -> PlaceIndex:
        """Open the index in a folder.

        Raises
        ------
        GazetteerError
            If there is no index there, or one written by another version.
        """
        folder = Path(path)
        info = _read_info(folder)
        try:
            tables = read_tables(folder / "index")
            if not _comes_with_sitmap(folder):
                _check_sums(tables, info.get("sums", {}))
            return cls(tables, info, folder / "index")
        except (
            OSError,
            ValueError,
            KeyError,
            RuntimeError,
            TypeError,
        ) as error:
            raise GazetteerError(
                f"{folder}: the gazetteer index can't be opened ({error}); {_remedy(folder)}"
            ) from error

    @classmethod
    def of(
        cls, entries: Iterable[Entry], info: dict[str, Any] | None = None
    ) -> PlaceIndex:
        """Make an index of some entries in memory."""
        return cls(make_tables(entries), info or {})

    def exact(
        self, key: str, countries: Collection[str] = ()
    ) -> list[Place]:
        """Return the places that have this folded name, in some countries or in all."""
        values = self._called(key, countries)
        return (
            self._records.take([value >> ROLE_BITS for value in values])
            if values
            else []
        )

    def named(
        self, key: str, countries: Collection[str] = ()
    ) -> list[tuple[Place, NameRole]]:
        """Return what `exact` does, and which of the place's names the key is."""
        values = self._called(key, countries)
        places = self._records.take(
            [value >> ROLE_BITS for value in values]
        )
        return [
            (place, NAME_ROLES[value & _ROLE])
            for place, value in zip(places, values, strict=True)
        ]

    def has(self, key: str) -> bool:
        """Tell whether any place has this folded name."""
        return key in self._names.trie

    def has_prefix(self, start: str) -> bool:
        """Tell whether any folded name begins so."""
        return next(self._names.trie.iterkeys(start), None) is not None

    def sounding(
        self, code: str, countries: Collection[str] = ()
    ) -> list[Place]:
        """Return the places one of whose names has this skeleton (`skeleton_code`)."""
        found = self._sounds.get(code)
        if countries and found:
            allowed = self._allowed_in(countries)
            owners = self._owners
            found = [number for number in found if allowed[owners[number]]]
        return self._records.take(found[:_LIMIT])

    def by_id(self, place_id: str) -> Place | None:
        """Return the place of an id or code (``geonames:786714``, ``iso:xk``, ``icao:BKPR``)."""
        return next(iter(self._records.take(self._ids.get(place_id))), None)

    def with_prefix(self, prefix: str) -> list[Place]:
        """Return the places whose id begins so, in the order of the ids."""
        numbers = (
            self._ids.get(each)[0]
            for each in sorted(self._ids.trie.iterkeys(prefix))
        )
        return self._records.take(dict.fromkeys(numbers))

    def outline_of(self, place_id: str) -> Any:
        """Return the outline of an area, (lon, lat) in degrees, or None."""
        number = next(iter(self._ids.get(place_id)), None)
        if self._outlines is None:
            # shapely is imported by the first outline, not by every look-up
            from sitmap.gazetteer.outlines import Outlines

            self._outlines = Outlines(self._tables)
        if number is None:
            return None
        return self._outlines.get(number)

    def within(
        self,
        bbox: tuple[float, float, float, float],
        limit: int = 100,
        kinds: Iterable[str] | None = None,
    ) -> list[Place]:
        """Return the most prominent places in a box, (west, south, east, north) in degrees.

        A box whose west is larger than its east crosses the antimeridian.
        """
        west, south, east, north = bbox
        if west > east:
            halves = (
                (west, south, _EAST_EDGE, north),
                (_WEST_EDGE, south, east, north),
            )
            found = [
                place
                for half in halves
                for place in self.within(half, limit, kinds)
            ]
            return sorted(found, key=lambda place: -place.rank)[:limit]
        return self._records.take(
            self._by_column().within(_edges_of(bbox), limit, kinds)
        )

    def nearest_to(
        self, points: NDArray[np.float64], count: int, kinds: Iterable[str]
    ) -> list[Place]:
        """Return the places nearest to any of some points (n, 2), first the nearest of each."""
        from sitmap.gazetteer.nearest import REACH_DEG, find_nearest

        low, high = (
            points.min(axis=0) - REACH_DEG,
            points.max(axis=0) + REACH_DEG,
        )
        numbers, spots = self._by_column().spots_within(
            _edges_of((*low, *high)), kinds
        )
        if not len(numbers):
            return []
        return self._records.take(
            numbers[find_nearest(points, spots, count)].tolist()
        )

    def _by_column(self) -> Columns:
        if self._columns is None:
            # numpy is imported by the first box, not by every look-up
            from sitmap.gazetteer.columns import Columns

            self._columns = Columns(self._tables)
        return self._columns

    def roster(self, country: str = "") -> list[bytes]:
        """Return the keys of a country (of all, when empty), as newline-separated UTF-8 blocks."""
        spans = (
            [self._rosters.get(country)]
            if country
            else self._rosters.values()
        )
        blocks: Any = self._tables["rosters"]
        return [
            zlib.decompress(blocks[span[0] : span[0] + span[1]])
            for span in spans
            if span
        ]

    def countries(self) -> list[str]:
        """Return the countries that a part of the user's own index is for; none for others."""
        return [self.info["country"]] if self.info.get("country") else []

    def places_of(self, country: str) -> list[Place]:
        """Return every place of a country."""
        allowed = self._allowed_in([country])
        return self._records.take(
            number
            for number, owners in enumerate(self._owners)
            if allowed[owners]
        )

    def __len__(self) -> int:
        """Count the places."""
        return len(self._records)

    def _called(self, key: str, countries: Collection[str]) -> list[int]:
        """Return what a name stands for in some countries, the most prominent places first."""
        found = self._names.get(key)
        if not found:
            return []
        if not countries:
            return found[:_LIMIT].tolist()  # type: ignore[no-any-return]
        allowed, owners = self._allowed_in(countries), self._owners
        return [
            value for value in found if allowed[owners[value >> ROLE_BITS]]
        ][:_LIMIT]

    def _allowed_in(self, countries: Collection[str]) -> bytes:
        """Say for each set of owners whether one of some countries is in it."""
        wanted = frozenset(countries)
        allowed = self._allowed.get(wanted)
        if allowed is None:
            allowed = bytes(
                not wanted.isdisjoint(owners) for owners in self._owner_sets
            )
            self._allowed[wanted] = allowed
        return allowed


def _edges_of(bbox: tuple[float, float, float, float]) -> list[int]:
    """Return a box in the whole numbers of the records."""
    west, south, east, north = bbox
    low = [math.floor(edge * DEGREE) for edge in (west, south)]
    return low + [math.ceil(edge * DEGREE) for edge in (east, north)]


def _comes_with_sitmap(folder: Path) -> bool:
    return folder.is_relative_to(Path(__file__).parents[1])


def _check_sums(tables: Tables, sums: dict[str, int]) -> None:
    """Refuse tables that aren't as they were written: a trie that is mapped trusts its bytes."""
    for name, told in sums.items():
        if name not in tables or zlib.crc32(tables[name]) != told:
            raise ValueError(f"{name} in it is damaged")


def _remedy(folder: Path) -> str:
    if _comes_with_sitmap(folder):
        return "reinstall sitmap"
    return "delete that folder and add its country files again"


def _read_info(path: Path) -> dict[str, Any]:
    try:
        info: dict[str, Any] = json.loads(
            (path / "meta.json").read_text(encoding="utf-8")
        )
    except (OSError, ValueError) as error:
        raise GazetteerError(
            f"{path}: no gazetteer index here ({error}); {_remedy(path)}"
        ) from error
    if not isinstance(info, dict) or info.get("format") != FORMAT:
        raise GazetteerError(
            f"{path}: written by another version of sitmap; {_remedy(path)}"
        )
    return info
