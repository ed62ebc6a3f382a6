"""GeoNames country dumps: 19 columns parted by tabs.

https://download.geonames.org/export/dump/readme.txt
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.errors import GazetteerError
from sitmap.gazetteer.areas import extent_of, short_name
from sitmap.gazetteer.features import kind_of_feature, rank_bonus
from sitmap.gazetteer.kinds import (
    KINDS,
    SETTLEMENTS,
    UNCOUNTED_RANK,
    prominence_of,
    settlement_radius_m,
)
from sitmap.gazetteer.place import Place
from sitmap.gazetteer.sources import Entry
from sitmap.geodesy import distance_m

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    KnownUnits = Callable[[Sequence[str], str], Place | None]

# as GeoNames' readme.txt lists them
_COLUMNS: Final = 19
_LARGEST: Final = 1 << 30
"""Bytes of a country file, unpacked; the largest, of the United States and China, take 300 MB."""

_TOLD: Final = 120  # letters of what is wrong with a line
# degrees
_MAX_LAT: Final = 90.0
# degrees
_MAX_LON: Final = 180.0
_LANGUAGE_TAG: Final = re.compile(r"^[a-z]{2,3}(?:_[a-z0-9]+)?=")
_UNIT_LEVELS: Final = {"ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin3"}


class Row(NamedTuple):
    """What sitmap reads of a line of a dump."""

    geonames_id: str
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    feature_class: str
    feature_code: str
    country: str
    admin1: str
    admin2: str
    admin3: str
    population: int


def read_country_file(path: Path) -> list[Row]:
    """Read a dump, zipped or plain.

    Raises
    ------
    GazetteerError
        If it is no zip and no such table, or is cut off; the text names the line and the remedy.
    """
    try:
        content = (
            _unzipped(path)
            if zipfile.is_zipfile(path)
            else path.read_bytes()
        )
        text = content.decode("utf-8")
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        raise GazetteerError(
            f"{path.name}: not a readable country file ({str(error)[:80]}); download it again"
        ) from error
    rows = [
        _row(line, number, path.name)
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]
    if not rows:
        raise GazetteerError(
            f"{path.name}: no places in it; download it again"
        )
    return rows


def _unzipped(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        names = [
            name
            for name in archive.namelist()
            if name.lower().endswith(".txt")
            and "readme" not in name.lower()
        ]
        if len(names) != 1:
            raise zipfile.BadZipFile(
                f"{len(names)} tables in it instead of one"
            )
        with archive.open(names[0]) as member:
            content = member.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise zipfile.BadZipFile("it unpacks to more than any country has")
    return content


def _row(line: str, number: int, file: str) -> Row:
    f = line.rstrip("\r").split("\t")
    if len(f) != _COLUMNS:
        raise GazetteerError(
            f"{file}, line {number}: {len(f)} columns instead of {_COLUMNS}; "
            "it is no GeoNames country dump, or was cut off: download it again"
        )
    try:
        names = (
            _LANGUAGE_TAG.sub("", name) for name in (f[2], *f[3].split(","))
        )
        return Row(
            geonames_id=f[0],
            name=f[1],
            names=tuple(dict.fromkeys(filter(None, names))),
            lat=_degrees(f[4], _MAX_LAT),
            lon=_degrees(f[5], _MAX_LON),
            feature_class=f[6],
            feature_code=f[7],
            country=f[8].upper(),
            admin1=f[10],
            admin2=f[11],
            admin3=f[12],
            population=max(int(f[14] or 0), 0),
        )
    except ValueError as error:
        raise GazetteerError(
            f"{file}, line {number}: {str(error)[:_TOLD]}; it is no GeoNames country dump"
        ) from error


def _degrees(text: str, limit: float) -> float:
    """Read a coordinate.

    Raises
    ------
    ValueError
        If it is no number, or none of this world.
    """
    degrees = float(text)
    if not -limit <= degrees <= limit:
        raise ValueError(f"{text} is no coordinate")
    return degrees


def pack_rows(rows: Sequence[Row]) -> bytes:
    """Write rows as a country dump again, without what sitmap doesn't read."""
    return "".join(map(_line, rows)).encode("utf-8")


def _line(row: Row) -> str:
    cells = [""] * _COLUMNS
    cells[0], cells[1], cells[3] = (
        row.geonames_id,
        row.name,
        ",".join(row.names),
    )
    cells[4], cells[5], cells[6] = (
        str(row.lat),
        str(row.lon),
        row.feature_class,
    )
    cells[7], cells[8], cells[14] = (
        row.feature_code,
        row.country,
        str(row.population),
    )
    cells[10], cells[11], cells[12] = row.admin1, row.admin2, row.admin3
    return "\t".join(cells) + "\n"


def main_country(rows: Sequence[Row]) -> str:
    """Return the country that most rows are in: border features may belong to a neighbour."""
    return Counter(row.country for row in rows).most_common(1)[0][0]


