"""Airports and air bases of the world, from PyPI's ``airportsdata`` (MIT)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import KINDS
from sitmap.gazetteer.place import Place
from sitmap.gazetteer.sources import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ATTRIBUTION: Final = "airportsdata, MIT"

_MILITARY: Final = re.compile(
    r"\b(air ?base|airbase|air force|afb|naval air|army air|raf|military|air"
    r" station|cazaux|aéronavale)\b",
    re.IGNORECASE,
)
_GENERIC: Final = re.compile(
    r"\b(international|intl|regional|municipal|domestic)\b\s*",
    re.IGNORECASE,
)
# as a village without a population, so that its town goes first
_RANK_WITH_AIRLINES: Final = 260
# behind all settlements
_RANK_OTHER: Final = 160


def read_airports() -> Iterator[Entry]:
    """Yield airports with an ICAO code; of North America's strips only those with airlines."""
    import airportsdata

    for airport in airportsdata.load("ICAO").values():
        if (
            airport["iata"]
            or airport["country"] not in ("US", "CA")
            or _MILITARY.search(airport["name"])
        ):
            yield _entry(airport)


def _entry(airport: Mapping[str, object]) -> Entry:
    name, city = str(airport["name"]), str(airport["city"])
    kind = "airbase" if _MILITARY.search(name) else "airport"
    place = Place(
        id=f"icao:{airport['icao']}",
        name=name,
        kind=kind,
        country=str(airport["country"]),
        admin1="",
        admin1_name="",
        admin2="",
        lat=float(str(airport["lat"])),
        lon=float(str(airport["lon"])),
        population=0,
        rank=_RANK_WITH_AIRLINES if airport["iata"] else _RANK_OTHER,
        uncertainty_m=KINDS[kind][2],
        source="icao",
    )
    ids = (f"iata:{airport['iata']}",) if airport["iata"] else ()
    return Entry(place, frozenset(_names(name, city, kind)), ids)


def _names(name: str, city: str, kind: str) -> set[str]:
    """Spell an airport as reports do: with and without "International", and by its town."""
    word = "Air Base" if kind == "airbase" else "Airport"
    short = _GENERIC.sub("", name)
    names = {name, short}
    if not re.search(
        r"airport|airfield|field|air|aero|base|station|strip|heli",
        name,
        re.IGNORECASE,
    ):
        names = {f"{name} {word}", f"{short} {word}"} | (
            {name} if " " in name else set()
        )
    if city and kind == "airport":
        names |= (
            {f"{city} Airport", f"{city} International Airport"}
            if "nternational" in name
            else {f"{city} Airport"}
        )
    return names
