"""Reading an index: exact keys, sound codes, ids, boxes. It finds; `sitmap.geocoding` chooses."""

from __future__ import annotations

import json
import math
import shutil
import tempfile
import weakref
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import tantivy

from sitmap.errors import GazetteerError
from sitmap.gazetteer.place import Place, decode_place
from sitmap.gazetteer.writer import DEGREE, FORMAT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["PlaceIndex"]

_LIMIT: Final = 256
_ALL_PARTS: Final = 4096
_MUST: Final = tantivy.Occur.Must
_TERM: Final = tantivy.Query.term_query
_WEST_EDGE: Final = -180.0
_EAST_EDGE: Final = 180.0


class PlaceIndex:
    """One index on disk, opened for reading (memory-mapped: opening takes a millisecond).

    Parameters
    ----------
    path
        Folder that holds ``index`` and ``meta.json`` (counts, sources, attributions).

    Raises
    ------
    GazetteerError
        If there is no index there, or one written by another version.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.info = _read_info(self.path)
        self._index, scratch = _open_index(self.path / "index")
        if scratch is not None:
            weakref.finalize(self, shutil.rmtree, scratch, ignore_errors=True)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    def exact(self, key: str, countries: Collection[str] = ()) -> list[Place]:
        """Return the places that have this folded name, in some countries or in all."""
        return self._find("key", key, countries)

    def exact_many(
        self, keys: Iterable[str], countries: Collection[str] = ()
    ) -> dict[str, list[Place]]:
        """Return what `exact` returns for each key. Records are read in the order of the file: twice as fast."""
        search, doc, schema = self._searcher.search, self._searcher.doc, self._schema
        inside = (_MUST, self._in(countries)) if countries else None
        order: dict[tuple[int, int], Any] = {}
        hits: dict[str, list[tuple[int, int]]] = {}
        for key in keys:
            query = _TERM(schema, "key", key, index_option="basic")
            if inside:
                query = tantivy.Query.boolean_query([(_MUST, query), inside])
            at_key = hits[key] = []
            for _, address in search(query, limit=_LIMIT, count=False).hits:
                at = (address.segment_ord, address.doc)
                order[at] = address
                at_key.append(at)
        places = {at: decode_place(doc(order[at])["data"][0]) for at in sorted(order)}
        return {key: [places[at] for at in found] for key, found in hits.items()}

    def sounding(self, code: str, countries: Collection[str] = ()) -> list[Place]:
        """Return the places one of whose names has this sound code or skeleton."""
        return self._find("sound", code, countries) if code else []

    def by_id(self, place_id: str) -> Place | None:
        """Return the place with this id or code (``geonames:786714``, ``iso:xk``, ``icao:BKPR``)."""
        return next(iter(self._find("id", place_id)), None)

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
            halves = ((west, south, _EAST_EDGE, north), (_WEST_EDGE, south, east, north))
            found = [place for half in halves for place in self.within(half, limit, kinds)]
            return sorted(found, key=lambda place: -place.rank)[:limit]
        clauses = [self._range("lat", south, north), self._range("lon", west, east)]
        if kinds is not None:
            clauses.append(tantivy.Query.term_set_query(self._schema, "kind", list(kinds)))
        query = tantivy.Query.boolean_query([(_MUST, clause) for clause in clauses])
        hits = self._searcher.search(query, limit=limit, count=False, order_by_field="rank").hits
        return self._places(hits)

    def roster(self, country: str = "") -> list[bytes]:
        """Return the keys of a country (of all, when empty), as newline-separated UTF-8 blocks."""
        query = self._term("id", f"roster:{country}") if country else self._starting("roster:")
        return [zlib.decompress(data) for data in self._data(query)]

    def notes(self) -> list[bytes]:
        """Return what is noted about each country file of the index, as JSON."""
        return self._data(self._starting("file:"))

    def countries(self) -> list[str]:
        """Return the countries that country files were added for."""
        return [json.loads(note)["country"] for note in self.notes()]

    def places_of(self, country: str) -> list[Place]:
        """Return every place of a country."""
        hits = self._searcher.search(
            self._term("country", country), limit=max(self._searcher.num_docs, 1), count=False
        ).hits
        return self._places(hits)

    def __len__(self) -> int:
        """Count the documents."""
        return int(self._searcher.num_docs)

    def _find(self, field: str, value: str, countries: Collection[str] = ()) -> list[Place]:
        return self._places(self._hits(field, value, countries))

    def _hits(self, field: str, value: str, countries: Collection[str] = ()) -> Any:
        query = self._term(field, value)
        if countries:
            query = tantivy.Query.boolean_query([(_MUST, query), (_MUST, self._in(countries))])
        return self._searcher.search(query, limit=_LIMIT, count=False).hits

    def _places(self, hits: Iterable[tuple[Any, Any]]) -> list[Place]:
        doc = self._searcher.doc
        return [decode_place(doc(address)["data"][0]) for _, address in hits]

    def _data(self, query: Any) -> list[bytes]:
        hits = self._searcher.search(query, limit=_ALL_PARTS, count=False).hits
        return [self._searcher.doc(address)["data"][0] for _, address in hits]

    def _starting(self, prefix: str) -> Any:
        return tantivy.Query.regex_query(self._schema, "id", f"{prefix}.*")

    def _term(self, field: str, value: str) -> Any:
        return tantivy.Query.term_query(self._schema, field, value, index_option="basic")

    def _in(self, countries: Collection[str]) -> Any:
        if len(countries) == 1:
            return self._term("country", next(iter(countries)))
        return tantivy.Query.term_set_query(self._schema, "country", sorted(countries))

    def _range(self, field: str, low: float, high: float) -> Any:
        bounds = math.floor(low * DEGREE), math.ceil(high * DEGREE)
        return tantivy.Query.range_query(self._schema, field, tantivy.FieldType.Integer, *bounds)


def _open_index(folder: Path) -> tuple[Any, Path | None]:
    """Open an index; where its folder can't be written, by links to its files in a folder that can.

    tantivy writes a lock beside the files whenever it opens them, even to read.
    """
    try:
        return tantivy.Index.open(str(folder)), None
    except (ValueError, OSError) as error:
        refused = error
    try:
        return _open_links(folder)
    except (ValueError, OSError):
        raise GazetteerError(
            f"{folder.parent}: the gazetteer index can't be opened ({refused}); {_remedy(folder)}"
        ) from refused


def _open_links(folder: Path) -> tuple[Any, Path]:
    scratch = Path(tempfile.mkdtemp(prefix="sitmap-"))
    try:
        for file in folder.iterdir():
            if file.suffix != ".lock":
                (scratch / file.name).symlink_to(file.resolve())
        index = tantivy.Index.open(str(scratch))
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    return index, scratch


def _remedy(folder: Path) -> str:
    if folder.is_relative_to(Path(__file__).parents[1]):
        return "reinstall sitmap, or set TMPDIR to a folder that can be written"
    return "delete that folder and add its country files again"


def _read_info(path: Path) -> dict[str, Any]:
    try:
        info: dict[str, Any] = json.loads((path / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GazetteerError(
            f"{path}: no gazetteer index here ({error}); {_remedy(path / 'index')}"
        ) from error
    if not isinstance(info, dict):
        raise GazetteerError(f"{path}: no gazetteer index here; {_remedy(path / 'index')}")
    if info.get("format") != FORMAT:
        raise GazetteerError(
            f"{path}: written by another version of sitmap; add its country files again"
        )
    return info