def to_entries(
    rows: Sequence[Row], known_units: KnownUnits
) -> Iterator[Entry]:
    """Turn rows into entries.

    Units get point, box and radius from the settlements that belong to them.

    Parameters
    ----------
    rows
        The whole file.
    known_units
        Finds the embedded entry of a first-level unit by names and country, if there is one: the
        file's code for it is then replaced by the embedded one, so that places of both can be
        compared.
    """
    towns = [row for row in rows if row.feature_class == "P"]
    codes = {
        level: _unit_codes(rows, towns, level) for level in _UNIT_LEVELS
    }
    members = {
        level: _members(towns, field)
        for level, field in _UNIT_LEVELS.items()
    }
    units = {
        row.geonames_id: row for row in rows if row.feature_code == "ADM1"
    }
    firsts = {
        code: _first_unit(units[unit], code, known_units)
        for unit, code in codes["ADM1"].items()
    }
    for row in rows:
        kind = kind_of_feature(
            row.feature_class, row.feature_code, row.population
        )
        if not kind:
            continue
        code = codes.get(row.feature_code, {}).get(row.geonames_id, "")
        entry = _entry(
            row, kind, members.get(row.feature_code, {}).get(code, ())
        )
        own = code if row.feature_code == "ADM1" else row.admin1
        yield _in_unit(
            entry, firsts.get(own), is_unit=row.feature_code == "ADM1"
        )


def _first_unit(row: Row, code: str, known_units: KnownUnits) -> Place:
    """Return the embedded entry of a first-level unit, or one made of its row."""
    known = known_units((row.name, *row.names), row.country)
    return known or _entry(row, "admin1", ()).place._replace(
        admin1=code, admin1_name=row.name
    )


def _in_unit(entry: Entry, unit: Place | None, *, is_unit: bool) -> Entry:
    if unit is None:
        return entry
    place = entry.place._replace(
        admin1=unit.admin1, admin1_name=unit.admin1_name
    )
    if is_unit and unit.id != place.id and unit.id.startswith("admin1:"):
        return Entry(
            place._replace(id=unit.id, name=unit.name),
            entry.names | {unit.name},
            (place.id,),
        )
    return Entry(place, entry.names, entry.ids)


def _members(
    towns: Sequence[Row], field: str
) -> dict[str, list[tuple[float, float]]]:
    members: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in towns:
        if code := getattr(row, field):
            members[code].append((row.lat, row.lon))
    return members


def _unit_codes(
    rows: Sequence[Row], towns: Sequence[Row], level: str
) -> dict[str, str]:
    """Say which code each unit of a level has.

    Its own column, its id, or the unclaimed code of what lies around.
    """
    field = _UNIT_LEVELS[level]
    members = _members(towns, field)
    units = [row for row in rows if row.feature_code == level]
    codes = {
        row.geonames_id: code
        for row in units
        for code in (getattr(row, field), row.geonames_id)
        if code in members
    }
    free = {
        code: extent_of(None, points)
        for code, points in members.items()
        if code not in codes.values()
    }
    pairs = sorted(
        (
            distance_m(row.lat, row.lon, extent[0], extent[1]),
            row.geonames_id,
            code,
        )
        for row in units
        if row.geonames_id not in codes
        for code, extent in free.items()
        if distance_m(row.lat, row.lon, extent[0], extent[1]) < extent[2]
    )
    for _, unit, code in pairs:
        if unit not in codes and code not in codes.values():
            codes[unit] = code
    return codes


def _entry(
    row: Row, kind: str, points: Sequence[tuple[float, float]]
) -> Entry:
    lat, lon, bbox = row.lat, row.lon, None
    radius_m = (
        settlement_radius_m(row.population)
        if kind in SETTLEMENTS
        else KINDS[kind][2]
    )
    if points:
        lat, lon, radius_m, bbox = extent_of(None, points)
    place = Place(
        id=f"geonames:{row.geonames_id}",
        name=row.name,
        kind=kind,
        country=row.country,
        admin1=row.admin1,
        admin1_name="",
        admin2=row.admin2,
        lat=lat,
        lon=lon,
        population=row.population,
        rank=_rank(kind, row),
        uncertainty_m=radius_m,
        bbox=bbox,
        source="geonames",
    )
    spellings = {row.name, *row.names}
    if kind.startswith("admin"):
        spellings |= {short_name(name) for name in spellings}
    return Entry(place, frozenset(spellings))


def _rank(kind: str, row: Row) -> int:
    """Return the prominence of a row; a seat that nobody counted is more than a village."""
    bonus = rank_bonus(row.feature_code)
    rank = prominence_of(kind, row.population)
    if bonus > 0 and kind in SETTLEMENTS:
        rank = max(rank, UNCOUNTED_RANK)
    return max(rank + bonus, 0)
