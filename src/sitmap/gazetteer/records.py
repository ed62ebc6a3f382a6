"""The records of an index: one of fixed length for each place, and the texts that it points into.

Reading one takes a microsecond. What repeats (unit, kind, source) is a number in the record and a
text once in the index; what few places have (a box, names by language) is a row of its own.
"""

from __future__ import annotations

import json
from struct import Struct
from typing import TYPE_CHECKING, Any, Final

from sitmap.gazetteer.place import Place
from sitmap.gazetteer.tables import numbers_of, pack_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitmap.gazetteer.tables import Tables

DEGREE: Final = 100_000
"""Coordinates are whole 1/100,000 degrees: 1.1 m."""

# lat, lon, population, radius, rank, kind, source, unit, number in the id, start and length of the
# name, start of the row of extras
_RECORD: Final = Struct("<iiIfHBBIIIHI")
_UNPACK: Final = _RECORD.unpack_from
_NEW: Final[Any] = (
    tuple.__new__
)  # a third of the time that the class's own constructor takes
# the largest of 32 bits, which no row starts at
_NO_EXTRAS: Final = 0xFFFF_FFFF
_PLAIN: Final[tuple[Any, ...]] = ("", None, (), ())
# Namesakes, regions and countries are asked for again and again; so many places take 25 MB.
_KEPT: Final = 49_152
# the largest of 32 bits
_MAX_POPULATION: Final = 0xFFFF_FFFF
# the largest of 32 bits
_MAX_NUMBER: Final = 0xFFFF_FFFF
# the largest of 16 bits
_MAX_RANK: Final = 0xFFFF
_SEPARATORS: Final = str.maketrans("\t\n\r|\x00", "     ")


def pack_records(places: Iterable[Place]) -> dict[str, bytes]:
    """Pack places in the order given; the number of a place is its position."""
    kinds, sources, units = _Numbers(), _Numbers(), _Numbers()
    names, extras, records = bytearray(), bytearray(), bytearray()
    for place in places:
        name = _clean(place.name).encode("utf-8", "replace")
        number = _number_of(place)
        extra = _extras(place, number)
        unit = (
            place.country,
            place.admin1,
            _clean(place.admin1_name),
            place.admin2,
        )
        records += _RECORD.pack(
            round(place.lat * DEGREE),
            round(place.lon * DEGREE),
            min(place.population, _MAX_POPULATION),
            place.uncertainty_m,
            min(max(place.rank, 0), _MAX_RANK),
            kinds[place.kind],
            sources[place.source],
            units["\t".join(unit)],
            number,
            len(names),
            len(name),
            len(extras) if extra else _NO_EXTRAS,
        )
        names += name
        extras += extra
    return {
        "records": bytes(records),
        "records.names": bytes(names),
        "records.extras": bytes(extras),
        "records.words": json.dumps([list(kinds), list(sources)]).encode(),
        **_pack_lines("records.units", units),
    }


class _Numbers(dict[str, int]):
    """Numbers texts in the order in which they are met."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


def _clean(text: str) -> str:
    return text.translate(_SEPARATORS)


def _number_of(place: Place) -> int:
    """Return the number that follows the source in an id ("geonames:786714"); 0 for other ids."""
    source, _, number = place.id.partition(":")
    is_plain = (
        source == place.source and number.isascii() and number.isdecimal()
    )
    if (
        not is_plain
        or number != str(int(number))
        or not 0 < int(number) <= _MAX_NUMBER
    ):
        return 0
    return int(number)


def _extras(place: Place, number: int) -> bytes:
    if number and not (
        place.bbox or place.names or place.names_by_language
    ):
        return b""
    languages = (
        f"{language}={_clean(name)}"
        for language, name in place.names_by_language
    )
    fields = (
        "" if number else _clean(place.id),
        ",".join(f"{edge:.4f}" for edge in place.bbox)
        if place.bbox
        else "",
        "|".join(map(_clean, place.names)),
        "|".join(languages),
    )
    return "\t".join(fields).encode("utf-8", "replace") + b"\n"


def _pack_lines(name: str, lines: Iterable[str]) -> dict[str, bytes]:
    packed, starts = bytearray(), [0]
    for line in lines:
        packed += line.encode("utf-8", "replace")
        starts.append(len(packed))
    return {
        name: bytes(packed),
        f"{name}.starts": pack_numbers("I", starts),
    }


class Records:
    """The places of an index by their numbers.

    Parameters
    ----------
    tables
        The tables of the index.
    """

    def __init__(self, tables: Tables) -> None:
        self._records: Any = tables["records"]
        self._names: Any = tables["records.names"]
        self._extras: Any = tables["records.extras"]
        self._kinds, self._sources = json.loads(
            bytes(tables["records.words"])
        )
        self._units = _Units(tables)

        self._known: dict[int, Place] = {}

    def __len__(self) -> int:
        """Count the places."""
        return len(self._records) // _RECORD.size

    def take(self, numbers: Iterable[int]) -> list[Place]:
        """Return the places with these numbers.

        Examples
        --------
        >>> jarinje = Place("x:1", "Jarinje", "crossing", "XK", "", "", "", 43.2075, 20.71667, 0,
        ...                 400, 1500.0, source="x")
        >>> Records(pack_records([jarinje])).take([0]) == [jarinje]
        True
        """
        known = self._known
        if len(known) > _KEPT:
            known.clear()
        places = []
        for number in numbers:
            place = known.get(number)
            if place is None:
                known[number] = place = self._read(
                    _UNPACK(self._records, number * _RECORD.size)
                )
            places.append(place)
        return places

    def _read(self, record: tuple[Any, ...]) -> Place:
        (
            lat,
            lon,
            population,
            radius_m,
            rank,
            kind,
            source,
            unit,
            id_,
            start,
            length,
            extra,
        ) = record
        country, admin1, admin1_name, admin2 = self._units[unit]
        source_name = self._sources[source]
        own_id, bbox, names, languages = (
            self._extras_at(extra) if extra != _NO_EXTRAS else _PLAIN
        )
        return _NEW(  # type: ignore[no-any-return]
            Place,
            (
                own_id or f"{source_name}:{id_}",
                self._names[start : start + length].decode(),
                self._kinds[kind],
                country,
                admin1,
                admin1_name,
                admin2,
                lat / DEGREE,
                lon / DEGREE,
                population,
                rank,
                radius_m,
                bbox,
                names,
                languages,
                source_name,
            ),
        )

    def _extras_at(self, start: int) -> tuple[str, Any, Any, Any]:
        end = self._extras.find(b"\n", start)
        own_id, bbox, names, languages = (
            self._extras[start:end].decode().split("\t")
        )
        pairs = (
            part.partition("=") for part in languages.split("|") if part
        )
        return (
            own_id,
            tuple(map(float, bbox.split(","))) if bbox else None,
            tuple(names.split("|")) if names else (),
            tuple((language, name) for language, _, name in pairs),
        )


class _Units(dict[int, tuple[str, ...]]):
    """Country, first-level unit, its name and second-level unit, split when they are first met."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self._text: Any = tables["records.units"]
        self._starts = numbers_of(tables["records.units.starts"], "I")

    def __missing__(self, unit: int) -> tuple[str, ...]:
        text = self._text[
            self._starts[unit] : self._starts[unit + 1]
        ].decode()
        self[unit] = fields = tuple(text.split("\t"))
        return fields
